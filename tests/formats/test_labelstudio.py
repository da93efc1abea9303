"""Label Studio: tasks of several people and models, read and written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.formats.base import WriteOptions
from annotator.formats.labelstudio import LabelStudioExporter, LabelStudioImporter
from annotator.model.scheme import Scheme
from annotator.model.workflow import Status
from tests.formats.exchange import documents, places, read, ties, written
from tests.formats.records import annotated_document, reasons, validator

# "😀 The president arrived in Tunis."
_TEXT = "😀 وصل الرئيس إلى تونس."


def _region(identifier: str, words: str, label: str, *, shift: int = 0) -> dict[str, Any]:
    start = _TEXT.index(words)
    value = {"start": start + shift, "end": start + shift + len(words), "text": words, "labels": [label]}
    return {"id": identifier, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def _task(**further: Any) -> bytes:
    return orjson.dumps([{"id": 3, "data": {"text": _TEXT}, **further}])


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
def test_what_label_studio_can_hold_comes_back(tmp_path: Path, scheme: Scheme, seed: int) -> None:
    record = annotated_document(seed, scheme, identifier="d1")
    content, _ = written(LabelStudioExporter(), [record], WriteOptions(scheme))
    validator("label-studio").validate(orjson.loads(content))
    (back,), problems = read(LabelStudioImporter(), content, tmp_path, scheme)
    assert problems.count == 0
    assert places(back.annotated) == places(record)
    assert ties(back.annotated) == ties(record)
    assert {a.id: a.attributes for a in back.annotated.annotations} == {a.id: a.attributes for a in record.annotations}
    assert {a.id: a.note for a in back.annotated.annotations} == {a.id: a.note for a in record.annotations}


def test_an_array_of_many_is_one_file_and_the_same_each_time(scheme: Scheme) -> None:
    one, two = (written(LabelStudioExporter(), documents(scheme), WriteOptions(scheme))[0] for _ in range(2))
    assert one == two
    assert len(orjson.loads(one)) == 12
    assert orjson.loads(written(LabelStudioExporter(), [], WriteOptions(scheme))[0]) == []


def test_people_and_models_become_sets_of_their_own(tmp_path: Path, scheme: Scheme) -> None:
    result = [_region("r1", "تونس", "GPE")]
    content = _task(
        annotations=[
            {"completed_by": {"id": 1, "email": "amal@example.org"}, "result": result},
            {"completed_by": 7, "result": result, "was_cancelled": True},
            {"completed_by": 7, "result": []},
        ],
        predictions=[{"model_version": "ner-2", "result": result}],
    )
    assert LabelStudioImporter().recognises(content)
    found, problems = read(LabelStudioImporter(), content, tmp_path, scheme)
    assert problems.count == 0
    sets = {
        one.annotated.annotation_set.name: (
            one.annotated.annotation_set.status,
            [a.origin for a in one.annotated.annotations],
        )
        for one in found
        if one.annotated.annotation_set
    }
    assert sets == {
        "amal@example.org": (Status.SUBMITTED, ["imported"]),
        "user-7": (Status.SKIPPED, ["imported"]),
        "user-7-2": (Status.SUBMITTED, []),
        "ner-2": (Status.SUBMITTED, ["suggested:ner-2"]),
    }


def test_utf16_offsets_are_known_by_the_covered_text(tmp_path: Path, scheme: Scheme) -> None:
    content = _task(
        annotations=[{"result": [_region("r1", "تونس", "GPE", shift=1), _region("r2", "الرئيس", "OCC", shift=1)]}]
    )
    (back,), problems = read(LabelStudioImporter(), content, tmp_path, scheme)
    assert problems.count == 0
    assert sorted(a.text(_TEXT) for a in back.annotated.annotations) == ["الرئيس", "تونس"]


def test_relations_are_read_in_both_directions(tmp_path: Path, scheme: Scheme) -> None:
    regions = [_region("c", "وصل الرئيس", "Claim"), _region("s", "الرئيس", "Source")]
    for direction, ends in (("right", ("c", "s")), ("left", ("s", "c")), ("right", ("s", "c"))):
        tie = {
            "type": "relation",
            "from_id": ends[0],
            "to_id": ends[1],
            "direction": direction,
            "labels": ["attribution"],
        }
        (back,), problems = read(
            LabelStudioImporter(), _task(annotations=[{"result": [*regions, tie]}]), tmp_path, scheme
        )
        assert problems.count == 0
        (relation,) = back.annotated.relations
        assert dict(relation.roles) == {"claim": ("c",), "source": ("s",)}


def test_tasks_about_pictures_are_refused(tmp_path: Path, scheme: Scheme) -> None:
    polygon = {"id": "p", "type": "polygonlabels", "value": {"points": [], "polygonlabels": ["Airplane"]}}
    content = orjson.dumps([{"data": {"image": "/1.png"}, "annotations": [{"result": [polygon]}]}])
    found, problems = read(LabelStudioImporter(), content, tmp_path, scheme)
    assert found == []
    assert reasons(problems) == ["The task has no text; its data are: image."]


def test_the_small_export_is_read_too(tmp_path: Path, scheme: Scheme) -> None:
    start = _TEXT.index("تونس")
    record = {
        "text": _TEXT, "id": 3, "annotator": 2, "annotation_id": 9, "lead_time": 4.2,
        "label": [{"start": start, "end": start + 4, "text": "تونس", "labels": ["GPE"]}],
    }  # fmt: skip
    content = orjson.dumps([record])
    assert LabelStudioImporter().recognises(content)
    (back,), problems = read(LabelStudioImporter(), content, tmp_path, scheme)
    assert problems.count == 0
    assert [a.text(_TEXT) for a in back.annotated.annotations] == ["تونس"]


def test_answers_that_have_no_place_are_told(tmp_path: Path, scheme: Scheme) -> None:
    value = {"start": 2, "end": 5, "text": "وصل"}
    result = [
        _region("r1", "تونس", "GPE"),
        {"id": "x", "from_name": "mood", "to_name": "text", "type": "choices", "value": {"choices": ["neutral"]}},
        {"id": "y", "from_name": "stars", "to_name": "text", "type": "rating", "value": {"rating": 4}},
        {"id": "z", "from_name": "kind", "to_name": "text", "type": "choices", "value": {**value, "choices": ["a"]}},
    ]
    (record,), problems = read(LabelStudioImporter(), _task(annotations=[{"result": result}]), tmp_path, scheme)
    assert problems.count == 0
    (remark,) = record.remarks
    assert remark.english().startswith("3 answers were left out")


def test_every_refusal_says_what_to_do(tmp_path: Path, scheme: Scheme) -> None:
    picture = {"id": "q", "type": "rectanglelabels", "value": {"x": 1}}
    for wrong in (picture, {"id": "q", "type": "labels"}, {"id": "q", "type": "labels", "value": {"labels": []}}):
        _, problems = read(LabelStudioImporter(), _task(annotations=[{"result": [wrong]}]), tmp_path, scheme)
        assert problems.count == 1
        assert problems.listed[0].line == 1
        assert problems.listed[0].remedy is not None
