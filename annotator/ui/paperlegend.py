"""The legend below an article on paper: each sign that the article uses, beside its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from annotator.language import _, language, pgettext, question_mark
from annotator.model.attribution import ClaimState
from annotator.model.scheme import CLAIM_LAYER, CUE_LAYER, ENTITY_LAYER, SOURCE_LAYER
from annotator.operations.opendocument import OpenDocument
from annotator.ui.fonts import ui_font
from annotator.ui.panels.lettering import draw_letter, draw_line, start_of, width_of
from annotator.ui.panels.marks import (
    draw_claim_circle,
    draw_claim_strip,
    draw_cue_dots,
    draw_entity_box,
    draw_source_line,
)
from annotator.ui.reader.entities import FAMILY_LETTERS, family_of
from annotator.ui.theme import Theme

Paint = Callable[[QPainter], None]
_PITCH: Final = 26.0
_SIGN: Final = 30.0
_GAP: Final = 8.0
_APART: Final = 22.0
_PX: Final = 12.5
_STATES: Final = (ClaimState.ATTRIBUTED, ClaimState.OPEN, ClaimState.UNSTATED, ClaimState.DENIED)


def legend_of(document: OpenDocument, *, width: float, theme: Theme) -> Iterator[tuple[float, Paint]]:
    """The lines of the legend, each with its height in page units; none for an article without annotations.

    Args:
        document: What is shown.
        width: Of a line, in page units.
        theme: The colours.
    """
    line: list[tuple[Callable[[QPainter, QRectF], None], str]] = []
    used = 0.0
    for sign, name in _entries(document, theme):
        needed = _SIGN + _GAP + width_of(name, ui_font(_PX)) + _APART
        if line and used + needed > width:
            yield _PITCH, _line(line, width=width, theme=theme)
            line, used = [], 0.0
        line.append((sign, name))
        used += needed
    if line:
        yield _PITCH, _line(line, width=width, theme=theme)


def _line(entries: list[tuple[Callable[[QPainter, QRectF], None], str]], *, width: float, theme: Theme) -> Paint:
    def paint(painter: QPainter) -> None:
        whole, offset = QRectF(0, 0, width, _PITCH), 0.0
        for sign, name in entries:
            painter.save()
            sign(painter, start_of(whole, _SIGN, offset=offset))
            painter.restore()
            offset += _SIGN + _GAP
            needed = width_of(name, ui_font(_PX)) + 2
            place = start_of(whole, needed, offset=offset)
            draw_line(painter, place, name, font=ui_font(_PX), colour=theme.ink2)
            offset += needed - 2 + _APART

    return paint


def _entries(document: OpenDocument, theme: Theme) -> Iterator[tuple[Callable[[QPainter, QRectF], None], str]]:
    """Each sign with its name; only what the article has."""
    layers = {annotation.layer for annotation in document.annotations.values()}
    titles = {name: layer.titles.within(language()) for name, layer in document.scheme.layers.items()}
    if CLAIM_LAYER in layers:
        yield lambda painter, box: _claim(painter, box, theme), titles[CLAIM_LAYER]
    if SOURCE_LAYER in layers:
        yield lambda painter, box: _source(painter, box, theme), titles[SOURCE_LAYER]
    if CUE_LAYER in layers:
        yield lambda painter, box: _cue(painter, box, theme), titles[CUE_LAYER]
    states = {document.state(claim.id) for claim in document.claims()}
    names = {
        ClaimState.ATTRIBUTED: pgettext("legend", "attributed"), ClaimState.OPEN: pgettext("legend", "open"),
        ClaimState.UNSTATED: pgettext("legend", "unstated or the author’s"),
        ClaimState.DENIED: pgettext("legend", "denied by somebody"),
    }  # fmt: skip
    for state in _STATES:
        if state in states:
            yield lambda painter, box, s=state: _state(painter, box, s, theme), names[state]  # type: ignore[misc]
    families = {
        family_of(annotation, document.scheme)
        for annotation in document.annotations.values()
        if annotation.layer == ENTITY_LAYER
    }
    titles_of = {
        "people": pgettext("legend", "people and groups"), "org": pgettext("legend", "organisations"),
        "place": pgettext("legend", "places"), "time": pgettext("legend", "times and numbers"),
        "other": pgettext("legend", "other entities"),
    }  # fmt: skip
    for family, name in titles_of.items():
        if family in families:
            yield lambda painter, box, f=family: _family(painter, box, f, theme), name  # type: ignore[misc]
    if document.unsure:
        yield lambda painter, box: _doubt(painter, box, theme), _("Doubt")


def _claim(painter: QPainter, box: QRectF, theme: Theme) -> None:
    draw_claim_strip(painter, box.adjusted(1, 5, -1, -5), colour=theme.hue(1), theme=theme)


def _source(painter: QPainter, box: QRectF, theme: Theme) -> None:
    draw_source_line(painter, QPointF(box.right() - 3, box.center().y() + 3), 26, colour=theme.hue(1), theme=theme)


def _cue(painter: QPainter, box: QRectF, theme: Theme) -> None:
    draw_cue_dots(painter, QPointF(box.right() - 2, box.center().y() + 3), 26, theme=theme)


def _state(painter: QPainter, box: QRectF, state: ClaimState, theme: Theme) -> None:
    hue = 1 if state in (ClaimState.ATTRIBUTED, ClaimState.DENIED) else 0
    draw_claim_circle(painter, box.center(), claim_number=1, state=state, hue=hue, theme=theme, radius=9)


def _family(painter: QPainter, box: QRectF, family: str, theme: Theme) -> None:
    colour = theme.family(family)
    draw_entity_box(painter, box.adjusted(1, 5, -1, -5), family=family, theme=theme)
    tag = QRectF(box.right() - 15, box.top() + 6, 14, 13.5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(tag, 3.6, 3.6)
    letter = FAMILY_LETTERS[family].within(language())
    draw_letter(painter, tag.center(), letter, font=ui_font(10.5, 600), colour=theme.page)


def _doubt(painter: QPainter, box: QRectF, theme: Theme) -> None:
    centre = box.center()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.warn)
    painter.drawEllipse(centre, 7, 7)
    draw_letter(painter, centre, question_mark(), font=ui_font(10.5, 600), colour=theme.page)
