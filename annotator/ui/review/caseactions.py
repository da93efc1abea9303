"""What the actions of a case do: to the board that is shown, by way of sheets that ask, and to what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtWidgets import QWidget

from annotator.language import _, ngettext
from annotator.model.changes import ChangeSet, RecordKind
from annotator.model.identity import ADJUDICATED, DocumentId, SetName
from annotator.model.span import Span
from annotator.operations import decisions
from annotator.operations.adjudicate import decision_id
from annotator.operations.opendocument import OpenDocument
from annotator.operations.session import Session
from annotator.ui.dialogs.linesheet import LineSheet
from annotator.ui.dialogs.returning import ReturnSheet
from annotator.ui.review.returning import ReturnedBoard
from annotator.ui.review.settling import SettlingBoard
from annotator.ui.theme import Theme
from annotator.ui.work.surroundings import Surroundings

_DECIDING: Final = frozenset(
    ("case.first", "case.second", "case.both", "case.border_first", "case.border_second", "case.neither")
)


class Shown(Protocol):
    """The section, as far as its actions ask something of it."""

    board: SettlingBoard | ReturnedBoard | None
    theme: Theme

    def window(self) -> QWidget:
        """Over what sheets are shown."""

    def attempt(self, step: Callable[[], object]) -> None:
        """Do a step that a sheet asked for."""

    def leave(self) -> None:
        """Go to the list of what waits."""

    def show_document(self) -> None:
        """Show what stands in the text now."""

    def come_back(self, document: DocumentId) -> None:
        """Go to the section again, to the board that it was left with."""


class CaseActions:
    """Does the actions of the table that belong to a case.

    Args:
        session: Whose acts they are.
        window: Where what was done is said.
        shown: The section.
    """

    def __init__(self, session: Session, window: Surroundings, shown: Shown) -> None:
        self._session = session
        self._window = window
        self._shown = shown

    def do(self, action: str) -> None:
        """Do an action; one of another board does nothing.

        Raises:
            AnnotatorError: If it cannot be done.
        """
        if action in _DECIDING:
            self._decide(action)
        else:
            self._steps().get(action, _nothing)()

    def _steps(self) -> dict[str, Callable[[], object]]:
        board = self._shown.board
        assert board is not None  # asked for by ``perform`` alone
        steps: dict[str, Callable[[], object]] = {
            "case.next_open": lambda: board.go(board.next_open(board.current) or board.current),
            "case.next": lambda: board.step(1),
            "case.previous": lambda: board.step(-1),
            "case.onward": self._onward,
            "case.undo": self._undo,
            "case.redo": self._redo,
            "case.leave": self._shown.leave,
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
        board = self._shown.board
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
            self._window.say(_("With Ctrl+Enter: {what}", what=onward.text))

    def _keep(self, board: ReturnedBoard) -> None:
        item = board.item
        if item is None:
            return
        sheet = LineSheet(
            _("Keep mine"), _("One line to the reviewer: why yours is right."), button=_("Answer"),
            theme=self._shown.theme, parent=self._shown.window(),
        )  # fmt: skip
        sheet.given.connect(lambda text: self._shown.attempt(lambda: board.keep(text)))
        sheet.open()

    def _ask(self, board: SettlingBoard) -> None:
        case, sheet = board.case, board.sheet()
        if case is None or sheet is None:
            return
        asking = LineSheet(
            _("Ask the authors"), _("About “{words}”. The case stays open.", words=sheet.title), button=_("Ask"),
            theme=self._shown.theme, parent=self._shown.window(),
        )  # fmt: skip

        def ask(text: str) -> None:
            board.adjudication.ask(case, text)
            board.go(board.next_open(case.key) or case.key)

        asking.given.connect(lambda text: self._shown.attempt(lambda: ask(text)))
        asking.open()

    def _edit(self, board: SettlingBoard) -> None:
        case = board.case
        board.begin_edit()
        adjudication = board.adjudication
        written: list[str] = []

        def heard(changes: ChangeSet) -> None:
            written.extend(c.key.id for c in changes.changes if c.key.set_name == ADJUDICATED and c.new is not None)

        stop = self._session.subscribe(heard)

        def done() -> None:
            stop()
            if case is not None:
                adjudication.note_edit(case, [name for name in written if name])
            board.refresh()
            board.go(board.next_open(board.current) or board.current)
            self._shown.show_document()
            self._shown.come_back(adjudication.id)

        place = case.span if case is not None else Span(0, 1)
        self._window.edit_settled(adjudication.document, place, done)

    def _take_over(self, board: SettlingBoard) -> None:
        count = board.adjudication.take_over()
        board.refresh()
        self._window.say(ngettext("{count} taken over.", "{count} taken over.", count))

    def _return(self, board: SettlingBoard) -> None:
        session, document = self._session, board.adjudication.id
        authors = board.authors()
        sheet = ReturnSheet(authors, theme=self._shown.theme, parent=self._shown.window())

        def send(set_name: str, reason: str) -> None:
            count = decisions.return_work(session, document, SetName(set_name), reason=reason or None)
            self._shown.leave()
            self._window.say(ngettext("Returned with {count} case.", "Returned with {count} cases.", count))

        sheet.returned.connect(lambda name, reason: self._shown.attempt(lambda: send(name, reason)))
        sheet.open()

    def _onward(self) -> None:
        board = self._shown.board
        if isinstance(board, ReturnedBoard):
            still_open = len(board.work.open_items())
            if still_open and not self._window.confirm(_open_question(still_open)):
                return
            board.work.resubmit()
            self._shown.leave()
            self._window.say(_("Submitted."))
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
            self._window.say(ngettext("{count} case settled by rule.", "{count} cases settled by rule.", settled))
            return
        still_open = sum(adjudication.decision(case) is None for case in adjudication.weighty)
        if still_open and not self._window.confirm(_open_question(still_open)):
            return
        adjudication.finish()
        self._shown.leave()
        self._window.say(_("The document is approved."))

    def _undo(self) -> None:
        document = self._written_document()
        if self._session.undoable(document) is None:
            self._window.say(_("Nothing to undo in this document."))
            return
        step = self._session.undoable(document)
        changes = self._session.undo(document)
        self._after_undo(changes, _("Undone: {gesture}", gesture=_(step.gesture) if step is not None else ""))

    def _redo(self) -> None:
        document = self._written_document()
        step = self._session.redoable(document)
        if step is None:
            self._window.say(_("Nothing to redo in this document."))
            return
        self._after_undo(self._session.redo(document), _("Redone: {gesture}", gesture=_(step.gesture)))

    def _after_undo(self, changes: ChangeSet, said: str) -> None:
        """Go to the case that was changed."""
        board = self._shown.board
        assert board is not None  # undone from its own keys
        board.refresh()
        touched = {c.key.id for c in changes.changes if c.key.kind is RecordKind.DECISION}
        if isinstance(board, SettlingBoard):
            document = board.adjudication.id
            found = (c.key for c in board.adjudication.cases if decision_id(document, c.key) in touched)
            board.go(next(found, board.current))
        else:
            board.go(next(iter(touched & {item.decision.id for item in board.work.items}), board.current))
        self._window.say(said)

    def _written_document(self) -> OpenDocument:
        board = self._shown.board
        assert board is not None  # asked for while one is shown
        return board.adjudication.document if isinstance(board, SettlingBoard) else board.work.document


def _nothing() -> None:
    """An action of another board."""


def _open_question(count: int) -> str:
    return ngettext(
        "{count} case is still open. Go on all the same?", "{count} cases are still open. Go on all the same?", count
    )
