"""The painted signs that panels share with the article: circles, rings, underlines, dots, brackets, pills."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QRegion

from annotator.language import is_rtl, number
from annotator.model.attribution import ClaimState
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import draw_letter, draw_line, width_of
from annotator.ui.theme import QUIET_FAMILIES, Theme, mix

_DOT_PITCH: Final = 2.0
_BOX_END: Final = 7.0


def draw_claim_circle(
    painter: QPainter,
    centre: QPointF,
    *,
    claim_number: int,
    state: ClaimState,
    hue: int,
    theme: Theme,
    radius: float = 10.5,
) -> None:
    """A claim's circle as the rail shows it: open ring, filled, ring with bar, or filled with ✕.

    Args:
        painter: An open, antialiased painter.
        centre: Its centre.
        claim_number: The digits inside.
        state: Told by shape, never by colour alone.
        hue: Number of its speaker, 0 where there is none.
        theme: The colours.
        radius: In logical pixels.
    """
    colour = theme.hue(hue)
    filled = state in (ClaimState.ATTRIBUTED, ClaimState.DENIED)
    painter.setPen(Qt.PenStyle.NoPen if filled else QPen(colour, 1.7))
    painter.setBrush(colour if filled else Qt.BrushStyle.NoBrush)
    inset = 0 if filled else 0.85
    painter.drawEllipse(centre, radius - inset, radius - inset)
    digits_font = ui_font(12 if radius > 10 else 11, 600)
    draw_letter(painter, centre, number(claim_number), font=digits_font, colour=theme.page if filled else colour)
    if state is ClaimState.UNSTATED:
        painter.setPen(QPen(colour, 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(centre + QPointF(-radius * 0.6, radius + 2.4), centre + QPointF(radius * 0.6, radius + 2.4))
    if state is ClaimState.DENIED:
        _draw_cross(painter, centre + QPointF(-radius if is_rtl() else radius, -radius + 2), theme)


def draw_progress_ring(painter: QPainter, centre: QPointF, *, share: float, theme: Theme, radius: float = 8.0) -> None:
    """A ring filled to ``share`` (0 to 1); at 1 it is green and ticked."""
    done = share >= 1
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.good if done else theme.line2, 2.6))
    painter.drawEllipse(centre, radius, radius)
    if done:
        painter.setPen(QPen(theme.good, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        tick = (QPointF(3.4, -2.6), QPointF(-1, 2.8), QPointF(-3.6, 0.2))
        painter.drawPolyline([centre + point for point in tick])
    elif share > 0:
        painter.setPen(QPen(theme.accent, 2.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        painter.drawArc(box, 90 * 16, int(share * (360 if is_rtl() else -360) * 16))


def draw_source_line(painter: QPainter, start: QPointF, length: float, *, colour: QColor, theme: Theme) -> None:
    """The underline of a source with the ring at its start, running leftwards from ``start`` as Arabic does."""
    painter.setPen(QPen(colour, 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(start + QPointF(-4.5, 0), start + QPointF(-length, 0))
    painter.setPen(QPen(colour, 2))
    painter.setBrush(theme.page)
    painter.drawEllipse(start, 3.2, 3.2)


def draw_cue_dots(painter: QPainter, start: QPointF, length: float, *, theme: Theme) -> None:
    """The dots under a cue, running leftwards from ``start``."""
    pen = QPen(theme.cue, 2, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.02, _DOT_PITCH])
    painter.setPen(pen)
    painter.drawLine(start, start + QPointF(-length, 0))


def draw_claim_strip(painter: QPainter, strip: QRectF, *, colour: QColor, theme: Theme) -> None:
    """A claim's strip with the brackets at its two ends, in reading order from right to left."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mix(colour, theme.desk, theme.band_on))
    painter.drawRoundedRect(strip, 3, 3)
    painter.setPen(QPen(colour, 1.7))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    top, bottom = strip.topRight(), strip.bottomLeft()
    painter.drawPolyline([top + QPointF(-6, 0), top, top + QPointF(0, 7)])
    painter.drawPolyline([bottom + QPointF(6, 0), bottom, bottom + QPointF(0, -7)])


def draw_entity_box(painter: QPainter, box: QRectF, *, family: str, theme: Theme) -> None:
    """The border of an entity: its colour tells the family; of dates and numbers the two ends only."""
    painter.save()
    if family in QUIET_FAMILIES:
        ends = QRegion(box.adjusted(-2, -2, 2, 2).toAlignedRect()) - QRegion(
            box.adjusted(_BOX_END, -2, -_BOX_END, 2).toAlignedRect()
        )
        painter.setClipRegion(ends, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(theme.family(family), 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 4.2, 4.2)
    painter.restore()


def pill_width(text: str, font: QFont, *, padding: float = 7.0) -> float:
    """Width of a pill around ``text``, in logical pixels."""
    return width_of(text, font) + 2 * padding


def draw_pill(
    painter: QPainter, pill: QRectF, text: str, *, font: QFont, ink: QColor, ground: QColor, edge: QColor | None = None
) -> None:
    """A small rounded tag with centred text."""
    painter.setPen(QPen(edge, 1) if edge is not None else Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), pill.height() / 2, pill.height() / 2)
    draw_line(painter, pill, text, font=font, colour=ink, align=Qt.AlignmentFlag.AlignHCenter)


def _draw_cross(painter: QPainter, centre: QPointF, theme: Theme) -> None:
    painter.setPen(QPen(theme.desk, 1.4))
    painter.setBrush(theme.bad)
    painter.drawEllipse(centre, 6.5, 6.5)
    painter.setPen(QPen(theme.page, 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for arm in (QPointF(2.2, 2.2), QPointF(2.2, -2.2)):
        painter.drawLine(centre - arm, centre + arm)
