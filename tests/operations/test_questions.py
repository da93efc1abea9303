from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import RuleError
from annotator.model.identity import AnnotationId
from annotator.operations import annotate, questions
from annotator.operations.transfer import export, import_paths
from annotator.store.corpus import Corpus
from tests.operations.desk import HUDA, Desk

QUESTION = "أهذا توقع أم خبر؟"


def test_a_doubt_becomes_a_question_and_keeps_its_remark(desk: Desk) -> None:
    claim = desk.mark("C", "إن المحصول تضاعف")
    annotate.set_note(desk.session, desk.document, claim.id, "راجعت التسجيل")
    questions.ask(desk.session, desk.document, claim.id, f"؟ {QUESTION}")
    asked = desk.document.annotations[claim.id]
    assert asked.unsure
    assert asked.note == f"؟ {QUESTION}\nراجعت التسجيل"
    assert questions.question_in(asked.note) == QUESTION
    questions.be_sure(desk.session, desk.document, claim.id)
    assert desk.document.annotations[claim.id].note == "راجعت التسجيل"
    assert not desk.document.annotations[claim.id].unsure


def test_an_empty_question_leaves_the_doubt(desk: Desk) -> None:
    claim = desk.mark("C", "إن المحصول تضاعف")
    questions.ask(desk.session, desk.document, claim.id, QUESTION)
    questions.ask(desk.session, desk.document, claim.id, "  ")
    assert desk.document.annotations[claim.id].unsure
    assert desk.document.annotations[claim.id].note is None


def test_questions_stand_before_doubts_in_reading_order(desk: Desk) -> None:
    first, second, third = (
        desk.mark("C", words) for words in ("إن المحصول تضاعف", "أن التصدير يبدأ في آذار", "سيرتفع سعر الزيت")
    )
    for claim in (third, first):
        annotate.toggle_doubt(desk.session, desk.document, claim.id)
    questions.ask(desk.session, desk.document, second.id, QUESTION)
    assert [doubt.owner for doubt in questions.doubts(desk.document)] == [second.id, first.id, third.id]
    assert questions.doubts(desk.document)[0].question == QUESTION


def test_an_attribution_can_be_in_doubt_too(desk: Desk) -> None:
    for key, words in (("Q", "قالت"), ("S", "وزيرة الزراعة ليلى حداد"), ("C", "إن المحصول تضاعف")):
        desk.press(key, words)
    [relation] = desk.document.relations.values()
    questions.ask(desk.session, desk.document, relation.id, QUESTION)
    [doubt] = questions.doubts(desk.document)
    assert doubt.anchor == relation.roles["claim"][0]


def test_a_question_survives_jsonl(desk: Desk, tmp_path: Path) -> None:
    claim = desk.mark("C", "إن المحصول تضاعف")
    questions.ask(desk.session, desk.document, claim.id, QUESTION)
    out = tmp_path / "out.jsonl"
    export(desk.session.corpus, out)
    with Corpus.create(tmp_path / "other.isnad", desk.session.scheme, author=HUDA.handle) as other:
        import_paths(other, [out], author=HUDA.handle)
        [came] = other.annotated(desk.document.document.id, desk.session.own_set).annotations
    assert came.unsure
    assert questions.question_in(came.note) == QUESTION


def test_what_is_gone_cannot_be_asked_about(desk: Desk) -> None:
    with pytest.raises(RuleError):
        questions.ask(desk.session, desk.document, AnnotationId("gone"), QUESTION)


@given(st.text(alphabet="أهذا توقع خبر.", max_size=20), st.text(alphabet="راجعت التسجيل\n", max_size=20))
def test_question_and_remark_come_back_from_their_note(question: str, remark: str) -> None:
    asked, said = " ".join(question.split()), remark.strip()
    note = questions.note_of(asked, said)
    assert questions.question_in(note) == asked
    assert questions.remark_in(note) == said
