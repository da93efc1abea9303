"""The window: documents, reader and inspector side by side, with the palette above and the status line below."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from annotator import language
from annotator.language import _, digits, isolated
from annotator.model.changes import ChangeSet
from annotator.model.errors import NotFound
from annotator.model.identity import DocumentId, SetName
from annotator.operations.opendocument import OpenDocument
from annotator.operations.session import Session
from annotator.operations.settings import Appearance, Place, Settings
from annotator.ui import printing, qtwords, style
from annotator.ui.actions import use_keys
from annotator.ui.announce import Announcer
from annotator.ui.corpora import Corpora
from annotator.ui.dialogs.asking import ask
from annotator.ui.dialogs.commandlist import CommandList
from annotator.ui.dialogs.keysheet import KeySheet
from annotator.ui.dialogs.settingssheet import SettingsSheet
from annotator.ui.fonts import use_reading_family
from annotator.ui.memory import Memory
from annotator.ui.menus import Menus, command_of, make_menus
from annotator.ui.panels.dock import Dock, DockHint, DockStage
from annotator.ui.panels.documents import Documents
from annotator.ui.panels.inspector import Inspector
from annotator.ui.panels.lettering import interface_direction
from annotator.ui.panels.palette import Palette
from annotator.ui.panels.statusline import StatusLine
from annotator.ui.panels.topbar import TopBar
from annotator.ui.reader.reader import Reader
from annotator.ui.reading.annotationlist import AnnotationList
from annotator.ui.reading.view import ReadingView
from annotator.ui.seam import Seam
from annotator.ui.theme import Theme
from annotator.ui.work.desk import Desk

_FRAME: Final = 48
_SIZE: Final = (1440, 900)
_PANELS: Final = (266, 868, 306)
_REFRESHING_MS: Final = 250
_ZOOM_STEP: Final = 10
_KEYS: Final = {"Enter": Qt.Key.Key_Return, "Esc": Qt.Key.Key_Escape, "Tab": Qt.Key.Key_Tab}
_MOVING: Final = frozenset(
    (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
     Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
)  # fmt: skip


class Window(QWidget):
    """The one window of the program.

    Owns the panels, the reader and, while a corpus is open, the desk that ties them to a session. The window knows
    where things stand and what is open; what keys and clicks do to an article is the desk's.

    Attributes:
        palette_bar: The labels.
        documents: The list of documents.
        reader: The article.
        inspector: What is chosen.
        dock: The strip at the reader's foot.
        status: The line at the bottom.
        seam: Says what was written.
        corpora: Opens and closes corpora.
    """

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self.memory = memory
        self.seam = Seam(self)
        self.theme: Theme = style.theme_for(memory.settings.appearance)
        self._desk: Desk | None = None
        self._document: OpenDocument | None = None
        self._place = ""
        self._keys_kept_back = _KeysKeptBack(self)
        self._announcer = Announcer(self)
        self._make_panels()
        self.corpora = Corpora(memory, window=self, surroundings=self)
        self.corpora.opened.connect(self._show_session)
        self.corpora.closing.connect(self._leave_session)
        self._menus = self._make_menus()
        self._refreshing = QTimer(self, interval=_REFRESHING_MS, singleShot=True)
        self._refreshing.timeout.connect(self._refresh_summary)
        self._connect()
        self.setWindowTitle(_("Isnad"))
        room = self.screen().availableGeometry()
        self.setMinimumSize(min(1000, room.width()), min(560, room.height()))
        self._restore_geometry()
        self.set_zoom(memory.settings.zoom)

    # ------------------------------------------------------------------ what the desk calls

    def say(self, text: str | None, *, warning: bool = False) -> None:
        """Say what was just done, or why it could not be; None goes back to what holds."""
        self.status.say(text, warning=warning)
        self._announcer.say(text or "", urgent=warning)

    def confirm(self, question: str) -> bool:
        """Ask something that is answered by yes or no."""
        return ask(question, theme=self.theme, parent=self)

    def show_badge(self, name: str, text: str, *, tip: str, warning: bool, act: Callable[[], None]) -> None:
        """Show a badge in the status line; an empty text takes it away."""
        self.status.badges.show_badge(name, text, tip=tip, warning=warning, act=act)

    def show_chosen(self, text: str) -> None:
        """Name what is chosen, in the status line."""
        self.status.show_chosen(text)
        self._announcer.tell(text)

    def show_counts(self, text: str) -> None:
        """Tell how many claims there are, in the status line."""
        self.status.show_counts(text)

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
        self.say(_("The document is no longer in the corpus."), warning=True)

    def frame_hint(self) -> DockHint:
        """What the dock says at the end of the open frame."""
        return DockHint(("Esc",), _("New frame"))

    # ------------------------------------------------------------------ documents

    def open_document(self, document: DocumentId) -> None:
        """Show a document of the open corpus."""
        if self._desk is None or (self._document is not None and self._document.document.id == document):
            self.reader.setFocus()
            return
        try:
            self._desk.open(document)
        except NotFound:
            self._list_documents()

    def perform(self, action: str) -> None:
        """Do an action of annotating, by its id."""
        if self._desk is not None:
            self._desk.perform(action)

    def set_reading_only(self, only: bool) -> None:
        """Let the articles only be read for a while: something else is being written."""
        for panel in (self.palette_bar, self.inspector, self.dock):
            panel.setEnabled(not only)
        if only:
            # The latest filter is asked first, before that of the desk.
            self.reader.installEventFilter(self._keys_kept_back)
        else:
            self.reader.removeEventFilter(self._keys_kept_back)

    # ------------------------------------------------------------------ appearance

    def set_theme(self, theme: Theme) -> None:
        """Paint everything in other colours, now."""
        self.theme = theme
        app = QApplication.instance()
        if isinstance(app, QApplication):
            style.dress(app, theme)
        for panel in (self._top, self.documents, self.inspector, self._stage, self.status, self.reader):
            panel.set_theme(theme)

    def set_language(self, chosen: str, *, arabic_digits: bool) -> None:
        """Say everything in another language, and turn the window round where that asks for it."""
        language.use(chosen, arabic_digits=arabic_digits)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            qtwords.speak(app)
        QApplication.setLayoutDirection(interface_direction())
        self._menus = self._make_menus()
        for panel in (self._top, self.documents, self.inspector, self.reading):
            panel.retranslate()
        self._show_saved()
        self._show_person()
        self._show_next_open()
        if self._document is not None and self._desk is not None:
            # What the desk shows was said in the other language; opening anew says it again, in the same place.
            annotation = self.reader.chosen
            self._desk.open(self._document.document.id, self._document.set_name)
            self.reader.choose(annotation)
        else:
            self.setWindowTitle(_("Isnad"))

    def set_zoom(self, percent: int) -> None:
        """Show the article larger or smaller."""
        self.reader.set_zoom(percent)
        self.memory.change(zoom=self.reader.zoom)

    # ------------------------------------------------------------------ commands of the window

    def run(self, command: str) -> None:
        """Do a command of the window, by its id."""
        group, _dot, value = command.partition(".")
        if group == "language":
            self._choose_language(value)
        elif group == "appearance":
            self.memory.change(appearance=Appearance(value))
            self.set_theme(style.theme_for(self.memory.settings.appearance))
            self._show_choices()
        else:
            self._handlers()[command]()

    def _handlers(self) -> dict[str, Callable[[], object]]:
        return {
            "corpus.new": self.corpora.ask_new,
            "corpus.open": self.corpora.ask_open,
            "corpus.sample": self.corpora.open_sample,
            "corpus.import": self.corpora.ask_import,
            "corpus.export": self.corpora.ask_export,
            "corpus.picture": self._save_picture,
            "corpus.print": self._print,
            "corpus.annotator": self.corpora.ask_annotator,
            "corpus.quit": self.close,
            "view.commands": self._show_commands,
            "view.search": self._search,
            "view.next_panel": self._to_next_panel,
            "view.documents": lambda: self._toggle(self.documents),
            "view.inspector": lambda: self._toggle(self.inspector),
            "view.reading": lambda: self._show_reading(self.reading.isHidden()),
            "view.annotations": self._show_annotations,
            "view.zoom_in": lambda: self.set_zoom(self.reader.zoom + _ZOOM_STEP),
            "view.zoom_out": lambda: self.set_zoom(self.reader.zoom - _ZOOM_STEP),
            "view.zoom_reset": lambda: self.set_zoom(100),
            "view.arabic_digits": lambda: self._choose_language(language.language(), turn_digits=True),
            "help.first_steps": self.corpora.welcome,
            "help.keys": self._show_keys,
            "help.about": self.corpora.tell_about,
            "help.rules": lambda: self.perform("help.rule"),
            "corpus.settings": self._show_settings,
        }

    def _show_reading(self, shown: bool) -> None:
        self.reading.set_shown(shown)
        self._show_choices()

    def _show_annotations(self) -> None:
        if self._document is not None:
            sheet = AnnotationList(self._document, self.reader.chosen, theme=self.theme, parent=self)
            sheet.wanted.connect(self.inspector.link_activated)
            sheet.open()

    def _save_picture(self) -> None:
        if self._document is not None:
            printing.ask_picture(self, self, self._session(), self._document)

    def _print(self) -> None:
        if self._document is not None:
            printing.ask_print(self, self, self._document)

    def _choose_language(self, chosen: str, *, turn_digits: bool = False) -> None:
        arabic_digits = self.memory.settings.arabic_digits != turn_digits
        self.memory.change(language=chosen, arabic_digits=arabic_digits)
        self.set_language(chosen, arabic_digits=arabic_digits)

    def _show_commands(self) -> None:
        actions = [*self._menus.commands.values()]
        if self._desk is not None:
            actions += self._menus.annotating.values()
        CommandList(actions, theme=self.theme, parent=self).show_below(self._top.box)

    def _search(self) -> None:
        self.documents.show()
        self.documents.focus_search()

    def _show_keys(self) -> None:
        session = self.corpora.session
        KeySheet(session.scheme if session is not None else None, theme=self.theme, parent=self).open()

    def _show_settings(self) -> None:
        session = self.corpora.session
        scheme = session.scheme if session is not None else None
        sheet = SettingsSheet(self.memory.settings, scheme, theme=self.theme, parent=self)
        sheet.saved.connect(self._take_settings)
        sheet.open()

    def _take_settings(self, changed: Settings) -> None:
        """Do all at once what the settings say."""
        rescaled = changed.interface_scale != self.memory.settings.interface_scale
        self.memory.take(changed)
        self.memory.write()
        use_keys(changed.keys)
        use_reading_family(changed.reading_font)
        if self._desk is not None:
            self._desk.take_keys()
        self.palette_bar.retranslate()
        self.set_theme(style.theme_for(changed.appearance))
        self.set_zoom(changed.zoom)
        # Builds the menus with the keys in use, and lays the article out in the font that was chosen.
        self.set_language(changed.language or language.system_language(), arabic_digits=changed.arabic_digits)
        if rescaled:
            self.say(_("The interface has its new size from the next start on."))

    def _to_next_panel(self) -> None:
        stops: list[QWidget] = [self.reader, self.inspector, self.documents.search, self.documents.view]
        stops = [stop for stop in stops if stop.isVisible()]
        at = next((i for i, stop in enumerate(stops) if stop is self.focusWidget() or self._holds_focus(stop)), -1)
        after = stops[(at + 1) % len(stops)]
        if after is self.inspector:
            self.inspector.take_focus()
            if not self._holds_focus(self.inspector):
                self.documents.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            after.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _holds_focus(self, panel: QWidget) -> bool:
        focused = self.focusWidget()
        return focused is not None and panel.isAncestorOf(focused)

    def _toggle(self, panel: QWidget) -> None:
        panel.setVisible(panel.isHidden())
        self._show_choices()
        self._remember_panels()

    # ------------------------------------------------------------------ a session

    def _show_session(self, session: Session) -> None:
        self.seam.tie(session)
        self.palette_bar.show_scheme(session.scheme)
        self._list_documents()
        self._desk = Desk(self, session)
        self._fill_recent()
        self._show_saved()
        self._show_person()
        remembered = self.memory.settings.remembered(session.corpus.path).last_document
        known = self.documents.inbox.row_of(DocumentId(remembered)) if remembered else None
        first = DocumentId(remembered) if remembered and known is not None else self.documents.inbox.first()
        if first is not None:
            self.open_document(first)

    def _leave_session(self) -> None:
        if self._desk is not None:
            self._desk.close()
        self._desk, self._document, self._place = None, None, ""
        self.seam.untie()
        self.palette_bar.show_scheme(None)
        self.documents.show_corpus("", (), own_set=SetName(""))
        self.inspector.show_nothing()
        for show in (self.status.show_chosen, self.status.show_counts, self.status.show_place, self.status.show_saved):
            show("")
        self.setWindowTitle(_("Isnad"))

    def _session(self) -> Session:
        session: Session | None = self.corpora.session
        assert session is not None  # documents are open only while a corpus is
        return session

    def _list_documents(self) -> None:
        session = self._session()
        self.documents.show_corpus(session.corpus.path.stem, session.documents(), own_set=session.own_set)
        if self._document is not None:
            self.documents.choose(self._document.document.id)

    def _changed(self, changes: ChangeSet) -> None:
        if any(key.document is not None for key in changes.replaced) or len(changes.documents) > 1:
            self._list_documents()
            if self._document is None and (first := self.documents.inbox.first()) is not None:
                self.open_document(first)
        self._refreshing.start()
        self._show_saved(datetime.now())

    def _refresh_summary(self) -> None:
        """New counts of the open document, a moment after the last of several acts."""
        if self._document is None or self.corpora.session is None:
            return
        session = self.corpora.session
        self.remember_place(self._document.document.id)
        self.documents.show_changed(session.corpus.summary(self._document.document.id, set_name=session.own_set))
        self._show_next_open()

    def _show_next_open(self) -> None:
        document = self._document
        still_open = document.open_claims() if document is not None else []
        if document is None or not still_open:
            self.inspector.show_next_open("")
            return
        after = [claim for claim in still_open if claim.start > self.reader.caret]
        claim = (after or still_open)[0]
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

    # ------------------------------------------------------------------ making

    def _make_panels(self) -> None:
        theme = self.theme
        self._top = TopBar(theme=theme, parent=self)
        self.palette_bar: Palette = self._top.palette_bar
        self.documents = Documents(theme=theme, parent=self)
        self.reader = Reader()
        self.reader.set_theme(theme)
        self._stage = DockStage(self.reader, theme=theme, parent=self)
        self.dock: Dock = self._stage.dock
        self.reading = ReadingView(self.reader, parent=self._stage)
        self.dock.raise_()
        self.inspector = Inspector(theme=theme, parent=self)
        self.status = StatusLine(theme=theme, parent=self)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setHandleWidth(1)
        for panel in (self.documents, self._stage, self.inspector):
            self._splitter.addWidget(panel)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setCollapsible(1, False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(self._splitter, 1)
        column.addWidget(self.status)

    def _make_menus(self) -> Menus:
        for action in self.actions():
            self.removeAction(action)
            action.deleteLater()
        menus = make_menus(self, run=self.run, perform=self.perform)
        self._top.set_menu(menus.main)
        self._menus = menus
        self._show_choices()
        self._fill_recent()
        return menus

    def _fill_recent(self) -> None:
        menu = self._menus.recent
        menu.clear()
        for path in self.memory.settings.corpora:
            action = menu.addAction(isolated(path).replace("&", "&&"))
            action.triggered.connect(lambda _on=False, p=path: self.corpora.open_path(p))
        menu.setEnabled(bool(self.memory.settings.corpora))

    def _show_choices(self) -> None:
        """Tick what holds."""
        settings, commands = self.memory.settings, self._menus.commands
        commands[f"appearance.{settings.appearance}"].setChecked(True)
        commands[f"language.{language.language()}"].setChecked(True)
        commands["view.arabic_digits"].setChecked(settings.arabic_digits)
        commands["view.documents"].setChecked(not self.documents.isHidden())
        commands["view.inspector"].setChecked(not self.inspector.isHidden())
        commands["view.reading"].setChecked(not self.reading.isHidden())

    def _connect(self) -> None:
        self._top.command_wanted.connect(self._show_commands)
        self.documents.document_wanted.connect(lambda document: self.open_document(DocumentId(document)))
        self.documents.import_wanted.connect(self.corpora.ask_import)
        self.documents.stale.connect(lambda _document: self._refreshing.start())
        self.inspector.left.connect(self.reader.setFocus)
        self.inspector.key_wanted.connect(self._press)
        self.dock.hint_activated.connect(self._press_hint)
        self.seam.changed.connect(self._changed)
        self._splitter.splitterMoved.connect(lambda _at, _index: self._remember_panels())
        hints = QApplication.styleHints()
        hints.colorSchemeChanged.connect(lambda _scheme: self._follow_system())

    def _follow_system(self) -> None:
        if self.memory.settings.appearance is Appearance.SYSTEM:
            self.set_theme(style.theme_for(Appearance.SYSTEM))

    def _press_hint(self) -> None:
        if self.dock.hint is not None:
            self._press("+".join(self.dock.hint.keys))

    def _press(self, key: str) -> None:
        """Press a key for somebody who clicked on what it does."""
        *modifiers, cap = key.split("+")
        code = _KEYS.get(cap)
        held = Qt.KeyboardModifier.ShiftModifier if "Shift" in modifiers else Qt.KeyboardModifier.NoModifier
        if "Ctrl" in modifiers:
            held |= Qt.KeyboardModifier.ControlModifier
        text = "" if code is not None else cap.lower()
        event = QKeyEvent(QEvent.Type.KeyPress, code if code is not None else Qt.Key(ord(cap)), held, text)
        self.reader.setFocus()
        QApplication.sendEvent(self.reader, event)

    # ------------------------------------------------------------------ geometry

    def _restore_geometry(self) -> None:
        settings = self.memory.settings
        if not (settings.geometry and self.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode()))):
            screen = self.screen().availableGeometry()
            self.resize(min(_SIZE[0], screen.width()), min(_SIZE[1], screen.height()))
        widths = settings.panels if len(settings.panels) == len(_PANELS) else _PANELS
        self.documents.setHidden(widths[0] == 0)
        self.inspector.setHidden(widths[2] == 0)
        self._splitter.setSizes([width or default for width, default in zip(widths, _PANELS, strict=True)])
        self._show_choices()

    def show_fitting(self) -> None:
        """Show the window; maximised where its frame, which comes on top of its size, would leave the screen."""
        screen = self.screen().availableGeometry()
        if self.width() + _FRAME > screen.width() or self.height() + _FRAME > screen.height():
            self.showMaximized()
        else:
            self.show()

    def _remember_panels(self) -> None:
        hidden = (self.documents.isHidden(), False, self.inspector.isHidden())
        # A panel that was shown this moment has no width yet.
        sizes = (size or default for size, default in zip(self._splitter.sizes(), _PANELS, strict=True))
        self.memory.change(panels=tuple(0 if gone else size for gone, size in zip(hidden, sizes, strict=True)))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Put the corpus away and keep where everything was; nothing is left to save."""
        if not self.corpora.may_close():
            event.ignore()
            return
        self.corpora.close()
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.memory.change(geometry=geometry, zoom=self.reader.zoom)
        self._remember_panels()
        self.memory.write()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F10 opens the menu, as menu bars do; Esc goes back to the article; Ctrl and a letter of any layout."""
        command = command_of(event)
        if command is not None:
            self._menus.commands[command].trigger()
        elif event.key() == Qt.Key.Key_F10:
            self._top.brand.open_menu()
        elif event.key() == Qt.Key.Key_Escape:
            self.reader.setFocus()
        else:
            super().keyPressEvent(event)


class _KeysKeptBack(QObject):
    """Lets only keys through that move the caret."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return Qt.Key(event.key()) not in _MOVING
        return super().eventFilter(watched, event)
