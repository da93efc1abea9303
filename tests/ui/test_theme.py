from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from annotator.ui.theme import DARK, LIGHT, Theme, contrast, mix

both = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


@both
def test_text_can_be_read_on_every_ground(theme: Theme) -> None:
    for ground in (theme.page, theme.desk, theme.card, theme.accent_bg, theme.hover):
        assert contrast(theme.ink, ground) >= 7
        assert contrast(theme.ink2, ground) >= 4.5
    assert contrast(theme.ink3, theme.page) >= 4.5
    assert contrast(theme.on_accent, theme.accent) >= 7


@both
def test_every_source_hue_and_family_stands_out_from_the_page(theme: Theme) -> None:
    assert min(contrast(theme.hue(number), theme.page) for number in range(1, 9)) >= 4.6
    families = ("people", "org", "place", "time", "other")
    assert min(contrast(theme.family(name), theme.page) for name in families) >= 4.75


@both
def test_text_can_be_read_on_the_strongest_band(theme: Theme) -> None:
    for number in range(1, 9):
        band = mix(theme.hue(number), theme.page, theme.band_nested)
        assert contrast(theme.ink, band) >= 6.9
        assert contrast(theme.hue(number), mix(theme.hue(number), theme.page, theme.band)) >= 3


@both
def test_what_warns_can_be_read_on_its_own_tint(theme: Theme) -> None:
    for ink, ground in ((theme.warn, theme.warn_bg), (theme.bad, theme.bad_bg), (theme.good, theme.good_bg)):
        assert contrast(ink, ground) >= 4.5


def test_the_ninth_source_has_the_first_hue_again_and_nobody_has_none() -> None:
    assert LIGHT.hue(9) == LIGHT.hue(1)
    assert LIGHT.hue(0) == LIGHT.ink2
    assert LIGHT.family("unheard of") == LIGHT.family("other")


def test_contrast_of_black_and_white_is_twenty_one() -> None:
    assert contrast(QColor("#000"), QColor("#fff")) == pytest.approx(21)
