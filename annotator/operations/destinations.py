"""Where an export goes: a stream, a file, or a folder with data, dataset card and manifest."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from annotator.formats import datasetcard, manifest
from annotator.formats.base import (
    Exporter,
    FolderExporter,
    FolderWriting,
    WithFurtherFiles,
    WriteOptions,
    Writing,
)
from annotator.formats.contents import Contents
from annotator.formats.losses import Loss, Losses, combined
from annotator.formats.nativerecord import OFFSET_UNIT, SPLITS
from annotator.model.annotated import AnnotatedDocument
from annotator.operations.manyfiles import ManyFiles
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
        if isinstance(self.exporter, FolderExporter):
            with ManyFiles(folder) as many:
                return self._write_many(self.exporter.begin_folder(self.write), many)
        with OutFiles(folder) as files:
            return _Folder(self, files).write()

    def to_nowhere(self) -> ExportReport:
        """Write nothing, but count and check everything, to say beforehand what will come of it."""
        if isinstance(self.exporter, FolderExporter):
            contents, many = Contents(), self.exporter.begin_folder(self.write)
            for record in self.records:
                for _file in many.files(record):
                    pass
                contents.add(record, split_of(record))
            return _report(contents, (), combined(self.filtered.report(), many.losses.report()))
        contents, losses = self._write_all(_Nowhere(), divided=self.is_divided)
        return _report(contents, (), losses)

    @property
    def is_divided(self) -> bool:
        """Whether a folder has a file for each split; formats that people read are one file."""
        in_lines = self.exporter.features(Contents(), self.write.scheme) is not None
        return in_lines or bool(getattr(self.exporter, "divided", False))

    def manifest(self, contents: Contents, files: Iterable[manifest.WrittenFile], losses: tuple[Loss, ...]) -> bytes:
        """The manifest of a folder.

        Args:
            contents: What was counted.
            files: The other files, or none where they are put in later.
            losses: What was left out.
        """
        options = self.options
        return manifest.manifest(
            exporter=self.exporter.name,
            scheme=self.write.scheme,
            contents=contents,
            files=files,
            losses=losses,
            filters=options.table(),
            split=options.split,
            seed=None if options.split is None else options.seed,
            tokens=self.write.tokens.value if getattr(self.exporter, "has_tokens", False) else None,
            offset_unit=getattr(self.exporter, "offset_unit", OFFSET_UNIT),
        )

    def card(self, contents: Contents, losses: tuple[Loss, ...], data_files: Sequence[tuple[str, str]]) -> bytes:
        """The dataset card of a folder; the same export gives the same card, whatever the folder is called.

        Args:
            contents: What was counted.
            losses: What was left out.
            data_files: Split and name of each file that has records; none where every record has files of its own.
        """
        scheme = self.write.scheme
        return datasetcard.dataset_card(
            name=f"{scheme.titles.en} ({self.exporter.name})",
            features=self.exporter.features(contents, scheme),
            contents=contents,
            scheme=scheme,
            data_files=data_files,
            losses=losses,
            reading=getattr(self.exporter, "reading", ""),
        )

    def _write_many(self, writing: FolderWriting, many: ManyFiles) -> ExportReport:
        """A folder with files for each record, and the manifest."""
        contents = Contents()
        for name, content in writing.common_files():
            many.write(name, content)
        for record in self.records:
            for name, content in writing.files(record):
                many.write(name, content)
            contents.add(record, split_of(record))
        losses = combined(self.filtered.report(), writing.losses.report())
        many.write(datasetcard.FILE_NAME, self.card(contents, losses, ()))
        written = self.manifest(contents, (), losses)
        many.write_unlisted(manifest.FILE_NAME, manifest.with_entries(written, many.entries()))
        try:
            before = manifest.files_of((many.folder / manifest.FILE_NAME).read_bytes())
        except OSError:
            before = ()
        many.keep(stale=before)
        return _report(contents, (many.folder / manifest.FILE_NAME,), losses)

    def _write_all(
        self, out: BinaryIO | OutFile | _Nowhere, *, divided: bool = True
    ) -> tuple[Contents, tuple[Loss, ...]]:
        contents, writing = Contents(), self.exporter.begin(self.write)
        out.write(writing.head())
        for record in self.records:
            out.write(writing.record(record))
            contents.add(record, split_of(record) if divided else SPLITS[0])
        out.write(writing.foot())
        return contents, combined(self.filtered.report(), writing.losses.report())


class _Nowhere:
    """Takes everything and keeps nothing."""

    def write(self, content: bytes) -> None:
        """Forget it."""


class _Folder:
    """An export into a folder.

    Formats for training are divided by split and described by a dataset card; those that people read are one file.
    """

    def __init__(self, export: Export, files: OutFiles) -> None:
        self._export = export
        self._files = files
        self._contents = Contents()
        self._parts: dict[str, tuple[OutFile, Writing]] = {}
        self._in_lines = export.exporter.features(self._contents, export.write.scheme) is not None
        self._divided = export.is_divided

    def write(self) -> ExportReport:
        for record in self._export.records:
            self._add(record, split_of(record) if self._divided else SPLITS[0])
        if not self._parts:
            self._part(SPLITS[0])
        for file, writing in self._parts.values():
            file.write(writing.foot())
        losses = combined(
            self._export.filtered.report(), *(writing.losses.report() for _, writing in self._parts.values())
        )
        if isinstance(self._export.exporter, WithFurtherFiles):
            for name, content in self._export.exporter.further_files(self._export.write, self._contents):
                self._files.file(name).write(content)
        self._write_card(losses)
        self._write_manifest(losses)
        self._files.keep(stale=_stale(self._files.folder, self._export.exporter.suffix))
        return _report(self._contents, tuple(file.path for file in self._files.files), losses)

    def _add(self, record: AnnotatedDocument, split: str) -> None:
        file, writing = self._part(split)
        written = writing.record(record)
        file.write(written)
        file.records += written.count(b"\n") if self._in_lines else bool(written)
        self._contents.add(record, split)

    def _part(self, split: str) -> tuple[OutFile, Writing]:
        if split not in self._parts:
            name = split if self._divided else _READ_BY_PEOPLE
            file = self._files.file(name + self._export.exporter.suffix)
            writing = self._export.exporter.begin(self._export.write)
            file.write(writing.head())
            self._parts[split] = (file, writing)
            self._contents.begin(split)
        return self._parts[split]

    def _write_card(self, losses: tuple[Loss, ...]) -> None:
        card = self._export.card(self._contents, losses, self._data_files())
        self._files.file(datasetcard.FILE_NAME).write(card)

    def _data_files(self) -> list[tuple[str, str]]:
        """Split and name of each file with records; readers of datasets stumble over an empty one."""
        begun = [(split, self._parts[split][0]) for split in SPLITS if split in self._parts]
        return [(split, file.path.name) for split, file in begun if file.records] or [
            (split, file.path.name) for split, file in begun
        ]

    def _write_manifest(self, losses: tuple[Loss, ...]) -> None:
        with_records = {file.path.name for file, _ in self._parts.values()}
        written = [
            manifest.WrittenFile(f.path.name, f.sha256, f.bytes, f.records if f.path.name in with_records else None)
            for f in self._files.files
        ]
        self._files.file(manifest.FILE_NAME).write(self._export.manifest(self._contents, written, losses))


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
