"""The two bundled fonts: one to read Arabic news in, one for the interface."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from annotator.bundled import resource

READING_FAMILY: Final = "Noto Naskh Arabic"
UI_FAMILY: Final = "IBM Plex Sans Arabic"
_FILES: Final = (
    "naskh-400-latin84.ttf",
    "naskh-700-latin84.ttf",
    "IBMPlexSansArabic-Regular.ttf",
    "IBMPlexSansArabic-Medium.ttf",
    "IBMPlexSansArabic-SemiBold.ttf",
)

_loaded = False


def load_fonts() -> None:
    """Make the bundled fonts known to Qt; once a process, after the QGuiApplication exists.

    Raises:
        FileNotFoundError: If a font did not come with the program.
    """
    global _loaded
    if _loaded:
        return
    for name in _FILES:
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))
    _loaded = True


def ui_font(px: float, weight: int = 400) -> QFont:
    """The interface font.

    Args:
        px: Size in logical pixels; fractions are kept.
        weight: 400 regular, 500 medium, 600 semibold.
    """
    return _font(UI_FAMILY, px, weight)


def reading_font(px: float, weight: int = 400) -> QFont:
    """The reading font, whose Latin letters and digits are 84 % of its Arabic.

    Args:
        px: Size in logical pixels; fractions are kept.
        weight: 400 regular, 700 bold.
    """
    return _font(READING_FAMILY, px, weight)


def _font(family: str, px: float, weight: int) -> QFont:
    font = QFont(family)
    if px == int(px):
        font.setPixelSize(int(px))
    else:
        # QFont knows no fractions of a pixel, but of a point: three quarters of one at Qt's 96 dots an inch.
        font.setPointSizeF(px * 0.75)
    font.setWeight(QFont.Weight(weight))
    # Hinting would shift letters by fractions of a pixel and tear joined strokes apart.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
