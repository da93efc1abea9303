"""What a widget painted last, kept as a picture: while its border is dragged, a window paints all of itself at once."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget


class KeptPicture:
    """The picture of one small widget, painted anew only when the widget looks different.

    Belongs to the widget.
    """

    __slots__ = ("_looks", "_picture")

    def __init__(self) -> None:
        self._looks: Hashable = None
        self._picture: QPixmap | None = None

    def paint(
        self, widget: QWidget, looks: Hashable, draw: Callable[[QPainter], None], *, ground: QColor | None
    ) -> None:
        """Paint the widget, from the picture where it looks as before.

        Args:
            widget: The widget, in its paint event.
            looks: Everything that ``draw`` heeds, its size apart.
            draw: Paints the widget.
            ground: The plain colour that the widget stands on; None where something else shows through it.
        """
        ratio, size = widget.devicePixelRatioF(), widget.size()
        if ratio != round(ratio) or size.isEmpty():
            # On a fraction of a pixel a picture would be blurred.
            with QPainter(widget) as painter:
                draw(painter)
            return
        if self._picture is None or self._looks != (looks, size, ratio):
            self._picture = _picture(size, ratio, draw, ground)
            self._looks = (looks, size, ratio)
        with QPainter(widget) as painter:
            painter.drawPixmap(0, 0, self._picture)


def _picture(size: QSize, ratio: float, draw: Callable[[QPainter], None], ground: QColor | None) -> QPixmap:
    picture = QPixmap(math.ceil(size.width() * ratio), math.ceil(size.height() * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(ground if ground is not None else Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        draw(painter)
    return picture
