"""Undo and redo as a pure function of the log."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import Annotation
from annotator.model.changes import RecordKey, RecordKind
from annotator.model.document import Document, new_document
from annotator.model.errors import NotFound, UndoRefused
from annotator.model.identity import ActId, AnnotationId, Handle, SetName
from annotator.model.referent import Referent
from annotator.model.span import Span
from annotator.store.corpus import Corpus
from annotator.store.undo import ActHead, Stacks

HODA, SAMIR = Handle("hoda"), Handle("samir")
OWN = SetName("hoda")


def claim(name: str, start: int = 0, end: int = 5) -> Annotation:
    return Annotation(AnnotationId(name), "claim", "Claim", (Span(start, end),))


def mark(corpus: Corpus, document: Document, value: Annotation, author: Handle = HODA) -> ActId:
    with corpus.act(f"Mark {value.id}", author=author) as act:
        act.put(value, document=document.id, set_name=OWN)
    return act.id


def ids(corpus: Corpus, document: Document) -> list[str]:
    return [a.id for a in corpus.annotated(document.id, OWN).annotations]


def test_undo_and_redo_survive_a_restart(path: Path, corpus: Corpus, stored: Document) -> None:
    for name in ("a1", "a2", "a3"):
        mark(corpus, stored, claim(name))
    corpus.close()
    with Corpus.open(path) as again:
        undoable = again.undoable(stored.id, HODA)
        assert undoable is not None
        assert undoable.gesture == "Mark a3"
        changes = again.undo(stored.id, HODA)
        assert changes.undoes == undoable.act
        assert [c.key.id for c in changes.erased] == ["a3"]
        again.undo(stored.id, HODA)
        assert ids(again, stored) == ["a1"]
    with Corpus.open(path) as again:
        again.redo(stored.id, HODA)
        assert ids(again, stored) == ["a1", "a2"]
        again.redo(stored.id, HODA)
        assert ids(again, stored) == ["a1", "a2", "a3"]
        assert again.redoable(stored.id, HODA) is None
        for _ in range(3):
            again.undo(stored.id, HODA)
        assert ids(again, stored) == []
        assert again.undoable(stored.id, HODA) is None
        assert again.check() == []
        with pytest.raises(NotFound):
            again.undo(stored.id, HODA)


def test_something_new_ends_what_could_be_redone(corpus: Corpus, stored: Document) -> None:
    mark(corpus, stored, claim("a1"))
    corpus.undo(stored.id, HODA)
    assert corpus.redoable(stored.id, HODA) is not None
    mark(corpus, stored, claim("a2"))
    assert corpus.redoable(stored.id, HODA) is None
    with pytest.raises(NotFound):
        corpus.redo(stored.id, HODA)


def test_everybody_undoes_their_own(corpus: Corpus, stored: Document) -> None:
    mark(corpus, stored, claim("a1"), HODA)
    mark(corpus, stored, claim("a2"), SAMIR)
    corpus.undo(stored.id, HODA)
    assert ids(corpus, stored) == ["a2"]
    assert corpus.redoable(stored.id, SAMIR) is None


def test_an_undo_that_would_destroy_a_later_act_is_refused(corpus: Corpus, stored: Document) -> None:
    first = mark(corpus, stored, claim("a1"))
    second = mark(corpus, stored, claim("a1", 0, 9), SAMIR)
    with pytest.raises(UndoRefused, match=rf"“Mark a1” cannot be undone: samir .*“Mark a1”, {second}"):
        corpus.undo(stored.id, HODA)
    with pytest.raises(UndoRefused):
        corpus.undo_act(first, author=SAMIR)
    corpus.undo_act(second, author=HODA)
    with pytest.raises(UndoRefused, match="undone already"):
        corpus.undo_act(second, author=HODA)
    corpus.undo(stored.id, HODA)
    assert ids(corpus, stored) == []


def test_redo_from_history_does_not_bring_back_what_stands_on_nothing(corpus: Corpus, stored: Document) -> None:
    mark(corpus, stored, claim("a1"))
    mark(corpus, stored, claim("a1", 0, 9))
    undone = corpus.undo(stored.id, HODA).act
    corpus.undo(stored.id, HODA)
    with pytest.raises(UndoRefused):
        corpus.undo_act(undone, author=HODA)
    corpus.redo(stored.id, HODA)
    corpus.undo_act(undone, author=HODA)
    assert corpus.annotated(stored.id, OWN).annotations == (claim("a1", 0, 9),)


def test_acts_on_several_documents_are_undone_from_history(corpus: Corpus, stored: Document) -> None:
    other = new_document("الرئاسة تنفي نبأ الاستقالة")  # “The presidency denies the news of the resignation”
    with corpus.act("Import", author=HODA) as importing:
        importing.put_document(other)
    with corpus.act("Mark everywhere", author=HODA) as act:
        act.put(claim("a1"), document=stored.id, set_name=OWN)
        act.put(claim("a1"), document=other.id, set_name=OWN)
    assert corpus.undoable(stored.id, HODA) is None
    assert corpus.undoable(other.id, HODA) is None
    assert corpus.history(stored.id)[0].documents == tuple(sorted((stored.id, other.id)))
    corpus.undo_act(act.id, author=HODA)
    assert ids(corpus, stored) == ids(corpus, other) == []
    corpus.undo_act(importing.id, author=HODA)
    assert not corpus.has_document(other.id)
    assert corpus.check() == []


def test_a_referent_made_on_the_way_goes_with_its_act(corpus: Corpus, stored: Document) -> None:
    with corpus.act("Name referent", author=HODA) as act:
        act.put(claim("a1"), document=stored.id, set_name=OWN)
        act.put(Referent("e1", "خليفة حفتر", "PERS"))  # type: ignore[arg-type]  # Khalifa Haftar
    assert corpus.undoable(stored.id, HODA) is not None
    corpus.undo(stored.id, HODA)
    assert corpus.referents() == {}


def test_the_import_of_a_set_is_undone_as_a_whole(corpus: Corpus, annotated: AnnotatedDocument) -> None:
    document, name = annotated.document.id, SetName("samir")
    with corpus.act("Import", author=HODA) as act:
        act.put_document(annotated.document, annotated.zones)
        act.put(annotated.referents[0])
        act.put(claim("mine"), document=document, set_name=name)
    with corpus.act("Import", author=HODA) as act:
        act.put_set(annotated)
    assert corpus.undoable(document, HODA) is None
    undoing = corpus.undo_act(act.id, author=HODA)
    assert undoing.replaced == (RecordKey(RecordKind.SET, document, name),)
    assert [a.id for a in corpus.annotated(document, name).annotations] == ["mine"]
    corpus.undo_act(undoing.act, author=HODA)
    assert corpus.annotated(document, name) == annotated
    with corpus.act("Move border", author=SAMIR) as later:
        later.put(claim("a1", 0, 3), document=document, set_name=name)
    with pytest.raises(UndoRefused, match="Move border"):
        corpus.undo_act(act.id, author=HODA)
    corpus.undo(document, SAMIR)
    corpus.undo_act(act.id, author=HODA)
    assert corpus.check() == []


def test_a_change_after_an_import_goes_back_to_the_import(corpus: Corpus, annotated: AnnotatedDocument) -> None:
    with corpus.act("Import", author=HODA) as act:
        act.put_document(annotated.document)
        act.put_set(annotated)
    document, name = annotated.document.id, SetName("samir")
    with corpus.act("Erase", author=SAMIR) as act:
        act.erase(RecordKey(RecordKind.ANNOTATION, document, name, "a1"))
    assert corpus.annotated(document, name).relations == ()
    corpus.undo(document, SAMIR)
    assert corpus.annotated(document, name).annotations == annotated.annotations
    assert corpus.annotated(document, name).relations == annotated.relations


def test_the_beginning_of_a_corpus_stays(corpus: Corpus) -> None:
    with pytest.raises(UndoRefused, match="began"):
        corpus.undo_act(corpus.history()[-1].act, author=HODA)
    with pytest.raises(NotFound):
        corpus.undo_act(ActId("0-1"), author=HODA)


def test_a_gesture_with_braces_is_only_words(corpus: Corpus, stored: Document) -> None:
    for author, end in ((HODA, 5), (SAMIR, 6)):
        with corpus.act("{0.__class__}", author=author) as act:
            act.put(claim("a1", 0, end), document=stored.id, set_name=OWN)
    with pytest.raises(UndoRefused, match="__class__"):
        corpus.undo(stored.id, HODA)


def test_stacks_follow_a_chain_of_undoings() -> None:
    stacks = Stacks()

    def feed(act: str, undoes: str | None = None, author: Handle = HODA) -> None:
        stacks.feed(ActHead(ActId(act), author, ActId(undoes) if undoes else None, True))

    feed("x")
    feed("u", "x", SAMIR)
    assert (stacks.undoable(HODA), stacks.redoable(HODA), stacks.redoable(SAMIR)) == (None, None, "u")
    feed("v", "u")
    assert (stacks.undoable(HODA), stacks.redoable(SAMIR)) == ("x", None)
    feed("w", "v")
    assert (stacks.undoable(HODA), stacks.redoable(HODA)) == (None, "w")
