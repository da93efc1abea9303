"""Bundles between replicas: whatever people do apart, and however bundles travel, all are equal in the end."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from annotator.model.changes import RecordKey, RecordKind
from annotator.model.comment import Comment
from annotator.model.errors import NotFound, UndoRefused
from annotator.model.history import FindingKind
from annotator.model.identity import ADJUDICATED, AnnotationId, CommentId, ReferentId, RelationId, SetName
from annotator.model.referent import Referent
from annotator.model.relation import Relation
from annotator.model.workflow import Assignment, Status, Task, Workflow
from annotator.operations import exchange, receiving
from annotator.operations.visibility import Hidden
from annotator.store.corpus import Corpus
from tests.operations.colleagues import (
    ARTICLES,
    AT,
    HODA,
    RANIA,
    SAMIR,
    claim,
    everything,
    hand_made,
    log,
    scheme,
    texts,
    work,
)

# Hoda works at two machines.
WHO = (HODA, HODA, SAMIR, RANIA)
replicas = st.integers(0, len(WHO) - 1)
articles = st.integers(0, len(ARTICLES) - 1)
ends = st.integers(1, 9)
MARKS = ("a0", "a1")


class Colleagues(RuleBasedStateMachine):
    """Four files that were begun apart, and the bundles that are on their way between them."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.corpora: list[Corpus] = []
        self.parcels: list[Path] = []

    def teardown(self) -> None:
        try:
            if self.corpora:
                self.meet()
        finally:
            for corpus in self.corpora:
                corpus.close()
            shutil.rmtree(self.folder)

    @initialize()
    def begin(self) -> None:
        for number, author in enumerate(WHO):
            path = self.folder / f"{number}.isnad"
            self.corpora.append(Corpus.create(path, scheme(), author=author))
            with self.corpora[-1].act("Import", author=author) as act:
                for article in ARTICLES[: 1 + number % 2]:
                    act.put_document(article)

    # What people do apart.

    @rule(number=replicas, article=articles, mark=st.sampled_from(MARKS), end=ends)
    def mark(self, number: int, article: int, mark: str, end: int) -> None:
        author = WHO[number]
        with self.corpora[number].act("Mark", author=author) as act:
            act.put(claim(mark, end), document=ARTICLES[article].id, set_name=SetName(author))

    @rule(number=replicas, article=articles, members=st.lists(st.sampled_from(MARKS), min_size=1, max_size=2))
    def tie(self, number: int, article: int, members: list[str]) -> None:
        author = WHO[number]
        relation = Relation(RelationId("r0"), "attribution", {"claim": tuple(map(AnnotationId, members))})
        with self.corpora[number].act("Tie", author=author) as act:
            act.put(relation, document=ARTICLES[article].id, set_name=SetName(author))

    @rule(number=replicas, article=articles, mark=st.sampled_from(MARKS))
    def erase(self, number: int, article: int, mark: str) -> None:
        author = WHO[number]
        with self.corpora[number].act("Erase", author=author) as act:
            act.erase(RecordKey(RecordKind.ANNOTATION, ARTICLES[article].id, SetName(author), mark))

    @rule(
        number=replicas,
        article=articles,
        name=st.sampled_from((HODA, SAMIR, ADJUDICATED)),
        ends=st.lists(ends, max_size=2),
        status=st.sampled_from(Status),
    )
    def take_in_a_set(self, number: int, article: int, name: str, ends: list[int], status: Status) -> None:
        marks = [claim(mark, end) for mark, end in zip(MARKS, ends, strict=False)]
        with self.corpora[number].act("Import", author=WHO[number]) as act:
            act.put_set(work(article, name, *marks, status=status))

    @rule(number=replicas, article=articles, end=ends)
    def say(self, number: int, article: int, end: int) -> None:
        text = f"راجع الحرف {end}"  # “See character”
        comment = Comment(CommentId("m0"), ARTICLES[article].id, None, None, text, WHO[number], AT)
        with self.corpora[number].act("Comment", author=WHO[number]) as act:
            act.put(comment)

    @rule(number=replicas, article=articles, name=ends)
    def share(self, number: int, article: int, name: int) -> None:
        with self.corpora[number].act("Share", author=WHO[number]) as act:
            act.put(Referent(ReferentId("e0"), f"وزير {name}", "PERS"))  # “minister”
            act.put(Assignment(ARTICLES[article].id, SAMIR, Task.ANNOTATE, WHO[number], AT))
            act.put(Workflow(blind=name > 5, overlap=name))

    @rule(number=replicas, article=articles, there=st.booleans())
    def delete_or_bring_back(self, number: int, article: int, there: bool) -> None:
        with self.corpora[number].act("Article", author=WHO[number]) as act:
            if there:
                act.put_document(ARTICLES[article])
            else:
                act.erase(RecordKey(RecordKind.DOCUMENT, ARTICLES[article].id))

    @rule(number=replicas, article=articles, forward=st.booleans())
    def undo_or_redo(self, number: int, article: int, forward: bool) -> None:
        corpus = self.corpora[number]
        with suppress(NotFound, UndoRefused):
            (corpus.redo if forward else corpus.undo)(ARTICLES[article].id, WHO[number])

    @rule(number=replicas, back=st.integers(0, 9))
    def undo_from_history(self, number: int, back: int) -> None:
        acts = self.corpora[number].history()
        with suppress(NotFound, UndoRefused):
            self.corpora[number].undo_act(acts[back % len(acts)].act, author=WHO[number])

    # What goes between them.

    @rule(number=replicas, people=st.sets(st.sampled_from((HODA, SAMIR))))
    def give(self, number: int, people: set[str]) -> None:
        corpus = self.corpora[number]
        known = {SetName(p) for p in people} & {*corpus.set_names_in_use()}
        path = self.folder / f"{len(self.parcels)}.isnad-bundle"
        with suppress(Hidden):
            exchange.bundle(corpus, path, maker=WHO[number], people=known)
            self.parcels.append(path)

    @rule(number=replicas, keep=st.integers(1, 3), nth=st.integers(0, 2), with_texts=st.booleans())
    def give_in_part(self, number: int, keep: int, nth: int, with_texts: bool) -> None:
        corpus = self.corpora[number]
        rows = [row for at, row in enumerate(log(corpus)) if at % (keep + 1) == nth]
        path = self.folder / f"{len(self.parcels)}.isnad-bundle"
        self.parcels.append(hand_made(path, reversed(rows), texts(corpus) if with_texts else ()))

    @precondition(lambda self: self.parcels)
    @rule(number=replicas, which=st.integers(0, 99))
    def take(self, number: int, which: int) -> None:
        corpus, path = self.corpora[number], self.parcels[which % len(self.parcels)]
        receiving.merge(corpus, path, author=WHO[number])
        before = everything(corpus), log(corpus)
        again = receiving.merge(corpus, path, author=WHO[number])
        assert again.changes is None
        assert again.revisions == 0
        assert (everything(corpus), log(corpus)) == before

    @rule(number=replicas)
    def reopen(self, number: int) -> None:
        before = everything(self.corpora[number])
        self.corpora[number].close()
        self.corpora[number] = Corpus.open(self.corpora[number].path)
        assert everything(self.corpora[number]) == before

    @invariant()
    def state_and_log_agree(self) -> None:
        for corpus in self.corpora:
            assert {finding.kind for finding in corpus.check()} <= {FindingKind.WAITING}

    def meet(self) -> None:
        """All give all to all, in one order there and in another back."""
        last = [self.folder / f"last-{number}.isnad-bundle" for number in range(len(WHO))]
        for corpus, path in zip(self.corpora, last, strict=True):
            hand_made(path, log(corpus), texts(corpus))
        for number, corpus in enumerate(self.corpora):
            order = [*self.parcels, *last]
            for path in reversed(order) if number % 2 else order:
                receiving.merge(corpus, path, author=WHO[number])
        self.state_and_log_agree()
        first = self.corpora[0]
        for other in self.corpora[1:]:
            assert log(other) == log(first)
            assert everything(other) == everything(first)


TestColleagues = Colleagues.TestCase
TestColleagues.settings = settings(max_examples=12, stateful_step_count=20, deadline=None, phases=[Phase.generate])
