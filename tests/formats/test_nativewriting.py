"""Native lines: canonical, checked, the same twice."""

from __future__ import annotations

from dataclasses import replace

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.nativerecord import DOCUMENT_KEYS, RELATION_KEYS, SPAN_KEYS
from annotator.formats.nativewriting import ExportRefused, KeyOrder, NativeWriting, check_spans
from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId
from annotator.model.scheme import Scheme
from annotator.model.span import Span
from tests.formats.records import annotated_document, validate_native, without_set


@given(st.integers(0, 2**32))
def test_every_record_keeps_the_contract(scheme: Scheme, seed: int) -> None:
    annotated = annotated_document(seed, scheme, marks=120)
    line = NativeWriting(scheme).record(annotated)
    assert line == NativeWriting(scheme).record(annotated)
    (record,) = validate_native(line)
    assert tuple(record) == DOCUMENT_KEYS
    assert all(tuple(span) == SPAN_KEYS for span in record["spans"])
    assert all(tuple(relation) == RELATION_KEYS for relation in record["relations"])


def test_an_article_without_a_set_keeps_the_contract(scheme: Scheme) -> None:
    (record,) = validate_native(NativeWriting(scheme).record(without_set(annotated_document(1, scheme))))
    assert (record["annotation_set"], record["status"], record["layers_done"]) == (None, None, [])


def test_roles_and_attributes_stand_in_the_order_of_the_scheme(scheme: Scheme) -> None:
    order = KeyOrder(scheme)
    roles = {"cue": ("a1",), "via": ("a2",), "claim": ("a3",)}
    for _ in range(2):
        assert list(order.roles("attribution", roles)) == ["claim", "via", "cue"]
    given = {"kind": "person", "gone": "x", "naming": "named", "also-gone": "y"}
    assert list(order.attributes("source", given)) == ["naming", "kind", "also-gone", "gone"]
    assert order.layers(("attribution", "gone", "cue", "entity")) == ["entity", "cue", "attribution", "gone"]


def test_further_metadata_follows_the_six_keys_sorted(scheme: Scheme) -> None:
    record = orjson.loads(NativeWriting(scheme).record(annotated_document(3, scheme)))
    assert list(record["meta"]) == ["title", "outlet", "dateline", "published", "url", "language", "empty", "زاوية"]


@pytest.mark.parametrize("fragments", [(Span(3, 10_000),), (Span(0, 1), Span(3, 10_000)), (Span(10_000, 10_001),)])
def test_a_span_outside_the_text_stops_the_export_and_is_named(scheme: Scheme, fragments: tuple[Span, ...]) -> None:
    annotated = annotated_document(5, scheme)
    stray = Annotation(AnnotationId("stray"), "claim", "Claim", fragments)
    broken = replace(annotated, annotations=(*annotated.annotations, stray))
    for write in (NativeWriting(scheme).record, check_spans):
        with pytest.raises(ExportRefused) as refused:
            write(broken)
        assert "stray" in refused.value.what.english()
        assert annotated.document.id in refused.value.what.english()


def test_a_text_that_was_changed_behind_its_digest_stops_the_export(scheme: Scheme) -> None:
    annotated = annotated_document(5, scheme)
    changed = replace(annotated, document=replace(annotated.document, text="x" + annotated.document.text[1:]))
    with pytest.raises(ExportRefused, match=annotated.document.id):
        NativeWriting(scheme).record(changed)
