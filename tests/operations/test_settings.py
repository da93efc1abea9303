from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.operations import settings
from annotator.operations.settings import Appearance, CorpusMemory, Place, Settings


def test_settings_come_back_as_they_were_saved() -> None:
    written = Settings(
        language="ar",
        appearance=Appearance.DARK,
        zoom=130,
        handle="huda",
        name="هدى العطار",
        corpora=("/corpora/قمح.isnad",),
        panels=(266, 868, 0),
        memory={"/corpora/قمح.isnad": CorpusMemory("d1", {"d1": Place(12, 0, 4, 2)})},
    )
    assert settings.save(written)
    assert settings.load() == written


def test_without_a_file_there_are_defaults() -> None:
    assert settings.load() == Settings()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"zoom": "large"}', '{"memory": {"a": 1}}', '{"language": 3}'])
def test_a_damaged_file_is_put_aside_and_work_goes_on(content: str) -> None:
    path = settings.directory() / "settings.json"
    path.write_text(content, encoding="utf-8")
    assert settings.load() == Settings()
    assert path.with_name("settings.json.damaged").read_text(encoding="utf-8") == content


def test_keys_of_another_version_are_passed_over() -> None:
    path = settings.directory() / "settings.json"
    path.write_text('{"zoom": 120, "of_tomorrow": true}', encoding="utf-8")
    assert settings.load() == Settings(zoom=120)


def test_a_folder_that_cannot_be_written_costs_nothing_but_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    monkeypatch.setenv(settings.DIRECTORY_VARIABLE, str(in_the_way / "below"))
    assert not settings.save(Settings())


def test_the_corpus_opened_last_comes_first_and_once(tmp_path: Path) -> None:
    first, second = tmp_path / "a.isnad", tmp_path / "b.isnad"
    opened = Settings().opened(first).opened(second).opened(first)
    assert opened.corpora == (str(first), str(second))
    assert opened.forgotten(str(first)).corpora == (str(second),)


def test_the_place_in_a_document_is_kept_by_corpus_and_document(tmp_path: Path) -> None:
    corpus = tmp_path / "a.isnad"
    remembered = Settings().remembering(corpus, "d1", Place(5)).remembering(corpus, "d2", Place(9))
    assert remembered.remembered(corpus).last_document == "d2"
    assert remembered.remembered(corpus).places["d1"] == Place(5)
    assert remembered.remembered(tmp_path / "other.isnad") == CorpusMemory()


def test_views_templates_and_turned_paragraphs_come_back_as_they_were_saved() -> None:
    written = Settings(manner="dense", citation="{claim}").turning("d1", {"3": "ltr"}).turning("d2", {"0": "ltr"})
    assert settings.save(written)
    assert settings.load() == written


def test_a_document_without_turned_paragraphs_is_not_kept() -> None:
    assert Settings().turning("d1", {"3": "ltr"}).turning("d1", {}) == Settings()


@pytest.mark.parametrize(("written", "read"), [(100, 100), (130, 125), (500, 200), (0, 100)])
def test_the_size_of_the_interface_is_one_that_there_is(written: int, read: int) -> None:
    settings.save(replace(Settings(), interface_scale=written))
    assert settings.load().interface_scale == read
