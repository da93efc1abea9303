"""What the path of a file says of article and annotator."""

from __future__ import annotations

from pathlib import Path

from annotator.formats.wholefolders import FilePlace, place_of


def _file(root: Path, name: str, text: str = "نص") -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _place(root: Path, name: str, *, beside: str = "") -> FilePlace:
    return place_of(root / name, name, exporter="brat", text_of=Path.read_bytes, beside=beside)


def test_a_lone_file_is_nobodys_in_particular(tmp_path: Path) -> None:
    _file(tmp_path, "n1.ann")
    _file(tmp_path, "news/n2.ann")
    assert _place(tmp_path, "n1.ann") == FilePlace("n1")
    assert _place(tmp_path, "news/n2.ann") == FilePlace("n2")


def test_folders_with_the_same_articles_are_annotators(tmp_path: Path) -> None:
    for name in ("huda", "sami", "ali"):
        _file(tmp_path, f"{name}/n1.ann")
    assert _place(tmp_path, "huda/n1.ann") == FilePlace("n1", "huda")


def test_folders_with_other_articles_are_folders(tmp_path: Path) -> None:
    for number in range(20):
        _file(tmp_path, f"test{number}/reference.ann", f"نص {number}")
    _file(tmp_path, "a/n1.ann", "نص")
    _file(tmp_path, "b/n1.ann", "نص")
    _file(tmp_path, "c/n1.ann", "نص آخر")
    assert _place(tmp_path, "test3/reference.ann") == FilePlace("test3/reference")
    assert _place(tmp_path, "b/n1.ann") == FilePlace("a/n1", "b")
    assert _place(tmp_path, "c/n1.ann") == FilePlace("c/n1")


def test_files_of_one_folder_with_the_same_article_are_annotators(tmp_path: Path) -> None:
    _file(tmp_path, "n1/huda.tsv")
    _file(tmp_path, "n1/sami.tsv")
    _file(tmp_path, "project/annotation/n2.txt/huda.tsv")
    assert _place(tmp_path, "n1/sami.tsv", beside=".tsv") == FilePlace("n1", "sami")
    assert _place(tmp_path, "project/annotation/n2.txt/huda.tsv", beside=".tsv") == FilePlace("n2.txt", "huda")


def test_an_export_of_ours_says_it_all(tmp_path: Path) -> None:
    _file(tmp_path, "manifest.json", '{\n  "exporter": "brat",')
    _file(tmp_path, "al%20ice/a%2Fb.ann")
    _file(tmp_path, "n2.ann")
    assert _place(tmp_path, "al%20ice/a%2Fb.ann") == FilePlace("a/b", "al ice", ours=True)
    assert _place(tmp_path, "n2.ann") == FilePlace("n2", nobody=True, ours=True)
