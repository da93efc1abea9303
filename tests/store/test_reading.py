"""Reading a corpus: lists and streams."""

from __future__ import annotations

import pytest

from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import Annotation
from annotator.model.document import Document, new_document
from annotator.model.errors import NotFound
from annotator.model.identity import AnnotationId, DocumentId, Handle, SetName
from annotator.model.span import Span
from annotator.store.corpus import Corpus

HODA = Handle("hoda")
SAMIR = SetName("samir")
OWN = SetName("hoda")


def claim(name: str, start: int, end: int) -> Annotation:
    return Annotation(AnnotationId(name), "claim", "Claim", (Span(start, end),))


def write(corpus: Corpus, annotated: AnnotatedDocument) -> None:
    with corpus.act("Import", author=HODA) as act:
        act.put_document(annotated.document, annotated.zones)
        for referent in annotated.referents:
            act.put(referent)
        act.put_set(annotated)


def test_a_list_tells_titles_statuses_and_counts(corpus: Corpus, annotated: AnnotatedDocument) -> None:
    write(corpus, annotated)
    document = annotated.document.id
    with corpus.act("Mark claim", author=HODA) as act:
        act.put(claim("b1", 0, 5), document=document, set_name=OWN)
    (summary,) = corpus.documents()
    assert summary.title == annotated.document.title
    assert summary.outlet == "وكالة الأنباء"
    assert summary.statuses == {"hoda": "in_progress", "samir": "submitted"}
    assert summary.counts == {"claim": 2, "source": 1, "cue": 1, "relations": 1, "open": 1, "unsure": 1}
    assert corpus.summary(document, set_name=OWN).counts == {"claim": 1, "relations": 0, "open": 1, "unsure": 0}
    assert corpus.document_count() == 1


def test_a_text_without_newlines_is_not_its_own_title(corpus: Corpus) -> None:
    with corpus.act("Import", author=HODA) as act:
        act.put_document(new_document("قال الوزير إن الأسعار ستنخفض " * 100))  # “The minister said prices will fall”
    assert len(corpus.documents()[0].title) == 200
    assert corpus.check() == []


def test_an_article_that_nobody_annotated_comes_once(corpus: Corpus, stored: Document) -> None:
    (only,) = corpus.every_annotated()
    assert only.annotation_set is None
    assert [z.id for z in only.zones] == ["z1"]
    assert list(corpus.every_annotated(sets=[SAMIR])) == []
    assert corpus.annotated(stored.id, SAMIR).annotation_set is None


def test_streams_are_sorted_and_may_be_narrowed(corpus: Corpus, annotated: AnnotatedDocument) -> None:
    write(corpus, annotated)
    other = new_document("الرئاسة تنفي نبأ الاستقالة", document_id="0")  # “The presidency denies the resignation”
    with corpus.act("Import", author=HODA) as act:
        act.put_document(other)
        act.put(claim("b1", 0, 5), document=annotated.document.id, set_name=OWN)
    stream = corpus.every_annotated()
    first = next(stream)
    with corpus.act("Mark claim", author=HODA) as act:
        act.put(claim("b2", 0, 5), document=annotated.document.id, set_name=SetName("zaid"))
    names = [(a.document.id, a.annotation_set and a.annotation_set.name) for a in (first, *stream)]
    assert names == [("0", None), (annotated.document.id, "hoda"), (annotated.document.id, "samir")]
    assert [a.document.id for a in corpus.every_annotated(documents=[DocumentId("0")])] == ["0"]
    assert len(list(corpus.every_annotated(sets=[SAMIR, OWN]))) == 2


def test_a_stream_gives_what_is_read_one_by_one(corpus: Corpus, annotated: AnnotatedDocument) -> None:
    """Whatever is read ahead: sets too large to be read with others, uncounted ones, articles without any."""
    write(corpus, annotated)
    with corpus.act("Import", author=HODA) as act:
        for number in range(80):
            text = f"{number} بيانا صدرت أمس " * 160  # “80 statements were issued yesterday”
            document = new_document(text, document_id=f"{number:03}")
            act.put_document(document, (claim("z", 0, 5),) if number % 7 == 0 else ())
            for name in (OWN, SAMIR)[: number % 3]:
                many = 1100 if number % 10 == 4 else number % 5
                for mark in range(many):
                    act.put(claim(f"m{mark}", mark, mark + 3), document=document.id, set_name=name)
    corpus.documents()  # Counts all of them.
    with corpus.act("Mark claim", author=HODA) as act:
        act.put(claim("late", 0, 5), document=DocumentId("011"), set_name=OWN)
    stream = list(corpus.every_annotated())
    assert len(stream) > 81
    for record in stream:
        set_name = record.annotation_set.name if record.annotation_set else None
        assert record == corpus.annotated(record.document.id, set_name)
    assert any(len(record.annotations) == 1100 for record in stream)


def test_the_order_in_which_attributes_were_given_is_kept(corpus: Corpus, annotated: AnnotatedDocument) -> None:
    write(corpus, annotated)
    (relation,) = corpus.annotated(annotated.document.id, SAMIR).relations
    assert list(relation.attributes) == ["stance", "holder"]
    assert list(relation.roles) == ["claim", "source", "cue"]


def test_what_is_not_there_is_named(corpus: Corpus) -> None:
    with pytest.raises(NotFound, match="7c0f"):
        corpus.document(DocumentId("7c0f"))
    with pytest.raises(NotFound):
        corpus.summary(DocumentId("7c0f"))
    assert not corpus.has_document(DocumentId("7c0f"))


def test_what_is_asked_of_one_article_does_not_go_through_all_of_them(
    corpus: Corpus, annotated: AnnotatedDocument
) -> None:
    write(corpus, annotated)
    document = annotated.document.id
    asked: list[str] = []
    corpus._connection.set_trace_callback(asked.append)
    assert corpus.set_names(document) == (SAMIR,)
    corpus.document(document)
    (referent,) = annotated.referents
    assert corpus._state.referents(referent.id) == {referent.id: referent}
    assert corpus._state.annotators(HODA).keys() <= {HODA}
    corpus._connection.set_trace_callback(None)
    queries = [sql for sql in asked if sql.startswith("SELECT")]
    assert len(queries) >= 4
    for query in queries:
        plan = [row[3] for row in corpus._connection.execute(f"EXPLAIN QUERY PLAN {query}")]
        assert not [step for step in plan if step.startswith("SCAN")], query
