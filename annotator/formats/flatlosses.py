"""What a format leaves out that holds the annotations of a text and nothing else: told for each record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from annotator.formats import losskinds
from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import IMPORTED, MANUAL, Annotation
from annotator.model.relation import Relation
from annotator.model.workflow import Status

_KNOWN_ORIGINS: Final = (MANUAL, IMPORTED)


def tell_facts(annotated: AnnotatedDocument, lost: Callable[[str, str], None]) -> None:
    """Tell that metadata, split, status, layers done and guideline are left out, where there are any."""
    document, header = annotated.document, annotated.annotation_set
    if document.split or document.group or any(value is not None for value in document.meta.values()):
        lost(losskinds.DOCUMENT_FACTS, "")
    if header is not None and (header.layers_done or header.guideline or header.status is not Status.IN_PROGRESS):
        lost(losskinds.HEADER, "")


def tell_details(
    record: Annotation | Relation, lost: Callable[[str, str], None], *, said: frozenset[str] = frozenset()
) -> None:
    """Tell that attributes, referent, note, doubt and origin of a record are left out, as far as it has them.

    Args:
        record: The record.
        lost: Told kind and id.
        said: Attributes that are not left out.
    """
    if record.attributes and not said.issuperset(record.attributes):
        lost(losskinds.ATTRIBUTES if isinstance(record, Annotation) else losskinds.RELATION_ATTRIBUTES, record.id)
    if isinstance(record, Annotation) and record.referent is not None:
        lost(losskinds.REFERENT, record.id)
    if record.note is not None:
        lost(losskinds.NOTE, record.id)
    if record.unsure:
        lost(losskinds.UNSURE, record.id)
    if record.origin not in _KNOWN_ORIGINS:
        lost(losskinds.ORIGIN, record.id)


def tell_all_but_places(annotated: AnnotatedDocument, layer: str, lost: Callable[[str, str], None]) -> list[Annotation]:
    """Tell everything that a format leaves out that holds places and labels of one layer.

    Args:
        annotated: The record.
        layer: The layer.
        lost: Told kind and id.

    Returns:
        The annotations of the layer.
    """
    tell_facts(annotated, lost)
    kept: list[Annotation] = []
    for annotation in (*annotated.zones, *annotated.annotations):
        if annotation.layer != layer:
            lost(losskinds.OTHER_LAYER, annotation.id)
            continue
        kept.append(annotation)
        tell_details(annotation, lost)
    for relation in annotated.relations:
        lost(losskinds.RELATION, relation.id)
    if kept:
        lost(losskinds.IDENTIFIERS, "")
    return kept
