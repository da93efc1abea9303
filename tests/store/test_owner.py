"""The file that says who has a corpus open."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotator.store.owner import announce, busy, owner_of, owner_path, withdraw


def test_the_announcement_names_person_machine_and_process(path: Path) -> None:
    announce(path, "hoda")
    owner = owner_of(path)
    assert owner is not None
    assert (owner.handle, owner.pid) == ("hoda", os.getpid())
    assert (
        busy(path)
        .what.english()
        .startswith(f"The corpus “{path.name}” is open elsewhere: hoda on {owner.host}, since 20")
    )
    withdraw(path)
    withdraw(path)
    assert owner_of(path) is None


def test_without_a_person_the_account_is_named(path: Path) -> None:
    announce(path, "")
    owner = owner_of(path)
    assert owner is not None
    assert owner.handle


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"host": "h", "handle": "a", "pid": "x", "since": ""}'])
def test_an_unreadable_announcement_is_no_hindrance(path: Path, content: str) -> None:
    owner_path(path).write_text(content, encoding="utf-8")
    assert owner_of(path) is None
    assert "another program" in busy(path).what.english()


def test_a_folder_that_refuses_the_file_is_no_hindrance(tmp_path: Path) -> None:
    announce(tmp_path / "missing" / "a.isnad", "hoda")
    assert owner_of(tmp_path / "missing" / "a.isnad") is None
