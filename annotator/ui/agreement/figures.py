"""Which figures the section shows, built from what was measured."""

from __future__ import annotations

from typing import Final

from annotator.language import _, digits, language, ngettext
from annotator.model.errors import message
from annotator.model.identity import DocumentId
from annotator.model.scheme import ATTRIBUTION, ENTITY_LAYER
from annotator.operations.agreement import NOBODY_ANSWERED, Agreement, Measure, Path
from annotator.operations.agreementpanel import LabelRow, Panel
from annotator.operations.agreementplaces import OF_LAYER, PlaceKind, Query, places_of
from annotator.operations.agreementwords import remarks_on
from annotator.operations.session import Session
from annotator.ui.agreement.bars import Bar, NamedBars
from annotator.ui.agreement.confusionmatrix import ConfusionMatrix
from annotator.ui.agreement.pairmatrix import PairMatrix
from annotator.ui.agreement.shifts import ShiftColumns
from annotator.ui.agreement.table import MeasureTable, Row, Value
from annotator.ui.agreement.weeklines import Line, WeekLines
from annotator.ui.agreement.words import attribute_title, difference_title, label_title, layer_title, people_titles

_STRICT: Final[Path] = ("attribution", "strict_f1")
_LENIENT: Final[Path] = ("attribution", "lenient_f1")
_NO_STRETCHES: Final = Measure(
    None, message("α of units is measured on stretches of text; an attribution ties several of them.")
)
_NO_OVERLAP: Final = Measure(None, message("An answer is the same or another one; it cannot overlap."))
_CHAINS: Final = frozenset({PlaceKind.CHAIN})
_ANSWERS: Final = frozenset({PlaceKind.ATTRIBUTE})
_OF_ROLE: Final = {
    "claim": frozenset({"claim_of_one", "one_chain_more", "denial_not_tied"}),
    "source": frozenset({"missing_source", "other_source", "relay_or_source"}),
    "via": frozenset({"relay", "relay_or_source"}),
    "cue": frozenset({"cue"}),
}
"""In what chains differ where they differ in a role."""


def layer_table(session: Session, panel: Panel) -> MeasureTable:
    """A row a layer, then the attribution with holder and stance."""
    scheme, overall = session.scheme, panel.overall
    rows = []
    for layer in panel.layers:
        query = Query(layer=layer, kinds=OF_LAYER)
        rows.append(
            Row(
                layer_title(scheme, layer),
                _value(panel, ("layers", layer, "exact_f1"), _("Same borders, same label: F1")),
                _value(panel, ("layers", layer, "overlap_f1"), _("Shared letters, same label, one to one: F1")),
                _value(panel, ("layers", layer, "alpha_u"), _("Krippendorff's α for unitizing")),
                len(places_of(panel.places, query)),
                query,
            )
        )
    if _STRICT in overall.measures:
        query = Query(layer=ATTRIBUTION, kinds=_CHAINS)
        rows.append(
            Row(
                layer_title(scheme, ATTRIBUTION),
                _value(panel, _STRICT, _("Whole chains, strict: claim, source, relays, cue and stance the same")),
                _value(panel, _LENIENT, _("Whole chains, lenient: claim and source share letters")),
                Value(_NO_STRETCHES, _("Krippendorff's α for unitizing")),
                len(places_of(panel.places, query)),
                query,
            )
        )
        asked = scheme.attributes_of(ATTRIBUTION)
        for name, (share, alpha) in panel.answers.items():
            if name in asked:
                query = Query(layer=ATTRIBUTION, kinds=_ANSWERS, names=frozenset({name}))
                rows.append(
                    Row(
                        asked[name].titles.within(language()),
                        Value(share, _("The same answer about chains of one claim: share")),
                        Value(_NO_OVERLAP, _("Overlap")),
                        Value(alpha, _("Krippendorff's α of the answers")),
                        len(places_of(panel.places, query)),
                        query,
                    )
                )
    heads = (_("layer"), _("exact F1"), _("overlap F1"), _("α of units"), _("differences"))
    return MeasureTable(_("By layer"), heads, rows)


def label_table(session: Session, panel: Panel) -> MeasureTable:
    """A row a label."""
    titles = [label_title(session.scheme, found.layer, found.label) for found in panel.by_label]

    def row(found: LabelRow) -> Row:
        layer, label = layer_title(session.scheme, found.layer), label_title(session.scheme, found.layer, found.label)
        return Row(
            label if titles.count(label) == 1 else f"{label} · {layer}",
            Value(found.exact_f1, _("Same borders, same label: F1")),
            Value(found.overlap_f1, _("Shared letters, same label, one to one: F1")),
            Value(found.alpha_u, _("Krippendorff's α for unitizing")),
            found.places,
            Query(layer=found.layer, label=found.label),
        )

    heads = (_("label"), _("exact F1"), _("overlap F1"), _("α of units"), _("differences"))
    return MeasureTable(_("By label"), heads, [row(found) for found in panel.by_label])


def attribute_table(session: Session, panel: Panel) -> MeasureTable:
    """A row an attribute to which somebody gave an answer; soft ones last, and called so."""
    scheme, rows = session.scheme, []
    for kind in ("attributes", "soft"):
        for path, measure in panel.overall.measures.items():
            if path[0] != kind:
                continue
            _kind, owner, name = path
            query = Query(layer=owner, kinds=_ANSWERS, names=frozenset({name}))
            places = len(places_of(panel.places, query))
            if measure.value is None and not places and measure == NOBODY_ANSWERED:
                continue
            title = f"{layer_title(scheme, owner)}: {attribute_title(scheme, owner, name)}"
            if kind == "soft":
                title = _("{name} (soft)", name=title)
            rows.append(
                Row(
                    title,
                    _value(panel, path, _("Cohen's κ of the answers about annotations that are partners")),
                    Value(panel.overall.measures["ac1", owner, name], _("Gwet's AC1 of the same answers")),
                    None,
                    places,
                    query,
                )
            )
    heads = (_("attribute"), "κ", "AC1", "", _("differences"))
    return MeasureTable(_("Attributes"), heads, rows, wide_names=True)


def role_table(session: Session, panel: Panel) -> MeasureTable | None:
    """A row a role of the attribution, and who is meant; None where attributions are not compared."""
    if _STRICT not in panel.overall.measures:
        return None
    rows = []
    for role in session.scheme.relation_type(ATTRIBUTION).roles:
        path: Path = ("attribution", "roles", role.name, "exact_f1")
        if path in panel.overall.measures:
            query = Query(layer=ATTRIBUTION, kinds=_CHAINS, names=_OF_ROLE.get(role.name, frozenset()))
            rows.append(
                Row(
                    role.titles.within(language()),
                    _value(panel, path, _("The same letters under claims that share some: F1")),
                    _value(panel, (*path[:-1], "overlap_f1"), _("Shared letters under claims that share some: F1")),
                    None,
                    len(places_of(panel.places, query)),
                    query,
                )
            )
    query = Query(layer=ATTRIBUTION, kinds=_CHAINS, names=_OF_ROLE["source"])
    meant = _value(panel, ("attribution", "source_identity_f1"), _("The same speaker, by referent or folded words: F1"))
    overlap = Value(_NO_OVERLAP, _("Overlap"))
    rows.append(Row(_("who is meant"), meant, overlap, None, len(places_of(panel.places, query)), query))
    heads = (_("role"), _("exact F1"), _("overlap F1"), "", _("differences"))
    return MeasureTable(_("Attribution by role"), heads, rows)


def article_table(session: Session, panel: Panel) -> MeasureTable:
    """A row an article, those that differ most first."""
    titles = {summary.id: summary.title for summary in session.documents()}
    claims = panel.overall.measures.keys() & {("layers", "claim", "exact_f1")}

    def row(document: DocumentId, found: Agreement) -> Row:
        query = Query(documents=frozenset({document}))
        layer = "claim" if claims else panel.layers[0] if panel.layers else ""
        measures = found.measures
        return Row(
            titles.get(document, document),
            Value(measures.get(("layers", layer, "exact_f1"), _NO_OVERLAP), _("Claims with the same borders: F1")),
            Value(measures.get(_LENIENT, _NO_OVERLAP), _("Whole chains, lenient: claim and source share letters")),
            Value(measures.get(("layers", layer, "alpha_u"), _NO_OVERLAP), _("α of units of the claims")),
            len(places_of(panel.places, query)),
            query,
        )

    rows = sorted(
        (row(document, found) for document, found in panel.by_article.items()), key=lambda one: (-one.places, one.name)
    )
    heads = (_("article"), _("claims, exact F1"), _("chains, lenient F1"), _("α of claims"), _("differences"))
    return MeasureTable(_("By article"), heads, rows, wide_names=True)


def shift_columns(panel: Panel) -> ShiftColumns:
    """By how many words the ends of claims differ."""
    return ShiftColumns(panel.shifts)


def pair_matrix(session: Session, panel: Panel) -> PairMatrix:
    """Everybody with everybody: whole chains, or the first layer where attributions are not compared."""
    path, layer = _STRICT, ATTRIBUTION
    if _STRICT not in panel.overall.measures and panel.layers:
        layer = panel.layers[0]
        path = ("layers", layer, "exact_f1")
    values = {(a, b): (found.measures[path], documents) for a, b, documents, found in panel.pairs}
    title = _("{layer}: the annotators in pairs", layer=layer_title(session.scheme, layer))
    return PairMatrix(title, panel.names, people_titles(session, panel.names), values, layer=layer)


def difference_bars(panel: Panel) -> NamedBars:
    """In what attributions differ."""
    bars = [
        Bar(difference_title(name), count, Query(layer=ATTRIBUTION, kinds=_CHAINS, names=frozenset({name})))
        for name, count in panel.differences.items()
        if count
    ]
    total = sum(panel.differences.values())
    remark = ngettext("{count} place", "{count} places", total)
    return NamedBars(_("Where do attributions differ?"), remark, bars, empty=_("No attribution differs."))


def confusion_matrix(session: Session, panel: Panel) -> ConfusionMatrix | None:
    """The labels of the entities, or of the first layer that has several."""
    layer = ENTITY_LAYER if ENTITY_LAYER in panel.confusions else next(iter(panel.confusions), None)
    if layer is None:
        return None
    matrix = panel.confusions[layer]
    return ConfusionMatrix(layer, matrix, {label: label_title(session.scheme, layer, label) for label in matrix.labels})


def week_lines(session: Session, panel: Panel) -> WeekLines:
    """Attribution, and the first layer."""
    lines = []
    if _STRICT in panel.overall.measures:
        lines.append(Line(layer_title(session.scheme, ATTRIBUTION), _STRICT, ATTRIBUTION))
    if panel.layers:
        layer = panel.layers[0]
        lines.append(Line(layer_title(session.scheme, layer), ("layers", layer, "exact_f1"), layer))
    return WeekLines(panel.weeks, lines)


def _value(panel: Panel, path: Path, tip: str) -> Value:
    return Value(panel.overall.measures[path], tip, panel.intervals.get(path))


def headline(panel: Panel) -> str:
    """«3 annotators · 24 shared articles · guideline 1.2»."""
    parts = [
        ngettext("{count} annotator", "{count} annotators", len(panel.names)),
        ngettext("{count} shared article", "{count} shared articles", panel.documents),
    ]
    if panel.guidelines:
        parts.append(_("guideline {version}", version=digits(" – ".join(panel.guidelines))))
    if panel.as_submitted:
        parts.append(_("as first submitted"))
    return " · ".join(parts)


def remarks(panel: Panel) -> str:
    """What else to know of the numbers, one line each."""
    lines = []
    if panel.resamples:
        lines.append(
            ngettext(
                "Intervals from {count} draw of articles.", "Intervals from {count} draws of articles.", panel.resamples
            )
        )
    return "\n".join((*lines, *remarks_on(panel)))
