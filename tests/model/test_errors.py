"""Messages: sentences that wait for their language."""

from __future__ import annotations

import pytest

from annotator.model.errors import AnnotatorError, InputRefused, Problem, counted, message


def test_a_message_is_filled_with_its_values_and_with_other_messages() -> None:
    reason = message("line {line} is empty", line=3)
    assert message("“{file}” was refused: {reason}.", file="أخبار.csv", reason=reason).english() == (
        "“أخبار.csv” was refused: line 3 is empty."
    )


@pytest.mark.parametrize(("count", "words"), [(1, "One claim."), (0, "0 claims."), (7, "7 claims.")])
def test_a_counted_message_chooses_its_form(count: int, words: str) -> None:
    assert counted("One claim.", "{count} claims.", count).english() == words


def test_braces_in_values_are_no_fields() -> None:
    assert message("“{label}”", label="{oops}").english() == "“{oops}”"


def test_an_error_says_what_happened_and_keeps_the_remedy() -> None:
    remedy = message("Choose another name.")
    error = AnnotatorError(message("There is a file “{path}” already.", path="a.isnad"), remedy)
    assert str(error) == "There is a file “a.isnad” already."
    assert error.remedy is remedy


def test_a_refused_file_counts_the_problems_that_are_not_listed_too() -> None:
    problem = Problem("a.jsonl", 4, message("The id is missing."))
    assert str(InputRefused([problem])) == "a.jsonl was refused: one problem."
    refused = InputRefused([problem, problem], uncounted=40)
    assert str(refused) == "a.jsonl was refused: 42 problems."
    assert refused.problems == (problem, problem)
