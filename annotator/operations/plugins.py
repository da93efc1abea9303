"""Formats from wherever they come: built-in ones and those of other packages enter through the same entry points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType
from typing import Any, Final

from annotator.formats.base import Exporter, Importer
from annotator.model.errors import AnnotatorError, Message, message

IMPORTERS: Final = "annotator.importers"
EXPORTERS: Final = "annotator.exporters"


class UnknownFormat(AnnotatorError):
    """A format that no package offers."""


@dataclass(frozen=True, slots=True)
class BrokenPlugin:
    """A plugin that could not be loaded.

    Attributes:
        package: The distribution that brings it.
        name: What it calls itself.
        reason: What it failed with.
    """

    package: str
    name: str
    reason: str

    @property
    def warning(self) -> Message:
        """A sentence for the person; the program goes on without the plugin."""
        return message(
            "The plugin “{name}” of the package {package} could not be loaded: {reason}",
            name=self.name,
            package=self.package,
            reason=self.reason,
        )


@dataclass(frozen=True, slots=True)
class Plugins:
    """What one group of entry points offers.

    Attributes:
        loaded: By name, sorted.
        broken: Those that failed to load.
    """

    loaded: Mapping[str, Any]
    broken: tuple[BrokenPlugin, ...]


def importers() -> Mapping[str, Importer]:
    """All formats that can be read, by name."""
    return _load(IMPORTERS).loaded


def exporters() -> Mapping[str, Exporter]:
    """All formats that can be written, by name."""
    return _load(EXPORTERS).loaded


def broken_plugins(group: str) -> tuple[BrokenPlugin, ...]:
    """Plugins that failed to load.

    Args:
        group: ``IMPORTERS`` or ``EXPORTERS``.
    """
    return _load(group).broken


def importer_named(name: str) -> Importer:
    """The importer of that name.

    Raises:
        UnknownFormat: If there is none; names those that there are.
    """
    known = importers()
    if name not in known:
        raise _unknown(name, known)
    return known[name]


def exporter_named(name: str) -> Exporter:
    """The exporter of that name.

    Raises:
        UnknownFormat: If there is none; names those that there are.
    """
    known = exporters()
    if name not in known:
        raise _unknown(name, known)
    return known[name]


def _unknown(name: str, known: Mapping[str, Any]) -> UnknownFormat:
    return UnknownFormat(
        message("There is no format “{name}”.", name=name),
        message("The formats are {known}.", known=", ".join(known)),
    )


@lru_cache
def _load(group: str) -> Plugins:
    return load(entry_points(group=group))


def load(points: Any) -> Plugins:
    """Load entry points; each makes its importer or exporter by being called.

    Args:
        points: Entry points of one group.
    """
    loaded: dict[str, Any] = {}
    broken: list[BrokenPlugin] = []
    for point in sorted(points, key=lambda point: point.name):
        try:
            loaded[point.name] = point.load()()
        except Exception as error:  # noqa: BLE001 - a plugin can fail in any way, and must not take the program along
            broken.append(BrokenPlugin(_package(point), point.name, f"{type(error).__name__}: {error}"))
    return Plugins(MappingProxyType(loaded), tuple(broken))


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist is not None else point.value
