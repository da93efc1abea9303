"""What was painted last, kept as pictures: while its border is dragged, a window paints all of itself at once."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

_MOST: Final = 48


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


class KeptPictures:
    """The pictures of parts of a widget, such as the rows of a list, painted anew only where a part looks different.

    Belongs to what paints the parts. Those that were painted last are kept, some screens of rows.
    """

    __slots__ = ("_pictures",)

    def __init__(self) -> None:
        self._pictures: dict[Hashable, QPixmap] = {}

    def paint(
        self,
        painter: QPainter,
        place: QRect,
        looks: Hashable,
        draw: Callable[[QPainter, QRectF], None],
        *,
        ground: QColor | None,
    ) -> None:
        """Paint a part, from its picture where one that looks the same has been painted.

        Args:
            painter: Of the widget.
            place: Where the part stands in the widget.
            looks: Everything that ``draw`` heeds, its size apart.
            draw: Paints the part into a rectangle.
            ground: The plain colour that the part stands on; None where something else shows through it.
        """
        ratio, size = painter.device().devicePixelRatio(), place.size()
        if ratio != round(ratio) or size.isEmpty():
            draw(painter, QRectF(place))
            return
        key = (looks, size.width(), size.height(), ratio)
        picture = self._pictures.pop(key, None)
        if picture is None:
            whole = QRectF(0, 0, size.width(), size.height())
            picture = _picture(size, ratio, lambda inside: draw(inside, whole), ground)
            if len(self._pictures) >= _MOST:
                del self._pictures[next(iter(self._pictures))]
        self._pictures[key] = picture
        painter.drawPixmap(place.topLeft(), picture)


def _picture(size: QSize, ratio: float, draw: Callable[[QPainter], None], ground: QColor | None) -> QPixmap:
    picture = QPixmap(math.ceil(size.width() * ratio), math.ceil(size.height() * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(ground if ground is not None else Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        draw(painter)
    return picture
