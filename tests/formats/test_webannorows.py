"""Text and rows of WebAnno TSV files."""

from __future__ import annotations

import pytest

from annotator.formats.base import Problems
from annotator.formats.webannorows import Body, body_of
from annotator.model.errors import InputRefused
from annotator.model.span import Span
from tests.formats.records import reasons

_HEAD = "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Span|value\n\n\n"


def _body(written: str) -> Body:
    return body_of(written.split("\n"), Problems("f"))


def test_offsets_are_utf16_units() -> None:
    body = _body(_HEAD + "#Text=😀 قال علي\n1-1\t0-2\t😀\t_\t\n1-2\t3-6\tقال\t*\t\n1-3\t7-10\tعلي\t_\t\n")
    assert body.text == "😀 قال علي"
    assert [unit.span for unit in body.units] == [Span(0, 1), Span(2, 5), Span(6, 9)]


def test_code_points_are_understood_too() -> None:
    body = _body(_HEAD + "#Text=😀 قال\n1-1\t0-1\t😀\t_\t\n1-2\t2-5\tقال\t*\t\n\n#Text=ثم\n2-1\t6-8\tثم\t_\t\n")
    assert [unit.span and unit.span.of(body.text) for unit in body.units] == ["😀", "قال", "ثم"]


def test_white_space_between_sentences_follows_from_the_offsets() -> None:
    rows = "#Text=قال\n1-1\t0-3\tقال\t_\t\n\n#Text=ثم\n2-1\t{}-{}\tثم\t_\t\n"
    assert [_body(_HEAD + rows.format(start, start + 2)).text for start in (3, 4, 6)] == [
        "قالثم",
        "قال\nثم",
        "قال\n  ثم",
    ]


def test_a_sentence_may_have_lines_tabs_and_crlf() -> None:
    body = _body(
        _HEAD + "#Text=قال\\r\n#Text=ثم\\tعاد\\\\\n1-1\t0-3\tقال\t_\t\n1-2\t5-7\tثم\t_\t\n1-3\t8-11\tعاد\t_\t\n"
    )
    assert body.text == "قال\nثم\tعاد\\"
    assert [unit.span and unit.span.of(body.text) for unit in body.units] == ["قال", "ثم", "عاد"]


def test_parts_without_extent_have_no_place() -> None:
    body = _body(_HEAD + "#Text=قال\n1-1\t0-3\tقال\t_\t\n1-1.1\t3-3\t\t*\t\n")
    assert [unit.span for unit in body.units] == [Span(0, 3), None]


@pytest.mark.parametrize(
    ("written", "reason", "line"),
    [
        (" # de.x.POS | PosValue\n#id=1\n#text=نص\n", "This is not WebAnno TSV 3: “ # de.x.POS | PosValue”.", 1),
        ("#FORMAT=WebAnno TSV 2.0\n", "This is not WebAnno TSV 3: “#FORMAT=WebAnno TSV 2.0”.", 1),
        (_HEAD + "#Text=قال\n1-1\t0-3\tقال\n", "The line is no row of a token with 1 columns.", 6),
        (_HEAD + "1-1\t0-3\tقال\t_\t\n", "The line is no row of a token with 1 columns.", 5),
        (_HEAD + "#Text=قال\n\n", "The sentence has no tokens.", 5),
        (
            _HEAD + "#Text=قال\n1-1\t0-3\tعلي\t_\t\n",
            "At [0, 3) stands “قال”, not “علي”, in whatever unit one counts.",
            None,
        ),
        (_HEAD + "#Text=قال\n1-1\t999999999-1000000002\tقال\t_\t\n", "The sentence cannot begin at 999999999.", 5),
        ("#FORMAT=WebAnno TSV 3.3\n#T_XX=a\n\n", "“#T_XX=a” declares no layer.", None),
    ],
)
def test_what_makes_no_text_is_refused(written: str, reason: str, line: int | None) -> None:
    problems = Problems("f")
    with pytest.raises(InputRefused):
        body_of(written.split("\n"), problems)
    assert reason in reasons(problems)
    assert line in {problem.line for problem in problems.listed}
