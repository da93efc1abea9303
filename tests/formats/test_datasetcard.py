"""Dataset cards pin every field, and invent nothing."""

from __future__ import annotations

import re
from typing import Any

import orjson
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.contents import Contents
from annotator.formats.datasetcard import GAP, card_features, dataset_card, native_features
from annotator.formats.losses import Loss
from annotator.formats.nativewriting import NativeWriting
from annotator.model.scheme import Scheme
from tests.formats.records import annotated_document


def _fits(value: Any, feature: dict[str, Any]) -> bool:
    """Whether a JSON value fits a feature of ``datasets``: no key unknown, no type other than pinned."""
    if value is None:
        return True
    if "struct" in feature:
        fields = {field["name"]: field for field in feature["struct"]}
        return isinstance(value, dict) and all(name in fields and _fits(v, fields[name]) for name, v in value.items())
    if "list" in feature:
        inner = feature["list"]
        if isinstance(inner, str):
            inner = {"dtype": inner}
        elif isinstance(inner, list):
            inner = {"struct": inner}
        return isinstance(value, list) and all(_fits(member, inner) for member in value)
    return type(value) is {"string": str, "int64": int, "bool": bool}[feature["dtype"]]


@given(st.integers(0, 2**32))
def test_every_record_fits_what_the_card_pins(scheme: Scheme, seed: int) -> None:
    contents, writing = Contents(), NativeWriting(scheme)
    records = []
    for number in range(3):
        annotated = annotated_document(seed + number, scheme)
        contents.add(annotated, "train")
        records.append(orjson.loads(writing.record(annotated)))
    feature = {"struct": native_features(contents, scheme)}
    assert all(_fits(record, feature) for record in records)
    assert not _fits(records[0] | {"further": "x"}, feature)


def test_features_are_read_back_from_the_head(scheme: Scheme) -> None:
    contents = Contents()
    contents.begin("train")
    features = native_features(contents, scheme)
    card = dataset_card(
        name="corpus", features=features, contents=contents, scheme=scheme, data_files=[("train", "train.jsonl")],
        losses=(),
    )  # fmt: skip
    assert card_features(card) == features
    head = card.decode().split("---\n")[1]
    assert '  - {"split":"train","path":"train.jsonl"}' in head
    assert head.startswith("task_categories")


def test_structures_are_never_empty_where_nothing_was_written(scheme: Scheme) -> None:
    def structs(feature: Any) -> list[Any]:
        if isinstance(feature, dict):
            return [*([feature["struct"]] if "struct" in feature else []), *structs(list(feature.values()))]
        return [s for member in feature for s in structs(member)] if isinstance(feature, list) else []

    assert all(structs(native_features(Contents(), scheme)))


def test_the_head_is_yaml_whatever_the_keys_are_called(scheme: Scheme) -> None:
    contents = Contents()
    contents.begin("train")
    contents.meta_keys |= {"\x7f\x85\u2028", "مفتاح 😀", '"\\'}
    card = dataset_card(
        name="corpus", features=native_features(contents, scheme), contents=contents, scheme=scheme,
        data_files=[("train", "train.jsonl")], losses=(),
    )  # fmt: skip
    head = card.decode().split("---\n")[1]
    # PyYAML's own test of what may stand in a document.
    assert not re.search("[^\x09\x0a\x0d\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", head)
    (meta,) = [feature for feature in card_features(card) if feature["name"] == "meta"]
    assert contents.meta_keys <= {field["name"] for field in meta["struct"]}


def test_a_split_without_records_is_counted_but_not_to_be_loaded(scheme: Scheme) -> None:
    contents = Contents()
    contents.begin("train")
    contents.begin("validation")
    card = dataset_card(
        name="corpus", features=[], contents=contents, scheme=scheme, data_files=[("train", "train.jsonl")], losses=()
    ).decode()  # fmt: skip
    assert '{"split":"validation"' not in card
    assert "| validation | – |" in card


def test_what_the_corpus_does_not_say_is_a_gap(scheme: Scheme) -> None:
    contents = Contents()
    contents.begin("train")
    card = dataset_card(
        name="corpus", features=[], contents=contents, scheme=scheme, data_files=[("train", "train.jsonl")],
        losses=(Loss("nested", 3, ()),),
    ).decode()  # fmt: skip
    assert f"- Outlets: {GAP}" in card
    assert f"- Licence of the texts: {GAP}" in card
    assert "- nested: 3" in card
    assert "language:" not in card


def test_guidelines_are_told_by_version_and_are_a_gap_where_no_set_names_one(scheme: Scheme) -> None:
    told = []
    for versions in ({"1.1": 7, "1.0": 2}, {}):
        contents = Contents()
        contents.begin("train")
        contents.guidelines.update(versions)
        told.append(
            dataset_card(
                name="corpus", features=[], contents=contents, scheme=scheme, data_files=[("train", "train.jsonl")],
                losses=(),
            ).decode()
        )  # fmt: skip
    assert "- Guideline, by version (records): 1.1 (7), 1.0 (2)" in told[0]
    assert f"- Guidelines: {GAP}" in told[1]


def test_names_from_outside_cannot_become_markup(scheme: Scheme) -> None:
    contents = Contents()
    contents.begin("train")
    contents.outlets["[x](javascript:1)|\n# <b>"] = 1
    card = dataset_card(
        name="corpus", features=[], contents=contents, scheme=scheme, data_files=[("train", "train.jsonl")], losses=()
    ).decode()  # fmt: skip
    assert r"- Outlets: \[x\](javascript:1)\| \# \<b\> (1)" in card
