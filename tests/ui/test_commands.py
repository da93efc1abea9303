from __future__ import annotations

import pytest
from click.testing import CliRunner

from annotator.model.errors import AnnotatorError
from annotator.ui import commands


def test_without_a_display_the_demonstration_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    result = CliRunner().invoke(commands.open_, [])
    assert isinstance(result.exception, AnnotatorError)
    assert result.exception.remedy is not None
    assert "annotator demo" in result.exception.remedy.english()


def test_nobody_sits_down_under_the_name_of_the_adjudicated_set() -> None:
    result = CliRunner().invoke(commands.open_, ["--annotator", "adjudicated"])
    assert isinstance(result.exception, AnnotatorError)
    assert result.exception.remedy is not None
    assert "adjudicated" in result.exception.remedy.english()


def test_the_commands_that_paint_are_named() -> None:
    assert set(commands.commands) == {"open", "demo"}
