"""Rules at hand: the rule for the chosen label, or for the question that has the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from annotator.language import language
from annotator.model.errors import RuleError, message
from annotator.operations import guideline
from annotator.operations.settleduses import settled_uses
from annotator.ui.dialogs.rulecard import RuleCard
from annotator.ui.panels.card import Question
from annotator.ui.panels.cardparts import ARTICLE
from annotator.ui.work.bench import Bench


class Guiding:
    """What Shift+F1 does."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What its actions do."""
        return {"help.rule": self.show_rule}

    def show_rule(self) -> None:
        """Show the rule for what is chosen, and how the same words were decided before.

        Raises:
            RuleError: If the scheme has no guideline.
        """
        bench = self._bench
        rules = guideline.guideline_for(bench.session.scheme)
        if rules is None:
            raise RuleError(message("There is no guideline for this scheme."))
        about, title = self._about()
        chosen, document = bench.chosen(), bench.document()
        words = chosen.text(document.text) if chosen is not None else ""
        layer = chosen.layer if chosen is not None else ""
        uses = settled_uses(bench.session, words, layer=layer) if words else iter(())
        RuleCard(
            title, rules, guideline.rules_about(rules, about), uses, words, theme=bench.theme, parent=bench.parent,
            made_under=document.header.guideline if document.header is not None else None,
        ).open()  # fmt: skip

    def _about(self) -> tuple[str, str]:
        """The key of the rules that are wanted, and what they are about."""
        scheme, chosen = self._bench.session.scheme, self._bench.chosen()
        asked = self._bench.window.inspector.asked
        if asked is not None:
            return self._about_question(asked), asked.title
        if chosen is None:
            return "document", self._bench.document().document.title
        label = scheme.label(chosen.layer, chosen.label)
        return f"{chosen.layer}.{chosen.label}", label.titles.within(language())

    def _about_question(self, question: Question) -> str:
        document = self._bench.document()
        if question.owner == ARTICLE:
            owner = "document"
        else:
            relation = next((r for r in document.relations.values() if r.id == question.owner), None)
            chosen = next((a for a in document.annotations.values() if a.id == question.owner), None)
            owner = relation.type if relation is not None else chosen.layer if chosen is not None else ""
        value = question.given or question.proposed
        return f"{owner}/{question.name}={value}" if value and question.answers else f"{owner}/{question.name}"
