"""Which article a file holds, and whose annotations, where a format has one file for each and names neither inside.

Several layouts say whose they are: an export of ours (a folder for each annotation set); a folder for each annotator
with the same articles in each; a folder for each article with a file for each annotator, as INCEpTION exports projects.
What tells them apart is which files have the same text.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path, PurePath
from typing import Final

from annotator.formats.filenames import name_of_file
from annotator.formats.manifest import FILE_NAME

_OF_PROJECTS: Final = ("annotation", "curation")
_MOST_ANNOTATORS: Final = 16
_MOST_FOLDERS: Final = 500


@dataclass(frozen=True, slots=True)
class FilePlace:
    """What the path of a file says.

    Attributes:
        document: Id of the article.
        set_name: Whose annotations they are, or None where it does not say.
        nobody: Whether it says that they are nobody's.
        ours: Whether it is an export of ours, so that the id is one of ours too.
    """

    document: str
    set_name: str | None = None
    nobody: bool = False
    ours: bool = False


def place_of(
    path: Path,
    name: str,
    *,
    exporter: str,
    text_of: Callable[[Path], bytes],
    beside: str = "",
) -> FilePlace:
    """What the path of a file says.

    Args:
        path: The file.
        name: Its name within the folder that is read; folders above that say nothing.
        exporter: Name of the format, as manifests give it.
        text_of: The text that goes with a file, in whatever form; empty where there is none.
        beside: The suffix of files in the same folder that may be others' annotations of the same article; empty
            where each article has a text of its own beside it.
    """
    stem = name_of_file(path.stem)
    if is_export(path.parent, exporter):
        return FilePlace(stem, nobody=True, ours=True)
    if is_export(path.parent.parent, exporter):
        return FilePlace(stem, name_of_file(path.parent.name), ours=True)
    parts = PurePath(name).parts
    if len(parts) < 2:
        return FilePlace(stem)
    mine = text_of(path)
    if beside and any(text_of(other) == mine for other in _others(path, beside)):
        return FilePlace(path.parent.name, stem)
    if len(parts) >= 3 and parts[-3] in _OF_PROJECTS:
        return FilePlace(path.parent.name, stem)
    return _among(path, stem, mine, text_of)


def is_export(folder: Path, exporter: str) -> bool:
    """Whether the folder is an export of ours in this format."""
    # Asked for every file of a folder: a path is dear to make, a place in words is not.
    file = f"{folder}{os.sep}{FILE_NAME}"
    try:
        changed = os.stat(file).st_mtime_ns  # noqa: PTH116 - see above
        return f'"exporter": "{exporter}"'.encode() in _beginning(file, changed)
    except OSError:
        return False


@lru_cache(maxsize=16)
def _beginning(file: str, _changed: int) -> bytes:
    """The first bytes of a manifest, which is asked for once for each file beside it."""
    with Path(file).open("rb") as manifest:
        return manifest.read(256)


def _among(path: Path, stem: str, mine: bytes, text_of: Callable[[Path], bytes]) -> FilePlace:
    """What the folders beside that of the file say, as far as they have a file of its name."""
    namesakes = list(_namesakes(path))
    if not namesakes:
        return FilePlace(stem)
    same = [other for other in namesakes if text_of(other) == mine] if len(namesakes) < _MOST_ANNOTATORS else []
    if not same:
        # Folders of different articles that happen to be called alike.
        return FilePlace(f"{path.parent.name}/{stem}")
    if len(same) == len(namesakes):
        return FilePlace(stem, path.parent.name)
    first = min(path.parent.name, *(other.parent.name for other in same))
    return FilePlace(f"{first}/{stem}", path.parent.name)


def _namesakes(path: Path) -> Iterator[Path]:
    """Files of the same name in folders beside that of the file."""
    with os.scandir(path.parent.parent) as around:
        for entry in islice(around, _MOST_FOLDERS):
            other = Path(entry.path, path.name)
            if entry.name != path.parent.name and entry.is_dir() and other.is_file():
                yield other


def _others(path: Path, suffix: str) -> list[Path]:
    """The other files of a folder with a suffix; none where they are too many to be annotators."""
    with os.scandir(path.parent) as around:
        found = [Path(e.path) for e in islice(around, _MOST_FOLDERS) if e.name.endswith(suffix) and e.name != path.name]
    return found if len(found) < _MOST_ANNOTATORS else []
