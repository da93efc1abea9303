"""The past: a document after any act, and what each act changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import Annotation
from annotator.model.changes import RecordKey, RecordKind
from annotator.model.document import Document
from annotator.model.errors import NotFound
from annotator.model.identity import ActId, AnnotationId, Handle, SetName
from annotator.model.scheme import Scheme
from annotator.model.span import Span
from annotator.store.corpus import Corpus

HODA, OWN = Handle("hoda"), SetName("hoda")


def mark(corpus: Corpus, document: Document, name: str, end: int) -> ActId:
    claim = Annotation(AnnotationId(name), "claim", "Claim", (Span(0, end),))
    with corpus.act("Mark claim", author=HODA) as act:
        act.put(claim, document=document.id, set_name=OWN)
    return act.id


def test_a_document_is_seen_as_it_stood_after_an_act(corpus: Corpus, stored: Document) -> None:
    first = mark(corpus, stored, "a1", 5)
    moved = mark(corpus, stored, "a1", 9)
    with corpus.act("Erase", author=HODA) as act:
        act.erase(RecordKey(RecordKind.ANNOTATION, stored.id, OWN, "a1"))
    assert [a.end for a in corpus.annotated_after(stored.id, OWN, first).annotations] == [5]
    assert [a.end for a in corpus.annotated_after(stored.id, OWN, moved).annotations] == [9]
    gone = corpus.annotated_after(stored.id, OWN, act.id)
    assert gone.annotations == ()
    assert len(gone.zones) == 1


def test_a_bulk_act_is_seen_record_by_record(corpus: Corpus, annotated: AnnotatedDocument) -> None:
    document = annotated.document
    assert annotated.annotation_set is not None
    name = annotated.annotation_set.name
    with corpus.act("Import", author=HODA) as importing:
        act = importing
        act.put_document(document, annotated.zones)
        act.put_set(annotated)
        act.put(annotated.referents[0])
    changes = corpus.changes_of(act.id, document=document.id)
    kinds = sorted(change.key.kind for change in changes)
    assert kinds == ["annotation"] * 3 + ["document", "header", "relation", "zone"]
    assert all(change.old is None for change in changes)
    fewer = replace(annotated, annotations=annotated.annotations[1:], relations=())
    with corpus.act("Import", author=HODA) as again:
        again.put_set(fewer)
    lost = corpus.changes_of(again.id)
    assert sorted(change.key.kind for change in lost) == ["annotation", "relation"]
    assert all(change.new is None for change in lost)
    assert corpus.annotated_after(document.id, name, act.id) == annotated
    assert corpus.annotated_after(document.id, name, again.id) == fewer


def test_the_acts_about_an_annotation_are_those_that_changed_it_or_its_relations(
    corpus: Corpus, annotated: AnnotatedDocument
) -> None:
    document, header = annotated.document.id, annotated.annotation_set
    assert header is not None
    name = header.name
    (relation,) = annotated.relations
    first = annotated.annotations[0]
    told: list[ActId] = []
    for step in range(5):
        with corpus.act("Work", author=HODA) as act:
            if step == 0:
                act.put_document(annotated.document, annotated.zones)
            if step in (0, 4):
                act.put_set(annotated)
            elif step == 1:
                act.put(replace(first, note="راجع"), document=document, set_name=name)
            elif step == 2:
                act.erase(RecordKey(RecordKind.RELATION, document, name, relation.id))
            else:
                act.put_set(replace(annotated, annotations=annotated.annotations[1:], relations=()))
        told.append(act.id)
    tied = {member for _role, member in relation.members()}
    for annotation in annotated.annotations:
        changed = {
            act
            for act in told
            for change in corpus.changes_of(act, document=document)
            if change.key.id == annotation.id or (change.key.id == relation.id and annotation.id in tied)
        }
        assert corpus.acts_about(document, name, annotation.id) == changed


def test_what_was_not_there_is_not_found(corpus: Corpus, stored: Document) -> None:
    beginning = corpus.history()[-1].act
    with pytest.raises(NotFound, match="then"):
        corpus.annotated_after(stored.id, OWN, beginning)
    with pytest.raises(NotFound, match="no act"):
        corpus.changes_of(ActId("0-0"))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(("a1", "a2", "a3")), st.integers(0, 9)), min_size=1, max_size=12))
def test_every_act_is_seen_as_it_left_the_document(
    steps: list[tuple[str, int]], tmp_path_factory: pytest.TempPathFactory, scheme: Scheme, article: Document
) -> None:
    path: Path = tmp_path_factory.mktemp("past") / "c.isnad"
    with Corpus.create(path, scheme, author=HODA) as corpus:
        with corpus.act("Import", author=HODA) as importing:
            importing.put_document(article)
        left: dict[ActId, tuple[Annotation, ...]] = {}
        for name, end in steps:
            key = RecordKey(RecordKind.ANNOTATION, article.id, OWN, name)
            known = {a.id for a in corpus.annotated(article.id, OWN).annotations}
            if end == 0 and corpus.undoable(article.id, HODA) is not None:
                changes = corpus.undo(article.id, HODA)
            elif end == 1 and name in known:
                with corpus.act("Erase", author=HODA) as act:
                    act.erase(key)
                changes = act.changes
            else:
                with corpus.act("Mark claim", author=HODA) as act:
                    value = Annotation(AnnotationId(name), "claim", "Claim", (Span(0, end + 1),))
                    act.put(value, document=article.id, set_name=OWN)
                changes = act.changes
            if changes.changes:
                left[changes.act] = corpus.annotated(article.id, OWN).annotations
        for act_id, annotations in left.items():
            assert corpus.annotated_after(article.id, OWN, act_id).annotations == annotations
