"""The documents panel: the corpus by name, a search in texts and titles, and the documents in sections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.language import _, ngettext, number
from annotator.model.document import DocumentSummary
from annotator.model.identity import DocumentId, SetName
from annotator.text.folding import fold
from annotator.ui.fonts import ui_font
from annotator.ui.panels.caps import caps_width, draw_caps
from annotator.ui.panels.documentrows import RowPainter
from annotator.ui.panels.inbox import ROW_ROLE, DocumentRow, Inbox
from annotator.ui.panels.inboxfilter import EVERYTHING, FilterButton, InboxFilter
from annotator.ui.panels.lettering import coloured, end_of, plain_label
from annotator.ui.panels.sectionlist import SectionList
from annotator.ui.theme import Theme

_PADDING: Final = 20.0
_TYPING_PAUSE_MS: Final = 120


class Documents(QWidget):
    """The list on the reading side of the window."""

    document_wanted = Signal(str)
    """``DocumentId`` that the person wants to read."""
    import_wanted = Signal()
    words_changed = Signal(str)
    """What is looked for in the texts too, letters folded; empty when nothing is."""
    stale = Signal(str)
    """``DocumentId`` whose counts or status are no longer true."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._corpus = ""
        self._note = ""
        self._open: DocumentId | None = None
        self._opens_first = False
        self._looked_for = ""
        self.inbox = Inbox(self)
        self._name = plain_label(font=ui_font(15, 600))
        self._share = plain_label(font=ui_font(12))
        self.search = _SearchField(theme=theme, parent=self)
        self.filter = FilterButton(outlets=self.inbox.outlets, theme=theme, parent=self)
        self.view = SectionList(self.inbox, self)
        self._painter = RowPainter(theme=theme, parent=self)
        self.view.setItemDelegate(self._painter)
        self._empty = plain_label(font=ui_font(13))
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._import = QPushButton()
        self._import.setProperty("quiet", True)
        self._import.clicked.connect(self.import_wanted)
        self._arrange()
        self._typing = QTimer(self, interval=_TYPING_PAUSE_MS, singleShot=True)
        self._typing.timeout.connect(lambda: self._search(self.search.text()))
        self.search.textChanged.connect(self._typed)
        self.filter.changed.connect(self._show_only)
        self.search.returnPressed.connect(self._open_first)
        self.view.clicked.connect(self._want)
        self.view.activated.connect(self._want)
        self.setMinimumWidth(200)
        self.set_theme(theme)
        self.retranslate()

    def show_corpus(self, name: str, summaries: Iterable[DocumentSummary], *, own_set: SetName) -> None:
        """Show the documents of a corpus.

        Args:
            name: What people call the corpus.
            summaries: Its documents, with the counts of ``own_set``.
            own_set: The person's own set, whose statuses make the sections.
        """
        chosen = self.chosen or self._open
        if name != self._corpus:
            self.filter.set_filter(EVERYTHING)
        self._corpus = name
        self.inbox.show_documents(summaries, own_set=own_set)
        self._tell()
        self._mark(chosen)

    def show_changed(self, summary: DocumentSummary) -> None:
        """Show new counts or another status of one document."""
        chosen = self.chosen or self._open
        self.inbox.show_changed(summary)
        self._tell()
        if self.chosen is None:
            self._mark(chosen)

    @property
    def chosen(self) -> DocumentId | None:
        """The document that is marked as the open one."""
        row = self.view.currentIndex().data(ROW_ROLE) if self.view.currentIndex().isValid() else None
        return row.id if isinstance(row, DocumentRow) else None

    def choose(self, document: DocumentId | None) -> None:
        """Mark a document as the open one and bring it into sight."""
        self._open = document
        self._mark(document)

    def neighbour(self, document: DocumentId | None, *, step: int) -> DocumentId | None:
        """The document so many rows further on (or back) in the list, or None past its ends."""
        order = self.inbox.documents()
        if not order:
            return None
        if document not in order:
            return order[0]
        at = order.index(document) + step
        return order[at] if 0 <= at < len(order) else None

    def step(self, by: int) -> None:
        """Ask for the document so many rows further on, or back."""
        document = self.neighbour(self.chosen, step=by)
        if document is not None:
            self.document_wanted.emit(document)

    def show_holding(self, holding: Mapping[str, AbstractSet[DocumentId]]) -> None:
        """Show also the documents whose texts hold the words, by folded word."""
        chosen = self.chosen or self._open
        self.inbox.show_holding(holding)
        self._note = ""
        self._tell()
        self._mark(chosen)
        if self._opens_first:
            self._want_first()

    def words_in_text(self, document: DocumentId) -> str:
        """What is looked for, where the document was found by its text rather than its title; else nothing."""
        return "" if self.inbox.in_title(document) else self.search.text().strip()

    def show_indexing(self, done: int, total: int) -> None:
        """Say how many of the texts can be searched so far."""
        self._note = _("texts: {percent}%", percent=number(100 * done // total)) if total else ""
        self._tell()

    def show_titles_only(self, why: str) -> None:
        """Say that texts cannot be searched, and why."""
        self._note, self._opens_first = _("Titles only"), False
        self._tell()
        self._share.setToolTip(why)

    def refresh(self, document: DocumentId) -> None:
        """Ask for new counts of a document."""
        self.stale.emit(document)

    def focus_search(self) -> None:
        """Put the keyboard into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        coloured(self._share, theme.ink3)
        coloured(self._empty, theme.ink2)
        self.search.set_theme(theme)
        self.filter.set_theme(theme)
        self._painter.set_theme(theme)
        self.view.viewport().update()
        self.update()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.search.setPlaceholderText(_("Search in texts and titles"))
        self.search.setAccessibleName(_("Search in texts and titles"))
        self.filter.retranslate()
        self.view.setAccessibleName(_("Documents"))
        self._import.setText(_("Import articles…"))
        self.inbox.retranslate()
        self._tell()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The quiet ground."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.desk)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._share)
        narrowing = QHBoxLayout()
        narrowing.setSpacing(4)
        narrowing.addWidget(self.search, 1)
        narrowing.addWidget(self.filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 8)
        column.setSpacing(8)
        for row, margin in ((head, 20), (narrowing, 16)):
            row.setContentsMargins(margin, 0, margin, 0)
            column.addLayout(row)
        column.addWidget(self._empty, 1)
        column.addWidget(self.view, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 0, 14, 0)
        foot.addWidget(self._import)
        foot.addStretch(1)
        column.addLayout(foot)

    def _tell(self) -> None:
        self._name.setText(self._corpus)
        total = self.inbox.total
        done, all_of_them = self.inbox.done, ngettext("{count} document", "{count} documents", total)
        share = _("{done} of {total}", done=done, total=total) if done else all_of_them if total else ""
        self._share.setText(self._note or share)
        self._share.setToolTip(all_of_them)
        self._name.setToolTip(self._corpus)
        found = bool(self.inbox.rows)
        self.view.setVisible(found)
        self._empty.setVisible(not found)
        self._empty.setText(
            _("No article is left by the filter.")
            if total and self.filter.filter.asks
            else _("No article has these words.")
            if total
            else _("This corpus is empty. Import a folder of articles to begin.")
            if self._corpus
            else _("No corpus is open.")
        )

    def _typed(self) -> None:
        self._opens_first = False
        self._typing.start()

    def _mark(self, document: DocumentId | None) -> None:
        row = self.inbox.row_of(document) if document is not None else None
        if row is None:
            self.view.clearSelection()
            self.view.setCurrentIndex(QModelIndex())
            return
        index = self.inbox.index(row)
        self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.view.scrollTo(index)

    def _search(self, words: str) -> None:
        chosen = self.chosen or self._open
        self.inbox.search(words)
        self._note = ""
        self._tell()
        self._mark(chosen)
        folded = fold(words)
        if folded != self._looked_for:
            self._looked_for = folded
            self.words_changed.emit(folded)

    def _show_only(self, wanted: InboxFilter) -> None:
        chosen = self.chosen or self._open
        self.inbox.show_only(wanted)
        self._tell()
        self._mark(chosen)

    def _open_first(self) -> None:
        self._typing.stop()
        self._search(self.search.text())
        self._want_first()

    def _want_first(self) -> None:
        """Ask for the first document that was found; later, where the texts have not been looked through."""
        order = self.inbox.documents()
        self._opens_first = not order
        if order:
            self.document_wanted.emit(order[0])

    def _want(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, DocumentRow):
            self.document_wanted.emit(row.id)


class _SearchField(QLineEdit):
    """A search field with the cap of its shortcut; Esc empties it."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(31)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.text() or self.hasFocus():
            return
        keys = ("Ctrl F",)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            place = end_of(QRectF(self.rect()), caps_width(keys, height=16), offset=8)
            draw_caps(painter, place, keys, theme=self._theme, height=16)
