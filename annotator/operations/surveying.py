"""Files looked at before an import: of which format each is, and in which encoding; for a child process."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from annotator.formats.base import Progress
from annotator.formats.encoding import EncodingRefused, decoded, detected
from annotator.formats.tables import PARTS, CsvImporter
from annotator.operations.intake import ImportOptions, InputFile, RefusedFile, find_files
from annotator.operations.staging import ImportCancelled

__all__ = ["PARTS", "Survey", "SurveyedFile", "survey"]

BINARY_FORMATS: Final = frozenset(("docx",))
"""Formats whose files are no text, so that nobody need ask for their encoding."""
RAW_FORMATS: Final = frozenset(("text", "html", "docx", "csv", "tsv", "trec"))
"""Formats of articles without annotations."""
_SAMPLE_BYTES: Final = 65_536


class SurveyedFile(NamedTuple):
    """A file that can be imported; a tuple, for a hundred thousand of them pass between processes.

    Attributes:
        place: Its path, as text.
        name: What reports call it.
        size: In bytes.
        format: Name of the format that it will be read as.
        encoding: What its first bytes show, or what the person said; empty where it is no text, ``?`` where nobody
            knows.
        columns: What the first row of a table calls its columns; none where it is no table.
    """

    place: str
    name: str
    size: int
    format: str
    encoding: str
    columns: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        """Where it is."""
        return Path(self.place)


@dataclass(frozen=True, slots=True)
class Survey:
    """What lies under the paths that were given; ``intake.Found`` in words that pass between processes."""

    files: tuple[SurveyedFile, ...]
    refused: tuple[RefusedFile, ...]
    passed_over: tuple[str, ...]


def survey(
    paths: Iterable[Path],
    options: ImportOptions,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Survey:
    """Find the files under ``paths`` and look at the first bytes of each.

    Args:
        paths: Files and folders.
        options: What the person said of all files, and of single ones.
        progress: Never told anything: how many files there are is known at the end.
        cancelled: Asked between files whether to stop.

    Raises:
        ImportCancelled: If the person stopped it.
        UnknownFormat: If the options name a format that there is not.
        EncodingRefused: If they name an encoding that there is not.
    """

    def seen(_count: int) -> None:
        if cancelled is not None and cancelled():
            raise ImportCancelled

    found = find_files(paths, options, seen=seen)
    files: list[SurveyedFile] = []
    for file in found.files:
        seen(len(files))
        files.append(_surveyed(file, options))
    return Survey(tuple(files), found.refused, found.passed_over)


def _surveyed(file: InputFile, options: ImportOptions) -> SurveyedFile:
    name = file.importer.name if file.importer is not None else ""
    if name in BINARY_FORMATS:
        return SurveyedFile(str(file.path), file.name, file.size, name, "")
    try:
        with file.path.open("rb") as opened:
            head = opened.read(_SAMPLE_BYTES)
    except OSError:
        return SurveyedFile(str(file.path), file.name, file.size, name, "?")
    is_whole = file.size <= _SAMPLE_BYTES
    encoding = options.reading(file.path).encoding or encoding_in(head, is_whole=is_whole)
    columns: tuple[str, ...] = ()
    if isinstance(file.importer, CsvImporter) and encoding != "?":
        text = text_of(head, encoding, is_whole=is_whole)
        columns = file.importer.head(text, {}, rows=0).names if text else ()
    return SurveyedFile(str(file.path), file.name, file.size, name, encoding, columns)


def text_of(head: bytes, encoding: str, *, is_whole: bool) -> str:
    """The text of the first bytes of a file up to the last end of a line; empty where they are none.

    Args:
        head: The first bytes.
        encoding: Of the file.
        is_whole: Whether they are all.
    """
    try:
        return decoded(head if is_whole else cut_at_line(head, encoding), encoding=encoding)
    except EncodingRefused:
        return ""


def cut_at_line(head: bytes, encoding: str) -> bytes:
    """The first bytes of a file up to the last end of a line, or of a character where there is none."""
    width = 4 if encoding.startswith("utf-32") else 2 if encoding.startswith("utf-16") else 1
    whole = len(head) - len(head) % width
    if width == 1:
        return head[: head.rfind(b"\n") + 1] or head[: whole - 4]
    newline = "\n".encode("utf-16-be" if width == 2 else "utf-32-be")
    for mark in (newline, newline[::-1]):
        at = head.rfind(mark, 0, whole)
        while at > 0 and at % width:
            at = head.rfind(mark, 0, at)
        if at > 0:
            return head[: at + width]
    return head[:whole]


def encoding_in(head: bytes, *, is_whole: bool) -> str:
    """The encoding of a file by its first bytes, which may end inside a character.

    Args:
        head: The first bytes.
        is_whole: Whether they are all.
    """
    complete = head if is_whole else head[: head.rfind(b"\n") + 1] or head[:-4]
    try:
        return detected(complete)
    except EncodingRefused:
        return "?"
