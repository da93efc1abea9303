"""How colours are seen: OKLab, and red-green blindness as Machado, Oliveira and Fernandes (2009) simulate it."""

from __future__ import annotations

import math
from itertools import combinations
from typing import Final

from PySide6.QtGui import QColor

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

# Machado, Oliveira & Fernandes 2009, table for severity 1.0, on linear RGB.
PROTAN: Final[Matrix] = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
DEUTAN: Final[Matrix] = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
# Ottosson 2020: linear sRGB to cone responses, and their cube roots to OKLab.
_CONES: Final[Matrix] = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_LAB: Final[Matrix] = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def linear(colour: QColor) -> Triple:
    """Linear RGB, 0 to 1."""
    red, green, blue = (_opened(channel) for channel in (colour.redF(), colour.greenF(), colour.blueF()))
    return red, green, blue


def seen(colour: QColor, blindness: Matrix) -> Triple:
    """The colour as somebody with that blindness sees it, in linear RGB."""
    red, green, blue = (min(1.0, max(0.0, channel)) for channel in _times(blindness, linear(colour)))
    return red, green, blue


def oklab(rgb: Triple) -> Triple:
    """OKLab (Ottosson 2020) of linear RGB."""
    red, green, blue = (channel ** (1 / 3) for channel in _times(_CONES, rgb))
    return _times(_LAB, (red, green, blue))


def least_distance(colours: list[Triple]) -> float:
    """The least OKLab distance between any two of several colours in linear RGB, times 100."""
    places = [oklab(colour) for colour in colours]
    return min(
        100.0 * math.sqrt(sum((one - other) ** 2 for one, other in zip(a, b, strict=True)))
        for a, b in combinations(places, 2)
    )


def _times(matrix: Matrix, vector: Triple) -> Triple:
    one, two, three = (sum(factor * part for factor, part in zip(row, vector, strict=True)) for row in matrix)
    return one, two, three


def _opened(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
