"""Values that follow from the text and the cue lexicon: shown as proposals until a person confirms them or submits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from annotator.model.annotation import Annotation
from annotator.model.attribution import Attribution
from annotator.model.scheme import CLAIM_LAYER, CUE_LAYER
from annotator.suggest import cues as lexicon
from annotator.suggest.cues import CueReading, read_cue

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
_QUOTES: Final = {"«": "»", "“": "”", '"': '"', "”": "”"}


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
    """Proposed attributes of a claim: ``kind`` from its first cue, ``quote_closed`` from its quotation marks."""
    proposed: dict[str, str] = {}
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


def stance_of(cues: Sequence[Annotation], text: str) -> str | None:
    """The stance that the last cue of a chain suggests, by its class and polarity, or None without a known cue."""
    if not cues:
        return None
    proposed = {**of_cue(cues[-1], text), **cues[-1].attributes}
    cue_class = proposed.get("cue_class")
    if cue_class is None:
        return None
    stance = "doubt" if proposed.get("lemma") in _DOUBTING else _STANCES.get(cue_class, "assert")
    # «لم ينف», «لم يؤكد», «لم يستبعد»: a negated cue takes no side.
    return "neutral" if proposed.get("polarity") == "negative" and stance != "question" else stance


def with_stance(chain: Attribution, cues: Sequence[Annotation], text: str) -> Attribution:
    """The chain with the proposed stance where nobody gave one."""
    stance = stance_of(cues, text)
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
