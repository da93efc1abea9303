"""Labels, borders and attributions at the desk: what is marked, erased, moved and attributed by their actions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.language import _
from annotator.model.annotation import Annotation
from annotator.operations import annotate
from annotator.ui.work import status
from annotator.ui.work.bench import Bench
from annotator.ui.work.labelling import Labelling
from annotator.ui.work.modes import AttributeMode, LabelMode


class Marking:
    """What the actions on labels and borders do to the article that is open.

    Args:
        bench: The desk's tools.
        working: The labelling of the open article.
        next_open_after: Goes to the next claim after an offset that nobody says; whether there is one.
        back: Goes back to one's own set where another is looked at.
    """

    def __init__(
        self,
        bench: Bench,
        *,
        working: Callable[[], Labelling],
        next_open_after: Callable[[int], bool],
        back: Callable[[], object],
    ) -> None:
        self._bench, self._session, self._window = bench, bench.session, bench.window
        self._document = bench.document
        self._working, self._next_open_after, self._back = working, next_open_after, back

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What its actions do."""
        return {
            "label.more": lambda: self._bench.begin(LabelMode(self._session.scheme, self.label)),
            "label.erase": self._erase,
            "border.next_stop": lambda: self._working().to_stop(forward=True),
            "border.previous_stop": lambda: self._working().to_stop(forward=False),
            "border.switch": lambda: self._working().switch_edge(),
            "border.stem": lambda: self._working().cycle_stem(),
            "border.grow": lambda: self._working().grow(),
            "border.shrink": lambda: self._working().shrink(),
            "attribution.attribute": self._attribute,
            "attribution.whole": lambda: self._working().mark_attribution(),
            "attribution.before": lambda: self._working().about_claim_before(),
            "attribution.new_frame": self._outward,
        }

    def label(self, layer: str, label: str) -> None:
        """Label the selection, the word at the caret, or what is chosen."""
        annotation = self._working().label(layer, label)
        self._warn_of_crossing(annotation)

    def _warn_of_crossing(self, annotation: Annotation) -> None:
        document = self._document()
        crossed = annotate.warnings_of(document, annotation)
        if crossed:
            text = status.shortened(crossed[0].text(document.text))
            self._window.say(_("Lies across “{text}”; allowed, but worth a look.", text=text), warning=True)

    def _erase(self) -> None:
        chosen = self._working().chosen
        if chosen is None:
            self._window.say(_("Nothing is chosen."))
            return
        erasure = annotate.erase(self._session, self._document(), [chosen.id])
        self._window.reader.choose(None)
        said = _("Erased “{text}”.", text=status.shortened(chosen.text(self._document().text)))
        self._window.say(f"{said} {status.reopened_line(self._document(), erasure.reopened)}".strip())

    def _attribute(self) -> None:
        document, claim = self._document(), self.claim_at_hand()
        if claim is None:
            self._window.say(_("Choose a claim first."))
            return
        self._session.ensure_own(document)
        self._window.reader.choose(claim.id)
        self._bench.begin(AttributeMode(self._session, document, claim, self._window, self._next_open_after))

    def _outward(self) -> None:
        reader, working = self._window.reader, self._working()
        if reader.selection is not None:
            reader.place_caret(reader.caret)
            return
        working.new_frame()
        self._window.say(None)
        if reader.chosen is not None:
            reader.step_outward()
        else:
            self._back()

    def move_border_by_arrow(self, event: QKeyEvent) -> bool:
        """Shift and an arrow move the active border of what was just marked, as long as nothing is selected."""
        arrows = (Qt.Key.Key_Left, Qt.Key.Key_Right)
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        chosen = self._working().in_hand
        if event.key() not in arrows or not shift or chosen is None or self._window.reader.selection is not None:
            return False
        by_word = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        leftward = event.key() == Qt.Key.Key_Left
        self._bench.attempt(lambda: self._working().step_border(leftward=leftward, by_word=by_word))
        return True

    def claim_at_hand(self) -> Annotation | None:
        """The chosen claim, else the innermost at the caret, else the claim that a chosen source or cue is tied to."""
        document, chosen = self._document(), self._working().chosen
        if chosen is not None and chosen.layer == "claim":
            return chosen
        if chosen is not None:
            tied = [m for r in document.relations_of(chosen.id) for role, m in r.members() if role == "claim"]
            if tied:
                return document.annotations.get(tied[0])
        caret = self._window.reader.caret
        around = [a for at in (caret, max(0, caret - 1)) for a in document.at(at) if a.layer == "claim"]
        return around[0] if around else None
