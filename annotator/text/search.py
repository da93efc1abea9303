"""Finding words as people write them: with or without harakat, whatever the seat of the hamza."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotator.model.span import Span
from annotator.text.folding import Folded, fold


def find(text: str | Folded, query: str) -> Iterator[Span]:
    """Where ``query`` stands in ``text``, compared in the search form, from the start on, without overlaps.

    White space around the query does not count; inside it matches any white space of one line.

    Args:
        text: The text, or one folded before, which saves time when it is searched again.
        query: What to find; one that folds to nothing is found nowhere.

    Yields:
        Spans of the stored text, whole letters each.

    >>> list(find("قَالَ مُحَمَّدٌ إِنَّ", "محمد"))
    [Span(start=6, end=15)]
    """
    folded = text if isinstance(text, Folded) else Folded(text)
    previous: Span | None = None
    for start, end in _hits(folded.folded, fold(query).split()):
        span = folded.span_of(start, end)
        # Two hits may lie in one character, such as the ligature U+FDFA.
        if span != previous:
            yield span
        previous = span


def _hits(folded: str, words: list[str]) -> Iterator[tuple[int, int]]:
    if not words:
        return
    if len(words) > 1:
        pattern = re.compile(r"[^\S\n]+".join(re.escape(word) for word in words))
        yield from (match.span() for match in pattern.finditer(folded))
        return
    word, offset = words[0], 0
    while (start := folded.find(word, offset)) >= 0:
        offset = start + len(word)
        yield start, offset
