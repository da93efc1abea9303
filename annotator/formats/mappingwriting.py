"""A label mapping written as the file that ``mapping.parse_mapping`` reads."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.formats.mapping import LabelMap, Renamed


def mapping_file(mapping: LabelMap) -> str:
    """The TOML of a mapping; read again it is the same mapping.

    >>> mapping_file(LabelMap("news", {"Person": "PERS"}))
    'name = "news"\\n\\n[labels]\\n"Person" = "PERS"\\n'
    """
    lines = [f"name = {_quoted(mapping.name)}"]
    if mapping.labels:
        lines += ["", "[labels]", *(f"{_quoted(old)} = {_quoted(new)}" for old, new in mapping.labels.items())]
    for part, key, renamed in (("relations", "type", mapping.relations), ("attributes", "name", mapping.attributes)):
        if renamed:
            lines += ["", f"[{part}]", *_renamed(renamed, key)]
    return "\n".join(lines) + "\n"


def _renamed(renamed: Mapping[str, Renamed], key: str) -> list[str]:
    return [f"{_quoted(old)} = {_table(new, key) if new.inner else _quoted(new.name)}" for old, new in renamed.items()]


def _table(renamed: Renamed, key: str) -> str:
    pairs = (f"{_quoted(name)} = {_quoted(value)}" for name, value in {key: renamed.name, **renamed.inner}.items())
    return "{ " + ", ".join(pairs) + " }"


def _quoted(text: str) -> str:
    """A basic string of TOML 1.0: quotation marks, backslashes and control characters are escaped."""
    escaped = "".join(
        f"\\u{ord(sign):04x}" if ord(sign) < 0x20 or ord(sign) == 0x7F else f"\\{sign}" if sign in '"\\' else sign
        for sign in text
    )
    return f'"{escaped}"'
