"""Copies of an open corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import Annotation
from annotator.model.document import Document
from annotator.model.errors import BugError, CorpusError
from annotator.model.identity import AnnotationId, Handle, SetName
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


def test_a_copy_holds_all_that_was_committed(path: Path, corpus: Corpus, annotated: AnnotatedDocument) -> None:
    write(corpus, annotated)
    target = path.with_name("copy.isnad")
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        told.append((done, total))
        with corpus.act("Mark claim", author=HODA) as act:
            act.put(claim(f"b{len(told)}", 0, 5), document=annotated.document.id, set_name=OWN)

    corpus.backup(target, progress=progress)
    corpus.snapshot(target)
    assert told
    assert told[-1][0] == told[-1][1]
    with Corpus.open(target) as copy:
        assert list(copy.every_annotated()) == list(corpus.every_annotated())
        assert len(copy.history()) == len(corpus.history())
    assert sorted(p.name for p in path.parent.iterdir() if "copy" in p.name) == ["copy.isnad"]


def test_no_copy_is_made_of_half_an_act(path: Path, corpus: Corpus, stored: Document) -> None:
    act = corpus.begin("Import", author=HODA)
    with pytest.raises(BugError):
        corpus.backup(path.with_name("copy.isnad"))
    act.roll_back()
    with pytest.raises(CorpusError, match="cannot be written"):
        corpus.backup(path.parent / "missing" / "copy.isnad")
