"""What a brat file says of its annotations and relations: attributes, notes, doubts, referents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final
from urllib.parse import unquote

from annotator.formats.base import Problems
from annotator.formats.bratnames import NOTE, ORIGIN, UNSURE, brat_names
from annotator.formats.naming import Naming
from annotator.formats.standoff import MEND_LINE, Fact, Standoff
from annotator.model.annotation import IMPORTED, Annotation, check_origin
from annotator.model.document import Document
from annotator.model.errors import Message, ValueRefused, message
from annotator.model.identity import AnnotationId, ReferentId, RelationId
from annotator.model.referent import Referent
from annotator.model.relation import Relation
from annotator.model.scheme import Scheme
from annotator.model.span import Fragments
from annotator.model.trusted import trusted_annotation, trusted_relation

FLAG: Final = "yes"
"""The value of an attribute that brat only sets or leaves."""
_WIKIDATA: Final = re.compile(r"Q[1-9]\d*")


class Facts:
    """Everything said of the records of one file, by record.

    Args:
        standoff: The file.
        owners: Layer or relation type of each record that is kept, by id.
        events: The trigger of each event, by its id.
        scheme: Says which questions take a free answer.
        naming: What attributes are called here.
        problems: Where to note what is wrong.

    Attributes:
        remarks: What was decided on the way.
        said: Ids of the records of which anything is said.
    """

    def __init__(
        self,
        standoff: Standoff,
        owners: Mapping[str, str],
        events: Mapping[str, str],
        *,
        scheme: Scheme,
        naming: Naming,
        problems: Problems,
    ) -> None:
        self.remarks: list[Message] = []
        self.said: set[str] = set()
        self._owners = owners
        self._questions = brat_names(scheme).questions
        self._naming = naming
        self._problems = problems
        self._attributes: dict[str, dict[str, str]] = {}
        self._notes: dict[str, list[str]] = {}
        self._origins: dict[str, str] = {}
        self._unsure: set[str] = set()
        self._identities: dict[str, list[Fact]] = {}
        ties = {tie.id for tie in standoff.ties}
        bounds, said = standoff.bounds, self.said
        targets = {fact.id: fact.target for fact in standoff.facts if fact.sign != "#"}
        for fact in standoff.facts:
            target = targets.get(fact.target, fact.target) if fact.sign == "#" else fact.target
            if target not in bounds and target not in ties:
                problems.add(message("There is no {id}.", id=fact.target), line=fact.line, remedy=MEND_LINE)
                continue
            # An event that is no relation here is its trigger.
            owner = owners.get(target) or owners.get(target := events.get(target, target))
            if owner is not None:
                said.add(target)
                if fact.sign == "A":
                    self._take_attribute(fact, target, owner)
                else:
                    self._take(fact, target, owner)

    def annotation(self, identifier: AnnotationId, layer: str, label: str, fragments: Fragments) -> Annotation:
        """An annotation with all that is said of it, but for its referent."""
        return trusted_annotation(
            identifier,
            fragments,
            layer=layer,
            label=label,
            attributes=self._attributes.get(identifier) or {},
            referent=None,
            note=self._note(identifier),
            origin=self._origins.get(identifier, IMPORTED),
            unsure=identifier in self._unsure,
        )

    def relation(self, identifier: RelationId, kind: str, roles: Mapping[str, tuple[AnnotationId, ...]]) -> Relation:
        """A relation with all that is said of it; each of its roles has members."""
        return trusted_relation(
            identifier,
            roles,
            kind=kind,
            attributes=self._attributes.get(identifier) or {},
            note=self._note(identifier),
            origin=self._origins.get(identifier, IMPORTED),
            unsure=identifier in self._unsure,
        )

    def with_referents(
        self, annotations: list[Annotation], document: Document, prefix: str, equivalents: Iterable[tuple[str, ...]]
    ) -> tuple[list[Annotation], list[Referent]]:
        """The annotations with their referents, and these.

        Members of an equivalence share one: that of the first of them that has one, else a new one, named by the
        longest of them.

        Args:
            annotations: Without referents.
            document: Where they stand.
            prefix: What ids of new referents begin with, for they are unique in a corpus.
            equivalents: Ids of annotations that mean the same.
        """
        by_id = {annotation.id: annotation for annotation in annotations}
        referents: dict[ReferentId, Referent] = {}
        chosen: dict[str, ReferentId] = {}
        for target, facts in self._identities.items():
            if target in by_id:
                referent = _referent(facts, by_id[AnnotationId(target)].label)
                chosen[target] = referents.setdefault(referent.id, referent).id
        for members in equivalents:
            present = [by_id[AnnotationId(member)] for member in members if member in by_id]
            if len(present) < 2:
                continue
            shared = next((chosen[member.id] for member in present if member.id in chosen), None)
            if shared is None:
                shared = ReferentId(f"{prefix}/{present[0].id}")
                name = max((" ".join(member.text(document.text).split()) for member in present), key=len)
                referents[shared] = Referent(shared, name or shared, present[0].label)
            for member in present:
                chosen.setdefault(member.id, shared)
        if chosen:
            annotations = [replace(a, referent=chosen[a.id]) if a.id in chosen else a for a in annotations]
        return annotations, list(referents.values())

    def _take(self, fact: Fact, target: str, owner: str) -> None:
        if fact.sign == "N":
            self._identities.setdefault(target, []).append(fact)
        elif fact.type == ORIGIN and _is_origin(fact.value):
            self._origins[target] = fact.value
        elif (name := self._question(owner, fact.type)) is not None and fact.value:
            self._attributes.setdefault(target, {})[name] = fact.value
        elif fact.value:
            said = fact.value if fact.type == NOTE else f"{fact.type}: {fact.value}"
            self._notes.setdefault(target, []).append(said)

    def _take_attribute(self, fact: Fact, target: str, owner: str) -> None:
        if fact.type == UNSURE and not fact.value:
            self._unsure.add(target)
            return
        questions = self._questions.get(owner)
        name = fact.type if questions is None else questions.get(fact.type, fact.type)
        known = self._naming.attribute(owner, name, fact.value or FLAG, line=fact.line)
        if known is None:
            return
        if target in self._attributes:
            self._attributes[target][known[0]] = known[1]
        else:
            self._attributes[target] = {known[0]: known[1]}

    def _question(self, owner: str, kind: str) -> str | None:
        """The question that a note of this type answers."""
        return self._questions.get(owner, {}).get(kind)

    def _note(self, identifier: str) -> str | None:
        notes = self._notes.get(identifier)
        return "\n".join(notes) if notes else None


def _is_origin(written: str) -> bool:
    try:
        check_origin(written)
    except ValueRefused:
        return False
    return True


def _referent(facts: list[Fact], label: str) -> Referent:
    """The referent that references point to: one of ours by its own id, else the first of them."""
    identifier, kind, wikidata, name = "", label, None, ""
    for fact in facts:
        base, _, item = fact.value.partition(":")
        item = unquote(item)
        if base.startswith("referent-"):
            identifier, kind, name = item, unquote(base.removeprefix("referent-")), fact.name
        elif base.casefold() in ("wikidata", "wd") and _WIKIDATA.fullmatch(item):
            wikidata = item
        identifier = identifier or f"{base}:{item}"
        name = name or fact.name
    return Referent(ReferentId(identifier), name or identifier, kind or label, (), wikidata)
