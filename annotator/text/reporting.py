"""Words with which claims open and reports go on or end: enough to guess where a claim stands."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from annotator.bundled import resource
from annotator.model.span import Span
from annotator.text.folding import fold
from annotator.text.words import words_in

_VERB_ENDINGS: Final = ("", "ت", "وا", "ا", "تا")
_PARTICIPLE_ENDINGS: Final = ("ا", "ه", "ين", "ات")
_AND: Final = "و"
_BUT: Final = ("لكن", "ولكن")
_LONGEST_SUBJECT: Final = 8
_NOT: Final = "لم"
_HE: Final = "ي"
_SHE: Final = "ت"
_LOOK_AHEAD: Final = 3
_GOVERNED: Final = (("of", "من"), ("to", "إلى"), ("with", "ب"), ("on", "على"), ("about", "عن"), ("in", "في"))


class ClauseWords(NamedTuple):
    """The lists of ``clauses.toml``, in the search form."""

    complementizers: frozenset[str]
    not_after: frozenset[str]
    verbs: frozenset[str]
    doubtful: frozenset[str]
    imperfects: frozenset[str]
    participles: frozenset[str]
    tags: frozenset[str]
    source_tags: frozenset[str]
    tag_pairs: frozenset[tuple[str, ...]]
    contrasts: frozenset[str]
    passed: frozenset[str]
    behind: frozenset[str]
    settings: frozenset[str]
    names_withheld: frozenset[str]
    anonymity: frozenset[str]
    objects: frozenset[str]
    questions: frozenset[str]
    before_subjects: frozenset[str]
    already: frozenset[str]
    issued: frozenset[str]
    adverbial: frozenset[str]


@lru_cache(maxsize=1)
def clause_words() -> ClauseWords:
    """The bundled lists, read when they are first asked for."""
    lists = tomllib.loads(resource("lexicons", "clauses.toml").read_text(encoding="utf-8"))
    opening, reports, speakers = lists["openers"], lists["reports"], lists["speakers"]
    return ClauseWords(
        _folded(opening["complementizers"]),
        _folded(opening["not_after"]),
        _folded(reports["verbs"]),
        _folded(reports["doubtful"]),
        _folded(reports["imperfects"]),
        _with_endings(_folded(reports["participles"])),
        _folded(reports["tags"]),
        _folded(reports["source_tags"]),
        frozenset(tuple(fold(pair).split()) for pair in reports["tag_pairs"]),
        _folded(reports["contrasts"]),
        _folded(speakers["passed"]),
        _folded(speakers["behind"]),
        _folded(speakers["settings"]),
        _folded(speakers["names_withheld"]),
        _folded(speakers["anonymity"]),
        _folded(speakers["objects"]),
        _folded(speakers["questions"]),
        _folded(speakers["before_subjects"]),
        _folded(speakers["already"]),
        _folded(speakers["issued"]),
        _folded(speakers["adverbial"]),
    )


class Complements(NamedTuple):
    """Behind what the claim of a verb stands where no أن opens it; lemmas in the search form.

    Attributes:
        prepositions: The preposition (``من``, ``الي``, ``ب``, ``علي``, ``عن``, ``في``) by lemma.
        predicates: Lemmas whose claim has two pieces: of whom, and what.
    """

    prepositions: Mapping[str, str]
    predicates: frozenset[str]


@lru_cache(maxsize=1)
def complements() -> Complements:
    """The bundled lists, read when they are first asked for."""
    lists = tomllib.loads(resource("lexicons", "clauses.toml").read_text(encoding="utf-8"))["complements"]
    prepositions = {lemma: fold(word) for name, word in _GOVERNED for lemma in _folded(lists[name])}
    return Complements(prepositions, _folded(lists["predicates"]))


def begins_new_report(text: str, start: int, end: int) -> bool:
    """Whether what follows a stop is no longer the claim: a participle, a tag, another reporting verb.

    Args:
        text: The text.
        start: Just past the stop, in code points.
        end: Where the sentence ends.
    """
    if start >= end:
        return False
    following = [fold(word.of(text)) for word in islice(words_in(text, Span(start, end)), _LOOK_AHEAD)]
    first, second, third = (*following, "", "", "")[:_LOOK_AHEAD]
    words = clause_words()
    # The first letter of «واصفا» and «وفق» is no conjunction, that of «وأضاف» is: both readings are looked up.
    bare = first.removeprefix(_AND)
    if {first, bare} & (words.tags | words.participles) or {(first, second), (bare, second)} & words.tag_pairs:
        return True
    if bare != first and is_reporting_verb(bare):
        return True
    if first in _BUT:
        clause = islice(words_in(text, Span(start, end)), _LONGEST_SUBJECT)
        return any(is_reporting_verb(fold(word.of(text))) for word in clause)
    if first not in words.contrasts:
        return False
    return second == _NOT or is_reporting_verb(second) or is_reporting_verb(third)


def is_reporting_verb(word: str) -> bool:
    """Whether a word in the search form is a reporting verb in the third person.

    >>> is_reporting_verb("اضافت"), is_reporting_verb("وصل")
    (True, False)
    """
    words = clause_words()
    if word in words.imperfects or (word.startswith(_SHE) and _HE + word[1:] in words.imperfects):
        return True
    return any(word.endswith(ending) and word[: len(word) - len(ending)] in words.verbs for ending in _VERB_ENDINGS)


def is_tag(word: str) -> bool:
    """Whether a word names the source behind it without a verb: «وفق», «بحسب», «ونقلا»."""
    folded = fold(word)
    return bool({folded, folded.removeprefix(_AND)} & clause_words().source_tags)


def is_participle(word: str) -> bool:
    """Whether a word is a participle that goes on reporting, as «مضيفا» and «قائلة» do.

    >>> is_participle("مضيفة"), is_participle("قالت")
    (True, False)
    """
    return fold(word) in clause_words().participles


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(words).split())


def _with_endings(accusatives: frozenset[str]) -> frozenset[str]:
    return frozenset(word[:-1] + ending for word in accusatives for ending in _PARTICIPLE_ENDINGS)
