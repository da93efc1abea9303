"""Referents are somebody: they have an id, a name and a kind."""

from __future__ import annotations

import pytest

from annotator.model.errors import ValueRefused
from annotator.model.identity import ReferentId
from annotator.model.referent import Referent


@pytest.mark.parametrize(
    ("name", "called", "kind"), [("", "ليلى حداد", "PERS"), ("e1", "", "PERS"), ("e1", "ليلى", "")]
)
def test_a_referent_without_id_name_or_kind_is_refused(name: str, called: str, kind: str) -> None:
    with pytest.raises(ValueRefused):
        Referent(ReferentId(name), called, kind)


def test_a_new_referent_is_nobody_else() -> None:
    referent = Referent(ReferentId("e1"), "ليلى حداد", "PERS", variants=("حداد",))
    assert (referent.same_as, referent.wikidata, referent.variants) == (None, None, ("حداد",))
