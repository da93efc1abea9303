"""The corpus behind a window in the tests of its dialogs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import orjson

from annotator.operations.session import Session
from annotator.operations.transfer import import_paths
from annotator.ui.window import Window


def session_of(window: Window) -> Session:
    """The session of the open corpus."""
    session = window.corpora.session
    assert session is not None
    return session


def bring_in(window: Window, articles: Iterable[dict[str, Any]], folder: Path) -> None:
    """Import articles given as lines of JSON, and announce them."""
    (folder / "in.jsonl").write_bytes(b"\n".join(map(orjson.dumps, articles)))
    session = session_of(window)
    report = import_paths(session.corpus, [folder / "in.jsonl"], author=session.annotator)
    assert report.changes is not None
    session.announce(report.changes)
