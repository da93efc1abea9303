"""The two bundled fonts: one to read Arabic news in, one for the interface."""

from __future__ import annotations

from functools import lru_cache
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
_reading_family = READING_FAMILY


def use_reading_family(family: str) -> None:
    """Choose the family that articles are set in from now on; empty for the bundled one."""
    global _reading_family
    _reading_family = family or READING_FAMILY


def reading_family() -> str:
    """The family that articles are set in."""
    return _reading_family


def reading_families() -> tuple[str, ...]:
    """The families that have Arabic letters: the bundled one first, then those of the system by name."""
    system = QFontDatabase.families(QFontDatabase.WritingSystem.Arabic)
    others = sorted(name for name in system if name != READING_FAMILY and not QFontDatabase.isPrivateFamily(name))
    return (READING_FAMILY, *others)


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
    """The interface font: always the same one, which nobody may change.

    Args:
        px: Size in logical pixels; fractions are kept.
        weight: 400 regular, 500 medium, 600 semibold.
    """
    return _font(UI_FAMILY, px, weight)


def reading_font(px: float, weight: int = 400) -> QFont:
    """The reading font, whose Latin letters and digits are 84 % of its Arabic: always the same one, not to be changed.

    Args:
        px: Size in logical pixels; fractions are kept.
        weight: 400 regular, 700 bold.
    """
    return _font(_reading_family, px, weight)


@lru_cache(maxsize=128)
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
