"""Borders against the scheme's boundary rules: what stands at an edge and belongs outside.

The rules are those of the guideline of ``arabic-news``: 1 (claims), 3 (line ends), 4 (sources), 5 (cues), 6 (entities)
and 7 («لل…»). Whether a letter is a proclitic is decided by evidence: the vocabulary for words, the lexicon for cues.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from annotator.model.annotation import Annotation
from annotator.model.consistency import FindingKind, Fix
from annotator.model.errors import Message, message
from annotator.model.scheme import CLAIM_LAYER, CUE_LAYER, SOURCE_LAYER
from annotator.model.span import Fragments, Span
from annotator.text.characters import CLOSING_QUOTES, OPENING_QUOTES, PLAIN_QUOTE
from annotator.text.folding import fold
from annotator.text.openers import openers
from annotator.text.proclitics import enclitics, stem
from annotator.text.vocabulary import Vocabulary
from annotator.text.words import is_abbreviation_dot, line_at, next_word, word_at

_SILENT: Final = "،؛,;:.…"
_ASKING: Final = "؟?!"
_DASHES: Final = "-–—"
_PAIRS: Final = {"«": "»", "“": "”", "„": "”", "‹": "›", "(": ")", "[": "]"}
_OPENING: Final = {closing: opening for opening, closing in _PAIRS.items()}
_QUOTES: Final = OPENING_QUOTES + CLOSING_QUOTES + PLAIN_QUOTE
# Words that govern a noun and are none of it (rules 1, 4, 5); in the search form.
_PREPOSITIONS: Final = frozenset(("عن", "من", "الي", "علي", "لدي", "في"))
_ANY_QUOTE: Final = re.compile(f"[{re.escape(_QUOTES)}]")
_BEYOND: Final = 2  # characters between a border and the mark that belongs inside


@dataclass(frozen=True, slots=True)
class Evidence:
    """What decides whether a letter is attached or part of a word.

    Attributes:
        vocabulary: Words and how often they are known.
        core_of_cue: The cue in a word without what is attached to it, or None where the lexicon does not know it.
    """

    vocabulary: Vocabulary
    core_of_cue: Callable[[str, Span], Span | None]


@dataclass(frozen=True, slots=True)
class Edge:
    """Something at an edge that belongs outside, or inside.

    Attributes:
        kind: What sort of thing.
        what: What is wrong.
        fix: Where the border should be, or None where a machine cannot tell.
        detail: What tells it apart from others of its kind at the same annotation.
    """

    kind: FindingKind
    what: Message
    fix: Fix | None
    detail: str


def edges(annotation: Annotation, text: str, evidence: Evidence) -> Iterator[Edge]:
    """Everything about the borders of one annotation; of each border only the outermost thing.

    After a fix the borders are others, and what lies behind may be found then.

    Args:
        annotation: The annotation; its stretches lie within the text.
        text: The article.
        evidence: What decides about proclitics.
    """
    if any(text.find("\n", span.start, span.end) >= 0 for span in annotation.fragments):
        yield Edge(FindingKind.NEWLINE, message("It crosses a line end."), None, "")
        return
    spaced = _spaced(annotation, text)
    if spaced is not None:
        yield spaced
        return
    marked = list(_marks(annotation, text))
    yield from marked
    quotes = _quotes(annotation, text) if not marked else None
    if quotes is not None:
        yield quotes
    elif not any(edge.detail.startswith("start") for edge in marked):
        attached = _attached(annotation, text, evidence)
        if attached is not None:
            yield attached
    if annotation.layer == CUE_LAYER or len(annotation.extent) <= 3:
        yield from _pronoun(annotation, text, evidence)


def _spaced(annotation: Annotation, text: str) -> Edge | None:
    trimmed = tuple(_trimmed(span, text) for span in annotation.fragments)
    if trimmed == annotation.fragments:
        return None
    kept = tuple(span for span in trimmed if span is not None)
    fix = Fix(message("Leave the space out"), fragments=kept) if kept else None
    return Edge(FindingKind.SPACE, message("It begins or ends with a space."), fix, "")


def _trimmed(span: Span, text: str) -> Span | None:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _marks(annotation: Annotation, text: str) -> Iterator[Edge]:
    """Punctuation at the outer borders that belongs to nothing."""
    claim, first, last = annotation.layer == CLAIM_LAYER, annotation.start, annotation.end
    start, end = first, last
    while start < last - 1 and _foreign_first(text, start, annotation, claim=claim):
        start = _after_space(text, start + 1, last)
    while end > start + 1 and _foreign_last(text, end - 1, annotation, claim=claim):
        end = _before_space(text, end - 1, start)
    for shift, detail, marks in (
        (start > first, "start", text[first:start]), (end < last, "end", text[end:last]),
    ):  # fmt: skip
        if shift:
            borders = (start, last) if detail == "start" else (first, end)
            what = message("“{mark}” at its edge does not belong to it.", mark=marks.strip())
            fix = Fix(message("Leave “{mark}” out", mark=marks.strip()), fragments=_between(annotation, *borders))
            yield Edge(FindingKind.PUNCTUATION, what, fix, f"{detail}{marks.strip()}")


def _foreign_first(text: str, at: int, annotation: Annotation, *, claim: bool) -> bool:
    character = text[at]
    if character in _SILENT + _ASKING or (character in _DASHES and not text[at + 1 : at + 2].isdigit()):
        return True
    if character in CLOSING_QUOTES or character in _OPENING:
        return not _partner_before(text, at, annotation)
    if character in _PAIRS or character == PLAIN_QUOTE:
        # A name in quotation marks is the name between them (rule 6); a claim takes both marks in (rule 1).
        return not claim and character in _QUOTES and _wraps(text, annotation)
    return False


def _foreign_last(text: str, at: int, annotation: Annotation, *, claim: bool) -> bool:
    character = text[at]
    if character in _SILENT:
        return not (character == "." and is_abbreviation_dot(text, at))
    if character in _DASHES:
        return True
    if character in _ASKING:
        return not claim
    if character in _PAIRS:
        return True
    if character in CLOSING_QUOTES or character == PLAIN_QUOTE:
        return not claim and _wraps(text, annotation)
    return False


def _wraps(text: str, annotation: Annotation) -> bool:
    """Whether a pair of marks stands around all of it."""
    first, last = text[annotation.start], text[annotation.end - 1]
    inner = text[annotation.start + 1 : annotation.end - 1]
    closes = first == last == PLAIN_QUOTE or (first in _QUOTES and _PAIRS.get(first) == last)
    return closes and first not in inner and last not in inner


def _partner_before(text: str, at: int, annotation: Annotation) -> bool:
    opening = _OPENING.get(text[at], "")
    return bool(opening) and opening in text[annotation.start : at]


def _quotes(annotation: Annotation, text: str) -> Edge | None:
    """One quotation mark of two inside: the other is taken in where it stands at the border, else left to a person.

    Of a claim both marks are a part; from anything else a mark at the edge is taken away (rules 1 and 6).
    """
    if _ANY_QUOTE.search(text, annotation.start, annotation.end) is None:
        return None
    covered = text[annotation.start : annotation.end]
    claim = annotation.layer == CLAIM_LAYER
    line_start, line_end = line_at(text, annotation.start)
    for opening, closing in (("«", "»"), ("“", "”"), (PLAIN_QUOTE, PLAIN_QUOTE)):
        if opening == closing:
            lacks_closing, lacks_opening = covered.count(opening) % 2 == 1, False
            if lacks_closing and covered.endswith(opening) and not covered.startswith(opening):
                lacks_closing, lacks_opening = False, text[line_start : annotation.start].count(opening) % 2 == 1
        else:
            balance = _balance(covered, opening, closing)
            lacks_closing, lacks_opening = balance[0] > 0, balance[1] > 0
        at_edge = None if claim else _mark_at_edge(annotation, covered, opening, closing, closes=lacks_opening)
        if (lacks_closing or lacks_opening) and at_edge is not None:
            return _unbalanced(annotation, closing if lacks_closing else opening, at_edge, out=True)
        if not claim and (opening == closing or not covered.strip(opening + closing)):
            continue
        if lacks_closing:
            end = text.find(closing, annotation.end, line_end)
            if end < 0:
                continue  # A quotation that goes on in the next paragraph (rule 3).
            near = not text[annotation.end : end].strip(_SILENT + _ASKING + " ")
            near = near and end - annotation.end <= _BEYOND
            return _unbalanced(annotation, closing, (annotation.start, end + 1) if near else None)
        if lacks_opening:
            start = text.rfind(opening, line_start, annotation.start)
            if start < 0:
                continue  # It began in the paragraph before.
            near = not text[start + 1 : annotation.start].strip()
            return _unbalanced(annotation, opening, (start, annotation.end) if near else None)
    return None


def _mark_at_edge(
    annotation: Annotation, covered: str, opening: str, closing: str, *, closes: bool
) -> tuple[int, int] | None:
    """The borders without a single mark at an edge; None where none stands there, or nothing would be left."""
    start, end = annotation.start, annotation.end
    if end - start > 1 and covered[0] == opening and (not closes or opening == closing):
        return start + 1, end
    if end - start > 1 and covered[-1] == closing and (closes or opening == closing):
        return start, end - 1
    return None


def _balance(covered: str, opening: str, closing: str) -> tuple[int, int]:
    """How many opened marks are not closed in it, and how many closed ones not opened."""
    opened = unopened = 0
    for character in covered:
        if character == opening:
            opened += 1
        elif character == closing:
            opened, unopened = (opened - 1, unopened) if opened else (opened, unopened + 1)
    return opened, unopened


def _unbalanced(annotation: Annotation, mark: str, borders: tuple[int, int] | None, *, out: bool = False) -> Edge:
    fix = None
    if borders is not None:
        said = message("Leave the quotation mark out") if out else message("Take “{mark}” in", mark=mark)
        fix = Fix(said, fragments=_between(annotation, *borders))
    what = message("Only one of the two quotation marks is inside; “{mark}” is missing.", mark=mark)
    return Edge(FindingKind.QUOTES, what, fix, mark)


def _attached(annotation: Annotation, text: str, evidence: Evidence) -> Edge | None:
    """A preposition or a proclitic at the beginning."""
    start, end = annotation.start, annotation.fragments[0].end
    word = word_at(text, start)
    if word is None or word.start != start or word.end > end:
        return None
    inner = _inner_start(annotation, text, word, evidence)
    if inner is None or inner <= start or inner >= end:
        return None
    attached = text[start:inner].strip()
    what = message("“{letters}” before it stays outside.", letters=attached)
    following = word_at(text, inner)
    begin = following.of(text) if following is not None and following.start >= inner else text[inner : word.end]
    fix = Fix(message("Begin at “{word}”", word=begin), fragments=_between(annotation, inner, annotation.end))
    return Edge(FindingKind.PROCLITIC, what, fix, f"start{attached}")


def _inner_start(annotation: Annotation, text: str, word: Span, evidence: Evidence) -> int | None:
    """Where it should begin, as far as the word at its beginning tells; None where nothing does."""
    folded = fold(word.of(text))
    if annotation.layer == CLAIM_LAYER:
        line_end = line_at(text, word.start)[1]
        opener = next(iter(openers(text, word.start, min(line_end, word.end + 6))), None)
        if opener is None or opener.start == word.start:
            return None
        governed = opener.word_start == word.start
        if folded in _PREPOSITIONS and not text[word.end : opener.start].strip() and opener.start > word.end:
            governed = text[opener.start] not in _QUOTES and text[opener.start - 1] != ":"
        return opener.start if governed else None
    if annotation.layer == CUE_LAYER:
        core = evidence.core_of_cue(text, word)
        if core is not None:
            return core.start
    elif annotation.layer == SOURCE_LAYER and folded in _PREPOSITIONS:
        return next_word(text, word.start)
    return stem(text, word, evidence.vocabulary).start


def _pronoun(annotation: Annotation, text: str, evidence: Evidence) -> Iterator[Edge]:
    """A pronoun at the end of a cue («أعلنته» → «أعلنت»), and one that stands alone («ـه» is never a span)."""
    last = annotation.fragments[-1]
    word = word_at(text, last.end - 1)
    if word is None or word.end != last.end:
        return
    if last.start > word.start:
        alone = len(annotation.fragments) == 1 and last.start - word.start in enclitics(word.of(text))
        if alone and annotation.layer != CUE_LAYER:
            yield Edge(FindingKind.PROCLITIC, message("An attached pronoun is never marked by itself."), None, "alone")
        return
    if annotation.layer != CUE_LAYER:
        return
    core = evidence.core_of_cue(text, word)
    if core is not None and word.start <= core.start < core.end < word.end:
        letters = text[core.end : word.end]
        what = message("“{letters}” after it stays outside.", letters=letters)
        fragments = _between(annotation, annotation.start, core.end)
        yield Edge(
            FindingKind.PROCLITIC, what, Fix(message("End after “{word}”", word=core.of(text)), fragments), "end"
        )


def _between(annotation: Annotation, start: int, end: int) -> Fragments:
    """Its fragments with other outer borders."""
    spans = [
        (max(span.start, start) if at else start, min(span.end, end))
        for at, span in enumerate(annotation.fragments)
        if span.end > start and span.start < end
    ]
    spans[-1] = (spans[-1][0], end)
    return tuple(Span(first, last) for first, last in spans)


def _after_space(text: str, at: int, end: int) -> int:
    while at < end - 1 and text[at].isspace():
        at += 1
    return at


def _before_space(text: str, at: int, start: int) -> int:
    while at > start + 1 and text[at - 1].isspace():
        at -= 1
    return at
