"""Rules: everything that breaks the scheme is said, nothing else."""

from __future__ import annotations

import pytest

from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId, RelationId
from annotator.model.relation import Relation
from annotator.model.rules import annotation_problems, crossings, relation_problems
from annotator.model.scheme import Scheme
from annotator.model.span import fragments_of


def annotation(
    layer: str = "claim", label: str = "Claim", *pairs: tuple[int, int], name: str = "a1", **attributes: str
) -> Annotation:
    return Annotation(AnnotationId(name), layer, label, fragments_of(pairs or [(0, 5)]), attributes)


def said(value: Annotation, scheme: Scheme) -> list[str]:
    return [problem.english() for problem in annotation_problems(value, scheme, text_length=20)]


@pytest.mark.parametrize(
    "lawful",
    [
        annotation(),
        annotation("claim", "Claim", (0, 5), (7, 20), quote_type="direct"),
        annotation("entity", "WEBSITE", (3, 20)),  # lawful, though not in the palette
        annotation("cue", "Cue", (0, 4), lemma="قال"),
        annotation("zone", "headline", (0, 20)),
    ],
)
def test_what_the_scheme_allows_has_no_problem(lawful: Annotation, scheme: Scheme) -> None:
    assert said(lawful, scheme) == []


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (annotation("claim", "Claim", (3, 21)), "past the end"),
        (annotation("topic", "Claim"), "topic"),
        (annotation("entity", "PERSON"), "PERSON"),
        (annotation("entity", "PERS", (0, 2), (4, 6)), "fragments"),
        (annotation(mood="angry"), "mood"),
        (annotation(quote_type="loud"), "loud"),
        (annotation("cue", "Cue", lemma=""), "lemma"),
    ],
)
def test_what_it_does_not_allow_is_named(broken: Annotation, words: str, scheme: Scheme) -> None:
    (problem,) = said(broken, scheme)
    assert words in problem
    assert "a1" in problem


def test_all_problems_of_an_annotation_are_said_at_once(scheme: Scheme) -> None:
    assert len(said(annotation("entity", "PERSON", (0, 2), (4, 60), mood="angry"), scheme)) == 4


MEMBERS = {
    a.id: a
    for a in (
        annotation(name="c"),
        annotation(name="d"),
        annotation("source", "Source", name="s"),
        annotation("cue", "Cue", name="q"),
    )
}


def relation(kind: str = "attribution", attributes: dict[str, str] | None = None, **roles: str) -> Relation:
    members = {role: tuple(AnnotationId(name) for name in names.split()) for role, names in roles.items()}
    return Relation(RelationId("r1"), kind, members, attributes or {})


@pytest.mark.parametrize(
    "lawful",
    [
        relation(claim="c"),
        relation("attribution", {"holder": "text", "stance": "deny"}, claim="c", source="s", cue="q"),
        relation("supports", head="c", tail="d"),
    ],
)
def test_a_lawful_relation_has_no_problem(lawful: Relation, scheme: Scheme) -> None:
    assert list(relation_problems(lawful, scheme, MEMBERS)) == []


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (relation("causes", head="c"), "causes"),
        (relation(source="s"), "“claim” has 0"),
        (relation(claim="c d"), "“claim” has 2"),
        (relation(claim="c", speaker="s"), "speaker"),
        (relation(claim="c", source="q"), "does not take"),
        (relation(claim="c", source="x"), "not there"),
        (relation("supports", head="c", tail="c"), "twice"),
        (relation(claim="c", source="s", via="s"), "twice"),
        (relation("attribution", {"stance": "shrug"}, claim="c"), "shrug"),
    ],
)
def test_a_relation_that_breaks_a_rule_is_named_with_it(broken: Relation, words: str, scheme: Scheme) -> None:
    (problem,) = relation_problems(broken, scheme, MEMBERS)
    assert words in problem.english()


def test_claims_may_nest_but_crossing_is_worth_a_warning(scheme: Scheme) -> None:
    claim = annotation("claim", "Claim", (5, 15), name="c")
    inside = annotation("claim", "Claim", (7, 9), name="i")
    across = annotation("claim", "Claim", (10, 18), name="x")
    source = annotation("source", "Source", (10, 18), name="s")
    assert list(crossings(claim, iter([claim, inside, across, source]), scheme)) == [across]


def test_zones_may_not_even_nest(scheme: Scheme) -> None:
    body = annotation("zone", "body", (0, 20), name="b")
    caption = annotation("zone", "caption", (4, 9), name="c")
    assert list(crossings(body, iter([caption]), scheme)) == [caption]
