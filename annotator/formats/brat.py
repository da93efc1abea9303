"""brat standoff: a folder with the text of each article and its annotations beside it.

Written are ``annotation.conf`` and a folder for each annotation set, with ``ID.txt`` and ``ID.ann``; articles that
nobody has annotated lie beside those folders. Offsets are code points. A relation with one member at each end is an
``R``; any other is an event, whose trigger is its first cue, else its first member, marked anew. Answers to choose from
are ``A``, free ones ``#`` with the name of the question. A referent is an ``N``, and an equivalence where several
annotations share it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from annotator.formats.base import Incoming, Problems, ReadOptions, WriteOptions
from annotator.formats.bratnames import EQUIVALENT, NOTE, ORIGIN, UNSURE, BratNames, configuration, is_binary, safe
from annotator.formats.bratreading import companions_of, read_brat
from annotator.formats.contents import Contents
from annotator.formats.filenames import file_name
from annotator.formats.flatlosses import tell_facts
from annotator.formats.losses import Losses
from annotator.formats.losskinds import IDENTIFIERS, LINE_BREAK, VARIANTS
from annotator.formats.nativewriting import KeyOrder, check_spans
from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import IMPORTED, MANUAL, Annotation
from annotator.model.referent import Referent
from annotator.model.relation import Relation
from annotator.model.scheme import CUE_LAYER, Scheme
from annotator.model.span import Fragments, Span

_NUMBER: Final = re.compile(r"[1-9]\d{0,8}")
# brat reads its files with a reader that takes these for ends of lines too.
_LINE_ENDS: Final = re.compile(r"[\n\v\f\x1c-\x1e\u0085\u2028\u2029]")
_BLANKS: Final = re.compile(r"\s+")
_LINE_BREAK: Final = re.compile(r"[\n\t\r\v\f\u0085\u2028\u2029]")


class BratImporter:
    """Reads ``.ann`` files with the ``.txt`` beside them."""

    name = "brat"
    suffixes: tuple[str, ...] = (".ann",)

    def recognises(self, head: bytes) -> bool:
        """Never: without its text beside it such a file is worth nothing, so the name has to say what it is."""
        return False

    def companions(self, path: Path) -> tuple[Path, ...]:
        """The files that belong to this one and are not read by themselves."""
        return companions_of(path)

    def read(self, path: Path, *, scheme: Scheme, options: ReadOptions, problems: Problems) -> Iterator[Incoming]:
        """The one article of a file; see ``base.Importer``."""
        return read_brat(path, scheme=scheme, options=options, problems=problems)


class BratExporter:
    """Writes folders."""

    name = "brat"
    suffix = ""
    reading = (
        "For brat: `annotation.conf`, and a folder for each annotation set with `ID.txt` and `ID.ann`. "
        "Offsets count Unicode code points of the text, half-open. Relations of more than two members are "
        "events; free answers, notes and origins are notes (`#`)."
    )

    def begin_folder(self, options: WriteOptions) -> BratWriting:
        """Start a folder."""
        return BratWriting(options.scheme)

    def features(self, contents: Contents, scheme: Scheme) -> list[dict[str, Any]] | None:
        """None: these are no lines of JSON."""
        return None


class BratWriting:
    """One folder being written.

    Attributes:
        losses: What the files do not hold.
    """

    def __init__(self, scheme: Scheme) -> None:
        self.losses = Losses()
        self._scheme = scheme
        self._names = BratNames(scheme)
        self._order = KeyOrder(scheme)
        self._closed = {
            (owner, name) for owner in scheme.attributes for name, a in scheme.attributes[owner].items() if a.values
        }

    def common_files(self) -> Iterator[tuple[str, bytes]]:
        """``annotation.conf``."""
        yield "annotation.conf", configuration(self._scheme)

    def files(self, annotated: AnnotatedDocument) -> Iterator[tuple[str, bytes]]:
        """Names within the folder and bytes of the two files of one record.

        Raises:
            ExportRefused: If a span does not lie in the text.
        """
        check_spans(annotated)
        header = annotated.annotation_set
        folder = f"{file_name(header.name)}/" if header else ""
        stem = folder + file_name(annotated.document.id)
        yield f"{stem}.txt", annotated.document.text.encode("utf-8", "surrogatepass")
        lines = _Lines(annotated, self._scheme, self._names, self.losses, order=self._order, closed=self._closed).all()
        yield f"{stem}.ann", "".join(lines).encode("utf-8", "surrogatepass")


class _Lines:
    """The lines of one record."""

    def __init__(
        self,
        annotated: AnnotatedDocument,
        scheme: Scheme,
        names: BratNames,
        losses: Losses,
        *,
        order: KeyOrder,
        closed: Container[tuple[str, str]],
    ) -> None:
        header = annotated.annotation_set
        self._lose = partial(losses.add, document=annotated.document.id, set_name=header.name if header else None)
        self._text = annotated.document.text
        self._annotated = annotated
        self._scheme = scheme
        self._names = names
        self._marks: tuple[Annotation, ...] = (*annotated.zones, *annotated.annotations)
        self._order = order
        self._closed = closed
        self._extra: list[str] = []
        self._counts = dict.fromkeys("AN#", 0)

    def all(self) -> list[str]:
        annotated = self._annotated
        tell_facts(annotated, lambda kind, record: self._lose(kind, record=record))
        ids = _numbered("T", [mark.id for mark in self._marks])
        if any(ids[mark.id] != mark.id for mark in self._marks):
            self._lose(IDENTIFIERS)
        label = self._names.label
        lines = [self._bound(ids[m.id], label(m.layer, m.label), self._of(m)) for m in self._marks]
        for mark in self._marks:
            self._facts(ids[mark.id], mark.layer, mark)
        lines += self._relations(annotated.relations, ids)
        return [*lines, *self._extra, *self._references(ids)]

    def _of(self, mark: Annotation) -> Fragments:
        """The fragments; brat shows no mark over the end of a line, so one is parted there where it may be."""
        fragments = mark.fragments
        if len(fragments) > 1 or self._text.find("\n", fragments[0].start, fragments[0].end) < 0:
            return fragments
        layer = self._scheme.layers.get(mark.layer)
        if layer is None or layer.discontinuous:
            return fragments
        start, end = mark.start, mark.end
        parts: list[Span] = []
        for line in self._text[start:end].split("\n"):
            if line:
                parts.append(Span(start, start + len(line)))
            start += len(line) + 1
        whole = parts and (parts[0].start, parts[-1].end) == (mark.start, mark.end)
        return tuple(parts) if whole else fragments

    def _bound(self, identifier: str, label: str, fragments: Fragments) -> str:
        if len(fragments) == 1:
            span = fragments[0]
            places, covered = f"{span.start} {span.end}", self._text[span.start : span.end]
        else:
            places = ";".join([f"{span.start} {span.end}" for span in fragments])
            covered = " ".join([self._text[span.start : span.end] for span in fragments])
        if not covered.isprintable():
            covered = _LINE_ENDS.sub(" ", covered)
        return f"{identifier}\t{label} {places}\t{covered}\n"

    def _relations(self, relations: Iterable[Relation], ids: Mapping[str, str]) -> Iterator[str]:
        relations = tuple(relations)
        arrows = [r for r in relations if is_binary(self._scheme.relation_types.get(r.type)) and len(r.roles) == 2]
        events = [r for r in relations if r not in arrows]
        numbers = {**_numbered("R", [r.id for r in arrows]), **_numbered("E", [r.id for r in events])}
        if any(numbers[r.id] != r.id for r in relations):
            self._lose(IDENTIFIERS)
        for relation in arrows:
            ends = " ".join(f"{safe(role)}:{ids[member]}" for role, member in relation.members())
            yield f"{numbers[relation.id]}\t{self._names.relation(relation.type)} {ends}\n"
        free = max([int(number[1:]) for number in ids.values()], default=0)
        by_id = {mark.id: mark for mark in self._marks}
        for relation in events:
            free += 1
            kind = self._names.relation(relation.type)
            yield self._bound(f"T{free}", kind, _trigger(relation, by_id).fragments)
            members = " ".join(_arguments(relation, ids))
            yield f"{numbers[relation.id]}\t{kind}:T{free} {members}\n"
        for relation in relations:
            self._facts(numbers[relation.id], relation.type, relation)

    def _facts(self, identifier: str, owner: str, record: Annotation | Relation) -> None:
        """Attributes, doubt, note and origin of a record."""
        for name, value in self._order.attributes(owner, record.attributes).items() if record.attributes else ():
            if (owner, name) in self._closed and " " not in value:
                self._line("A", f"{safe(name)} {identifier} {value}")
            else:
                self._note(safe(name), identifier, value, record.id)
        if record.unsure:
            self._line("A", f"{UNSURE} {identifier}")
        if record.note is not None:
            self._note(NOTE, identifier, record.note, record.id)
        if record.origin not in (MANUAL, IMPORTED):
            self._note(ORIGIN, identifier, record.origin, record.id)

    def _references(self, ids: Mapping[str, str]) -> Iterator[str]:
        """An ``N`` for each annotation with a referent, and an equivalence for those that share one."""
        known = {referent.id: referent for referent in self._annotated.referents}
        shared: dict[str, list[str]] = {}
        for mark in self._marks:
            if mark.referent is None or mark.referent not in known:
                continue
            shared.setdefault(mark.referent, []).append(ids[mark.id])
            for reference in _identities(known[mark.referent]):
                self._counts["N"] += 1
                yield f"N{self._counts['N']}\tReference {ids[mark.id]} {reference}\n"
        for referent in known.values():
            if referent.variants and referent.id in shared:
                self._lose(VARIANTS, record=referent.id)
        for members in shared.values():
            if len(members) > 1:
                yield f"*\t{EQUIVALENT} {' '.join(members)}\n"

    def _note(self, kind: str, identifier: str, words: str, record: str) -> None:
        said = _on_one_line(words)
        if said != words:
            self._lose(LINE_BREAK, record=record)
        self._line("#", f"{kind} {identifier}\t{said}")

    def _line(self, sign: str, rest: str) -> None:
        self._counts[sign] += 1
        self._extra.append(f"{sign}{self._counts[sign]}\t{rest}\n")


def _on_one_line(words: str) -> str:
    """The words with one space for each stretch of white space that breaks the line."""
    return _BLANKS.sub(lambda blank: " " if _LINE_BREAK.search(blank[0]) else blank[0], words)


def _numbered(sign: str, ids: Iterable[str]) -> dict[str, str]:
    """An id of brat for each of ours; those that are such ids already are kept."""
    ids = tuple(ids)
    kept = {i for i in ids if i[0] == sign and _NUMBER.fullmatch(i[1:])}
    free = 0
    result: dict[str, str] = {}
    for identifier in ids:
        if identifier in kept:
            result[identifier] = identifier
            continue
        free += 1
        while f"{sign}{free}" in kept:
            free += 1
        result[identifier] = f"{sign}{free}"
    return result


def _trigger(relation: Relation, marks: Mapping[Any, Annotation]) -> Annotation:
    """What the event is hung on: the first cue, else the first member."""
    members = [marks[member] for _, member in relation.members()]
    return next((member for member in members if member.layer == CUE_LAYER), members[0])


def _arguments(relation: Relation, ids: Mapping[str, str]) -> Iterator[str]:
    """The members; the second and further ones of a role have its number behind it, as brat wants it."""
    for role, members in relation.roles.items():
        for number, member in enumerate(members, start=1):
            yield f"{safe(role)}{number if number > 1 else ''}:{ids[member]}"


def _identities(referent: Referent) -> Iterator[str]:
    name = _on_one_line(referent.name)
    yield f"referent-{quote(referent.kind, safe='')}:{quote(referent.id, safe='')}\t{name}"
    if referent.wikidata:
        yield f"Wikidata:{quote(referent.wikidata, safe='')}\t{name}"
