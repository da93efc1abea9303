"""History as people read it: who did what when, a document at an earlier time, and what can be taken from it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from annotator.language import N_
from annotator.model.annotation import Annotation
from annotator.model.changes import Change, ChangeSet, RecordKind
from annotator.model.errors import NotFound, RuleError, message
from annotator.model.history import ActSummary
from annotator.model.identity import ActId, AnnotationId, DocumentId, Handle, ReferentId, RelationId, SetName, mint
from annotator.model.referent import Referent
from annotator.model.relation import Relation
from annotator.model.rules import annotation_problems
from annotator.model.scheme import CLAIM_LAYER
from annotator.operations import corpora
from annotator.operations.onlooker import Looking, Onlooker
from annotator.operations.opendocument import OpenDocument
from annotator.operations.pastwords import Difference, Words, differences, kind_of, subject_of
from annotator.operations.session import Session
from annotator.store.corpus import NEW_CORPUS, Corpus

COPIED: Final = N_("Copy from an earlier time")
_NEVER_TAKEN_BACK: Final = frozenset((NEW_CORPUS, "Join"))


@dataclass(frozen=True, slots=True)
class Step:
    """One record that an act changed, in words.

    Attributes:
        change: The record before and after.
        kind: What sort of record it is, in the language in use.
        subject: The words it is about; empty where it is about none.
        differences: The fields that are others than before.
        anchor: The annotation that it is or names, before or after the act; None where it is about no place.
    """

    change: Change
    kind: str
    subject: str
    differences: tuple[Difference, ...]
    anchor: Annotation | None


@dataclass(frozen=True, slots=True)
class Copied:
    """What was taken over from an earlier time.

    Attributes:
        annotations: How many annotations were made anew.
        relations: How many relations.
        there: How many annotations were there already.
    """

    annotations: int
    relations: int
    there: int


def acts(
    session: Looking, document: DocumentId, *, person: Handle | None = None, limit: int | None = None
) -> list[ActSummary]:
    """Acts on a document, as far as the person may see them, the latest first.

    Args:
        session: Who asks.
        document: Which.
        person: Only acts of this one.
        limit: At most so many are read of the log.
    """
    found = session.sight.history(document, limit=limit)
    return [act for act in found if person is None or act.author == person]


def acts_of_corpus(session: Session, *, limit: int | None = None) -> list[ActSummary]:
    """Acts on the whole corpus, the latest first: on what articles share, on several of them, and on single ones.

    In a blind phase those of others on articles are left out.

    Args:
        session: Who asks.
        limit: At most so many are read of the log.
    """
    everything = session.sight.everything
    found = session.corpus.history(limit=limit)
    return [act for act in found if everything or act.author == session.annotator or not act.documents]


def acts_on(session: Looking, document: DocumentId, set_name: SetName, annotation: AnnotationId) -> list[ActSummary]:
    """Acts that changed one annotation or a relation that names it, as far as the person may see them, latest first."""
    session.sight.require(document, set_name)
    touched = session.corpus.acts_about(document, set_name, annotation)
    return [act for act in acts(session, document) if act.act in touched]


def shared_steps(session: Looking, act: ActId) -> Iterator[Step]:
    """What an act changed of what articles share, in words: referents, people, the scheme, agreements."""
    known = session.corpus.referents()
    words = Words(session.scheme, "", {}, lambda h: session.display_name(SetName(h)), _namer(known))
    for change in session.corpus.changes_of(act):
        if change.key.document is None:
            told = tuple(differences(change, words))
            yield Step(change, kind_of(change, words), subject_of(change, words), told, None)


def steps(session: Looking, document: DocumentId, act: ActId, *, only: AnnotationId | None = None) -> Iterator[Step]:
    """What an act changed in a document, in words; what the person may not see is left out.

    Args:
        session: Who asks.
        document: Which.
        act: The act.
        only: Only what is about this annotation.
    """
    sight = session.sight
    changes = sorted(session.corpus.changes_of(act, document=document), key=_order)
    members: dict[SetName | None, dict[AnnotationId, Annotation]] = {}
    referents = session.corpus.referents()
    for change in changes:
        key = change.key
        if key.set_name is not None and not sight.sees(document, key.set_name):
            continue
        if not (sight.sees_what_is_said(change.old) and sight.sees_what_is_said(change.new)):
            continue
        if only is not None and not _is_about(change, key.set_name, only):
            continue
        if key.set_name not in members:
            members[key.set_name] = _members(session, document, key.set_name, act, changes)
        words = Words(
            session.scheme,
            session.corpus.document(document).text if session.corpus.has_document(document) else "",
            members[key.set_name],
            lambda handle: session.display_name(SetName(handle)),
            _namer(referents),
        )
        anchor = _anchor(change, words)
        yield Step(change, kind_of(change, words), subject_of(change, words), tuple(differences(change, words)), anchor)


def history_of(
    corpus: Corpus, document: DocumentId, *, viewer: Handle | None, annotation: str | None = None,
    set_name: str | None = None,
) -> list[tuple[ActSummary, list[Difference]]]:  # fmt: skip
    """Acts on a document, or on one of its annotations with what they changed of it; the latest first.

    Args:
        corpus: The corpus.
        document: The document.
        viewer: Who asks.
        annotation: The annotation, or None for all that was done to the document.
        set_name: The set that the annotation is in; without it the one that ``corpora.set_to_show`` says.

    Raises:
        NotFound: If the document, the set or the annotation never was there.
        Hidden: If the viewer works blind and may not see the set.
    """
    if annotation is None:
        return [(act, []) for act in corpora.acts_on(corpus, document, viewer=viewer)]
    shown, _others = corpora.set_to_show(corpus, document, viewer=viewer, wished=set_name)
    looking, name = Onlooker(corpus, viewer), AnnotationId(annotation)
    found = acts_on(looking, document, shown, name) if shown is not None else []
    if not found:
        raise NotFound(message("Nothing was ever done to an annotation “{id}” there.", id=annotation))
    return [
        (act, [d for step in steps(looking, document, act.act, only=name) for d in step.differences]) for act in found
    ]


def sets_of(session: Session, document: DocumentId, act: ActId) -> tuple[SetName, ...]:
    """The sets of a document that an act wrote into, as far as the person may see them; their own first."""
    sight = session.sight
    written = [name for name in session.corpus.sets_written(document, act) if sight.sees(document, name)]
    return tuple(sorted(written, key=lambda name: (name != session.own_set, name)))


def look_back(session: Session, document: DocumentId, set_name: SetName, act: ActId) -> OpenDocument:
    """A document with one of its sets as they stood right after an act; only to be looked at and copied from.

    Raises:
        NotFound: If the document was not there then.
        Hidden: If the person works blind and may not see the set yet.
    """
    session.sight.require(document, set_name)
    annotated = session.corpus.annotated_after(document, set_name, act)
    opened = OpenDocument(annotated, scheme=session.scheme, set_name=set_name, as_of=act)
    opened.learn_referents(session.corpus.referents())
    return opened


def differing(session: Session, past: OpenDocument) -> tuple[AnnotationId, ...]:
    """Annotations of the earlier time that the person's set does not have now, in reading order."""
    now = session.corpus.annotated(past.document.id, session.own_set)
    there = {_place(annotation) for annotation in now.annotations}
    lost = (a for a in past.annotations.values() if _place(a) not in there)
    return tuple(annotation.id for annotation in sorted(lost, key=lambda a: a.order))


def copy(session: Session, past: OpenDocument, chosen: Collection[AnnotationId]) -> Copied:
    """Take annotations of an earlier time over into the person's own set, as one act, with fresh ids.

    A claim brings its attributions along, and their members; of other annotations, those relations whose members
    are all chosen. What is there already on the same letters with the same label is not doubled.

    Args:
        session: Whose act it is.
        past: The document at the earlier time.
        chosen: Which of its annotations.

    Raises:
        RuleError: If nothing is chosen, or everything is there already.
    """
    wanted, relations = _with_chains(past, chosen)
    if not wanted:
        raise RuleError(message("Nothing is chosen."), message("Step to an annotation, or click on it, first."))
    document = session.read(past.document.id)
    there = {_place(annotation): annotation.id for annotation in document.annotations.values()}
    ids: dict[AnnotationId, AnnotationId] = {}
    fresh: list[Annotation] = []
    for annotation in wanted:
        known = there.get(_place(annotation))
        if known is None and any(annotation_problems(annotation, session.scheme, text_length=len(past.text))):
            continue
        ids[annotation.id] = known or AnnotationId(mint("a"))
        if known is None:
            fresh.append(replace(annotation, id=ids[annotation.id]))
    ties = [_renamed(relation, ids) for relation in relations if all(m in ids for _role, m in relation.members())]
    standing = {_tie(relation) for relation in document.relations.values()}
    new_ties = [tie for tie in ties if _tie(tie) not in standing]
    if not fresh and not new_ties:
        raise RuleError(message("All of it is in your set already."))
    with session.act(COPIED, document) as act:
        for annotation in fresh:
            act.put(annotation)
        for tie in new_ties:
            act.put(tie)
    return Copied(len(fresh), len(new_ties), len(ids) - len(fresh))


def may_take_back(session: Session, act: ActSummary) -> bool:
    """Whether the person may take an act back: their own, that still stands, and that nothing else rests on."""
    return act.author == session.annotator and not act.undone and act.gesture not in _NEVER_TAKEN_BACK


def take_back(session: Session, act: ActSummary) -> ChangeSet:
    """Take an act back, whatever it touched.

    Raises:
        UndoRefused: If somebody changed the same since; says who and by which act.
    """
    return session.announce(session.corpus.undo_act(act.act, author=session.annotator))


def _namer(referents: Mapping[ReferentId, Referent]) -> Callable[[ReferentId], str]:
    return lambda referent: referents[referent].name if referent in referents else str(referent)


def _is_about(change: Change, set_name: SetName | None, annotation: AnnotationId) -> bool:
    if change.key.set_name not in (set_name, None):
        return False
    if change.key.kind in (RecordKind.ANNOTATION, RecordKind.ZONE):
        return change.key.id == annotation
    values = (change.old, change.new)
    return any(isinstance(value, Relation) and value.names(annotation) for value in values)


def _order(change: Change) -> tuple[int, int, str]:
    """Annotations in reading order, then relations, then all else."""
    value = change.new if change.new is not None else change.old
    if isinstance(value, Annotation):
        return 0, value.start, value.id
    return (1 if isinstance(value, Relation) else 2), 0, change.key.name


def _members(
    session: Looking, document: DocumentId, set_name: SetName | None, act: ActId, changes: Collection[Change]
) -> dict[AnnotationId, Annotation]:
    """Annotations of a set around an act: what it took away, and all that stood after it where it changed relations."""
    known: dict[AnnotationId, Annotation] = {}
    of_set = [change for change in changes if change.key.set_name == set_name]
    if set_name is not None and any(change.key.kind is RecordKind.RELATION for change in of_set):
        after = session.corpus.annotated_after(document, set_name, act)
        known = {annotation.id: annotation for annotation in after.annotations}
    for change in of_set:
        for value in (change.old, change.new):
            if isinstance(value, Annotation):
                known.setdefault(value.id, value)
    return known


def _anchor(change: Change, words: Words) -> Annotation | None:
    value = change.new if change.new is not None else change.old
    if isinstance(value, Annotation):
        return value
    if not isinstance(value, Relation):
        return None
    found = [words.members[member] for _role, member in value.members() if member in words.members]
    return next((a for a in found if a.layer == CLAIM_LAYER), next(iter(found), None))


def _with_chains(past: OpenDocument, chosen: Collection[AnnotationId]) -> tuple[list[Annotation], list[Relation]]:
    """The chosen annotations with all that their claims are tied to, in reading order; and the relations."""
    wanted = {annotation for annotation in chosen if annotation in past.annotations}
    for annotation in list(wanted):
        if past.annotations[annotation].layer == CLAIM_LAYER:
            for chain in past.attributions(annotation):
                relation = past.relations[chain.relation]
                wanted |= {member for _role, member in relation.members() if member in past.annotations}
    relations = [r for r in past.relations.values() if all(member in wanted for _role, member in r.members())]
    return sorted((past.annotations[a] for a in wanted), key=lambda a: a.order), relations


def _renamed(relation: Relation, ids: dict[AnnotationId, AnnotationId]) -> Relation:
    roles = {role: tuple(ids[member] for member in members) for role, members in relation.roles.items()}
    return replace(relation, id=RelationId(mint("r")), roles=roles)


def _place(annotation: Annotation) -> tuple[object, ...]:
    return annotation.layer, annotation.label, annotation.fragments


def _tie(relation: Relation) -> tuple[object, ...]:
    return relation.type, tuple(relation.members())
