"""What a set was when it was first handed in, told from what became of it."""

from __future__ import annotations

from annotator.model.annotated import AnnotatedDocument, AnnotationSet, SchemeRef
from annotator.model.annotation import Annotation
from annotator.model.document import Document
from annotator.model.identity import ActId, AnnotationId, Handle, SetName
from annotator.model.span import Span
from annotator.model.workflow import Status
from annotator.store.corpus import Corpus

HODA, OWN = Handle("hoda"), SetName("hoda")


def mark(corpus: Corpus, document: Document, name: str, **answers: str) -> ActId:
    with corpus.act("Mark claim", author=HODA) as act:
        act.put(
            Annotation(AnnotationId(name), "claim", "Claim", (Span(0, 5),), answers), document=document.id, set_name=OWN
        )
    return act.id


def hand_in(corpus: Corpus, document: Document, status: Status = Status.SUBMITTED) -> ActId:
    with corpus.act("Submit", author=HODA) as act:
        act.put(AnnotationSet(OWN, status, (), None, SchemeRef("arabic-news", "1")), document=document.id)
    return act.id


def ids(corpus: Corpus, document: Document) -> list[str]:
    act = corpus.first_submissions()[document.id, OWN]
    return [annotation.id for annotation in corpus.annotated_after(document.id, OWN, act).annotations]


def test_the_first_submission_counts_however_often_work_is_handed_in(corpus: Corpus, stored: Document) -> None:
    mark(corpus, stored, "a1", status="submitted")
    first = hand_in(corpus, stored)
    hand_in(corpus, stored, Status.RETURNED)
    mark(corpus, stored, "a2")
    hand_in(corpus, stored)
    hand_in(corpus, stored, Status.APPROVED)
    assert corpus.first_submissions() == {(stored.id, OWN): first}
    assert ids(corpus, stored) == ["a1"]


def test_work_that_nobody_touched_since_or_never_handed_in_is_not_told(corpus: Corpus, stored: Document) -> None:
    mark(corpus, stored, "a1", status="submitted")
    assert corpus.first_submissions() == {}
    hand_in(corpus, stored)
    hand_in(corpus, stored, Status.APPROVED)
    assert corpus.first_submissions() == {}


def test_a_submission_that_was_taken_back_is_none(corpus: Corpus, stored: Document) -> None:
    mark(corpus, stored, "a1")
    hand_in(corpus, stored)
    corpus.undo(stored.id, HODA)
    mark(corpus, stored, "a2")
    hand_in(corpus, stored)
    mark(corpus, stored, "a3")
    assert ids(corpus, stored) == ["a1", "a2"]


def test_a_set_that_came_finished_counts_as_handed_in_when_it_came(
    corpus: Corpus, annotated: AnnotatedDocument
) -> None:
    header = annotated.annotation_set
    assert header is not None and header.status is Status.SUBMITTED
    with corpus.act("Import", author=HODA) as importing:
        importing.put_document(annotated.document, annotated.zones)
        importing.put(annotated.referents[0])
        importing.put_set(annotated)
    assert corpus.first_submissions() == {}
    with corpus.act("Mark claim", author=Handle(header.name)) as act:
        act.put(
            Annotation(AnnotationId("new"), "claim", "Claim", (Span(0, 5),)), document=annotated.document.id,
            set_name=header.name,
        )  # fmt: skip
    assert corpus.first_submissions() == {(annotated.document.id, header.name): importing.id}
