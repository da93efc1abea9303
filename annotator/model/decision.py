"""A decision: what a reviewer settled about a difference between sets, or about a set as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotator.model.errors import ValueRefused, message
from annotator.model.identity import DecisionId, DocumentId, Handle, SetName


class Choice(StrEnum):
    """What was taken into the adjudicated set; A and B are the first and the second of the decision's sets."""

    A = "a"
    B = "b"
    BOTH = "both"
    A_BORDER_B_LABEL = "a_border_b_label"
    B_BORDER_A_LABEL = "b_border_a_label"
    NEITHER = "neither"
    EDITED = "edited"
    """Something that the reviewer made of them."""
    TAKEN_OVER = "taken_over"
    """What all sets agreed on, without a question."""
    RULE = "rule"
    """Settled by a rule together with its like."""


class Verdict(StrEnum):
    """What a decision says to the authors."""

    ACCEPTED = "accepted"
    CHANGED = "changed"
    RETURNED = "returned"


class AnswerKind(StrEnum):
    """What an author made of a decision that came back."""

    TAKEN = "taken"
    """The reviewer's version went into the author's own set."""
    KEPT = "kept"
    """The author keeps theirs, and says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An author's answer to a decision.

    Attributes:
        kind: What the author did.
        text: Why, or None.
        at: When: UTC with milliseconds, ISO 8601, ending in ``Z``; shown, never compared.
        author: Who answers.
    """

    kind: AnswerKind
    text: str | None
    at: str
    author: Handle


@dataclass(frozen=True, slots=True)
class Decision:
    """A reviewer's verdict.

    Attributes:
        id: Unique within the document. Derived from the case, so that a case decided anew is the same record: the later
            verdict stands, and the log keeps the earlier one.
        document: The article.
        case: The stable key of the case (``annotator.analysis.cases``); empty: the verdict is on a set as a whole.
        sets: The sets that were compared, A first; of a verdict on a set as a whole, that set alone.
        choice: What was taken; None in a verdict on a set as a whole.
        verdict: What it says to the authors.
        reason: Why, or None; never required to accept.
        author: Who decided.
        at: When: UTC with milliseconds, ISO 8601, ending in ``Z``; shown, never compared.
        adopted: Ids of the annotations and relations in the adjudicated set that came of it.
        answer: What the author of the work said to it, or None so far.

    Raises:
        ValueRefused: If id, document, author or sets are empty, or choice and case are not both there or both absent.
    """

    id: DecisionId
    document: DocumentId
    case: str
    sets: tuple[SetName, ...]
    choice: Choice | None
    verdict: Verdict
    reason: str | None
    author: Handle
    at: str
    adopted: tuple[str, ...] = ()
    answer: Answer | None = None

    def __post_init__(self) -> None:
        if not (self.id and self.document and self.author and self.sets):
            raise ValueRefused(message("A decision needs an id, a document, an author and the sets that it is about."))
        if bool(self.case) != (self.choice is not None):
            raise ValueRefused(message("A decision on a case needs a choice, and one on a whole set has none."))
