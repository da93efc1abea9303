"""What a name of another tool most likely means here."""

from __future__ import annotations

import pytest

from annotator.bundled import resource
from annotator.model.scheme import Scheme, parse_scheme
from annotator.operations.counterparts import Counterpart, ForeignName, NameKind, counterparts, itself, likely


@pytest.fixture(scope="module")
def news() -> Scheme:
    """The default scheme."""
    return parse_scheme(resource("schemes", "arabic-news.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("PER", "entity/PERS"), ("Person", "entity/PERS"), ("شخص", "entity/PERS"), ("ORGANIZATION", "entity/ORG"),
        ("location", "entity/LOC"), ("gpe", "entity/GPE"), ("claim", "claim/Claim"), ("MISC", None), ("B", None),
    ],
)  # fmt: skip
def test_a_label_finds_the_one_that_is_called_nearly_so(news: Scheme, name: str, expected: str | None) -> None:
    found = likely(ForeignName(NameKind.LABEL, "entity", name), news)
    assert (found.name if found is not None else None) == expected


def test_a_relation_can_run_in_either_direction(news: Scheme) -> None:
    name = ForeignName(NameKind.RELATION, "", "SaidBy", ("head", "tail"))
    offered = counterparts(name, news)
    assert Counterpart("attribution", (("head", "claim"), ("tail", "source"))) in offered
    assert Counterpart("attribution", (("head", "source"), ("tail", "claim"))) in offered
    assert likely(name, news) is None


def test_every_counterpart_of_a_label_is_a_label_of_the_scheme(news: Scheme) -> None:
    for offered in counterparts(ForeignName(NameKind.LABEL, "entity", "X"), news):
        layer, _slash, label = offered.name.partition("/")
        assert news.label(layer, label).name == label


def test_a_name_that_stays_itself_keeps_its_layer() -> None:
    assert itself(ForeignName(NameKind.LABEL, "event", "Merge")) == Counterpart("event/Merge")
    assert itself(ForeignName(NameKind.RELATION, "", "Family")) == Counterpart("Family")
