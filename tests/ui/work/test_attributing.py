"""The A flow, held against what it stores."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.annotation import Annotation
from annotator.model.attribution import Holder
from annotator.model.errors import RuleError
from annotator.ui.work.attributing import Attributing, Slot
from tests.operations.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.session.close()


def marked(desk: Desk, key: str, words: str) -> Annotation:
    return desk.mark(key, words)


def flow(desk: Desk, claim: Annotation) -> Attributing:
    return Attributing(desk.session, desk.document, claim)


def test_nothing_is_stored_before_it_is_accepted(desk: Desk) -> None:
    source, claim = marked(desk, "S", "وزيرة الزراعة ليلى حداد"), marked(desk, "C", "إن المحصول تضاعف")
    attributing = flow(desk, claim)
    attributing.take(1)
    assert not desk.document.relations
    relation = attributing.accept()
    assert relation.roles["source"] == (source.id,)
    assert list(desk.document.relations.values()) == [relation]


def test_the_nearest_speaker_has_the_first_number(desk: Desk) -> None:
    far, near = marked(desk, "S", "وزيرة الزراعة ليلى حداد"), marked(desk, "S", "مسؤول في المرفأ")
    attributing = flow(desk, marked(desk, "C", "أن الشحنة الأولى جاهزة"))
    assert [candidate.id for candidate in attributing.candidates()] == [near.id, far.id]


def test_a_relay_stands_between_the_reader_and_the_source(desk: Desk) -> None:
    agency, official = marked(desk, "S", "وكالة الساحل"), marked(desk, "S", "مسؤول في المرفأ")
    attributing = flow(desk, marked(desk, "C", "أن الشحنة الأولى جاهزة"))
    attributing.take_annotation(official)
    attributing.add_relay()
    assert attributing.slot is Slot.VIA
    attributing.take_annotation(agency)
    relation = attributing.accept()
    assert relation.roles["via"] == (agency.id,)
    assert relation.roles["source"] == (official.id,)


@pytest.mark.parametrize("holder", [Holder.UNSTATED, Holder.AUTHOR])
def test_a_claim_of_nobody_has_no_source(desk: Desk, holder: Holder) -> None:
    marked(desk, "S", "وزيرة الزراعة ليلى حداد")
    attributing = flow(desk, marked(desk, "C", "إن المحصول تضاعف"))
    attributing.hold(holder)
    relation = attributing.accept()
    assert "source" not in relation.roles
    assert relation.attributes["holder"] == holder


def test_an_attribution_is_changed_rather_than_doubled(desk: Desk) -> None:
    marked(desk, "S", "وزيرة الزراعة ليلى حداد")
    claim = marked(desk, "C", "إن المحصول تضاعف")
    first = flow(desk, claim)
    first.take(1)
    first.accept()
    second = flow(desk, claim)
    second.toggle_denial()
    second.accept()
    [relation] = desk.document.relations.values()
    assert relation.attributes["stance"] == "deny"


def test_one_more_attribution_stands_beside_the_first(desk: Desk) -> None:
    marked(desk, "S", "وزيرة الزراعة ليلى حداد")
    claim = marked(desk, "C", "إن المحصول تضاعف")
    first = flow(desk, claim)
    first.take(1)
    first.accept()
    second = flow(desk, claim)
    second.further()
    second.hold(Holder.UNSTATED)
    second.accept()
    assert len(desk.document.attributions(claim.id)) == 2


def test_a_number_without_a_candidate_is_refused_by_name(desk: Desk) -> None:
    attributing = flow(desk, marked(desk, "C", "إن المحصول تضاعف"))
    with pytest.raises(RuleError, match="7"):
        attributing.take(7)


def test_the_number_of_a_guessed_cue_says_yes_to_it_and_only_then_takes_it_out(desk: Desk) -> None:
    cue, claim = marked(desk, "Q", "قالت"), marked(desk, "C", "إن المحصول تضاعف")
    attributing = flow(desk, claim)
    assert attributing.chain.cues == (cue.id,)
    attributing.next_slot()
    attributing.take(1)
    assert attributing.chain.cues == (cue.id,)
    attributing.take(1)
    assert not attributing.chain.cues


def test_those_who_say_it_jointly_are_tied_in_reading_order_whoever_was_named_first(desk: Desk) -> None:
    agency, official = marked(desk, "S", "وكالة الساحل"), marked(desk, "S", "مسؤول في المرفأ")
    attributing = flow(desk, marked(desk, "C", "أن الشحنة الأولى جاهزة"))
    attributing.take_annotation(official)
    attributing.add_source()
    attributing.take_annotation(agency)
    assert attributing.slot is Slot.SOURCE
    assert attributing.accept().roles["source"] == (agency.id, official.id)


def test_who_was_added_is_taken_out_by_the_same_number_but_never_the_only_one(desk: Desk) -> None:
    agency, official = marked(desk, "S", "وكالة الساحل"), marked(desk, "S", "مسؤول في المرفأ")
    attributing = flow(desk, marked(desk, "C", "أن الشحنة الأولى جاهزة"))
    attributing.take_annotation(official)
    for source in (agency, agency, official):
        attributing.add_source()
        attributing.take_annotation(source)
    assert attributing.chain.sources == (official.id,)


def test_a_relay_that_says_it_too_is_no_relay_any_more(desk: Desk) -> None:
    agency, official = marked(desk, "S", "وكالة الساحل"), marked(desk, "S", "مسؤول في المرفأ")
    attributing = flow(desk, marked(desk, "C", "أن الشحنة الأولى جاهزة"))
    attributing.take_annotation(official)
    attributing.add_relay()
    attributing.take_annotation(agency)
    attributing.add_source()
    attributing.take_annotation(agency)
    assert attributing.chain.via == ()
    assert attributing.chain.sources == (agency.id, official.id)


def test_selected_words_say_it_too_where_one_more_source_was_asked_for(desk: Desk) -> None:
    agency = marked(desk, "S", "وكالة الساحل")
    attributing = flow(desk, marked(desk, "C", "أن الشحنة الأولى جاهزة"))
    attributing.take_annotation(agency)
    attributing.add_source()
    relation = attributing.accept_selection(desk.span("مسؤول في المرفأ"))
    assert len(relation.roles["source"]) == 2
    assert relation.roles["source"][0] == agency.id
