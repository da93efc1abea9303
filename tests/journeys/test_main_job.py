"""The main job through the real window: annotate, close, open again, undo, export, and read what came out."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from PySide6.QtWidgets import QApplication

from annotator.bundled import resource
from annotator.model.relation import Relation
from annotator.operations import corpora
from annotator.operations.transfer import export
from tests.journeys.hands import Analyst


def chains(analyst: Analyst) -> dict[str, Relation]:
    """The attributions by the first words of their claim."""
    document = analyst.document
    return {
        document.annotations[relation.roles["claim"][0]].text(document.text): relation
        for relation in document.relations.values()
        if relation.type == "attribution"
    }


def said(analyst: Analyst, relation: Relation, role: str) -> list[str]:
    """The words of a role of an attribution."""
    document = analyst.document
    return [document.annotations[member].text(document.text) for member in relation.roles.get(role, ())]


def announce(analyst: Analyst) -> None:
    """«أعلن وزير النقل سامر الخطيب … أن المرفأ …» by keys alone."""
    analyst.go_to("أعلن")
    analyst.press("Q", "Ctrl+Left", "S", "S", "S", "S", "Ctrl+Left", "Ctrl+Left", "C")


def test_cue_source_and_claim_are_tied_as_they_are_marked(analyst: Analyst) -> None:
    announce(analyst)
    claim = "أن المرفأ سيستقبل أولى السفن في آذار"
    relation = chains(analyst)[claim]
    assert said(analyst, relation, "source") == ["وزير النقل سامر الخطيب"]
    assert said(analyst, relation, "cue") == ["أعلن"]
    assert relation.attributes["holder"] == "text"


def test_a_participle_goes_on_with_the_last_source(analyst: Analyst) -> None:
    announce(analyst)
    analyst.go_to("مضيفا")
    analyst.press("Q", "Ctrl+Left", "C")
    relation = chains(analyst)["أن الأرصفة الجديدة تتسع لـ12 سفينة"]
    assert said(analyst, relation, "source") == ["وزير النقل سامر الخطيب"]
    assert relation.attributes["holder"] == "continued"


def test_a_relay_names_the_paper_and_the_official(analyst: Analyst) -> None:
    analyst.go_to("نقلت")
    analyst.press("Q")
    analyst.go_to("صحيفة الميناء")
    analyst.press("S", "S")
    analyst.go_to("مسؤول في")
    analyst.press("S", "S", "S", "S")
    analyst.go_to("أن الاتفاق")
    analyst.press("C")
    relation = next(iter(chains(analyst).values()))
    assert said(analyst, relation, "cue") == ["نقلت عن"]
    assert said(analyst, relation, "via") == ["صحيفة الميناء"]
    assert said(analyst, relation, "source") == ["مسؤول في شركة Delta"]


def test_a_denial_is_about_the_claim_before(analyst: Analyst) -> None:
    analyst.go_to("زعمت")
    analyst.press("Q")
    analyst.go_to("مواقع محلية")
    analyst.press("S", "S")
    analyst.go_to("أن الحكومة")
    analyst.press("C", "Esc")
    analyst.drag("نفت")
    analyst.press("Q")
    analyst.go_to("إدارة المرفأ")
    analyst.press("S", "S", "Shift+A")
    claim = analyst.marked("claim")[0][1]
    stances = {chain.stance for chain in analyst.document.attributions(claim.id)}
    assert stances == {"assert", "deny"}
    assert analyst.document.state(claim.id) == "denied"


def test_a_final_tag_ties_the_claim_that_stands_before_it(analyst: Analyst) -> None:
    analyst.go_to("إن المخزون")
    analyst.press("C")
    analyst.go_to("وفقا")
    analyst.press("Q")
    analyst.drag("نقيب الأفران جورج نصار")
    analyst.press("S")
    relation = chains(analyst)["إن المخزون لا يكفي"]
    assert said(analyst, relation, "source") == ["نقيب الأفران جورج نصار"]


def test_what_nobody_says_is_unstated(analyst: Analyst) -> None:
    analyst.go_to("يُذكر")
    analyst.press("Q", "Ctrl+Left", "C")
    relation = chains(analyst)["أن الأسعار تراجعت بنسبة 18.5%"]
    assert relation.attributes["holder"] == "unstated"


def test_the_pointer_takes_the_letter_it_points_at_inside_a_word(analyst: Analyst) -> None:
    analyst.drag("روسيا")
    analyst.press("G")
    words, annotation = analyst.marked("entity")[0]
    assert words == "روسيا"
    assert analyst.document.text[annotation.start - 1] == "و"


@pytest.mark.parametrize("arabic", [True, False], ids=["arabic layout", "latin layout"])
def test_a_claim_is_attributed_afterwards_by_numbers(analyst: Analyst, arabic: bool) -> None:
    analyst.arabic = arabic
    analyst.drag("نقيب الأفران جورج نصار")
    analyst.press("S", "Esc", "Esc")
    analyst.go_to("إن المخزون")
    analyst.press("C", "Esc")
    analyst.press("A", "1", "D", "Enter")
    relation = chains(analyst)["إن المخزون لا يكفي"]
    assert said(analyst, relation, "source") == ["نقيب الأفران جورج نصار"]
    assert relation.attributes["stance"] == "deny"


def test_a_selection_becomes_the_source_with_one_key(analyst: Analyst) -> None:
    analyst.go_to("إن المخزون")
    analyst.press("C", "A")
    analyst.drag("نقيب الأفران جورج نصار")
    analyst.press("Enter")
    assert said(analyst, chains(analyst)["إن المخزون لا يكفي"], "source") == ["نقيب الأفران جورج نصار"]


def test_erasing_a_source_opens_its_claim_again_and_says_so(analyst: Analyst) -> None:
    announce(analyst)
    source = analyst.marked("source")[0][1]
    analyst.window.reader.choose(source.id)
    analyst.press("Delete")
    assert analyst.marked("source") == []
    assert len(analyst.document.open_claims()) == 1
    analyst.press("Ctrl+Z")
    assert len(analyst.marked("source")) == 1
    assert analyst.document.open_claims() == []


def test_a_stop_key_moves_the_end_of_what_was_just_marked(analyst: Analyst) -> None:
    analyst.go_to("أن المرفأ")
    analyst.press("C", ",")
    shorter = analyst.marked("claim")[0][0]
    analyst.press(".")
    assert analyst.marked("claim")[0][0] != shorter


def test_a_day_of_work_survives_the_night_and_leaves_as_jsonl(
    analyst: Analyst, corpus: Path, tmp_path: Path, qapp: QApplication
) -> None:
    announce(analyst)
    analyst.drag("روسيا")
    analyst.press("G", "Shift+/")
    before = (dict(analyst.document.annotations), dict(analyst.document.relations))
    analyst.leave()

    morning = Analyst(corpus)
    assert (dict(morning.document.annotations), dict(morning.document.relations)) == before
    morning.window.confirm = lambda question: True  # type: ignore[method-assign]
    steps = 0
    while morning.document.annotations and steps < 20:
        morning.press("Ctrl+Z")
        steps += 1
    assert not morning.document.annotations
    assert not morning.document.relations
    for _ in range(steps):
        morning.press("Ctrl+Y")
    assert (dict(morning.document.annotations), dict(morning.document.relations)) == before
    morning.leave()

    out = tmp_path / "out"
    with corpora.opened(corpus) as opened:
        export(opened, out)
    [record] = [json.loads(line) for line in (out / "train.jsonl").read_text("utf-8").splitlines()]
    schema = json.loads(resource("jsonschema", "record.schema.json").read_text("utf-8"))
    jsonschema.validate(record, schema)
    for span in record["spans"]:
        assert " ".join(record["text"][a:b] for a, b in span["fragments"]) == span["text"]
    assert record["annotation_set"] == "huda"
    marked = [span for span in record["spans"] if span["layer"] != "zone"]
    assert [span["text"] for span in marked] == [
        "أعلن", "وزير النقل سامر الخطيب", "أن المرفأ سيستقبل أولى السفن في آذار", "روسيا",
    ]  # fmt: skip
    assert marked[-1]["unsure"]
    [relation] = record["relations"]
    assert list(relation["roles"]) == ["claim", "source", "cue"]
