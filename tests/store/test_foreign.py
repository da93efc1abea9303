"""Rows from elsewhere: ours come through as they are, and nothing else comes through."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotated import AnnotatedDocument
from annotator.model.changes import RecordKey, RecordKind
from annotator.model.identity import DocumentId, Handle, SetName
from annotator.store.corpus import Corpus
from annotator.store.foreign import Unsound, home_of, place_of, received, travelling

REPLICA = 7
BODY = {"id": "a1", "layer": "claim", "label": "Claim", "fragments": [[0, 5]]}
ROW: list[Any] = [
    REPLICA, 3, 9, "hoda", f"{REPLICA:016x}-3", "Mark claim", None, "2026-11-01T08:00:00.000Z",
    "7c0f", "annotation", "7c0f/hoda/a1", BODY,
]  # fmt: skip
NAMES = "replica seq lamport author act gesture undoes at document kind record body"
COLUMNS = {name: at for at, name in enumerate(NAMES.split())}


def with_change(**changes: Any) -> list[Any]:
    row = list(ROW)
    for name, value in changes.items():
        row[COLUMNS[name]] = value
    return row


def body(**changes: Any) -> list[Any]:
    return with_change(body={**BODY, **changes})


def test_everything_that_the_log_holds_travels_and_arrives_as_it_was(
    corpus: Corpus, annotated: AnnotatedDocument
) -> None:
    with corpus.act("Import", author=Handle("hoda")) as act:
        act.put_document(annotated.document, annotated.zones)
        act.put_set(annotated)
        act.put(annotated.referents[0])
        for annotation in annotated.annotations:
            act.put(annotation, document=annotated.document.id, set_name=SetName("100%/hoda"))
        act.erase(RecordKey(RecordKind.REFERENT, id="e1"))
    rows = list(corpus.outgoing.rows(lambda _document, _set: True))
    assert len(rows) > 5
    for row in rows:
        arrived, key = received(orjson.loads(travelling(row)))
        assert arrived == row
        assert key.name == row[10]


def test_a_plain_row_is_right() -> None:
    row, key = received(ROW)
    assert row[:11] == tuple(ROW[:11])
    assert orjson.loads(row[11]) == BODY
    assert key == RecordKey(RecordKind.ANNOTATION, DocumentId("7c0f"), SetName("hoda"), "a1")


@pytest.mark.parametrize(
    "line",
    [
        None,
        {},
        [],
        ROW[:-1],
        with_change(replica="7"),
        with_change(replica=True),
        with_change(replica=1 << 63),
        with_change(seq=0),
        with_change(seq=2),
        with_change(seq=3.0),
        with_change(lamport=0),
        with_change(lamport=9.0),
        with_change(lamport=1 << 60),
        with_change(author=""),
        with_change(author=["hoda"]),
        with_change(act="7-3"),
        with_change(act=f"{8:016x}-3"),
        with_change(gesture=None),
        with_change(undoes="yesterday"),
        with_change(at="yesterday"),
        with_change(document="another"),
        with_change(document=None),
        with_change(kind="secret"),
        with_change(kind="set"),
        with_change(kind="referent"),
        with_change(kind="scheme", body=None, document=None, record="//"),
        with_change(record="7c0f/hoda"),
        with_change(record="7c0f/hoda/a2"),
        with_change(record="7c0f//a1"),
        with_change(record="7c0f/ho%64a/a1"),
        with_change(record=None),
        with_change(body="text"),
        with_change(body=[]),
        with_change(body={}),
        body(layer=5),
        body(label=None),
        body(fragments=[]),
        body(fragments=[[5, 0]]),
        body(fragments=[[0, 1 << 70]]),
        body(fragments=[[0, 5.0]]),
        body(fragments=[[0, 5], [4, 9]]),
        body(fragments=[0, 5]),
        body(attributes={"quote_type": 5}),
        body(attributes=["quote_type"]),
        body(note=5),
        body(unsure="yes"),
        body(origin="found"),
        body(referent=7),
        with_change(
            kind="set", record="7c0f/hoda/", body={"header": None, "annotations": [BODY, BODY], "relations": []}
        ),
        with_change(kind="set", record="7c0f/hoda/", body={"annotations": [BODY]}),
        with_change(kind="set", record="7c0f//", body={"header": {}, "annotations": [], "relations": []}),
        with_change(kind="document", record="7c0f//", body={"text_sha256": "short", "meta": {}}),
        with_change(kind="document", record="7c0f//", body={"text_sha256": "0" * 64, "meta": {"title": 5}}),
        with_change(kind="comment", record="7c0f//m1", body={"text": "", "author": "hoda", "at": ""}),
        with_change(kind="relation", record="7c0f/hoda/r1", body={"id": "r1", "type": "attribution", "roles": {}}),
    ],
)
def test_a_row_that_no_program_of_ours_wrote_is_refused(line: Any) -> None:
    # A sound row of the same act must not make the next one pass.
    received(ROW)
    with pytest.raises(Unsound):
        received(line)


json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.text(max_size=4) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(column=st.integers(0, 11), value=json, kind=st.sampled_from(RecordKind))
def test_whatever_stands_in_a_row_it_is_refused_in_words_or_can_be_stored(
    column: int, value: Any, kind: RecordKind
) -> None:
    line = with_change(kind=kind.value)
    line[column] = value
    try:
        row, key = received(line)
    except Unsound as error:
        assert str(error)
    else:
        assert [type(cell) for cell in row[:3]] == [int] * 3
        assert isinstance(key, RecordKey)


def test_a_row_makes_its_whole_set_or_itself_be_looked_at_anew() -> None:
    of_hoda = RecordKey(RecordKind.SET, DocumentId("7c0f"), SetName("hoda"))
    for kind in (RecordKind.ANNOTATION, RecordKind.RELATION, RecordKind.HEADER, RecordKind.SET):
        assert home_of(RecordKey(kind, DocumentId("7c0f"), SetName("hoda"), "x")) == of_hoda
    zone = RecordKey(RecordKind.ZONE, DocumentId("7c0f"), None, "z1")
    assert home_of(zone) == RecordKey(RecordKind.SET, DocumentId("7c0f"))
    comment = RecordKey(RecordKind.COMMENT, DocumentId("7c0f"), None, "m1")
    assert home_of(comment) == comment
    assert place_of("7c0f/ho%2Fda/a1") == ("7c0f", "ho/da")
    assert place_of("//e1") == (None, None)
