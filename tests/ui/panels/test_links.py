"""The links of a chain: their words run as Arabic does, and stand at the leading side of the interface."""

from __future__ import annotations

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator import language
from annotator.model.identity import AnnotationId
from annotator.ui.panels.card import Link
from annotator.ui.panels.links import LinkButton
from annotator.ui.theme import LIGHT

# Mina, the newspaper; an official in the company Blue Delta Shipping
_WORDS = ("الميناء", "صحيفة الميناء", "مسؤول في شركة Blue Delta Shipping")
_ROLES = ("via", "publisher", "source")


def _drawn(qtbot: QtBot, words: str, role: str) -> tuple[int, int]:
    """The first and last column with ink, the card's edge and the role's name left out."""
    host = QWidget()
    qtbot.addWidget(host)
    button = LinkButton(Link(text=words, role=role, annotation=AnnotationId("s1"), hue=0), theme=LIGHT, parent=host)
    button.resize(260, button.heightForWidth(260))
    host.resize(260, 120)
    host.show()
    QApplication.processEvents()
    image = button.grab().toImage()
    columns = [x for x in range(image.width()) if any(_is_ink(image.pixelColor(x, y)) for y in range(image.height()))]
    return columns[0], columns[-1]


def _is_ink(colour: QColor) -> bool:
    """Whether it is the ink of the words: roles and edges are paler."""
    return colour.lightness() < 70


def test_in_english_every_link_begins_at_one_left_border(qtbot: QtBot, dressed: QApplication) -> None:
    language.use("en")
    firsts = [_drawn(qtbot, words, role)[0] for words, role in zip(_WORDS, _ROLES, strict=True)]
    assert max(firsts) - min(firsts) <= 4


def test_in_arabic_every_link_begins_at_one_right_border(qtbot: QtBot, dressed: QApplication) -> None:
    language.use("ar")
    lasts = [_drawn(qtbot, words, role)[1] for words, role in zip(_WORDS, _ROLES, strict=True)]
    assert max(lasts) - min(lasts) <= 4
