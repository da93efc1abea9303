"""Bundled files are found in a wheel and in the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import bundled as module
from annotator.bundled import bundled, resource


def test_resources_of_the_checkout_are_found() -> None:
    assert resource("schemes", "arabic-news.toml").is_file()
    assert bundled("sample_corpus").is_dir()


def test_what_lies_in_the_package_comes_before_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "annotator"
    for place in (package / "_bundled", tmp_path):
        (place / "resources").mkdir(parents=True)
        (place / "resources" / "a.txt").write_text(str(place), encoding="utf-8")
    (tmp_path / "resources" / "b.txt").touch()
    monkeypatch.setattr(module, "_PACKAGE", package)
    assert resource("a.txt") == package / "_bundled" / "resources" / "a.txt"
    assert resource("b.txt") == tmp_path / "resources" / "b.txt"


def test_a_missing_file_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"resources/schemes/klingon\.toml"):
        resource("schemes", "klingon.toml")
