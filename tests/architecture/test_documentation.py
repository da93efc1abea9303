"""What a person can do is written down where they look for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.__main__ import WINDOW
from annotator.cli.group import COMMANDS
from annotator.ui.actions import CASES, FIXED, Action


@pytest.fixture(scope="module")
def readme(repository: Path) -> str:
    """The README."""
    return (repository / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [*WINDOW, *COMMANDS])
def test_every_command_is_in_the_readme(readme: str, command: str) -> None:
    assert f"annotator {command}" in readme


@pytest.mark.parametrize("action", (*FIXED, *CASES), ids=lambda action: action.id)
def test_every_action_is_in_the_readme(readme: str, action: Action) -> None:
    assert action.text.rstrip("…").casefold() in readme.casefold()
