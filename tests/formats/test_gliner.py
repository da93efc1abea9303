"""GLiNER: sentences whose spans are numbers of tokens, ends included."""

from __future__ import annotations

import orjson

from annotator.formats.base import WriteOptions
from annotator.formats.gliner import GlinerExporter
from annotator.formats.tokens import TokenPolicy
from annotator.model.scheme import Scheme
from tests.formats.exchange import documents, written
from tests.formats.records import validator


def test_every_span_is_written_and_lies_in_its_sentence(scheme: Scheme) -> None:
    records = documents(scheme)
    content, losses = written(GlinerExporter(), records, WriteOptions(scheme, tokens=TokenPolicy.SPLIT))
    members = orjson.loads(content)
    validator("gliner").validate(members)
    for member in members:
        assert all(0 <= first <= last < len(member["tokenized_text"]) for first, last, _ in member["ner"])
    lost = losses["no word in it"].count if "no word in it" in losses else 0
    assert sum(len(m["ner"]) for m in members) == sum(len(r.annotations) for r in records) - lost


def test_writing_again_gives_the_same_bytes(scheme: Scheme) -> None:
    one, two = (written(GlinerExporter(), documents(scheme), WriteOptions(scheme))[0] for _ in range(2))
    assert one == two
