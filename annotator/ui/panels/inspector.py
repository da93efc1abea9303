"""The inspector: everything about what is chosen, or the keys of the mode that is on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QMargins, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QVBoxLayout, QWidget

from annotator.language import _, is_rtl
from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId
from annotator.operations.attribution import Chain
from annotator.operations.opendocument import OpenDocument
from annotator.ui import taborder
from annotator.ui.fonts import ui_font
from annotator.ui.panels.caps import caps_width, draw_caps
from annotator.ui.panels.card import Card, Question, card_of
from annotator.ui.panels.cardparts import Part
from annotator.ui.panels.cardview import CardView
from annotator.ui.panels.findinglist import FindingList, FindingsCard
from annotator.ui.panels.kept import KeptPicture
from annotator.ui.panels.lettering import draw_line, end_of, start_of
from annotator.ui.panels.modeview import ModeCard, ModeFoot, ModeView, attributing_card
from annotator.ui.theme import Theme

_SETTLING_MS: Final = 40
_EDGE, _INSET = 8, 12
"""Pixels outside the scroll bar, and between it and what is shown, so that it never leans against a card."""
Shown = Card | ModeCard | FindingsCard
"""What the inspector may show."""


class Inspector(QWidget):
    """Shows a card. It is built a moment after it was asked for, so that the article is painted first."""

    attribute_given = Signal(str, str, str)
    """Owner, attribute, value; an empty value takes the answer back."""
    note_given = Signal(str, str)
    """Owner and the remark."""
    link_activated = Signal(str)
    """``AnnotationId`` to go to; in the A flow the candidate to take."""
    attribution_wanted = Signal()
    detach_wanted = Signal(str)
    """``RelationId`` of the attribution to take away."""
    next_open_wanted = Signal()
    key_wanted = Signal(str)
    """A row of the mode was clicked: the key it stands for, such as ``I`` or ``Shift+Enter``."""
    wished = Signal(str, str)
    """Verb and argument of a ``Wish`` of one of the further parts."""
    article_described = Signal(str, str)
    """Attribute of the article and its value."""
    left = Signal()
    """The keyboard should go back to the article."""
    room_wanted = Signal()
    """It was sent away, and the keyboard shall go into it."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._make: Callable[[], Shown | None] = _nothing
        self._hue: Callable[[], int] = lambda: 0
        self._shown: Shown | None = None
        self.parts: Callable[[OpenDocument, AnnotationId | None], tuple[Part, ...]] = _no_parts
        self.sets: Callable[[OpenDocument], tuple[Part, ...]] = _no_sets
        self._make_parts: Callable[[], tuple[Part, ...]] = tuple
        self._shown_parts: tuple[Part, ...] = ()
        self._asked: Question | None = None
        self._finding_chosen: Callable[[int], None] = _no_finding
        self._focus_wanted = False
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._foot = _NextOpen(theme=theme, parent=self)
        self._foot.clicked.connect(self.next_open_wanted)
        self._foot.setAccessibleName(_("Next open claim"))
        self._foot.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, 16, _EDGE, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(_INSET, 0, _INSET, 0)
        foot.addWidget(self._foot)
        self._feet = foot
        self._mode_foot: ModeFoot | None = None
        column.addLayout(foot)
        self._settling = QTimer(self, interval=_SETTLING_MS, singleShot=True)
        self._settling.timeout.connect(self.settle)
        self.setMinimumWidth(240)

    def show_annotation(self, document: OpenDocument, annotation: Annotation | None) -> None:
        """Show an annotation of the document, or the article itself."""
        chosen = annotation.id if annotation is not None else None
        self._make = lambda: card_of(document, chosen)
        sets = self.sets if chosen is None else _no_sets
        self._make_parts = lambda: (*sets(document), *self.parts(document, chosen))
        self._hue = lambda: document.hue(chosen) if chosen is not None else 0
        self._settling.start()

    def show_attributing(
        self, document: OpenDocument, claim: Annotation, candidates: Sequence[Annotation], chain: Chain
    ) -> None:
        """Show the keys of the A flow, with what they would take now."""
        mode = attributing_card(document, claim, candidates, chain)
        self._make = lambda: mode
        self._make_parts = tuple
        self._settling.start()

    def show_findings(self, card: FindingsCard, chosen: Callable[[int], None]) -> None:
        """Show what the consistency check has found, with the keys that act on it.

        Args:
            card: The list.
            chosen: Told the number of a finding that was clicked.
        """
        self._make = lambda: card
        self._make_parts = tuple
        self._finding_chosen = chosen
        self._settling.start()

    def show_nothing(self) -> None:
        """Show an empty panel."""
        self._make, self._make_parts = _nothing, tuple
        self.show_next_open("")
        self.settle()

    def show_next_open(self, title: str) -> None:
        """Show what Space would go to, or nothing."""
        self._foot.setText(title)
        self._foot.setAccessibleName(_("Next open claim: {title}", title=title) if title else _("Next open claim"))
        self._show_foot()

    def settle(self) -> None:
        """Build what was asked for now."""
        self._settling.stop()
        wanted, parts = self._make(), self._make_parts()
        if (wanted, parts) != (self._shown, self._shown_parts) or self._scroll.widget() is None:
            self._shown_parts = parts
            self._build(wanted)
        if self._focus_wanted:
            self.take_focus()

    @property
    def asked(self) -> Question | None:
        """The question that has the keyboard, or None."""
        return self._asked_question()

    def take_focus(self) -> None:
        """Give the keyboard to the first question that is not answered yet, else to the first; else to a button."""
        if self.isHidden():
            self.room_wanted.emit()
        if self._settling.isActive():
            self._focus_wanted = True
            return
        self._focus_wanted = False
        view = self._scroll.widget()
        if isinstance(view, CardView) and view.questions:
            still_open = (row for row in view.questions if row.question.given is None)
            next(still_open, view.questions[0]).setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif found := taborder.stops(self._scroll):
            found[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take_focus_for_note(self) -> None:
        """Give the keyboard to the remark about what is chosen."""
        if self.isHidden():
            self.room_wanted.emit()
        self.settle()
        view = self._scroll.widget()
        if isinstance(view, CardView) and view.note is not None:
            view.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._scroll.ensureWidgetVisible(view.note)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard."""
        focused = self.focusWidget()
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()
        if entered and isinstance(focused, QAbstractButton) and self.isAncestorOf(focused):
            focused.click()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab goes through everything as the eye reads it, also through what came into it later."""
        taborder.arrange(self, event)
        return super().event(event)

    @property
    def card(self) -> Shown | None:
        """What is shown."""
        return self._shown

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self._foot.set_theme(theme)
        self._build(self._shown)
        self.update()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self._shown_parts = self._make_parts()
        self._build(self._make())
        self._foot.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The quiet ground."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.desk)

    def _build(self, wanted: Shown | None) -> None:
        asked, scrolled = self._asked_question(), self._scroll.verticalScrollBar().value()
        place = self._focused_place() if asked is None else None
        before, self._shown = self._shown, wanted
        self._show_foot()
        self._show_mode_foot()
        view = self._view(wanted)
        view.setAutoFillBackground(False)
        inside = view.layout()
        if inside is not None:
            inside.setContentsMargins(inside.contentsMargins() + QMargins(_INSET, 0, _INSET, 0))
        self._scroll.setWidget(view)
        same = isinstance(before, Card) and isinstance(wanted, Card) and before.annotation == wanted.annotation
        self._scroll.verticalScrollBar().setValue(scrolled if same else 0)
        if same and asked is not None and isinstance(view, CardView):
            view.ask(asked)
        elif place is not None:
            self._focus_again(place if same else None)
        if isinstance(view, FindingList):
            QTimer.singleShot(0, view, lambda: self._show_current(view))

    def _focused_place(self) -> int | None:
        """Which of the stops has the keyboard, counted from the end: what is answered grows above it."""
        focused = self.focusWidget()
        found = taborder.stops(self._scroll)
        return next((at - len(found) for at, stop in enumerate(found) if stop is focused and stop.hasFocus()), None)

    def _focus_again(self, place: int | None) -> None:
        """The keyboard stays where it was in a card that was built anew; without its card it goes to the article."""
        found = taborder.stops(self._scroll)
        if place is None or not found:
            self.left.emit()
        else:
            found[max(place, -len(found))].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_current(self, listed: FindingList) -> None:
        """Scroll to the finding that is shown in the article; the keys above it come along where there is room."""
        for row in listed.rows:
            if row.current:
                self._scroll.ensureWidgetVisible(row, 0, 80)

    def _show_foot(self) -> None:
        """What Space goes to, where it goes there: not among findings, and not in a mode, which ends otherwise."""
        self._foot.setVisible(bool(self._foot.text()) and not isinstance(self._shown, FindingsCard | ModeCard))

    def _show_mode_foot(self) -> None:
        """The rows that end a mode, in the place of what Space goes to."""
        if self._mode_foot is not None:
            self._feet.removeWidget(self._mode_foot)
            self._mode_foot.hide()
            self._mode_foot.deleteLater()
            self._mode_foot = None
        if isinstance(self._shown, ModeCard):
            self._mode_foot = ModeFoot(self._shown.foot, theme=self._theme, parent=self)
            self._mode_foot.key_wanted.connect(self.key_wanted)
            self._feet.addWidget(self._mode_foot)

    def _asked_question(self) -> Question | None:
        view = self._scroll.widget()
        rows = view.questions if isinstance(view, CardView) else []
        return next((row.question for row in rows if row.hasFocus()), None)

    def _view(self, wanted: Shown | None) -> QWidget:
        if isinstance(wanted, ModeCard):
            mode = ModeView(wanted, theme=self._theme)
            mode.link_activated.connect(self.link_activated)
            mode.key_wanted.connect(self.key_wanted)
            return mode
        if isinstance(wanted, FindingsCard):
            listed = FindingList(wanted, theme=self._theme)
            listed.chosen.connect(self._finding_chosen)
            listed.key_wanted.connect(self.key_wanted)
            return listed
        if isinstance(wanted, Card):
            view = CardView(wanted, hue=self._hue(), theme=self._theme, parts=self._shown_parts)
            view.answered.connect(self.attribute_given)
            view.link_activated.connect(self.link_activated)
            view.attribution_wanted.connect(self.attribution_wanted)
            view.detach_wanted.connect(self.detach_wanted)
            view.note_given.connect(self.note_given)
            view.wished.connect(self.wished)
            view.article_described.connect(self.article_described)
            view.left.connect(self.left)
            return view
        return QWidget()


class _NextOpen(QAbstractButton):
    """The foot: what Space goes to."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kept = KeptPicture()
        self.setFixedHeight(52)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        looks = self.text(), _("Next open"), self._theme, is_rtl()
        self._kept.paint(self, looks, self._draw, ground=self._theme.desk)

    def _draw(self, painter: QPainter) -> None:
        theme, rect, keys = self._theme, QRectF(self.rect()), ("Space",)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, rect.width(), 1), theme.line)
        width = draw_line(painter, rect, _("Next open"), font=ui_font(12.5, 500), colour=theme.ink)
        rest = start_of(rect, rect.width() - width - 12, offset=width + 12)
        draw_line(painter, rest, self.text(), font=ui_font(12.5), colour=theme.ink2)
        draw_caps(painter, end_of(rect, caps_width(keys)), keys, theme=theme)


def _no_parts(_document: OpenDocument, _chosen: AnnotationId | None) -> tuple[Part, ...]:
    """Until the desk has said what there is."""
    return ()


def _no_sets(_document: OpenDocument) -> tuple[Part, ...]:
    """Until the desk has said which annotation sets there are."""
    return ()


def _nothing() -> None:
    """Nothing is shown."""


def _no_finding(_number: int) -> None:
    """Until findings are shown."""
