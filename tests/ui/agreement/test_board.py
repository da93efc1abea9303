"""Where cards lie."""

from __future__ import annotations

from itertools import pairwise

from pytestqt.qtbot import QtBot

from annotator import language
from annotator.operations.agreementpanel import Panel
from annotator.operations.session import Session
from annotator.ui.agreement import figures
from annotator.ui.agreement.board import Board
from annotator.ui.agreement.card import FigureCard
from annotator.ui.theme import LIGHT


def filled(session: Session, panel: Panel, qtbot: QtBot, width: int) -> Board:
    board = Board()
    qtbot.addWidget(board)
    board.resize(width, 900)
    table, columns, matrix = (
        FigureCard(figure, theme=LIGHT, parent=board)
        for figure in (
            figures.layer_table(session, panel),
            figures.shift_columns(panel),
            figures.pair_matrix(session, panel),
        )
    )
    board.show_rows([[(0.6, [table]), (0.4, [columns, matrix])]])
    return board


def test_columns_of_a_row_end_at_one_height_and_turn_with_the_language(
    session: Session, panel: Panel, qtbot: QtBot
) -> None:
    board = filled(session, panel, qtbot, 1100)
    table, columns, matrix = board.cards
    assert table.geometry().bottom() == matrix.geometry().bottom()
    assert columns.geometry().bottom() < matrix.geometry().top()
    assert table.x() < columns.x()
    language.use("ar")
    board.lay_out()
    assert table.x() > columns.x()
    assert board.minimumHeight() == table.geometry().bottom() + 1


def test_where_it_is_narrow_cards_lie_below_each_other(session: Session, panel: Panel, qtbot: QtBot) -> None:
    board = filled(session, panel, qtbot, 600)
    cards = board.cards
    assert [card.x() for card in cards] == [0, 0, 0]
    assert all(above.geometry().bottom() < below.y() for above, below in pairwise(cards))


def test_other_rows_take_the_place_of_those_before(session: Session, panel: Panel, qtbot: QtBot) -> None:
    board = filled(session, panel, qtbot, 1100)
    board.show_rows([])
    assert board.cards == []
    assert board.minimumHeight() == 0
