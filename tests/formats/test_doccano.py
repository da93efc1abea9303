"""doccano: read in all its shapes, written so that it comes back."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.formats.base import ReadOptions, WriteOptions
from annotator.formats.doccano import DoccanoExporter, DoccanoImporter
from annotator.formats.mapping import LabelMap, Renamed
from annotator.model.identity import SetName
from annotator.model.scheme import Scheme
from tests.formats.exchange import documents, places, read, ties, written
from tests.formats.records import annotated_document, reasons, validate_lines

_RELATIONS = {
    "text": "Google was founded on September 4, 1998, by Larry Page.",
    "entities": [
        {"id": 0, "start_offset": 0, "end_offset": 6, "label": "ORG"},
        {"id": 1, "start_offset": 44, "end_offset": 54, "label": "PERSON"},
    ],
    "relations": [{"id": 0, "from_id": 0, "to_id": 1, "type": "foundedBy"}],
}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
def test_spans_come_back_and_what_does_not_is_told(tmp_path: Path, scheme: Scheme, seed: int) -> None:
    record = annotated_document(seed, scheme, identifier="d1")
    content, losses = written(DoccanoExporter(), [record], WriteOptions(scheme))
    validate_lines(content, "doccano")
    assert DoccanoImporter().recognises(content)
    (back,), problems = read(DoccanoImporter(), content, tmp_path, scheme)
    assert problems.count == 0
    assert back.annotated.document.text == record.document.text
    assert places(back.annotated) == places(record)
    assert back.annotated.annotation_set is not None
    assert (back.annotated.document.id, back.annotated.annotation_set.name) == ("d1", "annotator_1")
    if "several attributions of one claim, told apart no longer" not in losses:
        assert ties(back.annotated) == ties(record)
    assert ("attributes" in losses) == any(a.attributes for a in record.annotations)


def test_writing_again_gives_the_same_bytes(scheme: Scheme) -> None:
    one, two = (written(DoccanoExporter(), documents(scheme), WriteOptions(scheme))[0] for _ in range(2))
    assert one == two


def test_a_record_over_many_lines_is_read_and_its_labels_are_mapped(tmp_path: Path, scheme: Scheme) -> None:
    content = orjson.dumps(_RELATIONS, option=orjson.OPT_INDENT_2)
    _, problems = read(DoccanoImporter(), content, tmp_path, scheme)
    assert any("PERSON" in reason for reason in reasons(problems))
    mapping = LabelMap("x", {"PERSON": "PERS"}, {"foundedBy": Renamed("")})
    (back,), problems = read(DoccanoImporter(), content, tmp_path, scheme, ReadOptions(mapping=mapping))
    assert problems.count == 0
    assert [a.label for a in back.annotated.annotations] == ["ORG", "PERS"]


@pytest.mark.parametrize("keys", [("text", "label"), ("data", "labels"), ("column_data", "column_label")])
def test_triples_are_read_whatever_they_are_called(tmp_path: Path, scheme: Scheme, keys: tuple[str, str]) -> None:
    # "The president arrived in Tunis."
    content = orjson.dumps({keys[0]: "وصل الرئيس إلى تونس.", keys[1]: [[15, 19, "GPE"]], "outlet": "الساحل"})
    assert DoccanoImporter().recognises(content)
    (back,), _ = read(DoccanoImporter(), content, tmp_path, scheme, ReadOptions(annotator=SetName("amal")))
    (annotation,) = back.annotated.annotations
    assert annotation.text(back.annotated.document.text) == "تونس"
    assert back.annotated.annotation_set is not None and back.annotated.annotation_set.name == "amal"
    assert back.annotated.document.meta["outlet"] == "الساحل"


def test_several_annotators_become_several_sets(tmp_path: Path, scheme: Scheme) -> None:
    spans = [
        {"id": n, "label": "GPE", "start_offset": 15, "end_offset": 19, "user": user} for n, user in enumerate((7, 9))
    ]
    content = orjson.dumps({"id": 1, "text": "وصل الرئيس إلى تونس.", "annotations": spans})
    found, problems = read(DoccanoImporter(), content, tmp_path, scheme)
    assert problems.count == 0
    names = [one.annotated.annotation_set.name for one in found if one.annotated.annotation_set]
    assert names == ["user-7", "user-9"]


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({"text": "قال", "label": [[0, 9, "PERS"]]}, "outside the text"),
        ({"text": "قال", "label": [[2, 1, "PERS"]]}, "reversed"),
        ({"text": "قال", "label": [["0", "x", "PERS"]]}, "not a whole number"),
        ({"text": "قال", "label": [[0, 1, "Klingon"]]}, "Klingon"),
        ({"label": [[0, 1, "PERS"]]}, "no text"),
        ({"text": "قال", "entities": 5}, "not a list"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, scheme: Scheme, record: object, said: str) -> None:
    good = orjson.dumps({"text": "قال", "label": []})
    _, problems = read(DoccanoImporter(), good + b"\n" + orjson.dumps(record), tmp_path, scheme)
    assert said in " ".join(reasons(problems))
    assert problems.listed[0].line == 2


def test_triples_under_the_name_of_the_objects_are_spans(tmp_path: Path, scheme: Scheme) -> None:
    """As doccano writes texts that are sorted into classes too."""
    # "The delegation left for Muscat."
    content = orjson.dumps({"text": "غادر الوفد إلى مسقط.", "entities": [[15, 19, "GPE"]], "cats": ["سفر"]}) + b"\n"
    assert DoccanoImporter().recognises(content)
    (back,), problems = read(DoccanoImporter(), content, tmp_path, scheme)
    assert not problems.count
    assert [a.text(back.annotated.document.text) for a in back.annotated.annotations] == ["مسقط"]


def test_classes_and_comments_of_an_article_become_metadata(tmp_path: Path, scheme: Scheme) -> None:
    # "The port was opened in Sfax."
    line = {"text": "فُتح الميناء في صفاقس.", "entities": [[16, 21, "GPE"]], "cats": ["economy"], "Comments": ["انظر"]}
    (record,), problems = read(DoccanoImporter(), orjson.dumps(line), tmp_path, scheme)
    assert problems.count == 0
    assert [a.text("فُتح الميناء في صفاقس.") for a in record.annotated.annotations] == ["صفاقس"]
    assert record.annotated.document.meta["cats"] == '["economy"]'
    assert record.annotated.document.meta["Comments"] == '["انظر"]'
