"""Zones made and changed by hand: whole paragraphs, shared, and taken back as one act."""

from __future__ import annotations

import pytest

from annotator.model.annotation import Annotation
from annotator.model.errors import RuleError
from annotator.model.identity import AnnotationId
from annotator.operations.zones import set_zone
from tests.operations.desk import Desk


def zones(desk: Desk) -> list[tuple[str, str]]:
    found = sorted(desk.document.zones.values(), key=lambda zone: zone.start)
    return [(zone.label, zone.text(desk.document.text)[:12]) for zone in found]


def test_each_paragraph_becomes_a_zone_of_its_own(desk: Desk) -> None:
    assert set_zone(desk.session, desk.document, range(2), "lead") == 2
    assert zones(desk) == [("lead", "قالت وزيرة ا"), ("lead", "ونقلت وكالة ")]
    assert desk.document.zone_of(desk.document.paragraphs[1]) == "lead"


def test_another_zone_takes_the_place_of_the_one_before(desk: Desk) -> None:
    set_zone(desk.session, desk.document, [0], "lead")
    assert set_zone(desk.session, desk.document, [0], "headline") == 1
    assert zones(desk) == [("headline", "قالت وزيرة ا")]


def test_plain_body_has_no_zone(desk: Desk) -> None:
    set_zone(desk.session, desk.document, range(3), "boilerplate")
    assert set_zone(desk.session, desk.document, [1], None) == 1
    assert [label for label, _words in zones(desk)] == ["boilerplate", "boilerplate"]
    assert desk.document.zone_of(desk.document.paragraphs[1]) is None


def test_a_zone_of_several_paragraphs_keeps_what_lies_on_both_sides(desk: Desk) -> None:
    first, _, third, _ = desk.document.paragraphs
    whole = Annotation(AnnotationId("z"), "zone", "boilerplate", ((first.__class__)(first.start, third.end),))
    with desk.session.act("Mark zone", desk.document) as act:
        act.put(whole)
    assert set_zone(desk.session, desk.document, [1], None) == 1
    assert [desk.document.zone_of(span) for span in desk.document.paragraphs] == [
        "boilerplate",
        None,
        "boilerplate",
        None,
    ]
    assert next(zone.id for zone in sorted(desk.document.zones.values(), key=lambda z: z.start)) == "z"


def test_what_is_so_already_writes_nothing(desk: Desk) -> None:
    set_zone(desk.session, desk.document, [0], "lead")
    step = desk.session.undoable(desk.document)
    assert set_zone(desk.session, desk.document, [0], "lead") == 0
    assert set_zone(desk.session, desk.document, [2], None) == 0
    assert desk.session.undoable(desk.document) == step


def test_a_change_of_zones_is_undone_in_one_step_and_stored(desk: Desk) -> None:
    set_zone(desk.session, desk.document, range(3), "caption")
    assert desk.shown() == desk.stored()
    desk.session.undo(desk.document)
    assert zones(desk) == []
    desk.session.redo(desk.document)
    assert len(zones(desk)) == 3
    assert desk.shown() == desk.stored()


def test_a_zone_that_the_scheme_does_not_know_is_refused(desk: Desk) -> None:
    with pytest.raises(RuleError):
        set_zone(desk.session, desk.document, [0], "weather")
    assert zones(desk) == []
