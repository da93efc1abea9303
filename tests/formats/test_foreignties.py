"""Relations with roles become ties between two spans, and ties become relations."""

from __future__ import annotations

from annotator.formats.foreignties import PIECE, ForeignTie, joined, relations_of, tie_types, ties_of
from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId, RelationId
from annotator.model.relation import Relation
from annotator.model.scheme import Scheme
from annotator.model.span import Span


def _annotations(**layers: str) -> dict[str, Annotation]:
    return {
        name: Annotation(AnnotationId(name), layer, layer.title(), (Span(5 * number, 5 * number + 3),))
        for number, (name, layer) in enumerate(layers.items())
    }


def _ids(*names: str) -> tuple[AnnotationId, ...]:
    return tuple(map(AnnotationId, names))


def test_an_attribution_is_a_star_around_its_claim_and_comes_back(scheme: Scheme) -> None:
    known = _annotations(c="claim", s="source", v="source", w="source", q="cue")
    roles = {"claim": _ids("c"), "source": _ids("s"), "via": _ids("w", "v"), "cue": _ids("q")}
    relation = Relation(RelationId("r1"), "attribution", roles)
    ties = ties_of(relation, scheme)
    assert {tie.head for tie in ties} == {"c"}
    assert [tie.type for tie in ties] == ["attribution:source", "attribution:via", "attribution:via", "attribution:cue"]
    assert {tie.type for tie in ties} <= set(tie_types(scheme))
    (back,), problems = relations_of(ties, known, scheme, "imported")
    assert (dict(back.roles), back.id, problems) == (roles, "r1", [])


def test_two_chains_of_one_claim_stay_two(scheme: Scheme) -> None:
    known = _annotations(c="claim", s="source", t="source")
    relations = [
        Relation(RelationId(f"r{n}"), "attribution", {"claim": _ids("c"), "source": _ids(who)})
        for n, who in enumerate("st")
    ]
    ties = [tie for relation in relations for tie in ties_of(relation, scheme)]
    back, _ = relations_of(ties, known, scheme, "imported")
    assert [dict(r.roles) for r in back] == [dict(r.roles) for r in relations]


def test_arrows_of_others_find_their_roles_by_the_layers(scheme: Scheme) -> None:
    known = _annotations(c="claim", s="source", q="cue", d="claim")
    ties = [
        ForeignTie("1", "attribution", "s", "c"),
        ForeignTie("2", "attribution", "c", "q"),
        ForeignTie("3", "supports", "c", "d"),
    ]
    back, problems = relations_of(ties, known, scheme, "imported")
    assert problems == []
    assert [(r.type, dict(r.roles)) for r in back] == [
        ("attribution", {"claim": ("c",), "source": ("s",), "cue": ("q",)}),
        ("supports", {"head": ("c",), "tail": ("d",)}),
    ]


def test_what_has_no_place_in_a_relation_is_a_problem(scheme: Scheme) -> None:
    known = _annotations(c="claim", d="claim")
    ties = [ForeignTie("1", "attribution", "c", "d"), ForeignTie("2", "supports", "c", "gone")]
    back, problems = relations_of(ties, known, scheme, "imported")
    assert back == []
    assert ["no place" in problems[0].english(), "gone" in problems[1].english()] == [True, True]


def test_types_that_the_scheme_is_to_learn_have_two_ends(scheme: Scheme) -> None:
    known = _annotations(a="entity", b="entity")
    (back,), _ = relations_of([ForeignTie("1", "foundedBy", "a", "b")], known, scheme, "imported")
    assert (back.type, dict(back.roles)) == ("foundedBy", {"head": ("a",), "tail": ("b",)})


def test_fragments_become_one_annotation_where_the_layer_allows_it(scheme: Scheme) -> None:
    known = _annotations(c="claim", d="claim", e="claim", p="entity", q="entity", s="source")
    pieces = [ForeignTie(str(n), PIECE, *ends) for n, ends in enumerate((("c", "d"), ("d", "e"), ("p", "q")))]
    tie = ForeignTie("t", "attribution:source", "e", "s")
    rest = joined(known, pieces, [tie], scheme)
    assert sorted(known) == ["c", "p", "q", "s"]
    assert known["c"].fragments == (Span(0, 3), Span(5, 8), Span(10, 13))
    assert [(one.type, one.head) for one in rest] == [("attribution:source", "c"), (PIECE, "p")]


def test_where_the_scheme_may_grow_a_role_takes_what_it_did_not(scheme: Scheme) -> None:
    known = _annotations(c="claim", e="entity")
    arrow = [ForeignTie("1", "contradicts", "c", "e")]
    assert relations_of(arrow, known, scheme, "imported")[0] == []
    (back,), problems = relations_of(arrow, known, scheme, "imported", extend=True)
    assert problems == []
    assert dict(back.roles) == {"head": ("c",), "tail": ("e",)}
    (topic,), _ = relations_of([ForeignTie("2", "attribution:topic", "c", "e")], known, scheme, "imported", extend=True)
    assert dict(topic.roles) == {"claim": ("c",), "topic": ("e",)}
