"""The keys of the A flow as the inspector lists them: candidates, other holders, cue, relay, denial, accept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.language import _, is_rtl, language, number
from annotator.model.annotation import Annotation
from annotator.model.attribution import Holder
from annotator.model.identity import AnnotationId
from annotator.model.scheme import ATTRIBUTION
from annotator.operations.attribution import Chain
from annotator.operations.opendocument import OpenDocument
from annotator.ui.fonts import reading_font, ui_font
from annotator.ui.keys import caps_shown
from annotator.ui.panels.card import Card
from annotator.ui.panels.cardhead import CardHead
from annotator.ui.panels.keyrows import KeyRow, KeyRowButton
from annotator.ui.panels.lettering import coloured, plain_label
from annotator.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class ModeRow:
    """A row of the mode and what a click on it does.

    Attributes:
        row: What is shown.
        annotation: The candidate that it takes, or None.
        key: The key that it presses, where it is no candidate.
    """

    row: KeyRow
    annotation: AnnotationId | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class ModeCard:
    """The A flow as values.

    Attributes:
        head: The claim it is about.
        groups: ``(title, note, rows)``.
        foot: The rows that end the mode.
    """

    head: Card
    groups: tuple[tuple[str, str, tuple[ModeRow, ...]], ...]
    foot: tuple[ModeRow, ...]


def attributing_card(
    document: OpenDocument, claim: Annotation, candidates: Sequence[Annotation], chain: Chain
) -> ModeCard:
    """The keys of the A flow as they stand.

    Args:
        document: The open document.
        claim: The claim that is attributed.
        candidates: What the number keys stand for, the first for 1.
        chain: The attribution as it stands.
    """
    claim_number = document.number(claim.id)
    state = (claim_number, document.state(claim.id), document.hue(claim.id))
    title = _("Attribution of claim {number}", number=claim_number)
    head = Card(claim.id, title, "", claim.text(document.text), claim.layer, claim=state)
    return ModeCard(
        head,
        (
            (_("Candidates"), _("nearest first"), tuple(_candidates(document, candidates, chain))),
            (_("No source in the sentence"), "", _holders(document, chain)),
            (_("Chain and stance"), "", _chain_rows(document, chain)),
        ),
        (
            ModeRow(KeyRow(("Enter",), _("Accept")), key="Enter"),
            ModeRow(KeyRow(("Shift", "Enter"), _("Accept and go on")), key="Shift+Enter"),
            ModeRow(KeyRow(("Esc",), _("Leave without a change")), key="Esc"),
        ),
    )


class ModeView(QWidget):
    """The A flow as widgets."""

    link_activated = Signal(str)
    key_wanted = Signal(str)

    def __init__(self, mode: ModeCard, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 12)
        self._column.setSpacing(0)
        self._column.addWidget(CardHead(mode.head, hue=0, theme=theme, parent=self))
        label = plain_label(mode.head.text, font=reading_font(16), parent=self)
        label.setWordWrap(True)
        label.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        coloured(label, theme.ink2)
        self._column.addSpacing(8)
        self._column.addWidget(label)
        for title, note, rows in mode.groups:
            if rows:
                self._add_heading(title, note)
                self._add_rows(rows)
        self._column.addStretch(1)

    def _add_heading(self, title: str, note: str) -> None:
        row = QHBoxLayout()
        for text, font, colour in (
            (title, ui_font(12, 600), self._theme.ink2), (note, ui_font(11.5), self._theme.ink3),
        ):  # fmt: skip
            label = plain_label(text, font=font, parent=self)
            coloured(label, colour)
            row.addWidget(label)
            if text is title:
                row.addStretch(1)
        self._column.addSpacing(16)
        self._column.addLayout(row)
        self._column.addSpacing(4)

    def _add_rows(self, rows: Sequence[ModeRow]) -> None:
        for entry in rows:
            button = KeyRowButton(entry.row, theme=self._theme, parent=self)
            if entry.annotation is not None:
                button.clicked.connect(lambda _on=False, t=str(entry.annotation): self.link_activated.emit(t))
            else:
                button.clicked.connect(lambda _on=False, k=entry.key: self.key_wanted.emit(k))
            self._column.addWidget(button)


class ModeFoot(QWidget):
    """The rows that end the mode, at the foot of the inspector: there however long the list above them is."""

    key_wanted = Signal(str)

    def __init__(self, rows: Sequence[ModeRow], *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(0)
        for entry in rows:
            button = KeyRowButton(entry.row, theme=theme, parent=self)
            button.clicked.connect(lambda _on=False, k=entry.key: self.key_wanted.emit(k))
            column.addWidget(button)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line above them."""
        with QPainter(self) as painter:
            painter.fillRect(0, 0, self.width(), 1, self._theme.line)


def _candidates(document: OpenDocument, candidates: Sequence[Annotation], chain: Chain) -> list[ModeRow]:
    taken = {*chain.sources, *chain.via, *chain.cues}
    rows = []
    for place, candidate in enumerate(candidates, start=1):
        note = _("¶ {number}", number=document.paragraph_at(candidate.start) + 1)
        row = KeyRow((number(place),), candidate.text(document.text), note, candidate.id in taken, rtl_text=True)
        rows.append(ModeRow(row, candidate.id))
    return rows


def _holders(document: OpenDocument, chain: Chain) -> tuple[ModeRow, ...]:
    attribute = document.scheme.attributes_of(ATTRIBUTION).get("holder")
    titles = {value.name: value.titles.within(language()) for value in attribute.values} if attribute else {}
    keys = ((Holder.CONTINUED, "I"), (Holder.UNSTATED, "U"), (Holder.AUTHOR, "Z"))
    return tuple(
        ModeRow(
            KeyRow(caps_shown(key, rtl=is_rtl()), titles.get(holder, holder), chosen=chain.holder is holder), key=key
        )
        for holder, key in keys
    )


def _chain_rows(document: OpenDocument, chain: Chain) -> tuple[ModeRow, ...]:
    cues = " … ".join(
        document.annotations[cue].text(document.text) for cue in chain.cues if cue in document.annotations
    )
    denied = chain.stance == "deny"
    return (
        ModeRow(KeyRow(("Tab",), _("Cue"), cues), key="Tab"),
        ModeRow(KeyRow(caps_shown("J", rtl=is_rtl()), _("Add a source: they say it jointly")), key="J"),
        ModeRow(KeyRow(caps_shown("R", rtl=is_rtl()), _("Add a relay")), key="R"),
        ModeRow(KeyRow(caps_shown("T", rtl=is_rtl()), _("Add whom it is told to")), key="T"),
        ModeRow(KeyRow(caps_shown("D", rtl=is_rtl()), _("The source denies it"), chosen=denied), key="D"),
        ModeRow(KeyRow(caps_shown("N", rtl=is_rtl()), _("One more attribution")), key="N"),
    )
