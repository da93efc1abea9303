"""The board of an author: what came back, to be taken or kept with an answer."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.language import _, is_rtl, ngettext, number
from annotator.model.decision import AnswerKind
from annotator.model.identity import ADJUDICATED, AnnotationId, DocumentId
from annotator.operations.comparing import Case, OwnNames, Version
from annotator.operations.decisions import Returned, ReturnedWork
from annotator.operations.opendocument import OpenDocument
from annotator.operations.precedents import Precedent
from annotator.operations.reasons import reason_title
from annotator.operations.session import Session
from annotator.ui.actions import caps_in_use
from annotator.ui.review import marking, words
from annotator.ui.review.board import CaseSheet, Hint, Onward, Progress, QueueRow, VersionCard
from annotator.ui.review.settling import shown_parts
from annotator.ui.review.words import Telling


class ReturnedBoard:
    """One document of the person that came back.

    Attributes:
        work: What holds.
        current: The id of the decision at hand.
    """

    def __init__(self, session: Session, document: DocumentId) -> None:
        self.work = ReturnedWork(session, document)
        self.current = ""
        self.current = self.next_open() or (self.work.items[0].decision.id if self.work.items else "")
        self._titles: dict[str, str] = {}
        self.rows()

    @property
    def item(self) -> Returned | None:
        """What is at hand."""
        return next((item for item in self.work.items if item.decision.id == self.current), None)

    @property
    def reader_document(self) -> OpenDocument:
        """The person's own set."""
        return self.work.document

    @property
    def telling(self) -> Telling:
        """What cases are put into words by."""
        return Telling(self.work.document, self.work.comparison, OwnNames(self.work.session.own_set))

    def rows(self) -> list[QueueRow]:
        """Everything that came back, what was answered with a sign."""
        telling = self.telling
        result = [QueueRow(_("Came back to you"), number(len(self.work.items)))]
        for item in self.work.items:
            if item.case is not None:
                # Once it is taken there is no difference left to tell of; the title stays.
                self._titles[item.decision.id] = words.case_title(item.case, telling)
            title = self._titles.get(item.decision.id) or _("As the reviewer has it")
            answer = item.decision.answer
            note = {AnswerKind.TAKEN: "✓", AnswerKind.KEPT: _("kept")}[answer.kind] if answer is not None else ""
            result.append(QueueRow(title, note, item.decision.id, "done" if answer is not None else "quiet"))
        return result

    def progress(self) -> Progress:
        """How many are answered."""
        total = len(self.work.items)
        done = total - len(self.work.open_items())
        at = next((n for n, item in enumerate(self.work.items, start=1) if item.decision.id == self.current), 0)
        title = _("Case {number} of {total}", number=at, total=total) if at else _("Came back to you")
        note = ngettext("{count} answered", "{count} answered", done) if total else ""
        return Progress(title, note, done / total if total else 1.0)

    def onward(self) -> Onward | None:
        """Submit again."""
        still_open = len(self.work.open_items())
        remark = (
            ngettext("{count} case is open", "{count} cases are open", still_open)
            if still_open
            else _("everything is answered")
        )
        return Onward(_("Submit again"), remark)

    def sheet(self) -> CaseSheet | None:
        """What is at hand."""
        item = self.item
        if item is None:
            return None
        telling, case = self.telling, item.case
        versions = _own_first(case, self.work.session.own_set) if case is not None else ()
        focus, stood_for = marking.in_full(case, telling) if case is not None else (frozenset(), frozenset())
        title = words.case_title(case, telling) if case is not None else self._titles.get(self.current, "")
        return CaseSheet(
            title or _("As the reviewer has it"),
            "",
            tuple(self._card(case, v, telling) for v in versions) if case is not None else (),
            tuple(self._hints(item)),
            (),
            "",
            _("An answer goes to the reviewer"),
            (),
            self._remark(item),
            marking.marks_of(case, versions, telling) if case is not None else (),
            focus,
            stood_for,
            case.span if case is not None else None,
        )

    def precedents(self) -> Iterator[Precedent | None] | None:
        """None are looked for."""
        return None

    def letter_of(self, _version: Version | None) -> str:
        """None are looked for."""
        return ""

    def go(self, key: str) -> None:
        """Take something else at hand."""
        self.current = key

    def step(self, by: int) -> None:
        """Go to what stands before or after."""
        keys = [str(item.decision.id) for item in self.work.items]
        if keys:
            at = keys.index(self.current) + by if self.current in keys else 0
            self.current = keys[at % len(keys)]

    def next_open(self, after: str = "") -> str:
        """What is not answered yet, after something, from the beginning again after the last."""
        keys = [str(item.decision.id) for item in self.work.items]
        still_open = [str(item.decision.id) for item in self.work.open_items()]
        later = [key for key in still_open if after not in keys or keys.index(key) > keys.index(after)]
        return (later or still_open or [""])[0]

    def case_at(self, annotation: AnnotationId) -> str:
        """What an annotation of the person's set belongs to."""
        found = (i.decision.id for i in self.work.items if i.case is not None and annotation in _ids(i.case, self))
        return next(found, "")

    def refresh(self) -> None:
        """Read everything anew."""
        self.work.refresh()

    def status(self) -> str:
        """What the reviewer says to the whole of it."""
        reason = self.work.reason
        return _("Returned: {reason}", reason=reason) if reason else _("Returned by the reviewer")

    def take(self) -> None:
        """Take the reviewer's version, and go on."""
        item = self.item
        if item is not None:
            self.work.take(item)
            self.go(self.next_open(item.decision.id) or item.decision.id)

    def keep(self, text: str) -> None:
        """Keep one's own with an answer, and go on."""
        item = self.item
        if item is not None:
            self.work.keep(item, text)
            self.go(self.next_open(item.decision.id) or item.decision.id)

    def _remark(self, item: Returned) -> str:
        lines = []
        if item.decision.reason:
            lines.append(_("The reviewer: {reason}", reason=reason_title(item.decision.reason)))
        if item.decision.answer is not None and item.decision.answer.text:
            lines.append(_("You: {answer}", answer=item.decision.answer.text))
        elif item.case is None:
            lines.append(_("It is as the reviewer has it already."))
        return "\n".join(lines)

    def _card(self, case: Case, version: Version, telling: Telling) -> VersionCard:
        own = self.work.session.own_set in version.sets
        action = "case.neither" if own else "case.first"
        return VersionCard(
            words.letter(0 if own else 1),
            words.version_words(case, version, telling),
            _("yours") if own else _("the reviewer's"),
            caps_in_use(action, rtl=is_rtl()),
            action,
            tuple(shown_parts(case, version, telling)),
            own,
        )

    def _hints(self, item: Returned) -> Iterator[Hint]:
        answer = item.decision.answer.kind if item.decision.answer is not None else None
        caps = {name: caps_in_use(name, rtl=is_rtl())[-1:] for name in ("case.first", "case.neither")}
        taken, kept = answer is AnswerKind.TAKEN, answer is AnswerKind.KEPT
        yield Hint("case.first", caps["case.first"], _("Take the reviewer's"), item.case is not None, taken)
        yield Hint("case.neither", caps["case.neither"], _("Keep mine, with an answer"), item.case is not None, kept)


def _own_first(case: Case, own: str) -> tuple[Version, ...]:
    return tuple(sorted(case.versions, key=lambda version: (own not in version.sets, ADJUDICATED in version.sets)))


def _ids(case: Case, board: ReturnedBoard) -> set[AnnotationId]:
    return {board.telling.shown(n) for n in (*case.mentions, *([case.claim] if case.claim is not None else ()))}
