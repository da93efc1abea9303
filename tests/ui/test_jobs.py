from __future__ import annotations

import os
import time
from collections.abc import Callable

from pytestqt.qtbot import QtBot

from annotator.model.errors import CorpusError, message
from annotator.operations.transfer import ImportCancelled
from annotator.ui.childwork import Failed
from annotator.ui.jobs import Job

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


def counts(upto: int, *, progress: Progress, cancelled: Cancelled) -> tuple[int, int]:
    for number in range(upto):
        progress(number, upto)
    return upto, os.getpid()


def refuses(*, progress: Progress, cancelled: Cancelled) -> None:
    raise CorpusError(message("The corpus “{name}” is gone.", name="قمح"), message("Look elsewhere."))


def breaks(*, progress: Progress, cancelled: Cancelled) -> None:
    raise ZeroDivisionError


def dies(*, progress: Progress, cancelled: Cancelled) -> None:
    os._exit(3)


def waits(*, progress: Progress, cancelled: Cancelled) -> None:
    while not cancelled():
        time.sleep(0.01)
    raise ImportCancelled


def test_the_work_is_done_in_another_process_and_its_result_comes_back(qtbot: QtBot) -> None:
    job = Job()
    told: list[tuple[int, int]] = []
    job.progressed.connect(lambda done, total: told.append((done, total)))
    with qtbot.waitSignal(job.finished, timeout=20_000) as finished:
        job.start(counts, 1000)
    assert finished.args is not None
    assert finished.args[0][0] == 1000
    assert finished.args[0][1] != os.getpid()
    assert told == sorted(told)
    assert 100 <= len(told) <= 201
    assert not job.running


def test_what_a_person_can_understand_comes_back_as_it_was(qtbot: QtBot) -> None:
    job = Job()
    with qtbot.waitSignal(job.failed, timeout=20_000) as failed:
        job.start(refuses)
    assert failed.args is not None
    report: Failed = failed.args[0]
    assert report.what.english() == "The corpus “قمح” is gone."
    assert report.remedy is not None
    assert not report.fault


def test_a_fault_of_ours_comes_with_its_traceback(qtbot: QtBot) -> None:
    job = Job()
    with qtbot.waitSignal(job.failed, timeout=20_000) as failed:
        job.start(breaks)
    assert failed.args is not None
    assert "ZeroDivisionError" in failed.args[0].fault


def test_a_process_that_dies_is_noticed(qtbot: QtBot) -> None:
    job = Job()
    with qtbot.waitSignal(job.failed, timeout=20_000):
        job.start(dies)
    assert not job.running


def test_work_stops_when_it_is_asked_to(qtbot: QtBot) -> None:
    job = Job()
    with qtbot.waitSignal(job.stopped, timeout=20_000):
        job.start(waits)
        job.stop()
