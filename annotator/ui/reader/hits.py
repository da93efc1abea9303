"""What a search in one article has found so far; it looks through a little at a time, so that nobody waits."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Final

from annotator.model.span import Span
from annotator.text.folding import Folded, fold
from annotator.text.search import find

CHUNK: Final = 8_000
"""Characters that one step looks through, give or take a paragraph: some milliseconds even for a single letter."""
_BEYOND: Final = 400
_NOTHING: Final = (array("q"), array("q"))


class FoldedText:
    """A text in chunks of whole paragraphs, each folded when it is first searched, and kept for the next search."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = list(_chunk_starts(text))
        self._folded: dict[int, Folded] = {}

    def __len__(self) -> int:
        return len(self._starts)

    def chunk_of(self, offset: int) -> int:
        """The chunk that holds an offset."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def span_of(self, chunk: int) -> Span:
        """What a chunk covers."""
        end = self._starts[chunk + 1] if chunk + 1 < len(self._starts) else len(self.text)
        return Span(self._starts[chunk], end)

    def find(self, chunk: int, query: str) -> list[Span]:
        """Where the query stands in a chunk, in offsets of the whole text."""
        covered, folded = self.span_of(chunk), self._folded.get(chunk)
        if folded is None:
            # A chunk that ends inside a paragraph looks a little beyond, for words on both sides of the cut.
            whole = self.text[covered.end - 1] == "\n" or covered.end == len(self.text)
            end = covered.end if whole else covered.end + _BEYOND
            folded = self._folded[chunk] = Folded(self.text[covered.start : end])
        found = (Span(covered.start + span.start, covered.start + span.end) for span in find(folded, query))
        return [span for span in found if span.start < covered.end]


class Hits:
    """The places of one query, found chunk by chunk from where the person is.

    Attributes:
        query: What is looked for.
    """

    def __init__(self, text: FoldedText, query: str, *, start: int = 0) -> None:
        self.query = query
        self._text = text
        first = text.chunk_of(start)
        self._left = [] if not fold(query).split() else [*range(first, len(text)), *range(first)][::-1]
        # Starts and ends, packed: a single letter is found hundreds of thousands of times in a long article.
        self._found: dict[int, tuple[array[int], array[int]]] = {}

    @classmethod
    def fixed(cls, text: FoldedText, places: Iterable[Span]) -> Hits:
        """Places that were found in another way."""
        hits, by_chunk = cls(text, ""), dict[int, list[Span]]()
        for place in sorted(places):
            by_chunk.setdefault(text.chunk_of(place.start), []).append(place)
        hits._found = {chunk: _packed(spans) for chunk, spans in by_chunk.items()}
        return hits

    @property
    def complete(self) -> bool:
        """Whether the whole article has been looked through."""
        return not self._left

    @property
    def count(self) -> int:
        """How many places have been found so far."""
        return sum(len(starts) for starts, _ends in self._found.values())

    def step(self) -> Span | None:
        """Look through one more chunk; gives what that was, or None where nothing was left."""
        if not self._left:
            return None
        chunk = self._left.pop()
        self._found[chunk] = _packed(self._text.find(chunk, self.query))
        return self._text.span_of(chunk)

    def between(self, start: int, end: int) -> Iterator[Span]:
        """Places found that share a character with ``[start, end)``."""
        for chunk in range(self._text.chunk_of(start), self._text.chunk_of(max(start, end - 1)) + 1):
            starts, ends = self._found.get(chunk, _NOTHING)
            for at in range(bisect_right(ends, start), bisect_left(starts, end)):
                yield Span(starts[at], ends[at])

    def next_from(self, offset: int) -> Span | None:
        """The first place found that begins at ``offset`` or later; after the last one the first again."""
        return self._nearest(offset, forward=True)

    def previous_to(self, offset: int) -> Span | None:
        """The last place found that begins before ``offset``; before the first one the last again."""
        return self._nearest(offset, forward=False)

    def rank(self, place: Span) -> int:
        """Which one it is among those found so far, from one."""
        chunk = self._text.chunk_of(place.start)
        before = sum(len(starts) for at, (starts, _ends) in self._found.items() if at < chunk)
        return before + bisect_left(self._found.get(chunk, _NOTHING)[0], place.start) + 1

    def _nearest(self, offset: int, *, forward: bool) -> Span | None:
        here, count = self._text.chunk_of(offset), len(self._text)
        step = 1 if forward else -1
        for away in range(count + 1):
            starts, ends = self._found.get((here + step * away) % count, _NOTHING)
            low, high = 0, len(starts)
            if away in (0, count):
                # The chunk of the offset is looked at first on one side of it, and at last on the other.
                at = bisect_left(starts, offset)
                low, high = (at, high) if forward == (away == 0) else (low, at)
            if low < high:
                chosen = low if forward else high - 1
                return Span(starts[chosen], ends[chosen])
        return None


def _packed(spans: Iterable[Span]) -> tuple[array[int], array[int]]:
    found = list(spans)
    return array("q", (span.start for span in found)), array("q", (span.end for span in found))


def _chunk_starts(text: str) -> Iterator[int]:
    start = 0
    while start < len(text):
        yield start
        cut = text.find("\n", start + CHUNK)
        cut = cut if cut >= 0 else len(text)
        if cut - start > 3 * CHUNK:
            # A very long paragraph is cut at a space, and one without spaces anywhere.
            space = text.rfind(" ", start + CHUNK, start + 2 * CHUNK)
            cut = space if space > start else start + 2 * CHUNK
        start = cut + 1
