"""Adjudication: the sets of a document settled into the adjudicated one, case by case.

Nobody's own set ever changes. What agrees is taken over in one act; each decision is one act that says who decided
what, when and why; Ctrl+Z takes it back. One person adjudicates a document at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property

from annotator.analysis import adoption
from annotator.analysis.adoption import Adoption
from annotator.analysis.cases import Case, CaseKind, Version
from annotator.language import N_
from annotator.model.comment import Comment
from annotator.model.decision import Choice, Decision, Verdict
from annotator.model.errors import RuleError, message
from annotator.model.identity import CommentId, DecisionId, DocumentId, SetName, derive, mint
from annotator.model.relation import Relation
from annotator.model.workflow import Assignment, Status, Task
from annotator.operations import comparing
from annotator.operations.adopting import Adopting
from annotator.operations.casework import AGREED, CaseWork
from annotator.operations.confirming import confirmed
from annotator.operations.session import Session, SharedAct
from annotator.operations.transitions import finished
from annotator.store.revisions import now


@dataclass(frozen=True, slots=True)
class Pick:
    """What a person chose in a case.

    Attributes:
        choice: What.
        shown: The versions as they were shown: A means the first, B the second. Who takes a further one puts it first,
            and takes A.
    """

    choice: Choice
    shown: tuple[Version, ...] = ()

    @property
    def sets(self) -> tuple[SetName, ...]:
        """All sets in the order in which they were shown."""
        return tuple(name for version in self.shown for name in version.sets)


def decision_id(document: DocumentId, case: str) -> DecisionId:
    """The id of the decision on a case: who decides it anew overwrites it."""
    return DecisionId(derive("d", document, case))


def whole_verdict(
    session: Session, document: DocumentId, set_name: SetName, verdict: Verdict, reason: str | None = None
) -> Decision:
    """The verdict on somebody's work as a whole; a later one overwrites it."""
    name = DecisionId(derive("d", document, "whole", set_name))
    return Decision(name, document, "", (set_name,), None, verdict, reason, session.annotator, now())


def taken_version(case: Case, decision: Decision) -> Version | None:
    """The version that a decision took as it is; None where it took none, or more than one."""
    if decision.choice not in (Choice.A, Choice.B):
        return None
    of_set = {name: version for version in case.versions for name in version.sets}
    order = list(dict.fromkeys(id(of_set[name]) for name in decision.sets if name in of_set))
    wanted = order[0 if decision.choice is Choice.A else 1 :][:1]
    return next((version for version in case.versions if id(version) in wanted), None)


class Adjudication(CaseWork):
    """One document that is settled: what holds of it, and the acts that decide its cases."""

    # ------------------------------------------------------------------ acts

    def take_over(self) -> int:
        """Take over all that agrees, in one act; doing it again adds only what is not there.

        Returns:
            How many annotations and relations the act wrote.
        """
        self.ensure_mine()
        annotations = adoption.agreed(self.comparison, names=self.names)
        with self._act(N_("Take over what agrees")) as (shared, adopting):
            adopting.put_all(a for a in annotations if a.id not in self.document.annotations)
            self._place_waiting(adopting)
            self._decide(
                shared, AGREED, Choice.TAKEN_OVER, Verdict.ACCEPTED, sets=self.comparison.sets, adopted=adopting.written
            )
        return len(adopting.written)

    def decide(self, case: Case, pick: Pick, *, reason: str | None = None) -> Decision:
        """Decide a case, in one act; what agrees is taken over before, in an act of its own.

        Args:
            case: The case.
            pick: What was chosen.
            reason: Why: one of ``Reason``, or a line.

        Raises:
            RuleError: If somebody else settles the document, or the choice does not fit the case.
        """
        self.ensure_mine()
        if not self.has_taken_over:
            self.take_over()
        adopted = self._adoption(case, pick)
        verdict = self._verdict(case, pick)
        with self._act(N_("Decide a case")) as (shared, adopting):
            self._adopt(adopting, case, adopted)
            return self._decide(
                shared, case.key, pick.choice, verdict, sets=pick.sets, adopted=adopting.written, reason=reason
            )

    def settle_by_rule(self) -> int:
        """Settle all open cases of form alone by the rules, in one act; says how many."""
        self.ensure_mine()
        still_open = [case for case in self.trivia if case.key not in self.decisions]
        if not still_open:
            return 0
        if not self.has_taken_over:
            self.take_over()
        with self._act(N_("Settle by rule")) as (shared, adopting):
            for case in still_open:
                adopted = adoption.by_rule(self.comparison, case, names=self.names)
                self._adopt(adopting, case, adopted)
                names = [*(a.id for a in adopted.annotations), *(r.id for r in adopted.relations)]
                rule = min(case.rules, default=None)
                sets = self.comparison.sets
                self._decide(shared, case.key, Choice.RULE, Verdict.CHANGED, sets=sets, adopted=names, reason=rule)
        return len(still_open)

    def ask(self, case: Case, text: str) -> list[Comment]:
        """Ask everybody who has a say in a case, in one act; the case stays open.

        Args:
            case: The case.
            text: The question.

        Raises:
            RuleError: If the question is empty.
        """
        line = " ".join(text.split())
        if not line:
            raise RuleError(message("A question needs words."))
        asked = []
        with self.session.shared_act(N_("Ask the authors")) as act:
            for side in case.sides:
                target = next(iter(side.ids), None)
                if target is not None:
                    comment = Comment(
                        CommentId(mint("c")), self.id, side.set_name, target, line, self.session.annotator, now(),
                        question=True,
                    )  # fmt: skip
                    act.put(comment)
                    asked.append(comment)
        self.refresh()
        return asked

    def note_edit(self, case: Case, created: Iterable[str]) -> None:
        """Note what came of a case while the adjudicated set was edited by hand.

        Args:
            case: The case, decided with ``Choice.EDITED``.
            created: Ids of annotations and relations that were written since.
        """
        decision = self.decision(case)
        if decision is None:
            return
        there = {*map(str, self.document.annotations), *map(str, self.document.relations)}
        adopted = tuple(name for name in dict.fromkeys((*decision.adopted, *created)) if name in there)
        if adopted != decision.adopted:
            with self.session.shared_act(N_("Edit a case")) as act:
                act.put(replace(decision, adopted=adopted))
            self.refresh()

    def finish(self) -> None:
        """Approve the document: the compared sets and the adjudicated one, in one act; open cases stay out.

        What was proposed and left as it is becomes a value, as with submitting.
        """
        self.ensure_mine()
        if not self.has_taken_over:
            self.take_over()
        with self._act(N_("Approve the document")) as (shared, adopting):
            act = adopting.act
            for value in list(confirmed(self.document)):
                act.put(value)
            act.put_header(finished(act.header, Status.APPROVED, self.session.scheme))
            for name in self.comparison.sets:
                header = self.session.corpus.annotated(self.id, name).annotation_set
                if header is not None and header.status in comparing.HANDED_IN:
                    shared.put_header(self.id, replace(header, status=Status.APPROVED))
                    shared.put(whole_verdict(self.session, self.id, name, Verdict.ACCEPTED))

    def reopen(self) -> None:
        """Take an approved document up again: the adjudicated set alone is in progress.

        Raises:
            RuleError: If somebody else settles it.
        """
        self.ensure_not_others()
        header = self.document.header
        if header is not None and header.status is Status.APPROVED:
            with self._act(N_("Take adjudication up again")) as (_shared, adopting):
                adopting.act.put_header(replace(header, status=Status.IN_PROGRESS, layers_done=()))

    # ------------------------------------------------------------------ helpers

    @contextmanager
    def _act(self, gesture: str) -> Iterator[tuple[SharedAct, Adopting]]:
        """One gesture in the document; with the first one the person takes its adjudication."""
        session = self.session
        with session.shared_act(gesture) as shared:
            if self.holder() is None:
                who = session.annotator
                shared.put(Assignment(self.id, who, Task.ADJUDICATE, who, now()))
            yield shared, Adopting(self.document, shared.within(self.document))
        self.refresh()

    def _adopt(self, adopting: Adopting, case: Case, adopted: Adoption) -> None:
        earlier = self.decision(case)
        by_hand = earlier.adopted if earlier is not None and earlier.choice is Choice.EDITED else ()
        kept = {*(a.id for a in adopted.annotations), *(r.id for r in adopted.relations)}
        adopting.drop(adopted.dropped_ties, adopted.dropped, (name for name in by_hand if name not in kept))
        adopting.put(a for a in adopted.needed if a.id not in self.document.annotations)
        adopting.forget_written()
        adopting.put(adopted.annotations)
        adopting.put_ties(adopted.relations)
        names = adopting.written[:]
        self._place_waiting(adopting)
        adopting.written[:] = names

    def _adoption(self, case: Case, pick: Pick) -> Adoption:
        """What a choice adopts.

        Raises:
            RuleError: If it does not fit the case.
        """
        comparison, names, shown = self.comparison, self.names, pick.shown
        match pick.choice:
            case Choice.A | Choice.EDITED if shown:
                return adoption.taken(comparison, case, shown[0], names=names)
            case Choice.B if len(shown) > 1:
                return adoption.taken(comparison, case, shown[1], names=names)
            case Choice.BOTH if adoption.can_be_both(case):
                return adoption.both(comparison, case, names=names)
            case Choice.A_BORDER_B_LABEL if adoption.can_be_mixed(case):
                return adoption.mixed(comparison, case, border=shown[0], label=shown[1], names=names)
            case Choice.B_BORDER_A_LABEL if adoption.can_be_mixed(case):
                return adoption.mixed(comparison, case, border=shown[1], label=shown[0], names=names)
            case Choice.NEITHER:
                return adoption.neither(comparison, case, names=names)
            case Choice.RULE if case.kind is CaseKind.TRIVIA:
                return adoption.by_rule(comparison, case, names=names)
        raise RuleError(message("This cannot be chosen in a case of this kind."))

    def _verdict(self, case: Case, pick: Pick) -> Verdict:
        """Accepted where everybody has what was taken."""
        alike = len(case.versions) == 1 and pick.choice is Choice.A
        return Verdict.ACCEPTED if alike else Verdict.CHANGED

    def _decide(
        self,
        shared: SharedAct,
        case: str,
        choice: Choice,
        verdict: Verdict,
        *,
        sets: Iterable[SetName],
        adopted: Iterable[str],
        reason: str | None = None,
    ) -> Decision:
        decision = Decision(
            decision_id(self.id, case), self.id, case, tuple(sets), choice, verdict, reason, self.session.annotator,
            now(), tuple(sorted(adopted)),
        )  # fmt: skip
        shared.put(decision)
        return decision

    def _place_waiting(self, adopting: Adopting) -> None:
        """Put the ties on which all agree, that are not there yet, and whose members have all come by now."""
        adopting.put_ties(tie for tie in self._agreed_ties if tie.id not in self.document.relations)

    @cached_property
    def _agreed_ties(self) -> tuple[Relation, ...]:
        """The ties on which all agree, as they are adopted."""
        return adoption.agreed_ties(self.comparison, names=self.names)
