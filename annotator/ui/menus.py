"""The commands of the window itself and the menu that holds them, together with the actions of annotating."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from annotator.language import N_, _, pgettext
from annotator.ui.actions import CASES, FIXED, Action, Group, Key, key_named, keys_in_use, rekeyed, with_keys
from annotator.ui.keys import digit, latin_cap
from annotator.ui.sections import SECTIONS

SOURCE_WORDS: Final = "sourceWords"
"""Property of every action: its name in English, whatever the language of the interface."""


class Section(StrEnum):
    """A menu."""

    CORPUS = "corpus"
    VIEW = "view"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Command:
    """Something the window does, apart from annotating.

    Attributes:
        id: Stable name; the window knows what to do by it.
        text: English name, the key of its translation.
        section: The menu it stands in.
        shortcut: As Qt writes it, such as ``Ctrl+O``; empty where it has none.
        apart: Whether a hairline stands before it.
        choice: Name of the group of which one is chosen, or empty; the part of the id after the dot is the value.
        switch: Whether it is on or off.
    """

    id: str
    text: str
    section: Section
    shortcut: str = ""
    apart: bool = False
    choice: str = ""
    switch: bool = False


COMMANDS: Final[tuple[Command, ...]] = (
    Command("corpus.new", N_("New corpus…"), Section.CORPUS, "Ctrl+N"),
    Command("corpus.open", N_("Open corpus…"), Section.CORPUS, "Ctrl+O"),
    Command("corpus.sample", N_("Open the sample corpus"), Section.CORPUS),
    Command("corpus.import", N_("Import articles…"), Section.CORPUS, "Ctrl+I", apart=True),
    Command("corpus.export", N_("Export…"), Section.CORPUS, "Ctrl+E"),
    Command("corpus.duplicates", N_("Near-duplicates…"), Section.CORPUS, apart=True),
    Command("corpus.split", N_("Divide into train, validation and test…"), Section.CORPUS),
    Command("corpus.bundle", N_("Give a bundle to a colleague…"), Section.CORPUS, apart=True),
    Command("corpus.merge", N_("Merge bundles…"), Section.CORPUS),
    Command("corpus.people", N_("People and work…"), Section.CORPUS),
    Command("corpus.picture", N_("Save a picture of the article…"), Section.CORPUS, apart=True),
    Command("corpus.print", N_("Print the article…"), Section.CORPUS, "Ctrl+P"),
    Command("corpus.annotator", N_("Your name…"), Section.CORPUS, apart=True),
    Command("corpus.scheme", N_("Scheme of the corpus…"), Section.CORPUS),
    Command("corpus.settings", N_("Settings…"), Section.CORPUS, "Ctrl+,"),
    Command("corpus.quit", N_("Quit"), Section.CORPUS, "Ctrl+Q", apart=True),
    *(Command(f"section.{s.id}", s.text, Section.VIEW, s.shortcut, choice="section") for s in SECTIONS),
    Command("view.menu", N_("Menu"), Section.VIEW, "Ctrl+M"),
    Command("view.commands", N_("Search or run a command…"), Section.VIEW, "Ctrl+K", apart=True),
    Command("view.search", N_("Search in texts and titles"), Section.VIEW, "Ctrl+F"),
    Command("view.filter", N_("Filter articles…"), Section.VIEW),
    Command("view.next_panel", N_("To the next panel"), Section.VIEW, "F6"),
    Command("view.documents", N_("Documents"), Section.VIEW, "Ctrl+B", apart=True, switch=True),
    Command("view.inspector", N_("Inspector"), Section.VIEW, "Ctrl+Shift+B", switch=True),
    Command("view.reading", N_("Reading view"), Section.VIEW, "F7", switch=True),
    Command("view.annotations", N_("Annotations as sentences…"), Section.VIEW, "Shift+F7"),
    Command("view.zoom_in", N_("Larger letters"), Section.VIEW, "Ctrl++", apart=True),
    Command("view.zoom_out", N_("Smaller letters"), Section.VIEW, "Ctrl+-"),
    Command("view.zoom_reset", N_("Letters as they were made"), Section.VIEW, "Ctrl+0"),
    Command("appearance.system", N_("Colours of the system"), Section.VIEW, apart=True, choice="appearance"),
    Command("appearance.light", N_("Light"), Section.VIEW, choice="appearance"),
    Command("appearance.dark", N_("Dark"), Section.VIEW, choice="appearance"),
    Command("language.ar", N_("العربية"), Section.VIEW, apart=True, choice="language"),
    Command("language.en", N_("English"), Section.VIEW, choice="language"),
    Command("view.arabic_digits", N_("Arabic digits"), Section.VIEW, switch=True),
    Command("help.first_steps", N_("Three things to try"), Section.HELP),
    Command("help.keys", N_("Keys"), Section.HELP, "F1"),
    Command("help.rules", N_("Rule for what is chosen"), Section.HELP, "Shift+F1"),
    Command("help.about", N_("About Isnad"), Section.HELP),
)


def command_keys(command: Command, *, changed: bool = True) -> tuple[Key, ...]:
    """The keys of a command: those that the person gave it, or else, or where ``changed`` is not wanted, its own."""
    own = key_named(command.shortcut) if command.shortcut else None
    keys = (own,) if own is not None else ()
    return keys_in_use(command.id, keys) if changed else keys


@dataclass(frozen=True, slots=True)
class Menus:
    """The menu of the window, ready to be shown.

    Attributes:
        main: The menu behind the name of the program.
        recent: The menu of corpora opened last, filled by the window.
        commands: What the window does, by id.
        annotating: What is done to the article, by the action's id.
    """

    main: QMenu
    recent: QMenu
    commands: Mapping[str, QAction]
    annotating: Mapping[str, QAction]


def make_menus(window: QWidget, *, run: Callable[[str], object], perform: Callable[[str], object]) -> Menus:
    """Build the menu in the language in use.

    Args:
        window: Owns it; the shortcuts work anywhere inside.
        run: Does a command of the window, by id.
        perform: Does an action of annotating, by id.
    """
    main = QMenu(window)
    commands = _command_actions(window, run)
    annotating = {action.id: _annotating_action(window, action, perform) for action in rekeyed((*FIXED, *CASES))}
    corpus = _fill(main.addMenu(_("Corpus")), Section.CORPUS, commands)
    recent = QMenu(_("Open recent"), corpus)
    corpus.insertMenu(commands["corpus.sample"], recent)
    groups = ((_("Edit"), (Group.EDIT, Group.BORDER)), (_("Annotate"), (Group.LABEL, Group.ATTRIBUTION, Group.WORK)),
              (pgettext("menu", "Move"), (Group.MOVE,)))  # fmt: skip
    for title, members in groups:
        menu = main.addMenu(title)
        for group in members:
            menu.addActions([annotating[action.id] for action in FIXED if action.group is group])
            menu.addSeparator()
        if Group.LABEL in members:
            zones = menu.addMenu(_("The paragraph is"))
            zones.addActions([annotating[action.id] for action in FIXED if action.group is Group.ZONE])
    cases = main.addMenu(_("Cases"))
    cases.addActions([annotating[action.id] for action in CASES])
    view = _fill(main.addMenu(pgettext("menu", "View")), Section.VIEW, commands)
    looks = [annotating[action.id] for action in FIXED if action.group is Group.LOOK]
    view.insertActions(commands["view.zoom_in"], looks)
    view.insertSeparator(looks[0])
    _fill(main.addMenu(pgettext("menu", "Help")), Section.HELP, commands)
    return Menus(main, recent, commands, annotating)


def command_of(event: QKeyEvent) -> str | None:
    """The command whose key is pressed on a layout without Latin letters or digits; the others Qt finds itself."""
    modifiers, cap, number = event.modifiers(), latin_cap(event), digit(event)
    latin = Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z or Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9
    cap = str(number) if number is not None else cap
    if cap is None or latin or not modifiers & Qt.KeyboardModifier.ControlModifier:
        return None
    shift = "Shift+" if modifiers & Qt.KeyboardModifier.ShiftModifier else ""
    return next((command.id for command in COMMANDS if command.shortcut == f"Ctrl+{shift}{cap}"), None)


def _command_actions(window: QWidget, run: Callable[[str], object]) -> dict[str, QAction]:
    groups: dict[str, QActionGroup] = {}
    actions = {}
    for command in COMMANDS:
        action = QAction(_(command.text), window)
        action.setObjectName(command.id)
        action.setProperty(SOURCE_WORDS, command.text)
        keys = command_keys(command)
        action.setShortcuts([sequence for key in keys for sequence in _sequences(key.name)])
        if command.choice:
            group = groups.setdefault(command.choice, QActionGroup(window))
            group.addAction(action)
        action.setCheckable(bool(command.choice) or command.switch)
        action.triggered.connect(lambda _on=False, name=command.id: run(name))
        window.addAction(action)
        actions[command.id] = action
    return actions


def _annotating_action(window: QWidget, action: Action, perform: Callable[[str], object]) -> QAction:
    """An action whose key is drawn but not bound: the desk takes keys from the article by their place, not letter."""
    shown = QAction(with_keys(_(action.text), action), window)
    shown.setObjectName(action.id)
    shown.setProperty(SOURCE_WORDS, action.text)
    shown.triggered.connect(lambda _on=False: perform(action.id))
    return shown


def _fill(menu: QMenu, section: Section, commands: Mapping[str, QAction]) -> QMenu:
    for command in COMMANDS:
        if command.section is section:
            if command.apart:
                menu.addSeparator()
            menu.addAction(commands[command.id])
    return menu


def _sequences(shortcut: str) -> list[QKeySequence]:
    """The shortcut, and for Ctrl++ also Ctrl+=, which is the same key without Shift."""
    return [QKeySequence(shortcut), *([QKeySequence("Ctrl+=")] if shortcut == "Ctrl++" else [])]
