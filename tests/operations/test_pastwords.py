"""What an act changed, in words: every kind of record has a name and fields."""

from __future__ import annotations

import pytest

from annotator.model.annotated import AnnotationSet, SchemeRef
from annotator.model.annotator import Annotator
from annotator.model.changes import Change, RecordKey, RecordKind, Value
from annotator.model.comment import Comment
from annotator.model.decision import Choice, Decision, Verdict
from annotator.model.dismissal import Dismissal
from annotator.model.document import new_document
from annotator.model.identity import CommentId, DecisionId, DocumentId, Handle, ReferentId, SetName
from annotator.model.referent import Referent
from annotator.model.scheme import Scheme
from annotator.model.workflow import Assignment, Status, Task, Workflow
from annotator.operations.pastwords import Words, differences, kind_of, subject_of

DOCUMENT, HUDA, AT = DocumentId("d1"), Handle("huda"), "2026-11-21T09:00:00.000Z"
# "The port opened in March"
TEXT = "افتتح المرفأ في آذار"
VALUES: list[tuple[RecordKind, Value]] = [
    (RecordKind.HEADER, AnnotationSet(SetName("huda"), Status.SUBMITTED, (), None, SchemeRef("arabic-news", "1"))),
    (RecordKind.DOCUMENT, new_document(TEXT, meta={"title": TEXT})),
    (RecordKind.REFERENT, Referent(ReferentId("e1"), "مرفأ بيروت", "FAC", ("المرفأ",))),
    (RecordKind.ANNOTATOR, Annotator(HUDA, "هدى")),
    (RecordKind.COMMENT, Comment(CommentId("k1"), DOCUMENT, None, None, "أهذا خبر؟", HUDA, AT)),
    (RecordKind.DISMISSAL, Dismissal(DOCUMENT, SetName("huda"), "open:claim.Claim@0-5", "هكذا", HUDA, AT)),
    (RecordKind.ASSIGNMENT, Assignment(DOCUMENT, HUDA, Task.ANNOTATE, HUDA, AT)),
]


@pytest.fixture
def words(scheme: Scheme) -> Words:
    return Words(scheme, TEXT, {}, lambda handle: {"huda": "هدى"}.get(handle, handle), str)


@pytest.mark.parametrize(("kind", "value"), VALUES, ids=lambda entry: str(entry) if isinstance(entry, str) else "")
def test_every_record_has_a_name_and_tells_its_fields(kind: RecordKind, value: Value, words: Words) -> None:
    change = Change(RecordKey(kind, DOCUMENT), None, value)
    assert kind_of(change, words)
    told = differences(change, words)
    assert told
    assert all(difference.field and difference.after and not difference.before for difference in told)
    gone = differences(Change(change.key, value, None), words)
    assert [(d.field, d.before) for d in gone] == [(d.field, d.after) for d in told]
    assert differences(Change(change.key, value, value), words) == []


def test_the_reason_of_a_decision_is_told_in_words(words: Words) -> None:
    decision = Decision(
        DecisionId("s1"), DOCUMENT, "case", (SetName("huda"),), Choice.A, Verdict.ACCEPTED, "overlooked", HUDA, AT
    )
    [told] = differences(Change(RecordKey(RecordKind.DECISION, DOCUMENT), None, decision), words)
    assert (told.field, told.after) == ("Reason", "Overlooked")


def test_the_facts_of_an_article_have_titles(words: Words) -> None:
    article = new_document(TEXT, meta={"title": TEXT, "outlet": "وكالة الساحل للأنباء", "desk": "3"})
    told = differences(Change(RecordKey(RecordKind.DOCUMENT, DOCUMENT), None, article), words)
    assert [difference.field for difference in told] == ["Title", "Outlet", "desk"]


def test_agreements_have_a_name(words: Words) -> None:
    assert kind_of(Change(RecordKey(RecordKind.WORKFLOW), None, Workflow()), words) == "Agreements"


def test_a_referent_is_told_by_its_name(words: Words) -> None:
    _kind, referent = VALUES[2]
    assert subject_of(Change(RecordKey(RecordKind.REFERENT), None, referent), words) == "مرفأ بيروت"
