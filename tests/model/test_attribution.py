"""Attribution read from relations: states, speakers, numbers and nesting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotation import Annotation
from annotator.model.attribution import (
    Attribution,
    ClaimState,
    Holder,
    attribution_of,
    attributions_by_claim,
    claim_numbers,
    claim_state,
    parent_claims,
    source_numbers,
    speaker_of,
)
from annotator.model.identity import AnnotationId, RelationId
from annotator.model.relation import Relation
from annotator.model.span import fragments_of


def annotation(name: str, layer: str, start: int, end: int) -> Annotation:
    return Annotation(AnnotationId(name), layer, layer.title(), fragments_of([(start, end)]))


def attributed(name: str = "r1", kind: str = "attribution", *, claim: str = "c", **given: str) -> Relation:
    """A relation of claim ``claim``; roles by name, everything else is an attribute."""
    roles: dict[str, tuple[AnnotationId, ...]] = {"claim": (AnnotationId(claim),)} if claim else {}
    for role in ("source", "via", "cue", "addressee"):
        if role in given:
            roles[role] = tuple(AnnotationId(member) for member in given.pop(role).split())
    return Relation(RelationId(name), kind, roles, given)


def chains(*relations: Relation) -> list[Attribution]:
    return [chain for relation in relations if (chain := attribution_of(relation)) is not None]


def test_a_relation_is_read_with_its_roles_holder_and_stance() -> None:
    (chain,) = chains(attributed(source="s1 s2", via="v1", cue="q1 q2", holder="text", stance="deny"))
    assert (chain.claim, chain.sources, chain.via, chain.cues) == ("c", ("s1", "s2"), ("v1",), ("q1", "q2"))
    assert (chain.addressees, chain.holder, chain.stance) == ((), Holder.TEXT, "deny")


def test_a_holder_that_nobody_gave_or_knows_is_none() -> None:
    assert [c.holder for c in chains(attributed(), attributed(holder="somebody"))] == [None, None]


def test_other_relations_and_those_without_a_claim_are_no_attributions() -> None:
    assert chains(attributed(kind="supports"), attributed(claim="", source="s")) == []


def test_attributions_are_gathered_by_their_claim() -> None:
    gathered = attributions_by_claim([attributed("r1"), attributed("r2", claim="d"), attributed("r3")])
    assert {claim: [chain.relation for chain in found] for claim, found in gathered.items()} == {
        "c": ["r1", "r3"],
        "d": ["r2"],
    }


@pytest.mark.parametrize(
    ("relations", "state"),
    [
        ([], ClaimState.OPEN),
        ([attributed(source="s", holder="text")], ClaimState.ATTRIBUTED),
        ([attributed(cue="q")], ClaimState.ATTRIBUTED),
        ([attributed(cue="q", holder="unstated")], ClaimState.UNSTATED),
        ([attributed(holder="author")], ClaimState.UNSTATED),
        ([attributed(holder="unstated"), attributed(source="s", holder="text")], ClaimState.ATTRIBUTED),
        ([attributed(source="s"), attributed(source="t", stance="deny")], ClaimState.DENIED),
    ],
)
def test_the_state_of_a_claim_follows_from_its_chains(relations: list[Relation], state: ClaimState) -> None:
    assert claim_state(chains(*relations)) is state


def test_a_claim_speaks_with_the_voice_of_who_asserts_it() -> None:
    denied, said = attributed("r1", source="s2", stance="deny"), attributed("r2", source="s1 s3")
    assert speaker_of(chains(denied, said)) == "s1"
    assert speaker_of(chains(attributed(cue="q"), denied)) == "s2"
    assert speaker_of(chains(attributed(cue="q"))) is None


speakers = st.lists(st.tuples(st.integers(0, 50), st.sampled_from(["وزير", "ناطق", "خبير"])), max_size=12)


@given(speakers)
def test_speakers_are_numbered_without_gaps_by_first_appearance(mentions: list[tuple[int, str]]) -> None:
    names = {f"a{index}": name for index, (_, name) in enumerate(mentions)}
    sources = [annotation(f"a{i}", "source", start, start + 1) for i, (start, _) in enumerate(mentions)]
    numbers = source_numbers([*sources, annotation("c", "claim", 0, 9)], lambda source: names[source.id])
    first_seen = list(dict.fromkeys(names[s.id] for s in sorted(sources, key=lambda s: s.order)))
    assert numbers == {name: first_seen.index(names[name]) + 1 for name in names}


claims = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 12)), max_size=9).map(
    lambda pairs: [annotation(f"c{i}", "claim", start, start + length) for i, (start, length) in enumerate(pairs)]
)


@given(claims)
def test_the_parent_of_a_claim_is_the_smallest_that_contains_it(found: list[Annotation]) -> None:
    order = {c.id: (c.start, -c.end, c.id) for c in found}
    parents = parent_claims([*found, annotation("s", "source", 0, 30)])
    for claim in found:
        # Of two claims with the same borders the one that comes first contains the other: never both.
        around = [c for c in found if c.extent.contains(claim.extent) and order[c.id] < order[claim.id]]
        parent = parents.get(claim.id)
        assert (parent is None) == (not around)
        if parent is not None:
            chosen = next(c for c in around if c.id == parent)
            assert chosen.end - chosen.start == min(c.end - c.start for c in around)


@given(claims)
def test_claims_are_numbered_from_one_in_reading_order_parents_before_children(found: list[Annotation]) -> None:
    numbers = claim_numbers(found)
    assert sorted(numbers.values()) == list(range(1, len(found) + 1))
    assert all(numbers[parent] < numbers[child] for child, parent in parent_claims(found).items())


def test_nesting_can_be_read_from_a_mapping_too() -> None:
    outer, inner = annotation("a", "claim", 0, 9), annotation("b", "claim", 3, 6)
    assert parent_claims({outer.id: outer, inner.id: inner}) == {"b": "a"}
