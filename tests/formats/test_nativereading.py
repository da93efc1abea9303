"""Fast reading: what is right becomes values, and nothing else does."""

from __future__ import annotations

import copy
from random import Random
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.nativeproblems import completed, record_problems
from annotator.formats.nativereading import Doubtful, NativeReading
from annotator.formats.nativewriting import NativeWriting
from annotator.model.scheme import Scheme
from tests.formats.records import annotated_document, without_set

_STRANGE: tuple[Any, ...] = (
    None,
    "",
    "x",
    -1,
    0,
    10**6,
    True,
    1.5,
    [],
    {},
    ["x"],
    {"x": "y"},
    [[0, 1]],
    [[5, 2]],
    "a0",
)


@given(st.integers(0, 2**32))
def test_a_written_record_is_read_as_it_was(scheme: Scheme, seed: int) -> None:
    annotated = annotated_document(seed, scheme)
    assert NativeReading(scheme).read(orjson.loads(NativeWriting(scheme).record(annotated))) == annotated


@given(st.integers(0, 2**32))
def test_an_article_without_a_set_is_read_as_it_was(scheme: Scheme, seed: int) -> None:
    annotated = without_set(annotated_document(seed, scheme))
    assert NativeReading(scheme).read(orjson.loads(NativeWriting(scheme).record(annotated))) == annotated


@given(st.integers(0, 2**32), st.integers(0, 2**32))
def test_fast_and_slow_reading_agree_about_every_damage(scheme: Scheme, seed: int, damage: int) -> None:
    record = orjson.loads(NativeWriting(scheme).record(annotated_document(seed, scheme, marks=8)))
    _damage(record, Random(damage))
    filled = completed(record, scheme=scheme, set_name=None)
    problems = [problem.english() for problem in record_problems(filled, scheme)]
    try:
        NativeReading(scheme).read(filled)
    except Doubtful:
        assert problems
    else:
        assert problems == []


def _damage(record: dict[str, Any], random: Random) -> None:
    """Change one value somewhere in a record."""
    place: Any = record
    while True:
        if isinstance(place, dict) and place:
            key: Any = random.choice(list(place))
        elif isinstance(place, list) and place:
            key = random.randrange(len(place))
        else:
            return
        inner = place[key]
        if not isinstance(inner, dict | list) or not inner or random.random() < 0.2:
            break
        place = inner
    match random.randrange(4):
        case 0 if isinstance(place, dict):
            place["unheard-of"] = copy.deepcopy(random.choice(_STRANGE))
        case 1 if isinstance(place, dict):
            del place[key]
        case 2 if isinstance(place, list):
            place.append(copy.deepcopy(random.choice((*place, *_STRANGE))))
        case _:
            place[key] = copy.deepcopy(random.choice(_STRANGE))


def test_equal_labels_and_origins_are_one_string(scheme: Scheme) -> None:
    reading, writing = NativeReading(scheme), NativeWriting(scheme)
    labels: dict[str, str] = {}
    for seed in range(20):
        for annotation in reading.read(orjson.loads(writing.record(annotated_document(seed, scheme)))).annotations:
            assert labels.setdefault(annotation.label, annotation.label) is annotation.label


@pytest.mark.parametrize("value", [{}, {"format": "isnad/1"}, {"format": 1}])
def test_a_stub_of_a_record_is_doubtful(scheme: Scheme, value: dict[str, Any]) -> None:
    with pytest.raises(Doubtful):
        NativeReading(scheme).read(value)
