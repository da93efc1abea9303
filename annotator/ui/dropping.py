"""Files and folders dragged onto the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData


def dropped_paths(mime: QMimeData) -> list[Path]:
    """The files and folders that are dragged; what lies on the network is none."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
