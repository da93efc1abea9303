"""A scheme that grows by what records use, and by nothing else."""

from __future__ import annotations

from annotator.formats.extension import Extension, next_version
from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId, RelationId
from annotator.model.relation import Relation
from annotator.model.scheme import Scheme, scheme_of
from annotator.model.span import Span
from tests.formats.records import annotated_document


def _mark(identifier: str, layer: str, label: str, *starts: int, **attributes: str) -> Annotation:
    spans = tuple(Span(start, start + 2) for start in starts or (0,))
    return Annotation(AnnotationId(identifier), layer, label, spans, attributes)


def test_what_the_scheme_knows_leaves_it_as_it_is(scheme: Scheme) -> None:
    extension = Extension(scheme)
    for seed in range(20):
        extension.add(annotated_document(seed, scheme))
    assert extension.scheme is scheme


def test_labels_layers_and_fragments_are_added(scheme: Scheme) -> None:
    extension = Extension(scheme)
    extension.add_parts((_mark("a", "entity", "PROTEIN", 0, 5), _mark("b", "event", "Merge")), ())
    grown = extension.scheme
    assert grown.label("entity", "PROTEIN").name == "PROTEIN"
    assert grown.layer("entity").discontinuous
    assert grown.label("event", "Merge").titles.ar == "Merge"
    assert grown.version == next_version(scheme.version) == "2"
    assert len(grown.layer("entity").labels) == len(scheme.layer("entity").labels) + 1
    assert scheme_of(grown.table) == grown


def test_questions_and_answers_are_added(scheme: Scheme) -> None:
    extension = Extension(scheme)
    extension.add_parts((_mark("a", "claim", "Claim", quote_type="ironic", certainty="low"),), ())
    asked = extension.scheme.attributes_of("claim")
    assert asked["quote_type"].allows("ironic")
    assert asked["quote_type"].allows("direct")
    assert asked["certainty"].free_text


def test_relations_roles_and_what_they_take_are_added(scheme: Scheme) -> None:
    marks = (_mark("a", "entity", "ORG"), _mark("b", "claim", "Claim"))
    merge = Relation(RelationId("r"), "Merge", {"party": (marks[0].id, marks[0].id)}, {"when": "now"})
    says = Relation(RelationId("s"), "attribution", {"claim": (marks[1].id,), "source": (marks[0].id,)})
    extension = Extension(scheme)
    extension.add_parts(marks, (merge, says))
    grown = extension.scheme
    assert grown.relation_type("Merge").role("party").takes == {"entity"}
    assert grown.relation_type("Merge").reflexive
    assert grown.attributes_of("Merge")["when"].free_text
    assert grown.relation_type("attribution").role("source").takes == {"source", "entity"}
    assert not grown.relation_type("attribution").reflexive


def test_a_scheme_grows_once_a_step(scheme: Scheme) -> None:
    extension = Extension(scheme, "7")
    extension.add_parts((_mark("a", "entity", "A"),), ())
    once = extension.scheme
    extension.add_parts((_mark("a", "entity", "A"),), ())
    assert extension.scheme is once
    extension.add_parts((_mark("a", "entity", "B"),), ())
    assert extension.scheme.version == "7"
    assert once.table != extension.scheme.table
    assert next_version("draft") == "draft.1"
