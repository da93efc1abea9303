"""The collector waits while something large is opened, goes on afterwards, and takes what was left in the end."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from annotator.ui.quiet import opening


@pytest.fixture(autouse=True)
def _nothing_apart() -> Iterator[None]:
    yield
    gc.unfreeze()


class Article:
    """Something in a circle with what it holds, as widgets are: only the collector takes it away."""

    def __init__(self, size: int) -> None:
        self.itself = self
        self.parts = [[number] for number in range(size)]


def test_the_collector_goes_on_whatever_happened() -> None:
    assert gc.isenabled()
    with pytest.raises(ValueError, match="broken"), opening():
        assert not gc.isenabled()
        raise ValueError("broken")
    assert gc.isenabled()


def test_what_was_opened_is_set_apart() -> None:
    with opening():
        built = Article(2_000)
    assert gc.get_freeze_count() >= len(built.parts)


def test_articles_that_are_gone_are_collected_when_others_open() -> None:
    gone = []
    for _turn in range(3):
        with opening():
            article = Article(200_000)
        gone.append(weakref.ref(article))
    assert [article() is None for article in gone] == [True, False, False], "the one before the last was still held"
