"""One mention in several sets: the same first, then the closest, one to one."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.alignment import aligned, places_of, shared_part
from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId, SetName
from annotator.model.span import Span
from tests.analysis.sheets import Sheet

# The port authority of Tripoli denied that the strike had begun, and said it was still being prepared.
TEXT = "نفت إدارة مرفأ طرابلس أن الإضراب بدأ، وقالت إن التحضير له ما زال جاريا."


def _met(*sheets: Sheet) -> list[dict[str, str]]:
    sets = {sheet.name: sheet.annotations for sheet in sheets}
    return [{str(name): a.text(TEXT) for name, a in mention.members.items()} for mention in aligned(sets)]


def test_the_same_meet_before_the_similar() -> None:
    one, two = Sheet(TEXT, "amal"), Sheet(TEXT, "basim")
    one.mark("source", "إدارة مرفأ طرابلس")
    one.mark("source", "مرفأ طرابلس")
    two.mark("source", "مرفأ طرابلس")
    assert _met(one, two) == [
        {"amal": "إدارة مرفأ طرابلس"},
        {"amal": "مرفأ طرابلس", "basim": "مرفأ طرابلس"},
    ]


def test_other_borders_are_the_same_mention() -> None:
    one, two = Sheet(TEXT, "amal"), Sheet(TEXT, "basim")
    one.mark("claim", "أن الإضراب بدأ")
    two.mark("claim", "الإضراب بدأ")
    assert len(_met(one, two)) == 1


def test_a_place_inside_a_body_is_not_the_body_by_another_name() -> None:
    one, two = Sheet(TEXT, "amal"), Sheet(TEXT, "basim")
    one.mark("entity", "إدارة مرفأ طرابلس", "ORG")
    two.mark("entity", "طرابلس", "GPE")
    assert len(_met(one, two)) == 2


def test_another_label_on_the_same_letters_is_the_same_mention() -> None:
    one, two = Sheet(TEXT, "amal"), Sheet(TEXT, "basim")
    one.mark("entity", "مرفأ طرابلس", "FAC")
    two.mark("entity", "مرفأ طرابلس", "LOC")
    assert len(_met(one, two)) == 1


def test_layers_never_meet() -> None:
    one, two = Sheet(TEXT, "amal"), Sheet(TEXT, "basim")
    one.mark("entity", "مرفأ طرابلس")
    two.mark("source", "مرفأ طرابلس")
    assert len(_met(one, two)) == 2


def test_doubles_within_a_set_meet_doubles() -> None:
    one, two = Sheet(TEXT, "amal"), Sheet(TEXT, "basim")
    for sheet in (one, one, two, two):
        sheet.mark("cue", "نفت")
    assert [len(members) for members in _met(one, two)] == [2, 2]


def test_the_part_in_common_of_fragments() -> None:
    assert shared_part((Span(0, 4), Span(6, 10)), (Span(0, 4), Span(6, 10))) == 1.0
    assert shared_part((Span(0, 4),), (Span(4, 8),)) == 0.0
    assert shared_part((Span(0, 4), Span(6, 10)), (Span(0, 10),)) == 0.8


@st.composite
def _sets(draw: Any) -> dict[SetName, list[Annotation]]:
    result: dict[SetName, list[Annotation]] = {}
    for name in ("amal", "basim", "ciham"):
        spans = draw(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12), st.sampled_from(["ORG", "GPE"]))))
        result[SetName(name)] = [
            Annotation(AnnotationId(f"{name}{i}"), "entity", label, (Span(start, start + length),))
            for i, (start, length, label) in enumerate(spans)
        ]
    return result


@given(_sets(), st.randoms(use_true_random=False))
def test_every_annotation_has_one_mention_whatever_the_order(
    sets: dict[SetName, list[Annotation]], shuffle: random.Random
) -> None:
    mentions = aligned(sets)
    places = places_of(mentions)
    assert sum(len(m.members) for m in mentions) == sum(map(len, sets.values()))
    assert all(set(places.get(name, {})) == {a.id for a in own} for name, own in sets.items())
    names = list(sets)
    shuffle.shuffle(names)
    assert aligned({name: sets[name] for name in names}) == mentions
