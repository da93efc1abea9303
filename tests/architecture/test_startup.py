"""Starting is light: heavy libraries wait until somebody needs them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_HEAVY = (
    "trafilatura",
    "lxml",
    "docx",
    "spacy",
    "sklearn",
    "numpy",
    "pandas",
    "datasketch",
    "dateparser",
    "babel",
    "hypothesis",
    "pytest",
)
# Rooms that nobody enters before they ask for something: reading them would only make the first page late.
_NOT_FOR_THE_FIRST_PAGE = (
    "annotator.formats",
    "annotator.operations.transfer",
    "annotator.operations.agreement",
    "annotator.ui.printing",
    "annotator.ui.review",
    "annotator.ui.agreement",
    "annotator.ui.dialogs.importing",
    "annotator.ui.dialogs.exporting",
)
_NOT_FOR_A_VERSION = (*_HEAVY, "PySide6", "sqlite_utils", "sqlite3", "orjson", "pyarabic", "bidi")


def _loaded_after(program: str, *, cwd: Path, settings: Path) -> set[str]:
    """The modules that a program has loaded when it ends."""
    report = "\nimport sys; print('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program + report],
        cwd=cwd,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "ANNOTATOR_CONFIG_DIR": str(settings)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_asking_for_the_version_loads_no_library_but_click(repository: Path, tmp_path: Path) -> None:
    program = "from annotator.__main__ import main; assert main(['--version']) == 0"
    loaded = _loaded_after(program, cwd=repository, settings=tmp_path)
    assert loaded.isdisjoint(_NOT_FOR_A_VERSION)


def test_the_list_of_commands_loads_none_of_them(repository: Path, tmp_path: Path) -> None:
    program = "from annotator.__main__ import main; assert main(['--help']) == 0"
    loaded = _loaded_after(program, cwd=repository, settings=tmp_path)
    assert loaded.isdisjoint(_NOT_FOR_A_VERSION)


@pytest.mark.parametrize("command", ["documents", "stats", "export", "check"])
def test_a_command_loads_no_heavy_library(repository: Path, tmp_path: Path, command: str) -> None:
    program = (
        "from annotator.__main__ import main\n"
        f"assert main(['new', {str(tmp_path / 'corpus.isnad')!r}]) == 0\n"
        f"assert main([{command!r}, '--help']) == 0"
    )
    loaded = _loaded_after(program, cwd=repository, settings=tmp_path)
    assert loaded.isdisjoint((*_HEAVY, "PySide6"))


def test_the_window_opens_without_a_heavy_library(repository: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.isnad"
    # Made beside it: what the command line needs is not what the window needs.
    made = f"from annotator.__main__ import main; assert main(['new', {str(corpus)!r}]) == 0"
    _loaded_after(made, cwd=repository, settings=tmp_path)
    program = f"""
from pathlib import Path
from annotator.operations.settings import Settings
from annotator.ui.app import prepared
from annotator.ui.memory import Memory
from annotator.ui.window import Window

corpus = Path({str(corpus)!r})
settings = Settings(welcomed=True)
application = prepared(settings)
window = Window(Memory(settings))
window.show()
assert window.corpora.open_path(corpus)
application.processEvents()
"""
    loaded = _loaded_after(program, cwd=repository, settings=tmp_path)
    assert "PySide6" in loaded
    assert loaded.isdisjoint(_HEAVY)
    assert [name for name in sorted(loaded) if name.startswith(_NOT_FOR_THE_FIRST_PAGE)] == []
