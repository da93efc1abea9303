"""The collector of cycles during long work."""

from __future__ import annotations

import gc

import pytest

from annotator.operations.collecting import seldom


def test_the_collector_looks_seldom_and_as_before_afterwards() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError), seldom():
        assert gc.get_threshold()[0] > before[0]
        raise ValueError
    assert gc.get_threshold() == before
