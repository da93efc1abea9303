"""The bar at the top leaves its room to the labels where the window is narrow."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from annotator import language
from annotator.model.scheme import Scheme
from annotator.ui.panels.signbutton import SignButton
from annotator.ui.panels.topbar import TopBar
from annotator.ui.theme import LIGHT


@pytest.mark.parametrize("chosen", ["ar", "en"])
@pytest.mark.parametrize("width", [1000, 1280, 1440, 1920])
def test_every_label_is_drawn_in_full(chosen: str, width: int, dressed: object, qtbot: QtBot, scheme: Scheme) -> None:
    language.use(chosen)
    bar = TopBar(theme=LIGHT)
    qtbot.addWidget(bar)
    bar.palette_bar.show_scheme(scheme)
    bar.resize(width, bar.height())
    bar.show()

    def squeezed() -> list[str]:
        shown = [button for button in bar.findChildren(SignButton) if button.isVisible()]
        return [button.text() for button in shown if button.width() < button.sizeHint().width()]

    qtbot.waitUntil(lambda: not squeezed())
    language.use("en")
