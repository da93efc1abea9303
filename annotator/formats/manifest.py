"""The manifest of an export: what was written, from what, by what, and what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson

from annotator import __version__
from annotator.formats.contents import Contents
from annotator.formats.losses import Loss, losses_table
from annotator.formats.nativerecord import FORMAT, OFFSET_UNIT
from annotator.model.scheme import Scheme

FILE_NAME: Final = "manifest.json"
MANIFEST_FORMAT: Final = "isnad-manifest/1"
NEVER_INCLUDED: Final = ("comments", "decisions", "assignments", "history")
"""What travels in bundles and in no export."""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """One file of an export.

    Attributes:
        name: Within the folder.
        sha256: Of its bytes, in hexadecimal.
        bytes: Its size.
        records: How many records it holds, or None where it holds none by nature.
    """

    name: str
    sha256: str
    bytes: int
    records: int | None


def manifest(
    *,
    exporter: str,
    scheme: Scheme,
    contents: Contents,
    files: Iterable[WrittenFile],
    losses: tuple[Loss, ...],
    filters: Mapping[str, Any],
    split: tuple[int, int, int] | None,
    seed: int | None,
    tokens: str | None = None,
    offset_unit: str = OFFSET_UNIT,
) -> bytes:
    """The bytes of ``manifest.json``; the same export gives the same bytes, so it bears no date.

    Args:
        exporter: Name of the format.
        scheme: The scheme of the corpus.
        contents: What was counted.
        files: The other files.
        losses: What was left out.
        filters: What was asked for.
        split: Shares of train, validation and test in per cent, where the export drew them, or None.
        seed: What the split was drawn from, or None where the export drew none.
        tokens: What became of words in which an annotation begins or ends, or None for formats without tokens.
        offset_unit: What the offsets in the files count.
    """
    table = {
        "format": MANIFEST_FORMAT,
        "exporter": exporter,
        "record_format": FORMAT,
        "tool": {"name": "isnad", "version": __version__},
        "scheme": {"name": scheme.name, "version": scheme.version},
        "guidelines": dict(sorted(contents.guidelines.items())),
        "offset_unit": offset_unit,
        "token_policy": tokens,
        "filters": dict(filters),
        "splits": {split: counts.table() for split, counts in contents.splits.items()},
        "split": None if split is None else list(split),
        "seed": seed,
        "counts": contents.total().table(),
        "files": {file.name: {"sha256": file.sha256, "bytes": file.bytes, "records": file.records} for file in files},
        "losses": losses_table(losses),
        "never_included": list(NEVER_INCLUDED),
    }
    return orjson.dumps(table, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def with_entries(written: bytes, entries: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[bytes]:
    """A manifest without files, piece by piece with these: there may be more of them than fit into memory.

    Args:
        written: As ``manifest`` gives it for no files.
        entries: Name and facts of each file.
    """
    before, after = written.split(b'"files": {}', 1)
    yield before + b'"files": {'
    sign = b"\n"
    for name, entry in entries:
        body = orjson.dumps(dict(entry), option=orjson.OPT_INDENT_2).replace(b"\n", b"\n    ")
        yield sign + b"    " + orjson.dumps(name) + b": " + body
        sign = b",\n"
    yield b"\n  }" + after if sign == b",\n" else b"}" + after


def files_of(written: bytes) -> tuple[str, ...]:
    """The names of the files that an earlier manifest lists; none where it cannot be read."""
    try:
        table = orjson.loads(written)
        return tuple(str(name) for name in table["files"])
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return ()
