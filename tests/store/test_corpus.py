"""The corpus file: made, opened, read, and refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import Annotation
from annotator.model.changes import RecordKey, RecordKind
from annotator.model.document import Document
from annotator.model.errors import CorpusError
from annotator.model.identity import AnnotationId, Handle, SetName
from annotator.model.scheme import Scheme, scheme_of
from annotator.model.span import Span
from annotator.store.corpus import Corpus

HODA = Handle("hoda")
SAMIR = SetName("samir")
OWN = SetName("hoda")


def claim(name: str, start: int, end: int) -> Annotation:
    return Annotation(AnnotationId(name), "claim", "Claim", (Span(start, end),))


def write(corpus: Corpus, annotated: AnnotatedDocument) -> None:
    with corpus.act("Import", author=HODA) as act:
        act.put_document(annotated.document, annotated.zones)
        for referent in annotated.referents:
            act.put(referent)
        act.put_set(annotated)


def test_what_was_written_comes_back_after_closing(path: Path, scheme: Scheme, annotated: AnnotatedDocument) -> None:
    with Corpus.create(path, scheme, author=HODA) as corpus:
        write(corpus, annotated)
    with Corpus.open(path) as corpus:
        assert corpus.annotated(annotated.document.id, SAMIR) == annotated
        assert list(corpus.every_annotated()) == [annotated]
        assert corpus.document(annotated.document.id) == annotated.document
        assert corpus.documents_with_digest(annotated.document.text_sha256) == (annotated.document.id,)
        assert corpus.set_names(annotated.document.id) == corpus.set_names_in_use() == (SAMIR,)
        assert corpus.referents() == {r.id: r for r in annotated.referents}
        assert corpus.scheme == scheme
        assert corpus.check() == []


def test_a_closed_corpus_is_one_file(path: Path, corpus: Corpus, stored: Document) -> None:
    corpus.close()
    corpus.close()
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_name_that_is_taken_is_refused(path: Path, corpus: Corpus, scheme: Scheme) -> None:
    with pytest.raises(CorpusError, match="already"):
        Corpus.create(path, scheme, author=HODA)


def test_a_corpus_that_cannot_be_made_leaves_nothing_behind(tmp_path: Path, scheme: Scheme) -> None:
    with pytest.raises(CorpusError, match="cannot be made"):
        Corpus.create(tmp_path / "missing" / "a.isnad", scheme, author=HODA)
    assert list(tmp_path.iterdir()) == []


def test_a_new_scheme_is_taken_up(path: Path, corpus: Corpus, scheme: Scheme) -> None:
    newer = scheme_of({**scheme.table, "version": "2"})
    with pytest.raises(RuntimeError), corpus.act("Change scheme", author=HODA) as act:
        act.put(newer)
        raise RuntimeError
    assert corpus.scheme.version == scheme.version
    with corpus.act("Change scheme", author=HODA) as act:
        act.put(newer)
    assert corpus.scheme.version == "2"
    corpus.undo_act(act.id, author=HODA)
    assert corpus.scheme.version == scheme.version


def test_deleted_documents_leave_lists_and_return_with_undo(corpus: Corpus, annotated: AnnotatedDocument) -> None:
    write(corpus, annotated)
    document = annotated.document.id
    with corpus.act("Delete document", author=HODA) as act:
        act.erase(RecordKey(RecordKind.DOCUMENT, document))
    assert [change.key.kind for change in act.changes.erased] == [RecordKind.DOCUMENT]
    assert corpus.documents() == []
    assert corpus.document_count() == 0
    assert not corpus.has_document(document)
    assert list(corpus.every_annotated()) == []
    assert corpus.set_names_in_use() == ()
    assert corpus.documents_with_digest(annotated.document.text_sha256) == ()
    assert corpus.check() == []
    assert corpus.undoable(document, HODA) is None
    corpus.undo_act(act.id, author=HODA)
    assert corpus.annotated(document, SAMIR) == annotated
    assert corpus.check() == []
