"""The keys, to be changed: every action and command with its key, and what gets in the way of what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from annotator.language import _, is_rtl, language, ngettext
from annotator.model.scheme import Scheme
from annotator.text.folding import fold
from annotator.ui.actions import (
    CASES,
    FIXED,
    FRAGMENT_PREFIX,
    Action,
    Group,
    Key,
    conflicts,
    key_named,
    key_pressed,
    label_actions,
    label_of_action,
)
from annotator.ui.fonts import ui_font
from annotator.ui.menus import COMMANDS, command_keys
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.scrolling import scrolling
from annotator.ui.theme import Theme

_LISTED: Final = 430
_SENDS_TWO_LETTERS: Final = "B"
_BY_PLACE: Final = {"find.article", "view.search"}
"""One key for both on purpose: in the article it finds there, elsewhere among the titles."""


@dataclass(frozen=True, slots=True)
class Binding:
    """Something that a key presses.

    Attributes:
        id: The action or command.
        title: What it does, in the language in use.
        own: Its keys as the program comes.
        among: The section where alone its key means this, or None where it means it everywhere else.
    """

    id: str
    title: str
    own: tuple[Key, ...]
    among: Group | None = None


def bindings(scheme: Scheme | None) -> tuple[Binding, ...]:
    """Everything that can be given a key."""
    found: list[Binding] = []
    for action in (*(label_actions(scheme) if scheme is not None else ()), *FIXED):
        found.append(Binding(action.id, _title(action, scheme), action.keys))
    for action in CASES:
        found.append(Binding(action.id, _title(action, scheme), action.keys, among=Group.CASE))
    for command in COMMANDS:
        found.append(Binding(command.id, _(command.text), command_keys(command, changed=False)))
    return tuple(found)


def clashes(listed: tuple[Binding, ...], changed: Mapping[str, tuple[str, ...]]) -> list[tuple[Key, tuple[str, ...]]]:
    """Keys that would press more than one thing, with the titles of those."""
    titles = {binding.id: binding.title for binding in listed}
    found: list[tuple[Key, tuple[str, ...]]] = []
    for section in (None, Group.CASE):
        actions = [Action(b.id, b.title, Group.WORK, _keys(b, changed)) for b in listed if b.among is section]
        found += [clash for clash in conflicts(actions) if clash not in found]
    return [(key, tuple(titles[identifier] for identifier in ids)) for key, ids in found if set(ids) != _BY_PLACE]


class KeyEditor(QWidget):
    """A list of all bindings, each with a field that takes the next key. Arrows move in the list, Tab leaves it."""

    changed = Signal()
    """Other keys than before."""

    def __init__(
        self,
        scheme: Scheme | None,
        given: Mapping[str, tuple[str, ...]],
        *,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._listed = bindings(scheme)
        self._given: dict[str, tuple[str, ...]] = dict(given)
        self._rows: dict[str, tuple[QWidget, KeyField]] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        search = QLineEdit(self)
        search.setPlaceholderText(_("Search among the actions"))
        search.setAccessibleName(_("Search among the actions"))
        search.textChanged.connect(self._filter)
        column.addWidget(search)
        self._area = self._make_list()
        column.addWidget(self._area, 1)
        self._enter_at(next(iter(self._rows), None))
        self._report = plain_label(font=ui_font(12.5), parent=self)
        self._report.setWordWrap(True)
        column.addWidget(self._report)
        reset = QPushButton(_("All keys as they came"), self)
        reset.setProperty("quiet", True)
        reset.setAutoDefault(False)
        reset.clicked.connect(self._reset)
        column.addWidget(reset, 0, Qt.AlignmentFlag.AlignLeading)
        self._show_report()

    @property
    def given(self) -> dict[str, tuple[str, ...]]:
        """The keys that differ from those that the program comes with."""
        return dict(self._given)

    @property
    def report(self) -> str:
        """What gets in the way of what."""
        return self._report.text()

    def give(self, identifier: str, keys: tuple[str, ...]) -> None:
        """Give an action or a command other keys; none leave it without one."""
        binding = next(b for b in self._listed if b.id == identifier)
        if keys == tuple(key.name for key in binding.own):
            self._given.pop(identifier, None)
        else:
            self._given[identifier] = keys
        self._rows[identifier][1].show_keys(_keys(binding, self._given), own=identifier not in self._given)
        self._show_report()
        self.changed.emit()

    def _make_list(self) -> QScrollArea:
        content = QWidget()
        rows = QVBoxLayout(content)
        rows.setContentsMargins(0, 0, 10, 0)
        rows.setSpacing(2)
        for binding in self._listed:
            rows.addWidget(self._make_row(binding))
        rows.addStretch(1)
        return scrolling(content, parent=self, least_px=_LISTED)

    def _make_row(self, binding: Binding) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(plain_label(binding.title, font=ui_font(13)), 1)
        field = KeyField(theme=self._theme, parent=row)
        field.setAccessibleName(binding.title)
        field.show_keys(_keys(binding, self._given), own=binding.id not in self._given)
        field.pressed.connect(lambda name, i=binding.id: self.give(i, (name,) if name else ()))
        field.restored.connect(lambda b=binding: self.give(b.id, tuple(key.name for key in b.own)))
        line.addWidget(field)
        field.stepped.connect(lambda step, i=binding.id: self._step(i, step))
        field.entered.connect(lambda i=binding.id: self._enter_at(i))
        self._rows[binding.id] = (row, field)
        return row

    def _shown_ids(self) -> list[str]:
        return [binding.id for binding in self._listed if not self._rows[binding.id][0].isHidden()]

    def _step(self, identifier: str, step: int) -> None:
        """Go on in the list, as far as it is shown."""
        shown = self._shown_ids()
        at = shown.index(identifier) + step
        if 0 <= at < len(shown):
            field = self._rows[shown[at]][1]
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(field)

    def _enter_at(self, identifier: str | None) -> None:
        """Tab stops once in the list, and leaves it from there: at the field that was used last."""
        for each, (_row, field) in self._rows.items():
            field.be_entrance(each == identifier)

    def _filter(self, words: str) -> None:
        wanted = fold(words).split()
        for binding in self._listed:
            self._rows[binding.id][0].setVisible(all(word in fold(binding.title) for word in wanted))
        self._enter_at(next(iter(self._shown_ids()), None))

    def _reset(self) -> None:
        for identifier in list(self._given):
            binding = next((b for b in self._listed if b.id == identifier), None)
            if binding is not None:
                self.give(identifier, tuple(key.name for key in binding.own))

    def _show_report(self) -> None:
        found = clashes(self._listed, self._given)
        if not found:
            coloured(self._report, self._theme.good)
            self._report.setText(_("No key does two things."))
            return
        coloured(self._report, self._theme.bad)
        lines = [
            _("{key}: {actions}", key=" ".join(key.caps(rtl=is_rtl())), actions=_(", ").join(titles))
            for key, titles in found[:6]
        ]
        head = ngettext("{count} key does several things:", "{count} keys do several things:", len(found))
        self._report.setText("\n".join((head, *lines)))


class KeyField(QLineEdit):
    """Shows the keys of an action; takes the next key that is pressed in it."""

    pressed = Signal(str)
    """Name of the key; empty takes the key away."""
    restored = Signal()
    """Back to the key that the program comes with."""
    stepped = Signal(int)
    """To the field below (1) or above (-1)."""
    entered = Signal()
    """This is the field at which Tab enters the list from now on."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown = ""
        self.setReadOnly(True)
        self.setFixedWidth(170)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setToolTip(_("Press a key. Backspace: no key. Esc: as it came."))
        self.be_entrance(False)

    def be_entrance(self, entrance: bool) -> None:
        """Whether Tab enters the list here; the other fields are reached by arrows and clicks."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if entrance else Qt.FocusPolicy.ClickFocus)

    def show_keys(self, keys: tuple[Key, ...], *, own: bool) -> None:
        """Show what presses the action, bold where the person changed it."""
        self._shown = _(" or ").join(" ".join(key.caps(rtl=is_rtl())) for key in keys) or "—"
        self.setText(self._shown)
        self.setFont(ui_font(12.5, 400 if own else 600))

    def event(self, event: QEvent) -> bool:
        """Every key is an answer: no shortcut takes it away, and Tab does not leave."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the key; Tab leaves the list, arrows go on in it, Backspace takes the key away, Esc restores."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and not event.modifiers():
            self.stepped.emit(step)
        elif event.key() == Qt.Key.Key_Escape:
            self.restored.emit()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and not event.modifiers():
            self.pressed.emit("")
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            super().keyPressEvent(event)
        else:
            self._take(key_pressed(event))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ask for a key."""
        super().focusInEvent(event)
        self.entered.emit()
        self.setText(_("Press a key…"))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the key again."""
        super().focusOutEvent(event)
        self.setText(self._shown)

    def _take(self, key: Key | None) -> None:
        if key is None or key.cap.isdigit():
            return
        if key.cap == _SENDS_TWO_LETTERS and not key.ctrl:
            self.setText(_("sends two letters (لا)"))
            return
        self.pressed.emit(key.name)


def _keys(binding: Binding, changed: Mapping[str, tuple[str, ...]]) -> tuple[Key, ...]:
    names = changed.get(binding.id)
    if names is None:
        return binding.own
    return tuple(key for name in names if (key := key_named(name)) is not None)


def _title(action: Action, scheme: Scheme | None) -> str:
    label = label_of_action(action.id)
    if label is not None and scheme is not None:
        return scheme.label(*label).titles.within(language())
    fragment = label_of_action(action.id, prefix=FRAGMENT_PREFIX)
    if fragment is not None and scheme is not None:
        return _("{label}: one more fragment", label=scheme.label(*fragment).titles.within(language()))
    return _(action.text)
