"""The board of adjudication: the queue of one document, the case at hand, and what its keys decide."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from annotator.language import _, is_rtl, isolated, ngettext, number, question_mark
from annotator.model.decision import Choice, Decision
from annotator.model.errors import RuleError, message
from annotator.model.identity import AnnotationId, DocumentId, SetName, derive
from annotator.model.scheme import ATTRIBUTION
from annotator.model.span import Span
from annotator.operations.adjudicate import Adjudication, Pick, taken_version
from annotator.operations.comparing import QUEUE, Case, CaseKind, Version, can_be_both, can_be_mixed
from annotator.operations.opendocument import OpenDocument
from annotator.operations.precedents import Precedent, precedents
from annotator.operations.reasons import reason_title, reasons_for
from annotator.operations.session import Session
from annotator.ui.actions import caps_in_use
from annotator.ui.review import marking, words
from annotator.ui.review.board import CaseSheet, Hint, Onward, Progress, QueueRow, Shown, VersionCard
from annotator.ui.review.words import Telling

_ANSWER: Final = "answer:"
"""Before the id of a decision: the key of an answer in the queue."""
_CHOICES: Final = {
    "case.both": Choice.BOTH,
    "case.border_first": Choice.A_BORDER_B_LABEL,
    "case.border_second": Choice.B_BORDER_A_LABEL,
    "case.neither": Choice.NEITHER,
}


class SettlingBoard:
    """One document that is settled.

    Attributes:
        adjudication: What holds.
        current: The key of the case at hand.
        reason: The reason that the next decision bears; prefilled with the likeliest.
    """

    def __init__(self, session: Session, document: DocumentId) -> None:
        self.adjudication = Adjudication(session, document)
        self.current = ""
        self.reason = ""
        self._reader_document: OpenDocument | None = None
        self.go(self.next_open() or next((case.key for case in self.adjudication.weighty), ""))

    # ------------------------------------------------------------------ what holds

    @property
    def case(self) -> Case | None:
        """The case at hand."""
        return self.adjudication.comparison.case(self.current) if self.current else None

    @property
    def reader_document(self) -> OpenDocument:
        """What the reader shows."""
        if self._reader_document is None:
            # The names go with the picture: the first act changes them.
            self._reader_document = self.adjudication.picture()
            self._shown_names = self.adjudication.shown_names
        return self._reader_document

    @property
    def telling(self) -> Telling:
        """What cases are put into words by."""
        return Telling(self.reader_document, self.adjudication.comparison, self._shown_names)

    def go(self, key: str) -> None:
        """Take a case at hand."""
        answered = next((d for d in self.adjudication.answers() if key == _ANSWER + d.id), None)
        if answered is not None:
            about = self.adjudication.case_of_answer(answered)
            key = about.key if about is not None else self.current
        self.current = key
        case = self.case
        decision = self.adjudication.decision(case) if case is not None else None
        likeliest = reasons_for(case)[0] if case is not None else ""
        self.reason = (decision.reason or "") if decision is not None else str(likeliest)

    def next_open(self, after: str = "") -> str:
        """The key of the next open case of weight, from the beginning again after the last one."""
        still_open = [c.key for c in self.adjudication.weighty if self.adjudication.decision(c) is None]
        order = {case.key: at for at, case in enumerate(self.adjudication.cases)}
        later = [key for key in still_open if not after or order[key] > order.get(after, -1)]
        return (later or still_open or [""])[0]

    def step(self, by: int) -> None:
        """Go to the case before or after, decided or not."""
        keys = [case.key for case in self.adjudication.cases]
        if keys:
            at = keys.index(self.current) + by if self.current in keys else 0
            self.go(keys[at % len(keys)])

    def case_at(self, annotation: AnnotationId) -> str:
        """The key of the case that an annotation of the reader belongs to, the one at hand last."""
        telling = self.telling
        found = [
            case.key
            for case in self.adjudication.cases
            if annotation
            in {telling.shown(n) for n in (*case.mentions, *([case.claim] if case.claim is not None else ()))}
        ]
        after = found.index(self.current) + 1 if self.current in found else 0
        return found[after % len(found)] if found else ""

    def go_near(self, span: Span) -> None:
        """Take the case at hand that shares most letters with a place, else the nearest one."""

        def apart(case: Case) -> tuple[int, int]:
            shared = min(case.span.end, span.end) - max(case.span.start, span.start)
            return -shared, len(case.span)

        nearest = min(self.adjudication.cases, key=apart, default=None)
        if nearest is not None:
            self.go(nearest.key)

    def refresh(self) -> None:
        """Read everything anew."""
        self.adjudication.refresh()
        self._reader_document = None

    # ------------------------------------------------------------------ showing

    def rows(self) -> list[QueueRow]:
        """The queue, grouped by kind."""
        telling = self.telling
        answers = self.adjudication.answers()
        result = [QueueRow(_("Answers of the authors"), number(len(answers)))] if answers else []
        result += [self._answer_row(decision) for decision in answers]
        for kind in QUEUE:
            cases = [case for case in self.adjudication.cases if case.kind is kind]
            if cases:
                result.append(QueueRow(words.kind_title(kind), number(len(cases))))
                result += [self._row(case, telling) for case in cases]
        return result

    def progress(self) -> Progress:
        """«Case 3 of 28», and how long the rest will take at this person's pace."""
        weighty = self.adjudication.weighty
        total = len(weighty)
        done = sum(self.adjudication.decision(case) is not None for case in weighty)
        at = next((place for place, case in enumerate(weighty, start=1) if case.key == self.current), None)
        if at is None:
            title = ngettext("{count} case", "{count} cases", total)
        else:
            title = _("Case {number} of {total}", number=at, total=total)
        left = self.adjudication.seconds_left()
        note = ""
        if total and done == total:
            note = _("all decided")
        elif left is not None:
            note = ngettext("about {count} minute left", "about {count} minutes left", max(1, math.ceil(left / 60)))
        return Progress(title, note, done / total if total else 1.0)

    def onward(self) -> Onward | None:
        """What Ctrl+Enter does now."""
        if self.adjudication.is_finished:
            return Onward(_("Take adjudication up again"), _("This document is approved."))
        trivia = sum(self.adjudication.decision(case) is None for case in self.adjudication.trivia)
        if trivia:
            remark = ngettext("{count} case, one act", "{count} cases, one act", trivia)
            return Onward(_("Take what the rules say in all of them"), remark)
        still_open = sum(self.adjudication.decision(case) is None for case in self.adjudication.weighty)
        remark = (
            ngettext("{count} case is open", "{count} cases are open", still_open)
            if still_open
            else _("every case is decided")
        )
        return Onward(_("Approve the document"), remark)

    def sheet(self) -> CaseSheet | None:
        """The case at hand."""
        case = self.case
        if case is None:
            return self._nothing_at_hand()
        telling, versions = self.telling, self.adjudication.in_order(case)
        focus, stood_for = marking.in_full(case, telling)
        decision = self.adjudication.decision(case)
        reasons = tuple((str(reason), reason_title(reason)) for reason in reasons_for(case))
        if self.reason and self.reason not in dict(reasons):
            reasons = (*reasons, (self.reason, reason_title(self.reason)))
        return CaseSheet(
            words.case_title(case, telling),
            _("names are hidden") if self.adjudication.is_blind else "",
            tuple(self._card(case, v, place, decision, telling) for place, v in enumerate(versions)),
            tuple(self._hints(case, decision)),
            reasons,
            self.reason,
            _("The decision goes on to the next one"),
            tuple(_about(case, telling)),
            self._remark(case),
            marking.marks_of(case, versions, telling),
            focus,
            stood_for,
            case.span,
        )

    def precedents(self) -> Iterator[Precedent | None] | None:
        """Earlier decisions on the same words, found article by article."""
        case = self.case
        if case is None:
            return None
        adjudication = self.adjudication
        return precedents(adjudication.session, adjudication.document.text, adjudication.comparison, case)

    def letter_of(self, version: Version | None) -> str:
        """What a version of the case at hand is called; empty where it is none of them."""
        case = self.case
        return self.letter_in(case, version) if case is not None else ""

    def letter_in(self, case: Case, version: Version | None) -> str:
        """What a version of a case is called; empty where it is none of them."""
        versions = self.adjudication.in_order(case)
        return next((words.letter(at) for at, known in enumerate(versions) if known is version), "")

    def authors(self) -> list[tuple[str, str]]:
        """Whose work can go back: the name of each set, and what it is called where people choose.

        Where names are hidden they bear numbers, in an order that follows from the document and says nothing.
        """
        adjudication = self.adjudication
        sets = adjudication.comparison.sets
        if not adjudication.is_blind:
            return [(str(name), adjudication.session.display_name(name)) for name in sets]
        apart = sorted(sets, key=lambda name: derive("s", adjudication.id, name))
        return [(str(name), _("Annotator {number}", number=at)) for at, name in enumerate(apart, start=1)]

    def status(self) -> str:
        """How the sets are shown."""
        sets = ngettext("Review: {count} set", "Review: {count} sets", len(self.adjudication.comparison.sets))
        return " · ".join((sets, _("A above the line, B below it"), _("what agrees is pale")))

    # ------------------------------------------------------------------ deciding

    def decide(self, action: str) -> None:
        """Decide the case at hand by an action, and go on to the next open one.

        Raises:
            RuleError: If it does not fit the case, or somebody else settles the document.
        """
        case = self.case
        if case is None:
            return
        self.adjudication.decide(case, self.pick(case, action), reason=self.reason or None)
        self.refresh()
        self.go(self.next_open(case.key) or case.key)

    def pick(self, case: Case, action: str) -> Pick:
        """What an action chooses in a case: with three versions and more, digits take versions.

        Raises:
            RuleError: If there is no such version.
        """
        versions = self.adjudication.in_order(case)
        taken = self._version_of(action, versions)
        if taken is None and (len(versions) > 2 or action not in _CHOICES) and action != "case.neither":
            raise RuleError(message("This cannot be chosen in a case of this kind."))
        if taken is None:
            return Pick(_CHOICES[action], versions)
        if len(versions) == 2:
            return Pick(Choice.A if taken == 0 else Choice.B, versions)
        first = versions[taken]
        return Pick(Choice.A, (first, *(version for version in versions if version is not first)))

    def begin_edit(self) -> None:
        """Put the first version where it belongs, so that it can be edited; without a case all that agrees."""
        case = self.case
        if case is None:
            self.adjudication.take_over()
            self.refresh()
        else:
            told = sorted(self.adjudication.in_order(case), key=lambda version: version.side.is_empty)
            self.adjudication.decide(case, Pick(Choice.EDITED, tuple(told)), reason=self.reason or None)
            self.refresh()

    # ------------------------------------------------------------------ helpers

    def _nothing_at_hand(self) -> CaseSheet:
        """What is said where all agree and nobody doubts, as with the work of one person."""
        remark = _("E edits it in place; what you change can be returned to its author from the menu.")
        hints = (_hint("case.edit", _("Edit")),)
        title, none = _("Nothing differs here"), frozenset[AnnotationId]()
        return CaseSheet(title, "", (), hints, (), "", "", (), remark, (), none, none, None)

    def _answer_row(self, decision: Decision) -> QueueRow:
        text = decision.answer.text or "" if decision.answer is not None else ""
        who = "" if self.adjudication.is_blind else self.adjudication.session.display_name(decision.sets[0])
        return QueueRow(isolated(text), who, _ANSWER + decision.id, "asked")

    def _remark(self, case: Case) -> str:
        """What is to be known before a key is pressed: first what its author answered."""
        answered = (d for d in self.adjudication.answers() if self.adjudication.case_of_answer(d) is case)
        lines = [f"{self._answer_row(d).note} «{d.answer.text}»".strip() for d in answered if d.answer is not None]
        return "\n".join((*lines, *self._standing_lines(case)))

    def _standing_lines(self, case: Case) -> Iterator[str]:
        adjudication = self.adjudication
        if case.kind is CaseKind.TRIVIA:
            text = adjudication.document.text
            kept = " ".join(span.of(text) for span in case.by_rule or ())
            rules = _(", ").join(reason_title(rule) for rule in sorted(case.rules))
            yield _("The rules: {rules}", rules=rules) + (f" «{words.shortened(kept, 60)}»" if kept else "")
        if adjudication.is_finished:
            yield _("This document is approved.")
            return
        holder = adjudication.holder()
        if holder is not None and holder != adjudication.session.annotator:
            yield _("{name} adjudicates this document.", name=adjudication.session.display_name(SetName(holder)))
        standing = adjudication.standing(case)
        if standing is not None:
            yield _("The adjudicated set that was there says {letter}.", letter=self.letter_in(case, standing))

    def _version_of(self, action: str, versions: tuple[Version, ...]) -> int | None:
        digits = ("case.first", "case.second", "case.both", "case.border_first", "case.border_second")
        wanted = digits.index(action) if action in digits else None
        limit = len(versions) if len(versions) > 2 else 2
        return wanted if wanted is not None and wanted < min(limit, len(versions)) else None

    def _row(self, case: Case, telling: Telling) -> QueueRow:
        decision = self.adjudication.decision(case)
        if decision is not None:
            return QueueRow(
                words.case_title(case, telling), f"✓ {self._decided(case, decision)}".rstrip(), case.key, "done"
            )
        standing = self.adjudication.standing(case)
        if standing is not None:
            return QueueRow(words.case_title(case, telling), self.letter_in(case, standing), case.key)
        asked = self.adjudication.asked(case)
        sign, tone = (question_mark(), "asked") if asked else ("", "quiet")
        return QueueRow(words.case_title(case, telling), sign, case.key, tone)

    def _decided(self, case: Case, decision: Decision) -> str:
        version = taken_version(case, decision)
        if version is not None:
            return self.letter_in(case, version)
        first, second = words.letter(0), words.letter(1)
        told = {
            Choice.BOTH: f"{first}+{second}",
            Choice.A_BORDER_B_LABEL: f"{first}/{second}",
            Choice.B_BORDER_A_LABEL: f"{second}/{first}",
            Choice.NEITHER: "∅",
            Choice.EDITED: "✎",
        }
        return told.get(decision.choice, "") if decision.choice is not None else ""

    def _card(
        self, case: Case, version: Version, place: int, decision: Decision | None, telling: Telling
    ) -> VersionCard:
        action = ("case.first", "case.second", "case.both", "case.border_first", "case.border_second")[min(place, 4)]
        names = [self.adjudication.session.display_name(name) for name in version.sets]
        taken = decision is not None and taken_version(case, decision) is version
        return VersionCard(
            words.letter(place),
            words.version_words(case, version, telling),
            "" if self.adjudication.is_blind else _(", ").join(names),
            caps_in_use(action, rtl=is_rtl()),
            action,
            tuple(shown_parts(case, version, telling)),
            place == 0,
            taken,
        )

    def _hints(self, case: Case, decision: Decision | None) -> Iterator[Hint]:
        versions = self.adjudication.in_order(case)
        taken = taken_version(case, decision) if decision is not None else None
        digits = ("case.first", "case.second", "case.both", "case.border_first", "case.border_second")
        for place, version in enumerate(versions[: len(digits)]):
            yield _hint(digits[place], words.letter(place), chosen=taken is version)
        if len(versions) == 1:
            yield _hint("case.second", words.letter(1), enabled=False)
        if len(versions) <= 2:
            first, second = words.letter(0), words.letter(1)
            choice = decision.choice if decision is not None else None
            texts = {
                "case.both": (_("Both"), can_be_both(case)),
                "case.border_first": (_("{a}'s borders, {b}'s label", a=first, b=second), can_be_mixed(case)),
                "case.border_second": (_("{a}'s borders, {b}'s label", a=second, b=first), can_be_mixed(case)),
            }
            for action, (text, fits) in texts.items():
                yield _hint(action, text, enabled=fits, chosen=choice is _CHOICES[action])
        chosen = decision is not None and decision.choice is Choice.NEITHER
        yield _hint("case.neither", _("Neither"), chosen=chosen)
        yield _hint("case.edit", _("Edit"), chosen=decision is not None and decision.choice is Choice.EDITED)
        yield _hint("case.ask", _("Ask"), chosen=self.adjudication.asked(case))


def shown_parts(case: Case, version: Version, telling: Telling) -> Iterator[Shown]:
    """What a version has: chains first, then what is marked beside them."""
    for relation in version.side.relations:
        if relation.type == ATTRIBUTION:
            links = tuple(words.links_of(relation, version, telling))
            yield Shown(links, tuple(words.facts_of(relation, case, version, telling)))
    text = telling.document.text
    if case.claim is not None and not any(tie.type == ATTRIBUTION for tie in case.ties):
        # What all say of the claim is what it is judged by.
        for relation in words.chains_of(case.claim, version, telling):
            yield Shown(tuple(words.links_of(relation, version, telling)))
    tied = {m for r in version.side.relations for _role, m in r.members()}
    for annotation in version.side.annotations:
        if annotation.layer == "claim" or annotation.id not in tied:
            yield Shown(words=words.covered(annotation, text), label=words.label_title(telling.scheme, annotation))
    for relation in version.side.relations:
        if relation.type != ATTRIBUTION:
            places = telling.comparison.places[version.side.set_name]
            for _role, member in relation.members():
                claim = telling.comparison.mentions[places[member]].first
                title = words.relation_title(telling.scheme, relation.type)
                yield Shown(words=words.shortened(claim.text(text), 90), label=title)


def _hint(action: str, text: str, *, enabled: bool = True, chosen: bool = False) -> Hint:
    caps = caps_in_use(action, rtl=is_rtl())
    # The question mark is one sign, wherever it stands on the keyboard.
    return Hint(action, (question_mark(),) if "/" in caps else caps, text, enabled, chosen)


def _about(case: Case, telling: Telling) -> Iterator[str]:
    """What the guideline is asked about a case."""
    if case.differs is CaseKind.ATTRIBUTE:
        yield from (f"{owner}/{name}" for owner, name in words.differing_attributes(case))
    if case.differs is CaseKind.SOURCE:
        answers = [r.attributes for v in case.versions for r in v.side.relations]
        for name in ("stance", "holder"):
            told = list(dict.fromkeys(given.get(name) for given in answers))
            if len(told) > 1:
                yield from (f"attribution/{name}={value}" for value in told if value)
        yield "attribution"
    first = telling.comparison.mentions[case.mentions[0]].first if case.mentions else None
    if case.differs is CaseKind.LABEL and first is not None:
        labels = dict.fromkeys(a.label for v in case.versions for a in v.side.annotations)
        yield from (f"{first.layer}.{label}" for label in labels)
    if case.differs is CaseKind.ATTRIBUTION:
        yield "claim.Claim" if case.claim in case.mentions else "attribution"
    if first is not None:
        yield f"{first.layer}.{first.label}"
        yield first.layer
