from __future__ import annotations

import sys

import pytest
from pytestqt.qtbot import QtBot

from annotator.ui.app import catch_failures
from annotator.ui.dialogs.failure import Failure
from annotator.ui.window import Window


def test_a_fault_is_shown_once_and_work_goes_on(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    catch_failures(window)
    for _time in range(3):
        try:
            raise ZeroDivisionError("of a paint event")
        except ZeroDivisionError as error:
            sys.excepthook(ZeroDivisionError, error, error.__traceback__)
    dialogs = [dialog for dialog in window.findChildren(Failure) if dialog.isVisible()]
    assert len(dialogs) == 1
    assert "of a paint event" in capsys.readouterr().err
    dialogs[0].accept()
    assert window.isVisible()
