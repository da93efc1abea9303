"""The places behind a number of the agreement: which they are, and how they are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from annotator.analysis.places import Place, PlaceKind
from annotator.model.identity import DocumentId, SetName

__all__ = ["OF_LAYER", "SHIFT_MOST", "PanelPlace", "PlaceKind", "Query", "clamped", "places_of"]

SHIFT_MOST: Final = 4
"""Ends that lie further apart, in words, are counted with those that lie so far apart."""
OF_LAYER: Final = frozenset(PlaceKind) - {PlaceKind.ATTRIBUTE, PlaceKind.CHAIN}
"""Kinds of places that are about annotations themselves."""


@dataclass(frozen=True, slots=True)
class PanelPlace:
    """A place with the pair that differs there."""

    a: SetName
    b: SetName
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Which places are behind a number; what is None does not matter.

    Attributes:
        layer: Of this layer; ``attribution`` for chains and their attributes.
        kinds: Of one of these kinds.
        pair: Of these two.
        shift: Whose end moved by so many words; ``SHIFT_MOST`` and ``-SHIFT_MOST`` stand for that and more.
        labels: Where the first says the one label and the second the other.
        label: Where one of them says this label.
        names: Of one of these attributes, or one of these ``Difference`` of chains.
        documents: In one of these articles.
    """

    layer: str | None = None
    kinds: frozenset[PlaceKind] | None = None
    pair: tuple[SetName, SetName] | None = None
    shift: int | None = None
    labels: tuple[str, str] | None = None
    label: str | None = None
    names: frozenset[str] | None = None
    documents: frozenset[DocumentId] | None = None

    def takes(self, found: PanelPlace) -> bool:
        """Whether a place is behind the number."""
        place = found.place
        return (
            (self.layer is None or place.layer == self.layer)
            and (self.kinds is None or place.kind in self.kinds)
            and (self.pair is None or (found.a, found.b) == self.pair)
            and (self.shift is None or (place.kind is PlaceKind.BOUNDARY and clamped(place.shift) == self.shift))
            and (self.labels is None or (place.said_a, place.said_b) == self.labels)
            and (self.label is None or (self.label in (place.said_a, place.said_b) and place.kind in OF_LAYER))
            and (self.names is None or place.name in self.names)
            and (self.documents is None or place.document in self.documents)
        )


def clamped(shift: int) -> int:
    """A shift in words, at most ``SHIFT_MOST`` in either direction."""
    return max(-SHIFT_MOST, min(SHIFT_MOST, shift))


def places_of(places: Iterable[PanelPlace], query: Query) -> tuple[PanelPlace, ...]:
    """The places behind a number, in the order in which they come."""
    return tuple(found for found in places if query.takes(found))
