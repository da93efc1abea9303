from __future__ import annotations

import pytest

from annotator.bundled import resource
from annotator.model.scheme import Scheme, parse_scheme
from annotator.operations import guideline
from annotator.operations.guideline import Guideline
from tests.operations.desk import Desk


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return parse_scheme(resource("schemes", "arabic-news.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def rules(scheme: Scheme) -> Guideline:
    found = guideline.guideline_for(scheme)
    assert found is not None
    return found


def test_every_label_and_every_answer_has_a_rule(scheme: Scheme, rules: Guideline) -> None:
    asked = [f"{layer.name}.{label.name}" for layer in scheme.layers.values() for label in layer.labels]
    asked += [
        f"{owner}/{attribute.name}={value.name}"
        for owner, attributes in scheme.attributes.items()
        for attribute in attributes.values()
        for value in attribute.values
    ]
    assert [about for about in asked if not guideline.rules_about(rules, about)] == []


def test_rules_are_about_what_the_scheme_has(scheme: Scheme, rules: Guideline) -> None:
    known = {*scheme.layers, *scheme.relation_types, "document"}
    known |= {f"{layer.name}.{label.name}" for layer in scheme.layers.values() for label in layer.labels}
    for owner, attributes in scheme.attributes.items():
        for attribute in attributes.values():
            known.add(f"{owner}/{attribute.name}")
            known |= {f"{owner}/{attribute.name}={value.name}" for value in attribute.values}
    assert [about for rule in rules.rules for about in rule.about if about not in known] == []


def test_rules_and_examples_are_in_both_languages_and_mark_whole_words(rules: Guideline) -> None:
    for rule in rules.rules:
        assert all((rule.titles.ar, rule.titles.en, rule.texts.ar, rule.texts.en)), rule.id
        for example in rule.examples:
            assert example.gloss
            assert bool(example.why) is not example.right, rule.id
            assert "⟦" not in example.text
            assert all(span.of(example.text).strip() == span.of(example.text) for span in example.marked), rule.id


def test_the_most_particular_rule_comes_first(rules: Guideline) -> None:
    assert [rule.id for rule in guideline.rules_about(rules, "entity.PERS")] == ["PERS", "entity-borders"]
    assert guideline.rules_about(rules, "claim/quote_type=mixed")[0].id == "quote-mixed"
    assert guideline.rules_about(rules, "nothing.at_all") == []


def test_another_scheme_has_no_guideline(desk: Desk) -> None:
    assert guideline._bundled("another") is None
