"""The palette: every label in its own sign with its keys, to be clicked; it is also the legend of the article."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from annotator.language import _, language, question_mark
from annotator.model.scheme import CLAIM_LAYER, CUE_LAYER, ENTITY_LAYER, SOURCE_LAYER, Label, Scheme
from annotator.ui.actions import caps_in_use, label_action_id
from annotator.ui.panels.signbutton import Sign, SignButton
from annotator.ui.theme import Theme

_SIGNS: Final = {CLAIM_LAYER: Sign.CLAIM, SOURCE_LAYER: Sign.SOURCE, CUE_LAYER: Sign.CUE, ENTITY_LAYER: Sign.ENTITY}
_FAMILIES: Final = ("people", "org", "place", "time", "other")


class Palette(QWidget):
    """The labels of the scheme, in one row that folds families together where it is narrow."""

    label_wanted = Signal(str, str)
    """Layer and label that the person wants to set."""
    other_wanted = Signal()
    """The person wants to choose among the labels without a key of their own (the key Y)."""
    attribution_wanted = Signal()
    doubt_wanted = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scheme: Scheme | None = None
        self._buttons: dict[tuple[str, str], SignButton] = {}
        self._folded: dict[str, SignButton] = {}
        self._rest: SignButton | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self._active: tuple[str, str] | None = None
        self._attributing = False
        self._hidden: frozenset[tuple[str, str]] = frozenset()
        # Measured when the buttons are made: while the border of the window is dragged, every frame folds anew.
        self._savings: dict[str, int] = {}
        self._wide = 0
        self._chosen_families: frozenset[str] | None = None

    def show_scheme(self, scheme: Scheme | None) -> None:
        """Show the labels of ``scheme``, or nothing."""
        self._scheme = scheme
        self._build()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self._build()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        for button in self.findChildren(SignButton):
            button.set_theme(theme)
        self.update()

    def show_active(self, layer: str | None, label: str | None, *, attributing: bool = False) -> None:
        """Mark the label of what is chosen, and whether attribution is going on."""
        self._active = (layer, label) if layer and label else None
        self._attributing = attributing
        self._mark_active()

    def show_hidden(self, hidden: frozenset[tuple[str, str]]) -> None:
        """Fade and strike out the labels (layer and name) that are hidden in the article."""
        self._hidden = hidden
        for key, button in self._buttons.items():
            button.set_hidden(key in hidden)
        for family, button in self._folded.items():
            button.set_hidden(all(member in hidden for member in self._members_of(family)))
        if self._rest is not None:
            self._rest.set_hidden(all((ENTITY_LAYER, label.name) in hidden for label in self.other_labels()))

    def labels_at(self, point: QPoint) -> tuple[str, tuple[str, ...], str] | None:
        """The layer, the labels and the title of the button under a point, or None."""
        under = self.childAt(point)
        for (layer, label), button in self._buttons.items():
            if button is under:
                return layer, (label,), button.text()
        for family, button in self._folded.items():
            if button is under:
                return ENTITY_LAYER, tuple(label for _layer, label in self._members_of(family)), button.text()
        if under is not None and under is self._rest:
            return ENTITY_LAYER, tuple(label.name for label in self.other_labels()), self._rest.text()
        return None

    def other_labels(self) -> tuple[Label, ...]:
        """Entity labels without a key of their own, in the order of the scheme."""
        return tuple(label for label in self._entities() if not label.key)

    def show_other_menu(self) -> None:
        """Open the menu of the labels without a key of their own, below its button."""
        if self._rest is not None:
            self._open_menu(self.other_labels(), self._rest)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for every family folded."""
        return QSize(240, 47)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold families, so that the row fits."""
        super().resizeEvent(event)
        self._fold()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Hairlines between the groups."""
        with QPainter(self) as painter:
            for at in range(self._row.count()):
                entry = self._row.itemAt(at)
                spacer = entry.spacerItem() if entry is not None else None
                if spacer is not None and 0 < spacer.sizeHint().width() < 20:
                    middle = spacer.geometry().center().x()
                    painter.fillRect(middle, 9, 1, 28, self._theme.line2)

    def _entities(self) -> list[Label]:
        layer = self._scheme.layers.get(ENTITY_LAYER) if self._scheme else None
        labels = [label for label in layer.labels if label.in_palette] if layer else []
        return sorted(labels, key=lambda label: _FAMILIES.index(label.family) if label.family in _FAMILIES else 9)

    def _build(self) -> None:
        """All buttons anew; they are few."""
        while (entry := self._row.takeAt(0)) is not None:
            widget = entry.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._buttons, self._folded, self._rest = {}, {}, None
        if self._scheme is None:
            return
        for name in (CLAIM_LAYER, SOURCE_LAYER, CUE_LAYER):
            for label in self._scheme.layers[name].labels if name in self._scheme.layers else ():
                self._add_label(name, label)
        self._row.addSpacing(13)
        self._add_entities()
        self._row.addSpacing(13)
        caps = caps_in_use("attribution.attribute", rtl=True)
        self._attribution = self._add(Sign.PLAIN, _("Attribution"), caps, self.attribution_wanted.emit)
        doubt = caps_in_use("label.doubt", rtl=True)
        # Shift and the key of the slash write a question mark: that is what people look for.
        caps = (question_mark(),) if "/" in doubt else doubt
        self._doubt = self._add(Sign.PLAIN, _("Doubt"), caps, self.doubt_wanted.emit)
        self._attribution.setToolTip(_("Say who says the chosen claim"))
        self._doubt.setToolTip(_("Mark what is chosen as unsure"))
        self._row.addStretch(1)
        self._mark_active()
        self.show_hidden(self._hidden)
        self._wide = self._full_width()
        by_saving = sorted(self._folded, key=self._saving, reverse=True)
        self._savings = {family: self._saving(family) for family in by_saving}
        self._chosen_families = None
        self._fold()

    def _add_entities(self) -> None:
        entities = self._entities()
        for family in _FAMILIES:
            members = [label for label in entities if label.key and label.family == family]
            if len(members) > 1:
                keys = tuple(cap for label in members for cap in _caps(ENTITY_LAYER, label)[:1])
                folded = self._add(Sign.ENTITY, _family_title(family), keys, family=family)
                folded.clicked.connect(lambda _on=False, m=tuple(members), b=folded: self._open_menu(m, b))
                folded.hide()
                self._folded[family] = folded
            for label in members:
                self._add_label(ENTITY_LAYER, label)
        if self.other_labels():
            caps = caps_in_use("label.more", rtl=True)
            self._rest = self._add(Sign.ENTITY, _("Other"), caps, self.other_wanted.emit, family="other")
            self._rest.setToolTip(_("Other labels"))

    def _add_label(self, layer: str, label: Label) -> None:
        title = label.titles.within(language())
        button = self._add(
            _SIGNS[layer], title, _caps(layer, label),
            lambda: self.label_wanted.emit(layer, label.name), family=label.family,
        )  # fmt: skip
        keys = " · ".join(_caps(layer, label))
        button.setToolTip(f"{title}  {keys}" if keys else title)
        self._buttons[layer, label.name] = button

    def _add(
        self, sign: Sign, title: str, caps: tuple[str, ...], act: Callable[[], None] | None = None, *, family: str = ""
    ) -> SignButton:
        button = SignButton(sign, theme=self._theme, family=family, keys=caps, parent=self)
        button.setText(title)
        button.setAccessibleName(title)
        if act is not None:
            button.clicked.connect(lambda _on=False: act())
        self._row.addWidget(button)
        return button

    def _fold(self) -> None:
        """Fold the families that save most, one after the other, until the row fits."""
        if self._scheme is None:
            return
        folded: set[str] = set()
        excess = self._wide - self.width()
        for family, saving in self._savings.items():
            if excess <= 0:
                break
            folded.add(family)
            excess -= saving
        chosen = frozenset(folded)
        if chosen == self._chosen_families:
            return
        self._chosen_families = chosen
        for family, button in self._folded.items():
            button.setVisible(family in chosen)
            for member in self._members(family):
                member.setVisible(family not in chosen)

    def _members_of(self, family: str) -> list[tuple[str, str]]:
        return [key for key, button in self._buttons.items() if button in self._members(family)]

    def _members(self, family: str) -> list[SignButton]:
        return [
            self._buttons[ENTITY_LAYER, label.name]
            for label in self._entities()
            if label.family == family and (ENTITY_LAYER, label.name) in self._buttons
        ]

    def _saving(self, family: str) -> int:
        members = self._members(family)
        return sum(m.sizeHint().width() + 2 for m in members) - self._folded[family].sizeHint().width() - 2

    def _full_width(self) -> int:
        loose = [self._rest] if self._rest is not None else []
        buttons = [*self._buttons.values(), *loose, self._attribution, self._doubt]
        return sum(button.sizeHint().width() + 2 for button in buttons) + 2 * 15 + 3 * 2

    def _open_menu(self, labels: tuple[Label, ...], below: SignButton) -> None:
        menu = QMenu(self)
        menu.setLayoutDirection(self.layoutDirection())
        for label in labels:
            # A tab sets the key apart in the shortcut column, without making it a shortcut.
            text, caps = label.titles.within(language()), " ".join(_caps(ENTITY_LAYER, label))
            text += f"\t{caps}" if caps else ""
            action = menu.addAction(text.replace("&", "&&"))
            action.triggered.connect(lambda _on=False, n=label.name: self.label_wanted.emit(ENTITY_LAYER, n))
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        corner = below.rect().bottomRight() if rtl else below.rect().bottomLeft()
        at = below.mapToGlobal(corner)
        if rtl:
            at.setX(at.x() - menu.sizeHint().width())
        menu.popup(at)

    def _mark_active(self) -> None:
        if self._scheme is None:
            return
        for key, button in self._buttons.items():
            button.set_active(key == self._active and not self._attributing)
        for family, button in self._folded.items():
            button.set_active(
                any(self._buttons[key] in self._members(family) for key in (self._active,) if key in self._buttons)
            )
        self._attribution.set_active(self._attributing)


def _caps(layer: str, label: Label) -> tuple[str, ...]:
    """The caps of a label's key, in both alphabets: the palette is the legend."""
    return caps_in_use(label_action_id(layer, label.name), label.key, rtl=True)


def _family_title(family: str) -> str:
    titles = {
        "people": _("People"), "org": _("Organisations"), "place": _("Places"), "time": _("Time and number"),
        "other": _("Other"),
    }  # fmt: skip
    return titles[family]
