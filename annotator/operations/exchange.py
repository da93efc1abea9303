"""What goes to a colleague: a bundle with articles, shared records and annotation sets, with their history.

A bundle holds all shared records (articles, zones, scheme, referents, people, assignments, comments, decisions, the
adjudicated set) and the annotation sets of the people who were chosen, with their whole history. Without a choice these
are all that its maker may see (``visibility``): in a blind phase one's own, and others' where one's own is handed in.
Whoever gets a bundle holds what is in it; that they see it only when they may is a promise of the program, not a lock.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from annotator import __version__
from annotator.formats.bundle import GUIDELINE, REVISIONS, TEXTS, BundleWriter, text_line
from annotator.formats.bundle import SUFFIX as BUNDLE_SUFFIX
from annotator.model.errors import Cancelled, NotFound, message
from annotator.model.identity import ADJUDICATED, DocumentId, Handle, SetName
from annotator.operations.guideline import guideline_file
from annotator.operations.outfiles import make_durable
from annotator.operations.visibility import Sight
from annotator.store.corpus import Corpus
from annotator.store.foreign import place_of, travelling
from annotator.store.revisions import now
from annotator.store.rows import Row
from annotator.store.unfinished import beside, clear, drop

__all__ = ["BUNDLE_SUFFIX", "BundleReport", "BundlingCancelled", "bundle", "bundle_snapshot"]

Progress = Callable[[int, int], None]
_CHUNK: Final = 500


class BundlingCancelled(Cancelled):
    """The person stopped it; no file appeared."""


@dataclass(frozen=True, slots=True)
class BundleReport:
    """What went into a bundle.

    Attributes:
        path: The file.
        documents: How many articles.
        revisions: How many rows of the log.
        people: Rows by the person who wrote them.
        sets: The annotation sets that went along, by name.
    """

    path: Path
    documents: int
    revisions: int
    people: Mapping[Handle, int]
    sets: tuple[SetName, ...]


def bundle(
    corpus: Corpus,
    target: Path,
    *,
    maker: Handle,
    people: Collection[SetName] = (),
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> BundleReport:
    """Write what a colleague needs into one file, whole or not at all.

    Args:
        corpus: The corpus.
        target: The file; what is there is replaced.
        maker: Who gives it; their sight decides what may go along.
        people: Whose annotation sets; without any, all that the maker may see. The adjudicated one always goes along.
        progress: Told how many rows of how many are written.
        cancelled: Asked between rows whether to stop.

    Raises:
        NotFound: If the corpus has no set of such a name.
        Hidden: If the maker works blind and may see nothing of a set that was named.
        BundlingCancelled: If the person stopped it; no file appeared.
        OSError: If the file cannot be written.
    """
    chosen = _Choice(corpus, Sight(corpus, maker), frozenset(people))
    tally = _Tally()
    clear(target.parent)
    unfinished = beside(target)
    watch = _Watch(corpus.outgoing.row_count(), progress, cancelled)
    try:
        with BundleWriter(unfinished) as writer:
            writer.write(TEXTS, _text_lines(corpus))
            writer.write(REVISIONS, _lines(corpus, chosen, tally, watch))
            guideline = guideline_file(corpus.scheme)
            if guideline is not None:
                writer.write(GUIDELINE, (guideline,))
            writer.finish(
                {
                    "program": f"isnad {__version__}",
                    "made_by": maker,
                    "made_at": now(),
                    "scheme": {"name": corpus.scheme.name, "version": corpus.scheme.version},
                    "people": dict(sorted(tally.people.items())),
                    "sets": sorted(tally.sets),
                    "documents": corpus.document_count(),
                }
            )
        make_durable(unfinished)
        unfinished.replace(target)
        make_durable(target.parent)
    finally:
        drop(unfinished)
    return BundleReport(
        target, corpus.document_count(), tally.rows, dict(sorted(tally.people.items())), tuple(sorted(tally.sets))
    )


def bundle_snapshot(
    snapshot: Path,
    target: Path,
    *,
    maker: Handle,
    people: Collection[SetName] = (),
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> BundleReport:
    """``bundle`` from a copy that ``Corpus.snapshot`` made, for a child process."""
    with Corpus.open(snapshot) as corpus:
        return bundle(corpus, target, maker=maker, people=people, progress=progress, cancelled=cancelled)


@dataclass(frozen=True, slots=True)
class _Watch:
    """Who wants to know how far it is, and may stop it."""

    total: int
    progress: Progress | None
    cancelled: Callable[[], bool] | None

    def look(self, done: int) -> None:
        if self.cancelled is not None and self.cancelled():
            raise BundlingCancelled
        if self.progress is not None:
            self.progress(done, self.total)


@dataclass(slots=True)
class _Tally:
    rows: int = 0
    people: dict[Handle, int] = field(default_factory=dict)
    sets: set[SetName] = field(default_factory=set)


class _Choice:
    """Which rows go along: what is shared, and the sets that were chosen, as far as they may be seen."""

    def __init__(self, corpus: Corpus, sight: Sight, people: frozenset[SetName]) -> None:
        self._sight = sight
        self._people = people
        for name in sorted(people):
            bearing = [s.id for s in corpus.documents() if name in s.statuses]
            if not bearing and Handle(name) not in corpus.annotators():
                raise NotFound(
                    message("The corpus has no annotation set “{name}”.", name=name),
                    message("Its sets are: {names}.", names=", ".join(corpus.set_names_in_use()) or "–"),
                )
            if bearing and not any(sight.sees(document, name) for document in bearing):
                sight.require(bearing[0], name)

    def __call__(self, document: DocumentId | None, set_name: SetName | None) -> bool:
        if document is None or set_name is None or set_name == ADJUDICATED:
            return True
        return (not self._people or set_name in self._people) and self._sight.sees(document, set_name)


def _text_lines(corpus: Corpus) -> Iterator[bytes]:
    for sha256, text in corpus.outgoing.texts(corpus.outgoing.digests(lambda _document: True)):
        yield text_line(sha256, text)


def _lines(corpus: Corpus, chosen: _Choice, tally: _Tally, watch: _Watch) -> Iterator[bytes]:
    for row in corpus.outgoing.rows(chosen):
        if tally.rows % _CHUNK == 0:
            watch.look(tally.rows)
        _count(row, tally)
        yield travelling(row)
    watch.look(watch.total)


def _count(row: Row, tally: _Tally) -> None:
    tally.rows += 1
    author = Handle(row[3])
    tally.people[author] = tally.people.get(author, 0) + 1
    _document, set_name = place_of(row[10])
    if set_name is not None:
        tally.sets.add(set_name)
