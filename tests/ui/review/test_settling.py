"""The board of adjudication: the queue in words, the case at hand, what its keys choose."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator import language
from annotator.analysis.cases import CaseKind
from annotator.model.decision import Answer, AnswerKind, Choice, Decision
from annotator.model.errors import RuleError
from annotator.model.identity import ADJUDICATED, SetName
from annotator.model.workflow import Workflow
from annotator.operations.decisions import return_work
from annotator.ui.review.settling import SettlingBoard
from tests.operations.twosets import BASIM


def _go(board: SettlingBoard, kind: CaseKind) -> None:
    board.go(next(case.key for case in board.adjudication.cases if case.kind is kind))


def test_the_queue_is_grouped_and_says_what_was_decided(board: SettlingBoard) -> None:
    assert [row.text for row in board.rows() if not row.key] == [
        "Doubts", "Source and stance", "Label", "Form alone",
    ]  # fmt: skip
    assert board.rows()[1].text == "Claim 3: من يقول هذا؟"
    board.decide("case.first")
    assert (board.rows()[1].note, board.rows()[1].tone) == ("✓ A", "done")


def test_a_decision_goes_on_to_the_next_open_case(board: SettlingBoard) -> None:
    keys = [case.key for case in board.adjudication.weighty]
    assert board.current == keys[0]
    board.decide("case.first")
    assert board.current == keys[1]
    board.step(-1)
    assert board.current == keys[0]
    assert board.next_open(keys[-1]) == keys[1]


def test_the_relay_and_the_source_stand_above_and_below(board: SettlingBoard) -> None:
    _go(board, CaseKind.SOURCE)
    sheet = board.sheet()
    assert sheet is not None
    assert sheet.title == "Chain of claim 1: relay or source"
    assert [card.summary for card in sheet.versions] == ["relay, then source", "one source, no relay"]
    assert [(mark.text, mark.place) for mark in sheet.marks] == [("A via", 0), ("A source", 0), ("B source", 1)]
    assert [link.tie for link in sheet.versions[0].parts[0].links] == ["", "from"]
    assert sheet.reason == "relay_or_source"
    assert sheet.stood_for and not sheet.stood_for & sheet.focus


def test_keys_that_do_not_fit_the_case_are_pale(board: SettlingBoard) -> None:
    _go(board, CaseKind.SOURCE)
    chain = board.sheet()
    _go(board, CaseKind.LABEL)
    label = board.sheet()
    assert chain is not None and label is not None
    fits = {hint.action: hint.enabled for hint in chain.hints}
    assert not fits["case.border_first"] and fits["case.both"]
    assert all(hint.enabled for hint in label.hints)
    assert label.title == "Facility or Place: المرفأ"


def test_what_was_taken_is_marked_on_its_card_and_key(board: SettlingBoard) -> None:
    _go(board, CaseKind.LABEL)
    key = board.current
    board.decide("case.second")
    board.go(key)
    sheet = board.sheet()
    assert sheet is not None
    assert [card.taken for card in sheet.versions] == [False, True]
    assert [hint.action for hint in sheet.hints if hint.chosen] == ["case.second"]


def test_progress_and_what_ctrl_enter_does(board: SettlingBoard) -> None:
    assert board.progress().title == "Case 1 of 3"
    onward = board.onward()
    assert onward is not None and onward.remark == "1 case, one act"
    board.adjudication.settle_by_rule()
    board.refresh()
    onward = board.onward()
    assert onward is not None and onward.text == "Approve the document"
    for _case in board.adjudication.weighty:
        board.decide("case.first")
    assert board.progress().note == "all decided"


def test_form_says_what_the_rules_make_of_it(board: SettlingBoard) -> None:
    _go(board, CaseKind.TRIVIA)
    sheet = board.sheet()
    assert sheet is not None and sheet.remark == "The rules: Proclitics stay outside «أكدت»"
    assert board.progress().title == "3 cases"


def test_titles_are_said_in_arabic_too(board: SettlingBoard) -> None:
    _go(board, CaseKind.SOURCE)
    language.use("ar")
    try:
        sheet = board.sheet()
        assert sheet is not None
        assert sheet.title == "سلسلة القول ١: ناقل أم مصدر"
        assert [card.letter for card in sheet.versions] == ["أ", "ب"]
        assert sheet.versions[0].parts[0].links[1].tie == "عن"
    finally:
        language.use("en")


@pytest.mark.parametrize(("action", "choice"), [("case.both", Choice.BOTH), ("case.neither", Choice.NEITHER)])
def test_other_choices(board: SettlingBoard, action: str, choice: Choice) -> None:
    _go(board, CaseKind.LABEL)
    case = board.case
    assert case is not None
    board.decide(action)
    decision = board.adjudication.decision(case)
    assert decision is not None and decision.choice is choice


def test_a_version_that_is_not_there_cannot_be_taken(board: SettlingBoard) -> None:
    _go(board, CaseKind.QUESTION)
    case = board.case
    assert case is not None
    with pytest.raises(RuleError):
        board.decide("case.border_first")
    with pytest.raises(RuleError):
        board.pick(replace(case, versions=case.versions[:1]), "case.second")
    assert board.adjudication.decision(case) is None


def test_a_click_on_the_text_finds_its_case(board: SettlingBoard) -> None:
    label = next(case for case in board.adjudication.cases if case.kind is CaseKind.LABEL)
    assert board.case_at(board.telling.shown(label.mentions[0])) == label.key


def test_answers_of_authors_stand_first_and_lead_to_their_case(board: SettlingBoard) -> None:
    session, document = board.adjudication.session, board.adjudication.id
    _go(board, CaseKind.LABEL)
    key = board.current
    board.decide("case.first")
    return_work(session, document, SetName("basim"), reason="راجع القاعدة")
    answer = Answer(AnswerKind.KEPT, "هو موضع لا منشأة", "2026-11-03T09:00:00.000Z", BASIM.handle)
    port = next(a.id for a in board.adjudication.document.annotations.values() if a.layer == "entity")
    returned = (d for d in session.corpus.remarks(Decision, document) if d.case and d.sets[-1] == ADJUDICATED)
    about = next(d for d in returned if port in d.adopted)
    with session.shared_act("Answer") as act:
        act.put(replace(about, answer=answer))
    board.refresh()
    heading, row = board.rows()[:2]
    assert heading.text == "Answers of the authors"
    assert "هو موضع لا منشأة" in row.text and row.note == "باسم"
    board.go(row.key)
    assert board.current == key
    sheet = board.sheet()
    assert sheet is not None and "هو موضع لا منشأة" in sheet.remark


def test_whose_work_goes_back_is_chosen_by_name_and_in_blind_work_by_number(board: SettlingBoard) -> None:
    session = board.adjudication.session
    by_name = board.authors()
    assert [title for _name, title in by_name] == [session.display_name(SetName(name)) for name, _title in by_name]
    with session.shared_act("Work blind") as act:
        act.put(Workflow(blind=True))
    board.refresh()
    blind = board.authors()
    assert [title for _name, title in blind] == ["Annotator 1", "Annotator 2"]
    assert {name for name, _title in blind} == {name for name, _title in by_name}
    assert board.authors() == blind
