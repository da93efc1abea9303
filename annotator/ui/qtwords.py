"""The words that Qt itself says, in file dialogs and the menus of text fields, in the language in use."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from annotator import language
from annotator.language import N_, _

_NAME = "words of Qt"
_OURS: Final = {
    "Directories": N_("Folders"),
    "Directory:": N_("Folder:"),
    "&Directory:": N_("Folder:"),
    "Parent Directory": N_("The folder above"),
    "Go to the parent directory": N_("To the folder above"),
    "Find Directory": N_("Choose a folder"),
}
"""What Qt's catalogues call otherwise than the rest of the window does."""


def speak(app: QApplication) -> None:
    """Let Qt speak the language in use from now on."""
    before = app.findChild(QTranslator, _NAME)
    if before is not None:
        app.removeTranslator(before)
        before.setParent(None)
    QLocale.setDefault(QLocale(language.language()))
    translator = _Words(app)
    translator.setObjectName(_NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    # Qt's own words are English; what has no file stays so.
    if translator.load(f"qtbase_{language.language()}", folder):
        app.installTranslator(translator)


class _Words(QTranslator):
    """Qt's catalogue, which lags behind its dialogs: labels that were given a letter for Alt since are still known."""

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:  # Qt goes on to the next catalogue where there is no answer
        """What Qt should say instead of ``source``, or None."""
        if context == "QFileDialog" and source in _OURS:
            return _(_OURS[source])
        known = super().translate(context, source, disambiguation, n)
        if not known and "&" in source:
            known = super().translate(context, source.replace("&", ""), disambiguation, n)
        return known or None
