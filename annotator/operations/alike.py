"""Places alike: where the same words stand, whole or behind a proclitic, and what speaks against them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from annotator.model.errors import Message, message
from annotator.model.span import Span
from annotator.text.characters import TATWEEL, is_mark
from annotator.text.folding import Folded, fold
from annotator.text.proclitics import cuts
from annotator.text.search import find
from annotator.text.vocabulary import Vocabulary
from annotator.text.words import next_word, quotations, stretch_at, word_at

_ARTICLE: Final = "ال"
_BEHIND_LAM: Final = "لل"
_LONGEST_NAME_IN_QUOTES: Final = 5
_LEVELLED: Final = str.maketrans("أإآٱ", "اااا")


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words stand.

    Attributes:
        span: Their letters, without the proclitic.
        proclitic: What is attached before them, such as ``و``; empty for whole words.
        form: How they are written there, without marks.
        doubt: Why it may be something else, or None.
    """

    span: Span
    proclitic: str
    form: str
    doubt: Message | None


def written(words: str) -> str:
    """Words without harakat and tatweel, the hamza of an alef levelled: what makes two spellings one variant."""
    plain = "".join(c for c in words if not is_mark(c) and c not in TATWEEL)
    return " ".join(plain.translate(_LEVELLED).split())


def hits(text: Folded, words: str, vocabulary: Vocabulary, *, longer_names: Collection[str] = ()) -> Iterator[Hit]:
    """Where ``words`` stand in a text, in reading order.

    Args:
        text: The article, folded.
        words: What to find; at its end it must end a word, at its start it may stand behind proclitics.
        vocabulary: Says whether a cut is likely.
        longer_names: Names in the search form that begin with these words and mean something else.
    """
    found = {hit.span: hit for hit in _hits(text, words, vocabulary)}
    if words.startswith(_ARTICLE):
        # «للمرفأ» is ل and «المرفأ»: the article has lost its alef, and the span begins at the second lam.
        for hit in _hits(text, "ل" + words[len(_ARTICLE) :], vocabulary, article_lost=True):
            found.setdefault(hit.span, hit)
    for span in sorted(found):
        hit = found[span]
        doubt = hit.doubt or _longer(text.text, span, longer_names) or _in_quoted_name(text.text, span)
        yield Hit(span, hit.proclitic, hit.form, doubt)


def _hits(text: Folded, words: str, vocabulary: Vocabulary, *, article_lost: bool = False) -> Iterator[Hit]:
    stored, wanted = text.text, written(words)
    for span in find(text, words):
        first, last = word_at(stored, span.start), word_at(stored, span.end - 1)
        if first is None or last is None or last.end != span.end or first.start > span.start:
            continue
        proclitic = stored[first.start : span.start]
        if article_lost and not proclitic.endswith("ل"):
            continue
        doubt: Message | None = None
        if proclitic:
            cut = next((c for c in cuts(first.of(stored)) if c.offset == len(proclitic)), None)
            if cut is None:
                continue
            doubt = _doubtful_cut(first.of(stored), cut.stem, vocabulary)
        form = written(span.of(stored))
        if form != wanted:
            doubt = doubt or message("written otherwise: {form}", form=form)
        yield Hit(span, "".join(c for c in proclitic if not is_mark(c)), form, doubt)


def _doubtful_cut(word: str, stem: str, vocabulary: Vocabulary) -> Message | None:
    """«وليد» is not و and «ليد»: a word that is better known whole is not cut without asking."""
    bare = stem.removeprefix(_ARTICLE)
    if vocabulary.count(word) > max(vocabulary.count(stem), vocabulary.count(bare)):
        return message("perhaps one word: {word}", word=word)
    return None


def _longer(text: str, span: Span, names: Collection[str]) -> Message | None:
    """Whether the words go on to a longer name that is known: «روسيا البيضاء»."""
    end = span.end
    for _ in range(3):
        following = next_word(text, end)
        word = word_at(text, following) if following < len(text) else None
        if word is None or text[end : word.start].strip(" ") or "\n" in text[end : word.start]:
            return None
        end = word.end
        if fold(text[span.start : end]) in names:
            return message("goes on as a name: {name}", name=text[span.start : end])
    return None


def _in_quoted_name(text: str, span: Span) -> Message | None:
    """Whether the words are a part of a short name in quotation marks: «روسيا اليوم»."""
    for quotation in quotations(text, *stretch_at(text, span.start)):
        inside = Span(quotation.start + 1, quotation.end - 1) if len(quotation) > 2 else quotation
        if not inside.contains(span) or inside == span:
            continue
        if len(re.findall(r"\S+", inside.of(text))) <= _LONGEST_NAME_IN_QUOTES:
            return message("part of a name in quotation marks")
    return None
