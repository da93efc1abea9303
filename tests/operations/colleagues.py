"""Colleagues for tests of exchange: corpora of their own, and all that can be seen of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from annotator.bundled import resource
from annotator.formats.bundle import REVISIONS, TEXTS, BundleWriter, text_line
from annotator.model.annotated import AnnotatedDocument, AnnotationSet, SchemeRef
from annotator.model.annotation import Annotation
from annotator.model.comment import Comment
from annotator.model.decision import Decision
from annotator.model.dismissal import Dismissal
from annotator.model.document import new_document
from annotator.model.identity import AnnotationId, DocumentId, Handle, SetName
from annotator.model.relation import Relation
from annotator.model.scheme import Scheme, parse_scheme
from annotator.model.span import Span
from annotator.model.workflow import Assignment, Status
from annotator.store.corpus import Corpus
from annotator.store.foreign import travelling
from annotator.store.rows import Row

HODA: Final = Handle("hoda")
SAMIR: Final = Handle("samir")
RANIA: Final = Handle("rania")
AT: Final = "2026-11-01T08:00:00.000Z"
ARTICLES: Final = (
    # “The presidency denies the news of the resignation”
    new_document("الرئاسة تنفي نبأ الاستقالة", document_id="d0"),
    # “The minister said that prices would fall before the year ends”
    new_document("قال الوزير إن الأسعار ستنخفض قبل نهاية العام", document_id="d1"),
)


def scheme() -> Scheme:
    """The scheme that comes with the program."""
    return parse_scheme(resource("schemes", "arabic-news.toml").read_text("utf-8"))


def claim(name: str, end: int, start: int = 0) -> Annotation:
    """A claim from the beginning of an article."""
    return Annotation(AnnotationId(name), "claim", "Claim", (Span(start, end),))


def work(
    index: int, person: str, *annotations: Annotation, relations: Iterable[Relation] = (), status: Status
) -> AnnotatedDocument:
    """What somebody made of an article."""
    header = AnnotationSet(SetName(person), status, (), None, SchemeRef("arabic-news", "1"))
    marks = tuple(sorted(annotations, key=lambda a: a.order))
    return AnnotatedDocument(ARTICLES[index], (), header, marks, tuple(relations), (), header.scheme)


def everything(corpus: Corpus) -> dict[str, Any]:
    """All that the reads of a corpus say, what everybody can undo among it."""
    documents = [summary.id for summary in corpus.documents()]
    people = (HODA, SAMIR, RANIA)
    return {
        "documents": corpus.documents(),
        "records": list(corpus.every_annotated()),
        "referents": dict(corpus.referents()),
        "people": dict(corpus.annotators()),
        "remarks": [r for kind in (Assignment, Comment, Decision, Dismissal) for r in corpus.remarks(kind)],
        "workflow": corpus.workflow(),
        "scheme": dict(corpus.scheme.table),
        "history": corpus.history(),
        "undo": {(d, p): corpus.undoable(d, p) for d in documents for p in people},
        "redo": {(d, p): corpus.redoable(d, p) for d in documents for p in people},
    }


def log(corpus: Corpus) -> list[Row]:
    """All rows of the log."""
    return list(corpus.outgoing.rows(lambda _document, _set: True))


def hand_made(path: Path, rows: Iterable[Row | bytes], texts: Iterable[tuple[str, str]] = ()) -> Path:
    """A bundle of exactly these rows and texts."""
    with BundleWriter(path) as writer:
        writer.write(TEXTS, (text_line(*text) for text in texts))
        writer.write(REVISIONS, (row if isinstance(row, bytes) else travelling(row) for row in rows))
        writer.finish({"made_by": "nobody"})
    return path


def texts(corpus: Corpus, of: Callable[[DocumentId], bool] = lambda _document: True) -> list[tuple[str, str]]:
    """The texts of a corpus."""
    return list(corpus.outgoing.texts(corpus.outgoing.digests(of)))
