"""The look of pages: both themes, and nothing from elsewhere."""

from __future__ import annotations

import re

from annotator.formats.pagestyle import HUES, mixed, stylesheet


def test_every_token_that_a_rule_uses_is_defined() -> None:
    css = stylesheet()
    defined = set(re.findall(r"(--[a-z0-9]+):", css))
    assert set(re.findall(r"var\((--[a-z0-9]+)", css)) <= defined
    assert {f"--h{hue}" for hue in range(HUES + 1)} <= defined


def test_nothing_is_fetched() -> None:
    assert not re.search(r"url\((?!data:)|@import|http", stylesheet())


def test_braces_are_balanced() -> None:
    assert stylesheet().count("{") == stylesheet().count("}")


def test_a_band_is_the_hue_at_a_tenth() -> None:
    assert mixed("#356FD2", "#FFFEFA", 0.10) == "#EBF0F6"
