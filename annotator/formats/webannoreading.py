"""WebAnno TSV files read: layers and features made labels and attributes, slots relations with roles, chains referents.

The label is the feature ``label``, ``value`` or ``PosValue``, else the name of the layer. An arrow is a relation named
after its layer with the roles ``source`` and ``target``; a slot one named after its feature, with the role ``host`` for
the annotation that has it. Annotations without extent are left out and remarked on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from annotator.formats.assembling import NAMELESS_SET, Assembling
from annotator.formats.base import Incoming, Problems, ReadOptions
from annotator.formats.naming import Naming
from annotator.formats.plaintext import read_text
from annotator.formats.webannomarks import Mark, Marks
from annotator.formats.webannorows import EXPORT_AGAIN, body_of
from annotator.formats.webannoschema import (
    LABEL,
    NOTE,
    ORIGIN,
    REFERENT,
    REFERENT_KIND,
    REFERENT_NAME,
    UNSURE,
    WHOLE,
    WIKIDATA,
    feature_name,
    tsv_names,
)
from annotator.formats.wholefolders import place_of
from annotator.model.annotation import IMPORTED, Annotation, check_origin
from annotator.model.document import Document, new_document
from annotator.model.errors import Message, ValueRefused, counted, message
from annotator.model.identity import AnnotationId, ReferentId, RelationId
from annotator.model.referent import Referent
from annotator.model.relation import Relation
from annotator.model.scheme import Scheme
from annotator.model.span import Fragments, merged
from annotator.model.trusted import trusted_annotation

_LABELS: Final = (LABEL, "value", "PosValue")
# What a token is, not what it is called: their values are as many as words.
_OF_TOKENS: Final = frozenset({"Lemma", "Stem", "SurfaceForm", "MorphologicalFeatures"})
_IDENTIFIER: Final = "identifier"
_HOST: Final = "host"
_WIKIDATA: Final = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d*)")


def read_webanno(path: Path, *, scheme: Scheme, options: ReadOptions, problems: Problems) -> Iterator[Incoming]:
    """The one article of a file.

    Raises:
        InputRefused: If it is not WebAnno TSV 3, or its rows make no text.
    """
    body = body_of(_lines(path, options, problems), problems)
    record = _Record(Marks(body, problems), body.text, scheme, options, problems)
    incoming = record.finished(path)
    if incoming is not None and not problems.count:
        yield incoming


def _lines(path: Path, options: ReadOptions, problems: Problems) -> Iterator[str]:
    text = read_text(path, options, problems)
    lines = text.split("\n")
    return (line.rstrip("\r") for line in lines) if "\r" in text else iter(lines)


class _Record:
    def __init__(self, marks: Marks, text: str, scheme: Scheme, options: ReadOptions, problems: Problems) -> None:
        self._marks = marks
        self._text = text
        self._scheme = scheme
        self._options = options
        self._problems = problems
        self._names = tsv_names(scheme)
        self._naming = Naming(scheme, options, problems)
        self._referents: dict[ReferentId, Referent] = {}
        self._ids: dict[int, AnnotationId] = {}
        # Ids of referents are unique in a corpus.
        self._prefix = ""

    def finished(self, path: Path) -> Incoming | None:
        place = place_of(path, self._problems.file, exporter="webanno-tsv", text_of=_texts, beside=".tsv")
        set_name = None if place.nobody else place.set_name or self._options.annotator or NAMELESS_SET
        self._prefix = f"{place.document}/{set_name}"
        document = self._document(place.document)
        if document is None:
            return None
        annotations, remarks = self._annotations(document)
        relations = [*self._of_arrows(), *self._of_slots()]
        if self._problems.count:
            return None
        return Assembling(self._scheme, self._options, self._problems).finish(
            document,
            set_name,
            annotations,
            relations,
            referents=self._referents.values(),
            line_of=self._line_of,
            named=True,
            native=place.ours,
            remarks=remarks,
        )

    def _line_of(self, identifier: str) -> int | None:
        """Where an annotation stands."""
        return next((mark.line for mark in self._marks.marks if self._ids.get(mark.number) == identifier), None)

    def _document(self, identifier: str) -> Document | None:
        if "\0" in self._text:
            self._problems.add(message("The text holds the character NUL."), remedy=EXPORT_AGAIN)
            return None
        try:
            return new_document(self._text, document_id=identifier)
        except ValueRefused as error:
            self._problems.add(error.what, remedy=error.remedy)
            return None

    def _annotations(self, document: Document) -> tuple[list[Annotation], list[Message]]:
        """The annotations; those that say that they are fragments of one are made one."""
        kept: list[Annotation] = []
        wholes: dict[tuple[str, str], int] = {}
        flat = 0
        for mark in self._marks.marks:
            if self._is_relation(mark):
                continue
            span = mark.span
            if span is None:
                flat += 1
                continue
            whole = mark.values.get(WHOLE) if self._is_ours(mark) else None
            if whole is not None and (mark.layer.type, whole) in wholes:
                number = wholes[mark.layer.type, whole]
                self._ids[mark.number] = kept[number].id
                kept[number] = replace(kept[number], fragments=merged((*kept[number].fragments, span)))
                continue
            annotation = self._annotation(mark, (span,), document)
            if annotation is not None:
                self._ids[mark.number] = annotation.id
                kept.append(annotation)
                if whole is not None:
                    wholes[mark.layer.type, whole] = len(kept) - 1
        remarks = []
        if flat:
            remarks.append(
                counted("One annotation without extent was left out.",
                        "{count} annotations without extent were left out.", flat)
            )  # fmt: skip
        return kept, remarks

    def _annotation(self, mark: Mark, fragments: Fragments, document: Document) -> Annotation | None:
        owner = self._names.owners.get(mark.layer.type)
        ours = self._is_ours(mark)
        values = dict(mark.values)
        label = _taken(values, mark.layer.short, ours=ours)
        place = self._naming.label(label, layer=owner or mark.layer.short, line=mark.line)
        if place is None:
            return None
        referent = self._referent(mark, values, place[1], document, ours=ours)
        facts = self._facts(place[0], values, mark.line, ours=ours)
        identifier = AnnotationId(f"a{mark.number}")
        return trusted_annotation(
            identifier, fragments, layer=place[0], label=place[1], attributes=facts.attributes, referent=referent,
            note=facts.note, origin=facts.origin, unsure=facts.unsure,
        )  # fmt: skip

    def _referent(
        self, mark: Mark, values: dict[str, str], label: str, document: Document, *, ours: bool
    ) -> ReferentId | None:
        """What is meant: by a reference of ours, by an identifier, or by a chain."""
        if mark.chain is None and (REFERENT if ours else _IDENTIFIER) not in values:
            return None
        span = mark.span
        name = " ".join(span.of(document.text).split()) if span else ""
        if ours and (given := values.pop(REFERENT, None)):
            name, kind = values.pop(REFERENT_NAME, name), values.pop(REFERENT_KIND, label)
            referent = Referent(ReferentId(given), name or given, kind, (), values.pop(WIKIDATA, None))
        elif not ours and (given := values.pop(_IDENTIFIER, None)):
            match = _WIKIDATA.fullmatch(given)
            referent = Referent(ReferentId(given), name or given, label, (), match[1] if match else None)
        elif mark.chain is not None:
            given = f"{self._prefix}/{mark.layer.short}-{mark.chain[0]}"
            known = self._referents.get(ReferentId(given))
            longest = max(known.name if known else "", name, key=len) or given
            referent = Referent(ReferentId(given), longest, known.kind if known else label)
            self._referents[referent.id] = referent
        else:
            return None
        return self._referents.setdefault(referent.id, referent).id

    def _facts(self, owner: str, values: Mapping[str, str], line: int, *, ours: bool) -> _Facts:
        facts = _Facts()
        if not values:
            return facts
        known = {feature_name(name): name for name in self._scheme.attributes_of(owner)} if ours else {}
        for feature, value in values.items():
            if ours and feature == NOTE:
                facts.note = value
            elif ours and feature == UNSURE:
                facts.unsure = value == "true"
            elif ours and feature == ORIGIN and _is_origin(value):
                facts.origin = value
            elif not (ours and feature == WHOLE):
                attribute = self._naming.attribute(owner, known.get(feature, feature), value, line=line)
                if attribute is not None:
                    facts.attributes[attribute[0]] = attribute[1]
        return facts

    def _is_ours(self, mark: Mark) -> bool:
        """Whether the layer is written as we write it, not only called as we would call one of the scheme."""
        return mark.layer.type in self._names.owners and any(c.feature == LABEL for c in mark.layer.columns)

    def _is_relation(self, mark: Mark) -> bool:
        """Whether the annotation only bears a relation of ours, or of the mapping."""
        return self._names.owners.get(mark.layer.type) in self._scheme.relation_types

    def _of_arrows(self) -> Iterator[Relation]:
        for arrow in self._marks.arrows:
            owner = self._names.owners.get(arrow.layer.type)
            kind = owner or arrow.layer.short
            values = dict(arrow.values)
            if owner is None and not self._naming.knows_relation(kind):
                said = values.get("value") or values.get("DependencyType") or ""
                knows = self._naming.maps_relation if self._options.extend else self._naming.knows_relation
                kind = said if knows(said) else kind
            known = self._naming.relation(kind, ("source", "target"), line=arrow.line)
            ends = self._end(arrow.source), self._end(arrow.target)
            if known is None or ends[0] is None or ends[1] is None:
                continue
            roles: dict[str, tuple[AnnotationId, ...]] = {}
            for name, member in zip(("source", "target"), ends, strict=True):
                role = known[1].get(name)
                if role and member:
                    roles[role] = (*roles.get(role, ()), member)
            yield from self._relation(f"r{arrow.number}", known[0], roles, values, arrow.line, ours=owner is not None)

    def _of_slots(self) -> Iterator[Relation]:
        for mark in self._marks.marks:
            owner = self._names.owners.get(mark.layer.type)
            if self._is_relation(mark) and owner is not None:
                yield from self._of_host(mark, owner)
                continue
            gathered: dict[str, list[tuple[str, Mark]]] = {}
            for feature, role, member in self._marks.members(mark):
                gathered.setdefault(feature, []).append((role or feature, member))
            for feature, members in gathered.items():
                roles = list(dict.fromkeys((_HOST, *(role for role, _ in members))))
                known = self._naming.relation(feature, roles, line=mark.line)
                if known is not None:
                    given = self._roles(known[1], [(_HOST, mark), *members])
                    yield from self._relation(f"{feature}{mark.number}", known[0], given, {}, mark.line, ours=False)

    def _of_host(self, mark: Mark, owner: str) -> Iterator[Relation]:
        """A relation of ours: what bears it is no annotation."""
        members = [(role, member) for _, role, member in self._marks.members(mark)]
        known = self._naming.relation(owner, list(dict.fromkeys(role for role, _ in members)), line=mark.line)
        if known is not None:
            roles = self._roles(known[1], members)
            yield from self._relation(f"s{mark.number}", known[0], roles, mark.values, mark.line, ours=True)

    def _roles(self, names: Mapping[str, str], members: list[tuple[str, Mark]]) -> dict[str, tuple[AnnotationId, ...]]:
        roles: dict[str, tuple[AnnotationId, ...]] = {}
        for role, member in members:
            name, identifier = names.get(role), self._end(member)
            if name and identifier and identifier not in roles.get(name, ()):
                roles[name] = (*roles.get(name, ()), identifier)
        return roles

    def _relation(
        self,
        identifier: str,
        kind: str,
        roles: Mapping[str, tuple[AnnotationId, ...]],
        values: Mapping[str, str],
        line: int,
        *,
        ours: bool,
    ) -> Iterator[Relation]:
        if not roles:
            return
        facts = self._facts(kind, values, line, ours=ours)
        yield Relation(RelationId(identifier), kind, roles, facts.attributes, facts.note, facts.origin, facts.unsure)

    def _end(self, mark: Mark) -> AnnotationId | None:
        """The annotation of a mark, None where it was left out."""
        return self._ids.get(mark.number)


class _Facts:
    """What the features of a record say beside its label."""

    def __init__(self) -> None:
        self.attributes: dict[str, str] = {}
        self.note: str | None = None
        self.origin = IMPORTED
        self.unsure = False


def _taken(values: dict[str, str], short: str, *, ours: bool) -> str:
    """Takes the label out of the values; the name of the layer where it has none."""
    if short in _OF_TOKENS:
        return short
    for feature in (LABEL,) if ours else _LABELS:
        if feature in values:
            return values.pop(feature)
    if "referenceType" in values:
        return values.pop("referenceType")
    return short


def _is_origin(written: str) -> bool:
    try:
        check_origin(written)
    except ValueRefused:
        return False
    return True


def _texts(path: Path) -> bytes:
    """The lines of a file that hold its text."""
    with path.open("rb") as file:
        return b"".join(line for line in file if line.startswith(b"#Text="))
