"""Reasons of decisions: why somebody took this version and not that one; prefilled, never required."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from annotator.analysis.cases import Case, CaseKind
from annotator.analysis.ties import Tie
from annotator.analysis.trivia import Rule
from annotator.language import _


class Reason(StrEnum):
    """Why somebody decided so; more often than not one of these, else a line of their own."""

    RELAY_OR_SOURCE = "relay_or_source"
    HOLDER = "holder"
    STANCE = "stance"
    BORDERS = "borders"
    LABEL = "label"
    NO_CONTENT = "no_content"
    """Speech without content is no claim."""
    OVERLOOKED = "overlooked"
    GUIDELINE_UNCLEAR = "guideline_unclear"


_REASONS: Final[Mapping[CaseKind, tuple[Reason, ...]]] = {
    CaseKind.ATTRIBUTION: (Reason.OVERLOOKED, Reason.NO_CONTENT, Reason.HOLDER),
    CaseKind.SOURCE: (Reason.RELAY_OR_SOURCE, Reason.HOLDER, Reason.STANCE, Reason.OVERLOOKED),
    CaseKind.MENTION: (Reason.OVERLOOKED, Reason.NO_CONTENT, Reason.LABEL),
    CaseKind.LABEL: (Reason.LABEL, Reason.OVERLOOKED, Reason.BORDERS),
    CaseKind.BORDER: (Reason.BORDERS, Reason.OVERLOOKED),
    CaseKind.ATTRIBUTE: (Reason.LABEL, Reason.OVERLOOKED),
    CaseKind.RELATION: (Reason.OVERLOOKED, Reason.LABEL),
}


def reasons_for(case: Case) -> tuple[Reason, ...]:
    """The likeliest reasons to decide a case, the likeliest first; it is prefilled."""
    kind = case.differs or CaseKind.BORDER
    reasons = _REASONS.get(kind, (Reason.OVERLOOKED,))
    if kind is CaseKind.SOURCE:
        first = _of_tie(case.ties[0])
        reasons = (first, *(reason for reason in reasons if reason is not first))
    return (*reasons, Reason.GUIDELINE_UNCLEAR)


def _of_tie(tie: Tie) -> Reason:
    """What is said differently about an attribution: who speaks before who holds it, and that before the stance."""
    speakers = {(roles.get("via", ()), roles.get("source", ())) for roles in tie.roles_by_set.values()}
    if len(speakers) > 1:
        return Reason.RELAY_OR_SOURCE
    for name, reason in (("holder", Reason.HOLDER), ("stance", Reason.STANCE)):
        if len({relation.attributes.get(name) for relation in tie.relations}) > 1:
            return reason
    return Reason.OVERLOOKED


def reason_title(reason: str) -> str:
    """A reason in the language in use; one of a person's own words as it is."""
    titles = {
        Reason.RELAY_OR_SOURCE: _("Relay or source"),
        Reason.HOLDER: _("Who holds the claim"),
        Reason.STANCE: _("Stance"),
        Reason.BORDERS: _("Borders"),
        Reason.LABEL: _("Label or answer"),
        Reason.NO_CONTENT: _("No content of its own"),
        Reason.OVERLOOKED: _("Overlooked"),
        Reason.GUIDELINE_UNCLEAR: _("The guideline is unclear"),
        Rule.PROCLITIC: _("Proclitics stay outside"),
        Rule.QUOTE: _("Quotation marks"),
        Rule.STOP: _("The stop stays outside"),
        Rule.COMPLEMENTIZER: _("A claim begins with أن or إن"),
        Rule.UNANSWERED: _("One answered, the other left it open"),
    }
    return titles.get(reason, reason)  # type: ignore[call-overload, no-any-return]
