from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.announce import Announcer
from annotator.ui.window import Window
from tests.ui.test_keys import pressed


@pytest.fixture
def announcer(qtbot: QtBot) -> Announcer:
    widget = QWidget()
    qtbot.addWidget(widget)
    announcer = Announcer(widget)
    announcer.keep = widget  # type: ignore[attr-defined]
    return announcer


def test_sentences_of_one_gesture_are_said_together_and_once(announcer: Announcer) -> None:
    announcer.say("Marked as unsure.")
    announcer.tell("Claim 4")
    announcer.say("Marked as unsure.")
    assert announcer.speak() == "Marked as unsure. Claim 4"
    assert announcer.speak() == ""


def test_what_holds_is_told_only_when_it_changes(announcer: Announcer) -> None:
    announcer.tell("Claim 4")
    assert announcer.speak() == "Claim 4"
    announcer.tell("Claim 4")
    assert announcer.speak() == ""


def test_what_was_done_twice_is_said_twice(announcer: Announcer) -> None:
    announcer.say("No claim is open.")
    assert announcer.speak() == "No claim is open."
    announcer.say("No claim is open.")
    assert announcer.speak() == "No claim is open."


def test_a_screen_reader_gets_an_announcement_and_a_warning_interrupts(
    announcer: Announcer, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, QAccessible.AnnouncementPoliteness]] = []

    def hear(event: QAccessibleEvent) -> None:
        assert isinstance(event, QAccessibleAnnouncementEvent)
        told.append((event.message(), event.politeness()))

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    announcer.say("Erased “Aleppo”.")
    announcer.speak()
    announcer.say("The border cannot pass the other end.", urgent=True)
    announcer.speak()
    politeness = QAccessible.AnnouncementPoliteness
    assert told == [
        ("Erased “Aleppo”.", politeness.Polite),
        ("The border cannot pass the other end.", politeness.Assertive),
    ]


def test_marking_a_word_is_announced(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    document = window.reader.document
    assert document is not None
    window._announcer.speak()
    window.reader.choose(None)
    window.reader.place_caret(document.text.index("ليلى") + 1)
    QApplication.sendEvent(window.reader, pressed("p"))
    assert "Person: “ليلى”" in window._announcer.speak()
