"""The words around a place: what a list of places shows of the article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from annotator.model.span import Span

WIDTH: Final = 70
"""How many characters before and after a place are shown, within its paragraph."""


@dataclass(frozen=True, slots=True)
class Around:
    """A place in its paragraph.

    Attributes:
        before: What precedes it, cut at a word.
        text: Its letters as they stand there.
        after: What follows it, cut at a word.
    """

    before: str
    text: str
    after: str

    @property
    def line(self) -> str:
        """All of it."""
        return self.before + self.text + self.after

    @property
    def span(self) -> Span:
        """Where the place stands in ``line``."""
        return Span(len(self.before), len(self.before) + len(self.text))


def around(text: str, span: Span, *, width: int = WIDTH) -> Around:
    """The words around ``span``, at most ``width`` characters on each side, never past a line end.

    >>> around("قال الوزير إن القمح وصل", Span(14, 19), width=8)
    Around(before='الوزير إن ', text='القمح', after=' وصل')
    """
    line_start = text.rfind("\n", 0, span.start) + 1
    line_end = text.find("\n", span.end)
    line_end = len(text) if line_end < 0 else line_end
    start, end = max(line_start, span.start - width), min(line_end, span.end + width)
    while line_start < start and not text[start - 1].isspace():
        start -= 1
    while end < line_end and not text[end].isspace():
        end += 1
    return Around(text[start : span.start], text[span.start : span.end], text[span.end : end])
