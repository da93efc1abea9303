"""An attribution as a citation, to be put into a report: by a template, in isolates, so that it survives in Word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Final

from annotator.language import _
from annotator.model.identity import AnnotationId
from annotator.operations.chainwords import chain_words, cue_words, value_title
from annotator.operations.opendocument import OpenDocument
from annotator.text.direction import Direction, paragraph_direction

FIELDS: Final = ("claim", "speaker", "cue", "stance", "number", "title", "outlet", "date", "url")
"""What a template may name in braces."""
_FIELD: Final = re.compile(r"\{(\w+)\}")
_PIECE: Final = re.compile(r"[\[\]]|[^\[\]]+")
_ISOLATES: Final = {Direction.RTL: "\u2067", Direction.LTR: "\u2066"}
_FIRST_STRONG, _POP = "\u2068", "\u2069"


def default_template() -> str:
    """The template of the language in use."""
    return _("[{speaker}: ]“{claim}”[ ({outlet}[, {date}])]")


def citations(document: OpenDocument, claim: AnnotationId, template: str = "") -> tuple[str, ...]:
    """The attributions of a claim as citations, one each; a claim without one is cited by its words and place.

    Args:
        document: Where it stands.
        claim: The claim.
        template: Words with fields in braces; what stands in brackets falls away where a field in it is empty.
            An empty template is that of the language in use.
    """
    given = template or default_template()
    chains = document.attributions(claim)
    known: list[dict[str, str]] = [
        {
            "speaker": chain_words(document, chain),
            "cue": cue_words(document, chain),
            "stance": value_title(document, "stance", chain.stance) if chain.stance else "",
        }
        for chain in chains
    ]
    shared = _of_claim(document, claim)
    return tuple(_isolated(filled(given, shared | values)) for values in known or [{}])


def as_html(lines: tuple[str, ...]) -> str:
    """The same for programs that take HTML: a paragraph each, with its direction."""
    return "".join(f'<p dir="{paragraph_direction(line).value}">{escape(line)}</p>' for line in lines)


def filled(template: str, values: Mapping[str, str]) -> str:
    """A template with its fields filled.

    >>> filled("{claim}[ ({outlet}[, {date}])]", {"claim": "a", "outlet": "b"}).translate({0x2068: None, 0x2069: None})
    'a (b)'
    """
    # One list of words for each bracket that is open, and whether a field was empty in it.
    open_brackets: list[tuple[list[str], bool]] = [([], False)]
    for piece in _PIECE.findall(template):
        if piece == "[":
            open_brackets.append(([], False))
        elif piece == "]" and len(open_brackets) > 1:
            words, lacks = open_brackets.pop()
            open_brackets[-1][0].extend([] if lacks else words)
        else:
            names = _FIELD.findall(piece)
            words, lacks = open_brackets[-1]
            words.append(_FIELD.sub(lambda match: _value(match, values), piece))
            open_brackets[-1] = (words, lacks or any(name in FIELDS and not values.get(name) for name in names))
    return "".join(word for words, _lacks in open_brackets for word in words)


def _value(match: re.Match[str], values: Mapping[str, str]) -> str:
    name = match.group(1)
    if name not in FIELDS:
        return match.group()
    value = values.get(name, "")
    return f"{_FIRST_STRONG}{value}{_POP}" if value else ""


def _of_claim(document: OpenDocument, claim: AnnotationId) -> dict[str, str]:
    meta = document.document.meta
    return {
        "claim": document.annotations[claim].text(document.text),
        "number": str(document.number(claim)),
        "title": document.document.title,
        "outlet": meta.get("outlet") or "",
        "date": (meta.get("published") or "")[:10],
        "url": meta.get("url") or "",
    }


def _isolated(line: str) -> str:
    return f"{_ISOLATES[paragraph_direction(line)]}{line}{_POP}"
