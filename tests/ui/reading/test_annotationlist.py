from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.reading.annotationlist import AnnotationList
from annotator.ui.window import Window


def listed(window: Window) -> AnnotationList:
    """The list, opened by its command."""
    window.run("view.annotations")
    QApplication.processEvents()
    return next(sheet for sheet in window.findChildren(AnnotationList) if sheet.isVisible())


def test_enter_goes_to_the_annotation_that_the_words_found(window: Window, qtbot: QtBot) -> None:
    sheet = listed(window)
    document = window.reader.document
    assert document is not None
    assert len(sheet.sentences) == len(document.annotations)
    # Without vowel signs and with another alef, as people type: "that the shipment is ready".
    sheet.field.setText("الشحنه الاولي")
    assert len(sheet.sentences) == 1
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    chosen = window.reader.chosen
    assert chosen is not None
    assert "الشحنة الأولى" in document.annotations[chosen].text(document.text)


def test_arrows_go_through_the_sentences_from_the_field(window: Window) -> None:
    sheet = listed(window)
    QTest.keyClick(sheet.field, Qt.Key.Key_Down)
    QTest.keyClick(sheet.field, Qt.Key.Key_Down)
    assert sheet.view.currentIndex().row() == 2
    QTest.keyClick(sheet.field, Qt.Key.Key_Up)
    assert sheet.view.currentIndex().row() == 1
    sheet.reject()


def test_it_opens_at_what_is_chosen(window: Window) -> None:
    document = window.reader.document
    assert document is not None
    last = max(document.annotations.values(), key=lambda annotation: annotation.order)
    window.reader.choose(last.id)
    sheet = listed(window)
    assert last.text(document.text) in sheet.sentences[sheet.view.currentIndex().row()]
    sheet.reject()
