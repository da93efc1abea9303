"""Comments at the desk: the key of the comment, threads in the inspector, marks beside the text."""

from __future__ import annotations

from collections.abc import Callable

from annotator.language import _, isolated, number
from annotator.model.annotation import Annotation
from annotator.model.changes import ChangeSet, RecordKind
from annotator.model.comment import Comment
from annotator.model.errors import RuleError, message
from annotator.model.identity import AnnotationId, SetName
from annotator.operations import comments
from annotator.operations.comments import Thread
from annotator.operations.opendocument import OpenDocument
from annotator.operations.session import Session
from annotator.ui.actions import caps_in_use
from annotator.ui.dialogs.openthreads import OpenThreads
from annotator.ui.dialogs.textsheet import TextSheet
from annotator.ui.dialogs.threadsheet import ThreadSheet
from annotator.ui.panels.cardparts import Command, Line, Part, Wish
from annotator.ui.work.bench import Bench
from annotator.ui.work.status import shortened

WRITE, OPEN = "comment.write", "comment.open"


class Commenting:
    """What is done about comments. Owned by the desk's tasks."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What its actions do."""
        return {"work.comment": self.comment, "move.comment": self.next, "work.comments": self.list_open}

    def wishes(self) -> dict[str, Callable[[str], object]]:
        """What clicks in the inspector ask for."""
        return {WRITE: lambda _argument: self.write(), OPEN: self._open_by_id}

    def comment(self) -> None:
        """Open the thread at what is chosen; where there is none, begin one. Without a choice: of the article."""
        found = [thread for thread in self._at_hand() if thread.open]
        if found:
            self._show(found[0])
        else:
            self.write()

    def write(self) -> None:
        """Begin a thread."""
        chosen = self._bench.chosen()
        words = self._about(chosen)
        sheet = TextSheet(
            _("Comment"), words, "", hint=_("What should others know?"), verb=_("Write"), theme=self._bench.theme,
            parent=self._bench.parent,
        )  # fmt: skip
        sheet.given.connect(lambda text: self._bench.attempt(lambda: self._store(chosen, text)))
        sheet.open()

    def next(self) -> None:
        """Go to the next annotation with an open thread, from the first again after the last.

        Raises:
            RuleError: If there is none.
        """
        document = self._bench.document()
        anchors = {t.anchor for t in comments.threads(self._bench.session, document) if t.open and t.anchor is not None}
        found = sorted((document.annotations[a] for a in anchors if a in document.annotations), key=lambda a: a.order)
        if not found:
            raise RuleError(message("No comment is open in this article."))
        chosen = self._bench.chosen()
        here = chosen.order if chosen is not None else (self._bench.window.reader.caret, 0, "", "")
        self._bench.go_to(next((a for a in found if a.order > here), found[0]))

    def list_open(self) -> None:
        """List all open threads of the corpus."""
        sheet = OpenThreads(self._bench.session, theme=self._bench.theme, parent=self._bench.parent)
        sheet.thread_wanted.connect(self._go_to)
        sheet.open()

    def part(self, document: OpenDocument, chosen: AnnotationId | None) -> Part:
        """The part of the inspector's card: the threads at what is shown, and the way to a new one."""
        lines = tuple(self._line(thread) for thread in comments.threads_about(self._bench.session, document, chosen))
        command = Command(_("Comment…"), Wish(WRITE), caps_in_use("work.comment", rtl=False))
        return Part(_("Comments") if lines else "", lines, commands=(command,))

    def show_marks(self) -> None:
        """Mark in the margin what has an open thread."""
        document = self._bench.document()
        found = comments.threads(self._bench.session, document)
        self._bench.window.reader.set_comments({t.anchor for t in found if t.open and t.anchor is not None})

    def heard(self, changes: ChangeSet) -> None:
        """Show other marks where a comment was written, or a question asked."""
        kinds = {change.key.kind for change in changes.changes}
        if kinds & {RecordKind.COMMENT, RecordKind.ANNOTATION, RecordKind.RELATION} or changes.replaced:
            self.show_marks()

    # ------------------------------------------------------------------ threads

    def _at_hand(self) -> list[Thread]:
        chosen = self._bench.chosen()
        about = chosen.id if chosen is not None else None
        return comments.threads_about(self._bench.session, self._bench.document(), about)

    def _line(self, thread: Thread) -> Line:
        said = thread.latest
        person = isolated(self._bench.session.display_name(SetName(said.author)))
        if not thread.open:
            note = _("closed")
        elif thread.answered:
            note = _("answered")
        else:
            note = number(len(thread.answers) + 1) if thread.answers else ""
        lead = _("{person} asks", person=person) if thread.first.question and not thread.answers else person
        wish = Wish(OPEN, thread.first.id)
        return Line(" ".join(said.text.split()), note, wish=wish, lead=lead, rtl_text=False)

    def _open_by_id(self, identifier: str) -> None:
        found = comments.threads(self._bench.session, self._bench.document())
        thread = next((thread for thread in found if thread.first.id == identifier), None)
        if thread is None:
            raise RuleError(message("That comment is no longer there."))
        self._show(thread)

    def _show(self, thread: Thread) -> None:
        sheet = ThreadSheet(self._bench.session, thread, theme=self._bench.theme, parent=self._bench.parent)
        attempt, session = self._bench.attempt, self._bench.session
        sheet.answered.connect(lambda text: attempt(lambda: self._answer(thread, text)))
        sheet.closing_wanted.connect(lambda close: attempt(lambda: _close(session, thread, close=close)))
        sheet.edit_wanted.connect(self._edit)
        sheet.erase_wanted.connect(lambda comment: attempt(lambda: self._erase(comment)))
        sheet.open()

    def _answer(self, thread: Thread, text: str) -> None:
        comments.answer(self._bench.session, thread, text)
        self._bench.window.say(_("Answered."))

    def _edit(self, comment: Comment) -> None:
        sheet = TextSheet(
            _("Edit the comment"), "", comment.text, hint="", verb=_("Save"), theme=self._bench.theme,
            parent=self._bench.parent,
        )  # fmt: skip
        session = self._bench.session
        sheet.given.connect(lambda text: self._bench.attempt(lambda: comments.edit(session, comment, text)))
        sheet.open()

    def _erase(self, comment: Comment) -> None:
        comments.erase(self._bench.session, comment)
        self._bench.window.say(_("Erased; Ctrl+Z brings it back."))

    def _store(self, chosen: Annotation | None, text: str) -> None:
        document = self._bench.document()
        set_name, target = (document.set_name, chosen.id) if chosen is not None else (None, None)
        comments.write(self._bench.session, document.document.id, text, set_name=set_name, target=target)
        self._bench.window.say(_("Commented."))

    def _go_to(self, thread: Thread) -> None:
        first = thread.first
        window = self._bench.window
        window.open_place(first.document, annotation=thread.anchor, set_name=first.set_name)
        self._bench.attempt(lambda: self._open_by_id(first.id))

    def _about(self, chosen: Annotation | None) -> str:
        if chosen is None:
            return _("About the article")
        return _("About “{words}”", words=shortened(chosen.text(self._bench.document().text)))


def _close(session: Session, thread: Thread, *, close: bool) -> None:
    if close:
        comments.resolve(session, thread)
    else:
        comments.reopen(session, thread)
