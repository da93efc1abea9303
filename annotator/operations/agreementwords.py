"""What is said beside the numbers of agreement, in both faces alike."""

from __future__ import annotations

from annotator.language import ngettext
from annotator.operations.agreement import AgreementReport
from annotator.operations.agreementpanel import Panel


def remarks_on(found: AgreementReport | Panel) -> list[str]:
    """What to know of how the compared sets were chosen, a sentence each."""
    lines = []
    if found.unfinished:
        lines.append(
            ngettext(
                "One of the compared sets is still being worked at.",
                "{count} of the compared sets are still being worked at.",
                found.unfinished,
            )
        )
    if found.earlier:
        lines.append(
            ngettext(
                "One set was changed since it was first submitted; it is measured as it was then.",
                "{count} sets were changed since they were first submitted; they are measured as they were then.",
                found.earlier,
            )
        )
    if found.hidden:
        lines.append(
            ngettext(
                "One set is left out: you work blind here, and will see it once your own work is submitted.",
                "{count} sets are left out: you work blind here, and will see them once your own work is submitted.",
                found.hidden,
            )
        )
    return lines
