"""The section History beside a journey: other themes and languages, a document of the list."""

from __future__ import annotations

from annotator.ui.history.view import HistorySection
from annotator.ui.window import Window


def test_it_is_said_and_painted_anew(window: Window) -> None:
    window.run("section.history")
    view = window.findChild(HistorySection)
    assert view is not None
    assert view.acts.rows
    english = [card.step.kind for card in view.details.cards]
    light = view.grab().toImage()
    window.run("appearance.dark")
    assert view.grab().toImage() != light
    window.run("language.ar")
    assert [card.step.kind for card in view.details.cards] != english
    window.run("language.en")


def test_a_document_of_the_list_is_told_about(window: Window) -> None:
    window.run("section.history")
    view = window.findChild(HistorySection)
    assert view is not None
    document = window.reader.document
    assert document is not None
    window.documents.document_wanted.emit(document.document.id)
    assert view.isVisible()
    assert view.acts.current is not None
