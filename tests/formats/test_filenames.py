"""Names of files: every file system takes them, and they lead back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.filenames import file_name, name_of_file


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_a_name_comes_back_from_its_file_name(name: str) -> None:
    written = file_name(name)
    assert not set(written) & set('/\\:*?"<>| \n\0')
    assert not written.startswith(".")
    assert not written.endswith(".")
    assert len(written.encode()) <= 180
    if len(written.encode()) < 160:
        assert name_of_file(written) == name


@pytest.mark.parametrize("name", ["con", "NUL.txt", "..", ".hidden", "a/b", "خبر أول", "lpt1"])
def test_names_that_mean_something_else_are_written_otherwise(name: str) -> None:
    assert file_name(name) != name
    assert name_of_file(file_name(name)) == name


def test_a_name_too_long_is_cut_and_stays_its_own() -> None:
    first, second = file_name("ا" * 300), file_name("ا" * 301)
    assert first != second
    assert len(first.encode()) <= 180


def test_what_only_looks_escaped_stays() -> None:
    assert name_of_file("100%FF") == "100%FF"
