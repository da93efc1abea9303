"""CoNLL, in and out: seqeval reads it, and what tags can hold comes back."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.formats import losskinds
from annotator.formats.base import WriteOptions
from annotator.formats.conll import ConllExporter, ConllImporter
from annotator.formats.mapping import mapping_named
from annotator.formats.tokens import TokenPolicy
from annotator.model.annotated import AnnotatedDocument, AnnotationSet, SchemeRef
from annotator.model.annotation import Annotation
from annotator.model.document import new_document
from annotator.model.identity import AnnotationId, SetName
from annotator.model.scheme import Scheme
from annotator.model.span import Span
from annotator.model.workflow import Status
from tests.formats.files import read_file
from tests.formats.records import annotated_document, reasons, without_set

_LOST_PLACES = (
    losskinds.NESTED, losskinds.OVERLAPPING, losskinds.SAME_STRETCH, losskinds.SUB_TOKEN, losskinds.TRIMMED,
    losskinds.BETWEEN_WORDS, losskinds.DISCONTINUOUS,
)  # fmt: skip
# "The president of Tunisia visited Algiers.\nAnd the «Nahda» council… 😀\n\nHe said: no."
_NEWS = "زار رئيسُ تونس الجزائر. ثم عاد.\nومجلس «النهضة» صامت 😀\n\nوقال:  لا."


def _annotated(scheme: Scheme, text: str, *places: tuple[str, str], set_name: str = "huda") -> AnnotatedDocument:
    reference = SchemeRef(scheme.name, scheme.version)
    marks = tuple(
        Annotation(AnnotationId(f"a{n}"), "entity", label, (Span(text.index(words), text.index(words) + len(words)),))
        for n, (words, label) in enumerate(places)
    )
    header = AnnotationSet(SetName(set_name), Status.SUBMITTED, (), None, reference)
    return AnnotatedDocument(new_document(text, document_id="n1"), (), header, marks, (), (), reference)


def _written(annotated: AnnotatedDocument, scheme: Scheme, **options: object) -> tuple[bytes, dict[str, set[str]]]:
    writing = ConllExporter().begin(WriteOptions(scheme, **options))  # type: ignore[arg-type]
    content = writing.head() + writing.record(annotated) + writing.foot()
    return content, {loss.kind: {r.rpartition("/")[2] for r in loss.records} for loss in writing.losses.report()}


def test_a_token_stands_with_its_tag_and_offsets(scheme: Scheme) -> None:
    content, _ = _written(_annotated(scheme, "زار علي بكين.", ("علي", "PERS"), ("بكين", "GPE")), scheme)
    head, *lines = content.decode().split("\n")
    assert head.startswith("-DOCSTART-\tO\t0\t13\tn1\thuda\t")
    assert lines == ["زار\tO\t0\t3", "علي\tB-PERS\t4\t7", "بكين\tB-GPE\t8\t12", ".\tO\t12\t13", "", ""]


def test_an_article_comes_back_with_text_id_and_set(scheme: Scheme, tmp_path: Path) -> None:
    annotated = _annotated(scheme, _NEWS, ("تونس", "GPE"), ("الجزائر", "GPE"), ("النهضة", "ORG"))
    content, lost = _written(annotated, scheme)
    assert losskinds.WHITE_SPACE not in lost
    (tmp_path / "a.conll").write_bytes(content)
    records, problems = read_file(ConllImporter(), tmp_path / "a.conll", scheme)
    assert not problems.count
    (record,) = records
    assert record.annotated.document.text == _NEWS
    assert record.annotated.document.id == "n1"
    assert record.annotated.annotation_set is not None
    assert record.annotated.annotation_set.name == "huda"
    assert [(a.label, a.start, a.end) for a in record.annotated.annotations] == [
        (a.label, a.start, a.end) for a in annotated.annotations
    ]


def test_two_annotators_in_one_file_are_two_sets(scheme: Scheme, tmp_path: Path) -> None:
    first, _ = _written(_annotated(scheme, _NEWS, ("تونس", "GPE")), scheme)
    second, _ = _written(_annotated(scheme, _NEWS, ("النهضة", "ORG"), set_name="sami"), scheme)
    (tmp_path / "a.conll").write_bytes(first + second)
    records, _ = read_file(ConllImporter(), tmp_path / "a.conll", scheme)
    assert [r.annotated.annotation_set and r.annotated.annotation_set.name for r in records] == ["huda", "sami"]
    assert {r.annotated.document.id for r in records} == {"n1"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32), st.sampled_from(TokenPolicy))
def test_what_tags_can_hold_comes_back_and_the_rest_is_told(
    scheme: Scheme, tmp_path: Path, seed: int, policy: TokenPolicy
) -> None:
    annotated = annotated_document(seed, scheme, identifier="article")
    content, lost = _written(annotated, scheme, tokens=policy)
    (tmp_path / "a.conll").write_bytes(content)
    records, problems = read_file(ConllImporter(), tmp_path / "a.conll", scheme)
    assert not problems.count, reasons(problems)
    (record,) = records
    same = record.annotated.document.text == annotated.document.text
    assert same == (losskinds.WHITE_SPACE not in lost)
    assert (record.annotated.document.id == "article") == same
    gone = {record for kind in _LOST_PLACES for record in lost.get(kind, ())}
    entities = [a for a in annotated.annotations if a.layer == "entity"]
    kept = {(a.label, a.start, a.end) for a in entities if a.id not in gone}
    if same:
        assert kept <= {(a.label, a.start, a.end) for a in record.annotated.annotations}
    assert lost.get(losskinds.ATTRIBUTES, set()) == {a.id for a in entities if a.attributes}
    assert lost.get(losskinds.RELATION, set()) == {r.id for r in annotated.relations}


def test_policy_split_cuts_the_proclitic(scheme: Scheme) -> None:
    annotated = _annotated(scheme, "رفضت أنقرة وروسيا.", ("روسيا", "GPE"))
    assert "وروسيا\tB-GPE" in _written(annotated, scheme)[0].decode()
    split = _written(annotated, scheme, tokens=TokenPolicy.SPLIT)[0].decode()
    assert "و\tO\t11\t12\nروسيا\tB-GPE\t12\t17" in split


def test_another_layer_can_be_asked_for(scheme: Scheme) -> None:
    annotated = annotated_document(7, scheme)
    assert b"B-Claim" in _written(annotated, scheme, layers=("claim",))[0]


def test_an_article_that_nobody_annotated_is_left_out(scheme: Scheme) -> None:
    content, lost = _written(without_set(annotated_document(3, scheme)), scheme)
    assert content == b""
    assert losskinds.WITHOUT_SET in lost


@pytest.mark.skipif(importlib.util.find_spec("seqeval") is None, reason="seqeval is an extra")
def test_seqeval_finds_the_entities(scheme: Scheme) -> None:
    from seqeval.metrics.sequence_labeling import get_entities
    from seqeval.scheme import IOB2, Entities

    annotated = _annotated(scheme, _NEWS, ("رئيسُ تونس", "OCC"), ("الجزائر", "GPE"), ("النهضة", "ORG"))
    lines = _written(annotated, scheme)[0].decode().split("\n")[1:]
    sentences: list[list[str]] = [[]]
    for line in lines:
        if line:
            sentences[-1].append(line.split("\t")[1])
        elif sentences[-1]:
            sentences.append([])
    sentences = [tags for tags in sentences if tags]
    assert [entity.tag for tags in Entities(sentences, IOB2).entities for entity in tags] == ["OCC", "GPE", "ORG"]
    assert get_entities(sentences[0]) == [("OCC", 1, 2), ("GPE", 3, 3)]


def test_the_labels_of_anercorp_are_mapped(scheme: Scheme, tmp_path: Path) -> None:
    (tmp_path / "a.conll").write_text("زار O\nعلي B-PERS\nبكين B-LOC\nبالعربية B-MISC\n. O\n", encoding="utf-8")
    refused, problems = read_file(ConllImporter(), tmp_path / "a.conll", scheme)
    assert not refused or problems.count
    assert [(p.line, p.reason.english()) for p in problems.listed] == [
        (4, "The layer “entity” has no label “MISC”.")
    ]  # fmt: skip
    mapping = mapping_named("from-anercorp")
    (record,), problems = read_file(ConllImporter(), tmp_path / "a.conll", scheme, mapping=mapping)
    assert not problems.count
    assert [a.label for a in record.annotated.annotations] == ["PERS", "GPE"]
