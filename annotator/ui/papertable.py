"""The table of attributions below an article on paper: one row an attribution, who says what on whose word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption

from annotator.language import _, is_rtl, language, pgettext
from annotator.model.annotation import Annotation
from annotator.model.attribution import Attribution, ClaimState
from annotator.model.identity import AnnotationId
from annotator.model.scheme import ATTRIBUTION
from annotator.operations.opendocument import OpenDocument
from annotator.ui.fonts import reading_font, ui_font
from annotator.ui.panels.lettering import draw_line, interface_direction, width_of
from annotator.ui.panels.marks import draw_claim_circle
from annotator.ui.theme import Theme

Paint = Callable[[QPainter], None]
_TITLE: Final = 40.0
_HEAD: Final = 26.0
_READING_PX: Final = 15
_READING_PITCH: Final = 25.0
_UI_PX: Final = 12
_UI_PITCH: Final = 20.0
_AROUND: Final = 5.0
_BETWEEN: Final = 10.0
_GAP: Final = " […] "
# Shares of the width; columns that stay empty give theirs to the others.
_SHARES: Final = {
    "number": 0.06, "claim": 0.36, "source": 0.2, "via": 0.12, "cue": 0.11, "addressee": 0.12, "holder": 0.09,
    "stance": 0.1,
}  # fmt: skip
# Columns of set phrases, as wide as the longest of them: a word of the scheme is never cut in two.
_PHRASES: Final = ("holder", "stance")
_WIDEST_PHRASE: Final = 0.2
_HEAD_PX: Final = 11.5


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the table.

    Attributes:
        text: What it says.
        reading: Whether these are words of the article.
        hue: Number of the speaker whose underline it has, or 0.
        bad: Whether it denies.
    """

    text: str = ""
    reading: bool = False
    hue: int = 0
    bad: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One attribution, or a claim that has none.

    Attributes:
        claim: Number, state and hue of the claim on its first row, else None.
        cells: By column.
    """

    claim: tuple[int, ClaimState, int] | None
    cells: dict[str, Cell]


def table_of(document: OpenDocument, *, width: float, theme: Theme) -> Iterator[tuple[float, Paint]]:
    """Title, head and rows, each with its height in page units; none for an article without claims.

    Args:
        document: What is shown.
        width: Of the table, in page units.
        theme: The colours.
    """
    rows = [row for claim in document.claims() for row in rows_of(document, claim)]
    if not rows:
        return
    columns = _columns(rows, width)
    yield _TITLE, lambda painter: _paint_title(painter, width, theme)
    yield _HEAD, lambda painter: _paint_head(painter, columns, width, theme)
    for row in rows:
        laid = {name: _laid(row.cells.get(name, Cell()), right - left) for name, (left, right) in columns.items()}
        height = max(_UI_PITCH, *(cell_height for _layout, cell_height in laid.values())) + 2 * _AROUND
        yield height, _row_painter(row, laid, columns, width=width, theme=theme)


def rows_of(document: OpenDocument, claim: Annotation) -> Iterator[Row]:
    """The rows of one claim: one for each attribution, one saying that it is open where it has none."""
    number = (document.number(claim.id), document.state(claim.id), document.hue(claim.id))
    words = {"claim": Cell(_words(document, [claim.id]), reading=True)}
    chains = document.attributions(claim.id)
    if not chains:
        yield Row(number, words | {"source": Cell(pgettext("legend", "open"))})
    for place, chain in enumerate(chains):
        cells = _cells_of(document, chain)
        yield Row(number, words | cells) if place == 0 else Row(None, cells)


def _cells_of(document: OpenDocument, chain: Attribution) -> dict[str, Cell]:
    speaker = chain.sources[0] if chain.sources else None
    return {
        "source": Cell(_words(document, chain.sources), True, document.hue(speaker) if speaker else 0),
        "via": Cell(_words(document, chain.via), True, document.hue(chain.via[0]) if chain.via else 0),
        "cue": Cell(_words(document, chain.cues, between=" … "), reading=True),
        "addressee": Cell(_words(document, chain.addressees), reading=True),
        "holder": Cell(_value(document, "holder", chain.holder)),
        "stance": Cell(_value(document, "stance", chain.stance), bad=chain.stance == "deny"),
    }


def _words(document: OpenDocument, members: Iterable[AnnotationId], *, between: str = " + ") -> str:
    known = (document.annotations[member] for member in members if member in document.annotations)
    return between.join(_GAP.join(span.of(document.text) for span in annotation.fragments) for annotation in known)


def _value(document: OpenDocument, attribute: str, value: str | None) -> str:
    if value is None:
        return ""
    known = document.scheme.attributes_of(ATTRIBUTION).get(attribute)
    titles = next((entry.titles for entry in known.values if entry.name == value), None) if known else None
    return titles.within(language()) if titles is not None else str(value)


def _columns(rows: list[Row], width: float) -> dict[str, tuple[float, float]]:
    """Left and right border of each column that has something, in page units, in the interface's direction."""
    kept = [
        name for name in _SHARES
        if name in ("number", "claim", "source") or any(row.cells.get(name, Cell()).text for row in rows)
    ]  # fmt: skip
    breadths = {name: _phrase_width(name, rows, width) for name in _PHRASES if name in kept}
    whole = sum(_SHARES[name] for name in kept if name not in breadths)
    shared = width - sum(breadths.values())
    columns: dict[str, tuple[float, float]] = {}
    offset = 0.0
    for name in kept:
        breadth = breadths[name] if name in breadths else shared * _SHARES[name] / whole
        start, end = offset, offset + breadth - _BETWEEN
        columns[name] = (width - end, width - start) if is_rtl() else (start, end)
        offset += breadth
    return columns


def _phrase_width(name: str, rows: list[Row], width: float) -> float:
    """What the longest phrase of a column or its title needs, with the air beside it, in page units."""
    needed = [width_of(row.cells[name].text, ui_font(_UI_PX)) for row in rows if name in row.cells]
    title = width_of(_titles()[name], ui_font(_HEAD_PX))
    return min(max(title, *needed) + 2 + _BETWEEN, width * _WIDEST_PHRASE)


def _laid(cell: Cell, width: float) -> tuple[QTextLayout, float]:
    """The words of a cell, wrapped, and their height; the layout must outlive its lines."""
    font: QFont = reading_font(_READING_PX) if cell.reading else ui_font(_UI_PX)
    pitch = _READING_PITCH if cell.reading else _UI_PITCH
    layout = QTextLayout(cell.text, font)
    option = QTextOption()
    rtl = cell.reading or is_rtl()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    # Arabic words in an English table begin at the side where the column begins for the eye.
    side = Qt.AlignmentFlag.AlignRight if is_rtl() else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 20.0))
        line.setPosition(QPointF(0, height + (pitch - line.height()) / 2))
        height += pitch
    layout.endLayout()
    return layout, height if cell.text else 0.0


def _row_painter(
    row: Row, laid: dict[str, tuple[QTextLayout, float]], columns: dict[str, tuple[float, float]], *, width: float,
    theme: Theme,
) -> Paint:  # fmt: skip
    def paint(painter: QPainter) -> None:
        painter.fillRect(QRectF(0, 0, width, 1 if row.claim is not None else 0.5), theme.line)
        if row.claim is not None:
            _paint_number(painter, row.claim, columns["number"], theme)
        for name, (left, _right) in columns.items():
            cell = row.cells.get(name, Cell())
            if cell.text:
                _paint_cell(painter, cell, laid[name][0], QPointF(left, _AROUND), theme)

    return paint


def _paint_number(
    painter: QPainter, claim: tuple[int, ClaimState, int], column: tuple[float, float], theme: Theme
) -> None:
    number, state, hue = claim
    x = column[1] - 12 if is_rtl() else column[0] + 12
    centre = QPointF(x, _AROUND + _READING_PITCH / 2 + 1)
    draw_claim_circle(painter, centre, claim_number=number, state=state, hue=hue, theme=theme, radius=9.5)


def _paint_cell(painter: QPainter, cell: Cell, layout: QTextLayout, corner: QPointF, theme: Theme) -> None:
    painter.setPen(theme.bad if cell.bad else theme.ink if cell.reading else theme.ink2)
    layout.draw(painter, corner)
    if not cell.hue:
        return
    colour: QColor = theme.hue(cell.hue)
    for at in range(layout.lineCount()):
        line = layout.lineAt(at)
        words = line.naturalTextRect().translated(corner)
        painter.fillRect(QRectF(words.left(), words.bottom() - 2.6, words.width(), 1.8), colour)


def _paint_title(painter: QPainter, width: float, theme: Theme) -> None:
    line = QRectF(0, 10, width, 24)
    draw_line(painter, line, _("Attributions"), font=ui_font(15, 600), colour=theme.ink)


def _titles() -> dict[str, str]:
    """What stands at the head of each column."""
    return {
        "claim": pgettext("column", "Claim"), "source": pgettext("column", "Source"), "via": pgettext("column", "Via"),
        "cue": pgettext("column", "Cue"), "addressee": pgettext("column", "Addressee"),
        "holder": pgettext("column", "Holder"), "stance": pgettext("column", "Stance"), "number": "",
    }  # fmt: skip


def _paint_head(painter: QPainter, columns: dict[str, tuple[float, float]], width: float, theme: Theme) -> None:
    titles = _titles()
    for name, (left, right) in columns.items():
        draw_line(
            painter, QRectF(left, 0, right - left, 20), titles[name], font=ui_font(_HEAD_PX), colour=theme.ink3,
            direction=interface_direction(),
        )  # fmt: skip
