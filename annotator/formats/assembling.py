"""Records of other tools put together: held against the scheme, and against themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Final

from annotator.formats.base import Incoming, Problems, ReadOptions
from annotator.formats.extension import Extension
from annotator.formats.permitted import permitted_by
from annotator.model.annotated import AnnotatedDocument, AnnotationSet, SchemeRef
from annotator.model.annotation import Annotation
from annotator.model.document import Document
from annotator.model.errors import Message, counted, message
from annotator.model.identity import AnnotationId, SetName
from annotator.model.referent import Referent
from annotator.model.relation import Relation
from annotator.model.rules import annotation_problems, relation_problems
from annotator.model.scheme import ZONE_LAYER, Scheme
from annotator.model.workflow import Status

_BY_ID: Final = attrgetter("id")
MEND_THERE: Final = message("Mend it in the program that it comes from.")
"""What to do about a record that contradicts itself or the scheme."""
NAMELESS_SET: Final = SetName("imported")
"""The set of a file that names none, where the person named none either."""


class Assembling:
    """Puts the records of one file together.

    Args:
        scheme: What annotations may use.
        options: Whether the scheme may grow.
        problems: Where to note what is wrong.
    """

    def __init__(self, scheme: Scheme, options: ReadOptions, problems: Problems) -> None:
        self._extension = Extension(scheme)
        self._extend = options.extend
        self._problems = problems
        self._permitted = permitted_by(scheme)
        self._reference = SchemeRef(scheme.name, scheme.version)

    def finish(
        self,
        document: Document,
        set_name: str | None,
        annotations: Iterable[Annotation],
        relations: Iterable[Relation] = (),
        *,
        referents: Iterable[Referent] = (),
        line_of: Callable[[str], int | None] | None = None,
        line: int | None = None,
        named: bool = False,
        native: bool = False,
        remarks: Sequence[Message] = (),
        status: Status = Status.IN_PROGRESS,
    ) -> Incoming | None:
        """One record, or None where something is wrong with it, which is noted then.

        Relations lose the members that are not among the annotations (a mapping left them out), and go when they cannot
        do without; this is remarked on.

        Args:
            document: The article.
            set_name: Whose annotations they are; None for an article that nobody has annotated.
            annotations: With zones.
            relations: Between them.
            referents: Those that annotations name, and perhaps others.
            line_of: Tells where an annotation or a relation stands, by its id; None where that is not known.
            line: Where the record begins.
            named: Whether the file gave the document its id.
            native: Whether that id is one of ours.
            remarks: What was decided on the way.
            status: How far the work is.
        """
        marks, remarks = tuple(annotations), list(remarks)
        ties = tuple(self._remaining(relations, {mark.id for mark in marks}, remarks))
        if self._extend:
            self._extension.add_parts(marks, ties)
        if self._extend or not self._is_right(document, marks, ties):
            noted = self._problems.count
            for where, what in self._wrong(document, marks, ties):
                place = None if line_of is None else line_of(where)
                self._problems.add(what, line=line if place is None else place, remedy=MEND_THERE)
            if self._problems.count > noted:
                return None
        named_referents = {mark.referent for mark in marks}
        header = None
        if set_name is not None:
            header = AnnotationSet(SetName(set_name), status, (), None, self._reference)
        ordered = _in_order(marks)
        zones = tuple([mark for mark in ordered if mark.layer == ZONE_LAYER])
        annotated = AnnotatedDocument(
            document,
            zones,
            header,
            tuple([mark for mark in ordered if mark.layer != ZONE_LAYER]) if zones else ordered,
            tuple(sorted(ties, key=_BY_ID)),
            tuple(sorted((r for r in referents if r.id in named_referents), key=_BY_ID)),
            self._reference,
        )
        return Incoming(annotated, line, native=native, named=named, remarks=tuple(remarks))

    def _remaining(
        self, relations: Iterable[Relation], present: set[AnnotationId], remarks: list[Message]
    ) -> Iterable[Relation]:
        """The relations without members that are not there, and without those that need them."""
        given, gone = list(relations), 0
        if present.issuperset([member for one in given for ids in one.roles.values() for member in ids]):
            yield from given
            return
        for relation in given:
            if all(map(present.issuperset, relation.roles.values())):
                yield relation
                continue
            kept = {role: tuple(m for m in ids if m in present) for role, ids in relation.roles.items()}
            kept = {role: ids for role, ids in kept.items() if ids}
            known = self._extension.scheme.relation_types.get(relation.type)
            needed = {role.name for role in known.roles if role.minimum > 0} if known else set(relation.roles)
            if sum(map(len, kept.values())) < 2 or not needed <= kept.keys():
                gone += 1
            else:
                yield replace(relation, roles=kept)
        if gone:
            remarks.append(
                counted(
                    "One relation was left out with its members.",
                    "{count} relations were left out with their members.",
                    gone,
                )
            )

    def _is_right(self, document: Document, marks: tuple[Annotation, ...], ties: tuple[Relation, ...]) -> bool:
        """Whether nothing is wrong; what it is, where something is, ``_wrong`` tells."""
        layers: dict[str, str] = {mark.id: mark.layer for mark in marks}
        names = {*layers, *[tie.id for tie in ties]}
        if len(names) != len(marks) + len(ties):
            return False
        permitted, length = self._permitted, len(document.text)
        return permitted.marks(marks, length) and all(permitted.tie(tie, layers) for tie in ties)

    def _wrong(
        self, document: Document, marks: tuple[Annotation, ...], ties: tuple[Relation, ...]
    ) -> Iterable[tuple[str, Message]]:
        scheme, seen = self._extension.scheme, set[str]()
        for identifier in (*(mark.id for mark in marks), *(tie.id for tie in ties)):
            if identifier in seen:
                yield identifier, message("The id {id} stands twice.", id=identifier)
            seen.add(identifier)
        for mark in marks:
            for what in annotation_problems(mark, scheme, text_length=len(document.text)):
                yield mark.id, what
        by_id = {mark.id: mark for mark in marks}
        for tie in ties:
            for what in relation_problems(tie, scheme, by_id):
                yield tie.id, what


def _in_order(given: Sequence[Annotation]) -> tuple[Annotation, ...]:
    """The annotations in the order of records (``Annotation.order``), the one that came first before its equals."""
    # Made here rather than asked of each: properties are calls, and there are many thousand.
    keys = [
        (one.fragments[0].start, one.fragments[-1].end, one.layer, one.id, place) for place, one in enumerate(given)
    ]
    keys.sort()
    return tuple([given[key[4]] for key in keys])
