"""The command that writes an article as a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.__main__ import main

Output = pytest.CaptureFixture[str]


def test_an_article_becomes_a_page_that_needs_nothing_else(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    assert main(["page", str(corpus), "article-000001", "--out", str(out)]) == 0
    page = out.read_text(encoding="utf-8")
    assert "خبر رقم 1 عن الزراعة والنقل" in page
    assert 'src="http' not in page
    assert 'href="http' not in page


@pytest.mark.parametrize("suffix", [".png", ".pdf"])
def test_an_article_can_be_painted(corpus: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"page{suffix}"
    assert main(["page", str(corpus), "article-000001", "--out", str(out)]) == 0
    assert out.read_bytes().startswith({".png": b"\x89PNG", ".pdf": b"%PDF"}[suffix])


def test_another_suffix_is_refused(corpus: Path, tmp_path: Path, capsys: Output) -> None:
    assert main(["page", str(corpus), "article-000001", "--out", str(tmp_path / "page.doc")]) == 2
    assert ".html" in capsys.readouterr().err
    assert not (tmp_path / "page.doc").exists()
