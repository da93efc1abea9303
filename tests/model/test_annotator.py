"""Annotators have a handle and a name."""

from __future__ import annotations

import pytest

from annotator.model.annotator import Annotator
from annotator.model.errors import ValueRefused
from annotator.model.identity import Handle


@pytest.mark.parametrize(("handle", "name"), [("", "هدى العطار"), ("huda", "")])
def test_an_annotator_without_handle_or_name_is_refused(handle: str, name: str) -> None:
    with pytest.raises(ValueRefused):
        Annotator(Handle(handle), name)
