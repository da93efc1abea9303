"""Annotated documents: values that compare by what they say."""

from __future__ import annotations

from annotator.model.annotated import AnnotatedDocument, AnnotationSet, SchemeRef
from annotator.model.document import new_document
from annotator.model.identity import SetName
from annotator.model.workflow import Status


def annotated(status: Status) -> AnnotatedDocument:
    reference = SchemeRef("arabic-news", "1")
    header = AnnotationSet(SetName("huda"), status, ("entity",), None, reference)
    # "Cairo - Al-Nakheel agency"
    return AnnotatedDocument(new_document("القاهرة - وكالة النخيل"), (), header, (), (), (), reference)


def test_two_readings_of_the_same_line_are_equal_and_hash_alike() -> None:
    one, other = annotated(Status.SUBMITTED), annotated(Status.SUBMITTED)
    assert one == other
    assert hash(one) == hash(other)
    assert one != annotated(Status.RETURNED)
