"""How the same words were annotated before: places in adjudicated sets, to be read beside the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from annotator.model.identity import ADJUDICATED, DocumentId
from annotator.model.span import Span
from annotator.operations.around import Around, around
from annotator.operations.session import Session
from annotator.text.folding import fold

_MOST: Final = 8
_LOOKED_BACK: Final = 500
"""Acts: what was decided before counts as old."""


@dataclass(frozen=True, slots=True)
class SettledUse:
    """How the same words were annotated in an adjudicated set.

    Attributes:
        document: The article.
        title: Its title.
        label: The label they bear there.
        around: The words around.
        span: The place, in code points.
    """

    document: DocumentId
    title: str
    label: str
    around: Around
    span: Span


def settled_uses(session: Session, words: str, *, layer: str, limit: int = _MOST) -> Iterator[SettledUse | None]:
    """The places where the same words bear a label of a layer in an adjudicated set, the latest decided first.

    Args:
        session: At which corpus.
        words: What stands in the text; compared in the search form.
        layer: The layer.
        limit: How many places at most.

    Yields:
        A place, or None after an article without one, so that the caller can do something else in between.
    """
    wanted, found = fold(words), 0
    summaries = session.corpus.documents()
    adjudicated = [summary.id for summary in summaries if ADJUDICATED in summary.statuses]
    for document in _latest_first(session, adjudicated):
        annotated = session.corpus.annotated(document, ADJUDICATED)
        text = annotated.document.text
        for annotation in annotated.annotations:
            if annotation.layer != layer or found >= limit or fold(annotation.text(text)) != wanted:
                continue
            found += 1
            article, extent = annotated.document, annotation.extent
            yield SettledUse(article.id, article.title, annotation.label, around(text, extent), extent)
        if found >= limit:
            return
        yield None


def _latest_first(session: Session, documents: Iterable[DocumentId]) -> list[DocumentId]:
    """Documents, those worked at last before those that nobody has touched for long."""
    touched: dict[DocumentId, int] = {}
    for act in session.corpus.history(limit=_LOOKED_BACK):
        for document in act.documents:
            touched.setdefault(document, len(touched))
    return sorted(documents, key=lambda document: (touched.get(document, len(touched)), document))
