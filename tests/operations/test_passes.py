from __future__ import annotations

from annotator.operations import annotate, passes
from annotator.operations.passes import Pass
from tests.operations.desk import Desk


def press_all(desk: Desk) -> None:
    """«قالت وزيرة الزراعة … إن المحصول تضاعف، مضيفة أن التصدير يبدأ في آذار»."""
    for key, words in (
        ("Q", "قالت"), ("S", "وزيرة الزراعة ليلى حداد"), ("C", "إن المحصول تضاعف"), ("Q", "مضيفة"),
        ("C", "أن التصدير يبدأ في آذار"),
    ):  # fmt: skip
        desk.press(key, words)


def waiting(desk: Desk) -> dict[tuple[str, str], int]:
    return {
        (entry.question.owner, entry.question.attribute.name if entry.question.attribute else ""): len(entry.owners)
        for entry in passes.passes(desk.document)
    }


def test_an_empty_article_asks_nothing(desk: Desk) -> None:
    assert passes.passes(desk.document) == []


def test_every_question_of_one_key_waits_for_those_without_an_answer(desk: Desk) -> None:
    press_all(desk)
    left = waiting(desk)
    assert left["claim", "quote_type"] == 2
    assert left["source", "naming"] == 1
    assert left["attribution", "stance"] == 2
    assert ("cue", "cue_class") not in left  # more answers than number keys
    assert ("claim", "") not in left  # both are attributed


def test_open_claims_are_asked_for_their_speaker(desk: Desk) -> None:
    claim = desk.mark("C", "إن المحصول تضاعف")
    assert passes.unanswered(desk.document, Pass("claim")) == [claim.id]
    assert not passes.is_answered(desk.document, Pass("claim"), claim.id)


def test_an_answer_shortens_the_pass(desk: Desk) -> None:
    press_all(desk)
    question = next(
        entry.question
        for entry in passes.passes(desk.document)
        if entry.question.attribute is not None and entry.question.attribute.name == "quote_type"
    )
    first, second = passes.unanswered(desk.document, question)
    annotate.set_attribute(desk.session, desk.document, first, "quote_type", "indirect")
    assert passes.unanswered(desk.document, question) == [second]
    assert passes.is_answered(desk.document, question, first)


def test_what_follows_from_the_text_is_proposed(desk: Desk) -> None:
    press_all(desk)
    stance = next(
        entry
        for entry in passes.passes(desk.document)
        if entry.question.attribute is not None and entry.question.attribute.name == "stance"
    )
    assert passes.proposed(desk.document, stance.question, stance.owners[0]) == "assert"
    anchor = passes.anchor(desk.document, stance.owners[0])
    assert anchor is not None
    assert anchor.layer == "claim"
