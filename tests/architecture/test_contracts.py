"""The floors, proven by the import graph."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"


def test_every_import_keeps_to_the_floors(repository: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LINT], cwd=repository, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
