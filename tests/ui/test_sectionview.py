"""Every section of the table can be made and shown, in both themes and languages."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from annotator.ui.sections import READING, SECTIONS
from annotator.ui.sectionview import SectionView
from annotator.ui.window import Window


def test_every_section_can_be_made_and_is_shown_in_the_other_theme_and_language(window: Window, qtbot: QtBot) -> None:
    for section in SECTIONS:
        window.run(f"section.{section.id}")
        view = window.findChild(SectionView)
        if section.id != READING:
            assert view is not None
        window.run("appearance.dark")
        window.run("language.ar")
        window.grab()
        window.run("language.en")
        window.run("appearance.light")
    window.run("section.reading")
    qtbot.waitUntil(window.reader.isVisible, timeout=20_000)
