"""The open frame: cue, source and claim are tied as they are marked."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from annotator.model.attribution import ClaimState
from annotator.model.errors import RuleError
from annotator.operations import annotate, frame
from annotator.operations.attributionahead import attribution_ahead
from annotator.text.vocabulary import Vocabulary
from tests.operations.desk import Desk

MINISTER, HARVEST = "وزيرة الزراعة ليلى حداد", "إن المحصول تضاعف"
AGENCY, OFFICIAL, SHIPMENT = "وكالة الساحل", "مسؤول في المرفأ", "أن الشحنة الأولى جاهزة"
EXPORTS, CARRIER, OIL, EXPERTS = "أن التصدير يبدأ في آذار", "شركة النقل", "سيرتفع سعر الزيت", "خبراء السوق"


def test_cue_source_and_claim_are_tied_in_the_act_that_completes_them(desk: Desk) -> None:
    desk.press("Q", "قالت")
    desk.press("S", MINISTER)
    assert not desk.document.relations
    before = desk.shown()
    claim = desk.press("C", HARVEST)
    assert desk.ties(claim) == [{"source": MINISTER, "cue": "قالت", "holder": "text"}]
    assert desk.document.state(claim.id) is ClaimState.ATTRIBUTED
    desk.session.undo(desk.document)
    assert desk.shown() == before


@pytest.mark.parametrize("order", list(permutations("QSC")), ids="".join)
def test_the_order_of_marking_does_not_matter(order: tuple[str, ...], desk: Desk) -> None:
    words = {"Q": "قالت", "S": MINISTER, "C": HARVEST}
    made = {key: desk.press(key, words[key]) for key in order}
    assert desk.ties(made["C"]) == [{"source": MINISTER, "cue": "قالت", "holder": "text"}]


def test_a_headline_with_a_colon_needs_no_cue(tmp_path_factory: pytest.TempPathFactory) -> None:
    # "Haddad: the harvest has doubled"
    desk = Desk(tmp_path_factory.mktemp("colon"), "حداد: المحصول تضاعف")
    desk.press("S", "حداد")
    assert desk.ties(desk.press("C", "المحصول تضاعف")) == [{"source": "حداد", "holder": "text"}]
    desk.session.close()


def test_a_cue_without_a_source_continues_the_last_one(desk: Desk) -> None:
    for key, words in [("Q", "قالت"), ("S", MINISTER), ("C", HARVEST), ("Q", "مضيفة")]:
        desk.press(key, words)
    claim = desk.press("C", EXPORTS)
    assert desk.ties(claim) == [{"source": MINISTER, "cue": "مضيفة", "holder": "continued"}]


def test_a_cue_without_a_source_and_nobody_before_leaves_the_holder_unsaid(desk: Desk) -> None:
    desk.press("Q", "مضيفة")
    assert desk.ties(desk.press("C", EXPORTS)) == [{"cue": "مضيفة"}]


def test_who_is_quoted_inside_a_claim_does_not_go_on_speaking_after_it(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    # "Haddad said the union had promised that the support would stay, and added that exports begin in March."
    text = "قالت حداد إن النقابة وعدت بأن الدعم باق، وأضافت أن التصدير يبدأ في آذار."
    desk = Desk(tmp_path_factory.mktemp("nested"), text)
    marks = [("Q", "قالت"), ("S", "حداد"), ("C", "إن النقابة وعدت بأن الدعم باق")]
    marks += [("Q", "وعدت"), ("S", "النقابة"), ("C", "أن الدعم باق"), ("Q", "أضافت")]
    for key, words in marks:
        desk.press(key, words)
    assert desk.ties(desk.press("C", EXPORTS))[0]["source"] == "حداد"
    desk.session.close()


def test_the_first_source_of_two_relays_the_second(desk: Desk) -> None:
    for key, words in [("Q", "نقلت"), ("S", AGENCY), ("S", OFFICIAL)]:
        desk.press(key, words)
    claim = desk.press("C", SHIPMENT)
    assert desk.ties(claim) == [{"source": OFFICIAL, "via": AGENCY, "cue": "نقلت", "holder": "text"}]


def test_a_denial_is_tied_to_the_claim_before_it(desk: Desk) -> None:
    for key, words in [("Q", "نقلت"), ("S", AGENCY), ("S", OFFICIAL)]:
        desk.press(key, words)
    claim = desk.press("C", SHIPMENT)
    hue = desk.document.hue(claim.id)
    before = desk.shown()
    desk.press("Q", "نفت")
    desk.press("S", CARRIER)
    desk.frame, relation = frame.about_claim_before(desk.session, desk.document, desk.frame)
    assert desk.say(relation) == {"claim": SHIPMENT, "source": CARRIER, "cue": "نفت", "holder": "text"}
    assert desk.document.state(claim.id) is ClaimState.DENIED
    assert len(desk.ties(claim)) == 2
    assert desk.document.hue(claim.id) == hue
    for _ in range(3):
        desk.session.undo(desk.document)
    assert desk.shown() == before


def test_a_final_tag_completes_the_claim_before_it(desk: Desk) -> None:
    claim = desk.press("C", OIL)
    desk.press("Q", "وفقا")
    desk.press("S", EXPERTS)
    assert desk.ties(claim) == [{"source": EXPERTS, "cue": "وفقا", "holder": "text"}]
    assert len(desk.document.relations) == 1


def test_a_final_tag_marked_first_is_tied_to_the_claim_before_it(desk: Desk) -> None:
    claim = desk.mark("C", OIL)
    desk.press("Q", "وفقا")
    desk.press("S", EXPERTS)
    frame.about_claim_before(desk.session, desk.document, desk.frame)
    assert desk.ties(claim) == [{"source": EXPERTS, "cue": "وفقا", "holder": "text"}]


def test_pressed_again_a_denial_goes_on_to_the_claim_before_that_one(desk: Desk) -> None:
    first = desk.mark("C", HARVEST)
    second = desk.mark("C", SHIPMENT)
    desk.press("Q", "نفت")
    desk.press("S", CARRIER)
    for claim in (second, first, second):
        desk.frame, relation = frame.about_claim_before(desk.session, desk.document, desk.frame)
        assert relation.roles["claim"] == (claim.id,)
        assert len(desk.document.relations) == 1


def test_a_denial_inside_a_claim_is_about_the_claim_that_is_over(desk: Desk) -> None:
    desk.mark("C", "أن الشحنة الأولى جاهزة، الأمر الذي نفته شركة النقل")
    inner = desk.mark("C", SHIPMENT)
    desk.press("Q", "نفت")
    desk.press("S", CARRIER)
    _, relation = frame.about_claim_before(desk.session, desk.document, desk.frame)
    assert relation.roles["claim"] == (inner.id,)


def test_a_claim_inside_a_claim_opens_a_frame_of_its_own(desk: Desk) -> None:
    outer_words, inner_words = "أن الوزيرة وعدت بأن الدعم لن يتوقف", "أن الدعم لن يتوقف"
    desk.press("Q", "أكد")
    desk.press("S", "رئيس النقابة سامي عون")
    outer = desk.press("C", outer_words)
    desk.press("Q", "وعدت")
    desk.press("S", "الوزيرة")
    inner = desk.press("C", inner_words)
    assert desk.document.parent(inner.id) == outer.id
    assert desk.ties(inner) == [{"source": "الوزيرة", "cue": "وعدت", "holder": "text"}]
    assert desk.ties(outer) == [{"source": "رئيس النقابة سامي عون", "cue": "أكد", "holder": "text"}]


def test_a_cue_inside_a_claim_is_not_the_cue_that_the_claim_lacks(desk: Desk) -> None:
    desk.press("S", "رئيس النقابة سامي عون")
    outer = desk.press("C", "أن الوزيرة وعدت بأن الدعم لن يتوقف")
    cue = desk.press("Q", "وعدت")
    assert desk.frame.cues == (cue.id,)
    assert desk.ties(outer) == [{"source": "رئيس النقابة سامي عون", "holder": "text"}]


def test_an_impersonal_cue_leaves_the_claim_unstated(desk: Desk) -> None:
    desk.mark("S", EXPERTS)
    desk.press("Q", "يُذكر")
    claim = desk.press("C", "أن الموسم الماضي كان ضعيفا")
    assert desk.ties(claim) == [{"cue": "يُذكر", "holder": "unstated"}]
    assert desk.document.state(claim.id) is ClaimState.UNSTATED


def test_another_sentence_opens_another_frame(desk: Desk) -> None:
    desk.press("Q", "وفقا")
    desk.press("S", EXPERTS)
    assert desk.ties(desk.press("C", "أن الموسم الماضي كان ضعيفا")) == []


def test_an_entity_leaves_the_frame_as_it_is(desk: Desk) -> None:
    desk.press("Q", "قالت")
    held = desk.frame
    desk.press("P", "ليلى حداد")
    assert desk.frame == held


def test_what_was_undone_or_erased_is_no_longer_in_the_frame(desk: Desk) -> None:
    desk.press("Q", "قالت")
    source = desk.press("S", MINISTER)
    desk.session.undo(desk.document)
    assert source.id not in desk.document.annotations
    assert desk.ties(desk.press("C", HARVEST)) == [{"cue": "قالت"}]


def test_marking_on_after_the_claim_was_undone_ties_the_new_one(desk: Desk) -> None:
    desk.press("Q", "قالت")
    desk.press("S", MINISTER)
    desk.press("C", "إن المحصول")
    desk.session.undo(desk.document)
    claim = desk.press("C", HARVEST)
    assert desk.ties(claim) == [{"source": MINISTER, "cue": "قالت", "holder": "text"}]


def test_a_stance_that_a_person_gave_survives_what_joins_later(desk: Desk) -> None:
    claim = desk.press("C", OIL)
    desk.press("Q", "وفقا")
    (relation,) = desk.document.relations
    annotate.set_attribute(desk.session, desk.document, relation, "stance", "doubt")
    desk.press("S", EXPERTS)
    assert desk.ties(claim) == [{"source": EXPERTS, "cue": "وفقا", "holder": "text", "stance": "doubt"}]


def test_without_a_cue_or_a_claim_before_there_is_nothing_to_tie(desk: Desk) -> None:
    with pytest.raises(RuleError, match="Mark the cue"):
        frame.about_claim_before(desk.session, desk.document, desk.frame)
    desk.press("Q", "قالت")
    with pytest.raises(RuleError, match="No claim"):
        frame.about_claim_before(desk.session, desk.document, desk.frame)


def test_a_whole_attribution_is_one_act(desk: Desk) -> None:
    before, text = desk.shown(), desk.document.text
    ahead = attribution_ahead(text, Vocabulary.bundled(), caret=text.index("قالت"), held=None)
    assert ahead is not None
    desk.frame, relation = frame.mark_ahead(desk.session, desk.document, desk.frame, ahead)
    assert desk.say(relation) == {"claim": HARVEST, "source": MINISTER, "cue": "قالت", "holder": "text"}
    desk.press("Q", "مضيفة")
    assert desk.press("C", EXPORTS) is not None
    for _ in range(3):
        desk.session.undo(desk.document)
    assert desk.shown() == before


def test_undo_goes_back_gesture_by_gesture_through_the_whole_article(desk: Desk) -> None:
    keys = [("Q", "قالت"), ("S", MINISTER), ("C", HARVEST), ("Q", "مضيفة"), ("C", EXPORTS), ("P", "ليلى حداد")]
    keys += [("Q", "نقلت"), ("S", AGENCY), ("S", OFFICIAL), ("C", SHIPMENT)]
    seen = [desk.shown()]
    for key, words in keys:
        desk.press(key, words)
        seen.append(desk.shown())
    for earlier in reversed(seen[:-1]):
        desk.session.undo(desk.document)
        assert desk.shown() == earlier
    for later in seen[1:]:
        desk.session.redo(desk.document)
        assert desk.shown() == later


# The minister praised the farmers, saying: the season was good. The director was glad, and said that work goes on.
HIDDEN = (
    "وشكرت الوزيرة المزارعين، قائلة إن الموسم جيد.\n"
    "وأبدى المدير سروره، وقال إن العمل مستمر.\n"
    "المدير قال إن العمل مستمر."
)


def test_a_participle_after_its_speaker_goes_on_with_them(tmp_path: Path) -> None:
    desk = Desk(tmp_path, HIDDEN)
    desk.press("S", "الوزيرة")
    desk.press("Q", "قائلة")
    claim = desk.press("C", "إن الموسم جيد")
    assert desk.ties(claim) == [{"source": "الوزيرة", "cue": "قائلة", "holder": "continued"}]
    desk.session.close()


@pytest.mark.parametrize("order", ["SQC", "CSQ", "CQS"])
def test_a_verb_tied_on_by_and_goes_on_with_them_in_whatever_order(tmp_path: Path, order: str) -> None:
    desk = Desk(tmp_path, HIDDEN)
    words = {"S": "المدير", "Q": "قال", "C": "إن العمل مستمر"}
    marked = {key: desk.press(key, words[key]) for key in order}
    assert desk.ties(marked["C"]) == [{"source": "المدير", "cue": "قال", "holder": "continued"}]
    desk.session.close()


def test_a_verb_behind_its_subject_has_its_source_in_the_text(tmp_path: Path) -> None:
    desk = Desk(tmp_path, HIDDEN.splitlines()[-1])
    desk.press("S", "المدير")
    desk.press("Q", "قال")
    claim = desk.press("C", "إن العمل مستمر")
    assert desk.ties(claim)[0]["holder"] == "text"
    desk.session.close()


def test_an_impersonal_cue_is_unstated_also_when_it_is_marked_last(desk: Desk) -> None:
    claim = desk.press("C", "أن الموسم الماضي كان ضعيفا")
    desk.press("Q", "يُذكر")
    assert desk.ties(claim)[0]["holder"] == "unstated"
