"""People: who leads, who is who, and how far everybody is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.model.annotated import AnnotatedDocument, AnnotationSet, SchemeRef
from annotator.model.annotator import Annotator, Role
from annotator.model.errors import RuleError
from annotator.model.identity import ADJUDICATED, Handle, SetName
from annotator.model.workflow import Assignment, Status, Task
from annotator.operations import people
from tests.operations.desk import HUDA, Desk

SAMIR = Handle("samir")
RANIA = Handle("rania")
AT = "2026-11-01T08:00:00.000Z"


def handed_in(desk: Desk, name: str, status: Status) -> None:
    header = AnnotationSet(SetName(name), status, (), None, SchemeRef("arabic-news", "1"))
    annotated = AnnotatedDocument(desk.document.document, (), header, (), (), (), header.scheme)
    with desk.session.corpus.act("Import", author=SAMIR) as act:
        act.put_set(annotated)


def test_while_nobody_is_a_reviewer_everybody_leads_and_then_only_reviewers(desk: Desk) -> None:
    corpus = desk.session.corpus
    assert people.leads(corpus, HUDA.handle)
    people.add_person(desk.session, "rania", " رانيا   خوري ", role=Role.REVIEWER)
    assert corpus.annotators()[RANIA] == Annotator(RANIA, "رانيا خوري", Role.REVIEWER)
    assert not people.leads(corpus, HUDA.handle)
    for step in (
        lambda: people.add_person(desk.session, "samir", ""),
        lambda: people.set_role(desk.session, HUDA.handle, Role.REVIEWER),
        lambda: people.rename(desk.session, RANIA, "رانيا"),
        lambda: people.set_blind(desk.session, True),
    ):
        with pytest.raises(RuleError, match="Only reviewers"):
            step()


@pytest.mark.parametrize("handle", ["", "  ", "huda", ADJUDICATED, "a\nb"])
def test_a_handle_is_short_free_and_nobody_elses(desk: Desk, handle: str) -> None:
    with pytest.raises(RuleError):
        people.add_person(desk.session, handle, "سمير")


def test_everybody_may_change_their_own_name(desk: Desk) -> None:
    people.add_person(desk.session, "rania", "رانيا", role=Role.REVIEWER)
    people.rename(desk.session, HUDA.handle, "هدى  عطار")
    assert desk.session.display_name(desk.session.own_set) == "هدى عطار"
    with pytest.raises(RuleError):
        people.rename(desk.session, HUDA.handle, " ")


def test_who_begins_the_blind_phase_can_see(desk: Desk) -> None:
    handed_in(desk, "samir", Status.IN_PROGRESS)
    people.set_blind(desk.session, True)
    assert desk.session.corpus.workflow().blind
    assert desk.session.corpus.annotators()[HUDA.handle].role is Role.REVIEWER
    assert SetName("samir") in desk.session.sets_of(desk.document.document.id)
    people.set_blind(desk.session, False)
    assert not desk.session.corpus.workflow().blind


def test_the_list_tells_how_far_everybody_is_reviewers_first(desk: Desk) -> None:
    document = desk.document.document.id
    people.add_person(desk.session, "samir", "سمير")
    people.add_person(desk.session, "zaid", "زيد")
    handed_in(desk, "samir", Status.SUBMITTED)
    handed_in(desk, ADJUDICATED, Status.APPROVED)
    with desk.session.shared_act("Assign") as act:
        act.put(Assignment(document, Handle("zaid"), Task.ANNOTATE, HUDA.handle, AT))
        act.put(Assignment(document, RANIA, Task.ADJUDICATE, HUDA.handle, AT))
    people.add_person(desk.session, "rania", "رانيا", role=Role.REVIEWER)
    listed = people.people(desk.session)
    assert [entry.person.handle for entry in listed] == ["rania", "zaid", "samir", "huda"]
    rania, zaid, samir, huda = listed
    assert (rania.settling, rania.settled) == (1, 1)
    assert zaid.statuses == {Status.ASSIGNED: 1}
    assert (samir.statuses, samir.done, samir.total) == ({Status.SUBMITTED: 1}, 1, 1)
    assert huda.total == 0


def test_in_a_blind_phase_the_list_tells_nothing_of_the_work_of_others(desk: Desk) -> None:
    people.add_person(desk.session, "samir", "سمير")
    handed_in(desk, "samir", Status.SUBMITTED)
    people.add_person(desk.session, "rania", "رانيا", role=Role.REVIEWER)
    with desk.session.corpus.act("Blind", author=RANIA) as act:
        act.put(replace(desk.session.corpus.workflow(), blind=True))
    samir = next(entry for entry in people.people(desk.session) if entry.person.handle == SAMIR)
    assert samir.hidden
    assert samir.total == 0
