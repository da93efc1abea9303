"""Attribution afterwards: candidates, guesses, and changing who says what."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.attribution import ClaimState, Holder
from annotator.model.errors import RuleError
from annotator.model.identity import AnnotationId
from annotator.operations import annotate, attribution
from annotator.operations.annotate import prepared
from annotator.operations.attribution import Chain
from tests.operations.desk import Desk

MINISTER, HARVEST, EXPORTS = "وزيرة الزراعة ليلى حداد", "إن المحصول تضاعف", "أن التصدير يبدأ في آذار"
AGENCY, OFFICIAL, SHIPMENT = "وكالة الساحل", "مسؤول في المرفأ", "أن الشحنة الأولى جاهزة"


def test_a_chain_is_stored_in_the_order_of_the_scheme(desk: Desk) -> None:
    claim, via, source, cue = (
        desk.mark(*marked) for marked in (("C", SHIPMENT), ("S", AGENCY), ("S", OFFICIAL), ("Q", "نقلت"))
    )
    chain = Chain(claim.id, (source.id,), (via.id,), (cue.id,), holder=Holder.TEXT, stance="assert")
    relation = attribution.attribute(desk.session, desk.document, chain)
    assert list(desk.say(relation)) == ["claim", "source", "via", "cue", "holder", "stance"]
    assert attribution.chain_of(relation) == chain


def test_changing_a_chain_keeps_note_doubt_and_other_attributes(desk: Desk) -> None:
    claim, source = desk.mark("C", HARVEST), desk.mark("S", MINISTER)
    relation = attribution.attribute(desk.session, desk.document, Chain(claim.id, holder=Holder.UNSTATED))
    annotate.set_note(desk.session, desk.document, relation.id, "سياق")
    annotate.set_attribute(desk.session, desk.document, relation.id, "factuality", "PR+")
    changed = replace(attribution.chain_of(relation), sources=(source.id,), holder=Holder.TEXT)
    attribution.attribute(desk.session, desk.document, changed, relation=relation.id)
    (stored,) = desk.document.relations.values()
    assert (stored.id, stored.note) == (relation.id, "سياق")
    assert desk.ties(claim) == [{"source": MINISTER, "holder": "text", "factuality": "PR+"}]


def test_a_role_refuses_what_it_does_not_take(desk: Desk) -> None:
    claim, cue = desk.mark("C", HARVEST), desk.mark("Q", "قالت")
    with pytest.raises(RuleError, match="does not take"):
        attribution.attribute(desk.session, desk.document, Chain(claim.id, (cue.id,)))
    assert desk.document.state(claim.id) is ClaimState.OPEN


def test_detaching_leaves_claim_and_source(desk: Desk) -> None:
    claim, source = desk.mark("C", HARVEST), desk.mark("S", MINISTER)
    relation = attribution.attribute(desk.session, desk.document, Chain(claim.id, (source.id,)))
    attribution.detach(desk.session, desk.document, relation.id)
    assert desk.document.state(claim.id) is ClaimState.OPEN
    assert set(desk.document.annotations) == {claim.id, source.id}


def test_a_source_selected_in_the_text_is_marked_and_tied_in_one_act(desk: Desk) -> None:
    claim = desk.mark("C", HARVEST)
    before = desk.shown()
    source = prepared(desk.document, [desk.span(MINISTER)], layer="source", label="Source")
    attribution.tied_source(desk.session, desk.document, attribution.said_by(Chain(claim.id), source), source)
    assert desk.ties(claim) == [{"source": MINISTER, "holder": "text"}]
    desk.session.undo(desk.document)
    assert desk.shown() == before


def test_candidates_of_the_sentence_come_first_then_those_before(desk: Desk) -> None:
    far, agency, official, after = (
        desk.mark("S", words) for words in (MINISTER, AGENCY, OFFICIAL, "خبراء السوق")
    )  # fmt: skip
    claim = desk.mark("C", SHIPMENT)
    assert attribution.candidate_sources(desk.document, claim) == [official, agency, far, after]
    assert attribution.candidate_sources(desk.document, claim, limit=2) == [official, agency]


def test_every_speaker_is_a_candidate_once_by_the_nearest_mention(desk: Desk) -> None:
    desk.mark("S", MINISTER)
    claim = desk.mark("C", "أن الوزيرة وعدت بأن الدعم لن يتوقف")
    inside = desk.mark("S", "الوزيرة")
    union = desk.mark("S", "رئيس النقابة سامي عون")
    found = attribution.candidate_sources(desk.document, claim)
    assert found[0] == union
    assert found[-1] == inside


def test_candidate_cues_come_by_distance(desk: Desk) -> None:
    near, far = desk.mark("Q", "مضيفة"), desk.mark("Q", "قالت")
    claim = desk.mark("C", EXPORTS)
    # A denial may stand paragraphs below; once it ties something, it is offered no more.
    elsewhere = desk.mark("Q", "نقلت")
    assert attribution.candidate_cues(desk.document, claim) == [near, far, elsewhere]
    other = desk.mark("C", "أن الشحنة الأولى جاهزة")
    attribution.attribute(desk.session, desk.document, Chain(other.id, cues=(elsewhere.id,), holder=Holder.UNSTATED))
    assert attribution.candidate_cues(desk.document, claim) == [near, far]


def test_the_guess_takes_source_and_cue_of_the_sentence(desk: Desk) -> None:
    cue, source, claim = desk.mark("Q", "قالت"), desk.mark("S", MINISTER), desk.mark("C", HARVEST)
    assert attribution.guess(desk.document, claim) == Chain(claim.id, (source.id,), cues=(cue.id,), holder=Holder.TEXT)


def test_the_guess_continues_a_source_that_speaks_already(desk: Desk) -> None:
    for key, words in [("Q", "قالت"), ("S", MINISTER), ("C", HARVEST)]:
        desk.press(key, words)
    cue, claim = desk.mark("Q", "مضيفة"), desk.mark("C", EXPORTS)
    guess = attribution.guess(desk.document, claim)
    assert (guess.holder, guess.cues) == (Holder.CONTINUED, (cue.id,))


def test_without_any_source_the_guess_is_unstated_or_open(desk: Desk) -> None:
    claim = desk.mark("C", HARVEST)
    assert attribution.guess(desk.document, claim) == Chain(claim.id)
    cue = desk.mark("Q", "قالت")
    assert attribution.guess(desk.document, claim) == Chain(claim.id, cues=(cue.id,), holder=Holder.UNSTATED)


def test_the_last_source_is_that_of_the_claim_read_last_and_never_a_denier(desk: Desk) -> None:
    minister, carrier = desk.mark("S", MINISTER), desk.mark("S", "شركة النقل")
    claim = desk.mark("C", HARVEST)
    end = len(desk.document.text)
    assert attribution.last_source_before(desk.document, end) == carrier.id
    attribution.attribute(desk.session, desk.document, Chain(claim.id, (minister.id,), stance="deny"))
    attribution.attribute(desk.session, desk.document, Chain(claim.id, (carrier.id,)))
    assert attribution.last_source_before(desk.document, end) == carrier.id
    assert attribution.last_source_before(desk.document, 0) is None


def test_an_attribution_of_nothing_is_refused(desk: Desk) -> None:
    with pytest.raises(RuleError, match="not there"):
        attribution.attribute(desk.session, desk.document, Chain(AnnotationId("a-gone")))


# But the director denied that, stressing that the vote was unanimous.
DENIER = "قال العضو إن التصويت حُسم بفارق صوت، غير أن المدير نفى ذلك، مؤكدا أن القرار بالإجماع."


def test_who_denies_in_the_sentence_goes_on_speaking(tmp_path: Path) -> None:
    desk = Desk(tmp_path, DENIER)
    desk.press("Q", "قال")
    desk.press("S", "العضو")
    desk.press("C", "إن التصويت حُسم بفارق صوت")
    director = desk.mark("S", "المدير")
    offset = desk.document.text.index("مؤكدا")
    assert attribution.last_source_before(desk.document, offset) == director.id
    desk.session.close()


def test_people_and_bodies_of_the_paragraph_may_be_told(desk: Desk) -> None:
    claim, minister = desk.mark("C", HARVEST), desk.mark("P", "ليلى حداد")
    elsewhere = desk.mark("P", "سامي عون")
    told = attribution.candidate_addressees(desk.document, claim)
    assert told == [minister]
    assert elsewhere not in told
