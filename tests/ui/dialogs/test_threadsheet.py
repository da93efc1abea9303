"""A thread as a dialog: one's own comments can be changed, an unanswered question cannot be closed here."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from annotator.operations import comments, questions
from annotator.ui.dialogs.threadsheet import ThreadSheet
from annotator.ui.theme import DARK
from tests.operations.desk import Desk


def made(desk: Desk, qtbot: QtBot) -> ThreadSheet:
    (thread,) = comments.threads(desk.session, desk.document)
    sheet = ThreadSheet(desk.session, thread, theme=DARK, parent=None)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(sheet)
    sheet.show()
    return sheet


def test_ones_own_comment_has_buttons_and_the_thread_can_be_closed(
    article: Desk, dressed: QApplication, qtbot: QtBot
) -> None:
    comments.write(article.session, article.document.document.id, "راجع العنوان")
    sheet = made(article, qtbot)
    quiet = list(sheet.messages[0].findChildren(QPushButton))
    assert len(quiet) == 2
    with qtbot.waitSignal(sheet.erase_wanted) as erased:
        quiet[1].click()
    assert erased.args is not None
    assert erased.args[0].text == "راجع العنوان"
    again = made(article, qtbot)
    with qtbot.waitSignal(again.closing_wanted) as closing:
        again.closing.click()
    assert closing.args == [True]


def test_a_question_that_nobody_answered_is_changed_where_it_was_asked(
    article: Desk, dressed: QApplication, qtbot: QtBot
) -> None:
    claim = article.document.claims()[0]
    questions.ask(article.session, article.document, claim.id, "أخبر أم توقع؟")
    sheet = made(article, qtbot)
    assert sheet.messages[0].findChildren(QPushButton) == []
    assert not sheet.closing.isVisible()
    sheet.field.setPlainText("خبر")
    with qtbot.waitSignal(sheet.answered) as answered:
        sheet.field.done.emit()
    assert answered.args == ["خبر"]
