"""Where an export goes: a stream, a file, or a folder with data, dataset card and manifest."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from annotator.formats import datasetcard, manifest
from annotator.formats.base import Exporter, WriteOptions, Writing
from annotator.formats.contents import Contents
from annotator.formats.losses import Loss, Losses, combined
from annotator.formats.nativerecord import SPLITS
from annotator.model.annotated import AnnotatedDocument
from annotator.operations.outfiles import OutFile, OutFiles
from annotator.operations.selection import ExportOptions

_READ_BY_PEOPLE: Final = "articles"


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What came of an export.

    Attributes:
        records: Lines, or whatever the format has for a record.
        contents: What was counted.
        files: The files, in the order they were begun; none for a stream.
        losses: What was left out, by kind.
    """

    records: int
    contents: Contents
    files: tuple[Path, ...]
    losses: tuple[Loss, ...]


@dataclass(frozen=True, slots=True)
class Export:
    """One export under way, wherever it goes.

    Attributes:
        exporter: The format.
        records: What to write, in order.
        write: What the exporter needs to know.
        options: What was asked for; the manifest repeats it.
        filtered: Fills with what the filters leave out, as ``records`` are gone through.
    """

    exporter: Exporter
    records: Iterable[AnnotatedDocument]
    write: WriteOptions
    options: ExportOptions
    filtered: Losses

    def to_stream(self, stream: BinaryIO) -> ExportReport:
        """Write to an open stream.

        A stream cannot be taken back: everything is written elsewhere and checked before the first byte goes out.
        """
        with tempfile.TemporaryFile() as waiting:
            contents, losses = self._write_all(waiting)
            waiting.seek(0)
            shutil.copyfileobj(waiting, stream)
            stream.flush()
        return _report(contents, (), losses)

    def to_file(self, path: Path) -> ExportReport:
        """Write one file, all splits in it; nothing else appears beside it."""
        with OutFiles(path.parent) as files:
            contents, losses = self._write_all(files.file(path.name))
            files.keep()
        return _report(contents, (path,), losses)

    def to_folder(self, folder: Path) -> ExportReport:
        """Write a file for each split, the dataset card and the manifest, which appear together."""
        with OutFiles(folder) as files:
            return _Folder(self, files).write()

    def _write_all(self, out: BinaryIO | OutFile) -> tuple[Contents, tuple[Loss, ...]]:
        contents, writing = Contents(), self.exporter.begin(self.write)
        out.write(writing.head())
        for record in self.records:
            out.write(writing.record(record))
            contents.add(record, split_of(record))
        out.write(writing.foot())
        return contents, combined(self.filtered.report(), writing.losses.report())


class _Folder:
    """An export into a folder.

    Formats for training are divided by split and described by a dataset card; those that people read are one file.
    """

    def __init__(self, export: Export, files: OutFiles) -> None:
        self._export = export
        self._files = files
        self._contents = Contents()
        self._parts: dict[str, tuple[OutFile, Writing]] = {}
        self._for_training = export.exporter.features(self._contents, export.write.scheme) is not None

    def write(self) -> ExportReport:
        for record in self._export.records:
            self._add(record, split_of(record) if self._for_training else SPLITS[0])
        if not self._parts:
            self._part(SPLITS[0])
        for file, writing in self._parts.values():
            file.write(writing.foot())
        losses = combined(
            self._export.filtered.report(), *(writing.losses.report() for _, writing in self._parts.values())
        )
        self._write_card(losses)
        self._write_manifest(losses)
        self._files.keep(stale=_stale(self._files.folder, self._export.exporter.suffix))
        return _report(self._contents, tuple(file.path for file in self._files.files), losses)

    def _add(self, record: AnnotatedDocument, split: str) -> None:
        file, writing = self._part(split)
        written = writing.record(record)
        file.write(written)
        file.records += written.count(b"\n") if self._for_training else 1
        self._contents.add(record, split)

    def _part(self, split: str) -> tuple[OutFile, Writing]:
        if split not in self._parts:
            name = split if self._for_training else _READ_BY_PEOPLE
            file = self._files.file(name + self._export.exporter.suffix)
            writing = self._export.exporter.begin(self._export.write)
            file.write(writing.head())
            self._parts[split] = (file, writing)
            self._contents.begin(split)
        return self._parts[split]

    def _write_card(self, losses: tuple[Loss, ...]) -> None:
        features = self._export.exporter.features(self._contents, self._export.write.scheme)
        if features is None:
            return
        card = datasetcard.dataset_card(
            name=self._files.folder.resolve().name,
            features=features,
            contents=self._contents,
            scheme=self._export.write.scheme,
            data_files=[(split, self._parts[split][0].path.name) for split in SPLITS if split in self._parts],
            losses=losses,
        )
        self._files.file(datasetcard.FILE_NAME).write(card)

    def _write_manifest(self, losses: tuple[Loss, ...]) -> None:
        options = self._export.options
        with_records = {file.path.name for file, _ in self._parts.values()}
        written = [
            manifest.WrittenFile(f.path.name, f.sha256, f.bytes, f.records if f.path.name in with_records else None)
            for f in self._files.files
        ]
        self._files.file(manifest.FILE_NAME).write(
            manifest.manifest(
                exporter=self._export.exporter.name,
                scheme=self._export.write.scheme,
                contents=self._contents,
                files=written,
                losses=losses,
                filters=options.table(),
                split=options.split,
                seed=None if options.split is None else options.seed,
            )
        )


def split_of(record: AnnotatedDocument) -> str:
    """The split a record goes into; an article that came after the split was drawn is for training."""
    return record.document.split or SPLITS[0]


def _stale(folder: Path, suffix: str) -> list[str]:
    """Data files of an earlier export into the folder; left there, they would be taken for part of this one."""
    try:
        listed = manifest.files_of((folder / manifest.FILE_NAME).read_bytes())
    except OSError:
        return []
    ours = {split + suffix for split in SPLITS}
    return [name for name in listed if name in ours]


def _report(contents: Contents, files: tuple[Path, ...], losses: tuple[Loss, ...]) -> ExportReport:
    return ExportReport(contents.total().records, contents, files, losses)
