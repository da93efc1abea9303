"""Several annotations that say the same become one that loses nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.joining import answers_contradict, answers_of_all, joined, joined_tie
from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId, ReferentId, RelationId
from annotator.model.relation import Relation
from annotator.model.span import Span

_ANSWERS = st.lists(st.dictionaries(st.sampled_from("abcd"), st.sampled_from("xyz")), min_size=1, max_size=4)


def claim(name: str, end: int = 5, **rest: object) -> Annotation:
    return Annotation(AnnotationId(name), "claim", "Claim", (Span(0, end),), **rest)  # type: ignore[arg-type]


def test_label_borders_and_origin_are_the_firsts_and_answers_are_everybodys() -> None:
    first = claim("a", 5, attributes={"kind": "belief"}, note="أولا", origin="suggested:cues")
    second = claim(
        "b", 9, attributes={"kind": "question", "quote_type": "direct"}, referent=ReferentId("e1"), note="ثم"
    )
    third = claim("c", 7, referent=ReferentId("e2"), note="أولا")
    one = joined([first, second, third], AnnotationId("new"))
    assert (one.id, one.fragments, one.origin) == ("new", first.fragments, first.origin)
    assert one.attributes == {"kind": "belief", "quote_type": "direct"}
    assert (one.referent, one.note) == ("e1", "أولا\nثم")
    assert joined([first], AnnotationId("new"), fragments=(Span(1, 3),)).fragments == (Span(1, 3),)


def test_without_remarks_there_is_none() -> None:
    assert joined([claim("a"), claim("b", note="")], AnnotationId("new")).note is None


def test_a_tie_has_the_roles_it_is_given_and_everybodys_answers() -> None:
    members = {"claim": (AnnotationId("a"),)}
    ties = [
        Relation(RelationId("r1"), "attribution", members, {"stance": "deny"}, note="قيل"),
        Relation(RelationId("r2"), "attribution", members, {"stance": "assert", "holder": "text"}),
    ]
    roles = {"claim": (AnnotationId("new"),)}
    one = joined_tie(ties, RelationId("r"), roles)
    assert (one.id, one.type, one.roles, one.note) == ("r", "attribution", roles, "قيل")
    assert one.attributes == {"stance": "deny", "holder": "text"}


@given(_ANSWERS)
def test_every_question_that_anybody_answered_has_the_first_answer_it_was_given(answers: list[dict[str, str]]) -> None:
    result = answers_of_all(answers)
    assert set(result) == {name for given in answers for name in given}
    for name, value in result.items():
        assert value == next(given[name] for given in answers if name in given)


@given(_ANSWERS)
def test_answers_contradict_where_a_question_got_two(answers: list[dict[str, str]]) -> None:
    values = {name: {given[name] for given in answers if name in given} for name in "abcd"}
    assert answers_contradict(answers) is any(len(said) > 1 for said in values.values())
