"""Values that follow from the text and the cue lexicon: shown as proposals until a person confirms them or submits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from annotator.model.annotation import Annotation
from annotator.model.attribution import Attribution
from annotator.model.scheme import CLAIM_LAYER, CUE_LAYER
from annotator.model.span import Span
from annotator.suggest import cues as lexicon
from annotator.suggest.cues import CueReading, read_cue
from annotator.text.folding import fold
from annotator.text.proclitics import Proclitic, cuts, enclitics
from annotator.text.reporting import is_reporting_verb

_CLAIM_KINDS: Final = {
    "belief": "belief",
    "predict": "prediction",
    "commit": "intention",
    "directive": "directive",
    "decree": "directive",
    "evaluate": "evaluation",
    "advocacy": "advocacy",
    "question": "question",
}
_STANCES: Final = {"deny": "deny", "question": "question"}
# «مستبعدا», «شكّك في»: the source does not believe it, whatever the class of the verb.
_DOUBTING: Final = frozenset({"استبعد", "شكك"})
_LOOKED_BACK: Final = 24  # characters: a negation and the word before it
_AND: Final = "وف"
_NOT_OF_A_CUE: Final = (Proclitic.CONJUNCTION, Proclitic.PREPOSITION, Proclitic.FUTURE)
# «مؤكدة», «تنفي», «يرى»: the search form makes them look like a pronoun.
_NO_PRONOUN: Final = "ةىي"
# «أن» and «إن» in the search form, which has no hamza.
_BARE: Final = frozenset({"ان", "بان", "فان", "وان"})
_WORDS_OF_A_NAME: Final = 3
_WORDS_KEPT: Final = 4096
_QUOTES: Final = {"«": "»", "“": "”", '"': '"', "”": "”"}


def load_lexicon() -> None:
    """Read the cue lexicon now, so that the first cue does not wait for it."""
    read_cue("قال")


def reading_of(cue: Annotation, text: str) -> CueReading | None:
    """What the lexicon knows about a cue, or None."""
    before = text[max(0, cue.start - _LOOKED_BACK) : cue.start]
    return read_cue(text[cue.fragments[0].start : cue.fragments[0].end], before=before)


def is_impersonal(cue: Annotation, text: str) -> bool:
    """Whether the cue names nobody who speaks («يُذكر أن»)."""
    return lexicon.is_impersonal(cue.text(text))


def of_cue(cue: Annotation, text: str) -> dict[str, str]:
    """Proposed attributes of a cue: ``lemma``, ``cue_class``, ``polarity``."""
    reading = reading_of(cue, text)
    if reading is None:
        return {}
    return {"lemma": reading.lemma, "cue_class": reading.cue_class, "polarity": reading.polarity}


def of_claim(claim: Annotation, cues: Sequence[Annotation], text: str) -> dict[str, str]:
    """Proposed attributes of a claim: ``kind`` from its cue, ``quote_type`` and ``quote_closed`` from its marks."""
    proposed: dict[str, str] = {"quote_type": quote_type_of(claim.text(text))}
    if cues:
        cue_class = cues[-1].attributes.get("cue_class") or of_cue(cues[-1], text).get("cue_class")
        if cue_class:
            proposed["kind"] = _CLAIM_KINDS.get(cue_class, "statement")
    covered = claim.text(text)
    opening = next((mark for mark in covered if mark in _QUOTES), None)
    if opening is not None:
        rest = covered[covered.index(opening) + 1 :]
        proposed["quote_closed"] = "yes" if _QUOTES[opening] in rest else "no"
    return proposed


def quote_type_of(claim: str) -> str:
    """How a claim is quoted, by its quotation marks: all of it, a part of it, or not at all.

    A complementizer before the quotation is none of the quoted words; one inside it that bears a pronoun («أنه «درس»»)
    is the reporter's. Marks around a name in the middle quote nothing.

    >>> quote_type_of("إن «الجفاف لا يفسر هذا التراجع»"), quote_type_of("أن الرئاسة «تدرس الأمر»")
    ('direct', 'mixed')
    """
    marks = [(at, mark) for at, mark in enumerate(claim) if mark in _QUOTES]
    if not marks:
        return "indirect"
    first, mark = marks[0]
    before = claim[:first].strip()
    if not before or fold(before) in _BARE:
        return "direct"
    closing = claim.find(_QUOTES[mark], first + 1)
    quoted = claim[first + 1 : closing if closing >= 0 else len(claim)]
    reaches_the_end = closing < 0 or not claim[closing + 1 :].strip(" .؟!")
    return "mixed" if reaches_the_end or len(quoted.split()) > _WORDS_OF_A_NAME else "indirect"


def stance_of(cues: Sequence[Annotation], text: str) -> str | None:
    """The stance that the last cue of a chain suggests, by its class and polarity, or None without a cue."""
    if not cues:
        return None
    proposed = {**of_cue(cues[-1], text), **cues[-1].attributes}
    cue_class = proposed.get("cue_class")
    if cue_class is None:
        return "assert"  # Whoever says something says so, in words that no lexicon knows too.
    stance = "doubt" if proposed.get("lemma") in _DOUBTING else _STANCES.get(cue_class, "assert")
    # «لم ينف», «لم يؤكد», «لم يستبعد»: a negated cue takes no side.
    return "neutral" if proposed.get("polarity") == "negative" and stance != "question" else stance


def with_stance(chain: Attribution, cues: Sequence[Annotation], text: str) -> Attribution:
    """The chain with the proposed stance where nobody gave one; a headline's «X: …» without any cue asserts."""
    stance = stance_of(cues, text) if chain.cues or not chain.sources else "assert"
    return replace(chain, stance=stance) if stance is not None else chain


def of_annotation(annotation: Annotation, text: str, *, cues: Sequence[Annotation] = ()) -> dict[str, str]:
    """Proposed attributes of any annotation, without those that somebody gave."""
    if annotation.layer == CUE_LAYER:
        proposed = of_cue(annotation, text)
    elif annotation.layer == CLAIM_LAYER:
        proposed = of_claim(annotation, cues, text)
    else:
        proposed = {}
    return {name: value for name, value in proposed.items() if name not in annotation.attributes}


def cue_in(text: str, word: Span) -> Span | None:
    """A cue without what is attached to it («سينفونه» → «ينفون»); None where the lexicon does not know the word.

    Args:
        text: The text.
        word: One of its words.
    """
    core = _core_of(word.of(text))
    return Span(word.start + core.start, word.start + core.end) if core is not None else None


@lru_cache(maxsize=_WORDS_KEPT)
def _core_of(written: str) -> Span | None:
    """Where the cue stands in a word, kept: an article says «قال» a hundred times."""
    if written[:1] in _AND and is_reporting_verb(fold(written[1:])):
        # «ورد عليه المدرب» is و and رد before it is the verb ورد.
        core = _core_of(written[1:])
        return Span(core.start + 1, core.end + 1) if core is not None else None
    reading = read_cue(written)
    if reading is None:
        return None
    starts = [0, *(cut.offset for cut in cuts(written) if cut.proclitics[-1] in _NOT_OF_A_CUE)]
    ends = [len(written), *(end for end in enclitics(written) if written[end] not in _NO_PRONOUN)]
    whole = [(start, end) for start in starts for end in ends if read_cue(written[start:end]) == reading]
    start, end = min(whole, key=lambda borders: borders[1] - borders[0])
    return Span(start, end)
