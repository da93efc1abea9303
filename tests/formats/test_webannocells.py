"""Cells of WebAnno TSV: what is written comes back, however nasty."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.webannocells import escaped, escaped_text, link_of, numbered, slots, stacked, text_of, value_of

_NASTY = st.text(st.sampled_from("ا-_*[]|;>\\\t\n12"), max_size=12)


@given(_NASTY)
def test_a_value_comes_back_from_its_cell(value: str) -> None:
    cell = escaped(value)
    assert "\t" not in cell
    assert "\n" not in cell
    if value:
        assert value_of(cell) == value
        assert numbered(f"{cell}[7]") == (cell, (7,))
        assert stacked(f"{cell}|{cell}") == [cell, cell]
        assert slots(f"{cell};{cell}") == [cell, cell]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\x0b"), max_size=30))
def test_a_line_of_text_comes_back(line: str) -> None:
    assert text_of(escaped_text(line), old=False) == line


def test_old_files_write_characters_by_number() -> None:
    assert text_of("\\u0642\\u0627\\u0644", old=True) == "قال"
    assert text_of("a\\tb\\\\n", old=True) == "a\tb\\n"


@pytest.mark.parametrize(
    ("cell", "value"), [("*", None), ("_", None), ("", None), ("\\*", "*"), ("\\_", "_"), ("a", "a")]
)
def test_nothing_and_no_value_are_none(cell: str, value: str | None) -> None:
    assert value_of(cell) == value


def test_numbers_and_links_stand_behind() -> None:
    assert numbered("1-1[0_2]") == ("1-1", (0, 2))
    assert numbered("NOTSTACKED\\[0\\]") == ("NOTSTACKED\\[0\\]", ())
    assert stacked("_") == []
    assert link_of("coref->1-2") == ("coref", 1, 2)
    assert link_of("a\\->1-2") is None
