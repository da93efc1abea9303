"""Dividing articles: laws that hold for any people, articles and overlap."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import RuleError
from annotator.model.identity import DocumentId, Handle
from annotator.operations.distribution import Overlap, distribute, overlap_of

DOCUMENTS = [DocumentId(f"d{number:03d}") for number in range(60)]
PEOPLE = [Handle(name) for name in ("hoda", "samir", "rania", "zaid", "amal")]

overlaps = st.builds(Overlap, st.integers(1, 3), st.integers(0, 100).map(lambda percent: Fraction(percent, 100)))


@given(count=st.integers(0, 60), people=st.integers(3, 5), overlap=overlaps)
def test_everybody_gets_the_same_within_one_and_no_article_twice(count: int, people: int, overlap: Overlap) -> None:
    documents = DOCUMENTS[:count]
    new = distribute(documents, PEOPLE[:people], overlap=overlap, given={})
    assert list(new) == documents
    assert all(len(set(holders)) == len(holders) for holders in new.values())
    sizes = Counter(len(holders) for holders in new.values())
    several = int(count * overlap.share + Fraction(1, 2)) if overlap.people > 1 else 0
    assert sizes[overlap.people] == (several or (count if overlap.people == 1 else 0))
    assert sizes.total() == count
    loads = Counter(dict.fromkeys(PEOPLE[:people], 0))
    loads.update(person for holders in new.values() for person in holders)
    assert max(loads.values()) - min(loads.values()) <= 1


@given(first=st.integers(0, 60), overlap=overlaps)
def test_asked_again_nothing_more_is_given_out(first: int, overlap: Overlap) -> None:
    before = distribute(DOCUMENTS[:first], PEOPLE, overlap=overlap, given={})
    assert distribute(DOCUMENTS[:first], PEOPLE, overlap=overlap, given=before) == {}
    assert distribute(DOCUMENTS[:first], PEOPLE, overlap=overlap, given={}) == before


def test_articles_that_came_later_go_to_those_who_have_least() -> None:
    before = dict.fromkeys(DOCUMENTS[:10], (PEOPLE[0],))
    new = distribute(DOCUMENTS[:20], PEOPLE[:2], overlap=Overlap(1), given=before)
    assert Counter(person for holders in new.values() for person in holders) == {PEOPLE[1]: 10}


def test_every_pair_comes_together() -> None:
    new = distribute(DOCUMENTS, PEOPLE, overlap=Overlap(2), given={})
    pairs = Counter(frozenset(holders) for holders in new.values())
    assert len(pairs) == 10
    assert max(pairs.values()) - min(pairs.values()) <= 2


def test_nobody_settles_their_own_work_while_there_is_somebody_else() -> None:
    avoid = dict.fromkeys(DOCUMENTS, (PEOPLE[0],))
    new = distribute(DOCUMENTS, PEOPLE[:2], overlap=Overlap(1), given={}, avoid=avoid)
    assert set(new.values()) == {(PEOPLE[1],)}
    alone = distribute(DOCUMENTS[:1], PEOPLE[:1], overlap=Overlap(1), given={}, avoid=avoid)
    assert alone == {DOCUMENTS[0]: (PEOPLE[0],)}


@pytest.mark.parametrize(
    ("text", "overlap"),
    [
        ("1", Overlap(1)),
        (" 2 ", Overlap(2)),
        ("20%", Overlap(2, Fraction(1, 5))),
        ("٢٠٪", Overlap(2, Fraction(1, 5))),
        ("100 %", Overlap(2)),
        ("0%", Overlap(2, Fraction(0))),
    ],
)
def test_an_overlap_is_people_or_a_share(text: str, overlap: Overlap) -> None:
    assert overlap_of(text) == overlap
    assert overlap_of(str(overlap)) == overlap


@pytest.mark.parametrize("text", ["", "0", "-1", "two", "101%", "1.5", "%", "9999"])
def test_what_is_no_overlap_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(RuleError):
        overlap_of(text)
