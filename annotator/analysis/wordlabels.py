"""Which labels the same words bear: in one set, or in many documents together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from annotator.model.annotation import Annotation
from annotator.model.identity import DocumentId
from annotator.model.scheme import Scheme
from annotator.text.folding import fold

_Place: TypeAlias = tuple[tuple[str, str], str, int]


class WordLabels:
    """The labels of words (in the search form), each place counted once however many sets have it.

    Args:
        scheme: Layers with a single label cannot disagree and are left out.
    """

    def __init__(self, scheme: Scheme) -> None:
        self._layers = frozenset(layer.name for layer in scheme.layers.values() if len(layer.labels) > 1)
        # Words of a layer, to labels, to the places (document and offset) where they bear them.
        self._places: dict[tuple[str, str], dict[str, set[tuple[DocumentId, int]]]] = {}
        # How many annotations of a document bear a label at a place.
        self._of_document: dict[DocumentId, Counter[_Place]] = {}

    def put(self, document: DocumentId, text: str, annotations: Iterable[Annotation]) -> None:
        """Count the annotations of a document, of all its sets together, instead of what was counted of it before."""
        for _ in self.counting(document, text, annotations):
            pass

    def counting(self, document: DocumentId, text: str, annotations: Iterable[Annotation]) -> Iterator[None]:
        """The same, one annotation at a time, so that the caller can do something else in between."""
        for words, label, start in self._of_document.pop(document, ()):
            self._take_away(words, label, (document, start))
        for annotation in annotations:
            self.change(document, text, None, annotation)
            yield

    def change(self, document: DocumentId, text: str, old: Annotation | None, new: Annotation | None) -> None:
        """Count one annotation of a document instead of another; None for the one that is not there.

        Args:
            document: The document.
            text: Its text.
            old: What was, or will be, counted.
            new: What is counted from now on.
        """
        counted = self._of_document.setdefault(document, Counter())
        for annotation, difference in ((old, -1), (new, 1)):
            if annotation is None or annotation.layer not in self._layers:
                continue
            words = (annotation.layer, fold(annotation.text(text)))
            place = (words, annotation.label, annotation.start)
            counted[place] += difference
            if counted[place] == 0:
                del counted[place]
            if counted[place] > 0:
                labels = self._places.setdefault(words, {})
                labels.setdefault(annotation.label, set()).add((document, annotation.start))
            else:
                self._take_away(words, annotation.label, (document, annotation.start))

    def _take_away(self, words: tuple[str, str], label: str, place: tuple[DocumentId, int]) -> None:
        places = self._places.get(words, {}).get(label)
        if places is not None:
            places.discard(place)
            if not places:
                del self._places[words][label]

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
