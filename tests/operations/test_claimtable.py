"""What is kept piece by piece, against the same found for a whole set at once."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.annotation import Annotation
from annotator.model.attribution import attributions_by_claim, claim_numbers, parent_claims, source_numbers
from annotator.model.identity import AnnotationId, ReferentId, RelationId
from annotator.model.referent import Referent
from annotator.model.relation import Relation
from annotator.model.span import Span
from annotator.operations.claimtable import ClaimTable
from annotator.text.folding import fold

# "Omar said that Salma denied that the market opened, and Salma stressed this"
TEXT = "قال عمر إن سلمى نفت أن السوق فتحت أبوابها، وأكدت سلمى ذلك."
IDS = [AnnotationId(f"a{number}") for number in range(7)]
SPANS = st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 20)).map(
    lambda drawn: Span(drawn[0], min(len(TEXT), drawn[0] + drawn[1]))
)
ANNOTATIONS = st.builds(
    lambda id, layer, span, referent: Annotation(
        id, layer, layer.capitalize(), (span,), referent=referent if layer == "source" else None
    ),
    st.sampled_from(IDS),
    st.sampled_from(["claim", "source", "cue"]),
    SPANS,
    st.none() | st.sampled_from([ReferentId("salma"), ReferentId("umar")]),
)
RELATIONS = st.builds(
    lambda number, claim, source: Relation(
        RelationId(f"r{number}"), "attribution", {"claim": (claim,), "source": (source,)}
    ),
    st.integers(0, 3),
    st.sampled_from(IDS),
    st.sampled_from(IDS),
).filter(lambda relation: relation.roles["claim"] != relation.roles["source"])
STEPS = st.lists(
    ANNOTATIONS | RELATIONS | st.sampled_from(IDS) | st.sampled_from(["r0", "r1", "r2", "r3"]), max_size=30
)
REFERENTS = st.sampled_from(
    [{}, {ReferentId("salma"): Referent(ReferentId("salma"), "سلمى", "person", same_as=ReferentId("umar"))}]
)


@settings(max_examples=150)
@given(STEPS, REFERENTS, st.integers(0, 30))
def test_after_any_changes_the_table_says_what_a_whole_look_says(
    steps: list[Annotation | Relation | str], referents: dict[ReferentId, Referent], learned_after: int
) -> None:
    table = ClaimTable(TEXT, [], [])
    annotations: dict[AnnotationId, Annotation] = {}
    relations: dict[RelationId, Relation] = {}
    known: dict[ReferentId, Referent] = {}
    for number, step in enumerate([*steps, None]):
        if number == learned_after:
            known = referents
            table.learn_referents(referents)
        if isinstance(step, Annotation):
            annotations[step.id] = step
            table.put_annotation(step)
        elif isinstance(step, Relation):
            if (before := relations.pop(step.id, None)) is not None:
                table.drop_relation(before)
            relations[step.id] = step
            table.put_relation(step)
        elif step is not None and (gone := relations.pop(RelationId(step), None)) is not None:
            table.drop_relation(gone)
        elif step is not None and annotations.pop(AnnotationId(step), None) is not None:
            table.drop_annotation(AnnotationId(step))
        # Asked after every step, so that an answer that was kept too long is found out.
        _agrees(table, annotations, relations, known)


def _agrees(
    table: ClaimTable,
    annotations: dict[AnnotationId, Annotation],
    relations: dict[RelationId, Relation],
    referents: dict[ReferentId, Referent],
) -> None:
    def speaker(source: Annotation) -> object:
        if source.referent is None:
            return fold(source.text(TEXT))
        referent = referents.get(source.referent)
        return ("referent", (referent.same_as or referent.id) if referent else source.referent)

    numbers, parents = claim_numbers(annotations.values()), parent_claims(annotations.values())
    chains = attributions_by_claim(relations.values())
    assert [claim.id for claim in table.claims] == list(numbers)
    assert [claim.id for claim in table.open_claims] == [claim for claim in numbers if claim not in chains]
    assert {claim: table.number(claim) for claim in IDS} == {claim: numbers.get(claim, 0) for claim in IDS}
    assert {claim: table.parent(claim) for claim in IDS} == {claim: parents.get(claim) for claim in IDS}
    for claim in numbers:
        assert table.children(claim) == [child for child in numbers if parents.get(child) == claim]
        assert {chain.relation for chain in table.chains(claim)} == {chain.relation for chain in chains.get(claim, [])}
    hues = source_numbers(annotations.values(), speaker)
    assert {source: table.hue(source) for source in hues} == hues
    assert table.speaker_count == max(hues.values(), default=0)
    whole = ClaimTable(TEXT, annotations.values(), relations.values())
    whole.learn_referents(referents)
    assert {a: table.hue(a) for a in IDS} == {a: whole.hue(a) for a in IDS}
    assert [source.id for source in table.sources] == [source.id for source in whole.sources]
