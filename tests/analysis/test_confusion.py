"""Which labels are taken for which."""

from __future__ import annotations

from annotator.analysis.coefficients import Cells
from annotator.analysis.confusion import confusion

CELLS: Cells = {
    ("ORG", "ORG"): 187,
    ("ORG", "GPE"): 6,
    ("GPE", "ORG"): 4,
    ("GPE", "GPE"): 231,
    ("OCC", "PERS"): 2,
    ("X", "X"): 1,
}
ORDER = ("PERS", "ORG", "GPE", "OCC", "DATE")


def test_labels_stand_in_the_order_of_the_scheme_and_strangers_last() -> None:
    assert confusion(CELLS, ORDER).labels == ("PERS", "ORG", "GPE", "OCC", "X")


def test_who_says_what_is_kept_apart() -> None:
    matrix = confusion(CELLS, ORDER)
    assert (matrix.count("ORG", "GPE"), matrix.count("GPE", "ORG"), matrix.count("DATE", "X")) == (6, 4, 0)
    assert matrix.greatest == 6


def test_the_most_confused_are_kept_where_there_is_little_room() -> None:
    kept = confusion(CELLS, ORDER).most_confused(2)
    assert kept.labels == ("ORG", "GPE")
    assert kept.counts == {("ORG", "ORG"): 187, ("ORG", "GPE"): 6, ("GPE", "ORG"): 4, ("GPE", "GPE"): 231}


def test_nothing_paired_is_an_empty_matrix() -> None:
    assert confusion({}, ORDER).labels == ()
    assert confusion({}, ORDER).greatest == 0
