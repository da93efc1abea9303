"""A real client of the accessibility bus reads the window and hears what is done in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

_LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
_SYSTEM_PYTHON = Path("/usr/bin/python3")
_PATIENCE_S = 90


def _missing() -> str:
    """What this machine lacks to speak, or nothing."""
    for tool in ("dbus-run-session", "xvfb-run"):
        if shutil.which(tool) is None:
            return f"there is no {tool}"
    if not _LAUNCHER.exists():
        return "there is no accessibility bus (at-spi2-core)"
    asked = [
        str(_SYSTEM_PYTHON),
        "-c",
        "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi",
    ]
    if not _SYSTEM_PYTHON.exists() or subprocess.run(asked, capture_output=True, check=False).returncode:
        return "there is no client for the accessibility bus (gir1.2-atspi-2.0)"
    return ""


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> dict[str, Any]:
    """What the client found and heard."""
    lacking = _missing()
    if lacking:
        pytest.skip(lacking)
    folder = tmp_path_factory.mktemp("spoken")
    corpus = folder / "sample.isnad"
    annotator = [sys.executable, "-m", "annotator"]
    subprocess.run([*annotator, "new", str(corpus)], check=True, capture_output=True, cwd=repository)
    article = repository / "sample_corpus" / "politics-01-border-crossing.txt"
    subprocess.run([*annotator, "import", str(corpus), str(article)], check=True, capture_output=True, cwd=repository)
    here = Path(__file__).parent
    script = (
        f"{_LAUNCHER} --launch-immediately & sleep 1; "
        f'"$WINDOW" -m tests.journeys.spoken "{corpus}" & window=$!; sleep 3; '
        f'{_SYSTEM_PYTHON} "{here / "listener.py"}"; kill $window'
    )
    environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")} | {
        "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "WINDOW": sys.executable,
        "ANNOTATOR_CONFIG_DIR": str(folder),
    }  # fmt: skip
    done = subprocess.run(
        ["dbus-run-session", "--", "xvfb-run", "-a", "bash", "-c", script],
        capture_output=True, text=True, check=False, timeout=_PATIENCE_S, cwd=repository, env=environment,
    )  # fmt: skip
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    assert lines, done.stderr[-2000:]
    told: dict[str, Any] = json.loads(lines[-1])
    return told


def test_the_window_is_on_the_bus(spoken: dict[str, Any]) -> None:
    assert "isnad" in spoken["apps"]


def test_the_reading_view_can_be_read_and_its_caret_goes_along(spoken: dict[str, Any]) -> None:
    # "The opening of the border crossing …": the first letters of the article.
    text = Path("sample_corpus/politics-01-border-crossing.txt").read_text(encoding="utf-8")
    assert spoken["text"] == text[:40]
    assert spoken["caret"] > 0


def test_what_was_done_is_announced(spoken: dict[str, Any]) -> None:
    assert any("Person: “" in words for words in spoken["heard"])


def test_every_button_has_a_name(spoken: dict[str, Any]) -> None:
    buttons = [name for role, name in spoken["found"] if role in ("push button", "check box", "radio button")]
    assert len(buttons) > 10
    assert all(buttons)


def test_fields_and_lists_have_names(spoken: dict[str, Any]) -> None:
    assert all(name for role, name in spoken["found"] if role in ("text", "entry", "list", "tree", "combo box"))
