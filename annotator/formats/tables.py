"""Tables of articles, comma or tab separated: one row an article, columns recognised by name or named."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from annotator.formats.articles import RawArticle, composed
from annotator.formats.base import Incoming, Problems, ReadOptions
from annotator.formats.plaintext import read_text
from annotator.model.errors import Message, ValueRefused, message
from annotator.model.scheme import Scheme
from annotator.text.folding import fold

_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    # The first that is there is taken; the others stay in the metadata under their own names.
    "text": ("text", "body", "content", "article", "article_text", "full_text", "maintext", "النص", "نص", "المحتوى",
             "المتن", "متن", "نص المقال", "نص الخبر", "المقال", "الخبر"),
    "id": ("id", "doc_id", "docid", "document_id", "article_id", "المعرف", "معرف", "رقم", "الرقم"),
    "title": ("title", "headline", "heading", "العنوان", "عنوان", "عنوان المقال", "عنوان الخبر"),
    "abstract": ("abstract", "lead", "summary", "description", "subtitle", "الملخص", "ملخص", "المقدمة",
                 "مقدمة", "الخلاصة"),
    "date": ("published", "date", "publish_date", "pub_date", "date_published", "published_at", "datetime", "time",
             "التاريخ", "تاريخ", "تاريخ النشر"),
    "url": ("url", "link", "href", "الرابط", "رابط"),
    "outlet": ("outlet", "source", "publisher", "newspaper", "site", "src", "المصدر", "الصحيفة", "الوسيلة", "الجريدة",
               "الموقع", "الناشر"),
    "author": ("author", "byline", "writer", "reporter", "الكاتب", "كاتب", "المحرر", "المراسل"),
    "dateline": ("dateline", "سطر المكان"),
    "language": ("language", "lang", "اللغة"),
}  # fmt: skip
"""Parts of an article, and what tables call them; compared in the search form, without spaces and underscores."""
PARTS: Final = tuple(_COLUMNS)


class TablesRefused(ValueRefused):
    """A table whose columns or rows cannot be understood.

    Attributes:
        line: The line where it went wrong, from one.
    """

    def __init__(self, what: Message, remedy: Message | None = None, *, line: int = 1) -> None:
        super().__init__(what, remedy)
        self.line = line


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which column holds what.

    Attributes:
        parts: Column numbers by part of an article.
        others: Names of the other columns by their numbers.
        width: How many columns there are.
    """

    parts: Mapping[str, int]
    others: Mapping[int, str]
    width: int


@dataclass(frozen=True, slots=True)
class TableHead:
    """The beginning of a table, to be shown before it is read.

    Attributes:
        names: What the first row calls the columns.
        parts: Number of the column for a part of an article, as far as it was named or is known by its name.
        rows: The first rows below it.
    """

    names: tuple[str, ...]
    parts: Mapping[str, int]
    rows: tuple[tuple[str, ...], ...]


class CsvImporter:
    """Reads ``.csv`` files, whatever separates their cells."""

    name = "csv"
    suffixes: tuple[str, ...] = (".csv",)

    def recognises(self, head: bytes) -> bool:
        """Never: a table cannot be told from text by its first bytes."""
        return False

    def read(self, path: Path, *, scheme: Scheme, options: ReadOptions, problems: Problems) -> Iterator[Incoming]:
        """The articles of a table; see ``base.Importer``."""
        # A cell may hold a whole article; the limit of the module is for the whole process and 128 KiB.
        csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
        rows = self._rows(read_text(path, options, problems))
        try:
            header = next(rows, None)
            if header is None:
                raise problems.refused(
                    message("The table is empty."), remedy=message("Its first row names the columns.")
                )
            layout = _layout(header[1], options.columns)
            for line, row in rows:
                yield from _article(line, row, layout, scheme, problems)
        except TablesRefused as error:
            raise problems.refused(error.what, line=error.line, remedy=error.remedy) from None

    def head(self, text: str, columns: Mapping[str, str], *, rows: int) -> TableHead:
        """The names of the columns, what they hold, and the first rows.

        Args:
            text: The beginning of the table, which may end anywhere.
            columns: The name of the column for a part of an article, where a person gave one.
            rows: How many rows to give.
        """
        csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
        found: list[list[str]] = []
        try:
            for _line, row in self._rows(text):
                found.append(row)
                if len(found) > rows:
                    break
        except TablesRefused:
            pass  # What is wrong is said by whoever reads the table; what came before can be shown.
        if not found:
            return TableHead((), {}, ())
        names = [name.strip() for name in found[0]]
        plain = {_plain(name) for name in names}
        known = {part: name for part, name in columns.items() if not name or _plain(name) in plain}
        return TableHead(tuple(names), _parts(names, known), tuple(map(tuple, found[1:])))

    def _rows(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """Line and cells of each row that is not empty."""
        return _read(text, csv.QUOTE_MINIMAL, _delimiter(text))


class TsvImporter(CsvImporter):
    """Reads ``.tsv`` files."""

    name = "tsv"
    suffixes = (".tsv", ".tab")

    def _rows(self, text: str) -> Iterator[tuple[int, list[str]]]:
        # Many writers of TSV know no quoting, and articles begin with quotation marks of their own.
        return _read(text, csv.QUOTE_NONE if _is_unquoted(text) else csv.QUOTE_MINIMAL, "\t")


def _read(text: str, quoting: int, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, strict=True)  # type: ignore[arg-type]
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise TablesRefused(
            message("The table cannot be read: {reason}.", reason=str(error)),
            message("Look for a quotation mark that is not closed."),
            line=line,
        ) from None


def _delimiter(text: str) -> str:
    """What separates the cells: the sign that the header has most of."""
    header = text.split("\n", 1)[0]
    return max(",;\t|", key=header.count)


def _is_unquoted(text: str) -> bool:
    """Whether the table can only be meant without quoting.

    Every line has the cells of the header as it stands, and either no cell looks quoted, or some cell begins with a
    quotation mark that no writer of quoted cells would have left so.
    """
    lines = [line for line in text.replace("\r\n", "\n").split("\n") if line]
    width = lines[0].count("\t") if lines else 0
    if any(line.count("\t") != width for line in lines):
        return False
    marked = [cell for line in lines if '"' in line for cell in line.split("\t") if cell.startswith('"')]
    return not marked or not all(map(_looks_quoted, marked))


def _looks_quoted(cell: str) -> bool:
    if len(cell) < 2 or not (cell.startswith('"') and cell.endswith('"')):
        return False
    return '"' not in cell[1:-1].replace('""', "")


def _layout(header: list[str], named: Mapping[str, str]) -> _Layout:
    """Which column holds what, from the first row and what the person said.

    Raises:
        TablesRefused: If there is no column with the text, or a name stands twice.
    """
    names = [name.strip() for name in header]
    plain = [_plain(name) for name in names]
    twice = next((name for name in names if name and plain.count(_plain(name)) > 1), None)
    if twice is not None:
        raise TablesRefused(
            message("The column “{name}” stands twice.", name=twice), message("Give each column a name of its own.")
        )
    for part, name in named.items():
        if part not in _COLUMNS:
            raise TablesRefused(message("An article has no part “{part}”.", part=part), _listing(PARTS))
        if name and _plain(name) not in plain:
            raise TablesRefused(message("The table has no column “{name}”.", name=name), _listing(names))
    parts = _parts(names, named)
    if "text" not in parts:
        raise TablesRefused(message("No column is known to hold the text."), _listing(names))
    others = {number: name for number, name in enumerate(names) if number not in parts.values() and name}
    return _Layout(parts, others, len(names))


def _parts(names: list[str], named: Mapping[str, str]) -> dict[str, int]:
    """The column for each part: the one that was named, else the one that is known by its name.

    Args:
        names: Of the columns.
        named: The name of the column for a part; an empty name says that there is none.
    """
    plain = [_plain(name) for name in names]
    parts = {part: plain.index(_plain(name)) for part, name in named.items() if name}
    for part, known in _COLUMNS.items():
        column = next((plain.index(_plain(k)) for k in known if _plain(k) in plain), None)
        if part not in named and column is not None and column not in parts.values():
            parts[part] = column
    return parts


def _listing(names: tuple[str, ...] | list[str]) -> Message:
    return message("Name a column for each part; there are: {names}.", names=", ".join(names))


def _plain(name: str) -> str:
    return fold(name).replace(" ", "").replace("_", "").replace("-", "")


def _article(line: int, row: list[str], layout: _Layout, scheme: Scheme, problems: Problems) -> Iterator[Incoming]:
    if len(row) != layout.width:
        problems.add(
            message("The row has {cells} cells; the header has {width}.", cells=len(row), width=layout.width),
            line=line,
            remedy=message("Put a cell that holds the separator or a newline into quotation marks."),
        )
        return
    cells = {part: row[number].strip() or None for part, number in layout.parts.items()}
    meta = {name: row[number].strip() or None for number, name in layout.others.items()}
    meta.update((part, cells.get(part)) for part in ("outlet", "url", "language", "author"))
    article = RawArticle(
        cells["text"] or "",
        cells.get("id"),
        cells.get("title"),
        cells.get("abstract"),
        cells.get("dateline"),
        cells.get("date"),
        {key: value for key, value in meta.items() if value is not None},
    )
    try:
        yield composed(article, scheme=scheme, line=line)
    except ValueRefused as error:
        problems.add(error.what, line=line, remedy=error.remedy)
