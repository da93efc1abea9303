"""Quick answers about the rules of a scheme, held against the slow and complete ones."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.permitted import Permitted, permitted_by
from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId, RelationId
from annotator.model.relation import Relation
from annotator.model.rules import annotation_problems, relation_problems
from annotator.model.scheme import Scheme
from annotator.model.span import fragments_of

_NAMES = st.sampled_from(["entity", "claim", "cue", "source", "PERS", "Claim", "Cue", "Source", "nothing"])
_ANSWERS = st.dictionaries(
    st.sampled_from(["quote_type", "lemma", "stance", "holder", "nothing"]),
    st.sampled_from(["direct", "نقل", "deny", "text", "unheard"]),
    max_size=2,
)
_PLACES = st.sampled_from([((0, 4),), ((2, 9),), ((0, 2), (4, 6)), ((6, 12),)])
_LAYERS = {"a1": "claim", "a2": "source", "a3": "cue", "a4": "entity"}


@given(layer=_NAMES, label=_NAMES, places=_PLACES, answers=_ANSWERS)
def test_an_annotation_is_right_where_no_rule_objects(
    scheme: Scheme, layer: str, label: str, places: tuple[tuple[int, int], ...], answers: dict[str, str]
) -> None:
    annotation = Annotation(AnnotationId("a1"), layer, label, fragments_of(places), answers)
    assert Permitted(scheme).marks((annotation,), 10) == (
        not [*annotation_problems(annotation, scheme, text_length=10)]
    )


@given(
    kind=st.sampled_from(["attribution", "claim_relation", "nothing"]),
    roles=st.dictionaries(
        st.sampled_from(["claim", "source", "cue", "via", "nothing"]),
        st.lists(st.sampled_from(["a1", "a2", "a3", "a4", "a9"]), min_size=1, max_size=3),
        min_size=1,
    ),
    answers=_ANSWERS,
)
def test_a_relation_is_right_where_no_rule_objects(
    scheme: Scheme, kind: str, roles: dict[str, list[str]], answers: dict[str, str]
) -> None:
    members = {role: tuple(map(AnnotationId, ids)) for role, ids in roles.items()}
    relation = Relation(RelationId("r1"), kind, members, answers)
    marks = {
        AnnotationId(name): Annotation(AnnotationId(name), layer, "", fragments_of([(0, 2)]))
        for name, layer in _LAYERS.items()
    }
    assert Permitted(scheme).tie(relation, _LAYERS) == (not [*relation_problems(relation, scheme, marks)])


def test_a_scheme_is_laid_out_once(scheme: Scheme) -> None:
    assert permitted_by(scheme) is permitted_by(scheme)
