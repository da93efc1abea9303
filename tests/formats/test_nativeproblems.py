"""Everything that can be wrong with a native record is said, all at once."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from annotator.formats.nativeproblems import completed, record_problems
from annotator.formats.nativereading import NativeReading
from annotator.model.document import digest
from annotator.model.identity import SetName
from annotator.model.scheme import Scheme

# "The ministry said that the port is open." / "The port is open", wrote the agency.
_TEXT = "قالت الوزارة إن المرفأ مفتوح."


def _record() -> dict[str, Any]:
    """A small record in which all is well."""
    return {
        "format": "isnad/1",
        "id": "d1",
        "text": _TEXT,
        "text_sha256": digest(_TEXT),
        "offset_unit": "codepoint",
        "meta": {"title": None, "outlet": None, "dateline": None, "published": None, "url": None, "language": "ar"},
        "annotation_set": "annotator_1",
        "status": "submitted",
        "scheme": {"name": "arabic-news", "version": "1"},
        "guideline": None,
        "layers_done": ["claim"],
        "split": None,
        "group": None,
        "spans": [
            _span("a1", "cue", "Cue", 0, 4),
            _span("a2", "source", "Source", 5, 12),
            _span("a3", "claim", "Claim", 13, 28),
        ],
        "relations": [_tie({"claim": ["a3"], "source": ["a2"], "cue": ["a1"]})],
        "referents": [{"id": "e1", "name": "الوزارة", "kind": "ORG", "variants": [], "wikidata": None}],
    }


def _span(identifier: str, layer: str, label: str, start: int, end: int) -> dict[str, Any]:
    return {
        "id": identifier, "layer": layer, "label": label, "fragments": [[start, end]], "start": start, "end": end,
        "text": _TEXT[start:end], "attributes": {}, "referent": None, "note": None, "origin": "manual", "unsure": False,
    }  # fmt: skip


def _tie(roles: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "id": "r1", "type": "attribution", "roles": roles, "attributes": {"holder": "text"}, "note": None,
        "origin": "manual", "unsure": False,
    }  # fmt: skip


def _problems(record: dict[str, Any], scheme: Scheme, set_name: str | None = None) -> list[str]:
    filled = completed(record, scheme=scheme, set_name=SetName(set_name) if set_name else None)
    return [problem.english() for problem in record_problems(filled, scheme)]


def test_a_right_record_has_no_problems(scheme: Scheme) -> None:
    assert _problems(_record(), scheme) == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"format": "isnad/9"}, "The format is “isnad/9”"),
        ({"colour": "red"}, "no key “colour”"),
        ({"text": ""}, "“text” is empty"),
        ({"text": _TEXT + "!"}, "The digest is not that of the text"),
        ({"text": "سطر\rآخر"}, "carriage return"),
        ({"offset_unit": "utf16"}, "Offsets count “utf16”"),
        ({"meta": {"rank": 1}}, "meta “rank”"),
        ({"status": "done"}, "“done” is not a status"),
        ({"annotation_set": None, "status": None, "layers_done": []}, "names no annotation set"),
        ({"layers_done": ["colours"]}, "no layer or relation “colours”"),
        ({"split": "dev"}, "“dev” is not a split"),
        ({"spans": [_span("a1", "claim", "Claime", 0, 4)], "relations": []}, "has no label “Claime”"),
        ({"spans": [_span("a1", "claims", "Claim", 0, 4)], "relations": []}, "no layer “claims”"),
        ({"spans": [_span("a1", "cue", "Cue", 0, 4)] * 2, "relations": []}, "a1 stands twice"),
        ({"relations": [_tie({"claim": ["a3"]})] * 2}, "r1 stands twice"),
        ({"relations": [_tie({"source": ["a2"]})]}, "the role “claim” has 0 members"),
        ({"relations": [_tie({"claim": ["a3"], "speaker": ["a2"]})]}, "no role “speaker”"),
        ({"relations": [_tie({"claim": ["a2"]})]}, "does not take an annotation of “source”"),
        ({"relations": [_tie({"claim": ["a9"]})]}, "names a9, which is not there"),
        ({"relations": [_tie({"claim": ["a3"], "source": ["a2"], "via": ["a2"]})]}, "a2 stands in it twice"),
        ({"relations": [_tie({"claim": ["a3"], "source": []})]}, "empty role"),
    ],
)
def test_a_wrong_record_is_refused_by_name(scheme: Scheme, changes: dict[str, Any], reason: str) -> None:
    assert reason in " ".join(_problems(_record() | changes, scheme))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"fragments": [[4, 0]], "start": 4, "end": 0}, "empty, reversed or negative"),
        ({"fragments": [[0, 0]], "end": 0}, "empty, reversed or negative"),
        ({"fragments": [[-4, 4]], "start": -4}, "empty, reversed or negative"),
        ({"fragments": [[0, 400]], "end": 400}, "reaches past the end"),
        ({"fragments": [[0, 2], [2, 4]]}, "not ascending and apart"),
        ({"fragments": [[2, 4], [0, 1]]}, "not ascending and apart"),
        ({"fragments": []}, "at least one stretch"),
        ({"fragments": [[0, 4.0]]}, "pairs of whole numbers"),
        ({"fragments": [[True, 4]]}, "pairs of whole numbers"),
        ({"start": 1}, "“start” is 1, but the fragments say 0"),
        ({"text": "قال"}, "the text covered is “قالت”, not “قال”"),
        ({"attributes": {"lemma": ""}}, "not a value of “lemma”"),
        ({"attributes": {"polarity": "so-so"}}, "“so-so” is not a value"),
        ({"attributes": {"mood": "x"}}, "no attribute “mood”"),
        ({"referent": "e7"}, "the referent e7 does not come with the record"),
        ({"origin": "guessed"}, "“guessed” is not an origin"),
        ({"unsure": 1}, "“unsure” is neither true nor false"),
        ({"note": 5}, "“note” is neither a text nor null"),
        ({"kind": "x"}, "no key “kind”"),
    ],
)
def test_a_wrong_span_is_refused_by_name(scheme: Scheme, changes: dict[str, Any], reason: str) -> None:
    record = _record()
    record["spans"][0] |= changes
    assert reason in " ".join(_problems(record, scheme))


def test_several_fragments_need_a_layer_that_allows_them(scheme: Scheme) -> None:
    record = _record()
    record["spans"][1] |= {"fragments": [[5, 7], [8, 12]], "text": f"{_TEXT[5:7]} {_TEXT[8:12]}"}
    assert "may not have several fragments" in " ".join(_problems(record, scheme))


def test_all_problems_are_said_at_once(scheme: Scheme) -> None:
    record = _record() | {"status": "done", "split": "dev"}
    record["spans"][0]["label"] = "Cues"
    record["relations"][0]["type"] = "says"
    assert len(_problems(record, scheme)) == 4


def test_what_follows_from_one_wrong_span_is_not_told_again_of_its_relations(scheme: Scheme) -> None:
    record = _record()
    record["spans"][0]["text"] = "قال"
    (problem,) = _problems(record, scheme)
    assert "the text covered" in problem


def test_a_long_stretch_is_told_by_its_ends_on_one_line(scheme: Scheme) -> None:
    text = "أعلن\n" + "وزير النقل " * 400 + "\nاليوم"
    span = _span("a1", "claim", "Claim", 0, 4)
    span |= {"fragments": [[0, len(text)]], "end": len(text), "text": text[1:]}
    problems = _problems({"format": "isnad/1", "text": text, "spans": [span]}, scheme, set_name="huda")
    (told,) = [problem for problem in problems if "covered" in problem]
    assert "\n" not in told
    assert len(told) < 200


def test_what_may_be_left_out_is_filled_in(scheme: Scheme) -> None:
    bare = {
        "format": "isnad/1",
        "text": _TEXT,
        "spans": [{"id": "a1", "layer": "cue", "label": "Cue", "fragments": [[0, 4]], "text": "قالت"}],
    }
    filled = completed(bare, scheme=scheme, set_name=SetName("huda"))
    assert list(record_problems(filled, scheme)) == []
    annotated = NativeReading(scheme).read(filled)
    assert annotated.document.id == digest(_TEXT)[:16]
    assert annotated.annotation_set is not None
    assert (annotated.annotation_set.name, annotated.annotations[0].origin) == ("huda", "imported")


def test_a_name_for_sets_makes_none_where_there_are_no_annotations(scheme: Scheme) -> None:
    filled = completed({"format": "isnad/1", "text": _TEXT}, scheme=scheme, set_name=SetName("huda"))
    assert filled["annotation_set"] is None
    assert list(record_problems(filled, scheme)) == []


def test_a_record_keeps_its_own_set_name(scheme: Scheme) -> None:
    assert completed(_record(), scheme=scheme, set_name=SetName("huda"))["annotation_set"] == "annotator_1"


def test_the_record_of_these_tests_is_json(scheme: Scheme) -> None:
    assert orjson.loads(orjson.dumps(_record())) == _record()
