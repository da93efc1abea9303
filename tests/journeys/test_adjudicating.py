"""Adjudicating a double-annotated article of the sample corpus by the keyboard, from the first case to the export."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from annotator.__main__ import main
from annotator.analysis.cases import CaseKind
from annotator.language import question_mark
from annotator.model.annotator import Annotator, Role
from annotator.model.changes import RecordKey, RecordKind
from annotator.model.identity import ADJUDICATED, DocumentId, Handle, SetName
from annotator.model.workflow import Status, Workflow
from annotator.operations import corpora
from annotator.operations.settings import Settings
from annotator.operations.transfer import import_paths
from annotator.store.corpus import Corpus
from annotator.ui import style
from annotator.ui.dialogs.linesheet import LineSheet
from annotator.ui.dialogs.returning import ReturnSheet
from annotator.ui.fonts import load_fonts
from annotator.ui.memory import Memory
from annotator.ui.review.returning import ReturnedBoard
from annotator.ui.review.settling import SettlingBoard
from annotator.ui.review.view import CasesView
from annotator.ui.sections import CASES
from annotator.ui.theme import LIGHT
from annotator.ui.window import Window

SAMPLE = Path(__file__).parents[2] / "sample_corpus" / "annotated.jsonl"
_NAMED = {"Enter": Qt.Key.Key_Return, "Esc": Qt.Key.Key_Escape, "Space": Qt.Key.Key_Space}


class Reviewer:
    """Somebody at the window, in the section of the cases, with an Arabic keyboard layout."""

    def __init__(self, path: Path, handle: str = "rana") -> None:
        self.window = Window(Memory(Settings(language="ar", handle=handle, name="رنا", welcomed=True)))
        self.window.resize(1440, 900)
        self.window.show()
        assert self.window.corpora.open_path(path)
        self.window.show_section(CASES)
        QApplication.processEvents()

    @property
    def view(self) -> CasesView:
        view = self.window.middle.view
        assert isinstance(view, CasesView)
        return view

    @property
    def board(self) -> SettlingBoard:
        assert isinstance(self.view.board, SettlingBoard)
        return self.view.board

    def press(self, *names: str) -> None:
        for name in names:
            *modifiers, cap = name.split("+")
            held = Qt.KeyboardModifier.NoModifier
            for word, flag in (
                ("Ctrl", Qt.KeyboardModifier.ControlModifier),
                ("Shift", Qt.KeyboardModifier.ShiftModifier),
            ):
                held |= flag if word in modifiers else Qt.KeyboardModifier.NoModifier
            code = _NAMED.get(cap) or Qt.Key(ord(cap))
            text = (
                "" if cap in _NAMED or "Ctrl" in modifiers else {"E": "ث", "?": "؟", "]": "د", "[": "ج"}.get(cap, cap)
            )
            target = self.view.reader if self.window.middle.section == CASES else self.window.reader
            if cap == "?":
                held, code = Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_Question
            QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, code, held, text))
            QApplication.processEvents()

    def open(self, document: str) -> None:
        assert self.view.open_document(DocumentId(document))

    def leave(self) -> None:
        self.window.close()
        QApplication.processEvents()


@pytest.fixture
def sample(tmp_path: Path, qapp: QApplication) -> Path:
    """A corpus with the two annotators of one article of the sample, without its adjudicated set."""
    load_fonts()
    qapp.setStyle("Fusion")
    style.dress(qapp, LIGHT)
    lines = SAMPLE.read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if not _is_gold_of_the_museum(orjson.loads(line))]
    two = tmp_path / "two.jsonl"
    two.write_bytes(b"".join(kept))
    path = tmp_path / "review.isnad"
    corpora.create(path, scheme=corpora.scheme_named(corpora.DEFAULT_SCHEME), author=Handle("rana"))
    with Corpus.open(path) as corpus:
        report = import_paths(corpus, [two], author=Handle("rana"))
        assert report.accepted == len(lines) - 1
    return path


def _is_gold_of_the_museum(record: dict[str, str]) -> bool:
    """The museum of mosaics in Tyre gets twelve pieces back."""
    return record["annotation_set"] == "adjudicated" and record["text"].startswith("متحف الفسيفساء")


@pytest.fixture
def article(sample: Path) -> str:
    """The id of the article that waits."""
    with Corpus.open(sample) as corpus:
        (waiting,) = [d.id for d in corpus.documents() if ADJUDICATED not in d.statuses]
    return waiting


@pytest.fixture
def reviewer(sample: Path, article: str) -> Iterator[Reviewer]:
    sitting = Reviewer(sample)
    sitting.open(article)
    yield sitting
    sitting.leave()


def _authors(reviewer: Reviewer, article: str) -> list[object]:
    session = reviewer.window.corpora.session
    assert session is not None
    names = (SetName("annotator_1"), SetName("annotator_2"))
    records = [session.corpus.annotated(DocumentId(article), name) for name in names]
    return [(r.annotations, r.relations) for r in records]


def test_an_article_from_the_first_case_to_the_export(
    reviewer: Reviewer, sample: Path, article: str, tmp_path: Path
) -> None:
    before = _authors(reviewer, article)
    total = len(reviewer.board.adjudication.weighty)
    assert total > 8
    assert reviewer.view.queue.progress.title.startswith("Case 1 of")
    for number in range(total):
        reviewer.press("1" if number % 2 else "2")
    assert not [c for c in reviewer.board.adjudication.weighty if reviewer.board.adjudication.decision(c) is None]
    reviewer.press("Ctrl+Enter")
    if reviewer.view.board is not None:  # where there was form to settle, it was that
        reviewer.press("Ctrl+Enter")
    assert reviewer.view.board is None
    session = reviewer.window.corpora.session
    assert session is not None
    assert set(session.sets_of(DocumentId(article)).values()) == {Status.APPROVED}
    assert _authors(reviewer, article) == before
    reviewer.leave()

    out = tmp_path / "gold.jsonl"
    assert main(["export", str(sample), "--to", "jsonl", "--out", str(out), "--adjudicated"]) == 0
    record = next(r for r in map(json.loads, out.read_text("utf-8").splitlines()) if r["id"] == article)
    assert record["annotation_set"] == "adjudicated" and record["status"] == "approved"
    assert len(record["spans"]) > 60 and len(record["relations"]) > 8
    for span in record["spans"]:
        assert " ".join(record["text"][a:b] for a, b in span["fragments"]) == span["text"]


def test_decisions_are_undone_and_done_again_after_reopening(reviewer: Reviewer, sample: Path, article: str) -> None:
    first = reviewer.board.current
    reviewer.press("2", "1")
    reviewer.press("Ctrl+Z", "Ctrl+Z")
    assert reviewer.board.current == first
    assert reviewer.board.adjudication.decision(reviewer.board.adjudication.cases[0]) is None
    reviewer.press("Ctrl+Y")
    assert reviewer.board.adjudication.decision(reviewer.board.adjudication.cases[0]) is not None
    reviewer.leave()
    again = Reviewer(sample)
    try:
        again.open(article)
        assert again.board.adjudication.decision(again.board.adjudication.cases[0]) is not None
        again.press("Ctrl+Z")
        assert again.board.adjudication.decision(again.board.adjudication.cases[0]) is None
    finally:
        again.leave()


def test_the_reason_is_chosen_with_shift_and_a_digit(reviewer: Reviewer) -> None:
    case = reviewer.board.case
    assert case is not None
    other = reviewer.view.stage.dock.chips[1].value
    reviewer.press("Shift+2", "1")
    decision = reviewer.board.adjudication.decision(case)
    assert decision is not None and decision.reason == other


def test_editing_in_place_has_all_the_keys_and_enter_comes_back(reviewer: Reviewer, article: str) -> None:
    adjudication = reviewer.board.adjudication
    label = next(case for case in adjudication.cases if case.kind is CaseKind.LABEL)
    reviewer.board.go(label.key)
    reviewer.press("E")
    window = reviewer.window
    assert window.middle.section == "reading"
    assert window.reader.document is adjudication.document
    port = next(a for a in adjudication.document.annotations.values() if a.extent == label.span)
    window.reader.choose(port.id)
    reviewer.press("V")
    assert adjudication.document.annotations[port.id].label == "EVENT"
    reviewer.press("Enter")
    assert window.middle.section == CASES
    decision = adjudication.decision(label)
    assert decision is not None and decision.choice is not None and decision.choice.value == "edited"
    assert window.reader.document is not None and window.reader.document.set_name == "rana"


def test_a_question_keeps_the_case_open(reviewer: Reviewer, article: str) -> None:
    case = reviewer.board.case
    assert case is not None
    reviewer.press("?")
    sheet = next(w for w in QApplication.topLevelWidgets() if isinstance(w, LineSheet) and w.isVisible())
    sheet.field.setText("أهو قول أم توقع؟")
    sheet.give.click()
    QApplication.processEvents()
    assert reviewer.board.adjudication.decision(case) is None
    assert reviewer.board.adjudication.asked(case)
    assert question_mark() in [row.note for row in reviewer.view.queue.list.rows]


def test_blind_review_hides_names_and_shuffles_alike_every_time(sample: Path, article: str, qapp: QApplication) -> None:
    with Corpus.open(sample) as corpus, corpus.act("Set", author=Handle("rana")) as act:
        act.put(Annotator(Handle("rana"), "رنا", Role.REVIEWER))
        act.put(Workflow(blind=True))
    orders = []
    for _time in range(2):
        reviewer = Reviewer(sample)
        reviewer.open(article)
        sheet = reviewer.view.panel.sheet
        assert sheet is not None and sheet.note == "names are hidden"
        assert not any(card.who for card in sheet.versions)
        adjudication = reviewer.board.adjudication
        orders.append([adjudication.in_order(case)[0].sets for case in adjudication.cases])
        reviewer.leave()
    assert orders[0] == orders[1]
    assert len({str(sets) for sets in orders[0]}) > 1


def test_returned_work_is_answered_by_keys_and_comes_back(sample: Path, article: str, reviewer: Reviewer) -> None:
    for _case in reviewer.board.adjudication.weighty:
        reviewer.press("1")
    reviewer.view.perform("case.return")
    sheet = next(w for w in QApplication.topLevelWidgets() if isinstance(w, ReturnSheet) and w.isVisible())
    sheet.author.setCurrentIndex(1)
    sheet.reason.setText("راجع القاعدة الرابعة")
    sheet.returned.emit("annotator_2", "راجع القاعدة الرابعة")
    sheet.accept()
    QApplication.processEvents()
    reviewer.leave()

    author = Reviewer(sample, "annotator_2")
    try:
        author.open(article)
        board = author.view.board
        assert isinstance(board, ReturnedBoard)
        total = len(board.work.items)
        assert total > 5
        author.press("1")
        author.press("0")
        line = next(w for w in QApplication.topLevelWidgets() if isinstance(w, LineSheet) and w.isVisible())
        line.field.setText("الحدود كما في الدليل")
        line.give.click()
        QApplication.processEvents()
        assert len(board.work.open_items()) == total - 2
        author.press("Ctrl+Z")
        assert len(board.work.open_items()) == total - 1
        author.press("Ctrl+Y")
        while board.work.open_items():
            author.view.reader.viewport().grab()
            author.press("1")
        # What was taken away is gone from sight at once, as it is when the page is drawn anew.
        painted = author.view.reader.viewport().grab().toImage()
        author.view.reader.show_anew(board.reader_document)
        author.view.show_all()
        assert author.view.reader.viewport().grab().toImage() == painted
        author.press("Ctrl+Enter")
        assert author.view.board is None
        session = author.window.corpora.session
        assert session is not None
        assert session.corpus.status(DocumentId(article), SetName("annotator_2")) is Status.SUBMITTED
        history = session.corpus.history_of(RecordKey(RecordKind.HEADER, DocumentId(article), SetName("annotator_2")))
        assert history
    finally:
        author.leave()

    again = Reviewer(sample)
    try:
        again.press("Esc")
        rows = [row.text for row in again.view.queue.list.rows]
        assert "Answered by their authors" in rows
    finally:
        again.leave()
