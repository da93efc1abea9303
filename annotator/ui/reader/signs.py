"""Where the signs of one block go: known after every change, measured when they are first seen, painted many times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId
from annotator.model.scheme import CLAIM_LAYER, CUE_LAYER, ENTITY_LAYER, SOURCE_LAYER
from annotator.model.span import Span
from annotator.operations.opendocument import OpenDocument
from annotator.ui.reader.blocks import Block
from annotator.ui.reader.filtering import Filter
from annotator.ui.reader.rail import RailMark, rail_of
from annotator.ui.reader.strokes import joins

_FIRST_LANE: Final = 2.6
_LANE_STEP: Final = 4.8
_LANES_ROOM: Final = 9.6


class Part(NamedTuple):
    """A visual part of an annotation on one line of a block; a tuple, for every frame of a new width makes hundreds.

    Attributes:
        line: Number of the line in the block.
        left: Left border, in page units.
        right: Right border.
        baseline: From the top of the block.
        starts: Whether a fragment begins in it.
        ends: Whether a fragment ends in it.
        fragment: Number of that fragment.
        joined_before: Whether a joining stroke enters over its start.
        joined_after: Whether one leaves over its end.
        free_before: Whether white space stands before it, so that its frame has room.
        free_after: Whether white space stands behind it.
    """

    line: int
    left: float
    right: float
    baseline: float
    starts: bool
    ends: bool
    fragment: int
    joined_before: bool
    joined_after: bool
    free_before: bool
    free_after: bool


class _Ends(NamedTuple):
    """What stands at the two ends of a fragment: the same in every column."""

    joined_before: bool
    joined_after: bool
    free_before: bool
    free_after: bool


class Sign:
    """One annotation as far as it lies in a block.

    Attributes:
        annotation: The annotation.
        depth: How many annotations of the same kind contain it (claims: in the article; entities: in the block).
        holds: Whether it contains others of its kind.
        lane: Of an underline: 0 next to the letters.
        shares_end: Of a claim: whether another one ends at the same letter.
    """

    __slots__ = ("_block", "_ends", "_lines", "_parts", "_text", "annotation", "depth", "holds", "lane", "shares_end")

    def __init__(
        self,
        annotation: Annotation,
        block: Block,
        text: str,
        *,
        depth: int = 0,
        holds: bool = False,
        lane: int = 0,
        shares_end: bool = False,
    ) -> None:
        self.annotation = annotation
        self.depth = depth
        self.holds = holds
        self.lane = lane
        self.shares_end = shares_end
        self._block = block
        self._text = text
        self._lines: range | None = None
        self._parts: tuple[Part, ...] | None = None
        self._ends: tuple[_Ends, ...] | None = None

    @property
    def lines(self) -> range:
        """The lines of the block on which it lies, those between its fragments included."""
        if self._lines is None:
            self._lines = _lines_of(self.annotation.start, self.annotation.end, self._block)
        return self._lines

    @property
    def parts(self) -> tuple[Part, ...]:
        """Where it is drawn, in order of reading; measured when first asked for, while the block is laid out."""
        if self._parts is None:
            self._parts = tuple(self._measured())
        return self._parts

    @property
    def is_measured(self) -> bool:
        """Whether its parts are known."""
        return self._parts is not None

    def measure(self) -> None:
        """Measure its parts before they are asked for."""
        if self._parts is None:
            self._parts = tuple(self._measured())

    def forget_places(self) -> None:
        """Measure it anew when it is next asked for: the lines of its block are others."""
        self._lines = self._parts = None

    def take_places(self, before: Sign) -> None:
        """Stand where the same annotation stood before something else changed in its block."""
        if before.annotation is self.annotation:
            self._lines, self._parts, self._ends = before._lines, before._parts, before._ends

    @property
    def last_fragment(self) -> int:
        """Number of the annotation's last fragment."""
        return len(self.annotation.fragments) - 1

    def _measured(self) -> Iterable[Part]:
        block, within = self._block, self._block.span
        if self._ends is None:
            self._ends = tuple(_ends_of(span, self._text) for span in self.annotation.fragments)
        for number, (span, ends_of) in enumerate(zip(self.annotation.fragments, self._ends, strict=True)):
            for line, run in block.runs(span.start, span.end):
                starts = run.starts and span.start >= within.start
                ends = run.ends and span.end <= within.end
                yield Part(
                    line,
                    run.left,
                    run.right,
                    block.lines[line].baseline,
                    starts,
                    ends,
                    number,
                    joined_before=starts and ends_of.joined_before,
                    joined_after=ends and ends_of.joined_after,
                    free_before=starts and ends_of.free_before,
                    free_after=ends and ends_of.free_after,
                )


@dataclass(frozen=True, slots=True)
class BlockSigns:
    """All signs of a block, each kind in the order in which it is painted.

    Attributes:
        claims: Parents before the claims inside them.
        entities: Long before short.
        underlines: Sources and cues.
        others: Annotations of layers that have no sign of their own.
        rail: The circles and brackets beside the block.
        lanes: How many lanes of underlines each line needs.
    """

    claims: tuple[Sign, ...]
    entities: tuple[Sign, ...]
    underlines: tuple[Sign, ...]
    others: tuple[Sign, ...]
    rail: tuple[RailMark, ...]
    lanes: dict[int, int]

    def lane_offset(self, line: int, lane: int) -> float:
        """How far below the letters a lane runs; a third lane thins the lanes instead of moving a letter."""
        lanes = self.lanes.get(line, 1)
        return _FIRST_LANE + lane * (_LANE_STEP if lanes <= 2 else _LANES_ROOM / lanes)

    def within(self, first: int, last: int) -> BlockSigns:
        """What lies on lines ``first`` to ``last``: of a long paragraph only that is measured and painted."""
        return replace(
            self,
            claims=_on(self.claims, first, last),
            entities=_on(self.entities, first, last),
            underlines=_on(self.underlines, first, last),
            others=_on(self.others, first, last),
            rail=tuple(
                mark
                for mark in self.rail
                if (mark.first is None or mark.first <= last) and (mark.last is None or mark.last >= first)
            ),
        )

    def placed_anew(self, block: Block, document: OpenDocument) -> BlockSigns:
        """The same signs in the other lines that their block has now; each is measured when it is asked for."""
        for sign in self.all:
            sign.forget_places()
        rail = rail_of([sign.annotation for sign in self.claims], block, document)
        return replace(self, rail=rail, lanes=_lanes(self.underlines, block))

    @property
    def all(self) -> Iterable[Sign]:
        """Every sign."""
        yield from self.claims
        yield from self.entities
        yield from self.underlines
        yield from self.others


def signs_of(
    block: Block, document: OpenDocument, hidden: Filter | None = None, *, before: BlockSigns | None = None
) -> BlockSigns:
    """The signs of a block that is laid out; what is hidden has none.

    Args:
        block: The block.
        document: Tells the annotations, and how deep each claim lies.
        hidden: What is not shown.
        before: Its signs before a change, in the same lines: what has not changed is not measured again.
    """
    by_layer: dict[str, list[Annotation]] = {}
    for annotation in document.touching(block.span.start, block.span.end):
        if hidden is None or not hidden.hides(annotation):
            by_layer.setdefault(annotation.layer, []).append(annotation)
    claims = by_layer.pop(CLAIM_LAYER, [])
    entities = by_layer.pop(ENTITY_LAYER, [])
    underlined = by_layer.pop(SOURCE_LAYER, []) + by_layer.pop(CUE_LAYER, [])
    underlines = _in_lanes(underlined, block, document)
    signs = BlockSigns(
        claims=_claims(claims, block, document),
        entities=_entities(entities, block, document),
        underlines=underlines,
        others=tuple(Sign(a, block, document.text) for left in by_layer.values() for a in left),
        rail=rail_of(claims, block, document),
        lanes={},
    )
    if before is not None:
        placed: Mapping[AnnotationId, Sign] = {sign.annotation.id: sign for sign in before.all}
        for sign in signs.all:
            known = placed.get(sign.annotation.id)
            if known is not None:
                sign.take_places(known)
    return replace(signs, lanes=_lanes(underlines, block))


def _on(signs: tuple[Sign, ...], first: int, last: int) -> tuple[Sign, ...]:
    return tuple(sign for sign in signs if sign.lines.start <= last and sign.lines.stop > first)


def _lines_of(start: int, end: int, block: Block) -> range:
    """The lines of a block that is laid out on which a stretch lies; one elsewhere is cut off at its borders."""
    first = block.line_of(max(start, block.span.start))
    return range(first, block.line_of(min(end, block.span.end) - 1) + 1)


def _ends_of(span: Span, text: str) -> _Ends:
    return _Ends(
        joined_before=joins(text, span.start),
        joined_after=joins(text, span.end),
        free_before=span.start == 0 or text[span.start - 1].isspace(),
        free_after=span.end == len(text) or text[span.end].isspace(),
    )


def _claims(claims: Sequence[Annotation], block: Block, document: OpenDocument) -> tuple[Sign, ...]:
    ends = [claim.end for claim in claims]
    signs = [
        Sign(
            claim,
            block,
            document.text,
            depth=document.depth(claim.id),
            shares_end=ends.count(claim.end) > 1,
        )
        for claim in claims
    ]
    return tuple(sorted(signs, key=lambda sign: sign.depth))


def _entities(entities: Sequence[Annotation], block: Block, document: OpenDocument) -> tuple[Sign, ...]:
    """Entities, the containing ones first; how deep each lies is found with a stack, like brackets."""
    ordered = sorted(entities, key=lambda a: (a.start, -a.end, a.id))
    depths: list[int] = []
    holds = [False] * len(ordered)
    around: list[int] = []
    for number, entity in enumerate(ordered):
        while around and ordered[around[-1]].end < entity.end:
            around.pop()
        if around:
            holds[around[-1]] = True
        depths.append(len(around))
        around.append(number)
    return tuple(
        Sign(entity, block, document.text, depth=depth, holds=holding)
        for entity, depth, holding in zip(ordered, depths, holds, strict=True)
    )


def _in_lanes(underlined: Sequence[Annotation], block: Block, document: OpenDocument) -> tuple[Sign, ...]:
    """Underlines, each in the lane nearest to the letters that is still free; short ones choose first."""
    lanes: list[list[Annotation]] = []
    signs = []
    for annotation in sorted(underlined, key=lambda a: (a.end - a.start, a.start, a.id)):
        lane = next(
            (n for n, taken in enumerate(lanes) if not any(_share_letters(annotation, other) for other in taken)),
            len(lanes),
        )
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append(annotation)
        signs.append(Sign(annotation, block, document.text, lane=lane))
    return tuple(signs)


def _share_letters(a: Annotation, b: Annotation) -> bool:
    return any(one.touches(other) for one in a.fragments for other in b.fragments)


def _lanes(underlines: Sequence[Sign], block: Block) -> dict[int, int]:
    lanes: dict[int, int] = {}
    for sign in underlines:
        fragments = sign.annotation.fragments
        for fragment in fragments:
            if fragment.touches(block.span):
                whole = len(fragments) == 1
                for line in sign.lines if whole else _lines_of(fragment.start, fragment.end, block):
                    lanes[line] = max(lanes.get(line, 1), sign.lane + 1)
    return lanes
