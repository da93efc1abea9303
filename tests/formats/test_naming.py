"""Names of other tools: mapped, known, let pass, or refused once."""

from __future__ import annotations

from annotator.formats.base import Problems, ReadOptions
from annotator.formats.mapping import parse_mapping
from annotator.formats.naming import Naming
from annotator.model.scheme import Scheme
from tests.formats.records import reasons

_MAPPING = parse_mapping(
    '[labels]\nPerson = "PERS"\nMoney = ""\nNew = "claim/Opinion"\n'
    '[relations]\nSays = { type = "attribution", Arg1 = "source", Arg2 = "claim" }\nGone = ""\n'
    '[attributes]\nNegation = { name = "polarity", yes = "negative" }\nGone = ""',
    name="mine",
)


def test_labels_are_found_by_mapping_layer_or_name(scheme: Scheme) -> None:
    naming = Naming(scheme, ReadOptions(mapping=_MAPPING), problems := Problems("f"))
    assert naming.label("Person") == ("entity", "PERS")
    assert naming.label("Money") is None
    assert naming.label("Source") == ("source", "Source")
    assert naming.label("PERS", layer="NamedEntity") == ("entity", "PERS")
    assert naming.label("Cue", layer="CUE") == ("cue", "Cue")
    assert not problems.count


def test_an_unknown_label_is_told_once_with_a_remedy(scheme: Scheme) -> None:
    naming = Naming(scheme, ReadOptions(mapping=_MAPPING), problems := Problems("f"))
    assert naming.label("Protein", line=3) is None
    assert naming.label("Protein", line=4) is None
    assert naming.label("New") is None
    assert reasons(problems) == [
        "The layer “entity” has no label “Protein”.", "The layer “claim” has no label “Opinion”.",
    ]  # fmt: skip
    assert problems.listed[0].line == 3
    assert problems.listed[0].remedy is not None


def test_unknown_names_pass_where_the_scheme_may_grow(scheme: Scheme) -> None:
    naming = Naming(scheme, ReadOptions(extend=True, layer="term"), problems := Problems("f"))
    assert naming.label("Protein") == ("term", "Protein")
    assert naming.label("PERS") == ("entity", "PERS")
    assert naming.label("Cue", layer="Keyword") == ("Keyword", "Cue")
    assert naming.relation("Binds", ("Theme", "Site")) == ("Binds", {"Theme": "Theme", "Site": "Site"})
    assert naming.attribute("claim", "Negation", "yes") == ("Negation", "yes")
    assert not problems.count


def test_ends_of_arrows_are_matched_by_their_place(scheme: Scheme) -> None:
    naming = Naming(scheme, ReadOptions(mapping=_MAPPING), problems := Problems("f"))
    assert naming.relation("supports", ("Arg1", "Arg2")) == ("supports", {"Arg1": "head", "Arg2": "tail"})
    assert naming.relation("Says", ("Arg1", "Arg2")) == ("attribution", {"Arg1": "source", "Arg2": "claim"})
    assert naming.relation("Gone", ("Arg1",)) is None
    assert not problems.count
    assert naming.relation("attribution", ("speaker",), line=9) is None
    assert naming.relation("Binds", ("Theme",)) is None
    assert reasons(problems) == [
        "A relation “attribution” has no role “speaker”.", "The scheme has no relation “Binds”.",
    ]  # fmt: skip


def test_attributes_and_their_values_are_held_against_the_scheme(scheme: Scheme) -> None:
    naming = Naming(scheme, ReadOptions(mapping=_MAPPING), problems := Problems("f"))
    assert naming.attribute("cue", "Negation", "yes") == ("polarity", "negative")
    assert naming.attribute("cue", "lemma", "قال") == ("lemma", "قال")
    assert naming.attribute("cue", "Gone", "yes") is None
    assert not problems.count
    assert naming.attribute("cue", "polarity", "none") is None
    assert naming.attribute("cue", "tense", "past") is None
    assert reasons(problems) == ["“none” is not a value of “polarity”.", "“cue” has no attribute “tense”."]
