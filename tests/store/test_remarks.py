"""Remarks: what is shared and said about documents goes into log and state, and comes out again."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotator import Annotator, Role
from annotator.model.changes import RecordKey, RecordKind, Remark
from annotator.model.comment import Comment
from annotator.model.decision import Answer, AnswerKind, Choice, Decision, Verdict
from annotator.model.dismissal import Dismissal
from annotator.model.document import Document
from annotator.model.history import FindingKind
from annotator.model.identity import CommentId, DecisionId, DocumentId, Handle, SetName
from annotator.model.workflow import Assignment, Task, Workflow
from annotator.store.corpus import Corpus
from annotator.store.remarks import key_of_remark, remark_of, remark_table

RANIA = Handle("rania")
HODA = Handle("hoda")
AT = "2026-11-01T08:00:00.000Z"

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8).filter(str.strip)
handles = words.map(Handle)
sets = words.map(SetName)
texts = st.none() | words
documents = st.just(DocumentId("7c0f"))
assignments = st.builds(Assignment, documents, handles, st.sampled_from(Task), handles, st.just(AT))
comments = st.builds(
    Comment,
    words.map(lambda word: CommentId("m" + word)),
    documents,
    st.none() | sets,
    texts,
    words,
    handles,
    st.just(AT),
    st.none() | st.just(CommentId("n")),
    st.booleans(),
    st.none() | handles,
)
answers = st.builds(Answer, st.sampled_from(AnswerKind), texts, st.just(AT), handles)
decisions = st.builds(
    Decision,
    words.map(DecisionId),
    documents,
    words,
    st.lists(sets, min_size=1, max_size=3).map(tuple),
    st.sampled_from(Choice),
    st.sampled_from(Verdict),
    texts,
    handles,
    st.just(AT),
    st.lists(words, max_size=2).map(tuple),
    st.none() | answers,
)
dismissals = st.builds(Dismissal, documents, sets, words, st.text(max_size=3), handles, st.just(AT))
workflows = st.builds(Workflow, st.booleans(), st.integers(1, 9))


@given(remark=assignments | comments | decisions | dismissals | workflows)
def test_a_remark_comes_back_from_the_log(remark: Remark | Workflow) -> None:
    assert remark_of(key_of_remark(remark), orjson.loads(orjson.dumps(remark_table(remark)))) == remark


def comment(document: Document, name: str = "m1", *, target: str | None = "a1") -> Comment:
    # “The speaker is the minister, not his office”
    said = "القائل هو الوزير لا مكتبه"
    return Comment(CommentId(name), document.id, SetName("samir"), target, said, RANIA, AT)


@pytest.fixture
def filled(corpus: Corpus, annotated: AnnotatedDocument) -> Corpus:
    with corpus.act("Import", author=HODA) as act:
        act.put_document(annotated.document, annotated.zones)
        act.put_set(annotated)
        act.put(annotated.referents[0])
    return corpus


def every_remark(corpus: Corpus) -> list[Remark]:
    kinds = (Assignment, Comment, Decision, Dismissal)
    return [remark for kind in kinds for remark in corpus.remarks(kind)]


def test_all_that_was_said_is_read_again_after_reopening(path: Path, filled: Corpus, article: Document) -> None:
    said: list[Remark] = [
        Assignment(article.id, HODA, Task.ANNOTATE, RANIA, AT),
        Assignment(article.id, RANIA, Task.ADJUDICATE, RANIA, AT),
        comment(article),
        Decision(
            DecisionId("n1"), article.id, "", (SetName("samir"),), None, Verdict.RETURNED, "ناقص", RANIA, AT
        ),  # “incomplete”
        Dismissal(article.id, SetName("samir"), "edge:a1", "", HODA, AT),
    ]
    with filled.act("Talk", author=RANIA) as act:
        for remark in said:
            act.put(remark)
        act.put(Workflow(blind=True, overlap=2))
        act.put(Annotator(RANIA, "رانيا", Role.REVIEWER))
    assert len(act.changes.created) == 7
    filled.close()
    with Corpus.open(path) as again:
        assert again.check() == []
        assert every_remark(again) == [
            said[1],
            said[0],
            *said[2:],
        ]
        assert again.remarks(Assignment, DocumentId("elsewhere")) == []
        assert again.workflow() == Workflow(blind=True, overlap=2)
        assert again.annotators()[RANIA].role is Role.REVIEWER
        again.undo_act(act.id, author=RANIA)
        assert again.workflow() == Workflow()
        assert not every_remark(again)
        assert RANIA not in again.annotators()
        assert again.check() == []


def test_a_comment_is_taken_back_in_its_document_and_a_set_taken_back_leaves_it(
    filled: Corpus, article: Document, annotated: AnnotatedDocument
) -> None:
    with filled.act("Comment", author=RANIA) as act:
        act.put(comment(article))
    filled.undo(article.id, RANIA)
    assert filled.remarks(Comment) == []
    filled.redo(article.id, RANIA)
    assert filled.remarks(Comment, article.id) == [comment(article)]
    # One act on zones, all of them at once, and on a comment: both are put back.
    with filled.act("Tidy up", author=RANIA) as act:
        act.restore_set(RecordKey(RecordKind.SET, article.id), header=None, annotations=(), relations=())
        act.erase(RecordKey(RecordKind.COMMENT, article.id, id="m1"))
    assert filled.remarks(Comment) == []
    filled.undo_act(act.id, author=RANIA)
    assert filled.remarks(Comment) == [comment(article)]
    assert filled.annotated(article.id, SetName("samir")).zones == annotated.zones


def test_what_is_said_of_a_deleted_document_is_unseen_until_it_comes_back(filled: Corpus, article: Document) -> None:
    with filled.act("Comment", author=RANIA) as act:
        act.put(comment(article))
    with filled.act("Delete document", author=RANIA) as deleting:
        deleting.erase(RecordKey(RecordKind.DOCUMENT, article.id))
    assert filled.remarks(Comment) == []
    filled.undo_act(deleting.id, author=RANIA)
    assert filled.remarks(Comment) == [comment(article)]


def test_a_check_lists_comments_that_wait_and_remarks_that_the_log_does_not_have(
    path: Path, filled: Corpus, article: Document
) -> None:
    with filled.act("Comment", author=RANIA) as act:
        act.put(comment(article, target="a99"))
    assert [finding.kind for finding in filled.check()] == [FindingKind.WAITING]
    filled.close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE remark SET document = 'lost'")
    raw.close()
    with Corpus.open(path) as again:
        kinds = {finding.kind for finding in again.check()}
        assert kinds == {FindingKind.PROJECTION, FindingKind.WAITING}
