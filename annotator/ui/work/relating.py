"""Relating claims: choose the other claim by number or click, then say how the one stands to the other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.language import _, digits, is_rtl, language, number
from annotator.model.annotation import Annotation
from annotator.model.errors import RuleError, message
from annotator.model.identity import AnnotationId, RelationId
from annotator.model.scheme import CLAIM_LAYER
from annotator.operations import relations
from annotator.ui.keys import caps_shown, digit, latin_cap
from annotator.ui.panels.dock import DockHint, DockSlot
from annotator.ui.work.bench import Bench
from annotator.ui.work.status import shortened
from annotator.ui.work.surroundings import Surroundings


class RelateMode:
    """First the other claim, then the relation; nothing is stored before the second answer."""

    def __init__(self, bench: Bench, claim: Annotation) -> None:
        self._bench, self._claim = bench, claim
        self._types = relations.between_claims(bench.session.scheme)
        self._candidates = relations.candidates(bench.document(), claim)
        self._other: Annotation | None = None
        self._reversed = False
        self.ended: Callable[[], None] = _nothing

    def press(self, event: QKeyEvent) -> bool:
        """Digits answer, E turns the direction round, Backspace asks for the other claim again, Esc leaves."""
        chosen = digit(event)
        if chosen:
            self._answer(chosen)
        elif event.key() == Qt.Key.Key_Escape:
            self.ended()
        elif event.key() == Qt.Key.Key_Backspace:
            self._other = None
        elif latin_cap(event) == "E" and self._other is not None:
            self._reversed = not self._reversed
        else:
            # Arrows and paging stay with the reader: the other claim may be far away.
            return bool(event.text().strip())
        return True

    def pointed_at(self, annotation: Annotation) -> bool:
        """A click on another claim takes it."""
        if annotation.layer == CLAIM_LAYER and annotation.id != self._claim.id:
            self._other = annotation
        return True

    def click(self, index: int) -> None:
        """A click on a slot of the dock does what its key does."""
        if self._other is None:
            self._answer(index + 1)
            return
        if index < len(self._types):
            self._answer(index + 1)
        else:
            self._reversed = not self._reversed

    def show(self, window: Surroundings) -> None:
        """Badges on the claims, everything else faded; then the relations in the dock."""
        document, claim = self._bench.document(), self._claim
        window.reader.choose(claim.id)
        if self._other is None:
            badges = {other.id: digits(str(at)) for at, other in enumerate(self._candidates, start=1)}
            window.reader.set_badges(badges)
            # Any claim can be pointed at, not only those that have a number.
            window.reader.set_focus_annotations({c.id for c in document.claims()})
        else:
            window.reader.set_badges({})
            window.reader.set_focus_annotations({claim.id, self._other.id})
            window.reader.reveal(self._other.extent)
        window.dock.show_frame(self._slots(), self._title(), DockHint(("Esc",), _("Leave")))
        window.inspector.show_annotation(document, claim)

    def put_away(self, window: Surroundings) -> None:
        """No badges, nothing faded."""
        window.reader.set_badges({})
        window.reader.set_focus_annotations(None)

    def _answer(self, chosen: int) -> None:
        if self._other is None:
            if chosen > len(self._candidates):
                raise RuleError(message("No candidate has the number {number}.", number=chosen))
            self._other = self._candidates[chosen - 1]
            return
        if chosen > len(self._types):
            raise RuleError(message("No relation has the number {number}.", number=chosen))
        head, tail = self._ends(self._other)
        relation_type = self._types[chosen - 1]
        document = self._bench.document()
        relations.relate(self._bench.session, document, head.id, tail.id, relation_type=relation_type.name)
        said = _(
            "Claim {one}: {relation} claim {other}.",
            one=document.number(head.id),
            relation=relation_type.titles.within(language()).lower(),
            other=document.number(tail.id),
        )
        self.ended()
        self._bench.go_to(self._claim)
        self._bench.window.say(said)

    def _ends(self, other: Annotation) -> tuple[Annotation, Annotation]:
        """The claim that does something to the other one, and that other one."""
        return (other, self._claim) if self._reversed else (self._claim, other)

    def _title(self) -> str:
        if self._other is None:
            return _("Which other claim?")
        head, tail = self._ends(self._other)
        document = self._bench.document()
        return _(
            "How does claim {one} stand to claim {other}?", one=document.number(head.id), other=document.number(tail.id)
        )

    def _slots(self) -> tuple[DockSlot, ...]:
        if self._other is None:
            return tuple(
                self._slot(other, keys=(number(at),)) for at, other in enumerate(self._candidates[:3], start=1)
            )
        types = tuple(
            DockSlot(relation_type.titles.within(language()), keys=(number(at),))
            for at, relation_type in enumerate(self._types, start=1)
        )
        return (*types, DockSlot(_("Turn round"), keys=caps_shown("E", rtl=is_rtl())))

    def _slot(self, claim: Annotation, *, keys: tuple[str, ...]) -> DockSlot:
        document = self._bench.document()
        name = _("Claim {number}", number=document.number(claim.id))
        return DockSlot(name, shortened(claim.text(document.text), 24), keys=keys)


class Relating:
    """What is done about relations between claims."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What its actions do."""
        return {"attribution.relate": self.begin}

    def wishes(self) -> dict[str, Callable[[str], object]]:
        """What clicks in the inspector ask for."""
        return {
            "relation.begin": lambda _argument: self.begin(),
            "relation.erase": self._erase,
            "go": self._go,
        }

    def begin(self) -> None:
        """Ask which other claim the claim at hand is tied to.

        Raises:
            RuleError: If there is no claim at hand, or no other one.
        """
        claim = self._bench.claim_at_hand()
        if claim is None:
            raise RuleError(message("Choose a claim first."))
        if not relations.candidates(self._bench.document(), claim, limit=1):
            raise RuleError(message("There is no other claim in the article."))
        self._bench.window.reader.setFocus()
        self._bench.begin(RelateMode(self._bench, claim))

    def _erase(self, relation: str) -> None:
        relations.unrelate(self._bench.session, self._bench.document(), RelationId(relation))
        self._bench.window.say(_("The relation is taken away; both claims stay."))

    def _go(self, annotation: str) -> None:
        known = self._bench.document().annotations.get(AnnotationId(annotation))
        if known is not None:
            self._bench.go_to(known)
            self._bench.window.reader.setFocus()


def _nothing() -> None:
    """Before the desk has taken the mode up."""
