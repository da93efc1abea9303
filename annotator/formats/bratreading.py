"""brat files read: text and annotations side by side, events made relations, equivalences shared referents.

Whose annotations they are may follow from the folder (see ``wholefolders``); the id of an article is the name of its
file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from annotator.formats.articles import unix_newlines
from annotator.formats.assembling import NAMELESS_SET, Assembling
from annotator.formats.base import Incoming, Problems, ReadOptions
from annotator.formats.bratfacts import Facts
from annotator.formats.bratnames import brat_names, plain
from annotator.formats.foreignoffsets import Place, UnitUnknown, located
from annotator.formats.naming import Naming
from annotator.formats.plaintext import read_text
from annotator.formats.standoff import MEND_LINE, Bound, Standoff, Tie, parsed
from annotator.formats.wholefolders import place_of
from annotator.model.annotation import IMPORTED, Annotation
from annotator.model.document import Document, new_document
from annotator.model.errors import ValueRefused, message
from annotator.model.identity import AnnotationId, RelationId
from annotator.model.scheme import Scheme
from annotator.model.span import Fragments, Span, merged
from annotator.model.trusted import trusted_annotation, trusted_span

EVENT_LAYER: Final = "event"
"""The layer of triggers that no scheme knows, where the scheme may grow."""
TRIGGER: Final = "trigger"
"""The role of triggers that are annotations."""
_BOM: Final = "\ufeff"
_NUMBER: Final = re.compile(r"(?<=\D)\d+$")
_CONFIGURATIONS: Final = ("annotation.conf", "visual.conf", "tools.conf", "kb_shortcuts.conf")
_MOST_TRIED: Final = 50


def companions_of(path: Path) -> tuple[Path, ...]:
    """The text of a file, and what tells brat how to show it."""
    return (path.with_suffix(".txt"), *_around(path.parent))


@lru_cache(maxsize=16)
def _around(folder: Path) -> tuple[Path, ...]:
    """Where brat has what tells it how to show the files of a folder."""
    return tuple(place / name for place in (folder, folder.parent) for name in _CONFIGURATIONS)


def read_brat(path: Path, *, scheme: Scheme, options: ReadOptions, problems: Problems) -> Iterator[Incoming]:
    """The one article of a file.

    Raises:
        InputRefused: If its text is not beside it.
    """
    beside = path.with_suffix(".txt")
    try:
        text = read_text(beside, options, problems)
    except (FileNotFoundError, IsADirectoryError):
        raise problems.refused(
            message("The text “{file}” is not beside it.", file=beside.name),
            remedy=message("Put it there: the annotations alone say nothing."),
        ) from None
    standoff = parsed(_lines(read_text(path, options, problems)), problems)
    incoming = _Record(text, standoff, scheme, options, problems).finished(path)
    if incoming is not None and not problems.count:
        yield incoming


def _lines(text: str) -> Iterable[str]:
    lines = text.split("\n")
    return (line.rstrip("\r") for line in lines) if "\r" in text else lines


class _Record:
    def __init__(self, text: str, standoff: Standoff, scheme: Scheme, options: ReadOptions, problems: Problems) -> None:
        self._text = text
        self._standoff = standoff
        self._scheme = scheme
        self._options = options
        self._problems = problems
        self._naming = Naming(scheme, options, problems)
        self._names = brat_names(scheme)

    def finished(self, path: Path) -> Incoming | None:
        place = place_of(path, self._problems.file, exporter="brat", text_of=_text_beside)
        set_name = None if place.nobody else place.set_name or self._options.annotator or NAMELESS_SET
        document = self._document(place.document)
        places = self._places()
        if document is None or places is None:
            return None
        triggers = {tie.trigger: tie for tie in self._standoff.ties if tie.trigger}
        events = {tie.id: tie.trigger for tie in self._standoff.ties if tie.trigger}
        labels = self._labels(triggers)
        ties = list(self._ties(events, labels))
        owners = {
            **{i: known[0] for i, known in labels.items() if known}, **{tie.id: kind for tie, kind, _ in ties},
        }  # fmt: skip
        facts = Facts(self._standoff, owners, events, scheme=self._scheme, naming=self._naming, problems=self._problems)
        annotations = list(self._annotations(labels, places, facts))
        annotations, referents = facts.with_referents(
            annotations, document, f"{document.id}/{set_name}", self._equivalents(events)
        )
        relations = [facts.relation(RelationId(tie.id), kind, roles) for tie, kind, roles in ties]
        if self._problems.count:
            return None
        assembling = Assembling(self._scheme, self._options, self._problems)
        return assembling.finish(
            document,
            set_name,
            annotations,
            relations,
            referents=referents,
            line_of=self._line_of,
            named=True,
            native=place.ours,
            remarks=facts.remarks,
        )

    def _annotations(
        self, labels: Mapping[str, tuple[str, str] | None], places: Mapping[str, Fragments], facts: Facts
    ) -> Iterator[Annotation]:
        said = facts.said
        for name, known in labels.items():
            if known is None:
                continue
            layer, label = known
            identifier, fragments = AnnotationId(name), places[name]
            if len(fragments) > 1:
                fragments = self._fragments(fragments, layer)
            if name in said:
                yield facts.annotation(identifier, layer, label, fragments)
            else:
                yield trusted_annotation(
                    identifier, fragments, layer=layer, label=label, attributes={}, referent=None, note=None,
                    origin=IMPORTED, unsure=False,
                )  # fmt: skip

    def _document(self, identifier: str) -> Document | None:
        text = unix_newlines(self._text)
        if "\0" in text:
            self._problems.add(
                message("The text holds the character NUL."), remedy=message("The text beside it is empty or broken.")
            )
            return None
        try:
            return new_document(text, document_id=identifier)
        except ValueRefused as error:
            self._problems.add(error.what, remedy=message("The text beside it is empty or broken."))
            return None

    def _places(self) -> dict[str, Fragments] | None:
        """The fragments of each annotation in the stored text, or None where they fit in no unit, which is noted."""
        bounds = list(self._standoff.bounds.values())
        plain = _plain_places(self._text, bounds)
        if plain is not None:
            return plain
        for shift in (0, 1) if self._text else ():
            text = (_BOM if shift else "") + self._text
            try:
                spans = iter(located(text, [place for bound in bounds for place in _places_of(bound)]))
            except UnitUnknown:
                continue
            # The mark that a file may begin with is no part of the text, but some count it.
            found: dict[str, Fragments] = {}
            for bound in bounds:
                if len(bound.pairs) == 1 and not shift:
                    found[bound.id] = (next(spans),)
                else:
                    parts = [next(spans) for _ in bound.pairs]
                    found[bound.id] = merged([Span(s.start - shift, s.end - shift) for s in parts])
            return found
        noted = self._problems.count
        for bound in bounds[:_MOST_TRIED] if len(bounds) > _MOST_TRIED else bounds:
            self._try(_places_of(bound), bound.line)
        if self._problems.count == noted:
            self._try([place for bound in bounds for place in _places_of(bound)], None)
        return None

    def _try(self, places: list[Place], line: int | None) -> None:
        try:
            located(self._text, places)
        except UnitUnknown as error:
            self._problems.add(error.what, line=line, remedy=error.remedy)

    def _fragments(self, fragments: Fragments, layer: str) -> Fragments:
        """The fragments, joined over the ends of lines where brat had to part what is no two things here."""
        known = self._scheme.layers.get(layer)
        if known is None or known.discontinuous:
            return fragments
        text = unix_newlines(self._text)
        gaps = [text[a.end : b.start] for a, b in pairwise(fragments)]
        if any(gap.strip("\n") for gap in gaps):
            return fragments
        return (Span(fragments[0].start, fragments[-1].end),)

    def _line_of(self, identifier: str) -> int | None:
        """Where an annotation or a relation stands."""
        bound = self._standoff.bounds.get(identifier)
        if bound is not None:
            return bound.line
        return next((tie.line for tie in self._standoff.ties if tie.id == identifier), None)

    def _labels(self, triggers: Mapping[str, Tie]) -> dict[str, tuple[str, str] | None]:
        """Layer and label of each annotation, or None, by id; what a label means is asked once, but for triggers."""
        found: dict[str, tuple[str, str] | None] = {}
        known: dict[str, tuple[str, str] | None] = {}
        for identifier, bound in self._standoff.bounds.items():
            event = triggers.get(identifier)
            if event is not None:
                found[identifier] = self._label(bound, event)
            elif bound.label in known:
                found[identifier] = known[bound.label]
            else:
                found[identifier] = known[bound.label] = self._label(bound, None)
        return found

    def _label(self, bound: Bound, event: Tie | None) -> tuple[str, str] | None:
        """Layer and label; None for what only an event hangs on, and for what is left out or unknown."""
        ours = self._names.places.get(bound.label)
        if ours is not None and (self._options.mapping is None or self._options.mapping.label(bound.label) is None):
            return ours
        if event is None or self._naming.knows(bound.label):
            return self._naming.label(bound.label, line=bound.line)
        if self._type(event) in self._scheme.relation_types or not self._options.extend:
            return None
        return self._naming.label(bound.label, layer=EVENT_LAYER, line=bound.line)

    def _type(self, tie: Tie) -> str:
        """What the relation is called in our own exports, else what the file calls it."""
        return self._names.types.get(tie.type, tie.type)

    def _ties(
        self, events: Mapping[str, str], labels: Mapping[str, tuple[str, str] | None]
    ) -> Iterator[tuple[Tie, str, dict[str, tuple[AnnotationId, ...]]]]:
        """Relations and events, with type and members by role."""
        bounds = self._standoff.bounds
        called: dict[tuple[str, str, bool], str] = {}
        for tie in self._standoff.ties:
            if tie.id.startswith("*") and not self._naming.knows_relation(tie.type):
                continue
            if tie.trigger and tie.trigger not in bounds:
                self._problems.add(message("There is no {id}.", id=tie.trigger), line=tie.line, remedy=MEND_LINE)
                continue
            kind = self._type(tie)
            members: list[tuple[str, str]] = []
            for role, member in tie.members:
                target = events.get(member, member)
                if target not in bounds:
                    self._problems.add(message("There is no {id}.", id=member), line=tie.line, remedy=MEND_LINE)
                elif labels[target] is None and member in events and self._naming.knows_relation(kind):
                    what = message("{id} is an event, and what it hangs on is no annotation.", id=member)
                    self._problems.add(what, line=tie.line, remedy=MEND_LINE)
                else:
                    asked = (kind, role, bool(tie.trigger))
                    if asked not in called:
                        called[asked] = self._role(role, kind, tie)
                    members.append((called[asked], target))
            if tie.trigger and labels[tie.trigger] is not None and self._takes_trigger(kind):
                members.insert(0, (TRIGGER, tie.trigger))
            known = self._naming.relation(kind, list(dict.fromkeys(role for role, _ in members)), line=tie.line)
            if known is None:
                continue
            roles: dict[str, tuple[AnnotationId, ...]] = {}
            for role, member in members:
                name = known[1].get(role, "")
                if name not in roles:
                    if name:
                        roles[name] = (AnnotationId(member),)
                elif member not in roles[name]:
                    roles[name] = (*roles[name], AnnotationId(member))
            if roles:
                yield tie, known[0], roles

    def _takes_trigger(self, kind: str) -> bool:
        known = self._scheme.relation_types.get(kind)
        return known is None or any(role.name == TRIGGER for role in known.roles)

    def _role(self, role: str, kind: str, tie: Tie) -> str:
        """The role without the number that brat gives the second and further members."""
        known = self._names.roles.get(kind, {})
        name = known.get(plain(role))
        if name is not None or not tie.trigger:
            return name or role
        stem = _NUMBER.sub("", role)
        return known.get(plain(stem), stem)

    def _equivalents(self, events: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
        """The members of each equivalence that is no relation of the scheme."""
        for tie in self._standoff.ties:
            if not tie.id.startswith("*") or self._naming.knows_relation(tie.type):
                continue
            members = tuple(events.get(member, member) for _, member in tie.members)
            gone = next((member for member in members if member not in self._standoff.bounds), None)
            if gone is None:
                yield members
            else:
                self._problems.add(message("There is no {id}.", id=gone), line=tie.line, remedy=MEND_LINE)


def _plain_places(text: str, bounds: Iterable[Bound]) -> dict[str, Fragments] | None:
    """The fragments where all are one, in code points, and cover what they say; None where that is not so plain."""
    if "\r" in text:
        return None
    length = len(text)
    found: dict[str, Fragments] = {}
    for identifier, _, pairs, covered, _ in bounds:
        start, end = pairs[0]
        if len(pairs) != 1 or end > length or text[start:end] != covered:
            return None
        found[identifier] = (trusted_span(start, end),)
    return found


def _places_of(bound: Bound) -> list[Place]:
    """Where to look, with what stands there; several fragments are parted by how long each is."""
    covered = bound.covered
    if len(bound.pairs) == 1 or covered is None:
        return [Place(start, end, covered) for start, end in bound.pairs]
    lengths = [end - start for start, end in bound.pairs]
    if sum(lengths) + len(lengths) - 1 != len(covered):
        return [Place(start, end) for start, end in bound.pairs]
    places: list[Place] = []
    for (start, end), length in zip(bound.pairs, lengths, strict=True):
        places.append(Place(start, end, covered[:length]))
        covered = covered[length + 1 :]
    return places


def _text_beside(path: Path) -> bytes:
    """The text that a file has beside it; empty where it has none."""
    try:
        return path.with_suffix(".txt").read_bytes()
    except OSError:
        return b""
