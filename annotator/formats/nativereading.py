"""Native records read fast: a record in which everything is as it should be becomes values in one pass.

The pass says only yes or no. What is wrong with a record, and what may be left out, is the business of
``nativeproblems``, which is slow and complete.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from operator import itemgetter
from typing import Any, Final

from annotator.formats.nativerecord import (
    DOCUMENT_KEYS,
    FORMAT,
    HEADER_STATUS,
    OFFSET_UNIT,
    REFERENT_KEYS,
    RELATION_KEYS,
    SCHEME_KEYS,
    SPAN_KEYS,
    SPLITS,
)
from annotator.formats.permitted import permitted_by
from annotator.model.annotated import AnnotatedDocument, AnnotationSet, SchemeRef
from annotator.model.annotation import IMPORTED, MANUAL, OCCURRENCES, Annotation
from annotator.model.document import META_KEYS, Document, complete_meta
from annotator.model.errors import AnnotatorError
from annotator.model.identity import AnnotationId, DocumentId, ReferentId, RelationId, SetName
from annotator.model.referent import Referent
from annotator.model.relation import Relation
from annotator.model.scheme import ZONE_LAYER, Scheme
from annotator.model.span import Span, check_fragments
from annotator.model.trusted import trusted_annotation, trusted_relation, trusted_span

_document_parts: Final = itemgetter(*DOCUMENT_KEYS)
_span_parts: Final = itemgetter(*SPAN_KEYS)
_relation_parts: Final = itemgetter(*RELATION_KEYS)
_referent_parts: Final = itemgetter(*REFERENT_KEYS)


class Doubtful(Exception):
    """The record is not plainly right; somebody has to look closer."""


class NativeReading:
    """Reads records under one scheme, whose rules it lays out for quick answers.

    Args:
        scheme: What annotations may use.
    """

    def __init__(self, scheme: Scheme) -> None:
        self._permitted = permitted_by(scheme)
        self._labels, self._discontinuous = self._permitted.labels, self._permitted.discontinuous
        self._relations = self._permitted.relations
        self._done = {*scheme.layers, *scheme.relation_types}
        self._origins = {origin: origin for origin in (MANUAL, IMPORTED, OCCURRENCES)}

    def read(self, record: Mapping[str, Any]) -> AnnotatedDocument:
        """The values of a record that is complete and right.

        Raises:
            Doubtful: If it is not, or might not be.
        """
        try:
            return self._read(record)
        except (KeyError, TypeError, ValueError, AttributeError, AnnotatorError):
            raise Doubtful from None

    def _read(self, record: Mapping[str, Any]) -> AnnotatedDocument:
        (
            version,
            identifier,
            text,
            sha,
            unit,
            meta,
            set_name,
            status,
            scheme,
            guideline,
            done,
            split,
            group,
            spans,
            relations,
            referents,
        ) = _document_parts(record)
        if version != FORMAT or unit != OFFSET_UNIT or len(record) != len(DOCUMENT_KEYS) or "\r" in text:
            raise Doubtful
        if not (type(spans) is type(relations) is type(referents) is list) or (
            split is not None and split not in SPLITS
        ):
            raise Doubtful
        if type(identifier) is not str or hashlib.sha256(text.encode()).hexdigest() != sha:
            raise Doubtful
        if len(scheme) != len(SCHEME_KEYS) or not (_is_name(scheme["name"]) and _is_name(scheme["version"])):
            raise Doubtful
        reference = SchemeRef(scheme["name"], scheme["version"])
        document = Document(DocumentId(identifier), text, sha, _meta(meta), _optional(split), _optional(group))
        known = self._referents(referents)
        zones, annotations, layers = self._spans(spans, text, known)
        ties = self._ties(relations, layers)
        header = None
        if set_name is None:
            # Done layers and a status belong to somebody's set.
            if annotations or ties or status is not None or guideline is not None or done:
                raise Doubtful
        else:
            if not _is_name(set_name) or type(done) is not list or not self._done.issuperset(done):
                raise Doubtful
            if len(set(done)) != len(done):
                raise Doubtful
            header = AnnotationSet(
                SetName(set_name), HEADER_STATUS[status], tuple(done), _optional(guideline), reference
            )
        return AnnotatedDocument(
            document, tuple(zones), header, tuple(annotations), tuple(ties), tuple(known.values()), reference
        )

    def _spans(
        self, spans: list[dict[str, Any]], text: str, referents: Mapping[str, Referent]
    ) -> tuple[list[Annotation], list[Annotation], dict[str, str]]:
        """Zones, the other annotations, and the layer of each by its id."""
        zones: list[Annotation] = []
        annotations: list[Annotation] = []
        layers: dict[str, str] = {}
        length, labels, origins = len(text), self._labels, self._origins
        for span in spans:
            if len(span) != 12:
                raise Doubtful
            (
                identifier,
                layer,
                label,
                pairs,
                start,
                end,
                covered,
                attributes,
                referent,
                note,
                origin,
                unsure,
            ) = _span_parts(span)
            key: AnnotationId = identifier
            layer, label = labels[layer, label]
            if len(pairs) == 1:
                ((first, last),) = pairs
                if type(first) is not int or type(last) is not int or first != start or last != end:
                    raise Doubtful
                if not 0 <= first < last <= length or text[first:last] != covered:
                    raise Doubtful
                fragments: tuple[Span, ...] = (trusted_span(first, last),)
            else:
                if layer not in self._discontinuous:
                    raise Doubtful
                fragments = _fragments(pairs, (start, end), text, covered)
            if type(identifier) is not str or not identifier or (unsure is not False and unsure is not True):
                raise Doubtful
            if attributes or type(attributes) is not dict:
                self._check_attributes(layer, attributes)
            if note is not None and type(note) is not str:
                raise Doubtful
            if referent is not None and referent not in referents:
                raise Doubtful
            origin = origins[origin] if origin in origins else self._learn_origin(origin)
            layers[identifier] = layer
            (zones if layer == ZONE_LAYER else annotations).append(
                trusted_annotation(
                    key,
                    fragments,
                    layer=layer,
                    label=label,
                    attributes=attributes,
                    referent=referent,
                    note=note,
                    origin=origin,
                    unsure=unsure,
                )
            )
        if len(layers) != len(spans):
            raise Doubtful
        return zones, annotations, layers

    def _ties(self, relations: list[dict[str, Any]], layers: Mapping[str, str]) -> list[Relation]:
        ties: list[Relation] = []
        identifiers: set[str] = set()
        origins = self._origins
        for relation in relations:
            if len(relation) != 7:
                raise Doubtful
            identifier, kind, roles, attributes, note, origin, unsure = _relation_parts(relation)
            known, required, reflexive = self._relations[kind]
            members: list[str] = []
            given: dict[str, tuple[AnnotationId, ...]] = {}
            for role, ids in roles.items():
                takes, minimum, maximum = known[role]
                if type(ids) is not list or len(ids) < (minimum or 1) or (maximum is not None and len(ids) > maximum):
                    raise Doubtful
                for member in ids:
                    if layers[member] not in takes:
                        raise Doubtful
                members += ids
                given[role] = tuple(ids)
            if not required <= given.keys() or (
                len(members) > 1 and not reflexive and len(set(members)) < len(members)
            ):
                raise Doubtful
            if (
                type(identifier) is not str
                or not identifier
                or not given
                or (unsure is not False and unsure is not True)
            ):
                raise Doubtful
            if attributes or type(attributes) is not dict:
                self._check_attributes(kind, attributes)
            if note is not None and type(note) is not str:
                raise Doubtful
            origin = origins[origin] if origin in origins else self._learn_origin(origin)
            ties.append(
                trusted_relation(
                    RelationId(identifier),
                    given,
                    kind=kind,
                    attributes=attributes,
                    note=note,
                    origin=origin,
                    unsure=unsure,
                )
            )
            identifiers.add(identifier)
        if len(identifiers) != len(relations):
            raise Doubtful
        return ties

    def _check_attributes(self, owner: str, attributes: Mapping[str, str]) -> None:
        if not self._permitted.attributes(owner, attributes):
            raise Doubtful

    def _learn_origin(self, origin: str) -> str:
        """A named origin such as ``suggested:cues``; the constructor of the annotation refuses what is none."""
        if type(origin) is not str or len(self._origins) > 1000:
            raise Doubtful
        Annotation(AnnotationId("probe"), "", "", (Span(0, 1),), origin=origin)
        self._origins[origin] = origin
        return origin

    def _referents(self, referents: list[dict[str, Any]]) -> dict[str, Referent]:
        result: dict[str, Referent] = {}
        for referent in referents:
            identifier, name, kind, variants, wikidata = _referent_parts(referent)
            if len(referent) != len(REFERENT_KEYS) or identifier in result:
                raise Doubtful
            if not (_is_name(identifier) and _is_name(name) and _is_name(kind) and type(variants) is list):
                raise Doubtful
            if any(type(variant) is not str for variant in variants):
                raise Doubtful
            result[identifier] = Referent(ReferentId(identifier), name, kind, tuple(variants), _optional(wikidata))
        return result


def _fragments(pairs: list[list[int]], outer: tuple[int, int], text: str, covered: str) -> tuple[Span, ...]:
    if any(type(offset) is not int for pair in pairs for offset in pair):
        raise Doubtful
    fragments = tuple(Span(first, last) for first, last in pairs)
    check_fragments(fragments)
    if (fragments[0].start, fragments[-1].end) != outer or outer[1] > len(text):
        raise Doubtful
    if " ".join([text[span.start : span.end] for span in fragments]) != covered:
        raise Doubtful
    return fragments


def _meta(meta: dict[str, str | None]) -> dict[str, str | None]:
    for value in meta.values():
        if value is not None and type(value) is not str:
            raise Doubtful
    if not all(key in meta for key in META_KEYS):
        raise Doubtful
    return complete_meta(meta)


def _is_name(value: Any) -> bool:
    return type(value) is str and bool(value)


def _optional(value: Any) -> str | None:
    if value is None or type(value) is str:
        return value
    raise Doubtful
