"""What another program says of one text, made into annotated documents: one for each of its annotators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from annotator.formats.articles import RawArticle, exact
from annotator.formats.assembling import MEND_THERE, NAMELESS_SET, Assembling
from annotator.formats.base import Incoming, Problems, ReadOptions
from annotator.formats.foreignoffsets import Place, located
from annotator.formats.foreignties import PIECE, ROLE_SIGN, ForeignTie, joined, relations_of, tie_types
from annotator.formats.jsonl import article_of
from annotator.formats.naming import Naming
from annotator.formats.strictjson import Untrusted, decode
from annotator.model.annotation import IMPORTED, Annotation, check_origin
from annotator.model.errors import AnnotatorError, Message, message
from annotator.model.identity import AnnotationId
from annotator.model.relation import Relation
from annotator.model.scheme import Scheme
from annotator.model.span import Span
from annotator.model.trusted import trusted_annotation, trusted_span
from annotator.model.workflow import Status

DOCUMENT_KEYS: Final = ("doc_id", "document_id", "document")
"""Where our own exports, and many scripts, keep the id of the article; ``id`` counts records in these tools."""
_OBJECT: Final = frozenset((dict,))


NO_ANSWERS: Final[Mapping[str, str]] = MappingProxyType({})
"""What most spans have for attributes."""


class ForeignSpan(NamedTuple):
    """One span as another program has it.

    Attributes:
        id: What ties name it by.
        label: In the words of that program.
        start: First offset, in its unit.
        end: Offset past the last.
        covered: The text that it covers according to that program, or None where it does not say.
        attributes: Questions answered about it.
        note: A remark, or None.
        unsure: Whether its author doubts it.
    """

    id: str
    label: str
    start: int
    end: int
    covered: str | None = None
    attributes: Mapping[str, str] = NO_ANSWERS
    note: str | None = None
    unsure: bool = False


span_made: Final = partial(tuple.__new__, ForeignSpan)
"""A span of all eight of its members: what a named tuple does itself, without the function that names them."""


@dataclass(frozen=True, slots=True)
class ForeignSet:
    """What one annotator, or one model, made of a text.

    Attributes:
        name: Who, or None where the program does not say.
        spans: In the order of the file.
        ties: Likewise.
        status: How far the work is.
        origin: Of all its annotations.
        remarks: What of it has no place here.
    """

    name: str | None
    spans: tuple[ForeignSpan, ...]
    ties: tuple[ForeignTie, ...] = ()
    status: Status = Status.IN_PROGRESS
    origin: str = IMPORTED
    remarks: tuple[Message, ...] = ()


class Unreadable(AnnotatorError):
    """A record that has not the shape of its format."""


class ForeignReading:
    """Makes annotated documents of the records of one file.

    Args:
        scheme: What annotations may use.
        options: What the person said: labels, and whose annotations they are.
        problems: Where to note what is wrong.
    """

    def __init__(self, scheme: Scheme, options: ReadOptions, problems: Problems) -> None:
        self._scheme = scheme
        self._problems = problems
        self._naming = Naming(scheme, options, problems)
        self._assembling = Assembling(scheme, options, problems)
        self._mapping = options.mapping
        self._extend = options.extend
        self._default = options.annotator or NAMELESS_SET
        # Types of ties that stand for themselves.
        self._own_types = frozenset(() if options.mapping else tie_types(scheme))
        # By name, for a file has a hundred thousand documents and few annotators; how often, where more than once.
        self._annotated_by: dict[str, set[str]] = {}
        self._times: dict[tuple[str, str], int] = {}

    def record(self, raw: bytes, line: int) -> dict[str, Any] | None:
        """The object of a record, or None where it is none, which is noted."""
        try:
            value = decode(raw)
        except Untrusted as error:
            for reason in error.reasons:
                self._problems.add(reason, line=line, remedy=message("Export the file again as JSON or JSON lines."))
            return None
        if not isinstance(value, dict):
            self._problems.add(message("The record is not a JSON object."), line=line, remedy=MEND_THERE)
            return None
        return value

    def documents(
        self, text: str, sets: Iterable[ForeignSet], further: Mapping[str, Any], *, line: int
    ) -> Iterator[Incoming]:
        """The article with each of the sets; without any, the article alone.

        Args:
            text: As the program has it.
            sets: What its annotators made.
            further: What else it says of the article.
            line: Where the record begins.
        """
        try:
            article = _article(text, further)
            base = exact(article, scheme=self._scheme, line=line)
        except AnnotatorError as error:
            self._problems.add(error.what, line=line, remedy=error.remedy)
            return
        given = list(sets)
        if not given:
            yield base
            return
        for one in given:
            incoming = self._annotated(base, text, one, line)
            if incoming is not None:
                yield incoming

    def refuse(self, error: AnnotatorError, line: int) -> None:
        """Note that a record is not right."""
        self._problems.add(error.what, line=line, remedy=error.remedy or MEND_THERE)

    def _annotated(self, base: Incoming, text: str, one: ForeignSet, line: int) -> Incoming | None:
        name, remarks = self._name(one.name, base.annotated.document.id)
        zones = base.annotated.zones
        wrong = self._problems.count
        try:
            check_origin(one.origin)
            places = _plainly(text, one.spans) or located(text, [Place(*span[2:5]) for span in one.spans])
        except AnnotatorError as error:
            self.refuse(error, line)
            return None
        annotations: dict[str, Annotation] = {}
        dropped: set[str] = set()
        used = {zone.id for zone in zones}
        label_of, origin = self._naming.label, one.origin
        for (identifier, name_there, _, _, _, answers, note, unsure), place in zip(one.spans, places, strict=True):
            found = label_of(name_there, line=line)
            if found is None:
                dropped.add(identifier)
                continue
            if identifier in annotations or not identifier:
                what = message("The id {id} stands twice in the record.", id=identifier)
                self._problems.add(what, line=line, remedy=MEND_THERE)
                continue
            layer, label = found
            annotations[identifier] = trusted_annotation(
                AnnotationId(identifier if identifier not in used else f"{identifier}-{name}"),
                (place,),
                layer=layer,
                label=label,
                attributes=self._attributes(layer, answers, line) if answers else {},
                referent=None,
                note=note,
                origin=origin,
                unsure=unsure,
            )
        ties: Sequence[ForeignTie] = one.ties
        if dropped:
            ties = [tie for tie in ties if tie.head not in dropped and tie.tail not in dropped]
        relations = self._relations(annotations, ties, one.origin, line)
        if self._problems.count > wrong:
            return None
        # The tool knows nothing of zones and ids of ours: of an article that is here already it only brings the set.
        return self._assembling.finish(
            base.annotated.document,
            name,
            (*zones, *annotations.values()),
            relations,
            line=line,
            named=base.named,
            remarks=(*base.remarks, *remarks, *one.remarks),
            status=one.status,
        )

    def _relations(
        self, annotations: dict[str, Annotation], ties: Sequence[ForeignTie], origin: str, line: int
    ) -> list[Relation]:
        """The relations that the ties make; ``annotations`` loses the pieces that were joined to their first."""
        pieces = [tie for tie in ties if tie.type == PIECE]
        rest = ties
        if pieces:
            rest = joined(annotations, pieces, [tie for tie in ties if tie.type != PIECE], self._scheme)
        named = rest
        if not self._own_types.issuperset([tie.type for tie in rest]):
            named = [known for tie in rest if (known := self._named(tie, line)) is not None]
        relations, problems = relations_of(named, annotations, self._scheme, origin, extend=self._extend)
        for reason in problems:
            self._problems.add(reason, line=line, remedy=MEND_THERE)
        return relations

    def _named(self, tie: ForeignTie, line: int) -> ForeignTie | None:
        """The tie with a type of the scheme, and with roles where the mapping gives them."""
        if tie.type in self._own_types:
            return tie
        renamed = self._mapping.relation(tie.type) if self._mapping else None
        wanted = tie.type if renamed is None else renamed.name
        if wanted.partition(ROLE_SIGN)[0] in self._scheme.relation_types and not (renamed and renamed.inner):
            return tie if wanted == tie.type else tie._replace(type=wanted)
        ends = ("head", "tail")
        found = self._naming.relation(tie.type, ends, line=line)
        if found is None:
            return None
        kind, roles = found
        return tie._replace(type=kind, head_role=roles.get("head", "head"), tail_role=roles.get("tail", "tail"))

    def _attributes(self, layer: str, answers: Mapping[str, str], line: int) -> dict[str, str]:
        """The answers, in the words of the scheme."""
        given = (self._naming.attribute(layer, name, value, line=line) for name, value in answers.items())
        kept = dict([known for known in given if known is not None])
        return kept if len(kept) < 2 else self._scheme.in_order(layer, kept)

    def _name(self, name: str | None, document: str) -> tuple[str, list[Message]]:
        """The name of a set, another one where somebody annotated the same text twice."""
        wanted = name or self._default
        known = self._annotated_by.setdefault(wanted, set())
        if document not in known:
            known.add(document)
            return wanted, []
        count = self._times[document, wanted] = self._times.get((document, wanted), 1) + 1
        other = f"{wanted}-{count}"
        return other, [
            message(
                "“{name}” annotated the text more than once; the further set is “{other}”.", name=wanted, other=other
            )
        ]


def _plainly(text: str, spans: Sequence[ForeignSpan]) -> list[Span]:
    """The stretches in code points where every span covers there what it says; none where that is not so plain."""
    if "\r" in text:
        return []
    length = len(text)
    places: list[Span] = []
    for span in spans:
        start, end = span[2], span[3]
        if not 0 <= start < end <= length or text[start:end] != span[4]:
            return []
        places.append(trusted_span(start, end))
    return places


def text_of(record: Mapping[str, Any], key: str = "text") -> str:
    """The text of a record.

    Raises:
        Unreadable: If there is none.
    """
    text = record.get(key)
    if not isinstance(text, str):
        raise Unreadable(
            message("The record has no text under “{key}”.", key=key), message("Is it a task about text at all?")
        )
    return text


def whole(value: Any, what: str) -> int:
    """An offset or a number.

    Raises:
        Unreadable: If it is no whole number.
    """
    if type(value) is int:
        return value
    if isinstance(value, str) and value.isdecimal() and len(value) < 12:
        return int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Unreadable(message("“{what}” is not a whole number: {value}.", what=what, value=str(value)[:40]))
    return value


def objects(value: Any, what: str) -> list[dict[str, Any]]:
    """A list of objects; nothing counts as an empty one.

    Raises:
        Unreadable: If it is something else.
    """
    if value is None:
        return []
    if not isinstance(value, list) or not {*map(type, value)} <= _OBJECT:
        raise Unreadable(message("“{what}” is not a list of objects.", what=what))
    return value


def _article(text: str, further: Mapping[str, Any]) -> RawArticle:
    rest = {key: value for key, value in further.items() if value not in (None, "", [], {})}
    meta = rest.get("meta")
    if isinstance(meta, dict):
        rest = {**rest, "meta": None, **{k: v for k, v in meta.items() if v not in (None, "")}}
        del rest["meta"]
    identifier = next((rest.pop(key) for key in DOCUMENT_KEYS if isinstance(rest.get(key), str)), None)
    number = rest.pop("id", None)
    article = article_of({"text": text, **rest})
    kept = {**article.meta} if number is None else {**article.meta, "record_id": str(number)}
    return replace(article, identifier=identifier, meta=kept)
