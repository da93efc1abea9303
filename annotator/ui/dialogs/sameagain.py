"""Same again: the places that are alike, in context, to be ticked and done in one act."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter
from typing import Final

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.language import _, explained, is_rtl, language, ngettext, number, said
from annotator.model.errors import AnnotatorError
from annotator.operations import guideline, sameagain
from annotator.operations.sameagain import Again, Deed, Place, Placed, Searched
from annotator.operations.session import Session
from annotator.text.vocabulary import Vocabulary
from annotator.ui.actions import caps_in_use
from annotator.ui.dialogs.againwords import told, variant_title
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.fonts import reading_font, ui_font
from annotator.ui.keys import caps_shown, digit, latin_cap
from annotator.ui.panels.caps import caps_width, draw_caps
from annotator.ui.panels.chips import Flow
from annotator.ui.panels.concordance import Concordance, Row
from annotator.ui.panels.lettering import coloured, draw_line, plain_label, start_of
from annotator.ui.panels.markedtext import MarkedLabel
from annotator.ui.panels.tickchip import TickChip
from annotator.ui.theme import Theme

_SLICE_S: Final = 0.007
_CONTEXT: Final = 280
_MARGIN: Final = 90
_LRM: Final = "\u200e"
_Variant = tuple[str, str]


class SameAgainSheet(Sheet):
    """Looks for places alike while it is open, and does it again where the person wants it."""

    placed = Signal(object)
    """``Placed``: what was done."""

    def __init__(
        self, session: Session, again: Again, vocabulary: Vocabulary, *, theme: Theme, parent: QWidget | None
    ) -> None:
        super().__init__(_("Same again"), theme=theme, parent=parent, width=900)
        self._session, self._again, self._vocabulary = session, again, vocabulary
        self._places: list[Place] = []
        self._already = 0
        self._documents = (0, 0)
        self._outcome = Placed(0, 0)
        self._finding: Iterator[Searched] | None = None
        self._placing: Iterator[Placed] | None = None
        self._variants: dict[_Variant, TickChip] = {}
        self._make_head()
        self._make_body()
        self._make_foot()
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._go_on)
        if parent is not None:
            self.resize(max(900, parent.width() - _MARGIN), max(560, parent.height() - _MARGIN))
        self.look(everywhere=False)
        self._list.setFocus()

    # ------------------------------------------------------------------ searching

    def look(self, *, everywhere: bool) -> None:
        """Search anew, in the article or in the whole corpus."""
        self._stop_placing()
        self._places, self._already = [], 0
        self._list.clear()
        for chip in self._variants.values():
            chip.hide()
            chip.deleteLater()
        self._variants = {}
        self._here.setChecked(not everywhere)
        self._everywhere.setChecked(everywhere)
        only = None if everywhere else self._again.document
        self._finding = sameagain.search(self._session, self._again, self._vocabulary, only=only)
        self._slices.start()
        self._show_counts()

    def finish_search(self) -> None:
        """Wait until every article was searched."""
        while self._finding is not None:
            self._go_on()

    @property
    def concordance(self) -> Concordance:
        """The places."""
        return self._list

    @property
    def variants(self) -> list[TickChip]:
        """One chip for each way in which the words are written or attached."""
        return list(self._variants.values())

    def _go_on(self) -> None:
        """A slice of the work, shorter than a frame."""
        until = perf_counter() + _SLICE_S
        try:
            while perf_counter() < until and (self._finding is not None or self._placing is not None):
                if self._placing is not None:
                    self._place_on(self._placing)
                elif self._finding is not None:
                    self._search_on(self._finding)
        except AnnotatorError as error:
            self._finding = self._placing = None
            self._tell(explained(error), warning=True)
        if self._finding is None and self._placing is None:
            self._slices.stop()

    def _search_on(self, finding: Iterator[Searched]) -> None:
        found = next(finding, None)
        if found is None:
            self._finding = None
            self._show_counts()
            return
        self._documents = (found.done, found.total)
        self._already += found.already
        if found.places:
            self._places.extend(found.places)
            self._list.add([self._row(place) for place in found.places])
            self._show_variants()
        self._show_counts()

    def _row(self, place: Place) -> Row:
        subject = self._again.subject
        family = self._session.scheme.label(subject.layer, subject.label).family
        return Row(place.title, place.text, family, said(place.doubt) if place.doubt is not None else "")

    # ------------------------------------------------------------------ placing

    def place(self) -> None:
        """Do it at the ticked places."""
        if self._finding is not None or self._placing is not None or not self._list.count:
            return
        chosen = [place for row, place in enumerate(self._places) if self._list.is_ticked(row)]
        self._placing = sameagain.place(self._session, chosen)
        self._outcome = Placed(0, 0)
        self._button.setEnabled(False)
        self._slices.start()

    def finish_placing(self) -> None:
        """Wait until everything is stored."""
        while self._placing is not None:
            self._go_on()

    def _place_on(self, placing: Iterator[Placed]) -> None:
        step = next(placing, None)
        if step is not None:
            self._outcome = step
            return
        self._placing = None
        self.placed.emit(self._outcome)
        self.accept()

    def _stop_placing(self) -> None:
        """Break off; the act is rolled back."""
        if self._placing is not None:
            close = getattr(self._placing, "close", None)
            if close is not None:
                close()
            self._placing = None

    def done(self, result: int) -> None:
        """Leave nothing half done behind."""
        self._stop_placing()
        self._finding = None
        self._slices.stop()
        super().done(result)

    # ------------------------------------------------------------------ keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter places, X ticks, 1 and 2 say where to look, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.place()
        elif digit(event) in (1, 2):
            self.look(everywhere=digit(event) == 2)
        elif latin_cap(event) == "X":
            self._list.turn_current()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._list.setFocus()
            self._list.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ showing

    def _show_variants(self) -> None:
        counted: dict[_Variant, int] = {}
        for place in self._places:
            key = (place.proclitic, place.form)
            counted[key] = counted.get(key, 0) + 1
        for key, count in counted.items():
            chip = self._variants.get(key)
            if chip is None:
                chip = TickChip(variant_title(*key), count=count, theme=self.theme, parent=self)
                chip.clicked.connect(lambda _on=False, k=key: self._turn(k))
                self._variants[key] = chip
                self._flow.addWidget(chip)
                chip.show()
            chip.show_count(count)
        self._show_ticks()

    def _turn(self, variant: _Variant) -> None:
        rows = self._rows_of(variant)
        self._list.tick(rows, on=not all(self._list.is_ticked(row) for row in rows))

    def _rows_of(self, variant: _Variant) -> list[int]:
        return [row for row, place in enumerate(self._places) if (place.proclitic, place.form) == variant]

    def _show_ticks(self) -> None:
        for variant, chip in self._variants.items():
            chip.setChecked(any(self._list.is_ticked(row) for row in self._rows_of(variant)))
        self._show_counts()

    def _show_counts(self) -> None:
        count, left_out = self._list.count, len(self._places) - self._list.count
        self._button.setText(self._button_text(count))
        self._button.setEnabled(count > 0 and self._finding is None)
        self._show_current(self._list.currentIndex().row())
        if self._finding is not None:
            done, total = self._documents
            self._tell(_("Looking: article {done} of {total}", done=done, total=total))
            return
        parts = [_("One act, taken back as one")]
        if left_out:
            parts.append(ngettext("{count} left out", "{count} left out", left_out))
        if self._already:
            parts.append(ngettext("{count} is so already", "{count} are so already", self._already))
        if not self._places:
            parts = [_("Nothing else is alike here.")]
        self._tell(" · ".join(parts))

    def _button_text(self, count: int) -> str:
        if self._again.deed is Deed.ERASE:
            return ngettext("Erase {count} mark", "Erase {count} marks", count)
        if self._again.deed is Deed.CHANGE:
            return ngettext("Change {count} mark", "Change {count} marks", count)
        return ngettext("Place {count} mark", "Place {count} marks", count)

    def _tell(self, text: str, *, warning: bool = False) -> None:
        coloured(self._told, self.theme.bad if warning else self.theme.ink2)
        self._told.setText(text)

    def _show_current(self, row: int) -> None:
        if not 0 <= row < len(self._places):
            return
        place = self._places[row]
        layer, label = self._again.subject.layer, self._again.subject.label
        edge = self.theme.family(self._session.scheme.label(layer, label).family)
        self._paragraph.show_text(place.text.line, (place.text.span,), edge=edge)
        total = len(self._places)
        self._position.setText(_("{number} of {count}", number=row + 1, count=total))
        self._where.setText(place.title)
        self._why.setText(said(place.doubt) if place.doubt is not None else "")
        self._why_title.setVisible(place.doubt is not None)

    # ------------------------------------------------------------------ making

    def _make_head(self) -> None:
        head = QHBoxLayout()
        title = plain_label(_("All places alike"), font=ui_font(18, 600), parent=self)
        coloured(title, self.theme.ink)
        head.addWidget(title)
        head.addWidget(_Caps(caps_in_use("label.again", rtl=is_rtl()), theme=self.theme, parent=self))
        head.addStretch(1)
        self._here = TickChip(_("This article"), keys=(number(1),), theme=self.theme, parent=self)
        self._everywhere = TickChip(_("The whole corpus"), keys=(number(2),), theme=self.theme, parent=self)
        self._here.clicked.connect(lambda: self.look(everywhere=False))
        self._everywhere.clicked.connect(lambda: self.look(everywhere=True))
        head.addWidget(self._here)
        head.addWidget(self._everywhere)
        self.column.addLayout(head)
        # Quoted words stand first in it: without a mark an English sentence would run from right to left.
        self.add_words(("" if is_rtl() else _LRM) + told(self._session, self._again), px=13.5)
        self._flow = Flow()
        self.column.addLayout(self._flow)

    def _make_body(self) -> None:
        body = QHBoxLayout()
        body.setSpacing(20)
        self._list = Concordance(theme=self.theme, parent=self)
        self._list.ticked.connect(self._show_ticks)
        self._list.current_changed.connect(self._show_current)
        body.addWidget(self._list, 1)
        side = QVBoxLayout()
        side.setSpacing(8)
        self._add_side(side)
        side.addStretch(1)
        body.addLayout(side)
        self.column.addLayout(body, 1)

    def _add_side(self, side: QVBoxLayout) -> None:
        theme = self.theme
        row = QHBoxLayout()
        heading = plain_label(_("The place in its context"), font=ui_font(13, 600), parent=self)
        self._position = plain_label(font=ui_font(11.5), parent=self)
        coloured(self._position, theme.ink3)
        row.addWidget(heading)
        row.addStretch(1)
        row.addWidget(self._position)
        side.addLayout(row)
        self._where = plain_label(font=ui_font(12), parent=self)
        self._where.setWordWrap(True)
        coloured(self._where, theme.ink3)
        side.addWidget(self._where)
        self._paragraph = MarkedLabel("", (), font=reading_font(18), theme=theme, edge=theme.ink3, parent=self)
        self._paragraph.setFixedWidth(_CONTEXT)
        self._paragraph.setMinimumHeight(150)
        side.addWidget(self._paragraph)
        self._why_title = plain_label(_("Why is it left out?"), font=ui_font(12.5, 600), parent=self)
        self._why_title.hide()
        self._why = self._side_words()
        coloured(self._why, theme.warn)
        side.addWidget(self._why_title)
        side.addWidget(self._why)
        rule = self._rule()
        if rule is not None:
            side.addSpacing(8)
            side.addWidget(plain_label(rule[0], font=ui_font(12.5, 600), parent=self))
            words = self._side_words()
            words.setText(rule[1])
            side.addWidget(words)

    def _side_words(self) -> QLabel:
        words = plain_label(font=ui_font(12.5), parent=self)
        words.setWordWrap(True)
        words.setFixedWidth(_CONTEXT)
        coloured(words, self.theme.ink2)
        return words

    def _rule(self) -> tuple[str, str] | None:
        rules, subject = guideline.guideline_for(self._session.scheme), self._again.subject
        # The rule of the layer tells where a mark begins and ends, which is what places alike differ in.
        found = guideline.rules_about(rules, subject.layer) if rules is not None else []
        return (found[0].titles.within(language()), found[0].texts.within(language())) if found else None

    def _make_foot(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(14)
        self._button = QPushButton(self)
        self._button.setProperty("primary", True)
        self._button.setAutoDefault(False)
        self._button.clicked.connect(self.place)
        self._told = plain_label(font=ui_font(12.5), parent=self)
        foot.addWidget(self._button)
        foot.addWidget(self._told, 1)
        for keys, text in (
            (("↑", "↓"), _("move")), (caps_shown("X", rtl=is_rtl()), _("tick or not")), (("Esc",), _("close")),
        ):  # fmt: skip
            foot.addWidget(_Caps(keys, text, theme=self.theme, parent=self))
        self.column.addLayout(foot)


class _Caps(QWidget):
    """Caps of a key, and what it does."""

    def __init__(self, keys: tuple[str, ...], text: str = "", *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._keys, self._text, self._theme = keys, text, theme
        label = plain_label(text, font=ui_font(12))
        self.setFixedSize(round(caps_width(keys) + (label.sizeHint().width() + 10 if text else 2)), 24)
        self.setAccessibleName(f"{' '.join(keys)}: {text}" if text else " ".join(keys))

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = QRectF(self.rect())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_caps(painter, rect, self._keys, theme=self._theme)
            shift = caps_width(self._keys) + 6
            words = start_of(rect, max(0.0, rect.width() - shift), offset=shift)
            draw_line(painter, words, self._text, font=ui_font(12), colour=self._theme.ink2)
