"""An index of annotations by place: what touches a window, and which annotations are active on each stretch of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple, TypeAlias

from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId

# Each level's buckets are eight times as wide as those below. An annotation lies on the lowest level whose buckets
# are at least as wide as it is, hence in at most two of them: long claims do not burden the short entities' level.
_NARROWEST_SHIFT: Final = 9
_LEVEL_SHIFT: Final = 3
_NARROWEST: Final = 1 << _NARROWEST_SHIFT

_Entry: TypeAlias = tuple[int, int, str, AnnotationId, Annotation]
_Bucket: TypeAlias = dict[AnnotationId, _Entry]


class Run(NamedTuple):
    """A stretch on which the same annotations are active.

    Attributes:
        start: Offset of its first character, in code points.
        end: Offset just past its last character.
        active: Ids of the annotations one of whose fragments covers it; never empty.
    """

    start: int
    end: int
    active: frozenset[AnnotationId]


class SpanIndex:
    """Annotations of one document, found by place.

    Adding, removing and asking for a window take time in proportion to what stands there, not to the document.
    Ids are unique in an index.

    >>> from annotator.model.span import Span
    >>> index = SpanIndex([Annotation(AnnotationId("a1"), "entity", "GPE", (Span(3, 8),))])
    >>> [annotation.id for annotation in index.touching(0, 4)]
    ['a1']
    """

    __slots__ = ("_entries", "_levels")

    def __init__(self, annotations: Iterable[Annotation] = ()) -> None:
        self._entries: dict[AnnotationId, _Entry] = {}
        self._levels: dict[int, dict[int, _Bucket]] = {}
        for annotation in annotations:
            self.add(annotation)

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, annotation_id: object) -> bool:
        return annotation_id in self._entries

    def __iter__(self) -> Iterator[Annotation]:
        """All annotations in the order of ``Annotation.order``."""
        return (entry[4] for entry in sorted(self._entries.values()))

    def add(self, annotation: Annotation) -> None:
        """Take in an annotation; one of the same id is replaced."""
        identifier, fragments = annotation.id, annotation.fragments
        if identifier in self._entries:
            self.remove(identifier)
        start, end = fragments[0].start, fragments[-1].end
        entry = (start, end, annotation.layer, identifier, annotation)
        self._entries[identifier] = entry
        shift = _NARROWEST_SHIFT if end - start <= _NARROWEST else _shift_of(end - start)
        level = self._levels.setdefault(shift, {})
        first, last = start >> shift, (end - 1) >> shift
        level.setdefault(first, {})[identifier] = entry
        if last != first:
            level.setdefault(last, {})[identifier] = entry

    def remove(self, annotation_id: AnnotationId) -> None:
        """Forget an annotation.

        Raises:
            KeyError: If there is none of that id.
        """
        start, end, *_ = self._entries.pop(annotation_id)
        shift = _shift_of(end - start)
        level = self._levels[shift]
        for number in range(start >> shift, ((end - 1) >> shift) + 1):
            bucket = level[number]
            del bucket[annotation_id]
            if not bucket:
                del level[number]
        if not level:
            del self._levels[shift]

    def touching(self, start: int, end: int) -> list[Annotation]:
        """Annotations whose extent shares a character with the window, in the order of ``Annotation.order``.

        An annotation in fragments is found between its fragments too, where its join is drawn.

        Args:
            start: Offset of the window's first character, in code points.
            end: Offset just past its last character; an empty window touches nothing.
        """
        return [entry[4] for entry in self._touching(start, end)]

    def runs(self, start: int, end: int) -> list[Run]:
        """The window cut where an annotation begins or ends, without the stretches that nothing covers.

        Args:
            start: Offset of the window's first character, in code points.
            end: Offset just past its last character.
        """
        borders: dict[int, tuple[list[AnnotationId], list[AnnotationId]]] = {}
        for *_, annotation_id, annotation in self._touching(start, end):
            for fragment in annotation.fragments:
                first, last = max(fragment.start, start), min(fragment.end, end)
                if first < last:
                    borders.setdefault(first, ([], []))[0].append(annotation_id)
                    borders.setdefault(last, ([], []))[1].append(annotation_id)
        return _swept(borders)

    def _touching(self, start: int, end: int) -> list[_Entry]:
        hits: list[_Entry] = []
        if start >= end:
            return hits
        for shift, level in self._levels.items():
            first, last = start >> shift, (end - 1) >> shift
            numbers = range(first, last + 1) if last - first < len(level) else sorted(level)
            for number in numbers:
                if number < first or number > last:
                    continue
                # What lies in two buckets counts in the first of them that the window reaches.
                hits.extend(
                    entry
                    for entry in level.get(number, _EMPTY).values()
                    if entry[0] < end and entry[1] > start and (number == first or entry[0] >> shift == number)
                )
        hits.sort()
        return hits


_EMPTY: Final[_Bucket] = {}


def _shift_of(length: int) -> int:
    """The bucket width, as a power of two, of the level on which an annotation of this length lies."""
    shift = _NARROWEST_SHIFT
    while length > 1 << shift:
        shift += _LEVEL_SHIFT
    return shift


def _swept(borders: dict[int, tuple[list[AnnotationId], list[AnnotationId]]]) -> list[Run]:
    """Runs from what begins and what ends at each border."""
    runs: list[Run] = []
    active: frozenset[AnnotationId] = frozenset()
    previous = 0
    for offset in sorted(borders):
        if active:
            runs.append(Run(previous, offset, active))
        begins, ends = borders[offset]
        active = (active - frozenset(ends)) | frozenset(begins)
        previous = offset
    return runs
