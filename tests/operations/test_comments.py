"""Comments as threads: on annotations, relations, documents; a doubt's question is one too."""

from __future__ import annotations

import pytest

from annotator.model.annotation import Annotation
from annotator.model.annotator import Annotator
from annotator.model.errors import RuleError
from annotator.model.identity import Handle, SetName
from annotator.model.workflow import Workflow
from annotator.operations import annotate, comments, questions
from annotator.operations.comments import ThreadCounts
from annotator.operations.session import Session
from annotator.operations.visibility import Hidden
from tests.operations.desk import Desk

HARVEST = "إن المحصول تضاعف"


def wrote(desk: Desk, claim: Annotation | None, text: str) -> None:
    own = desk.session.own_set if claim is not None else None
    target = claim.id if claim is not None else None
    comments.write(desk.session, desk.document.document.id, text, set_name=own, target=target)


def test_a_thread_is_written_answered_closed_and_opened_again(desk: Desk) -> None:
    claim = desk.mark("C", HARVEST)
    wrote(desk, claim, "  أهذا قول الوزيرة؟ ")
    (thread,) = comments.threads_about(desk.session, desk.document, claim.id)
    assert (thread.first.text, thread.words, thread.open) == ("أهذا قول الوزيرة؟", HARVEST, True)
    comments.answer(desk.session, thread, "نعم")
    (thread,) = comments.threads(desk.session, desk.document)
    assert [answer.text for answer in thread.answers] == ["نعم"]
    comments.resolve(desk.session, thread)
    (thread,) = comments.threads(desk.session, desk.document)
    assert not thread.open
    assert thread.first.resolved_by == "huda"
    comments.reopen(desk.session, thread)
    assert comments.threads(desk.session, desk.document)[0].open


def test_the_document_has_threads_of_its_own_and_closed_ones_come_last(desk: Desk) -> None:
    claim = desk.mark("C", HARVEST)
    wrote(desk, claim, "الأول")
    wrote(desk, None, "عن المقال كله")
    assert [thread.first.text for thread in comments.threads_about(desk.session, desk.document, None)] == [
        "عن المقال كله"
    ]
    comments.resolve(desk.session, comments.threads(desk.session, desk.document)[0])
    assert [thread.open for thread in comments.threads(desk.session, desk.document)] == [True, False]


def test_a_relation_is_commented_at_its_claim(desk: Desk) -> None:
    desk.press("Q", "قالت")
    claim = desk.press("C", HARVEST)
    (relation,) = desk.document.relations.values()
    comments.write(desk.session, desk.document.document.id, "موقف؟", set_name=desk.session.own_set, target=relation.id)
    assert [t.first.text for t in comments.threads_about(desk.session, desk.document, claim.id)] == ["موقف؟"]


def test_a_thread_goes_with_what_it_is_about_and_comes_back_with_undo(desk: Desk) -> None:
    claim = desk.mark("C", HARVEST)
    wrote(desk, claim, "تعليق")
    annotate.erase(desk.session, desk.document, [claim.id])
    assert comments.threads(desk.session, desk.document) == []
    desk.session.undo(desk.document)
    assert len(comments.threads(desk.session, desk.document)) == 1


def test_only_ones_own_comments_are_edited_and_erased(desk: Desk) -> None:
    wrote(desk, None, "أول")
    (thread,) = comments.threads(desk.session, desk.document)
    comments.edit(desk.session, thread.first, "ثان")
    (thread,) = comments.threads(desk.session, desk.document)
    assert thread.first.text == "ثان"
    desk.session.close()
    other = Session.open(desk.path, Annotator(Handle("samir"), "سمير"))
    theirs = other.read(desk.document.document.id)
    (seen,) = comments.threads(other, theirs)
    with pytest.raises(RuleError, match="another's"):
        comments.edit(other, seen.first, "x")
    with pytest.raises(RuleError, match="another's"):
        comments.erase(other, seen.first)
    comments.answer(other, seen, "جواب")
    other.close()
    desk.reopen()
    (thread,) = comments.threads(desk.session, desk.document)
    comments.erase(desk.session, thread.first)
    assert comments.threads(desk.session, desk.document) == []
    desk.session.undo(desk.document)
    assert len(comments.threads(desk.session, desk.document)) == 1


def test_nothing_said_is_refused(desk: Desk) -> None:
    with pytest.raises(RuleError, match="Nothing was said"):
        wrote(desk, None, "  \n ")


def test_a_question_is_a_thread_and_its_answer_makes_it_a_record(desk: Desk) -> None:
    claim = desk.mark("C", HARVEST)
    questions.ask(desk.session, desk.document, claim.id, "أقول هو أم توقع؟")
    document = desk.document.document.id
    (thread,) = comments.threads(desk.session, desk.document)
    assert (thread.first.text, thread.first.question, thread.stored) == ("أقول هو أم توقع؟", True, False)
    assert comments.counts(desk.session) == {}
    desk.session.close()
    reviewer = Session.open(desk.path, Annotator(Handle("salma"), "سلمى"))
    (asked,) = comments.open_threads(reviewer)
    comments.answer(reviewer, asked, "هو قول")
    reviewer.close()
    desk.reopen()
    (thread,) = comments.threads(desk.session, desk.document)
    assert thread.stored
    assert thread.answered
    assert thread.latest.author == "salma"
    assert comments.counts(desk.session) == {document: ThreadCounts(1, 1)}
    assert comments.open_threads(desk.session)[0].answered
    questions.be_sure(desk.session, desk.document, claim.id)
    assert comments.counts(desk.session) == {}
    desk.session.undo(desk.document)
    assert comments.counts(desk.session) == {document: ThreadCounts(1, 1)}


def test_threads_of_a_hidden_set_are_not_seen(desk: Desk) -> None:
    claim = desk.mark("C", HARVEST)
    wrote(desk, claim, "سرّ")
    with desk.session.shared_act("Agree on the work") as act:
        act.put(Workflow(blind=True))
    document = desk.document.document.id
    desk.session.close()
    other = Session.open(desk.path, Annotator(Handle("samir"), "سمير"))
    assert comments.open_threads(other) == []
    assert comments.counts(other) == {}
    with pytest.raises(Hidden):
        comments.write(other, document, "تعليق", set_name=SetName("huda"), target=claim.id)
    other.close()
    desk.reopen()
