"""Proclitics: where «وروسيا» may be cut, and whether the evidence says so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from annotator.model.span import Span
from annotator.text.characters import BIDI_CONTROLS, TATWEEL, ZWJ, ZWNJ, is_mark
from annotator.text.folding import fold
from annotator.text.vocabulary import Vocabulary

_LEAST_LETTERS: Final = 3
_IGNORED: Final = frozenset(TATWEEL + ZWJ + ZWNJ + BIDI_CONTROLS)
_ALEF: Final = "ا"
_ARTICLE: Final = "ال"
_PREPOSITIONS: Final = "بكل"
_CONJUNCTIONS: Final = "وف"
_AFTER_FUTURE: Final = "يتنا"
_ENCLITICS: Final = ("هما", "كما", "هم", "هن", "ها", "كم", "كن", "نا", "ني", "ه", "ك", "ي")


class Proclitic(StrEnum):
    """What kind of word is attached in front."""

    CONJUNCTION = "conjunction"
    FUTURE = "future"
    PREPOSITION = "preposition"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where a word may be cut.

    Attributes:
        offset: Where the stem begins, in code points from the start of the word.
        proclitics: What stands before it, in order.
        stem: The stem in the search form; for «لل…» also offered with the alef that the article lost there.
    """

    offset: int
    proclitics: tuple[Proclitic, ...]
    stem: str


def cuts(word: str) -> tuple[Cut, ...]:
    """Where ``word`` may be cut, by form alone, the shallowest cut first.

    The grammar is (و|ف)? (س before ي ت ن أ | ب ك ل)? (ال | ل before a dropped ا)? and a stem of at least three letters.
    An article is offered last: annotations take it in. In «لل…» the stem begins at the second lam.

    Args:
        word: One word as it stands in the text, with its harakat and tatweel.

    >>> [(cut.offset, cut.stem) for cut in cuts("وللولايات")]
    [(1, 'للولايات'), (2, 'لولايات'), (2, 'الولايات'), (3, 'ولايات')]
    """
    letters, places = _letters_of(word)
    found: list[Cut] = []

    def offer(count: int, kinds: tuple[Proclitic, ...], restored: str = "") -> None:
        if len(letters) - count >= _LEAST_LETTERS:
            found.append(Cut(places[count], kinds, restored + letters[count:]))

    count = 0
    kinds: tuple[Proclitic, ...] = ()
    if letters[:1] and letters[0] in _CONJUNCTIONS:
        count, kinds = 1, (Proclitic.CONJUNCTION,)
        offer(count, kinds)
    rest = letters[count:]
    if rest[:1] == "س" and rest[1:2] and rest[1] in _AFTER_FUTURE:
        offer(count + 1, (*kinds, Proclitic.FUTURE))
        return tuple(found)
    if rest[:1] and rest[0] in _PREPOSITIONS:
        count, kinds = count + 1, (*kinds, Proclitic.PREPOSITION)
        offer(count, kinds)
        if rest.startswith("لل"):
            # Either the article lost its alef («للولايات»), or the stem itself begins with a lam («للبنان»).
            offer(count, kinds, _ALEF)
            offer(count + 1, (*kinds, Proclitic.ARTICLE))
            return tuple(found)
    if letters.startswith(_ARTICLE, count):
        offer(count + 2, (*kinds, Proclitic.ARTICLE))
    return tuple(found)


def enclitics(word: str) -> tuple[int, ...]:
    """Where a pronoun may be attached at the end (ه ها هم كم نا ي …), as offsets into the word, the longest first.

    Offered, never forced: no lexicon decides it.

    >>> enclitics("حكومتها")
    (5,)
    """
    letters, places = _letters_of(word)
    return tuple(
        places[len(letters) - len(ending)]
        for ending in _ENCLITICS
        if letters.endswith(ending) and len(letters) - len(ending) >= _LEAST_LETTERS
    )


def stem(text: str, word: Span, vocabulary: Vocabulary) -> Span:
    """The word without those proclitics that the vocabulary gives evidence for; the article stays.

    A cut is made where its stem is known often enough (the vocabulary says how often) and at least as often as the
    whole word; of several such cuts, the one whose stem is known best. «وزير» is more frequent than «زير» and stays.

    Args:
        text: The text.
        word: One of its words.
        vocabulary: What is known, and how often.

    >>> stem("وروسيا", Span(0, 6), Vocabulary.bundled())
    Span(start=1, end=6)
    """
    written = word.of(text)
    best, best_count = 0, max(vocabulary.least_count, vocabulary.count(written) * vocabulary.least_ratio)
    for cut in cuts(written):
        count = vocabulary.count(cut.stem)
        if cut.stem.startswith(_ARTICLE) and len(cut.stem) >= _LEAST_LETTERS + len(_ARTICLE):
            # «والحقوقية»: whoever knows «حقوقية» knows it with its article too.
            count = max(count, vocabulary.count(cut.stem[len(_ARTICLE) :]))
        if cut.proclitics[-1] is not Proclitic.ARTICLE and count >= best_count:
            best, best_count = cut.offset, count
    return Span(word.start + best, word.end)


@lru_cache(maxsize=4096)
def _letters_of(word: str) -> tuple[str, tuple[int, ...]]:
    """The letters in the search form, and the offset at which each stands in the word; kept, words come again."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(word):
        if character in _IGNORED or is_mark(character):
            continue
        for letter in fold(character):
            letters.append(letter)
            places.append(place)
    return "".join(letters), tuple(places)
