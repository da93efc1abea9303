"""The window: what is open in it, and the ways between its sections."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

from annotator import language
from annotator.language import _, digits, explained, isolated
from annotator.model.changes import ChangeSet, RecordKind
from annotator.model.errors import AnnotatorError, NotFound
from annotator.model.history import ActSummary
from annotator.model.identity import AnnotationId, DocumentId, SetName
from annotator.model.span import Span
from annotator.operations import assigning, comments
from annotator.operations.decisions import wait_for_answer
from annotator.operations.opendocument import OpenDocument
from annotator.operations.session import Session
from annotator.operations.settings import Place
from annotator.ui import qtwords
from annotator.ui.actions import CASE_PREFIX
from annotator.ui.corpora import Corpora
from annotator.ui.dropping import dropped_paths
from annotator.ui.keypress import KeysKeptBack, press
from annotator.ui.memory import Memory
from annotator.ui.panels.emptypage import Emptiness
from annotator.ui.panels.lettering import interface_direction
from annotator.ui.seam import Seam
from annotator.ui.sections import CASES, HISTORY, READING
from annotator.ui.textsearch import TextSearch
from annotator.ui.windowcommands import WindowCommands
from annotator.ui.windowframe import WindowFrame
from annotator.ui.work.desk import Desk

_REFRESHING_MS: Final = 250
_OF_LISTS: Final = frozenset((RecordKind.ASSIGNMENT, RecordKind.WORKFLOW, RecordKind.ANNOTATOR))
"""Records that change in which section a document stands, or what is seen of it."""


class Window(WindowFrame):
    """The one window of the program.

    Owns, while a corpus is open, the desk that ties the panels to a session. The window knows where things stand and
    what is open; what keys and clicks do to an article is the desk's.

    Args:
        memory: The settings.

    Attributes:
        seam: Says what was written.
        corpora: Opens and closes corpora.
    """

    def __init__(self, memory: Memory) -> None:
        super().__init__(memory)
        self.seam = Seam(self)
        self._desk: Desk | None = None
        self._document: OpenDocument | None = None
        self._place = ""
        self._only_read = False
        self._keys_kept_back = KeysKeptBack(self)
        self.corpora = Corpora(memory, window=self, surroundings=self)
        self.corpora.opened.connect(self._show_session)
        self.corpora.closing.connect(self._leave_session)
        self.corpora.document_wanted.connect(lambda document: self.open_document(DocumentId(document)))
        self.text_search = TextSearch(self)
        self._commands = WindowCommands(self, self)
        self._refreshing = QTimer(self, interval=_REFRESHING_MS, singleShot=True)
        self._refreshing.timeout.connect(self._refresh_summary)
        self._connect()
        self.setWindowTitle(_("Isnad"))
        self.setAcceptDrops(True)
        self.geometry_kept.restore()
        self._commands.show_choices()
        self.set_zoom(memory.settings.zoom)

    # ------------------------------------------------------------------ what the desk calls

    def show_place(self, text: str) -> None:
        """Tell where the caret is, in the status line, and carry the read mark along."""
        self._place = text
        self._show_person()
        if self._document is not None:
            read = self._document.paragraph_at(self.reader.caret)
            self.reader.set_read_mark(max(self.reader.read_mark or 0, read))

    def show_open_document(self, document: OpenDocument) -> None:
        """Everything around a document that the reader shows now: the list, the title, where the person was in it."""
        self._document = document
        self.empty.show_why(None)
        if not self.reading.isHidden():
            self.reading.show_document()
        identifier = document.document.id
        self.documents.choose(identifier)
        name = _("Isnad")
        self.setWindowTitle(f"{isolated(document.document.title)} — {name}")
        place = self.memory.settings.remembered(self._session().corpus.path).places.get(identifier)
        if place is not None and max(place.caret, place.top) <= len(document.text):
            self.reader.set_read_mark(place.read_mark)
            self.reader.place_caret(place.caret)
            self.reader.restore_scroll((place.top, place.top_px))
        self._show_next_open()
        self.reader.setFocus()

    def remember_place(self, document: DocumentId) -> None:
        """Keep where the person is in a document."""
        if self._document is None or self.corpora.session is None:
            return
        top, top_px = self.reader.scroll_anchor
        place = Place(self.reader.caret, top, round(top_px), self.reader.read_mark or 0)
        corpus = self.corpora.session.corpus.path
        self.memory.take(self.memory.settings.remembering(corpus, document, place))

    def document_vanished(self) -> None:
        """The open document is no longer in the corpus."""
        self._document = None
        self.reader.show_document(None)
        self.inspector.show_nothing()
        self.dock.clear()
        self._list_documents()
        self.show_emptiness()
        self.say(_("The document is no longer in the corpus."), warning=True)

    # ------------------------------------------------------------------ documents

    def open_document(self, document: DocumentId) -> None:
        """Show a document of the open corpus, in Reading."""
        self.show_section(READING)
        shown = self._document
        if self._desk is None or (shown is not None and shown.document.id == document and shown.as_of is None):
            self.reader.setFocus()
            return
        try:
            self._desk.open(document)
        except NotFound:
            self._list_documents()

    @property
    def document(self) -> OpenDocument | None:
        """The open document, or None."""
        return self._document

    def _document_wanted(self, document: DocumentId) -> None:
        view = self.middle.view
        if view is None or not view.take_document(document):
            self.open_document(document)
            if self._desk is not None and (words := self.documents.words_in_text(document)):
                self._desk.look_for(words)
            if wait_for_answer(self._session(), document):
                self.show_section(CASES)

    def open_place(
        self,
        document: DocumentId,
        *,
        annotation: AnnotationId | None = None,
        span: Span | None = None,
        set_name: SetName | None = None,
    ) -> None:
        """Show a place of a document in Reading, for a section that names it.

        Args:
            document: Which.
            annotation: What is chosen there, where the set that is shown has it.
            span: The letters that come into sight.
            set_name: The set that is shown; the person's own without it.
        """
        self.open_document(document)
        if self._document is None or self._document.document.id != document:
            return
        wanted = set_name or self._session().own_set
        if self._desk is not None and self._document.set_name != wanted:
            self._desk.show_set(wanted)
        known = self._document.annotations.get(annotation) if annotation is not None else None
        place = known.extent if known is not None else span
        if place is not None:
            self.reader.place_caret(place.start)
            self.reader.choose(known.id if known is not None else None)
            self.reader.reveal(place)

    def open_past(self, document: DocumentId, set_name: SetName, act: ActSummary) -> None:
        """Show a document in Reading as it was right after an act.

        Raises:
            NotFound: If it was not there then.
        """
        if self._desk is not None:
            self._desk.open_past(document, set_name, act)
            self.show_section(READING)

    def show_history(self, document: DocumentId, set_name: SetName, annotation: AnnotationId | None) -> None:
        """Show the history of a document, or of one annotation of it."""
        self.show_section(HISTORY)
        if self.middle.view is not None and annotation is not None:
            self.middle.view.take_annotation(document, set_name, annotation)

    def edit_settled(self, document: OpenDocument, span: Span, done: Callable[[], None]) -> None:
        """Let the adjudicated set of a document be edited in Reading with all the usual keys, until Enter."""
        if self._desk is not None:
            self.show_section(READING)
            self._desk.settle(document, done)
            self.reader.place_caret(span.start)
            self.reader.reveal(span)
            self.reader.setFocus()

    def open_case(self, document: DocumentId, span: Span) -> bool:
        """Show both versions of a place in Cases; whether its sets can be compared there."""
        before = self.middle.section
        self.show_section(CASES)
        view = self.middle.view
        if view is not None and view.take_place(document, span):
            return True
        self.show_section(before)
        return False

    def show_section(self, section: str) -> None:
        """Go to a section of the window, by its id; without a corpus there is only Reading."""
        session = self.corpora.session
        if section == READING:
            self.middle.show_reading()
        elif session is not None and not self._only_read:
            self.middle.show_section(section, session, self, theme=self.theme)
        self._commands.show_choices()

    def _section_changed(self, section: str) -> None:
        self.top.show_section(section)
        self._show_words_of(section)
        if section == READING:
            self.reader.setFocus()

    def perform(self, action: str) -> None:
        """Do an action, by its id, where it is seen: of annotating in Reading, of cases among them."""
        if self._desk is not None and action.startswith(CASE_PREFIX):
            self.show_section(CASES)
            if self.middle.view is not None:
                self.middle.view.perform(action)
        elif self._desk is not None:
            self.show_section(READING)
            self._desk.perform(action)

    def run(self, command: str) -> None:
        """Do a command of the window, by its id."""
        self._commands.run(command)

    def take_keys(self) -> None:
        """Listen to the keys in use, after the person changed some."""
        if self._desk is not None:
            self._desk.take_keys()

    def set_reading_only(self, only: bool) -> None:
        """Let the articles only be read for a while: something else is being written."""
        for panel in (self.palette_bar, self.inspector, self.dock, self.top.switch):
            panel.setEnabled(not only)
        self._only_read = only
        if only:
            self.show_section(READING)
            # The latest filter is asked first, before that of the desk.
            self.reader.installEventFilter(self._keys_kept_back)
        else:
            self.reader.removeEventFilter(self._keys_kept_back)

    def set_language(self, chosen: str, *, arabic_digits: bool) -> None:
        """Say everything in another language, and turn the window round where that asks for it."""
        language.use(chosen, arabic_digits=arabic_digits)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            qtwords.speak(app)
        QApplication.setLayoutDirection(interface_direction())
        self._commands.build()
        for panel in (self.top, self.documents, self.inspector, self.reading, self.middle, self.empty):
            panel.retranslate()
        self._show_saved()
        self._show_person()
        self._show_next_open()
        if self._document is not None and self._desk is not None:
            # What the desk shows was said in the other language; opening anew says it again, in the same place.
            annotation = self.reader.chosen
            self._desk.reopen()
            self.reader.choose(annotation)
        else:
            self.setWindowTitle(_("Isnad"))

    # ------------------------------------------------------------------ the session

    def _show_session(self, session: Session) -> None:
        self.seam.tie(session)
        self.palette_bar.show_scheme(session.scheme)
        self.text_search.use(session)
        self._list_documents()
        self._desk = Desk(self, session)
        self.top.show_sections(shown=True)
        self._commands.fill_recent()
        self._show_saved()
        self._show_person()
        remembered = self.memory.settings.remembered(session.corpus.path).last_document
        known = self.documents.inbox.row_of(DocumentId(remembered)) if remembered else None
        first = DocumentId(remembered) if remembered and known is not None else self.documents.inbox.first()
        if first is not None:
            self.open_document(first)
        self.show_emptiness()

    def show_emptiness(self) -> None:
        """Say why no article is shown, where none is."""
        if self._document is not None:
            why = None
        elif self.corpora.session is None:
            why = Emptiness.NO_CORPUS
        else:
            why = Emptiness.NOTHING_CHOSEN if self.documents.inbox.total else Emptiness.NO_ARTICLES
        self.empty.show_why(why)

    def _leave_session(self) -> None:
        if self._desk is not None:
            self._desk.close()
        self._desk, self._document, self._place = None, None, ""
        self.middle.leave_session()
        self.text_search.use(None)
        self.documents.search.clear()
        self.top.show_sections(shown=False)
        self.seam.untie()
        self.palette_bar.show_scheme(None)
        self.documents.show_corpus("", (), own_set=SetName(""))
        self.inspector.show_nothing()
        for show in (self.status.show_chosen, self.status.show_counts, self.status.show_place, self.status.show_saved):
            show("")
        self.setWindowTitle(_("Isnad"))
        self.empty.show_why(Emptiness.NO_CORPUS)

    def _session(self) -> Session:
        session: Session | None = self.corpora.session
        assert session is not None  # documents are open only while a corpus is
        return session

    def _list_documents(self) -> None:
        session = self._session()
        self.text_search.outdate()
        self.documents.show_corpus(session.corpus.path.stem, session.documents(), own_set=session.own_set)
        self.documents.inbox.show_threads(comments.counts(session))
        self.documents.inbox.show_work(assigning.assignments_of(session.corpus, session.annotator))
        if self._document is not None:
            self.documents.choose(self._document.document.id)

    def _changed(self, changes: ChangeSet) -> None:
        kinds = {change.key.kind for change in changes.changes}
        several = any(key.document is not None for key in changes.replaced) or len(changes.documents) > 1
        if several or kinds & _OF_LISTS:
            self._list_documents()
            if self._document is None:
                if (first := self.documents.inbox.first()) is not None:
                    self.open_document(first)
                self.show_emptiness()
        elif RecordKind.COMMENT in kinds:
            self.documents.inbox.show_threads(comments.counts(self._session()))
            if self._document is not None:
                self.documents.choose(self._document.document.id)
        if any(change.key.kind is RecordKind.SCHEME for change in changes.changes):
            self._take_scheme()
        self.middle.changed(changes)
        self._refreshing.start()
        self._show_saved(datetime.now())

    def _take_scheme(self) -> None:
        """The scheme is another: its labels, its keys, and what the open article may be asked."""
        self.palette_bar.show_scheme(self._session().scheme)
        self.take_keys()
        if self._desk is not None and self._document is not None:
            self._desk.open(self._document.document.id, self._document.set_name)

    def _refresh_summary(self) -> None:
        """New counts of the open document, a moment after the last of several acts."""
        if self._document is None or self.corpora.session is None:
            return
        session = self.corpora.session
        self.remember_place(self._document.document.id)
        self.documents.show_changed(session.summary(self._document.document.id))
        self._show_next_open()

    def _show_next_open(self) -> None:
        document = self._document
        claim = document.next_open_claim(self.reader.caret) if document is not None else None
        if document is None or claim is None:
            self.inspector.show_next_open("")
            return
        self.inspector.show_next_open(_("Claim {number}", number=document.number(claim.id)))

    def _show_saved(self, at: datetime | None = None) -> None:
        if self.corpora.session is None:
            self.status.show_saved("")
        elif at is None:
            self.status.show_saved(_("Everything is saved"))
        else:
            self.status.show_saved(_("Saved {time}", time=digits(at.strftime("%H:%M"))))

    def _show_person(self) -> None:
        session = self.corpora.session
        if session is None:
            return
        name = self.memory.settings.name or session.annotator
        self.status.show_place(" · ".join(part for part in (isolated(name), self._place) if part))

    def _connect(self) -> None:
        self.top.command_wanted.connect(self._commands.show_commands)
        self.documents.document_wanted.connect(lambda document: self._document_wanted(DocumentId(document)))
        self.documents.words_changed.connect(self.text_search.search)
        self.text_search.found.connect(self.documents.show_holding)
        self.text_search.progressed.connect(self.documents.show_indexing)
        self.text_search.failed.connect(
            lambda failed: self.documents.show_titles_only(explained(AnnotatorError(failed.what, failed.remedy)))
        )
        self.documents.import_wanted.connect(self.corpora.ask_import)
        self.documents.stale.connect(lambda _document: self._refreshing.start())
        self.empty.command_wanted.connect(self.run)
        self.inspector.left.connect(self.reader.setFocus)
        self.inspector.room_wanted.connect(lambda: self._commands.bring_back(self.inspector))
        self.inspector.key_wanted.connect(lambda key: press(self.reader, key))
        self.dock.hint_activated.connect(self._press_hint)
        self.seam.changed.connect(self._changed)
        self.middle.panels_changed.connect(self.geometry_kept.remember_panels)
        self.middle.section_changed.connect(self._section_changed)
        self.top.section_wanted.connect(self.show_section)

    def _press_hint(self) -> None:
        if self.dock.hint is not None:
            press(self.reader, "+".join(self.dock.hint.keys))

    # ------------------------------------------------------------------ what Qt calls

    def closeEvent(self, event: QCloseEvent) -> None:
        """Put the corpus away and keep where everything was; nothing is left to save."""
        if not self.corpora.may_close():
            event.ignore()
            return
        self.corpora.close()
        self.memory.change(zoom=self.reader.zoom)
        self.geometry_kept.remember()
        self.memory.write()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders may be dropped anywhere."""
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take dropped files to be imported, or a corpus to be opened, once the drag is over."""
        paths = dropped_paths(event.mimeData())
        QTimer.singleShot(0, lambda: self.corpora.take_dropped(paths))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the article; Enter presses what is focused; Ctrl and a letter; F keys reach the article."""
        if self._commands.press(event):
            return
        if event.key() == Qt.Key.Key_Escape:
            self.show_section(READING)
            self.reader.setFocus()
            return
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            focused.click()
        elif _is_function_key(event) and self.reader.isVisible() and focused is not self.reader:
            # «Check the article F4» stands in the inspector: it is heard there too.
            self.reader.setFocus()
            QApplication.sendEvent(self.reader, event)
        else:
            super().keyPressEvent(event)


def _is_function_key(event: QKeyEvent) -> bool:
    return Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F12
