"""The hands of an analyst at the real window: keys by their place on the keyboard, and the pointer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model.annotation import Annotation
from annotator.model.span import Span
from annotator.operations.opendocument import OpenDocument
from annotator.operations.settings import Settings
from annotator.ui.keys import caps_of
from annotator.ui.memory import Memory
from annotator.ui.window import Window

_NAMED = {
    "Enter": Qt.Key.Key_Return, "Esc": Qt.Key.Key_Escape, "Tab": Qt.Key.Key_Tab, "Space": Qt.Key.Key_Space,
    "Delete": Qt.Key.Key_Delete, "F4": Qt.Key.Key_F4, "F8": Qt.Key.Key_F8,
    "Left": Qt.Key.Key_Left, "Right": Qt.Key.Key_Right,
}  # fmt: skip


class Analyst:
    """Somebody at the window, who types with an Arabic layout unless told otherwise.

    Args:
        corpus: The corpus file to open.
        arabic: Whether the letter keys give Arabic letters.
        handle: Who it is.
        name: What people call them.
    """

    def __init__(self, corpus: Path, *, arabic: bool = True, handle: str = "huda", name: str = "هدى") -> None:
        self.arabic = arabic
        self.window = Window(Memory(Settings(language="ar", handle=handle, name=name, welcomed=True)))
        self.window.resize(1440, 900)
        self.window.show()
        assert self.window.corpora.open_path(corpus)
        QApplication.processEvents()

    @property
    def document(self) -> OpenDocument:
        """The open document."""
        document = self.window.reader.document
        assert document is not None
        return document

    def press(self, *names: str) -> None:
        """Press keys, as in ``press("Q", "Ctrl+Left", "Shift+Enter", "3")``."""
        for name in names:
            *modifiers, cap = name.split("+")
            held = Qt.KeyboardModifier.NoModifier
            if "Ctrl" in modifiers:
                held |= Qt.KeyboardModifier.ControlModifier
            if "Shift" in modifiers:
                held |= Qt.KeyboardModifier.ShiftModifier
            code = _NAMED.get(cap) or Qt.Key(ord(cap))
            text = "" if cap in _NAMED or "Ctrl" in modifiers else self._typed(cap)
            if text and not text.isascii():
                code = Qt.Key(ord(text[0]))
            # Not qtbot.keyClicks: it aborts on Arabic letters.
            QApplication.sendEvent(self.window.reader, QKeyEvent(QEvent.Type.KeyPress, code, held, text))
            QApplication.processEvents()

    def go_to(self, words: str) -> None:
        """Put the caret into the first of ``words``, wherever they stand, as somebody who walks there does."""
        self.window.reader.choose(None)
        self.window.reader.place_caret(self.document.text.index(words) + 1)

    def click(self, words: str) -> None:
        """Click on the second letter of ``words``."""
        reader = self.window.reader
        start = self.document.text.index(words)
        reader.reveal(Span(start, start + len(words)))
        QApplication.processEvents()
        QTest.mouseClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=self._middle_of(start + 1))

    def drag(self, words: str) -> None:
        """Drag with the pointer over exactly ``words``, from the first letter to the last."""
        reader = self.window.reader
        start = self.document.text.index(words)
        end = start + len(words)
        reader.reveal(Span(start, end))
        QApplication.processEvents()
        first, last = self._edge_of(start, leading=True), self._edge_of(end - 1, leading=False)
        viewport = reader.viewport()
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=first)
        QTest.mouseMove(viewport, QPoint((first.x() + last.x()) // 2, (first.y() + last.y()) // 2))
        QTest.mouseMove(viewport, last)
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=last)

    def marked(self, layer: str) -> list[tuple[str, Annotation]]:
        """The covered words of every annotation of a layer, with the annotation, in reading order."""
        found = sorted((a for a in self.document.annotations.values() if a.layer == layer), key=lambda a: a.order)
        return [(a.text(self.document.text), a) for a in found]

    def leave(self) -> None:
        """Close the window, as its button does."""
        self.window.close()
        QApplication.processEvents()

    def _typed(self, cap: str) -> str:
        arabic = caps_of(cap)[1]
        return arabic[0] if self.arabic and arabic else cap.lower()

    def _middle_of(self, offset: int) -> QPoint:
        return self.window.reader.rect_of(Span(offset, offset + 1)).center()

    def _edge_of(self, offset: int, *, leading: bool) -> QPoint:
        """A point in the outer part of a letter: on its right where Arabic words begin, on its left where they end."""
        rect = self.window.reader.rect_of(Span(offset, offset + 1))
        inset = max(1, rect.width() // 4)
        return QPoint(rect.right() - inset if leading else rect.left() + inset, rect.center().y())
