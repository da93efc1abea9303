"""An annotated article as lines for a terminal: each paragraph, and under it what begins there."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from annotator.cli.console import columns
from annotator.language import _, digits
from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import Annotation
from annotator.model.attribution import Attribution, attributions_by_claim, claim_numbers
from annotator.model.identity import AnnotationId
from annotator.model.scheme import CLAIM_LAYER
from annotator.operations.statuswords import status_said
from annotator.text.clauses import paragraphs

_INDENT = "    "
_EXCERPT = 60


def lines_of(annotated: AnnotatedDocument) -> Iterator[str]:
    """The article, line by line.

    Args:
        annotated: The article with one set of annotations, or without.
    """
    document = annotated.document
    yield document.id
    yield from (f"{key}: {value}" for key, value in document.meta.items() if value)
    if annotated.annotation_set is not None:
        header = annotated.annotation_set
        yield _("Annotations of {name} ({status})", name=header.name, status=status_said(header.status))
    describing = _Describing(annotated)
    for paragraph in paragraphs(document.text):
        yield ""
        yield from textwrap.wrap(paragraph.of(document.text), width=columns()) or [""]
        for annotation in annotated.annotations:
            if paragraph.start <= annotation.start < paragraph.end:
                yield _INDENT + describing.line(annotation)


class _Describing:
    """Says what an annotation is and, of a claim, who says it."""

    def __init__(self, annotated: AnnotatedDocument) -> None:
        self._text = annotated.document.text
        self._annotations: Mapping[AnnotationId, Annotation] = {a.id: a for a in annotated.annotations}
        self._numbers = claim_numbers(annotated.annotations)
        self._chains = attributions_by_claim(annotated.relations)

    def line(self, annotation: Annotation) -> str:
        name = annotation.label
        if annotation.layer == CLAIM_LAYER:
            name += " " + digits(str(self._numbers[annotation.id]))
        doubt = " ؟" if annotation.unsure else ""
        said_by = " ؛ ".join(self._chain(chain) for chain in self._chains.get(annotation.id, ()))
        chain = f"  ← {said_by}" if said_by else ""
        return f"{name}{doubt}  {digits(f'{annotation.start}–{annotation.end}')}  «{self._excerpt(annotation)}»{chain}"

    def _chain(self, chain: Attribution) -> str:
        members = (*chain.via, *chain.sources, *chain.cues)
        parts = [self._excerpt(self._annotations[member]) for member in members if member in self._annotations]
        parts += [value for value in (chain.holder, chain.stance) if value]
        return " · ".join(parts)

    def _excerpt(self, annotation: Annotation) -> str:
        text = " ".join(annotation.text(self._text).split())
        return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"
