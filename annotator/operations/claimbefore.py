"""The claim that stands before its cue: «[…]، قالت الوزيرة», «[…]، وفقا للنيابة», «[…]، كما يؤكد المسؤول، [تقول]»."""

from __future__ import annotations

from typing import Final

from annotator.model.span import Span
from annotator.text.characters import OPENING_QUOTES, PLAIN_QUOTE
from annotator.text.clauses import Edge, likeliest_end, previous_stop
from annotator.text.folding import fold
from annotator.text.openers import openers
from annotator.text.proclitics import stem
from annotator.text.reporting import begins_new_report, clause_words, is_participle, is_reporting_verb, is_tag
from annotator.text.vocabulary import Vocabulary
from annotator.text.words import next_word, previous_word, quotations, sentence_at, stretch_at, word_at, words_in

_COMMAS: Final = "،,"
_DASHES: Final = "-–—"
_CONJUNCTIONS: Final = "وف"
_AS: Final = "كما"
_WHAT: Final = "ما"
_SHORTEST: Final = 3
_OPENING: Final = OPENING_QUOTES + PLAIN_QUOTE
_ON: Final = "علي"


def claim_before(text: str, cue: Span, behind: int, vocabulary: Vocabulary) -> tuple[Span, ...] | None:
    """The claim before a cue, where a tag, «كما» or a verb behind a quotation looks back to it.

    Args:
        text: The text.
        cue: The cue, without what is attached to it.
        behind: Just past the cue and who speaks, in code points.
        vocabulary: Decides what is attached to the claim's first word.

    Returns:
        The claim; in two fragments where it goes on behind the speaker. None where it does not stand before the cue.
    """
    opens = _clause_start(text, cue)
    if text[opens] in _CONJUNCTIONS and stem(text, Span(opens, cue.end), vocabulary).start > opens:
        return None  # «…، وقالت» and «…، وبحسب» go on to something else.
    sentence = sentence_at(text, cue.start)
    comma = _comma_before(text, opens, sentence.start)
    if comma is None:
        return None
    end = comma
    while end > sentence.start and (text[end - 1].isspace() or text[end - 1] in _COMMAS):
        end -= 1
    quoted = next((span for span in quotations(text, *stretch_at(text, cue.start)) if span.end == end), None)
    looks_back = opens < cue.start or is_tag(_word_of(text, cue))
    if quoted is None and not looks_back:
        return None
    whole = quoted is not None and _is_all(text, sentence, quoted)
    first = quoted if whole else _stretch(text, sentence, end, vocabulary)
    if first is None:
        return None
    rest = _rest(text, behind, sentence, quoted=quoted is not None and not looks_back)
    return (first,) if rest is None else (first, rest)


def _clause_start(text: str, cue: Span) -> int:
    """Where the words begin that belong to the cue: «على» of «على حد قول», «كما» and «بحسب ما» before a verb."""
    word = word_at(text, cue.start)
    start = word.start if word is not None else cue.start
    for _ in range(2):
        before = word_at(text, previous_word(text, start)) if start else None
        if before is None or text[before.end : start].strip():
            break
        folded = fold(before.of(text))
        if folded not in (_AS, _WHAT, _ON) and not is_tag(before.of(text)):
            break
        start = before.start
    return start


def _comma_before(text: str, offset: int, least: int) -> int | None:
    """The comma or dash before ``offset``; None where a word stands there, or the sentence begins."""
    at = offset
    while at > least and text[at - 1].isspace():
        at -= 1
    return at - 1 if at > least and text[at - 1] in _COMMAS + _DASHES else None


def _is_all(text: str, sentence: Span, quoted: Span) -> bool:
    """Whether nothing but a colon or a conjunction stands before a quotation."""
    return quoted.start <= sentence.start or next(words_in(text, Span(sentence.start, quoted.start)), None) is None


def _stretch(text: str, sentence: Span, end: int, vocabulary: Vocabulary) -> Span | None:
    """From the latest report before to ``end``, without the words with which sentences go on."""
    start = sentence.start
    at = end
    while at > sentence.start:
        stop = max(previous_stop(text, at, edge=Edge.START), sentence.start)
        if _reports(text, stop, at):
            start = at  # Something else was reported there.
            break
        at = stop
    words = list(words_in(text, Span(start, end))) if start < end else []
    while words and fold(words[0].of(text)) in clause_words().before_subjects:
        words.pop(0)
    if not words:
        return None
    first = _without_and(text, words[0], vocabulary)
    if first > sentence.start and text[first - 1] in _OPENING:
        first -= 1
    return Span(first, end) if first < end else None


def _without_and(text: str, word: Span, vocabulary: Vocabulary) -> int:
    """Where the first word of a sentence begins without the «و» that joins it to the one before."""
    if text[word.start] not in _CONJUNCTIONS or word.end - word.start == 1:
        return (
            word.end if word.end - word.start == 1 and text[word.end : word.end + 1] in tuple(_OPENING) else word.start
        )
    cut = stem(text, word, vocabulary).start
    unknown = vocabulary.count(word.of(text)) == 0 and word.end - word.start > _SHORTEST
    return word.start + 1 if cut > word.start or unknown else word.start


def _reports(text: str, start: int, end: int) -> bool:
    """Whether something is reported in a stretch."""
    for word in words_in(text, Span(start, end)):
        folded = fold(word.of(text))
        bare = folded[1:] if folded[:1] in _CONJUNCTIONS else folded
        if is_participle(word.of(text)) or is_reporting_verb(folded) or is_reporting_verb(bare):
            return True
    opening = openers(text, *stretch_at(text, start))
    return any(start <= opener.start < end and opener.closes is None and not opener.weak for opener in opening)


def _rest(text: str, behind: int, sentence: Span, *, quoted: bool) -> Span | None:
    """The claim's rest behind the speaker: a second quotation, or what a tag stands inside of."""
    at = behind
    while at < sentence.end and text[at].isspace():
        at += 1
    if at >= sentence.end or text[at] not in _COMMAS + _DASHES:
        return None
    start = at + 1
    while start < sentence.end and text[start].isspace():
        start += 1
    if start >= sentence.end:
        return None
    if quoted:
        return next((span for span in quotations(text, *stretch_at(text, start)) if span.start == start), None)
    rest = next_word(text, at)
    if text[start] in _OPENING:
        rest = start
    if rest >= sentence.end or begins_new_report(text, rest, sentence.end):
        return None
    return Span(rest, likeliest_end(text, rest))


def _word_of(text: str, cue: Span) -> str:
    word = word_at(text, cue.start)
    return word.of(text) if word is not None else ""
