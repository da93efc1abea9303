"""brat folders of others: events, equivalences, references, notes, and offsets in whatever unit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from annotator.formats.base import Incoming, Problems
from annotator.formats.brat import BratImporter
from annotator.formats.mapping import parse_mapping
from annotator.model.scheme import Scheme
from tests.formats.files import read_file
from tests.formats.records import reasons

# "😀 The minister and his deputy said that the pass is open.\nThen he repeated that it is open."
_TEXT = "😀 قال الوزير ونائبه إن الممر مفتوح.\nثم كرر أنه مفتوح."


def _read(
    tmp_path: Path, scheme: Scheme, ann: str, text: str = _TEXT, **options: Any
) -> tuple[list[Incoming], Problems]:
    (tmp_path / "n1.ann").write_bytes(ann.encode())
    (tmp_path / "n1.txt").write_bytes(text.encode())
    return read_file(BratImporter(), tmp_path / "n1.ann", scheme, **options)


def _bound(number: int, label: str, *words: str, text: str = _TEXT) -> str:
    starts = [text.index(word) for word in words]
    places = ";".join(f"{start} {start + len(word)}" for start, word in zip(starts, words, strict=True))
    return f"T{number}\t{label} {places}\t{' '.join(words)}\n"


def test_texts_bear_the_name_of_the_file_and_the_set_that_of_the_person(scheme: Scheme, tmp_path: Path) -> None:
    (record,), problems = _read(tmp_path, scheme, _bound(1, "Source", "الوزير"), annotator="huda")
    assert not problems.count
    assert record.annotated.document.id == "n1"
    assert record.annotated.annotation_set is not None
    assert record.annotated.annotation_set.name == "huda"
    assert record.annotated.annotations[0].text(_TEXT) == "الوزير"


def test_an_event_is_a_relation_with_roles(scheme: Scheme, tmp_path: Path) -> None:
    ann = (
        _bound(1, "attribution", "قال") + _bound(2, "Source", "الوزير") + _bound(3, "Source", "نائبه")
        + _bound(4, "Claim", "إن الممر مفتوح") + _bound(5, "Cue", "قال")
        + "E1\tattribution:T1 claim:T4 source:T2 source2:T3 cue:T5\nA1\tstance E1 assert\nA2\tunsure E1\n"
        + "#1\tAnnotatorNotes E1\tقول مشترك\n#2\tlemma T5\tقال\n#3\tDoubt T2\tمن هو؟\n"
    )  # fmt: skip
    (record,), problems = _read(tmp_path, scheme, ann)
    assert not problems.count
    (relation,) = record.annotated.relations
    assert dict(relation.roles) == {"claim": ("T4",), "source": ("T2", "T3"), "cue": ("T5",)}
    assert dict(relation.attributes) == {"stance": "assert"}
    assert relation.unsure
    assert relation.note == "قول مشترك"
    marks = {a.id: a for a in record.annotated.annotations}
    assert set(marks) == {"T2", "T3", "T4", "T5"}  # the trigger is no annotation
    assert dict(marks["T5"].attributes) == {"lemma": "قال"}  # type: ignore[index]
    assert marks["T2"].note == "Doubt: من هو؟"  # type: ignore[index]


def test_events_of_others_come_in_where_the_scheme_may_grow(scheme: Scheme, tmp_path: Path) -> None:
    ann = (
        _bound(1, "Report", "قال") + _bound(2, "Person", "الوزير") + _bound(3, "Open", "مفتوح")
        + _bound(4, "Thing", "الممر") + "E1\tReport:T1 By:T2 What:E2\nE2\tOpen:T3 Theme:T4 Theme2:T2\n"
        + "A1\tNegated E2\nA2\tSure E1 Low\n"
    )  # fmt: skip
    refused, problems = _read(tmp_path, scheme, ann)
    assert not refused
    assert {problem.line for problem in problems.listed} == {2, 4, 5, 6}
    (record,), problems = _read(tmp_path, scheme, ann, extend=True)
    assert not problems.count
    roles = {r.type: dict(r.roles) for r in record.annotated.relations}
    assert roles["Report"] == {"trigger": ("T1",), "By": ("T2",), "What": ("T3",)}
    assert roles["Open"] == {"trigger": ("T3",), "Theme": ("T4", "T2")}
    assert {r.type: dict(r.attributes) for r in record.annotated.relations} == {
        "Report": {"Sure": "Low"}, "Open": {"Negated": "yes"},
    }  # fmt: skip
    assert {a.layer for a in record.annotated.annotations} == {"event", "entity"}


def test_relations_labels_and_attributes_are_mapped(scheme: Scheme, tmp_path: Path) -> None:
    mapping = parse_mapping(
        '[labels]\nPerson = "source/Source"\nSaying = "Claim"\nThing = ""\n'
        '[relations]\nSays = { type = "attribution", Arg1 = "source", Arg2 = "claim" }\nOf = ""\n'
        '[attributes]\n"*" = ""',
        name="mine",
    )
    ann = (
        _bound(1, "Person", "الوزير") + _bound(2, "Saying", "إن الممر مفتوح") + _bound(3, "Thing", "الممر")
        + "R1\tSays Arg1:T1 Arg2:T2\nR2\tOf Arg1:T3 Arg2:T1\nA1\tGender T1 m\n"
    )  # fmt: skip
    (record,), problems = _read(tmp_path, scheme, ann, mapping=mapping)
    assert not problems.count
    assert [(r.type, dict(r.roles)) for r in record.annotated.relations] == [
        ("attribution", {"source": ("T1",), "claim": ("T2",)})
    ]
    assert [a.label for a in record.annotated.annotations] == ["Source", "Claim"]


def test_equivalences_and_references_are_referents(scheme: Scheme, tmp_path: Path) -> None:
    ann = (
        _bound(1, "PERS", "الوزير") + _bound(2, "PERS", "نائبه") + _bound(3, "GPE", "الممر") + _bound(4, "GPE", "أنه")
        + "*\tEquiv T1 T2\n*\tAlias T3 T4\nN1\tReference T3 Wikidata:Q42\tالممر الكبير\n"
    )  # fmt: skip
    (record,), problems = _read(tmp_path, scheme, ann)
    assert not problems.count
    referent = {a.id: a.referent for a in record.annotated.annotations}
    assert referent["T1"] == referent["T2"] == "n1/imported/T1"  # type: ignore[index]
    assert referent["T3"] == referent["T4"] == "Wikidata:Q42"  # type: ignore[index]
    assert {(r.name, r.kind, r.wikidata) for r in record.annotated.referents} == {
        ("الوزير", "PERS", None), ("الممر الكبير", "GPE", "Q42"),
    }  # fmt: skip


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("unit", ["code points", "utf-16", "without CR", "with BOM"])
def test_the_unit_of_offsets_is_found_by_what_they_cover(
    scheme: Scheme, tmp_path: Path, newline: str, unit: str
) -> None:
    text = _TEXT.replace("\n", newline)
    start = text.index("كرر")
    shift = {"utf-16": 1, "without CR": 1 - len(newline), "with BOM": 1}.get(unit, 0)
    ann = f"T1\tCue {start + shift} {start + shift + 3}\tكرر\n"
    content = ("\ufeff" if unit == "with BOM" else "") + text
    (record,), problems = _read(tmp_path, scheme, ann, content)
    assert not problems.count, reasons(problems)
    assert record.annotated.document.text == _TEXT
    assert record.annotated.annotations[0].text(_TEXT) == "كرر"


def test_fragments_are_joined_over_ends_of_lines_only_where_they_must(scheme: Scheme, tmp_path: Path) -> None:
    ann = _bound(1, "EVENT", "مفتوح.", "ثم") + _bound(2, "Claim", "مفتوح.", "ثم") + _bound(3, "Cue", "قال", "إن")
    (record,), problems = _read(tmp_path, scheme, ann)
    assert not problems.count
    assert {a.id: len(a.fragments) for a in record.annotated.annotations} == {"T1": 1, "T2": 2, "T3": 2}
    _, problems = _read(tmp_path, scheme, _bound(1, "EVENT", "قال", "إن"))
    assert reasons(problems) == ["T1: annotations of “entity” may not have several fragments."]
    (record,), _ = _read(tmp_path, scheme, _bound(1, "EVENT", "قال", "إن"), extend=True)
    assert len(record.annotated.annotations[0].fragments) == 2


@pytest.mark.parametrize(
    ("ann", "line", "reason"),
    [
        ("T1\tCue 2 5\tكرر\n", 1, "At [2, 5) stands “قال”, not “كرر”, in whatever unit one counts."),
        ("T1\tCue 2 500\tقال\n", 1, "The stretch [2, 500) lies outside the text, which has 53 characters."),
        ("T1\tCue 2 5\tقال\nR1\tsupports Arg1:T1 Arg2:T9\n", 2, "There is no T9."),
        ("T1\tCue 2 5\tقال\nE1\tattribution:T9 cue:T1\n", 2, "There is no T9."),
        ("T1\tCue 2 5\tقال\n#1\tAnnotatorNotes T9\tنعم\n", 2, "There is no T9."),
        ("T1\tCue 2 5\tقال\n*\tEquiv T1 T9\n", 2, "There is no T9."),
        ("T1\tCue 2 5\tقال\nA1\tpolarity T1 maybe\n", 2, "“maybe” is not a value of “polarity”."),
        ("T1\tCue 2 5\tقال\nT2\tClaim 2\n", 2, "The line does not say what stands where."),
    ],
)
def test_what_is_wrong_is_refused_with_its_line(
    scheme: Scheme, tmp_path: Path, ann: str, line: int, reason: str
) -> None:
    records, problems = _read(tmp_path, scheme, ann)
    assert not records
    assert [(p.line, p.reason.english()) for p in problems.listed] == [(line, reason)]


def test_annotations_without_their_text_are_refused(scheme: Scheme, tmp_path: Path) -> None:
    (tmp_path / "n1.ann").write_text("", encoding="utf-8")
    records, problems = read_file(BratImporter(), tmp_path / "n1.ann", scheme)
    assert not records
    assert reasons(problems) == ["The text “n1.txt” is not beside it."]
    assert problems.listed[0].remedy is not None
    _, problems = _read(tmp_path, scheme, "", "")
    assert problems.count


def test_an_empty_file_is_an_article_without_annotations(scheme: Scheme, tmp_path: Path) -> None:
    (record,), problems = _read(tmp_path, scheme, "")
    assert not problems.count
    assert record.annotated.annotations == ()
