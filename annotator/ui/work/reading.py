"""Everything around the article that does not annotate it: looking, finding, resuming, citing, zones, its menu."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QMimeData, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from annotator.language import _, ngettext
from annotator.model.annotation import Annotation
from annotator.operations import citation, zones
from annotator.operations.opendocument import OpenDocument
from annotator.operations.session import Session
from annotator.text.vocabulary import Vocabulary
from annotator.ui.actions import FIXED, Action, Group
from annotator.ui.work.contextmenu import ContextMenu
from annotator.ui.work.finding import Finding
from annotator.ui.work.jumping import JumpMode
from annotator.ui.work.looking import Looking, paragraphs_at_hand
from annotator.ui.work.resuming import Resuming
from annotator.ui.work.surroundings import Surroundings


class Reading:
    """The helpers of a reader; belongs to the desk.

    Attributes:
        looking: How the article is looked at.
        finding: What is searched in it.
        resuming: Where reading goes on.
    """

    def __init__(self, window: Surroundings, session: Session) -> None:
        self._window = window
        self._session = session
        self._document: OpenDocument | None = None
        self._menu: QMenu | None = None
        self.looking = Looking(window, session.scheme)
        self.finding = Finding(window)
        self.resuming = Resuming(window)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions of all of them do."""
        return {
            **self.looking.handlers(),
            **self.finding.handlers(),
            **self.resuming.handlers(),
            **{action.id: partial(self._set_zone, action.id) for action in FIXED if action.group is Group.ZONE},
        }

    def show(self, document: OpenDocument) -> None:
        """Read another article."""
        self._document = document
        self.looking.show(document)
        self.finding.show(document)
        self.resuming.offer(document)

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.looking.retranslate()
        self.resuming.retranslate()

    def close(self) -> None:
        """Take everything away; the desk is put away."""
        for helper in (self.looking, self.finding, self.resuming):
            helper.close()
            helper.deleteLater()

    def jump_mode(self, vocabulary: Vocabulary) -> JumpMode | None:
        """The mode that jumps to a word by its first letters."""
        text = self.finding.folded
        return JumpMode(self._window, text, vocabulary) if text is not None else None

    def cite(self, claim: Annotation | None) -> None:
        """Copy the attributions of a claim as citations, for Word with its direction and as plain text."""
        if claim is None or self._document is None:
            self._window.say(_("Choose a claim first."))
            return
        lines = citation.citations(self._document, claim.id, self._window.memory.settings.citation)
        copied = QMimeData()
        copied.setText("\n".join(lines))
        copied.setHtml(citation.as_html(lines))
        QGuiApplication.clipboard().setMimeData(copied)
        number = self._document.number(claim.id)
        self._window.say(_("The citation of claim {number} is copied.", number=number))

    def open_menu(self, at: QPoint, actions: tuple[Action, ...], perform: Callable[[str], object]) -> None:
        """Open the menu of what is under the pointer.

        Args:
            at: Where on the screen.
            actions: The table with the labels of the scheme.
            perform: Does an action, by its id.
        """
        if self._document is None:
            return
        if self._menu is not None:
            self._menu.deleteLater()
        reader = self._window.reader
        self._menu = ContextMenu(actions, perform, parent=reader).build(self._document, reader)
        self._menu.popup(at)

    @property
    def menu(self) -> QMenu | None:
        """The menu that was opened last."""
        return self._menu

    def _set_zone(self, action: str) -> None:
        document, reader = self._document, self._window.reader
        if document is None:
            return
        label = action.removeprefix("zone.")
        paragraphs = paragraphs_at_hand(document, reader.selection, reader.caret)
        changed = zones.set_zone(self._session, document, paragraphs, None if label == "body" else label)
        title = _(next(row.text for row in FIXED if row.id == action))
        said = ngettext("{count} paragraph: {zone}", "{count} paragraphs: {zone}", changed, zone=title)
        self._window.say(said if changed else _("It is that already."))
