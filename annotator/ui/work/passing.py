"""Passes: one question for all that have not answered it yet, one key each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.language import _, digits, is_rtl, language, number
from annotator.model.annotation import Annotation
from annotator.model.attribution import Holder
from annotator.model.errors import RuleError, message
from annotator.model.identity import AnnotationId, RelationId
from annotator.model.scheme import ATTRIBUTION, SOURCE_LAYER
from annotator.operations import annotate, attribution, passes
from annotator.operations.attribution import Chain
from annotator.operations.opendocument import OpenDocument
from annotator.operations.passes import MOST_ANSWERS, Pass, Waiting
from annotator.ui.keys import caps_shown, digit, latin_cap
from annotator.ui.panels.dock import DockHint, DockSlot
from annotator.ui.work.bench import Bench
from annotator.ui.work.slots import holder_title
from annotator.ui.work.status import shortened
from annotator.ui.work.surroundings import Surroundings

_HOLDERS = {"I": Holder.CONTINUED, "U": Holder.UNSTATED, "Z": Holder.AUTHOR}


class ChoosePassMode:
    """Which question should be asked."""

    def __init__(self, bench: Bench, waiting: list[Waiting]) -> None:
        self._bench, self._waiting = bench, waiting[:MOST_ANSWERS]
        self.ended: Callable[[], None] = _nothing

    def press(self, event: QKeyEvent) -> bool:
        """A digit begins a pass, Enter or F8 the first one, Esc leaves."""
        chosen = digit(event)
        if chosen and chosen <= len(self._waiting):
            self.click(chosen - 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F8):
            self.click(0)
        elif event.key() == Qt.Key.Key_Escape:
            self.ended()
        else:
            return bool(event.text().strip())
        return True

    def click(self, index: int) -> None:
        """Begin the pass of that slot."""
        self._bench.begin(PassMode(self._bench, self._waiting[index]))

    def pointed_at(self, annotation: Annotation) -> bool:
        """Clicks choose as always."""
        return False

    def show(self, window: Surroundings) -> None:
        """The questions with how many have not answered them."""
        document = self._bench.document()
        slots = tuple(
            DockSlot(f"{question_title(document, entry.question)} · {number(len(entry.owners))}", keys=(number(at),))
            for at, entry in enumerate(self._waiting, start=1)
        )
        window.dock.show_frame(slots, _("Which question?"), DockHint(("Esc",), _("Leave")))

    def put_away(self, window: Surroundings) -> None:
        """Nothing but the dock, which is shown anew anyway."""


class PassMode:
    """One question after the other, in reading order."""

    def __init__(self, bench: Bench, waiting: Waiting) -> None:
        self._bench, self._question, self._owners = bench, waiting.question, waiting.owners
        self._at = 0
        self.ended: Callable[[], None] = _nothing

    @property
    def progress(self) -> str:
        """How far the pass is, such as «٣ من ١١»."""
        return _("{number} of {count}", number=self._at + 1, count=len(self._owners))

    def press(self, event: QKeyEvent) -> bool:
        """A digit answers, Enter accepts the proposal, Space skips, Backspace goes back, Esc leaves."""
        chosen, cap = digit(event), latin_cap(event)
        if event.key() == Qt.Key.Key_Escape:
            self.ended()
        elif chosen:
            self._answer(chosen)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._accept()
        elif event.key() == Qt.Key.Key_Space:
            self._step(1)
        elif event.key() == Qt.Key.Key_Backspace:
            self._at = max(0, self._at - 1)
        elif self._question.attribute is None and cap in _HOLDERS:
            self._hold(_HOLDERS[cap])
        else:
            return bool(event.text().strip())
        return True

    def click(self, index: int) -> None:
        """Give the answer of that slot."""
        answers = self._candidates() if self._question.attribute is None else self._question.attribute.values
        if index < len(answers):
            self._answer(index + 1)
        elif self._question.attribute is None and index - len(answers) < len(_HOLDERS):
            self._hold(list(_HOLDERS.values())[index - len(answers)])

    def pointed_at(self, annotation: Annotation) -> bool:
        """A click on a source takes it where the speaker is asked for."""
        if self._question.attribute is not None or annotation.layer != SOURCE_LAYER:
            return True
        self._tie(annotation)
        return True

    def show(self, window: Surroundings) -> None:
        """What is asked, of which annotation, with the keys of the answers."""
        document = self._bench.document()
        anchor = passes.anchor(document, self._owner)
        if anchor is None:
            return
        window.reader.choose(anchor.id)
        window.reader.reveal(anchor.extent)
        related = {anchor.id, *(m for r in document.relations_of(anchor.id) for _role, m in r.members())}
        badges: dict[AnnotationId, str] = {}
        if self._question.attribute is None:
            badges = {source.id: digits(str(at)) for at, source in enumerate(self._candidates(), start=1)}
        window.reader.set_badges(badges)
        window.reader.set_focus_annotations({*related, *badges})
        title = f"{question_title(document, self._question)} · {self.progress}"
        hint = DockHint(("Space",), _("Later"))
        window.dock.show_frame(self._slots(document), title, hint)
        window.inspector.show_annotation(document, anchor)

    def put_away(self, window: Surroundings) -> None:
        """No badges, nothing faded."""
        window.reader.set_badges({})
        window.reader.set_focus_annotations(None)

    # ------------------------------------------------------------------ answers

    @property
    def _owner(self) -> AnnotationId | RelationId:
        return self._owners[self._at]

    def _answer(self, chosen: int) -> None:
        attribute = self._question.attribute
        if attribute is None:
            candidates = self._candidates()
            if chosen > len(candidates):
                raise RuleError(message("No candidate has the number {number}.", number=chosen))
            self._tie(candidates[chosen - 1])
            return
        if chosen > len(attribute.values):
            raise RuleError(message("No answer has the number {number}.", number=chosen))
        self._give(attribute.values[chosen - 1].name)

    def _accept(self) -> None:
        """Enter takes what follows from the text; without a proposal it goes on."""
        document = self._bench.document()
        if self._question.attribute is None:
            claim = document.annotations[AnnotationId(self._owner)]
            chain = attribution.guess(document, claim)
            if chain.sources or chain.holder:
                self._store(chain)
            else:
                self._step(1)
            return
        proposed = passes.proposed(document, self._question, self._owner)
        if proposed is not None:
            self._give(proposed)
        else:
            self._step(1)

    def _give(self, value: str) -> None:
        attribute = self._question.attribute
        assert attribute is not None  # the pass of speakers ties instead
        annotate.set_attribute(self._bench.session, self._bench.document(), self._owner, attribute.name, value)
        self._step(1)

    def _tie(self, source: Annotation) -> None:
        document = self._bench.document()
        claim = document.annotations[AnnotationId(self._owner)]
        guessed = attribution.guess(document, claim)
        holder = guessed.holder if guessed.sources == (source.id,) and guessed.holder else Holder.TEXT
        self._store(replace(guessed, sources=(source.id,), via=(), holder=holder))

    def _hold(self, holder: Holder) -> None:
        document = self._bench.document()
        claim = document.annotations[AnnotationId(self._owner)]
        last = attribution.last_source_before(document, claim.start) if holder is Holder.CONTINUED else None
        guessed = attribution.guess(document, claim)
        self._store(replace(guessed, sources=(last,) if last is not None else (), via=(), holder=holder))

    def _store(self, chain: Chain) -> None:
        attribution.attribute(self._bench.session, self._bench.document(), chain)
        self._step(1)

    def _step(self, by: int) -> None:
        """Go on to the next that has no answer; the pass ends after the last."""
        document, at = self._bench.document(), self._at + by
        while at < len(self._owners) and passes.is_answered(document, self._question, self._owners[at]):
            at += 1
        if at < len(self._owners):
            self._at = at
            return
        left = len(passes.unanswered(document, self._question))
        self.ended()
        self._bench.window.say(
            _("The pass is over: all have answered.") if not left
            else _("The pass is over; left for later: {number}.", number=left)
        )  # fmt: skip

    # ------------------------------------------------------------------ showing

    def _candidates(self) -> list[Annotation]:
        document = self._bench.document()
        claim = document.annotations.get(AnnotationId(self._owner))
        return attribution.candidate_sources(document, claim) if claim is not None else []

    def _slots(self, document: OpenDocument) -> tuple[DockSlot, ...]:
        attribute = self._question.attribute
        if attribute is None:
            sources = tuple(
                DockSlot(number(at), shortened(source.text(document.text), 24), "source", document.hue(source.id),
                         filled=True, dashed=True)
                for at, source in enumerate(self._candidates()[:4], start=1)
            )  # fmt: skip
            holders = tuple(
                DockSlot(holder_title(document, holder), keys=caps_shown(cap, rtl=is_rtl()))
                for cap, holder in _HOLDERS.items()
            )
            return (*sources, *holders)
        proposed = passes.proposed(document, self._question, self._owner)
        return tuple(
            DockSlot(value.titles.within(language()), _("proposed") if value.name == proposed else "",
                     keys=(number(at),) if value.name != proposed else (number(at), "Enter"))
            for at, value in enumerate(attribute.values, start=1)
        )  # fmt: skip


class Passing:
    """What F8 does."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What its actions do."""
        return {"attribution.pass": self.begin}

    def begin(self) -> None:
        """Ask which question should be put to all."""
        waiting = passes.passes(self._bench.document())
        if not waiting:
            self._bench.window.say(_("All questions are answered."))
            return
        self._bench.window.reader.setFocus()
        self._bench.begin(ChoosePassMode(self._bench, waiting))


def question_title(document: OpenDocument, question: Pass) -> str:
    """What a pass asks, in the language in use."""
    if question.attribute is None:
        return _("Who says it?")
    title = question.attribute.titles.within(language())
    if question.owner == ATTRIBUTION:
        return title
    owner = document.scheme.layers[question.owner].titles.within(language())
    return _("{owner}: {question}", owner=owner, question=title)


def _nothing() -> None:
    """Before the desk has taken the mode up."""
