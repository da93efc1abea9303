"""Which annotations of several sets are the same mention: one of each set at most, whatever its borders and label."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from annotator.analysis.pairing import matched, shared_characters
from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId, SetName, derive
from annotator.model.scheme import CLAIM_LAYER
from annotator.model.span import Fragments

_LEAST_OF_A_CLAIM: Final = 0.3
"""Of the letters that two claims cover together they share so many: a claim is no version of one inside it."""
_LEAST_FROM_ONE_START: Final = 0.15
"""The same where both claims begin at one letter, which a claim inside another seldom does."""
_LEAST_OTHERWISE_LABELLED: Final = 0.5
"""The same for annotations with different labels: a place in a title is not the title by another name."""

_Exact: TypeAlias = tuple[int | str, ...]


@dataclass(frozen=True)
class Mention:
    """One thing in the text as several sets have it.

    Attributes:
        members: The annotation of each set that has it, by the name of the set, in order of the names.
    """

    members: Mapping[SetName, Annotation]

    def __init__(self, members: Mapping[SetName, Annotation]) -> None:
        # Thousands are made at once: not by way of the check that forbids to change one.
        self.__dict__["members"] = members

    @property
    def first(self) -> Annotation:
        """The annotation of the first set that has it."""
        return next(iter(self.members.values()))

    @property
    def name(self) -> AnnotationId:
        """A name of its own, derived from the annotation of the first set that has it."""
        known: AnnotationId | None = self.__dict__.get("_name")
        if known is None:
            name, first = next(iter(self.members.items()))
            known = self.__dict__["_name"] = AnnotationId(derive("a", name, first.id))
        return known


def aligned(sets: Mapping[SetName, Iterable[Annotation]]) -> list[Mention]:
    """The mentions of a text, each with its annotation in every set that has it.

    Annotations that are the same meet first; of the rest those that share most letters of a layer, one to one, as many
    as can. The order in which the sets are given makes no difference.

    Args:
        sets: The annotations by set.

    Returns:
        Those of the first set by name in the order in which they are given, then those of the next that it lacks.
    """
    clusters: list[dict[SetName, Annotation]] = []
    for name in sorted(sets):
        _join(clusters, name, list(sets[name]))
    return list(map(Mention, clusters))


def shared_part(a: Fragments, b: Fragments) -> float:
    """Of the letters that two annotations cover together, the part that both cover (Jaccard), 0 to 1."""
    both = shared_characters(a, b)
    return both / (sum(map(len, a)) + sum(map(len, b)) - both)


def _join(clusters: list[dict[SetName, Annotation]], name: SetName, annotations: Sequence[Annotation]) -> None:
    """Add the annotations of one more set to the clusters."""
    if not clusters:
        clusters += [{name: annotation} for annotation in annotations]
        return
    known = _by_exactness(clusters)
    left: list[Annotation] = []
    taken = [False] * len(clusters)
    doubles: Counter[_Exact] = Counter()
    for annotation, key in zip(annotations, _exactly(annotations), strict=True):
        at = known.get(key)
        if at is not None and taken[at]:
            doubles[key] += 1
            at = known.get((*key, doubles[key]))
        if at is None or taken[at]:
            left.append(annotation)
        else:
            taken[at] = True
            clusters[at][name] = annotation
    open_clusters = [at for at, is_taken in enumerate(taken) if not is_taken]
    for annotation, found in _matched(left, clusters, open_clusters):
        if found is None:
            clusters.append({name: annotation})
        else:
            clusters[found][name] = annotation


def _exactly(annotations: Iterable[Annotation]) -> list[_Exact]:
    """What is the same where two annotations are exactly the same; spans are taken apart, because that is quicker."""
    return [
        (spans[0].start, spans[0].end, annotation.layer, annotation.label)
        if len(spans := annotation.fragments) == 1
        else (*(border for span in spans for border in (span.start, span.end)), annotation.layer, annotation.label)
        for annotation in annotations
    ]


def _by_exactness(clusters: Sequence[Mapping[SetName, Annotation]]) -> dict[_Exact, int]:
    """Each cluster by what is exactly the same; doubles within a set are counted, so that they meet doubles."""
    known: dict[_Exact, int] = {}
    doubles: Counter[_Exact] = Counter()
    for at, members in enumerate(clusters):
        keys = _exactly(members.values())
        for key in set(keys) if len(keys) > 1 else keys:
            if known.setdefault(key, at) != at:
                doubles[key] += 1
                known[(*key, doubles[key])] = at
    return known


def _matched(
    annotations: Sequence[Annotation], clusters: Sequence[Mapping[SetName, Annotation]], open_clusters: Iterable[int]
) -> Iterator[tuple[Annotation, int | None]]:
    """Each annotation with its cluster: the closest first, then as many as can be."""
    places = list(open_clusters)
    # The closest pairs choose first; equals by their places, so that the same sets always give the same.
    edges: dict[tuple[int, int], tuple[float, ...]] = {}
    members = [(at, member) for at, cluster in enumerate(places) for member in clusters[cluster].values()]
    for index, at in _meeting(annotations, members):
        found = (_alike(annotations[index], other) for other in clusters[places[at]].values())
        best = max((alike for alike in found if alike is not None), default=None)
        if best is not None:
            edges[index, at] = (*(-part for part in best), annotations[index].start, annotations[index].end)
    partners = dict(matched(len(annotations), len(places), edges))
    for index, annotation in enumerate(annotations):
        yield annotation, places[partners[index]] if index in partners else None


def _meeting(annotations: Sequence[Annotation], others: Sequence[tuple[int, Annotation]]) -> Iterator[tuple[int, int]]:
    """Pairs of one layer that share a character of their extents: one sweep from left to right."""
    events: list[tuple[int, int, int, str, int]] = []
    events += [(a.start, a.end, 0, a.layer, index) for index, a in enumerate(annotations)]
    events += [(a.start, a.end, 1, a.layer, at) for at, a in others]
    events.sort()
    running: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    found: set[tuple[int, int]] = set()
    for start, end, side, layer, number in events:
        across = running[(layer, 1 - side)]
        across[:] = [(stop, other) for stop, other in across if stop > start]
        for _stop, other in across:
            found.add((number, other) if side == 0 else (other, number))
        running[(layer, side)].append((end, number))
    yield from sorted(found)


def _alike(one: Annotation, other: Annotation) -> tuple[float, ...] | None:
    """How much two annotations of a layer are one thing, to be compared; None where they are two."""
    shared = shared_part(one.fragments, other.fragments)
    least = 0.0
    if one.layer == CLAIM_LAYER:
        least = _LEAST_FROM_ONE_START if one.start == other.start else _LEAST_OF_A_CLAIM
    if one.label != other.label:
        least = _LEAST_OTHERWISE_LABELLED
    if shared <= 0 or shared < least:
        return None
    return (float(one.label == other.label), shared)


def places_of(mentions: Iterable[Mention]) -> dict[SetName, dict[AnnotationId, int]]:
    """The number of the mention of every annotation, by the name of its set and its id."""
    places: dict[SetName, dict[AnnotationId, int]] = defaultdict(dict)
    for number, mention in enumerate(mentions):
        for name, member in mention.members.items():
            places[name][member.id] = number
    return places
