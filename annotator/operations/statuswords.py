"""What people call the statuses of work."""

from __future__ import annotations

from annotator.language import _
from annotator.model.workflow import Status


def status_said(status: Status) -> str:
    """A status in the language in use."""
    return {
        Status.ASSIGNED: _("Assigned"),
        Status.IN_PROGRESS: _("In progress"),
        Status.SUBMITTED: _("Submitted"),
        Status.RETURNED: _("Returned"),
        Status.APPROVED: _("Approved"),
        Status.SKIPPED: _("Skipped"),
    }[status]
