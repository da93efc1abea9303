"""Attributions of one claim in several sets: what is one tie, and what is said differently about it."""

from __future__ import annotations

from annotator.analysis.alignment import aligned, places_of
from annotator.analysis.ties import Tie, ties_of
from tests.analysis.sheets import Sheet

# The newspaper Al-Mina quoted an official as saying that the agreement was near, which the ministry denied.
TEXT = "نقلت صحيفة الميناء عن مسؤول أن الاتفاق قريب، الأمر الذي نفته الوزارة."


def _ties(*sheets: Sheet, symmetric: tuple[str, ...] = ()) -> list[Tie]:
    places = places_of(aligned({sheet.name: sheet.annotations for sheet in sheets}))
    return ties_of({sheet.name: sheet.relations for sheet in sheets}, places, symmetric=symmetric)


def _relayed(name: str) -> Sheet:
    sheet = Sheet(TEXT, name)
    claim = sheet.mark("claim", "أن الاتفاق قريب")
    paper, official = sheet.mark("source", "صحيفة الميناء"), sheet.mark("source", "مسؤول")
    sheet.tie({"claim": claim, "source": official, "via": paper}, holder="text", stance="assert")
    return sheet


def test_a_relay_taken_for_the_source_is_the_same_tie_said_differently() -> None:
    other = Sheet(TEXT, "basim")
    claim, paper = other.mark("claim", "أن الاتفاق قريب"), other.mark("source", "صحيفة الميناء")
    other.tie({"claim": claim, "source": paper}, holder="text", stance="assert")
    (tie,) = _ties(_relayed("amal"), other)
    assert tie.differs and not tie.is_same


def test_a_denial_meets_a_denial_and_not_the_assertion() -> None:
    both = _relayed("amal")
    ministry = both.mark("source", "الوزارة")
    both.tie({"claim": both.annotations[0].id, "source": ministry}, holder="text", stance="deny")
    ties = _ties(both, _relayed("basim"))
    assert sorted(len(tie.members_by_set) for tie in ties) == [1, 2]
    alone = next(tie for tie in ties if len(tie.members_by_set) == 1)
    assert alone.relations[0].attributes["stance"] == "deny"


def test_what_one_left_open_contradicts_nothing() -> None:
    other = _relayed("basim")
    other.relations[0] = type(other.relations[0])(
        other.relations[0].id, "attribution", other.relations[0].roles, {"holder": "text"}
    )
    (tie,) = _ties(_relayed("amal"), other)
    assert not tie.differs and tie.is_incomplete


def test_a_symmetric_relation_may_be_turned_round() -> None:
    sheets = []
    for name, turned in (("amal", False), ("basim", True)):
        sheet = Sheet(TEXT, name)
        first, second = sheet.mark("claim", "أن الاتفاق قريب"), sheet.mark("claim", "نفته الوزارة")
        head, tail = (second, first) if turned else (first, second)
        sheet.relate("contradicts", {"head": (head,), "tail": (tail,)})
        sheets.append(sheet)
    assert len(_ties(*sheets)) == 2
    (tie,) = _ties(*sheets, symmetric=("contradicts",))
    assert not tie.differs


def test_a_relation_that_waits_for_an_annotation_is_left_out() -> None:
    sheet = _relayed("amal")
    del sheet.annotations[1]
    assert _ties(sheet) == []
