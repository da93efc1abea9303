"""A referent: one person, body or place across the corpus."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.errors import ValueRefused, message
from annotator.model.identity import ReferentId


@dataclass(frozen=True, slots=True)
class Referent:
    """One person, body or place, whatever the articles call it.

    Attributes:
        id: Unique in the corpus.
        name: The name it goes by.
        kind: Name of an entity label, such as ``PERS``.
        variants: Other names, in the order they were met.
        wikidata: A Wikidata item such as ``Q1029``, or None.
        same_as: The referent it was merged into, or None.

    Raises:
        ValueRefused: If id, name or kind is empty.
    """

    id: ReferentId
    name: str
    kind: str
    variants: tuple[str, ...] = ()
    wikidata: str | None = None
    same_as: ReferentId | None = None

    def __post_init__(self) -> None:
        if not (self.id and self.name and self.kind):
            raise ValueRefused(message("A referent needs an id, a name and a kind."))
