"""The collector waits while something large is built, and goes on afterwards."""

from __future__ import annotations

import gc

import pytest

from annotator.ui.quiet import uncollected


def test_the_collector_goes_on_whatever_happened() -> None:
    assert gc.isenabled()
    with pytest.raises(ValueError, match="broken"), uncollected():
        assert not gc.isenabled()
        raise ValueError("broken")
    assert gc.isenabled()


def test_what_was_built_is_set_apart_until_memory_is_settled() -> None:
    gc.unfreeze()
    with uncollected():
        built = [[number] for number in range(2_000)]
    assert gc.get_freeze_count() >= len(built)
    gc.unfreeze()
