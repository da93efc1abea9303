"""What the tests of operations stand on: a desk at a real corpus file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.operations.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """One person at the article of ``tests.operations.desk``."""
    made = Desk(tmp_path)
    yield made
    made.session.close()
