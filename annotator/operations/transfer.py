"""What goes in and out of a corpus: import of files and folders, export to files, folders and streams."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, Final

from annotator import language
from annotator.formats.base import FolderExporter, Progress, WriteOptions
from annotator.formats.losses import Loss, Losses
from annotator.formats.mapping import LabelMap, mapping_named
from annotator.formats.tokens import TokenPolicy
from annotator.formats.translating import Translating
from annotator.model.annotated import AnnotatedDocument
from annotator.model.errors import AnnotatorError, Cancelled, Problem, message
from annotator.model.identity import Handle
from annotator.operations.collecting import seldom
from annotator.operations.destinations import Export, ExportReport
from annotator.operations.intake import ImportOptions, RefusedFile, find_files
from annotator.operations.placing import GESTURE, Duplicate, Outcome, Placing, Tally
from annotator.operations.plugins import exporter_named
from annotator.operations.selection import ExportOptions, check, selected
from annotator.operations.splitting import SplitOptions, split_for_once
from annotator.operations.staging import (
    ImportCancelled,
    ImportReport,
    SchemeInUse,
    Source,
    Staged,
    sources,
    stage,
    take_in,
)
from annotator.store.corpus import Corpus

__all__ = [
    "Duplicate",
    "ExportCancelled",
    "ExportOptions",
    "ExportReport",
    "FolderNeeded",
    "ImportCancelled",
    "ImportOptions",
    "ImportReport",
    "LabelMap",
    "Loss",
    "Outcome",
    "RefusedFile",
    "Staged",
    "TokenPolicy",
    "export",
    "export_snapshot",
    "import_paths",
    "mapping_named",
    "prepared",
    "stage",
]  # fmt: skip

STDOUT: Final = "-"


class FolderNeeded(AnnotatorError):
    """A target that cannot take a format whose records are files in a folder."""


class ExportCancelled(Cancelled):
    """The person stopped the export; no file appeared."""


def import_paths(
    corpus: Corpus,
    paths: Iterable[Path],
    *,
    author: Handle,
    options: ImportOptions | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportReport:
    """Bring files and folders into a corpus, as one act.

    A file comes in whole or not at all, unless the options say that a bad record costs only itself; the other files
    come in all the same. Announcing ``report.changes`` to a session is the caller's.

    Args:
        corpus: The corpus.
        paths: Files, and folders with all that is in them.
        author: Who imports; the sets belong to the names in the files.
        options: What the person said.
        progress: Told how many bytes of how many are read.
        cancelled: Asked between records whether to stop; then nothing is stored.

    Raises:
        UnknownFormat: If the options name a format that there is not.
    """
    options = options or ImportOptions()
    found = find_files(paths, options)
    in_use = SchemeInUse(corpus.scheme)
    refused: list[RefusedFile] = list(found.refused)
    remarks: list[Problem] = []
    try:
        with seldom(), corpus.act(GESTURE, author=author) as act:
            placing = Placing(corpus, act, replace=options.replace)
            for source in sources(found, in_use, options, progress=progress, cancelled=cancelled):
                refusal = _taken_in(source, placing, skip_bad=options.skip_bad)
                if refusal is not None:
                    refused.append(refusal)
                if refusal is None or not refusal.whole:
                    remarks += source.remarks
                    in_use.grow(source.scheme)
            if in_use.grown:
                act.put(in_use.scheme)
    except ImportCancelled:
        return ImportReport(0, Tally(), (), (), (), cancelled=True)
    changes = act.changes
    stored = changes if changes.changes or changes.replaced else None
    return ImportReport(len(found.files), placing.tally, tuple(refused), tuple(remarks), found.passed_over, stored)


def _taken_in(source: Source, placing: Placing, *, skip_bad: bool) -> RefusedFile | None:
    """Store the records of one file, or none of them; gives what was refused, None where all came in."""
    parsing, problems = source.parsing, list[Problem]()
    records = source.records()
    first = list(islice(records, 2))
    # A file of one article, as brat has a hundred thousand, is read to its end before anything of it is written: then
    # it is known whether it comes in, and nothing has to be kept to take it back with.
    is_whole = len(first) < 2
    if is_whole and parsing.refused:
        first.clear()
    with placing.file(None if is_whole else lambda: parsing.refused or (bool(problems) and not skip_bad)):
        for incoming in chain(first, records):
            take_in(placing, incoming, parsing.file.name, problems, skip_bad=skip_bad)
    # A file that cannot be read is refused for that alone: what the corpus says to its records is of no interest.
    return parsing.refusal(() if parsing.refused else problems)


def export(
    corpus: Corpus,
    target: Path | str | BinaryIO,
    *,
    format: str = "jsonl",
    options: ExportOptions | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ExportReport:
    """Write annotations in a format, checked, in constant memory.

    Args:
        corpus: The corpus.
        target: A file when it bears the format's suffix, ``-`` for the standard output, an open stream, else a folder.
        format: Name of the format.
        options: What to take.
        progress: Told how many documents of how many are written.
        cancelled: Asked between records whether to stop.

    Raises:
        UnknownFormat: If there is no such format.
        ExportRefused: If a span does not stand where it says; nothing appears.
        NotFound: If the options name what the corpus does not have.
        ExportCancelled: If the person stopped it; nothing appears.
        FolderNeeded: If the format is a folder and the target none.
        OSError: If the files cannot be written; nothing appears.
    """
    job = prepared(corpus, format=format, options=options, progress=progress, cancelled=cancelled)
    with seldom():
        return _written(job, target)


def _written(job: Export, target: Path | str | BinaryIO) -> ExportReport:
    """The export, gone where it should."""
    exporter = job.exporter
    if isinstance(exporter, FolderExporter):
        if target == STDOUT or not isinstance(target, Path | str) or Path(target).is_file():
            what = message("The format “{format}” is a folder.", format=exporter.name)
            raise FolderNeeded(what, message("Name a folder."))
        return job.to_folder(Path(target))
    if target == STDOUT:
        target = sys.stdout.buffer
    if not isinstance(target, Path | str):
        return job.to_stream(target)
    path = Path(target)
    if path.suffix.lower() == exporter.suffix and not path.is_dir():
        return job.to_file(path)
    return job.to_folder(path)


def prepared(
    corpus: Corpus,
    *,
    format: str,
    options: ExportOptions | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Export:
    """An export that only waits for where it goes; its arguments and errors are those of ``export``."""
    options = options or ExportOptions()
    exporter = exporter_named(format)
    check(options, corpus)
    filtered = Losses()
    splits = None
    if options.split is not None:
        drawn = SplitOptions(options.split, options.seed, options.by_date, options.stratify)
        splits = split_for_once(corpus, drawn, documents=options.documents, progress=_stopping(cancelled))
    records, scheme = selected(corpus, options, filtered, splits=splits), corpus.scheme
    if options.mapping is not None:
        translating = Translating(scheme, options.mapping, filtered)
        records, scheme = map(translating.record, records), translating.scheme
    records = _watched(records, corpus.document_count(), progress, cancelled)
    write = WriteOptions(
        scheme,
        options.language or language.language(),
        negatives=options.negatives,
        tokens=options.tokens,
        layers=options.layers,
    )
    return Export(exporter, records, write, options, filtered)


def export_snapshot(
    snapshot: Path,
    target: Path,
    *,
    format: str,
    options: ExportOptions,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ExportReport:
    """``export`` from a copy that ``Corpus.snapshot`` made, for a child process."""
    with Corpus.open(snapshot) as corpus:
        return export(corpus, target, format=format, options=options, progress=progress, cancelled=cancelled)


def _stopping(cancelled: Callable[[], bool] | None) -> Progress:
    """Breaks off what tells its progress."""

    def told(_done: int, _total: int) -> None:
        if cancelled is not None and cancelled():
            raise ExportCancelled

    return told


def _watched(
    records: Iterator[AnnotatedDocument], total: int, progress: Progress | None, cancelled: Callable[[], bool] | None
) -> Iterator[AnnotatedDocument]:
    """The records, with progress told by documents."""
    done, last = 0, None
    for record in records:
        if cancelled is not None and cancelled():
            raise ExportCancelled
        yield record
        if record.document.id != last:
            last = record.document.id
            done += 1
            if progress is not None:
                progress(done, total)
    if progress is not None:
        progress(total, total)
