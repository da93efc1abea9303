"""The words that name a speaker behind a reporting word: where they begin, and where they probably end."""

from __future__ import annotations

from typing import Final

from annotator.model.span import Span
from annotator.text.characters import CLOSING_QUOTES, OPENING_QUOTES, PLAIN_QUOTE
from annotator.text.clauses import Edge, next_speaker_end, previous_stop
from annotator.text.folding import fold
from annotator.text.objects import begins_object
from annotator.text.openers import openers
from annotator.text.proclitics import stem
from annotator.text.reporting import clause_words, is_participle, is_reporting_verb, is_tag
from annotator.text.vocabulary import Vocabulary
from annotator.text.words import next_word, previous_word, quotations, sentence_at, stretch_at, word_at, words_in

_WITH: Final = "ب"
_STEM: Final = 4
_LONGEST_SUBJECT: Final = 12
# A verb behind these is about what stands before it, which does not speak: «الأمر الذي نفته», «وهو ما أكده».
_RELATIVES: Final = frozenset(("الذي", "التي", "الذين", "ما", "لم", "لا", "ان", "انه", "انها", "هو", "وهو"))
_DASHES: Final = " -–—،,"
_COMMAS: Final = "،,"
_PARTING: Final = frozenset(_DASHES.strip() + _COMMAS + CLOSING_QUOTES + PLAIN_QUOTE)
# «سعدية برهوم، وهي معلمة متقاعدة، …», «كتلة التغيير، التي انسحب نوابها، …».
_APPOSITIONS: Final = frozenset(("وهو", "وهي", "الذي", "التي", "الذين", "ويدعي", "وتدعي"))
_LONGEST_APPOSITION: Final = 14
_ARTICLE: Final = "ال"
_QUOTES: Final = OPENING_QUOTES + CLOSING_QUOTES + PLAIN_QUOTE
# The last three are what is attached to a quotation: «أشاد المدرب بـ«شجاعة» فريقه».
_LEFT_OUT: Final = frozenset(("من", "علي", "الي", "عن", "في", "مع", "ب", "ل", "ك"))
_PLACES: Final = frozenset(("في", "علي", "عبر", "ب"))
_RELAYED_FROM: Final = "عن"
_THEN: Final = "ف"
_NOUN_CLAUSE: Final = frozenset(("ان", "وان", "بان", "لكن", "ولكن"))
_AS_FOR: Final = frozenset(("اما", "واما"))
_TO: Final = "ل"
_TOWARDS: Final = "الي"
_TAGS_WITH_TO: Final = frozenset(("وفقا", "ووفقا", "طبقا", "تبعا", "خلافا"))


def speaker_of(text: str, cue: Span, vocabulary: Vocabulary, *, complement: str = "") -> Span | None:
    """Who speaks through a reporting word, as far as the words around it tell.

    Args:
        text: The text.
        cue: The reporting word, without what is attached to it.
        vocabulary: Decides what is attached to the first word of the speaker.
        complement: The preposition behind which the claim stands, in the search form, or empty.

    Returns:
        The stretch, or None where the subject is hidden.
    """
    if is_participle(cue.of(text)):
        return None  # «…، واصفا لغتها بأنها مقتصدة»: who goes on speaking stands before, what follows is its object.
    return _before(text, cue, vocabulary) or speaker_behind(text, cue.end, vocabulary, complement=complement)


def speaker_behind(text: str, offset: int, vocabulary: Vocabulary, *, complement: str = "") -> Span | None:
    """Who speaks, where a reporting word ends at ``offset`` and its subject follows: «أقر · رئيس النادي · بأن».

    On the way to it, words for when and to whom are passed over; the «عن» of «نقلا عن» too. It ends at a stop, before
    what a speaker is followed by (``next_speaker_end``), and before words that tell when, where or how it was said.
    What asks for no name to be given («…، طلب عدم ذكر اسمه،») belongs to it.

    Args:
        text: The text.
        offset: Just past the reporting word, in code points.
        vocabulary: Decides what is attached to the first word.
        complement: As for ``speaker_of``.

    Returns:
        The stretch, or None where the claim or a stop follows at once: the subject is hidden.
    """
    limit = sentence_at(text, max(offset - 1, 0)).end
    start = _first_word(text, offset, limit)
    if start is None or _begins_complement(text, start, complement, vocabulary):
        return None
    behind_tag = fold(_word_before(text, offset)) in _TAGS_WITH_TO
    first = stem(text, start, vocabulary)
    if behind_tag and first.start == start.start and text[start.start] == _TO:
        first = Span(start.start + 1, start.end)
    end = _end(text, first.start, limit, complement, vocabulary)
    while end > first.start and text[end - 1] in _DASHES:
        end -= 1
    around = (span for span in quotations(text, *stretch_at(text, first.start)) if span.start < first.start)
    if end > first.start + 1 and any(span.end == end for span in around):
        end -= 1  # Of «قالت "المال اليوم" إن» neither mark is taken.
    return Span(first.start, end) if end > first.start else None


def _before(text: str, cue: Span, vocabulary: Vocabulary) -> Span | None:
    """Who speaks, where the subject stands before its verb: «لكن مصدرا في الوزارة قال»."""
    word, words = word_at(text, cue.start), clause_words()
    if word is None or is_tag(word.of(text)):
        return None
    attached = fold(text[word.start : cue.start])
    if attached not in ("", _THEN):
        return None
    line = stretch_at(text, cue.start)
    sentence = sentence_at(text, cue.start)
    start = previous_stop(text, cue.start, edge=Edge.START) if cue.start > line[0] else cue.start
    start = max(start, sentence.start)
    quoted = start < word.start and text[start] in OPENING_QUOTES and start + 1 == word.start
    if quoted:  # «إن وزير النقل «يعتقد أن …»»: its predicate alone is quoted.
        start = max(previous_stop(text, start, edge=Edge.START), sentence.start)
    before = list(words_in(text, Span(start, word.start))) if start < word.start else []
    if attached and not (before and fold(before[0].of(text)) in _AS_FOR):
        return None  # «أما القائد فرأى أن …»; after anything else, ف begins a clause of its own.
    if quoted and not (before and fold(before[0].of(text)) in _NOUN_CLAUSE):
        return None
    while before and fold(before[0].of(text)) in words.before_subjects:
        before.pop(0)
    while before and fold(before[-1].of(text)) in words.already:
        before.pop()
    if not 0 < len(before) <= _LONGEST_SUBJECT or fold(before[0].of(text)) in words.adverbial:
        return None
    if set(text[before[-1].end : word.start]) & _PARTING:
        return None  # «جنيف - قالت», «…»، قالت»: a dash or a comma stands between.
    folded = {fold(each.of(text)) for each in before}
    if folded & _RELATIVES or any(is_reporting_verb(each) for each in folded):
        return None
    return Span(stem(text, before[0], vocabulary).start, before[-1].end)


def _first_word(text: str, offset: int, limit: int) -> Span | None:
    words = clause_words()
    opening = {opener.word_start for opener in openers(text, *stretch_at(text, offset))}
    within = word_at(text, offset)
    at = offset if within is None else max(offset, within.end)  # Past the pronoun of «وصفه».
    offset = at
    while at < limit:
        word = word_at(text, next_word(text, at))
        if word is None or word.start < at or word.start >= limit:
            return None
        between = text[at : word.start].strip()
        if word.start in opening or any(at <= place <= word.start for place in opening):
            return None
        if between.strip(_COMMAS + _QUOTES):
            return None
        folded = fold(word.of(text))
        if folded in words.passed or (folded == _RELAYED_FROM and not between):
            at = word.end
            continue
        return None if folded in words.adverbial or (between.startswith(tuple(_COMMAS)) and at == offset) else word
    return None


def _is_governed(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word may be a ب and what it governs: «بغلي المياه», «بإنزال العقوبة»; not «بيان»."""
    folded = fold(word)
    known = len(folded) == _STEM and vocabulary.count(word) > 0
    return folded[:1] == _WITH and len(folded) >= _STEM and not known


def _begins_complement(text: str, word: Span, complement: str, vocabulary: Vocabulary) -> bool:
    """Whether the claim follows at once, behind the verb's preposition: «وطالبت بفتح تحقيق»."""
    folded = fold(word.of(text))
    if complement == _WITH:
        return folded[:1] == _WITH and stem(text, word, vocabulary).start > word.start
    return bool(complement) and folded == complement


def _end(text: str, start: int, limit: int, complement: str, vocabulary: Vocabulary) -> int:
    """Where the words end that begin at ``start``."""
    words = clause_words()
    end = min(_phrase_end(text, start), limit)
    previous = ""
    passed: list[str] = []
    quoted = quotations(text, *stretch_at(text, start))
    for word in words_in(text, Span(start, end)):
        if any(span.start < word.start < span.end and start <= span.start + 1 for span in quoted):
            continue  # In the name «المال اليوم» nothing tells when.
        folded = fold(word.of(text))
        if word.start > start:
            told_where = previous in _PLACES and folded in words.settings
            opens = folded == complement or (complement == _WITH and _is_governed(word.of(text), vocabulary))
            if text[word.start - 2] in _COMMAS:
                passed.clear()  # What says more about somebody is no object.
            told_whom = folded in words.behind and not (folded == _TOWARDS and previous in words.anonymity)
            if told_whom or told_where or opens or (passed and begins_object(passed, word.of(text), vocabulary)):
                end = _place_before(text, word, previous if told_where else "")
                if previous in words.issued:
                    # «صحيفة «المال» الصادرة اليوم»: when it was issued is left out as a whole.
                    issued = word_at(text, previous_word(text, word.start))
                    end = _place_before(text, issued, "") if issued is not None and issued.start > start else end
                break
        previous = folded
        passed.append(word.of(text))
    return _without_preposition(text, start, end)


def _phrase_end(text: str, offset: int) -> int:
    """The end of the phrase, past quoted names and past what asks for anonymity."""
    start, line_end = stretch_at(text, offset)
    names = {span.start: span.end for span in quotations(text, start, line_end)}
    found = openers(text, start, line_end)
    speech, opening = {opener.start for opener in found}, {opener.word_start for opener in found}
    # A name in quotation marks, or the rest of one: «صحيفة «المال اليوم»».
    around = next((span for span in quotations(text, start, line_end) if span.start < offset < span.end), None)
    end = around.end if around is not None else _speaker_end(text, offset)
    while end < line_end:
        first = end
        while first < line_end and text[first] == " ":
            first += 1
        if first in names and first not in speech:
            end = names[first]
            goes_on = end < line_end and text[end] == " " and text[end + 1 : end + 2].isalpha()
            behind = word_at(text, end + 1) if goes_on else None
            if behind is not None and fold(behind.of(text)) != _RELAYED_FROM and behind.start not in opening:
                following = _speaker_end(text, end)
                end = following if following > end + 1 else end
            continue
        if text[first : first + 1] and text[first] in _COMMAS:
            word = word_at(text, next_word(text, first))
            if word is not None and fold(word.of(text)) in clause_words().anonymity and word.start - first <= 3:
                end = _speaker_end(text, word.end)
                continue
            closing = _apposition_end(text, word, line_end) if word is not None else None
            if closing is not None:
                return closing
        break
    return end


def _apposition_end(text: str, word: Span, line_end: int) -> int | None:
    """The end of words that say more about a speaker between two commas, or None where there are none."""
    folded, words = fold(word.of(text)), clause_words()
    titled = folded.startswith(_ARTICLE) and folded not in words.passed | words.behind | words.adverbial
    if folded not in _APPOSITIONS and not titled:
        return None
    comma = next((at for at in range(word.end, line_end) if text[at] in _COMMAS), None)
    short = comma is not None and sum(1 for _ in words_in(text, Span(word.start, comma))) <= _LONGEST_APPOSITION
    if not short or comma is None or comma >= sentence_at(text, word.start).end:
        return None
    following = next_word(text, comma)
    opens = any(comma < opener.start <= following <= opener.end for opener in openers(text, *stretch_at(text, comma)))
    return comma if opens or not titled else None  # «أندريه كورتونوف، المدير العام للمجلس، إن روسيا …»


def _speaker_end(text: str, offset: int) -> int:
    """The next end of a speaker; «رفض الكشف عن هويته» is no relay."""
    end = next_speaker_end(text, offset)
    while True:
        relay = word_at(text, next_word(text, end))
        withheld = word_at(text, next_word(text, relay.end)) if relay is not None else None
        if relay is None or withheld is None or fold(relay.of(text)) != _RELAYED_FROM or relay.start - end != 1:
            return end
        if fold(withheld.of(text)) not in clause_words().names_withheld:
            return end
        end = next_speaker_end(text, relay.end)


def _place_before(text: str, word: Span, preposition: str) -> int:
    """Just past the words before one, and before its preposition."""
    end = word.start
    while end > 0 and text[end - 1].isspace():
        end -= 1
    if preposition:
        before = word_at(text, end - 1)
        end = before.start if before is not None else end
        while end > 0 and text[end - 1].isspace():
            end -= 1
    return end


def _without_preposition(text: str, start: int, end: int) -> int:
    """The end without a preposition there, which belongs to the claim: «تحذر جمعية من [أن …]»."""
    last = word_at(text, end)
    if last is not None and last.end == end and last.start > start and fold(last.of(text)) in _LEFT_OUT:
        end = last.start
        while end > start and text[end - 1].isspace():
            end -= 1
    return end


def _word_before(text: str, offset: int) -> str:
    word = word_at(text, max(offset - 1, 0))
    return word.of(text) if word is not None else ""
