"""Whole sets as rows and as the log's tables: whatever goes in comes out."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

import orjson
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId
from annotator.model.relation import Relation
from annotator.model.span import Span
from annotator.store.rows import dumps, table_of
from annotator.store.rowvalues import ANNOTATION, RELATION, annotations_of_rows, relations_of_rows
from annotator.store.schema import migrate
from annotator.store.setrows import SetRows
from tests.store.test_rows import marks, relations

_OWNER = 7


def _stored(rows: SetRows, table: str, reading: str) -> Sequence[Any]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    for statement, written in rows.statements("annotation"):
        connection.executemany(statement, written)
    stored = connection.execute(f"SELECT {reading} FROM {table} WHERE owner = ? ORDER BY id", (_OWNER,)).fetchall()
    connection.close()
    return [orjson.loads(row) for (row,) in stored]


@given(values=st.lists(marks(), max_size=4, unique_by=lambda mark: mark.id))
def test_annotations_come_back_from_the_rows_of_their_set(values: list[Annotation]) -> None:
    rows = SetRows(_OWNER, values)
    back = annotations_of_rows(_stored(rows, "annotation", ANNOTATION))
    assert back == sorted(values, key=lambda mark: mark.id.encode())


@given(values=st.lists(relations(), max_size=4, unique_by=lambda relation: relation.id))
def test_relations_come_back_from_the_rows_of_their_set(values: list[Relation]) -> None:
    back = relations_of_rows(_stored(SetRows(_OWNER, (), values), "relation", RELATION))
    assert back == sorted(values, key=lambda relation: relation.id.encode())
    for one in back:
        assert list(one.roles) == next(list(value.roles) for value in values if value.id == one.id)


@given(annotations=st.lists(marks(), max_size=4), ties=st.lists(relations(), max_size=4))
def test_the_log_gets_of_a_whole_set_what_it_would_get_of_each_record(
    annotations: list[Annotation], ties: list[Relation]
) -> None:
    rows = SetRows(_OWNER, annotations, ties)
    assert [dumps(table) for table in rows.annotation_tables] == [dumps(table_of(value)) for value in annotations]
    assert [dumps(table) for table in rows.relation_tables] == [dumps(table_of(value)) for value in ties]


def test_a_column_that_stays_null_is_in_no_statement_and_bytes_are_bound_at_once() -> None:
    plain = Annotation(AnnotationId("a1"), "claim", "Claim", (Span(4, 9),))
    answered = Annotation(AnnotationId("a2"), "claim", "Claim", (Span(4, 9),), {"quote_type": "direct"})
    statements = list(SetRows(_OWNER, (plain, answered)).statements("annotation"))
    assert [len(rows) for _, rows in statements] == [1, 1]
    assert "attributes" not in statements[0][0]
    assert "attributes" in statements[1][0]
    for _, rows in statements:
        assert all(type(value) in (int, str, bytearray) for row in rows for value in row)
