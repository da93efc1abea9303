"""The reading view: the article as plain text that a screen reader can read, in step with the caret of the page.

A text interface of our own, written in Python, dies as soon as a screen reader asks it; Qt's plain text field has one
that works. Keys that do not move the caret go to the page, so everything can be done from here.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from annotator.language import _
from annotator.model.span import Span
from annotator.text.offsets import OffsetMap
from annotator.ui.fonts import reading_font
from annotator.ui.reader.keyboard import movement_of
from annotator.ui.reader.reader import Reader

_PX: Final = 22


class ReadingView(QPlainTextEdit):
    """Lies over the page while it is shown, and takes its keyboard.

    The text shown is a copy for reading: offsets are counted in the stored text, nothing is ever read back from here.

    Args:
        reader: The page; its caret, selection and actions are this view's.
        parent: Whose child it is, beside the page.
    """

    def __init__(self, reader: Reader, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._reader = reader
        self._offsets = OffsetMap("")
        self._following = False
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByKeyboard | flags.TextSelectableByMouse)
        self.setFont(reading_font(_PX))
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        # Said in full: in an English window Qt would begin Arabic lines at the left.
        option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self.retranslate()
        self.hide()
        self.cursorPositionChanged.connect(self._cursor_moved)
        self.selectionChanged.connect(self._cursor_moved)
        reader.selection_changed.connect(self._follow)
        reader.installEventFilter(self)

    def set_shown(self, shown: bool) -> None:
        """Lay the view over the page and take its keyboard, or give both back."""
        self.setVisible(shown)
        self._reader.setFocusProxy(self if shown else None)  # type: ignore[arg-type]  # None takes the proxy away
        if shown:
            self.setFont(reading_font(round(_PX * self._reader.zoom / 100)))
            self.setGeometry(self._reader.geometry())
            self.show_document()
            self.raise_()
        self._reader.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_document(self) -> None:
        """Take over the article that the page shows."""
        document = self._reader.document
        text = document.text if document is not None else ""
        self._offsets = OffsetMap(text)
        self._following = True
        # A carriage return before a newline would become one line end with it, and shift every offset behind.
        self.setPlainText(text.replace("\r", " "))
        self._following = False
        self._follow()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.setAccessibleName(_("Article text, reading view"))
        self.setAccessibleDescription(_("Arrow keys read; all keys of annotating work here as on the page."))

    # ------------------------------------------------------------------ in step

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the page's size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._reader.geometry())
            self.ensureCursorVisible()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Shortcuts of the window that are keys of annotating belong to the page first."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not movement_of(event):
            QApplication.sendEvent(self._reader, event)
            return event.isAccepted()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor; every other key is for the page."""
        if movement_of(event) is not None:
            super().keyPressEvent(event)
        elif not QApplication.sendEvent(self._reader, event):
            event.ignore()

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Tab is a key of ours, as on the page; F6 goes to the next panel."""
        return False

    def _cursor_moved(self) -> None:
        """The cursor was moved here: carry the page's caret along; what was chosen there is left behind."""
        if self._following or not self.isVisible():
            return
        cursor = self.textCursor()
        caret = self._offsets.codepoint_of(cursor.position())
        anchor = self._offsets.codepoint_of(cursor.anchor())
        self._following = True
        if caret == anchor:
            self._reader.choose(None)
            self._reader.place_caret(caret)
        else:
            self._reader.select(Span(min(caret, anchor), max(caret, anchor)), active_end=caret > anchor)
        self._following = False

    def _follow(self) -> None:
        """The caret was moved on the page: carry the cursor along."""
        if self._following or not self.isVisible():
            return
        selection, caret = self._reader.selection, self._reader.caret
        anchor = caret
        if selection is not None:
            anchor = selection.start if caret == selection.end else selection.end
        self._following = True
        cursor = self.textCursor()
        cursor.setPosition(self._offsets.utf16_of(anchor))
        cursor.setPosition(self._offsets.utf16_of(caret), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self._following = False
