"""Everything that the section Agreement of the window shows, computed at once over a snapshot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path as FilePath

from annotator.analysis.agreement import Agreement, Measuring, PairAgreement, Path, measuring_of, overall
from annotator.analysis.coefficients import nominal_alpha
from annotator.analysis.confusion import Confusion, confusion
from annotator.analysis.measure import NOBODY_ANSWERED, Measure, f1, mean
from annotator.analysis.tallies import LayerTally, added
from annotator.analysis.trend import Week, weeks_of
from annotator.analysis.unitizing import unitizing_alpha_of
from annotator.model.identity import ADJUDICATED, DocumentId, Handle, SetName
from annotator.model.scheme import ATTRIBUTION, CLAIM_LAYER
from annotator.operations.agreement import AgreementReport, Interval, Wish, agree
from annotator.operations.agreementplaces import OF_LAYER, PanelPlace, clamped
from annotator.operations.visibility import Hidden, Sight
from annotator.operations.workoverview import Overview, overview
from annotator.store.corpus import Corpus

__all__ = ["Confusion", "LabelRow", "Overview", "Panel", "Week", "panel", "panel_of_snapshot"]


@dataclass(frozen=True, slots=True)
class LabelRow:
    """The agreement on one label; means over pairs."""

    layer: str
    label: str
    exact_f1: Measure
    overlap_f1: Measure
    alpha_u: Measure
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """What the section shows.

    Attributes:
        names: The sets that were compared.
        documents: How many articles are shared.
        layers: The layers, in the order of the scheme.
        guidelines: Versions of the guidelines of the compared sets.
        overall: Means over pairs.
        intervals: Their 95 % intervals.
        resamples: Draws behind the intervals.
        seed: Their seed.
        unfinished: Compared sets that are still being worked at.
        hidden: Sets that may not be seen yet.
        as_submitted: Whether sets were measured as they were first handed in.
        earlier: Sets that were measured so and are otherwise by now.
        pairs: Agreement of each pair.
        places: Everything in which pairs differ.
        shifts: Pairs of claims by how many words the second end lies after the first, clamped.
        answers: Of holder and stance: how often two chains of a claim have the same one, and its α; means over pairs.
        differences: Chains that differ, by the first thing in which they do.
        confusions: By layer, those with more than one label.
        by_label: Rows of all labels that occur.
        by_article: Means over pairs for each article.
        weeks: What was finished in each week.
        overview: Progress, labels and pace.
    """

    names: tuple[SetName, ...]
    documents: int
    layers: tuple[str, ...]
    guidelines: tuple[str, ...]
    overall: Agreement
    intervals: Mapping[Path, Interval]
    resamples: int
    seed: int
    unfinished: int
    hidden: int
    as_submitted: bool
    earlier: int
    pairs: tuple[tuple[SetName, SetName, int, Agreement], ...]
    places: tuple[PanelPlace, ...]
    shifts: Mapping[int, int]
    answers: Mapping[str, tuple[Measure, Measure]]
    differences: Mapping[str, int]
    confusions: Mapping[str, Confusion]
    by_label: tuple[LabelRow, ...]
    by_article: Mapping[DocumentId, Agreement]
    weeks: tuple[Week, ...]
    overview: Overview


def panel_of_snapshot(
    snapshot: FilePath,
    wish: Wish,
    *,
    viewer: Handle | None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Panel | Overview:
    """``panel`` from a copy that ``Corpus.snapshot`` made, for a child process; an ``Overview`` where none can be."""
    with Corpus.open(snapshot) as corpus:
        compared = [name for name in corpus.set_names_in_use() if name != ADJUDICATED or wish.against == name]
        if len(wish.names or compared) < 2:
            return overview(corpus, viewer=viewer)
        try:
            return panel(corpus, wish, viewer=viewer, progress=progress, cancelled=cancelled)
        except Hidden:
            return overview(corpus, viewer=viewer)


def panel(
    corpus: Corpus,
    wish: Wish,
    *,
    viewer: Handle | None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Panel:
    """Measure everything that the section shows; raises as ``agree`` does.

    Args:
        corpus: The corpus.
        wish: What is to be measured.
        viewer: Who looks.
        progress: Told how much of how much is done.
        cancelled: Asked between articles whether to stop.
    """
    report = agree(corpus, wish, viewer=viewer, progress=progress, cancelled=cancelled)
    measuring = measuring_of(corpus.scheme, wish.layers)
    pairs = report.agreement.pairs
    tallies = {
        layer: [added(pair.tallies, layers=(layer,)).layers[layer] for pair in pairs] for layer in measuring.layers
    }
    guidelines = _guidelines(corpus, report, viewer)
    differences: Counter[str] = Counter()
    for pair in pairs:
        for tally in pair.tallies:
            differences.update(tally.chains.differences)
    shifts: Counter[int] = Counter()
    for of_claims in tallies.get(CLAIM_LAYER, ()):
        for shift, count in of_claims.shifts.items():
            shifts[clamped(shift)] += count
    places = tuple(
        sorted(
            (PanelPlace(pair.a, pair.b, place) for pair in pairs for place in pair.places),
            key=lambda found: (found.place.document, found.place.start, found.place.end, found.a, found.b),
        )
    )
    return Panel(
        names=report.names,
        documents=report.documents,
        layers=measuring.layers,
        guidelines=tuple(sorted({version for version in guidelines.values() if version})),
        overall=report.agreement.overall,
        intervals=report.intervals,
        resamples=report.resamples,
        seed=report.seed,
        unfinished=report.unfinished,
        hidden=report.hidden,
        as_submitted=wish.as_submitted,
        earlier=report.earlier,
        pairs=tuple((pair.a, pair.b, len(pair.documents), pair.agreement) for pair in pairs),
        places=places,
        shifts=shifts,
        answers={name: _answers(pairs, name) for name in ("holder", "stance")},
        differences=differences,
        confusions={
            layer: confusion(_labels(of_layer), [label.name for label in corpus.scheme.layer(layer).labels])
            for layer, of_layer in tallies.items()
            if len(corpus.scheme.layer(layer).labels) > 1
        },
        by_label=tuple(
            row
            for layer, of_layer in tallies.items()
            for row in _label_rows(layer, [one.name for one in corpus.scheme.layer(layer).labels], of_layer, places)
        ),
        by_article=_by_article(pairs, measuring),
        weeks=weeks_of(pairs, measuring, finished=_finished(corpus), guidelines=guidelines),
        overview=overview(corpus, viewer=viewer),
    )


def _answers(pairs: Sequence[PairAgreement], name: str) -> tuple[Measure, Measure]:
    """The share of equal answers, and their nominal α."""
    shares, alphas = [], []
    for pair in pairs:
        cells: Counter[tuple[Hashable, Hashable]] = Counter()
        for tally in pair.tallies:
            for cell, count in tally.attributes.get((ATTRIBUTION, name), {}).items():
                cells[cell] += count
        total = sum(cells.values())
        equal = sum(count for (one, other), count in cells.items() if one == other)
        shares.append(Measure(equal / total) if total else NOBODY_ANSWERED)
        alphas.append(nominal_alpha(cells))
    return mean(shares), mean(alphas)


def _labels(tallies: Iterable[LayerTally]) -> Counter[tuple[Hashable, Hashable]]:
    total: Counter[tuple[Hashable, Hashable]] = Counter()
    for tally in tallies:
        for cell, count in tally.labels.items():
            total[cell] += count
    return total


def _label_rows(
    layer: str, order: Sequence[str], tallies: Sequence[LayerTally], places: Sequence[PanelPlace]
) -> list[LabelRow]:
    """One row a label that somebody used."""
    behind = Counter(
        label
        for found in places
        if found.place.layer == layer and found.place.kind in OF_LAYER
        for label in {found.place.said_a, found.place.said_b}
    )
    rows = []
    for label in order:
        of_pairs = [
            {side: tally.of_labels.get((label, side), 0) for side in ("of_a", "of_b", "exact", "overlap")}
            for tally in tallies
        ]
        if any(counts["of_a"] + counts["of_b"] for counts in of_pairs):
            rows.append(
                LabelRow(
                    layer,
                    label,
                    mean(f1(counts["exact"], counts["of_a"], counts["of_b"]) for counts in of_pairs),
                    mean(f1(counts["overlap"], counts["of_a"], counts["of_b"]) for counts in of_pairs),
                    mean(unitizing_alpha_of(label, tally.continua) for tally in tallies),
                    behind[label],
                )
            )
    return rows


def _by_article(pairs: Sequence[PairAgreement], measuring: Measuring) -> dict[DocumentId, Agreement]:
    of_document: dict[DocumentId, list[Agreement]] = {}
    for pair in pairs:
        for tally in pair.tallies:
            of_document.setdefault(tally.document, []).append(measuring.agreement([tally]))
    return {document: overall(of_document[document]) for document in sorted(of_document)}


def _finished(corpus: Corpus) -> dict[tuple[DocumentId, SetName], date]:
    """The day on which each set was last written, in the zone of this machine."""
    finished: dict[tuple[DocumentId, SetName], date] = {}
    for act in corpus.worked():
        if act.set_name is not None:
            finished[act.document, act.set_name] = datetime.fromisoformat(act.at).astimezone().date()
    return finished


def _guidelines(
    corpus: Corpus, report: AgreementReport, viewer: Handle | None
) -> dict[tuple[DocumentId, SetName], str | None]:
    """The version of the guidelines of each compared set."""
    documents = {document for pair in report.agreement.pairs for document in pair.documents}
    return {
        (record.document.id, record.annotation_set.name): record.annotation_set.guideline
        for record in Sight(corpus, viewer).every_annotated(sets=report.names, documents=documents)
        if record.annotation_set is not None
    }
