"""The section Referents: who and what the corpus names, how often, in which words, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from annotator.language import _, explained, isolated, language, ngettext
from annotator.model.changes import ChangeSet, RecordKind
from annotator.model.errors import AnnotatorError
from annotator.model.identity import DocumentId, ReferentId
from annotator.model.referent import Referent
from annotator.model.scheme import ENTITY_LAYER
from annotator.operations import referents
from annotator.operations.referents import Mention, Use
from annotator.operations.session import Session
from annotator.text.folding import fold
from annotator.ui.dialogs.referentchoice import Chosen, ReferentSheet
from annotator.ui.dialogs.referentedit import ReferentEdit
from annotator.ui.dialogs.textsheet import TextSheet
from annotator.ui.fonts import reading_font, ui_font
from annotator.ui.panels.concordance import Concordance, Row
from annotator.ui.panels.lettering import coloured, led, plain_label
from annotator.ui.referents.uselist import UseList
from annotator.ui.sectionview import SectionView
from annotator.ui.theme import Theme
from annotator.ui.work.surroundings import Surroundings

_SLICE_S: Final = 0.007
_REFRESHING_MS: Final = 150


class ReferentsView(SectionView):
    """All referents, and the marked one with its mentions in context.

    Attributes:
        uses: The list of referents.
        places: The mentions of the marked one.
    """

    def __init__(self, session: Session, window: Surroundings, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(session, window, theme=theme, parent=parent)
        self._all: list[Use] = []
        self._mentions: list[Mention] = []
        self._reading: Iterator[tuple[int, int, tuple[Mention, ...]]] = iter(())
        self._shown = False
        self._title = plain_label(font=ui_font(20, 600), parent=self)
        self._subtitle = plain_label(font=ui_font(13), parent=self)
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._filter())
        self._kinds = QComboBox(self)
        self._kinds.currentIndexChanged.connect(lambda _at: self._filter())
        self.uses = UseList(self._kind_title, theme=theme, parent=self)
        self.uses.current_changed.connect(lambda _referent: self._show_referent())
        self._name = plain_label(font=reading_font(26, 700), parent=self)
        self._facts = plain_label(font=ui_font(13), parent=self)
        self._facts.setWordWrap(True)
        self._edit, self._merge = QPushButton(self), QPushButton(self)
        self._wikidata = QPushButton(self)
        self._edit.clicked.connect(self.edit)
        self._merge.clicked.connect(self._ask_merge)
        self._wikidata.clicked.connect(self._ask_wikidata)
        self.places = Concordance(theme=theme, parent=self)
        self.places.opened.connect(self._open)
        self._lay_out()
        self.setFocusProxy(self.uses)
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._read_on)
        self._refreshing = QTimer(self, interval=_REFRESHING_MS, singleShot=True)
        self._refreshing.timeout.connect(self._refresh)
        self.retranslate()

    # ------------------------------------------------------------------ what is shown

    def opened(self) -> None:
        """Count anew: others may have linked something meanwhile."""
        self._shown = True
        self._refresh()

    def closed(self) -> None:
        """Stop reading."""
        self._shown = False
        self._slices.stop()

    def take_document(self, document: DocumentId) -> bool:
        """Documents are read in Reading."""
        del document
        return False

    def changed(self, changes: ChangeSet) -> None:
        """A referent, or what names one, is another."""
        kinds = {change.key.kind for change in changes.changes}
        if self._shown and (changes.replaced or kinds & {RecordKind.REFERENT, RecordKind.ANNOTATION}):
            self._refreshing.start()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        super().set_theme(theme)
        self.uses.set_theme(theme)
        self.places.set_theme(theme)
        self._colour()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self._title.setText(_("Referents"))
        self.search.setPlaceholderText(_("Search names"))
        self.search.setAccessibleName(_("Search names"))
        self._edit.setText(_("Rename or merge…"))
        self._merge.setText(_("Merge with another…"))
        self._wikidata.setText("Wikidata…")
        self._colour()
        self._fill_kinds()
        if self._shown:
            self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter renames or goes to the marked mention, Ctrl+F searches, letters go to the search."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.places.hasFocus():
                self._open(self.places.currentIndex().row())
            else:
                self.edit()
        elif event.text() and event.text().isalpha() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.search.setFocus()
            self.search.insert(event.text())
        else:
            super().keyPressEvent(event)

    def finish_reading(self) -> None:
        """Wait until all mentions of the marked referent are listed."""
        while self._slices.isActive():
            self._read_on()

    # ------------------------------------------------------------------ filling

    def _refresh(self) -> None:
        self._all = referents.uses(self.session)
        self._filter()

    def _filter(self) -> None:
        words, kind = fold(self.search.text()).split(), self._kinds.currentData()
        shown = [
            use
            for use in self._all
            if (not kind or use.referent.kind == kind)
            and all(any(word in fold(name) for name in _names(use.referent)) for word in words)
        ]
        count = ngettext("{count} referent", "{count} referents", len(shown))
        self._subtitle.setText(led(count))
        self.uses.show_uses(shown)

    def _fill_kinds(self) -> None:
        chosen = self._kinds.currentData()
        self._kinds.blockSignals(True)
        self._kinds.clear()
        self._kinds.addItem(_("All kinds"), "")
        layer = self.session.scheme.layers.get(ENTITY_LAYER)
        for label in layer.labels if layer is not None else ():
            self._kinds.addItem(label.titles.within(language()), label.name)
        self._kinds.setCurrentIndex(max(0, self._kinds.findData(chosen)))
        self._kinds.setAccessibleName(_("Kind"))
        self._kinds.blockSignals(False)

    def _kind_title(self, kind: str) -> str:
        layer = self.session.scheme.layers.get(ENTITY_LAYER)
        labels = layer.labels if layer is not None else ()
        return next((label.titles.within(language()) for label in labels if label.name == kind), kind)

    def _show_referent(self) -> None:
        self._slices.stop()
        self._mentions = []
        self.places.clear()
        referent = self._marked()
        for button in (self._edit, self._merge, self._wikidata):
            button.setEnabled(referent is not None)
        if referent is None:
            self._name.setText("")
            self._facts.setText(led(_("Link annotations to a referent by the key K.")) if not self._all else "")
            return
        self._name.setText(referent.name)
        self._tell_facts(referent)
        self._reading = referents.mentions(self.session, referent.id)
        self._slices.start()

    def _tell_facts(self, referent: Referent) -> None:
        merged = referents.merged_into(self.session.corpus.referents(), referent.id)
        parts = [self._kind_title(referent.kind)]
        if referent.variants:
            parts.append(_("also: {names}", names=_(", ").join(referent.variants)))
        if referent.wikidata:
            parts.append(f"Wikidata {isolated(referent.wikidata)}")
        if merged:
            parts.append(_("merged into it: {names}", names=_(", ").join(other.name for other in merged)))
        self._facts.setText(led(" · ".join(parts)))

    def _read_on(self) -> None:
        """A slice of the reading, shorter than a frame."""
        until = perf_counter() + _SLICE_S
        while perf_counter() < until:
            step = next(self._reading, None)
            if step is None:
                self._slices.stop()
                return
            _done, _articles, found = step
            self._mentions += found
            names = (isolated(self.session.display_name(mention.set_name)) for mention in found)
            self.places.add(
                [Row(m.title, m.around, note=name, tickable=False) for m, name in zip(found, names, strict=True)]
            )

    # ------------------------------------------------------------------ acts

    def edit(self) -> None:
        """Rename the marked referent, say what it is, separate what was merged into it."""
        referent = self._marked()
        if referent is None:
            return
        merged = referents.merged_into(self.session.corpus.referents(), referent.id)
        sheet = ReferentEdit(referent, merged, self.session.scheme, theme=self.theme, parent=self)
        sheet.changed.connect(lambda name, kind: self._attempt(lambda: self._change(referent.id, name, kind)))
        sheet.merge_wanted.connect(self._ask_merge)
        sheet.separation_wanted.connect(
            lambda other: self._attempt(lambda: referents.separate(self.session, ReferentId(other)))
        )
        sheet.open()

    def _change(self, referent: ReferentId, name: str, kind: str) -> None:
        changed = referents.rename(self.session, referent, name)
        if changed.kind != kind:
            referents.set_kind(self.session, referent, kind)

    def _ask_merge(self) -> None:
        kept = self._marked()
        if kept is None:
            return
        sheet = ReferentSheet(
            self.session.corpus.referents(), self.session.scheme, words=kept.name, kind=kept.kind, without=kept.id,
            may_be_new=False, title=_("Which one is the same as “{name}”?", name=kept.name), theme=self.theme,
            parent=self,
        )  # fmt: skip
        sheet.chosen.connect(lambda chosen: self._attempt(lambda: self._take_merge(kept.id, chosen)))
        sheet.open()

    def _take_merge(self, kept: ReferentId, chosen: Chosen) -> None:
        if chosen.referent is not None:
            whole = referents.merge(self.session, kept, chosen.referent)
            said = _("Merged into “{name}”; one act, to be taken back as one.", name=whole.name)
            self.window_around.say(said)

    def _ask_wikidata(self) -> None:
        referent = self._marked()
        if referent is None:
            return
        words = _("Which item is “{name}”? Q and a number, or the address of its page.", name=referent.name)
        sheet = TextSheet(
            "Wikidata", words, referent.wikidata or "", hint="Q44269", verb=_("Save"), theme=self.theme, parent=self,
            may_be_empty=True,
        )  # fmt: skip
        sheet.given.connect(lambda text: self._attempt(lambda: referents.set_wikidata(self.session, referent.id, text)))
        sheet.open()

    def _open(self, row: int) -> None:
        if 0 <= row < len(self._mentions):
            mention = self._mentions[row]
            self.window_around.open_place(
                mention.document, annotation=mention.annotation, span=mention.span, set_name=mention.set_name
            )

    def _attempt(self, step: Callable[[], object]) -> None:
        try:
            step()
        except AnnotatorError as error:
            self.window_around.say(explained(error), warning=True)

    def _marked(self) -> Referent | None:
        marked = self.uses.current
        return self.session.corpus.referents().get(marked) if marked is not None else None

    # ------------------------------------------------------------------ making

    def _colour(self) -> None:
        for label, colour in (
            (self._title, self.theme.ink), (self._subtitle, self.theme.ink3), (self._name, self.theme.ink),
            (self._facts, self.theme.ink2),
        ):  # fmt: skip
            coloured(label, colour)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(36, 20, 36, 14)
        head.setSpacing(16)
        head.addWidget(self._title)
        head.addWidget(self._subtitle, 1)
        head.addWidget(self._kinds)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(28, 0, 12, 12)
        column.setSpacing(10)
        column.addWidget(self.search)
        column.addWidget(self.uses, 1)
        right = QWidget(self)
        card = QVBoxLayout(right)
        card.setContentsMargins(28, 4, 28, 12)
        card.setSpacing(6)
        card.addWidget(self._name)
        card.addWidget(self._facts)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        for button in (self._edit, self._merge, self._wikidata):
            buttons.addWidget(button)
        buttons.addStretch(1)
        card.addSpacing(6)
        card.addLayout(buttons)
        card.addSpacing(8)
        card.addWidget(self.places, 1)
        halves = QSplitter(Qt.Orientation.Horizontal, self)
        halves.setHandleWidth(1)
        halves.addWidget(left)
        halves.addWidget(right)
        halves.setStretchFactor(1, 1)
        halves.setSizes([330, 800])
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(head)
        page.addWidget(halves, 1)


def _names(referent: Referent) -> tuple[str, ...]:
    return (referent.name, *referent.variants, referent.wikidata or "")
