"""Which labels are not shown for a while; what is hidden stays in the article and in every export."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.model.annotation import Annotation
from annotator.model.scheme import Layer


@dataclass(frozen=True, slots=True)
class Filter:
    """Labels that are hidden.

    Attributes:
        hidden: Layer and label of each.

    >>> Filter().toggled("entity", ["DATE"]).hides_label("entity", "DATE")
    True
    """

    hidden: frozenset[tuple[str, str]] = frozenset()

    def hides(self, annotation: Annotation) -> bool:
        """Whether an annotation is hidden."""
        return bool(self.hidden) and (annotation.layer, annotation.label) in self.hidden

    def hides_label(self, layer: str, label: str) -> bool:
        """Whether a label is hidden."""
        return (layer, label) in self.hidden

    def hides_layer(self, layer: Layer) -> bool:
        """Whether every label of a layer is hidden."""
        return all((layer.name, label.name) in self.hidden for label in layer.labels)

    def toggled(self, layer: str, labels: Iterable[str]) -> Filter:
        """Hide these labels of a layer; show them where all of them are hidden already."""
        asked = {(layer, label) for label in labels}
        return Filter(self.hidden - asked if asked <= self.hidden else self.hidden | asked)

    def showing(self, layer: str, label: str) -> Filter:
        """The same filter with one label shown."""
        return Filter(self.hidden - {(layer, label)})

    def showing_only(self, layer: str, labels: Iterable[str], *, of: Iterable[Layer]) -> Filter:
        """Hide everything but these labels of a layer.

        Args:
            layer: The layer.
            labels: What stays.
            of: The layers of the scheme, without zones.
        """
        kept = {(layer, label) for label in labels}
        every = {(other.name, label.name) for other in of for label in other.labels}
        return Filter(frozenset(every - kept))
