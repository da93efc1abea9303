"""The menu under the pointer: everything that can be done to what is there, from the table of actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from annotator.language import _, language
from annotator.model.annotation import Annotation
from annotator.model.scheme import ATTRIBUTION, CLAIM_LAYER, CUE_LAYER, SOURCE_LAYER, ZONE_LAYER, Layer, Scheme
from annotator.operations import referents
from annotator.operations.opendocument import OpenDocument
from annotator.ui.actions import Action, Group, label_action_id, with_keys
from annotator.ui.panels.lettering import interface_direction
from annotator.ui.reader.reader import Reader
from annotator.ui.work.looking import paragraphs_at_hand
from annotator.ui.work.status import chosen_line

_BORDERS = ("border.switch", "border.next_stop", "border.previous_stop", "border.stem")


class ContextMenu:
    """Builds the menu for one place.

    Args:
        actions: The table of actions with the labels of the scheme.
        perform: Does an action, by its id.
        parent: Owns the menu.
    """

    def __init__(self, actions: Iterable[Action], perform: Callable[[str], object], *, parent: QWidget) -> None:
        self._actions = {action.id: action for action in actions}
        self._perform = perform
        self._parent = parent

    def build(self, document: OpenDocument, reader: Reader) -> QMenu:
        """The menu for what is chosen or selected in the reader now."""
        menu = QMenu(self._parent)
        menu.setLayoutDirection(interface_direction())
        chosen = document.annotations.get(reader.chosen) if reader.chosen is not None else None
        if chosen is not None and reader.selection is None:
            self._add_chosen(menu, document, chosen)
            menu.addSeparator()
        self._add_labels(menu, document.scheme, chosen if reader.selection is None else None)
        menu.addSeparator()
        if reader.selection is not None:
            self._add(menu, "edit.copy")
        if chosen is not None and (chosen.layer == CLAIM_LAYER or document.relations_of(chosen.id)):
            self._add(menu, "edit.cite")
        self._add(menu, "find.article")
        menu.addSeparator()
        self._add_zones(menu, document, reader)
        self._add(menu, "look.direction")
        return menu

    def _add_chosen(self, menu: QMenu, document: OpenDocument, chosen: Annotation) -> None:
        """What can be done to an annotation, under its name."""
        name = menu.addAction(chosen_line(document, chosen).replace("&", "&&"))
        name.setEnabled(False)
        if chosen.layer in (CLAIM_LAYER, SOURCE_LAYER, CUE_LAYER) and ATTRIBUTION in document.scheme.relation_types:
            self._add(menu, "attribution.attribute")
        if chosen.layer == CLAIM_LAYER:
            self._add(menu, "attribution.relate")
        if referents.may_refer(chosen):
            self._add(menu, "label.referent")
            self._add(menu, "label.mentions")
        for action in ("move.attributes", "label.doubt", "label.again"):
            self._add(menu, action)
        borders = menu.addMenu(_("Border"))
        for action in _BORDERS:
            self._add(borders, action)
        layer = document.scheme.layers.get(chosen.layer)
        if layer is not None and len(layer.labels) > 1:
            self._add_layer(menu.addMenu(_("Another label")), layer, current=chosen.label)
        self._add(menu, "label.erase")

    def _add_labels(self, menu: QMenu, scheme: Scheme, chosen: Annotation | None) -> None:
        """Mark what is selected, or the word here: single labels at once, a layer of many in a menu of its own."""
        for layer in scheme.layers.values():
            if layer.name == ZONE_LAYER or (chosen is not None and layer.name == chosen.layer):
                continue
            if len(layer.labels) == 1:
                self._add_layer(menu, layer)
            else:
                title = layer.titles.within(language())
                self._add_layer(menu.addMenu(_("Mark as {layer}", layer=title)), layer)

    def _add_layer(self, menu: QMenu, layer: Layer, *, current: str = "") -> None:
        for label in layer.labels:
            name = label_action_id(layer.name, label.name)
            title = label.titles.within(language()).replace("&", "&&")
            action = self._actions.get(name)
            shown = menu.addAction(with_keys(title, action) if action is not None else title)
            shown.setObjectName(name)
            shown.triggered.connect(lambda _on=False, n=name: self._perform(n))
            if current:
                shown.setCheckable(True)
                shown.setChecked(label.name == current)

    def _add_zones(self, menu: QMenu, document: OpenDocument, reader: Reader) -> None:
        zones = menu.addMenu(_("The paragraph is"))
        at_hand = paragraphs_at_hand(document, reader.selection, reader.caret) if document.paragraphs else range(0)
        now = {document.zone_of(document.paragraphs[number]) or "body" for number in at_hand}
        for action in self._actions.values():
            if action.group is Group.ZONE:
                shown = self._add(zones, action.id)
                shown.setCheckable(True)
                shown.setChecked(now == {action.id.removeprefix("zone.")})

    def _add(self, menu: QMenu, name: str) -> QAction:
        action = self._actions[name]
        shown = menu.addAction(with_keys(_(action.text), action))
        shown.setObjectName(name)
        shown.triggered.connect(lambda _on=False: self._perform(name))
        return shown
