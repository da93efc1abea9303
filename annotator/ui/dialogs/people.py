"""People and work: who works here, in which role, how far they are, and what was agreed on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from annotator.language import _, explained, ngettext
from annotator.model.annotator import Role
from annotator.model.errors import AnnotatorError
from annotator.model.identity import Handle
from annotator.model.workflow import Assignment
from annotator.operations import assigning, people
from annotator.operations.session import Session
from annotator.ui.dialogs.asking import ask
from annotator.ui.dialogs.assigning import AssignSheet
from annotator.ui.dialogs.linesheet import LineSheet
from annotator.ui.dialogs.naming import NameSheet
from annotator.ui.dialogs.personrow import PersonRow
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.panels.lettering import coloured
from annotator.ui.scrolling import scrolling
from annotator.ui.theme import Theme

_HEIGHT = 320


class PeopleSheet(Sheet):
    """The list of people; what only reviewers do is shown to reviewers, and to all while nobody is one."""

    def __init__(self, session: Session, *, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(_("People and work"), theme=theme, parent=parent, width=680)
        self._session = session
        self.rows: dict[Handle, PersonRow] = {}
        self.add_title(_("People and work"))
        self._about = self.add_words("")
        self._inside = QWidget()
        self._list = QVBoxLayout(self._inside)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        area = scrolling(self._inside, parent=self)
        area.setFixedHeight(_HEIGHT)
        self.column.addWidget(area)
        self.blind = QCheckBox(_("Blind phase: nobody sees another's annotations before handing in their own"), self)
        self.blind.clicked.connect(lambda on: self._attempt(lambda: people.set_blind(self._session, on)))
        self.column.addWidget(self.blind)
        self._problem = self.add_words("")
        coloured(self._problem, theme.warn)
        self._problem.hide()
        self.assign = self.add_button(_("Give out work…"), primary=True)
        self.assign.clicked.connect(self._ask_assign)
        self.add = self.add_button(_("Add a person…"))
        self.add.clicked.connect(self._ask_person)
        self.take_back = self.add_button(_("Take back what was not begun"))
        self.take_back.clicked.connect(self._take_back)
        self.add_button(_("Close")).clicked.connect(self.accept)
        self.finish()
        self._stop = session.subscribe(lambda _changes: self._fill())
        self._fill()

    def done(self, result: int) -> None:
        """Listen no more."""
        self._stop()
        super().done(result)

    def _fill(self) -> None:
        session = self._session
        leading = people.leads(session.corpus, session.annotator)
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.rows.clear()
        for entry in people.people(session):
            if self.rows:
                self._list.addWidget(self._hairline())
            row = PersonRow(
                entry, mine=entry.person.handle == session.annotator, leading=leading, theme=self.theme,
                parent=self._inside,
            )  # fmt: skip
            row.role_wanted.connect(self._set_role)
            row.rename_wanted.connect(self._ask_rename)
            self.rows[entry.person.handle] = row
            self._list.addWidget(row)
        self._list.addStretch(1)
        self.blind.setChecked(session.corpus.workflow().blind)
        self.blind.setEnabled(leading)
        for part in (self.assign, self.add, self.take_back):
            part.setVisible(leading)
        reviewed = any(a.role is Role.REVIEWER for a in session.corpus.annotators().values())
        self._about.setText(
            _("Reviewers give out work, return and approve it, and see everything.") if reviewed
            else _("Nobody is a reviewer yet: until then everybody may give out work, and give roles.")
        )  # fmt: skip

    def _hairline(self) -> QFrame:
        line = QFrame(self._inside)
        line.setFixedHeight(1)
        line.setStyleSheet(f"background: {self.theme.line.name()};")
        return line

    def _attempt(self, step: Callable[[], object]) -> None:
        """Do a step; what forbids it is said below, and everything shown is as it was."""
        try:
            step()
        except AnnotatorError as error:
            self._problem.setText(explained(error))
            self._problem.show()
        else:
            self._problem.hide()
        self._fill()

    def _set_role(self, handle: str, role: object) -> None:
        if isinstance(role, Role):
            self._attempt(lambda: people.set_role(self._session, Handle(handle), role))

    def _ask_rename(self, handle: str) -> None:
        person = self._session.corpus.annotators().get(Handle(handle))
        if person is None:
            return
        sheet = LineSheet(
            _("Rename"), _("The handle “{handle}” stays.", handle=handle), button=_("Rename"), theme=self.theme,
            parent=self,
        )  # fmt: skip
        sheet.field.setText(person.name)
        sheet.given.connect(lambda name: self._attempt(lambda: people.rename(self._session, person.handle, name)))
        sheet.open()

    def _ask_person(self) -> None:
        sheet = NameSheet(
            "", "", known=tuple(self._session.corpus.annotators()), theme=self.theme, parent=self, of_another=True
        )
        sheet.named.connect(lambda name, handle: self._attempt(lambda: people.add_person(self._session, handle, name)))
        sheet.open()

    def _ask_assign(self) -> None:
        AssignSheet(self._session, theme=self.theme, parent=self).open()

    def _take_back(self) -> None:
        """Take back all that was given out and that nobody has begun."""
        corpus, session = self._session.corpus, self._session
        works = [work for person in corpus.annotators() for work in assigning.untouched(corpus, person)]
        if not works:
            self._problem.setText(_("Everything that was given out has been begun."))
            self._problem.show()
            return
        question = ngettext(
            "Take back {count} article that was given out and not begun?",
            "Take back {count} articles that were given out and not begun?",
            len(works),
        )
        if ask(question, theme=self.theme, parent=self):
            self._attempt(lambda: _announced(session, works))


def _announced(session: Session, works: list[Assignment]) -> None:
    changes = assigning.withdraw(session.corpus, works, by=session.annotator)
    if changes is not None:
        session.announce(changes)
