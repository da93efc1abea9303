"""A referent itself: its name and kind, and which other ones are the same."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from annotator.language import _, language
from annotator.model.identity import ReferentId
from annotator.model.referent import Referent
from annotator.model.scheme import ENTITY_LAYER, Scheme
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import plain_label
from annotator.ui.theme import Theme


class ReferentEdit(Sheet):
    """Rename, change the kind, merge, separate: what everybody sees of a referent."""

    changed = Signal(str, str)
    """Name and kind."""
    merge_wanted = Signal()
    separation_wanted = Signal(str)
    """``ReferentId`` of one that was merged."""

    def __init__(
        self, referent: Referent, merged: list[Referent], scheme: Scheme, *, theme: Theme, parent: QWidget | None
    ) -> None:
        super().__init__(_("Rename or merge"), theme=theme, parent=parent, width=460)
        self.add_title(_("Rename or merge"))
        self.add_words(_("It is shared by everybody and by all articles. The old name stays as a variant."))
        self.name = QLineEdit(referent.name, self)
        self.name.setAccessibleName(_("Name"))
        self.column.addWidget(plain_label(_("Name"), font=ui_font(12), parent=self))
        self.column.addWidget(self.name)
        self.kind = QComboBox(self)
        self.kind.setAccessibleName(_("Kind"))
        for label in scheme.layers[ENTITY_LAYER].labels if ENTITY_LAYER in scheme.layers else ():
            self.kind.addItem(label.titles.within(language()), label.name)
        self.kind.setCurrentIndex(max(0, self.kind.findData(referent.kind)))
        self.column.addWidget(plain_label(_("Kind"), font=ui_font(12), parent=self))
        self.column.addWidget(self.kind)
        if merged:
            self.add_heading(_("Merged into it"))
            for other in merged:
                self._add_merged(other)
        self.add_button(_("Save"), primary=True).clicked.connect(self._save)
        self.add_button(_("Merge with another…")).clicked.connect(self._merge)
        self.add_button(_("Cancel")).clicked.connect(self.reject)
        self.finish()
        self.name.textChanged.connect(lambda text: self._primary().setEnabled(bool(text.strip())))

    def _primary(self) -> QPushButton:
        return next(button for button in self.findChildren(QPushButton) if button.property("primary"))

    def _add_merged(self, other: Referent) -> None:
        row = QHBoxLayout()
        row.addWidget(plain_label(other.name, font=ui_font(13), parent=self))
        row.addStretch(1)
        button = QPushButton(_("Separate again"), self)
        button.setProperty("quiet", True)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False, r=other.id: self._separate(r))
        row.addWidget(button)
        self.column.addLayout(row)

    def _save(self) -> None:
        name, kind = self.name.text().strip(), str(self.kind.currentData())
        self.accept()
        self.changed.emit(name, kind)

    def _merge(self) -> None:
        self.accept()
        self.merge_wanted.emit()

    def _separate(self, referent: ReferentId) -> None:
        self.accept()
        self.separation_wanted.emit(str(referent))
