"""Content that may be higher than its room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolling(content: QWidget, *, parent: QWidget | None = None, least_px: int = 0) -> QScrollArea:
    """An area without a frame that scrolls up and down, and never sideways.

    Args:
        content: What it shows.
        parent: What it stands in, where no layout takes it.
        least_px: Its least height.
    """
    area = QScrollArea(parent)
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setMinimumHeight(least_px)
    return area
