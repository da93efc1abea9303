"""Where the files that come with the program lie: schemes, lexicons, fonts, translations, sample articles."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def bundled(*parts: str) -> Path:
    """The path of a bundled file or folder.

    In a wheel they lie inside the package; an editable install has them only in the checkout beside it.

    Args:
        parts: Path below the top, such as ``"resources", "schemes", "arabic-news.toml"``.

    Raises:
        FileNotFoundError: If it is in neither place.
    """
    for root in (_PACKAGE / "_bundled", _PACKAGE.parent):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError("/".join(parts))


def resource(*parts: str) -> Path:
    """The path of a file below ``resources/``."""
    return bundled("resources", *parts)
