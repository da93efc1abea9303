"""What holds of a document whose sets are compared; to look at it writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.analysis.cases import CaseKind
from annotator.model.annotator import Annotator
from annotator.model.decision import Decision
from annotator.model.errors import RuleError
from annotator.model.identity import Handle
from annotator.operations.casework import COMPARED, CaseWork
from annotator.operations.session import Session
from tests.operations.twosets import corpus_with, reviewing


@pytest.fixture
def work(tmp_path: Path) -> Iterator[CaseWork]:
    session, article = reviewing(tmp_path)
    yield CaseWork(session, article.id)
    session.close()


def test_the_queue_begins_with_the_question_and_ends_with_form(work: CaseWork) -> None:
    assert [case.kind for case in work.cases] == [
        CaseKind.QUESTION,
        CaseKind.SOURCE,
        CaseKind.LABEL,
        CaseKind.TRIVIA,
    ]


def test_looking_writes_nothing(work: CaseWork) -> None:
    assert not work.document.annotations
    assert work.holder() is None
    assert not work.session.corpus.remarks(Decision, work.id)


def test_the_picture_shows_what_agrees_and_one_version_of_each_open_case(work: CaseWork) -> None:
    picture = work.picture()
    assert picture.set_name == COMPARED
    shown = {(a.start, a.end) for a in picture.annotations.values()}
    agreed = {
        (m.first.start, m.first.end) for m in (work.comparison.mentions[n] for n in work.comparison.agreed_mentions)
    }
    assert agreed < shown
    assert work.open_cases() == list(work.cases)


def test_nobody_submitted_anything(tmp_path: Path) -> None:
    path, article = corpus_with(tmp_path, ())
    session = Session.open(path, Annotator(Handle("rana"), "رنا"))
    try:
        with pytest.raises(RuleError):
            CaseWork(session, article.id)
    finally:
        session.close()
