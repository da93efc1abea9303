"""Values as rows and as JSON: whatever goes in comes out."""

from __future__ import annotations

import orjson
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId, DocumentId, RelationId, SetName
from annotator.model.relation import Relation
from annotator.model.span import fragments_of
from annotator.store.rows import (
    dumps,
    key_for,
    table_of,
    value_of,
)

names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
answers = st.dictionaries(names, names, max_size=3)
origins = st.sampled_from(("manual", "imported", "occurrences", "suggested:cues", "edited:cues"))


@st.composite
def marks(draw: st.DrawFn) -> Annotation:
    borders = sorted(draw(st.sets(st.integers(0, 90), min_size=1, max_size=3)))
    return Annotation(
        draw(names.map(AnnotationId)),
        draw(names),
        draw(names),
        fragments_of((3 * border, 3 * border + 2) for border in borders),
        draw(answers),
        note=draw(st.none() | names),
        origin=draw(origins),
        unsure=draw(st.booleans()),
    )


@st.composite
def relations(draw: st.DrawFn) -> Relation:
    members = st.lists(names.map(AnnotationId), min_size=1, max_size=3).map(tuple)
    roles = draw(st.dictionaries(names, members, min_size=1, max_size=3))
    return Relation(
        draw(names.map(RelationId)),
        draw(names),
        roles,
        draw(answers),
        draw(st.none() | names),
        draw(origins),
        draw(st.booleans()),
    )


@given(value=marks() | relations())
def test_a_value_comes_back_from_the_log(value: Annotation | Relation) -> None:
    key = key_for(value, document=DocumentId("7c0f"), set_name=SetName("hoda"))
    back = value_of(key, orjson.loads(dumps(table_of(value))))
    assert back == value
    assert isinstance(back, Annotation | Relation)
    assert list(back.attributes) == list(value.attributes)
