"""Manifests say what was written, the same way twice."""

from __future__ import annotations

from dataclasses import replace

import orjson

from annotator.formats.contents import Contents
from annotator.formats.losses import Loss
from annotator.formats.manifest import WrittenFile, files_of, manifest
from annotator.model.scheme import Scheme
from tests.formats.records import annotated_document, validator


def test_a_manifest_keeps_its_schema(scheme: Scheme) -> None:
    contents = Contents()
    for seed in range(4):
        contents.add(annotated_document(seed, scheme), "train" if seed else "test")
    written = manifest(
        exporter="jsonl", scheme=scheme, contents=contents, files=[WrittenFile("train.jsonl", "0" * 64, 12, 3)],
        losses=(Loss("note", 1, ("d/s/a",)),), split=(80, 10, 10), seed=7,
        filters={"annotators": [], "adjudicated": False, "status": None, "layers": [], "layers_done": False,
                 "without_unsure": False, "documents": [], "negatives": False,
                 "labels": [], "outlets": [], "since": None, "until": None},
    )  # fmt: skip
    table = orjson.loads(written)
    validator("manifest").validate(table)
    assert table["counts"]["records"] == 4
    assert table["guidelines"] == dict(contents.guidelines)
    assert table["splits"]["test"]["records"] == 1
    assert files_of(written) == ("train.jsonl",)


def test_sets_are_counted_by_the_guideline_they_were_made_under(scheme: Scheme) -> None:
    contents = Contents()
    for seed, version in enumerate(("1.2", "1.10", "1.2", None)):
        record = annotated_document(seed, scheme)
        assert record.annotation_set is not None
        contents.add(replace(record, annotation_set=replace(record.annotation_set, guideline=version)), "train")
    assert contents.guidelines == {"1.2": 2, "1.10": 1}


def test_a_manifest_that_cannot_be_read_lists_nothing() -> None:
    for written in (b"", b"{}", b"[]", b'{"files": 5}', b"\xff"):
        assert files_of(written) == ()
