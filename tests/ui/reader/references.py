"""The stored pictures of the reader, and how they are made anew: ``python -m tests.ui.reader.references``.

Run it after a look was changed on purpose, look at what it wrote, and commit that. The fonts are bundled and the pages
are painted without a screen, so every machine paints the same, but for a shade here and there.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from annotator import language
from annotator.bundled import resource
from annotator.model.identity import AnnotationId
from annotator.model.scheme import Scheme, parse_scheme
from annotator.model.span import Span
from annotator.ui.reader.page import Place
from annotator.ui.reader.picture import page_picture
from annotator.ui.reader.styles import Manner
from annotator.ui.reader.view import View
from annotator.ui.theme import DARK, LIGHT
from tests.ui.reader.articles import signed_article

FOLDER: Final = Path(__file__).parent / "references"
_CHOSEN: Final = View(
    chosen=AnnotationId("c4"), tags_everywhere=True, caret=Place(188), has_caret=True, read_mark=2, hovered_paragraph=3
)
_THEMES: Final = {"light": LIGHT, "dark": DARK}
_NOTICED: Final = 40
"""A pixel is another one when a channel differs by more than this, of 255."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a picture shows.

    Attributes:
        view: How the article is shown, but for the theme.
        scale: Pixels a page unit.
        top: Where on the page it begins.
        height: How much of the page it shows, in page units.
    """

    view: View
    scale: float = 1.0
    top: float = 0.0
    height: float = 300.0


REFERENCES: Final = {
    "calm": Reference(_CHOSEN, top=130.0),
    "calm_lower": Reference(View(chosen=AnnotationId("c6"), selection=Span(520, 560)), top=430.0),
    "calm_150": Reference(_CHOSEN, scale=1.5, top=340.0, height=130.0),
    "dense": Reference(replace(_CHOSEN, manner=Manner.DENSE), top=220.0),
    "cards": Reference(replace(_CHOSEN, manner=Manner.CARDS), top=130.0),
}


def names() -> list[str]:
    """The names of all pictures: what is shown, and the theme."""
    return [f"{name}_{theme}" for name in REFERENCES for theme in _THEMES]


def painted(name: str, scheme: Scheme) -> QImage:
    """A picture as the program paints it now."""
    shown, _, theme = name.rpartition("_")
    reference = REFERENCES[shown]
    view = replace(reference.view, theme=_THEMES[theme])
    return page_picture(signed_article(scheme), view, scale=reference.scale, top=reference.top, height=reference.height)


def stored(name: str) -> QImage:
    """The picture as it was stored; null where there is none."""
    return QImage(str(FOLDER / f"{name}.png"))


def share_of_other_pixels(a: QImage, b: QImage) -> float:
    """How many of all pixels differ so that one could notice, 0 to 1; 1 for pictures of different sizes."""
    if a.size() != b.size():
        return 1.0
    difference = a.convertToFormat(QImage.Format.Format_RGB32)
    with QPainter(difference) as painter:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
        painter.drawImage(0, 0, b)
    noticed = bytes(shade > _NOTICED for shade in range(256))
    # Four bytes a pixel, blue, green, red and one that means nothing.
    channels = [bytes(difference.constBits())[channel::4].translate(noticed) for channel in range(3)]
    other = 0
    for channel in channels:
        other |= int.from_bytes(channel, "big")
    return other.bit_count() / (a.width() * a.height())


def main() -> int:
    """Paint and store every picture."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    language.use("en")
    scheme = parse_scheme(resource("schemes", "arabic-news.toml").read_text(encoding="utf-8"))
    FOLDER.mkdir(exist_ok=True)
    for name in names():
        path = FOLDER / f"{name}.png"
        # Quality 0 is the strongest compression: nothing is lost.
        painted(name, scheme).convertToFormat(QImage.Format.Format_RGB888).save(str(path), quality=0)
        print(f"{path.name}: {path.stat().st_size // 1000} KB")
    application.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main())
