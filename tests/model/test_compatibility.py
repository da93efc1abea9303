"""Whether two schemes go together."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from annotator.bundled import resource
from annotator.model.compatibility import lacking, unheard_of
from annotator.model.scheme import Scheme, parse_scheme, scheme_of

SCHEME = parse_scheme(resource("schemes", "arabic-news.toml").read_text("utf-8"))


def changed(change: Any) -> Scheme:
    table = deepcopy(dict(SCHEME.table))
    change(table)
    return scheme_of(table)


def _attribute(table: dict[str, Any], owner: str, name: str) -> dict[str, Any]:
    return next(t for t in table["attributes"] if (t["of"], t["name"]) == (owner, name))


def _relation(table: dict[str, Any], name: str) -> dict[str, Any]:
    return next(t for t in table["relations"] if t["name"] == name)


def _layer(table: dict[str, Any], name: str) -> dict[str, Any]:
    return next(t for t in table["layers"] if t["name"] == name)


WIDER = (
    lambda t: _layer(t, "entity")["labels"].append({"name": "WEAPON"}),
    lambda t: t["layers"].append({"name": "frame", "labels": [{"name": "Frame"}]}),
    lambda t: _layer(t, "entity").update(discontinuous=True),
    lambda t: _attribute(t, "claim", "quote_type")["values"].append({"name": "quoted_twice"}),
    lambda t: t["attributes"].append({"of": "claim", "name": "weight", "tier": "extra"}),
    lambda t: _attribute(t, "claim", "quote_type").pop("values"),
    lambda t: t["relations"].append({"name": "quotes", "roles": [{"name": "head", "takes": ["claim"]}]}),
    lambda t: _relation(t, "attribution")["roles"][1]["takes"].append("entity"),
    lambda t: _relation(t, "attribution")["roles"].append({"name": "witness", "takes": ["source"]}),
)


@pytest.mark.parametrize("change", WIDER)
def test_what_was_added_is_named_and_takes_nothing_away(change: Any) -> None:
    wider = changed(change)
    assert lacking(wider, SCHEME) == []
    (missing,) = lacking(SCHEME, wider)
    assert missing.english()


def test_titles_keys_and_families_are_no_difference() -> None:
    def change(table: dict[str, Any]) -> None:
        table["ar"], table["version"] = "أخبار", "9"  # “News”
        for label in table["layers"][0]["labels"]:
            label.pop("key", None)
            label["en"] = "Thing"

    assert lacking(SCHEME, changed(change)) == lacking(changed(change), SCHEME) == []


def test_a_scheme_of_another_name_goes_with_none() -> None:
    other = changed(lambda t: t.update(name="poetry"))
    assert lacking(SCHEME, other)
    assert lacking(other, SCHEME)


def test_what_no_version_of_a_scheme_has_is_named_once() -> None:
    later = changed(lambda table: table["layers"][0]["labels"].append({"name": "WEAPON", "en": "Weapon"}))
    labels = [("entity", "PERS"), ("entity", "WEAPON"), ("entity", "RUMOUR"), ("entity", "RUMOUR")]
    strange = unheard_of(labels, ["attribution", "gossip"], [SCHEME, later])
    assert [what.english() for what in strange] == ["the label “RUMOUR” of the layer “entity”", "the relation “gossip”"]
    assert [what.values["label"] for what in unheard_of(labels[:2], [], [SCHEME])] == ["WEAPON"]


def test_a_role_that_became_narrower_lacks_what_the_wider_one_allows() -> None:
    narrower = changed(lambda t: _relation(t, "attribution")["roles"][1].update(minimum=1))
    assert lacking(SCHEME, narrower) == []
    assert lacking(narrower, SCHEME)
