"""Attributions, one a line, resolved: who says what, through whom, in which words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any, Final

from annotator.formats.bareclaims import bare
from annotator.formats.base import WriteOptions
from annotator.formats.contents import Contents
from annotator.formats.datasetcard import texts
from annotator.formats.losses import Losses
from annotator.formats.losskinds import HEADER, ORIGIN, ROLES, VARIANTS
from annotator.formats.nativewriting import KeyOrder, check_spans
from annotator.formats.strictjson import encode
from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import IMPORTED, MANUAL, Annotation
from annotator.model.attribution import claim_numbers, parent_claims
from annotator.model.document import META_KEYS
from annotator.model.identity import AnnotationId, ReferentId
from annotator.model.referent import Referent
from annotator.model.relation import Relation
from annotator.model.scheme import ATTRIBUTION, CLAIM_LAYER, Scheme
from annotator.model.span import Fragments, Span, covered_text
from annotator.text.words import SentencesOf, sentences

FORMAT: Final = "isnad-attributions/1"
_BOILERPLATE: Final = "boilerplate"
_ROLES: Final = ("source", "via", "cue", "addressee")
_WRITTEN_ROLES: Final = frozenset(("claim", *_ROLES))


class AttributionsExporter:
    """Writes one line an attribution."""

    name = "attributions"
    suffix = ".jsonl"
    has_negatives = True

    def begin(self, options: WriteOptions) -> AttributionsWriting:
        """Start a file."""
        return AttributionsWriting(options)

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

    def __init__(self, options: WriteOptions) -> None:
        self.losses = Losses()
        self._order = KeyOrder(options.scheme)
        self._negatives = options.negatives

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
        return b"".join([encode(line) + b"\n" for line in self.lines(annotated)])

    def lines(self, annotated: AnnotatedDocument) -> list[dict[str, Any]]:
        """The same as objects; sentences without a claim come last where they are asked for.

        Raises:
            ExportRefused: If a span does not lie in the text.
        """
        check_spans(annotated)
        resolved = _Resolved(annotated, self._order)
        ties = [r for r in annotated.relations if r.type == ATTRIBUTION and resolved.has_claim(r)]
        self._note_losses(annotated, ties)
        ties.sort(key=lambda tie: (resolved.places[tie.roles["claim"][0]], tie.id))
        lines = [resolved.line(tie) for tie in ties]
        if self._negatives:
            lines += [resolved.negative(sentence) for sentence in _without_claims(annotated)]
        return lines

    def _note_losses(self, annotated: AnnotatedDocument, ties: Iterable[Relation]) -> None:
        written = {tie.roles["claim"][0] for tie in ties}
        written |= {member for tie in ties for role in _ROLES for member in tie.roles.get(role, ())}
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
            elif not _WRITTEN_ROLES.issuperset(relation.roles) or len(relation.roles["claim"]) > 1:
                self.losses.add(ROLES, document=document, set_name=name, record=relation.id)
        for zone in annotated.zones:
            self.losses.add("zone", document=document, set_name=name, record=zone.id)
        header = annotated.annotation_set
        if header is not None and (header.layers_done or header.guideline):
            self.losses.add(HEADER, document=document, set_name=name)
        parties = [annotation for annotation in annotated.annotations if annotation.id in written]
        for annotation in parties:
            if annotation.origin not in (MANUAL, IMPORTED):
                self.losses.add(ORIGIN, document=document, set_name=name, record=annotation.id)
        meant = {annotation.referent for annotation in parties}
        for referent in annotated.referents:
            if referent.variants and referent.id in meant:
                self.losses.add(VARIANTS, document=document, set_name=name, record=referent.id)


class _Resolved:
    """One record with everything that its attributions refer to at hand."""

    def __init__(self, annotated: AnnotatedDocument, order: KeyOrder) -> None:
        self._annotated = annotated
        self._order = order
        self._text = annotated.document.text
        self.annotations = {a.id: a for a in annotated.annotations}
        self.places = {a.id: place for place, a in enumerate(annotated.annotations)}
        self._referents: Mapping[ReferentId, Referent] = {r.id: r for r in annotated.referents}
        self._numbers = claim_numbers(annotated.annotations)
        self._parents = parent_claims(self.annotations)
        self._sentences = SentencesOf(self._text)
        document, header = annotated.document, annotated.annotation_set
        # What is known of the article stands in each of its lines.
        self._facts = {"split": document.split, "group": document.group, "meta": document.meta}
        self._head: dict[str, Any] = {
            "format": FORMAT,
            "document": document.id,
            "annotation_set": header.name if header else None,
            "status": header.status.value if header else None,
            "id": None,
            "text_sha256": document.text_sha256,
            "offset_unit": "codepoint",
        }

    def has_claim(self, relation: Relation) -> bool:
        roles = relation.roles
        return "claim" in roles and self.annotations.keys() >= set(chain.from_iterable(roles.values()))

    def line(self, tie: Relation) -> dict[str, Any]:
        annotations, roles, party = self.annotations, tie.roles, self._party
        claim, speakers, given = annotations[roles["claim"][0]], roles.get("source", ()), tie.attributes
        told = party(claim)
        told["bare"] = self._place(bare(claim.fragments, self._text))
        # A scheme may let the role take what is no claim, which has no number.
        told["number"] = self._numbers.get(claim.id)
        line = {**self._head, "id": tie.id, "claim": told}
        for role in _ROLES:
            line[role] = [party(annotations[member]) for member in roles[role]] if role in roles else ()
        line |= {
            "holder": given.get("holder"),
            "stance": given.get("stance"),
            "naming": annotations[speakers[0]].attributes.get("naming") if speakers else None,
            "attributes": self._order.attributes(tie.type, given) if given else {},
            "note": tie.note,
            "origin": tie.origin,
            "unsure": tie.unsure,
            "parent": self._parents.get(claim.id),
            "depth": self._depth(claim.id) if self._parents else 0,
            **self._tail(self._sentences.at(claim.start)),
        }
        return line

    def negative(self, sentence: Span) -> dict[str, Any]:
        """A sentence in which somebody looked for claims and found none: the shape of a line, with nothing in it."""
        return {
            **self._head,
            "claim": None,
            **{role: [] for role in _ROLES},
            "holder": None,
            "stance": None,
            "naming": None,
            "attributes": {},
            "note": None,
            "origin": None,
            "unsure": False,
            "parent": None,
            "depth": 0,
            **self._tail(sentence),
        }

    def _tail(self, sentence: Span) -> dict[str, Any]:
        start, end = sentence.start, sentence.end
        return {"sentence": {"text": self._text[start:end], "start": start, "end": end}, **self._facts}

    def _party(self, annotation: Annotation) -> dict[str, Any]:
        referent = self._referents.get(annotation.referent) if annotation.referent else None
        given = annotation.attributes
        return {
            "id": annotation.id,
            "label": annotation.label,
            **self._place(annotation.fragments),
            "attributes": self._order.attributes(annotation.layer, given) if given else {},
            "note": annotation.note,
            "unsure": annotation.unsure,
            "referent": None if referent is None else {
                "id": referent.id, "name": referent.name, "kind": referent.kind, "wikidata": referent.wikidata,
            },
        }  # fmt: skip

    def _place(self, fragments: Fragments) -> dict[str, Any]:
        if len(fragments) == 1:  # Nearly all.
            start, end = fragments[0].start, fragments[0].end
            return {"text": self._text[start:end], "fragments": ((start, end),)}
        return {
            "text": covered_text(fragments, self._text),
            "fragments": [(span.start, span.end) for span in fragments],
        }

    def _depth(self, claim: AnnotationId) -> int:
        depth, parent = 0, self._parents.get(claim)
        while parent is not None:
            depth, parent = depth + 1, self._parents.get(parent)
        return depth


def _without_claims(annotated: AnnotatedDocument) -> list[Span]:
    """The sentences without a claim; none where the claims of the article are not done: absence says nothing there."""
    header = annotated.annotation_set
    if header is None or CLAIM_LAYER not in header.layers_done:
        return []
    claimed = [span for a in annotated.annotations if a.layer == CLAIM_LAYER for span in a.fragments]
    # Fixed text of the outlet is no sentence of the article.
    unread = [zone.extent for zone in annotated.zones if zone.label == _BOILERPLATE]
    return [
        sentence
        for sentence in sentences(annotated.document.text)
        if not any(sentence.touches(span) for span in (*claimed, *unread))
    ]
