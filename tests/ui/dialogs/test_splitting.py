from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotator.operations import takeback
from annotator.ui.dialogs.splitting import SplitSheet
from annotator.ui.window import Window
from tests.ui.dialogs.corpus import bring_in, session_of

# News number … about the harbour of the city number …
_NEWS = "خبر رقم {n} عن مرفأ المدينة رقم {n} وفيه {n} سفن"


@pytest.fixture
def sheet(window: Window, qtbot: QtBot, tmp_path: Path) -> Iterator[SplitSheet]:
    """The dialog on a corpus of twenty articles of two outlets."""
    lines = []
    for n in range(19):
        article = {"id": f"d{n:02}", "text": _NEWS.format(n=n), "date": f"2026-11-{n + 1:02}"}
        lines.append({**article, "outlet": ("الساحل", "الميناء")[n % 2]})
    bring_in(window, lines, tmp_path)
    window.corpora.ask_split()
    opened = window.findChildren(SplitSheet)[-1]
    settle(opened, qtbot)
    yield opened
    if isValid(opened):
        opened.reject()


def settle(sheet: SplitSheet, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not sheet.busy, timeout=30_000)


def splits(window: Window) -> dict[str, str | None]:
    corpus = session_of(window).corpus
    return {summary.id: corpus.document(summary.id).split for summary in corpus.documents()}


def test_the_plan_is_shown_before_anything_is_written(sheet: SplitSheet, window: Window) -> None:
    assert sheet.plan is not None
    assert sheet.plan.counts == {"train": 16, "validation": 2, "test": 2}
    assert set(splits(window).values()) == {None}


def test_the_plan_follows_the_choices(sheet: SplitSheet, qtbot: QtBot) -> None:
    before = sheet.plan
    assert before is not None
    sheet.seed.setValue(7)
    settle(sheet, qtbot)
    assert sheet.plan is not None
    assert sheet.plan.assigned != before.assigned
    sheet.by_date.setChecked(True)
    settle(sheet, qtbot)
    assert not sheet.seed.isEnabled()
    dates = sheet.plan.dates
    assert dates["train"][1] < dates["validation"][0] <= dates["validation"][1] < dates["test"][0]
    sheet.shares[0].setValue(50)
    settle(sheet, qtbot)
    assert not sheet._freeze.isEnabled()
    assert "100" in sheet.told.text()


def test_freezing_is_one_act_that_is_taken_back_from_history(sheet: SplitSheet, window: Window, qtbot: QtBot) -> None:
    session = session_of(window)
    before = len(session.corpus.history())
    assert sheet.plan is not None
    planned = dict(sheet.plan.assigned)
    sheet.freeze()
    settle(sheet, qtbot)
    assert splits(window) == planned
    assert len(session.corpus.history()) == before + 1
    act = takeback.latest_of_several(session)
    assert act is not None
    takeback.take_back(session, act)
    assert set(splits(window).values()) == {None}


def test_what_is_split_stays_unless_it_is_drawn_anew(sheet: SplitSheet, window: Window, qtbot: QtBot) -> None:
    sheet.freeze()
    settle(sheet, qtbot)
    frozen = splits(window)
    sheet.reject()
    window.corpora.ask_split()
    again = window.findChildren(SplitSheet)[-1]
    settle(again, qtbot)
    again.seed.setValue(99)
    settle(again, qtbot)
    assert again.plan is not None
    assert again.plan.changed == ()
    assert not again._freeze.isEnabled()
    again.again.setChecked(True)
    settle(again, qtbot)
    assert again.plan.assigned != frozen
    assert again._freeze.isEnabled()
    again.reject()
