"""The first records of a file, one at a time, as the reader will show them once they are in the corpus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.language import _, is_rtl, isolated, language, ngettext, number, said
from annotator.model.errors import Problem
from annotator.model.identity import SetName
from annotator.model.scheme import Scheme, scheme_of
from annotator.operations.opendocument import OpenDocument
from annotator.operations.preview import FilePreview, RecordPreview
from annotator.ui.dialogs.importreport import ProblemCard
from annotator.ui.fonts import ui_font
from annotator.ui.panels.chips import Flow
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.panels.oneline import OneLine
from annotator.ui.panels.tagpill import TagPill
from annotator.ui.reader.reader import Reader
from annotator.ui.scrolling import scrolling
from annotator.ui.theme import Theme

_ZOOM: Final = 80
_CARDS: Final = 8
_CARDS_HEIGHT: Final = 132


class RecordPreviews(QWidget):
    """Title, outlet and date as recognised, annotations counted, the text with its signs; what is wrong above."""

    columns_wanted = Signal()
    """Somebody wants to say which column holds what."""

    def __init__(self, *, is_known: Callable[[RecordPreview], bool], theme: Theme, parent: QWidget) -> None:
        """Args:
        is_known: Says whether the corpus has the text of a record already.
        theme: The colours.
        parent: The dialog.
        """
        super().__init__(parent)
        self._is_known, self._theme = is_known, theme
        self._preview: FilePreview | None = None
        self._scheme: Scheme | None = None
        self._at = 0
        self._title = OneLine(font=ui_font(14, 600), colour=theme.ink, parent=self)
        self._facts = OneLine(font=ui_font(12), colour=theme.ink2, parent=self)
        self._position = plain_label(font=ui_font(12), parent=self)
        coloured(self._position, theme.ink2)
        self._back = self._step_button(-1, _("Record before"))
        self._on = self._step_button(1, _("Next record"))
        self._counts = Flow()
        self._pills: list[TagPill] = []
        self._problems = QVBoxLayout()
        self._problems.setSpacing(6)
        self._problems.setContentsMargins(0, 0, 6, 0)
        inside = QWidget()
        inside.setLayout(self._problems)
        self._area = scrolling(inside, parent=self)
        self._area.setMaximumHeight(_CARDS_HEIGHT)
        self._area.hide()
        self._empty = plain_label(font=ui_font(13), parent=self)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        coloured(self._empty, theme.ink3)
        self.reader = Reader(self)
        self.reader.set_theme(theme)
        self.reader.set_zoom(_ZOOM)
        self.reader.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.reader.setAccessibleName(_("The text as it will be stored"))
        self._arrange()
        self.show_nothing("")

    @property
    def shown(self) -> FilePreview | None:
        """The file whose records are shown."""
        return self._preview

    @property
    def record(self) -> RecordPreview | None:
        """The record that is shown."""
        records = self._preview.records if self._preview is not None else ()
        return records[self._at] if self._at < len(records) else None

    def show_nothing(self, why: str) -> None:
        """Show no record, and say why."""
        self._preview = None
        self._show_problems(())
        self._show_record()
        self._empty.setText(why)

    def show_waiting(self) -> None:
        """Say that the file is being read; what was shown stays until then."""
        self._position.setText(_("Reading…"))

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show why a file cannot be read at all."""
        self.show_nothing("")
        self._show_problems(problems)

    def show_preview(self, preview: FilePreview) -> None:
        """Show the records of a file, the same one again where it is the file that is shown."""
        same = self._preview is not None and self._preview.path == preview.path
        self._at = min(self._at, max(0, len(preview.records) - 1)) if same else 0
        self._preview = preview
        self._scheme = scheme_of(preview.scheme_table)
        self._show_problems(preview.problems, refused=preview.refused)
        self._show_record()
        if not preview.records and not preview.problems:
            self._empty.setText(_("No record ends within the first megabyte; the import reads on."))

    def step(self, by: int) -> None:
        """Show another record."""
        records = self._preview.records if self._preview is not None else ()
        if 0 <= self._at + by < len(records):
            self._at += by
            self._show_record()

    # ------------------------------------------------------------------ showing

    def _show_record(self) -> None:
        record, preview = self.record, self._preview
        count = len(preview.records) if preview is not None else 0
        self._back.setEnabled(self._at > 0)
        self._on.setEnabled(self._at + 1 < count)
        for part in (self._title, self._facts, self._position, self._back, self._on, self.reader):
            part.setVisible(record is not None)
        self._empty.setVisible(record is None)
        self._empty.setText("")
        if record is None or preview is None or self._scheme is None:
            self._show_pills([])
            self.reader.show_document(None)
            return
        whole = _("{number} of {count}", number=self._at + 1, count=count)
        first = _("{number} of the first {count}", number=self._at + 1, count=count)
        self._position.setText(whole if preview.complete else first)
        document = record.annotated.document
        self._title.setText(isolated(document.title))
        self._facts.setText(" · ".join(self._facts_of(record)))
        self._show_pills(self._pills_of(record))
        header = record.annotated.annotation_set
        name = header.name if header is not None else SetName("preview")
        self.reader.show_document(OpenDocument(record.annotated, scheme=self._scheme, set_name=name))

    def _facts_of(self, record: RecordPreview) -> list[str]:
        meta = record.annotated.document.meta
        header = record.annotated.annotation_set
        date = meta.get("published") or meta.get("published_text")
        facts = [isolated(fact) for fact in (meta.get("outlet"), date, meta.get("author"), meta.get("url")) if fact]
        if header is not None:
            facts.append(_("set {name}", name=header.name))
        facts.append(ngettext("{count} character", "{count} characters", record.characters))
        if record.line is not None:
            facts.append(_("line {number}", number=record.line))
        return facts

    def _pills_of(self, record: RecordPreview) -> list[TagPill]:
        theme, scheme = self._theme, self._scheme
        assert scheme is not None  # a record is shown
        pills = []
        if self._is_known(record):
            pills.append(TagPill(_("in the corpus already"), ink=theme.warn, ground=theme.warn_bg, parent=self))
        for layer, label, count in record.counts:
            known = scheme.label(layer, label)
            entity = layer == "entity"
            ink = theme.family(known.family) if entity else theme.ink2
            text = f"{isolated(known.titles.within(language()))} {number(count)}"
            pills.append(TagPill(text, ink=ink, ground=theme.page, parent=self, edged=True))
        if record.relations:
            text = ngettext("{count} relation", "{count} relations", record.relations)
            pills.append(TagPill(text, ink=theme.ink2, ground=theme.page, parent=self, edged=True))
        for remark in record.remarks[:2]:
            pills.append(TagPill(said(remark), ink=theme.ink2, ground=theme.hover, parent=self))
        if record.is_cut:
            pills.append(TagPill(_("only the beginning is shown"), ink=theme.ink3, ground=theme.hover, parent=self))
        return pills

    def _show_pills(self, pills: list[TagPill]) -> None:
        while self._counts.takeAt(0) is not None:
            pass
        for pill in self._pills:
            pill.hide()
            pill.deleteLater()
        self._pills = pills
        for pill in pills:
            self._counts.addWidget(pill)
            pill.show()

    def _show_problems(self, problems: tuple[Problem, ...], *, refused: bool = True) -> None:
        while (entry := self._problems.takeAt(0)) is not None:
            widget = entry.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for problem in problems[:_CARDS]:
            self._problems.addWidget(ProblemCard(problem, theme=self._theme, parent=self))
        if any(problem.reason.template == "No column is known to hold the text." for problem in problems):
            link = QPushButton(_("Say which column holds what…"), self)
            link.setProperty("quiet", True)
            link.setAutoDefault(False)
            link.clicked.connect(self.columns_wanted)
            self._problems.addWidget(link, 0, Qt.AlignmentFlag.AlignLeading)
        left = len(problems) - _CARDS
        if left > 0:
            more = plain_label(ngettext("and {count} more", "and {count} more", left), font=ui_font(12))
            coloured(more, self._theme.ink3)
            self._problems.addWidget(more)
        self._area.setVisible(bool(problems))
        self._area.setAccessibleName(_("The file would be refused") if refused else _("Left out of the file"))

    # ------------------------------------------------------------------ making

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._title, 1)
        for part in (self._back, self._position, self._on):
            head.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._area)
        column.addLayout(head)
        column.addWidget(self._facts)
        column.addLayout(self._counts)
        column.addWidget(self.reader, 1)
        column.addWidget(self._empty, 1)

    def _step_button(self, by: int, name: str) -> QPushButton:
        forward = (by > 0) != is_rtl()
        button = QPushButton("›" if forward else "‹", self)
        button.setProperty("quiet", True)
        button.setAutoDefault(False)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFixedWidth(28)
        button.clicked.connect(lambda: self.step(by))
        return button
