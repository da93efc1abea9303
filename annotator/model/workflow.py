"""How work moves: the status of an annotation set."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """How far one annotator is with one document (``skipped`` carries a reason)."""

    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    SKIPPED = "skipped"
