"""A child process that answers one question after the other, of which only the latest counts."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from annotator.operations.transfer import ImportCancelled
from annotator.ui.childwork import Failed
from annotator.ui.worker import Worker

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


def doubles(number: int, *, progress: Progress, cancelled: Cancelled) -> tuple[int, int]:
    return 2 * number, os.getpid()


def waits(*, progress: Progress, cancelled: Cancelled) -> None:
    while not cancelled():
        time.sleep(0.01)
    raise ImportCancelled


def breaks(*, progress: Progress, cancelled: Cancelled) -> None:
    raise ZeroDivisionError


def dies(*, progress: Progress, cancelled: Cancelled) -> None:
    os._exit(3)


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[Worker]:
    """A worker that is ended at the end."""
    made = Worker()
    yield made
    made.end()


def answer(worker: Worker, qtbot: QtBot, number: int) -> tuple[int, int]:
    with qtbot.waitSignal(worker.answered, timeout=20_000) as answered:
        worker.ask(doubles, number)
    assert answered.args is not None
    result: tuple[int, int] = answered.args[0]
    return result


def test_one_process_answers_all_questions(worker: Worker, qtbot: QtBot) -> None:
    one, other = answer(worker, qtbot, 3), answer(worker, qtbot, 4)
    assert (one[0], other[0]) == (6, 8)
    assert one[1] == other[1] != os.getpid()
    assert worker.idle


def test_a_new_question_breaks_off_the_one_before(worker: Worker, qtbot: QtBot) -> None:
    answers: list[tuple[int, int]] = []
    worker.answered.connect(answers.append)
    worker.ask(waits)
    worker.ask(doubles, 1)
    with qtbot.waitSignal(worker.answered, timeout=20_000):
        worker.ask(doubles, 5)
    assert [value for value, _process in answers] == [10]


def test_a_question_that_is_dropped_is_not_answered(worker: Worker, qtbot: QtBot) -> None:
    worker.ask(waits)
    worker.drop()
    assert not worker.busy
    qtbot.waitUntil(lambda: worker.idle, timeout=20_000)
    assert answer(worker, qtbot, 2)[0] == 4


@pytest.mark.parametrize("function", [breaks, dies])
def test_after_a_fault_the_next_question_is_answered(
    worker: Worker, qtbot: QtBot, function: Callable[..., None]
) -> None:
    with qtbot.waitSignal(worker.failed, timeout=20_000) as failed:
        worker.ask(function)
    assert failed.args is not None
    assert isinstance(failed.args[0], Failed)
    assert answer(worker, qtbot, 2)[0] == 4
