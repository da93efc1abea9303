"""Giving out work: who gets what, and what stands in the corpus afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.annotator import Annotator, Role
from annotator.model.document import new_document
from annotator.model.errors import RuleError
from annotator.model.identity import ADJUDICATED, DocumentId, Handle
from annotator.model.workflow import Assignment, Status, Task, Workflow
from annotator.operations import assigning
from annotator.operations.assigning import UnknownDocuments
from annotator.operations.distribution import Overlap, overlap_of
from annotator.store.corpus import Corpus
from tests.operations.colleagues import HODA, RANIA, SAMIR, claim, scheme, work

# “Prices fall for the … month in a row”
ARTICLES = [new_document(f"الأسعار تنخفض للشهر {n} على التوالي", document_id=f"d{n}") for n in range(6)]
IDS = [article.id for article in ARTICLES]


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with Corpus.create(tmp_path / "x.isnad", scheme(), author=RANIA) as made:
        with made.act("Import", author=RANIA) as act:
            for article in ARTICLES:
                act.put_document(article)
            act.put(Annotator(RANIA, "رانيا", Role.REVIEWER))
            act.put(Annotator(HODA, "هدى"))
        yield made


def test_work_is_given_out_as_one_act_and_people_become_known(corpus: Corpus) -> None:
    plan = assigning.plan(corpus, [HODA, SAMIR], overlap=Overlap(2))
    assert [person.handle for person in plan.newcomers] == [SAMIR]
    assert plan.people == plan.loads == {HODA: 6, SAMIR: 6}
    changes = assigning.assign(corpus, plan, by=RANIA)
    assert changes is not None
    assert len(corpus.remarks(Assignment)) == 12
    assert {given.by for given in corpus.remarks(Assignment)} == {RANIA}
    assert SAMIR in corpus.annotators()
    assert corpus.workflow() == Workflow(overlap=2)
    assert assigning.assignments_of(corpus, HODA)[Task.ANNOTATE] == frozenset(IDS)
    again = assigning.plan(corpus, [HODA, SAMIR])  # The overlap is remembered.
    assert again.new == {}
    assert assigning.assign(corpus, again, by=RANIA) is None
    corpus.undo_act(changes.act, author=RANIA)
    assert corpus.remarks(Assignment) == []
    assert SAMIR not in corpus.annotators()


def test_who_has_begun_without_being_asked_has_the_article(corpus: Corpus) -> None:
    with corpus.act("Work", author=HODA) as act:
        act.put_document(ARTICLES[0])
        record = work(0, HODA, claim("a1", 5), status=Status.IN_PROGRESS)
        act.put(record.annotation_set, document=IDS[0], set_name=record.annotation_set.name)  # type: ignore[union-attr, arg-type]
    plan = assigning.plan(corpus, [HODA, SAMIR], documents=IDS[:2])
    assert plan.new == {IDS[1]: (SAMIR,)}


def test_reviewers_settle_what_they_did_not_annotate(corpus: Corpus) -> None:
    assigning.assign(corpus, assigning.plan(corpus, [HODA, RANIA]), by=RANIA)
    plan = assigning.plan(corpus, [HODA, RANIA], task=Task.ADJUDICATE)
    annotating = {given.document: given.annotator for given in corpus.remarks(Assignment)}
    assert len(plan.new) == 6
    assert all(people != (annotating[document],) for document, people in plan.new.items())


def test_a_share_of_the_articles_goes_to_two(corpus: Corpus) -> None:
    plan = assigning.plan(corpus, [HODA, SAMIR], overlap=overlap_of("33%"))
    assert sorted(len(people) for people in plan.new.values()) == [1, 1, 1, 1, 2, 2]
    assigning.assign(corpus, plan, by=RANIA)
    assert corpus.workflow().overlap == 1


def test_only_reviewers_give_out_work(corpus: Corpus) -> None:
    with pytest.raises(RuleError, match="Only reviewers"):
        assigning.assign(corpus, assigning.plan(corpus, [HODA]), by=HODA)


def test_what_cannot_be_given_out_is_refused(corpus: Corpus) -> None:
    with pytest.raises(RuleError):
        assigning.plan(corpus, [])
    with pytest.raises(RuleError, match="More people"):
        assigning.plan(corpus, [HODA], overlap=Overlap(2))
    with pytest.raises(RuleError, match="handle"):
        assigning.plan(corpus, [Handle(ADJUDICATED)])
    with pytest.raises(UnknownDocuments, match="d8, d9"):
        assigning.plan(corpus, [HODA], documents=[DocumentId("d9"), IDS[0], DocumentId("d8")])


def test_what_was_not_begun_can_be_taken_back(corpus: Corpus) -> None:
    assigning.assign(corpus, assigning.plan(corpus, [HODA]), by=RANIA)
    record = work(0, HODA, status=Status.IN_PROGRESS).annotation_set
    assert record is not None
    with corpus.act("Begin", author=HODA) as act:
        act.put(record, document=IDS[0])
    untouched = assigning.untouched(corpus, HODA)
    assert [given.document for given in untouched] == IDS[1:]
    with pytest.raises(RuleError):
        assigning.withdraw(corpus, untouched, by=HODA)
    assert assigning.withdraw(corpus, untouched, by=RANIA) is not None
    assert [given.document for given in corpus.remarks(Assignment)] == IDS[:1]
    assert assigning.withdraw(corpus, [], by=RANIA) is None
