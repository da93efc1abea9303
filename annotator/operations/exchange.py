"""Exchange between colleagues: a bundle holds what one gives to another, and merging takes it in.

A bundle holds all shared records (articles, zones, scheme, referents, people, assignments, comments, decisions, the
adjudicated set) and the annotation sets of the people who were chosen, with their whole history. Without a choice these
are all that its maker may see (``visibility``): in a blind phase one's own, and others' where one's own is handed in.
Whoever gets a bundle holds what is in it; that they see it only when they may is a promise of the program, not a lock.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from annotator import __version__
from annotator.bundled import resource
from annotator.formats.bundle import GUIDELINE, REVISIONS, TEXTS, BundleFile, BundleRefused, BundleWriter, text_line
from annotator.formats.bundle import SUFFIX as BUNDLE_SUFFIX
from annotator.formats.bundle import refused as bundle_refused
from annotator.language import N_
from annotator.model.changes import ChangeSet, RecordKey, RecordKind
from annotator.model.compatibility import lacking, unheard_of
from annotator.model.errors import Cancelled, Message, NotFound, message
from annotator.model.identity import ADJUDICATED, DocumentId, Handle, SetName
from annotator.model.scheme import Scheme, scheme_of
from annotator.operations.outfiles import make_durable
from annotator.operations.visibility import Sight
from annotator.store.corpus import Corpus
from annotator.store.foreign import Unsound, place_of, received, travelling
from annotator.store.merging import MergeRefused, Merging, Overruled
from annotator.store.revisions import now
from annotator.store.rows import Row
from annotator.store.unfinished import beside, clear, drop

__all__ = [
    "BUNDLE_SUFFIX",
    "BundleRefused",
    "BundleReport",
    "BundlingCancelled",
    "MergeReport",
    "Overruled",
    "bundle",
    "bundle_snapshot",
    "is_bundle",
    "merge",
    "merging",
    "overruled_said",
]

KEEP_SCHEME: Final = N_("Keep the fuller scheme")
Progress = Callable[[int, int], None]
_CHUNK: Final = 500
_CHUNK_OF_A_MERGE: Final = 100
"""Rows that are taken in at once; a frame of a window fits between two."""
_MOST_NAMED: Final = 5
_LONGEST_LEAP: Final = 1 << 32
"""So many acts a bundle may be ahead of this corpus: more than people ever do, and far from the end of the clock."""


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


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What came of merging one bundle.

    Attributes:
        path: The bundle.
        revisions: How many rows were new here.
        people: New rows by the person who wrote them.
        sets: How many annotation sets got something new, by the name of the set.
        documents: Articles that were not here before.
        overruled: What two people changed without knowing of each other.
        scheme: The version of the scheme that the bundle brought, or None where it stayed.
        other_guideline: Whether its maker worked by another guideline than this program has.
        changes: What changed here, or None where nothing was new.
    """

    path: Path
    revisions: int
    people: Mapping[Handle, int]
    sets: Mapping[SetName, int]
    documents: tuple[DocumentId, ...]
    overruled: tuple[Overruled, ...]
    scheme: str | None = None
    other_guideline: bool = False
    changes: ChangeSet | None = None


# ---------------------------------------------------------------------- giving


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
            guideline = _guideline(corpus.scheme)
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


def _guideline(scheme: Scheme) -> bytes | None:
    """The guideline of a scheme that comes with the program, or None."""
    path = resource("guidelines") / f"{scheme.name}.toml"
    return path.read_bytes() if path.is_file() and path.parent == resource("guidelines") else None


# ---------------------------------------------------------------------- taking


def overruled_said(overruled: Overruled, record: Message) -> Message:
    """What two people changed apart, for people.

    Args:
        overruled: What was found.
        record: The name of the record.
    """
    return message(
        "Changed apart: {record}. What {won} wrote stands, not what {lost} wrote.",
        record=record,
        won=overruled.won.author,
        lost=overruled.lost.author,
    )


def is_bundle(path: Path) -> bool:
    """Whether a file bears the name of a bundle."""
    return path.suffix.lower() == BUNDLE_SUFFIX


def merge(corpus: Corpus, path: Path, *, author: Handle, progress: Progress | None = None) -> MergeReport:
    """Take in a bundle, as one transaction: all of it or nothing.

    Args:
        corpus: The corpus.
        path: The bundle.
        author: Who merges; stands only in a row that keeps the fuller of two schemes.
        progress: Told how far it is, in parts of a thousand.

    Raises:
        BundleRefused: If it is damaged, contradicts the scheme or rows that are here; nothing is kept.
        OSError: If it cannot be read.
    """
    steps = merging(corpus, path, author=author)
    while True:
        try:
            done, total = next(steps)
        except StopIteration as end:
            report: MergeReport = end.value
            return report
        if progress is not None:
            progress(done, total)


def merging(
    corpus: Corpus, path: Path, *, author: Handle, budget_ms: float = 6.0
) -> Generator[tuple[int, int], None, MergeReport]:
    """``merge`` in slices, for a window that has to paint meanwhile; closing it before its end rolls everything back.

    Args:
        corpus: The corpus.
        path: The bundle.
        author: Who merges.
        budget_ms: After how many milliseconds to let others have their turn; only a set of thousands takes longer.

    Yields:
        How far it is, in parts of a thousand.

    Returns:
        The report.
    """
    before = corpus.scheme
    clock = _Clock(budget_ms)
    with BundleFile(path) as file:
        for step in _verified(file):
            if clock.is_up():
                yield step, 1000
        with corpus.merging() as merge:
            try:
                for sha256, text in file.texts():
                    merge.take_text(sha256, text)
                    if clock.is_up():
                        yield 200, 1000
                heard = _Heard()
                for step in _taken(file, merge, heard):
                    if clock.is_up():
                        yield step, 1000
                _ensure_known(file, merge, heard)
                _agree(file, corpus, merge, heard, author)
                for done, total in merge.settle():
                    if clock.is_up():
                        yield 600 + 400 * done // total, 1000
            except MergeRefused as error:
                raise bundle_refused(path, error.what, error.remedy) from None
            changes = merge.commit() if merge.changed else None
        other_guideline = file.guideline() not in (None, _guideline(corpus.scheme))
        return MergeReport(
            path,
            merge.new_rows,
            dict(sorted(merge.rows.items())),
            dict(sorted(merge.sets.items())),
            tuple(merge.documents),
            tuple(merge.overruled),
            corpus.scheme.version if corpus.scheme.table != before.table else None,
            other_guideline,
            changes,
        )


class _Clock:
    """Says when a slice of time is over."""

    def __init__(self, budget_ms: float) -> None:
        self._budget_s = budget_ms / 1000
        self._since = perf_counter()

    def is_up(self) -> bool:
        """Whether the slice is over; then the next one begins."""
        here = perf_counter()
        if here - self._since < self._budget_s:
            return False
        self._since = here
        return True


def _verified(file: BundleFile) -> Iterator[int]:
    done, total = 0, max(file.size, 1)
    for size in file.verify():
        done += size
        yield 200 * done // total


@dataclass(slots=True)
class _Heard:
    """What the rows of a bundle say about schemes: the one that stands there, and which labels are in use.

    Attributes:
        place: Lamport, replica and number of the row that stands for the scheme.
        table: What it says; None where no row speaks about the scheme.
        labels: Layer and label of annotations and zones.
        relation_types: Of relations.
    """

    place: tuple[int, int, int] = (0, 0, 0)
    table: Mapping[str, Any] | None = None
    labels: set[tuple[str, str]] = field(default_factory=set)
    relation_types: set[str] = field(default_factory=set)

    def hear(self, row: Row, key: RecordKey, table: Any) -> None:
        """Take in a row that was found sound."""
        if table is None:
            return
        if key.kind is RecordKind.ANNOTATION or key.kind is RecordKind.ZONE:
            self.labels.add((table["layer"], table["label"]))
        elif key.kind is RecordKind.RELATION:
            self.relation_types.add(table["type"])
        elif key.kind is RecordKind.SET:
            self.labels.update((one["layer"], one["label"]) for one in table["annotations"])
            self.relation_types.update(one["type"] for one in table["relations"])
        elif key.kind is RecordKind.SCHEME:
            place = (row[2], row[0], row[1])
            if self.table is None or place > self.place:
                self.place, self.table = place, table


def _taken(file: BundleFile, merge: Merging, heard: _Heard) -> Iterator[int]:
    """Take the rows in, in chunks; gives how far it is."""
    expected = file.manifest["members"][REVISIONS].get("lines")
    total = expected if isinstance(expected, int) and expected > 0 else 1
    latest = merge.clock + _LONGEST_LEAP
    chunk: list[tuple[Row, RecordKey]] = []
    for number, line in file.revisions():
        try:
            row, key = received(line)
        except Unsound as error:
            raise bundle_refused(
                file.path,
                message(
                    "line {number} of “{member}” is damaged: {reason}",
                    number=number,
                    member=REVISIONS,
                    reason=str(error),
                ),
            ) from None
        if row[2] > latest:
            raise bundle_refused(
                file.path,
                message(
                    "line {number} of “{member}” counts further than any work can have come: nothing written after it "
                    "could be given on",
                    number=number,
                    member=REVISIONS,
                ),
            )
        heard.hear(row, key, line[-1])
        chunk.append((row, key))
        if len(chunk) >= _CHUNK_OF_A_MERGE:
            merge.take(chunk)
            chunk = []
        yield 200 + min(400 * number // total, 400)
    merge.take(chunk)


def _ensure_known(file: BundleFile, merge: Merging, heard: _Heard) -> None:
    """See that every label and relation in use stands in some version of the scheme, there or here.

    Raises:
        BundleRefused: If not; names the first few.
    """
    strange = unheard_of(heard.labels, heard.relation_types, [scheme_of(table) for table in merge.schemes()])
    if strange:
        raise bundle_refused(
            file.path,
            message("it uses what its scheme never had: {strange}", strange=_listed(strange)),
            message("Whoever made it has to add these to their scheme, or to leave them out."),
        )


def _agree(file: BundleFile, corpus: Corpus, merge: Merging, heard: _Heard, author: Handle) -> None:
    """See that the scheme of the bundle and the one here go together, and have the fuller one stand.

    Raises:
        BundleRefused: If each of the two allows what the other does not, and neither was made of the other.
    """
    if heard.table is None:
        return
    mine = corpus.scheme
    other = scheme_of(heard.table)
    if dict(mine.table) == dict(other.table) or merge.knew_each_other(heard.place):
        return
    missing_there, missing_here = lacking(other, mine), lacking(mine, other)
    if missing_there and missing_here:
        raise bundle_refused(
            file.path,
            message(
                "its scheme contradicts the one here; only there: {theirs}; only here: {ours}",
                theirs=_listed(missing_here),
                ours=_listed(missing_there),
            ),
            message("Agree on one scheme first: one of the two has to take over what the other has."),
        )
    fuller = other if missing_here else mine
    if merge.scheme_that_would_stand() != dict(fuller.table):
        merge.put_scheme(fuller, author=author, gesture=KEEP_SCHEME)


def _listed(items: list[Message]) -> Message:
    """The first few of a list as one sentence part."""
    shown = items[:_MOST_NAMED]
    template = ", ".join(f"{{n{index}}}" for index in range(len(shown))) + (" …" if len(items) > _MOST_NAMED else "")
    return Message(template, {f"n{index}": item for index, item in enumerate(shown)})
