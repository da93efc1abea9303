"""The words that Qt itself says, in file dialogs and the menus of text fields, in the language in use."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from annotator import language

_NAME = "words of Qt"


def speak(app: QApplication) -> None:
    """Let Qt speak the language in use from now on."""
    before = app.findChild(QTranslator, _NAME)
    if before is not None:
        app.removeTranslator(before)
        before.setParent(None)
    QLocale.setDefault(QLocale(language.language()))
    translator = QTranslator(app)
    translator.setObjectName(_NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    # Qt's own words are English; what has no file stays so.
    if translator.load(f"qtbase_{language.language()}", folder):
        app.installTranslator(translator)
