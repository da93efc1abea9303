"""Attribute values against the scheme: what is required and missing, and what cannot both hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from annotator.model.attribution import Holder
from annotator.model.scheme import ATTRIBUTION, Attribute, Scheme

_ASSERTING: Final = frozenset(("CT+", "PR+", "PS+"))
_DENYING: Final = frozenset(("CT-", "PR-", "PS-"))

# Pairs that cannot both hold, by what they are asked of. Factuality is the source's commitment (Saurí & Pustejovsky
# 2009): who denies does not commit to it. A sentence is worth checking exactly when it is an important factual one
# (ClaimBuster: Hassan et al. 2017).
_CLASHES: Final[Mapping[str, tuple[tuple[tuple[str, str], tuple[str, str]], ...]]] = {
    ATTRIBUTION: (
        *((("stance", "deny"), ("factuality", value)) for value in sorted(_ASSERTING)),
        *((("stance", "assert"), ("factuality", value)) for value in sorted(_DENYING)),
        (("stance", "doubt"), ("factuality", "CT+")),
        (("stance", "doubt"), ("factuality", "CT-")),
        (("stance", "question"), ("factuality", "CT+")),
        (("stance", "question"), ("factuality", "CT-")),
    ),
    "claim": (
        (("verifiable", "no"), ("check_worthy", "yes")),
        (("check_worthy", "yes"), ("claim_type", "UFS")),
        (("check_worthy", "yes"), ("claim_type", "NFS")),
        (("check_worthy", "no"), ("claim_type", "CFS")),
        (("quote_type", "indirect"), ("quote_closed", "no")),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clash:
    """Two answers that cannot both hold; attribute and value each."""

    first: tuple[str, str]
    second: tuple[str, str]


def missing(owner: str, given: Mapping[str, str], scheme: Scheme) -> Iterator[Attribute]:
    """Required attributes of an annotation's layer or a relation's type that have no value, in the scheme's order.

    One that depends on another's value is required only where that holds.
    """
    for attribute in scheme.attributes_of(owner).values():
        if attribute.required and attribute.name not in given and _is_asked(attribute, given):
            yield attribute


def clashes(owner: str, given: Mapping[str, str], scheme: Scheme) -> Iterator[Clash]:
    """Pairs of values that cannot both hold, and values of attributes whose condition does not hold."""
    known = scheme.attributes_of(owner)
    answers = given.items()
    if len(given) > 1:
        for first, second in _CLASHES.get(owner, ()):
            if first in answers and second in answers:
                yield Clash(first, second)
    for name, value in answers:
        attribute = known.get(name)
        if attribute is None or attribute.depends_on is None or _is_asked(attribute, given):
            continue
        other, _wanted = attribute.depends_on
        told = (other, given.get(other, ""))
        if not any(told in pair and (name, value) in pair for pair in _CLASHES.get(owner, ())):
            yield Clash(told, (name, value))


def holder_clashes(holder: Holder | None, *, has_source: bool) -> bool:
    """Whether a holder contradicts the members of its attribution: «text» names a source, «unstated» names none."""
    if holder is Holder.TEXT:
        return not has_source
    return holder in (Holder.AUTHOR, Holder.UNSTATED) and has_source


def stance_clashes(stance: str | None, cue: Mapping[str, str]) -> bool:
    """Whether a stance contradicts its cue: «نفى» asserts nothing, and who denies does not use «أكد»."""
    cue_class, polarity = cue.get("cue_class"), cue.get("polarity", "positive")
    if cue_class is None or stance is None:
        return False
    if cue_class == "deny" and polarity == "positive":
        return stance == "assert"
    return cue_class == "assert" and polarity == "positive" and stance == "deny"


def _is_asked(attribute: Attribute, given: Mapping[str, str]) -> bool:
    return attribute.depends_on is None or given.get(attribute.depends_on[0]) == attribute.depends_on[1]
