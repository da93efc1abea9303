"""The desk: one open document in the window, and what every key, button and click does to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent

from annotator.language import _, explained
from annotator.model.annotation import Annotation
from annotator.model.changes import ChangeSet
from annotator.model.errors import AnnotatorError
from annotator.model.history import ActSummary
from annotator.model.identity import AnnotationId, DocumentId, SetName
from annotator.model.workflow import Status
from annotator.operations import annotate, proposals, timeline
from annotator.operations.frame import present
from annotator.operations.opendocument import OpenDocument
from annotator.operations.session import Session
from annotator.text.vocabulary import Vocabulary
from annotator.text.words import stretch_at
from annotator.ui import actions
from annotator.ui.panels.dock import DockHint
from annotator.ui.quiet import opening, settle_memory
from annotator.ui.reader.keyboard import movement_of
from annotator.ui.work import othersets, status
from annotator.ui.work.answering import Answering
from annotator.ui.work.bench import Bench
from annotator.ui.work.labelling import Labelling
from annotator.ui.work.lookingback import PastMode
from annotator.ui.work.marking import Marking
from annotator.ui.work.modes import AttributeMode
from annotator.ui.work.modestack import ModeStack
from annotator.ui.work.reading import Reading
from annotator.ui.work.slots import frame_hint, frame_slots
from annotator.ui.work.stepping import Stepping
from annotator.ui.work.surroundings import Surroundings
from annotator.ui.work.tasks import Tasks
from annotator.ui.work.undoing import Undoing

# After the first frame of the article, before anybody has found a word in it.
_SETTLING_MS: Final = 150


# The person has stopped to read: the disk can be put in order without anybody waiting for it.
_RESTING_MS: Final = 2_000
# The caret has come to a stop: what lies ahead of it is shown.
_LOOKING_AHEAD_MS: Final = 40


def _settle(text: str) -> None:
    """What the first keys would wait for is read and looked for now, and set apart from collections."""
    proposals.load_lexicon()
    stretch_at(text, 0)
    settle_memory()


class Desk(QObject):
    """Ties the panels of a window to one session.

    Owned by the window while a corpus is open. Intent comes in as actions and signals, goes down to the
    operations, and comes back as a ``ChangeSet``; the desk never repaints anything by itself.
    """

    def __init__(self, window: Surroundings, session: Session) -> None:
        super().__init__()
        self._window = window
        self._session = session
        self._document: OpenDocument | None = None
        self._labelling: Labelling | None = None
        self._modes = ModeStack(window, attempt=self._attempt, over=self._show_without_mode)
        self._past: ActSummary | None = None
        self._vocabulary = Vocabulary.bundled()
        self._acting = False
        self._settled: Callable[[], None] | None = None
        self.actions = actions.actions_for(session.scheme)
        self._reading = Reading(window, session)
        self._stepping = Stepping(window, self._shown, self._chosen)
        bench = self._bench()
        self._tasks = Tasks(bench)
        self._marking = Marking(
            bench, working=self._working, next_open_after=self._stepping.next_open_after, back=self._back
        )
        self._answering = Answering(bench)
        undoing = Undoing(
            bench,
            lambda back: self._working().take_back(claim_is_back=back),
            left_open=lambda: self._working().left_open,
        )
        self._handlers = {
            **self._table(), **self._marking.handlers(), **self._stepping.handlers(), **undoing.handlers(),
            **self._answering.handlers(), **self._tasks.handlers,
        }  # fmt: skip
        self._looking_ahead = QTimer(self, interval=_LOOKING_AHEAD_MS, singleShot=True)
        self._looking_ahead.timeout.connect(lambda: self._show_frame(looks_ahead=True))
        self._resting = QTimer(self, interval=_RESTING_MS, singleShot=True)
        self._resting.timeout.connect(session.rest)
        self._connect()

    @property
    def document(self) -> OpenDocument | None:
        """The open document, or None."""
        return self._document

    # ------------------------------------------------------------------ documents

    def open(self, document: DocumentId, set_name: SetName | None = None) -> None:
        """Show a document, its caret and scroll where they were left.

        Args:
            document: Which.
            set_name: Another set than the person's own, only to be looked at.
        """
        self.leave()
        own = set_name is None or set_name == self._session.own_set
        with opening():
            opened = self._session.read(document) if own else self._session.look_at(document, SetName(set_name or ""))
            self._show_opened(opened)

    def open_past(self, document: DocumentId, set_name: SetName, act: ActSummary) -> None:
        """Show a document as it was right after an act, only to be looked at and copied from.

        Raises:
            NotFound: If it was not there then.
        """
        with opening():
            opened = timeline.look_back(self._session, document, set_name, act.act)
            self.leave()
            self._show_opened(opened)
        self._past = act
        self._modes.begin(PastMode(self._bench(), opened, act, lambda: self.open(document)))

    def settle(self, document: OpenDocument, done: Callable[[], None]) -> None:
        """Show the adjudicated set of a document, to be edited until Enter.

        Args:
            document: Opened to be settled.
            done: Called with Enter; one's own set is shown again then.
        """
        self.leave()
        self._show_opened(document)
        self._settled = done
        self._show_frame()
        self._show_settling(_("Adjudicated set · Enter: back to the case"))
        self._window.say(_("You edit the adjudicated set. Enter goes back to the case."))

    def reopen(self) -> None:
        """Show anew what is shown: it was said in another language."""
        shown, past = self._shown(), self._past
        if shown.as_of is not None and past is not None:
            self.open_past(shown.document.id, shown.set_name, past)
        elif self._settled is not None:
            self.settle(shown, self._settled)
        else:
            self.open(shown.document.id, shown.set_name)

    def _show_opened(self, opened: OpenDocument) -> None:
        self._document, self._past = opened, None
        reader = self._window.reader
        reader.show_document(opened)
        self._labelling = Labelling(self._session, opened, reader, self._vocabulary)
        self._window.show_open_document(opened)
        self._reading.show(opened)
        self._tasks.opened()
        self._show_all()
        QTimer.singleShot(_SETTLING_MS, self, lambda: _settle(opened.text))

    def look_for(self, words: str) -> None:
        """Show where words stand in the open document."""
        self._reading.finding.look_for(words)

    def show_set(self, set_name: SetName) -> None:
        """Look at another set of the open document, or go back to one's own."""
        if self._document is not None:
            self.open(self._document.document.id, set_name)

    def _back(self) -> None:
        """Go back to one's own set where another is looked at."""
        if self._only_looks:
            self.show_set(self._session.own_set)

    def leave(self) -> None:
        """Put the open document away."""
        if self._document is not None:
            self._modes.end_all()
            self._window.remember_place(self._document.document.id)
            if self._document.set_name == self._session.own_set:
                self._session.leave(self._document.document.id)
        if self._settled is not None:
            self._show_settling("")
        self._document, self._settled = None, None
        self._labelling = None

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        if self._document is not None:
            self._reading.retranslate()
            self._show_all()
            self._modes.show()

    def take_keys(self) -> None:
        """Listen to the keys in use, after the person changed some."""
        self.actions = actions.actions_for(self._session.scheme)

    def close(self) -> None:
        """Put everything away; the corpus is about to be closed."""
        self.leave()
        self._resting.stop()
        self._looking_ahead.stop()
        self._tasks.close()
        self._reading.close()
        self._window.reader.removeEventFilter(self)
        self._window.reader.show_document(None)
        self._window.dock.clear()
        self._window.palette_bar.show_active(None, None)
        self.deleteLater()

    # ------------------------------------------------------------------ keys and actions

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that arrive at the reader: a mode has the first word, then the table of actions."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._wants(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._press(event):
            return True
        return super().eventFilter(watched, event)

    def perform(self, action_id: str) -> None:
        """Do what an action of the table says; what cannot be done is said in the status line."""
        handler = self._handlers.get(action_id)
        label = actions.label_of_action(action_id)
        fragment = actions.label_of_action(action_id, prefix=actions.FRAGMENT_PREFIX)
        if handler is not None:
            self._attempt(handler)
        elif label is not None:
            self._attempt(lambda: self._marking.label(*label))
        elif fragment is not None:
            self._attempt(lambda: self._working().add_fragment(*fragment))

    def _wants(self, event: QKeyEvent) -> bool:
        return actions.action_of(event, self.actions) is not None or self._modes.current is not None

    def _press(self, event: QKeyEvent) -> bool:
        if self._document is None:
            return False
        mode = self._modes.current
        if mode is not None:
            handled = [False]
            self._attempt(lambda: handled.__setitem__(0, mode.press(event)))
            if self._modes.current is mode:
                self._modes.show()
            if handled[0]:
                return True
        if self._settled is not None and actions.Key("Enter").matches(event):
            self._end_settling()
            return True
        action = actions.action_of(event, self.actions)
        if action is not None:
            self.perform(action.id)
            return True
        if self._marking.move_border_by_arrow(event):
            return True
        if movement_of(event) is not None:
            self._working().walk()
        return False

    def _show_settling(self, text: str) -> None:
        """Keep in sight which set is written into; an empty text takes the sign away."""
        self._window.show_badge(
            "settling",
            text,
            tip=_("Back to the case"),
            warning=True,
            act=self._end_settling,
        )

    def _end_settling(self) -> None:
        """Go back to the case; meanwhile one's own set is shown again."""
        done = self._settled
        if done is not None:
            self.open(self._shown().document.id)
            done()

    def _bench(self) -> Bench:
        return Bench(
            session=self._session,
            window=self._window,
            vocabulary=self._vocabulary,
            document=self._shown,
            chosen=self._chosen,
            claim_at_hand=self._claim_at_hand,
            begin=self._modes.begin,
            go_to=self._stepping.go_to,
            attempt=self._attempt,
            perform=self.perform,
        )

    def _table(self) -> dict[str, Callable[[], object]]:
        return {
            "move.inward": self._window.reader.step_inward,
            "move.previous_document": lambda: self._window.documents.step(-1),
            "move.next_document": lambda: self._window.documents.step(1),
            "move.history": self._show_history,
            "move.next_set": lambda: self.show_set(othersets.next_set(self._session, self._shown())),
            "move.tags": lambda: self._window.reader.set_tags_everywhere(not self._window.reader.tags_everywhere),
            "edit.copy": self._window.reader.copy,
            "edit.cite": lambda: self._reading.cite(self._marking.claim_at_hand()),
            "move.word": self._jump,
            **self._reading.handlers(),
            "edit.select_all": self._window.reader.select_all,
            "work.reopen": self._reopen,
        }

    def _attempt(self, step: Callable[[], object]) -> None:
        """Do one step; a rule that forbids it is said in the status line, and nothing has changed."""
        if self._document is None:
            return
        try:
            self._acting = True
            self._window.say(None)
            step()
        except AnnotatorError as error:
            self._window.say(explained(error), warning=True)
        finally:
            self._acting = False
        self._show_choice()
        self._show_frame()

    # ------------------------------------------------------------------ what actions do

    def _jump(self) -> None:
        mode = self._reading.jump_mode(self._vocabulary)
        if mode is not None:
            self._modes.begin(mode)

    def _show_history(self) -> None:
        document, chosen = self._shown(), self._window.reader.chosen
        self._window.show_history(document.document.id, document.set_name, chosen)

    def _reopen(self) -> None:
        self._session.ensure_own(self._shown())
        annotate.set_status(self._session, self._shown(), Status.IN_PROGRESS)
        self._window.say(_("Open for work again."))

    # ------------------------------------------------------------------ signals

    def _connect(self) -> None:
        window = self._window
        window.reader.installEventFilter(self)
        window.seam.changed.connect(self._changed)
        window.reader.chosen_changed.connect(self._chosen_changed)
        window.reader.context_menu_wanted.connect(lambda at: self._reading.open_menu(at, self.actions, self.perform))
        window.reader.selection_changed.connect(self._caret_moved)
        window.palette_bar.label_wanted.connect(self._label_clicked)
        window.palette_bar.other_wanted.connect(lambda: self.perform("label.more"))
        window.palette_bar.attribution_wanted.connect(lambda: self.perform("attribution.attribute"))
        window.palette_bar.doubt_wanted.connect(lambda: self.perform("label.doubt"))
        window.inspector.link_activated.connect(self._link_activated)
        window.inspector.attribution_wanted.connect(lambda: self.perform("attribution.attribute"))
        window.inspector.left.connect(window.reader.setFocus)
        window.inspector.next_open_wanted.connect(lambda: self.perform("attribution.next_open"))
        window.inspector.wished.connect(self._wished)
        window.inspector.sets = lambda document: othersets.sets_part(self._session, document)
        window.dock.slot_activated.connect(self._modes.click)

    def _label_clicked(self, layer: str, label: str) -> None:
        self.perform(actions.label_action_id(layer, label))
        self._window.reader.setFocus()

    def _link_activated(self, annotation: str) -> None:
        known = self._shown().annotations.get(AnnotationId(annotation)) if self._document is not None else None
        if known is None:
            return
        if not self._modes.takes(known):
            self._stepping.go_to(known)
            self._window.reader.setFocus()

    def _wished(self, verb: str, argument: str) -> None:
        if verb == othersets.SHOW_SET:
            self.show_set(SetName(argument))

    def _changed(self, changes: ChangeSet) -> None:
        self._resting.start()
        document = self._document
        if document is None:
            return
        if not self._session.corpus.has_document(document.document.id):
            self._window.document_vanished()
            return
        self._tasks.commented(changes)
        if not self._session.sight.sees(document.document.id, document.set_name):
            # Somebody began the blind phase, or one is no reviewer any more.
            self.show_set(self._session.own_set)
            return
        if self._only_looks:
            self._show_choice()
            if changes.replaced and document.as_of is None:
                self.open(document.document.id, document.set_name)
            return
        self._tasks.heard(changes)
        # What belongs to no article, such as a referent, may change how every one looks.
        if document.document.id in changes.documents or changes.replaced or not changes.documents:
            self._window.reader.changed(changes)
            self._show_all()

    def _chosen_changed(self, chosen: object) -> None:
        if self._modes.current is not None and not self._acting and isinstance(chosen, str):
            annotation = self._shown().annotations.get(AnnotationId(chosen))
            if annotation is not None and self._modes.takes(annotation):
                return
        self._show_choice()

    def _caret_moved(self) -> None:
        if self._document is None:
            return
        if not self._acting and self._labelling is not None:
            self._labelling.release()
            # What lies ahead of the new place is looked for when the hands rest.
            self._window.reader.show_proposed(())
            self._looking_ahead.start()
        self._window.show_place(status.place_line(self._document, self._window.reader.caret))

    # ------------------------------------------------------------------ showing

    def _show_without_mode(self) -> None:
        self._show_choice()
        self._show_frame()

    def _show_all(self) -> None:
        document = self._shown()
        self._window.show_counts(status.counts_line(document))
        self._window.documents.refresh(document.document.id)
        if not self._acting:
            # A step of the person's own shows what it chose and the frame when it is over, once.
            self._show_choice()
            self._show_frame()

    def _show_choice(self) -> None:
        if self._document is None:
            return
        document, chosen = self._document, self._window.reader.chosen
        annotation = document.annotations.get(chosen) if chosen is not None else None
        if self._modes.current is None:
            self._window.inspector.show_annotation(document, annotation)
        self._window.palette_bar.show_active(
            annotation.layer if annotation is not None else None,
            annotation.label if annotation is not None else None,
            attributing=isinstance(self._modes.current, AttributeMode),
        )
        self._window.show_chosen(status.chosen_line(document, annotation) if annotation is not None else "")

    def _show_frame(self, *, looks_ahead: bool = False) -> None:
        if self._modes.current is None and self._document is not None and self._labelling is not None:
            if self._only_looks:
                self._window.reader.show_proposed(())
                self._window.dock.show_frame(*othersets.banner(self._session, self._document))
                return
            frame = present(self._document, self._labelling.frame)
            # What lies ahead as a whole is looked for when the key has been painted.
            whole = self._labelling.attribution_ahead() if looks_ahead else None
            if not looks_ahead:
                self._looking_ahead.start()
            ahead = self._labelling.preview
            slots = frame_slots(self._document, frame, ahead=ahead, whole=whole)
            self._window.reader.show_proposed(whole.parts() if whole is not None else ())
            settling = DockHint(("Enter",), _("Back to the case"))
            hint = settling
            if self._settled is None:
                hint = frame_hint(frame, ahead, reads_on=self._labelling.goes_on, whole=whole)
            self._window.dock.show_frame(slots, _("Open frame"), hint)

    @property
    def _only_looks(self) -> bool:
        """Whether the set that is shown is only to be looked at."""
        return self._document is not None and not self._session.writes(self._document)

    def _claim_at_hand(self) -> Annotation | None:
        return self._marking.claim_at_hand()

    def _chosen(self) -> Annotation | None:
        return self._labelling.chosen if self._labelling is not None else None

    def _shown(self) -> OpenDocument:
        assert self._document is not None  # handlers run only while a document is open
        return self._document

    def _working(self) -> Labelling:
        assert self._labelling is not None  # made together with the document
        return self._labelling
