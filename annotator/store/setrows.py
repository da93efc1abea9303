"""The rows and the log's tables of whole sets, made in one pass over their records.

An import writes hundreds of thousands of these rows. Python's sqlite3 looks for an adapter for every None and every
``bytes`` before it binds it (PEP 246; int, float, str and bytearray are spared that), which takes longer than storing
the value. So columns that stay null are left out of the statement, and bytes are bound as ``bytearray``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final, TypeAlias

from annotator.model.annotation import MANUAL, Annotation
from annotator.model.relation import Relation
from annotator.store.rows import Table, dumps

_ANNOTATION: Final = ("owner", "start", '"end"', "layer", "id", "label", "unsure")
_RELATION: Final = ("owner", "id", "type", "roles", "unsure")
_FURTHER: Final = ("fragments", "referent", "attributes", "note", "origin")
_FRAGMENTS, _REFERENT, _ATTRIBUTES, _NOTE, _ORIGIN = (1 << place for place in range(len(_FURTHER)))

_Rows: TypeAlias = dict[int, list[list[Any]]]
"""Rows by the further columns that they fill: the sum of their numbers."""


class SetRows:
    """Records of a set, or zones of a document, as the state tables and the log hold them.

    Args:
        owner: The number of the set's row, or of the document's.
        annotations: To be written.
        relations: To be written.

    Attributes:
        annotation_tables: The annotations as the log holds them; ``rows.annotation_table`` makes the same of one.
        relation_tables: The relations as the log holds them; ``rows.relation_table`` makes the same of one.
    """

    __slots__ = ("_annotations", "_relations", "annotation_tables", "relation_tables")

    def __init__(self, owner: int, annotations: Iterable[Annotation], relations: Iterable[Relation] = ()) -> None:
        self._annotations: _Rows = {}
        self._relations: _Rows = {}
        self.annotation_tables = self._of_annotations(owner, annotations)
        self.relation_tables = self._of_relations(owner, relations)

    def statements(self, table: str) -> Iterator[tuple[str, list[list[Any]]]]:
        """Statements, each with the rows that it writes.

        Args:
            table: Of the annotations: ``annotation`` or ``zone``.
        """
        for further, rows in self._annotations.items():
            yield _insert(table, further), rows
        for further, rows in self._relations.items():
            yield _insert("relation", further), rows

    def _of_annotations(self, owner: int, annotations: Iterable[Annotation]) -> list[Table]:
        groups, tables = self._annotations, list[Table]()
        for annotation in annotations:
            fragments, identifier = annotation.fragments, annotation.id
            layer, label = annotation.layer, annotation.label
            start, end, further = fragments[0].start, fragments[-1].end, 0
            row = [owner, start, end, layer, identifier, label, 1 if annotation.unsure else 0]
            if len(fragments) == 1:
                table: Table = {"id": identifier, "layer": layer, "label": label, "fragments": ((start, end),)}
            else:
                pairs = [(span.start, span.end) for span in fragments]
                table = {"id": identifier, "layer": layer, "label": label, "fragments": pairs}
                row.append(bytearray(dumps(pairs)))
                further = _FRAGMENTS
            if annotation.referent is not None:
                table["referent"] = annotation.referent
                row.append(annotation.referent)
                further += _REFERENT
            tables.append(table)
            if annotation.attributes or annotation.note is not None or annotation.unsure:
                further += _remarks(annotation, table, row)
            elif annotation.origin != MANUAL:
                # All that most annotations of other programs have beside their place: a call less for each.
                table["origin"] = annotation.origin
                row.append(annotation.origin)
                further += _ORIGIN
            if further in groups:
                groups[further].append(row)
            else:
                groups[further] = [row]
        return tables

    def _of_relations(self, owner: int, relations: Iterable[Relation]) -> list[Table]:
        groups, tables = self._relations, list[Table]()
        for relation in relations:
            identifier, kind, roles = relation.id, relation.type, relation.roles
            table: Table = {"id": identifier, "type": kind, "roles": roles}
            row = [owner, identifier, kind, bytearray(dumps(roles)), 1 if relation.unsure else 0]
            tables.append(table)
            further = _remarks(relation, table, row)
            if further in groups:
                groups[further].append(row)
            else:
                groups[further] = [row]
        return tables


def _remarks(record: Annotation | Relation, table: Table, row: list[Any]) -> int:
    """Adds what annotations and relations share to table and row; gives the columns that the row got."""
    further = 0
    if record.attributes:
        table["attributes"] = record.attributes
        row.append(bytearray(dumps(record.attributes)))
        further = _ATTRIBUTES
    if record.note is not None:
        table["note"] = record.note
        row.append(record.note)
        further += _NOTE
    if record.origin != MANUAL:
        table["origin"] = record.origin
        row.append(record.origin)
        further += _ORIGIN
    if record.unsure:
        table["unsure"] = True
    return further


@lru_cache(maxsize=128)
def _insert(table: str, further: int) -> str:
    columns: tuple[str, ...] = _RELATION if table == "relation" else _ANNOTATION
    columns += tuple(name for place, name in enumerate(_FURTHER) if further & 1 << place)
    return f"INSERT OR REPLACE INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
