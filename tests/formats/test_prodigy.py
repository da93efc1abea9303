"""Prodigy: tasks with tokens, spans and relations, read and written."""

from __future__ import annotations

from pathlib import Path

import orjson
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.formats.base import WriteOptions
from annotator.formats.prodigy import ProdigyExporter, ProdigyImporter
from annotator.model.scheme import Scheme
from annotator.model.workflow import Status
from tests.formats.exchange import documents, places, read, ties, written
from tests.formats.records import annotated_document, reasons, validate_lines

# "The president denied that he had left."
_TEXT = "نفى الرئيس أنه غادر."
_TOKENS = [{"text": w, "start": s, "end": s + len(w), "id": n} for n, (w, s) in enumerate(
    [("نفى", 0), ("الرئيس", 4), ("أنه", 11), ("غادر", 15), (".", 19)]
)]  # fmt: skip


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
def test_what_prodigy_can_hold_comes_back(tmp_path: Path, scheme: Scheme, seed: int) -> None:
    record = annotated_document(seed, scheme, identifier="d1")
    content, _ = written(ProdigyExporter(), [record], WriteOptions(scheme))
    (line,) = validate_lines(content, "prodigy")
    text = record.document.text
    assert all(text[t["start"] : t["end"]] == t["text"] for t in (*line["tokens"], *line["spans"]))
    (back,), problems = read(ProdigyImporter(), content, tmp_path, scheme)
    assert problems.count == 0
    assert places(back.annotated) == places(record)
    assert ties(back.annotated) == ties(record)
    ours, theirs = ({a.id: (a.attributes, a.note, a.unsure) for a in r.annotations} for r in (record, back.annotated))
    assert ours == theirs


def test_writing_again_gives_the_same_bytes(scheme: Scheme) -> None:
    one, two = (written(ProdigyExporter(), documents(scheme), WriteOptions(scheme))[0] for _ in range(2))
    assert one == two


def test_relations_of_the_relations_interface_find_their_spans(tmp_path: Path, scheme: Scheme) -> None:
    claim = {"start": 11, "end": 19, "token_start": 2, "token_end": 3, "label": "Claim"}
    source = {"start": 4, "end": 10, "token_start": 1, "token_end": 1, "label": "Source"}
    task = {
        "text": _TEXT, "tokens": _TOKENS, "spans": [source, claim], "answer": "accept",
        "relations": [{"head": 3, "child": 1, "head_span": claim, "child_span": source, "label": "attribution"}],
        "_session_id": "news-amal", "_view_id": "relations",
    }  # fmt: skip
    bare = {**task, "relations": [{"head": 3, "child": 1, "label": "attribution"}]}
    for one in (task, bare):
        content = orjson.dumps(one)
        assert ProdigyImporter().recognises(content)
        (back,), problems = read(ProdigyImporter(), content, tmp_path, scheme)
        assert problems.count == 0
        (relation,) = back.annotated.relations
        assert dict(relation.roles) == {"claim": ("a1",), "source": ("a0",)}
        assert back.annotated.annotation_set is not None and back.annotated.annotation_set.name == "news-amal"


def test_answers_become_statuses_and_sessions_sets(tmp_path: Path, scheme: Scheme) -> None:
    span = {"start": 4, "end": 10, "label": "OCC"}
    tasks = [
        {"text": _TEXT, "spans": [span], "answer": answer, "_annotator_id": who}
        for who, answer in (("amal", "accept"), ("basim", "reject"), ("amal", "ignore"))
    ]
    found, problems = read(ProdigyImporter(), b"\n".join(map(orjson.dumps, tasks)), tmp_path, scheme)
    assert problems.count == 0
    headers = [one.annotated.annotation_set for one in found]
    assert [(h.name, h.status) for h in headers if h] == [
        ("amal", Status.SUBMITTED), ("basim", Status.RETURNED), ("amal-2", Status.SKIPPED),
    ]  # fmt: skip
    assert [remark.english() for one in found for remark in one.remarks] == [
        "“amal” annotated the text more than once; the further set is “amal-2”."
    ]


def test_a_relation_without_its_span_is_refused(tmp_path: Path, scheme: Scheme) -> None:
    task = {"text": _TEXT, "tokens": _TOKENS, "spans": [], "_annotator_id": "amal",
            "relations": [{"head": 3, "child": 1, "label": "attribution"}]}  # fmt: skip
    _, problems = read(ProdigyImporter(), orjson.dumps(task), tmp_path, scheme)
    assert "which is not there" in reasons(problems)[0]


def test_chosen_options_become_metadata(tmp_path: Path, scheme: Scheme) -> None:
    task = {
        "text": _TEXT,
        "spans": [],
        "options": [{"id": "pol", "text": "سياسة"}],
        "accept": ["pol"],
        "answer": "accept",
    }
    (record,), problems = read(ProdigyImporter(), orjson.dumps(task), tmp_path, scheme)
    assert problems.count == 0
    assert record.annotated.document.meta["accept"] == '["pol"]'
