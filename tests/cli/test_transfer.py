"""Import and export by the command line: what is stored, what is said, and the status that goes with it."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from annotator.__main__ import main
from annotator.cli.console import Progress
from annotator.operations import plugins
from annotator.store.corpus import Corpus
from tests.bench.corpora import annotated_articles, write_native

Output = pytest.CaptureFixture[str]

# "The port authority said the movement of ships had returned to normal."
ARTICLE = "قالت هيئة الموانئ إن حركة السفن عادت إلى طبيعتها.\n"


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A corpus without articles."""
    path = tmp_path / "empty.isnad"
    assert main(["new", str(path)]) == 0
    return path


@pytest.fixture
def native(tmp_path: Path) -> Path:
    """Two annotated articles in native JSONL."""
    path = tmp_path / "native.jsonl"
    write_native(annotated_articles(2), path)
    return path


def test_native_records_come_in_and_go_out_byte_for_byte(empty: Path, native: Path, tmp_path: Path) -> None:
    assert main(["import", str(empty), str(native)]) == 0
    out = tmp_path / "out.jsonl"
    assert main(["export", str(empty), "--to", "jsonl", "--out", str(out)]) == 0
    assert out.read_bytes() == native.read_bytes()


def test_an_export_to_a_dash_goes_to_stdout(empty: Path, native: Path, capsys: Output) -> None:
    assert main(["import", str(empty), str(native)]) == 0
    capsys.readouterr()
    assert main(["export", str(empty), "--to", "jsonl", "--out", "-"]) == 0
    assert capsys.readouterr().out == native.read_text(encoding="utf-8")


def test_an_export_into_a_folder_brings_manifest_and_card(empty: Path, native: Path, tmp_path: Path) -> None:
    assert main(["import", str(empty), str(native)]) == 0
    folder = tmp_path / "out"
    assert main(["export", str(empty), "--to", "jsonl", "--out", str(folder)]) == 0
    assert {file.name for file in folder.iterdir()} >= {"train.jsonl", "manifest.json", "README.md"}
    assert (folder / "train.jsonl").read_bytes() == native.read_bytes()


def test_one_persons_annotations_can_be_exported_alone(empty: Path, tmp_path: Path, capsys: Output) -> None:
    from annotator.model.identity import SetName

    for name in ("amal", "basim"):
        write_native(annotated_articles(2, set_name=SetName(name)), tmp_path / f"{name}.jsonl")
        assert main(["import", str(empty), str(tmp_path / f"{name}.jsonl")]) == 0
    capsys.readouterr()
    assert main(["export", str(empty), "--to", "jsonl", "--out", "-", "--annotator", "basim"]) == 0
    sets = {json.loads(line)["annotation_set"] for line in capsys.readouterr().out.splitlines()}
    assert sets == {"basim"}


@pytest.mark.parametrize("target", ["jsonl:out", "jsonl:out.jsonl", "conll:out", "brat:out", "page:out"])
def test_an_export_that_control_c_ends_leaves_nothing_behind_and_says_so(
    empty: Path, native: Path, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    assert main(["import", str(empty), str(native)]) == 0
    before = sorted(tmp_path.iterdir())
    capsys.readouterr()

    def interrupted(_progress: Progress, done: int, _total: int) -> None:
        if done:
            raise KeyboardInterrupt

    monkeypatch.setattr(Progress, "__call__", interrupted)
    format_, _, name = target.partition(":")
    assert main(["export", str(empty), "--to", format_, "--out", str(tmp_path / name)]) == 130
    assert "Stopped. Nothing half-done is left behind." in capsys.readouterr().err
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("group", [plugins.IMPORTERS, plugins.EXPORTERS])
def test_a_plugin_that_fails_is_named_and_the_work_goes_on(
    empty: Path, native: Path, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch, group: str
) -> None:
    points = [EntryPoint("broken", "no_such_package:Thing", group)]
    broken = plugins.load(points).broken
    load = plugins._load
    monkeypatch.setattr(
        plugins, "_load", lambda asked: replace(load(asked), broken=broken) if asked == group else load(asked)
    )
    assert main(["import", str(empty), str(native)]) == 0
    assert main(["export", str(empty), "--to", "jsonl", "--out", str(tmp_path / "out.jsonl")]) == 0
    told = [line for line in capsys.readouterr().err.splitlines() if "could not be loaded" in line]
    assert len(told) == 1 and "no_such_package" in told[0]


def test_an_unknown_format_is_refused_with_the_known_ones(empty: Path, tmp_path: Path, capsys: Output) -> None:
    assert main(["export", str(empty), "--to", "word", "--out", str(tmp_path / "x")]) == 2
    assert "jsonl" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_a_bad_file_is_refused_and_the_others_come_in(empty: Path, tmp_path: Path, capsys: Output) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "good.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "bad.jsonl").write_text('{"text": "قال الوزير"}\n{"text": \n', encoding="utf-8")
    assert main(["import", str(empty), str(folder)]) == 1
    written = capsys.readouterr().err
    assert "bad.jsonl:2: " in written
    with Corpus.open(empty) as corpus:
        assert corpus.document_count() == 1


def test_nothing_but_bad_files_ends_with_two(empty: Path, tmp_path: Path, capsys: Output) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text("{", encoding="utf-8")
    assert main(["import", str(empty), str(bad), str(tmp_path / "absent.txt")]) == 2
    written = capsys.readouterr().err
    assert "bad.jsonl:1: " in written
    assert "absent.txt" in written


def test_an_empty_folder_is_nothing_to_import(empty: Path, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    assert main(["import", str(empty), str(tmp_path / "nothing")]) == 2


def test_importing_again_changes_nothing(empty: Path, native: Path, capsys: Output) -> None:
    assert main(["import", str(empty), str(native)]) == 0
    with Corpus.open(empty) as corpus:
        before = len(corpus.history())
    assert main(["import", str(empty), str(native)]) == 0
    with Corpus.open(empty) as corpus:
        assert len(corpus.history()) == before


def test_a_raw_article_that_is_here_already_is_said_to_be(empty: Path, tmp_path: Path, capsys: Output) -> None:
    article = tmp_path / "harbour.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    assert main(["import", str(empty), str(article)]) == 0
    assert main(["import", str(empty), str(article)]) == 0
    assert "is here already" in capsys.readouterr().err


def test_a_column_needs_a_part_and_a_name(empty: Path, tmp_path: Path, capsys: Output) -> None:
    assert main(["import", str(empty), "news.csv", "--column", "text"]) == 2
    assert "PART=NAME" in capsys.readouterr().err


def test_labels_of_other_tools_are_refused_mapped_or_added(empty: Path, tmp_path: Path, capsys: Output) -> None:
    conll = tmp_path / "news.conll"
    # "Haftar visited Tunis."
    conll.write_text("زار O\nحفتر B-PERS\nتونس B-LOC\nوالعربية B-MISC\n. O\n", encoding="utf-8")
    assert main(["import", str(empty), str(conll)]) == 2
    assert "news.conll:4: The layer “entity” has no label “MISC”." in capsys.readouterr().err
    assert main(["import", str(empty), str(conll), "--map", "from-anercorp"]) == 0
    assert main(["import", str(empty), str(conll), "--extend-scheme", "--annotator", "huda"]) == 0
    with Corpus.open(empty) as corpus:
        assert corpus.scheme.label("entity", "MISC").name == "MISC"
        assert set(corpus.set_names_in_use()) == {"huda", "imported"}
    assert main(["import", str(empty), str(conll), "--map", "nonesuch"]) == 2
    assert "There is no mapping “nonesuch”." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("format_", "idle"), [("jsonl", ["--tokens", "--negatives"]), ("conll", ["--negatives"]), ("table", ["--tokens"])]
)
def test_options_that_mean_nothing_to_a_format_are_said_to_change_nothing(
    empty: Path, native: Path, tmp_path: Path, capsys: Output, format_: str, idle: list[str]
) -> None:
    assert main(["import", str(empty), str(native)]) == 0
    call = ["export", str(empty), "--to", format_, "--out", str(tmp_path / "out")]
    assert main(call) == 0
    assert "changes nothing" not in capsys.readouterr().err
    assert main([*call, "--tokens", "word", "--negatives"]) == 0
    told = [line for line in capsys.readouterr().err.splitlines() if "changes nothing" in line]
    assert [option for line in told for option in ("--tokens", "--negatives") if option in line] == idle


def test_tokens_labels_and_layer_of_an_export_are_chosen(empty: Path, native: Path, capsys: Output) -> None:
    assert main(["import", str(empty), str(native)]) == 0
    capsys.readouterr()
    call = ["export", str(empty), "--to", "conll", "--out", "-", "--tokens", "split"]
    assert main([*call, "--map", "anercorp"]) == 0
    told = capsys.readouterr()
    assert "Left out, no counterpart in the mapping:" in told.err
    tags = {line.split("\t")[1] for line in told.out.split("\n") if "\t" in line}
    assert tags >= {"O", "B-LOC"}
    assert not any(tag.endswith("GPE") for tag in tags)
    assert main([*call, "--layer", "source"]) == 0
    assert "B-Source" in capsys.readouterr().out


def test_a_format_of_folders_needs_one(empty: Path, native: Path, tmp_path: Path, capsys: Output) -> None:
    assert main(["import", str(empty), str(native)]) == 0
    assert main(["export", str(empty), "--to", "brat", "--out", "-"]) == 2
    assert "The format “brat” is a folder." in capsys.readouterr().err
    assert main(["export", str(empty), "--to", "brat", "--out", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "annotation.conf").is_file()
    assert main(["verify", str(tmp_path / "out")]) == 0
