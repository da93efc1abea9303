"""How the work of a corpus goes: progress, labels and pace of each person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.analysis.pace import Day, PersonPace, pace_of
from annotator.analysis.progress import PersonProgress, progress_of
from annotator.model.identity import Handle, SetName
from annotator.model.workflow import Assignment
from annotator.operations.corpora import count_all
from annotator.store.corpus import Corpus

__all__ = ["Day", "Overview", "PersonPace", "PersonProgress", "overview"]


@dataclass(frozen=True, slots=True)
class Overview:
    """How the work of a corpus goes, apart from agreement.

    Attributes:
        progress: Documents of each person by status.
        labels: How often each person gave each label, by layer, label and person.
        pace: Days, articles, annotations and minutes of each person.
    """

    progress: tuple[PersonProgress, ...]
    labels: Mapping[str, Mapping[str, Mapping[SetName, int]]] = field(hash=False)
    pace: tuple[PersonPace, ...] = ()


def overview(corpus: Corpus, *, viewer: Handle | None) -> Overview:
    """Progress, labels and pace, of all sets that may be seen.

    Args:
        corpus: The corpus.
        viewer: Who looks. How far others are is no secret in a blind phase; what they marked is.
    """
    counts = count_all(corpus, viewer=viewer)
    labels: dict[str, dict[str, dict[SetName, int]]] = {}
    for layer in corpus.scheme.layers.values():
        for label in layer.labels:
            of_label = {
                name: of_set.annotations[layer.name][label.name]
                for name, of_set in counts.sets.items()
                if label.name in of_set.annotations.get(layer.name, {})
            }
            if of_label:
                labels.setdefault(layer.name, {})[label.name] = of_label
    return Overview(progress_of(corpus.documents(), corpus.remarks(Assignment)), labels, pace_of(corpus.worked()))
