"""What the program is, its version and its licences."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from annotator import __version__
from annotator.language import _, digits
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.fonts import reading_font
from annotator.ui.theme import Theme


class About(Sheet):
    """Name, version, licence, fonts."""

    def __init__(self, *, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(_("About Isnad"), theme=theme, parent=parent, width=440)
        self.add_title(_("Isnad")).setFont(reading_font(30, 700))
        self.add_words(_("Who said what, on whose word, and in which words."), px=14)
        self.add_words(_("Version {version}", version=digits(__version__)))
        self.add_words(_("Free software under the GNU General Public License, version 3 or later."))
        self.add_words(_("Fonts: Noto Naskh Arabic and IBM Plex Sans Arabic, under the SIL Open Font License."))
        self.add_words(_("Everything stays on this machine; nothing is sent."))
        self.add_button(_("Close"), primary=True).clicked.connect(self.accept)
        self.finish()
