"""Values made without their constructors: the same that the constructors make."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId, ReferentId, RelationId
from annotator.model.relation import Relation
from annotator.model.span import Span, fragments_of
from annotator.model.trusted import trusted_annotation, trusted_relation, trusted_span

names = st.text(min_size=1, max_size=4)
answers = st.dictionaries(names, names, max_size=2)
origins = st.sampled_from(("manual", "imported", "suggested:cues"))


@given(start=st.integers(0, 9), length=st.integers(1, 9))
def test_a_trusted_span_is_the_span_of_the_constructor(start: int, length: int) -> None:
    made = trusted_span(start, start + length)
    assert made == Span(start, start + length)
    assert hash(made) == hash(Span(start, start + length))


@given(
    names, names, names, st.sampled_from(([(0, 4)], [(0, 4), (6, 9)])), answers, st.none() | names, st.none() | names,
    origins, st.booleans(),
)  # fmt: skip
def test_a_trusted_annotation_is_the_annotation_of_the_constructor(
    identifier: str,
    layer: str,
    label: str,
    pairs: list[tuple[int, int]],
    attributes: dict[str, str],
    referent: str | None,
    note: str | None,
    origin: str,
    unsure: bool,
) -> None:
    named = None if referent is None else ReferentId(referent)
    fragments, key = fragments_of(pairs), AnnotationId(identifier)
    made = trusted_annotation(
        key, fragments, layer=layer, label=label, attributes=attributes, referent=named, note=note, origin=origin,
        unsure=unsure,
    )  # fmt: skip
    expected = Annotation(key, layer, label, fragments, attributes, named, note, origin, unsure)
    assert [getattr(made, field.name) for field in fields(Annotation)] == [
        getattr(expected, field.name) for field in fields(Annotation)
    ]
    assert made == expected


@given(names, names, names, answers, st.none() | names, origins, st.booleans())
def test_a_trusted_relation_is_the_relation_of_the_constructor(
    identifier: str, kind: str, member: str, attributes: dict[str, str], note: str | None, origin: str, unsure: bool
) -> None:
    roles = {"claim": (AnnotationId(member),)}
    made = trusted_relation(
        RelationId(identifier), roles, kind=kind, attributes=attributes, note=note, origin=origin, unsure=unsure
    )
    assert made == Relation(RelationId(identifier), kind, roles, attributes, note, origin, unsure)
