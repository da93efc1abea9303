"""The section of the cases: the queue, the reader with both sides, the case at hand; and what waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from annotator.language import _, explained, language, ngettext
from annotator.model.changes import ChangeSet, RecordKind
from annotator.model.errors import AnnotatorError
from annotator.model.identity import ADJUDICATED, AnnotationId, DocumentId, SetName
from annotator.model.span import Span
from annotator.model.workflow import Status
from annotator.operations import decisions, guideline, reviewing
from annotator.operations.adjudicate import decision_id
from annotator.operations.opendocument import OpenDocument
from annotator.operations.precedents import Precedent
from annotator.operations.session import Session
from annotator.ui.actions import CASES, action_of, rekeyed
from annotator.ui.dialogs.linesheet import LineSheet
from annotator.ui.dialogs.returning import ReturnSheet
from annotator.ui.fonts import ui_font
from annotator.ui.keys import row_digit
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.quiet import settle_memory, uncollected
from annotator.ui.review.board import CaseSheet
from annotator.ui.review.casedock import CaseStage
from annotator.ui.review.casepanel import CasePanel
from annotator.ui.review.casereader import CaseReader
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
_SETTLING_MS: Final = 150
_DECIDING: Final = frozenset(
    ("case.first", "case.second", "case.both", "case.border_first", "case.border_second", "case.neither")
)


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
        self._found: list[Precedent] = []
        self._search: Iterator[Precedent | None] | None = None
        self._searching = QTimer(self, interval=0)
        self._searching.timeout.connect(self._search_on)
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
        self._searching.stop()
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
            with uncollected():
                self.board = board(self.session, document)
        except AnnotatorError as error:
            self.window_around.say(explained(error), warning=True)
            return False
        self._stale = False
        self.reader.show_anew(self.board.reader_document)
        self.show_all()
        QTimer.singleShot(_SETTLING_MS, settle_memory)
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
            self._show_document()
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
        self._empty.setGeometry(self.stage.rect().adjusted(80, 60, -80, -120))

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
            if action in _DECIDING:
                self._decide(action)
            else:
                self._steps().get(action, _nothing)()
        except AnnotatorError as error:
            self.window_around.say(explained(error), warning=True)
        finally:
            self._acting = False
        if self.board is not None:
            self._show_document()
            self.show_all()

    # ------------------------------------------------------------------ what actions do

    def _steps(self) -> dict[str, Callable[[], object]]:
        board = self.board
        assert board is not None  # asked for by ``perform`` alone
        steps: dict[str, Callable[[], object]] = {
            "case.next_open": lambda: board.go(board.next_open(board.current) or board.current),
            "case.next": lambda: board.step(1),
            "case.previous": lambda: board.step(-1),
            "case.onward": self._onward,
            "case.undo": self._undo,
            "case.redo": self._redo,
            "case.leave": self._leave,
        }
        if isinstance(board, SettlingBoard):
            steps |= {
                "case.edit": lambda: self._edit(board),
                "case.ask": lambda: self._ask(board),
                "case.take_over": lambda: self._take_over(board),
                "case.return": lambda: self._return(board),
                "case.reopen": board.adjudication.reopen,
            }
        return steps

    def _decide(self, action: str) -> None:
        board = self.board
        if isinstance(board, SettlingBoard):
            board.decide(action)
            if not board.next_open():
                self._say_what_is_left(board)
        elif isinstance(board, ReturnedBoard):
            if action == "case.first":
                board.take()
            elif action == "case.neither":
                self._keep(board)

    def _say_what_is_left(self, board: SettlingBoard) -> None:
        onward = board.onward()
        if onward is not None:
            self.window_around.say(_("With Ctrl+Enter: {what}", what=onward.text))

    def _keep(self, board: ReturnedBoard) -> None:
        item = board.item
        if item is None:
            return
        sheet = LineSheet(
            _("Keep mine"), _("One line to the reviewer: why yours is right."), button=_("Answer"), theme=self.theme,
            parent=self.window(),
        )  # fmt: skip
        sheet.given.connect(lambda text: self._attempt(lambda: board.keep(text)))
        sheet.open()

    def _ask(self, board: SettlingBoard) -> None:
        case, sheet = board.case, self.stage.dock.sheet
        if case is None or sheet is None:
            return
        asking = LineSheet(
            _("Ask the authors"), _("About “{words}”. The case stays open.", words=sheet.title), button=_("Ask"),
            theme=self.theme, parent=self.window(),
        )  # fmt: skip

        def ask(text: str) -> None:
            board.adjudication.ask(case, text)
            board.go(board.next_open(case.key) or case.key)

        asking.given.connect(lambda text: self._attempt(lambda: ask(text)))
        asking.open()

    def _edit(self, board: SettlingBoard) -> None:
        case = board.case
        board.begin_edit()
        adjudication = board.adjudication
        written: list[str] = []

        def heard(changes: ChangeSet) -> None:
            written.extend(c.key.id for c in changes.changes if c.key.set_name == ADJUDICATED and c.new is not None)

        stop = self.session.subscribe(heard)

        def done() -> None:
            stop()
            if case is not None:
                adjudication.note_edit(case, [name for name in written if name])
            board.refresh()
            board.go(board.next_open(board.current) or board.current)
            self._show_document()
            self._left_at = adjudication.id
            self.window_around.show_section(SECTION)

        place = case.span if case is not None else Span(0, 1)
        self.window_around.edit_settled(adjudication.document, place, done)

    def _take_over(self, board: SettlingBoard) -> None:
        count = board.adjudication.take_over()
        board.refresh()
        self.window_around.say(ngettext("{count} taken over.", "{count} taken over.", count))

    def _return(self, board: SettlingBoard) -> None:
        session, document = self.session, board.adjudication.id
        authors = board.authors()
        sheet = ReturnSheet(authors, theme=self.theme, parent=self.window())

        def send(set_name: str, reason: str) -> None:
            count = decisions.return_work(session, document, SetName(set_name), reason=reason or None)
            self._leave()
            self.window_around.say(ngettext("Returned with {count} case.", "Returned with {count} cases.", count))

        sheet.returned.connect(lambda name, reason: self._attempt(lambda: send(name, reason)))
        sheet.open()

    def _onward(self) -> None:
        board = self.board
        if isinstance(board, ReturnedBoard):
            still_open = len(board.work.open_items())
            if still_open and not self.window_around.confirm(_open_question(still_open)):
                return
            board.work.resubmit()
            self._leave()
            self.window_around.say(_("Submitted."))
        elif isinstance(board, SettlingBoard):
            self._settle_on(board)

    def _settle_on(self, board: SettlingBoard) -> None:
        adjudication = board.adjudication
        if adjudication.is_finished:
            adjudication.reopen()
            board.refresh()
            return
        settled = adjudication.settle_by_rule()
        if settled:
            board.refresh()
            board.go(board.next_open() or board.current)
            self.window_around.say(ngettext("{count} case settled by rule.", "{count} cases settled by rule.", settled))
            return
        still_open = sum(adjudication.decision(case) is None for case in adjudication.weighty)
        if still_open and not self.window_around.confirm(_open_question(still_open)):
            return
        adjudication.finish()
        self._leave()
        self.window_around.say(_("The document is approved."))

    def _undo(self) -> None:
        document = self._written_document()
        if self.session.undoable(document) is None:
            self.window_around.say(_("Nothing to undo in this document."))
            return
        step = self.session.undoable(document)
        changes = self.session.undo(document)
        self._after_undo(changes, _("Undone: {gesture}", gesture=_(step.gesture) if step is not None else ""))

    def _redo(self) -> None:
        document = self._written_document()
        step = self.session.redoable(document)
        if step is None:
            self.window_around.say(_("Nothing to redo in this document."))
            return
        self._after_undo(self.session.redo(document), _("Redone: {gesture}", gesture=_(step.gesture)))

    def _after_undo(self, changes: ChangeSet, said: str) -> None:
        """Go to the case that was changed."""
        board = self.board
        assert board is not None  # undone from its own keys
        board.refresh()
        touched = {c.key.id for c in changes.changes if c.key.kind is RecordKind.DECISION}
        if isinstance(board, SettlingBoard):
            document = board.adjudication.id
            found = (c.key for c in board.adjudication.cases if decision_id(document, c.key) in touched)
            board.go(next(found, board.current))
        else:
            board.go(next(iter(touched & {item.decision.id for item in board.work.items}), board.current))
        self.window_around.say(said)

    def _leave(self) -> None:
        self._leave_board()
        self.show_waiting()

    def _leave_board(self) -> None:
        self._searching.stop()
        if isinstance(self.board, SettlingBoard):
            self.session.leave(self.board.adjudication.id, ADJUDICATED)
        self.board = None
        self.reader.show_document(None)
        self.reader.show_case((), focus=(), stood_for=(), place=None)

    def _attempt(self, step: Callable[[], object]) -> None:
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
            self._show_document()
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
        self._empty.setText(
            _("Choose a document: its submitted sets are compared, and what differs is settled case by case.")
            if items
            else _("Nothing waits to be reviewed: documents come here when their annotators submit them.")
        )
        coloured(self._empty, self.theme.ink3)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.show()
        self.window_around.show_section_words("")

    def show_all(self) -> None:
        """Show the queue and the case at hand."""
        board = self.board
        if board is None:
            return
        self._empty.hide()
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
        self._search_again()

    def _show_document(self) -> None:
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
            self._show_document()

    def _rule(self, sheet: CaseSheet | None) -> tuple[str, str] | None:
        known = guideline.guideline_for(self.session.scheme) if sheet is not None else None
        if known is None or sheet is None:
            return None
        rules = (rule for about in sheet.about for rule in guideline.rules_about(known, about))
        rule = next(rules, None)
        return None if rule is None else (rule.titles.within(language()), rule.texts.within(language()))

    def _search_again(self) -> None:
        self._found = []
        # Nobody reads in the corpus for a section that is not shown: it may be closed any moment.
        self._search = self.board.precedents() if self.board is not None and self.isVisible() else None
        if self._search is not None:
            self._searching.start()
        else:
            self._searching.stop()

    def _search_on(self) -> None:
        """Look into one more article for the same words."""
        found, board = next(self._search, _END) if self._search is not None else _END, self.board
        if isinstance(found, Precedent):
            self._found.append(found)
        if found is _END or board is None:
            self._searching.stop()
            self._search = None
        if found is not None and self._found and board is not None:
            rows = [(_around(p), board.letter_of(p.like)) for p in self._found]
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
        if at < len(self._found):
            found = self._found[at]
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

    def _written_document(self) -> OpenDocument:
        board = self.board
        assert board is not None  # asked for while one is shown
        return board.adjudication.document if isinstance(board, SettlingBoard) else board.work.document


_END: Final = object()


def _nothing() -> None:
    """An action of another board."""


def _around(found: Precedent) -> str:
    words = f"{found.around.text}{found.around.after}"
    return words if len(words) <= 44 else words[:44].rsplit(" ", 1)[0] + "…"


def _open_question(count: int) -> str:
    return ngettext(
        "{count} case is still open. Go on all the same?", "{count} cases are still open. Go on all the same?", count
    )
