"""The colours of the statuses of work, the same wherever progress is drawn."""

from __future__ import annotations

from PySide6.QtGui import QColor

from annotator.model.workflow import Status
from annotator.ui.theme import Theme, mix


def status_colour(status: Status, theme: Theme) -> QColor:
    """The colour of a status: done is green, returned red, what goes on the accent, what waits grey."""
    return {
        Status.APPROVED: theme.good,
        Status.SUBMITTED: mix(theme.good, theme.card, 0.55),
        Status.RETURNED: theme.bad,
        Status.IN_PROGRESS: theme.accent,
        Status.ASSIGNED: mix(theme.ink3, theme.card, 0.35),
        Status.SKIPPED: mix(theme.warn, theme.card, 0.5),
    }[status]
