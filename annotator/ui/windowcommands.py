"""The commands of the window: what its menus and shortcuts do, apart from annotating."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QWidget

from annotator import language
from annotator.language import _, isolated
from annotator.operations.opendocument import OpenDocument
from annotator.operations.schemeediting import change_scheme
from annotator.operations.settings import Appearance, Settings
from annotator.ui import style
from annotator.ui.actions import use_keys
from annotator.ui.corpora import Corpora
from annotator.ui.dialogs.commandlist import CommandList
from annotator.ui.dialogs.keysheet import KeySheet
from annotator.ui.dialogs.schemesheet import SchemeSheet
from annotator.ui.dialogs.settingssheet import SettingsSheet
from annotator.ui.fonts import use_reading_family
from annotator.ui.geometry import Geometry
from annotator.ui.memory import Memory
from annotator.ui.menus import command_of, make_menus
from annotator.ui.middle import Middle
from annotator.ui.panels.documents import Documents
from annotator.ui.panels.inspector import Inspector
from annotator.ui.panels.palette import Palette
from annotator.ui.panels.topbar import TopBar
from annotator.ui.reader.reader import Reader
from annotator.ui.reading.annotationlist import AnnotationList
from annotator.ui.reading.view import ReadingView
from annotator.ui.sections import READING
from annotator.ui.theme import Theme

_ZOOM_STEP: Final = 10


class Commanded(Protocol):
    """The window, as its commands see it."""

    memory: Memory
    theme: Theme
    corpora: Corpora
    geometry_kept: Geometry
    top: TopBar
    palette_bar: Palette
    documents: Documents
    reader: Reader
    reading: ReadingView
    inspector: Inspector
    middle: Middle

    @property
    def document(self) -> OpenDocument | None:
        """The open document, or None."""

    def say(self, text: str | None, *, warning: bool = False) -> None:
        """Say what was just done, or why it could not be."""

    def perform(self, action: str) -> None:
        """Do an action of annotating, by its id."""

    def show_section(self, section: str) -> None:
        """Go to a section of the window, by its id."""

    def take_keys(self) -> None:
        """Listen to the keys in use."""

    def set_theme(self, theme: Theme) -> None:
        """Paint everything in other colours."""

    def set_language(self, chosen: str, *, arabic_digits: bool) -> None:
        """Say everything in another language."""

    def set_zoom(self, percent: int) -> None:
        """Show the article larger or smaller."""


class WindowCommands:
    """Builds the menus of a window and does what they say. Owned by the window.

    Args:
        window: The parent of menus and dialogs.
        parts: The same window, by what commands need of it.
    """

    def __init__(self, window: QWidget, parts: Commanded) -> None:
        self._window = window
        self._parts = parts
        self.build()

    def build(self) -> None:
        """Build the menus in the language and with the keys in use."""
        window, parts = self._window, self._parts
        for action in window.actions():
            window.removeAction(action)
            action.deleteLater()
        self._menus = make_menus(window, run=self.run, perform=parts.perform)
        parts.top.set_menu(self._menus.main)
        self.show_choices()
        self.fill_recent()

    def fill_recent(self) -> None:
        """List the corpora that were opened last."""
        menu, parts = self._menus.recent, self._parts
        menu.clear()
        for path in parts.memory.settings.corpora:
            action = menu.addAction(isolated(path).replace("&", "&&"))
            action.triggered.connect(lambda _on=False, p=path: parts.corpora.open_path(p))
        menu.setEnabled(bool(parts.memory.settings.corpora))

    def show_choices(self) -> None:
        """Tick what holds."""
        parts, commands = self._parts, self._menus.commands
        settings = parts.memory.settings
        commands[f"appearance.{settings.appearance}"].setChecked(True)
        commands[f"language.{language.language()}"].setChecked(True)
        commands["view.arabic_digits"].setChecked(settings.arabic_digits)
        commands["view.documents"].setChecked(parts.middle.wants(parts.documents))
        commands["view.inspector"].setChecked(parts.middle.wants(parts.inspector))
        commands["view.reading"].setChecked(not parts.reading.isHidden())
        commands[f"section.{parts.middle.section}"].setChecked(True)

    def press(self, event: QKeyEvent) -> bool:
        """Do the command whose letter is pressed on a layout without Latin letters. Whether it was one."""
        command = command_of(event)
        if command is not None:
            self._menus.commands[command].trigger()
        return command is not None

    def run(self, command: str) -> None:
        """Do a command, by its id."""
        group, _dot, value = command.partition(".")
        if group == "language":
            self._choose_language(value)
        elif group == "section":
            self._parts.show_section(value)
        elif group == "appearance":
            self._parts.memory.change(appearance=Appearance(value))
            self._parts.set_theme(style.theme_for(self._parts.memory.settings.appearance))
            self.show_choices()
        else:
            self._handlers()[command]()

    def show_commands(self) -> None:
        """List every command, to be found by its words."""
        actions: list[QAction] = [*self._menus.commands.values()]
        if self._parts.corpora.session is not None:
            actions += self._menus.annotating.values()
        CommandList(actions, theme=self._parts.theme, parent=self._window).show_below(self._parts.top.box)

    # ------------------------------------------------------------------ what they do

    def bring_back(self, panel: QWidget) -> None:
        """Show the documents or the inspector again after they were sent away."""
        if not self._parts.middle.wants(panel):
            self._toggle(panel)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        parts, corpora = self._parts, self._parts.corpora
        return {
            "corpus.new": corpora.ask_new,
            "corpus.open": corpora.ask_open,
            "corpus.sample": corpora.open_sample,
            "corpus.import": corpora.ask_import,
            "corpus.export": corpora.ask_export,
            "corpus.duplicates": corpora.ask_duplicates,
            "corpus.split": corpora.ask_split,
            "corpus.bundle": corpora.ask_bundle,
            "corpus.merge": corpora.ask_merge,
            "corpus.people": corpora.ask_people,
            "corpus.picture": self._save_picture,
            "corpus.print": self._print,
            "corpus.annotator": corpora.ask_annotator,
            "corpus.quit": self._window.close,
            "view.commands": self.show_commands,
            "view.search": self._search,
            "view.filter": self._filter,
            "view.next_panel": self._to_next_panel,
            "view.documents": lambda: self._toggle(parts.documents),
            "view.inspector": lambda: self._toggle(parts.inspector),
            "view.reading": lambda: self._show_reading(parts.reading.isHidden() or parts.middle.view is not None),
            "view.annotations": self._show_annotations,
            "view.zoom_in": lambda: parts.set_zoom(parts.reader.zoom + _ZOOM_STEP),
            "view.zoom_out": lambda: parts.set_zoom(parts.reader.zoom - _ZOOM_STEP),
            "view.zoom_reset": lambda: parts.set_zoom(100),
            "view.arabic_digits": lambda: self._choose_language(language.language(), turn_digits=True),
            "help.first_steps": corpora.welcome,
            "help.keys": self._show_keys,
            "help.about": corpora.tell_about,
            "help.rules": lambda: parts.perform("help.rule"),
            "corpus.settings": self._show_settings,
            "corpus.scheme": self._show_scheme,
            "view.menu": parts.top.brand.open_menu,
        }

    def _show_reading(self, shown: bool) -> None:
        self._parts.show_section(READING)
        self._parts.reading.set_shown(shown)
        self.show_choices()

    def _show_annotations(self) -> None:
        parts = self._parts
        if parts.document is not None:
            sheet = AnnotationList(parts.document, parts.reader.chosen, theme=parts.theme, parent=self._window)
            sheet.wanted.connect(parts.inspector.link_activated)
            sheet.open()

    def _save_picture(self) -> None:
        from annotator.ui import printing

        document, session = self._parts.document, self._parts.corpora.session
        if document is not None and session is not None:
            printing.ask_picture(self._window, self._parts, session, document)

    def _print(self) -> None:
        from annotator.ui import printing

        if self._parts.document is not None:
            printing.ask_print(self._window, self._parts, self._parts.document)

    def _choose_language(self, chosen: str, *, turn_digits: bool = False) -> None:
        memory = self._parts.memory
        arabic_digits = memory.settings.arabic_digits != turn_digits
        memory.change(language=chosen, arabic_digits=arabic_digits)
        self._parts.set_language(chosen, arabic_digits=arabic_digits)

    def _search(self) -> None:
        self._go_to_documents()
        self._parts.documents.focus_search()

    def _filter(self) -> None:
        self._go_to_documents()
        self._parts.documents.filter.open()

    def _go_to_documents(self) -> None:
        parts, view = self._parts, self._parts.middle.view
        if view is not None and view.side is not None:
            parts.show_section(READING)
        parts.middle.want(parts.documents, wanted=True)
        self.show_choices()

    def _show_keys(self) -> None:
        session = self._parts.corpora.session
        scheme = session.scheme if session is not None else None
        KeySheet(scheme, theme=self._parts.theme, parent=self._window).open()

    def _show_settings(self) -> None:
        session = self._parts.corpora.session
        scheme = session.scheme if session is not None else None
        sheet = SettingsSheet(self._parts.memory.settings, scheme, theme=self._parts.theme, parent=self._window)
        sheet.saved.connect(self._take_settings)
        sheet.open()

    def _show_scheme(self) -> None:
        session = self._parts.corpora.session
        if session is None:
            self._parts.say(_("Open a corpus first."))
            return
        sheet = SchemeSheet(session.scheme, theme=self._parts.theme, parent=self._window)
        sheet.saved.connect(lambda scheme: change_scheme(session, scheme))
        sheet.open()

    def _take_settings(self, changed: Settings) -> None:
        """Do all at once what the settings say."""
        parts = self._parts
        rescaled = changed.interface_scale != parts.memory.settings.interface_scale
        parts.memory.take(changed)
        parts.memory.write()
        use_keys(changed.keys)
        use_reading_family(changed.reading_font)
        parts.take_keys()
        parts.palette_bar.retranslate()
        parts.set_theme(style.theme_for(changed.appearance))
        parts.set_zoom(changed.zoom)
        # Builds the menus with the keys in use, and lays the article out in the font that was chosen.
        parts.set_language(changed.language or language.system_language(), arabic_digits=changed.arabic_digits)
        if rescaled:
            parts.say(_("The interface has its new size from the next start on."))

    def _to_next_panel(self) -> None:
        """Carry the focus on: the article, the inspector, the documents; or what the section shows, its side."""
        parts, view = self._parts, self._parts.middle.view
        shown = (parts.reader, parts.inspector) if view is None else (view, view.side) if view.side else (view,)
        stops: list[QWidget] = [*shown, parts.documents.search, parts.documents.view]
        stops = [stop for stop in stops if stop.isVisible()]
        focused = self._window.focusWidget()
        at = next((i for i, stop in enumerate(stops) if stop is focused or self._holds_focus(stop)), -1)
        after = stops[(at + 1) % len(stops)]
        if after is parts.inspector:
            parts.inspector.take_focus()
            if not self._holds_focus(parts.inspector):
                parts.documents.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            after.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _holds_focus(self, panel: QWidget) -> bool:
        focused = self._window.focusWidget()
        return focused is not None and panel.isAncestorOf(focused)

    def _toggle(self, panel: QWidget) -> None:
        middle = self._parts.middle
        if panel is self._parts.inspector:
            self._parts.show_section(READING)
        middle.want(panel, wanted=not middle.wants(panel))
        self.show_choices()
