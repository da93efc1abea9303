"""What the status line says: what is chosen, what is left to do, what was just done."""

from __future__ import annotations

from typing import Final

from annotator.language import _, language, ngettext, number
from annotator.model.annotation import Annotation
from annotator.model.history import ActSummary
from annotator.model.scheme import CLAIM_LAYER
from annotator.operations.opendocument import OpenDocument
from annotator.ui.panels.inbox import short_date

_WORDS_LEFT: Final = 4


def chosen_line(document: OpenDocument, annotation: Annotation) -> str:
    """Names what is chosen, and among how many it lies."""
    label = document.scheme.label(annotation.layer, annotation.label).titles.within(language())
    if annotation.layer == CLAIM_LAYER:
        name = _("{label} {number}", label=label, number=document.number(annotation.id))
    else:
        name = _("{label}: “{text}”", label=label, text=shortened(annotation.text(document.text)))
    around = [a for a in document.touching(annotation.start, annotation.end) if a.id != annotation.id]
    same = sum(a.layer == annotation.layer for a in around) + 1
    if same > 1:
        name += " " + ngettext("(one of {count} overlapping)", "(one of {count} overlapping)", same)
    return name


def counts_line(document: OpenDocument) -> str:
    """Claims, open claims, doubts."""
    unsure, claims = len(document.unsure), document.claim_count
    # An Arabic zero by itself is read as a full stop.
    parts = [ngettext("{count} claim", "{count} claims", claims) if claims else _("no claims yet")]
    if still_open := document.open_count:
        parts.append(_("open {number}", number=still_open))
    if unsure:
        parts.append(_("doubts {number}", number=unsure))
    return " · ".join(parts)


def place_line(document: OpenDocument, offset: int) -> str:
    """The paragraph of the caret, of how many."""
    return _(
        "Paragraph {number} of {count}",
        number=document.paragraph_at(offset) + 1,
        count=len(document.paragraphs),
    )


def reopened_line(document: OpenDocument, claims: tuple[str, ...]) -> str:
    """Which claims are open again after an erasure; empty where none is."""
    numbers = [document.number(c) for c in document.annotations if c in claims]
    if not numbers:
        return ""
    listed = _(", ").join(number(n) for n in sorted(numbers))
    return ngettext("Claim {claims} is open again.", "Claims {claims} are open again.", len(numbers), claims=listed)


def question_about_the_past(step: ActSummary) -> str:
    """Asked before the first step that an earlier sitting made is undone."""
    day = short_date(step.at[: len("2026-11-23")])
    gesture = _(step.gesture)
    return _("“{gesture}” was done before this sitting ({day}). Undo it all the same?", gesture=gesture, day=day)


def abridged(text: str, longest: int = 30) -> str:
    """The first and the last words of a stretch, for where its end matters as much as its beginning."""
    words = text.split()
    if len(text) <= longest or len(words) < _WORDS_LEFT + 2:
        return shortened(text, longest)
    return " ".join((*words[: _WORDS_LEFT - 2], "…", *words[-2:]))


def shortened(text: str, longest: int = 32) -> str:
    """Covered words short enough for a line."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
