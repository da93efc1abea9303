"""What every test stands on: English messages, settings of its own, no display."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from annotator import language
from annotator.bundled import resource
from annotator.model.scheme import Scheme, parse_scheme

# Before anything imports Qt, and for every process that a test starts.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A loaded machine takes its time; no test is about that.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    language.use("en")
    yield
    language.use("en")


@pytest.fixture(autouse=True)
def _own_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path_factory.mktemp("settings")
    monkeypatch.setenv("ANNOTATOR_CONFIG_DIR", str(own))
    monkeypatch.setenv("XDG_DATA_HOME", str(own))


@pytest.fixture(scope="session")
def scheme() -> Scheme:
    """The scheme ``arabic-news``."""
    return parse_scheme(resource("schemes", "arabic-news.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder that holds ``annotator`` and ``tests``."""
    return Path(__file__).resolve().parent.parent


def pytest_sessionfinish() -> None:
    """Empty the clipboard before the interpreter goes.

    What was copied last and made here, such as a citation, would be deleted by a destructor of Qt that runs after
    Python has ended, and crash in it. The platforms of people's screens put their clipboard away in time; the one
    without a screen does not.
    """
    if "PySide6.QtGui" in sys.modules:
        from PySide6.QtGui import QGuiApplication

        if isinstance(QGuiApplication.instance(), QGuiApplication):
            QGuiApplication.clipboard().clear()
