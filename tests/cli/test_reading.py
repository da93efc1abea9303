"""Commands that read a corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.__main__ import main
from annotator.store.corpus import Corpus

Output = pytest.CaptureFixture[str]


def test_documents_are_listed_with_their_titles_and_statuses(corpus: Path, capsys: Output) -> None:
    assert main(["documents", str(corpus)]) == 0
    written = capsys.readouterr()
    assert len(written.out.splitlines()) == 3
    assert "article-000000  2026-11-01  خبر رقم 0 عن الزراعة والنقل" in written.out
    assert "annotator_1: Submitted" in written.out


def test_documents_as_json_keep_to_the_contract(corpus: Path, capsys: Output) -> None:
    assert main(["documents", str(corpus), "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)["documents"]
    assert [document["id"] for document in listed] == [f"article-{number:06}" for number in range(3)]
    assert list(listed[0]) == ["id", "title", "outlet", "published", "statuses", "counts"]
    assert listed[0]["statuses"] == {"annotator_1": "submitted"}
    assert listed[0]["counts"]["claim"] == 8


def test_an_article_is_shown_with_its_annotations(corpus: Path, capsys: Output) -> None:
    assert main(["show", str(corpus), "article-000001"]) == 0
    written = capsys.readouterr().out
    assert "خبر رقم 1 عن الزراعة والنقل" in written
    assert "Claim 8" in written
    assert "text · assert" in written


def test_an_unknown_article_is_refused_by_name(corpus: Path, capsys: Output) -> None:
    assert main(["show", str(corpus), "nowhere"]) == 2
    written = capsys.readouterr()
    assert written.out == ""
    assert "nowhere" in written.err


def test_a_person_without_annotations_is_refused_with_the_names_of_those_who_have(corpus: Path, capsys: Output) -> None:
    assert main(["show", str(corpus), "article-000001", "--annotator", "basim"]) == 2
    assert "annotator_1" in capsys.readouterr().err


def test_hits_stand_at_their_offsets(corpus: Path, capsys: Output) -> None:
    # "energy", with marks that no article has
    assert main(["search", str(corpus), "الطّاقة", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["total"] == len(found["hits"]) > 0
    with Corpus.open(corpus) as opened:
        for hit in found["hits"]:
            text = opened.document(hit["document"]).text
            assert text[hit["start"] : hit["end"]] == hit["text"] == "الطاقة"
            assert text[: hit["start"]].endswith(hit["before"])
            assert text[hit["end"] :].startswith(hit["after"])


def test_a_limit_shortens_the_list_and_not_the_total(corpus: Path, capsys: Output) -> None:
    assert main(["search", str(corpus), "أن", "--json", "--limit", "1"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert len(found["hits"]) == 1 < found["total"]


def test_a_query_of_marks_alone_is_refused(corpus: Path, capsys: Output) -> None:
    assert main(["search", str(corpus), "ـَ"]) == 2
    assert "nothing to search for" in capsys.readouterr().err


def test_stats_count_what_is_there(corpus: Path, capsys: Output) -> None:
    assert main(["stats", str(corpus), "--json"]) == 0
    counts = json.loads(capsys.readouterr().out)
    assert counts["documents"] == 3
    assert counts["sets"]["annotator_1"]["annotations"]["claim"] == {"Claim": 24}
    assert counts["sets"]["annotator_1"]["holders"] == {"text": 24}
    assert main(["stats", str(corpus)]) == 0
    assert "annotator_1" in capsys.readouterr().out


def test_an_empty_corpus_is_no_trouble(tmp_path: Path, capsys: Output) -> None:
    path = str(tmp_path / "empty.isnad")
    for command in (["new", path], ["documents", path], ["stats", path], ["search", path, "قمح"], ["check", path]):
        assert main(command) == 0
    assert "Traceback" not in capsys.readouterr().err
