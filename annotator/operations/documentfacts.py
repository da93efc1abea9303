"""What a person says about an article as a whole: its genre and topic, or that it is not worth annotating.

The reason of a skip stands in the log: it is the gesture of the act that set the status. So it has an author and a
time, is undone with the status, and travels with history; the JSONL record knows only that the article was skipped.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import Final

from annotator.language import N_
from annotator.model.changes import RecordKey, RecordKind
from annotator.model.document import complete_meta
from annotator.model.errors import SchemeError, message
from annotator.model.identity import ActId
from annotator.model.scheme import Attribute
from annotator.model.workflow import Status
from annotator.operations.opendocument import OpenDocument
from annotator.operations.session import Session
from annotator.operations.transitions import ensure_own_move

OWNER: Final = "document"
"""What the scheme calls the owner of attributes of a document."""


class SkipReason(StrEnum):
    """Why an article is skipped."""

    DUPLICATE = "duplicate"
    NOT_NEWS = "not_news"
    BROKEN = "broken"
    OTHER_LANGUAGE = "other_language"
    OTHER = "other"


_GESTURES: Final = {
    SkipReason.DUPLICATE: N_("Skip: a duplicate"),
    SkipReason.NOT_NEWS: N_("Skip: not news"),
    SkipReason.BROKEN: N_("Skip: a broken text"),
    SkipReason.OTHER_LANGUAGE: N_("Skip: in another language"),
    SkipReason.OTHER: N_("Skip: another reason"),
}
_REASONS: Final = {gesture: reason for reason, gesture in _GESTURES.items()}


def attributes(document: OpenDocument) -> tuple[tuple[Attribute, str | None], ...]:
    """The questions about the article as a whole, each with its answer or None."""
    asked = document.scheme.attributes_of(OWNER).values()
    return tuple((attribute, document.document.meta.get(attribute.name)) for attribute in asked)


def set_attribute(session: Session, document: OpenDocument, name: str, value: str | None) -> None:
    """Answer a question about the article; None takes the answer back.

    The answer is a fact of the document, the same for everybody.

    Raises:
        SchemeError: If the scheme does not ask that, or does not know the answer.
    """
    attribute = document.scheme.attributes_of(OWNER).get(name)
    if attribute is None or (value and not attribute.allows(value)):
        raise SchemeError(message("“{value}” is not an answer to “{name}”.", value=value or "", name=name))
    meta = {key: known for key, known in document.document.meta.items() if key != name}
    if value:
        meta[name] = value
    if complete_meta(meta) != dict(document.document.meta):
        with session.shared_act(N_("Describe the article")) as act:
            act.put(replace(document.document, meta=complete_meta(meta)))


def skip(session: Session, document: OpenDocument, reason: SkipReason) -> None:
    """Leave an article out, and say why; what was annotated stays.

    Raises:
        RuleError: If the work is approved.
    """
    ensure_own_move(None if document.header is None else document.header.status, Status.SKIPPED)
    with session.act(_GESTURES[reason], document) as act:
        act.put_header(replace(act.header, status=Status.SKIPPED, layers_done=()))


def skip_reason(session: Session, document: OpenDocument) -> SkipReason | None:
    """Why the person skipped an article; None where they did not, or an import said so without a reason."""
    if document.header is None or document.header.status is not Status.SKIPPED:
        return None
    reason: SkipReason | None = None
    before: dict[ActId, SkipReason | None] = {}
    key = RecordKey(RecordKind.HEADER, document.document.id, document.set_name)
    for revision in session.corpus.history_of(key):
        before.setdefault(revision.act, reason)
        reason = _REASONS.get(revision.gesture) if revision.undoes is None else before.get(revision.undoes)
    return reason
