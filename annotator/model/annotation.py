"""An annotation: a label of a layer on one or more fragments of the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from annotator.model.errors import ValueRefused, message
from annotator.model.identity import AnnotationId, ReferentId
from annotator.model.span import Fragments, Span, check_fragments, covered_text

MANUAL: Final = "manual"
OCCURRENCES: Final = "occurrences"
IMPORTED: Final = "imported"
_NAMED_ORIGINS: Final = ("suggested:", "edited:")


def check_origin(origin: str) -> None:
    """Refuse an origin that ``data.md`` does not list.

    Raises:
        ValueRefused: If it is none of ``manual``, ``occurrences``, ``imported``, ``suggested:NAME``, ``edited:NAME``.
    """
    if origin in (MANUAL, IMPORTED, OCCURRENCES):
        return
    if origin.startswith(_NAMED_ORIGINS) and not origin.endswith(":"):
        return
    raise ValueRefused(message("“{origin}” is not an origin of annotations.", origin=origin))


@dataclass(frozen=True, slots=True)
class Annotation:
    """A label of a layer on one or more fragments of a document's text.

    Attributes:
        id: Unique within the annotation set (and the document's zones).
        layer: Name of a layer of the scheme.
        label: Name of a label of that layer.
        fragments: Ascending and apart, in code points.
        attributes: Values that somebody gave; an untouched attribute is absent.
        referent: The person, body or place that is meant, or None.
        note: A free remark, or None.
        origin: How it came to be: ``manual``, ``occurrences``, ``suggested:NAME``, ``edited:NAME``, ``imported``.
        unsure: Whether its author doubts it.

    Raises:
        SpanError: If the fragments are none, not ascending, or not apart.
        ValueRefused: If the id is empty or the origin unknown.
    """

    id: AnnotationId
    layer: str
    label: str
    fragments: Fragments
    attributes: Mapping[str, str] = field(default_factory=dict, hash=False)
    referent: ReferentId | None = None
    note: str | None = None
    origin: str = MANUAL
    unsure: bool = False

    def __post_init__(self) -> None:
        if len(self.fragments) != 1:
            check_fragments(self.fragments)
        if not self.id:
            raise ValueRefused(message("An annotation needs an id."))
        if self.origin is not MANUAL:
            check_origin(self.origin)

    @property
    def start(self) -> int:
        """Offset of the first character, in code points."""
        return self.fragments[0].start

    @property
    def end(self) -> int:
        """Offset just past the last character, in code points."""
        return self.fragments[-1].end

    @property
    def extent(self) -> Span:
        """The stretch between the outer borders."""
        return Span(self.start, self.end)

    def text(self, document_text: str) -> str:
        """The covered characters, fragments joined by one space."""
        return covered_text(self.fragments, document_text)

    def covers(self, offset: int) -> bool:
        """Whether the character at ``offset`` lies in one of the fragments."""
        return any(span.start <= offset < span.end for span in self.fragments)

    @property
    def order(self) -> tuple[int, int, str, str]:
        """The sort key of records: start, end, layer, id."""
        fragments = self.fragments  # Thousands are sorted at once: not by way of the properties.
        return (fragments[0].start, fragments[-1].end, self.layer, self.id)
