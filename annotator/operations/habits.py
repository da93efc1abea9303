"""What a person chose in the dialogs last time, to be offered again: of imports everywhere, of exports by corpus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Self

from annotator.operations.counterparts import LEFT_OUT, Counterpart, ForeignName, NameKind

_MOST_TABLES: Final = 100
_MOST_NAMES: Final = 500
_MOST_CORPORA: Final = 50


@dataclass(frozen=True, slots=True)
class ImportHabits:
    """What a person chose at imports.

    Attributes:
        folder: Where files were chosen last; empty before.
        annotator: Name of the sets of records that name none.
        layer: The layer of labels that come without one; empty for the entities.
        replace: Whether sets that were edited here are replaced.
        skip_bad: Whether a bad record costs only itself.
        columns: The column for each part of an article, by the names of all columns of the table, parted by tabs.
        names: What foreign names became, by kind, owner and name, parted by tabs; of relations with their roles.
    """

    folder: str = ""
    annotator: str = ""
    layer: str = ""
    replace: bool = False
    skip_bad: bool = False
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    names: Mapping[str, Any] = field(default_factory=dict)

    def columns_of(self, header: tuple[str, ...]) -> Mapping[str, str]:
        """What was said of a table with these columns; nothing of one that is new."""
        return self.columns.get("\t".join(header), {})

    def naming_columns(self, header: tuple[str, ...], columns: Mapping[str, str]) -> Self:
        """These habits with what is said of tables with these columns."""
        others = {name: kept for name, kept in self.columns.items() if name != "\t".join(header)}
        return replace(self, columns=_newest({**others, "\t".join(header): dict(columns)}, _MOST_TABLES))

    def counterpart_of(self, name: ForeignName) -> Counterpart | None:
        """What a name became last time, or None."""
        kept = self.names.get(_key(name))
        if not isinstance(kept, dict) or not isinstance(kept.get("name"), str):
            return None
        pairs = kept.get("roles") or {}
        if not isinstance(pairs, dict) or (name.kind is NameKind.RELATION and kept["name"] and not pairs):
            return None
        return Counterpart(kept["name"], tuple((str(one), str(other)) for one, other in pairs.items()))

    def deciding(self, decided: Mapping[ForeignName, Counterpart | None]) -> Self:
        """These habits with what names became; None forgets what was said of one."""
        kept = dict(self.names)
        for name, becomes in decided.items():
            kept.pop(_key(name), None)
            if becomes is not None and (becomes == LEFT_OUT or name.kind is not NameKind.RELATION or becomes.roles):
                kept[_key(name)] = {"name": becomes.name, "roles": dict(becomes.roles)}
        return replace(self, names=_newest(kept, _MOST_NAMES))


@dataclass(frozen=True, slots=True)
class Habits:
    """All of it.

    Attributes:
        importing: Of imports.
        exporting: Of exports: what was chosen, by the path of the corpus.
    """

    importing: ImportHabits = field(default_factory=ImportHabits)
    exporting: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def exports_of(self, corpus: Path) -> Mapping[str, Any]:
        """What was chosen at the last export of a corpus; nothing before the first."""
        return self.exporting.get(str(corpus.resolve()), {})

    def having_exported(self, corpus: Path, chosen: Mapping[str, Any]) -> Self:
        """These habits with what was chosen at an export of a corpus."""
        path = str(corpus.resolve())
        others = {name: kept for name, kept in self.exporting.items() if name != path}
        return replace(self, exporting=_newest({**others, path: dict(chosen)}, _MOST_CORPORA))

    def table(self) -> dict[str, Any]:
        """As JSON takes it."""
        return asdict(self)

    @classmethod
    def of_table(cls, table: Any) -> Habits:
        """Habits as they were kept; what has not the right shape is forgotten, for nothing but comfort hangs on it."""
        if not isinstance(table, dict):
            return cls()
        given = table.get("importing")
        kept = given if isinstance(given, dict) else {}
        plain = ImportHabits()
        importing = {
            name: kept[name]
            for name in ("folder", "annotator", "layer", "replace", "skip_bad")
            if isinstance(kept.get(name), type(getattr(plain, name)))
        }
        columns = {name: texts for name, texts in _tables(kept.get("columns")).items() if _is_texts(texts)}
        return cls(
            ImportHabits(**importing, columns=columns, names=_tables(kept.get("names"))),
            _tables(table.get("exporting")),
        )


def _tables(table: Any) -> dict[str, Any]:
    """The members of a JSON object that are objects themselves."""
    return {name: kept for name, kept in table.items() if isinstance(kept, dict)} if isinstance(table, dict) else {}


def _is_texts(table: Mapping[str, Any]) -> bool:
    return all(isinstance(value, str) for value in table.values())


def _key(name: ForeignName) -> str:
    return "\t".join((name.kind, name.owner, name.name))


def _newest(kept: dict[str, Any], most: int) -> dict[str, Any]:
    """The ones that were put in last."""
    return dict(list(kept.items())[-most:])
