"""The log: rows in any order, any number of times, say the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.changes import RecordKey, RecordKind, Revision
from annotator.model.identity import ActId, DocumentId, Handle, SetName
from annotator.store.revisions import Log, act_id, order, project, records_in
from annotator.store.rows import dumps, key_named

DOCUMENT, OWN = DocumentId("7c0f"), SetName("hoda")
NAMES = ("a1", "a2", "a3")


def table(name: str, start: int) -> dict[str, object]:
    return {"id": name, "layer": "claim", "label": "Claim", "fragments": [[start, start + 5]]}


@st.composite
def revisions(draw: st.DrawFn) -> list[Revision]:
    rows = []
    for seq in range(1, draw(st.integers(0, 12)) + 1):
        replica, lamport = draw(st.integers(-2, 2)), draw(st.integers(1, 4))
        kind = draw(st.sampled_from((RecordKind.ANNOTATION, RecordKind.ANNOTATION, RecordKind.SET)))
        body: object = None
        name = ""
        if kind is RecordKind.ANNOTATION:
            name = draw(st.sampled_from(NAMES))
            body = draw(st.none() | st.just(table(name, seq)))
        elif draw(st.booleans()):
            listed = [table(name, seq) for name in draw(st.sets(st.sampled_from(NAMES)))]
            body = {"header": None, "annotations": listed, "relations": []}
        key = RecordKey(kind, DOCUMENT, OWN, name)
        written = None if body is None else dumps(body)
        rows.append(Revision(replica, seq, lamport, Handle("hoda"), ActId("0-1"), "Mark", None, "", key, written))
    return rows


@given(rows=revisions(), data=st.data())
def test_revisions_merge_in_any_order_and_any_number_of_times(rows: list[Revision], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(rows + rows[: len(rows) // 2]))
    assert project(shuffled) == project(rows)


@given(rows=revisions())
def test_the_greatest_revision_of_a_record_stands(rows: list[Revision]) -> None:
    standing = project(rows)
    for name in NAMES:
        key = RecordKey(RecordKind.ANNOTATION, DOCUMENT, OWN, name)
        mine = [r for r in rows if r.key == key or r.key.kind is RecordKind.SET]
        if not mine:
            assert key not in standing
            continue
        last = max(mine, key=order)
        said = project([last]) if last.key == key else dict(records_in(last))
        assert standing.get(key) == said.get(key)


@given(parts=st.tuples(st.text(min_size=1), st.text(min_size=1), st.text(min_size=1)))
def test_the_name_of_a_record_tells_where_it_lives(parts: tuple[str, str, str]) -> None:
    key = RecordKey(RecordKind.RELATION, DocumentId(parts[0]), SetName(parts[1]), parts[2])
    assert key_named("relation", key.name) == key


def test_an_act_is_named_after_its_first_row() -> None:
    assert act_id(0x7C0F, 3) == "0000000000007c0f-3"
    assert Log.__doc__
