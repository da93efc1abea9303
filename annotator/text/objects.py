"""Where the name of a speaker is over and the object of the verb begins: «أعلنت وزارة الدفاع | العثور على الحطام»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from annotator.text.folding import fold
from annotator.text.reporting import clause_words
from annotator.text.vocabulary import Kind, Vocabulary

_ARTICLE: Final = "ال"
_OWNERS: Final = ("هم", "ها")
_NISBA: Final = ("ي", "ية", "يه")
_NOTHING_BUT_LETTERS: Final = re.compile(r"[^\u0621-\u063a\u0641-\u064a]")
# Verbal nouns without article by their form: إرجاء, تأجيل, انتشال, ارتفاع, استيراد.
_VERBAL_NOUN: Final = re.compile(r"إ\w{1,3}ا\w{1,2}ة?|ت\w{2}ي\w|ان\w{2}ا\w|ا\w?ت\w{1,2}ا\w|است\w{1,3}ا\w")


def begins_object(before: Sequence[str], word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word behind a speaker's name is no more part of it.

    An annexation and its adjectives end with the first definite noun, a person's name with the family name: a verbal
    noun without article behind either («صندوق الاستثمار السيادي | بيع حصته») and a common noun with article behind a
    person's name («وسام قدورة | الهيئة») belong to the verb.

    Args:
        before: The words of the name so far, in order, not empty.
        word: The word that follows.
        vocabulary: Knows names of people, and what is a common noun.

    >>> begins_object(["المحكمة", "العليا"], "إرجاء", Vocabulary.bundled())
    True
    >>> begins_object(["مجلس"], "إدارة", Vocabulary.bundled())
    False
    """
    folded = fold(word)
    if folded in clause_words().questions:
        return True
    over = before[-1].startswith(_ARTICLE) or before[-1].endswith(_OWNERS) or _is_named(before, vocabulary)
    if not over:
        return False
    if folded in clause_words().objects:
        return True
    if word.startswith(_ARTICLE):
        return _is_named(before, vocabulary) and _is_common(word, vocabulary)
    letters = _NOTHING_BUT_LETTERS.sub("", word)
    return _VERBAL_NOUN.fullmatch(letters) is not None and vocabulary.kind(word) is not Kind.PERSON


def _is_named(before: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a person's first name and family name stand last."""
    return len(before) > 1 and vocabulary.kind(before[-2]) is Kind.PERSON and not before[-2].startswith(_ARTICLE)


def _is_common(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word with article is a common noun rather than a name or an adjective of origin."""
    bare = word.removeprefix(_ARTICLE)
    if bare.endswith(_NISBA) or vocabulary.kind(word) is Kind.PERSON or vocabulary.kind(bare) is Kind.PERSON:
        return False
    return vocabulary.count(bare) >= vocabulary.least_count
