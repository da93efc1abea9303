"""WebAnno TSV files written: units, columns, stacks, and the numbers that tell annotations apart."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import Final

from annotator.formats.bratnames import is_binary
from annotator.formats.filenames import file_name
from annotator.formats.flatlosses import tell_facts
from annotator.formats.losses import Losses
from annotator.formats.losskinds import BETWEEN_WORDS, IDENTIFIERS, RELATION, ROLES, TRIMMED, VARIANTS
from annotator.formats.nativewriting import KeyOrder, check_spans
from annotator.formats.tokens import Borders, sentence_starts, tokens_of
from annotator.formats.webannocells import NO_VALUE, NOTHING, escaped, escaped_text
from annotator.formats.webannoschema import (
    ANY_ANNOTATION,
    LABEL,
    NOTE,
    ORIGIN,
    REFERENT,
    REFERENT_KIND,
    REFERENT_NAME,
    UNSURE,
    WHOLE,
    WIKIDATA,
    TsvNames,
    feature_name,
)
from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import IMPORTED, MANUAL, Annotation
from annotator.model.relation import Relation
from annotator.model.scheme import CUE_LAYER, Scheme
from annotator.model.span import Span
from annotator.text.offsets import OffsetMap

HEAD: Final = "#FORMAT=WebAnno TSV 3.3\n"
_MEMBERS: Final = "members"


@dataclass(slots=True, eq=False)
class _Piece:
    """One fragment of an annotation, or what bears a relation, on its units.

    Attributes:
        layer: Its full name.
        values: By feature.
        units: Numbers of its units.
        members: Role and piece in its slots.
        number: What tells it apart, or None.
    """

    layer: str
    values: dict[str, str]
    units: list[int]
    members: list[tuple[str, _Piece]] = field(default_factory=list)
    number: int | None = None


@dataclass(slots=True)
class _Arrow:
    layer: str
    base: str
    values: dict[str, str]
    source: _Piece
    target: _Piece


class WebannoWriting:
    """One folder being written.

    Attributes:
        losses: What the files do not hold.
    """

    def __init__(self, scheme: Scheme) -> None:
        self.losses = Losses()
        self._scheme = scheme
        self._names = TsvNames(scheme)
        self._order = KeyOrder(scheme)

    def common_files(self) -> Iterator[tuple[str, bytes]]:
        """None."""
        return iter(())

    def files(self, annotated: AnnotatedDocument) -> Iterator[tuple[str, bytes]]:
        """Name within the folder and bytes of the one file of a record.

        Raises:
            ExportRefused: If a span does not lie in the text.
        """
        check_spans(annotated)
        header = annotated.annotation_set
        folder = f"{file_name(header.name)}/" if header else ""
        written = _File(annotated, self._scheme, self._names, self.losses, self._order).written()
        yield f"{folder}{file_name(annotated.document.id)}.tsv", written.encode("utf-8", "surrogatepass")


class _File:
    """One file."""

    def __init__(
        self, annotated: AnnotatedDocument, scheme: Scheme, names: TsvNames, losses: Losses, order: KeyOrder
    ) -> None:
        header = annotated.annotation_set
        self._lose = partial(losses.add, document=annotated.document.id, set_name=header.name if header else None)
        self._annotated = annotated
        self._scheme = scheme
        self._names = names
        self._order = order
        self._text = annotated.document.text
        self._tokens = _tokens(self._text)
        self._starts = sentence_starts(self._text, self._tokens)
        self._units = _Units(self._tokens)
        self._pieces: list[_Piece] = []
        self._first: dict[str, _Piece] = {}
        self._arrows: list[_Arrow] = []
        self._cues = {a.id for a in annotated.annotations if a.layer == CUE_LAYER}

    def written(self) -> str:
        annotated = self._annotated
        tell_facts(annotated, lambda kind, record: self._lose(kind, record=record))
        self._take_annotations()
        for relation in annotated.relations:
            self._take_relation(relation)
        if self._pieces:
            self._lose(IDENTIFIERS)
        self._units.number()
        self._tell_apart()
        columns = _Columns(self._pieces, self._arrows)
        cells = columns.cells(self._name)
        return "".join((HEAD, *columns.head(), "\n", *self._body(cells, columns.count)))

    def _take_annotations(self) -> None:
        referents = {referent.id: referent for referent in self._annotated.referents}
        whole = 0
        for mark in (*self._annotated.zones, *self._annotated.annotations):
            values = {LABEL: mark.label, **self._facts(mark.layer, mark)}
            referent = referents.get(mark.referent) if mark.referent else None
            if referent is not None:
                values |= {REFERENT: referent.id, REFERENT_NAME: referent.name, REFERENT_KIND: referent.kind}
                if referent.wikidata:
                    values[WIKIDATA] = referent.wikidata
                if referent.variants:
                    self._lose(VARIANTS, record=referent.id)
            if len(mark.fragments) > 1:
                whole += 1
                values[WHOLE] = str(whole)
            self._take_fragments(mark, values)

    def _take_fragments(self, mark: Annotation, values: dict[str, str]) -> None:
        """A piece for each fragment; the first bears what is known, the others what they have to share."""
        trimmed, first = False, True
        for span in mark.fragments:
            units, exact = self._units.of(span)
            trimmed = trimmed or not exact
            if not units:
                continue
            shared = values if first else {name: values[name] for name in (LABEL, WHOLE)}
            piece = _Piece(self._names.type_of(mark.layer), shared, units)
            self._pieces.append(piece)
            if first:
                self._first[mark.id] = piece
            first = False
        if first:
            self._lose(BETWEEN_WORDS, record=mark.id)
        elif trimmed:
            self._lose(TRIMMED, record=mark.id)

    def _take_relation(self, relation: Relation) -> None:
        members = [(role, self._first[member]) for role, member in relation.members() if member in self._first]
        whole = sum(1 for _ in relation.members())
        kind = self._scheme.relation_types.get(relation.type)
        needed = {role.name for role in kind.roles if role.minimum > 0} if kind else set()
        if not members or not needed <= {role for role, _ in members}:
            self._lose(RELATION, record=relation.id)
            return
        if len(members) < whole:
            self._lose(ROLES, record=relation.id)
        values, layer = self._facts(relation.type, relation), self._names.type_of(relation.type)
        if is_binary(kind) and len(members) == 2 and len({piece.layer for _, piece in members}) == 1:
            by_role = dict(members)
            ends = [by_role[role.name] for role in kind.roles if role.name in by_role] if kind else []
            if len(ends) == 2:
                self._arrows.append(_Arrow(layer, ends[0].layer, values, *ends))
                return
        bearer = self._bearer(relation) or members[0][1]
        self._pieces.append(_Piece(layer, values, bearer.units, members))

    def _bearer(self, relation: Relation) -> _Piece | None:
        """What a relation is hung on: its first cue."""
        return next((self._first[m] for _, m in relation.members() if m in self._cues and m in self._first), None)

    def _facts(self, owner: str, record: Annotation | Relation) -> dict[str, str]:
        given = self._order.attributes(owner, record.attributes) if record.attributes else {}
        values = {feature_name(name): value for name, value in given.items()}
        if record.note:
            values[NOTE] = record.note
        if record.unsure:
            values[UNSURE] = "true"
        if record.origin not in (MANUAL, IMPORTED):
            values[ORIGIN] = record.origin
        return values

    def _tell_apart(self) -> None:
        """Number the pieces that stand on several units, are stacked, or are pointed to without a type."""
        here: dict[tuple[str, int], int] = {}
        for piece in self._pieces:
            for unit in piece.units:
                here[piece.layer, unit] = here.get((piece.layer, unit), 0) + 1
        pointed_to = {id(member) for piece in self._pieces for _, member in piece.members}
        number = 0
        for piece in self._pieces:
            stacked = any(here[piece.layer, unit] > 1 for unit in piece.units)
            if len(piece.units) > 1 or stacked or id(piece) in pointed_to:
                number += 1
                piece.number = number

    def _name(self, unit: int) -> str:
        """What a unit is called, such as ``1-2.1``."""
        token, part = self._units.place(unit)
        sentence = bisect_right(self._starts, token)
        name = f"{sentence}-{token - self._starts[sentence - 1] + 1}"
        return f"{name}.{part}" if part else name

    def _body(self, cells: Mapping[int, list[str]], count: int) -> list[str]:
        """The sentences, each with its text, its tokens, and the parts of these."""
        text, tokens, units = self._text, self._tokens, self._units
        offsets = OffsetMap(text)
        utf16 = offsets.utf16_of if offsets.utf16_length != offsets.length else int
        nothing = f"{NOTHING}\t" * count
        filled = {unit: "\t".join(row) + "\t" for unit, row in cells.items()}
        written: list[str] = []
        for sentence, (first, past) in enumerate(pairwise([*self._starts, len(tokens)]), start=1):
            end = tokens[past][0] if past < len(tokens) else len(text)
            if past < len(tokens) and text[end - 1] == "\n":
                end -= 1
            written.append("\n")
            written += [f"#Text={escaped_text(line)}\n" for line in text[tokens[first][0] : end].split("\n")]
            for number in range(first, past):
                start, stop = tokens[number]
                name = f"{sentence}-{number - first + 1}"
                # White space before the first token belongs to it, and is no part of a row.
                covered = text[start:stop] if number else " ".join(text[start:stop].split())
                rest = filled.get(number, nothing)
                written.append(f"{name}\t{utf16(start)}-{utf16(stop)}\t{covered}\t{rest}\n")
                for part, unit in enumerate(units.parts_of(number), start=1):
                    start, stop = units.borders[unit]
                    covered = text[start:stop] if number else " ".join(text[start:stop].split())
                    rest = filled.get(unit, nothing)
                    written.append(f"{name}.{part}\t{utf16(start)}-{utf16(stop)}\t{covered}\t{rest}\n")
        return written


def _tokens(text: str) -> list[Borders]:
    """The tokens; white space before the first belongs to it, for nothing stands before the first sentence."""
    tokens = tokens_of(text)
    if not tokens:
        return [(0, len(text))]
    return [(0, tokens[0][1]), *tokens[1:]]


class _Units:
    """Tokens and the parts of tokens that annotations need.

    Attributes:
        borders: Of each unit, by number; tokens come first.
    """

    def __init__(self, tokens: list[Borders]) -> None:
        self.borders: list[Borders] = list(tokens)
        self._tokens = tokens
        self._parts: dict[int, dict[Borders, int]] = {}
        self._places: dict[int, tuple[int, int]] = {}

    def of(self, span: Span) -> tuple[list[int], bool]:
        """The units of a span, and whether they are all of it."""
        tokens, start, end = self._tokens, span.start, span.end
        first, past = bisect_left(tokens, (start,)), bisect_left(tokens, (end,))
        if first and tokens[first - 1][1] > start:
            first -= 1
        units = list(range(first, past))
        if not units:
            return units, False
        # Only the outer ones can be cut.
        for place in {0, len(units) - 1}:
            number = units[place]
            part = (max(tokens[number][0], start), min(tokens[number][1], end))
            if part != tokens[number]:
                units[place] = self._part(number, part)
        return units, (self.borders[units[0]][0], self.borders[units[-1]][1]) == (start, end)

    def _part(self, token: int, part: Borders) -> int:
        parts = self._parts.setdefault(token, {})
        if part not in parts:
            parts[part] = len(self.borders)
            self.borders.append(part)
        return parts[part]

    def number(self) -> None:
        """Put the parts of each token in order."""
        for token, parts in self._parts.items():
            ordered = sorted(parts.items(), key=lambda entry: (entry[0][0], -entry[0][1]))
            for place, (_, unit) in enumerate(ordered, start=1):
                self._places[unit] = (token, place)
            self._parts[token] = dict(ordered)

    def parts_of(self, token: int) -> Iterable[int]:
        """The parts of a token, in order."""
        return self._parts[token].values() if token in self._parts else ()

    def place(self, unit: int) -> tuple[int, int]:
        """Token and number of the part; 0 for a token itself."""
        return self._places.get(unit, (unit, 0))


class _Columns:
    """The columns of one file, and what stands in them.

    Attributes:
        count: How many there are.
    """

    def __init__(self, pieces: list[_Piece], arrows: list[_Arrow]) -> None:
        self._pieces = pieces
        self._arrows = arrows
        self._features: dict[str, dict[str, int]] = {}
        self._arrow_features: dict[tuple[str, str], dict[str, int]] = {}
        self._slots: dict[str, int] = {}
        for piece in pieces:
            known = self._features.setdefault(piece.layer, {})
            for feature in piece.values:
                known.setdefault(feature, 0)
            if piece.members:
                self._slots[piece.layer] = 0
        for arrow in arrows:
            known = self._arrow_features.setdefault((arrow.layer, arrow.base), {})
            for feature in arrow.values:
                known.setdefault(feature, 0)
        self.count = 0
        for layer, features in self._features.items():
            self._place(features)
            if layer in self._slots:
                self._slots[layer] = self.count
                self.count += 2
            elif not features:
                self.count += 1
        self._origins: dict[tuple[str, str], int] = {}
        for key, features in self._arrow_features.items():
            self._place(features)
            self._origins[key] = self.count
            self.count += 1

    def _place(self, features: dict[str, int]) -> None:
        for feature in features:
            features[feature] = self.count
            self.count += 1

    def head(self) -> Iterator[str]:
        """The lines that declare them."""
        for layer, features in self._features.items():
            fields = [layer, *features]
            if layer in self._slots:
                fields += [f"ROLE_{layer}:{_MEMBERS}_{layer}MembersLink", ANY_ANNOTATION]
            elif not features:
                fields.append("")
            yield f"#T_SP={'|'.join(fields)}\n"
        for (layer, base), features in self._arrow_features.items():
            yield f"#T_RL={'|'.join([layer, *features, f'BT_{base}'])}\n"

    def cells(self, name: Callable[[int], str]) -> Mapping[int, list[str]]:
        """The cells of every unit on which anything stands.

        Args:
            name: What a unit is called.
        """
        rows: dict[int, list[str]] = {}
        for piece in self._pieces:
            suffix = f"[{piece.number}]" if piece.number is not None else ""
            cells = [
                (column, (escaped(piece.values[feature]) if feature in piece.values else NO_VALUE) + suffix)
                for feature, column in self._features[piece.layer].items()
            ]
            if piece.layer in self._slots:
                column = self._slots[piece.layer]
                roles = ";".join(escaped(role) for role, _ in piece.members) or NOTHING
                targets = ";".join(f"{name(m.units[0])}[{m.number}]" for _, m in piece.members) or NO_VALUE
                cells += [(column, roles + suffix), (column + 1, targets)]
            for unit in piece.units:
                row = rows.setdefault(unit, [NOTHING] * self.count)
                for column, cell in cells:
                    _stack(row, column, cell)
        for arrow in self._arrows:
            key = (arrow.layer, arrow.base)
            row = rows.setdefault(arrow.target.units[0], [NOTHING] * self.count)
            for feature, column in self._arrow_features[key].items():
                _stack(row, column, escaped(arrow.values[feature]) if feature in arrow.values else NO_VALUE)
            ends = arrow.source.number, arrow.target.number
            numbers = f"[{ends[0] or 0}_{ends[1] or 0}]" if any(ends) else ""
            _stack(row, self._origins[key], name(arrow.source.units[0]) + numbers)
        return rows


def _stack(row: list[str], column: int, cell: str) -> None:
    row[column] = cell if row[column] == NOTHING else f"{row[column]}|{cell}"
