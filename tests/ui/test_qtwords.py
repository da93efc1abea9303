from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from annotator import language
from annotator.ui import qtwords


def test_file_dialogs_speak_the_language_in_use(dressed: QApplication) -> None:
    language.use("ar")
    qtwords.speak(dressed)
    assert QCoreApplication.translate("QFileDialog", "Directories") == "الأدّلة"
    language.use("en")
    qtwords.speak(dressed)
    assert QCoreApplication.translate("QFileDialog", "Directories") == "Directories"
