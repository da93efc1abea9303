"""Whom or what an annotation means: known referents, the nearest names first, or a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.language import _, language
from annotator.model.identity import ReferentId
from annotator.model.referent import Referent
from annotator.model.scheme import ENTITY_LAYER, Scheme
from annotator.operations.referents import Proposal, nearest
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.fonts import reading_font, ui_font
from annotator.ui.panels.lettering import draw_line, end_of, plain_label, start_of, width_of
from annotator.ui.panels.marks import draw_pill, pill_width
from annotator.ui.theme import Theme

_ROW: Final = 46
_LIMIT: Final = 60
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen.

    Attributes:
        referent: A known referent, or None for a new one.
        name: Name of the new one.
        kind: Its kind, an entity label.
    """

    referent: ReferentId | None
    name: str = ""
    kind: str = ""


class ReferentSheet(Sheet):
    """A field and the referents that are near to what it says; Enter takes the marked one."""

    chosen = Signal(object)
    """``Chosen``."""

    def __init__(
        self,
        referents: Mapping[ReferentId, Referent],
        scheme: Scheme,
        *,
        words: str,
        kind: str,
        title: str,
        without: ReferentId | None = None,
        may_be_new: bool = True,
        theme: Theme,
        parent: QWidget | None,
    ) -> None:
        super().__init__(title, theme=theme, parent=parent, width=520)
        self._referents = {key: value for key, value in referents.items() if key != without}
        self._scheme, self._new = scheme, may_be_new
        self.add_title(title)
        self.field = QLineEdit(words, self)
        self.field.setAccessibleName(_("Name"))
        self.field.setPlaceholderText(_("Search among the known names"))
        self.field.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.field.setFont(reading_font(18))
        self.field.textChanged.connect(self._find)
        self.column.addWidget(self.field)
        self.kind = QComboBox(self)
        self.kind.setAccessibleName(_("Kind of the new one"))
        for label in scheme.layers[ENTITY_LAYER].labels if ENTITY_LAYER in scheme.layers else ():
            self.kind.addItem(label.titles.within(language()), label.name)
        self.kind.setCurrentIndex(max(0, self.kind.findData(kind)))
        self.kind.currentIndexChanged.connect(lambda _at: self._find())
        if may_be_new:
            self.column.addWidget(plain_label(_("Kind"), font=ui_font(12), parent=self))
            self.column.addWidget(self.kind)
        else:
            self.kind.hide()
        self._model = _Proposals(self)
        self.view = QListView(self)
        self.view.setModel(self._model)
        self.view.setItemDelegate(_ProposalPainter(scheme, theme, self))
        self.view.setUniformItemSizes(True)
        self.view.setMinimumHeight(280)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setAccessibleName(_("Known names, the nearest first"))
        self.view.clicked.connect(lambda index: self.take(index.row()))
        self.column.addWidget(self.view, 1)
        self.add_button(_("Take it"), primary=True).clicked.connect(lambda: self.take(self.view.currentIndex().row()))
        self.add_button(_("Cancel")).clicked.connect(self.reject)
        self.finish()
        self._find()
        self.field.selectAll()
        self.field.setFocus()

    @property
    def proposals(self) -> list[Proposal | None]:
        """What is listed; None stands for a new one."""
        return list(self._model.proposals)

    def take(self, row: int) -> None:
        """Choose a row of the list."""
        if not 0 <= row < len(self._model.proposals):
            return
        proposal = self._model.proposals[row]
        if proposal is None:
            choice = Chosen(None, self._model.name, str(self.kind.currentData()))
        else:
            choice = Chosen(proposal.referent.id)
        self.accept()
        self.chosen.emit(choice)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows mark, Enter takes, Esc leaves."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        rows = len(self._model.proposals)
        if step and rows:
            self.view.setCurrentIndex(self._model.index((self.view.currentIndex().row() + step) % rows))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take(self.view.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _find(self) -> None:
        words = " ".join(self.field.text().split())
        kind = str(self.kind.currentData()) if self._new else None
        found: list[Proposal | None] = list(nearest(self._referents, words, kind=kind, limit=_LIMIT))
        if self._new and words:
            # Behind those that are named in the words, before those that are only near: most new names are new people.
            at = sum(1 for proposal in found if proposal is not None and (proposal.same_words or proposal.inside))
            found.insert(at, None)
        self._model.show(found, words)
        self.view.setCurrentIndex(self._model.index(0))


class _Proposals(QAbstractListModel):
    """The rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.proposals: list[Proposal | None] = []
        self.name = ""

    def show(self, proposals: list[Proposal | None], name: str) -> None:
        self.beginResetModel()
        self.proposals, self.name = proposals, name
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - the signature of Qt
        return 0 if parent.isValid() else len(self.proposals)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        proposal = self.proposals[index.row()]
        return proposal.referent.name if proposal is not None else _("New: {name}", name=self.name)


class _ProposalPainter(QStyledItemDelegate):
    """Paints a referent: name, other names, kind, and whether the words are the same."""

    def __init__(self, scheme: Scheme, theme: Theme, parent: ReferentSheet) -> None:
        super().__init__(parent)
        self._scheme, self._theme = scheme, theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, rect = self._theme, QRectF(option.rect)
        model = index.model()
        proposal = model.proposals[index.row()] if isinstance(model, _Proposals) else None
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent_bg)
            painter.drawRoundedRect(rect.adjusted(3, 2, -3, -2), 7, 7)
        inner = rect.adjusted(12, 0, -12, 0)
        if proposal is None:
            draw_line(painter, inner, str(index.data()), font=ui_font(13.5, 600), colour=theme.accent)
        else:
            self._draw(painter, inner, proposal)
        painter.restore()

    def _draw(self, painter: QPainter, rect: QRectF, proposal: Proposal) -> None:
        theme, referent = self._theme, proposal.referent
        kind = self._kind(referent.kind)
        taken = width_of(kind, ui_font(11.5)) + 4
        draw_line(painter, end_of(rect, taken), kind, font=ui_font(11.5), colour=theme.ink3)
        if proposal.same_words:
            text, font = _("the same words"), ui_font(11)
            width = pill_width(text, font)
            pill = end_of(QRectF(rect.left(), rect.center().y() - 10, rect.width(), 20), width, offset=taken + 8)
            draw_pill(painter, pill, text, font=font, ink=theme.good, ground=theme.good_bg)
            taken += width + 8
        words = start_of(rect, rect.width() - taken - 10)
        rtl = Qt.LayoutDirection.RightToLeft
        names = _(", ").join(referent.variants[:5])
        name = QRectF(words.left(), words.top() + 1, words.width(), 26 if names else words.height() - 2)
        draw_line(painter, name, referent.name, font=reading_font(17), colour=theme.ink, direction=rtl)
        if names:
            below = QRectF(words.left(), words.top() + 26, words.width(), 18)
            draw_line(painter, below, names, font=ui_font(11.5), colour=theme.ink3, direction=rtl)

    def _kind(self, kind: str) -> str:
        layer = self._scheme.layers.get(ENTITY_LAYER)
        label = next((label for label in layer.labels if label.name == kind), None) if layer is not None else None
        return label.titles.within(language()) if label is not None else kind
