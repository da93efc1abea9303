"""The rules of annotation: what a label or a value means, with right and wrong examples, at hand while working."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from annotator.bundled import resource
from annotator.model.errors import BugError
from annotator.model.identity import ADJUDICATED, DocumentId
from annotator.model.scheme import Scheme, Titles
from annotator.model.span import Span
from annotator.operations.around import Around, around
from annotator.operations.session import Session
from annotator.text.folding import fold

_OPEN, _CLOSE = "⟦", "⟧"
_USES: Final = 8
_LOOKED_BACK: Final = 500
"""Acts: what was decided before counts as old."""


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


@dataclass(frozen=True, slots=True)
class Use:
    """How the same words were annotated in an adjudicated set.

    Attributes:
        document: The article.
        title: Its title.
        label: The label they bear there.
        around: The words around.
        span: The place, in code points.
    """

    document: DocumentId
    title: str
    label: str
    around: Around
    span: Span


def guideline_for(scheme: Scheme) -> Guideline | None:
    """The guideline of a scheme, or None where none comes with the program."""
    return _bundled(scheme.name)


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


def adjudicated_uses(session: Session, words: str, *, layer: str, limit: int = _USES) -> Iterator[Use | None]:
    """The places where the same words bear a label of a layer in an adjudicated set, the latest decided first.

    Args:
        session: At which corpus.
        words: What stands in the text; compared in the search form.
        layer: The layer.
        limit: How many places at most.

    Yields:
        A place, or None after an article without one, so that the caller can do something else in between.
    """
    wanted, found = fold(words), 0
    summaries = session.corpus.documents()
    adjudicated = [summary.id for summary in summaries if ADJUDICATED in summary.statuses]
    for document in _latest_first(session, adjudicated):
        annotated = session.corpus.annotated(document, ADJUDICATED)
        text = annotated.document.text
        for annotation in annotated.annotations:
            if annotation.layer != layer or found >= limit or fold(annotation.text(text)) != wanted:
                continue
            found += 1
            extent = annotation.extent
            yield Use(annotated.document.id, annotated.document.title, annotation.label, around(text, extent), extent)
        if found >= limit:
            return
        yield None


def _latest_first(session: Session, documents: Iterable[DocumentId]) -> list[DocumentId]:
    """Documents, those worked at last before those that nobody has touched for long."""
    touched: dict[DocumentId, int] = {}
    for act in session.corpus.history(limit=_LOOKED_BACK):
        for document in act.documents:
            touched.setdefault(document, len(touched))
    return sorted(documents, key=lambda document: (touched.get(document, len(touched)), document))


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
