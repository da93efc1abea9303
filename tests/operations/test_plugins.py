"""Formats enter through entry points, the built-in ones among them, and a broken one breaks nothing."""

from __future__ import annotations

import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from annotator.formats.jsonl import JsonlImporter
from annotator.operations import plugins


def _points(*pairs: tuple[str, str]) -> list[EntryPoint]:
    return [EntryPoint(name, value, plugins.IMPORTERS) for name, value in pairs]


def test_what_pyproject_registers_loads_under_its_own_name(repository: Path) -> None:
    registered = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    for group in (plugins.IMPORTERS, plugins.EXPORTERS):
        loaded = plugins.load([EntryPoint(name, value, group) for name, value in registered[group].items()])
        assert loaded.broken == ()
        assert [plugin.name for plugin in loaded.loaded.values()] == sorted(registered[group])


def test_a_plugin_that_fails_is_named_and_the_others_load() -> None:
    loaded = plugins.load(
        _points(
            ("absent", "no_such_package:Thing"),
            ("broken", "json:nothing"),
            ("jsonl", "annotator.formats.jsonl:JsonlImporter"),
        )
    )
    assert list(loaded.loaded) == ["jsonl"]
    assert isinstance(loaded.loaded["jsonl"], JsonlImporter)
    assert [plugin.name for plugin in loaded.broken] == ["absent", "broken"]
    assert "no_such_package" in loaded.broken[0].warning.english()


def test_an_unknown_format_is_answered_with_the_known_ones() -> None:
    with pytest.raises(plugins.UnknownFormat) as refused:
        plugins.exporter_named("klingon")
    assert refused.value.remedy is not None
    assert "jsonl" in refused.value.remedy.english()
    with pytest.raises(plugins.UnknownFormat):
        plugins.importer_named("klingon")


def test_the_installed_program_has_its_formats() -> None:
    assert {"csv", "html", "jsonl", "text", "trec", "tsv"} <= set(plugins.importers())
    assert {"attributions", "jsonl", "page"} <= set(plugins.exporters())
    assert plugins.broken_plugins(plugins.IMPORTERS) == plugins.broken_plugins(plugins.EXPORTERS) == ()
