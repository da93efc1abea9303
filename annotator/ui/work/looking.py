"""How the article is looked at: manner, hidden labels, hidden characters, directions; never a change of its text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu

from annotator.language import _, language, ngettext
from annotator.model.identity import AnnotationId
from annotator.model.scheme import ZONE_LAYER, Layer, Scheme
from annotator.model.span import Span
from annotator.operations.opendocument import OpenDocument
from annotator.text.direction import Direction, hidden_characters, paragraph_direction
from annotator.text.graphemes import next_boundary
from annotator.ui.reader.filtering import Filter
from annotator.ui.reader.styles import Manner
from annotator.ui.work.surroundings import Surroundings

_SAID = {
    Manner.CALM: lambda: _("Calm view"),
    Manner.DENSE: lambda: _("Dense view (F10): every annotation is a bar with its name"),
    Manner.CARDS: lambda: _("A card for every claim in the margin"),
}


class Looking(QObject):
    """What is shown of an article and how; belongs to the desk."""

    def __init__(self, window: Surroundings, scheme: Scheme) -> None:
        super().__init__()
        self._window = window
        self._scheme = scheme
        self._document: OpenDocument | None = None
        self._menu: QMenu | None = None
        window.reader.set_manner(_manner_of(window.memory.settings.manner))
        window.reader.chosen_changed.connect(self._chosen_changed)
        window.palette_bar.installEventFilter(self)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What its actions do."""
        return {
            "look.calm": lambda: self.set_manner(Manner.CALM),
            "look.dense": lambda: self._toggle(Manner.DENSE),
            "look.cards": lambda: self._toggle(Manner.CARDS),
            "look.filter": self.open_filter,
            "look.everything": lambda: self.set_filter(Filter()),
            "look.unseen": self._toggle_unseen,
            "look.suspicious": self.to_next_suspicious,
            "look.direction": self.turn,
        }

    def show(self, document: OpenDocument) -> None:
        """Look at another article, its paragraphs turned as they were left."""
        self._document = document
        turned = self._window.memory.settings.directions.get(document.document.id, {})
        known = {int(n): Direction(way) for n, way in turned.items() if n.isdigit() and way in set(Direction)}
        self._window.reader.set_directions({n: way for n, way in known.items() if n < len(document.paragraphs)})
        self._show_badges()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        if self._document is not None:
            self._show_badges()

    def close(self) -> None:
        """Hide nothing any more; the desk is put away."""
        self._window.palette_bar.removeEventFilter(self)
        self._window.reader.chosen_changed.disconnect(self._chosen_changed)
        self._window.reader.set_filter(Filter())
        self._window.palette_bar.show_hidden(frozenset())
        for name in ("hidden labels", "suspicious"):
            self._window.show_badge(name, "", tip="", warning=False, act=_nothing)

    # ------------------------------------------------------------------ manners

    def set_manner(self, manner: Manner) -> None:
        """Show articles in this manner from now on, also tomorrow."""
        self._window.reader.set_manner(manner)
        self._window.memory.change(manner=manner.value)
        reader = self._window.reader
        self._window.say(_SAID[manner]() if reader.has_room else _("The window is too narrow for cards in the margin"))

    def _toggle(self, manner: Manner) -> None:
        self.set_manner(Manner.CALM if self._window.reader.manner is manner else manner)

    # ------------------------------------------------------------------ hiding labels

    def set_filter(self, hidden: Filter) -> None:
        """Hide labels; a badge and faded buttons of the palette tell that something is hidden."""
        reader = self._window.reader
        reader.set_filter(hidden)
        chosen = self._document.annotations.get(reader.chosen) if self._document and reader.chosen else None
        if chosen is not None and hidden.hides(chosen):
            reader.choose(None)
        self._window.palette_bar.show_hidden(hidden.hidden)
        self._show_badges()

    def open_filter(self) -> None:
        """Open the menu of all layers and labels, below the palette."""
        palette = self._window.palette_bar
        menu = self._fresh_menu()
        menu.addAction(_("Show all labels")).triggered.connect(lambda: self.set_filter(Filter()))
        menu.addSeparator()
        for layer in self._layers():
            self._add_layer(menu, layer)
        rtl = palette.layoutDirection() is Qt.LayoutDirection.RightToLeft
        corner = palette.rect().bottomRight() if rtl else palette.rect().bottomLeft()
        at = palette.mapToGlobal(corner)
        menu.popup(at - QPoint(menu.sizeHint().width(), 0) if rtl else at)

    def filter_menu(self, layer: Layer, labels: tuple[str, ...], title: str) -> QMenu:
        """The menu of one button of the palette: hide it, show only it, hide or show its layer."""
        menu, now = self._fresh_menu(), self._window.reader.filter
        hidden = all(now.hides_label(layer.name, label) for label in labels)
        words = _("Show “{label}”", label=title) if hidden else _("Hide “{label}”", label=title)
        menu.addAction(words).triggered.connect(lambda: self.set_filter(now.toggled(layer.name, labels)))
        only = now.showing_only(layer.name, labels, of=self._layers())
        menu.addAction(_("Show only “{label}”", label=title)).triggered.connect(lambda: self.set_filter(only))
        if len(layer.labels) > len(labels):
            whole = layer.titles.within(language())
            words = _("Show “{label}”", label=whole) if now.hides_layer(layer) else _("Hide “{label}”", label=whole)
            every = [label.name for label in layer.labels]
            menu.addAction(words).triggered.connect(lambda: self.set_filter(now.toggled(layer.name, every)))
        menu.addSeparator()
        menu.addAction(_("Show all labels")).triggered.connect(lambda: self.set_filter(Filter()))
        return menu

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A right click on a label of the palette."""
        if isinstance(event, QContextMenuEvent) and event.type() == QEvent.Type.ContextMenu:
            under = self._window.palette_bar.labels_at(event.pos())
            if under is not None:
                layer, labels, title = under
                self.filter_menu(self._scheme.layer(layer), labels, title).popup(event.globalPos())
                return True
        return super().eventFilter(watched, event)

    def _add_layer(self, menu: QMenu, layer: Layer) -> None:
        now = self._window.reader.filter
        title = layer.titles.within(language())
        names = [label.name for label in layer.labels]
        if len(names) == 1:
            self._add_tick(menu, title, not now.hides_layer(layer), now.toggled(layer.name, names))
            return
        inner = menu.addMenu(title)
        self._add_tick(inner, _("All of them"), not now.hides_layer(layer), now.toggled(layer.name, names))
        inner.addSeparator()
        for label in layer.labels:
            shown = not now.hides_label(layer.name, label.name)
            self._add_tick(inner, label.titles.within(language()), shown, now.toggled(layer.name, [label.name]))

    def _add_tick(self, menu: QMenu, title: str, shown: bool, after: Filter) -> None:
        action = menu.addAction(title.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(shown)
        action.triggered.connect(lambda _on=False: self.set_filter(after))

    def _fresh_menu(self) -> QMenu:
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = QMenu(self._window.palette_bar)
        self._menu.setLayoutDirection(self._window.palette_bar.layoutDirection())
        return self._menu

    def _layers(self) -> tuple[Layer, ...]:
        return tuple(layer for layer in self._scheme.layers.values() if layer.name != ZONE_LAYER)

    def _chosen_changed(self, chosen: object) -> None:
        """What is chosen can be seen: its label is no longer hidden."""
        known = self._document.annotations.get(AnnotationId(str(chosen))) if self._document and chosen else None
        now = self._window.reader.filter
        if known is not None and now.hides(known):
            self.set_filter(now.showing(known.layer, known.label))

    # ------------------------------------------------------------------ hidden characters

    def _toggle_unseen(self) -> None:
        reader = self._window.reader
        reader.set_shows_unseen(not reader.shows_unseen)
        self._window.say(
            _("Hidden characters are marked.") if reader.shows_unseen else _("Hidden characters are not marked.")
        )

    def to_next_suspicious(self) -> None:
        """Mark hidden characters, and go to the next suspicious one after the caret; name it."""
        reader, document = self._window.reader, self._document
        if document is None or not reader.suspicious:
            self._window.say(_("No suspicious character."))
            return
        reader.set_shows_unseen(True)
        found = sorted(reader.suspicious)
        offset = next((at for at in found if at >= reader.caret), found[0])
        # It has no place of its own in a line: the caret stands behind the letter that it clings to.
        reader.place_caret(next_boundary(document.text, offset))
        reader.reveal(Span(offset, offset + 1))
        name = hidden_characters(document.text[offset])[0].name if hidden_characters(document.text[offset]) else ""
        self._window.say(_("{name}: U+{code}", name=name, code=f"{ord(document.text[offset]):04X}"), warning=True)

    # ------------------------------------------------------------------ directions

    def turn(self) -> None:
        """Turn the paragraphs of the selection or the caret round; turned back they follow their letters again."""
        document, reader = self._document, self._window.reader
        if document is None or not document.paragraphs:
            return
        turned = dict(reader.directions)
        for number in paragraphs_at_hand(document, reader.selection, reader.caret):
            by_letters = paragraph_direction(document.paragraphs[number].of(document.text))
            now = turned.pop(number, by_letters)
            if now is by_letters:
                turned[number] = Direction.LTR if now is Direction.RTL else Direction.RTL
        reader.set_directions(turned)
        written = {str(number): way.value for number, way in sorted(turned.items())}
        self._window.memory.take(self._window.memory.settings.turning(document.document.id, written))
        self._window.say(_("Only the view is turned; the text stays as it is."))

    # ------------------------------------------------------------------ badges

    def _show_badges(self) -> None:
        hidden, suspicious = len(self._window.reader.filter.hidden), len(self._window.reader.suspicious)
        self._window.show_badge(
            "hidden labels",
            ngettext("{count} label is hidden", "{count} labels are hidden", hidden) if hidden else "",
            tip=_("Show all labels"),
            warning=False,
            act=lambda: self.set_filter(Filter()),
        )
        self._window.show_badge(
            "suspicious",
            ngettext("{count} suspicious character", "{count} suspicious characters", suspicious) if suspicious else "",
            tip=_("Characters that cannot be seen and may deceive; a click goes to the next one."),
            warning=True,
            act=self.to_next_suspicious,
        )


def paragraphs_at_hand(document: OpenDocument, selection: Span | None, caret: int) -> range:
    """The paragraphs that a selection touches, or that of the caret."""
    if selection is None:
        number = document.paragraph_at(caret)
        return range(number, number + 1)
    return range(document.paragraph_at(selection.start), document.paragraph_at(selection.end - 1) + 1)


def _manner_of(written: str) -> Manner:
    return Manner(written) if written in set(Manner) else Manner.CALM


def _nothing() -> None:
    """A badge that is taken away does nothing."""
