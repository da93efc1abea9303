"""Claims without what introduces them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.bareclaims import bare
from annotator.model.span import Span


def _bare(claim: str) -> str:
    return "…".join(span.of(claim) for span in bare((Span(0, len(claim)),), claim))


@pytest.mark.parametrize(
    ("claim", "content"),
    [
        # "that the passage “will remain open”": the inner pair stays.
        ("أن الممر «سيبقى مفتوحا»", "الممر «سيبقى مفتوحا»"),
        ("أن «الممر سيبقى مفتوحا»", "الممر سيبقى مفتوحا"),
        ('"إن روسيا تسعى لنيل الدعم"', "روسيا تسعى لنيل الدعم"),
        # A quotation that goes on in the next paragraph.
        ("«إنّ المحصول وفير", "المحصول وفير"),
        ("المحصول وفير»", "المحصول وفير"),
        ("إنه سيغادر غدا", "سيغادر غدا"),
        ("بأن الأمر انتهى", "الأمر انتهى"),
        # Words that only look like it: news, achievement, rivers, I.
        ("أنباء عن هدنة", "أنباء عن هدنة"),
        ("إنجاز كبير", "إنجاز كبير"),
        ("أنهار جارية", "أنهار جارية"),
        ("أنا باق هنا", "أنا باق هنا"),
        ("«الممر» مفتوح و«المعبر» مغلق", "«الممر» مفتوح و«المعبر» مغلق"),
        ("أن", "أن"),
        ("«»", "«»"),
    ],
)
def test_complementizer_and_quotation_marks_go(claim: str, content: str) -> None:
    assert _bare(claim) == content


def test_fragments_stay_apart() -> None:
    # "The stock, according to the bakers, is not enough for three weeks."
    text = "«المخزون، وفقا للأفران، لا يكفي»"
    fragments = bare((Span(0, 9), Span(24, len(text))), text)
    assert [span.of(text) for span in fragments] == ["المخزون،", "لا يكفي"]


@given(st.text("أنإهبا «»“”\"': ", min_size=1, max_size=12))
def test_something_is_always_left_and_it_is_a_part(claim: str) -> None:
    content = _bare(claim)
    assert content
    assert content in claim
