"""What holds for all files of an import: whose annotations, which layer, what to do with bad and known records."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QLineEdit, QVBoxLayout, QWidget

from annotator.language import _, language
from annotator.model.identity import SetName
from annotator.model.scheme import ENTITY_LAYER, ZONE_LAYER, Scheme
from annotator.operations.habits import ImportHabits
from annotator.ui.dialogs.widesheet import small_heading
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.theme import Theme


class ImportOptionsForm(QWidget):
    """Fields and boxes, as they were filled in last time."""

    def __init__(
        self, habits: ImportHabits, scheme: Scheme, handles: Sequence[str], *, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._annotator = QLineEdit(habits.annotator, self)
        self._annotator.setPlaceholderText("imported")
        self._annotator.setCompleter(QCompleter(list(handles), self))
        self._layer = QComboBox(self)
        for layer in scheme.layers.values():
            if layer.name != ZONE_LAYER:
                self._layer.addItem(layer.titles.within(language()), layer.name)
        self._layer.setCurrentIndex(max(0, self._layer.findData(habits.layer or ENTITY_LAYER)))
        self._skip_bad = QCheckBox(_("A bad record costs only itself, not its whole file"), self)
        self._skip_bad.setChecked(habits.skip_bad)
        self._replace = QCheckBox(_("Replace annotations that were edited here since their last import"), self)
        self._replace.setChecked(habits.replace)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(6)
        for title, field, words in (
            (_("Whose annotations they are, where the file does not say"), self._annotator,
             _("The name of the set: an annotator's handle, or a name of its own.")),
            (_("The layer of labels that come without one"), self._layer,
             _("Most tools know only labels, and no layers.")),
        ):  # fmt: skip
            field.setMaximumWidth(320)
            field.setAccessibleName(title)
            column.addWidget(small_heading(title, theme=theme, parent=self))
            column.addWidget(field)
            hint = plain_label(words, font=ui_font(12), parent=self)
            hint.setWordWrap(True)
            coloured(hint, theme.ink3)
            column.addWidget(hint)
            column.addSpacing(8)
        column.addWidget(self._skip_bad)
        column.addWidget(self._replace)
        column.addStretch(1)

    @property
    def annotator(self) -> SetName | None:
        """The name of the sets of records that name none, or None for the usual one."""
        given = self._annotator.text().strip()
        return SetName(given) if given else None

    @property
    def layer(self) -> str:
        """The layer of labels that come without one; empty for the entities."""
        chosen = str(self._layer.currentData() or "")
        return "" if chosen == ENTITY_LAYER else chosen

    @property
    def skip_bad(self) -> bool:
        """Whether a bad record costs only itself."""
        return self._skip_bad.isChecked()

    @property
    def replace(self) -> bool:
        """Whether sets that were edited here are replaced."""
        return self._replace.isChecked()
