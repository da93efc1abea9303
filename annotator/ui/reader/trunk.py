"""The chosen claim's ties: one trunk in the gaps between lines, a pill for each role, a tag for what is far away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from annotator.language import _, language
from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId
from annotator.model.scheme import ATTRIBUTION, CLAIM_LAYER, CUE_LAYER, Scheme
from annotator.operations.opendocument import OpenDocument
from annotator.ui.reader import ink
from annotator.ui.reader.page import Page, Stretch
from annotator.ui.reader.view import Slot, Tone, View

_BELOW_BAND: Final = 11.0
_PILL_HEIGHT: Final = 15.5
_PILL_PX: Final = 10.5
_FAR_LINES: Final = 3
_SPINE: Final = 10.0
"""How far from the column the upright runs that ties lines together."""
_LONGEST_NAME: Final = 34


@dataclass(frozen=True, slots=True)
class Pill:
    """The name of a role under one of its members.

    Attributes:
        rect: Where it stands on the page.
        text: The role.
        member: Whose underline it names.
        line: The member's line.
    """

    rect: QRectF
    text: str
    member: Annotation
    line: Stretch


@dataclass(frozen=True, slots=True)
class FarMember:
    """A member of the chain that stands too far away for the trunk; its tag stands at the claim."""

    member: AnnotationId
    slot: Slot


@dataclass(frozen=True, slots=True)
class Trunk:
    """What is drawn for the chosen claim.

    Attributes:
        claim: The first part of the claim.
        pills: One for each role near the claim.
        far: Members that are too far away.
    """

    claim: Stretch
    pills: tuple[Pill, ...]
    far: tuple[FarMember, ...]


def trunk_of(page: Page, claim: AnnotationId) -> Trunk | None:
    """Measure the ties of a claim, or None where it has none or is not there."""
    document = page.document
    annotation = document.annotations.get(claim)
    if annotation is None or annotation.layer != CLAIM_LAYER or not document.attributions(claim):
        return None
    first = page.stretches(annotation.fragments[0])
    if not first:
        return None
    start = next((part for part in first if part.starts), first[0])
    near: list[Pill] = []
    far: list[FarMember] = []
    named: set[tuple[AnnotationId, str]] = set()
    cue_lines: set[tuple[int, int]] = set()
    for role, member in _members(document, claim):
        if (member.id, role) in named:
            continue
        named.add((member.id, role))
        place = _near(page, member, start)
        if place is None:
            far.append(FarMember(member.id, _far_slot(page, member, role, claim=annotation)))
        elif role != "cue" or (place.block, place.line) not in cue_lines:
            # Further words of the cue on the same line say nothing new, and the gap is narrow.
            if role == "cue":
                cue_lines.add((place.block, place.line))
            near.append(_pill(page, member, role, place))
    return Trunk(start, tuple(_apart(near)), tuple(far))


def paint_lines(painter: QPainter, trunk: Trunk, page: Page, view: View) -> None:
    """Paint the trunk itself; the painter is in page units."""
    if not trunk.pills:
        return
    colour = view.theme.hue(page.document.hue(view.chosen)) if view.chosen is not None else view.theme.ink2
    painter.setPen(ink.pen(colour, 1.5, round_ends=True))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    gaps: dict[float, list[Pill]] = {}
    for pill in trunk.pills:
        gaps.setdefault(pill.rect.center().y(), []).append(pill)
    if len(gaps) == 1:
        ((height, pills),) = gaps.items()
        if _same_line(pills[0].line, trunk.claim):
            painter.drawPath(_up_to_claim(trunk.claim, page, height, pills, rtl=_rtl(page, trunk)))
            return
        if _is_next_line(page, pills[0].line, trunk.claim):
            painter.drawPath(_down_to_claim(trunk.claim, page, height, pills, rtl=_rtl(page, trunk)))
            return
    painter.drawPath(_by_the_margin(trunk, page, gaps))


def paint_pills(painter: QPainter, trunk: Trunk, page: Page, view: View) -> None:
    """Paint the names of the roles; the painter is in page units."""
    for pill in trunk.pills:
        is_cue = pill.member.layer == CUE_LAYER
        painter.setPen(ink.pen(view.theme.page, 2.0))
        painter.setBrush(view.theme.cue if is_cue else view.theme.hue(page.document.hue(pill.member.id)))
        painter.drawRoundedRect(pill.rect, pill.rect.height() / 2, pill.rect.height() / 2)
        centre = pill.rect.center()
        right = QPointF(centre.x() + ink.width_of(pill.text, _PILL_PX, 600) / 2, centre.y() - 0.6)
        ink.word(painter, right, pill.text, view.theme.page, px=_PILL_PX, weight=600)


def _members(document: OpenDocument, claim: AnnotationId) -> Iterator[tuple[str, Annotation]]:
    for chain in document.attributions(claim):
        roles = (
            ("cue", chain.cues),
            ("via", chain.via),
            ("source", chain.sources),
            ("addressee", chain.addressees),
        )
        for role, members in roles:
            for member in members:
                annotation = document.annotations.get(member)
                if annotation is not None:
                    yield role, annotation


def _near(page: Page, member: Annotation, claim: Stretch) -> Stretch | None:
    """The first part of a member, or None where it stands more than three lines from the claim."""
    reach = (_FAR_LINES + 1) * page.blocks[claim.block].style.pitch
    number = page.block_of(member.start)
    # Judged by the block first, so that a far one is not laid out only to be found far.
    bottom = page.top(number + 1) if number + 1 < len(page.blocks) else page.height
    if bottom < claim.baseline - reach or page.top(number) > claim.baseline + reach:
        return None
    parts = page.stretches(member.fragments[0])
    first = next((part for part in parts if part.starts), parts[0] if parts else None)
    return first if first is not None and abs(first.baseline - claim.baseline) < reach else None


def _pill(page: Page, member: Annotation, role: str, place: Stretch) -> Pill:
    style, rtl = page.blocks[place.block].style, page.blocks[place.block].rtl
    text = role_title(page.document.scheme, role)
    width = ink.width_of(text, _PILL_PX, 600) + 12
    if member.layer == CUE_LAYER:
        left = (place.left + place.right - width) / 2
    else:
        left = place.right + 4 - width if rtl else place.left - 4
    top = place.baseline + style.below + _BELOW_BAND - _PILL_HEIGHT / 2
    return Pill(QRectF(left, top, width, _PILL_HEIGHT), text, member, place)


def role_title(scheme: Scheme, role: str) -> str:
    """The name of an attribution's role in the language in use."""
    roles = scheme.relation_type(ATTRIBUTION).roles
    return next((r.titles.within(language()) for r in roles if r.name == role), role)


def _apart(pills: Sequence[Pill]) -> Iterator[Pill]:
    """The pills of each line moved apart where they would overlap, from right to left."""
    borders: dict[float, float] = {}
    for pill in sorted(pills, key=lambda p: -p.rect.right()):
        height = pill.rect.top()
        border = borders.get(height)
        if border is not None and pill.rect.right() > border - 2:
            moved = replace(pill, rect=pill.rect.translated(border - 2 - pill.rect.right(), 0))
        else:
            moved = pill
        borders[height] = moved.rect.left()
        yield moved


def _far_slot(page: Page, member: Annotation, role: str, *, claim: Annotation) -> Slot:
    """The tag for a far member: an arrow, its words, and where it stands."""
    words = member.text(page.document.text)
    if len(words) > _LONGEST_NAME:
        words = words[:_LONGEST_NAME].rsplit(" ", 1)[0] + "…"
    arrow = "↑" if member.start < claim.start else "↓"
    text = f"{role_title(page.document.scheme, role)}: {arrow} {words}{_comma()}{_where(page, member)}"
    is_cue = member.layer == CUE_LAYER
    return Slot(text, Tone.CUE if is_cue else Tone.SOURCE, hue=page.document.hue(member.id), filled=not is_cue)


def _where(page: Page, member: Annotation) -> str:
    """The number of a member's line, or of its paragraph while the lines before have not been counted."""
    block = page.block_of(member.start)
    lines = page.lines_before(block)
    if lines is None or not page.blocks[block].is_laid_out:
        return _("par. {paragraph}", paragraph=page.blocks[block].paragraph + 1)
    return _("l. {line}", line=lines + page.blocks[block].line_of(member.start) + 1)


def _comma() -> str:
    return "، " if language() == "ar" else ", "


def _same_line(a: Stretch, b: Stretch) -> bool:
    return (a.block, a.line) == (b.block, b.line)


def _is_next_line(page: Page, member: Stretch, claim: Stretch) -> bool:
    if member.block == claim.block:
        return member.line + 1 == claim.line
    return (
        member.block + 1 == claim.block and claim.line == 0 and member.line + 1 == len(page.blocks[member.block].lines)
    )


def _rtl(page: Page, trunk: Trunk) -> bool:
    return page.blocks[trunk.claim.block].rtl


def _start_of(claim: Stretch, *, rtl: bool) -> float:
    return claim.right if rtl else claim.left


def _up_to_claim(claim: Stretch, page: Page, y: float, pills: Sequence[Pill], *, rtl: bool) -> QPainterPath:
    """Along the gap under the claim's own line and up to its first letters."""
    x = _start_of(claim, rtl=rtl) + (-17 if rtl else 17)
    low = claim.baseline + page.blocks[claim.block].style.below + 1
    farthest = max((pill.rect.center().x() for pill in pills), key=lambda centre: abs(centre - x))
    turn = 5.0 if farthest > x else -5.0
    path = QPainterPath(QPointF(farthest, y))
    path.lineTo(x + turn, y)
    path.quadTo(x, y, x, y - 5)
    path.lineTo(x, low)
    return path


def _down_to_claim(claim: Stretch, page: Page, y: float, pills: Sequence[Pill], *, rtl: bool) -> QPainterPath:
    """Along the gap above the claim and down to its opening bracket."""
    x = _start_of(claim, rtl=rtl) + (-1 if rtl else 1)
    centres = [pill.rect.center().x() for pill in pills]
    path = QPainterPath(QPointF(max([*centres, x]), y))
    path.lineTo(min([*centres, x]), y)
    path.moveTo(x, y)
    path.lineTo(x, claim.baseline - page.blocks[claim.block].style.above)
    return path


def _by_the_margin(trunk: Trunk, page: Page, gaps: dict[float, list[Pill]]) -> QPainterPath:
    """From every gap with pills to an upright in the margin, and from there to the gap under the claim's first line."""
    margin = page.width + _SPINE
    claim, rtl = trunk.claim, _rtl(page, trunk)
    own_gap = claim.baseline + page.blocks[claim.block].style.below + _BELOW_BAND
    heights = sorted({*gaps, own_gap})
    path = QPainterPath(QPointF(margin, heights[0]))
    path.lineTo(margin, heights[-1])
    for height, pills in gaps.items():
        path.moveTo(margin, height)
        path.lineTo(min(pill.rect.center().x() for pill in pills), height)
    x = _start_of(claim, rtl=rtl) + (-17 if rtl else 17)
    path.moveTo(margin, own_gap)
    path.lineTo(x + 5, own_gap)
    path.quadTo(x, own_gap, x, own_gap - 5)
    path.lineTo(x, claim.baseline + page.blocks[claim.block].style.below + 1)
    return path
