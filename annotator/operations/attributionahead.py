"""The whole attribution that lies ahead of the hands: what one key takes, shown beforehand in strip and text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from annotator.model.scheme import CLAIM_LAYER, CUE_LAYER, SOURCE_LAYER
from annotator.model.span import Span
from annotator.operations import proposals, taking
from annotator.operations.cuesahead import Told, cue_ahead, nothing_told, relay_of
from annotator.operations.taking import Part
from annotator.text.vocabulary import Vocabulary
from annotator.text.words import sentence_at, word_at

Pieces: TypeAlias = tuple[Span, ...]
"""What one annotation covers."""

_LONGEST_CHAIN: Final = 3
_COMMAS: Final = "،,"


@dataclass(frozen=True, slots=True)
class AttributionAhead:
    """Who says what, as far as the text tells.

    Attributes:
        cues: The reporting words that are not marked yet, each with its pieces.
        sources: Relays and who says it in the end, in the order of the chain; empty where the subject is hidden.
        claim: What is said; None where it is the claim before, which is marked already.
    """

    cues: tuple[Pieces, ...]
    sources: tuple[Pieces, ...]
    claim: Pieces | None

    def parts(self) -> tuple[tuple[str, Pieces], ...]:
        """Everything with its layer, in the order in which it is marked."""
        cues = tuple((CUE_LAYER, pieces) for pieces in self.cues)
        sources = tuple((SOURCE_LAYER, pieces) for pieces in self.sources)
        return (*cues, *sources, *(((CLAIM_LAYER, self.claim),) if self.claim is not None else ()))


def attribution_ahead(
    text: str,
    vocabulary: Vocabulary,
    *,
    caret: int,
    held: Part | None,
    waiting: Sequence[Part] = (),
    told: Told = nothing_told,
) -> AttributionAhead | None:
    """The next attribution as a whole: its reporting words, who speaks, what is said.

    It takes what the keys of cue, source and claim would take one after another.

    Args:
        text: The text.
        vocabulary: Decides what is attached to a word.
        caret: Where the caret stands.
        held: What was just marked and is read on from; None where somebody has walked to the caret.
        waiting: Cues and sources of the open frame that wait for their claim: only what they lack is taken.
        told: Cues that are passed over.

    Returns:
        The attribution, or None where none is found on the next screen, or nothing but its reporting words.
    """
    if not text:
        return None
    if waiting:
        if held is None or waiting[0].layer not in (CUE_LAYER, SOURCE_LAYER):
            return None
        if all(part.layer == SOURCE_LAYER for part in waiting):
            return _said_by(text, vocabulary, tuple(waiting), cue_ahead(text, max(held.end, caret), told=told))
        return _rest(text, vocabulary, held, tuple(waiting), ())
    cue = cue_ahead(text, max(held.end, caret), told=told) if held is not None else _cue_at(text, caret, told)
    if cue is None:
        return None
    first = Part(CUE_LAYER, cue)
    return _rest(text, vocabulary, first, (first,), (cue,))


def _cue_at(text: str, caret: int, told: Told) -> Pieces | None:
    """The reporting word at the caret, else the next reporting words behind it."""
    word = word_at(text, caret)
    if word is not None and word.start <= caret < word.end and caret > 0:
        cue = proposals.cue_in(text, word)
        if cue is not None and not told(cue):
            return relay_of(text, cue)
    return cue_ahead(text, word.start if word is not None and caret < word.end else caret, told=told)


def _said_by(
    text: str, vocabulary: Vocabulary, waiting: tuple[Part, ...], cue: Pieces | None
) -> AttributionAhead | None:
    """The reporting words and the claim of a source that was marked first: «[شكر المدرب] جمهوره، وقال إن».

    None where these reporting words lie in another sentence, or name a speaker of their own.
    """
    if cue is None or cue[0].start >= sentence_at(text, waiting[-1].fragments[0].start).end:
        return None
    part = Part(CUE_LAYER, cue)
    waiting = (*waiting, part)
    speaker = taking.ahead(text, SOURCE_LAYER, part, vocabulary, caret=part.end, waiting=waiting)
    if speaker is not None and not any(speaker[0].touches(piece) for each in waiting for piece in each.fragments):
        return None
    claim = taking.ahead(text, CLAIM_LAYER, part, vocabulary, caret=part.end, waiting=waiting)
    return AttributionAhead((cue,), (), claim) if claim is not None else None


def _rest(
    text: str, vocabulary: Vocabulary, held: Part, waiting: tuple[Part, ...], cues: tuple[Pieces, ...]
) -> AttributionAhead | None:
    """What a cue still lacks: who speaks, a second cue («نقلت … قوله», «رد … قائلا»), what is said."""
    sources: list[Pieces] = []
    while len(sources) < _LONGEST_CHAIN:
        source = taking.ahead(text, SOURCE_LAYER, held, vocabulary, caret=held.end, waiting=waiting)
        if source is None or any(source[0].touches(part.fragments[0]) for part in waiting):
            break
        held = Part(SOURCE_LAYER, source)
        sources.append(source)
        waiting = (*waiting, held)
    claim = taking.ahead(text, CLAIM_LAYER, held, vocabulary, caret=held.end, waiting=waiting)
    behind = max(part.end for part in (held, *waiting))  # A speaker may stand before the verb: «لكن المدير قال إن».
    further = _further_cue(text, behind, claim) if held.layer == SOURCE_LAYER else None
    if further is not None:
        cues = (*cues, further)
        held = Part(CUE_LAYER, further)
        claim = taking.ahead(text, CLAIM_LAYER, held, vocabulary, caret=held.end, waiting=(*waiting, held))
    if claim is None and not any(part.layer == SOURCE_LAYER for part in waiting):
        return None
    return AttributionAhead(cues, tuple(sources), claim)


def _further_cue(text: str, offset: int, claim: Pieces | None) -> Pieces | None:
    """Reporting words that stand right before the claim they share: «وختم الوزير قائلا: …»."""
    if claim is None or claim[0].start <= offset:
        return None
    cue = cue_ahead(text, offset)
    if cue is None or cue[-1].end > claim[0].start:
        return None
    between = text[offset : cue[0].start] + text[cue[-1].end : claim[0].start]
    return None if set(between) & set(_COMMAS) else cue
