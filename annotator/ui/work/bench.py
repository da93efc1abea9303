"""What the hands beyond labels and borders are given by the desk: the session, the window, and what is at hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from annotator.model.annotation import Annotation
from annotator.model.errors import RuleError, message
from annotator.operations.opendocument import OpenDocument
from annotator.operations.session import Session
from annotator.text.vocabulary import Vocabulary
from annotator.ui.theme import Theme
from annotator.ui.work.modes import Mode
from annotator.ui.work.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class Bench:
    """The desk's tools.

    Attributes:
        session: The session.
        window: The panels around.
        vocabulary: Words that are known.
        document: The open document.
        chosen: The chosen annotation, or None.
        claim_at_hand: The claim that is chosen or around the caret, or None.
        begin: Begins a mode.
        go_to: Chooses an annotation and shows it.
        attempt: Does a step; a rule that forbids it is said in the status line.
        perform: Does an action, by its id.
    """

    session: Session
    window: Surroundings
    vocabulary: Vocabulary
    document: Callable[[], OpenDocument]
    chosen: Callable[[], Annotation | None]
    claim_at_hand: Callable[[], Annotation | None]
    begin: Callable[[Mode], None]
    go_to: Callable[[Annotation], None]
    attempt: Callable[[Callable[[], object]], None]
    perform: Callable[[str], None]

    @property
    def theme(self) -> Theme:
        """The colours of dialogs."""
        return self.window.theme

    @property
    def parent(self) -> QWidget:
        """The window, as the parent of dialogs."""
        return self.window.reader.window()

    def must_choose(self) -> Annotation:
        """The chosen annotation.

        Raises:
            RuleError: If nothing is chosen.
        """
        chosen = self.chosen()
        if chosen is None:
            raise RuleError(message("Nothing is chosen."), message("Step to an annotation, or click on it, first."))
        return chosen
