"""Import in two steps for the window: a child process reads and checks the files, the window copies what is right.

What passes between them is a file of native lines: the exporter's own form, read back by the importer's own fast path.
A database in between would need a second schema for the same values.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import BinaryIO, Final

import orjson

from annotator.formats.base import Incoming, Progress
from annotator.formats.extension import Extension, next_version
from annotator.formats.nativereading import NativeReading
from annotator.formats.nativewriting import NativeWriting
from annotator.model.changes import ChangeSet
from annotator.model.errors import Cancelled, Problem
from annotator.model.identity import Handle
from annotator.model.scheme import Scheme, scheme_of
from annotator.operations.collecting import seldom
from annotator.operations.intake import Found, ImportOptions, Parsing, RefusedFile, find_files
from annotator.operations.placing import GESTURE, Outcome, Placing, Tally
from annotator.store.act import Act
from annotator.store.corpus import Corpus

_MOST_REMARKS: Final = 1000


class ImportCancelled(Cancelled):
    """The person stopped the import; nothing of it is kept."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of an import.

    Attributes:
        files: How many files were read.
        tally: What was stored, and the articles that were there already.
        refused: Files that were refused, whole or in part.
        remarks: What was decided on the way that a person should know.
        passed_over: Files in folders that are of no known format.
        changes: The act, or None where nothing was stored.
        cancelled: Whether the person stopped it; then nothing was stored.
    """

    files: int
    tally: Tally
    refused: tuple[RefusedFile, ...]
    remarks: tuple[Problem, ...]
    passed_over: tuple[str, ...]
    changes: ChangeSet | None = None
    cancelled: bool = False

    @property
    def accepted(self) -> int:
        """Records that are in the corpus now because of it: added, replaced, or there already just so."""
        return sum(count for outcome, count in self.tally.outcomes.items() if outcome is not Outcome.DUPLICATE)

    @property
    def set_names(self) -> tuple[str, ...]:
        """The annotation sets that were written."""
        return tuple(sorted(self.tally.sets))


class SchemeInUse:
    """The scheme of the corpus while files come in that may make it grow.

    Args:
        scheme: As it is before the first file.

    Attributes:
        scheme: As it is now.
    """

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self._before = scheme
        # One act is one change of the scheme, however many files it brings.
        self._version = next_version(scheme.version)

    @property
    def grown(self) -> bool:
        """Whether a file that came in made it grow."""
        return self.scheme is not self._before

    def grow(self, scheme: Scheme) -> None:
        """Take up what a file needs; it grew by what the files before it had, too."""
        self.scheme = scheme

    def extension(self) -> Extension:
        """What may make it grow further."""
        return Extension(self.scheme, self._version)


class Source:
    """The records of one file that are right, as they come.

    Args:
        parsing: The file and what is wrong with it.
        scheme: As the files before it left it.
        extension: Grows by what the file needs, or None where the scheme may not grow.
        watch: Tells how far it is.

    Attributes:
        parsing: As given.
        remarks: What was decided on the way.
        count: How many records came.
    """

    def __init__(self, parsing: Parsing, scheme: Scheme, extension: Extension | None, watch: _Watch) -> None:
        self.parsing = parsing
        self.remarks: list[Problem] = []
        self.count = 0
        self._scheme = scheme
        self._extension = extension
        self._watch = watch

    def records(self) -> Iterator[Incoming]:
        """Each record as the file is read; none any more after the file was found to be refused.

        Raises:
            ImportCancelled: If the person stopped it.
        """
        parsing = self.parsing
        for incoming in parsing.records():
            self.count += 1
            if self._extension is not None:
                self._extension.add(incoming.annotated)
            for remark in incoming.remarks[: _MOST_REMARKS - len(self.remarks)]:
                self.remarks.append(Problem(parsing.file.name, incoming.line, remark))
            self._watch.record(incoming, parsing.file.size)
            if not parsing.refused:
                yield incoming
        self._watch.file(parsing.file.size)

    @property
    def scheme(self) -> Scheme:
        """The scheme with what the file needs, where it may grow."""
        return self._scheme if self._extension is None else self._extension.scheme


class _Watch:
    """Tells how many bytes of all files are read, and asks whether to stop.

    Args:
        total: Of all files.
        progress: Told how many bytes of how many are read.
        cancelled: Asked whether to stop.
    """

    def __init__(self, total: int, progress: Progress | None, cancelled: Callable[[], bool] | None) -> None:
        self._total = total
        self._progress = progress
        self._cancelled = cancelled
        self._done = self._within = 0

    def record(self, incoming: Incoming, size: int) -> None:
        """One record of a file of so many bytes was read."""
        self._ask()
        if self._progress is not None:
            self._within += _weight(incoming)
            self._progress(self._done + min(self._within, size), self._total)

    def file(self, size: int) -> None:
        """A file was read to its end."""
        self._done, self._within = self._done + size, 0
        if self._progress is not None:
            self._progress(self._done, self._total)
        self._ask()

    def _ask(self) -> None:
        if self._cancelled is not None and self._cancelled():
            raise ImportCancelled


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A file whose records wait in the staging file.

    Attributes:
        name: What reports call it.
        begins: Where its records begin, in bytes.
        ends: Where they end.
        count: How many they are.
    """

    name: str
    begins: int
    ends: int
    count: int


@dataclass(frozen=True, slots=True)
class Staged:
    """Files that were read and checked, waiting to be copied into the corpus; what ``stage`` returns.

    Attributes:
        path: The staging file.
        files: Those that may come in, as far as the child could tell.
        read: How many files were read.
        options: As the person gave them.
        refused: Files that were refused, whole or in part.
        remarks: What was decided on the way.
        passed_over: Files in folders that are of no known format.
        scheme_table: The scheme with what the files need, or None where it did not grow.
    """

    path: Path
    files: tuple[StagedFile, ...]
    read: int
    options: ImportOptions
    refused: tuple[RefusedFile, ...]
    remarks: tuple[Problem, ...]
    passed_over: tuple[str, ...]
    scheme_table: dict[str, object] | None = None

    def slices(
        self, corpus: Corpus, *, author: Handle, budget_ms: float = 6.0
    ) -> Generator[tuple[int, int], None, ImportReport]:
        """Copy the records into a corpus, in one transaction, a slice at a time.

        Closing the generator before its end rolls everything back. A slice is a whole number of records: only an
        article with thousands of annotations takes longer than the budget.

        Args:
            corpus: The corpus.
            author: Who imports.
            budget_ms: After how many milliseconds to let others have their turn.

        Yields:
            Records done and records in all.

        Returns:
            The report.
        """
        scheme = corpus.scheme if self.scheme_table is None else scheme_of(self.scheme_table)
        reading = NativeReading(scheme)
        total = sum(file.count for file in self.files)
        refused: list[RefusedFile] = list(self.refused)
        done = 0
        with self.path.open("rb") as shelf, corpus.act(GESTURE, author=author) as act:
            placing = Placing(corpus, act, replace=self.options.replace)
            turn = perf_counter()
            for file in self.files:
                problems: list[Problem] = []
                with placing.file(partial(_any, problems, unless=self.options.skip_bad)):
                    for incoming in _read(shelf, file.begins, file.ends, reading):
                        take_in(placing, incoming, file.name, problems, skip_bad=self.options.skip_bad)
                        done += 1
                        if (perf_counter() - turn) * 1000 >= budget_ms:
                            yield min(done, total), total
                            turn = perf_counter()
                if problems:
                    refused.append(RefusedFile(file.name, not self.options.skip_bad, tuple(problems)))
            if scheme is not corpus.scheme and placing.tally.outcomes:
                act.put(scheme)
        return ImportReport(
            self.read, placing.tally, _once_each(refused), self.remarks, self.passed_over, _written(act)
        )


def stage(
    paths: Iterable[Path],
    *,
    scheme_table: dict[str, object],
    options: ImportOptions,
    staging_file: Path,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Staged:
    """Read and check files into a staging file; the first step, for a child process.

    Args:
        paths: Files and folders.
        scheme_table: ``scheme.table`` of the corpus, which passes between processes.
        options: What the person said.
        staging_file: Where to put what is right.
        progress: Told how many bytes of how many are read.
        cancelled: Asked between records whether to stop.

    Raises:
        ImportCancelled: If the person stopped it.
    """
    in_use = SchemeInUse(scheme_of(scheme_table))
    found = find_files(paths, options)
    staged: list[StagedFile] = []
    refused, remarks = list(found.refused), list[Problem]()
    with seldom(), staging_file.open("w+b") as shelf:
        writing = NativeWriting(in_use.scheme)
        for source in sources(found, in_use, options, progress=progress, cancelled=cancelled):
            begins = shelf.tell()
            for incoming in source.records():
                _write(incoming, shelf, writing)
            remarks += source.remarks
            refusal = source.parsing.refusal()
            if refusal is not None:
                refused.append(refusal)
            if refusal is None or not refusal.whole:
                staged.append(StagedFile(source.parsing.file.name, begins, shelf.tell(), source.count))
                in_use.grow(source.scheme)
            else:
                shelf.seek(begins)
                shelf.truncate()
    return Staged(
        staging_file, tuple(staged), len(found.files), options, tuple(refused), tuple(remarks), found.passed_over,
        dict(in_use.scheme.table) if in_use.grown else None,
    )  # fmt: skip


def sources(
    found: Found,
    in_use: SchemeInUse,
    options: ImportOptions,
    *,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> Iterator[Source]:
    """Each file, to be read to its end under the scheme as the files before it left it."""
    watch = _Watch(sum(file.size for file in found.files), progress, cancelled)
    for file in found.files:
        scheme = in_use.scheme
        extension = in_use.extension() if options.extend_scheme else None
        yield Source(Parsing(file, scheme=scheme, options=options), scheme, extension, watch)


def take_in(placing: Placing, incoming: Incoming, file: str, problems: list[Problem], *, skip_bad: bool) -> None:
    """Hold one record against the corpus and place it, or note why it may not come in.

    Args:
        placing: Within the block of its file, which takes back what came in of it where it is refused after all.
        incoming: The record.
        file: The name of its file.
        problems: What spoke against records of the file so far.
        skip_bad: Whether what is wrong costs only the record rather than the file.
    """
    problem = placing.problem(incoming, file)
    if problem is not None:
        problems.append(problem)
    elif skip_bad or not problems:
        placing.place(incoming, file)


def _any(problems: list[Problem], *, unless: bool) -> bool:
    return bool(problems) and not unless


def _once_each(refused: list[RefusedFile]) -> tuple[RefusedFile, ...]:
    """One report a file, where reading and placing both found something."""
    merged: dict[str, RefusedFile] = {}
    for file in refused:
        before = merged.get(file.file)
        merged[file.file] = (
            file
            if before is None
            else RefusedFile(
                file.file,
                before.whole or file.whole,
                before.problems + file.problems,
                before.uncounted + file.uncounted,
            )
        )
    return tuple(merged.values())


def _written(act: Act) -> ChangeSet | None:
    changes = act.changes
    return changes if changes.changes or changes.replaced else None


def _weight(incoming: Incoming) -> int:
    """About how many bytes of its file a record took; only the progress bar lives on it."""
    annotated = incoming.annotated
    return 2 * len(annotated.document.text) + 250 * (len(annotated.annotations) + len(annotated.relations))


def _write(incoming: Incoming, shelf: BinaryIO, writing: NativeWriting) -> None:
    head = orjson.dumps([incoming.line, incoming.native, incoming.named])
    shelf.write(head + b"\n" + writing.record(incoming.annotated))


def _read(shelf: BinaryIO, begins: int, ends: int, reading: NativeReading) -> Iterator[Incoming]:
    position = begins
    while position < ends:
        shelf.seek(position)
        line, native, named = orjson.loads(shelf.readline())
        annotated = reading.read(orjson.loads(shelf.readline()))
        position = shelf.tell()
        yield Incoming(annotated, line, native=native, named=named)
