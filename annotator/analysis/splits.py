"""Division of articles into train, validation and test: groups stay whole, shares are met as closely as those allow."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from annotator.model.errors import AnnotatorError, message
from annotator.model.identity import DocumentId

SPLITS: Final = ("train", "validation", "test")
Shares: TypeAlias = tuple[int, int, int]
"""Train, validation and test, in per cent."""


class SharesRefused(AnnotatorError):
    """Shares that are no division of a whole."""


@dataclass(frozen=True, slots=True)
class Group:
    """Articles that no split divides: near-duplicates, or a single one.

    Attributes:
        name: Decides its place in the draw.
        members: The articles.
        date: The latest day of publication among them, ISO 8601; empty where none is known.
        stratum: What is to be spread over the splits alike, such as the outlet; empty where nothing is.
        split: Where it must go, because one of its members was there already, or None.
    """

    name: str
    members: tuple[DocumentId, ...]
    date: str = ""
    stratum: str = ""
    split: str | None = None


def check_shares(shares: Shares) -> None:
    """Refuse shares that are negative or do not add up.

    Raises:
        SharesRefused: With the shares.
    """
    if sum(shares) != 100 or min(shares) < 0:
        raise SharesRefused(
            message("The shares of the split do not add up to 100: {shares}.", shares=",".join(map(str, shares)))
        )


def by_ratio(groups: Sequence[Group], shares: Shares, *, seed: int) -> dict[DocumentId, str]:
    """Draw groups into splits; the same groups, shares and seed give the same draw on every machine.

    Groups come one stratum after the other and each goes where, up to there, most is missing: so every stratum is
    spread alike, even where it has fewer articles than there are splits. Large groups are placed first.

    Args:
        groups: All articles.
        shares: In per cent.
        seed: Draws the order.
    """
    check_shares(shares)
    placed = Counter[str]()
    result: dict[DocumentId, str] = {}

    def place(group: Group, split: str) -> None:
        placed[split] += len(group.members)
        result.update((member, split) for member in group.members)

    free: list[Group] = []
    for group in groups:
        if group.split is None:
            free.append(group)
        else:
            place(group, group.split)
    free.sort(key=lambda group: (-len(group.members), group.stratum, _drawn(group.name, seed)))
    for group in free:
        so_far = placed.total() + len(group.members)
        missing = {
            split: share * so_far - 100 * placed[split] for split, share in zip(SPLITS, shares, strict=True) if share
        }
        place(group, max(missing, key=lambda split: (missing[split], -SPLITS.index(split))))
    return result


def by_date(groups: Sequence[Group], shares: Shares) -> dict[DocumentId, str]:
    """The oldest groups train, the newest test; groups without a date train.

    Args:
        groups: All articles.
        shares: In per cent.
    """
    check_shares(shares)
    total = sum(len(group.members) for group in groups)
    result: dict[DocumentId, str] = {}
    done = 0
    borders = [sum(shares[: number + 1]) * total / 100 for number in range(len(shares))]
    for group in sorted(groups, key=lambda group: (group.date, group.name)):
        # A group goes where its middle falls.
        middle = done + len(group.members) / 2
        split = next(
            name for name, border, share in zip(SPLITS, borders, shares, strict=True) if share and middle <= border
        )
        done += len(group.members)
        chosen = group.split or (split if group.date else _first(shares))
        result.update((member, chosen) for member in group.members)
    return result


def counts(assigned: Mapping[DocumentId, str]) -> dict[str, int]:
    """How many articles each split has."""
    found = Counter(assigned.values())
    return {split: found[split] for split in SPLITS}


def groups_of(
    ids: Iterable[DocumentId], duplicates: Iterable[Sequence[DocumentId]], names: Mapping[DocumentId, str | None]
) -> dict[DocumentId, str]:
    """The name of the group of each article that is in one: near-duplicates, and those that bear one name already.

    Args:
        ids: All articles, in order.
        duplicates: Groups of near-duplicates.
        names: The group that an article has been given before, or None.

    Returns:
        By article; those that stand alone are left out.
    """
    together: list[list[DocumentId]] = [list(group) for group in duplicates]
    named: dict[str, list[DocumentId]] = {}
    for identifier in ids:
        name = names.get(identifier)
        if name is not None:
            named.setdefault(name, []).append(identifier)
    parent = {identifier: identifier for group in (*together, *named.values()) for identifier in group}

    def root(identifier: DocumentId) -> DocumentId:
        while parent[identifier] != identifier:
            identifier = parent[identifier]
        return identifier

    for group in (*together, *named.values()):
        for member in group[1:]:
            first, second = sorted((root(group[0]), root(member)))
            parent[second] = first
    called: dict[DocumentId, str] = {}
    for name in sorted(named, reverse=True):
        called[root(named[name][0])] = name
    return {identifier: called.get(root(identifier), f"near-{root(identifier)}") for identifier in parent}


def _first(shares: Shares) -> str:
    return next(split for split, share in zip(SPLITS, shares, strict=True) if share)


def _drawn(name: str, seed: int) -> bytes:
    return hashlib.sha256(f"{seed}/{name}".encode()).digest()
