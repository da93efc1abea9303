"""History at the window: acts are told, an earlier time is looked at and copied from, acts are taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.operations import referents, timeline
from annotator.ui.history.actlist import ActRow
from annotator.ui.history.view import HistorySection
from tests.journeys.hands import Analyst

CLAIM = "أن المرفأ سيستقبل أولى السفن في آذار"


def announce(analyst: Analyst) -> None:
    analyst.go_to("أعلن")
    analyst.press("Q", "Ctrl+Left", "S", ".", "Ctrl+Left", "Ctrl+Left", "C")


def looks_back(analyst: Analyst) -> bool:
    """Whether the article is shown as it was at an earlier time."""
    return analyst.document.as_of is not None


def history(analyst: Analyst) -> HistorySection:
    """The section History, gone to by its command."""
    analyst.window.run("section.history")
    QApplication.processEvents()
    view = analyst.window.findChild(HistorySection)
    assert view is not None
    return view


def gestures(view: HistorySection) -> list[str]:
    return [row.gesture for row in view.acts.rows if isinstance(row, ActRow)]


def find_act(view: HistorySection, gesture: str) -> None:
    """Mark the latest act of that name."""
    row = next(row for row in view.acts.rows if isinstance(row, ActRow) and row.act.gesture == gesture)
    view.acts.choose(row.act)


def test_what_was_erased_is_seen_at_an_earlier_time_and_copied_back(analyst: Analyst) -> None:
    announce(analyst)
    claim = analyst.marked("claim")[0][1]
    analyst.window.reader.choose(claim.id)
    analyst.press("Delete")
    assert analyst.marked("claim") == []
    view = history(analyst)
    assert gestures(view)[0] == "Erase"
    assert {card.step.kind for card in view.details.cards} >= {"Claim", "Attribution"}
    find_act(view, "Mark claim")
    QTest.keyClick(view.acts, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert analyst.window.reader.isVisible()
    assert looks_back(analyst)
    assert [words for words, _claim in analyst.marked("claim")] == [CLAIM]
    # Nothing can be done in it, and it says why.
    analyst.press("P")
    assert "earlier time" in analyst.window.status.text
    analyst.window.reader.choose(claim.id)
    analyst.press("Space", "Enter", "Esc")
    assert not looks_back(analyst)
    [(words, again)] = analyst.marked("claim")
    assert words == CLAIM
    assert again.id != claim.id
    assert len(analyst.document.attributions(again.id)) == 1
    # One act, which one key takes back.
    analyst.press("Ctrl+Z")
    assert analyst.marked("claim") == []


def test_all_that_is_gone_comes_back_with_one_key(analyst: Analyst) -> None:
    announce(analyst)
    for annotation in list(analyst.document.annotations):
        analyst.window.reader.choose(annotation)
        analyst.press("Delete")
    view = history(analyst)
    find_act(view, "Mark claim")
    view.details.past.click()
    analyst.press("Shift+Enter", "Esc")
    assert len(analyst.document.annotations) == 3
    assert len(analyst.document.relations) == 1


def test_one_annotation_has_its_own_history_and_esc_leads_back(analyst: Analyst) -> None:
    announce(analyst)
    analyst.drag("روسيا")
    analyst.press("G", "L", "Ctrl+H")
    QApplication.processEvents()
    view = analyst.window.findChild(HistorySection)
    assert view is not None
    assert view.isVisible()
    assert gestures(view) == ["Relabel", "Mark entity"]
    fields = [(d.before, d.after) for card in view.details.cards for d in card.step.differences]
    assert fields == [("دولة أو مدينة", "موضع")] or fields == [("Country or city", "Place")]
    QTest.keyClick(view.acts, Qt.Key.Key_Escape)
    assert len(gestures(view)) > 2
    QTest.keyClick(view.acts, Qt.Key.Key_Escape)
    assert analyst.window.reader.isVisible()


def test_a_place_is_gone_to_from_history(analyst: Analyst) -> None:
    announce(analyst)
    view = history(analyst)
    card = view.details.cards[0]
    card.place_wanted.emit()
    assert analyst.window.reader.isVisible()
    assert card.step.anchor is not None
    assert analyst.window.reader.chosen == card.step.anchor.id


def test_an_act_is_taken_back_after_a_question(analyst: Analyst, monkeypatch: pytest.MonkeyPatch) -> None:
    announce(analyst)
    asked: list[str] = []
    view = history(analyst)

    def refuse(question: str) -> bool:
        asked.append(question)
        return False

    monkeypatch.setattr(analyst.window, "confirm", refuse)
    find_act(view, "Mark claim")
    view.details.take_back.click()
    assert len(asked) == 1
    assert len(analyst.document.relations) == 1
    monkeypatch.setattr(analyst.window, "confirm", lambda _question: True)
    view.details.take_back.click()
    assert len(analyst.document.relations) == 0
    session = analyst.window.corpora.session
    assert session is not None
    assert timeline.acts(session, analyst.document.document.id)[0].undoes is not None


def test_the_list_follows_what_is_written_and_the_person_that_is_chosen(analyst: Analyst) -> None:
    view = history(analyst)
    before = len(gestures(view))
    analyst.window.run("section.reading")
    announce(analyst)
    view = history(analyst)
    assert len(gestures(view)) > before
    people = view.findChild(type(view._people))
    assert people is not None
    assert people.count() == 2
    people.setCurrentIndex(1)
    assert len(gestures(view)) > 0


def test_an_act_on_what_articles_share_is_seen_in_the_whole_corpus_and_taken_back(
    analyst: Analyst, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = analyst.window.corpora.session
    assert session is not None
    one, other = referents.make(session, "سامر الخطيب", "PERS"), referents.make(session, "الوزير الخطيب", "PERS")
    referents.merge(session, one.id, other.id)
    view = history(analyst)
    assert "Merge referents" not in gestures(view)
    everything = view.findChild(QPushButton, "everything")
    assert everything is not None
    everything.click()
    assert gestures(view)[0] == "Merge referents"
    assert {card.step.kind for card in view.details.cards} == {"Referent"}
    assert not view.details.past.isVisible()
    monkeypatch.setattr(analyst.window, "confirm", lambda _question: True)
    view.details.take_back.click()
    assert session.corpus.referents()[other.id].same_as is None
    find_act(view, "Import")
    assert view.details.past.isVisible() or view.details.cards
    QTest.keyClick(view.acts, Qt.Key.Key_Escape)
    assert "Merge referents" not in gestures(view)
