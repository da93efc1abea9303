"""The session: every act is stored, undoable and announced at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.model.annotated import AnnotatedDocument, AnnotationSet, SchemeRef
from annotator.model.annotation import Annotation
from annotator.model.annotator import Annotator, Role
from annotator.model.changes import ChangeSet, RecordKey, RecordKind
from annotator.model.errors import BugError, NotFound, RuleError, UndoRefused
from annotator.model.identity import ADJUDICATED, AnnotationId, DocumentId, Handle, SetName
from annotator.model.span import fragments_of
from annotator.model.workflow import Assignment, Status, Task, Workflow
from annotator.operations import guideline
from annotator.operations.guideline import Guideline
from annotator.operations.session import Session
from tests.operations.desk import HUDA, Desk

MINISTER = "وزيرة الزراعة ليلى حداد"


def source(name: str, start: int, end: int, layer: str = "source", label: str = "Source") -> Annotation:
    return Annotation(AnnotationId(name), layer, label, fragments_of([(start, end)]))


def header(status: Status, name: str = "huda") -> AnnotationSet:
    return AnnotationSet(SetName(name), status, (), None, SchemeRef("arabic-news", "1"))


def test_listeners_are_told_after_the_open_document_is_up_to_date(desk: Desk) -> None:
    heard: list[tuple[ChangeSet, int]] = []
    stop = desk.session.subscribe(lambda changes: heard.append((changes, len(desk.document.annotations))))
    marked = desk.mark("S", MINISTER)
    ((changes, count),) = heard
    assert count == 1
    assert changes.gesture == "Mark source"
    assert marked in [change.new for change in changes.created]
    stop()
    stop()
    desk.mark("S", "وكالة الساحل")
    assert len(heard) == 1


def test_an_act_that_fails_stores_nothing_and_is_not_announced(desk: Desk) -> None:
    heard: list[ChangeSet] = []
    desk.session.subscribe(heard.append)
    before = desk.shown()
    with pytest.raises(RuleError), desk.session.act("Mark", desk.document) as act:
        act.put(source("a1", 0, 4))
        act.put(source("a2", 0, 10_000))
    assert heard == []
    assert desk.shown() == before == desk.stored()
    assert desk.session.undoable(desk.document) is None


def test_everything_put_in_one_act_is_one_step_of_undo(desk: Desk) -> None:
    with desk.session.act("Mark both", desk.document) as act:
        act.put(source("a1", 0, 4))
        act.put(source("a2", 5, 10))
    done = desk.session.undoable(desk.document)
    assert done is not None
    assert done.gesture == "Mark both"
    desk.session.undo(desk.document)
    assert not desk.document.annotations
    redo = desk.session.redoable(desk.document)
    assert redo is not None
    assert redo.gesture == "Mark both"
    desk.session.redo(desk.document)
    assert set(desk.document.annotations) == {"a1", "a2"}


def test_with_nothing_done_there_is_nothing_to_undo(desk: Desk) -> None:
    assert desk.session.undoable(desk.document) is None
    with pytest.raises(NotFound):
        desk.session.undo(desk.document)
    with pytest.raises(NotFound):
        desk.session.redo(desk.document)


def test_work_and_undo_survive_closing_the_program(desk: Desk) -> None:
    before = desk.shown()
    desk.mark("S", MINISTER)
    after = desk.shown()
    desk.reopen()
    assert desk.shown() == after
    desk.session.undo(desk.document)
    assert desk.shown() == before


def test_the_first_mark_begins_the_work_and_an_assigned_one_too(desk: Desk) -> None:
    assert desk.shown()["header"] is None
    with desk.session.act("Assign", desk.document) as act:
        act.put_header(header(Status.ASSIGNED))
    assert desk.document.header == header(Status.ASSIGNED)
    desk.mark("S", MINISTER)
    assert desk.document.header == replace(
        header(Status.IN_PROGRESS), guideline=guideline.version_for(desk.session.scheme)
    )


def test_a_set_says_under_which_guideline_it_was_begun_and_keeps_saying_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.mark("S", MINISTER)
    begun = desk.document.header
    assert begun is not None and begun.guideline == guideline.version_for(desk.session.scheme) is not None
    monkeypatch.setattr(guideline, "guideline_for", lambda scheme: Guideline(scheme.name, "2", ()))
    desk.mark("P", "ليلى حداد")
    assert desk.document.header == begun


def test_a_scheme_that_the_program_brings_no_guideline_for_leaves_the_version_open(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guideline, "guideline_for", lambda _scheme: None)
    desk.mark("S", MINISTER)
    assert desk.document.header is not None and desk.document.header.guideline is None


def test_submitted_work_stays_submitted_while_it_is_corrected(desk: Desk) -> None:
    with desk.session.act("Submit", desk.document) as act:
        act.put_header(header(Status.SUBMITTED))
    desk.mark("S", MINISTER)
    assert desk.document.header == header(Status.SUBMITTED)


def test_a_person_joins_a_corpus_once(desk: Desk) -> None:
    joined = [act for act in desk.session.corpus.history() if act.gesture == "Join"]
    desk.reopen()
    assert [act for act in desk.session.corpus.history() if act.gesture == "Join"] == joined
    assert len(joined) == 1
    assert desk.session.corpus.annotators()[HUDA.handle] == HUDA


def test_other_peoples_sets_are_neither_shown_nor_touched(desk: Desk) -> None:
    document = desk.document.document.id
    with desk.session.corpus.act("Mark source", author=desk.session.annotator) as act:
        act.put(header(Status.SUBMITTED, "karim"), document=document, set_name=SetName("karim"))
        act.put(source("k1", 0, 4), document=document, set_name=SetName("karim"))
    desk.session.announce(act.changes)
    assert not desk.document.annotations
    desk.mark("S", MINISTER)
    assert [a.id for a in desk.session.corpus.annotated(document, SetName("karim")).annotations] == ["k1"]


def test_a_bulk_act_is_taken_over_as_a_whole(desk: Desk) -> None:
    desk.mark("S", MINISTER)
    annotated = desk.session.corpus.annotated(desk.document.document.id, desk.session.own_set)
    replaced: AnnotatedDocument = replace(annotated, annotations=(source("b1", 0, 4), source("b2", 5, 10)))
    with desk.session.corpus.act("Import", author=desk.session.annotator) as act:
        act.put_set(replaced)
    desk.session.announce(act.changes)
    assert set(desk.document.annotations) == {"b1", "b2"}
    assert desk.shown() == desk.stored()


def test_an_article_is_read_once_until_it_is_left(desk: Desk) -> None:
    document = desk.document.document.id
    assert desk.session.read(document) is desk.document
    desk.session.leave(document)
    assert desk.session.read(document) is not desk.document


def test_an_unknown_article_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.session.read(DocumentId("nowhere"))


def test_the_list_of_documents_counts_the_persons_own_work(desk: Desk) -> None:
    desk.mark("C", "إن المحصول تضاعف")
    (summary,) = desk.session.documents()
    assert (summary.counts["claim"], summary.counts["open"]) == (1, 1)
    assert summary.statuses == {"huda": Status.IN_PROGRESS}


def test_an_undo_is_refused_where_somebody_changed_the_same_since(desk: Desk) -> None:
    document = desk.document.document.id
    zone = source("z1", 0, 4, "zone", "lead")
    with desk.session.act("Mark zone", desk.document) as act:
        act.put(zone)
    with desk.session.corpus.act("Mark zone", author=Handle("karim")) as other:
        other.put(replace(zone, label="headline"), document=document)
    desk.session.announce(other.changes)
    before = desk.shown()
    with pytest.raises(UndoRefused, match="karim"):
        desk.session.undo(desk.document)
    assert desk.shown() == before
    assert before["zones"]["z1"].label == "headline"


def adjudicated(desk: Desk) -> None:
    """Somebody else has marked the minister as a source, and that set is approved."""
    document = desk.document.document
    known = header(Status.APPROVED, ADJUDICATED)
    theirs = AnnotatedDocument(document, (), known, (source("a1", 5, 28),), (), (), known.scheme)
    with desk.session.corpus.act("Import", author=Handle("salma")) as act:
        act.put_set(theirs)


def test_another_set_is_looked_at_beside_the_own_one(desk: Desk) -> None:
    adjudicated(desk)
    own = desk.mark("C", "إن المحصول تضاعف")
    document = desk.document.document.id
    assert desk.session.sets_of(document) == {ADJUDICATED: Status.APPROVED, HUDA.handle: Status.IN_PROGRESS}
    theirs = desk.session.look_at(document, ADJUDICATED)
    assert [a.text(theirs.text) for a in theirs.annotations.values()] == [MINISTER]
    assert list(desk.session.read(document).annotations) == [own.id]


def test_nothing_is_written_into_a_set_that_is_only_looked_at(desk: Desk) -> None:
    adjudicated(desk)
    desk.mark("C", "إن المحصول تضاعف")
    theirs = desk.session.look_at(desk.document.document.id, ADJUDICATED)
    with pytest.raises(RuleError, match="another annotation set"), desk.session.act("Mark", theirs) as act:
        act.put(source("a2", 0, 4))
    for step in (desk.session.undo, desk.session.redo):
        with pytest.raises(RuleError):
            step(theirs)
    assert desk.session.undoable(theirs) is None
    assert desk.session.redoable(theirs) is None
    assert desk.session.undoable(desk.document) is not None


def test_a_set_is_called_as_its_annotator_is(desk: Desk) -> None:
    assert desk.session.display_name(SetName("huda")) == "هدى العطار"
    assert desk.session.display_name(SetName("imported")) == "imported"


def test_what_belongs_to_no_set_is_put_and_taken_back_as_one_gesture(desk: Desk) -> None:
    document = desk.document.document.id
    work = Assignment(document, HUDA.handle, Task.ANNOTATE, HUDA.handle, "2026-11-01T08:00:00.000Z")
    with desk.session.shared_act("Assign") as act:
        act.put(work)
        act.put(Workflow(blind=True))
    assert desk.session.corpus.remarks(Assignment) == [work]
    with desk.session.shared_act("Take work back") as act:
        act.erase(RecordKey(RecordKind.ASSIGNMENT, document, id=work.id))
    assert desk.session.corpus.remarks(Assignment) == []
    claim = desk.mark("C", "إن المحصول تضاعف")
    with pytest.raises(BugError), desk.session.shared_act("Erase") as act:
        act.erase(RecordKey(RecordKind.ANNOTATION, document, SetName("huda"), claim.id))


def test_the_status_of_a_set_changes_without_its_annotations(desk: Desk) -> None:
    adjudicated(desk)
    document = desk.document.document.id
    header = desk.session.look_at(document, ADJUDICATED).header
    assert header is not None
    with desk.session.shared_act("Return") as act:
        act.put_header(document, replace(header, status=Status.RETURNED))
    assert desk.session.sets_of(document)[ADJUDICATED] is Status.RETURNED
    assert len(desk.session.look_at(document, ADJUDICATED).annotations) == 1


def test_whom_the_corpus_knows_by_the_handle_alone_brings_the_name_and_keeps_the_role(desk: Desk) -> None:
    with desk.session.shared_act("Add") as act:
        act.put(Annotator(Handle("sami"), "sami", Role.REVIEWER))
    corpus = desk.session.corpus
    Session(corpus, Annotator(Handle("sami"), "سامي عون"))
    assert corpus.annotators()[Handle("sami")] == Annotator(Handle("sami"), "سامي عون", Role.REVIEWER)
    # A name that colleagues know already stays, whatever the settings of a machine say.
    Session(corpus, Annotator(Handle("sami"), "س. عون"))
    assert corpus.annotators()[Handle("sami")].name == "سامي عون"
