"""Direction by majority, hidden characters, and terminals."""

from __future__ import annotations

import unicodedata

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.direction import Direction, for_terminal, hidden_characters, paragraph_direction


@pytest.mark.parametrize(
    ("paragraph", "direction"),
    [
        # "Reuters – the minister arrived in Beirut": a Latin byline does not flip it
        ("Reuters - وصل الوزير إلى بيروت", Direction.RTL),
        ("The word «نعم» means yes", Direction.LTR),
        ("", Direction.RTL),
        ("2026 - 15%", Direction.RTL),
        ("ab اب", Direction.RTL),
    ],
)
def test_the_majority_of_strong_characters_decides(paragraph: str, direction: Direction) -> None:
    assert paragraph_direction(paragraph) is direction


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        # "The report" with what is normal: marks, joiners, balanced isolates and embeddings, the flag of England
        (
            "\u200fالتقرير\u200e \u061cمی\u200cخواهم ه\u200d \u2067نعم\u2069 \u202bثم\u202c "
            "🏴\U000e0067\U000e0062\U000e007f",
            [],
        ),
        ("الم\u200bبلغ", [3]),
        ("\u202eمعكوس\u202c", [0]),
        ("\u2067مفتوح\nقال\u2069", [0, 10]),
        ("قال\U000e0041", [3]),
        ("قال\x00نعم\ufeff", [3, 7]),
        ("\u2067\u202bنعم\u2069", [1]),
        ("سطر\r\n\tآخر", []),
    ],
)
def test_only_what_deceives_or_disturbs_is_reported(text: str, hidden: list[int]) -> None:
    assert [found.offset for found in hidden_characters(text)] == hidden


def test_a_hidden_character_bears_its_name() -> None:
    first, second = hidden_characters("\u202eقال\x07")
    assert (first.name, second.name) == ("RIGHT-TO-LEFT OVERRIDE", "U+0007")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("نعم (لا)", "(ال) معن"),
        ("قال الرئيس Obama [x]", "Obama [x] سيئرلا لاق"),
        ("«نعم»", "«معن»"),
        ("Yes (نعم) no", "Yes (معن) no"),
        ("مُدُن", "ندُمُ"),
        ("ارتفع 12.5%", "%12.5 عفترا"),
        ("\u2067قال\u2069\n\nنعم", "لاق\n\nمعن"),
        ("", ""),
    ],
)
def test_a_terminal_gets_visual_order(text: str, shown: str) -> None:
    assert for_terminal(text) == shown


@given(st.text(st.sampled_from("قال abc 12٣.,%-/")).filter(str.strip))
def test_order_is_that_of_python_bidi_where_nothing_is_mirrored_or_marked(text: str) -> None:
    base = "R" if paragraph_direction(text) is Direction.RTL else "L"
    assert for_terminal(text) == get_display(text, base_dir=base)


@given(st.text(st.sampled_from("قالَ abc()[]«» 1\n😀é\u2067\u2069\u202e\u0301")))
def test_a_terminal_gets_every_visible_character(text: str) -> None:
    kept = sorted(c for c in text if unicodedata.category(c) != "Cf")
    assert len(for_terminal(text)) == len(kept)


def test_a_character_that_is_strong_to_the_left_is_never_passed_over() -> None:
    strong = [chr(code) for code in range(0x110000) if unicodedata.bidirectional(chr(code)) == "L"]
    assert [one for one in strong if paragraph_direction(f"{one}{one} 12 ، ") is not Direction.LTR] == []
