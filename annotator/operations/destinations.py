"""Where an export goes: a stream, a file, or a folder with data, dataset card and manifest."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
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


@dataclass(slots=True)
class _Part:
    """What is written of one split.

    Attributes:
        writing: Under way.
        files: One, or several where the format takes only so many records in one; the last is being written.
    """

    writing: Writing
    files: list[OutFile] = field(default_factory=list)


class _Folder:
    """An export into a folder.

    Formats for training are divided by split and described by a dataset card; those that people read are one file.
    """

    def __init__(self, export: Export, files: OutFiles) -> None:
        self._export = export
        self._files = files
        self._contents = Contents()
        self._parts: dict[str, _Part] = {}
        self._most: int | None = getattr(export.exporter, "most_in_a_file", None)
        self._losses: tuple[Loss, ...] = ()
        self._in_lines = export.exporter.features(self._contents, export.write.scheme) is not None
        self._divided = export.is_divided

    def write(self) -> ExportReport:
        for record in self._export.records:
            self._add(record, split_of(record) if self._divided else SPLITS[0])
        if not self._parts:
            self._part(SPLITS[0])
        for part in self._parts.values():
            self._end(part)
        losses = combined(self._export.filtered.report(), self._losses)
        if isinstance(self._export.exporter, WithFurtherFiles):
            for name, content in self._export.exporter.further_files(self._export.write, self._contents):
                self._files.file(name).write(content)
        self._write_card(losses)
        self._write_manifest(losses)
        self._files.keep(stale=_stale(self._files.folder, self._export.exporter.suffix))
        data = [file for split in SPLITS if split in self._parts for file in self._parts[split].files]
        others = [file for file in self._files.files if file not in data]
        return _report(self._contents, tuple(file.path for file in (*data, *others)), losses)

    def _add(self, record: AnnotatedDocument, split: str) -> None:
        part = self._part(split)
        written = part.writing.record(record)
        file = part.files[-1]
        file.write(written)
        file.records += written.count(b"\n") if self._in_lines else 1 if self._most else bool(written)
        self._contents.add(record, split)

    def _part(self, split: str) -> _Part:
        """What is written of a split, with a file that takes one more record."""
        part = self._parts.get(split)
        if part is not None and (self._most is None or part.files[-1].records < self._most):
            return part
        name, suffix = split if self._divided else _READ_BY_PEOPLE, self._export.exporter.suffix
        if part is None:
            part = self._parts[split] = _Part(self._export.exporter.begin(self._export.write))
            self._contents.begin(split)
        else:
            self._end(part)
            if len(part.files) == 1:
                self._files.rename(part.files[0], f"{name}/0001{suffix}")
            name = f"{name}/{len(part.files) + 1:04}"
            part.writing = self._export.exporter.begin(self._export.write)
        file = self._files.file(name + suffix)
        file.write(part.writing.head())
        part.files.append(file)
        return part

    def _end(self, part: _Part) -> None:
        """Finish the last file of a split; of what was written into it only a share of the losses is kept in memory."""
        part.files[-1].write(part.writing.foot())
        part.files[-1].finish()
        self._losses = combined(self._losses, part.writing.losses.report())

    def _write_card(self, losses: tuple[Loss, ...]) -> None:
        card = self._export.card(self._contents, losses, self._data_files())
        self._files.file(datasetcard.FILE_NAME).write(card)

    def _data_files(self) -> list[tuple[str, str]]:
        """Split and name of each file with records; readers of datasets stumble over an empty one."""
        begun = [(split, file) for split in SPLITS if split in self._parts for file in self._parts[split].files]
        named = [(split, self._files.name_of(file), file.records) for split, file in begun]
        return [(split, name) for split, name, records in named if records] or [
            (split, name) for split, name, _ in named
        ]

    def _write_manifest(self, losses: tuple[Loss, ...]) -> None:
        with_records = {id(file) for part in self._parts.values() for file in part.files}
        written = [
            manifest.WrittenFile(
                self._files.name_of(f), f.sha256, f.bytes, f.records if id(f) in with_records else None
            )
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
    return [
        name for name in listed if name in ours or (name.endswith(suffix) and name.partition("/")[0] in SPLITS)
    ]  # fmt: skip


def _report(contents: Contents, files: tuple[Path, ...], losses: tuple[Loss, ...]) -> ExportReport:
    return ExportReport(contents.total().records, contents, files, losses)
