"""Who said what, compared: whole chains, roles, speakers, and the first thing in which two chains differ."""

from __future__ import annotations

from annotator.analysis.attribution_agreement import (
    Chain,
    Difference,
    chains_of,
    compared_chains,
    difference,
    difference_of_one,
)
from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId, RelationId
from annotator.model.relation import Relation
from tests.analysis.marks import mark

# The Coast agency quoted an official of the port as saying the first shipment was ready.
TEXT = "ونقلت وكالة الساحل عن مسؤول في المرفأ أن الشحنة الأولى جاهزة"
CLAIM, SHORT = "أن الشحنة الأولى جاهزة", "أن الشحنة الأولى"
AGENCY, OFFICIAL, OFFICER = "وكالة الساحل", "مسؤول في المرفأ", "مسؤول"
CUE = "نقلت"


def at(words: str, layer: str) -> Annotation:
    start = TEXT.index(words)
    return mark(start, start + len(words), layer.title(), layer=layer)


def chain(
    claim: str = CLAIM,
    *,
    source: str = OFFICIAL,
    via: str = AGENCY,
    cue: str = CUE,
    stance: str = "assert",
    holder: str = "text",
) -> Chain:
    roles = {"claim": at(claim, "claim")}
    roles.update({role: at(words, "source") for role, words in (("source", source), ("via", via)) if words})
    if cue:
        roles["cue"] = at(cue, "cue")
    relation = Relation(
        RelationId("r"),
        "attribution",
        {role: (one.id,) for role, one in roles.items()},
        {"stance": stance, "holder": holder},
    )
    (read,) = chains_of([relation], {one.id: one for one in roles.values()}, lambda one: one.text(TEXT))
    return read


def both(a: Chain, b: Chain) -> tuple[int, int]:
    found = compared_chains([a], [b], [(a.claim, b.claim)])
    return found.strict, found.lenient


def test_equal_chains_are_strictly_the_same() -> None:
    assert both(chain(), chain()) == (1, 1)
    assert difference(chain(), chain()) is None


def test_other_borders_are_lenient_only_and_no_difference() -> None:
    assert both(chain(), chain(SHORT, source=OFFICER)) == (0, 1)
    assert difference(chain(), chain(SHORT, source=OFFICER)) is None


def test_another_stance_is_not_strict_but_lenient() -> None:
    assert both(chain(), chain(stance="deny")) == (0, 1)
    assert difference(chain(), chain(stance="deny")) is Difference.STANCE


def test_a_relay_taken_for_the_source_is_neither() -> None:
    other = chain(source=AGENCY, via="")
    assert both(chain(), other) == (0, 0)
    assert difference(chain(), other) is difference(other, chain()) is Difference.RELAY_OR_SOURCE


def test_chains_without_any_source_agree_by_their_claims() -> None:
    unstated = chain(source="", via="", holder="unstated")
    assert both(unstated, unstated) == (1, 1)
    assert difference(unstated, chain(source="", via="", holder="author")) is Difference.HOLDER


def test_what_else_may_differ_has_a_name_each() -> None:
    assert difference(chain(via=""), chain(source="", via="")) is Difference.MISSING_SOURCE
    assert difference(chain(via=""), chain(source=CUE, via="")) is Difference.OTHER_SOURCE
    assert difference(chain(), chain(via="")) is Difference.RELAY
    assert difference(chain(), chain(cue="")) is Difference.CUE


def test_a_chain_of_one_only_has_a_name_by_what_it_is() -> None:
    assert difference_of_one(chain(stance="deny"), claim_shared=True) is Difference.DENIAL_NOT_TIED
    assert difference_of_one(chain(), claim_shared=True) is Difference.ONE_CHAIN_MORE
    assert difference_of_one(chain(), claim_shared=False) is Difference.CLAIM_OF_ONE


def test_an_assertion_meets_the_assertion_and_not_the_denial_of_the_same_claim() -> None:
    says, denies = chain(), chain(source=AGENCY, via="", stance="deny")
    found = compared_chains([says, denies], [denies, says], [(says.claim, says.claim), (denies.claim, denies.claim)])
    assert {(one.attributes["stance"], other.attributes["stance"]) for one, other in found.pairs} == {
        ("assert", "assert"), ("deny", "deny"),
    }  # fmt: skip


def test_roles_count_members_under_claims_that_share_characters() -> None:
    found = compared_chains([chain()], [chain(SHORT, source=OFFICER, via="")], [])
    assert found.roles["claim"] == (0, 1, 1, 1)
    assert found.roles["source"] == (0, 1, 1, 1)
    assert found.roles["via"] == (0, 0, 1, 0)
    assert found.roles["cue"] == (1, 1, 1, 1)
    assert found.roles["addressee"] == (0, 0, 0, 0)


def test_a_speaker_is_the_same_whatever_part_of_its_name_is_marked() -> None:
    roles = {"claim": at(CLAIM, "claim"), "source": at(OFFICIAL, "source")}
    relation = Relation(RelationId("r"), "attribution", {role: (one.id,) for role, one in roles.items()})
    known = {one.id: one for one in roles.values()}
    (one,) = chains_of([relation], known, lambda source: "e1")
    found = compared_chains([one], [one], [(one.claim, one.claim)])
    assert found.speakers == (1, 1, 1)
    assert compared_chains([chain()], [one], []).speakers == (0, 1, 1)


def test_relations_of_other_types_or_without_their_claim_are_passed_over() -> None:
    lost = Relation(RelationId("r1"), "attribution", {"claim": (AnnotationId("gone"),)})
    other = Relation(RelationId("r2"), "supports", {"head": (AnnotationId("x"),), "tail": (AnnotationId("y"),)})
    assert chains_of([lost, other], {}, lambda source: "") == []
