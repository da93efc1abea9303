"""The wheel holds all that the program needs, and works where nothing of the checkout is."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without asking the network for anything."""
    out = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), cwd=repository)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the installed wheel and nothing else."""
    target = tmp_path_factory.mktemp("installed")
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-index")
    _run(*pip, "--target", str(target), str(wheel), cwd=target)
    return target


def test_the_wheel_carries_the_resources_and_the_sample_articles(repository: Path, wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("resources", "sample_corpus"):
        files = [
            path for path in (repository / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts
        ]
        missing = {f"annotator/_bundled/{path.relative_to(repository).as_posix()}" for path in files} - names
        assert not missing


def test_the_wheel_carries_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    strays = [name for name in names if not name.startswith(("annotator/", "isnad-")) or "__pycache__" in name]
    assert strays == []


def test_the_installed_program_does_its_job(installed: Path, tmp_path: Path) -> None:
    article = tmp_path / "harbour.txt"
    # The port authority said the movement of ships had returned to normal.
    article.write_text("قالت هيئة الموانئ إن حركة السفن عادت إلى طبيعتها.\n", encoding="utf-8")
    corpus, out = tmp_path / "corpus.isnad", tmp_path / "train.jsonl"
    for arguments in (
        ["new", str(corpus)],
        ["import", str(corpus), str(article)],
        ["export", str(corpus), "--to", "jsonl", "--out", str(out)],
    ):
        _run(sys.executable, "-m", "annotator", *arguments, cwd=tmp_path, path=installed)
    assert "هيئة الموانئ" in out.read_text(encoding="utf-8")


def test_the_installed_program_is_the_one_that_ran(installed: Path, tmp_path: Path) -> None:
    said = _run(sys.executable, "-c", "import annotator; print(annotator.__file__)", cwd=tmp_path, path=installed)
    assert Path(said.strip()).is_relative_to(installed)


def _run(*command: str, cwd: Path, path: Path | None = None) -> str:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    if path is not None:
        environment["PYTHONPATH"] = str(path)
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
