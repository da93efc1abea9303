"""Values made of rows: as frozen as others, and refused alike (that they come back whole, ``test_setrows`` says)."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.model.annotation import Annotation
from annotator.model.errors import SpanError, ValueRefused
from annotator.model.identity import AnnotationId
from annotator.model.span import Span
from annotator.store.rowvalues import annotations_of_rows, relations_of_rows


def test_a_value_of_a_row_is_as_frozen_as_one_that_was_constructed() -> None:
    (mark,) = annotations_of_rows([[3, 9, "claim", "a1", "Claim", None, None, None, None, None, 0]])
    made = Annotation(AnnotationId("a1"), "claim", "Claim", (Span(3, 9),))
    assert (mark, hash(mark), type(mark), repr(mark)) == (made, hash(made), Annotation, repr(made))
    for value, name in ((mark, "label"), (mark.fragments[0], "start")):
        with pytest.raises(AttributeError):
            setattr(value, name, "Source")


@pytest.mark.parametrize(
    ("row", "error"),
    [
        ([9, 3, "claim", "a1", "Claim", None, None, None, None, None, 0], SpanError),
        ([-1, 3, "claim", "a1", "Claim", None, None, None, None, None, 0], SpanError),
        ([0, 9, "claim", "a1", "Claim", "[[0,4],[4,9]]", None, None, None, None, 0], SpanError),
        ([3, 9, "claim", "", "Claim", None, None, None, None, None, 0], ValueRefused),
        ([3, 9, "claim", "a1", "Claim", None, None, None, None, "guessed", 0], ValueRefused),
    ],
)
def test_a_row_that_no_constructor_would_take_is_refused(row: list[Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        annotations_of_rows([row])


@pytest.mark.parametrize(
    "row",
    [
        ["", "attribution", '{"claim":["a1"]}', None, None, None, 0],
        ["r1", "attribution", "{}", None, None, None, 0],
        ["r1", "attribution", '{"claim":["a1"],"source":[]}', None, None, None, 0],
        ["r1", "attribution", '{"claim":["a1"]}', None, None, "guessed", 0],
    ],
)
def test_a_relation_that_no_constructor_would_take_is_refused(row: list[Any]) -> None:
    with pytest.raises(ValueRefused):
        relations_of_rows([row])
