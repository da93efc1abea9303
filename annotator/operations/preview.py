"""The first records of a file as they would be stored, without reading a large file to its end; for a child process."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from annotator.formats.base import Incoming, Progress, WithCompanions
from annotator.formats.extension import Extension
from annotator.formats.tables import CsvImporter, TableHead
from annotator.model.annotated import AnnotatedDocument
from annotator.model.errors import Message, Problem
from annotator.model.scheme import scheme_of
from annotator.operations.intake import ImportOptions, InputFile, Parsing, find_files
from annotator.operations.scratch import Scratch
from annotator.operations.staging import ImportCancelled
from annotator.operations.surveying import BINARY_FORMATS, cut_at_line, encoding_in, text_of
from annotator.text.clauses import paragraphs

__all__ = ["FilePreview", "RecordPreview", "TableHead", "preview"]

HEAD_BYTES: Final = 1 << 20
"""So much of a larger file is looked at."""
RECORDS: Final = 20
_SECONDS: Final = 1.5
"""How long to go on behind the records that are shown, to find what is wrong with the rest."""
_EXCERPT: Final = 3000
_ROWS: Final = 4


@dataclass(frozen=True, slots=True)
class RecordPreview:
    """One record as it would be stored.

    Attributes:
        annotated: The article with its annotations, cut after some paragraphs where it is long.
        line: The line that it begins on, or None where lines mean nothing.
        characters: Length of the whole text, in code points.
        counts: Annotations of the whole record by layer and label, in the order of the scheme.
        relations: How many relations it has.
        remarks: What was decided on the way that a person should know.
    """

    annotated: AnnotatedDocument
    line: int | None
    characters: int
    counts: tuple[tuple[str, str, int], ...]
    relations: int
    remarks: tuple[Message, ...]

    @property
    def is_cut(self) -> bool:
        """Whether the text goes on behind what is shown."""
        return len(self.annotated.document.text) < self.characters


@dataclass(frozen=True, slots=True)
class FilePreview:
    """The beginning of a file.

    Attributes:
        path: The file.
        format: What it was read as.
        encoding: In which encoding; empty where it is no text.
        records: The first ones.
        scheme_table: The scheme with what the records use beyond it, so that they can be drawn.
        table: Columns and first rows, where it is a table.
        problems: What is wrong, as far as it was read.
        uncounted: How many more problems there are.
        refused: Whether the import would take nothing of the file, as far as it was read.
        complete: Whether the file was read to its end.
    """

    path: Path
    format: str
    encoding: str
    records: tuple[RecordPreview, ...]
    scheme_table: dict[str, Any]
    table: TableHead | None
    problems: tuple[Problem, ...]
    uncounted: int
    refused: bool
    complete: bool


def preview(
    path: Path,
    *,
    scheme_table: dict[str, Any],
    options: ImportOptions,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> FilePreview | None:
    """Read the first records of a file, as the import would.

    What the scheme does not know is let through here, for it is to be seen; ``names`` says what it is.

    Args:
        path: The file.
        scheme_table: ``scheme.table`` of the corpus.
        options: What the person said.
        progress: Never told anything: it takes a moment.
        cancelled: Asked between records whether to stop.

    Returns:
        None where the file is not there any more, or nobody knows its format.

    Raises:
        ImportCancelled: If the person stopped it.
    """
    found = find_files([path], options).files
    if not found or found[0].importer is None:
        return None
    file = found[0]
    with _head_of(file, options) as (head, is_cut):
        return _read(file, head, scheme_table, options, is_cut=is_cut, cancelled=cancelled)


def _read(
    file: InputFile,
    head: Path,
    scheme_table: dict[str, Any],
    options: ImportOptions,
    *,
    is_cut: bool,
    cancelled: Callable[[], bool] | None,
) -> FilePreview:
    scheme = scheme_of(scheme_table)
    extension = Extension(scheme)
    # The choices of a person are about the file, not about the copy of its beginning.
    chosen = options.choices.get(file.path)
    choices = {head: chosen} if chosen is not None else {}
    options = replace(options, extend_scheme=True, choices=choices)
    parsing = Parsing(replace(file, place=str(head)), scheme=scheme, options=options)
    shown: list[Incoming] = []
    until, complete = time.monotonic() + _SECONDS, True
    for incoming in parsing.records():
        if cancelled is not None and cancelled():
            raise ImportCancelled
        if len(shown) < RECORDS:
            extension.add(incoming.annotated)
            shown.append(incoming)
        elif is_cut or time.monotonic() > until:
            complete = False
            break
    problems, uncounted, refused = list(parsing.problems.listed), parsing.problems.uncounted, parsing.refused
    if is_cut and complete:
        complete = False
        if parsing.broken and problems and (shown or not isinstance(file.importer, CsvImporter)):
            # The copy ends where it was cut, the file does not. What is wrong with a header is wrong all the same.
            problems.pop()
            refused = bool(problems) and not options.skip_bad
    with head.open("rb") as opened:
        first = opened.read(HEAD_BYTES)
    name = file.importer.name if file.importer is not None else ""
    reading = options.reading(head)
    encoding = "" if name in BINARY_FORMATS else reading.encoding or encoding_in(first, is_whole=True)
    table = None
    if isinstance(file.importer, CsvImporter):
        table = file.importer.head(text_of(first, encoding, is_whole=True), reading.columns, rows=_ROWS)
    order = {
        (layer.name, label.name): (number, place)
        for number, layer in enumerate(extension.scheme.layers.values())
        for place, label in enumerate(layer.labels)
    }
    return FilePreview(
        file.path, name, encoding, tuple(_shown(incoming, order) for incoming in shown),
        dict(extension.scheme.table), table, tuple(problems), uncounted, refused, complete,
    )  # fmt: skip


def _shown(incoming: Incoming, order: dict[tuple[str, str], tuple[int, int]]) -> RecordPreview:
    annotated = incoming.annotated
    counted = Counter((a.layer, a.label) for a in annotated.annotations)
    counts = tuple((*place, counted[place]) for place in sorted(counted, key=lambda place: order.get(place, (0, 0))))
    return RecordPreview(
        _excerpt(annotated), incoming.line, len(annotated.document.text), counts, len(annotated.relations),
        incoming.remarks,
    )  # fmt: skip


def _excerpt(annotated: AnnotatedDocument) -> AnnotatedDocument:
    """The first paragraphs of an article, with what lies in them."""
    text = annotated.document.text
    if len(text) <= _EXCERPT:
        return annotated
    ends = [span.end for span in paragraphs(text[: 2 * _EXCERPT]) if span.end <= _EXCERPT]
    end = ends[-1] if ends and text[: ends[-1]].strip() else _EXCERPT
    kept = tuple(a for a in annotated.annotations if a.end <= end)
    present = {a.id for a in kept}
    return replace(
        annotated,
        document=replace(annotated.document, text=text[:end]),
        zones=tuple(zone for zone in annotated.zones if zone.end <= end),
        annotations=kept,
        relations=tuple(r for r in annotated.relations if all(member in present for _, member in r.members())),
    )


@contextmanager
def _head_of(file: InputFile, options: ImportOptions) -> Iterator[tuple[Path, bool]]:
    """A file with the beginning of a large one, cut where a line ends; a smaller one is given as it is.

    Yields:
        The file, and whether it was cut.
    """
    name = file.importer.name if file.importer is not None else ""
    # An archive cannot be cut, and neither can a text whose annotations stand in a file beside it.
    if file.size <= HEAD_BYTES or name in BINARY_FORMATS or isinstance(file.importer, WithCompanions):
        yield file.path, False
        return
    with file.path.open("rb") as opened:
        raw = opened.read(HEAD_BYTES)
    encoding = options.reading(file.path).encoding or encoding_in(raw, is_whole=False)
    scratch = Scratch("preview")
    try:
        head = scratch.folder / file.path.name
        head.write_bytes(_cut(raw, encoding, of=name))
        yield head, True
    finally:
        scratch.remove()


def _cut(raw: bytes, encoding: str, *, of: str) -> bytes:
    """The bytes up to the last end of a line, or of a record where the format tells it."""
    if of == "trec" and (last := raw.rfind(b"</DOC>")) > 0:
        return raw[: last + len(b"</DOC>")]
    return cut_at_line(raw, encoding)
