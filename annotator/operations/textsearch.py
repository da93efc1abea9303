"""Which articles of a corpus hold some words, asked of its full-text index.

The functions do not touch the corpus itself, which is open elsewhere: they are called in a child process with what
they need, so that an index over ten thousand articles is made without the window noticing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from annotator.model.document import Document
from annotator.model.identity import DocumentId
from annotator.store.corpus import Corpus
from annotator.store.index import TextIndex, index_path

_BATCH_DOCUMENTS: Final = 40
_BATCH_CHARACTERS: Final = 100_000


def searched_words(query: str) -> tuple[str, ...]:
    """The words of a query that are worth looking for in texts: a single letter stands in all of them."""
    return tuple(word for word in query.split() if len(word) > 1)


def index_of(corpus: Corpus) -> Path:
    """Where the full-text index of a corpus lies."""
    return index_path(corpus.path)


def next_batch(corpus: Corpus, lacking: Sequence[DocumentId]) -> tuple[list[Document], Sequence[DocumentId]]:
    """The first of these documents, and which are left.

    Args:
        corpus: Where they are read; what was deleted meanwhile is passed over.
        lacking: The documents that the index lacks.

    Returns:
        As many as can be read and handed over within a frame, and the rest of ``lacking``.
    """
    taken: list[Document] = []
    characters = looked_at = 0
    for document in lacking[:_BATCH_DOCUMENTS]:
        looked_at += 1
        if corpus.has_document(document):
            taken.append(corpus.document(document))
            characters += len(taken[-1].text)
        if characters > _BATCH_CHARACTERS:
            break
    return taken, lacking[looked_at:]


def lacking(
    index: Path,
    digests: Mapping[DocumentId, str],
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[DocumentId]:
    """Which documents the index has to take in yet; those that are gone are dropped from it.

    Args:
        index: Its file; made where there is none.
        digests: SHA-256 of the text of every document of the corpus.
        progress: Not told anything; what child processes are called with.
        cancelled: Not asked, likewise.

    Raises:
        CorpusError: If the index cannot be written there.
    """
    with TextIndex(index) as opened:
        held = opened.digests()
        opened.remove(held.keys() - digests.keys())
        return [document for document, sha256 in digests.items() if held.get(document) != sha256]


def take_in(
    index: Path,
    documents: Iterable[Document],
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Put documents into the index; the other arguments and the error are those of ``lacking``."""
    with TextIndex(index) as opened:
        opened.add(documents)


def holding(
    index: Path,
    words: Iterable[str],
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> dict[str, frozenset[DocumentId]]:
    """The documents that hold each word, its letters folded; the other arguments and the error as in ``lacking``."""
    with TextIndex(index) as opened:
        return {word: frozenset(opened.search(word)) for word in words}
