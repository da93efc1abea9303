"""The annotations, arrows, slots and chains that the cells of a WebAnno TSV file make, in its own words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from annotator.formats.base import Problems
from annotator.formats.webannocells import NO_VALUE, NOTHING, link_of, numbered, slots, stacked, value_of
from annotator.formats.webannorows import EXPORT_AGAIN, Body, Unit
from annotator.formats.webannoschema import ANY_ANNOTATION, TOKEN_TYPE, Column, ColumnKind, TsvLayer
from annotator.model.errors import message
from annotator.model.span import Span


@dataclass(slots=True, eq=False)
class Mark:
    """One annotation.

    Attributes:
        layer: Its layer in the file.
        number: In the order of the file, from one.
        units: The tokens and parts of tokens that it stands on.
        values: By feature; a feature without value is absent.
        slots: Feature, role and unresolved target of each member.
        chain: Chain and place in it, or None.
        id_number: The number in brackets, or 0.
        is_numbered: Whether a number tells on which rows it goes on.
    """

    layer: TsvLayer
    number: int
    units: list[Unit]
    values: dict[str, str] = field(default_factory=dict)
    slots: list[tuple[Column, str, str]] = field(default_factory=list)
    chain: tuple[int, int] | None = None
    id_number: int = 0
    is_numbered: bool = False

    @property
    def line(self) -> int:
        """Where it begins in the file."""
        return self.units[0].line

    @property
    def span(self) -> Span | None:
        """From the first of its units to the last, or None where it has no extent."""
        if len(self.units) == 1:
            return self.units[0].span
        spans = [unit.span for unit in self.units if unit.span is not None]
        return Span(min([s.start for s in spans]), max([s.end for s in spans])) if spans else None


@dataclass(slots=True, eq=False)
class Arrow:
    """One relation between two annotations.

    Attributes:
        layer: Its layer in the file.
        number: In the order of the file, from one.
        values: By feature.
        source: Where it comes from.
        target: Where it goes to.
        line: Where it stands.
    """

    layer: TsvLayer
    number: int
    values: dict[str, str]
    source: Mark
    target: Mark
    line: int


class Marks:
    """Everything that the cells of a file make.

    Args:
        body: The file.
        problems: Where to note what is wrong.

    Attributes:
        marks: Annotations, in the order in which they begin.
        arrows: Relations.
    """

    def __init__(self, body: Body, problems: Problems) -> None:
        self.marks: list[Mark] = []
        self.arrows: list[Arrow] = []
        self._problems = problems
        self._units = {unit.id: unit for unit in body.units}
        self._on_unit: dict[tuple[str, str], list[Mark]] = {}
        self._anywhere: dict[str, list[Mark]] = {}
        self._by_number: dict[tuple[str, int], Mark] = {}
        # By layer, the last cells of which all annotations bear numbers, and these: mostly the next row repeats them.
        self._before: dict[str, tuple[list[str], list[Mark]]] = {}
        for layer, unit, cells in _filled(body, lambda layer: layer.kind != "relation"):
            before = self._before.get(layer.type)
            if before is not None and before[0] == cells:
                self._go_on(layer, unit, before[1])
            else:
                self._take_marks(layer, unit, cells)
        for layer, unit, _ in _filled(body, lambda layer: layer.kind == "relation"):
            self._take_arrows(layer, unit)

    def members(self, mark: Mark) -> Iterator[tuple[str, str, Mark]]:
        """Feature, role and annotation of each member in the slots of an annotation."""
        for column, role, target in mark.slots:
            place, numbers = numbered(target)
            found = self._resolved(column.target, place, numbers[0] if numbers else 0, mark.line)
            if found is not None:
                yield column.feature, role, found

    def _go_on(self, layer: TsvLayer, unit: Unit, marks: list[Mark]) -> None:
        """Annotations that stand on one more unit, with the same values."""
        for mark in marks:
            if mark.units[-1] is not unit:
                mark.units.append(unit)
            self._on_unit.setdefault((layer.type, unit.id), []).append(mark)
            self._anywhere.setdefault(unit.id, []).append(mark)

    def _take_marks(self, layer: TsvLayer, unit: Unit, cells: list[str]) -> None:
        marks: list[Mark] = []
        columns = [(column, stacked(unit.cells[column.number])) for column in layer.columns]
        count = max(len(values) for _, values in columns)
        for index in range(count):
            here = [(column, values[index]) for column, values in columns if index < len(values)]
            mark = self._mark(layer, unit, here)
            if mark.is_numbered:
                marks.append(mark)
            self._on_unit.setdefault((layer.type, unit.id), []).append(mark)
            self._anywhere.setdefault(unit.id, []).append(mark)
            roles: list[str] = []
            for column, value in here:
                if column.kind is ColumnKind.SLOT_ROLE:
                    roles = slots(numbered(value)[0])
                elif column.kind is ColumnKind.SLOT_TARGET:
                    if mark.units[0] is unit:
                        self._fill(mark, column, roles, slots(value))
                elif column.kind is ColumnKind.CHAIN_LINK:
                    link = link_of(value)
                    _put(mark, column.feature, link[0] if link else value)
                elif column.kind is not ColumnKind.PLACEHOLDER:
                    _put(mark, column.feature, numbered(value)[0])
        if len(marks) == count:
            self._before[layer.type] = cells, marks

    def _mark(self, layer: TsvLayer, unit: Unit, here: list[tuple[Column, str]]) -> Mark:
        """The annotation that these values belong to: one that goes on, or a new one."""
        key, chain = _key(layer, here)
        known = self._by_number.get(key) if key else None
        if known is not None:
            if known.units[-1] is not unit:
                known.units.append(unit)
            return known
        mark = Mark(layer, len(self.marks) + 1, [unit], chain=chain, id_number=key[1] if key and chain is None else 0)
        mark.is_numbered = key is not None
        self.marks.append(mark)
        if key:
            self._by_number[key] = mark
        return mark

    def _fill(self, mark: Mark, column: Column, roles: list[str], targets: list[str]) -> None:
        if targets in ([NO_VALUE], [NOTHING]):
            return
        for role, target in zip(roles or [NO_VALUE] * len(targets), targets, strict=False):
            mark.slots.append((column, value_of(role) or "", target))

    def _take_arrows(self, layer: TsvLayer, unit: Unit) -> None:
        columns = [(column, stacked(unit.cells[column.number])) for column in layer.columns]
        for index in range(max(len(values) for _, values in columns)):
            values: dict[str, str] = {}
            ends: tuple[Mark | None, Mark | None] = (None, None)
            for column, cells in columns:
                if index >= len(cells):
                    continue
                if column.kind is ColumnKind.ORIGIN:
                    place, numbers = numbered(cells[index])
                    source, target = (numbers[0], numbers[-1]) if len(numbers) == 2 else (0, 0)
                    ends = (
                        self._resolved(column.target, place, source, unit.line),
                        self._resolved(column.target, unit.id, target, unit.line),
                    )
                else:
                    value = value_of(cells[index])
                    if value is not None:
                        values[column.feature] = value
            if ends[0] is not None and ends[1] is not None:
                self.arrows.append(Arrow(layer, len(self.arrows) + 1, values, ends[0], ends[1], unit.line))

    def _resolved(self, kind: str, place: str, number: int, line: int) -> Mark | None:
        """The annotation that is meant; where a token is meant, an annotation is made for it."""
        unit = self._units.get(place)
        if unit is None:
            self._problems.add(message("There is no row {id}.", id=place), line=line, remedy=EXPORT_AGAIN)
            return None
        if kind == ANY_ANNOTATION:
            # Without a type, the number tells; some writers number every layer by itself.
            found = self._anywhere.get(place, [])
            if number:
                found = [mark for mark in found if mark.id_number == number]
        else:
            here = self._on_unit.get((kind, place), [])
            known = self._by_number.get((kind, number))
            found = [known] if known is not None else here if not number else []
        if found:
            return found[0]
        if number:
            what = message("There is no annotation {id}[{number}].", id=place, number=number)
            self._problems.add(what, line=line, remedy=EXPORT_AGAIN)
            return None
        layer = TsvLayer(TOKEN_TYPE, "span", ())
        mark = Mark(layer, len(self.marks) + 1, [unit])
        self.marks.append(mark)
        self._on_unit.setdefault((kind, place), []).append(mark)
        return mark


def _filled(body: Body, wanted: Callable[[TsvLayer], bool]) -> Iterator[tuple[TsvLayer, Unit, list[str]]]:
    """Layer, row and cells wherever a layer has cells that are not empty, row by row."""
    slices: list[tuple[TsvLayer, slice, list[str]]] = []
    for layer in body.layers:
        if wanted(layer) and layer.columns:
            start = layer.columns[0].number
            slices.append((layer, slice(start, start + len(layer.columns)), [NOTHING] * len(layer.columns)))
    for unit in body.units:
        row = unit.cells
        for layer, columns, empty in slices:
            cells = row[columns]
            if cells != empty:
                yield layer, unit, cells


def _key(layer: TsvLayer, here: list[tuple[Column, str]]) -> tuple[tuple[str, int] | None, tuple[int, int] | None]:
    """What makes values of several rows one annotation, and its place in a chain."""
    for column, value in here:
        if column.kind is ColumnKind.CHAIN_LINK:
            link = link_of(value)
            if link is not None:
                # Chains and links are counted by themselves.
                return (f"{layer.type}#{link[1]}", link[2]), (link[1], link[2])
    for column, value in here:
        if column.kind in (ColumnKind.FEATURE, ColumnKind.PLACEHOLDER, ColumnKind.SLOT_ROLE):
            _, numbers = numbered(value)
            if numbers:
                return (layer.type, numbers[0]), None
    return None, None


def _put(mark: Mark, feature: str, cell: str) -> None:
    value = value_of(cell)
    if value is not None:
        mark.values.setdefault(feature, value)
