"""Import in two steps for the window: a child process reads and checks the files, the window copies what is right.

What passes between them is a file of native lines: the exporter's own form, read back by the importer's own fast path.
A database in between would need a second schema for the same values.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final

import orjson

from annotator.formats.base import Incoming, Progress
from annotator.formats.extension import Extension, next_version
from annotator.formats.nativereading import NativeReading
from annotator.formats.nativewriting import NativeWriting
from annotator.model.changes import ChangeSet
from annotator.model.errors import Problem
from annotator.model.identity import Handle
from annotator.model.scheme import Scheme, scheme_of
from annotator.operations.collecting import seldom
from annotator.operations.intake import Found, ImportOptions, Parsing, RefusedFile, find_files
from annotator.operations.placing import GESTURE, Outcome, Placing, Tally
from annotator.store.act import Act
from annotator.store.corpus import Corpus

_MOST_REMARKS: Final = 1000


class ImportCancelled(Exception):
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
    """The records of one file that are right, which can be gone through more than once.

    Attributes:
        parsing: The file and what is wrong with it.
        remarks: What was decided on the way.
    """

    def __init__(self, parsing: Parsing, shelf: BinaryIO, extension: Extension | None, scheme: Scheme) -> None:
        self.parsing = parsing
        self.remarks: list[Problem] = []
        self._extension = extension
        self._scheme = scheme
        self.count = 0
        self._shelf = shelf
        self._writing = NativeWriting(scheme)
        self._held: list[Incoming] = []
        self._begins = shelf.seek(0, 2)
        self._ends = self._begins

    def fill(self, *, in_memory: int) -> Iterator[Incoming]:
        """Read the file; gives each record as it comes.

        Args:
            in_memory: How many records to hold before the rest goes to the shelf.
        """
        for incoming in self.parsing.records():
            self.count += 1
            if self._extension is not None:
                self._extension.add(incoming.annotated)
            for remark in incoming.remarks[: _MOST_REMARKS - len(self.remarks)]:
                self.remarks.append(Problem(self.parsing.file.name, incoming.line, remark))
            if self.parsing.refused:
                self._held.clear()  # Only the problems of the rest are of interest.
            elif len(self._held) < in_memory:
                self._held.append(incoming)
            else:
                _write(incoming, self._shelf, self._writing)
            yield incoming
        if self.parsing.refused:
            self._held.clear()
            self._shelf.seek(self._begins)
            self._shelf.truncate()
        self._ends = self._shelf.tell()

    def records(self, reading: NativeReading) -> Iterator[Incoming]:
        """The records, in the order of the file."""
        yield from self._held
        yield from _read(self._shelf, self._begins, self._ends, reading)

    @property
    def scheme(self) -> Scheme:
        """The scheme with what the file needs, where it may grow."""
        return self._scheme if self._extension is None else self._extension.scheme

    @property
    def section(self) -> tuple[int, int]:
        """Where the records that went to the shelf lie on it, in bytes."""
        return self._begins, self._ends


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
            Records done and records in all; every record is looked at, then placed.

        Returns:
            The report.
        """
        scheme = corpus.scheme if self.scheme_table is None else scheme_of(self.scheme_table)
        reading = NativeReading(scheme)
        total = 2 * sum(file.count for file in self.files)
        refused: list[RefusedFile] = list(self.refused)
        done = 0
        with self.path.open("rb") as shelf, corpus.act(GESTURE, author=author) as act:
            placing = Placing(corpus, act, replace=self.options.replace)
            turn = time.perf_counter()
            for file in self.files:
                steps = _take_in(
                    placing,
                    file.name,
                    partial(_read, shelf, file.begins, file.ends, reading),
                    skip_bad=self.options.skip_bad,
                )
                for step in steps:
                    if isinstance(step, RefusedFile):
                        refused.append(step)
                    done += 1
                    if (time.perf_counter() - turn) * 1000 >= budget_ms:
                        yield min(done, total), total
                        turn = time.perf_counter()
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
        for source in sources(found, in_use, options, shelf, in_memory=0, progress=progress, cancelled=cancelled):
            remarks += source.remarks
            refusal = source.parsing.refusal()
            if refusal is not None:
                refused.append(refusal)
            if refusal is None or not refusal.whole:
                staged.append(StagedFile(source.parsing.file.name, *source.section, source.count))
                in_use.grow(source.scheme)
    return Staged(
        staging_file, tuple(staged), len(found.files), options, tuple(refused), tuple(remarks), found.passed_over,
        dict(in_use.scheme.table) if in_use.grown else None,
    )  # fmt: skip


def sources(
    found: Found,
    in_use: SchemeInUse,
    options: ImportOptions,
    shelf: BinaryIO,
    *,
    in_memory: int,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> Iterator[Source]:
    """Each file, read to its end under the scheme as the files before it left it.

    Raises:
        ImportCancelled: If the person stopped it.
    """
    total, done = sum(file.size for file in found.files), 0
    for file in found.files:
        scheme = in_use.scheme
        extension = in_use.extension() if options.extend_scheme else None
        source = Source(Parsing(file, scheme=scheme, options=options), shelf, extension, scheme)
        within = 0
        for incoming in source.fill(in_memory=in_memory):
            if cancelled is not None and cancelled():
                raise ImportCancelled
            if progress is not None:
                within += _weight(incoming)
                progress(done + min(within, file.size), total)
        done += file.size
        if progress is not None:
            progress(done, total)
        if cancelled is not None and cancelled():
            raise ImportCancelled
        yield source


def take_in(placing: Placing, source: Source, reading: NativeReading, *, skip_bad: bool) -> RefusedFile | None:
    """Store the records of one file, or none of them.

    Returns:
        What was refused, with the problems of the file itself; None where all came in.
    """
    if source.parsing.refused:
        return source.parsing.refusal()
    against_corpus: list[Problem] = []
    steps = _take_in(placing, source.parsing.file.name, partial(source.records, reading), skip_bad=skip_bad)
    for step in steps:
        if isinstance(step, RefusedFile):
            against_corpus += step.problems
    return source.parsing.refusal(against_corpus)


def _take_in(
    placing: Placing, name: str, records: Callable[[], Iterator[Incoming]], *, skip_bad: bool
) -> Iterator[RefusedFile | None]:
    """Hold every record against the corpus, then place those that may come in; a step for each."""
    problems: list[Problem] = []
    bad: set[int] = set()
    placing.begin_file()
    for number, incoming in enumerate(records()):
        problem = placing.problem(incoming, name)
        if problem is not None:
            problems.append(problem)
            bad.add(number)
        yield None
    if problems:
        yield RefusedFile(name, not skip_bad, tuple(problems))
        if not skip_bad:
            return
    for number, incoming in enumerate(records()):
        if number not in bad:
            placing.place(incoming, name)
        yield None


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
