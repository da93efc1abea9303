"""The next reporting words ahead of the hands: what the key of the cue takes when nobody has moved the caret."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice, pairwise
from typing import Final, TypeAlias

from annotator.model.span import Span
from annotator.operations import proposals
from annotator.suggest.cues import is_finite, is_impersonal, is_phrase, read_cue
from annotator.text.folding import fold
from annotator.text.openers import Opener, openers
from annotator.text.reporting import clause_words, complements, is_participle, is_reporting_verb, is_tag
from annotator.text.words import line_at, sentence_at, stretch_at, words_in

Told: TypeAlias = Callable[[Span], bool]
"""Whether a cue on these words is part of an attribution already, so that nobody is asked about it again."""

_REACH: Final = 1_200
"""Characters: about as much as a screen shows below the caret."""
_TO_OPENER: Final = 16
"""Words: as far as a claim opens behind its cue."""
_CONJUNCTIONS: Final = "وف"
_SAYING: Final = "قول"
_BY_SAYING: Final = "بالقول"
_STANDS: Final = frozenset(("جاء", "ورد", "جاءت", "وردت"))
_IN_IT: Final = frozenset(("فيه", "فيها"))
_WHAT: Final = "ما"
_WITH: Final = "ب"
_STEM: Final = 3
_RELAYING: Final = "relay"
_RELAYED_FROM: Final = "عن"
_RELAYED_TO: Final = "الي"
_ASCRIBED: Final = "نسب"
_ARTICLE: Final = "ال"
_PRONOUNS: Final = ("ه", "ها")
_LIMIT: Final = "حد"
_MEASURES: Final = ("قول", "تعبير", "وصف", "زعم")
# Before these, a verb stands where a clause begins.
_BEFORE_A_VERB: Final = frozenset(
    ("قد", "لقد", "كما", "فيما", "بينما", "حين", "لكن", "ثم", "الذي", "التي", "ما", "لم", "لا")
)
_NOR: Final = "ولم"
_NOT: Final = frozenset(("لم", "فلم", "ولم"))
# «أن تعلن», «عدم ذكر»: what follows reports nothing.
_SUBORDINATING: Final = frozenset(("ان", "عدم", "بعدم", "دون", "لن"))
_READ_ON: Final = frozenset(("اقرا", "شاهد"))
_WORDS_TO_A_PARTICIPLES_CLAIM: Final = 3
_WORDS_TO_AN_IMPERSONALS_CLAIM: Final = 6


def nothing_told(_cue: Span) -> bool:
    """No attribution has been made yet."""
    return False


def cue_ahead(text: str, offset: int, *, told: Told = nothing_told) -> tuple[Span, ...] | None:
    """The next words that report, behind ``offset``, as far as a screen shows.

    A verb of reporting, a participle that goes on («مضيفا»), a tag («وفق»), a saying («قوله إن»), an impersonal cue;
    other verbs of the lexicon where a claim opens behind them in the same sentence. What relays takes its «عن» along.

    Args:
        text: The text.
        offset: In code points.
        told: Which cues are passed over.

    Returns:
        The fragments of the cue without what is attached to it, or None.
    """
    before = ""
    for word in words_in(text, Span(offset, min(len(text), offset + _REACH))) if offset < len(text) else ():
        if word.start >= offset:
            phrase = _phrase(text, word)
            if phrase is not None and not told(phrase):
                return (phrase,)
            # Whether it is told already is asked last: few words report.
            cue = _cue_of(text, word) if phrase is None and _reports(text, word, before) else None
            if cue is not None and not told(cue):
                return relay_of(text, cue)
        before = fold(word.of(text))
    return None


def relay_of(text: str, cue: Span) -> tuple[Span, ...]:
    """A cue with the «عن» that belongs to it («نقلت … عن»), where it relays and one follows before the claim opens."""
    relay = next_relay(text, cue, cue.end)
    if relay is None:
        return (cue,)
    return (Span(cue.start, relay.end),) if not text[cue.end : relay.start].strip() else (cue, relay)


def next_relay(text: str, verb: Span, offset: int) -> Span | None:
    """The next «عن» behind ``offset`` that belongs to a verb which relays, before its claim opens, or None.

    What is ascribed is ascribed to somebody: «نسبت الصحيفة إلى مسؤول قوله إن».
    """
    reading = read_cue(verb.of(text))
    if reading is None or reading.cue_class != _RELAYING:
        return None
    preposition = _RELAYED_TO if fold(reading.lemma) == _ASCRIBED else _RELAYED_FROM
    return next((word for word in _before_opener(text, offset) if fold(word.of(text)) == preposition), None)


def _cue_of(text: str, word: Span) -> Span:
    return proposals.cue_in(text, word) or word


def _phrase(text: str, word: Span) -> Span | None:
    """A cue of two words: «لا شك», «تجدر الإشارة», «حد قول»ه."""
    following = next(_words_behind(text, word), None)
    if following is None or text[word.end : following.start].strip():
        return None
    first, second = fold(word.of(text)), fold(following.of(text))
    if first == _LIMIT:
        measure = next((measure for measure in _MEASURES if second.startswith(measure)), None)
        return Span(word.start, following.start + len(measure)) if measure is not None else None
    attached = first[:1] in _CONJUNCTIONS
    starts = (word.start, word.start + 1) if attached else (word.start,)
    return next((Span(start, following.end) for start in starts if is_phrase(text[start : following.end])), None)


def _reports(text: str, word: Span, before: str) -> bool:
    written = word.of(text)
    folded = fold(written)
    if before in _SUBORDINATING or folded in _READ_ON or folded.startswith(_ARTICLE):
        return False
    bare = folded[1:] if folded[:1] in _CONJUNCTIONS and len(folded) > 3 else folded
    if is_tag(written):
        return not _quotes_a_verb(text, word)
    if before == _NOR and _is_negated_too(text, word):
        return True
    if is_impersonal(written) and _opens_behind(text, word.end, _WORDS_TO_AN_IMPERSONALS_CLAIM):
        return True
    if is_participle(written):
        return _follows_a_stop(text, word) or _opens_behind(text, word.end, _WORDS_TO_A_PARTICIPLES_CLAIM)
    if folded.startswith((_SAYING, _BY_SAYING)) and read_cue(written) is not None:
        return _opens_behind(text, word.end)
    # A verb never ends in ة, which the search form takes for a pronoun («إذاعة»).
    begins = bare != folded or before in _BEFORE_A_VERB or _follows_a_stop(text, word) or _stands_in(text, word, folded)
    if is_reporting_verb(folded) or is_reporting_verb(bare):
        doubtful = {folded, bare} & clause_words().doubtful
        return not doubtful or (begins and not _is_byline(text, word) and _opens_behind(text, word.end))
    if not begins or written.endswith("ة"):
        return False
    return _reports_a_clause(text, word, folded)


def _is_negated_too(text: str, word: Span) -> bool:
    """Whether a verb behind «ولم» of the lexicon is the second of two: «لم تؤكد ذلك ولم تنفه»."""
    if read_cue(word.of(text)) is None:
        return False
    sentence = sentence_at(text, word.start)
    before = [fold(each.of(text)) for each in words_in(text, Span(sentence.start, word.start))]
    return any(first in _NOT and is_reporting_verb(second) for first, second in pairwise(before[:-1]))


def _reports_a_clause(text: str, word: Span, folded: str) -> bool:
    """Whether a verb that is no verb of reporting alone reports where its clause begins."""
    written = word.of(text)
    if any(folded.endswith(end) and is_reporting_verb(folded.removesuffix(end)) for end in _PRONOUNS):
        return True
    return is_finite(written) and (_opens_behind(text, word.end) or _governs_behind(text, word))


def _words_behind(text: str, word: Span) -> Iterator[Span]:
    """The words behind a word, as far as a screen shows."""
    return words_in(text, Span(word.end, min(len(text), word.end + _REACH))) if word.end < len(text) else iter(())


def _stands_in(text: str, word: Span, folded: str) -> bool:
    """Whether something stands written in what was named before: «وجهت رسالة إلى الوزير جاء فيها: …»."""
    following = next(_words_behind(text, word), None)
    return folded in _STANDS and following is not None and fold(following.of(text)) in _IN_IT


def _quotes_a_verb(text: str, word: Span) -> bool:
    """Whether a tag only leads to a verb: «بحسب ما أعلن كاتب الضبط»."""
    what, verb = (*islice(_words_behind(text, word), 2), None, None)[:2]
    return what is not None and verb is not None and fold(what.of(text)) == _WHAT and is_finite(verb.of(text))


def _governs_behind(text: str, word: Span) -> bool:
    """Whether the preposition of a verb follows in its clause: «وشكا سكان في الحي من انقطاع المياه»."""
    reading = read_cue(word.of(text))
    preposition = complements().prepositions.get(fold(reading.lemma), "") if reading is not None else ""
    end = sentence_at(text, max(word.end - 1, 0)).end
    if not preposition or word.end >= end:
        return False
    following = [fold(each.of(text)) for each in islice(words_in(text, Span(word.end, end)), _TO_OPENER)]
    return any(each == preposition or (preposition == _WITH and each[:1] == _WITH and len(each) > _STEM)
               for each in following)  # fmt: skip


def _follows_a_stop(text: str, word: Span) -> bool:
    """Whether a word stands first in its clause: behind punctuation, or where a line begins."""
    start = word.start
    # Letter by letter: a copy of all the text before would be seen in a long article.
    while start > 0 and text[start - 1] == " ":
        start -= 1
    return start == 0 or text[start - 1] in '\n،؛,;:.؟?!…«»“”"()'


def _is_byline(text: str, word: Span) -> bool:
    """Whether a line begins so: «كتبت: هدى العطار»."""
    return text[word.end : word.end + 1] == ":" and line_at(text, word.start)[0] == word.start


def _opens_behind(text: str, offset: int, farthest: int = _TO_OPENER) -> bool:
    """Whether a claim opens within so many words behind ``offset``, before the sentence is over."""
    opens = next((o.word_start for o in _openers_behind(text, offset)), None)
    return opens is not None and (opens <= offset or sum(1 for _ in words_in(text, Span(offset, opens))) <= farthest)


def _before_opener(text: str, offset: int) -> Iterator[Span]:
    """The words between a cue and where its claim opens, at most as far as a claim opens behind its cue."""
    end = min([*(o.word_start for o in _openers_behind(text, offset)), sentence_at(text, max(offset - 1, 0)).end])
    if offset < end:
        yield from islice(words_in(text, Span(offset, end)), _TO_OPENER)


def _openers_behind(text: str, offset: int) -> list[Opener]:
    """What opens claims between ``offset`` and the end of its sentence."""
    end = sentence_at(text, max(offset - 1, 0)).end
    return [opener for opener in openers(text, *stretch_at(text, offset)) if offset <= opener.word_start < end]
