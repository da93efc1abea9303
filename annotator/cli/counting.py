"""How the counts of a corpus are written, for people and for programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from annotator.cli.console import padded, put, width
from annotator.language import _, language, number
from annotator.model.scheme import ATTRIBUTION, Scheme
from annotator.model.workflow import Status
from annotator.operations.corpora import CorpusCounts, SetCounts
from annotator.operations.statuswords import status_said

_UNANSWERED: Final = "–"


def counts_as_json(counts: CorpusCounts) -> dict[str, Any]:
    """The counts as one JSON object; an attribution whose holder or stance nobody gave is counted under ``""``."""
    return asdict(counts)


def put_counts(counts: CorpusCounts, scheme: Scheme) -> None:
    """Write the counts as short tables, in the words of the scheme."""
    _put_table(
        {
            _("Articles"): counts.documents,
            _("without annotations"): counts.unannotated,
            _("Words"): counts.words,
            _("Characters"): counts.characters,
        }
    )
    for name, of_set in counts.sets.items():
        put()
        put(name)
        _put_table(_rows_of(of_set, scheme))


def _rows_of(counts: SetCounts, scheme: Scheme) -> dict[str, int]:
    rows = {_("Articles"): counts.documents}
    rows.update({"  " + status_said(Status(status)): value for status, value in counts.statuses.items()})
    for layer, labels in counts.annotations.items():
        rows[_layer(layer, scheme)] = sum(labels.values())
        if len(labels) > 1:
            rows.update({f"  {label}": value for label, value in labels.items()})
    for relation, value in counts.relations.items():
        rows[_relation(relation, scheme)] = value
        if relation == ATTRIBUTION:
            rows.update({"  " + _answer("holder", given, scheme): n for given, n in counts.holders.items()})
            rows.update({"  " + _answer("stance", given, scheme): n for given, n in counts.stances.items()})
    rows[_("Open claims")] = counts.open_claims
    rows[_("In doubt")] = counts.unsure
    return rows


def _layer(name: str, scheme: Scheme) -> str:
    layer = scheme.layers.get(name)
    return layer.titles.within(language()) if layer else name


def _relation(name: str, scheme: Scheme) -> str:
    relation = scheme.relation_types.get(name)
    return relation.titles.within(language()) if relation else name


def _answer(attribute: str, value: str, scheme: Scheme) -> str:
    """«holder: in the text»; a dash where nobody answered."""
    known = scheme.attributes_of(ATTRIBUTION).get(attribute)
    if known is None:
        return f"{attribute}: {value or _UNANSWERED}"
    titles = {answer.name: answer.titles.within(language()) for answer in known.values}
    return f"{known.titles.within(language())}: {titles.get(value, value) or _UNANSWERED}"


def _put_table(rows: Mapping[str, int]) -> None:
    names = max(width(name) for name in rows)
    figures = max(width(number(value)) for value in rows.values())
    for name, value in rows.items():
        figure = number(value)
        put(f"  {padded(name, names)}  {' ' * (figures - width(figure))}{figure}")
