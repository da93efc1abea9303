"""All places of the corpus that mention a referent."""

from __future__ import annotations

from time import perf_counter
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QWidget

from annotator.language import _, isolated, ngettext
from annotator.model.identity import ReferentId
from annotator.operations.referents import Mention, mentions, standing
from annotator.operations.session import Session
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.panels.concordance import Concordance, Row
from annotator.ui.theme import Theme

_SLICE_S: Final = 0.007


class MentionsSheet(Sheet):
    """Lists the places while it reads the corpus; a click or Enter opens one."""

    place_wanted = Signal(object)
    """``Mention`` to go to."""

    def __init__(self, session: Session, referent: ReferentId, *, theme: Theme, parent: QWidget | None) -> None:
        meant = standing(session.corpus.referents(), referent)
        name = meant.name if meant is not None else str(referent)
        super().__init__(_("All mentions of “{name}”", name=name), theme=theme, parent=parent, width=820)
        self._mentions: list[Mention] = []
        self._reading = mentions(session, referent)
        self._articles = 0
        self.add_title(_("All mentions of “{name}”", name=name))
        if meant is not None and meant.variants:
            self.add_words(_("also: {names}", names=_(", ").join(map(isolated, meant.variants))))
        self._told = self.add_words("")
        self.view = Concordance(theme=theme, parent=self)
        self.view.setMinimumHeight(380)
        self.view.clicked.connect(lambda index: self._open(index.row()))
        self.column.addWidget(self.view, 1)
        self.add_button(_("Go there"), primary=True).clicked.connect(lambda: self._open(self.view.currentIndex().row()))
        self.add_button(_("Close")).clicked.connect(self.reject)
        self.finish()
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._go_on)
        self._slices.start()
        self.view.setFocus()

    @property
    def mentions(self) -> list[Mention]:
        """The places found so far."""
        return list(self._mentions)

    def finish_reading(self) -> None:
        """Wait until every article was read."""
        while self._slices.isActive():
            self._go_on()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the marked place."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.view.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Stop reading."""
        self._slices.stop()
        super().done(result)

    def _go_on(self) -> None:
        until = perf_counter() + _SLICE_S
        while perf_counter() < until:
            step = next(self._reading, None)
            if step is None:
                self._slices.stop()
                break
            _done, self._articles, found = step
            self._mentions += found
            self.view.add([Row(m.title, m.around, note=m.set_name, tickable=False) for m in found])
        places = ngettext("{count} place", "{count} places", len(self._mentions))
        articles = ngettext("in {count} article", "in {count} articles", self._articles)
        self._told.setText(f"{places} {articles}")

    def _open(self, row: int) -> None:
        if 0 <= row < len(self._mentions):
            wanted = self._mentions[row]
            self.accept()
            self.place_wanted.emit(wanted)
