"""A measure that may be undefined: a number, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from annotator.model.errors import BugError, Message, message


@dataclass(frozen=True, slots=True)
class Measure:
    """One value of agreement.

    Attributes:
        value: The value, unrounded, or None where it is undefined.
        reason: Why it is undefined; None where there is a value.

    Raises:
        BugError: If there is neither or both.
    """

    value: float | None
    reason: Message | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.reason is None):
            raise BugError("a measure has either a value or a reason")


NOTHING_ANNOTATED: Final = Measure(None, message("Neither annotated anything here."))
NOTHING_SHARED: Final = Measure(None, message("There is no article that both annotated."))
NO_PAIRS: Final = Measure(None, message("No annotation of one stands where one of the other does."))
NOBODY_ANSWERED: Final = Measure(None, message("Nobody answered the question."))
ONE_VALUE: Final = Measure(None, message("Both used one value only, so that agreement by chance is certain."))


def f1(matched: int, of_a: int, of_b: int) -> Measure:
    """The harmonic mean of precision and recall, ``2·matched / (of_a + of_b)``: the same whoever is the reference.

    Hripcsak and Rothschild 2005 ("Agreement, the F-measure, and reliability in information retrieval") show that it is
    the limit of κ where, as in texts, what nobody marked cannot be counted. Both empty: undefined; one empty: 0.

    Args:
        matched: How many of one found their partner among the other's, one to one.
        of_a: How many one of them has.
        of_b: How many the other has.

    >>> f1(2, 4, 3).value
    0.5714285714285714
    """
    if not of_a + of_b:
        return NOTHING_ANNOTATED
    return Measure(2 * matched / (of_a + of_b))


def mean(measures: Iterable[Measure]) -> Measure:
    """The mean of those that are defined; where none is, the reason of the first.

    Args:
        measures: At least one, or the result is undefined for want of shared articles.
    """
    known = list(measures)
    values = [measure.value for measure in known if measure.value is not None]
    if values:
        return Measure(sum(values) / len(values))
    return known[0] if known else NOTHING_SHARED
