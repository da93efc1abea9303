"""A fresh corpus file made of another one: all of it, or all but what was deleted.

Nothing shortens a log in its file: a deleted article stays in it, and comes back by undo. Where it has to be gone for
good, everything else goes into a new file. Whoever merges a bundle of somebody that still has it gets it back, deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from annotator.model.errors import CorpusError, message
from annotator.model.identity import DocumentId, Handle
from annotator.store.corpus import Corpus
from annotator.store.rows import Row, key_named
from annotator.store.unfinished import beside, clear, drop

_CHUNK: Final = 500


@dataclass(frozen=True, slots=True)
class AnewReport:
    """What went into a fresh corpus.

    Attributes:
        documents: How many articles.
        revisions: How many rows of the log.
        left_out: How many deleted articles stayed behind.
    """

    documents: int
    revisions: int
    left_out: int


def create_from(
    path: Path,
    other: Corpus,
    *,
    author: Handle,
    without_deleted: bool,
    progress: Callable[[int, int], None] | None = None,
) -> AnewReport:
    """Make a corpus file of another one's log; the file appears whole or not at all.

    Args:
        path: Where to make it; nothing may be there.
        other: The corpus it is made of, which stays as it is.
        author: Who makes it.
        without_deleted: Whether deleted articles, and all that was ever said of them, stay behind.
        progress: Told how many rows of how many are copied.

    Raises:
        CorpusError: If something is at ``path``, or its folder cannot be written.
    """
    deleted = other.outgoing.deleted_documents() if without_deleted else frozenset[DocumentId]()
    total = other.outgoing.row_count()
    if path.exists():
        raise CorpusError(message("There is a file “{path}” already.", path=str(path)))
    clear(path.parent)
    unfinished = beside(path)
    corpus = Corpus.create(unfinished, other.scheme, author=author)
    try:
        with corpus, corpus.merging() as merging:
            for text in other.outgoing.texts(other.outgoing.digests(lambda document: document not in deleted)):
                merging.take_text(*text)
            rows = other.outgoing.rows(lambda document, _set_name: document not in deleted)
            done = 0
            for chunk in _chunks(rows):
                merging.take((row, key_named(row[9], row[10])) for row in chunk)
                done += len(chunk)
                if progress is not None:
                    progress(done, 2 * total)
            for settled, homes in merging.settle():
                if progress is not None:
                    progress(total + total * settled // homes, 2 * total)
            merging.commit()
            report = AnewReport(corpus.document_count(), merging.new_rows, len(deleted))
        unfinished.rename(path)
    except BaseException:
        corpus.close()
        drop(unfinished)
        raise
    return report


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while chunk := list(islice(left, _CHUNK)):
        yield chunk
