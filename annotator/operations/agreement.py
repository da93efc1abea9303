"""How far annotators agree, measured over a corpus: which sets count, and what is measured of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from annotator.analysis.agreement import (
    Agreement,
    CorpusAgreement,
    PairAgreement,
    Path,
    agreement_of,
    measuring_of,
)
from annotator.analysis.bootstrap import Interval, intervals
from annotator.analysis.gammas import with_gamma
from annotator.analysis.measure import NOBODY_ANSWERED, Measure
from annotator.analysis.places import Place, PlaceKind
from annotator.model.annotated import AnnotatedDocument
from annotator.model.document import DocumentSummary
from annotator.model.errors import AnnotatorError, Cancelled, NotFound, RuleError, message
from annotator.model.identity import ADJUDICATED, DocumentId, Handle, SetName
from annotator.model.workflow import Status
from annotator.operations.visibility import Sight
from annotator.store.corpus import Corpus

__all__ = [
    "NOBODY_ANSWERED",
    "Agreement",
    "AgreementCancelled",
    "AgreementReport",
    "CorpusAgreement",
    "Interval",
    "Measure",
    "PairAgreement",
    "Path",
    "Place",
    "PlaceKind",
    "Wish",
    "agree",
    "default_resamples",
]

COUNTED_STATUSES: Final = frozenset(Status) - {Status.ASSIGNED, Status.SKIPPED}
"""Work that has not begun, or was passed over, says nothing about agreement."""
_DRAWS: Final = ((150, 1_000), (900, 200))
"""How many draws the bootstrap makes unasked, up to so many articles times pairs: some seconds at the most."""


class AgreementCancelled(AnnotatorError, Cancelled):
    """The person asked to stop."""

    def __init__(self) -> None:
        super().__init__(message("Measuring agreement was stopped."))


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be measured.

    Attributes:
        names: Whose sets; empty for everybody but the adjudicated set.
        against: Compare each with this set only, instead of each with each.
        layers: Only these layers (``attribution`` is one of them here); None for all.
        statuses: Only sets of these statuses.
        outlets: Only articles of these outlets; None for all.
        since: Only articles published on this day or later, ISO 8601; None for all.
        until: Only articles published on this day or earlier; None for all.
        resamples: Draws of the bootstrap; None for ``default_resamples``.
        seed: Seed of the draws.
        gamma: Whether to measure γ of every layer too, which takes long.
        as_submitted: Whether to measure each set as it was when it was first handed in, before anybody returned it or
            it was corrected; one that never was, as it is.
    """

    names: tuple[SetName, ...] = ()
    against: SetName | None = None
    layers: tuple[str, ...] | None = None
    statuses: frozenset[Status] = COUNTED_STATUSES
    outlets: frozenset[str] | None = None
    since: str | None = None
    until: str | None = None
    resamples: int | None = None
    seed: int = 0
    gamma: bool = False
    as_submitted: bool = False


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """The agreement of a corpus.

    Attributes:
        names: The sets that were compared, in order.
        documents: How many articles at least one pair shares.
        agreement: Every pair and the means.
        intervals: 95 % intervals of the means, by path; empty without a bootstrap.
        resamples: How many draws were made.
        seed: Their seed.
        unfinished: How many of the compared sets are still being worked at.
        hidden: How many sets are left out because whoever looks may not see them yet.
        earlier: How many sets were changed since they were first handed in, and were measured as they were then.
    """

    names: tuple[SetName, ...]
    documents: int
    agreement: CorpusAgreement
    intervals: Mapping[Path, Interval] = field(hash=False)
    resamples: int
    seed: int
    unfinished: int
    hidden: int
    earlier: int = 0


def agree(
    corpus: Corpus,
    wish: Wish | None = None,
    *,
    viewer: Handle | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> AgreementReport:
    """Measure the agreement of the annotators of a corpus.

    Args:
        corpus: The corpus.
        wish: What is to be measured; everything without it.
        viewer: Who looks; in a blind phase, sets that they may not see yet are left out.
        progress: Told how much of how much is done.
        cancelled: Asked between articles whether to stop.

    Raises:
        NotFound: If nobody of a name annotated anything, or the scheme has no such layer.
        RuleError: If fewer than two sets are there to compare.
        Hidden: If nothing of what could be compared may be seen yet.
        AgreementCancelled: If ``cancelled`` says so.
    """
    wish = wish or Wish()
    names = _names(corpus, wish)
    _check_layers(corpus, wish)
    measuring = measuring_of(corpus.scheme, wish.layers)
    reading = _Reading(corpus, wish, names, viewer=viewer, progress=progress, cancelled=cancelled)
    agreement = agreement_of(
        reading.articles(),
        scheme=corpus.scheme,
        names=names,
        referents=corpus.referents(),
        layers=wish.layers,
        reference=wish.against,
    )
    if not agreement.pairs and reading.hidden:
        reading.refuse()
    if wish.gamma:
        agreement = with_gamma(agreement, reading.articles(), layers=measuring.layers, seed=wish.seed)
    documents = len({document for pair in agreement.pairs for document in pair.documents})
    compared = sum(len(pair.documents) for pair in agreement.pairs)
    resamples = default_resamples(compared) if wish.resamples is None else wish.resamples

    def drawing(done: int, total: int) -> None:
        if cancelled is not None and cancelled():
            raise AgreementCancelled
        if progress is not None:
            progress(done, total)

    drawn = intervals(agreement, measuring, resamples=resamples, seed=wish.seed, progress=drawing)
    return AgreementReport(
        names,
        documents,
        agreement,
        drawn,
        resamples if drawn else 0,
        wish.seed,
        len(reading.unfinished),
        len(reading.hidden),
        len(reading.earlier),
    )


def default_resamples(compared: int) -> int:
    """How many draws the bootstrap makes unasked: 1,000 in a small corpus, 200 in a larger one, else none.

    Args:
        compared: Articles of all pairs together.
    """
    return next((draws for most, draws in _DRAWS if compared <= most), 0)


def _names(corpus: Corpus, wish: Wish) -> tuple[SetName, ...]:
    in_use = corpus.set_names_in_use()
    for name in (*wish.names, *((wish.against,) if wish.against else ())):
        if name not in in_use:
            known = ", ".join(in_use)
            raise NotFound(
                message("Nobody called “{name}” annotated anything here.", name=name),
                message("There are those of: {names}.", names=known) if known else None,
            )
    chosen = wish.names or tuple(name for name in in_use if name != ADJUDICATED)
    if wish.against is not None and wish.against not in chosen:
        chosen = (*chosen, wish.against)
    if len(set(chosen)) < 2:
        raise RuleError(
            message("Agreement needs the annotations of two people; here is one set or none."),
            message("Name two handles, or compare with the adjudicated set (--against adjudicated)."),
        )
    return tuple(dict.fromkeys(chosen))


def _check_layers(corpus: Corpus, wish: Wish) -> None:
    for layer in wish.layers or ():
        if layer != "attribution":
            corpus.scheme.layer(layer)


class _Reading:
    """The articles that count, each with its sets that do."""

    def __init__(
        self,
        corpus: Corpus,
        wish: Wish,
        names: Collection[SetName],
        *,
        viewer: Handle | None,
        progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self._corpus, self._wish, self._names = corpus, wish, names
        self._progress, self._cancelled = progress, cancelled
        self._sight = Sight(corpus, viewer)
        self._summaries = [summary for summary in corpus.documents() if self._counts(summary)]
        self._submissions = corpus.first_submissions() if wish.as_submitted else {}
        self.unfinished: set[tuple[DocumentId, SetName]] = set()
        self.earlier: set[tuple[DocumentId, SetName]] = set()
        self.hidden = [
            (summary.id, name)
            for summary in self._summaries
            for name in summary.statuses
            if name in names and not self._sight.sees(summary.id, name)
        ]

    def articles(self) -> Iterator[Sequence[AnnotatedDocument]]:
        """Each article that at least two of the sets share."""
        shared = frozenset(summary.id for summary in self._summaries)
        records = self._sight.every_annotated(sets=self._names, documents=shared)
        for done, (_document, group) in enumerate(groupby(records, key=lambda record: record.document.id), start=1):
            if self._cancelled is not None and self._cancelled():
                raise AgreementCancelled
            sets = [self._as_submitted(record) for record in group if self._set_counts(record)]
            for record in sets:
                if record.annotation_set is not None and record.annotation_set.status is Status.IN_PROGRESS:
                    self.unfinished.add((record.document.id, record.annotation_set.name))
            yield sets
            if self._progress is not None:
                self._progress(done, len(shared))

    def _as_submitted(self, record: AnnotatedDocument) -> AnnotatedDocument:
        """A record as it was when its set was first handed in, where that is wished for and it was changed since."""
        if record.annotation_set is None:
            return record
        place = (record.document.id, record.annotation_set.name)
        act = self._submissions.get(place)
        if act is None:
            return record
        self.earlier.add(place)
        return self._corpus.annotated_after(*place, act)

    def refuse(self) -> None:
        """Say that the first hidden set is hidden.

        Raises:
            Hidden: In any case.
        """
        self._sight.require(*self.hidden[0])

    def _counts(self, summary: DocumentSummary) -> bool:
        wish, published = self._wish, (summary.published or "")[:10]
        if wish.outlets is not None and summary.outlet not in wish.outlets:
            return False
        if (wish.since is not None or wish.until is not None) and not published:
            return False
        if (wish.since is not None and published < wish.since) or (wish.until is not None and published > wish.until):
            return False
        there = [name for name, status in summary.statuses.items() if name in self._names and status in wish.statuses]
        return len(there) > 1

    def _set_counts(self, record: AnnotatedDocument) -> bool:
        return record.annotation_set is not None and record.annotation_set.status in self._wish.statuses
