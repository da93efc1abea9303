"""The section History: the acts on a document or on one annotation, what each changed, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from annotator.language import _, explained, isolated, ngettext
from annotator.model.annotation import Annotation
from annotator.model.changes import ChangeSet
from annotator.model.errors import AnnotatorError, NotFound
from annotator.model.history import ActSummary
from annotator.model.identity import AnnotationId, DocumentId, Handle, SetName
from annotator.operations import timeline
from annotator.operations.session import Session
from annotator.operations.timeline import Step
from annotator.ui.fonts import ui_font
from annotator.ui.history.actlist import ActList, ActRow, gesture_title
from annotator.ui.history.details import Details
from annotator.ui.panels.lettering import coloured, led, plain_label
from annotator.ui.panels.moments import moment
from annotator.ui.panels.oneline import OneLine
from annotator.ui.sectionview import SectionView
from annotator.ui.theme import Theme
from annotator.ui.work.surroundings import Surroundings

_AT_FIRST: Final = 300
_REFRESHING_MS: Final = 120


class HistorySection(SectionView):
    """Acts on the left of the reading direction, the marked one beside them.

    Attributes:
        acts: The list of acts.
        details: The marked act.
    """

    def __init__(self, session: Session, window: Surroundings, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(session, window, theme=theme, parent=parent)
        self._document: DocumentId | None = None
        self._about: tuple[SetName, AnnotationId] | None = None
        self._limit: int | None = _AT_FIRST
        self._shown = False
        self._all: list[ActSummary] = []
        self._title = plain_label(font=ui_font(20, 600), parent=self)
        self._subtitle = OneLine(font=ui_font(13), colour=theme.ink3, parent=self)
        self._people = QComboBox(self)
        self._people.setMinimumWidth(170)
        self._people.currentIndexChanged.connect(lambda _at: self._show_acts())
        self._corpus = False
        self._texts: dict[DocumentId, str] = {}
        self._whole = QPushButton(self)
        self._whole.clicked.connect(self._show_whole)
        self._everything = QPushButton(self)
        self._everything.setObjectName("everything")
        self._everything.clicked.connect(self._show_everything)
        self._earlier = QPushButton(self)
        self._earlier.setProperty("quiet", True)
        self._earlier.clicked.connect(self._show_earlier)
        self.acts = ActList(theme=theme, parent=self)
        self.acts.current_changed.connect(self._show_act)
        self.acts.opened.connect(lambda _act: self._look_back())
        self.details = Details(theme=theme, parent=self)
        self.details.past_wanted.connect(self._look_back)
        self.details.taking_back_wanted.connect(self._take_back)
        self.details.place_wanted.connect(self._go_to)
        self.details.story_wanted.connect(self._tell_story)
        self._lay_out()
        self.setFocusProxy(self.acts)
        self._refreshing = QTimer(self, interval=_REFRESHING_MS, singleShot=True)
        self._refreshing.timeout.connect(self._refresh)
        self.retranslate()

    # ------------------------------------------------------------------ what is shown

    def opened(self) -> None:
        """Show the history of what is open in the reader, unless something else was asked for."""
        self._shown = True
        document = self.window_around.reader.document
        if document is not None and (self._about is None or document.document.id != self._document):
            self._about = None
            self._document = document.document.id
        self._refresh()

    def closed(self) -> None:
        """The next time it begins with what is open then."""
        self._shown = False
        self._about = None

    def take_document(self, document: DocumentId) -> bool:
        """Show the history of a document of the list."""
        self._document, self._about, self._limit, self._corpus = document, None, _AT_FIRST, False
        self.window_around.documents.choose(document)
        self._refresh()
        return True

    def take_annotation(self, document: DocumentId, set_name: SetName, annotation: AnnotationId) -> bool:
        """Show the history of one annotation."""
        self._document, self._about, self._corpus = document, (set_name, annotation), False
        self._refresh()
        return True

    def changed(self, changes: ChangeSet) -> None:
        """An act came to the list."""
        here = self._corpus or self._document in changes.documents or not changes.documents or changes.replaced
        if self._shown and here:
            self._refreshing.start()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        super().set_theme(theme)
        self.acts.set_theme(theme)
        self.details.set_theme(theme)
        self._colour()
        self._show_act(self.acts.current)

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self._title.setText(_("History"))
        self._whole.setText(_("The whole article"))
        self._earlier.setText(_("Earlier acts…"))
        self._everything.setText(_("The whole corpus"))
        self._colour()
        if self._shown:
            self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter looks back, Delete takes back; Esc leaves one annotation's history, then the section."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._look_back()
        elif event.key() == Qt.Key.Key_Delete and self.details.take_back.isVisible():
            self._take_back()
        elif event.key() == Qt.Key.Key_Escape and (self._about is not None or self._corpus):
            self._show_whole()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ filling

    def _refresh(self) -> None:
        document = self._document
        self._texts.clear()
        there = document is not None and self.session.corpus.has_document(document)
        if not there and not self._corpus:
            self._subtitle.setText("")
            self._all = []
            self.acts.show_acts(())
            self.details.show_nothing(_("Choose an article."))
            return
        self._all = self._found()
        self._fill_people(self._all)
        self._show_acts()
        title = _("all articles") if self._corpus or document is None else isolated(self._title_of(document))
        count = ngettext("{count} act", "{count} acts", len(self._all))
        parts = (title, self._words_of_about(), count)
        self._subtitle.setText(led(" · ".join(part for part in parts if part)))
        self._whole.setVisible((self._about is not None or self._corpus) and there)
        self._everything.setVisible(not self._corpus)
        self._earlier.setVisible(self._about is None and self._limit is not None and len(self._all) >= self._limit)

    def _found(self) -> list[ActSummary]:
        if self._corpus or self._document is None:
            return timeline.acts_of_corpus(self.session, limit=self._limit)
        if self._about is None:
            return timeline.acts(self.session, self._document, limit=self._limit)
        try:
            return timeline.acts_on(self.session, self._document, *self._about)
        except AnnotatorError:
            return []

    def _title_of(self, document: DocumentId) -> str:
        corpus = self.session.corpus
        return corpus.document(document).title if corpus.has_document(document) else str(document)

    def _text_of(self, step: Step) -> str:
        document = step.change.key.document
        if document is None or not self.session.corpus.has_document(document):
            return ""
        if document not in self._texts:
            self._texts[document] = self.session.corpus.document(document).text
        return self._texts[document]

    def _words_of_about(self) -> str:
        if self._about is None or self._document is None:
            return ""
        set_name, annotation = self._about
        for act in self._all:
            for step in timeline.steps(self.session, self._document, act.act, only=annotation):
                if step.anchor is not None and step.anchor.id == annotation:
                    return _("“{text}”", text=step.subject)
        return str(set_name)

    def _fill_people(self, found: list[ActSummary]) -> None:
        chosen = self._people.currentData()
        self._people.blockSignals(True)
        self._people.clear()
        self._people.addItem(_("Everybody"), None)
        for handle in dict.fromkeys(act.author for act in found):
            self._people.addItem(self._person(handle), handle)
        self._people.setCurrentIndex(max(0, self._people.findData(chosen)))
        self._people.blockSignals(False)
        self._people.setAccessibleName(_("Whose acts"))

    def _show_acts(self) -> None:
        person = self._people.currentData()
        rows = [
            ActRow(act, gesture_title(act), self._person(act.author), self._note(act))
            for act in self._all
            if person is None or act.author == person
        ]
        self.acts.show_acts(rows)
        if not rows:
            self.details.show_nothing(_("Nothing was done here yet."))

    def _note(self, act: ActSummary) -> str:
        if act.undone:
            return _("undone")
        if len(act.documents) > 1:
            return ngettext("in {count} article", "in {count} articles", len(act.documents))
        return isolated(self._title_of(act.documents[0])) if self._corpus and act.documents else ""

    def _person(self, handle: Handle) -> str:
        return isolated(self.session.display_name(SetName(handle)))

    def _show_act(self, act: ActSummary | None) -> None:
        if act is None:
            self.details.show_nothing(_("Nothing was done here yet.") if self._all or self._document else "")
            return
        document = self._document_of(act)
        self.details.show_act(
            gesture_title(act), self._line(act), self._steps(act), text_of=self._text_of,
            may_look=document is not None and bool(timeline.sets_of(self.session, document, act.act)),
            may_take_back=timeline.may_take_back(self.session, act),
        )  # fmt: skip

    def _steps(self, act: ActSummary) -> Iterator[Step]:
        """What an act changed: in the article that is shown, or in all that it touched, and what these share."""
        if not self._corpus and self._document is not None:
            only = self._about[1] if self._about is not None else None
            yield from timeline.steps(self.session, self._document, act.act, only=only)
            return
        yield from timeline.shared_steps(self.session, act.act)
        for document in act.documents:
            yield from timeline.steps(self.session, document, act.act)

    def _document_of(self, act: ActSummary) -> DocumentId | None:
        """The article that can be looked at as it was: the one that is shown, or the only one that was touched."""
        wanted = act.documents[0] if self._corpus and len(act.documents) == 1 else self._document
        there = wanted is not None and (not self._corpus or len(act.documents) == 1)
        return wanted if there and wanted is not None and self.session.corpus.has_document(wanted) else None

    def _line(self, act: ActSummary) -> str:
        where = ngettext("in {count} article", "in {count} articles", len(act.documents))
        parts = (self._person(act.author), moment(act.at), where if len(act.documents) > 1 else "", self._state(act))
        return " · ".join(part for part in parts if part)

    def _state(self, act: ActSummary) -> str:
        return _("undone") if act.undone else ""

    # ------------------------------------------------------------------ acts

    def _look_back(self) -> None:
        act = self.acts.current
        document = self._document_of(act) if act is not None else None
        if act is None or document is None:
            return
        names = timeline.sets_of(self.session, document, act.act)
        if not names:
            self.window_around.say(_("This act changed no annotations that you may see."), warning=True)
            return
        at = self._about[0] if self._about is not None and self._about[0] in names else names[0]
        try:
            self.window_around.open_past(document, at, act)
        except NotFound as error:
            self.window_around.say(explained(error), warning=True)

    def _take_back(self) -> None:
        act = self.acts.current
        if act is None or not timeline.may_take_back(self.session, act):
            return
        records = ngettext("{count} record", "{count} records", act.revisions)
        where = ngettext("in {count} article", "in {count} articles", len(act.documents)) if act.documents else ""
        what = " ".join(part for part in (records, where) if part)
        if self.window_around.confirm(_("Take back “{gesture}” ({what})?", gesture=gesture_title(act), what=what)):
            try:
                timeline.take_back(self.session, act)
            except AnnotatorError as error:
                self.window_around.say(explained(error), warning=True)
            else:
                self.window_around.say(_("Undone: {gesture}", gesture=gesture_title(act)))

    def _go_to(self, step: Step) -> None:
        anchor, document = step.anchor, step.change.key.document
        if isinstance(anchor, Annotation) and document is not None:
            self.window_around.open_place(document, annotation=anchor.id, span=anchor.extent)

    def _tell_story(self, step: Step) -> None:
        document, set_name = step.change.key.document, step.change.key.set_name
        if step.anchor is not None and document is not None and set_name is not None:
            self.take_annotation(document, set_name, step.anchor.id)

    def _show_whole(self) -> None:
        self._about, self._corpus = None, False
        self.acts.show_acts(())
        self._refresh()

    def _show_everything(self) -> None:
        self._about, self._corpus, self._limit = None, True, _AT_FIRST
        self.acts.show_acts(())
        self._refresh()

    def _show_earlier(self) -> None:
        self._limit = None
        self._refresh()

    # ------------------------------------------------------------------ making

    def _colour(self) -> None:
        coloured(self._title, self.theme.ink)
        self._subtitle.set_colour(self.theme.ink3)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(36, 20, 36, 14)
        head.setSpacing(16)
        head.addWidget(self._title)
        head.addWidget(self._subtitle, 1)
        head.addWidget(self._whole)
        head.addWidget(self._everything)
        head.addWidget(self._people)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(22, 0, 8, 8)
        column.setSpacing(4)
        column.addWidget(self.acts, 1)
        column.addWidget(self._earlier)
        halves = QSplitter(Qt.Orientation.Horizontal, self)
        halves.setHandleWidth(1)
        halves.addWidget(left)
        halves.addWidget(self.details)
        halves.setStretchFactor(0, 2)
        halves.setStretchFactor(1, 3)
        halves.setSizes([420, 640])
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(head)
        page.addWidget(halves, 1)
