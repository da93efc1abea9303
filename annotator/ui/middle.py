"""The middle of the window: the documents, and beside them the reader with its inspector, or another section."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from annotator.model.changes import ChangeSet
from annotator.operations.session import Session
from annotator.ui.sections import READING, section_named
from annotator.ui.sectionview import SectionView, view_of
from annotator.ui.theme import Theme
from annotator.ui.work.surroundings import Surroundings

_PANELS: Final = (266, 868, 306)


class Middle(QSplitter):
    """Documents, reader and inspector side by side, with handles to make them wider.

    Another section takes the room of reader and inspector, and that of the documents where it brings a side panel.

    Args:
        documents: The list of documents.
        stage: The reader with what lies over it.
        inspector: What is chosen.
        parent: The window.

    Attributes:
        section: Id of the section that is shown.
        view: What it shows; None in Reading.
    """

    section_changed = Signal(str)
    panels_changed = Signal()
    """The person has made a panel wider, narrower, or sent it away."""

    def __init__(self, documents: QWidget, stage: QWidget, inspector: QWidget, *, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._documents, self._stage, self._inspector = documents, stage, inspector
        self._views: dict[str, SectionView] = {}
        self.section = READING
        self.view: SectionView | None = None
        self._wanted = {documents: True, inspector: True}
        self._widths: tuple[int, ...] = _PANELS
        self._sides, self._pages = QStackedWidget(self), QStackedWidget(self)
        self._sides.setMinimumWidth(220)
        self.setHandleWidth(1)
        for panel in (documents, self._sides, stage, inspector, self._pages):
            self.addWidget(panel)
        for at in (2, 4):
            self.setStretchFactor(at, 1)
            self.setCollapsible(at, False)
        self._sides.hide()
        self._pages.hide()
        self.splitterMoved.connect(lambda _at, _index: self.panels_changed.emit())

    # ------------------------------------------------------------------ panels

    def restore(self, widths: tuple[int, ...]) -> None:
        """Give the panels the widths of an earlier time.

        Args:
            widths: Of documents, reader and inspector in pixels, 0 where one was sent away; what is no such triple
                is passed over.
        """
        known = widths if len(widths) == len(_PANELS) else _PANELS
        self._wanted = {self._documents: known[0] != 0, self._inspector: known[2] != 0}
        self._widths = tuple(width or default for width, default in zip(known, _PANELS, strict=True))
        self._arrange()

    def widths(self) -> tuple[int, ...]:
        """The widths to be remembered: of documents, reader and inspector, 0 where one is sent away."""
        self._measure()
        shown = (self.wants(self._documents), True, self.wants(self._inspector))
        return tuple(width if wanted else 0 for width, wanted in zip(self._widths, shown, strict=True))

    def wants(self, panel: QWidget) -> bool:
        """Whether the person wants the documents or the inspector to be shown where there is room for them."""
        return self._wanted[panel]

    def want(self, panel: QWidget, *, wanted: bool) -> None:
        """Bring the documents or the inspector back, or send them away."""
        self._measure()
        self._wanted[panel] = wanted
        self._arrange()
        self.panels_changed.emit()

    # ------------------------------------------------------------------ sections

    def show_section(self, identifier: str, session: Session, window: Surroundings, *, theme: Theme) -> None:
        """Go to another section than Reading; what it shows is made when it is first wanted."""
        if identifier == self.section:
            return
        if identifier not in self._views:
            made = view_of(section_named(identifier), session, window, theme=theme, parent=self)
            self._views[identifier] = made
            self._pages.addWidget(made)
            if made.side is not None:
                self._sides.addWidget(made.side)
        self._turn_to(identifier)
        view = self._views[identifier]
        # Told first, so that what the view says of itself stands.
        self.section_changed.emit(identifier)
        view.opened()
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_reading(self) -> None:
        """Go back to reader and inspector."""
        if self.section != READING:
            self._turn_to(READING)
            self.section_changed.emit(READING)

    def leave_session(self) -> None:
        """Put the views of the session away and go back to Reading."""
        self._turn_to(READING)
        for view in self._views.values():
            for part in (view.side, view):
                if part is not None:
                    part.hide()
                    part.setParent(None)
                    part.deleteLater()
        self._views.clear()
        self.section_changed.emit(READING)

    def changed(self, changes: ChangeSet) -> None:
        """Tell all views what was written."""
        for view in self._views.values():
            view.changed(changes)

    def set_theme(self, theme: Theme) -> None:
        """Paint the views in other colours."""
        for view in self._views.values():
            view.set_theme(theme)

    def retranslate(self) -> None:
        """Say everything in the views in the language in use."""
        for view in self._views.values():
            view.retranslate()

    def _turn_to(self, identifier: str) -> None:
        self._measure()
        if self.view is not None:
            self.view.closed()
        self.section, self.view = identifier, self._views.get(identifier)
        if self.view is not None:
            self._pages.setCurrentWidget(self.view)
            if self.view.side is not None:
                self._sides.setCurrentWidget(self.view.side)
        self._arrange()

    def _arrange(self) -> None:
        """Show what belongs to the section, each at its width."""
        view = self.view
        side = view is not None and view.side is not None
        self._documents.setVisible(not side and self._wanted[self._documents])
        self._sides.setVisible(side)
        self._stage.setVisible(view is None)
        self._inspector.setVisible(view is None and self._wanted[self._inspector])
        self._pages.setVisible(view is not None)
        first, middle, last = self._widths
        self.setSizes([first, first, middle, last, middle + last])

    def _measure(self) -> None:
        """Keep the widths of what is shown; a panel that was shown this moment has none yet."""
        documents, sides, stage, inspector, _pages = self.sizes()
        first, middle, last = self._widths
        if self.view is None:
            self._widths = (documents or first, stage or middle, inspector or last)
        else:
            self._widths = (documents or sides or first, middle, last)
