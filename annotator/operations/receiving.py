"""What came from a colleague: a bundle is merged, all of it or nothing, in any order and any number of times."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from annotator.formats.bundle import REVISIONS, SUFFIX, BundleFile, BundleRefused
from annotator.formats.bundle import refused as bundle_refused
from annotator.language import N_
from annotator.model.changes import ChangeSet, RecordKey, RecordKind
from annotator.model.compatibility import lacking, unheard_of
from annotator.model.errors import Message, message
from annotator.model.identity import DocumentId, Handle, SetName
from annotator.model.scheme import scheme_of
from annotator.operations.guideline import guideline_file
from annotator.store.corpus import Corpus
from annotator.store.foreign import Unsound, received
from annotator.store.merging import MergeRefused, Merging, Overruled
from annotator.store.rows import Row

__all__ = [
    "BundleRefused",
    "MergeReport",
    "Overruled",
    "is_bundle",
    "merge",
    "merging",
    "overruled_said",
]

KEEP_SCHEME: Final = N_("Keep the fuller scheme")
Progress = Callable[[int, int], None]
_CHUNK_OF_A_MERGE: Final = 100
"""Rows that are taken in at once; a frame of a window fits between two."""
_MOST_NAMED: Final = 5
_LONGEST_LEAP: Final = 1 << 32
"""So many acts a bundle may be ahead of this corpus: more than people ever do, and far from the end of the clock."""


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
    return path.suffix.lower() == SUFFIX


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
        other_guideline = file.guideline() not in (None, guideline_file(corpus.scheme))
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
