"""The section Agreement: what was measured, in four views, each number a way to its places."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Final

import platformdirs
from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.language import _, explained
from annotator.model.changes import ChangeSet
from annotator.model.errors import AnnotatorError, message
from annotator.model.span import Span
from annotator.operations.agreement import Wish
from annotator.operations.agreementpanel import Panel
from annotator.operations.agreementplaces import PanelPlace, Query, places_of
from annotator.operations.session import Session
from annotator.operations.workoverview import Overview
from annotator.ui.agreement import figures
from annotator.ui.agreement.board import Board, Column
from annotator.ui.agreement.card import FigureCard
from annotator.ui.agreement.definitions import DefinitionSheet
from annotator.ui.agreement.figure import Figure
from annotator.ui.agreement.measuring import Measurement
from annotator.ui.agreement.overviewfigures import overview_figures
from annotator.ui.agreement.pill import Pill
from annotator.ui.agreement.placelist import PlaceList
from annotator.ui.agreement.saving import save_figure
from annotator.ui.agreement.setsmenu import open_sets_menu, wish_of
from annotator.ui.childwork import Failed
from annotator.ui.dialogs.asking import tell_error
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.sectionview import SectionView
from annotator.ui.theme import Theme
from annotator.ui.work.surroundings import Surroundings

_STEPS: Final = 1000
_AFTER_CHANGE_MS: Final = 1500


class View(StrEnum):
    """What the rows are, or the pictures of how work goes."""

    LAYERS = "layers"
    LABELS = "labels"
    ARTICLES = "articles"
    PROGRESS = "progress"


class AgreementView(SectionView):
    """Title, views, and cards.

    Attributes:
        board: The cards.
        panel: What was measured last; None before, and where there are no two sets.
    """

    def __init__(self, session: Session, window: Surroundings, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(session, window, theme=theme, parent=parent)
        self.panel: Panel | None = None
        self._overview: Overview | None = None
        self._view = View.LAYERS
        self._wish = wish_of()
        self._stale = True
        self._shown = False
        self._measurement = Measurement(session, self)
        self._measurement.measured.connect(self._take)
        self._measurement.refined.connect(self._refine)
        self._measurement.failed.connect(self._tell_failure)
        self._measurement.progressed.connect(self._show_progress)
        self._later = QTimer(self, interval=_AFTER_CHANGE_MS, singleShot=True)
        self._later.timeout.connect(self._measure_if_seen)
        self._title = plain_label(font=ui_font(19, 600))
        self._told = plain_label(font=ui_font(12.5))
        self._told.setWordWrap(True)
        self._pills = {view: Pill(theme=theme, parent=self) for view in View}
        self._group = QButtonGroup(self)
        self._compare = QPushButton(self)
        self._help = QPushButton(self)
        self._bar = QProgressBar(self)
        self.board = Board()
        self._area = QScrollArea(self)
        self._lay_out()
        self.setFocusProxy(self._pills[View.LAYERS])
        self.retranslate()

    def opened(self) -> None:
        """Measure where something changed since."""
        self._shown = True
        self._measure_if_seen()

    def closed(self) -> None:
        """What is under way goes on."""
        self._shown = False

    def changed(self, changes: ChangeSet) -> None:
        """What was measured no longer holds; it is measured anew when it is looked at."""
        del changes
        self._stale = True
        if self._shown:
            self._later.start()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        super().set_theme(theme)
        for pill in self._pills.values():
            pill.set_theme(theme)
        for card in self.board.cards:
            card.set_theme(theme)
        coloured(self._title, theme.ink)
        coloured(self._told, theme.ink3)

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self._title.setText(_("Agreement"))
        titles = {
            View.LAYERS: _("By layer"), View.LABELS: _("By label"), View.ARTICLES: _("By article"),
            View.PROGRESS: _("Progress"),
        }  # fmt: skip
        for view, pill in self._pills.items():
            pill.setText(titles[view])
            pill.updateGeometry()
        self._compare.setText(_("Compare…"))
        self._help.setText(_("What the numbers mean"))
        self._show()
        self.set_theme(self.theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The bar lies between head and cards, so that nothing moves when it comes and goes."""
        super().resizeEvent(event)
        self._bar.setGeometry(self._area.x(), self._area.y() - 11, self._area.width(), 6)

    # ------------------------------------------------------------------ measuring

    def measure(self, wish: Wish) -> None:
        """Measure with other wishes."""
        self._wish = wish
        self._stale = True
        self._measure_if_seen()

    @property
    def measuring(self) -> bool:
        """Whether a measurement is under way."""
        return self._measurement.running

    def _measure_if_seen(self) -> None:
        if not (self._stale and self._shown):
            return
        self._stale = False
        self._bar.setValue(0)
        self._bar.show()
        if self.panel is None and self._overview is None:
            self._told.setText(_("Measuring…"))
        self._measurement.start(self._wish)

    def _take(self, found: object) -> None:
        self._bar.setVisible(self.measuring)
        if isinstance(found, Panel):
            self.panel, self._overview = found, found.overview
        elif isinstance(found, Overview):
            self.panel, self._overview = None, found
        self._show()

    def _refine(self, found: object) -> None:
        """Put the intervals beside the measures; whatever the person looks at meanwhile stays where it is."""
        self._bar.hide()
        assert isinstance(found, Panel)
        self.panel, self._overview = found, found.overview
        self._tell(found)
        if self._view is View.LAYERS and self.board.cards:
            self.board.cards[0].show_figure(figures.layer_table(self.session, found))

    def _tell(self, panel: Panel) -> None:
        self._told.setText(figures.headline(panel))
        self._told.setToolTip(figures.remarks(panel))
        self._told.setAccessibleDescription(figures.remarks(panel))

    def _tell_failure(self, failed: object) -> None:
        assert isinstance(failed, Failed)
        self._bar.hide()
        self._stale = True
        self._told.setText(explained(AnnotatorError(failed.what, failed.remedy)) + f"\n{failed.fault}".rstrip())

    def _show_progress(self, done: int, total: int) -> None:
        self._bar.setValue(_STEPS * done // max(total, 1))

    # ------------------------------------------------------------------ showing

    def show_view(self, view: View) -> None:
        """Show layers, labels, articles or progress."""
        self._view = view
        self._pills[view].setChecked(True)
        self._show()

    def _show(self) -> None:
        if self._overview is None:
            self.board.show_rows([])
            return
        if self.panel is None:
            self._told.setText(
                _("Agreement needs the annotations of two people on the same article. Here is how the work goes.")
            )
            self.board.show_rows(self._progress_rows(self._overview))
            return
        self._tell(self.panel)
        if self._view is View.PROGRESS:
            self.board.show_rows(self._progress_rows(self._overview))
        elif self._view is View.LAYERS:
            self.board.show_rows(self._layer_rows(self.panel))
        elif self._view is View.LABELS:
            self.board.show_rows(self._label_rows(self.panel))
        else:
            self.board.show_rows([[(1.0, [self._card(figures.article_table(self.session, self.panel))])]])

    def _layer_rows(self, panel: Panel) -> list[list[Column]]:
        session = self.session
        beside = [self._card(figures.shift_columns(panel)), self._card(figures.pair_matrix(session, panel))]
        below = [
            figures.difference_bars(panel),
            figures.confusion_matrix(session, panel),
            figures.week_lines(session, panel),
        ]
        return [
            [(0.59, [self._card(figures.layer_table(session, panel))]), (0.41, beside)],
            [(1.0, [self._card(figure)]) for figure in below if figure is not None],
        ]

    def _label_rows(self, panel: Panel) -> list[list[Column]]:
        table = self._card(figures.label_table(self.session, panel))
        roles = figures.role_table(self.session, panel)
        beside = [figure for figure in (roles, figures.attribute_table(self.session, panel)) if figure is not None]
        return [[(0.5, [table]), (0.5, [self._card(figure) for figure in beside])]]

    def _progress_rows(self, found: Overview) -> list[list[Column]]:
        progress, labels, articles, annotations, minutes = (
            self._card(figure) for figure in overview_figures(self.session, found)
        )
        return [[(1.0, [progress]), (1.0, [labels])], [(1.0, [articles]), (1.0, [annotations]), (1.0, [minutes])]]

    def _card(self, figure: Figure) -> FigureCard:
        card = FigureCard(figure, theme=self.theme, parent=self.board)
        card.opened.connect(self._list_places)
        card.saving_wanted.connect(self._save)
        card.spot_reached.connect(lambda rect: self._bring_into_sight(card, rect))
        return card

    # ------------------------------------------------------------------ what a person asks for

    def _list_places(self, query: object) -> None:
        assert isinstance(query, Query)
        if self.panel is None:
            return
        places = places_of(self.panel.places, query)
        sheet = PlaceList(self.session, places, _("Where they differ"), theme=self.theme, parent=self)
        sheet.wanted.connect(self.go_to)
        sheet.compare_wanted.connect(self.compare)
        sheet.open()

    def go_to(self, found: object) -> None:
        """Open the article at a place: in one's own set where it takes part, with the other one a key away."""
        assert isinstance(found, PanelPlace)
        place, own = found.place, self.session.own_set
        mine, theirs = (found.b, found.a) if found.b == own else (found.a, found.b)
        annotation = place.b if mine == found.b else place.a
        if mine != own or annotation is None:
            # Nothing of one's own is there to be seen: the set that has something is shown.
            mine, annotation = (found.a, place.a) if place.a is not None else (found.b, place.b)
            theirs = found.b if mine == found.a else found.a
        self.window_around.open_place(
            place.document, annotation=annotation, span=Span(place.start, place.end), set_name=mine
        )
        self.window_around.say(
            _("Shown: {one}. To compare: {other}.", one=self.session.display_name(mine),
              other=self.session.display_name(theirs))
        )  # fmt: skip

    def compare(self, found: object) -> None:
        """Show both versions of a place in Cases; where its sets are not handed in yet, the article."""
        assert isinstance(found, PanelPlace)
        place = found.place
        if not self.window_around.open_case(place.document, Span(place.start, place.end)):
            self.go_to(found)

    def _bring_into_sight(self, card: FigureCard, rect: object) -> None:
        assert isinstance(rect, QRectF)
        middle = card.mapTo(self.board, rect.center().toPoint())
        self._area.ensureVisible(middle.x(), middle.y(), 20, 60)

    def _save(self, figure: object, suffix: str) -> None:
        assert isinstance(figure, Figure)
        proposed = Path(platformdirs.user_documents_dir()) / f"{figure.title}{suffix}".replace("/", "-")
        kinds = {".png": _("Picture (*.png)"), ".svg": _("Drawing (*.svg)"), ".csv": _("Table (*.csv)")}
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save"), str(proposed), kinds[suffix])
        if chosen:
            out = Path(chosen)
            self.save(figure, out if out.suffix.lower() == suffix else out.with_name(out.name + suffix))

    def save(self, figure: Figure, out: Path) -> None:
        """Save a figure, and say so or why not."""
        try:
            save_figure(figure, out, theme=self.theme)
        except AnnotatorError as error:
            tell_error(error, theme=self.theme, parent=self)
        except OSError as error:
            reason = message("“{file}” could not be written: {reason}", file=str(out), reason=str(error))
            tell_error(AnnotatorError(reason), theme=self.theme, parent=self)
        else:
            self.window_around.say(_("Saved: {file}", file=str(out)))

    def _choose_sets(self) -> None:
        open_sets_menu(self.session, self._wish, self.measure, below=self._compare)

    def _explain(self) -> None:
        DefinitionSheet(theme=self.theme, parent=self).open()

    def _lay_out(self) -> None:
        for view, pill in self._pills.items():
            self._group.addButton(pill)
            pill.clicked.connect(lambda _on=False, chosen=view: self.show_view(chosen))
        self._pills[View.LAYERS].setChecked(True)
        for button in (self._compare, self._help):
            button.setProperty("quiet", True)
        self._compare.clicked.connect(self._choose_sets)
        self._help.clicked.connect(self._explain)
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.hide()
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._title)
        head.addSpacing(14)
        head.addWidget(self._told, 1)
        head.addWidget(self._compare)
        head.addWidget(self._help)
        for pill in self._pills.values():
            head.addWidget(pill)
        self._area.setWidget(self.board)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(36, 20, 28, 16)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(self._area, 1)
