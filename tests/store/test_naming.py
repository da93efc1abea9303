"""Naming: many questions are answered as few are."""

from __future__ import annotations

from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import Annotation
from annotator.model.document import Document
from annotator.model.identity import AnnotationId, Handle, RelationId, SetName
from annotator.model.relation import Relation
from annotator.model.span import Span
from annotator.store.corpus import Corpus

HODA = Handle("hoda")
OWN = SetName("hoda")
COUNT = 60


def test_relations_come_into_sight_with_their_members_however_many_come_at_once(
    corpus: Corpus, stored: Document
) -> None:
    marks = [Annotation(AnnotationId(f"a{n}"), "claim", "Claim", (Span(0, 5),)) for n in range(COUNT)]
    ties = [
        Relation(RelationId(f"r{n:02}"), "rebuts", {"from": (marks[n].id,), "to": (marks[n + 1].id,)})
        for n in range(COUNT - 1)
    ]
    with corpus.act("Wait", author=HODA) as act:
        for tie in ties:
            act.put(tie, document=stored.id, set_name=OWN)
    assert not act.changes.created
    with corpus.act("Mark claims", author=HODA) as act:
        for mark in marks:
            act.put(mark, document=stored.id, set_name=OWN)
    created = [change.new for change in act.changes.created]
    assert sorted((r for r in created if isinstance(r, Relation)), key=lambda r: r.id) == ties
    assert [a for a in created if isinstance(a, Annotation)] == marks
    record: AnnotatedDocument = corpus.annotated(stored.id, OWN)
    assert list(record.relations) == ties
