"""Dividing articles among people: balanced, the same for the same question, and each pair together now and then."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from annotator.model.errors import RuleError, message
from annotator.model.identity import DocumentId, Handle


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many people annotate an article.

    Attributes:
        people: So many, at least 1.
        share: In that part of the articles, 0 to 1; one person annotates each of the others.
    """

    people: int
    share: Fraction = Fraction(1)

    def __str__(self) -> str:
        """As ``overlap_of`` reads it."""
        return str(self.people) if self.share == 1 else f"{float(100 * self.share):g}%"


def overlap_of(text: str) -> Overlap:
    """What a person wrote: ``2``, two people for every article; ``20%``, two people for a fifth of them.

    Raises:
        RuleError: If it is neither.

    >>> overlap_of("20%")
    Overlap(people=2, share=Fraction(1, 5))
    """
    number = text.strip().translate({0x66A: "%"})
    percent = number.endswith("%")
    digits = number.removesuffix("%").strip()
    if digits.isdecimal() and 0 < len(digits) < 4:
        value = int(digits)
        if percent and value <= 100:
            return Overlap(2, Fraction(value, 100))
        if not percent and value >= 1:
            return Overlap(value)
    raise RuleError(
        message("“{text}” is no overlap.", text=text),
        message("2 means two people for every article, 20% two people for a fifth of them."),
    )


def distribute(
    documents: Sequence[DocumentId],
    people: Sequence[Handle],
    *,
    overlap: Overlap,
    given: Mapping[DocumentId, Collection[Handle]],
    avoid: Mapping[DocumentId, Collection[Handle]] | None = None,
) -> dict[DocumentId, tuple[Handle, ...]]:
    """Who gets which article beside what was given out before.

    Each article gets as many people as the overlap says, those who have it already counted. The people with the fewest
    articles come first, then those who were together least often; so loads differ by one at most where all begin with
    the same, and pairs are mixed. Which articles are for several follows from their ids, not from their order. Asked
    again, nothing more is given out.

    Args:
        documents: The articles.
        people: Who can get them.
        overlap: How many people for an article.
        given: Who has which article already, of all articles of the corpus and all people.
        avoid: Whom to pass over for an article while there is somebody else.

    Returns:
        The new people by article; articles that need nobody are left out.
    """
    load = Counter(dict.fromkeys(people, 0))
    together: Counter[frozenset[Handle]] = Counter()
    for holders in given.values():
        load.update(person for person in holders if person in load)
        together.update(frozenset(pair) for pair in _pairs(holders))
    several = _chosen(documents, overlap.share)
    result: dict[DocumentId, tuple[Handle, ...]] = {}
    order = {person: index for index, person in enumerate(people)}
    for document in documents:
        holders = list(given.get(document, ()))
        needed = overlap.people if document in several else 1
        new: list[Handle] = []
        while len(holders) < needed:
            free = [person for person in people if person not in holders]
            if not free:
                break
            unwanted = set(avoid.get(document, ())) if avoid else set()
            best = min(
                free,
                key=lambda p: (
                    p in unwanted,
                    load[p],
                    sum(together[frozenset((p, holder))] for holder in holders),
                    order[p],
                ),
            )
            load[best] += 1
            together.update(frozenset((best, holder)) for holder in holders)
            holders.append(best)
            new.append(best)
        if new:
            result[document] = tuple(new)
    return result


def _chosen(documents: Iterable[DocumentId], share: Fraction) -> frozenset[DocumentId]:
    """So large a part of the articles, rounded to the nearest; drawn by their ids."""
    drawn = sorted(documents, key=lambda document: hashlib.sha256(document.encode()).digest())
    return frozenset(drawn[: int(len(drawn) * share + Fraction(1, 2))])


def _pairs(holders: Collection[Handle]) -> list[tuple[Handle, Handle]]:
    ordered = sorted(holders)
    return [(a, b) for index, a in enumerate(ordered) for b in ordered[index + 1 :]]
