"""What came of an import: accepted, there already, refused — each refusal with file, line, reason and remedy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from annotator.language import _, isolated, ngettext, said
from annotator.model.errors import Problem
from annotator.operations.transfer import ImportReport
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import coloured, plain_label, start_of
from annotator.ui.scrolling import scrolling
from annotator.ui.theme import Theme

_CARDS: Final = 60


class ReportView(QWidget):
    """The report as a page.

    Attributes:
        title: What came of it, in one line.
        has_details: Whether there is more to say than that.
    """

    def __init__(self, report: ImportReport, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._report, self._theme = report, theme
        refused = sum(1 for file in report.refused if file.whole)
        accepted, known = report.accepted, len(report.tally.duplicates)
        self.title = ngettext("Imported {count} article", "Imported {count} articles", report.tally.documents)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        parts = (
            (accepted, theme.good, ngettext("{count} record accepted", "{count} records accepted", accepted)),
            (known, theme.warn, ngettext("{count} was there already", "{count} were there already", known)),
            (refused, theme.bad, ngettext("{count} file refused", "{count} files refused", refused)),
        )
        column.addWidget(SharesBar([(share, colour) for share, colour, _words in parts], parent=self))
        legend = QHBoxLayout()
        for share, colour, words in parts:
            if share:
                label = plain_label(f"● {words}", font=ui_font(12.5, 500))
                coloured(label, colour)
                legend.addWidget(label)
        legend.addStretch(1)
        column.addLayout(legend)
        self.has_details = bool(report.refused or report.remarks or known or report.passed_over)
        if self.has_details:
            column.addWidget(self._details(), 1)
            save = QPushButton(_("Save the report…"), self)
            save.setProperty("quiet", True)
            save.clicked.connect(self._save)
            foot = QHBoxLayout()
            foot.addWidget(save)
            foot.addStretch(1)
            column.addLayout(foot)

    def lines(self) -> Iterator[str]:
        """The whole report as plain text, a line each."""
        report = self._report
        yield self.title
        for file in report.refused:
            for problem in file.problems:
                yield _told(problem)
            if file.uncounted:
                yield ngettext("and {count} more", "and {count} more", file.uncounted)
        for duplicate in report.tally.duplicates:
            yield _(
                "{file}: the same text is there already ({document})", file=duplicate.file, document=duplicate.document
            )
        for remark in report.remarks:
            yield _told(remark)
        for name in report.passed_over:
            yield _("{file}: passed over, of another kind", file=name)

    def _details(self) -> QScrollArea:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        self._add_refused(column)
        duplicates = [_("{file} is there already", file=d.file) for d in self._report.tally.duplicates]
        remarks = [_told(remark) for remark in self._report.remarks]
        passed = [isolated(name) for name in self._report.passed_over]
        for title, lines in (
            (_("There already, not doubled"), duplicates), (_("Worth knowing"), remarks),
            (_("Passed over: of another kind"), passed),
        ):  # fmt: skip
            if lines:
                column.addWidget(self._heading(title))
                more = [_("and {count} more", count=len(lines) - _CARDS)] if len(lines) > _CARDS else []
                for line in lines[:_CARDS] + more:
                    column.addWidget(self._words(line, self._theme.ink2))
        column.addStretch(1)
        return scrolling(content, parent=self, least_px=260)

    def _add_refused(self, column: QVBoxLayout) -> None:
        if not self._report.refused:
            return
        column.addWidget(self._heading(_("Refused")))
        left = _CARDS
        for file in self._report.refused:
            for problem in file.problems[:left]:
                column.addWidget(ProblemCard(problem, theme=self._theme, parent=self))
            left -= min(left, len(file.problems))
        total = sum(len(file.problems) + file.uncounted for file in self._report.refused)
        if total > _CARDS:
            text = ngettext("and {count} more; all of them are in the saved report",
                            "and {count} more; all of them are in the saved report", total - _CARDS)  # fmt: skip
            column.addWidget(self._words(text, self._theme.ink3))

    def _heading(self, text: str) -> QLabel:
        label = plain_label(text, font=ui_font(13, 600))
        coloured(label, self._theme.ink)
        return label

    def _words(self, text: str, colour: QColor) -> QLabel:
        label = plain_label(text, font=ui_font(12.5))
        label.setWordWrap(True)
        coloured(label, colour)
        return label

    def _save(self) -> None:
        path, _kind = QFileDialog.getSaveFileName(self, _("Save the report"), "import-report.txt")
        if path:
            Path(path).write_text("\n".join(self.lines()) + "\n", encoding="utf-8")


class SharesBar(QWidget):
    """A bar whose parts are as long as their numbers are large."""

    def __init__(self, shares: list[tuple[int, QColor]], *, parent: QWidget) -> None:
        super().__init__(parent)
        self._shares = [(share, colour) for share, colour in shares if share]
        self.setFixedHeight(9)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The parts, from the reading side on."""
        rect, total, offset = QRectF(self.rect()), sum(share for share, _colour in self._shares), 0.0
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            for share, colour in self._shares:
                width = max(6.0, rect.width() * share / total)
                painter.setBrush(colour)
                painter.drawRoundedRect(start_of(rect, width - 2, offset=offset), 3, 3)
                offset += width


class ProblemCard(QFrame):
    """One refusal: file and line, reason, remedy."""

    def __init__(self, problem: Problem, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(plain_label(isolated(problem.file), font=ui_font(13, 600)))
        if problem.line is not None:
            line = plain_label(_("line {number}", number=problem.line), font=ui_font(12))
            coloured(line, theme.ink3)
            head.addWidget(line)
        head.addStretch(1)
        column.addLayout(head)
        for message, colour in ((problem.reason, theme.ink2), (problem.remedy, theme.accent)):
            if message is not None:
                label = plain_label(said(message), font=ui_font(12.5))
                label.setWordWrap(True)
                coloured(label, colour)
                column.addWidget(label)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A card with a red edge."""
        card = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.line, 1))
            painter.setBrush(self._theme.card)
            painter.drawRoundedRect(card, 10, 10)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.bad)
            painter.drawRoundedRect(start_of(card.adjusted(0, 10, 0, -10), 3.5), 1.7, 1.7)


def _told(problem: Problem) -> str:
    at = isolated(problem.file) if problem.line is None else f"{isolated(problem.file)}:{problem.line}"
    remedy = f" {said(problem.remedy)}" if problem.remedy is not None else ""
    return f"{at}: {said(problem.reason)}{remedy}"
