"""The scheme of the corpus: labels with their titles, keys and colours; the questions the project asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.language import _, digits, explained, language
from annotator.model.errors import SchemeError, message
from annotator.model.scheme import ENTITY_LAYER, Label, Scheme, Titles
from annotator.operations.schemeediting import FAMILIES, adapted, optional_questions, says_the_same
from annotator.ui.actions import actions_for, conflicts, label_of_action
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import coloured, interface_direction, plain_label
from annotator.ui.panels.marks import draw_entity_box
from annotator.ui.scrolling import scrolling
from annotator.ui.theme import Theme

_TALLEST: Final = 420


class SchemeSheet(Sheet):
    """Shows the entity labels and the optional questions of a scheme, to be adapted; nothing changes before Save."""

    saved = Signal(object)
    """``Scheme`` as it should be."""

    def __init__(self, scheme: Scheme, *, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(_("Scheme of the corpus"), theme=theme, parent=parent, width=720)
        self._scheme = scheme
        self.add_title(_("Scheme of the corpus"))
        self.add_words(
            _("{title}, version {version}. What is saved here is one act; History takes it back.",
              title=scheme.titles.within(language()), version=digits(scheme.version))
        )  # fmt: skip
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(8)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self.rows: list[LabelRow] = []
        heads = ("", _("Shown"), _("Arabic title"), _("English title"), _("Key"), _("Colour"))
        for at, head in enumerate(heads):
            self._grid.addWidget(self._faint(head), 0, at)
        for label in scheme.layer(ENTITY_LAYER).labels:
            self._add_row(label)
        column.addLayout(self._grid)
        column.addLayout(self._make_adding())
        column.addSpacing(8)
        self.questions = self._make_questions(column)
        column.addStretch(1)
        area = scrolling(content, parent=self, least_px=min(_TALLEST, self.screen().availableGeometry().height() - 300))
        self.column.addWidget(area, 1)
        self.problem = self.add_words("")
        coloured(self.problem, theme.bad)
        self.problem.hide()
        self.add_button(_("Save"), primary=True).clicked.connect(self.save)
        self.add_button(_("Cancel")).clicked.connect(self.reject)
        self.finish()

    def save(self) -> None:
        """Hand over the scheme as it stands here; what is wrong with it is said, and the dialog stays."""
        asked = [owner_and_name for owner_and_name, box in self.questions.items() if box.isChecked()]
        try:
            scheme = adapted(self._scheme, [row.label for row in self.rows], asked=asked)
            self._refuse_conflicts(scheme)
        except SchemeError as error:
            self._say(explained(error))
            return
        self.accept()
        if not says_the_same(scheme, self._scheme):
            self.saved.emit(scheme)

    def add_label(self) -> None:
        """Add a row for the label whose name was typed."""
        name = self.new_name.text().strip().upper()
        if not name or any(row.label.name == name for row in self.rows):
            self._say(_("Type the name of a label that is not there yet."))
            return
        self._say("")
        self._add_row(Label(name, Titles(ar="", en=""), family="other"))
        self.new_name.clear()
        self.rows[-1].arabic.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the field of a new label adds it, and does not yet save."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.focusWidget() is self.new_name:
            self.add_label()
        else:
            super().keyPressEvent(event)

    def _refuse_conflicts(self, scheme: Scheme) -> None:
        """Refuse keys that would press a label and something else too.

        Raises:
            SchemeError: Naming the first such key.
        """
        for key, pressed in conflicts(actions_for(scheme)):
            labels = [label for one in pressed if (label := label_of_action(one)) is not None]
            if labels:
                raise SchemeError(
                    message("The key {key} presses something else already. Give “{label}” another one.",
                            key=key.name, label=scheme.label(*labels[-1]).titles.within(language()))
                )  # fmt: skip

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def _add_row(self, label: Label) -> None:
        row = LabelRow(label, theme=self.theme, parent=self)
        at = len(self.rows) + 1
        for column, widget in enumerate(row.widgets):
            self._grid.addWidget(widget, at, column)
        self.rows.append(row)

    def _make_adding(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.new_name = QLineEdit(self)
        self.new_name.setPlaceholderText(_("Name of a new label, such as PRODUCT"))
        self.new_name.setAccessibleName(_("Name of a new label"))
        self.new_name.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        add = QPushButton(_("Add"), self)
        add.setAutoDefault(False)
        add.clicked.connect(self.add_label)
        line.addWidget(self.new_name, 1)
        line.addWidget(add)
        return line

    def _make_questions(self, column: QVBoxLayout) -> Mapping[tuple[str, str], QCheckBox]:
        boxes = {}
        heading = plain_label(_("Questions that are asked only where the project wants them"), font=ui_font(13, 600))
        coloured(heading, self.theme.ink)
        column.addWidget(heading)
        for optional in optional_questions(self._scheme):
            owner = self._owner(optional.owner)
            box = QCheckBox(f"{optional.attribute.titles.within(language())} · {owner}", self)
            box.setChecked(optional.asked)
            column.addWidget(box)
            boxes[optional.owner, optional.attribute.name] = box
        return boxes

    def _owner(self, name: str) -> str:
        known = self._scheme.layers.get(name) or self._scheme.relation_types.get(name)
        return known.titles.within(language()) if known is not None else _("Article")

    def _faint(self, text: str) -> QWidget:
        label = plain_label(text, font=ui_font(11))
        coloured(label, self.theme.ink3)
        return label


class LabelRow:
    """The fields of one label. Owned by the dialog.

    Attributes:
        shown: Whether it stands in the palette.
        arabic: Its Arabic title.
        english: Its English title.
        key: Its key.
        family: Its colour.
    """

    def __init__(self, label: Label, *, theme: Theme, parent: QWidget) -> None:
        self._label = label
        self.shown = QCheckBox(label.name, parent)
        self.shown.setFont(ui_font(12))
        self.shown.setChecked(label.in_palette)
        self.shown.setToolTip(_("Stands in the palette"))
        self.arabic = self._field(label.titles.ar, _("Arabic title"), Qt.LayoutDirection.RightToLeft, parent)
        self.english = self._field(label.titles.en, _("English title"), Qt.LayoutDirection.LeftToRight, parent)
        self.key = self._field(label.key, _("Key"), Qt.LayoutDirection.LeftToRight, parent)
        self.key.setMaxLength(1)
        self.key.setFixedWidth(44)
        self.family = QComboBox(parent)
        self.family.setLayoutDirection(interface_direction())
        self.family.setAccessibleName(_("Colour of {label}", label=label.name))
        for family, title in family_titles().items():
            self.family.addItem(title, family)
        self.family.setCurrentIndex(max(0, self.family.findData(label.family)))
        self.sign = _Sign(self.family, theme=theme, parent=parent)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """In the order of the columns."""
        return (self.sign, self.shown, self.arabic, self.english, self.key, self.family)

    @property
    def label(self) -> Label:
        """The label as the fields say."""
        titles = Titles(ar=self.arabic.text().strip(), en=self.english.text().strip())
        key, family = self.key.text().strip().upper(), str(self.family.currentData())
        return Label(self._label.name, titles, family=family, key=key, in_palette=self.shown.isChecked())

    def _field(self, text: str, name: str, direction: Qt.LayoutDirection, parent: QWidget) -> QLineEdit:
        field = QLineEdit(text, parent)
        field.setAccessibleName(f"{name}: {self._label.name}")
        field.setLayoutDirection(direction)
        return field


def family_titles() -> dict[str, str]:
    """What the colours of entity labels stand for, in the language in use."""
    titles = (_("People"), _("Organisations"), _("Places"), _("Time and number"), _("Other"))
    return dict(zip(FAMILIES, titles, strict=True))


class _Sign(QWidget):
    """The frame of a label in its colour, as it looks in the article."""

    def __init__(self, family: QComboBox, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._family, self._theme = family, theme
        self.setFixedSize(30, 24)
        family.currentIndexChanged.connect(lambda _at: self.update())

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(4, 4, 22, 16)
            draw_entity_box(painter, box, family=str(self._family.currentData()), theme=self._theme)
