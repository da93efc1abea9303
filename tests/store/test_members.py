"""Members: a no is always true."""

from __future__ import annotations

import sqlite3

from annotator.model.identity import AnnotationId
from annotator.store.members import Members
from annotator.store.rows import dumps

A1, A2, A3 = (AnnotationId(f"a{number}") for number in (1, 2, 3))


def _table(*roles: tuple[int, dict[str, list[str]]]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE relation (owner INTEGER, roles BLOB)")
    connection.executemany("INSERT INTO relation VALUES (?, ?)", [(owner, dumps(given)) for owner, given in roles])
    return connection


def test_what_the_relations_of_a_set_name_may_be_named() -> None:
    members = Members(_table((1, {"claim": ["a1"]}), (2, {"claim": ["a2"], "source": ["a3"]})).execute)
    assert [members.may_name(1, one) for one in (A1, A2, A3)] == [True, False, False]
    assert [members.may_name(2, one) for one in (A1, A2, A3)] == [False, True, True]


def test_a_relation_written_later_counts_in_the_set_that_is_known() -> None:
    members = Members(_table((1, {"claim": ["a1"]})).execute)
    assert not members.may_name(1, A2)
    members.learn(2, dumps({"claim": ["a3"]}))
    members.learn(1, dumps({"claim": ["a2"]}))
    assert [members.may_name(1, one) for one in (A1, A2, A3)] == [True, True, False]


def test_an_id_that_another_begins_with_is_not_taken_for_it() -> None:
    assert not Members(_table((1, {"claim": ["a12"]})).execute).may_name(1, A1)


def test_after_a_whole_set_was_written_it_is_read_again() -> None:
    connection = _table((1, {"claim": ["a1"]}))
    members = Members(connection.execute)
    assert not members.may_name(1, A2)
    connection.execute("INSERT INTO relation VALUES (1, ?)", (dumps({"claim": ["a2"]}),))
    members.forget()
    assert members.may_name(1, A2)
