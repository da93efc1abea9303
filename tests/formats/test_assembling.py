"""Records of other tools: whole, in order, and lawful."""

from __future__ import annotations

from annotator.formats.assembling import Assembling
from annotator.formats.base import Incoming, Problems, ReadOptions
from annotator.model.annotation import Annotation
from annotator.model.document import new_document
from annotator.model.identity import AnnotationId, RelationId
from annotator.model.relation import Relation
from annotator.model.scheme import Scheme
from annotator.model.span import Span
from tests.formats.records import reasons

# "The minister announced that the pass is open."
_DOCUMENT = new_document("أعلن الوزير أن الممر مفتوح.")


def _mark(identifier: str, layer: str, label: str, start: int = 0) -> Annotation:
    return Annotation(AnnotationId(identifier), layer, label, (Span(start, start + 4),))


def _says(**roles: str) -> Relation:
    return Relation(RelationId("r"), "attribution", {role: (AnnotationId(i),) for role, i in roles.items()})


def _finish(
    scheme: Scheme, marks: list[Annotation], ties: list[Relation], *, extend: bool = False
) -> tuple[Incoming | None, Problems]:
    problems = Problems("f")
    assembling = Assembling(scheme, ReadOptions(extend=extend), problems)
    lines = {"a": 3, "r": 9}
    return assembling.finish(_DOCUMENT, "huda", marks, ties, line_of=lines.get, line=1), problems


def test_a_record_is_sorted_and_its_zones_set_apart(scheme: Scheme) -> None:
    marks = [_mark("b", "source", "Source", 5), _mark("a", "cue", "Cue"), _mark("z", "zone", "body")]
    incoming, problems = _finish(scheme, marks, [])
    assert incoming is not None
    assert not problems.count
    assert [a.id for a in incoming.annotated.annotations] == ["a", "b"]
    assert [z.id for z in incoming.annotated.zones] == ["z"]


def test_what_the_scheme_forbids_is_told_with_its_line(scheme: Scheme) -> None:
    marks = [_mark("a", "entity", "Protein"), _mark("a", "entity", "ORG"), _mark("c", "entity", "ORG", 99)]
    incoming, problems = _finish(scheme, marks, [_says(claim="a")])
    assert incoming is None
    assert {problem.line for problem in problems.listed} == {1, 3, 9}
    assert "The id a stands twice." in reasons(problems)


def test_members_that_were_left_out_leave_their_relations(scheme: Scheme) -> None:
    marks = [_mark("a", "claim", "Claim"), _mark("b", "cue", "Cue", 5)]
    kept, _ = _finish(scheme, marks, [_says(claim="a", cue="b", source="gone")])
    assert kept is not None
    assert dict(kept.annotated.relations[0].roles) == {"claim": ("a",), "cue": ("b",)}
    bare, _ = _finish(scheme, marks, [_says(claim="gone", cue="b", source="a")])
    assert bare is not None
    assert bare.annotated.relations == ()
    assert [r.english() for r in bare.remarks] == ["One relation was left out with its members."]


def test_a_scheme_that_may_grow_forbids_less_but_not_nothing(scheme: Scheme) -> None:
    marks = [_mark("a", "event", "Merge"), _mark("b", "claim", "Claim")]
    assert _finish(scheme, marks, [_says(claim="b", source="a")], extend=True)[0] is not None
    two = Relation(RelationId("r"), "attribution", {"claim": (marks[0].id, marks[1].id)})
    incoming, problems = _finish(scheme, marks, [two], extend=True)
    assert incoming is None
    assert reasons(problems) == ["r: the role “claim” has 2 members."]
