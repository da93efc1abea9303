"""Learning from the annotated examples: another set of the open article is looked at, and nothing happens to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.language import isolated
from annotator.model.annotated import AnnotatedDocument, AnnotationSet, SchemeRef
from annotator.model.annotation import Annotation
from annotator.model.identity import ADJUDICATED, AnnotationId, Handle
from annotator.model.span import fragments_of
from annotator.model.workflow import Status
from annotator.ui.panels.partview import LineButton
from tests.journeys.hands import Analyst


@pytest.fixture
def examples(analyst: Analyst, corpus: Path) -> Analyst:
    """The analyst at an article of which an adjudicated set has one claim."""
    session = analyst.window.corpora.session
    assert session is not None
    document = analyst.document.document
    start = document.text.index("أن المرفأ")
    claim = Annotation(AnnotationId("c1"), "claim", "Claim", fragments_of([(start, start + 9)]))
    known = AnnotationSet(ADJUDICATED, Status.APPROVED, (), None, SchemeRef("arabic-news", "1"))
    with session.corpus.act("Import", author=Handle("salma")) as act:
        act.put_set(AnnotatedDocument(document, (), known, (claim,), (), (), known.scheme))
    session.announce(act.changes)
    analyst.press("Esc")
    analyst.window.inspector.settle()
    return analyst


def row_of(analyst: Analyst, title: str) -> LineButton:
    """The row of a set in the inspector."""
    return next(row for row in analyst.window.inspector.findChildren(LineButton) if row.line.text == title)


def test_the_card_of_the_article_lists_the_sets_and_a_click_shows_one(examples: Analyst) -> None:
    row_of(examples, isolated("Adjudicated")).click()
    assert examples.document.set_name == ADJUDICATED
    assert [words for words, _claim in examples.marked("claim")] == ["أن المرفأ"]
    slots = examples.window.dock.shown_slots
    assert [slot.text for slot in slots] == [isolated("Adjudicated")]


def test_acts_are_refused_while_looking_and_esc_leads_back(examples: Analyst) -> None:
    examples.go_to("أعلن")
    examples.press("Q")
    own = dict(examples.document.annotations)
    examples.window.perform("move.next_set")
    theirs = dict(examples.document.annotations)
    for keys in (("P",), ("C",), ("Delete",), ("Shift+/",), ("A",), ("Ctrl+Z",), ("Ctrl+Enter",)):
        examples.press(*keys)
        assert examples.document.set_name == ADJUDICATED
        assert dict(examples.document.annotations) == theirs
    examples.press("P")
    assert "another annotation set" in examples.window.status.text
    examples.press("Esc", "Esc", "Esc")
    assert examples.document.set_name == "huda"
    assert dict(examples.document.annotations) == own


def test_the_caret_stays_where_it_was(examples: Analyst) -> None:
    examples.go_to("وزعمت")
    caret = examples.window.reader.caret
    examples.window.perform("move.next_set")
    assert examples.window.reader.caret == caret
