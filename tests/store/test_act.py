"""Acts: one transaction, one report, nothing written that is as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.annotated import AnnotatedDocument, AnnotationSet, SchemeRef
from annotator.model.annotation import Annotation
from annotator.model.annotator import Annotator
from annotator.model.changes import RecordKey, RecordKind
from annotator.model.document import Document, new_document
from annotator.model.errors import BugError, CorpusError
from annotator.model.identity import AnnotationId, DocumentId, Handle, RelationId, SetName
from annotator.model.relation import Relation
from annotator.model.span import Span
from annotator.model.workflow import Status
from annotator.store.corpus import Corpus

HODA = Handle("hoda")
OWN = SetName("hoda")


def claim(name: str, start: int = 0, end: int = 5) -> Annotation:
    return Annotation(AnnotationId(name), "claim", "Claim", (Span(start, end),))


def source(name: str) -> Annotation:
    return Annotation(AnnotationId(name), "source", "Source", (Span(6, 9),))


def attribution(name: str, claimed: str, *sources: str) -> Relation:
    roles = {"claim": (AnnotationId(claimed),), "source": tuple(AnnotationId(s) for s in sources)}
    return Relation(RelationId(name), "attribution", {role: ids for role, ids in roles.items() if ids})


def annotation_key(document: Document, name: str) -> RecordKey:
    return RecordKey(RecordKind.ANNOTATION, document.id, OWN, name)


def test_the_report_tells_created_updated_and_erased(corpus: Corpus, stored: Document) -> None:
    with corpus.act("Mark claim", author=HODA) as act:
        act.put(claim("a1"), document=stored.id, set_name=OWN)
        act.put(claim("a2"), document=stored.id, set_name=OWN)
    assert [(c.old, c.new) for c in act.changes.created] == [(None, claim("a1")), (None, claim("a2"))]
    with corpus.act("Move border", author=HODA) as act:
        act.put(claim("a1", 0, 7), document=stored.id, set_name=OWN)
        act.erase(annotation_key(stored, "a2"))
    assert [(c.old, c.new) for c in act.changes.updated] == [(claim("a1"), claim("a1", 0, 7))]
    assert [c.old for c in act.changes.erased] == [claim("a2")]
    assert act.changes.documents == {stored.id}
    assert act.changes.gesture == "Move border"


def test_an_act_that_changes_nothing_leaves_no_trace(corpus: Corpus, annotated: AnnotatedDocument) -> None:
    with corpus.act("Import", author=HODA) as act:
        act.put_document(annotated.document, annotated.zones)
        act.put_set(annotated)
        act.put(annotated.referents[0])
    before = corpus.history()
    with corpus.act("Import", author=HODA) as act:
        act.put_document(annotated.document, annotated.zones)
        act.put_document(annotated.document)
        act.put_set(annotated)
        act.put(annotated.annotations[0], document=annotated.document.id, set_name=SetName("samir"))
        act.put(claim("b1"), document=annotated.document.id, set_name=OWN)
        act.erase(annotation_key(annotated.document, "b1"))
        act.erase(annotation_key(annotated.document, "never was"))
        act.erase(RecordKey(RecordKind.SET, annotated.document.id, SetName("nobody")))
    assert corpus.history() == before
    assert not act.changes.changes
    assert not act.changes.replaced
    with corpus.act("Mark claim", author=HODA) as act:
        act.put(claim("b1"), document=annotated.document.id, set_name=OWN)
    assert corpus.history()[0].act == act.id
    assert corpus.check() == []


def test_an_act_that_fails_leaves_everything_as_it_was(corpus: Corpus, stored: Document) -> None:
    def failing() -> None:
        with corpus.act("Mark claim", author=HODA) as act:
            act.put(claim("a1"), document=stored.id, set_name=OWN)
            act.put(Annotator(HODA, "هدى"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    assert corpus.set_names(stored.id) == ()
    assert corpus.annotators() == {}
    assert corpus.undoable(stored.id, HODA) is None
    with corpus.act("Mark claim", author=HODA) as act:
        act.put(claim("a1"), document=stored.id, set_name=OWN)
    assert corpus.check() == []


def test_an_act_may_be_driven_in_slices(corpus: Corpus, annotated: AnnotatedDocument) -> None:
    act = corpus.begin("Import", author=HODA)
    act.put_document(annotated.document, annotated.zones)
    with pytest.raises(BugError, match="another act"):
        corpus.begin("Mark claim", author=HODA)
    act.put_set(annotated)
    assert corpus.annotated(annotated.document.id, SetName("samir")).annotations == annotated.annotations
    changes = act.commit()
    assert [key.kind for key in changes.replaced] == [RecordKind.DOCUMENT, RecordKind.SET, RecordKind.SET]
    act.roll_back()
    with pytest.raises(BugError, match="over"):
        act.put_document(annotated.document)
    cancelled = corpus.begin("Import", author=HODA)
    cancelled.put_set(replace(annotated, annotations=(), relations=()))
    cancelled.roll_back()
    assert len(corpus.annotated(annotated.document.id, SetName("samir")).annotations) == 3


def test_a_set_is_replaced_as_one_row_that_speaks_about_all_its_records(
    corpus: Corpus, annotated: AnnotatedDocument
) -> None:
    document, name = annotated.document.id, SetName("samir")
    with corpus.act("Import", author=HODA) as act:
        act.put_document(annotated.document)
        act.put(claim("old"), document=document, set_name=name)
    with corpus.act("Import", author=HODA) as act:
        act.put(claim("older"), document=document, set_name=name)
        act.put_set(annotated)
    assert act.changes.replaced == (RecordKey(RecordKind.SET, document, name),)
    assert corpus.history(limit=1)[0].revisions == 1
    assert {a.id for a in corpus.annotated(document, name).annotations} == {"a1", "a2", "a3"}
    rows = corpus.history_of(RecordKey(RecordKind.ANNOTATION, document, name, "old"))
    assert [row.key.kind for row in rows] == [RecordKind.ANNOTATION, RecordKind.SET]
    assert corpus.check()[0].what.english() == "The annotation a2 waits for the referent e1."


def test_an_annotation_takes_its_relations_along(corpus: Corpus, stored: Document) -> None:
    with corpus.act("Attribute", author=HODA) as act:
        for annotation in (claim("a1"), claim("a10"), source("a2")):
            act.put(annotation, document=stored.id, set_name=OWN)
        act.put(attribution("r1", "a1", "a2"), document=stored.id, set_name=OWN)
        act.put(attribution("r2", "a10", "a2"), document=stored.id, set_name=OWN)
    with corpus.act("Erase", author=HODA) as act:
        act.erase(annotation_key(stored, "a1"))
    assert [c.key.id for c in act.changes.erased] == ["r1", "a1"]
    assert [r.id for r in corpus.annotated(stored.id, OWN).relations] == ["r2"]
    changes = corpus.undo(stored.id, HODA)
    assert {c.key.id for c in changes.created} == {"r1", "a1"}
    assert [r.id for r in corpus.annotated(stored.id, OWN).relations] == ["r1", "r2"]


def test_a_relation_may_first_be_rid_of_the_annotation(corpus: Corpus, stored: Document) -> None:
    with corpus.act("Attribute", author=HODA) as act:
        for annotation in (claim("a1"), source("a2"), source("a3")):
            act.put(annotation, document=stored.id, set_name=OWN)
        act.put(attribution("r1", "a1", "a2", "a3"), document=stored.id, set_name=OWN)
    with corpus.act("Erase", author=HODA) as act:
        act.put(attribution("r1", "a1", "a3"), document=stored.id, set_name=OWN)
        act.erase(annotation_key(stored, "a2"))
    assert corpus.annotated(stored.id, OWN).relations == (attribution("r1", "a1", "a3"),)
    assert [c.key.id for c in act.changes.updated] == ["r1"]


def test_what_refers_to_something_absent_waits_and_appears(corpus: Corpus, stored: Document) -> None:
    with corpus.act("Merge", author=HODA) as act:
        act.put(claim("a1"), document=stored.id, set_name=OWN)
        act.put(attribution("r1", "a1", "a2"), document=stored.id, set_name=OWN)
        act.put(claim("b1"), document=DocumentId("not yet"), set_name=OWN)
    assert [c.key.id for c in act.changes.created] == ["a1", "b1"]
    assert corpus.annotated(stored.id, OWN).relations == ()
    assert corpus.documents()[0].counts == {"claim": 1, "relations": 0, "open": 1, "unsure": 0}
    assert {f.kind for f in corpus.check()} == {"waiting"}
    assert len(corpus.check()) == 2
    with corpus.act("Mark source", author=HODA) as act:
        act.put(source("a2"), document=stored.id, set_name=OWN)
    assert [c.key.id for c in act.changes.created] == ["a2", "r1"]
    assert corpus.annotated(stored.id, OWN).relations == (attribution("r1", "a1", "a2"),)
    assert corpus.documents()[0].counts["open"] == 0
    changes = corpus.undo(stored.id, HODA)
    assert [c.key.id for c in changes.erased] == ["a2", "r1"]


def test_a_relation_that_waits_in_a_set_known_already_appears_too(corpus: Corpus, stored: Document) -> None:
    with corpus.act("Mark claim", author=HODA) as act:
        act.put(claim("a1"), document=stored.id, set_name=OWN)
    with corpus.act("Merge", author=HODA) as act:
        act.put(attribution("r1", "a1", "a2"), document=stored.id, set_name=OWN)
    with corpus.act("Merge", author=HODA) as act:
        act.put(attribution("r2", "a1", "a3"), document=stored.id, set_name=OWN)
    for name, relation in (("a3", "r2"), ("a2", "r1")):
        with corpus.act("Mark source", author=HODA) as act:
            act.put(source(name), document=stored.id, set_name=OWN)
        assert [c.key.id for c in act.changes.created] == [name, relation]


def test_a_set_without_a_header_is_work_that_has_begun(corpus: Corpus, stored: Document) -> None:
    with corpus.act("Mark claim", author=HODA) as act:
        act.put(claim("a1"), document=stored.id, set_name=OWN)
    header = corpus.annotated(stored.id, OWN).annotation_set
    assert header is not None
    assert header.status is Status.IN_PROGRESS
    submitted = AnnotationSet(OWN, Status.SUBMITTED, ("claim",), None, SchemeRef("arabic-news", "1"))
    with corpus.act("Submit", author=HODA) as act:
        act.put(submitted, document=stored.id)
    assert corpus.annotated(stored.id, OWN).annotation_set == submitted
    assert corpus.documents()[0].statuses == {"hoda": Status.SUBMITTED}
    with corpus.act("Erase set", author=HODA) as act:
        act.erase(RecordKey(RecordKind.SET, stored.id, OWN))
    assert corpus.set_names(stored.id) == ()
    assert corpus.documents()[0].statuses == {}
    assert corpus.check() == []


def test_values_need_their_place(corpus: Corpus, annotated: AnnotatedDocument) -> None:
    with pytest.raises(BugError), corpus.act("Mark claim", author=HODA) as act:
        act.put(claim("a1"))
    with pytest.raises(BugError), corpus.act("Attribute", author=HODA) as act:
        act.put(attribution("r1", "a1"), document=annotated.document.id)
    with pytest.raises(BugError), corpus.act("Import", author=HODA) as act:
        act.put_set(replace(annotated, annotation_set=None))


def test_a_full_disk_is_said_and_nothing_is_stored(path: Path, corpus: Corpus, stored: Document) -> None:
    corpus._connection.execute("PRAGMA max_page_count = 1")
    with (
        pytest.raises(CorpusError, match=r"Nothing of “Import” was stored: .*full"),
        corpus.act("Import", author=HODA) as act,
    ):
        for number in range(50):
            act.put_document(new_document(f"الأسعار ستنخفض قبل نهاية العام {number} " * 99))
            # “Prices will fall before the end of the year”
    corpus._connection.execute("PRAGMA max_page_count = 1000000")
    assert corpus.document_count() == 1
    with corpus.act("Mark claim", author=HODA) as act:
        act.put(claim("a1"), document=stored.id, set_name=OWN)
    assert corpus.check() == []


def test_a_part_that_is_refused_leaves_the_rest_of_the_act_as_it_was(corpus: Corpus, stored: Document) -> None:
    other = new_document("قال الوزير إن الجسر يفتح غدا.", document_id="other")
    with corpus.act("Import", author=HODA) as act:
        act.put(claim("a1"), document=stored.id, set_name=OWN)
        with act.part(lambda: True):
            act.put(claim("a1", 0, 7), document=stored.id, set_name=OWN)
            act.put(claim("a2"), document=stored.id, set_name=OWN)
            act.put_document(other)
        with act.part(lambda: False):
            act.put(claim("a3"), document=stored.id, set_name=OWN)
    assert [c.new for c in act.changes.created] == [claim("a1"), claim("a3")]
    assert act.changes.replaced == ()
    assert not corpus.has_document(other.id)
    assert corpus.annotated(stored.id, OWN).annotations == (claim("a1"), claim("a3"))
    assert corpus.check() == []


def test_many_annotations_at_once_are_records_of_their_own_like_single_ones(corpus: Corpus, stored: Document) -> None:
    with corpus.act("Mark claim", author=HODA) as act:
        act.put(claim("a1"), document=stored.id, set_name=OWN)
        act.put(claim("a2"), document=stored.id, set_name=OWN)
    with corpus.act("Take over", author=HODA) as act:
        act.put(claim("a3"), document=stored.id, set_name=OWN)
        many = [claim("a1"), claim("a2", 0, 7), claim("a3", 0, 8), source("a4")]
        act.put_annotations(many, document=stored.id, set_name=OWN)
    assert {c.key.id: c.old for c in act.changes.changes} == {"a2": claim("a2"), "a3": None, "a4": None}
    assert set(corpus.annotated(stored.id, OWN).annotations) == set(many)
    corpus.undo(stored.id, HODA)
    assert set(corpus.annotated(stored.id, OWN).annotations) == {claim("a1"), claim("a2")}


def test_no_annotations_at_once_leave_no_trace(corpus: Corpus, stored: Document) -> None:
    with corpus.act("Take over", author=HODA) as act:
        act.put_annotations([], document=stored.id, set_name=OWN)
    assert not act.changes.changes
    assert corpus.set_names(stored.id) == ()
