"""What holds of a document whose sets are compared: its cases, what was decided, and who settles it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from statistics import median
from typing import Final

from annotator.analysis import adoption
from annotator.analysis.adoption import Names, OwnNames
from annotator.analysis.cases import Case, CaseKind, Comparison, Version
from annotator.model.annotated import AnnotatedDocument, SchemeRef
from annotator.model.comment import Comment
from annotator.model.decision import AnswerKind, Choice, Decision
from annotator.model.errors import RuleError, message
from annotator.model.identity import DocumentId, Handle, SetName
from annotator.model.workflow import Assignment, Status, Task
from annotator.operations import comparing
from annotator.operations.opendocument import OpenDocument
from annotator.operations.people import ensure_leads
from annotator.operations.session import Session

AGREED: Final = "agreed"
"""The case of the decision that took over what all sets agree on."""
COMPARED: Final = SetName("compared")
"""Name of the set that is shown while cases are looked at; nothing is ever stored under it."""
_PACE_OF: Final = 40
_PAUSE: Final = 180.0
_LEAST_STEPS: Final = 3


class CaseWork:
    """One document whose cases are looked at; ``Adjudication`` is one in which they are decided as well.

    Belongs to the section of the cases. After every act in the document, ``refresh`` is asked for; the views read.

    Attributes:
        session: Whose acts they are.
        document: The article with the adjudicated set, live.
        compared: What agrees and what does not.
        decisions: The decisions on the document, by case.
        names: Under which ids what is chosen stands in the adjudicated set.
    """

    def __init__(self, session: Session, document: DocumentId, sets: Sequence[SetName] = ()) -> None:
        """Compare the sets that were handed in.

        Args:
            session: Who settles.
            document: The article.
            sets: Only these sets; all that were handed in where it is empty.

        Raises:
            NotFound: If the corpus has no such document.
            RuleError: If nobody has submitted work on it.
        """
        self.session = session
        self.compared = comparing.compare(session, document, sets or comparing.handed_in(session, document))
        self.document: OpenDocument = session.settle(document)
        self.refresh()
        by_hand = {name for d in self.decisions.values() if d.choice is Choice.EDITED for name in d.adopted}
        self.names = adoption.standing_names(
            self.comparison,
            (a for a in self.document.annotations.values() if a.id not in by_hand),
            (r for r in self.document.relations.values() if r.id not in by_hand),
        )

    # ------------------------------------------------------------------ what holds

    @property
    def comparison(self) -> Comparison:
        """What agrees and what does not."""
        return self.compared.comparison

    @property
    def id(self) -> DocumentId:
        """The article."""
        return self.document.document.id

    @property
    def cases(self) -> tuple[Case, ...]:
        """All cases in the order of the queue, those of form alone last."""
        return self.comparison.cases

    @property
    def weighty(self) -> tuple[Case, ...]:
        """The cases that somebody has to look at."""
        return tuple(case for case in self.cases if case.kind is not CaseKind.TRIVIA)

    @property
    def trivia(self) -> tuple[Case, ...]:
        """The cases that the rules settle."""
        return tuple(case for case in self.cases if case.kind is CaseKind.TRIVIA)

    @property
    def has_taken_over(self) -> bool:
        """Whether what agrees stands in the adjudicated set already."""
        return AGREED in self.decisions

    @property
    def is_finished(self) -> bool:
        """Whether the adjudicated set is approved."""
        return self.document.header is not None and self.document.header.status is Status.APPROVED

    def decision(self, case: Case) -> Decision | None:
        """What was decided in a case; None while it is open."""
        return self.decisions.get(case.key)

    def open_cases(self) -> list[Case]:
        """Cases that wait for a decision, in the order of the queue."""
        return [case for case in self.cases if case.key not in self.decisions]

    def answers(self) -> list[Decision]:
        """What authors answered in words to what came back to them, the latest first."""
        kept = (d for d in self._all_decisions if d.answer is not None and d.answer.kind is AnswerKind.KEPT)
        return sorted(kept, key=lambda d: (d.answer.at if d.answer is not None else "", d.id), reverse=True)

    def case_of_answer(self, decision: Decision) -> Case | None:
        """The case that an answered decision is about now; None where there is none any more."""
        adopted = set(decision.adopted)
        for case in self.cases:
            mentions = (self.comparison.mentions[number] for number in case.mentions)
            names = {*map(self.names.of, mentions), *map(self.names.of_tie, case.ties)}
            if names & adopted:
                return case
        return None

    def standing(self, case: Case) -> Version | None:
        """The version that an adjudicated set from elsewhere agrees with, where nothing was decided here yet."""
        if self.names is adoption.DERIVED or case.key in self.decisions:
            return None
        fitting = [version for version in case.versions if self._stands(case, version)]
        return fitting[0] if len(fitting) == 1 else None

    def _stands(self, case: Case, version: Version) -> bool:
        adopted = adoption.taken(self.comparison, case, version, names=self.names)
        there, ties = self.document.annotations, self.document.relations
        if any(name in there for name in adopted.dropped) or any(name in ties for name in adopted.dropped_ties):
            return False
        return all(
            (known := there.get(a.id)) is not None
            and (known.label, known.fragments) == (a.label, a.fragments)
            and a.attributes.items() <= known.attributes.items()
            for a in adopted.annotations
        ) and all(
            (tie := ties.get(r.id)) is not None
            and tie.roles == r.roles
            and r.attributes.items() <= tie.attributes.items()
            for r in adopted.relations
        )

    def asked(self, case: Case) -> bool:
        """Whether somebody was asked about a case and the thread is not closed."""
        targets = {identifier for side in case.sides for identifier in side.ids}
        return any(comment.question and comment.target in targets for comment in self._open_questions)

    def in_order(self, case: Case) -> tuple[Version, ...]:
        """The versions of a case as the person sees them: shuffled, always alike, where they work blind."""
        seed = f"{self.session.annotator}\x1f{self.id}" if self.is_blind else None
        return comparing.in_order(case, seed=seed)

    @property
    def is_blind(self) -> bool:
        """Whether names are hidden and versions shuffled."""
        return self._blind

    @property
    def shown_names(self) -> Names:
        """Under which ids the article is shown: the first set's own while nothing stands in the adjudicated one."""
        empty = not (self.document.annotations or self.has_taken_over)
        return OwnNames(self.comparison.sets[0]) if empty else self.names

    def picture(self) -> OpenDocument:
        """The article as it is looked at: what is settled, what agrees, and the first saying of each open case."""
        undecided = [
            (case, next(version for version in self.in_order(case) if not version.side.is_empty))
            for case in self.cases
            if case.key not in self.decisions
        ]
        annotations, relations = comparing.shown(
            self.comparison,
            settled=self.document.annotations.values(),
            settled_ties=self.document.relations.values(),
            undecided=undecided,
            takes_agreed=not self.has_taken_over,
            names=self.shown_names,
        )
        scheme = self.session.scheme
        reference = SchemeRef(scheme.name, scheme.version)
        zones = tuple(self.document.zones.values())
        record = AnnotatedDocument(self.document.document, zones, None, annotations, relations, (), reference)
        pictured = OpenDocument(record, scheme=scheme, set_name=COMPARED)
        pictured.learn_referents(self.session.corpus.referents())
        return pictured

    def seconds_left(self) -> float | None:
        """How long the open cases will take at the pace of this person's latest decisions; None before there are three.

        The pace is the median of the times between decisions; a pause of more than three minutes is none.
        """
        session = self.session
        stamps = sorted(d.at for d in session.corpus.remarks(Decision) if d.author == session.annotator and d.case)
        moments = [datetime.fromisoformat(stamp) for stamp in stamps[-_PACE_OF:]]
        steps = [(b - a).total_seconds() for a, b in pairwise(moments)]
        worked = [step for step in steps if step <= _PAUSE]
        still_open = sum(case.key not in self.decisions for case in self.weighty)
        return median(worked) * still_open if len(worked) >= _LEAST_STEPS else None

    def refresh(self) -> None:
        """Read anew what was decided and asked."""
        corpus = self.session.corpus
        self._all_decisions = corpus.remarks(Decision, self.id)
        self.decisions: dict[str, Decision] = {d.case: d for d in self._all_decisions if d.case}
        self._blind = corpus.workflow().blind
        comments = corpus.remarks(Comment, self.id)
        self._open_questions = [c for c in comments if c.reply_to is None and c.resolved_by is None]

    # ------------------------------------------------------------------ who

    def holder(self) -> Handle | None:
        """Who adjudicates the document, or None while nobody does; the person themself before others."""
        given = [a for a in self.session.corpus.remarks(Assignment, self.id) if a.task is Task.ADJUDICATE]
        if any(a.annotator == self.session.annotator for a in given):
            return self.session.annotator
        return given[0].annotator if given else None

    def ensure_mine(self) -> None:
        """Refuse to settle what somebody else settles, or what is finished.

        Raises:
            RuleError: Naming who.
        """
        self.ensure_not_others()
        if self.is_finished:
            raise RuleError(message("This document is approved."), message("Take it up again first."))

    def ensure_not_others(self) -> None:
        """Refuse to settle what somebody else settles.

        Raises:
            RuleError: Naming who.
        """
        holder = self.holder()
        if holder is not None and holder != self.session.annotator:
            raise RuleError(
                message("{name} adjudicates this document.", name=self.session.display_name(SetName(holder))),
                message("Only one person at a time settles a document; it can be given to you under Assign."),
            )
        if holder is None:
            ensure_leads(self.session.corpus, self.session.annotator)
