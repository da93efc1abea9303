"""The settings: language and digits, colours, letters, keys."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QTabWidget,
    QWidget,
)

from annotator.language import _
from annotator.model.scheme import Scheme
from annotator.operations.settings import INTERFACE_SCALES, Appearance, Settings
from annotator.ui.dialogs.keyeditor import KeyEditor
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.fonts import READING_FAMILY, reading_families, reading_font, ui_font, use_reading_family
from annotator.ui.panels.lettering import interface_direction
from annotator.ui.panels.markedtext import MarkedLabel
from annotator.ui.theme import Theme

_SAMPLE = "ونقلت صحيفة «الميناء» عن مسؤول أن 12 سفينة وصلت، وإن الشحنة الأولى جاهزة."


class SettingsSheet(Sheet):
    """Everything that a person can choose; nothing changes before they save."""

    saved = Signal(object)
    """``Settings`` as they should be."""

    def __init__(self, settings: Settings, scheme: Scheme | None, *, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(_("Settings"), theme=theme, parent=parent, width=600)
        self._settings = settings
        self.add_title(_("Settings"))
        tabs = QTabWidget(self)
        tabs.setDocumentMode(True)
        tabs.setAccessibleName(_("Settings"))
        self.keys = KeyEditor(scheme, settings.keys, theme=theme)
        tabs.addTab(self._make_look(), _("Language and look"))
        tabs.addTab(self.keys, _("Keys"))
        self.tabs = tabs
        self.column.addWidget(tabs, 1)
        self.add_button(_("Save"), primary=True).clicked.connect(self._save)
        self.add_button(_("Cancel")).clicked.connect(self.reject)
        self.finish()

    def _make_look(self) -> QWidget:
        page, settings = QWidget(), self._settings
        form = QFormLayout(page)
        form.setContentsMargins(0, 16, 0, 0)
        form.setSpacing(12)
        self.language = self._choice(
            (("", _("That of the system")), ("ar", _("العربية")), ("en", _("English"))), settings.language
        )
        form.addRow(_("Language"), self.language)
        self.digits = QCheckBox(_("Arabic digits ١٢٣ in the Arabic interface"), page)
        self.digits.setChecked(settings.arabic_digits)
        form.addRow(_("Digits"), self.digits)
        self.appearance = self._choice(
            (
                (Appearance.SYSTEM, _("Those of the system")),
                (Appearance.LIGHT, _("Light")),
                (Appearance.DARK, _("Dark")),
            ),
            settings.appearance,
        )
        form.addRow(_("Colours"), self.appearance)
        sizes = tuple((str(scale), _("{percent} %", percent=scale)) for scale in INTERFACE_SCALES)
        self.interface_scale = self._choice(sizes, str(settings.interface_scale))
        form.addRow(_("Size of the interface"), self.interface_scale)
        zooms = sorted({*range(50, 301, 10), settings.zoom})
        self.zoom = self._choice(
            tuple((str(zoom), _("{percent} %", percent=zoom)) for zoom in zooms), str(settings.zoom)
        )
        form.addRow(_("Size of the article"), self.zoom)
        families = tuple(("" if name == READING_FAMILY else name, name) for name in reading_families())
        self.font_family = self._choice(families, settings.reading_font)
        form.addRow(_("Letters of the article"), self.font_family)
        self._sample = MarkedLabel(_SAMPLE, (), font=reading_font(21), theme=self.theme, edge=self.theme.ink3)
        self.font_family.currentIndexChanged.connect(lambda _at: self._show_sample())
        form.addRow("", self._sample)
        return page

    def _choice(self, entries: tuple[tuple[str, str], ...], chosen: str) -> QComboBox:
        box = QComboBox(self)
        box.setFont(ui_font(13))
        box.setLayoutDirection(interface_direction())
        for value, title in entries:
            box.addItem(title, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        return box

    def _show_sample(self) -> None:
        """The sentence in the letters that are chosen; the article keeps its own until they are saved."""
        use_reading_family(str(self.font_family.currentData()))
        self._sample.set_font(reading_font(21))
        use_reading_family(self._settings.reading_font)

    def _save(self) -> None:
        chosen = replace(
            self._settings,
            language=str(self.language.currentData()),
            arabic_digits=self.digits.isChecked(),
            appearance=Appearance(self.appearance.currentData()),
            interface_scale=int(self.interface_scale.currentData()),
            zoom=int(self.zoom.currentData()),
            reading_font=str(self.font_family.currentData()),
            keys=self.keys.given,
        )
        self.accept()
        self.saved.emit(chosen)
