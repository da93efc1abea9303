"""What an act changed: fields before and after, nothing where nothing may be seen."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from annotator.operations import annotate, timeline
from annotator.ui.history.details import STEPS_SHOWN, Details, DifferenceRow
from annotator.ui.panels.markedtext import MarkedLabel
from annotator.ui.theme import DARK
from tests.operations.desk import Desk


def test_a_moved_border_is_boxed_before_and_after(article: Desk, dressed: QApplication, qtbot: QtBot) -> None:
    claim = article.document.claims()[0]
    annotate.set_extent(article.session, article.document, claim.id, article.span("المحصول تضاعف"))
    document = article.document.document.id
    (latest, *_rest) = timeline.acts(article.session, document)
    steps = list(timeline.steps(article.session, document, latest.act))
    holder = QWidget()
    qtbot.addWidget(holder)
    details = Details(theme=DARK, parent=holder)
    details.show_act(
        "Move border",
        "",
        steps,
        text_of=lambda _step: article.document.text,
        may_look=True,
        may_take_back=False,
    )
    assert len(details.findChildren(MarkedLabel)) == 2
    (row,) = details.findChildren(DifferenceRow)
    assert (row.difference.before, row.difference.after) == ("إن المحصول تضاعف", "المحصول تضاعف")
    row.grab()
    text = article.document.text
    details.show_act("Move", "", steps * 80, text_of=lambda _step: text, may_look=True, may_take_back=False)
    qtbot.waitUntil(lambda: any(label.text() == "and more" for label in details.findChildren(QLabel)), timeout=9000)
    assert len(details.cards) >= STEPS_SHOWN
    assert details.take_back.isHidden()
    details.show_nothing("Nothing")
    assert details.cards == [] or all(not card.isVisible() for card in details.cards)
