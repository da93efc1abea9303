from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel

from annotator import language
from annotator.ui import qtwords


@pytest.fixture(autouse=True)
def as_before(dressed: QApplication) -> Iterator[None]:
    before = language.language()
    yield
    language.use(before)
    qtwords.speak(dressed)


def test_file_dialogs_speak_the_language_in_use(dressed: QApplication) -> None:
    language.use("ar")
    qtwords.speak(dressed)
    assert QCoreApplication.translate("QFileDialog", "Directories") == "المجلدات"
    language.use("en")
    qtwords.speak(dressed)
    assert QCoreApplication.translate("QFileDialog", "Directories") == "Folders"


@pytest.mark.parametrize("mode", [QFileDialog.FileMode.Directory, QFileDialog.FileMode.ExistingFiles])
def test_no_word_of_a_file_dialog_stays_english(
    dressed: QApplication, tmp_path: Path, mode: QFileDialog.FileMode
) -> None:
    language.use("ar")
    qtwords.speak(dressed)
    dialog = QFileDialog(None, "", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(mode)
    dialog.show()
    QApplication.processEvents()
    said = [label.text() for label in dialog.findChildren(QLabel)]
    for button in dialog.findChildren(QAbstractButton):
        said += [button.text(), button.toolTip(), button.accessibleName()]
    assert len([words for words in said if words]) >= 8
    assert [words for words in said if words.isascii() and any(map(str.isalpha, words))] == []
    dialog.close()


def test_what_qt_does_not_know_stays_as_it_is(dressed: QApplication) -> None:
    language.use("ar")
    qtwords.speak(dressed)
    assert QCoreApplication.translate("QFileDialog", "Nobody &says this") == "Nobody &says this"
