"""The mode that has the keys, and the one that goes on when it is over."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeyEvent

from annotator.model.annotation import Annotation
from annotator.ui.window import Window
from annotator.ui.work.modestack import ModeStack
from annotator.ui.work.surroundings import Surroundings


class Passing:
    """A mode that only tells what happens to it."""

    def __init__(self, told: list[str], name: str) -> None:
        self._told, self._name = told, name
        self.ended: Callable[[], None] = lambda: None

    def press(self, event: QKeyEvent) -> bool:
        return False

    def click(self, index: int) -> None:
        self._told.append(f"{self._name} clicked")

    def pointed_at(self, annotation: Annotation) -> bool:
        return False

    def show(self, window: Surroundings) -> None:
        self._told.append(f"{self._name} shown")

    def put_away(self, window: Surroundings) -> None:
        self._told.append(f"{self._name} away")


class Lasting(Passing):
    """A mode that goes on after another."""

    def resume(self) -> None:
        self._told.append(f"{self._name} goes on")


def stack(window: Window, told: list[str]) -> ModeStack:
    return ModeStack(
        window, attempt=lambda step: told.append(f"did {step() or 'it'}"), over=lambda: told.append("over")
    )


def test_a_mode_that_lasts_goes_on_when_the_one_begun_from_it_is_over(window: Window) -> None:
    told: list[str] = []
    modes = stack(window, told)
    below, above = Lasting(told, "list"), Passing(told, "answer")
    modes.begin(below)
    modes.begin(above)
    modes.click(0)
    above.ended()
    assert "answer clicked" in told
    assert modes.current is below
    assert "list goes on" in told
    below.ended()
    assert told[-1] == "over"


def test_nothing_goes_on_when_the_article_is_left(window: Window) -> None:
    told: list[str] = []
    modes = stack(window, told)
    modes.begin(Lasting(told, "list"))
    modes.begin(Passing(told, "answer"))
    modes.end_all()
    assert modes.current is None
    assert "list goes on" not in told
    modes.click(0)
    assert "answer clicked" not in told
