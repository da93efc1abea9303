"""Names that the scheme does not know: each gets a counterpart, is added to the scheme, or is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.language import _, isolated, language, ngettext, number
from annotator.model.errors import AnnotatorError
from annotator.model.scheme import Scheme
from annotator.operations.counterparts import (
    LEFT_OUT,
    Counterpart,
    ForeignName,
    NameKind,
    counterparts,
    itself,
    likely,
)
from annotator.operations.foreignnames import (
    LabelMap,
    NamesFound,
    NameUse,
    decided_by,
    grows,
    mapping_file,
    mapping_named,
    mapping_of,
)
from annotator.ui.dialogs.asking import tell_error
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.panels.oneline import OneLine
from annotator.ui.scrolling import scrolling
from annotator.ui.theme import Theme

_SHOWN: Final = 120
_AT_ONCE: Final = 4
_BOX: Final = 230
_WORDS: Final = 250
_FIXED: Final = 3
"""Choices that every name has."""
Remembered = Callable[[ForeignName], Counterpart | None]


class NameMap(QWidget):
    """A row for each name; what was decided last time, or is called nearly the same, is proposed."""

    changed = Signal()
    """Something else is decided, or other names were found."""

    def __init__(self, scheme: Scheme, *, remembered: Remembered, folder: Path, theme: Theme, parent: QWidget) -> None:
        """Args:
        scheme: The scheme of the corpus.
        remembered: What was decided about a name last time, or None.
        folder: Where mappings are loaded from and saved to.
        theme: The colours.
        parent: The dialog.
        """
        super().__init__(parent)
        self._scheme, self._remembered, self._folder, self._theme = scheme, remembered, folder, theme
        self._uses: tuple[NameUse, ...] = ()
        self._decided: dict[ForeignName, Counterpart | None] = {}
        self._loaded: LabelMap | None = None
        self._boxes: dict[ForeignName, _CounterpartBox] = {}
        self._shown = 0
        self._adding = QTimer(self, interval=0, singleShot=True)
        self._adding.timeout.connect(self._add_rows)
        self._told = plain_label(font=ui_font(12.5), parent=self)
        self._told.setWordWrap(True)
        coloured(self._told, theme.ink2)
        self._rows = QGridLayout()
        self._rows.setContentsMargins(0, 0, 8, 0)
        self._rows.setHorizontalSpacing(12)
        self._rows.setVerticalSpacing(6)
        self._rows.setColumnStretch(3, 1)
        self._inside = QWidget()
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(self._rows)
        inside.addStretch(1)
        self._arrange()
        self.show_found(NamesFound((), 0, 0))

    # ------------------------------------------------------------------ what is decided

    @property
    def count(self) -> int:
        """How many names the scheme does not know."""
        return len(self._uses)

    @property
    def decided(self) -> dict[ForeignName, Counterpart]:
        """What each name becomes, without those that are not decided."""
        return {name: becomes for name, becomes in self._decided.items() if becomes is not None}

    @property
    def undecided(self) -> int:
        """About how many names nothing is decided."""
        return sum(becomes is None for becomes in self._decided.values())

    @property
    def mapping(self) -> LabelMap | None:
        """The mapping to import with: what a loaded file says, and over it what was decided here."""
        mine = mapping_of(self.decided)
        if mine is None or self._loaded is None:
            return mine or self._loaded
        before = self._loaded
        return LabelMap(
            before.name, {**before.labels, **mine.labels}, {**before.relations, **mine.relations},
            {**before.attributes, **mine.attributes},
        )  # fmt: skip

    @property
    def grows(self) -> bool:
        """Whether the scheme must grow for it."""
        return grows(self.decided, self._scheme)

    def decide(self, name: ForeignName, becomes: Counterpart | None) -> None:
        """Say what a name becomes; None takes it back."""
        self._decided[name] = becomes
        self._show_choice(name)
        self._show_told()
        self.changed.emit()

    # ------------------------------------------------------------------ what is found

    def show_looking(self, percent: int | None) -> None:
        """Say that the files are still looked through."""
        self._told.setText(
            _("Looking through the files for names that the scheme does not know…") if percent is None
            else _("Looking through the files for names that the scheme does not know… {percent}%",
                   percent=number(percent))
        )  # fmt: skip

    def show_found(self, found: NamesFound) -> None:
        """Show the names that were found; what was decided before stays."""
        self._uses = found.names
        before = self._decided
        by_file = decided_by(self._loaded, (use.name for use in found.names), self._scheme) if self._loaded else {}
        self._decided = {}
        for use in found.names:
            name = use.name
            proposed = by_file.get(name) or self._remembered(name) or likely(name, self._scheme)
            self._decided[name] = before[name] if before.get(name) is not None else proposed
        self._show_rows()
        self._show_told()
        self.changed.emit()

    def load(self, path: str) -> None:
        """Take over what a mapping file says.

        Raises:
            MappingRefused: If there is none, or it cannot be read.
        """
        self._loaded = mapping_named(path)
        self._decided.update(decided_by(self._loaded, (use.name for use in self._uses), self._scheme))
        for name in self._boxes:
            self._show_choice(name)
        self._show_told()
        self.changed.emit()

    def save(self, path: Path) -> None:
        """Write what is decided as a mapping file, which the command line's ``--map`` reads too.

        Raises:
            OSError: If it cannot be written.
        """
        mapping = self.mapping or LabelMap(path.stem, {})
        path.write_text(
            mapping_file(LabelMap(path.stem, mapping.labels, mapping.relations, mapping.attributes)), encoding="utf-8"
        )

    # ------------------------------------------------------------------ showing

    def _show_told(self) -> None:
        if not self._uses:
            self._told.setText(_("The scheme knows every label, relation and attribute in the files."))
        elif self.undecided:
            self._told.setText(
                ngettext(
                    "About {count} name nothing is decided yet; files with it are refused.",
                    "About {count} names nothing is decided yet; files with them are refused.",
                    self.undecided,
                )
            )
        else:
            self._told.setText(ngettext("{count} name gets its place.", "{count} names get their places.", self.count))
        for button in (self._add_rest, self._leave_rest):
            button.setEnabled(bool(self.undecided))
        self._save.setEnabled(bool(self._uses or self._loaded))

    def _show_rows(self) -> None:
        while (entry := self._rows.takeAt(0)) is not None:
            widget = entry.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._boxes = {}
        self._shown = 0
        self._add_rows()

    def _add_rows(self) -> None:
        """Add some rows; the rest comes between the next frames."""
        uses = self._uses[:_SHOWN]
        for use in uses[self._shown : self._shown + _AT_ONCE]:
            self._add_row(self._shown, use)
            self._shown += 1
        if self._shown < len(uses):
            self._adding.start()
        elif len(self._uses) > _SHOWN:
            left = len(self._uses) - _SHOWN
            more = self._label(ngettext("and {count} more, for a mapping file", "and {count} more, for a mapping file",
                                        left))  # fmt: skip
            self._rows.addWidget(more, _SHOWN, 0, 1, 3)

    def _add_row(self, row: int, use: NameUse) -> None:
        kind = self._label(_kind_title(use.name))
        name = OneLine(isolated(use.name.name), font=ui_font(13, 600), colour=self._theme.ink)
        parts = " · ".join(use.name.roles) or use.name.owner
        example = f"«{use.example}»" if use.example else isolated(parts)
        seen = OneLine(f"{number(use.count)} × {example}", font=ui_font(12), colour=self._theme.ink3)
        words = QWidget()
        words.setFixedWidth(_WORDS)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(name)
        column.addWidget(seen)
        box = _CounterpartBox(use.name, self._scheme, parent=self)
        box.activated.connect(lambda _at, n=use.name, b=box: self.decide(n, b.currentData()))
        self._boxes[use.name] = box
        self._show_choice(use.name)
        for place, part in enumerate((kind, words, box)):
            self._rows.addWidget(part, row, place)

    def _show_choice(self, name: ForeignName) -> None:
        box = self._boxes.get(name)
        if box is not None:
            box.show_choice(self._decided.get(name))

    def _label(self, text: str) -> QLabel:
        label = plain_label(text, font=ui_font(12))
        coloured(label, self._theme.ink3)
        return label

    # ------------------------------------------------------------------ files and many at once

    def _arrange(self) -> None:
        self._add_rest = self._button(_("Add the undecided"), self._decide_rest, itself)
        self._leave_rest = self._button(_("Leave out the undecided"), self._decide_rest, lambda _name: LEFT_OUT)
        load = self._button(_("Load a mapping…"), self._ask_load)
        self._save = self._button(_("Save as mapping…"), self._ask_save)
        buttons = QHBoxLayout()
        for button in (self._add_rest, self._leave_rest):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (load, self._save):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._told)
        column.addWidget(scrolling(self._inside, parent=self), 1)
        column.addLayout(buttons)

    def _button(self, text: str, act: Callable[..., object], *arguments: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("quiet", True)
        button.setAutoDefault(False)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: act(*arguments))
        return button

    def _decide_rest(self, becomes: Callable[[ForeignName], Counterpart]) -> None:
        for name in _undecided(self._decided.items()):
            self._decided[name] = becomes(name)
            self._show_choice(name)
        self._show_told()
        self.changed.emit()

    def _ask_load(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(self, _("Load a mapping"), str(self._folder), "TOML (*.toml)")
        if path:
            try:
                self.load(path)
            except AnnotatorError as error:
                tell_error(error, theme=self._theme, parent=self)

    def _ask_save(self) -> None:
        proposed = str(self._folder / "mapping.toml")
        path, _kind = QFileDialog.getSaveFileName(self, _("Save as mapping"), proposed, "TOML (*.toml)")
        if path:
            try:
                self.save(Path(path))
            except OSError as error:
                self._told.setText(error.strerror or str(error))


class _CounterpartBox(QComboBox):
    """What a name may become. A hundred boxes with all labels would take a second: each is filled when it is used."""

    def __init__(self, name: ForeignName, scheme: Scheme, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._name, self._scheme = name, scheme
        self._is_filled = False
        self.setFixedWidth(_BOX)
        self.setMaxVisibleItems(18)
        self.setAccessibleName(f"{_kind_title(name)} {name.name}")
        self.addItem(_("not decided: refused"), None)
        self.addItem(_("leave out"), LEFT_OUT)
        self.addItem(_("add to the scheme as {name}", name=name.name), itself(name))

    def show_choice(self, wanted: Counterpart | None) -> None:
        """Show what was decided."""
        # Not findData: Qt compares values of Python by identity.
        at = next((at for at in range(self.count()) if self.itemData(at) == wanted and self.itemText(at)), -1)
        if at < 0 and wanted is not None:
            self.addItem(counterpart_title(self._name, wanted, self._scheme), wanted)
            at = self.count() - 1
        self.setCurrentIndex(max(at, 0))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have everything ready for the arrows."""
        self._fill()
        super().focusInEvent(event)

    def showPopup(self) -> None:
        """Have everything ready to be seen."""
        self._fill()
        super().showPopup()

    def _fill(self) -> None:
        if self._is_filled:
            return
        self._is_filled = True
        wanted: Counterpart | None = self.currentData()
        while self.count() > _FIXED:
            self.removeItem(_FIXED)
        self.insertSeparator(_FIXED)
        for made in counterparts(self._name, self._scheme):
            self.addItem(counterpart_title(self._name, made, self._scheme), made)
        self.show_choice(wanted)


def counterpart_title(name: ForeignName, made: Counterpart, scheme: Scheme) -> str:
    """What people read for a counterpart."""
    if name.kind is NameKind.LABEL:
        layer_name, _slash, label_name = made.name.partition("/")
        layer = scheme.layers.get(layer_name)
        label = next((one for one in layer.labels if one.name == label_name), None) if layer else None
        if layer is None or label is None:
            return isolated(made.name)
        title = label.titles.within(language())
        return f"{title} · {isolated(label.name)}" if title != label.name else isolated(label.name)
    if name.kind is NameKind.RELATION and made.name in scheme.relation_types:
        known = scheme.relation_types[made.name]
        roles = " ← " if language() == "ar" else " → "
        ends = roles.join(known.role(role).titles.within(language()) for _theirs, role in made.roles)
        title = known.titles.within(language())
        return f"{title}: {ends}" if ends else title
    return isolated(made.name)


def _undecided(decided: Iterable[tuple[ForeignName, Counterpart | None]]) -> list[ForeignName]:
    return [name for name, becomes in decided if becomes is None]


def _kind_title(name: ForeignName) -> str:
    return {
        NameKind.LABEL: _("label"),
        NameKind.RELATION: _("relation"),
        NameKind.ATTRIBUTE: _("attribute"),
        NameKind.VALUE: _("value"),
    }[name.kind]
