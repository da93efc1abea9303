"""Relations refuse what cannot be, and can be taken apart."""

from __future__ import annotations

import pytest

from annotator.model.errors import ValueRefused
from annotator.model.identity import AnnotationId, RelationId
from annotator.model.relation import Relation


def tie(name: str = "r1", origin: str = "manual", **roles: str) -> Relation:
    members = {role: tuple(AnnotationId(one) for one in names.split()) for role, names in roles.items()}
    return Relation(RelationId(name), "attribution", members, origin=origin)


@pytest.mark.parametrize("roles", [{}, {"claim": ""}, {"claim": "c", "source": ""}])
def test_no_role_is_empty(roles: dict[str, str]) -> None:
    with pytest.raises(ValueRefused, match="r1"):
        tie(**roles)


def test_an_id_and_a_known_origin_are_needed() -> None:
    with pytest.raises(ValueRefused):
        tie("", claim="c")
    with pytest.raises(ValueRefused, match="guessed"):
        tie(origin="guessed", claim="c")


def test_members_come_role_by_role_in_the_order_of_the_chain() -> None:
    relayed = tie(claim="c", via="v1 v2", source="s")
    assert list(relayed.members()) == [("claim", "c"), ("via", "v1"), ("via", "v2"), ("source", "s")]


def test_what_is_taken_out_leaves_no_empty_role() -> None:
    relayed = tie(claim="c", via="v1 v2", source="s")
    assert relayed.names(AnnotationId("s"))
    assert relayed.without(AnnotationId("s")) == {"claim": ("c",), "via": ("v1", "v2")}
    assert relayed.without(AnnotationId("v1")) == {"claim": ("c",), "via": ("v2",), "source": ("s",)}
    assert not relayed.names(AnnotationId("x"))
