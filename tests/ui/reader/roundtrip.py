"""From every letter to the pixels of the window and back: ``python -m tests.ui.reader.roundtrip 125 300``.

Run in a process of its own with ``QT_SCALE_FACTOR`` it does so on a screen of that device pixel ratio. Prints the
ratio, and for every zoom how many places were tried, how many were wrong, and how many lines had ink out of place.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtWidgets import QApplication

from annotator.bundled import resource
from annotator.model.scheme import parse_scheme
from annotator.ui.reader.page import Page, Place
from annotator.ui.reader.reader import Reader
from tests.ui.reader.articles import bare_text

SIZE = (868, 560)
# Wall Street said on Monday that prices rose; vocalised: the prime minister said; emoji, ligatures, without width.
TEXT = "\n".join(
    (
        "قالت صحيفة Wall Street يوم 16/8/2017 إن الأسعار ارتفعت 18.5% في بيروت، وإن CNN نفت ذلك. " * 2,
        "وَقَالَ رَئِيسُ الْوُزَرَاءِ إِنَّ الْحُكُومَةَ سَتُقَدِّمُ اسْتِقَالَتَهَا لِلَّهِ الـــســلام. " * 2,
        "لا إله 😀 عاد b😀c الله 👨‍👩‍👧 وكتب 🇱🇧🇱🇧 e\u0301 كافيه؟ \u202bقال\u202c \u200bوي\u200cكتب " * 2,
    )
)
_PRESSED_EVERY = 23


def shown_reader() -> Reader:
    """A reader in a window, with the text."""
    scheme = parse_scheme(resource("schemes", "arabic-news.toml").read_text(encoding="utf-8"))
    reader = Reader()
    reader.resize(*SIZE)
    reader.show()
    reader.show_document(bare_text(TEXT, scheme))
    QApplication.processEvents()
    return reader


def wrong_places(reader: Reader, percent: int) -> tuple[int, list[str]]:
    """Where a caret does not come to stand at the border of a letter whose pixels the pointer was on.

    Returns:
        How many places were tried, and those that are wrong.
    """
    reader.set_zoom(percent)
    page = reader._page
    assert page is not None
    wrong: list[str] = []
    tried = 0
    for number in range(len(page.blocks)):
        page.lay_out(number)
        for line in range(len(page.blocks[number].lines)):
            _show_line(reader, page, number, line)
            for border, inside, y in _borders(page, number, line):
                tried += 1
                point = _in_view(reader, inside, page.top(number) + y)
                on_page = reader.point_on_page(point)
                found = page.caret_rect(page.place_at(on_page.x(), on_page.y()))
                pressed = (
                    found
                    if tried % _PRESSED_EVERY
                    else page.caret_rect(_pressed(reader, point, when_ms=10_000 * tried))
                )
                if max(abs(found.x() - border), abs(pressed.x() - border)) > 0.01 or not (
                    found.top() <= page.top(number) + y <= found.bottom()
                ):
                    wrong.append(f"{percent} %: block {number}, line {line}, x {border:.1f}")
    return tried, wrong


def stray_ink(reader: Reader) -> list[str]:
    """Lines in view whose ink, in device pixels, goes more than a letter's tail beyond their cells."""
    page = reader._page
    assert page is not None
    reader.verticalScrollBar().setValue(0)
    QApplication.processEvents()
    image = reader.viewport().grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    ratio, stray = image.devicePixelRatio(), []
    pixels, stride = bytes(image.constBits()), image.bytesPerLine()
    for number in page.blocks_within(0.0, SIZE[1] * 100 / reader.zoom):
        block = page.blocks[number]
        for line in block.lines:
            y = _in_view(reader, 0.0, page.top(number) + line.baseline).y() * ratio
            if y >= image.height() - 1 or line.right <= line.left:
                continue
            row = pixels[round(y) * stride - stride : round(y) * stride - stride + image.width()]
            inked = [x for x, shade in enumerate(row) if shade < 110]
            left, right = (_in_view(reader, x, 0.0).x() * ratio for x in (line.left, line.right))
            slack = 8 * ratio * reader.zoom / 100
            if not inked or min(inked) < left - slack or max(inked) > right + slack:
                stray.append(f"block {number}, line at {line.baseline}")
    return stray


def _borders(page: Page, number: int, line: int) -> Iterator[tuple[float, float, float]]:
    """For both borders of every drawn letter: where it is, a place inside the letter next to it, and the height."""
    block = page.blocks[number]
    cells, y = block.cells(line), block.lines[line].baseline - 3.0
    for left, right in zip(cells.lefts, cells.rights, strict=True):
        if right - left > 0.01:
            quarter = (right - left) / 4
            yield left, left + quarter, y
            yield right, right - quarter, y


def _show_line(reader: Reader, page: Page, number: int, line: int) -> None:
    reader.restore_scroll((page.blocks[number].lines[line].start, -40.0))


def _in_view(reader: Reader, x: float, y: float) -> QPointF:
    """A point of the page in pixels of the viewport."""
    origin = reader.point_on_page(QPointF(0.0, 0.0))
    scale = reader.zoom / 100
    return QPointF((x - origin.x()) * scale, (y - origin.y()) * scale)


def _pressed(reader: Reader, point: QPointF, *, when_ms: int) -> Place:
    """Where the caret stands after a click; each comes long after the one before, so that none is a double-click."""
    viewport, left = reader.viewport(), Qt.MouseButton.LeftButton
    for kind, buttons in (
        (QEvent.Type.MouseButtonPress, left),
        (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
    ):
        event = QMouseEvent(kind, point, viewport.mapToGlobal(point), left, buttons, Qt.KeyboardModifier.NoModifier)
        event.setTimestamp(when_ms)
        QApplication.sendEvent(viewport, event)
    return reader._shown.caret


def main(percents: list[str]) -> int:
    """Print what was found at each zoom."""
    application = QApplication([])
    reader = shown_reader()
    print("ratio", reader.devicePixelRatioF())
    for percent in map(int, percents):
        tried, wrong = wrong_places(reader, percent)
        print(percent, tried, len(wrong), len(stray_ink(reader)))
        for place in wrong[:5]:
            print(place, file=sys.stderr)
    reader.close()
    application.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
