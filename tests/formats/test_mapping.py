"""Label mappings: small files, read strictly, and the ones that come along."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.formats.mapping import LabelMap, MappingRefused, Renamed, bundled_names, mapping_named, parse_mapping
from annotator.model.scheme import Scheme

_TOML = """
[labels]
"Person" = "entity/PERS"
"Money" = ""
"Span/Person" = "source/Source"
"*" = "NUMBER"
[relations]
"Says" = { type = "attribution", Arg1 = "source", Arg2 = "claim" }
"Located" = ""
[attributes]
"Negation" = { name = "polarity", yes = "negative" }
"""


@pytest.fixture
def mapping() -> LabelMap:
    """A mapping with everything in it."""
    return parse_mapping(_TOML, name="mine")


def test_a_label_is_looked_up_with_its_layer_first(mapping: LabelMap) -> None:
    assert mapping.label("Person") == "entity/PERS"
    assert mapping.label("Person", "Span") == "source/Source"
    assert mapping.label("Money") == ""
    assert mapping.label("Anything") == "NUMBER"
    assert parse_mapping("", name="none").label("Person") is None


def test_roles_and_values_are_renamed_within(mapping: LabelMap) -> None:
    assert mapping.relation("Says") == Renamed("attribution", {"Arg1": "source", "Arg2": "claim"})
    assert mapping.relation("Located") == Renamed("")
    assert mapping.relation("Other") is None
    assert mapping.attribute("Negation") == Renamed("polarity", {"yes": "negative"})


@pytest.mark.parametrize(
    ("toml", "what"),
    [
        ("[labels", "The mapping is not valid TOML"),
        ("[label]\na = 'b'", "A mapping has no part “label”."),
        ("[labels]\na = 1", "In the mapping, “a” has no name to become."),
        ("[relations]\na = { Arg1 = 2 }", "In the mapping, “a” has no name to become."),
    ],
)
def test_what_is_no_mapping_is_refused(toml: str, what: str) -> None:
    with pytest.raises(MappingRefused) as refused:
        parse_mapping(toml, name="mine")
    assert refused.value.what.english().startswith(what)


def test_a_mapping_is_a_bundled_name_or_a_file(tmp_path: Path) -> None:
    assert {"anercorp", "ontonotes", "from-anercorp", "from-ontonotes", "from-wojood"} <= set(bundled_names())
    (tmp_path / "mine.toml").write_text(_TOML, encoding="utf-8")
    assert mapping_named(str(tmp_path / "mine.toml")).name == "mine"
    with pytest.raises(MappingRefused) as refused:
        mapping_named("nonesuch")
    assert "anercorp" in str(refused.value.remedy and refused.value.remedy.english())
    (tmp_path / "bad.toml").write_bytes(b"\xff")
    with pytest.raises(MappingRefused):
        mapping_named(str(tmp_path / "bad.toml"))


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("anercorp", {"PERS", "LOC", "ORG", "MISC"}),
        (
            "ontonotes",
            {"PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "LAW", "LANGUAGE", "DATE", "TIME",
             "PERCENT", "MONEY", "CARDINAL"},
        ),
    ],
)  # fmt: skip
def test_every_entity_has_its_place_in_the_mappings_for_export(name: str, labels: set[str], scheme: Scheme) -> None:
    mapping = mapping_named(name)
    entities = scheme.layer("entity").labels
    assert all(mapping.label(label.name, "entity") is not None for label in entities)
    assert {mapping.label(label.name, "entity") for label in entities} - {""} == labels


@pytest.mark.parametrize("name", ["from-anercorp", "from-ontonotes", "from-wojood"])
def test_the_mappings_for_import_lead_into_the_scheme(name: str, scheme: Scheme) -> None:
    for target in mapping_named(name).labels.values():
        layer, _, label = target.partition("/")
        assert not target or scheme.label(layer, label)


def test_a_mapping_that_nests_without_end_is_refused() -> None:
    with pytest.raises(MappingRefused):
        parse_mapping("a = " + "[" * 20_000, name="x")
