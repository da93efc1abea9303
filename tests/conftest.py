"""What every test stands on: English messages, settings of its own, no display."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import language
from annotator.bundled import resource
from annotator.model.scheme import Scheme, parse_scheme

# Before anything imports Qt, and for every process that a test starts.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


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


_exit_status = pytest.StashKey[int]()


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Keep how the run ended for ``pytest_unconfigure``."""
    session.config.stash[_exit_status] = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """End the process when everything has been told.

    The interpreter takes widgets, fonts and the application down in no particular order, and Qt crashes on that after
    some hundred windows; the program itself closes one window and is not touched by it.
    """
    if "PySide6" in sys.modules and not hasattr(config, "workerinput") and _exit_status in config.stash:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(config.stash[_exit_status])
