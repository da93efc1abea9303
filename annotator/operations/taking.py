"""Which letters a label key takes: the word at the caret, or what the text goes on with behind what was just marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from annotator.model.scheme import CLAIM_LAYER, CUE_LAYER, SOURCE_LAYER
from annotator.model.span import Span
from annotator.operations import proposals
from annotator.operations.claimbefore import claim_before
from annotator.operations.cuesahead import Told, cue_ahead, next_relay, nothing_told, relay_of
from annotator.suggest.cues import read_cue
from annotator.text.clauses import likeliest_claim, likeliest_end
from annotator.text.folding import fold
from annotator.text.openers import openers
from annotator.text.proclitics import cuts, stem
from annotator.text.reporting import (
    begins_new_report,
    clause_words,
    complements,
    is_participle,
    is_reporting_verb,
    is_tag,
)
from annotator.text.speakerphrase import speaker_behind, speaker_of
from annotator.text.vocabulary import Vocabulary
from annotator.text.words import next_word, previous_word, sentence_at, stretch_at, word_at, words_in

_RELAYED_FROM: Final = "عن"
_ATTACHED: Final = "ب"
_COMMAS: Final = "،,"
_CONJUNCTIONS: Final = "وف"
_FUTURE: Final = "س"
_AND: Final = "و"
_PRESENT: Final = "يت"
_STANDS_IN: Final = frozenset(("جاء", "ورد"))
_IN: Final = "في"
_AS: Final = "كما"
_RELATIVES: Final = frozenset(("الذي", "التي", "ما", "لم"))
_TAG_PAIRS: Final = frozenset((("علي", "حد"), ("علي", "لسان"), ("حسب", "ما"), ("بحسب", "ما"), ("وفق", "ما")))
_STEM: Final = 4


@dataclass(frozen=True, slots=True)
class Part:
    """Something that was marked: in hand, or waiting in the open frame for its claim.

    Attributes:
        layer: Its layer.
        fragments: What it covers.
    """

    layer: str
    fragments: Sequence[Span]

    @property
    def end(self) -> int:
        """Offset just past its last character."""
        return self.fragments[-1].end


def at_caret(
    text: str,
    caret: int,
    layer: str,
    vocabulary: Vocabulary,
    *,
    waiting: Sequence[Part] = (),
    told: Told = nothing_told,
) -> tuple[Span, ...] | None:
    """What a label key takes where somebody has put the caret.

    A word without what is attached to it; a cue with the «عن» of its relay; a claim from its opener to the likeliest
    stop. At the very start of an article nobody has walked yet: a cue is the first reporting words there are.

    Args:
        text: The text, not empty.
        caret: In code points.
        layer: The layer of the label.
        vocabulary: Decides what is attached to a word.
        waiting: Cues and sources that wait for their claim: it begins behind those that end before the caret.
        told: Cues that are passed over at the start of an article.

    Returns:
        The fragments, or None where no word follows.
    """
    if layer == CLAIM_LAYER:
        behind = max((part.end for part in waiting if part.end <= caret), default=0)
        claim = without_preposition(text, likeliest_claim(text, caret, not_before=behind), vocabulary)
        return _around_a_tag(text, claim)
    first = from_the_start(text, layer, caret, told=told)
    if first is not None:
        return first
    word = word_at(text, caret) or word_at(text, next_word(text, caret))
    if word is None:
        return None
    if layer != CUE_LAYER:
        return (stem(text, word, vocabulary),)
    cue = proposals.cue_in(text, word)
    return relay_of(text, cue) if cue is not None else (_verb_at(text, word, vocabulary),)


def from_the_start(text: str, layer: str, caret: int, *, told: Told = nothing_told) -> tuple[Span, ...] | None:
    """The first reporting words of an article for the key of the cue, while the caret stands where it was opened.

    Args:
        text: The text.
        layer: The layer of the label.
        caret: In code points.
        told: Cues that are passed over.

    Returns:
        The fragments, or None where the caret was moved, the key is another, or nothing on the first screen reports.
    """
    return cue_ahead(text, 0, told=told) if layer == CUE_LAYER and caret == 0 else None


def ahead(
    text: str,
    layer: str,
    held: Part,
    vocabulary: Vocabulary,
    *,
    caret: int,
    waiting: Sequence[Part] = (),
    told: Told = nothing_told,
) -> tuple[Span, ...] | None:
    """What a label key takes right after something else was marked, the caret unmoved: the text is read on.

    The next reporting words; who speaks through the cue just marked, or behind the «عن» that follows a relay; the claim
    that opens behind them.

    Args:
        text: The text, not empty.
        layer: The layer of the label.
        held: What was just marked.
        vocabulary: Decides what is attached to a word.
        caret: Where the caret was left.
        waiting: Cues and sources of the open frame that wait for their claim.
        told: Cues that are passed over.

    Returns:
        The fragments, or None where the key is about what is at hand instead.
    """
    if layer == CUE_LAYER and held.layer != CUE_LAYER:
        return cue_ahead(text, max(held.end, caret), told=told)
    if layer == SOURCE_LAYER and held.layer in (CUE_LAYER, SOURCE_LAYER):
        return _speaker(text, held, vocabulary, waiting)
    if layer == CLAIM_LAYER and held.layer in (CUE_LAYER, SOURCE_LAYER) and waiting:
        cues = [part for part in waiting if part.layer == CUE_LAYER]
        return _claim(text, max(part.end for part in (held, *waiting)), cues[-1] if cues else None, vocabulary)
    return None


def further_relay(text: str, held: Part) -> Span | None:
    """The next «عن» of a cue that relays, before its claim opens: «نقلت عن صحيفة … عن مصدرين»; None without one."""
    return None if held.layer != CUE_LAYER else next_relay(text, held.fragments[0], held.end)


def next_link(text: str, end: int, waiting: Sequence[Part]) -> int | None:
    """Behind which offset the next link of a chain is named, once the source that ends at ``end`` was marked.

    Behind the «عن» that follows at once, or behind that of the relaying cue that waits («نقلت الصحيفة، في عددها
    الأخير، عن مصدر»); None where the key of the source means the next word.
    """
    following = word_at(text, next_word(text, end))
    if following is not None and following.start - end == 1 and fold(following.of(text)) == _RELAYED_FROM:
        return end
    relays = [fragment for part in waiting if part.layer == CUE_LAYER for fragment in part.fragments[1:]]
    if following is not None and following in relays and following.start - end == 1:
        return following.end
    following_sign = text[end : end + 2].strip()[:1]
    if not following_sign or following_sign.isalnum() or sum(part.layer == SOURCE_LAYER for part in waiting) > 1:
        return None  # More words of the same source may follow.
    return next((relay.end for relay in relays if relay.start >= end), None)


def without_preposition(text: str, claim: Span, vocabulary: Vocabulary) -> Span:
    """A claim without what is attached to its first word: «بترجمة الرواية» is the claim «ترجمة الرواية»."""
    word = word_at(text, claim.start)
    if word is None or word.start != claim.start:
        return claim
    return Span(stem(text, word, vocabulary).start, claim.end)


def _around_a_tag(text: str, claim: Span) -> tuple[Span, ...]:
    """A claim, and its rest where a tag stands inside it: «[الاتفاق]، وفقا لرئيس الغرفة، [سيخفض الكلفة]»."""
    sentence = sentence_at(text, claim.start)
    behind = text[claim.end : claim.end + 1]
    tag = word_at(text, next_word(text, claim.end)) if behind and behind in _COMMAS else None
    if tag is None or tag.end >= sentence.end or not _is_tag(text, tag):
        return (claim,)
    comma = next((at for at in range(tag.end, sentence.end) if text[at] in _COMMAS), sentence.end)
    rest = next_word(text, comma)
    if rest >= sentence.end or begins_new_report(text, rest, sentence.end):
        return (claim,)
    return (claim, Span(rest, likeliest_end(text, rest)))


def _is_tag(text: str, word: Span) -> bool:
    """Whether a word begins a tag in the middle of a sentence: «وفقا لـ», «على حد قوله», «كما يؤكد»."""
    following = word_at(text, next_word(text, word.end))
    first, second = fold(word.of(text)), fold(following.of(text)) if following is not None else ""
    if first == _AS:
        return is_reporting_verb(second)
    return is_tag(word.of(text)) or (first, second) in _TAG_PAIRS


def _speaker(text: str, held: Part, vocabulary: Vocabulary, waiting: Sequence[Part]) -> tuple[Span, ...] | None:
    if held.layer == CUE_LAYER:
        first = held.fragments[0]
        following = word_at(text, next_word(text, held.end))
        if _lemma(text, held) in _STANDS_IN and following is not None and fold(following.of(text)) == _IN:
            speaker = speaker_behind(text, following.end, vocabulary)  # «وجاء في تقرير للبرنامج أن …»
            return (speaker,) if speaker is not None else None
        speaker = speaker_of(text, first, vocabulary, complement=_preposition(text, held))
        return (speaker,) if speaker is not None else None
    cues = [part for part in waiting if part.layer == CUE_LAYER]
    if cues and _preposition(text, cues[-1]) == _RELAYED_FROM:
        return None  # «أعرب المدرب عن أمله»: the claim stands behind it.
    link = next_link(text, held.end, waiting)
    speaker = speaker_behind(text, link, vocabulary) if link is not None else None
    return (speaker,) if speaker is not None else None


def _claim(text: str, offset: int, cue: Part | None, vocabulary: Vocabulary) -> tuple[Span, ...] | None:
    """The claim behind its cue and source: where it opens, else behind the verb's preposition, else the phrase.

    None where the sentence is over, or the verb looks back: «…، الأمر الذي نفته الوزارة» is about a claim before.
    """
    within = word_at(text, offset)
    offset = within.end if within is not None and within.start < offset else offset  # Past the pronoun of «وصفه».
    if cue is not None and _may_look_back(text, offset, cue, vocabulary):
        before = claim_before(text, cue.fragments[0], offset, vocabulary)
        if before is not None:
            return before
    if next_word(text, offset) >= sentence_at(text, max(offset - 1, 0)).end:
        return None
    preposition = _preposition(text, cue) if cue is not None else ""
    opens = _behind_preposition(text, offset, preposition, vocabulary) if preposition else None
    strong = _first_opener(text, offset)
    if strong is not None and _reports_between(text, offset, strong):
        strong = None
    if opens is not None and (strong is None or opens <= strong):
        claim = Span(opens, likeliest_end(text, opens))
        subject = _predicated(text, offset, opens) if _is_predicate(text, cue) else None
        return (subject, claim) if subject is not None else (claim,)
    if strong is None:
        if cue is not None and _looks_back(text, cue):
            return None
        begins = _behind_asides(text, offset)
        if begins is None:
            return None
        return (without_preposition(text, Span(begins, likeliest_end(text, begins)), vocabulary),)
    return (without_preposition(text, likeliest_claim(text, offset, not_before=offset), vocabulary),)


def _verb_at(text: str, word: Span, vocabulary: Vocabulary) -> Span:
    """A reporting word that no lexicon knows: to a verb only و, ف and س are attached («لوحت» is no ل and وحت)."""
    cut = stem(text, word, vocabulary)
    letters = fold(text[word.start : cut.start])
    if letters and not letters.strip(_CONJUNCTIONS + _FUTURE):
        return cut
    begins = bool(letters) or sentence_at(text, word.start).start == word.start
    joined = begins and text[word.start] in _CONJUNCTIONS and word.end - word.start > 1
    return Span(word.start + 1, word.end) if joined else word


def _may_look_back(text: str, offset: int, cue: Part, vocabulary: Vocabulary) -> bool:
    """Whether no claim opens behind the speaker, but perhaps the second piece of a quotation, behind a comma."""
    preposition = _preposition(text, cue)
    if is_participle(cue.fragments[0].of(text)):
        return False
    if preposition and _behind_preposition(text, offset, preposition, vocabulary) is not None:
        return False
    strong = _first_opener(text, offset)
    return strong is None or text[offset:strong].strip(" ") in tuple(_COMMAS)


def _reports_between(text: str, offset: int, opener: int) -> bool:
    """Whether another report begins before an opener: «تستذكر كيف أوقفت الرقابة العرض، مؤكدة أن»."""
    for comma in (at for at in range(offset, opener) if text[at] in _COMMAS):
        word = word_at(text, next_word(text, comma))
        if word is not None and word.end <= opener and _begins_report(word.of(text)):
            return True
    return False


def _begins_report(word: str) -> bool:
    """Whether a word behind a comma begins a report of its own: a participle, a contrast, «وقالت»."""
    folded = fold(word)
    past = folded[:1] == _AND and folded[1:2] not in _PRESENT and is_reporting_verb(folded[1:])
    return past or is_participle(word) or folded in clause_words().contrasts


def _behind_asides(text: str, offset: int) -> int | None:
    """Where the object of a verb begins, past what stands between commas: «أعلن الصندوق، اليوم، [بيع حصته]»."""
    end = sentence_at(text, max(offset - 1, 0)).end
    words = clause_words()
    at = offset
    while True:
        while at < end and (text[at].isspace() or text[at] in _COMMAS):
            at += 1
        comma = next((place for place in range(at, end) if text[place] in _COMMAS), None)
        word = word_at(text, at)
        if comma is None or word is None or not text[offset:at].strip():
            break
        if fold(word.of(text)) not in words.passed | words.adverbial | words.behind:
            break
        at = comma
    return at if next_word(text, max(at - 1, 0)) < end and at < end else None


def _looks_back(text: str, cue: Part) -> bool:
    """Whether a verb with a pronoun is about what stands before it: «الأمر الذي نفته إدارة المرفأ في بيان»."""
    word = word_at(text, cue.fragments[0].start)
    before = word_at(text, previous_word(text, word.start)) if word is not None else None
    if word is None or before is None or word.end == cue.fragments[0].end:
        return False
    return fold(before.of(text)) in _RELATIVES


def _preposition(text: str, cue: Part) -> str:
    return complements().prepositions.get(_lemma(text, cue), "")


def _is_predicate(text: str, cue: Part | None) -> bool:
    return cue is not None and _lemma(text, cue) in complements().predicates


def _lemma(text: str, cue: Part) -> str:
    reading = read_cue(cue.fragments[0].of(text))
    return fold(reading.lemma) if reading is not None else ""


def _first_opener(text: str, offset: int) -> int | None:
    """Where the first clear opener behind ``offset`` stands in its sentence."""
    end = sentence_at(text, max(offset - 1, 0)).end
    found = (o for o in openers(text, *stretch_at(text, offset)) if offset <= o.word_start < end and not o.weak)
    return next((opener.start for opener in found), None)


def _behind_preposition(text: str, offset: int, preposition: str, vocabulary: Vocabulary) -> int | None:
    """Where the words begin that a preposition governs, the first one behind ``offset`` in the sentence."""
    end = sentence_at(text, max(offset - 1, 0)).end
    if offset >= end:
        return None
    opening = {opener.word_start: opener.start for opener in openers(text, *stretch_at(text, offset))}
    for word in words_in(text, Span(offset, end)):
        folded = fold(word.of(text))
        if folded == preposition:
            # A quotation may follow («بـ«شجاعة»»), or the word.
            start = word.end
            while start < end and text[start] == " ":
                start += 1
            return start if start < end else None
        if preposition == _ATTACHED and folded.startswith(_ATTACHED):
            if word.start in opening:
                return opening[word.start]
            cut = stem(text, word, vocabulary).start
            first = next((c.offset for c in cuts(word.of(text))), 0)
            if cut > word.start or (len(folded) >= _STEM and vocabulary.count(word.of(text)) == 0 and first):
                return max(cut, word.start + first)
    return None


def _predicated(text: str, offset: int, opens: int) -> Span | None:
    """Of whom something is said: the words between the speaker and the predicate."""
    words = [word for word in words_in(text, Span(offset, opens)) if word.end < opens]
    while words and fold(words[0].of(text)) in clause_words().passed:
        words.pop(0)
    while words and (words[-1].end > opens - 1 or fold(words[-1].of(text)) in (_ATTACHED,)):
        words.pop()
    return Span(words[0].start, words[-1].end) if words else None
