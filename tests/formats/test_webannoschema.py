"""The head of a WebAnno TSV file."""

from __future__ import annotations

import pytest

from annotator.formats.webannoschema import ColumnKind, HeadRefused, TsvNames, camel, feature_name, layers_of
from annotator.model.scheme import Scheme


def test_every_kind_of_column_is_understood() -> None:
    frame, bare, chain, arrow = layers_of([
        "#T_SP=webanno.custom.Frame|FE|ROLE_webanno.custom.Frame:roles_webanno.custom.FrameLink|webanno.custom.Lu",
        "#T_SP=webanno.custom.Bare|",
        "#T_CH=a.b.CoreferenceLink|referenceType|referenceRelation",
        "#T_RL=webanno.custom.Says|kind|BT_webanno.custom.Lu",
    ])  # fmt: skip
    kinds = [column.kind for layer in (frame, bare, chain, arrow) for column in layer.columns]
    assert kinds == [
        ColumnKind.FEATURE, ColumnKind.SLOT_ROLE, ColumnKind.SLOT_TARGET, ColumnKind.PLACEHOLDER,
        ColumnKind.CHAIN_TYPE, ColumnKind.CHAIN_LINK, ColumnKind.FEATURE, ColumnKind.ORIGIN,
    ]  # fmt: skip
    assert [column.number for layer in (frame, bare, chain, arrow) for column in layer.columns] == list(range(8))
    assert frame.columns[1].feature == frame.columns[2].feature == "roles"
    assert frame.columns[2].target == arrow.columns[1].target == "webanno.custom.Lu"
    assert (frame.short, chain.short) == ("Frame", "CoreferenceLink")


@pytest.mark.parametrize("line", ["#T_XX=a|b", "#T_SP=", "#T_SP"])
def test_a_line_that_declares_nothing_is_refused(line: str) -> None:
    with pytest.raises(HeadRefused):
        layers_of([line])


def test_layers_of_the_scheme_have_names_of_java(scheme: Scheme) -> None:
    names = TsvNames(scheme)
    assert names.type_of("claim") == "webanno.custom.Claim"
    assert names.owners["webanno.custom.Attribution"] == "attribution"
    assert names.type_of("gone layer") == "webanno.custom.GoneLayer"
    assert camel("--") == "_"
    assert [feature_name(name) for name in ("quote_type", "label", "of whom")] == [
        "quote_type",
        "attr_label",
        "of_whom",
    ]
