"""WebAnno TSV 3.3, as WebAnno and INCEpTION have it: a token a row, a file an article and annotation set.

Written are the layers of the scheme as ``webanno.custom.…`` with their questions as features, arrows for relations with
one member at each end, and slots for the others. The fragments of one annotation are annotations with one number in
the feature ``whole``. Offsets are UTF-16 units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from annotator.formats.base import Incoming, Problems, ReadOptions, WriteOptions
from annotator.formats.contents import Contents
from annotator.formats.webannoreading import read_webanno
from annotator.formats.webannowriting import WebannoWriting
from annotator.model.scheme import Scheme

_BEGINS: Final = re.compile(rb"(?:\xef\xbb\xbf)?(?:#FORMAT=WebAnno TSV |\s?#\s+[\w.]+\.[\w.]+ \| |#id=\S+\r?\n#text=)")


class WebannoImporter:
    """Reads files of version 3."""

    name = "webanno-tsv"
    # Tables have the suffix too: the first line tells.
    suffixes: tuple[str, ...] = ()

    def recognises(self, head: bytes) -> bool:
        """Whether the file says so, or is one of the versions before, which are refused with a word on why."""
        return _BEGINS.match(head) is not None

    def read(self, path: Path, *, scheme: Scheme, options: ReadOptions, problems: Problems) -> Iterator[Incoming]:
        """The one article of a file; see ``base.Importer``."""
        return read_webanno(path, scheme=scheme, options=options, problems=problems)


class WebannoExporter:
    """Writes folders."""

    name = "webanno-tsv"
    reading = (
        "For INCEpTION and WebAnno: a folder for each annotation set with a file of WebAnno TSV 3.3 for each "
        "article. Offsets count UTF-16 units of the text, half-open. Relations are annotations with slots; "
        "fragments of one annotation share the value of `whole`."
    )
    suffix = ""
    offset_unit = "utf16"

    def begin_folder(self, options: WriteOptions) -> WebannoWriting:
        """Start a folder."""
        return WebannoWriting(options.scheme)

    def features(self, contents: Contents, scheme: Scheme) -> list[dict[str, Any]] | None:
        """None: these are no lines of JSON."""
        return None
