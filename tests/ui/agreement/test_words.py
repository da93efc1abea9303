"""What is said of a place, in the words of the scheme and with the names of people."""

from __future__ import annotations

from annotator.operations.agreementpanel import Panel
from annotator.operations.agreementplaces import PanelPlace, PlaceKind
from annotator.operations.session import Session
from annotator.ui.agreement.words import answer_title, difference_title, label_title, place_said


def _place(panel: Panel, kind: PlaceKind, layer: str) -> PanelPlace:
    return next(found for found in panel.places if found.place.kind is kind and found.place.layer == layer)


def test_every_kind_of_place_is_a_sentence(session: Session, panel: Panel) -> None:
    boundary = place_said(session, _place(panel, PlaceKind.BOUNDARY, "claim"))
    assert boundary == "Claim “Claim”: other borders · أمل · basim"
    only = place_said(session, _place(panel, PlaceKind.ONLY_A, "entity"))
    assert only.endswith("only أمل") or "only" in only
    chain = place_said(session, _place(panel, PlaceKind.CHAIN, "attribution"))
    assert chain.startswith("Attribution: A source is missing")
    answer = place_said(session, _place(panel, PlaceKind.ATTRIBUTE, "attribution"))
    assert "Stance" in answer


def test_what_is_unknown_is_said_as_it_stands(session: Session) -> None:
    assert difference_title("something new") == "something new"
    assert label_title(session.scheme, "entity", "GONE") == "GONE"
    assert answer_title(session.scheme, "attribution", "stance", "") == "no answer"
    assert session.display_name("adjudicated") == "Adjudicated"  # type: ignore[arg-type]
