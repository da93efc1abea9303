"""The consistency check of one annotation set: what the rules of the scheme and of the guideline do not want.

Values in, values out; nothing is stored. Each finding has a key that stays as long as its place does, and where a
machine can tell, a fix as data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from annotator.analysis.boundaries import Evidence, edges
from annotator.analysis.values import Clash, clashes, holder_clashes, missing, stance_clashes
from annotator.analysis.wordlabels import WordLabels
from annotator.language import language
from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import Annotation
from annotator.model.attribution import attribution_of
from annotator.model.consistency import Finding, FindingKind, Fix
from annotator.model.errors import Message, counted, message
from annotator.model.identity import AnnotationId, SetName
from annotator.model.relation import Relation
from annotator.model.rules import crossings
from annotator.model.scheme import ATTRIBUTION, CLAIM_LAYER, CUE_LAYER, SOURCE_LAYER, Scheme
from annotator.model.spanindex import SpanIndex

Proposals = Callable[[Annotation | Relation], Mapping[str, str]]
"""Gives the values that submitting will give to an annotation or relation: what is proposed is not missing."""
Touching = Callable[[int, int], Iterable[Annotation]]
"""Gives the annotations of the set that share a character with a window."""


def findings(
    record: AnnotatedDocument,
    scheme: Scheme,
    evidence: Evidence,
    *,
    usage: WordLabels | None = None,
    proposed: Proposals | None = None,
) -> Iterator[Finding]:
    """Everything that is found in one set, annotation by annotation in reading order, then the relations.

    Args:
        record: A document with one set; without a set nothing is found.
        scheme: The scheme of the corpus.
        evidence: What decides about proclitics.
        usage: Labels of words in further documents; without it those of this set alone.
        proposed: Values that submitting will give.
    """
    for found in steps(record, scheme, evidence, usage=usage, proposed=proposed):
        yield from found


def steps(
    record: AnnotatedDocument,
    scheme: Scheme,
    evidence: Evidence,
    *,
    usage: WordLabels | None = None,
    proposed: Proposals | None = None,
    touching: Touching | None = None,
) -> Iterator[tuple[Finding, ...]]:
    """The same in small steps, most of them without a finding, so that the caller can do something else in between.

    Args:
        record: A document with one set; without a set nothing is found.
        scheme: The scheme of the corpus.
        evidence: What decides about proclitics.
        usage: Labels of words in further documents; without it those of this set alone.
        proposed: Values that submitting will give.
        touching: Finds annotations by place, where the caller has them so already.
    """
    if record.annotation_set is None and not record.annotations:
        return
    if touching is None:
        touching = SpanIndex(record.annotations).touching
    check = _Check(record, scheme, evidence, proposed or _nothing_proposed, touching)
    if usage is None:
        usage = WordLabels(scheme)
        for _ in usage.counting(record.document.id, record.document.text, record.annotations):
            yield ()
    for annotation in record.annotations:
        yield tuple(check.annotation(annotation, usage))
    for relation in record.relations:
        yield tuple(check.relation(relation))


class _Check:
    """One set under the check."""

    def __init__(
        self,
        record: AnnotatedDocument,
        scheme: Scheme,
        evidence: Evidence,
        proposed: Proposals,
        touching: Touching,
    ) -> None:
        header = record.annotation_set
        self._document, self._text = record.document.id, record.document.text
        self._set = header.name if header is not None else SetName("")
        self._scheme, self._evidence, self._proposed = scheme, evidence, proposed
        self._annotations = {annotation.id: annotation for annotation in record.annotations}
        self._touching = touching
        self._tied = {
            member
            for relation in record.relations
            if relation.type == ATTRIBUTION
            for _role, member in relation.members()
        }

    # ------------------------------------------------------------------ annotations

    def annotation(self, annotation: Annotation, usage: WordLabels) -> Iterator[Finding]:
        """What is found about one annotation."""
        if annotation.end > len(self._text):
            return  # The check of the file tells that; nothing here can be read.
        lawful = True
        for found in self._unlawful(annotation):
            lawful = lawful and found.fix is not None
            yield found
        for edge in edges(annotation, self._text, self._evidence):
            yield self._about(annotation, edge.kind, edge.detail, edge.what, edge.fix)
        if not lawful:
            return
        yield from self._untied(annotation)
        yield from self._values(annotation, annotation.layer, annotation)
        yield from self._labels(annotation, usage)
        yield from self._crossings(annotation)

    def _unlawful(self, annotation: Annotation) -> Iterator[Finding]:
        layer = self._scheme.layers.get(annotation.layer)
        kind = FindingKind.SCHEME
        if layer is None:
            what = message("The scheme no longer has the layer “{layer}”.", layer=annotation.layer)
            yield self._about(annotation, kind, "layer", what)
            return
        if all(label.name != annotation.label for label in layer.labels):
            what = message("The scheme no longer has the label “{label}”.", label=annotation.label)
            yield self._about(annotation, kind, "label", what)
        if len(annotation.fragments) > 1 and not layer.discontinuous:
            title = layer.titles.within(language())
            what = message("“{layer}” may not stand in several fragments.", layer=title)
            yield self._about(annotation, kind, "fragments", what)
        for name, what in self._unlawful_values(annotation.layer, annotation.attributes):
            yield self._about(annotation, kind, name, what, _taking_away(name))

    def _unlawful_values(self, owner: str, given: Mapping[str, str]) -> Iterator[tuple[str, Message]]:
        known = self._scheme.attributes_of(owner)
        for name, value in given.items():
            attribute = known.get(name)
            if attribute is None:
                yield name, message("The scheme no longer has the attribute “{name}”.", name=name)
            elif not attribute.allows(value):
                title = attribute.titles.within(language())
                yield name, message("“{value}” is no longer a value of “{name}”.", value=value, name=title)

    def _untied(self, annotation: Annotation) -> Iterator[Finding]:
        if annotation.id in self._tied:
            return
        if annotation.layer == CLAIM_LAYER:
            yield self._about(annotation, FindingKind.OPEN, "", message("Nobody says this claim yet."))
        elif annotation.layer == SOURCE_LAYER:
            yield self._about(annotation, FindingKind.UNTIED, "", message("This source says no claim."))
        elif annotation.layer == CUE_LAYER:
            yield self._about(annotation, FindingKind.UNTIED, "", message("This cue belongs to no attribution."))

    def _labels(self, annotation: Annotation, usage: WordLabels) -> Iterator[Finding]:
        usual = usage.usual(annotation, self._text)
        if usual is None:
            return
        label, places = usual
        layer = self._scheme.layers[annotation.layer]
        titles = {known.name: known.titles.within(language()) for known in layer.labels}
        what = counted(
            "{label} here; the same words are {other} at {count} place.",
            "{label} here; the same words are {other} at {count} places.",
            places,
            label=titles.get(annotation.label, annotation.label),
            other=titles.get(label, label),
        )
        doubled = any(
            (other.layer, other.label, other.fragments) == (annotation.layer, label, annotation.fragments)
            for other in self._touching(annotation.start, annotation.end)
        )
        fix = None if doubled or label not in titles else Fix(
            message("Label it {label}", label=titles[label]), label=label
        )  # fmt: skip
        yield self._about(annotation, FindingKind.LABELS, "", what, fix)

    def _crossings(self, annotation: Annotation) -> Iterator[Finding]:
        around = self._touching(annotation.start, annotation.end)
        for other in crossings(annotation, iter(around), self._scheme):
            if other.order > annotation.order:
                what = message("It lies across “{text}”.", text=_shortened(other.text(self._text)))
                yield self._about(annotation, FindingKind.CROSSING, _place(other), what)

    # ------------------------------------------------------------------ relations

    def relation(self, relation: Relation) -> Iterator[Finding]:
        """What is found about one relation."""
        members = (self._annotations.get(member) for _role, member in relation.members())
        known = [member for member in members if member is not None]
        claims = [member for member in known if member.layer == CLAIM_LAYER]
        anchor = next(iter(claims or known), None)
        if anchor is None:
            return
        relation_type = self._scheme.relation_types.get(relation.type)
        if relation_type is None:
            what = message("The scheme no longer has the relation “{type}”.", type=relation.type)
            yield self._about(anchor, FindingKind.SCHEME, relation.type, what, owner=relation)
            return
        roles = {role.name for role in relation_type.roles}
        for role in relation.roles:
            if role not in roles:
                what = message("The scheme no longer has the role “{role}”.", role=role)
                yield self._about(anchor, FindingKind.SCHEME, f"{relation.type}.{role}", what, owner=relation)
        for name, what in self._unlawful_values(relation.type, relation.attributes):
            yield self._about(anchor, FindingKind.SCHEME, name, what, _taking_away(name), owner=relation)
        yield from self._values(anchor, relation.type, relation)
        yield from self._of_chain(anchor, relation)

    def _of_chain(self, anchor: Annotation, relation: Relation) -> Iterator[Finding]:
        chain = attribution_of(relation)
        if chain is None:
            return
        given = self._given(relation)
        if holder_clashes(chain.holder, has_source=bool(chain.sources)):
            holder = self._told(ATTRIBUTION, ("holder", given.get("holder", "")))
            what = (
                message("“{value}”, and yet a source is named.", value=holder) if chain.sources
                else message("“{value}”, and yet no source is named.", value=holder)
            )  # fmt: skip
            yield self._about(anchor, FindingKind.CONTRADICTION, "holder/source", what, owner=relation)
        cue = self._annotations.get(chain.cues[-1]) if chain.cues else None
        stance = relation.attributes.get("stance")
        if cue is not None and stance is not None and stance_clashes(stance, self._given(cue)):
            what = message(
                "“{value}”, and yet the cue is “{cue}”.",
                value=self._told(ATTRIBUTION, ("stance", given["stance"])),
                cue=cue.text(self._text),
            )
            detail = f"stance={given['stance']}/cue"
            yield self._about(anchor, FindingKind.CONTRADICTION, detail, what, owner=relation)

    # ------------------------------------------------------------------ both

    def _values(self, anchor: Annotation, owner: str, about: Annotation | Relation) -> Iterator[Finding]:
        given = self._given(about)
        for attribute in missing(owner, given, self._scheme):
            title = attribute.titles.within(language())
            what = message("“{attribute}” has no value.", attribute=title)
            yield self._about(anchor, FindingKind.MISSING, attribute.name, what, owner=about)
        for clash in clashes(owner, given, self._scheme):
            detail = "/".join("=".join(pair) for pair in (clash.first, clash.second))
            yield self._about(anchor, FindingKind.CONTRADICTION, detail, self._said(owner, clash), owner=about)

    def _said(self, owner: str, clash: Clash) -> Message:
        first, second = self._told(owner, clash.first), self._told(owner, clash.second)
        if clash.first[1]:
            return message("“{first}” and “{second}” contradict each other.", first=first, second=second)
        return message("“{second}” presupposes an answer to “{first}”.", first=first, second=second)

    def _given(self, about: Annotation | Relation) -> dict[str, str]:
        return {**self._proposed(about), **about.attributes}

    def _told(self, owner: str, pair: tuple[str, str]) -> str:
        """An attribute and its value as people read them."""
        attribute = self._scheme.attributes_of(owner).get(pair[0])
        if attribute is None:
            return ": ".join(pair)
        value = next((v.titles.within(language()) for v in attribute.values if v.name == pair[1]), pair[1])
        title = attribute.titles.within(language())
        return f"{title}: {value}" if value else title

    def _about(
        self,
        anchor: Annotation,
        kind: FindingKind,
        detail: str,
        what: Message,
        fix: Fix | None = None,
        *,
        owner: Annotation | Relation | None = None,
    ) -> Finding:
        about = owner if owner is not None else anchor
        kept = (
            (about.type, _members_places(about, self._annotations)) if isinstance(about, Relation) else (_place(about),)
        )
        key = ":".join(part for part in (kind.value, *kept, detail) if part)
        text = anchor.text(self._text)
        return Finding(kind, self._document, self._set, key, about.id, anchor.id, anchor.extent, text, what, fix)


def _nothing_proposed(_about: Annotation | Relation) -> Mapping[str, str]:
    return {}


def _taking_away(name: str) -> Fix:
    return Fix(message("Take the value away"), without=(name,))


def _place(annotation: Annotation) -> str:
    spans = ",".join(f"{span.start}-{span.end}" for span in annotation.fragments)
    return f"{annotation.layer}.{annotation.label}@{spans}"


def _members_places(relation: Relation, annotations: Mapping[AnnotationId, Annotation]) -> str:
    """Where the members of a relation are: a relation with other members is another."""
    places: Iterable[str] = (
        f"{role}@{annotations[member].start}-{annotations[member].end}"
        for role, member in relation.members()
        if member in annotations
    )
    return f"{relation.type}({' '.join(places)})"


def _shortened(text: str, most: int = 40) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
