"""What the lines of a block look like: after a change only those are painted again that look different."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from annotator.model.scheme import CLAIM_LAYER
from annotator.operations.opendocument import OpenDocument
from annotator.ui.reader import cards
from annotator.ui.reader.blocks import Block
from annotator.ui.reader.signs import BlockSigns
from annotator.ui.reader.styles import Manner


@dataclass(frozen=True, slots=True)
class Looks:
    """What is painted in a block; where it is equal, nothing need be painted again.

    Attributes:
        whole: What concerns all of the block.
        lines: What stands on each line, in the order in which it is painted.
    """

    whole: Hashable
    lines: tuple[Hashable, ...]

    def differing(self, before: Looks) -> list[range]:
        """The stretches of lines that looked otherwise before; all of them where the block as a whole did."""
        count = len(self.lines)
        if self.whole != before.whole or count != len(before.lines):
            return [range(count)]
        return list(_stretches(n for n in range(count) if self.lines[n] != before.lines[n]))


def looks_of(signs: BlockSigns, block: Block, document: OpenDocument, *, manner: Manner) -> Looks:
    """What the signs of a block that is laid out look like now."""
    lines: list[list[Hashable]] = [[signs.lanes.get(number)] for number in range(len(block.lines))]
    marks = {mark.claim.id: mark for mark in signs.rail}
    for sign in signs.all:
        annotation = sign.annotation
        looks: tuple[Hashable, ...] = (
            annotation, document.hue(annotation.id), sign.depth, sign.shares_end, sign.holds, sign.lane,
        )  # fmt: skip
        if annotation.layer == CLAIM_LAYER:
            mark = marks.get(annotation.id)
            seat = (mark.x, mark.drop, mark.foot_meets_circle) if mark is not None else None
            looks += (document.number(annotation.id), document.state(annotation.id), seat)
        for line in sign.lines:
            lines[line].append(looks)
    by_line = tuple(tuple(line) for line in lines)
    # Bars and cards make room for each other all along the block.
    whole = by_line if manner is Manner.DENSE else cards.looks_of(document, signs) if manner is Manner.CARDS else ()
    return Looks(whole, by_line)


def _stretches(numbers: Iterator[int]) -> Iterator[range]:
    """Numbers in ascending order as stretches without a gap."""
    start = last = None
    for number in numbers:
        if start is None or last is None:
            start = number
        elif number > last + 1:
            yield range(start, last + 1)
            start = number
        last = number
    if start is not None and last is not None:
        yield range(start, last + 1)
