"""Tallies of articles add up: in any order, in any grouping, and nothing is lost."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.analysis.attribution_agreement import ROLES
from annotator.analysis.tallies import COUNTED, ChainTally, LayerTally, Tally, added
from annotator.analysis.unitizing import Continuum
from annotator.model.identity import DocumentId

_COUNT = st.integers(0, 9)
_CELLS = st.dictionaries(st.tuples(st.sampled_from(["PERS", "ORG", None]), st.sampled_from(["PERS", "ORG"])), _COUNT)
_LAYERS = ("claim", "entity")


def _ties(width: int) -> st.SearchStrategy[tuple[int, ...]]:
    return st.tuples(*[_COUNT] * width)


_LAYER = st.builds(
    LayerTally, st.lists(_COUNT, min_size=len(COUNTED), max_size=len(COUNTED)), _CELLS, _CELLS, _CELLS, _CELLS,
    st.dictionaries(st.integers(-3, 3), _COUNT), st.lists(st.builds(Continuum, _COUNT, st.just({})), max_size=2),
)  # fmt: skip
_CHAINS = st.builds(
    ChainTally, _ties(4), st.fixed_dictionaries({role: _ties(4) for role in ROLES}), _ties(3),
    st.dictionaries(st.sampled_from(["source", "cue"]), _COUNT),
)  # fmt: skip
_TALLY = st.builds(
    Tally, st.just(DocumentId("d")), st.fixed_dictionaries(dict.fromkeys(_LAYERS, _LAYER)),
    st.dictionaries(st.tuples(st.just("claim"), st.sampled_from(["kind", "quote_type"])), _CELLS), _CHAINS,
)  # fmt: skip


def said(tally: Tally) -> Any:
    """Everything in it but what is nought, and the articles for unitizing in no order."""
    layers = {}
    for name, layer in tally.layers.items():
        values = {field.name: getattr(layer, field.name) for field in fields(layer)}
        continua = sorted(one.length for one in values.pop("continua"))
        layers[name] = ({key: _counted(value) for key, value in values.items()}, continua)
    attributes = {key: _counted(cells) for key, cells in tally.attributes.items()}
    return layers, attributes, [_counted(getattr(tally.chains, field.name)) for field in fields(tally.chains)]


def _counted(value: Any) -> Any:
    return {key: count for key, count in value.items() if count} if isinstance(value, dict) else value


@settings(max_examples=30)
@given(st.lists(_TALLY, max_size=4), st.randoms())
def test_neither_order_nor_grouping_matters(tallies: list[Tally], chance: Any) -> None:
    whole = added(tallies, layers=_LAYERS)
    shuffled = chance.sample(tallies, len(tallies))
    assert said(added(shuffled, layers=_LAYERS)) == said(whole)
    parts = [added(shuffled[:2], layers=_LAYERS), added(shuffled[2:], layers=_LAYERS)]
    assert said(added(parts, layers=_LAYERS)) == said(whole)


@settings(max_examples=30)
@given(_TALLY)
def test_one_alone_is_what_it_was_and_nothing_is_nought(tally: Tally) -> None:
    assert said(added([tally], layers=_LAYERS)) == said(tally)
    nothing = added([], layers=_LAYERS)
    assert nothing.layers["claim"].counts == [0] * len(COUNTED)
    assert (nothing.chains.chains, nothing.chains.speakers) == ((0,) * 4, (0,) * 3)
    assert said(added([tally, nothing], layers=_LAYERS)) == said(tally)
