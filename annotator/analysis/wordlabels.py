"""Which labels the same words bear: in one set, or in many documents together."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.model.annotation import Annotation
from annotator.model.identity import DocumentId
from annotator.model.scheme import Scheme
from annotator.text.folding import fold


class WordLabels:
    """The labels of words (in the search form), each place counted once however many sets have it.

    Args:
        scheme: Layers with a single label cannot disagree and are left out.
    """

    def __init__(self, scheme: Scheme) -> None:
        self._layers = frozenset(layer.name for layer in scheme.layers.values() if len(layer.labels) > 1)
        # Words of a layer, to labels, to the places (document and offset) where they bear them.
        self._places: dict[tuple[str, str], dict[str, set[tuple[DocumentId, int]]]] = {}
        self._of_document: dict[DocumentId, list[tuple[tuple[str, str], str, int]]] = {}

    def put(self, document: DocumentId, text: str, annotations: Iterable[Annotation]) -> None:
        """Count the annotations of a document, of all its sets together, instead of what was counted of it before."""
        for words, label, start in self._of_document.pop(document, ()):
            labels = self._places[words]
            labels[label].discard((document, start))
            if not labels[label]:
                del labels[label]
        counted = [
            ((annotation.layer, fold(annotation.text(text))), annotation.label, annotation.start)
            for annotation in annotations
            if annotation.layer in self._layers
        ]
        for words, label, start in counted:
            self._places.setdefault(words, {}).setdefault(label, set()).add((document, start))
        self._of_document[document] = list(dict.fromkeys(counted))

    def usual(self, annotation: Annotation, text: str) -> tuple[str, int] | None:
        """The label that these words bear most often, and at how many places; None where it is the annotation's own.

        Of labels that are equally frequent the one that comes first in the documents is the usual one.

        Args:
            annotation: The annotation; it is counted already.
            text: Its article.
        """
        if annotation.layer not in self._layers:
            return None
        labels = self._places.get((annotation.layer, fold(annotation.text(text))), {})
        if len(labels) < 2:
            return None
        usual = min(labels, key=lambda label: (-len(labels[label]), min(labels[label])))
        return None if usual == annotation.label else (usual, len(labels[usual]))
