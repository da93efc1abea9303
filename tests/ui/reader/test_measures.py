"""Measures: what is added up in another column is what would be measured there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from annotator.ui.reader import blocks
from annotator.ui.reader.cells import Cells, cells_of
from annotator.ui.reader.page import Page
from tests.ui.reader.test_cells import SAMPLES

_NEAR = 0.05


@pytest.mark.parametrize("sample", SAMPLES)
def test_letters_stand_in_another_column_where_they_would_be_measured(
    sample: str, page_of: Callable[[str, float], Page]
) -> None:
    page = page_of(SAMPLES[sample], 652.0)
    _cells(page)
    for width in (640.0, 300.0, 303.0, 140.0, 652.0):
        page.set_width(width)
        for block in range(len(page.blocks)):
            page.lay_out(block)
        for again, fresh in zip(_cells(page), _cells(page_of(SAMPLES[sample], width)), strict=True):
            _agree(again, fresh)


@pytest.mark.parametrize("sample", ["plain", "vocalised", "mixed"])
def test_lines_of_known_letters_are_not_measured_again(
    sample: str, page_of: Callable[[str, float], Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(SAMPLES[sample].strip(), 652.0)
    lines = len(_cells(page))
    page.set_width(300.0)
    page.lay_out(0)
    # Now the spaces that hung at the ends of those lines are known too.
    _cells(page)
    measured: list[int] = []

    def measuring(*given: Any, **named: Any) -> Cells:
        measured.append(named["start"])
        return cells_of(*given, **named)

    monkeypatch.setattr(blocks, "cells_of", measuring)
    page.set_width(340.0)
    page.lay_out(0)
    _cells(page)
    assert len(measured) <= lines // 2
    assert lines < len(page.blocks[0].lines)


def test_what_is_far_away_is_forgotten_even_when_it_was_laid_out_in_another_column(
    page_of: Callable[[str, float], Page],
) -> None:
    page = page_of("\n".join([SAMPLES["plain"]] * 3), 652.0)
    page.set_width(300.0)
    page.lay_out(0)
    page.forget_far(range(0, 1))
    assert [block.remembers_letters for block in page.blocks] == [True, False, False]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(alphabet=st.sampled_from("ابتلمو ءَّ،.«»12 abC(٣٪-\u200f\u202b😀é  "), min_size=1, max_size=160),
    st.lists(st.integers(90, 320), min_size=1, max_size=3),
)
@example("11111111111111111111111ب1\u202bب", [98, 90])
def test_any_text_in_any_columns(page_of: Callable[[str, float], Page], text: str, widths: list[int]) -> None:
    page = page_of(text, 200.0)
    _cells(page)
    for width in widths:
        page.set_width(float(width))
        for block in range(len(page.blocks)):
            page.lay_out(block)
        for again, fresh in zip(_cells(page), _cells(page_of(text, float(width))), strict=True):
            _agree(again, fresh)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(alphabet=st.sampled_from("ابتلمو ءَّ،.«»12 abC(٣٪-\u200f\u202b😀é  "), min_size=1, max_size=160),
    st.integers(90, 320),
    st.lists(st.tuples(st.integers(0, 160), st.integers(0, 160)), min_size=1, max_size=8),
)
def test_any_stretch_in_another_column_is_added_up_as_its_letters_stand(
    page_of: Callable[[str, float], Page], text: str, width: int, stretches: list[tuple[int, int]]
) -> None:
    page, fresh = page_of(text, 200.0), page_of(text, float(width))
    _cells(page)
    page.set_width(float(width))
    for number, block in enumerate(fresh.blocks):
        page.lay_out(number)
        for start, end in map(sorted, stretches):
            added, measured = page.blocks[number].runs(start, end), block.runs(start, end)
            assert [(line, run.starts, run.ends) for line, run in added] == [
                (line, run.starts, run.ends) for line, run in measured
            ]
            assert [run.left for _, run in added] == pytest.approx([run.left for _, run in measured], abs=_NEAR)
            assert [run.right for _, run in added] == pytest.approx([run.right for _, run in measured], abs=_NEAR)


def test_a_column_that_comes_back_has_the_same_lines(page_of: Callable[[str, float], Page]) -> None:
    page = page_of(SAMPLES["mixed"], 300.0)
    before = [(line.start, line.end, line.baseline, line.left, line.right) for line in page.blocks[0].lines]
    for width in (180.0, 652.0, 300.0):
        page.set_width(width)
        assert not page.blocks[0].is_laid_out
        page.lay_out(0)
    assert [(line.start, line.end, line.baseline, line.left, line.right) for line in page.blocks[0].lines] == before


def _cells(page: Page) -> list[Cells]:
    return [block.cells(line) for block in page.blocks for line in range(len(block.lines))]


def _agree(one: Cells, other: Cells) -> None:
    assert (one.starts, one.end, one.rtl) == (other.starts, other.end, other.rtl)
    assert one.lefts == pytest.approx(other.lefts, abs=_NEAR)
    assert one.rights == pytest.approx(other.rights, abs=_NEAR)
