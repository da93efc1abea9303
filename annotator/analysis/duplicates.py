"""Near-duplicate articles: those that share half of their word 5-grams, in the search form (Broder 1997).

Up to 20,000 articles every pair that can reach the threshold is compared exactly (prefix filter of Chaudhuri et al.
2006); beyond, candidates come from MinHash signatures (``datasketch``) and are then compared exactly too.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias
from zlib import crc32

from annotator.model.errors import AnnotatorError, message
from annotator.model.identity import DocumentId
from annotator.model.span import Span
from annotator.text.folding import fold
from annotator.text.words import words_in

if TYPE_CHECKING:
    import numpy

WORDS: Final = 5
LEAST_LIKENESS: Final = 0.5
MOST_COMPARED: Final = 20_000
"""Beyond so many articles signatures stand in for comparing all."""
_BUCKETS: Final = 1 << 22
_SHARED: Final = 20
"""So many rare grams two articles must share before they are compared."""
_SIGNATURE: Final = 256
_ROWS: Final = 4
"""Numbers of a signature, and how many of them must agree: of pairs at the threshold, 98 of 100 are found."""

Grams: TypeAlias = "array[int]"
TextOf: TypeAlias = Callable[[DocumentId], str]


class LibraryMissing(AnnotatorError):
    """The library that finds near-duplicates among many articles is not installed."""


def grams_of(text: str) -> Grams:
    """The word 5-grams of a text in the search form, each once, as 64-bit digests; a shorter text is one gram.

    Punctuation, harakat and the forms of letters make no difference.
    """
    folded = fold(text)
    words = [word.of(folded) for word in words_in(folded, Span(0, len(folded)))] if folded else []
    joined = (" ".join(words[first : first + WORDS]) for first in range(max(1, len(words) - WORDS + 1)))
    # Two checksums in one: a single one would take strangers for equals in a large corpus.
    return array("Q", sorted({crc32(g) << 32 | crc32(g, 0x5EED) for g in (gram.encode() for gram in joined)}))


def likeness(one: Iterable[int], other: Iterable[int]) -> float:
    """How much two sets of grams have in common (Jaccard 1901): 0 for nothing, 1 for all.

    >>> likeness([1, 2, 3], [2, 3, 4])
    0.5
    """
    mine, theirs = set(one), set(other)
    together = len(mine | theirs)
    return len(mine & theirs) / together if together else 1.0


def near_duplicates(
    ids: Sequence[DocumentId],
    text_of: TextOf,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> list[tuple[DocumentId, ...]]:
    """Groups of articles that are near-duplicates of one another, or of one in between.

    Args:
        ids: The articles, in order.
        text_of: Gives the text of one.
        progress: Told how many articles are read, and of how many.

    Returns:
        The groups of two and more, by the first article of each, the articles in order.

    Raises:
        LibraryMissing: If there are more than 20,000 articles and ``datasketch`` is not installed.
    """
    sets = _Sets(len(ids))
    if len(ids) <= MOST_COMPARED:
        _compare_all(ids, text_of, sets, progress)
    else:
        _compare_candidates(ids, text_of, sets, progress)
    groups: dict[int, list[DocumentId]] = {}
    for number, identifier in enumerate(ids):
        groups.setdefault(sets.root(number), []).append(identifier)
    return [tuple(group) for group in groups.values() if len(group) > 1]


class _Sets:
    """Disjoint sets of numbers (Tarjan 1975)."""

    def __init__(self, count: int) -> None:
        self._parent = array("l", range(count))

    def root(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._parent[second] = first


def _compare_all(
    ids: Sequence[DocumentId], text_of: TextOf, sets: _Sets, progress: Callable[[int, int], None] | None
) -> None:
    grams = [made for _, made in _read(ids, text_of, progress)]
    # How often a gram occurs, roughly: what few articles share comes first, so that fixed text costs nothing.
    often = array("I", bytes(4 * _BUCKETS))
    for made in grams:
        for gram in made:
            often[gram % _BUCKETS] += 1
    having: dict[int, list[int]] = {}
    for number, made in enumerate(grams):
        ordered = sorted(made, key=lambda gram: (often[gram % _BUCKETS], gram))
        half = -(-len(ordered) // 2)
        # Two sets of which each holds half of the other share so many of these.
        shared: dict[int, int] = {}
        for gram in ordered[: len(ordered) - half + _SHARED]:
            if often[gram % _BUCKETS] > 1:
                others = having.setdefault(gram, [])
                for other in others:
                    shared[other] = shared.get(other, 0) + 1
                others.append(number)
        mine = set(made)
        for other, count in shared.items():
            enough = count >= min(_SHARED, half, -(-len(grams[other]) // 2))
            if enough and sets.root(other) != sets.root(number) and _is_near(mine, grams[other]):
                sets.join(other, number)


def _compare_candidates(
    ids: Sequence[DocumentId], text_of: TextOf, sets: _Sets, progress: Callable[[int, int], None] | None
) -> None:
    signatures = _signatures(ids, text_of, progress)
    for first in range(0, _SIGNATURE, _ROWS):
        alike: dict[bytes, list[int]] = {}
        for number, row in enumerate(signatures[:, first : first + _ROWS]):
            seen = alike.setdefault(row.tobytes(), [])
            mine: set[int] | None = None
            for other in seen:
                if sets.root(other) == sets.root(number):
                    break
                mine = set(grams_of(text_of(ids[number]))) if mine is None else mine
                if _is_near(mine, grams_of(text_of(ids[other]))):
                    sets.join(other, number)
                    break
            else:
                # One of a group is enough to meet the others by.
                seen.append(number)


def _signatures(
    ids: Sequence[DocumentId], text_of: TextOf, progress: Callable[[int, int], None] | None
) -> numpy.ndarray[tuple[int, int], numpy.dtype[numpy.uint32]]:
    try:
        import numpy
        from datasketch import MinHash
    except ImportError:
        raise LibraryMissing(
            message(
                "Near-duplicates among more than {count} articles need the library datasketch.", count=MOST_COMPARED
            ),
            message("Install it with: pip install 'isnad[duplicates]'."),
        ) from None
    empty = MinHash(num_perm=_SIGNATURE, hashfunc=_low_half)
    # The numbers of a signature are below 2³²: a hundred thousand articles take 100 MB, in 64 bits they took 200.
    signatures = numpy.empty((len(ids), _SIGNATURE), dtype=numpy.uint32)
    for number, made in _read(ids, text_of, progress):
        sketch = empty.copy()
        sketch.update_batch(made)
        signatures[number] = sketch.hashvalues
    return signatures


def _low_half(gram: int) -> int:
    return gram & 0xFFFFFFFF


def _read(
    ids: Sequence[DocumentId], text_of: TextOf, progress: Callable[[int, int], None] | None
) -> Iterator[tuple[int, Grams]]:
    for number, identifier in enumerate(ids):
        yield number, grams_of(text_of(identifier))
        if progress is not None:
            progress(number + 1, len(ids))


def _is_near(mine: set[int], other: Grams) -> bool:
    if 2 * min(len(mine), len(other)) < max(len(mine), len(other)):
        return False
    shared = len(mine.intersection(other))
    return shared >= LEAST_LIKENESS * (len(mine) + len(other) - shared)
