"""Attributions, one a line, resolved: who says what, through whom, in which words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from annotator.formats.bareclaims import bare
from annotator.formats.base import WriteOptions
from annotator.formats.contents import Contents
from annotator.formats.datasetcard import texts
from annotator.formats.losses import Losses
from annotator.formats.nativewriting import KeyOrder, check_spans
from annotator.formats.strictjson import encode
from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import Annotation
from annotator.model.attribution import attribution_of, claim_numbers, parent_claims
from annotator.model.document import META_KEYS
from annotator.model.identity import AnnotationId, ReferentId
from annotator.model.referent import Referent
from annotator.model.relation import Relation
from annotator.model.scheme import ATTRIBUTION, CLAIM_LAYER, Scheme
from annotator.model.span import Fragments
from annotator.text.words import sentence_at

FORMAT: Final = "isnad-attributions/1"
_ROLES: Final = ("source", "via", "cue", "addressee")


class AttributionsExporter:
    """Writes one line an attribution."""

    name = "attributions"
    suffix = ".jsonl"

    def begin(self, options: WriteOptions) -> AttributionsWriting:
        """Start a file."""
        return AttributionsWriting(options.scheme)

    def features(self, contents: Contents, scheme: Scheme) -> list[dict[str, Any]]:
        """The types of the fields of a line."""
        attributes = sorted(
            contents.attributes | {name for layer in scheme.layers for name in scheme.attributes_of(layer)} or {"none"}
        )
        ties = sorted(contents.relation_attributes | set(scheme.attributes_of(ATTRIBUTION)) or {"none"})
        place = [*texts("text"), {"name": "fragments", "list": {"list": "int64"}}]
        party = [
            *texts("id", "label"), *place, {"name": "attributes", "struct": texts(*attributes)}, *texts("note"),
            {"name": "unsure", "dtype": "bool"},
            {"name": "referent", "struct": texts("id", "name", "kind", "wikidata")},
        ]  # fmt: skip
        return [
            *texts("format", "document", "annotation_set", "status", "id", "text_sha256", "offset_unit"),
            {
                "name": "claim",
                "struct": [*party, {"name": "bare", "struct": place}, {"name": "number", "dtype": "int64"}],
            },
            *({"name": role, "list": party} for role in _ROLES),
            *texts("holder", "stance", "naming"),
            {"name": "attributes", "struct": texts(*ties)},
            *texts("note", "origin"),
            {"name": "unsure", "dtype": "bool"},
            *texts("parent"),
            {"name": "depth", "dtype": "int64"},
            {
                "name": "sentence",
                "struct": [*texts("text"), *({"name": n, "dtype": "int64"} for n in ("start", "end"))],
            },
            *texts("split", "group"),
            {"name": "meta", "struct": texts(*META_KEYS, *sorted(contents.meta_keys))},
        ]


class AttributionsWriting:
    """One file of attributions being written.

    Attributes:
        losses: Claims without an attribution, annotations in none, relations of other types, zones.
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
        """The attributions of a record, each on its line; by the place of the claim.

        Raises:
            ExportRefused: If a span does not lie in the text.
        """
        check_spans(annotated)
        resolved = _Resolved(annotated, self._order)
        ties = [r for r in annotated.relations if r.type == ATTRIBUTION and resolved.has_claim(r)]
        self._note_losses(annotated, ties)
        ties.sort(key=lambda tie: (resolved.annotations[tie.roles["claim"][0]].order, tie.id))
        return b"".join(encode(resolved.line(tie)) + b"\n" for tie in ties)

    def _note_losses(self, annotated: AnnotatedDocument, ties: Iterable[Relation]) -> None:
        written = {member for tie in ties for _, member in tie.members()}
        kept = {tie.id for tie in ties}
        document = annotated.document.id
        name = annotated.annotation_set.name if annotated.annotation_set else None
        for annotation in annotated.annotations:
            if annotation.id not in written:
                open_claim = annotation.layer == CLAIM_LAYER
                kind = "claim without attribution" if open_claim else f"{annotation.layer} outside attributions"
                self.losses.add(kind, document=document, set_name=name, record=annotation.id)
        for relation in annotated.relations:
            if relation.id not in kept:
                self.losses.add(f"relation {relation.type}", document=document, set_name=name, record=relation.id)
        for zone in annotated.zones:
            self.losses.add("zone", document=document, set_name=name, record=zone.id)


class _Resolved:
    """One record with everything that its attributions refer to at hand."""

    def __init__(self, annotated: AnnotatedDocument, order: KeyOrder) -> None:
        self._annotated = annotated
        self._order = order
        self._text = annotated.document.text
        self.annotations = {a.id: a for a in annotated.annotations}
        self._referents: Mapping[ReferentId, Referent] = {r.id: r for r in annotated.referents}
        self._numbers = claim_numbers(annotated.annotations)
        self._parents = parent_claims(self.annotations)

    def has_claim(self, relation: Relation) -> bool:
        return all(member in self.annotations for _, member in relation.members()) and "claim" in relation.roles

    def line(self, tie: Relation) -> dict[str, Any]:
        document, header = self._annotated.document, self._annotated.annotation_set
        claim = self.annotations[tie.roles["claim"][0]]
        attribution = attribution_of(tie)
        speaker = attribution.sources[0] if attribution and attribution.sources else None
        sentence = sentence_at(self._text, claim.start)
        return {
            "format": FORMAT,
            "document": document.id,
            "annotation_set": header.name if header else None,
            "status": header.status.value if header else None,
            "id": tie.id,
            "text_sha256": document.text_sha256,
            "offset_unit": "codepoint",
            "claim": {
                **self._party(claim),
                "bare": self._place(bare(claim.fragments, self._text)),
                "number": self._numbers[claim.id],
            },
            **{role: [self._party(self.annotations[m]) for m in tie.roles.get(role, ())] for role in _ROLES},
            "holder": tie.attributes.get("holder"),
            "stance": tie.attributes.get("stance"),
            "naming": self.annotations[speaker].attributes.get("naming") if speaker else None,
            "attributes": self._order.attributes(tie.type, tie.attributes),
            "note": tie.note,
            "origin": tie.origin,
            "unsure": tie.unsure,
            "parent": self._parents.get(claim.id),
            "depth": self._depth(claim.id),
            "sentence": {"text": sentence.of(self._text), "start": sentence.start, "end": sentence.end},
            "split": document.split,
            "group": document.group,
            "meta": document.meta,
        }

    def _party(self, annotation: Annotation) -> dict[str, Any]:
        referent = self._referents.get(annotation.referent) if annotation.referent else None
        return {
            "id": annotation.id,
            "label": annotation.label,
            **self._place(annotation.fragments),
            "attributes": self._order.attributes(annotation.layer, annotation.attributes),
            "note": annotation.note,
            "unsure": annotation.unsure,
            "referent": None if referent is None else {
                "id": referent.id, "name": referent.name, "kind": referent.kind, "wikidata": referent.wikidata,
            },
        }  # fmt: skip

    def _place(self, fragments: Fragments) -> dict[str, Any]:
        return {
            "text": " ".join(span.of(self._text) for span in fragments),
            "fragments": [[span.start, span.end] for span in fragments],
        }

    def _depth(self, claim: AnnotationId) -> int:
        depth, parent = 0, self._parents.get(claim)
        while parent is not None:
            depth, parent = depth + 1, self._parents.get(parent)
        return depth
