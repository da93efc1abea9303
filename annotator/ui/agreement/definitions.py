"""What the measures mean and where they come from, in the words of the interface."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.language import _, isolated
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.scrolling import scrolling
from annotator.ui.theme import Theme

_TALLEST = 520


def definitions() -> list[tuple[str, str, str]]:
    """Name, meaning and source of every measure, in the language in use."""
    return [
        (
            _("exact F1"),
            _(
                "Annotations with the same borders and the same label, twice, over all annotations of"
                " both. It is the same whoever is the reference. Where both marked nothing it is"
                " undefined; where one did, it is 0."
            ),
            "Hripcsak & Rothschild 2005",
        ),
        (
            _("overlap F1"),
            _(
                "As before, for annotations of one label that share letters: each has at most one"
                " partner, and as many as can be are paired. The fragments of a discontinuous annotation"
                " share letters, its gap does not."
            ),
            "Kuhn 1955; Berge 1957",
        ),
        (
            _("places of difference"),
            _(
                "Pairs are found in four rounds: same borders and label; same label, other borders; same"
                " borders, other label; other borders and label. What is left has one person only. Nested"
                " and crossing annotations compete like others."
            ),
            "",
        ),
        (
            _("α of words, κ of characters"),
            _(
                "For each word (or character) what covers it, both people compared, chance taken off. A"
                " word counts where one of its letters is marked; nested annotations count by their depth."
            ),
            "Krippendorff 2004; Cohen 1960",
        ),
        (
            _("α of units"),
            _(
                "Krippendorff's α for unitizing: how far borders lie apart, beyond chance. 1 is perfect,"
                " 0 what chance gives. Nested annotations lie in lanes, each compared for itself. From"
                " 0.80 on conclusions are safe; below 0.667 (red) not even tentative ones are."
            ),
            "Krippendorff 1995, 2004",
        ),
        (
            _("κ of attributes"),
            _(
                "Cohen's κ of the answers about annotations that are partners. An answer that only one"
                " gave counts as different; what neither answered does not count. Soft attributes stand"
                " apart from everything else."
            ),
            "Cohen 1960",
        ),
        (
            _("AC1"),
            _(
                "Gwet's AC1 of the same answers. It stays high where nearly all answers are one and both give it;"
                " κ falls to nought there, because it takes such agreement for chance."
            ),
            "Gwet 2008",
        ),
        (
            _("whole chains"),
            _(
                "An attribution is the same, strictly, when claim, source, relays in their order, cue and"
                " stance are; leniently, when claim and source share letters, or both name no source. Who"
                " is meant is compared by referent, or by folded words."
            ),
            "",
        ),
        (
            _("holder and stance"),
            _("Compared between the chains of claims that are partners, the most alike together."),
            "Cohen 1960; Krippendorff 2004",
        ),
        (
            _("means and intervals"),
            _(
                "A pair is measured over all articles that both have, those that one left empty among"
                " them. The mean is that of the pairs. The interval holds 95 of 100 values when articles"
                " are drawn again and again with the same seed."
            ),
            "Efron 1979; Efron & Tibshirani 1993",
        ),
        (
            _("γ"),
            _(
                "Borders and labels together, by the best alignment, against random texts. On the command"
                " line: annotator agreement --gamma."
            ),
            "Mathet, Widlöcher & Métivier 2015",
        ),
        (
            _("weeks"),
            _(
                "An article belongs to the week in which the later of the two was last at it. A dashed"
                " line is a new version of the guideline."
            ),
            "",
        ),
        (
            _("undefined"),
            _(
                "A dash stands where a value cannot be: the reason is told where the pointer rests on it."
                " It is left out of means."
            ),
            "",
        ),
    ]


class DefinitionSheet(Sheet):
    """Lists the definitions."""

    def __init__(self, *, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(_("What the numbers mean"), theme=theme, parent=parent, width=620)
        self.add_title(_("What the numbers mean"))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(4)
        for name, meaning, source in definitions():
            column.addSpacing(8)
            for text, font, colour in (
                (name, ui_font(13.5, 600), theme.ink), (meaning, ui_font(13), theme.ink2),
                (isolated(source) if source else "", ui_font(11.5), theme.ink3),
            ):  # fmt: skip
                if text:
                    label = plain_label(text, font=font)
                    label.setWordWrap(True)
                    coloured(label, colour)
                    column.addWidget(label)
        column.addStretch(1)
        area = scrolling(content, parent=self, least_px=_TALLEST)
        self.column.addWidget(area, 1)
        self.add_button(_("Close"), primary=True).clicked.connect(self.accept)
        self.finish()
