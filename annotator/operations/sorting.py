"""Annotations kept in an order while they come and go."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from annotator.model.annotation import Annotation

SortKey: TypeAlias = tuple[int, int, str, str]
_LOWEST = -(1 << 62)


class SortedAnnotations:
    """Annotations in order of a key that no two of them share.

    One more costs a search and a short move in memory, not a sort of all of them.

    >>> from annotator.model.identity import AnnotationId
    >>> from annotator.model.span import Span
    >>> early = Annotation(AnnotationId("b"), "claim", "Claim", (Span(0, 2),))
    >>> late = Annotation(AnnotationId("a"), "claim", "Claim", (Span(5, 9),))
    >>> claims = SortedAnnotations([late, early], key=lambda claim: claim.order)
    >>> [claim.id for claim in claims], claims.index(late), [claim.id for claim in claims.starting_before(5)]
    (['b', 'a'], 1, ['b'])
    """

    __slots__ = ("_annotations", "_key", "_keys")

    def __init__(self, annotations: Iterable[Annotation], *, key: Callable[[Annotation], SortKey]) -> None:
        """Sort annotations.

        Args:
            annotations: What is there to begin with.
            key: Begins with the start of the annotation and ends with its id.
        """
        self._key = key
        self._annotations = sorted(annotations, key=key)
        self._keys = [key(annotation) for annotation in self._annotations]

    def __len__(self) -> int:
        return len(self._annotations)

    def __iter__(self) -> Iterator[Annotation]:
        return iter(self._annotations)

    def __contains__(self, annotation: Annotation) -> bool:
        key = self._key(annotation)
        place = bisect_left(self._keys, key)
        return place < len(self._keys) and self._keys[place] == key

    def add(self, annotation: Annotation) -> None:
        """Take in an annotation that is not there."""
        key = self._key(annotation)
        place = bisect_left(self._keys, key)
        self._keys.insert(place, key)
        self._annotations.insert(place, annotation)

    def discard(self, annotation: Annotation) -> None:
        """Forget an annotation if it is there."""
        key = self._key(annotation)
        place = bisect_left(self._keys, key)
        if place < len(self._keys) and self._keys[place] == key:
            del self._keys[place], self._annotations[place]

    def index(self, annotation: Annotation) -> int:
        """How many stand before it."""
        return bisect_left(self._keys, self._key(annotation))

    def starting_before(self, offset: int) -> Iterator[Annotation]:
        """Those that start before an offset, the last one first."""
        for place in range(self._place_of(offset) - 1, -1, -1):
            yield self._annotations[place]

    def starting_from(self, offset: int) -> Iterator[Annotation]:
        """Those that start at an offset or after it, in order."""
        for place in range(self._place_of(offset), len(self._annotations)):
            yield self._annotations[place]

    def _place_of(self, offset: int) -> int:
        return bisect_left(self._keys, (offset, _LOWEST, "", ""))
