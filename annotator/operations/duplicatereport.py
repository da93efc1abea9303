"""Near-duplicates for people to look at: which articles, how near, where they differ; groups frozen for splits."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Final

from annotator.analysis.differences import differences
from annotator.analysis.duplicates import grams_of, likeness, near_duplicates
from annotator.analysis.splits import groups_of
from annotator.formats.base import Progress
from annotator.language import N_
from annotator.model.document import Document, DocumentSummary
from annotator.model.identity import DocumentId, Handle, SetName
from annotator.model.span import Span
from annotator.model.workflow import Status
from annotator.operations.session import Session
from annotator.operations.splitting import GESTURE, SplitOptions, SplitPlan, divided, grouped, plan_split
from annotator.operations.transfer import ExportCancelled
from annotator.operations.visibility import Sight
from annotator.store.corpus import Corpus

GROUPS_FROZEN: Final = N_("Keep near-duplicates together")
_ALL_PAIRS: Final = 8
"""Of larger groups each article is held only against the first."""
_SLICE: Final = 24


@dataclass(frozen=True, slots=True)
class DuplicateArticle:
    """An article that has near-duplicates.

    Attributes:
        id: The document.
        title: Its title.
        outlet: Who published it, or empty.
        published: When, ISO 8601 as far as known, or empty.
        characters: Length, in code points.
        annotations: How many annotations it has, in all sets that the person may see.
        statuses: Of those sets.
        split: The split that it is frozen in, or None.
        group: The group that it is frozen in, or None.
    """

    id: DocumentId
    title: str
    outlet: str
    published: str
    characters: int
    annotations: int
    statuses: Mapping[SetName, Status]
    split: str | None
    group: str | None


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """Two articles that are nearly the same.

    Attributes:
        group: Number of their group, from zero.
        one: The one that came first: annotated rather than not, older rather than newer.
        other: The other.
        likeness: Share of word 5-grams that they have in common (Jaccard), 0 to 1.
    """

    group: int
    one: DuplicateArticle
    other: DuplicateArticle
    likeness: float


@dataclass(frozen=True, slots=True)
class DuplicateReport:
    """What was found.

    Attributes:
        articles: How many articles were compared.
        groups: The near-duplicates, each group with all its members.
        pairs: Those that are held against each other, group by group, the nearest first.
    """

    articles: int
    groups: tuple[tuple[DocumentId, ...], ...]
    pairs: tuple[DuplicatePair, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts side by side.

    Attributes:
        one: The first text.
        other: The second.
        one_marks: Passages of the first that the second does not have.
        other_marks: Passages of the second that the first does not have.
    """

    one: str
    other: str
    one_marks: tuple[Span, ...]
    other_marks: tuple[Span, ...]


def find_duplicates(
    snapshot: Path,
    *,
    viewer: Handle,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> DuplicateReport:
    """Look for near-duplicates in a copy of a corpus; for a child process.

    Args:
        snapshot: A copy that ``Corpus.snapshot`` made.
        viewer: Who looks: what they may not see is not counted.
        progress: Told how many articles are read, and of how many.
        cancelled: Asked between articles whether to stop.

    Raises:
        ExportCancelled: If the person stopped it.
        LibraryMissing: If there are very many articles, and the library for near-duplicates is not installed.
    """
    with Corpus.open(snapshot) as corpus:
        summaries = {summary.id: summary for summary in Sight(corpus, viewer).documents()}
        found = near_duplicates(
            list(summaries), lambda identifier: corpus.document(identifier).text, progress=_watched(progress, cancelled)
        )
        pairs: list[DuplicatePair] = []
        for number, group in enumerate(found):
            members = [_article(summaries[member], corpus.document(member)) for member in group]
            grams = {member: grams_of(corpus.document(member).text) for member in group}
            members.sort(key=lambda member: (not member.annotations, member.published or "9999", member.id))
            held = combinations(members, 2) if len(members) <= _ALL_PAIRS else ((members[0], m) for m in members[1:])
            near = [DuplicatePair(number, a, b, likeness(grams[a.id], grams[b.id])) for a, b in held]
            pairs += sorted(near, key=lambda pair: -pair.likeness)
    return DuplicateReport(len(summaries), tuple(found), tuple(pairs))


def compare(
    one: str, other: str, *, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None
) -> Comparison:
    """Two texts side by side with what differs; for a child process."""
    return Comparison(one, other, *differences(one, other))


def plan(
    snapshot: Path,
    options: SplitOptions,
    *,
    duplicates: Iterable[tuple[DocumentId, ...]] | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> SplitPlan:
    """``splitting.plan_split`` of a copy of a corpus; for a child process.

    Raises:
        ExportCancelled: If the person stopped it.
    """
    with Corpus.open(snapshot) as corpus:
        return plan_split(corpus, options, duplicates=duplicates, progress=_watched(progress, cancelled))


def freeze_groups(session: Session, groups: Iterable[tuple[DocumentId, ...]]) -> Generator[tuple[int, int], None, int]:
    """Write into articles which group they are in, as one act; groups that were frozen before are kept and grow.

    Args:
        session: Who does it.
        groups: Near-duplicates.

    Yields:
        Articles done and articles in all, so that others have their turn. Closing it rolls everything back.

    Returns:
        How many articles changed.
    """
    corpus, found = session.corpus, [tuple(group) for group in groups]
    ids = [summary.id for summary in corpus.documents()]
    names = groups_of(ids, found, {identifier: corpus.document(identifier).group for identifier in ids})
    told = {identifier: name for identifier, name in names.items() if name is not None}
    return (yield from _write(session, GROUPS_FROZEN, list(told), lambda document: grouped(document, told)))


def freeze_plan(session: Session, chosen: SplitPlan) -> Generator[tuple[int, int], None, int]:
    """Write a division into the articles, as one act; it is used by every export from then on.

    Args:
        session: Who does it.
        chosen: The division.

    Yields:
        Articles done and articles in all, so that others have their turn. Closing it rolls everything back.

    Returns:
        How many articles changed.
    """
    ids = [identifier for identifier in chosen.changed if session.corpus.has_document(identifier)]
    return (yield from _write(session, GESTURE, ids, lambda document: divided(document, chosen)))


def _write(
    session: Session, gesture: str, ids: list[DocumentId], changed: Callable[[Document], Document]
) -> Generator[tuple[int, int], None, int]:
    count = 0
    with session.shared_act(gesture) as act:
        for done, identifier in enumerate(ids, start=1):
            document = session.corpus.document(identifier)
            new = changed(document)
            if new != document:
                act.put(new)
                count += 1
            if done % _SLICE == 0:
                yield done, len(ids)
    return count


def _article(summary: DocumentSummary, document: Document) -> DuplicateArticle:
    apart = ("relations", "open", "unsure")
    return DuplicateArticle(
        summary.id,
        summary.title,
        summary.outlet or "",
        summary.published or "",
        len(document.text),
        sum(count for layer, count in summary.counts.items() if layer not in apart),
        dict(summary.statuses),
        document.split,
        document.group,
    )


def _watched(progress: Progress | None, cancelled: Callable[[], bool] | None) -> Progress:
    def told(done: int, total: int) -> None:
        if cancelled is not None and cancelled():
            raise ExportCancelled
        if progress is not None:
            progress(done, total)

    return told
