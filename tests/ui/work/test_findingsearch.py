"""A search for findings in slices: begun anew by an act, forgotten when nobody waits for it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from annotator.model.consistency import Finding, FindingKind
from annotator.model.errors import message
from annotator.model.identity import AnnotationId, DocumentId, SetName
from annotator.model.span import Span
from annotator.ui.work.findingsearch import FindingSearch


def finding(kind: FindingKind) -> Finding:
    owner = AnnotationId(f"a_{kind}")
    return Finding(kind, DocumentId("d"), SetName("huda"), str(kind), owner, owner, Span(0, 4), "قالت", message("."))


def test_the_gravest_is_given_first_when_the_search_is_over(qtbot: QtBot) -> None:
    told: list[list[Finding]] = []
    parent = QObject()
    search = FindingSearch(parent)
    hint, error = finding(FindingKind.LABELS), finding(FindingKind.SPACE)
    search.start(lambda: iter(((hint,), (), (error,))), told.append)
    assert told == []
    qtbot.waitUntil(lambda: bool(told))
    assert told == [[error, hint]]


def test_an_act_meanwhile_lets_it_begin_anew(qtbot: QtBot) -> None:
    told: list[list[Finding]] = []
    begun: list[int] = []
    parent = QObject()
    search = FindingSearch(parent)

    def begin() -> Iterator[tuple[Finding, ...]]:
        begun.append(1)
        return iter(((finding(FindingKind.OPEN),),))

    search.start(begin, told.append)
    search.begin_anew()
    qtbot.waitUntil(lambda: bool(told))
    assert len(begun) == 2
    assert told == [[finding(FindingKind.OPEN)]]
    # Nothing is under way any more: an act is none of its business.
    search.begin_anew()
    assert len(begun) == 2


def test_what_nobody_waits_for_is_not_told(qtbot: QtBot) -> None:
    told: list[list[Finding]] = []
    parent = QObject()
    search = FindingSearch(parent)
    search.start(lambda: iter(((),)), told.append)
    search.stop()
    qtbot.wait(30)
    assert told == []
