"""SpERT: sentences with entities and the relations that stay within them."""

from __future__ import annotations

import orjson

from annotator.formats.base import WriteOptions
from annotator.formats.spert import SpertExporter, spert_types
from annotator.formats.tokens import TokenPolicy
from annotator.model.scheme import Scheme
from tests.formats.exchange import documents, written
from tests.formats.records import validator


def test_every_entity_covers_its_words_and_relations_name_entities(scheme: Scheme) -> None:
    records = documents(scheme)
    content, losses = written(SpertExporter(), records, WriteOptions(scheme, tokens=TokenPolicy.SPLIT))
    members = orjson.loads(content)
    validator("spert").validate(members)
    types = spert_types(scheme, ())
    for member in members:
        assert all(e["start"] < e["end"] <= len(member["tokens"]) for e in member["entities"])
        assert all(max(r["head"], r["tail"]) < len(member["entities"]) for r in member["relations"])
        assert {e["type"] for e in member["entities"]} <= types["entities"].keys()
        assert {r["type"] for r in member["relations"]} <= types["relations"].keys()
    whole = sum(len(record.annotations) for record in records)
    lost = losses["no word in it"].count if "no word in it" in losses else 0
    assert sum(len(member["entities"]) for member in members) == whole - lost


def test_only_layers_that_were_asked_for_are_written(scheme: Scheme) -> None:
    content, losses = written(SpertExporter(), documents(scheme), WriteOptions(scheme, layers=("entity",)))
    known = {label.name for label in scheme.layer("entity").labels}
    assert {e["type"] for member in orjson.loads(content) for e in member["entities"]} <= known
    assert losses["other layer"].count > 0


def test_writing_again_gives_the_same_bytes(scheme: Scheme) -> None:
    one, two = (written(SpertExporter(), documents(scheme), WriteOptions(scheme))[0] for _ in range(2))
    assert one == two
    assert orjson.loads(written(SpertExporter(), [], WriteOptions(scheme))[0]) == []
