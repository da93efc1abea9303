"""A reviewer approves or returns what is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.annotated import AnnotatedDocument, AnnotationSet, SchemeRef
from annotator.model.annotator import Annotator, Role
from annotator.model.decision import Decision, Verdict
from annotator.model.identity import Handle, SetName
from annotator.model.workflow import Status, Workflow
from annotator.ui.dialogs.returning import ReturnSheet
from tests.journeys.hands import Analyst

SALMA = SetName("salma")


@pytest.fixture
def reading(analyst: Analyst, corpus: Path) -> Analyst:
    """The analyst looks at what Salma has handed in."""
    session = analyst.window.corpora.session
    assert session is not None
    header = AnnotationSet(SALMA, Status.SUBMITTED, (), None, SchemeRef("arabic-news", "1"))
    with session.corpus.act("Import", author=Handle(SALMA)) as act:
        act.put_set(AnnotatedDocument(analyst.document.document, (), header, (), (), (), header.scheme))
    session.announce(act.changes)
    analyst.window.perform("move.next_set")
    assert analyst.document.set_name == SALMA
    return analyst


def status_of(analyst: Analyst) -> Status:
    session = analyst.window.corpora.session
    assert session is not None
    return session.sets_of(analyst.document.document.id)[SALMA]


def test_what_is_shown_is_approved(reading: Analyst) -> None:
    reading.window.perform("work.approve")
    assert status_of(reading) is Status.APPROVED
    assert "Approved" in reading.window.status.text
    reading.window.perform("work.approve")
    assert "Only submitted work" in reading.window.status.text


def test_what_is_shown_goes_back_with_a_reason(reading: Analyst) -> None:
    reading.window.perform("work.return")
    sheet = reading.window.findChildren(ReturnSheet)[-1]
    sheet.reason.setText("الأقوال في الفقرة الأخيرة ناقصة")  # “Claims of the last paragraph are missing”
    sheet._return()
    assert status_of(reading) is Status.RETURNED
    session = reading.window.corpora.session
    assert session is not None
    (verdict,) = session.corpus.remarks(Decision)
    assert (verdict.verdict, verdict.sets) == (Verdict.RETURNED, (SALMA,))
    assert "Returned" in reading.window.status.text


def test_own_unfinished_work_and_the_work_of_others_are_not_judged_by_everybody(reading: Analyst) -> None:
    session = reading.window.corpora.session
    assert session is not None
    with session.shared_act("Roles") as act:
        act.put(Annotator(Handle("rania"), "رانيا", Role.REVIEWER))
    for action in ("work.approve", "work.return"):
        reading.window.perform(action)
        assert "Only reviewers" in reading.window.status.text
    assert status_of(reading) is Status.SUBMITTED


def test_who_may_no_longer_see_what_is_shown_is_back_at_their_own(reading: Analyst) -> None:
    session = reading.window.corpora.session
    assert session is not None
    with session.corpus.act("Begin the blind phase", author=Handle("rania")) as act:
        act.put(Annotator(Handle("rania"), "رانيا", Role.REVIEWER))
        act.put(Workflow(blind=True))
    session.announce(act.changes)
    assert reading.document.set_name == session.own_set
    reading.window.perform("move.next_set")
    assert reading.document.set_name == session.own_set
