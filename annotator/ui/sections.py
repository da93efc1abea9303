"""The sections of the window: what stands in its middle, each registered in one line of ``SECTIONS``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from annotator.language import N_

READING: Final = "reading"
HISTORY: Final = "history"
CASES: Final = "cases"


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the window.

    Attributes:
        id: Stable name; the command that leads there is ``section.ID``.
        text: English title, the key of its translation.
        shortcut: As Qt writes it.
        target: ``module:class`` of its ``SectionView``, imported when first looked at; empty for Reading, which is
            the window's own.
    """

    id: str
    text: str
    shortcut: str
    target: str


SECTIONS: Final[tuple[Section, ...]] = (
    Section(READING, N_("Reading"), "Ctrl+1", ""),
    Section(CASES, N_("Cases"), "Ctrl+2", "annotator.ui.review.view:CasesView"),
    Section("agreement", N_("Agreement"), "Ctrl+3", "annotator.ui.agreement.view:AgreementView"),
    Section("referents", N_("Referents"), "Ctrl+4", "annotator.ui.referents.view:ReferentsView"),
    Section(HISTORY, N_("History"), "Ctrl+5", "annotator.ui.history.view:HistorySection"),
)  # fmt: skip
"""All sections in the order of their tabs; Cases is Ctrl+2, Agreement Ctrl+3, Referents Ctrl+4, History Ctrl+5."""


def section_named(identifier: str) -> Section:
    """The section with this id."""
    return next(section for section in SECTIONS if section.id == identifier)
