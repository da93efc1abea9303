"""Statuses: which follows which, and who moves them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.model.annotated import AnnotatedDocument, AnnotationSet, SchemeRef
from annotator.model.annotator import Role
from annotator.model.decision import Decision, Verdict
from annotator.model.errors import RuleError
from annotator.model.identity import Handle, SetName
from annotator.model.workflow import Assignment, Status, Task
from annotator.operations import annotate, documentfacts, people, transitions
from annotator.operations.documentfacts import SkipReason
from tests.operations.desk import HUDA, Desk

SAMIR = SetName("samir")


def his_work(desk: Desk, status: Status) -> None:
    header = AnnotationSet(SAMIR, status, (), None, SchemeRef("arabic-news", "1"))
    with desk.session.corpus.act("Import", author=Handle("samir")) as act:
        act.put_set(AnnotatedDocument(desk.document.document, (), header, (), (), (), header.scheme))


def test_every_status_says_where_it_leads() -> None:
    assert set(transitions.OWN_MOVES) == set(transitions.REVIEWERS_MOVES) == {None, *Status}


@pytest.mark.parametrize("status", Status)
def test_only_handed_in_work_is_approved(desk: Desk, status: Status) -> None:
    his_work(desk, status)
    document = desk.document.document.id
    if status in (Status.SUBMITTED, Status.RETURNED):
        transitions.approve(desk.session, document, SAMIR)
        assert desk.session.sets_of(document)[SAMIR] is Status.APPROVED
        (verdict,) = desk.session.corpus.remarks(Decision, document)
        assert (verdict.verdict, verdict.sets, verdict.case) == (Verdict.ACCEPTED, (SAMIR,), "")
    else:
        with pytest.raises(RuleError):
            transitions.approve(desk.session, document, SAMIR)


def test_an_annotator_approves_nothing_where_there_are_reviewers(desk: Desk) -> None:
    his_work(desk, Status.SUBMITTED)
    people.add_person(desk.session, "rania", "رانيا", role=Role.REVIEWER)
    with pytest.raises(RuleError, match="Only reviewers"):
        transitions.approve(desk.session, desk.document.document.id, SAMIR)


def test_approved_work_stands_until_it_is_returned(desk: Desk) -> None:
    annotate.set_status(desk.session, desk.document, Status.SUBMITTED)
    transitions.approve(desk.session, desk.document.document.id, desk.session.own_set)
    assert desk.document.header is not None
    assert desk.document.header.status is Status.APPROVED
    with pytest.raises(RuleError, match="approved"):
        annotate.set_status(desk.session, desk.document, Status.IN_PROGRESS)
    with pytest.raises(RuleError, match="approved"):
        documentfacts.skip(desk.session, desk.document, SkipReason.BROKEN)
    with desk.session.shared_act("Return work") as act:
        act.put_header(desk.document.document.id, replace(desk.document.header, status=Status.RETURNED))
    annotate.set_status(desk.session, desk.document, Status.IN_PROGRESS)


def test_who_settles_a_document_judges_the_work_in_it(desk: Desk) -> None:
    his_work(desk, Status.SUBMITTED)
    document = desk.document.document.id
    people.add_person(desk.session, "rania", "رانيا", role=Role.REVIEWER)
    with desk.session.shared_act("Assign") as act:
        act.put(Assignment(document, HUDA.handle, Task.ADJUDICATE, Handle("rania"), "2026-11-01T08:00:00.000Z"))
    transitions.ensure_returnable(desk.session, document, SAMIR)
    transitions.approve(desk.session, document, SAMIR)
    assert desk.session.sets_of(document)[SAMIR] is Status.APPROVED
