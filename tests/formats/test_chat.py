"""Chat messages: the answer says what is annotated, and nothing that nobody looked for is asked."""

from __future__ import annotations

from dataclasses import replace

import orjson

from annotator.formats.base import WriteOptions
from annotator.formats.chat import ChatExporter
from annotator.model.scheme import Scheme
from tests.formats.exchange import documents, written
from tests.formats.records import validate_lines, validator, without_set


def test_the_answer_is_json_and_holds_the_attributions(scheme: Scheme) -> None:
    records = documents(scheme)
    lines = validate_lines(written(ChatExporter(), records, WriteOptions(scheme))[0], "chat")
    by_id = {record.document.id: record for record in records}
    for line in lines:
        answer = orjson.loads(line["messages"][2]["content"])
        validator("chat-answer").validate(answer)
        record = by_id[line["id"]]
        assert line["messages"][1]["content"] == record.document.text
        expected = sum(r.type == "attribution" for r in record.relations)
        assert len(answer.get("attributions", ())) == expected


def test_what_nobody_looked_for_is_not_asked(scheme: Scheme) -> None:
    record = documents(scheme, 1)[0]
    header = record.annotation_set
    assert header is not None
    nothing = replace(record, annotations=(), relations=())
    empty = replace(nothing, annotation_set=replace(header, layers_done=("entity",)))
    (line,) = validate_lines(written(ChatExporter(), [empty], WriteOptions(scheme))[0], "chat")
    assert orjson.loads(line["messages"][2]["content"]) == {"entities": []}
    begun = replace(nothing, annotation_set=replace(header, layers_done=()))
    for unasked in (begun, without_set(record)):
        content, losses = written(ChatExporter(), [unasked], WriteOptions(scheme))
        assert content == b""
        assert losses["article without annotations"].count == 1


def test_the_task_is_told_in_the_language_that_was_chosen(scheme: Scheme) -> None:
    told = {}
    for language in ("ar", "en"):
        content, _ = written(ChatExporter(), documents(scheme), WriteOptions(scheme, language))
        told[language] = orjson.loads(content.split(b"\n")[0])["messages"][0]["content"]
    assert told["en"].startswith("Extract")
    assert told["ar"].startswith("استخرج")
