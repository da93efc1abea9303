"""What the program remembers about one person between two sittings: choices, sizes, the last place in each article."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import platformdirs

from annotator.operations.habits import Habits

DIRECTORY_VARIABLE: Final = "ANNOTATOR_CONFIG_DIR"
_FILE: Final = "settings.json"
_RECENT: Final = 8
_PLACES_OF_A_CORPUS: Final = 2000
_ZOOM_LEAST, _ZOOM_MOST = 50, 300
INTERFACE_SCALES: Final = (100, 125, 150, 175, 200)
"""Sizes of the interface, in per cent."""


class Appearance(StrEnum):
    """Which theme is wanted."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person was in one article.

    Attributes:
        caret: Offset of the caret, in code points.
        top: Offset of the first letter at the upper edge of the reader, in code points.
        top_px: How far that letter's line stood below the edge, in logical pixels.
        read_mark: The farthest paragraph read, from zero.
    """

    caret: int = 0
    top: int = 0
    top_px: int = 0
    read_mark: int = 0


@dataclass(frozen=True, slots=True)
class CorpusMemory:
    """What is remembered of one corpus: the last document, and the place in each.

    Attributes:
        last_document: Id of the document that was open last, or None.
        places: The place in each document, by its id; the least recent first.
    """

    last_document: str | None = None
    places: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settings:
    """A person's choices, and what the window remembers.

    Attributes:
        language: ``ar``, ``en``, or empty for that of the system.
        arabic_digits: Whether the Arabic interface shows ٠١٢ rather than 012.
        appearance: Which theme.
        zoom: Size of the article, in per cent.
        handle: The person's handle, or empty before the first start.
        name: What people call them.
        corpora: Paths of the corpora opened last, the latest first.
        welcomed: Whether the first start is over.
        geometry: Place and size of the window, as Qt writes them, in base64.
        panels: Widths of documents, reader and inspector in logical pixels; 0 where hidden.
        memory: What is remembered of each corpus, by its path.
        manner: How articles are shown: ``calm``, ``dense`` or ``cards``.
        citation: The template of citations; empty for that of the language.
        keys: Names of keys, such as ``Ctrl+Shift+X``, by the action or command whose keys the person changed.
        interface_scale: Size of the whole interface in per cent, from the next start on; one of ``INTERFACE_SCALES``.
        reading_font: The family that articles are set in; empty for the bundled one.
        directions: Directions (``rtl``, ``ltr``) that the person gave to paragraphs, by document and paragraph number.
        habits: What was chosen in the dialogs of import and export.
    """

    language: str = ""
    arabic_digits: bool = True
    appearance: Appearance = Appearance.SYSTEM
    zoom: int = 100
    handle: str = ""
    name: str = ""
    corpora: tuple[str, ...] = ()
    welcomed: bool = False
    geometry: str = ""
    panels: tuple[int, ...] = ()
    memory: Mapping[str, CorpusMemory] = field(default_factory=dict)
    manner: str = "calm"
    citation: str = ""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reading_font: str = ""
    interface_scale: int = 100
    directions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    habits: Habits = field(default_factory=Habits)

    def opened(self, corpus: Path) -> Settings:
        """These settings with ``corpus`` as the one opened last."""
        path = str(corpus.resolve())
        return replace(self, corpora=(path, *(p for p in self.corpora if p != path))[:_RECENT])

    def forgotten(self, corpus: str) -> Settings:
        """These settings without a corpus that is no longer there."""
        kept = {path: memory for path, memory in self.memory.items() if path != corpus}
        return replace(self, corpora=tuple(p for p in self.corpora if p != corpus), memory=kept)

    def remembering(self, corpus: Path, document: str, place: Place) -> Settings:
        """These settings with the place in a document, which becomes the corpus' last one."""
        path = str(corpus.resolve())
        places = dict(self.memory.get(path, CorpusMemory()).places)
        places.pop(document, None)
        places[document] = place
        for oldest in list(places)[: max(0, len(places) - _PLACES_OF_A_CORPUS)]:
            del places[oldest]
        return replace(self, memory={**self.memory, path: CorpusMemory(document, places)})

    def turning(self, document: str, directions: Mapping[str, str]) -> Settings:
        """These settings with other directions of a document's paragraphs; none are not kept."""
        others = {name: given for name, given in self.directions.items() if name != document}
        return replace(self, directions={**others, document: dict(directions)} if directions else others)

    def remembered(self, corpus: Path) -> CorpusMemory:
        """What is remembered of a corpus; nothing for one that is new."""
        return self.memory.get(str(corpus.resolve()), CorpusMemory())


def directory() -> Path:
    """The folder that the settings lie in: of the platform, or that named by ``ANNOTATOR_CONFIG_DIR``."""
    chosen = os.environ.get(DIRECTORY_VARIABLE)
    return Path(chosen) if chosen else Path(platformdirs.user_config_dir("isnad", appauthor=False))


def load() -> Settings:
    """The settings as they were saved; the defaults where there are none.

    A file that cannot be read is put aside as ``settings.json.damaged``: it must not keep anybody from working.
    """
    path = directory() / _FILE
    try:
        written = path.read_bytes()
    except OSError:
        return Settings()
    try:
        return _settings_of(json.loads(written))
    except (ValueError, TypeError, AttributeError, KeyError):
        _put_aside(path)
        return Settings()


def save(settings: Settings) -> bool:
    """Write the settings beside the old ones, then in their place.

    Returns:
        Whether they were written: a full or read-only disk costs the person a window size, never their work.
    """
    path = directory() / _FILE
    beside = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), encoding="utf-8")
        beside.replace(path)
    except OSError:
        return False
    return True


def _put_aside(path: Path) -> None:
    try:
        path.replace(path.with_name(path.name + ".damaged"))
    except OSError:
        return  # It stays where it is and is overwritten by the next save.


def _settings_of(table: Any) -> Settings:
    """Settings from a JSON object; keys of other versions are passed over, wrong types are refused."""
    known = {name.name for name in fields(Settings)}
    given = {key: value for key, value in table.items() if key in known}
    settings = Settings(
        **{
            **given,
            "appearance": Appearance(given.get("appearance", Appearance.SYSTEM)),
            "corpora": tuple(str(path) for path in given.get("corpora", ())),
            "panels": tuple(int(width) for width in given.get("panels", ())),
            "memory": {str(path): _memory_of(memory) for path, memory in given.get("memory", {}).items()},
            "habits": Habits.of_table(given.get("habits")),
            "keys": {str(name): tuple(map(str, keys)) for name, keys in given.get("keys", {}).items()},
            "directions": {
                str(document): {str(paragraph): str(direction) for paragraph, direction in turned.items()}
                for document, turned in given.get("directions", {}).items()
            },
        }
    )
    for name in ("language", "handle", "name", "geometry", "manner", "citation", "reading_font"):
        if not isinstance(getattr(settings, name), str):
            raise TypeError(name)
    scale = min(INTERFACE_SCALES, key=lambda known: abs(known - int(settings.interface_scale)))
    zoom = min(max(int(settings.zoom), _ZOOM_LEAST), _ZOOM_MOST)
    return replace(settings, zoom=zoom, interface_scale=scale)


def _memory_of(table: Any) -> CorpusMemory:
    places = {str(document): Place(**place) for document, place in table["places"].items()}
    last = table["last_document"]
    return CorpusMemory(None if last is None else str(last), places)
