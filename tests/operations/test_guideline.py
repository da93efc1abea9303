from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.bundled import resource
from annotator.model.identity import ADJUDICATED, DocumentId
from annotator.model.scheme import Scheme, parse_scheme
from annotator.model.workflow import Status
from annotator.operations import corpora, guideline
from annotator.operations.guideline import Guideline, Use
from annotator.operations.session import Session
from annotator.operations.transfer import import_paths
from tests.operations.desk import HUDA, Desk


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


def test_the_same_words_are_found_in_adjudicated_sets_only(desk: Desk) -> None:
    import_paths(desk.session.corpus, [corpora.sample_corpus()], author=HUDA.handle)
    session = desk.session
    assert isinstance(session, Session)
    words = next(
        a.text(one.document.text)
        for one in session.corpus.every_annotated(sets=(ADJUDICATED,))
        for a in one.annotations
        if a.layer == "entity"
    )
    uses = [use for use in guideline.adjudicated_uses(session, words, layer="entity", limit=3) if use is not None]
    assert 1 <= len(uses) <= 3
    assert all(isinstance(use, Use) and use.around.text for use in uses)
    assert list(filter(None, guideline.adjudicated_uses(session, "لا يوجد هذا اللفظ", layer="entity"))) == []


def test_what_was_decided_last_comes_first(desk: Desk) -> None:
    import_paths(desk.session.corpus, [corpora.sample_corpus()], author=HUDA.handle)
    session, corpus = desk.session, desk.session.corpus
    places: dict[str, set[str]] = {}
    for one in corpus.every_annotated(sets=(ADJUDICATED,)):
        for a in one.annotations:
            if a.layer == "cue":
                places.setdefault(a.text(one.document.text), set()).add(one.document.id)
    words, documents = next((words, sorted(ids)) for words, ids in sorted(places.items()) if len(ids) > 1)
    latest = corpus.annotated(DocumentId(documents[-1]), ADJUDICATED)
    assert latest.annotation_set is not None
    with corpus.act("Take over", author=HUDA.handle) as act:
        again = replace(latest.annotation_set, status=Status.IN_PROGRESS)
        act.put(again, document=latest.document.id)
    uses = [use for use in guideline.adjudicated_uses(session, words, layer="cue") if use is not None]
    assert uses[0].document == latest.document.id
