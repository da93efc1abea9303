"""Gives out work: to whom, which articles, how many people for each; what comes of it is shown before it is done."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListWidget, QListWidgetItem, QSpinBox, QWidget

from annotator.language import _, explained, isolated, ngettext, number
from annotator.model.errors import AnnotatorError
from annotator.model.identity import DocumentId, Handle, SetName
from annotator.model.workflow import Assignment, Task
from annotator.operations import assigning
from annotator.operations.assigning import Plan
from annotator.operations.distribution import Overlap
from annotator.operations.session import Session
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.theme import Theme

_PAUSE_MS: Final = 150
_LIST_HEIGHT: Final = 132


class AssignSheet(Sheet):
    """Divides articles among people."""

    def __init__(self, session: Session, *, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(_("Give out work"), theme=theme, parent=parent, width=560)
        self._session = session
        self._plan: Plan | None = None
        self.add_title(_("Give out work"))
        self.add_heading(_("To whom"))
        self.people = QListWidget(self)
        self.people.setAccessibleName(_("To whom"))
        self.people.setFixedHeight(_LIST_HEIGHT)
        for person in session.corpus.annotators().values():
            item = QListWidgetItem(isolated(person.name), self.people)
            item.setData(Qt.ItemDataRole.UserRole, person.handle)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        self.column.addWidget(self.people)
        self.task = self._choice(_("What is to be done"), ((Task.ANNOTATE, _("Annotate")),
                                 (Task.ADJUDICATE, _("Settle the annotations of others"))))  # fmt: skip
        self.which = self._choice(_("Which articles"), ((False, _("All articles")),
                                  (True, _("Only articles that nobody has yet"))))  # fmt: skip
        self.count, self.share = self._spin(1, 9, 1), self._spin(0, 100, 100)
        self.share.setSuffix(" %")
        self.count.setAccessibleName(_("People for an article"))
        self.share.setAccessibleName(_("In that part of the articles"))
        line = QHBoxLayout()
        line.setSpacing(8)
        self._words = (plain_label(_("People for an article"), font=ui_font(13), parent=self),
                       plain_label(_("in"), font=ui_font(13), parent=self),
                       plain_label(_("of the articles, one in the others"), font=ui_font(13), parent=self))  # fmt: skip
        for part in (self._words[0], self.count, self._words[1], self.share, self._words[2]):
            line.addWidget(part)
        line.addStretch(1)
        self.column.addLayout(line)
        self._preview = self.add_words("")
        self._give = self.add_button(_("Give out"), primary=True)
        self._give.clicked.connect(self.give)
        self.add_button(_("Cancel")).clicked.connect(self.reject)
        self.finish()
        self.count.setValue(session.corpus.workflow().overlap)
        self._settling = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._settling.timeout.connect(self._look)
        self.people.itemChanged.connect(lambda _item: self._settling.start())
        for spin in (self.count, self.share):
            spin.valueChanged.connect(lambda _value: self._settling.start())
        for combo in (self.task, self.which):
            combo.currentIndexChanged.connect(lambda _at: self._settling.start())
        self._look()

    @property
    def chosen(self) -> list[Handle]:
        """Whom work is given to."""
        items = [self.people.item(row) for row in range(self.people.count())]
        ticked = (item for item in items if item.checkState() is Qt.CheckState.Checked)
        return [Handle(item.data(Qt.ItemDataRole.UserRole)) for item in ticked]

    def give(self) -> None:
        """Give out what is shown."""
        self._look()
        if self._plan is None or not self._plan.new:
            return
        try:
            changes = assigning.assign(self._session.corpus, self._plan, by=self._session.annotator)
        except AnnotatorError as error:
            self._say(explained(error), warning=True)
            return
        if changes is not None:
            self._session.announce(changes)
        self.accept()

    def _look(self) -> None:
        """Show what would be given out."""
        settles = self.task.currentData() == Task.ADJUDICATE
        for part in (self.count, self.share, *self._words):
            part.setEnabled(not settles)
        self.share.setEnabled(not settles and self.count.value() > 1)
        self._plan = None
        if not self.chosen:
            self._say(_("Tick the people to give work to."))
        else:
            try:
                self._plan = assigning.plan(
                    self._session.corpus,
                    self.chosen,
                    task=Task.ADJUDICATE if settles else Task.ANNOTATE,
                    documents=self._documents(),
                    overlap=Overlap(self.count.value(), Fraction(self.share.value(), 100)),
                )
            except AnnotatorError as error:
                self._say(explained(error), warning=True)
            else:
                self._say(self._told(self._plan))
        self._give.setEnabled(self._plan is not None and bool(self._plan.new))

    def _told(self, plan: Plan) -> str:
        if not plan.new:
            return _("There is nothing to give out: everybody has what was asked for.")
        lines = []
        for person, new in plan.people.items():
            said = ngettext("one new article", "{count} new articles", new)
            name = isolated(self._session.display_name(SetName(person)))
            lines.append(_("{name}: {new}, {total} in all", name=name, new=said, total=number(plan.loads[person])))
        return "\n".join(lines)

    def _documents(self) -> frozenset[DocumentId] | None:
        if not self.which.currentData():
            return None
        given = {work.document for work in self._session.corpus.remarks(Assignment)}
        return frozenset(s.id for s in self._session.corpus.documents() if not s.statuses and s.id not in given)

    def _say(self, text: str, *, warning: bool = False) -> None:
        coloured(self._preview, self.theme.warn if warning else self.theme.ink2)
        self._preview.setText(text)

    def _choice(self, title: str, entries: tuple[tuple[object, str], ...]) -> QComboBox:
        self.add_heading(title)
        combo = QComboBox(self)
        combo.setAccessibleName(title)
        for value, text in entries:
            combo.addItem(text, value)
        self.column.addWidget(combo)
        return combo

    def _spin(self, least: int, most: int, value: int) -> QSpinBox:
        spin = QSpinBox(self)
        spin.setRange(least, most)
        spin.setValue(value)
        return spin
