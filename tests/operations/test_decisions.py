"""Returned work: a case for each difference, taken or kept with an answer, and back to the reviewer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.analysis.cases import CaseKind
from annotator.model.decision import AnswerKind, Choice, Verdict
from annotator.model.document import Document
from annotator.model.errors import RuleError
from annotator.model.identity import ADJUDICATED, SetName
from annotator.model.workflow import Status
from annotator.operations import decisions, reviewing
from annotator.operations.adjudicate import Adjudication, Pick
from annotator.operations.decisions import ReturnedWork
from annotator.operations.session import Session
from tests.operations.twosets import BASIM, REVIEWER, TEXT
from tests.operations.twosets import reviewing as opened


@pytest.fixture
def returned(tmp_path: Path) -> Iterator[tuple[Session, Document]]:
    """Basim, whose work came back after Amal's versions were taken."""
    session, article = opened(tmp_path)
    adjudication = Adjudication(session, article.id)
    for case in adjudication.weighty:
        first = next(v for v in case.versions if SetName("amal") in v.sets)
        shown = (first, *(v for v in case.versions if v is not first))
        adjudication.decide(case, Pick(Choice.A, shown), reason="relay_or_source" if case.ties else None)
    adjudication.settle_by_rule()
    assert decisions.return_work(session, article.id, SetName("basim"), reason="راجع القاعدة ٤") == 4
    session.close()
    author = Session.open(tmp_path / "two.isnad", BASIM)
    yield author, article
    author.close()


def test_work_comes_back_as_cases_with_the_reasons(returned: tuple[Session, Document]) -> None:
    session, article = returned
    work = ReturnedWork(session, article.id)
    assert session.corpus.status(article.id, SetName("basim")) is Status.RETURNED
    assert work.reason == "راجع القاعدة ٤"
    assert {item.case.kind for item in work.items if item.case} == {
        CaseKind.ATTRIBUTION, CaseKind.SOURCE, CaseKind.LABEL, CaseKind.TRIVIA,
    }  # fmt: skip
    assert "relay_or_source" in {item.decision.reason for item in work.items}
    assert all(item.decision.verdict is Verdict.RETURNED for item in work.items)


def test_taking_all_of_it_makes_the_own_set_like_the_reviewers(returned: tuple[Session, Document]) -> None:
    session, article = returned
    work = ReturnedWork(session, article.id)
    names = {a.id for a in work.document.annotations.values()}
    while item := next(iter(work.open_items()), None):
        work.take(item)
    assert not work.comparison.cases
    assert len(work.items) == 4 and all(item.case is None for item in work.items)
    assert names <= {*work.document.annotations}, "what stays keeps its own id"
    theirs = session.corpus.annotated(article.id, ADJUDICATED).annotations
    assert sorted(a.text(TEXT) for a in work.document.annotations.values()) == sorted(a.text(TEXT) for a in theirs)
    session.undo(work.document)
    work.refresh()
    assert len(work.open_items()) == 1


def test_keeping_wants_an_answer_and_changes_nothing(returned: tuple[Session, Document]) -> None:
    session, article = returned
    work = ReturnedWork(session, article.id)
    before = dict(work.document.annotations)
    with pytest.raises(RuleError):
        work.keep(work.items[0], " ")
    work.keep(work.items[0], "الصحيفة هي التي تقول")
    answer = work.items[0].decision.answer
    assert answer is not None and answer.kind is AnswerKind.KEPT and answer.author == "basim"
    assert dict(work.document.annotations) == before


def test_the_list_keeps_its_order_while_it_is_answered(returned: tuple[Session, Document]) -> None:
    session, article = returned
    work = ReturnedWork(session, article.id)
    order = [item.decision.id for item in work.items]
    work.take(work.items[1])
    work.keep(work.items[2], "أختلف")
    assert [item.decision.id for item in work.items] == order


def test_the_answers_reach_the_reviewer_after_resubmission(returned: tuple[Session, Document], tmp_path: Path) -> None:
    session, article = returned
    assert [item.stage for item in reviewing.waiting(session)] == [reviewing.Stage.RETURNED_TO_ME]
    work = ReturnedWork(session, article.id)
    work.keep(work.items[0], "الصحيفة هي التي تقول")
    work.take(work.items[1])
    work.resubmit()
    session.close()
    reviewer = Session.open(tmp_path / "two.isnad", REVIEWER)
    try:
        (item,) = reviewing.waiting(reviewer)
        assert (item.stage, item.answers) == (reviewing.Stage.ANSWERED, 2)
        kept, taken = decisions.answered(reviewer, article.id)
        assert kept.answer is not None and kept.answer.text == "الصحيفة هي التي تقول"
        assert taken.answer is not None and taken.answer.kind is AnswerKind.TAKEN
    finally:
        reviewer.close()


def test_what_was_not_handed_in_is_not_returned(returned: tuple[Session, Document]) -> None:
    session, article = returned
    with pytest.raises(RuleError):
        decisions.return_work(session, article.id, SetName("basim"), reason="مرة أخرى")
