"""Adapting the scheme of a corpus: what is compatible, as one act that can be taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.model.errors import SchemeError
from annotator.model.scheme import ENTITY_LAYER, Label, Scheme, Tier, Titles
from annotator.operations import schemeediting, takeback
from tests.operations.desk import Desk

SHIP = Label("SHIP", Titles(ar="سفينة", en="Ship"), family="other", key="B")


def entities(scheme: Scheme) -> list[Label]:
    """The entity labels."""
    return list(scheme.layer(ENTITY_LAYER).labels)


def test_a_label_is_added_and_another_one_shown(desk: Desk) -> None:
    scheme = desk.session.scheme
    labels = [replace(each, in_palette=True) if each.name == "PRODUCT" else each for each in entities(scheme)]
    changed = schemeediting.adapted(scheme, [*labels, SHIP])
    assert changed.label(ENTITY_LAYER, "SHIP") == SHIP
    assert changed.label(ENTITY_LAYER, "PRODUCT").in_palette
    assert changed.version == "2"
    assert scheme.version == "1"


def test_optional_questions_are_asked_and_no_longer_asked(desk: Desk) -> None:
    scheme = desk.session.scheme
    assert not any(optional.asked for optional in schemeediting.optional_questions(scheme))
    asked = schemeediting.adapted(scheme, entities(scheme), asked=[("claim", "verifiable")])
    assert asked.attributes_of("claim")["verifiable"].tier is Tier.CORE
    assert [o.attribute.name for o in schemeediting.optional_questions(asked) if o.asked] == ["verifiable"]
    again = schemeediting.adapted(asked, entities(asked))
    assert again.attributes_of("claim")["verifiable"].tier is Tier.EXTRA


def test_a_change_is_one_act_that_is_taken_back(desk: Desk) -> None:
    session = desk.session
    schemeediting.change_scheme(session, schemeediting.adapted(session.scheme, [*entities(session.scheme), SHIP]))
    assert session.scheme.label(ENTITY_LAYER, "SHIP") == SHIP
    act = takeback.latest_of_several(session)
    assert act is not None
    assert act.gesture == schemeediting.GESTURE
    takeback.take_back(session, act)
    assert session.scheme.version == "1"
    assert "SHIP" not in {label.name for label in entities(session.scheme)}


@pytest.mark.parametrize(
    "wrong",
    [
        replace(SHIP, name="ship of the line"),
        replace(SHIP, titles=Titles(ar="", en="Ship")),
        replace(SHIP, key="ش"),
        replace(SHIP, key="P"),  # the key of the persons
    ],
)
def test_what_cannot_be_a_label_is_refused(desk: Desk, wrong: Label) -> None:
    with pytest.raises(SchemeError):
        schemeediting.adapted(desk.session.scheme, [*entities(desk.session.scheme), wrong])


def test_no_label_is_taken_away(desk: Desk) -> None:
    with pytest.raises(SchemeError):
        schemeediting.adapted(desk.session.scheme, entities(desk.session.scheme)[1:])


def test_saving_what_is_there_says_the_same(desk: Desk) -> None:
    scheme = desk.session.scheme
    assert schemeediting.says_the_same(schemeediting.adapted(scheme, entities(scheme)), scheme)
