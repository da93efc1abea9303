"""What an act changed, in words: fields of records before and after, as people read them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from annotator.language import _, language
from annotator.model.annotated import AnnotationSet
from annotator.model.annotation import Annotation
from annotator.model.annotator import Annotator
from annotator.model.changes import Change, Value
from annotator.model.comment import Comment
from annotator.model.consistency import FindingKind
from annotator.model.decision import Decision
from annotator.model.dismissal import Dismissal
from annotator.model.document import Document
from annotator.model.identity import AnnotationId, Handle, ReferentId
from annotator.model.referent import Referent
from annotator.model.relation import Relation
from annotator.model.scheme import ZONE_LAYER, Scheme
from annotator.model.workflow import Assignment, Workflow
from annotator.operations.reasons import reason_title
from annotator.operations.statuswords import status_said

_META: Final = ("title", "outlet", "dateline", "published", "url", "language")


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that is another than before.

    Attributes:
        field: Its name, in the language in use.
        before: What stood there; empty where nothing did.
        after: What stands there; empty where nothing does.
        quoted: Whether both are words of the article.
    """

    field: str
    before: str
    after: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """What values are called.

    Attributes:
        scheme: Titles of labels, attributes and roles.
        text: The article.
        members: Annotations that relations name, before and after.
        person: What people call a handle.
        referent: The name of a referent.
    """

    scheme: Scheme
    text: str
    members: Mapping[AnnotationId, Annotation]
    person: Callable[[Handle], str]
    referent: Callable[[ReferentId], str]


def subject_of(change: Change, words: Words) -> str:
    """What a change is about: the words of an annotation, else what the record is."""
    value = change.new if change.new is not None else change.old
    if isinstance(value, Annotation):
        return value.text(words.text)
    if isinstance(value, Relation):
        member = next((words.members[m] for _role, m in value.members() if m in words.members), None)
        return member.text(words.text) if member is not None else ""
    if isinstance(value, Comment | Dismissal | Decision):
        return ""
    return value.name if isinstance(value, Referent | Annotator) else ""


def kind_of(change: Change, words: Words) -> str:
    """What sort of record a change is about, in the language in use."""
    value = change.new if change.new is not None else change.old
    if isinstance(value, Annotation):
        return _label(words.scheme, value.layer, value.label)
    if isinstance(value, Relation):
        known = words.scheme.relation_types.get(value.type)
        return known.titles.within(language()) if known is not None else value.type
    titles: tuple[tuple[type[object], str], ...] = (
        (AnnotationSet, _("Annotation set")), (Document, _("Article")), (Referent, _("Referent")),
        (Annotator, _("Person")), (Scheme, _("Scheme")), (Workflow, _("Agreements")), (Assignment, _("Assignment")),
        (Comment, _("Comment")), (Decision, _("Decision")), (Dismissal, _("Finding waved off")),
    )  # fmt: skip
    return next((title for kind, title in titles if isinstance(value, kind)), "")


def differences(change: Change, words: Words) -> list[Difference]:
    """The fields of a record that a change gave another value, those with words of the article first."""
    before, after = dict(_fields(change.old, words)), dict(_fields(change.new, words))
    found = []
    for field, quoted in dict.fromkeys((*before, *after)):
        old, new = before.get((field, quoted), ""), after.get((field, quoted), "")
        if old != new:
            found.append(Difference(field, old, new, quoted))
    return found


def _fields(value: Value | None, words: Words) -> Iterator[tuple[tuple[str, bool], str]]:
    """Fields of a value: name and whether it quotes the article, and what stands there."""
    if isinstance(value, Annotation):
        yield (_("Words"), True), value.text(words.text)
        if value.layer != ZONE_LAYER or value.label:
            yield (_("Label"), False), _label(words.scheme, value.layer, value.label)
        yield from _given(value.layer, value.attributes, words.scheme)
        if value.referent is not None:
            yield (_("Referent"), False), words.referent(value.referent)
        yield from _remarks(value)
    elif isinstance(value, Relation):
        yield from _members(value, words)
        yield from _given(value.type, value.attributes, words.scheme)
        yield from _remarks(value)
    elif isinstance(value, AnnotationSet):
        yield (_("Status"), False), status_said(value.status)
    else:
        yield from _shared(value, words)


def _shared(value: Value | None, words: Words) -> Iterator[tuple[tuple[str, bool], str]]:
    if isinstance(value, Document):
        titles = {
            "title": _("Title"), "outlet": _("Outlet"), "dateline": _("Dateline"), "published": _("Published"),
            "url": _("Address"), "language": _("Language"),
        }  # fmt: skip
        for name in (*_META, *sorted(set(value.meta) - set(_META))):
            if value.meta.get(name):
                yield (titles.get(name, name), False), str(value.meta[name])
        if value.split:
            yield (_("Split"), False), value.split
    elif isinstance(value, Referent):
        yield (_("Name"), False), value.name
        if value.kind:
            yield (_("Kind"), False), value.kind
        if value.variants:
            yield (_("Variants"), False), _(", ").join(value.variants)
        if value.wikidata:
            yield ("Wikidata", False), value.wikidata
        if value.same_as:
            yield (_("Merged into"), False), words.referent(value.same_as)
    elif isinstance(value, Annotator):
        yield (_("Name"), False), value.name
    elif isinstance(value, Comment):
        yield (_("Comment"), False), value.text
        if value.resolved_by:
            yield (_("Resolved by"), False), words.person(value.resolved_by)
    elif isinstance(value, Dismissal):
        yield (_("Finding"), False), _finding(value.finding)
        if value.reason:
            yield (_("Reason"), False), value.reason
    elif isinstance(value, Assignment):
        yield (_("Given to"), False), words.person(value.annotator)
    elif isinstance(value, Decision) and value.reason:
        yield (_("Reason"), False), reason_title(value.reason)


def _given(owner: str, given: Mapping[str, str], scheme: Scheme) -> Iterator[tuple[tuple[str, bool], str]]:
    known = scheme.attributes_of(owner)
    for name, value in scheme.in_order(owner, given).items():
        attribute = known.get(name)
        if attribute is None:
            yield (name, False), value
            continue
        title = next((v.titles.within(language()) for v in attribute.values if v.name == value), value)
        yield (attribute.titles.within(language()), False), title


def _members(relation: Relation, words: Words) -> Iterator[tuple[tuple[str, bool], str]]:
    known = words.scheme.relation_types.get(relation.type)
    titles = {role.name: role.titles.within(language()) for role in known.roles} if known is not None else {}
    for role, members in relation.roles.items():
        told = [words.members[member].text(words.text) if member in words.members else "…" for member in members]
        yield (titles.get(role, role), True), _(", ").join(told)


def _remarks(value: Annotation | Relation) -> Iterator[tuple[tuple[str, bool], str]]:
    if value.note:
        yield (_("Note"), False), value.note
    if value.unsure:
        yield (_("In doubt"), False), _("yes")


def _label(scheme: Scheme, layer: str, name: str) -> str:
    known = scheme.layers.get(layer)
    label = next((label for label in known.labels if label.name == name), None) if known is not None else None
    return label.titles.within(language()) if label is not None else name


def _finding(key: str) -> str:
    """The kind of a finding, from its key."""
    kind = key.split(":", 1)[0]
    return kind if kind in set(FindingKind) else key
