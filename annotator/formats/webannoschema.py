"""The head of a WebAnno TSV file: which columns there are, and what layers of a scheme are called in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from annotator.formats.perscheme import once_per_scheme
from annotator.model.errors import AnnotatorError, message
from annotator.model.scheme import Scheme

PREFIX: Final = "webanno.custom."
ANY_ANNOTATION: Final = "uima.tcas.Annotation"
TOKEN_TYPE: Final = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"
VERSION_LINE: Final = re.compile(r"#FORMAT=WebAnno TSV (?P<major>\d+)\.(?P<minor>\d+)\s*")
_UNSAFE: Final = re.compile(r"\W+")
_KINDS: Final = {"#T_SP=": "span", "#T_RL=": "relation", "#T_CH=": "chain"}


class ColumnKind(StrEnum):
    """What stands in a column."""

    PLACEHOLDER = "placeholder"
    FEATURE = "feature"
    SLOT_ROLE = "slot role"
    SLOT_TARGET = "slot target"
    ORIGIN = "origin of the arrow"
    CHAIN_TYPE = "chain type"
    CHAIN_LINK = "chain link"


@dataclass(frozen=True, slots=True)
class Column:
    """One column behind the token.

    Attributes:
        number: From zero.
        kind: What stands in it.
        feature: Name of its feature; for a slot that of the role column, for both of its columns.
        target: The type that a slot or an arrow goes to, or empty.
    """

    number: int
    kind: ColumnKind
    feature: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class TsvLayer:
    """A layer of the file.

    Attributes:
        type: Its full name.
        kind: ``span``, ``relation`` or ``chain``.
        columns: Its columns.
    """

    type: str
    kind: str
    columns: tuple[Column, ...]

    @property
    def short(self) -> str:
        """The last part of its name."""
        return self.type.rpartition(".")[2]


class HeadRefused(AnnotatorError):
    """A head that makes no columns."""


def layers_of(lines: Iterable[str]) -> list[TsvLayer]:
    """The layers that the lines ``#T_…`` declare.

    Raises:
        HeadRefused: If one cannot be understood.
    """
    layers: list[TsvLayer] = []
    number = 0
    for line in lines:
        kind = _KINDS.get(line[:6])
        if kind is None:
            raise HeadRefused(message("“{line}” declares no layer.", line=line[:80]))
        name, *fields = line[6:].rstrip().split("|")
        if not name:
            raise HeadRefused(message("A layer has no name."))
        columns: list[Column] = []
        for field in fields or [""]:
            columns.append(_column(number, kind, field, columns[-1] if columns else None))
            number += 1
        layers.append(TsvLayer(name, kind, tuple(columns)))
    return layers


def _column(number: int, kind: str, field: str, before: Column | None) -> Column:
    if not field:
        return Column(number, ColumnKind.PLACEHOLDER, "")
    if kind == "relation" and field.startswith("BT_"):
        return Column(number, ColumnKind.ORIGIN, "", field[3:])
    if kind == "chain" and field == "referenceType":
        return Column(number, ColumnKind.CHAIN_TYPE, field)
    if kind == "chain" and field == "referenceRelation":
        return Column(number, ColumnKind.CHAIN_LINK, field)
    if kind == "span" and field.startswith("ROLE_"):
        # ROLE_, type, colon, feature, underscore, type of the link: types may have underscores, hence the colon first.
        feature = field.partition(":")[2] or field[5:]
        return Column(number, ColumnKind.SLOT_ROLE, re.sub(r"_[\w.]*\.[\w.]*$", "", feature))
    if before is not None and before.kind is ColumnKind.SLOT_ROLE:
        return Column(number, ColumnKind.SLOT_TARGET, before.feature, field)
    return Column(number, ColumnKind.FEATURE, field)


class TsvNames:
    """What layers and relation types of a scheme are called, both ways.

    Args:
        scheme: The scheme.

    Attributes:
        types: Full name by layer or relation type.
        owners: Layer or relation type by full name.
    """

    def __init__(self, scheme: Scheme) -> None:
        self.types: dict[str, str] = {}
        for name in (*scheme.layers, *scheme.relation_types):
            candidate = PREFIX + camel(name)
            while candidate in self.types.values():
                candidate += "_"
            self.types[name] = candidate
        self.owners = {full: name for name, full in self.types.items()}

    def type_of(self, name: str) -> str:
        """The full name; that of one which the scheme no longer has is made up."""
        return self.types.get(name) or PREFIX + camel(name)


@once_per_scheme
def tsv_names(scheme: Scheme) -> TsvNames:
    """What a scheme is called, worked out once."""
    return TsvNames(scheme)


def camel(name: str) -> str:
    """A name as Java has them.

    >>> camel("arabic-news claim")
    'ArabicNewsClaim'
    """
    return "".join(part[:1].upper() + part[1:] for part in _UNSAFE.split(name)) or "_"


@lru_cache(maxsize=1024)
def feature_name(attribute: str) -> str:
    """What a question is called as a feature; some names are taken."""
    name = _UNSAFE.sub("_", attribute)
    return f"attr_{name}" if name in RESERVED or name.startswith(("ROLE_", "BT_", "attr_")) else name


LABEL: Final = "label"
NOTE: Final = "note"
UNSURE: Final = "unsure"
ORIGIN: Final = "origin"
REFERENT: Final = "referent"
REFERENT_NAME: Final = "referentName"
REFERENT_KIND: Final = "referentKind"
WIKIDATA: Final = "wikidata"
WHOLE: Final = "whole"
"""Annotations of one layer with the same number here are fragments of one."""
RESERVED: Final = (LABEL, NOTE, UNSURE, ORIGIN, REFERENT, REFERENT_NAME, REFERENT_KIND, WIKIDATA, WHOLE)
