"""The list of documents that wait for a reviewer."""

from __future__ import annotations

from pathlib import Path

from annotator.model.annotator import Annotator
from annotator.model.identity import Handle
from annotator.model.workflow import Status
from annotator.operations.adjudicate import Adjudication
from annotator.operations.reviewing import Stage, waiting
from annotator.operations.session import Session
from tests.operations.twosets import AMAL, REVIEWER, corpus_with, first_sheet, record, reviewing, second_sheet


def _stages(session: Session) -> list[Stage]:
    return [item.stage for item in waiting(session)]


def test_two_submitted_sets_wait_until_somebody_begins(tmp_path: Path) -> None:
    session, article = reviewing(tmp_path)
    assert _stages(session) == [Stage.WAITING]
    adjudication = Adjudication(session, article.id)
    adjudication.settle_by_rule()
    (item,) = waiting(session)
    assert (item.stage, item.decided, item.holder) == (Stage.UNDER_WAY, 2, REVIEWER.handle)
    adjudication.finish()
    assert _stages(session) == [Stage.APPROVED]
    session.close()


def test_what_another_settles_is_said_to_be_elsewhere(tmp_path: Path) -> None:
    session, article = reviewing(tmp_path)
    Adjudication(session, article.id).take_over()
    session.close()
    other = Session.open(tmp_path / "two.isnad", Annotator(Handle("sami"), "سامي"))
    assert _stages(other) == [Stage.ELSEWHERE]
    other.close()


def test_work_in_progress_is_not_in_the_list_and_one_set_waits_alone(tmp_path: Path) -> None:
    path, article = corpus_with(tmp_path, (first_sheet(),))
    session = Session.open(path, REVIEWER)
    assert _stages(session) == [Stage.ALONE]
    author = Session(session.corpus, AMAL)
    assert _stages(author) == []
    with session.corpus.act("Import", author=REVIEWER.handle) as act:
        act.put_set(record(article, second_sheet(), status=Status.IN_PROGRESS))
    assert _stages(session) == [Stage.ALONE]
    session.close()
