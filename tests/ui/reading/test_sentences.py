from __future__ import annotations

from pathlib import Path

import pytest

from annotator.ui.reading.sentences import sentence_of, sentences_of
from tests.operations.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The article with a plain attribution, a relay that is denied, and an open claim."""
    desk = Desk(tmp_path)
    desk.press("Q", "قالت")
    desk.press("S", "وزيرة الزراعة ليلى حداد")
    desk.press("C", "إن المحصول تضاعف")
    desk.press("Q", "نقلت")
    desk.press("S", "وكالة الساحل")
    desk.press("S", "مسؤول في المرفأ")
    desk.press("C", "أن الشحنة الأولى جاهزة")
    desk.mark("C", "أن الموسم الماضي كان ضعيفا")
    desk.mark("P", "سامي عون")
    return desk


def said(desk: Desk, words: str) -> str:
    """The sentence of the annotation that covers exactly these words."""
    document = desk.document
    annotation = next(a for a in document.annotations.values() if a.text(document.text) == words)
    return sentence_of(document, annotation)


def test_a_claim_says_who_says_it(desk: Desk) -> None:
    sentence = said(desk, "إن المحصول تضاعف")
    assert sentence == "Claim 1: “إن المحصول تضاعف”, said by وزيرة الزراعة ليلى حداد, paragraph 1"


def test_a_relayed_claim_says_who_relays_it(desk: Desk) -> None:
    assert said(desk, "أن الشحنة الأولى جاهزة") == (
        "Claim 2: “أن الشحنة الأولى جاهزة”, said by مسؤول في المرفأ, as relayed by وكالة الساحل, paragraph 2"
    )


def test_an_open_claim_says_so(desk: Desk) -> None:
    assert "not attributed yet" in said(desk, "أن الموسم الماضي كان ضعيفا")


def test_sources_and_cues_say_of_which_claim(desk: Desk) -> None:
    assert said(desk, "وكالة الساحل") == "Source: “وكالة الساحل”, of claim 2, paragraph 2"
    assert said(desk, "قالت") == "Cue: “قالت”, of claim 1, paragraph 1"
    assert said(desk, "سامي عون") == "Person: “سامي عون”, paragraph 4"


def test_all_of_them_stand_in_reading_order(desk: Desk) -> None:
    starts = [desk.document.annotations[annotation].start for annotation, _words in sentences_of(desk.document)]
    assert starts == sorted(starts)
    assert len(starts) == len(desk.document.annotations)


def test_a_quotation_is_not_put_into_quotation_marks_twice(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "قالت الوزيرة: «المحصول تضاعف هذا العام كله».")
    claim = desk.mark("C", "«المحصول تضاعف هذا العام كله»")
    assert sentence_of(desk.document, claim).startswith("Claim 1: “المحصول تضاعف هذا العام كله”, ")
    desk.session.close()
