"""The section of the cases: the queue, the reader with both sides, the case at hand; and what waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from annotator.language import _, explained, language
from annotator.model.changes import ChangeSet, RecordKind
from annotator.model.errors import AnnotatorError
from annotator.model.identity import ADJUDICATED, AnnotationId, DocumentId
from annotator.model.span import Span
from annotator.model.workflow import Status
from annotator.operations import guideline, reviewing
from annotator.operations.precedents import Precedent
from annotator.operations.session import Session
from annotator.ui.actions import CASES, action_of, rekeyed
from annotator.ui.fonts import ui_font
from annotator.ui.keys import row_digit
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.quiet import opening
from annotator.ui.review.board import CaseSheet
from annotator.ui.review.caseactions import CaseActions
from annotator.ui.review.casedock import CaseStage
from annotator.ui.review.casepanel import CasePanel
from annotator.ui.review.casereader import CaseReader
from annotator.ui.review.precedentsearch import PrecedentSearch
from annotator.ui.review.queuepanel import QueuePanel
from annotator.ui.review.returning import ReturnedBoard
from annotator.ui.review.settling import SettlingBoard
from annotator.ui.review.waitinglist import waiting_progress, waiting_rows
from annotator.ui.sections import CASES as SECTION
from annotator.ui.sectionview import SectionView
from annotator.ui.theme import Theme
from annotator.ui.work.surroundings import Surroundings

_PANEL: Final = 306
_LEAST_PANEL: Final = 236
# After the first frame, before anybody has read the case.


class CasesView(SectionView):
    """Cases of one document, or the list of documents that wait.

    Attributes:
        reader: The article.
        queue: The side panel.
        panel: The case at hand.
        stage: Holds reader and dock.
        board: What is shown; None while the list is.
    """

    def __init__(self, session: Session, window: Surroundings, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(session, window, theme=theme, parent=parent)
        self.board: SettlingBoard | ReturnedBoard | None = None
        self._acting = False
        self._stale = False
        self._left_at: DocumentId | None = None
        self._actions = CaseActions(session, window, self)
        self._search = PrecedentSearch(self)
        self._search.told.connect(self._show_precedents)
        self.reader = CaseReader()
        self.reader.set_theme(theme)
        self.stage = CaseStage(self.reader, theme=theme, parent=self)
        self.panel = CasePanel(theme=theme, parent=self)
        self.panel.setFixedWidth(_PANEL)
        self.queue = QueuePanel(theme=theme, parent=self)
        self.side = self.queue
        self._empty: QLabel = plain_label("", font=ui_font(14), parent=self.stage)
        self._empty.setWordWrap(True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.stage, 1)
        line.addWidget(self.panel)
        self.setFocusProxy(self.queue.list)
        self.reader.installEventFilter(self)
        self.queue.wanted.connect(self._row_wanted)
        self.queue.onward_wanted.connect(lambda: self.perform("case.onward"))
        self.panel.performed.connect(self.perform)
        self.panel.link_activated.connect(self._go_to_annotation)
        self.panel.precedent_wanted.connect(self._go_to_precedent)
        self.stage.dock.performed.connect(self.perform)
        self.stage.dock.reason_given.connect(self._give_reason)
        self.reader.pointed_at.connect(self._pointed_at)

    # ------------------------------------------------------------------ what the window calls

    def opened(self) -> None:
        """Show the cases of the document that is read, or the list of what waits."""
        self.reader.set_zoom(self.window_around.memory.settings.zoom)
        read = self.window_around.reader.document
        elsewhere = read is not None and (self.board is None or read.document.id != self._left_at)
        if elsewhere and read is not None and self.take_document(read.document.id):
            return
        if self.board is None:
            self.show_waiting()
            return
        if self._stale:
            self._rebuild()
        self.show_all()

    def closed(self) -> None:
        """Look for nothing any more, and remember what is read meanwhile."""
        self._search.stop()
        read = self.window_around.reader.document
        self._left_at = read.document.id if read is not None else None

    def take_document(self, document: DocumentId) -> bool:
        """Open a document whose sets can be compared, or that came back; says whether it is one."""
        stages = {item.summary.id: item.stage for item in reviewing.waiting(self.session)}
        if document not in stages:
            return False
        return self.open_document(document)

    def take_place(self, document: DocumentId, span: Span) -> bool:
        """Show the case that stands at a place, or the nearest one."""
        if not self.take_document(document) or self.board is None:
            return False
        if isinstance(self.board, SettlingBoard):
            self.board.go_near(span)
            self.show_all()
        return True

    def open_document(self, document: DocumentId) -> bool:
        """Show the cases of a document; what forbids it is said in the status line. Whether they are shown."""
        self._leave_board()
        try:
            own = self.session.corpus.status(document, self.session.own_set)
            board = ReturnedBoard if own is Status.RETURNED else SettlingBoard
            with opening():
                self.board = board(self.session, document)
        except AnnotatorError as error:
            self.window_around.say(explained(error), warning=True)
            return False
        self._stale = False
        self.reader.show_anew(self.board.reader_document)
        self.show_all()
        return True

    def changed(self, changes: ChangeSet) -> None:
        """Keep up with what was written."""
        if isinstance(self.board, ReturnedBoard):
            # It lies on one's own set, where an answer takes things away; the others lie on a picture made anew.
            self.reader.changed(changes)
        if self._acting or self.board is None:
            if self.board is None and self.isVisible():
                self.show_waiting()
            return
        document = self._document_id()
        touched = [c.key for c in changes.changes if c.key.document == document]
        touched += [key for key in changes.replaced if key.document == document]
        if not touched:
            return
        if not self.session.corpus.has_document(document):
            self._leave_board()
            self._stale = False
            if self.isVisible():
                self.show_waiting()
            return
        others = any(key.set_name not in (None, ADJUDICATED) and key.kind is not RecordKind.HEADER for key in touched)
        if not self.isVisible():
            self._stale = True
        elif others and isinstance(self.board, SettlingBoard):
            self._rebuild()
            self.show_all()
        else:
            self.board.refresh()
            self.show_document()
            self.show_all()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        super().set_theme(theme)
        for part in (self.reader, self.stage, self.panel, self.queue):
            part.set_theme(theme)
        coloured(self._empty, theme.ink3)

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        if self.board is None:
            self.show_waiting()
        else:
            self.show_all()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Keep the words of the empty page in its middle, and the panel in proportion."""
        self.panel.setFixedWidth(max(_LEAST_PANEL, min(_PANEL, self.width() // 3)))
        self._give_room(panel=self.board is not None)

    # ------------------------------------------------------------------ keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that arrive at the reader."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._wants(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._press(event):
            return True
        return super().eventFilter(watched, event)

    def _wants(self, event: QKeyEvent) -> bool:
        return self._reason_of(event) is not None or action_of(event, rekeyed(CASES)) is not None

    def _press(self, event: QKeyEvent) -> bool:
        reason = self._reason_of(event)
        if reason is not None:
            self._give_reason(reason)
            return True
        action = action_of(event, rekeyed(CASES))
        if action is None or (action.id == "case.leave" and self.board is None):
            return False
        if self.board is None and action.id not in ("case.next", "case.previous"):
            return False
        self.perform(action.id)
        return True

    def _reason_of(self, event: QKeyEvent) -> str | None:
        """The reason that Shift and a digit give."""
        sheet = self.stage.dock.sheet
        if sheet is None or event.modifiers() != Qt.KeyboardModifier.ShiftModifier:
            return None
        place = row_digit(event)
        return sheet.reasons[place - 1][0] if place is not None and 0 < place <= len(sheet.reasons) else None

    def perform(self, action: str) -> None:
        """Do an action of the table; what cannot be done is said in the status line."""
        board = self.board
        if board is None:
            return
        try:
            self._acting = True
            self.window_around.say(None)
            self._actions.do(action)
        except AnnotatorError as error:
            self.window_around.say(explained(error), warning=True)
        finally:
            self._acting = False
        if self.board is not None:
            self.show_document()
            self.show_all()

    # ------------------------------------------------------------------ going and coming

    def leave(self) -> None:
        """Go to the list of what waits."""
        self._leave_board()
        self.show_waiting()

    def come_back(self, document: DocumentId) -> None:
        """Go to the section again, to the board that it was left with."""
        self._left_at = document
        self.window_around.show_section(SECTION)

    def _leave_board(self) -> None:
        self._search.stop()
        if isinstance(self.board, SettlingBoard):
            self.session.leave(self.board.adjudication.id, ADJUDICATED)
        self.board = None
        self.reader.show_document(None)
        self.reader.show_case((), focus=(), stood_for=(), place=None)

    def attempt(self, step: Callable[[], object]) -> None:
        """Do a step that a sheet asked for."""
        try:
            self._acting = True
            self.window_around.say(None)
            step()
        except AnnotatorError as error:
            self.window_around.say(explained(error), warning=True)
        finally:
            self._acting = False
        if self.board is not None:
            self.board.refresh()
            self.show_document()
            self.show_all()
        self.reader.setFocus()

    # ------------------------------------------------------------------ showing

    def show_waiting(self) -> None:
        """Show the list of documents that wait."""
        items = reviewing.waiting(self.session)
        rows = waiting_rows(items, self.session)
        self.queue.show_queue(rows, waiting_progress(items), None, current=next((r.key for r in rows if r.key), ""))
        self.setFocusProxy(self.queue.list)
        if self.isVisible():
            self.queue.list.setFocus()
        self.stage.dock.show_sheet(None)
        self.panel.show_sheet(None, rule=None)
        self._give_room(panel=False)
        self._empty.setText(
            _("Choose a document: its submitted sets are compared, and what differs is settled case by case.")
            if items
            else _("Nothing waits to be reviewed: documents come here when their annotators submit them.")
        )
        coloured(self._empty, self.theme.ink3)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.show()
        self.window_around.show_section_words("")

    def _give_room(self, *, panel: bool) -> None:
        """Show the panel of the case at hand only where there is one; the page has its room else."""
        self.panel.setVisible(panel)
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self._empty.setGeometry(self.stage.rect().adjusted(80, 60, -80, -120))

    def show_all(self) -> None:
        """Show the queue and the case at hand."""
        board = self.board
        if board is None:
            return
        self._empty.hide()
        self._give_room(panel=True)
        self.setFocusProxy(self.reader)
        self.queue.show_queue(board.rows(), board.progress(), board.onward(), current=board.current)
        sheet = board.sheet()
        self.stage.dock.show_sheet(sheet)
        self.panel.show_sheet(sheet, rule=self._rule(sheet))
        if sheet is not None:
            self.reader.show_case(sheet.marks, focus=sheet.focus, stood_for=sheet.stood_for, place=sheet.place)
        else:
            self.reader.show_case((), focus=(), stood_for=(), place=None)
        self.window_around.show_section_words(board.status())
        # Nobody reads in the corpus for a section that is not shown: it may be closed any moment.
        self._search.begin(board.precedents() if self.isVisible() else None)

    def show_document(self) -> None:
        """Show what stands in the text now."""
        if self.board is not None and self.reader.document is not self.board.reader_document:
            self.reader.show_anew(self.board.reader_document)

    def _rebuild(self) -> None:
        """Compare anew: somebody's set has changed."""
        board, self._stale = self.board, False
        if board is None:
            return
        current = board.current
        if isinstance(board, SettlingBoard):
            document = board.adjudication.id
            if not self.open_document(document):
                self.show_waiting()
        else:
            board.refresh()
        if self.board is not None:
            self.board.go(current if any(row.key == current for row in self.board.rows()) else self.board.current)
            self.show_document()

    def _rule(self, sheet: CaseSheet | None) -> tuple[str, str] | None:
        known = guideline.guideline_for(self.session.scheme) if sheet is not None else None
        if known is None or sheet is None:
            return None
        rules = (rule for about in sheet.about for rule in guideline.rules_about(known, about))
        rule = next(rules, None)
        return None if rule is None else (rule.titles.within(language()), rule.texts.within(language()))

    def _show_precedents(self) -> None:
        board = self.board
        if board is not None:
            rows = [(_around(p), board.letter_of(p.like)) for p in self._search.found]
            self.panel.show_precedents(_("Precedents"), rows)

    # ------------------------------------------------------------------ clicks

    def _row_wanted(self, key: str) -> None:
        if self.board is None:
            self.open_document(DocumentId(key))
        else:
            self.board.go(key)
            self.show_all()
        self.reader.setFocus()

    def _pointed_at(self, annotation: str) -> None:
        board = self.board
        key = board.case_at(AnnotationId(annotation)) if board is not None else ""
        if board is not None and key:
            board.go(key)
            self.show_all()

    def _go_to_annotation(self, annotation: str) -> None:
        document = self.reader.document
        known = document.annotations.get(AnnotationId(annotation)) if document is not None else None
        if known is not None:
            self.reader.reveal(known.extent)
        self.reader.setFocus()

    def _go_to_precedent(self, at: int) -> None:
        if at < len(self._search.found):
            found = self._search.found[at]
            self.window_around.open_place(found.document, span=found.span)

    def _give_reason(self, reason: str) -> None:
        board = self.board
        if isinstance(board, SettlingBoard):
            board.reason = "" if board.reason == reason else reason
            self.show_all()
        self.reader.setFocus()

    # ------------------------------------------------------------------ helpers

    def _document_id(self) -> DocumentId:
        assert self.board is not None  # asked for while one is shown
        return self.board.reader_document.document.id


def _around(found: Precedent) -> str:
    words = f"{found.around.text}{found.around.after}"
    return words if len(words) <= 44 else words[:44].rsplit(" ", 1)[0] + "…"
