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
