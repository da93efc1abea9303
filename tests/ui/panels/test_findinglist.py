"""The list of findings: by kind, the current one marked, long lists in part."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from annotator.model.consistency import Finding, FindingKind
from annotator.model.errors import message
from annotator.model.identity import AnnotationId, DocumentId, SetName
from annotator.model.span import Span
from annotator.ui.panels.findinglist import FindingButton, FindingList, FindingsCard, kind_title
from annotator.ui.panels.keyrows import KeyRow, KeyRowButton
from annotator.ui.theme import DARK, LIGHT, Theme


def finding(number: int, kind: FindingKind) -> Finding:
    owner = AnnotationId(f"a{number}")
    span = Span(number, number + 6)
    what = message("Nobody says this claim yet.")
    # "The port opened"
    return Finding(kind, DocumentId("d"), SetName("huda"), f"{kind}{number}", owner, owner, span, "افتتح المرفأ", what)


def test_a_click_names_the_finding_and_a_row_of_keys_its_key(qtbot: QtBot) -> None:
    found = (finding(1, FindingKind.OPEN), finding(9, FindingKind.CROSSING))
    listed = FindingList(FindingsCard(found, 0, ((KeyRow(("Esc",), "Leave"), "Esc"),)), theme=LIGHT)
    qtbot.addWidget(listed)
    with qtbot.waitSignal(listed.chosen) as chosen:
        listed.rows[1].click()
    assert chosen.args == [1]
    with qtbot.waitSignal(listed.key_wanted) as key:
        listed.findChildren(KeyRowButton)[0].click()
    assert key.args == ["Esc"]


def test_a_long_list_shows_the_rows_around_the_current_one(qtbot: QtBot) -> None:
    found = tuple(finding(number, FindingKind.OPEN) for number in range(500))
    listed = FindingList(FindingsCard(found, 250, ()), theme=LIGHT)
    qtbot.addWidget(listed)
    assert len(listed.rows) < 60
    assert [row.finding.key for row in listed.rows if row.current] == [found[250].key]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_kind_has_a_title_and_is_painted(theme: Theme, qtbot: QtBot) -> None:
    found = tuple(finding(number, kind) for number, kind in enumerate(FindingKind))
    listed = FindingList(FindingsCard(found, 2, ()), theme=theme)
    qtbot.addWidget(listed)
    listed.resize(266, 900)
    pictures = {row.grab().toImage().pixelColor(3, 3).name() for row in listed.findChildren(FindingButton)}
    assert len(pictures) == 2
    assert len({kind_title(kind) for kind in FindingKind}) == len(FindingKind)
