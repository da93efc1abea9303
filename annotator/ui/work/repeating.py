"""Same again: remembers what was just done, and offers it for all that is alike."""

from __future__ import annotations

from collections.abc import Callable

from annotator.language import _, ngettext
from annotator.model.changes import ChangeSet
from annotator.model.errors import RuleError, message
from annotator.operations import sameagain, takeback
from annotator.operations.sameagain import Again, Placed
from annotator.ui.dialogs.sameagain import SameAgainSheet
from annotator.ui.work.bench import Bench


class Repeating:
    """What was just done, and doing it again."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._last: Again | None = None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What its actions do."""
        return {"label.again": self.begin, "work.take_back": self.take_back}

    def heard(self, changes: ChangeSet) -> None:
        """Remember what an act did."""
        if changes.author == self._bench.session.annotator:
            self._last = sameagain.after_act(self._last, changes, self._bench.document())

    def forget(self) -> None:
        """Another article was opened."""
        self._last = None

    def begin(self) -> None:
        """Show the places alike.

        Raises:
            RuleError: If nothing was done, nothing is chosen, or it has several fragments.
        """
        again = self._again()
        if len(again.subject.fragments) > 1:
            raise RuleError(message("What stands in several fragments is alike to nothing."))
        sheet = SameAgainSheet(
            self._bench.session, again, self._bench.vocabulary, theme=self._bench.theme, parent=self._bench.parent
        )
        sheet.placed.connect(self._tell)
        sheet.open()

    def take_back(self) -> None:
        """Take back the latest act on several articles, after saying what will go.

        Raises:
            RuleError: If there is none.
        """
        act = takeback.latest_of_several(self._bench.session)
        if act is None:
            raise RuleError(message("There is no such act to take back."))
        where = ngettext("in {count} article", "in {count} articles", len(act.documents)) if act.documents else ""
        records = ngettext("{count} record", "{count} records", act.revisions)
        what = " ".join(part for part in (records, where) if part)
        if self._bench.window.confirm(_("Take back “{gesture}” ({what})?", gesture=_(act.gesture), what=what)):
            takeback.take_back(self._bench.session, act)
            self._bench.window.say(_("Undone: {gesture}", gesture=_(act.gesture)))

    def _again(self) -> Again:
        """What was just done to what is chosen, or to what is gone; else the chosen annotation is the model."""
        chosen, last = self._bench.chosen(), self._last
        if chosen is not None and (last is None or last.after is None or last.after.id != chosen.id):
            return sameagain.marking(self._bench.document(), chosen)
        if last is None:
            raise RuleError(
                message("Nothing was done yet that could be done again."), message("Choose an annotation first.")
            )
        return last

    def _tell(self, placed: Placed) -> None:
        places = ngettext("Done at {count} place", "Done at {count} places", placed.places)
        articles = ngettext("in {count} article.", "in {count} articles.", placed.documents)
        self._bench.window.say(f"{places} {articles}")
        self._bench.window.reader.setFocus()
