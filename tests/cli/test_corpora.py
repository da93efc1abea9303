"""Commands about a corpus as a whole."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.__main__ import main
from annotator.model.changes import RecordKey, RecordKind
from annotator.model.identity import DocumentId, Handle
from annotator.store.corpus import Corpus

Output = pytest.CaptureFixture[str]


def test_a_new_corpus_has_the_default_scheme_and_no_article(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "new.isnad"
    assert main(["new", str(path)]) == 0
    assert capsys.readouterr().out == ""
    with Corpus.open(path) as made:
        assert (made.scheme.name, made.document_count()) == ("arabic-news", 0)


def test_a_corpus_is_never_made_over_a_file(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("keep me", encoding="utf-8")
    assert main(["new", str(path)]) == 2
    assert path.read_text(encoding="utf-8") == "keep me"
    assert str(path) in capsys.readouterr().err


def test_an_unknown_scheme_is_refused_with_the_names_of_the_known(tmp_path: Path, capsys: Output) -> None:
    assert main(["new", str(tmp_path / "new.isnad"), "--scheme", "latin-poetry"]) == 2
    assert "arabic-news" in capsys.readouterr().err
    assert not (tmp_path / "new.isnad").exists()


def test_a_scheme_can_come_from_a_file(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        'name = "own"\nversion = "1"\n[[layers]]\nname = "claim"\nlabels = [{ name = "Claim" }]\n', encoding="utf-8"
    )
    assert main(["new", str(tmp_path / "own.isnad"), "--scheme", str(own)]) == 0
    with Corpus.open(tmp_path / "own.isnad") as made:
        assert made.scheme.name == "own"


def test_a_sound_corpus_has_no_findings(corpus: Path, capsys: Output) -> None:
    assert main(["check", str(corpus), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"findings": []}


def test_a_damaged_corpus_is_said_to_be_so(corpus: Path, capsys: Output) -> None:
    import sqlite3

    connection = sqlite3.connect(corpus)
    connection.execute("UPDATE annotation SET label = 'ORG' WHERE label = 'GPE'")
    connection.commit()
    connection.close()
    assert main(["check", str(corpus), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["findings"]


def test_history_tells_who_did_what_when(corpus: Path, capsys: Output) -> None:
    assert main(["history", str(corpus), "article-000001", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["document"] == "article-000001"
    assert [(act["gesture"], act["author"], act["undone"]) for act in told["acts"]] == [("Import", "amal", False)]
    assert main(["history", str(corpus), "article-000001"]) == 0
    assert "amal  Import" in capsys.readouterr().out


def test_the_history_of_one_annotation_tells_what_changed(corpus: Path, capsys: Output) -> None:
    with Corpus.open(corpus) as opened:
        record = next(iter(opened.every_annotated()))
        annotation, header = record.annotations[0], record.annotation_set
        assert header is not None
        with opened.act("Write note", author=Handle("amal")) as act:
            act.put(replace(annotation, note="راجع"), document=record.document.id, set_name=header.name)
    asked = ["history", str(corpus), record.document.id, "--annotation", annotation.id, "--annotator", header.name]
    assert main([*asked, "--json"]) == 0
    acts = json.loads(capsys.readouterr().out)["acts"]
    assert acts[0]["changes"] == [{"field": "Note", "before": annotation.note or "", "after": "راجع"}]
    assert len(acts) >= 2
    assert main(asked) == 0
    assert "Note: " in capsys.readouterr().out
    assert main([*asked[:4], "nothing"]) == 2
    assert "nothing" in capsys.readouterr().err


def test_the_history_of_an_unknown_article_is_refused(corpus: Path, capsys: Output) -> None:
    assert main(["history", str(corpus), "nowhere"]) == 2
    assert "nowhere" in capsys.readouterr().err


def test_a_backup_is_a_corpus_of_its_own(corpus: Path, tmp_path: Path) -> None:
    assert main(["backup", str(corpus), "--out", str(tmp_path / "copy.isnad")]) == 0
    with Corpus.open(corpus) as original, Corpus.open(tmp_path / "copy.isnad") as copy:
        assert copy.documents() == original.documents()


def test_a_backup_never_overwrites(corpus: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.isnad"
    target.write_text("keep me", encoding="utf-8")
    assert main(["backup", str(corpus), "--out", str(target)]) == 2
    assert target.read_text(encoding="utf-8") == "keep me"


def test_a_corpus_is_made_of_another_one_without_what_was_deleted(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Corpus.open(corpus) as opened, opened.act("Delete document", author=Handle("amal")) as act:
        act.erase(RecordKey(RecordKind.DOCUMENT, DocumentId("article-000001")))
    fresh = tmp_path / "fresh.isnad"
    assert main(["new", str(fresh), "--without-deleted"]) == 2
    assert main(["new", str(fresh), "--from", str(corpus), "--scheme", "arabic-news"]) == 2
    assert main(["new", str(fresh), "--from", str(tmp_path / "nowhere.isnad")]) == 2
    assert not fresh.exists()
    assert main(["new", str(fresh), "--from", str(corpus), "--without-deleted"]) == 0
    assert "one deleted article" in capsys.readouterr().err
    assert main(["check", str(fresh)]) == 0
    with Corpus.open(fresh) as made, Corpus.open(corpus) as old:
        assert list(made.every_annotated()) == list(old.every_annotated())
        assert made.history(DocumentId("article-000001")) == []
