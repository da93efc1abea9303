"""What a press becomes: a click however the hand trembles, a drag as soon as it means one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF

from annotator.ui.reader.pointer import Drag
from annotator.ui.reader.units import Unit


@pytest.mark.parametrize(
    ("moved", "noticed"),
    [((0.0, 0.0), False), ((1.0, 1.0), False), ((2.0, 0.0), False), ((2.5, 0.0), True), ((-3.0, 0.0), True)],
)
def test_a_trembling_hand_does_not_drag(moved: tuple[float, float], noticed: bool) -> None:
    drag = Drag(Unit.LETTER, None, QPointF(100, 50))
    assert drag.notices(QPointF(100, 50) + QPointF(*moved)) is noticed


def test_a_drag_that_comes_back_to_its_start_stays_one() -> None:
    drag = Drag(Unit.LETTER, None, QPointF(100, 50))
    assert drag.notices(QPointF(108, 50))
    assert drag.notices(QPointF(100, 50))
