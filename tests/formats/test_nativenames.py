"""Native records with names of another scheme: mapped, let through where the scheme grows, refused otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from annotator.formats.base import Incoming, Problems
from annotator.formats.jsonl import JsonlImporter
from annotator.formats.mapping import parse_mapping
from annotator.model.scheme import Scheme
from annotator.operations.foreignnames import names
from annotator.operations.intake import ImportOptions
from tests.formats.files import read_file
from tests.formats.records import reasons

# "The minister said the port would open in Tyre."
_TEXT = "قال الوزير إن المرفأ سيفتح في صور."


def _record(**changed: Any) -> dict[str, Any]:
    spans = [
        {"id": "a1", "layer": "entity", "label": "CITY", "fragments": [[30, 33]], "text": "صور"},
        {"id": "a2", "layer": "speech", "label": "Words", "fragments": [[11, 33]], "text": "إن المرفأ سيفتح في صور"},
        {"id": "a3", "layer": "source", "label": "Source", "fragments": [[4, 10]], "text": "الوزير"},
    ]
    relation = {"id": "r1", "type": "says", "roles": {"what": ["a2"], "who": ["a3"]}}
    return {
        "format": "isnad/1", "id": "7c0f", "text": _TEXT, "annotation_set": "hoda", "layers_done": ["entity", "speech"],
        "spans": spans, "relations": [relation], **changed,
    }  # fmt: skip


_MAP = """
[labels]
"CITY" = "GPE"
"speech/Words" = "claim/Claim"
[relations.says]
type = "attribution"
what = "claim"
who = "source"
"""


def _read(tmp_path: Path, scheme: Scheme, *records: dict[str, Any], **options: Any) -> tuple[list[Incoming], Problems]:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"".join(orjson.dumps(record) + b"\n" for record in records))
    return read_file(JsonlImporter(), path, scheme, **options)


def test_without_a_word_about_them_unknown_names_are_refused(tmp_path: Path, scheme: Scheme) -> None:
    found, problems = _read(tmp_path, scheme, _record())
    assert not found
    assert any("CITY" in reason for reason in reasons(problems))
    assert any("says" in reason for reason in reasons(problems))


def test_a_mapping_says_what_labels_relations_and_roles_are_here(tmp_path: Path, scheme: Scheme) -> None:
    (record,), problems = _read(tmp_path, scheme, _record(), mapping=parse_mapping(_MAP, name="m"))
    assert not problems.count
    annotated = record.annotated
    assert {(a.id, a.layer, a.label) for a in annotated.annotations} == {
        ("a1", "entity", "GPE"), ("a2", "claim", "Claim"), ("a3", "source", "Source"),
    }  # fmt: skip
    (relation,) = annotated.relations
    assert (relation.type, dict(relation.roles)) == ("attribution", {"claim": ("a2",), "source": ("a3",)})
    assert annotated.annotation_set is not None
    assert annotated.annotation_set.layers_done == ("entity",)
    assert record.native


def test_what_a_mapping_leaves_out_takes_its_relations_along_and_that_is_said(tmp_path: Path, scheme: Scheme) -> None:
    mapping = parse_mapping(_MAP.replace('"claim/Claim"', '""'), name="m")
    (record,), problems = _read(tmp_path, scheme, _record(), mapping=mapping)
    assert not problems.count
    assert {a.id for a in record.annotated.annotations} == {"a1", "a3"}
    assert not record.annotated.relations
    assert [remark.english() for remark in record.remarks] == ["One relation was left out with its members."]


def test_the_scheme_grows_by_what_the_records_use(tmp_path: Path, scheme: Scheme) -> None:
    plain = _record(id="7c10", text=_TEXT + "!", spans=[], relations=[], layers_done=[])
    found, problems = _read(tmp_path, scheme, _record(), plain, extend=True)
    assert not problems.count
    assert len(found) == 2
    assert {a.label for a in found[0].annotated.annotations} == {"CITY", "Words", "Source"}
    assert found[0].annotated.relations[0].type == "says"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"text": _TEXT.replace("صور", "صيدا")}, "the text covered is"),
        ({"spans": [{"id": "a1", "layer": "x", "label": "Y", "fragments": [[5, 2]], "text": ""}]}, "reversed"),
        ({"spans": [{"id": 3, "layer": "x", "label": "Y", "fragments": [[0, 2]], "text": "قا"}]}, "an id that is not"),
        ({"relations": [{"id": "r1", "type": "says", "roles": {"who": []}}]}, "empty role"),
    ],
)
def test_a_growing_scheme_lets_nothing_else_pass(
    tmp_path: Path, scheme: Scheme, changed: dict[str, Any], reason: str
) -> None:
    found, problems = _read(tmp_path, scheme, _record(**changed), extend=True)
    assert not found
    assert any(reason in said for said in reasons(problems))


def test_a_look_through_the_file_finds_the_names_to_decide_about(tmp_path: Path, scheme: Scheme) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(orjson.dumps(_record()) + b"\n")
    found = names([path], scheme_table=dict(scheme.table), options=ImportOptions())
    assert {use.name.name for use in found.names} >= {"CITY", "Words", "says"}
