from __future__ import annotations

from dataclasses import replace

import pytest

from annotator import language
from annotator.model.document import DocumentSummary
from annotator.model.identity import ADJUDICATED, DocumentId, SetName
from annotator.model.workflow import Status, Task
from annotator.ui.panels.inbox import DocumentRow, Inbox, SectionRow, short_date

HUDA = SetName("huda")


def summary(
    name: str, title: str, status: Status | None = None, *, claims: int = 0, still_open: int = 0, unsure: int = 0
) -> DocumentSummary:
    statuses = {HUDA: status} if status else {}
    counts = {"claim": claims, "open": still_open, "unsure": unsure}
    return DocumentSummary(DocumentId(name), title, "وكالة الساحل", "2026-11-22", statuses, counts)


@pytest.fixture
def inbox(qapp: object) -> Inbox:
    made = Inbox()
    made.show_documents(
        [
            # Municipality of Sidon launches a plan to sort waste
            summary("d1", "بلدية صيدا تُطلق خطّة لفرز النفايات"),
            # The port of Tripoli is ready for the wheat ships
            summary("d2", "مرفأ طرابلس جاهز لسفن القمح", Status.IN_PROGRESS, claims=4, still_open=1, unsure=1),
            # Sources: agreement near about the crossing
            summary("d3", "مصادر: اتفاق وشيك حول المعبر", Status.RETURNED, claims=2),
            # The central bank: no change of the rate
            summary("d4", "المصرف المركزي: لا تعديل", Status.SUBMITTED, claims=2),
        ],
        own_set=HUDA,
    )
    return made


def test_what_came_back_stands_first_and_what_is_done_last(inbox: Inbox) -> None:
    assert inbox.documents() == ["d3", "d2", "d1", "d4"]
    assert [row.title for row in inbox.rows if isinstance(row, SectionRow)] == [
        "Returned to me", "In progress", "Not begun", "Submitted",
    ]  # fmt: skip


def test_a_row_tells_how_far_the_work_is(inbox: Inbox) -> None:
    rows = {row.id: row for row in inbox.rows if isinstance(row, DocumentRow)}
    assert rows[DocumentId("d2")].share == pytest.approx(0.75)
    assert rows[DocumentId("d4")].share == 1
    assert rows[DocumentId("d1")].share == 0
    assert "one open claim" in rows[DocumentId("d2")].sentence()


def test_the_search_finds_words_whatever_their_marks(inbox: Inbox) -> None:
    inbox.search("خطه تطلق")
    assert inbox.documents() == ["d1"]
    inbox.search("")
    assert len(inbox.documents()) == 4


def test_new_counts_change_one_row_and_a_new_status_moves_it(inbox: Inbox, qtbot: object) -> None:
    resets: list[bool] = []
    inbox.modelReset.connect(lambda: resets.append(True))
    inbox.show_changed(summary("d2", "مرفأ طرابلس جاهز لسفن القمح", Status.IN_PROGRESS, claims=4))
    assert not resets
    inbox.show_changed(summary("d2", "مرفأ طرابلس جاهز لسفن القمح", Status.SUBMITTED, claims=4))
    assert resets
    assert inbox.documents() == ["d3", "d1", "d2", "d4"]
    assert inbox.done == 2


def test_the_work_is_never_full_before_the_person_says_so(inbox: Inbox) -> None:
    inbox.show_changed(summary("d2", "مرفأ طرابلس جاهز لسفن القمح", Status.IN_PROGRESS, claims=4))
    row = inbox.rows[inbox.row_of(DocumentId("d2")) or 0]
    assert isinstance(row, DocumentRow)
    assert row.share < 1


@pytest.mark.parametrize(
    ("published", "english", "arabic"),
    [
        ("2026-11-22", "22 Nov", "٢٢ ت٢"),
        ("2026-11-22T10:00", "22 Nov", "٢٢ ت٢"),
        ("2026", "2026", "٢٠٢٦"),
        (None, "", ""),
    ],
)
def test_dates_are_short(published: str | None, english: str, arabic: str) -> None:
    assert short_date(published) == english
    language.use("ar")
    assert short_date(published) == arabic


def test_a_newcomer_begins_with_an_article_that_others_have_annotated(inbox: Inbox) -> None:
    assert inbox.first() == "d3"
    plain = summary("d1", "بلدية صيدا")
    example = replace(summary("d2", "مرفأ طرابلس"), statuses={ADJUDICATED: Status.APPROVED})
    inbox.show_documents([plain, example], own_set=HUDA)
    assert inbox.first() == "d2"
    inbox.show_documents([], own_set=HUDA)
    assert inbox.first() is None


def test_work_that_was_given_stands_before_what_nobody_asked_for(inbox: Inbox) -> None:
    given = {Task.ANNOTATE: frozenset({DocumentId("d5")}), Task.ADJUDICATE: frozenset({DocumentId("d1")})}
    inbox.show_changed(summary("d5", "وزير الطاقة: الكهرباء تعود مساء"))  # “Energy minister: power is back tonight”
    inbox.show_changed(summary("d6", "الجامعة تؤجل الامتحانات"))  # “The university postpones the exams”
    inbox.show_work(given)
    assert [row.title for row in inbox.rows if isinstance(row, SectionRow)] == [
        "Returned to me", "In progress", "To be settled by me", "Assigned", "Submitted", "Not given to me",
    ]  # fmt: skip
    assert inbox.documents() == ["d3", "d2", "d1", "d5", "d4", "d6"]
    inbox.show_work({Task.ANNOTATE: frozenset(), Task.ADJUDICATE: given[Task.ADJUDICATE]})
    assert "Not begun" in [row.title for row in inbox.rows if isinstance(row, SectionRow)]


def test_what_is_settled_is_no_longer_to_be_settled(inbox: Inbox) -> None:
    settled = replace(summary("d1", "بلدية صيدا"), statuses={ADJUDICATED: Status.APPROVED})
    inbox.show_changed(settled)
    inbox.show_work({Task.ADJUDICATE: frozenset({DocumentId("d1")})})
    assert "To be settled by me" not in [row.title for row in inbox.rows if isinstance(row, SectionRow)]


def test_a_newcomer_who_was_given_work_begins_with_that(inbox: Inbox) -> None:
    plain = summary("d1", "بلدية صيدا")
    example = replace(summary("d2", "مرفأ طرابلس"), statuses={ADJUDICATED: Status.APPROVED})
    inbox.show_documents([plain, example], own_set=HUDA)
    inbox.show_work({Task.ANNOTATE: frozenset({DocumentId("d1")})})
    assert inbox.first() == "d1"


def test_words_of_texts_count_as_those_of_titles_once_they_are_known(inbox: Inbox) -> None:
    inbox.search("القمح أوديسا")
    assert inbox.documents() == []
    inbox.show_holding({"اوديسا": {DocumentId("d2"), DocumentId("d3")}})
    assert inbox.documents() == ["d2"], "one word in its title, the other in its text"
    assert not inbox.in_title(DocumentId("d2"))
    inbox.search("القمح")
    assert inbox.in_title(DocumentId("d2"))
