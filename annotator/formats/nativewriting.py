"""Native records written: the canonical line of an annotated document, checked before it is let go."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Any, Final

from annotator.formats.losses import Losses
from annotator.formats.nativerecord import FORMAT, OFFSET_UNIT
from annotator.formats.strictjson import encode
from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import Annotation
from annotator.model.errors import AnnotatorError, message
from annotator.model.referent import Referent
from annotator.model.relation import Relation
from annotator.model.scheme import Scheme

_SPAN_ORDER: Final = itemgetter("start", "end", "layer", "id")
_BY_ID: Final = itemgetter("id")


class ExportRefused(AnnotatorError):
    """An export that was not written; says which document and which span."""


class NativeWriting:
    """Writes records in the order of one scheme.

    Attributes:
        losses: Stays empty: a native record takes everything of an annotation set.
    """

    def __init__(self, scheme: Scheme) -> None:
        self.losses = Losses()
        self._order = KeyOrder(scheme)

    def head(self) -> bytes:
        """Nothing."""
        return b""

    def foot(self) -> bytes:
        """Nothing."""
        return b""

    def record(self, annotated: AnnotatedDocument) -> bytes:
        """The line of a record, with its newline.

        Raises:
            ExportRefused: If the text is not the one that was annotated, or a span does not lie in it.
        """
        return encode(self.table(annotated)) + b"\n"

    def table(self, annotated: AnnotatedDocument) -> dict[str, Any]:
        """The record as a JSON object, keys in their order."""
        document, header = annotated.document, annotated.annotation_set
        check_text(annotated)
        # The header remembers what it was made under; an article without a set has only the corpus' own scheme.
        scheme = annotated.scheme if header is None else header.scheme
        return {
            "format": FORMAT,
            "id": document.id,
            "text": document.text,
            "text_sha256": document.text_sha256,
            "offset_unit": OFFSET_UNIT,
            "meta": document.meta,
            "annotation_set": None if header is None else header.name,
            "status": None if header is None else header.status.value,
            "scheme": {"name": scheme.name, "version": scheme.version},
            "guideline": None if header is None else header.guideline,
            "layers_done": [] if header is None else self._order.layers(header.layers_done),
            "split": document.split,
            "group": document.group,
            "spans": self._spans(annotated),
            "relations": self._relations(annotated.relations),
            "referents": [_referent(r) for r in sorted(annotated.referents, key=lambda referent: referent.id)],
        }

    def _spans(self, annotated: AnnotatedDocument) -> list[dict[str, Any]]:
        text, attributes = annotated.document.text, self._order.attributes
        spans: list[dict[str, Any]] = []
        for a in (*annotated.zones, *annotated.annotations) if annotated.zones else annotated.annotations:
            if len(a.fragments) == 1:
                span = a.fragments[0]
                start, end = span.start, span.end
                covered = text[start:end]
                # A slice past the end of the text comes back short, so this also keeps every span inside.
                if len(covered) != end - start:
                    raise _misplaced(annotated, a)
                fragments = [[start, end]]
            else:
                fragments, start, end, covered = _pieces(annotated, a)
            spans.append(
                {
                    "id": a.id, "layer": a.layer, "label": a.label, "fragments": fragments, "start": start, "end": end,
                    "text": covered, "attributes": attributes(a.layer, a.attributes) if a.attributes else {},
                    "referent": a.referent, "note": a.note, "origin": a.origin, "unsure": a.unsure,
                }
            )  # fmt: skip
        spans.sort(key=_SPAN_ORDER)
        return spans

    def _relations(self, relations: Iterable[Relation]) -> list[dict[str, Any]]:
        attributes, roles = self._order.attributes, self._order.roles
        tables = [
            {
                "id": r.id, "type": r.type, "roles": roles(r.type, r.roles),
                "attributes": attributes(r.type, r.attributes) if r.attributes else {},
                "note": r.note, "origin": r.origin, "unsure": r.unsure,
            }
            for r in relations
        ]  # fmt: skip
        tables.sort(key=_BY_ID)
        return tables


class KeyOrder:
    """Puts keys into the order of a scheme, remembering each combination that it met.

    Unknown keys come last, sorted.
    """

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._attributes: dict[tuple[str, tuple[str, ...]], tuple[str, ...] | None] = {}
        self._roles: dict[tuple[str, tuple[str, ...]], tuple[str, ...] | None] = {}
        self._ranks = {name: rank for rank, name in enumerate((*scheme.layers, *scheme.relation_types))}

    def layers(self, names: tuple[str, ...]) -> list[str]:
        """Names of layers and relation types in order."""
        return sorted(names, key=lambda name: (self._ranks.get(name, len(self._ranks)), name))

    def attributes(self, owner: str, given: Mapping[str, str]) -> Mapping[str, str]:
        """Attribute values in order."""
        key = (owner, tuple(given))
        if key not in self._attributes:
            _learn(self._attributes, key, tuple(self._scheme.attributes_of(owner)))
        order = self._attributes[key]
        return given if order is None else {name: given[name] for name in order}

    def roles(self, relation_type: str, given: Mapping[str, tuple[Any, ...]]) -> Mapping[str, Any]:
        """Roles in order."""
        key = (relation_type, tuple(given))
        if key not in self._roles:
            known = self._scheme.relation_types.get(relation_type)
            _learn(self._roles, key, tuple(role.name for role in known.roles) if known else ())
        order = self._roles[key]
        return given if order is None else {name: given[name] for name in order}


def _learn(
    known: dict[tuple[str, tuple[str, ...]], tuple[str, ...] | None],
    key: tuple[str, tuple[str, ...]],
    order: tuple[str, ...],
) -> None:
    """Remember the right order of these keys, or None where they stand in it already."""
    given = key[1]
    right = (*(name for name in order if name in given), *sorted(name for name in given if name not in order))
    known[key] = None if right == given else right


def check_text(annotated: AnnotatedDocument) -> None:
    """Refuse a text that is not the one that was annotated: its digest tells.

    Raises:
        ExportRefused: Naming the document.
    """
    document = annotated.document
    if hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest() != document.text_sha256:
        raise ExportRefused(
            message("The text of document {document} is not the one that was annotated.", document=document.id),
            message("Check the corpus."),
        )


def check_spans(annotated: AnnotatedDocument) -> None:
    """Refuse spans that do not lie in the text, for formats that do not write native records.

    Raises:
        ExportRefused: Naming document and span.
    """
    check_text(annotated)
    length, marks = len(annotated.document.text), (*annotated.zones, *annotated.annotations)
    if max([mark.fragments[-1].end for mark in marks], default=0) > length:
        raise _misplaced(annotated, next(mark for mark in marks if mark.end > length))


def _pieces(annotated: AnnotatedDocument, annotation: Annotation) -> tuple[list[list[int]], int, int, str]:
    text = annotated.document.text
    pieces = [text[span.start : span.end] for span in annotation.fragments]
    if any(len(piece) != len(span) for piece, span in zip(pieces, annotation.fragments, strict=True)):
        raise _misplaced(annotated, annotation)
    return [[s.start, s.end] for s in annotation.fragments], annotation.start, annotation.end, " ".join(pieces)


def _misplaced(annotated: AnnotatedDocument, annotation: Annotation) -> ExportRefused:
    return ExportRefused(
        message(
            "In document {document}, span {span} [{start}, {end}) does not lie in the text.",
            document=annotated.document.id,
            span=annotation.id,
            start=annotation.start,
            end=annotation.end,
        ),
        message("Check the corpus."),
    )


def _referent(referent: Referent) -> dict[str, Any]:
    return {
        "id": referent.id, "name": referent.name, "kind": referent.kind, "variants": list(referent.variants),
        "wikidata": referent.wikidata,
    }  # fmt: skip
