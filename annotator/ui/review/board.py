"""What the section of the cases shows, as values; made by a board, drawn by widgets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from annotator.model.identity import AnnotationId
from annotator.model.span import Span
from annotator.operations.comparing import Version
from annotator.operations.opendocument import OpenDocument
from annotator.operations.precedents import Precedent
from annotator.ui.panels.card import Link
from annotator.ui.reader.sides import SideMark


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A row of the queue, or a heading in it.

    Attributes:
        text: What it says.
        note: What stands at its end: how many there are, what was decided.
        key: What a click asks for; empty for a heading.
        tone: How the note is meant: ``done``, ``asked``, ``quiet``.
    """

    text: str
    note: str = ""
    key: str = ""
    tone: str = "quiet"


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that a version has: a chain with further facts, or covered words.

    Attributes:
        links: The chain in the isnad's own words.
        facts: Name and value of what else is said.
        words: The covered words where it is no chain.
        label: What they are marked as.
    """

    links: tuple[Link, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    words: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class VersionCard:
    """A version as a card.

    Attributes:
        letter: What it is called.
        summary: What it says in a few words.
        who: Whose it is; empty where names are hidden.
        caps: The key that takes it.
        action: What a click does.
        parts: What it has.
        solid: Whether its bar is solid: it stands above the letters.
        taken: Whether it was taken.
    """

    letter: str
    summary: str
    who: str
    caps: tuple[str, ...]
    action: str
    parts: tuple[Shown, ...]
    solid: bool
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Hint:
    """A key of the dock.

    Attributes:
        action: What it does.
        caps: Its caps.
        text: What it is called.
        enabled: Whether it fits the case.
        chosen: Whether it is what was decided.
    """

    action: str
    caps: tuple[str, ...]
    text: str
    enabled: bool = True
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class CaseSheet:
    """Everything about the case at hand.

    Attributes:
        title: What it is called.
        note: Beside the title, such as that names are hidden.
        versions: As they are shown, A first.
        hints: The keys.
        reasons: Id and title of each reason that can be given.
        reason: The id of the one that is given, or empty.
        foot: What the dock says at its end.
        about: What the guideline is asked about, the most particular first.
        remark: A sentence over the versions, such as what the reviewer says.
        marks: What stands above and below the letters.
        focus: Annotations in full.
        stood_for: Sources and cues that the marks stand for.
        place: Where it stands.
    """

    title: str
    note: str
    versions: tuple[VersionCard, ...]
    hints: tuple[Hint, ...]
    reasons: tuple[tuple[str, str], ...]
    reason: str
    foot: str
    about: tuple[str, ...]
    remark: str
    marks: tuple[SideMark, ...]
    focus: frozenset[AnnotationId]
    stood_for: frozenset[AnnotationId]
    place: Span | None


@dataclass(frozen=True, slots=True)
class Onward:
    """The box at the foot of the queue: what Ctrl+Enter does.

    Attributes:
        text: What.
        remark: How many, and that it is one act.
    """

    text: str
    remark: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the person is.

    Attributes:
        title: «Case 3 of 28».
        note: How long it will take, or what it is about.
        share: How much is done, 0 to 1.
    """

    title: str
    note: str
    share: float


class Board(Protocol):
    """One document in the section: its cases, the one at hand, and what can be done with it."""

    current: str
    """The key of the case at hand; empty when there is none."""

    @property
    def reader_document(self) -> OpenDocument:
        """What the reader shows."""

    def rows(self) -> list[QueueRow]:
        """The queue."""

    def progress(self) -> Progress:
        """How far the person is."""

    def onward(self) -> Onward | None:
        """What Ctrl+Enter does, or None where it does nothing."""

    def sheet(self) -> CaseSheet | None:
        """The case at hand."""

    def precedents(self) -> Iterator[Precedent | None] | None:
        """Earlier decisions on the same words, or None where nothing is to be looked for."""

    def letter_of(self, version: Version | None) -> str:
        """What a version of the case at hand is called; empty where it is none of them."""

    def go(self, key: str) -> None:
        """Take a case at hand."""

    def step(self, by: int) -> None:
        """Go to the case before or after."""

    def case_at(self, annotation: AnnotationId) -> str:
        """The key of the case that an annotation of the reader belongs to; empty where it is in none."""

    def next_open(self, after: str = "") -> str:
        """The key of the next open case; empty where none is left."""

    def refresh(self) -> None:
        """Read everything anew, after something was written."""

    def status(self) -> str:
        """What the status line says of it."""
