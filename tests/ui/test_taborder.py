from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.ui import taborder


def shown(top: QWidget) -> QWidget:
    top.resize(400, 300)
    top.show()
    top.activateWindow()
    QApplication.processEvents()
    return top


def test_tab_goes_by_the_layout_and_not_by_who_was_made_first(qapp: QApplication) -> None:
    top = QWidget()
    below, above, beside = QPushButton("below"), QPushButton("above"), QPushButton("beside")
    column, row = QVBoxLayout(top), QHBoxLayout()
    row.addWidget(above)
    row.addWidget(beside)
    column.addLayout(row)
    column.addWidget(below)
    shown(top)
    assert taborder.stops(top) == [above, beside, below]


def test_what_came_later_or_is_hidden_counts_at_once(qapp: QApplication) -> None:
    top = QWidget()
    first, last, hidden = QPushButton(), QPushButton(), QPushButton()
    column = QVBoxLayout(top)
    for button in (first, hidden, last):
        column.addWidget(button)
    hidden.hide()
    shown(top)
    assert taborder.stops(top) == [first, last]
    between = QPushButton()
    column.insertWidget(1, between)
    between.show()
    assert taborder.stops(top) == [first, between, last]
    between.setEnabled(False)
    assert taborder.stops(top) == [first, last]


def test_without_a_layout_the_eye_decides_from_the_reading_side(qapp: QApplication) -> None:
    top = QWidget()
    top.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    left, right = QPushButton(top), QPushButton(top)
    left.setGeometry(0, 0, 50, 20)
    right.setGeometry(100, 0, 50, 20)
    shown(top)
    assert taborder.stops(top) == [right, left]
    top.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert taborder.stops(top) == [left, right]


def test_an_area_to_scroll_is_a_stop_only_where_nothing_in_it_is_one(qapp: QApplication) -> None:
    top, area, inside = QWidget(), QScrollArea(), QWidget()
    grid = QGridLayout(inside)
    area.setWidget(inside)
    area.setWidgetResizable(True)
    QVBoxLayout(top).addWidget(area)
    shown(top)
    assert taborder.stops(top) == [area]
    field = QLineEdit()
    grid.addWidget(field, 0, 0)
    field.show()
    assert taborder.stops(top) == [field]


def test_of_radio_buttons_the_chosen_one_is_a_stop(qapp: QApplication) -> None:
    top = QWidget()
    column = QVBoxLayout(top)
    buttons = [QRadioButton(str(number), top) for number in range(3)]
    for button in buttons:
        column.addWidget(button)
    shown(top)
    buttons[1].setChecked(True)
    assert taborder.stops(top) == [buttons[1]]


class Panel(QWidget):
    """Something in which Tab goes as the eye reads."""

    def event(self, event: QEvent) -> bool:
        taborder.arrange(self, event)
        return super().event(event)


def test_tab_goes_the_same_way_forth_and_back_and_round(qapp: QApplication) -> None:
    top = Panel()
    column = QVBoxLayout(top)
    fields = [QLineEdit() for _number in range(3)]
    for field in reversed(fields):
        column.insertWidget(0, field)
    shown(top)
    fields[0].setFocus()
    for expected in (fields[1], fields[2], fields[0]):
        QTest.keyClick(top.focusWidget(), Qt.Key.Key_Tab)
        assert top.focusWidget() is expected
    QTest.keyClick(top.focusWidget(), Qt.Key.Key_Backtab)
    assert top.focusWidget() is fields[2]
