from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from annotator.ui.panels.lettering import plain_label


def test_a_label_is_never_read_as_markup(dressed: QApplication) -> None:
    assert plain_label("<img src=file:/etc/hostname>").textFormat() is Qt.TextFormat.PlainText


def test_a_path_in_an_arabic_window_stands_where_arabic_lines_begin(dressed: QApplication) -> None:
    window = QWidget()
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    label = plain_label("/home/huda/corpora", parent=window)
    assert label.alignment() & Qt.AlignmentFlag.AlignRight
    assert label.alignment() & Qt.AlignmentFlag.AlignAbsolute
    window.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert label.alignment() & Qt.AlignmentFlag.AlignLeft


def test_what_is_centred_stays_in_the_middle(dressed: QApplication) -> None:
    window = QWidget()
    label = plain_label("إسناد", parent=window)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert label.alignment() & Qt.AlignmentFlag.AlignHCenter
