"""Attributions, resolved to one line each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.attributions import AttributionsExporter
from annotator.formats.base import WriteOptions
from annotator.formats.contents import Contents
from annotator.model.annotated import AnnotatedDocument, AnnotationSet, SchemeRef
from annotator.model.annotation import Annotation
from annotator.model.document import new_document
from annotator.model.identity import AnnotationId, ReferentId, RelationId, SetName
from annotator.model.referent import Referent
from annotator.model.relation import Relation
from annotator.model.scheme import Scheme
from annotator.model.span import Span
from annotator.model.workflow import Status
from tests.formats.records import annotated_document, validate_lines

# "The port newspaper quoted an official as saying that the agreement holds and that the president believes that the
# passage will stay open."
_TEXT = "ونقلت صحيفة الميناء عن مسؤول قوله «إن الاتفاق قائم وإن الرئيس يرى أن الممر سيبقى مفتوحا»."


def _annotation(identifier: str, layer: str, words: str, attributes: dict[str, str] | None = None) -> Annotation:
    start = _TEXT.index(words)
    referent = ReferentId("e1") if identifier == "s1" else None
    span = Span(start, start + len(words))
    return Annotation(AnnotationId(identifier), layer, layer.title(), (span,), attributes or {}, referent)


def _relayed(scheme: Scheme) -> AnnotatedDocument:
    annotations = [
        _annotation("q1", "cue", "نقلت"),
        _annotation("v1", "source", "صحيفة الميناء", {"naming": "named"}),
        _annotation("s1", "source", "مسؤول", {"naming": "anonymous"}),
        _annotation("c1", "claim", "«إن الاتفاق قائم وإن الرئيس يرى أن الممر سيبقى مفتوحا»"),
        _annotation("s2", "source", "الرئيس"),
        _annotation("q2", "cue", "يرى"),
        _annotation("c2", "claim", "أن الممر سيبقى مفتوحا"),
        _annotation("c3", "claim", "الاتفاق قائم"),
    ]
    relations = [
        _tie("r1", "deny", claim="c2", source="s2", cue="q2"),
        _tie("r2", "assert", claim="c1", source="s1", via="v1", cue="q1"),
        Relation(RelationId("x1"), "supports", {"head": (AnnotationId("c3"),), "tail": (AnnotationId("c2"),)}),
    ]  # fmt: skip
    reference = SchemeRef(scheme.name, scheme.version)
    return AnnotatedDocument(
        new_document(_TEXT, document_id="d1", meta={"outlet": "الساحل"}),
        (),
        AnnotationSet(SetName("huda"), Status.SUBMITTED, (), None, reference),
        tuple(sorted(annotations, key=lambda a: a.order)),
        tuple(relations),
        (Referent(ReferentId("e1"), "مسؤول في الميناء", "PERS"),),
        reference,
    )


def _tie(identifier: str, stance: str, **members: str) -> Relation:
    roles = {role: (AnnotationId(member),) for role, member in members.items()}
    return Relation(RelationId(identifier), "attribution", roles, {"holder": "text", "stance": stance})


def _lines(annotated: AnnotatedDocument, scheme: Scheme) -> list[dict[str, Any]]:
    return validate_lines(AttributionsExporter().begin(WriteOptions(scheme)).record(annotated), "attributions")


def test_a_relayed_claim_comes_with_everything_at_hand(scheme: Scheme) -> None:
    first, _ = _lines(_relayed(scheme), scheme)
    assert (first["id"], first["document"], first["annotation_set"]) == ("r2", "d1", "huda")
    assert first["claim"]["bare"]["text"] == "الاتفاق قائم وإن الرئيس يرى أن الممر سيبقى مفتوحا"
    assert [source["text"] for source in first["source"]] == ["مسؤول"]
    assert first["source"][0]["referent"]["name"] == "مسؤول في الميناء"
    assert [relay["text"] for relay in first["via"]] == ["صحيفة الميناء"]
    assert [cue["text"] for cue in first["cue"]] == ["نقلت"]
    assert (first["holder"], first["stance"], first["naming"]) == ("text", "assert", "anonymous")
    assert (first["parent"], first["depth"]) == (None, 0)
    assert first["sentence"]["text"] == _TEXT
    assert first["meta"]["outlet"] == "الساحل"


def test_a_nested_claim_names_its_parent(scheme: Scheme) -> None:
    _, second = _lines(_relayed(scheme), scheme)
    assert (second["parent"], second["depth"], second["stance"]) == ("c1", 1, "deny")
    assert second["claim"]["bare"]["text"] == "الممر سيبقى مفتوحا"


def test_what_is_in_no_attribution_is_in_the_loss_report(scheme: Scheme) -> None:
    writing = AttributionsExporter().begin(WriteOptions(scheme))
    writing.record(_relayed(scheme))
    assert [(loss.kind, loss.records) for loss in writing.losses.report()] == [
        ("claim without attribution", ("d1/huda/c3",)),
        ("relation supports", ("d1/huda/x1",)),
    ]


@given(st.integers(0, 2**32))
def test_every_offset_is_right(scheme: Scheme, seed: int) -> None:
    annotated = annotated_document(seed, scheme, marks=60)
    text = annotated.document.text
    lines = _lines(annotated, scheme)
    assert len(lines) == sum(relation.type == "attribution" for relation in annotated.relations)
    for line in lines:
        for party in (
            line["claim"],
            line["claim"]["bare"],
            *(p for role in ("source", "via", "cue") for p in line[role]),
        ):
            assert " ".join(text[a:b] for a, b in party["fragments"]) == party["text"]


def test_the_fields_of_a_line_are_those_that_the_card_pins(scheme: Scheme) -> None:
    line = _lines(_relayed(scheme), scheme)[0]
    features = AttributionsExporter().features(Contents(), scheme)
    assert [feature["name"] for feature in features] == list(line)


def test_what_stands_for_a_claim_by_a_grown_scheme_is_written_without_a_number(scheme: Scheme) -> None:
    relayed = _relayed(scheme)
    organ = replace(_annotation("o1", "source", "صحيفة الميناء"), layer="entity", label="ORG")
    told = Relation(
        RelationId("r9"), "attribution", {"claim": (organ.id,), "source": (AnnotationId("s2"),), "topic": (organ.id,)}
    )
    grown = replace(relayed, annotations=(*relayed.annotations, organ), relations=(*relayed.relations, told))
    writing = AttributionsExporter().begin(WriteOptions(scheme))
    lines = validate_lines(writing.record(grown), "attributions")
    (line,) = [line for line in lines if line["id"] == "r9"]
    assert (line["claim"]["text"], line["claim"]["number"]) == ("صحيفة الميناء", None)
    assert {loss.kind: loss.records for loss in writing.losses.report()}["roles"] == ("d1/huda/r9",)
