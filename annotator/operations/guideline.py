"""The rules of annotation: what a label or a value means, with right and wrong examples, at hand while working."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from annotator.bundled import resource
from annotator.model.errors import BugError
from annotator.model.scheme import Scheme, Titles
from annotator.model.span import Span

_OPEN, _CLOSE = "⟦", "⟧"


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with what is marked in it.

    Attributes:
        text: The sentence, without brackets.
        marked: What is marked, in code points of ``text``; none where nothing should be.
        right: Whether it is marked as it should be.
        gloss: What it says in English, of a wrong one what is wrong with it.
        why: What is wrong with it, in Arabic; empty for a right one.
    """

    text: str
    marked: tuple[Span, ...]
    right: bool
    gloss: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the guideline.

    Attributes:
        id: Stable name.
        about: What it is about: ``layer``, ``layer.Label``, ``layer/attribute`` or ``layer/attribute=value``.
        titles: What it is called.
        texts: What it says.
        examples: Right ones first.
    """

    id: str
    about: tuple[str, ...]
    titles: Titles
    texts: Titles
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Guideline:
    """The rules that go with a scheme.

    Attributes:
        scheme: Name of the scheme.
        version: Its version, as text.
        rules: In their order.
    """

    scheme: str
    version: str
    rules: tuple[Rule, ...]


def guideline_for(scheme: Scheme) -> Guideline | None:
    """The guideline of a scheme, or None where none comes with the program."""
    return _bundled(scheme.name)


def version_for(scheme: Scheme) -> str | None:
    """The version of the guideline of a scheme as it stands now, or None where none comes with the program."""
    known = guideline_for(scheme)
    return None if known is None else known.version


def guideline_file(scheme: Scheme) -> bytes | None:
    """The guideline of a scheme as it goes to others in a bundle, or None where none comes with the program."""
    path = resource("guidelines") / f"{scheme.name}.toml"
    return path.read_bytes() if path.is_file() and path.parent == resource("guidelines") else None


def rules_about(guideline: Guideline, about: str) -> list[Rule]:
    """The rules about a label, an attribute or a value, the most particular first.

    Args:
        guideline: The guideline.
        about: Such as ``entity.PERS`` or ``claim/quote_type=direct``; rules about the layer or the attribute as a whole
            follow those about the label or the value.
    """
    whole = about.rpartition("=" if "/" in about else ".")[0]
    wanted = [about, whole] if whole else [about]
    found = [rule for key in wanted for rule in guideline.rules if key in rule.about]
    return list(dict.fromkeys(found))


@lru_cache(maxsize=4)
def _bundled(scheme: str) -> Guideline | None:
    try:
        path = resource("guidelines", f"{scheme}.toml")
    except FileNotFoundError:
        return None
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Guideline(table["scheme"], str(table["version"]), tuple(_rule(rule) for rule in table["rules"]))


def _rule(table: Mapping[str, Any]) -> Rule:
    examples = [_example(table, example, right=True) for example in table.get("right", ())]
    examples += [_example(table, example, right=False) for example in table.get("wrong", ())]
    return Rule(
        table["id"],
        tuple(table["about"]),
        Titles(ar=table["ar"], en=table["en"]),
        Titles(ar=_paragraph(table["text_ar"]), en=_paragraph(table["text_en"])),
        tuple(examples),
    )


def _example(rule: Mapping[str, Any], table: Mapping[str, Any], *, right: bool) -> Example:
    """An example whose marked parts stand between ``⟦`` and ``⟧``."""
    text, marked, start = "", [], -1
    for character in table["ar"]:
        if character == _OPEN:
            start = len(text)
        elif character == _CLOSE:
            marked.append(Span(start, len(text)))
            start = -1
        else:
            text += character
    if start >= 0:
        raise BugError(f"an example of the rule {rule['id']} opens a bracket and closes none")
    return Example(text, tuple(marked), right, table["en"], table.get("why", ""))


def _paragraph(text: str) -> str:
    return " ".join(text.split())
