"""What one step of a selection takes: a letter, a word snapped to its stem, a sentence."""

from __future__ import annotations

from enum import Enum

from annotator.model.span import Span
from annotator.text.graphemes import next_boundary
from annotator.text.proclitics import stem
from annotator.text.vocabulary import Vocabulary
from annotator.text.words import sentence_at, word_at


class Unit(Enum):
    """How much a click takes and by how much a drag grows."""

    LETTER = 1
    WORD = 2
    SENTENCE = 3

    @property
    def larger(self) -> Unit:
        """What one more click takes; after a sentence it is letters again."""
        return Unit(self.value % 3 + 1)


def unit_at(text: str, offset: int, unit: Unit, *, vocabulary: Vocabulary) -> Span:
    """The word or sentence at the character at ``offset``; the letter itself where there is none.

    Args:
        text: The text of the document.
        offset: Of a character, in code points.
        unit: How much to take.
        vocabulary: Evidence for cutting proclitics off a word.
    """
    offset = max(0, min(offset, len(text) - 1))
    if unit is Unit.SENTENCE:
        return sentence_at(text, offset)
    if unit is Unit.WORD:
        word = word_at(text, offset)
        if word is not None:
            return stem(text, word, vocabulary)
    return Span(offset, next_boundary(text, offset))


def joined(a: Span, b: Span) -> Span:
    """The span from the first to the last character of two."""
    return Span(min(a.start, b.start), max(a.end, b.end))
