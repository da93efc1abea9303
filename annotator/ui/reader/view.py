"""What a reader shows beyond the document itself: the choice, the caret, badges, slots, what is faded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from annotator.model.identity import AnnotationId
from annotator.model.span import Span
from annotator.ui.reader.filtering import Filter
from annotator.ui.reader.hits import Hits
from annotator.ui.reader.page import Place
from annotator.ui.reader.sides import SideMark
from annotator.ui.reader.styles import Manner
from annotator.ui.theme import LIGHT, Theme

FADED: Final = 0.38
"""Strength of everything that is not in focus."""


class Tone(StrEnum):
    """How a slot is drawn."""

    EMPTY = "empty"
    """A dashed outline: to be filled."""
    NEUTRAL = "neutral"
    CUE = "cue"
    SOURCE = "source"
    """In the hue of its source."""
    ACCENT = "accent"
    """The person's own act."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A small slot in the gap under the chosen claim.

    Attributes:
        text: What it says.
        tone: How it is drawn.
        hue: Number of the source, for ``Tone.SOURCE``.
        filled: Whether it is filled rather than outlined.
        keys: Caps of the keys that act on it.
    """

    text: str
    tone: Tone = Tone.NEUTRAL
    hue: int = 0
    filled: bool = False
    keys: tuple[str, ...] = ()


@dataclass(slots=True)
class View:
    """The state of one reader that is painted.

    Attributes:
        theme: The colours.
        chosen: The annotation that the next command is about, or None.
        focus: Annotations at full strength while all others fade; None when nothing fades.
        badges: What stands in the badge of an annotation.
        current_badge: The badge that Enter would take, or None.
        slots: Under the first line of the chosen claim.
        tags_everywhere: Whether every entity shows its one-letter tag, not only those in the caret's paragraph.
        caret: Where the caret stands.
        selection: What is selected, or None.
        has_caret: Whether the caret is drawn.
        has_keys: Whether keys reach the page: the caret is hollow while they go elsewhere.
        hovered_paragraph: Whose number is shown, or None.
        read_mark: The last paragraph that has been read, or None.
        manner: Calm, dense, or with cards.
        filter: Labels that are hidden.
        hits: What a search has found, or None.
        current_hit: The place that the search stands at, or None.
        proposed: Layers, and what one key would mark in them.
        shows_unseen: Whether characters without ink are marked.
        suspicious: Offsets of those that deceive or disturb.
        faint: Strength of everything that is not in focus.
        sides: What two or more people say about one place.
        stood_for: Sources and cues whose own lines are not drawn, because the sides stand for them.
        lit: Paragraphs whose letters are at full strength while all others are paler; None when all are.
        comments: Annotations with an open thread, marked in the margin.
    """

    theme: Theme = LIGHT
    chosen: AnnotationId | None = None
    focus: frozenset[AnnotationId] | None = None
    badges: Mapping[AnnotationId, str] = field(default_factory=dict)
    current_badge: AnnotationId | None = None
    slots: tuple[Slot, ...] = ()
    tags_everywhere: bool = False
    caret: Place = field(default_factory=lambda: Place(0))
    selection: Span | None = None
    has_caret: bool = False
    has_keys: bool = True
    hovered_paragraph: int | None = None
    read_mark: int | None = None
    manner: Manner = Manner.CALM
    filter: Filter = field(default_factory=Filter)
    hits: Hits | None = None
    current_hit: Span | None = None
    proposed: tuple[tuple[str, tuple[Span, ...]], ...] = ()
    shows_unseen: bool = False
    suspicious: frozenset[int] = frozenset()
    faint: float = FADED
    sides: tuple[SideMark, ...] = ()
    stood_for: frozenset[AnnotationId] = frozenset()
    lit: frozenset[int] | None = None
    comments: frozenset[AnnotationId] = frozenset()

    def strength(self, annotation: AnnotationId) -> float:
        """How strongly an annotation is drawn, 0 to 1."""
        return 1.0 if self.focus is None or annotation in self.focus else self.faint
