"""A mapping on the way out: scheme and records change together."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.losses import Losses
from annotator.formats.mapping import mapping_named, parse_mapping
from annotator.formats.nativereading import NativeReading
from annotator.formats.nativewriting import NativeWriting
from annotator.formats.strictjson import decode
from annotator.formats.translating import Translating
from annotator.model.scheme import Scheme
from tests.formats.records import annotated_document

_MAPPING = parse_mapping(
    '[labels]\n"source/Source" = "Speaker"\n"cue/Cue" = ""\n'
    '[relations]\nattribution = { type = "says", claim = "what", source = "who", addressee = "" }\ncontradicts = ""\n'
    '[attributes]\nstance = { name = "position", assert = "for" }\nnaming = ""',
    name="mine",
)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(["anercorp", "ontonotes", "mine"]))
def test_records_are_lawful_under_the_new_names(scheme: Scheme, seed: int, name: str) -> None:
    losses = Losses()
    translating = Translating(scheme, _MAPPING if name == "mine" else mapping_named(name), losses)
    annotated = annotated_document(seed, scheme)
    record = translating.record(annotated)
    NativeReading(translating.scheme).read(decode(NativeWriting(translating.scheme).record(record)))
    told = sum(loss.count for loss in losses.report() if loss.kind in ("no counterpart in the mapping", "relation"))
    before = len(annotated.annotations) + len(annotated.relations)
    assert before == len(record.annotations) + len(record.relations) + told


def test_the_scheme_has_the_four_labels_of_anercorp(scheme: Scheme) -> None:
    translated = Translating(scheme, mapping_named("anercorp"), Losses()).scheme
    assert [label.name for label in translated.layer("entity").labels] == ["PERS", "ORG", "LOC", "MISC"]
    assert translated.layer("claim") == scheme.layer("claim")


def test_roles_questions_and_answers_are_renamed(scheme: Scheme) -> None:
    translated = Translating(scheme, _MAPPING, Losses()).scheme
    assert [role.name for role in translated.relation_type("says").roles] == ["what", "who", "via", "cue"]
    assert "contradicts" not in translated.relation_types
    assert translated.attributes_of("says")["position"].allows("for")
    assert "naming" not in translated.attributes_of("source")
    assert translated.label("source", "Speaker").name == "Speaker"
    assert translated.layer("cue").labels == ()
