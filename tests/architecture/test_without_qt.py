"""Everything below the window runs where PySide6 is not installed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_BLOCKED = """
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Absent())
"""
_IMPORT_ALL = """
import importlib, pkgutil
import annotator

for module in pkgutil.walk_packages(annotator.__path__, "annotator.", onerror=lambda name: None):
    if not module.name.startswith("annotator.ui"):
        importlib.import_module(module.name)
"""
_RUN = "from annotator.__main__ import main; sys.exit(main(sys.argv[1:]))"


def _run(program: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _BLOCKED + program, *arguments],
        cwd=cwd,
        env=os.environ | {"LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_everything_but_the_window_imports(repository: Path) -> None:
    done = _run(_IMPORT_ALL, cwd=repository)
    assert done.returncode == 0, done.stderr


def test_the_commands_without_a_window_work(repository: Path, tmp_path: Path) -> None:
    corpus = str(tmp_path / "corpus.isnad")
    for arguments in (["--help"], ["new", corpus], ["check", corpus], ["stats", corpus, "--json"]):
        done = _run(_RUN, *arguments, cwd=repository)
        assert done.returncode == 0, done.stderr


def test_opening_the_window_says_what_to_install(repository: Path) -> None:
    done = _run(_RUN, "open", cwd=repository)
    assert done.returncode == 2
    assert "PySide6" in done.stderr
    assert "pip install" in done.stderr
    assert "Traceback" not in done.stderr
