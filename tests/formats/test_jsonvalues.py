"""Values of a JSON file are found one by one, however they are written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.formats import jsonvalues
from annotator.formats.base import Problems, ReadOptions
from annotator.formats.jsonvalues import JsonValue, json_values, top_keys
from annotator.model.errors import InputRefused
from tests.formats.records import reasons

_JSON = st.dictionaries(
    st.text(max_size=8),
    st.recursive(st.text(max_size=12) | st.integers() | st.none(), lambda inner: st.lists(inner, max_size=3)),
    max_size=4,
)


def _values(path: Path, content: bytes, **options: str) -> list[JsonValue]:
    path.write_bytes(content)
    return list(json_values(path, ReadOptions(**options), Problems(path.name)))  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=st.lists(_JSON, max_size=5), indent=st.sampled_from([None, 1]), chunk=st.integers(1, 40))
def test_arrays_lines_and_values_over_many_lines_are_read_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, records: list[object], indent: int | None, chunk: int
) -> None:
    monkeypatch.setattr(jsonvalues, "_CHUNK_BYTES", chunk)
    array = json.dumps(records, ensure_ascii=False, indent=indent).encode("utf-8", "surrogatepass")
    lines = b"\n".join(
        json.dumps(r, ensure_ascii=False, indent=indent).encode("utf-8", "surrogatepass") for r in records
    )
    for content in (array, lines, b"\xef\xbb\xbf" + array):
        found = [json.loads(value.raw) for value in _values(tmp_path / "x.json", content)]
        assert found == records


def test_every_value_knows_its_line(tmp_path: Path) -> None:
    content = b'[\n {"a":\n  1},\n\n {"b": "x\\"}"} ]\n'
    assert [value.line for value in _values(tmp_path / "x.json", content)] == [2, 5]


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (b'[{"a": 1},\n {"b": ', 2, "ends inside a record"),
        (b'[{"a": 1}, 5]', 1, "Where a record should begin stands “5”"),
        (b'[{"a": 1}]\n{"b": 2}', 2, "Where a record should begin"),
        (b"[[1]]", 1, "Where a record should begin"),
        (b"[", 1, "ends inside"),
    ],
)
def test_what_is_no_sequence_of_objects_is_refused_with_its_line(
    tmp_path: Path, content: bytes, line: int, said: str
) -> None:
    path, problems = tmp_path / "x.json", Problems("x.json")
    path.write_bytes(content)
    with pytest.raises(InputRefused):
        list(json_values(path, ReadOptions(), problems))
    assert said in reasons(problems)[0]
    assert problems.listed[0].line == line


def test_other_encodings_are_read_whole(tmp_path: Path) -> None:
    # "The minister said"
    content = '[{"text": "قال الوزير"}]'
    for encoding in ("utf-16", "cp1256"):
        (value,) = _values(tmp_path / "x.json", content.encode(encoding), encoding=encoding)
        assert json.loads(value.raw) == {"text": "قال الوزير"}


def test_keys_of_the_first_object_are_seen_even_where_it_is_cut_off() -> None:
    keys = top_keys(b' [ {"text": "a \\" {", "spans": [{"start": 1}], "tokens": [{"te')
    assert list(keys) == [b"text", b"spans", b"tokens"]
    assert top_keys(b"plain") == {}
