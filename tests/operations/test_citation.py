"""An attribution as a citation: by a template, in isolates, also as HTML."""

from __future__ import annotations

import pytest

from annotator import language
from annotator.operations.citation import as_html, citations, filled
from tests.operations.desk import Desk

BARE = {0x2066: None, 0x2067: None, 0x2068: None, 0x2069: None}


@pytest.fixture
def spoken(desk: Desk) -> Desk:
    """The first sentence, attributed."""
    desk.press("Q", "قالت")
    desk.press("S", "وزيرة الزراعة ليلى حداد")
    desk.press("C", "إن المحصول تضاعف")
    return desk


def test_a_citation_names_the_speaker_and_the_words(spoken: Desk) -> None:
    language.use("en")
    (claim,) = spoken.document.claims()
    (line,) = citations(spoken.document, claim.id)
    assert line.translate(BARE) == "وزيرة الزراعة ليلى حداد: “إن المحصول تضاعف”"


def test_every_field_stands_in_an_isolate_and_the_line_in_its_own(spoken: Desk) -> None:
    (claim,) = spoken.document.claims()
    (line,) = citations(spoken.document, claim.id, "{claim} [{title}]")
    assert line[0] == "\u2067"
    assert line[-1] == "\u2069"
    assert line.count("\u2068") == 2
    assert line.count("\u2069") == 3


def test_a_template_can_name_everything_that_is_known(spoken: Desk) -> None:
    language.use("en")
    (claim,) = spoken.document.claims()
    (line,) = citations(spoken.document, claim.id, "{number}. {cue}: {stance}[ — {url}]")
    assert line.translate(BARE).startswith("1. قالت: ")
    assert "—" not in line


def test_a_claim_without_an_attribution_is_cited_by_its_words(desk: Desk) -> None:
    claim = desk.mark("C", "أن الشحنة الأولى جاهزة")
    (line,) = citations(desk.document, claim.id, "[{speaker}: ]«{claim}»")
    assert line.translate(BARE) == "«أن الشحنة الأولى جاهزة»"


def test_brackets_inside_brackets_fall_away_one_by_one() -> None:
    template = "{claim}[ ({outlet}[, {date}])]"
    assert filled(template, {"claim": "a"}).translate(BARE) == "a"
    assert filled(template, {"claim": "a", "outlet": "b"}).translate(BARE) == "a (b)"
    assert filled(template, {"claim": "a", "outlet": "b", "date": "c"}).translate(BARE) == "a (b, c)"


def test_what_is_no_field_stays_as_it_was_written() -> None:
    assert filled("{nobody} ] [open", {}) == "{nobody} ] open"


def test_html_keeps_the_direction_and_escapes_the_words() -> None:
    # The port: <closed>
    assert as_html(("المرفأ: <مغلق>",)) == '<p dir="rtl">المرفأ: &lt;مغلق&gt;</p>'
