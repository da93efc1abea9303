"""What an export will write: how much, the first records as they will stand in the file, and what gets lost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from annotator.language import _, is_rtl, number
from annotator.operations.exportpreview import ExportPreview
from annotator.operations.transfer import ExportReport, Loss
from annotator.ui.dialogs.exportform import counted_words
from annotator.ui.dialogs.formatwords import loss_title, split_words
from annotator.ui.dialogs.widesheet import small_heading
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.scrolling import scrolling
from annotator.ui.theme import Theme

_LOSSES_HEIGHT: Final = 104
_RLM: Final = "\u200f"


class OutputPreview(QWidget):
    """Counts above, the file in the middle, losses below."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counts = plain_label(font=ui_font(13, 600), parent=self)
        self._counts.setWordWrap(True)
        coloured(self._counts, theme.ink)
        self._splits = plain_label(font=ui_font(12), parent=self)
        self._splits.setWordWrap(True)
        coloured(self._splits, theme.ink2)
        self.file = QPlainTextEdit(self)
        self.file.setReadOnly(True)
        self.file.setTabChangesFocus(True)
        self.file.setFont(ui_font(12))
        self.file.setAccessibleName(_("The first records as they will be written"))
        # Data runs from left to right, whatever letters are in it.
        option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.file.document().setDefaultTextOption(option)
        self.file.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._losses = plain_label(font=ui_font(12.5), parent=self)
        self._losses.setWordWrap(True)
        coloured(self._losses, theme.ink2)
        self._heading: QLabel = small_heading(_("What gets lost"), theme=theme, parent=self)
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.addWidget(self._losses)
        inner.addStretch(1)
        area = scrolling(inside, parent=self)
        area.setAccessibleName(_("What gets lost"))
        area.setMaximumHeight(_LOSSES_HEIGHT)
        area.setMinimumHeight(44)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._counts)
        column.addWidget(self._splits)
        column.addWidget(self.file, 1)
        column.addWidget(self._heading)
        column.addWidget(area)
        self.show_counting(None)

    @property
    def counts(self) -> str:
        """What stands above the file."""
        return self._counts.text()

    @property
    def losses(self) -> str:
        """What stands below it."""
        return self._losses.text()

    def show_waiting(self) -> None:
        """Say that something else is being prepared; the file stays until then."""
        self.show_counting(None)
        coloured(self._losses, self._theme.ink3)

    def show_preview(self, preview: ExportPreview) -> None:
        """Show the first records."""
        if preview.is_binary:
            self.file.setPlainText(_("The file is not one that people read."))
            return
        pieces = [f"── {name} ──\n{text}" if name else text for name, text in preview.parts]
        written = "\n".join(pieces).rstrip("\n")
        more = "" if preview.complete else "\n…"
        self.file.setPlainText(f"{written}{more}" if written else _("Nothing would be written."))

    def show_counting(self, percent: int | None) -> None:
        """Say that it is being counted."""
        told = _("Counting…") if percent is None else _("Counting… {percent}%", percent=number(percent))
        self._counts.setText(told)
        self._splits.setText("")
        self._splits.hide()

    def show_count(self, report: ExportReport) -> None:
        """Show how much will go, and what gets lost."""
        total = report.contents.total()
        spans, relations = sum(total.spans.values()), sum(total.relations.values())
        self._counts.setText(counted_words(total.documents, report.records, spans, relations))
        splits = report.contents.splits
        self._splits.setText(split_words({name: counts.documents for name, counts in splits.items()}))
        self._splits.setVisible(len(splits) > 1)
        self._losses.setText(losses_words(report.losses))
        coloured(self._losses, self._theme.warn if report.losses else self._theme.good)

    def show_problem(self, text: str) -> None:
        """Say why nothing can be written like this."""
        self._counts.setText(_("Nothing can be written like this"))
        self._splits.hide()
        self.file.setPlainText("")
        self._losses.setText(text)
        coloured(self._losses, self._theme.bad)


def losses_words(losses: Iterable[Loss]) -> str:
    """What gets lost, in one paragraph."""
    told = [_("{kind}: {count}", kind=loss_title(loss.kind), count=loss.count) for loss in losses]
    # Every word of it is isolated: without a mark the line would run from left to right.
    return (_RLM if is_rtl() else "") + " · ".join(told) if told else _("Nothing gets lost.")
