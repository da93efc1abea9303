"""Finding words in the articles of a corpus, whatever their marks, letter forms and digits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from annotator.model.errors import ValueRefused, message
from annotator.model.identity import DocumentId
from annotator.model.span import Span
from annotator.store.corpus import Corpus
from annotator.text.folding import fold
from annotator.text.search import find

CONTEXT: Final = 50
"""How many characters before and after a hit are shown, within its paragraph."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the words stand.

    Attributes:
        document: The article.
        span: The place, in code points.
        text: The letters as they stand there.
        before: What precedes them in the paragraph, at most ``CONTEXT`` characters.
        after: What follows them there.
    """

    document: DocumentId
    span: Span
    text: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search.

    Attributes:
        query: What was asked for.
        total: How many places there are.
        hits: The first of them, by document and offset.
    """

    query: str
    total: int
    hits: tuple[Hit, ...]


def find_in_corpus(
    corpus: Corpus, query: str, *, limit: int, progress: Callable[[int, int], None] | None = None
) -> Found:
    """Find words in every article.

    Args:
        corpus: The corpus.
        query: The words; marks, tatweel, hamza forms and digits are folded as in the texts.
        limit: How many hits are returned; all are counted.
        progress: Told how many of how many documents are read.

    Raises:
        ValueRefused: If nothing of the query is left after folding.
    """
    if not fold(query).strip():
        raise ValueRefused(message("There is nothing to search for in “{query}”.", query=query))
    hits: list[Hit] = []
    total = 0
    documents = corpus.documents()
    for number, summary in enumerate(documents, start=1):
        text = corpus.document(summary.id).text
        for span in find(text, query):
            total += 1
            if len(hits) < limit:
                hits.append(_hit(summary.id, text, span))
        if progress is not None:
            progress(number, len(documents))
    return Found(query, total, tuple(hits))


def _hit(document: DocumentId, text: str, span: Span) -> Hit:
    line_start = text.rfind("\n", 0, span.start) + 1
    line_end = text.find("\n", span.end)
    before = text[max(line_start, span.start - CONTEXT) : span.start]
    after = text[span.end : min(line_end if line_end >= 0 else len(text), span.end + CONTEXT)]
    return Hit(document, span, span.of(text), before, after)
