"""JSON from outside: what parsers pass over in silence is refused by name."""

from __future__ import annotations

import json
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.strictjson import Untrusted, decode, encode, strings

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


@given(_VALUES)
def test_what_is_written_is_read_back(value: Any) -> None:
    assert decode(encode(value)) == value


@given(_VALUES)
def test_other_ways_of_writing_the_same_are_read_too(value: Any) -> None:
    written = json.dumps(value, ensure_ascii=True, indent=1).replace("\n", " ").encode()
    assert decode(written) == value


def test_what_breaks_lines_elsewhere_is_escaped() -> None:
    written = encode({"text": "a\u2028b\u2029c\u0085d“e”«f»"})
    assert written == '{"text":"a\\u2028b\\u2029c\\u0085d“e”«f»"}'.encode()
    assert len(written.decode().splitlines()) == 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"id": "a", "id": "b"}', "“id” stands twice"),
        (b'{"a": {"b": 1, "b": 1}}', "“b” stands twice"),
        (b'{"a": NaN}', "NaN is not JSON"),
        (b'{"a": -Infinity}', "-Infinity is not JSON"),
        (b'{"a": 36893488147419103232}', "64 bits"),
        (b'{"a": -9223372036854775809}', "64 bits"),
        (b'{"a": ' + b"9" * 10_000 + b"}", "64 bits"),
        (b'{"a": "\\ud800"}', "surrogate"),
        (b'{"a": "\\u0000"}', "NUL"),
        (b'{"a": "\xff"}', "damaged UTF-8: byte 0xff at position 8"),
        (b'\xef\xbb\xbf{"a": 1}', "byte order mark"),
        (b'{"a": 1', "not JSON"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_hostile_json_is_refused_by_name(line: bytes, reason: str) -> None:
    with pytest.raises(Untrusted) as refused:
        decode(line)
    assert reason in " ".join(message.english() for message in refused.value.reasons)


def test_a_duplicate_key_cannot_hide_behind_a_number_that_grows() -> None:
    # Written again, 1e6 is six characters longer, as much as the lost key took.
    line = b'{"a":1e6,"b":1,"b":2}'
    assert len(orjson.dumps(orjson.loads(line))) == len(line)
    with pytest.raises(Untrusted):
        decode(line)


def test_deep_values_are_walked_without_recursion() -> None:
    value: Any = "leaf"
    for _ in range(5_000):
        value = [value]
    assert list(strings(value)) == ["leaf"]
