"""The rail: where the circle and the bracket of each claim stand beside the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from annotator.model.annotation import Annotation
from annotator.operations.opendocument import OpenDocument
from annotator.ui.reader.blocks import Block

RADIUS: Final = 10.5
_OUTER: Final = 56.0
_INNER: Final = 29.0
_BETWEEN: Final = 42.5
_SECOND_ROW: Final = 23.0
# Parent outermost, child nearer the text; what finds both taken goes below, between the two columns.
_SEATS: Final = ((_OUTER, 0.0), (_INNER, 0.0), (_BETWEEN, _SECOND_ROW))


@dataclass(frozen=True, slots=True)
class RailMark:
    """The part of one claim's circle and bracket that belongs to a block.

    Attributes:
        claim: The claim.
        x: Of the circle's centre, from the column's right border.
        drop: How far the circle stands below its usual height, where the line begins several claims.
        first: Number of the line with the circle, or None where the claim begins in an earlier block.
        last: Number of the line with the bracket's foot, or None where it ends in a later block.
        foot_meets_circle: Whether another claim's circle stands at the foot, which then stays above it.
    """

    claim: Annotation
    x: float
    drop: float
    first: int | None
    last: int | None
    foot_meets_circle: bool = False


def rail_of(claims: Sequence[Annotation], block: Block, document: OpenDocument) -> tuple[RailMark, ...]:
    """Seat the claims of a block that is laid out.

    Args:
        claims: Those that share a character with the block.
        block: The block.
        document: Tells how deep each claim lies.
    """
    taken: set[tuple[int, float]] = set()
    marks = []
    for claim in sorted(claims, key=lambda c: (c.start, -c.end, c.id)):
        begins_here = claim.start >= block.span.start
        ends_here = claim.end <= block.span.end
        first = block.line_of(max(claim.start, block.span.start))
        x, drop = _seat(taken, first, document.depth(claim.id)) if begins_here else _column(document.depth(claim.id))
        if begins_here:
            taken.add((first, x))
        last = block.line_of(claim.end - 1) if ends_here else None
        marks.append(RailMark(claim, x, drop, first if begins_here else None, last))
    return tuple(
        RailMark(
            mark.claim,
            mark.x,
            mark.drop,
            mark.first,
            mark.last,
            mark.last is not None and mark.last != mark.first and (mark.last, mark.x) in taken,
        )
        for mark in marks
    )


def _seat(taken: set[tuple[int, float]], line: int, depth: int) -> tuple[float, float]:
    """The first free seat on a line for a claim of that depth; the last one is shared when there is none."""
    seats = _SEATS[min(depth, len(_SEATS) - 1) :]
    return next((seat for seat in seats if (line, seat[0]) not in taken), _SEATS[-1])


def _column(depth: int) -> tuple[float, float]:
    return _SEATS[min(depth, len(_SEATS) - 1)]
