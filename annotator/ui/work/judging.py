"""A reviewer reads somebody's work in the article, and approves it or gives it back."""

from __future__ import annotations

from collections.abc import Callable

from annotator.language import _, isolated, ngettext
from annotator.model.identity import SetName
from annotator.operations import decisions, transitions
from annotator.ui.dialogs.returning import ReturnSheet
from annotator.ui.work.bench import Bench


class Judging:
    """What a reviewer does to the set that is shown; its annotations stay as they are."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What its actions do."""
        return {"work.approve": self.approve, "work.return": self.ask_return}

    def approve(self) -> None:
        """Approve the work that is shown."""
        session, document = self._bench.session, self._bench.document()
        transitions.approve(session, document.document.id, document.set_name)
        title = self._title(document.set_name)
        self._bench.window.say(_("Approved: the work of {name}", name=title))

    def ask_return(self) -> None:
        """Ask why the work that is shown goes back to its author."""
        session, document = self._bench.session, self._bench.document()
        transitions.ensure_returnable(session, document.document.id, document.set_name)
        author = (document.set_name, self._title(document.set_name))
        sheet = ReturnSheet([author], theme=self._bench.theme, parent=self._bench.parent)
        sheet.returned.connect(lambda name, reason: self._bench.attempt(lambda: self._return(SetName(name), reason)))
        sheet.open()

    def _return(self, set_name: SetName, reason: str) -> None:
        session, document = self._bench.session, self._bench.document().document.id
        count = decisions.return_work(session, document, set_name, reason=reason or None)
        title = self._title(set_name)
        said = ngettext("one case", "{count} cases", count) if count else ""
        words = _("Returned: the work of {name}", name=title)
        self._bench.window.say(f"{words} · {said}" if said else words)

    def _title(self, set_name: SetName) -> str:
        return isolated(self._bench.session.display_name(set_name))
