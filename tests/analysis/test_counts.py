"""Counting: one pass, every article once, every set for itself."""

from __future__ import annotations

from dataclasses import replace

from annotator.analysis.counts import UNANSWERED, CorpusCounts, count
from annotator.model.annotated import AnnotatedDocument, AnnotationSet, SchemeRef
from annotator.model.annotation import Annotation
from annotator.model.document import new_document
from annotator.model.identity import AnnotationId, RelationId, SetName
from annotator.model.relation import Relation
from annotator.model.span import Span
from annotator.model.workflow import Status

# "The Ministry of Energy denied that production had stopped, and said it had risen."
TEXT = "نفت وزارة الطاقة أن الإنتاج توقف، وقالت إنه ارتفع."
SCHEME = SchemeRef("arabic-news", "1")


def _annotation(number: int, layer: str, label: str, words: str, *, unsure: bool = False) -> Annotation:
    start = TEXT.index(words)
    return Annotation(AnnotationId(f"a{number}"), layer, label, (Span(start, start + len(words)),), unsure=unsure)


def _annotated(name: str | None, *relations: Relation) -> AnnotatedDocument:
    annotations = (
        _annotation(1, "source", "Source", "وزارة الطاقة"),
        _annotation(2, "entity", "ORG", "وزارة الطاقة", unsure=True),
        _annotation(3, "claim", "Claim", "أن الإنتاج توقف"),
        _annotation(4, "claim", "Claim", "إنه ارتفع"),
    )
    header = AnnotationSet(SetName(name), Status.SUBMITTED, (), None, SCHEME) if name else None
    return AnnotatedDocument(
        new_document(TEXT, document_id="d1"), (), header, annotations if name else (), relations, (), SCHEME
    )


def _denial(**attributes: str) -> Relation:
    return Relation(
        RelationId("r1"),
        "attribution",
        {"claim": (AnnotationId("a3"),), "source": (AnnotationId("a1"),)},
        attributes,
    )


def _count(*records: AnnotatedDocument) -> CorpusCounts:
    return count(records, words_in=lambda text: len(text.split()))


def test_an_article_with_two_sets_is_one_article() -> None:
    counts = _count(_annotated("amal"), _annotated("basim"))
    assert counts.documents == 1
    assert counts.words == len(TEXT.split())
    assert counts.characters == len(TEXT)
    assert list(counts.sets) == ["amal", "basim"]


def test_an_article_without_a_set_counts_as_unannotated() -> None:
    other = replace(_annotated(None), document=new_document(TEXT + "\n", document_id="d2"))
    counts = _count(_annotated("amal"), other)
    assert (counts.documents, counts.unannotated) == (2, 1)


def test_annotations_are_counted_by_layer_and_label() -> None:
    counts = _count(_annotated("amal")).sets[SetName("amal")]
    assert counts.annotations == {"claim": {"Claim": 2}, "entity": {"ORG": 1}, "source": {"Source": 1}}
    assert counts.unsure == 1


def test_attributions_are_counted_by_holder_and_stance() -> None:
    counts = _count(_annotated("amal", _denial(holder="text", stance="deny"))).sets[SetName("amal")]
    assert counts.holders == {"text": 1}
    assert counts.stances == {"deny": 1}
    assert counts.open_claims == 1


def test_an_answer_that_nobody_gave_is_counted_as_none() -> None:
    counts = _count(_annotated("amal", _denial())).sets[SetName("amal")]
    assert counts.holders == {UNANSWERED: 1}
    assert counts.stances == {UNANSWERED: 1}


def test_an_empty_corpus_holds_nothing() -> None:
    assert _count() == CorpusCounts(documents=0, unannotated=0, characters=0, words=0, zones={}, sets={})
