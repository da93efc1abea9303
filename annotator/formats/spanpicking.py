"""The spans that a training format takes of an article: whole, without the layers that nobody asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from annotator.formats import losskinds
from annotator.formats.base import WriteOptions
from annotator.formats.flatlosses import tell_details, tell_facts
from annotator.formats.labels import public_labels
from annotator.formats.losses import Losses
from annotator.formats.nativewriting import check_spans
from annotator.formats.tokenspans import TokenSpans
from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import Annotation
from annotator.model.scheme import ZONE_LAYER, Scheme
from annotator.model.span import Span


class PickedSpan(NamedTuple):
    """A span of a training record.

    Attributes:
        annotation: What it stands for.
        label: What its label is called outside.
        span: In code points; of a discontinuous annotation the longest fragment.
        tokens: Numbers of its first token and of the first behind it.
    """

    annotation: Annotation
    label: str
    span: Span
    tokens: tuple[int, int]


def noting(losses: Losses, annotated: AnnotatedDocument) -> Callable[[str, str], None]:
    """A function that notes kind and record id of a loss in one record."""
    document = annotated.document.id
    name = annotated.annotation_set.name if annotated.annotation_set else None

    def lost(kind: str, record: str) -> None:
        losses.add(kind, document=document, set_name=name, record=record)

    return lost


class Picking:
    """Picks the spans of articles for one training format.

    Args:
        options: Layers and token policy.

    Attributes:
        losses: What was left out so far.
    """

    def __init__(self, options: WriteOptions) -> None:
        self.losses = Losses()
        self.labels = public_labels(options.scheme)
        self._policy = options.tokens
        # Who asks for a relation gets its members, whatever their layer.
        by_layer = all(name in options.scheme.layers for name in options.layers)
        self._layers = frozenset(options.layers) if by_layer else frozenset[str]()

    def picked(self, annotated: AnnotatedDocument) -> tuple[TokenSpans, list[PickedSpan]]:
        """The tokens of an article, and its spans on them, by place.

        Raises:
            ExportRefused: If a span does not lie in the text.
        """
        check_spans(annotated)
        lost = noting(self.losses, annotated)
        tell_facts(annotated, lost)
        text = annotated.document.text
        chosen = [
            (a, a.fragments[0] if len(a.fragments) == 1 else max(a.fragments, key=len))
            for a in annotated.annotations
            if self._is_asked_for(a, lost)
        ]
        tokens = TokenSpans(text, [span for _, span in chosen], policy=self._policy)
        borders = tokens.borders
        picked: list[PickedSpan] = []
        for annotation, span in sorted(chosen, key=lambda pair: (pair[1].start, -pair[1].end, pair[0].order)):
            if len(annotation.fragments) > 1:
                lost(losskinds.DISCONTINUOUS, annotation.id)
            taken = tokens.taken_by(span)
            if taken is None:
                lost(losskinds.BETWEEN_WORDS, annotation.id)
                continue
            first, last = borders[taken[0]], borders[taken[1] - 1]
            if first[0] != span.start or last[1] != span.end:
                cut = first[0] < span.start or last[1] > span.end
                lost(losskinds.SUB_TOKEN if cut else losskinds.TRIMMED, annotation.id)
            label = self.labels.get((annotation.layer, annotation.label), annotation.label)
            picked.append(PickedSpan(annotation, label, span, taken))
            tell_details(annotation, lost)
        if picked:
            lost(losskinds.IDENTIFIERS, "")
        for zone in annotated.zones:
            lost(losskinds.ZONE, zone.id)
        return tokens, picked

    def _is_asked_for(self, annotation: Annotation, lost: Callable[[str, str], None]) -> bool:
        wanted = not self._layers or annotation.layer in self._layers
        if not wanted:
            lost(losskinds.OTHER_LAYER, annotation.id)
        return wanted


def scheme_labels(scheme: Scheme, layers: tuple[str, ...]) -> list[str]:
    """The public labels of some layers, in the order of the scheme; of all but zones where none is named."""
    known = public_labels(scheme)
    asked = [name for name in layers if name in scheme.layers] if all(n in scheme.layers for n in layers) else []
    return [label for (layer, _), label in known.items() if (layer in asked if asked else layer != ZONE_LAYER)]
