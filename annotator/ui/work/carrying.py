"""Carrying annotations over from the earlier version of a corrected article, and telling what lost its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from annotator.language import _, isolated, ngettext
from annotator.operations import carrying
from annotator.operations.carrying import Carried
from annotator.ui.dialogs.asking import tell
from annotator.ui.work.bench import Bench
from annotator.ui.work.status import shortened

_MOST_TOLD: Final = 20


class Carrying:
    """One action of a corrected article."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What its action does."""
        return {"work.carry": self.carry}

    def carry(self) -> None:
        """Carry the annotations over, and tell what did not come."""
        carried = carrying.carry_over(self._bench.session, self._bench.document())
        self._bench.window.say(
            ngettext("Carried over: one annotation.", "Carried over: {count} annotations.", carried.annotations)
        )
        if carried.changed or carried.lost or carried.lost_relations:
            tell(_("Carried over"), told(carried), theme=self._bench.theme, parent=self._bench.parent)


def told(carried: Carried) -> str:
    """What came over otherwise, and what did not come, each with its words."""
    lines = [ngettext("Carried over: one annotation.", "Carried over: {count} annotations.", carried.annotations)]
    if carried.lost:
        lines += ["", _("Without a place in the new text:"), *_listed(carried.lost)]
    if carried.changed:
        lines += ["", _("Their words are others now, and they are in doubt:"), *_listed(carried.changed)]
    if carried.lost_relations:
        lines += [
            "",
            ngettext("One relation lost a member.", "{count} relations lost a member.", carried.lost_relations),
        ]
    return "\n".join(lines)


def _listed(words: tuple[str, ...]) -> list[str]:
    lines = [isolated(f"«{shortened(said)}»") for said in words[:_MOST_TOLD]]
    return [*lines, "…"] if len(words) > _MOST_TOLD else lines
