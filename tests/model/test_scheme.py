"""The scheme: read from TOML, held against itself."""

from __future__ import annotations

import pytest

from annotator.bundled import resource
from annotator.model.errors import SchemeError
from annotator.model.scheme import Overlap, Scheme, Tier, parse_scheme, scheme_of

MINIMAL = """
name = "small"
version = "1"
[[layers]]
name = "entity"
labels = [{ name = "PERS", ar = "شخص", en = "Person", key = "P" }]
"""


@pytest.fixture
def default() -> Scheme:
    return parse_scheme(resource("schemes", "arabic-news.toml").read_text("utf-8"))


def test_the_default_scheme_has_the_layers_of_attributed_news(default: Scheme) -> None:
    assert list(default.layers) == ["entity", "claim", "source", "cue", "zone"]
    assert default.layer("claim").discontinuous
    assert default.layer("zone").overlap is Overlap.NONE
    assert [role.name for role in default.relation_type("attribution").roles] == [
        "claim", "source", "via", "cue", "addressee",
    ]  # fmt: skip


def test_every_name_of_the_default_scheme_has_its_arabic(default: Scheme) -> None:
    titles = [layer.titles for layer in default.layers.values()]
    titles += [label.titles for layer in default.layers.values() for label in layer.labels]
    titles += [a.titles for owned in default.attributes.values() for a in owned.values()]
    titles += [v.titles for owned in default.attributes.values() for a in owned.values() for v in a.values]
    titles += [r.titles for r in default.relation_types.values()]
    assert all(any("\u0600" <= letter <= "\u06ff" for letter in title.ar) for title in titles)


def test_a_stored_table_gives_the_same_scheme_back(default: Scheme) -> None:
    assert scheme_of(default.table) == default


def test_attribute_values_come_in_the_order_of_the_scheme(default: Scheme) -> None:
    given = {"stance": "assert", "holder": "text"}
    assert list(default.in_order("attribution", given)) == ["holder", "stance"]


def test_soft_attributes_are_those_with_low_expected_agreement(default: Scheme) -> None:
    soft = {a.name for owned in default.attributes.values() for a in owned.values() if a.soft}
    assert soft == {"check_worthy", "claim_type", "factuality"}
    assert default.attributes_of("cue")["lemma"].tier is Tier.DERIVED


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("name = ", "TOML"),
        ('name = "x"\nversion = "1"', "layers"),
        (MINIMAL + '[[attributes]]\nof = "claim"\nname = "kind"', "claim"),
        (MINIMAL + '[[relations]]\nname = "r"\nroles = [{ name = "head", takes = ["claim"] }]', "claim"),
        (MINIMAL.replace("key", 'x = 1, key').replace("}]", '}, { name = "PERS" }]'), "PERS"),
        (MINIMAL + '[[layers]]\nname = "entity"\nlabels = [{ name = "ORG" }]', "entity"),
        (MINIMAL + '[[attributes]]\nof = "entity"\nname = "mood"\n' * 2, "mood"),
        (MINIMAL + '[[attributes]]\nof = "entity"\nname = "mood"\ndepends_on = [["a"], "b"]', "depends_on"),
        (MINIMAL + '[[attributes]]\nof = "entity"\nname = "mood"\ndepends_on = ["a"]', "depends_on"),
        (MINIMAL + '[[attributes]]\nof = "entity"\nname = "mood"\nsoft = "no"', "soft"),
        (MINIMAL + '[[attributes]]\nof = "entity"\nname = 5', "name"),
        (MINIMAL + '[[relations]]\nname = "r"\nroles = [{ name = "head", takes = [1] }]', "takes"),
        (MINIMAL + '[[relations]]\nname = "r"\nroles = [{ name = "head", takes = [], minimum = -1 }]', "minimum"),
    ],
)  # fmt: skip
def test_a_scheme_that_contradicts_itself_is_refused_with_the_reason(toml: str, said: str) -> None:
    with pytest.raises(SchemeError, match=said):
        parse_scheme(toml)


def test_an_unknown_label_is_named(default: Scheme) -> None:
    with pytest.raises(SchemeError, match="PERSON"):
        default.label("entity", "PERSON")


def test_a_scheme_that_nests_without_end_is_refused() -> None:
    with pytest.raises(SchemeError):
        parse_scheme("layers = " + "[" * 20_000)
