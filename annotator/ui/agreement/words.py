"""The words of the section: measures, differences, kinds of places, and who and what is meant."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.language import _, language
from annotator.model.identity import SetName
from annotator.model.scheme import ATTRIBUTION, Scheme
from annotator.operations.agreementplaces import PanelPlace, PlaceKind
from annotator.operations.session import Session


def layer_title(scheme: Scheme, layer: str) -> str:
    """A layer, or the attribution, as people read it."""
    if layer == ATTRIBUTION:
        return scheme.relation_type(ATTRIBUTION).titles.within(language())
    known = scheme.layers.get(layer)
    return known.titles.within(language()) if known is not None else layer


def label_title(scheme: Scheme, layer: str, label: str) -> str:
    """A label as people read it."""
    known = scheme.layers.get(layer)
    titles = {one.name: one.titles.within(language()) for one in known.labels} if known is not None else {}
    return titles.get(label, label)


def attribute_title(scheme: Scheme, owner: str, name: str) -> str:
    """An attribute as people read it."""
    known = scheme.attributes_of(owner).get(name)
    return known.titles.within(language()) if known is not None else name


def answer_title(scheme: Scheme, owner: str, name: str, value: str) -> str:
    """An answer as people read it."""
    known = scheme.attributes_of(owner).get(name)
    titles = {one.name: one.titles.within(language()) for one in known.values} if known is not None else {}
    return titles.get(value, value) if value else _("no answer")


def people_titles(session: Session, names: Iterable[SetName]) -> dict[SetName, str]:
    """Whose sets they are."""
    return {name: session.display_name(name) for name in names}


def difference_title(name: str) -> str:
    """In what two chains differ."""
    titles = {
        "relay_or_source": _("Relay or source"),
        "holder": _("Continued or text"),
        "missing_source": _("A source is missing"),
        "other_source": _("Another source"),
        "denial_not_tied": _("Denial not tied"),
        "stance": _("Another stance"),
        "relay": _("Another relay, or none"),
        "cue": _("Another cue, or none"),
        "one_chain_more": _("Attributed by one only"),
        "claim_of_one": _("Claim of one only"),
    }
    return titles.get(name, name)


def place_said(session: Session, found: PanelPlace) -> str:
    """In what the two differ at a place, in one line."""
    scheme, place = session.scheme, found.place
    a, b = session.display_name(found.a), session.display_name(found.b)
    layer = layer_title(scheme, place.layer)

    def said(value: str) -> str:
        if place.kind is PlaceKind.ATTRIBUTE:
            return answer_title(scheme, place.layer, place.name, value)
        return label_title(scheme, place.layer, value)

    match place.kind:
        case PlaceKind.ONLY_A:
            return _("{layer} “{label}”: only {name}", layer=layer, label=said(place.said_a), name=a)
        case PlaceKind.ONLY_B:
            return _("{layer} “{label}”: only {name}", layer=layer, label=said(place.said_b), name=b)
        case PlaceKind.BOUNDARY:
            return _("{layer} “{label}”: other borders", layer=layer, label=said(place.said_a)) + f" · {a} · {b}"
        case PlaceKind.CHAIN:
            return f"{layer}: {difference_title(place.name)} · {a} · {b}"
        case PlaceKind.ATTRIBUTE:
            what = f"{layer}, {attribute_title(scheme, place.layer, place.name)}"
        case _:
            what = layer
    return f"{what}: {a} “{said(place.said_a)}” · {b} “{said(place.said_b)}”"
