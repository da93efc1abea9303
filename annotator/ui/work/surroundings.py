"""What the desk finds around it: the panels of the window, and the few things it asks of the window itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from annotator.model.history import ActSummary
from annotator.model.identity import AnnotationId, DocumentId, SetName
from annotator.model.span import Span
from annotator.operations.opendocument import OpenDocument
from annotator.ui.memory import Memory
from annotator.ui.panels.dock import Dock
from annotator.ui.panels.documents import Documents
from annotator.ui.panels.inspector import Inspector
from annotator.ui.panels.palette import Palette
from annotator.ui.reader.reader import Reader
from annotator.ui.seam import Seam
from annotator.ui.theme import Theme


class Surroundings(Protocol):
    """A window with a reader, its panels, and a line in which something can be said."""

    @property
    def reader(self) -> Reader:
        """The article."""

    @property
    def documents(self) -> Documents:
        """The list of documents."""

    @property
    def inspector(self) -> Inspector:
        """Everything about what is chosen."""

    @property
    def palette_bar(self) -> Palette:
        """The labels."""

    @property
    def dock(self) -> Dock:
        """The strip at the reader's foot."""

    @property
    def seam(self) -> Seam:
        """Says what was written."""

    @property
    def memory(self) -> Memory:
        """The settings."""

    @property
    def theme(self) -> Theme:
        """The colours."""

    def show_badge(self, name: str, text: str, *, tip: str, warning: bool, act: Callable[[], None]) -> None:
        """Show a badge in the status line; an empty text takes it away."""

    def say(self, text: str | None, *, warning: bool = False) -> None:
        """Say what was just done, or why it could not be."""

    def confirm(self, question: str) -> bool:
        """Ask something that is answered by yes or no."""

    def show_chosen(self, text: str) -> None:
        """Name what is chosen."""

    def show_counts(self, text: str) -> None:
        """Tell how many claims there are."""

    def show_section_words(self, text: str) -> None:
        """Tell what another section than Reading shows."""

    def show_place(self, text: str) -> None:
        """Tell where the caret is."""

    def show_open_document(self, document: OpenDocument) -> None:
        """Everything around a document that the reader shows now."""

    def open_document(self, document: DocumentId) -> None:
        """Show a document of the open corpus, in Reading."""

    def open_place(
        self,
        document: DocumentId,
        *,
        annotation: AnnotationId | None = None,
        span: Span | None = None,
        set_name: SetName | None = None,
    ) -> None:
        """Show a place of a document in Reading, for a section that names it."""

    def open_past(self, document: DocumentId, set_name: SetName, act: ActSummary) -> None:
        """Show a document in Reading as it was right after an act.

        Raises:
            NotFound: If it was not there then.
        """

    def show_history(self, document: DocumentId, set_name: SetName, annotation: AnnotationId | None) -> None:
        """Show the history of a document, or of one annotation of it."""

    def edit_settled(self, document: OpenDocument, span: Span, done: Callable[[], None]) -> None:
        """Let the adjudicated set of a document be edited in Reading with all the usual keys, until Enter.

        Args:
            document: Opened to be settled.
            span: The place that comes into sight.
            done: Called when the person is done.
        """

    def open_case(self, document: DocumentId, span: Span) -> bool:
        """Show both versions of a place in Cases; whether its sets can be compared there."""

    def show_section(self, section: str) -> None:
        """Go to a section of the window, by its id."""

    def remember_place(self, document: DocumentId) -> None:
        """Keep where the person is in a document."""

    def document_vanished(self) -> None:
        """The open document is no longer in the corpus."""
