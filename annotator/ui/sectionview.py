"""What a section of the window is built of, and how it is made from its line in the table."""

from __future__ import annotations

import importlib

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.model.changes import ChangeSet
from annotator.model.errors import BugError
from annotator.model.identity import AnnotationId, DocumentId, SetName
from annotator.model.span import Span
from annotator.operations.session import Session
from annotator.ui.sections import Section
from annotator.ui.theme import Theme
from annotator.ui.work.surroundings import Surroundings


class SectionView(QWidget):
    """What a section shows in the room of reader and inspector.

    Made when the person first goes there, with the open session; put away with it. Keys arrive at whatever part
    of it has the focus, so a view says by ``setFocusProxy`` which part that is.

    Args:
        session: The session.
        window: The panels around, and what can be asked of the window.
        theme: Its colours.
        parent: The window's middle.

    Attributes:
        side: A panel of the section's own that takes the place of the documents, or None to leave them there.
    """

    side: QWidget | None = None

    def __init__(self, session: Session, window: Surroundings, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.window_around = window
        self.theme = theme

    def opened(self) -> None:
        """The person has gone to the section; it shows what holds now."""

    def closed(self) -> None:
        """The person has gone to another section."""

    def take_document(self, document: DocumentId) -> bool:
        """A document was chosen in the list of documents.

        Returns:
            Whether the section shows something about it; else it is opened in Reading.
        """
        del document
        return False

    def take_place(self, document: DocumentId, span: Span) -> bool:
        """Show what stands at a place of a document; says whether the section has something about it."""
        del document, span
        return False

    def take_annotation(self, document: DocumentId, set_name: SetName, annotation: AnnotationId) -> bool:
        """Something should be told about one annotation.

        Returns:
            Whether the section does.
        """
        del document, set_name, annotation
        return False

    def perform(self, action: str) -> None:
        """Do an action of the table that belongs to this section."""

    def changed(self, changes: ChangeSet) -> None:
        """Something was written, also while the section is not shown."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The lit page."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.theme.page)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.theme = theme
        self.update()

    def retranslate(self) -> None:
        """Say everything in the language in use."""


def view_of(section: Section, session: Session, window: Surroundings, *, theme: Theme, parent: QWidget) -> SectionView:
    """Build what a section shows; its module is imported now."""
    module, name = section.target.split(":")
    made = getattr(importlib.import_module(module), name)(session, window, theme=theme, parent=parent)
    if not isinstance(made, SectionView):
        raise BugError(f"{section.target} is no view of a section")
    return made
