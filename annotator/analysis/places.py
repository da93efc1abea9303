"""Places in articles where two annotation sets do not say the same."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotator.model.identity import AnnotationId, DocumentId


class PlaceKind(StrEnum):
    """In what two sets differ at a place."""

    BOUNDARY = "boundary"
    LABEL = "label"
    BOUNDARY_AND_LABEL = "boundary_and_label"
    ONLY_A = "only_a"
    ONLY_B = "only_b"
    ATTRIBUTE = "attribute"
    CHAIN = "chain"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an article where two sets do not say the same.

    Attributes:
        document: The article.
        kind: In what they differ.
        layer: The layer; ``attribution`` for chains.
        start: Where to look, in code points.
        end: Where that ends.
        a: The annotation of one of them, or None.
        b: That of the other, or None.
        said_a: What one says: a label, a value, a ``Difference``; empty where there is nothing.
        said_b: What the other says.
        name: The attribute, or the ``Difference`` of a chain; else empty.
        shift: By how many words the second one's end lies after the first one's; 0 where that means nothing.
    """

    document: DocumentId
    kind: PlaceKind
    layer: str
    start: int
    end: int
    a: AnnotationId | None
    b: AnnotationId | None
    said_a: str = ""
    said_b: str = ""
    name: str = ""
    shift: int = 0
