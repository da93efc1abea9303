"""What a person can say about an export: format, whose sets, which of their annotations, in which form, divided how."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.language import _, explained, isolated, language, ngettext
from annotator.model.errors import AnnotatorError
from annotator.model.identity import ADJUDICATED, Handle, SetName
from annotator.model.scheme import ZONE_LAYER, Scheme
from annotator.model.workflow import Status
from annotator.operations.exportpreview import Facets, FormatFacts, export_mappings, format_facts
from annotator.operations.plugins import exporters
from annotator.operations.statuswords import status_said
from annotator.operations.transfer import ExportOptions, LabelMap, TokenPolicy, mapping_named
from annotator.ui.dialogs.formatwords import export_format_title, export_format_words, split_words
from annotator.ui.dialogs.widesheet import small_heading
from annotator.ui.fonts import ui_font
from annotator.ui.panels.checklist import CheckList
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.scrolling import scrolling
from annotator.ui.theme import Theme

_FIRST: Final = ("jsonl", "attributions", "table", "page", "huggingface", "conll", "spacy")
_FILE: Final = "file"


class ExportForm(QWidget):
    """The choices, as they were made at the last export of the corpus.

    Attributes:
        formats: The format.
        sets: Whose annotations.
        layers: Layers and relations.
        labels: Labels of the layers.
        outlets: Whose articles.
    """

    changed = Signal()
    """Something else is chosen."""

    def __init__(
        self, scheme: Scheme, *, viewer: Handle, remembered: Mapping[str, Any], theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._scheme, self._viewer, self._remembered, self._theme = scheme, viewer, remembered, theme
        self._mapping_file = ""
        self._mapping: LabelMap | None = None
        self._mapping_problem = ""
        self.formats = QComboBox(self)
        for name in _ordered(exporters()):
            self.formats.addItem(export_format_title(name), name)
        self.formats.setAccessibleName(_("Format"))
        self.formats.setMaxVisibleItems(18)
        self._words = plain_label(font=ui_font(12), parent=self)
        self._words.setWordWrap(True)
        self._words.setMinimumHeight(36)
        coloured(self._words, theme.ink3)
        self.sets = CheckList(_("Annotation sets"), theme=theme)
        self.layers = CheckList(_("Layers and relations"), theme=theme)
        self.labels = CheckList(_("Labels"), theme=theme)
        self.outlets = CheckList(_("Outlets"), theme=theme)
        self._make_fields()
        tabs = QTabWidget(self)
        tabs.setDocumentMode(True)
        tabs.setAccessibleName(_("What goes"))
        for page, title in (
            (self._make_whose(), _("Whose")), (self._make_which(), _("Which")), (self._make_articles(), _("Articles")),
            (self._make_how(), _("How")), (self._make_split(), _("Split")),
        ):  # fmt: skip
            tabs.addTab(page, title)
        self.tabs = tabs
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(small_heading(_("Format"), theme=theme, parent=self))
        column.addWidget(self.formats)
        column.addWidget(self._words)
        column.addWidget(tabs, 1)
        self._restore()
        self._connect()
        self._show_format()

    # ------------------------------------------------------------------ what is chosen

    @property
    def format(self) -> str:
        """Name of the format."""
        return str(self.formats.currentData())

    @property
    def facts(self) -> FormatFacts:
        """What the format is like."""
        return format_facts(self.format)

    @property
    def problem(self) -> str:
        """Why nothing can be exported like this, in the language in use; empty where it can."""
        if self.sets.rows.count() and not self.sets.ticked:
            return _("No annotation set is ticked.")
        if not self.layers.ticked or not self.labels.ticked:
            return _("No layer or no label is ticked.")
        if self.outlets.rows.count() and not self.outlets.ticked:
            return _("No outlet is ticked.")
        if self._once.isChecked() and sum(self._shares_now()) != 100:
            return _("The shares do not add up to 100.")
        return self._mapping_problem

    @property
    def options(self) -> ExportOptions:
        """All that was chosen."""
        facts, once = self.facts, self._once.isChecked()
        names = self.sets.chosen
        return ExportOptions(
            annotators=tuple(SetName(name) for name in names if name != ADJUDICATED),
            adjudicated=ADJUDICATED in names,
            status=Status(status) if (status := self._status.currentData()) else None,
            layers=self.layers.chosen,
            labels=self.labels.chosen,
            outlets=self.outlets.chosen,
            since=self._since.text().strip(),
            until=self._until.text().strip(),
            layers_done=self._layers_done.isChecked(),
            without_unsure=self._unsure.isChecked(),
            negatives=facts.has_negatives and self._negatives.isChecked(),
            tokens=TokenPolicy(self._tokens.currentData()) if facts.has_tokens else TokenPolicy.WORD,
            mapping=self._mapping,
            split=self._shares_now() if once else None,
            seed=self._seed.value() if once else 0,
            by_date=once and self._by_date.isChecked(),
            stratify="outlet" if once and self._by_outlet.isChecked() else "",
            language=language(),
            viewer=self._viewer,
        )

    @property
    def table(self) -> dict[str, Any]:
        """What was chosen, to be remembered."""
        return {
            "format": self.format, "sets": list(self.sets.chosen), "status": self._status.currentData(),
            "layers": list(self.layers.chosen), "labels": list(self.labels.chosen),
            "outlets": list(self.outlets.chosen), "since": self._since.text(), "until": self._until.text(),
            "layers_done": self._layers_done.isChecked(), "without_unsure": self._unsure.isChecked(),
            "negatives": self._negatives.isChecked(), "tokens": self._tokens.currentData(),
            "mapping": self._mapping_file or self._mappings.currentData(), "once": self._once.isChecked(),
            "shares": list(self._shares_now()), "seed": self._seed.value(), "by_date": self._by_date.isChecked(),
            "by_outlet": self._by_outlet.isChecked(),
        }  # fmt: skip

    def show_facets(self, facets: Facets) -> None:
        """Show what there is to choose from."""
        rows = []
        for name in sorted(facets.sets, key=lambda name: (str(name) != self._viewer, name != ADJUDICATED, name)):
            mine = str(name) == self._viewer
            title = _("{name} (yours)", name=name) if mine else isolated(name)
            rows.append((str(name), _("Adjudicated") if name == ADJUDICATED else title, facets.sets[name]))
        self.sets.show_rows(rows, ticked=self._texts("sets"))
        outlets = [(name, isolated(name), count) for name, count in facets.outlets.items()]
        self.outlets.show_rows(outlets, ticked=self._texts("outlets"))
        self._since.setPlaceholderText(facets.first)
        self._until.setPlaceholderText(facets.last)
        if facets.splits:
            self._frozen.setText(_("As frozen in the corpus: {counts}", counts=split_words(facets.splits)))
        else:
            self._frozen.setText(_("The corpus is not split: everything is for training"))

    # ------------------------------------------------------------------ showing

    def _show_format(self) -> None:
        facts = self.facts
        self._words.setText(export_format_words(self.format))
        self._tokens.setEnabled(facts.has_tokens)
        self._negatives.setEnabled(facts.has_negatives)

    def _show_split(self) -> None:
        once = self._once.isChecked()
        for field in (*self._shares, self._seed, self._by_date, self._by_outlet, self._shares_words):
            field.setEnabled(once)
        if once and self._by_date.isChecked():
            self._seed.setEnabled(False)
            self._by_outlet.setEnabled(False)
        self._once_words.setVisible(once)

    def _choose_mapping(self) -> None:
        chosen = self._mappings.currentData()
        if chosen == _FILE:
            path, _kind = QFileDialog.getOpenFileName(self, _("Load a mapping"), "", "TOML (*.toml)")
            if not path:
                self.use_mapping("")
                return
            chosen = path
        self.use_mapping(str(chosen or ""))

    def use_mapping(self, chosen: str) -> None:
        """Call labels as a mapping of the program says, or one of a file; an empty name keeps those of the scheme."""
        self._mapping, self._mapping_problem = None, ""
        self._mapping_file = "" if not chosen or chosen in export_mappings() else chosen
        self._mappings.setCurrentIndex(self._mappings.findData(_FILE if self._mapping_file else chosen))
        if chosen:
            try:
                self._mapping = mapping_named(chosen)
            except AnnotatorError as error:
                self._mapping_problem = explained(error)
        if self._mapping_file:
            self._mappings.setItemText(self._mappings.findData(_FILE), isolated(self._mapping_file))
        self.changed.emit()

    # ------------------------------------------------------------------ making

    def _make_fields(self) -> None:
        self._status = QComboBox(self)
        self._status.addItem(_("any"), None)
        for status in Status:
            self._status.addItem(status_said(status), status.value)
        self._layers_done = QCheckBox(_("Only layers that are done, so that absence counts"), self)
        self._unsure = QCheckBox(_("Leave out what is in doubt"), self)
        self._negatives = QCheckBox(_("Sentences without claims too"), self)
        self._since, self._until = QLineEdit(self), QLineEdit(self)
        self._tokens = QComboBox(self)
        self._tokens.addItem(_("Whole words, as the field does"), TokenPolicy.WORD.value)
        self._tokens.addItem(_("Words cut where a mark begins or ends: و | روسيا"), TokenPolicy.SPLIT.value)
        self._mappings = QComboBox(self)
        self._mappings.addItem(_("The scheme's own names"), "")
        for name in export_mappings():
            self._mappings.addItem(_mapping_title(name), name)
        self._mappings.addItem(_("A mapping file…"), _FILE)
        self._frozen = QRadioButton(self)
        self._once = QRadioButton(_("For this export only:"), self)
        self._shares = [QSpinBox(self) for _name in range(3)]
        for box in self._shares:
            box.setRange(0, 100)
            box.setSuffix(" %")
            box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
            box.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._shares_words = plain_label(font=ui_font(12), parent=self)
        self._seed = QSpinBox(self)
        self._seed.setRange(0, 999_999)
        self._seed.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self._seed.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._by_date = QCheckBox(_("By date: the oldest train, the newest test"), self)
        self._by_outlet = QCheckBox(_("Outlets spread alike"), self)
        self._once_words = plain_label(
            _("The split of the corpus stays as it is; the manifest tells how this one was drawn."), font=ui_font(12),
            parent=self,
        )  # fmt: skip
        self._once_words.setWordWrap(True)
        coloured(self._once_words, self._theme.warn)

    def _make_whose(self) -> QWidget:
        page, column = _page()
        column.addWidget(self.sets, 1)
        column.addLayout(self._field(_("Only work of the status"), self._status))
        column.addWidget(self._layers_done)
        column.addWidget(self._unsure)
        return page

    def _make_which(self) -> QWidget:
        page, column = _page()
        both = QHBoxLayout()
        both.setSpacing(12)
        both.addWidget(self.layers)
        both.addWidget(self.labels)
        column.addLayout(both, 1)
        words = plain_label(_("The members of a relation that is ticked come along with it."), font=ui_font(12))
        words.setWordWrap(True)
        coloured(words, self._theme.ink3)
        column.addWidget(words)
        lang = language()
        layers = [(layer.name, layer.titles.within(lang), None) for layer in self._scheme.layers.values()]
        relations = [(kind.name, kind.titles.within(lang), None) for kind in self._scheme.relation_types.values()]
        self.layers.show_rows([*layers, *relations], ticked=self._texts("layers"))
        labels = [
            (f"{layer.name}/{label.name}", label.titles.within(lang), None)
            for layer in self._scheme.layers.values()
            if layer.name != ZONE_LAYER
            for label in layer.labels
        ]
        self.labels.show_rows(labels, ticked=self._texts("labels"))
        return page

    def _make_articles(self) -> QWidget:
        page, column = _page()
        column.addWidget(self.outlets, 1)
        dates = QGridLayout()
        dates.setHorizontalSpacing(10)
        for at, (title, field) in enumerate(((_("Published since"), self._since), (_("until"), self._until))):
            field.setAccessibleName(title)
            dates.addWidget(small_heading(title, theme=self._theme), 0, at)
            dates.addWidget(field, 1, at)
        column.addLayout(dates)
        words = plain_label(_("A day, a month or a year: 2026-11-01, 2026-11, 2026."), font=ui_font(12))
        coloured(words, self._theme.ink3)
        column.addWidget(words)
        return page

    def _make_how(self) -> QWidget:
        page, column = _page()
        column.addLayout(self._field(_("Labels are called"), self._mappings))
        column.addLayout(self._field(_("Words in which a mark begins or ends"), self._tokens))
        column.addWidget(self._negatives)
        column.addStretch(1)
        return page

    def _make_split(self) -> QWidget:
        inside, column = _page()
        column.addWidget(self._frozen)
        column.addWidget(self._once)
        grid = QGridLayout()
        grid.setContentsMargins(22, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        for at, (title, box) in enumerate(zip((_("train"), _("validation"), _("test")), self._shares, strict=True)):
            box.setAccessibleName(title)
            grid.addWidget(small_heading(title, theme=self._theme), 0, at)
            grid.addWidget(box, 1, at)
        self._seed.setAccessibleName(_("Seed"))
        grid.addWidget(small_heading(_("Seed"), theme=self._theme), 2, 0)
        grid.addWidget(self._seed, 3, 0)
        grid.addWidget(self._by_outlet, 3, 1, 1, 2)
        grid.addWidget(self._by_date, 4, 0, 1, 3)
        grid.addWidget(self._once_words, 5, 0, 1, 3)
        column.addLayout(grid)
        column.addStretch(1)
        page, outer = _page()
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inside, parent=page))
        return page

    def _field(self, title: str, box: QComboBox) -> QVBoxLayout:
        box.setAccessibleName(title)
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(small_heading(title, theme=self._theme))
        column.addWidget(box)
        return column

    def _connect(self) -> None:
        self.formats.currentIndexChanged.connect(lambda _at: self._show_format())
        self._mappings.activated.connect(lambda _at: self._choose_mapping())
        for signal in (
            self.formats.currentIndexChanged, self._status.currentIndexChanged, self._tokens.currentIndexChanged,
            self._since.textChanged, self._until.textChanged, self._layers_done.toggled, self._unsure.toggled,
            self._negatives.toggled, self._once.toggled, self._by_date.toggled, self._by_outlet.toggled,
            self._seed.valueChanged, *(box.valueChanged for box in self._shares),
        ):  # fmt: skip
            signal.connect(lambda _value: self._tell())
        for ticks in (self.sets, self.layers, self.labels, self.outlets):
            ticks.changed.connect(self._tell)

    def _tell(self) -> None:
        self._show_split()
        self.changed.emit()

    # ------------------------------------------------------------------ memory

    def _restore(self) -> None:
        """Fill in what was chosen last; what has changed its shape since is passed over."""
        kept = self._remembered
        for box, key in ((self.formats, "format"), (self._status, "status"), (self._tokens, "tokens")):
            box.setCurrentIndex(max(0, box.findData(kept.get(key))))
        for tick, key in (
            (self._layers_done, "layers_done"), (self._unsure, "without_unsure"), (self._negatives, "negatives"),
            (self._by_date, "by_date"), (self._by_outlet, "by_outlet"),
        ):  # fmt: skip
            tick.setChecked(kept.get(key) is True)
        for field, key in ((self._since, "since"), (self._until, "until")):
            field.setText(kept[key] if isinstance(kept.get(key), str) else "")
        shares = kept.get("shares")
        whole = isinstance(shares, list) and len(shares) == 3 and all(isinstance(share, int) for share in shares)
        for spin, share in zip(self._shares, shares if whole and shares else (80, 10, 10), strict=True):
            spin.setValue(share)
        self._seed.setValue(kept["seed"] if isinstance(kept.get("seed"), int) else 0)
        self._once.setChecked(kept.get("once") is True)
        self._frozen.setChecked(kept.get("once") is not True)
        mapping = kept.get("mapping")
        if isinstance(mapping, str) and mapping:
            self.use_mapping(mapping)
        self._frozen.setText(_("As frozen in the corpus"))
        self._show_split()

    def _texts(self, key: str) -> list[str]:
        kept = self._remembered.get(key)
        return [value for value in kept if isinstance(value, str)] if isinstance(kept, list) else []

    def _shares_now(self) -> tuple[int, int, int]:
        train, validation, test = (box.value() for box in self._shares)
        return train, validation, test


def counted_words(articles: int, records: int, annotations: int, relations: int) -> str:
    """How much goes, in one line."""
    return " · ".join(
        (
            ngettext("{count} article", "{count} articles", articles),
            ngettext("{count} record", "{count} records", records),
            ngettext("{count} annotation", "{count} annotations", annotations),
            ngettext("{count} relation", "{count} relations", relations),
        )
    )


def _page() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 8, 0, 0)
    column.setSpacing(6)
    return page, column


def _ordered(names: Iterable[str]) -> list[str]:
    """The ones that most people want first, the others by name."""
    return sorted(names, key=lambda name: (_FIRST.index(name) if name in _FIRST else len(_FIRST), name))


def _mapping_title(name: str) -> str:
    titles = {"anercorp": _("As ANERcorp: 4 labels"), "ontonotes": _("As OntoNotes: 18 labels")}
    return titles.get(name, name)
