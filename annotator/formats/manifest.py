"""The manifest of an export: what was written, from what, by what, and what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    """
    table = {
        "format": MANIFEST_FORMAT,
        "exporter": exporter,
        "record_format": FORMAT,
        "tool": {"name": "isnad", "version": __version__},
        "scheme": {"name": scheme.name, "version": scheme.version},
        "offset_unit": OFFSET_UNIT,
        "token_policy": None,
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


def files_of(written: bytes) -> tuple[str, ...]:
    """The names of the files that an earlier manifest lists; none where it cannot be read."""
    try:
        table = orjson.loads(written)
        return tuple(str(name) for name in table["files"])
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return ()
