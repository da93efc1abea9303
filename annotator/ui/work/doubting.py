"""Doubt and questions: the key ؟ once, and once more."""

from __future__ import annotations

from collections.abc import Callable

from annotator.language import _
from annotator.model.errors import RuleError, message
from annotator.model.identity import AnnotationId, RelationId
from annotator.operations import annotate, questions
from annotator.ui.dialogs.questionline import QuestionSheet
from annotator.ui.work.bench import Bench
from annotator.ui.work.status import shortened


class Doubting:
    """What is done about doubts."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What its actions do."""
        return {"label.doubt": self.doubt, "label.sure": self._be_sure, "move.doubt": self._to_next}

    def wishes(self) -> dict[str, Callable[[str], object]]:
        """What clicks in the inspector ask for."""
        return {"question.ask": lambda _argument: self._ask(), "question.sure": lambda _argument: self._be_sure()}

    def doubt(self) -> None:
        """Mark the chosen annotation as unsure; where it is so already, ask what the question is.

        Raises:
            RuleError: If nothing is chosen.
        """
        chosen = self._bench.must_choose()
        if chosen.unsure:
            self._ask()
            return
        annotate.toggle_doubt(self._bench.session, self._bench.document(), chosen.id)
        self._bench.window.say(_("Marked as unsure. The key ? once more: ask a question."))

    def _ask(self) -> None:
        chosen, document = self._bench.must_choose(), self._bench.document()
        words = shortened(chosen.text(document.text))
        sheet = QuestionSheet(
            words, questions.question_in(chosen.note), theme=self._bench.theme, parent=self._bench.parent
        )
        sheet.asked.connect(lambda text: self._bench.attempt(lambda: self._store(chosen.id, text)))
        sheet.sure.connect(lambda: self._bench.attempt(lambda: self._take_back(chosen.id)))
        sheet.open()

    def _store(self, owner: AnnotationId | RelationId, question: str) -> None:
        questions.ask(self._bench.session, self._bench.document(), owner, question)
        self._bench.window.say(_("Asked.") if question.strip() else _("The question is taken back."))

    def _be_sure(self) -> None:
        self._take_back(self._bench.must_choose().id)

    def _take_back(self, owner: AnnotationId | RelationId) -> None:
        questions.be_sure(self._bench.session, self._bench.document(), owner)
        self._bench.window.say(_("No longer unsure."))

    def _to_next(self) -> None:
        """Go to the next doubt in reading order, from the first again after the last.

        Raises:
            RuleError: If there is none.
        """
        document, chosen = self._bench.document(), self._bench.chosen()
        anchors = dict.fromkeys(doubt.anchor for doubt in questions.doubts(document))
        found = sorted((document.annotations[anchor] for anchor in anchors), key=lambda a: a.order)
        if not found:
            raise RuleError(message("Nothing is in doubt in this article."))
        here = chosen.order if chosen is not None else (self._bench.window.reader.caret, 0, "", "")
        self._bench.go_to(next((a for a in found if a.order > here), found[0]))
