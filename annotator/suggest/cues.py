"""The cue lexicon: what a reporting verb or phrase says about the claim that it introduces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from annotator.bundled import resource
from annotator.suggest.inflection import Form, dual_past_forms, noun_forms, participle_forms, past_forms, present_forms
from annotator.text.folding import fold

# What may be written before a form of each kind, the likelier kind first; the future's «س» is one of them.
# The dual past comes last: «نقلا» is hardly ever "the two of them reported".
_PROCLITICS: Final = {
    "past": ("", "و", "ف", "ل"),
    "present": ("", "و", "ف", "س", "ل", "وس", "فس", "ول", "فل"),
    "noun": (
        "",
        "و",
        "ف",
        "ب",
        "ل",
        "ك",
        "ال",
        "وب",
        "فب",
        "ول",
        "فل",
        "وال",
        "فال",
        "بال",
        "كال",
        "لل",
        "وبال",
        "ولل",
    ),
    "dual": ("", "و", "ف"),
}
_KINDS_AFTER: Final = {
    proclitic: [kind for kind, allowed in _PROCLITICS.items() if proclitic in allowed]
    for proclitic in sorted({proclitic for allowed in _PROCLITICS.values() for proclitic in allowed}, key=len)
}
_PRONOUNS: Final = ("ه", "ها", "هم", "هما", "هن", "ني", "نا", "كم")
_WORD: Final = re.compile(r"\w+")
_DAMMA: Final = "\u064f"
# «ما» is mostly relative in news («وفق ما أعلن», «وهو ما أكده»): it negates only where it opens the clause.
_AMBIGUOUS_NEGATION: Final = "ما"
# «دون أن ينفي», «غير أنه أكد»: the particle between hides a negation only after these.
_WITHOUT: Final = frozenset(("دون", "بدون"))


@dataclass(frozen=True, slots=True)
class CueReading:
    """What the lexicon knows about a cue.

    Attributes:
        lemma: The verb in its dictionary form, or the noun.
        cue_class: A value of the attribute ``cue_class`` of the scheme.
        polarity: ``positive``, or ``negative`` after a negation.
    """

    lemma: str
    cue_class: str
    polarity: str


def read_cue(cue: str, *, before: str = "") -> CueReading | None:
    """Look up a cue by any of its forms («وأضافت», «مضيفا», «قوله»).

    Args:
        cue: The words of the cue; the first one that is known decides.
        before: The text just before the cue, searched for a negation.

    >>> read_cue("أضافت").lemma, read_cue("على حد قولهم").lemma
    ('أضاف', 'قول')
    >>> read_cue("نفته").cue_class
    'deny'
    >>> read_cue("يستبعد", before="ولم ").polarity
    'negative'
    """
    lexicon = _lexicon()
    words = _WORD.findall(fold(cue))
    phrase = lexicon.standing["noun"].get(" ".join(words)) if len(words) > 1 else None
    if phrase is not None:
        return CueReading(phrase.lemma, phrase.cue_class, _polarity(fold(before)))
    for index, word in enumerate(words):
        entry = _entry_of(word)
        if entry is not None:
            around = f"{fold(before)} {' '.join(words[:index])}" if index else fold(before)
            return CueReading(entry.lemma, entry.cue_class, _polarity(around))
    return None


def is_impersonal(cue: str) -> bool:
    """Whether the cue names nobody who speaks, so that a claim right after it is *unstated*.

    A past verb counts when a damma on its first letter shows that it is passive.

    >>> is_impersonal("يُذكر"), is_impersonal("ذُكر"), is_impersonal("ذكر"), is_impersonal("مضيفا")
    (True, True, False, False)
    """
    lexicon = _lexicon()
    for written in cue.split():
        word = fold(written)
        if any(word.removeprefix(proclitic) in lexicon.impersonal for proclitic in ("", "و", "ف")):
            return True
        if written[1:2] == _DAMMA and word in lexicon.standing["past"]:
            return True
    return False


def is_finite(word: str) -> bool:
    """Whether a word is a verb of the lexicon in the past or present, whatever is attached before it.

    >>> is_finite("وأضافت"), is_finite("سيعلن"), is_finite("تصريح")
    (True, True, False)
    """
    folded, tables = fold(word), (_lexicon().standing, _lexicon().binding)
    for proclitic, kinds in _KINDS_AFTER.items():
        if not folded.startswith(proclitic):
            continue
        stem = folded[len(proclitic) :]
        endings = [stem, *(stem.removesuffix(pronoun) for pronoun in _PRONOUNS if stem.endswith(pronoun))]
        for kind in ("past", "present"):
            if kind in kinds and any(form in table[kind] for form in endings for table in tables):
                return True
    return False


def is_phrase(words: str) -> bool:
    """Whether several words are a cue only together.

    >>> is_phrase("تجدر الإشارة"), is_phrase("قال الوزير")
    (True, False)
    """
    return " " in words and " ".join(_WORD.findall(fold(words))) in _lexicon().standing["noun"]


@lru_cache(maxsize=4096)
def _entry_of(word: str) -> _Entry | None:
    """The entry of a folded word, kept: an article says «قال» a hundred times."""
    return _lexicon().find(word)


class _Entry(NamedTuple):
    lemma: str
    cue_class: str


_Tables: TypeAlias = dict[str, dict[str, _Entry]]
"""Entries by folded form, a table for each kind of form."""


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """Folded forms of all entries.

    Attributes:
        standing: Forms that stand alone.
        binding: Forms that take a pronoun.
        impersonal: Words that name nobody who speaks.
        negations: Words that negate what follows.
    """

    standing: _Tables
    binding: _Tables
    impersonal: frozenset[str]
    negations: frozenset[str]

    def find(self, word: str) -> _Entry | None:
        """The entry of a folded word: as it stands, else without proclitics, else without a pronoun as well."""
        for proclitic, kinds in _KINDS_AFTER.items():
            if word.startswith(proclitic):
                for tables, form in self._readings(word[len(proclitic) :]):
                    for kind in kinds:
                        if form in tables[kind]:
                            return tables[kind][form]
        return None

    def _readings(self, word: str) -> Iterator[tuple[_Tables, str]]:
        """Where to look for a word without proclitics, the likeliest place first."""
        yield self.standing, word
        for pronoun in _PRONOUNS:
            if word.endswith(pronoun):
                yield self.binding, word.removesuffix(pronoun)
        # A cue is marked without its pronoun: «نفا» of «نفاه» stands alone then.
        yield self.binding, word


def _polarity(before: str) -> str:
    """``negative`` where the folded text ends in a negation."""
    words = before.split()
    if len(words) > 1 and words[-1] == "ان" and words[-2] in _WITHOUT:
        return "negative"
    last = words[-1] if words else ""
    if last == _AMBIGUOUS_NEGATION:
        return "negative" if len(words) == 1 or not words[-2][-1].isalnum() else "positive"
    negated = any(last.removeprefix(proclitic) in _lexicon().negations for proclitic in ("", "و", "ف"))
    return "negative" if negated else "positive"


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    standing: _Tables = {kind: {} for kind in _PROCLITICS}
    binding: _Tables = {kind: {} for kind in _PROCLITICS}
    lists: dict[str, frozenset[str]] = {}
    for line in resource("lexicons", "cues.tsv").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        kind, *fields = line.split("\t")
        if kind in ("impersonal", "negation"):
            lists[kind] = frozenset(fold(fields[0]).split())
            continue
        lemma, cue_class, *stems = fields
        entry = _Entry(lemma, cue_class)
        for form_kind, forms in _inflected(kind, lemma, stems):
            _enter(standing[form_kind], (form.written for form in forms if form.stands), entry)
            _enter(binding[form_kind], (form.written for form in forms if form.binds), entry)
    return _Lexicon(standing, binding, lists["impersonal"], lists["negation"])


def _enter(table: dict[str, _Entry], forms: Iterable[str], entry: _Entry) -> None:
    """An earlier entry keeps a form that a later one shares."""
    # Folded together: one call for a hundred forms costs what ten single calls do.
    for form in fold("\n".join(forms)).splitlines():
        table.setdefault(form, entry)


def _inflected(kind: str, lemma: str, stems: list[str]) -> Iterator[tuple[str, list[Form]]]:
    """The forms of an entry by their kind; what declines is a noun, participles too."""
    if kind == "word":
        yield "noun", [Form(written) for written in (lemma, *stems)]
    elif kind == "noun":
        yield "noun", _all(noun_forms, [lemma, *" ".join(stems).split()])
    else:
        past, present, participle = (field.split() for field in [*stems, "", "", ""][:3])
        yield "past", _all(past_forms, past or [lemma])
        yield "dual", _all(dual_past_forms, past or [lemma])
        yield "present", _all(present_forms, present or [_present_stem(lemma)])
        yield "noun", _all(participle_forms, participle)


def _present_stem(lemma: str) -> str:
    """The alef that begins a derived form falls away after the prefix: أعلن, يعلن; اعتبر, يعتبر."""
    return lemma[1:] if lemma[0] in "أا" and len(lemma) > 3 else lemma


def _all(inflect: Callable[[str], Iterator[Form]], stems: list[str]) -> list[Form]:
    return [form for stem in stems for form in inflect(stem)]
