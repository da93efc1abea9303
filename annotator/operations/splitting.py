"""The split of a corpus: drawn once, frozen in its articles, and near-duplicates never divided."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from annotator.analysis.duplicates import near_duplicates
from annotator.analysis.splits import SPLITS, Group, Shares, by_date, by_ratio, check_shares, counts, groups_of
from annotator.language import N_
from annotator.model.changes import ChangeSet
from annotator.model.document import Document
from annotator.model.identity import DocumentId, Handle
from annotator.store.corpus import Corpus

GESTURE: Final = N_("Split corpus")
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class SplitOptions:
    """How to divide a corpus.

    Attributes:
        shares: Train, validation and test, in per cent.
        seed: Draws the split.
        by_date: Whether the oldest articles train and the newest test, rather than a draw.
        stratify: Metadata key (such as ``outlet``) whose values are spread over the splits alike; empty for none.
        again: Whether articles that have a split already are drawn anew.
    """

    shares: Shares
    seed: int = 0
    by_date: bool = False
    stratify: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class SplitReport:
    """What came of it.

    Attributes:
        counts: Articles by split.
        groups: Near-duplicates, each group in one split.
        kept: How many articles stayed in the split that they had.
        moved: Articles that left the split they had, for a near-duplicate of theirs is in another.
        undated: Articles without a date, which train when divided by date.
        changes: The act, or None where nothing changed.
    """

    counts: dict[str, int]
    groups: tuple[tuple[DocumentId, ...], ...]
    kept: int
    moved: tuple[DocumentId, ...]
    undated: tuple[DocumentId, ...]
    changes: ChangeSet | None


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a division needs to know of an article; not its text."""

    date: str
    outlet: str
    stratum: str
    split: str | None
    group: str | None


@dataclass(frozen=True, slots=True)
class SplitPlan:
    """A division that is not written yet.

    Attributes:
        assigned: The split of each article.
        names: The group of each article that is in one.
        duplicates: Near-duplicates, each group in one split.
        changed: Articles whose split or group would be another.
        kept: How many articles stay in the split that they have.
        moved: Articles that leave the split they have, for a near-duplicate of theirs is in another.
        undated: Articles without a date, which train when divided by date.
        outlets: Articles by outlet and split; those without an outlet stand under the empty name.
        dates: The first and the last day of each split that has dates.
    """

    assigned: dict[DocumentId, str]
    names: dict[DocumentId, str]
    duplicates: tuple[tuple[DocumentId, ...], ...]
    changed: tuple[DocumentId, ...]
    kept: int
    moved: tuple[DocumentId, ...]
    undated: tuple[DocumentId, ...]
    outlets: dict[str, dict[str, int]]
    dates: dict[str, tuple[str, str]]

    @property
    def counts(self) -> dict[str, int]:
        """Articles by split."""
        return counts(self.assigned)


def plan_split(
    corpus: Corpus,
    options: SplitOptions,
    *,
    duplicates: Iterable[tuple[DocumentId, ...]] | None = None,
    progress: Progress | None = None,
) -> SplitPlan:
    """Divide the articles without writing anything.

    An article that has a split keeps it, so that what a model has seen never becomes its test; only a near-duplicate in
    two splits is brought together, in the one that is looked at later.

    Args:
        corpus: The corpus.
        options: How.
        duplicates: The near-duplicates, where somebody looked for them already.
        progress: Told how many articles are read, and of how many; may raise to break it off.

    Raises:
        SharesRefused: If the shares do not add up to 100.
        LibraryMissing: If there are very many articles, and the library for near-duplicates is not installed.
    """
    check_shares(options.shares)
    ids = _ids(corpus)
    facts = {identifier: _facts(corpus.document(identifier), options) for identifier in ids}
    found = (
        tuple(near_duplicates(ids, lambda identifier: corpus.document(identifier).text, progress=progress))
        if duplicates is None
        else tuple(duplicates)
    )
    names = groups_of(ids, found, {i: fact.group for i, fact in facts.items()})
    assigned = _assigned(_groups(ids, names, facts, keep=not options.again), options)
    before = {i: fact.split for i, fact in facts.items() if fact.split is not None and not options.again}
    outlets: dict[str, dict[str, int]] = {}
    days: dict[str, list[str]] = {}
    for identifier, fact in facts.items():
        split = assigned[identifier]
        of_outlet = outlets.setdefault(fact.outlet, dict.fromkeys(SPLITS, 0))
        of_outlet[split] += 1
        if fact.date:
            days.setdefault(split, []).append(fact.date)
    return SplitPlan(
        assigned,
        {i: name for i, name in names.items() if name is not None},
        found,
        tuple(i for i in ids if (facts[i].split, facts[i].group) != (assigned[i], names.get(i))),
        sum(assigned[i] == split for i, split in before.items()),
        tuple(i for i, split in before.items() if assigned[i] != split),
        tuple(i for i in ids if options.by_date and not facts[i].date),
        dict(sorted(outlets.items(), key=lambda entry: -sum(entry[1].values()))),
        {split: (min(known), max(known)) for split, known in days.items()},
    )


def freeze_split(
    corpus: Corpus, options: SplitOptions, *, author: Handle, progress: Progress | None = None
) -> SplitReport:
    """Divide the articles as ``plan_split`` does, and write split and group into them, as one act."""
    plan = plan_split(corpus, options, progress=progress)
    with corpus.act(GESTURE, author=author) as act:
        for identifier in plan.changed:
            act.put_document(divided(corpus.document(identifier), plan))
    changes = act.changes
    return SplitReport(
        plan.counts,
        plan.duplicates,
        plan.kept,
        plan.moved,
        plan.undated,
        changes if changes.changes or changes.replaced else None,
    )


def split_for_once(
    corpus: Corpus,
    options: SplitOptions,
    *,
    documents: Iterable[DocumentId] = (),
    progress: Progress | None = None,
) -> dict[DocumentId, str]:
    """A division for one export, which leaves the corpus as it is.

    Args:
        corpus: The corpus.
        options: How; splits that are frozen count for nothing here.
        documents: Only these articles; empty for all.
        progress: Told how many articles are read, and of how many; may raise to break it off.

    Raises:
        SharesRefused: If the shares do not add up to 100.
    """
    check_shares(options.shares)
    only = frozenset(documents)
    ids = [identifier for identifier in _ids(corpus) if not only or identifier in only]
    facts = {identifier: _facts(corpus.document(identifier), options) for identifier in ids}
    duplicates = near_duplicates(ids, lambda identifier: corpus.document(identifier).text, progress=progress)
    names = groups_of(ids, duplicates, {i: fact.group for i, fact in facts.items()})
    return _assigned(_groups(ids, names, facts, keep=False), options)


def grouped(document: Document, names: Mapping[DocumentId, str]) -> Document:
    """The document in its group of near-duplicates, which splits leave whole."""
    return replace(document, group=names.get(document.id, document.group))


def divided(document: Document, plan: SplitPlan) -> Document:
    """The document in the split and group that a plan gives it."""
    return replace(document, split=plan.assigned.get(document.id, document.split), group=plan.names.get(document.id))


def _ids(corpus: Corpus) -> list[DocumentId]:
    return corpus.document_ids()


def _facts(document: Document, options: SplitOptions) -> _Facts:
    stratum = document.meta.get(options.stratify) or "" if options.stratify else ""
    meta = document.meta
    outlet = sys.intern(meta.get("outlet") or "")  # A few names for very many articles.
    return _Facts(meta.get("published") or "", outlet, stratum, document.split, document.group)


def _assigned(groups: list[Group], options: SplitOptions) -> dict[DocumentId, str]:
    return by_date(groups, options.shares) if options.by_date else by_ratio(groups, options.shares, seed=options.seed)


def _groups(
    ids: list[DocumentId], names: dict[DocumentId, str], facts: dict[DocumentId, _Facts], *, keep: bool
) -> list[Group]:
    members: dict[str, list[DocumentId]] = {}
    for identifier in ids:
        # A name of its own for who stands alone; no group is called like that.
        members.setdefault(names.get(identifier) or f"\0{identifier}", []).append(identifier)
    return [
        Group(
            name,
            tuple(group),
            max(facts[member].date for member in group),
            facts[group[0]].stratum,
            _latest(facts[member].split for member in group) if keep else None,
        )
        for name, group in members.items()
    ]


def _latest(splits: Iterable[str | None]) -> str | None:
    """The split that is looked at last: what is in the test must not be trained on."""
    known = [split for split in splits if split is not None]
    return max(known, key=SPLITS.index) if known else None
