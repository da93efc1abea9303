"""Adjudication by decisions: one act each, undone by Ctrl+Z, never touching anybody's own set."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.analysis.cases import Case, CaseKind
from annotator.model.annotator import Annotator
from annotator.model.decision import Choice, Decision, Verdict
from annotator.model.document import Document
from annotator.model.errors import RuleError
from annotator.model.identity import ADJUDICATED, Handle, SetName
from annotator.model.workflow import Assignment, Status, Task
from annotator.operations import annotate
from annotator.operations.adjudicate import Adjudication, Pick, taken_version
from annotator.operations.casework import AGREED
from annotator.operations.guideline import version_for
from annotator.operations.session import Session
from tests.analysis.sheets import Sheet
from tests.operations.twosets import TEXT, corpus_with, first_sheet, reviewing, second_sheet, sets_of


@pytest.fixture
def session_and_article(tmp_path: Path) -> Iterator[tuple[Session, Document]]:
    session, article = reviewing(tmp_path)
    before = sets_of(session, article)
    yield session, article
    assert sets_of(session, article) == before, "somebody's own set has changed"
    session.close()


@pytest.fixture
def adjudication(session_and_article: tuple[Session, Document]) -> Adjudication:
    session, article = session_and_article
    return Adjudication(session, article.id)


def case_of(adjudication: Adjudication, kind: CaseKind) -> Case:
    """The first case of a kind."""
    return next(case for case in adjudication.cases if case.kind is kind)


def of(case: Case, name: str) -> Pick:
    """To take the version of a person, shown first."""
    first = next(version for version in case.versions if SetName(name) in version.sets)
    return Pick(Choice.A, (first, *(version for version in case.versions if version is not first)))


def _decided(adjudication: Adjudication) -> list[Case]:
    return [case for case in adjudication.cases if adjudication.decision(case) is not None]


def words(adjudication: Adjudication) -> set[str]:
    """What is annotated in the adjudicated set."""
    return {a.text(TEXT) for a in adjudication.document.annotations.values()}


def test_all_that_agrees_is_taken_over_in_one_act(adjudication: Adjudication) -> None:
    acts = len(adjudication.session.corpus.history(adjudication.id))
    assert adjudication.take_over() == 5
    assert len(adjudication.session.corpus.history(adjudication.id)) == acts + 1
    assert words(adjudication) == {"أن الاتفاق قريب", "أن السفينة أبحرت", "صحيفة الميناء", "وزارة النقل", "نقلت"}
    assert adjudication.has_taken_over
    assert adjudication.decisions[AGREED].choice is Choice.TAKEN_OVER
    assert adjudication.take_over() == 0


def test_an_agreed_tie_comes_when_the_last_of_its_members_does(adjudication: Adjudication) -> None:
    adjudication.take_over()
    assert not adjudication.document.relations
    assert adjudication.settle_by_rule() == 1
    assert "أكدت" in words(adjudication) and "وأكدت" not in words(adjudication)
    (relation,) = adjudication.document.relations.values()
    assert {role for role, _member in relation.members()} == {"claim", "source", "cue"}


def test_the_person_takes_the_adjudication_with_the_first_act(adjudication: Adjudication) -> None:
    adjudication.take_over()
    (given,) = adjudication.session.corpus.remarks(Assignment, adjudication.id)
    assert (given.task, given.annotator) == (Task.ADJUDICATE, adjudication.session.annotator)


def test_a_decision_says_who_what_and_why(adjudication: Adjudication) -> None:
    case = case_of(adjudication, CaseKind.SOURCE)
    decision = adjudication.decide(case, of(case, "basim"), reason="relay_or_source")
    stored = {d.case: d for d in adjudication.session.corpus.remarks(Decision, adjudication.id)}[case.key]
    assert stored == decision
    assert (decision.author, decision.reason) == (adjudication.session.annotator, "relay_or_source")
    assert decision.sets == ("basim", "amal") and decision.verdict is Verdict.CHANGED
    assert taken_version(case, decision) is of(case, "basim").shown[0]


def test_a_missing_claim_comes_with_its_tie_and_answers(adjudication: Adjudication) -> None:
    case = case_of(adjudication, CaseKind.QUESTION)
    adjudication.decide(case, of(case, "amal"))
    claim = next(a for a in adjudication.document.annotations.values() if a.text(TEXT) == "أنها تحمل القمح")
    assert not claim.unsure
    (chain,) = adjudication.document.attributions(claim.id)
    assert chain.holder == "continued" and chain.stance == "assert"


def test_choosing_otherwise_later_changes_the_same_records(adjudication: Adjudication) -> None:
    case = case_of(adjudication, CaseKind.SOURCE)
    adjudication.decide(case, of(case, "amal"))
    before = set(adjudication.document.relations)
    assert "مسؤول في المرفأ" in words(adjudication)
    adjudication.decide(case, of(case, "basim"))
    assert set(adjudication.document.relations) == before
    assert "مسؤول في المرفأ" not in words(adjudication)


def test_the_same_choice_by_another_person_is_the_same_records(adjudication: Adjudication, tmp_path: Path) -> None:
    case = case_of(adjudication, CaseKind.LABEL)
    adjudication.decide(case, of(case, "basim"))
    (tmp_path / "other").mkdir()
    session, article = reviewing(tmp_path / "other")
    try:
        other = Adjudication(session, article.id)
        same = case_of(other, CaseKind.LABEL)
        other.decide(same, of(same, "basim"))
        assert dict(other.document.annotations) == dict(adjudication.document.annotations)
    finally:
        session.close()


def test_neither_and_the_border_of_one_with_the_label_of_the_other(adjudication: Adjudication) -> None:
    case = case_of(adjudication, CaseKind.LABEL)
    adjudication.decide(case, Pick(Choice.A_BORDER_B_LABEL, case.versions))
    assert [a.label for a in adjudication.document.annotations.values() if a.layer == "entity"] == ["LOC"]
    adjudication.decide(case, Pick(Choice.NEITHER, case.versions))
    assert not [a for a in adjudication.document.annotations.values() if a.layer == "entity"]


def test_a_choice_that_does_not_fit_is_refused(adjudication: Adjudication) -> None:
    case = case_of(adjudication, CaseKind.SOURCE)
    with pytest.raises(RuleError):
        adjudication.decide(case, Pick(Choice.B_BORDER_A_LABEL, case.versions))
    with pytest.raises(RuleError):
        adjudication.decide(case, Pick(Choice.RULE, case.versions))


def test_undo_takes_one_decision_back_and_redo_does_it_again(adjudication: Adjudication) -> None:
    session, case = adjudication.session, case_of(adjudication, CaseKind.LABEL)
    adjudication.decide(case, of(case, "amal"))
    session.undo(adjudication.document)
    adjudication.refresh()
    assert case not in _decided(adjudication)
    assert AGREED in adjudication.decisions
    session.redo(adjudication.document)
    adjudication.refresh()
    assert case in _decided(adjudication)
    session.undo(adjudication.document)
    session.undo(adjudication.document)
    adjudication.refresh()
    assert AGREED not in adjudication.decisions
    assert not adjudication.document.annotations
    assert session.undoable(adjudication.document) is None


def test_undo_in_ones_own_set_leaves_decisions_alone(adjudication: Adjudication) -> None:
    session = adjudication.session
    adjudication.take_over()
    own = session.read(adjudication.id)
    assert session.undoable(own) is None


def test_a_question_goes_to_everybody_who_has_a_say(adjudication: Adjudication) -> None:
    case = case_of(adjudication, CaseKind.SOURCE)
    asked = adjudication.ask(case, "أهي ناقلة أم مصدر؟")
    assert {comment.set_name for comment in asked} == {"amal", "basim"}
    assert adjudication.asked(case) and adjudication.decision(case) is None
    with pytest.raises(RuleError):
        adjudication.ask(case, "  ")


def test_finishing_approves_all_sets_in_one_act(adjudication: Adjudication) -> None:
    session = adjudication.session
    for case in adjudication.weighty:
        adjudication.decide(case, of(case, "amal"))
    adjudication.settle_by_rule()
    adjudication.finish()
    assert set(session.sets_of(adjudication.id).values()) == {Status.APPROVED}
    assert adjudication.is_finished and adjudication.document.header is not None
    assert "attribution" in adjudication.document.header.layers_done
    assert adjudication.document.header.guideline == version_for(session.scheme)
    with pytest.raises(RuleError):
        adjudication.decide(adjudication.cases[0], of(adjudication.cases[0], "amal"))
    adjudication.reopen()
    assert session.corpus.status(adjudication.id, ADJUDICATED) is Status.IN_PROGRESS
    session.undo(adjudication.document)
    session.undo(adjudication.document)
    assert session.sets_of(adjudication.id)[SetName("amal")] is Status.SUBMITTED


def test_only_one_person_settles_a_document(tmp_path: Path) -> None:
    session, article = reviewing(tmp_path)
    Adjudication(session, article.id).take_over()
    session.close()
    other = Session.open(tmp_path / "two.isnad", Annotator(Handle("sami"), "سامي"))
    try:
        adjudication = Adjudication(other, article.id)
        with pytest.raises(RuleError, match="رنا خوري"):
            adjudication.settle_by_rule()
    finally:
        other.close()


def test_the_adjudicated_set_can_be_edited_by_hand(adjudication: Adjudication) -> None:
    session, case = adjudication.session, case_of(adjudication, CaseKind.LABEL)
    adjudication.decide(case, Pick(Choice.EDITED, case.versions))
    port = next(a for a in adjudication.document.annotations.values() if a.layer == "entity")
    annotate.relabel(session, adjudication.document, port.id, "GPE")
    wheat = TEXT.index("القمح")
    span = type(port.fragments[0])(wheat, wheat + 5)
    extra = annotate.mark(session, adjudication.document, span, layer="entity", label="ORG")
    adjudication.note_edit(case, [extra.id])
    decision = adjudication.decision(case)
    assert decision is not None and set(decision.adopted) == {port.id, extra.id}
    adjudication.decide(case, of(case, "basim"))
    assert [a.label for a in adjudication.document.annotations.values() if a.layer == "entity"] == ["LOC"]


def test_what_was_adjudicated_elsewhere_is_changed_and_not_doubled(tmp_path: Path) -> None:
    gold = first_sheet()
    gold.name = ADJUDICATED
    imported = Sheet(TEXT, ADJUDICATED)
    for annotation in gold.annotations:
        imported.annotations.append(type(annotation)(
            type(annotation.id)(f"gold-{annotation.id}"), annotation.layer, annotation.label, annotation.fragments
        ))  # fmt: skip
    path, article = corpus_with(tmp_path, (first_sheet(), second_sheet(), imported))
    session = Session.open(path, Annotator(Handle("rana"), "رنا"))
    try:
        adjudication = Adjudication(session, article.id)
        before = set(adjudication.document.annotations)
        label = case_of(adjudication, CaseKind.LABEL)
        standing = adjudication.standing(label)
        assert standing is not None and standing.sets == ("amal",)
        for case in adjudication.weighty:
            adjudication.decide(case, of(case, "amal"))
        adjudication.settle_by_rule()
        assert set(adjudication.document.annotations) == before
        assert len(adjudication.document.relations) == 3
    finally:
        session.close()


def test_three_sets_are_settled_by_taking_a_further_one(tmp_path: Path) -> None:
    sheets = [first_sheet(), second_sheet(), second_sheet()]
    sheets[2].name = SetName("ciham")
    sheets[2].annotations[-1] = type(sheets[2].annotations[-1])(
        sheets[2].annotations[-1].id, "entity", "ORG", sheets[2].annotations[-1].fragments
    )
    path, article = corpus_with(tmp_path, sheets)
    session = Session.open(path, Annotator(Handle("rana"), "رنا"))
    try:
        adjudication = Adjudication(session, article.id)
        case = case_of(adjudication, CaseKind.LABEL)
        assert len(case.versions) == 3
        adjudication.decide(case, of(case, "ciham"))
        decision = adjudication.decision(case)
        assert decision is not None and taken_version(case, decision) is case.versions[2]
        assert "ORG" in {a.label for a in adjudication.document.annotations.values()}
    finally:
        session.close()


def test_who_does_not_lead_and_was_not_asked_settles_nothing(tmp_path: Path) -> None:
    path, article = corpus_with(tmp_path, (first_sheet(), second_sheet()))
    session = Session.open(path, Annotator(Handle("sami"), "سامي"))
    try:
        adjudication = Adjudication(session, article.id)
        with pytest.raises(RuleError, match="Only reviewers"):
            adjudication.take_over()
        with session.corpus.act("Assign", author=Handle("rana")) as act:
            act.put(Assignment(article.id, Handle("sami"), Task.ADJUDICATE, Handle("rana"), "2026-11-01T09:00:00.000Z"))
        assert adjudication.take_over() > 0
    finally:
        session.close()
