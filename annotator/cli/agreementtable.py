"""How agreement is written for people at a terminal: short tables, in the words of the scheme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from annotator.cli.console import padded, put, tell, width
from annotator.language import _, language, ngettext, number, said
from annotator.model.scheme import ATTRIBUTION, Scheme
from annotator.operations.agreement import AgreementReport, Measure, Path

_UNDEFINED: Final = "–"
_COUNTS: Final = ("boundary_only", "label_only", "boundary_and_label", "only_a", "only_b")


def put_agreement(report: AgreementReport, scheme: Scheme) -> None:
    """Write the means, each with its interval where there is one, then what each pair has.

    Args:
        report: What was measured.
        scheme: Whose words are used.
    """
    tell(
        ngettext("One article is shared", "{count} articles are shared", report.documents)
        + " · "
        + ngettext("one pair of annotators", "{count} pairs of annotators", len(report.agreement.pairs))
    )
    _put_layers(report, scheme)
    _put_attribution(report, scheme)
    _put_attributes(report, scheme, "attributes", _("Attributes"))
    _put_attributes(report, scheme, "soft", _("Soft attributes (outside the rest)"))
    if len(report.agreement.pairs) > 1:
        _put_pairs(report, scheme)
    reasons = {said(m.reason): None for m in report.agreement.overall.measures.values() if m.reason is not None}
    for reason in reasons:
        tell(f"{_UNDEFINED} {reason}")


def _put_layers(report: AgreementReport, scheme: Scheme) -> None:
    measures, counts = report.agreement.overall.measures, report.agreement.overall.counts
    layers = list(dict.fromkeys(path[1] for path in measures if path[0] == "layers"))
    if not layers:
        return
    names = ["exact_f1", "overlap_f1", "token_alpha", "char_kappa", "alpha_u"]
    heads = [_("exact F1"), _("overlap F1"), _("α of words"), _("κ of characters"), _("α of units")]
    if ("layers", layers[0], "gamma") in measures:
        names.append("gamma")
        heads.append("γ")
    if len(report.names) > 2:
        names.insert(3, "token_alpha_all")
        heads.insert(3, _("of everybody"))
    heads += [_("border"), _("label"), _("both"), _("only one"), _("only the other")]
    rows = [
        [
            scheme.layer(layer).titles.within(language()),
            *(_value(report, ("layers", layer, name)) for name in names),
            *(number(counts["layers", layer, name]) for name in _COUNTS),
        ]
        for layer in layers
    ]
    _put_table([[_("Layer"), *heads], *rows])


def _put_attribution(report: AgreementReport, scheme: Scheme) -> None:
    if ("attribution", "strict_f1") not in report.agreement.overall.measures:
        return
    rows = [
        [_("whole chains, strict F1"), _value(report, ("attribution", "strict_f1"))],
        [_("whole chains, lenient F1"), _value(report, ("attribution", "lenient_f1"))],
        [_("who is meant, F1"), _value(report, ("attribution", "source_identity_f1"))],
        [_("stance, κ"), _value(report, ("attribution", "stance_kappa"))],
        [_("holder, κ"), _value(report, ("attribution", "holder_kappa"))],
    ]
    put()
    _put_table([[scheme.relation_type(ATTRIBUTION).titles.within(language()), ""], *rows])
    put()
    roles = [
        [
            role.titles.within(language()),
            _value(report, ("attribution", "roles", role.name, "exact_f1")),
            _value(report, ("attribution", "roles", role.name, "overlap_f1")),
        ]
        for role in scheme.relation_type(ATTRIBUTION).roles
    ]
    _put_table([[_("Role"), _("exact F1"), _("overlap F1")], *roles])


def _put_attributes(report: AgreementReport, scheme: Scheme, kind: str, title: str) -> None:
    rows = []
    for path, measure in report.agreement.overall.measures.items():
        if path[0] == kind and measure.value is not None:
            owner, name = path[1:]
            layer = scheme.layers.get(owner)
            of = layer.titles if layer is not None else scheme.relation_type(owner).titles
            asked = scheme.attributes_of(owner)[name].titles.within(language())
            ac1 = report.agreement.overall.measures["ac1", owner, name]
            rows.append([f"{of.within(language())}: {asked}", _value(report, path), _said(ac1)])
    if rows:
        put()
        _put_table([[title, "κ", "AC1"], *rows])


def _put_pairs(report: AgreementReport, scheme: Scheme) -> None:
    layers = list(dict.fromkeys(p[1] for p in report.agreement.overall.measures if p[0] == "layers"))
    heads = [_("exact F1") + f" · {scheme.layer(layer).titles.within(language())}" for layer in layers]
    paths: list[Path] = [("layers", layer, "exact_f1") for layer in layers]
    if ("attribution", "strict_f1") in report.agreement.overall.measures:
        heads.append(_("whole chains, strict F1"))
        paths.append(("attribution", "strict_f1"))
    rows = [
        [
            f"{pair.a} · {pair.b}",
            number(len(pair.documents)),
            *(_said(pair.agreement.measures[path]) for path in paths),
        ]
        for pair in report.agreement.pairs
    ]
    put()
    _put_table([[_("Pair"), _("Articles"), *heads], *rows])


def _value(report: AgreementReport, path: Path) -> str:
    """«0.91 (0.88–0.94)», or a dash."""
    value = _said(report.agreement.overall.measures[path])
    interval = report.intervals.get(path)
    if interval is None or interval[0] == interval[1]:
        return value
    return f"{value} ({number(interval[0], digits=2)}–{number(interval[1], digits=2)})"


def _said(measure: Measure) -> str:
    return _UNDEFINED if measure.value is None else number(measure.value, digits=2)


def _put_table(rows: Sequence[Sequence[str]]) -> None:
    """The first column at its start, the others under each other at their end; the first row is the head."""
    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = [padded(row[0], widths[0])]
        cells += [" " * (most - width(cell)) + cell for cell, most in zip(row[1:], widths[1:], strict=True)]
        put("  ".join(cells).rstrip())
