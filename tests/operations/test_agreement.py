"""Agreement of a corpus: which sets and articles count, who may see it, and what is refused."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.annotator import Annotator
from annotator.model.errors import NotFound, RuleError, SchemeError
from annotator.model.identity import ADJUDICATED, DocumentId, Handle, SetName
from annotator.model.workflow import Status, Workflow
from annotator.operations.agreement import AgreementCancelled, Wish, agree, default_resamples
from annotator.operations.visibility import Hidden
from annotator.store.corpus import Corpus
from tests.analysis.sixpeople import PEOPLE, six_people_corpus

QUICK = Wish(resamples=0)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return six_people_corpus(tmp_path_factory.mktemp("agreement") / "six.isnad", 3)


@pytest.fixture
def corpus(prepared: Path, tmp_path: Path) -> Iterator[Corpus]:
    with Corpus.open(Path(shutil.copy(prepared, tmp_path / "six.isnad")), opener="amal") as corpus:
        yield corpus


def test_everybody_is_compared_with_everybody(corpus: Corpus) -> None:
    report = agree(corpus, QUICK)
    assert report.names == PEOPLE
    assert (report.documents, len(report.agreement.pairs)) == (3, 15)


def test_small_corpora_get_intervals_unasked_and_the_seed_is_told(corpus: Corpus) -> None:
    report = agree(corpus, Wish(names=PEOPLE[:2], seed=7))
    assert (report.resamples, report.seed) == (1_000, 7)
    assert ("layers", "claim", "exact_f1") in report.intervals
    assert (default_resamples(150), default_resamples(151), default_resamples(901)) == (1_000, 200, 0)


def test_named_people_only_and_each_against_one(corpus: Corpus) -> None:
    pairs = agree(corpus, Wish(names=PEOPLE[:2], against=PEOPLE[3], resamples=0)).agreement.pairs
    assert [(pair.a, pair.b) for pair in pairs] == [("amal", "huda"), ("basim", "huda")]


def test_a_name_that_nobody_has_is_refused_and_says_which_there_are(corpus: Corpus) -> None:
    with pytest.raises(NotFound) as refused:
        agree(corpus, Wish(names=(SetName("amal"), SetName("nobody"))))
    assert refused.value.remedy is not None
    assert "basim" in refused.value.remedy.english()
    with pytest.raises(NotFound):
        agree(corpus, Wish(against=ADJUDICATED))


def test_one_set_alone_is_no_agreement(corpus: Corpus) -> None:
    with pytest.raises(RuleError):
        agree(corpus, Wish(names=PEOPLE[:1]))


def test_a_layer_that_the_scheme_does_not_have_is_refused(corpus: Corpus) -> None:
    with pytest.raises(SchemeError):
        agree(corpus, Wish(layers=("event",)))


def test_work_that_has_not_begun_or_was_skipped_does_not_count(corpus: Corpus) -> None:
    _set_status(corpus, "article-000000", PEOPLE[0], Status.SKIPPED)
    _set_status(corpus, "article-000001", PEOPLE[0], Status.ASSIGNED)
    report = agree(corpus, Wish(names=PEOPLE[:2], resamples=0))
    assert report.agreement.pairs[0].documents == ("article-000002",)


def test_work_that_goes_on_counts_and_is_told(corpus: Corpus) -> None:
    _set_status(corpus, "article-000000", PEOPLE[0], Status.IN_PROGRESS)
    report = agree(corpus, Wish(names=PEOPLE[:2], resamples=0))
    assert (report.documents, report.unfinished) == (3, 1)
    submitted = Wish(names=PEOPLE[:2], statuses=frozenset({Status.SUBMITTED}), resamples=0)
    assert agree(corpus, submitted).documents == 2


def test_articles_are_chosen_by_day_and_outlet(corpus: Corpus) -> None:
    two = PEOPLE[:2]
    assert agree(corpus, Wish(two, outlets=frozenset({"الساحل"}), since="2026-11-01", resamples=0)).documents == 3
    assert agree(corpus, Wish(two, until="2026-10-31", resamples=0)).documents == 0
    assert agree(corpus, Wish(two, outlets=frozenset({"الميناء"}), resamples=0)).documents == 0


def test_in_a_blind_phase_hidden_work_is_left_out_or_refused(corpus: Corpus) -> None:
    with corpus.act("Workflow", author=Handle("amal")) as act:
        act.put(Annotator(Handle("amal"), "أمل"))
        act.put(Workflow(blind=True))
    # Everything of their own is submitted: others are seen.
    assert agree(corpus, QUICK, viewer=Handle("amal")).hidden == 0
    _set_status(corpus, "article-000000", PEOPLE[0], Status.IN_PROGRESS)
    report = agree(corpus, Wish(names=PEOPLE[:2], resamples=0), viewer=Handle("amal"))
    assert (report.documents, report.hidden) == (2, 1)
    with pytest.raises(Hidden):
        agree(corpus, Wish(names=PEOPLE[:2], resamples=0), viewer=Handle("stranger"))


def test_gamma_is_measured_when_asked_for(corpus: Corpus) -> None:
    report = agree(corpus, Wish(names=PEOPLE[:2], layers=("cue", "claim"), gamma=True, resamples=0))
    assert report.agreement.overall.measures["layers", "cue", "gamma"].value == 1
    claim = report.agreement.pairs[0].agreement.measures["layers", "claim", "gamma"].value
    assert claim is not None
    assert 0.9 < claim < 1


def test_progress_is_told_and_it_can_be_stopped(corpus: Corpus) -> None:
    told: list[tuple[int, int]] = []
    agree(corpus, QUICK, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    with pytest.raises(AgreementCancelled):
        agree(corpus, QUICK, cancelled=lambda: True)


def _set_status(corpus: Corpus, document: str, name: SetName, status: Status) -> None:
    header = corpus.annotated(DocumentId(document), name).annotation_set
    assert header is not None
    with corpus.act("Status", author=Handle(name)) as act:
        act.put(replace(header, status=status), document=DocumentId(document), set_name=name)


def test_what_was_handed_in_first_is_measured_whatever_became_of_it(corpus: Corpus) -> None:
    two = Wish(names=PEOPLE[:2], resamples=0)
    first = agree(corpus, two)
    document, (name, other) = DocumentId("article-000000"), PEOPLE[:2]
    # Amal takes over all that Basim has, as after a return.
    theirs, mine = corpus.annotated(document, other), corpus.annotated(document, name)
    with corpus.act("Correct", author=Handle(name)) as act:
        act.put_set(replace(theirs, annotation_set=mine.annotation_set))
    corrected, submitted = agree(corpus, two), agree(corpus, replace(two, as_submitted=True))
    assert corrected.agreement.pairs != first.agreement.pairs == submitted.agreement.pairs
    assert (first.earlier, corrected.earlier, submitted.earlier) == (0, 0, 1)
    # A set that was never handed in is measured as it stands.
    _set_status(corpus, "article-000001", name, Status.IN_PROGRESS)
    assert agree(corpus, replace(two, as_submitted=True)).documents == 3


def test_a_set_that_was_handed_in_empty_counts(corpus: Corpus) -> None:
    document, name = DocumentId("article-000000"), PEOPLE[0]
    record = corpus.annotated(document, name)
    with corpus.act("Erase all", author=Handle(name)) as act:
        act.put_set(replace(record, annotations=(), relations=()))
    report = agree(corpus, Wish(names=PEOPLE[:2], resamples=0))
    assert report.documents == 3
    assert report.agreement.pairs[0].agreement.counts["layers", "cue", "only_b"] == 8
