"""Whole corpora: schemes by name, the set to show, the counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.errors import CorpusBusy, CorpusError, NotFound, SchemeError
from annotator.model.identity import ADJUDICATED, DocumentId, Handle, SetName
from annotator.model.scheme import Scheme
from annotator.model.workflow import Assignment, Status, Task, Workflow
from annotator.operations import corpora, settings
from tests.bench.corpora import annotated_articles

AUTHOR = Handle("amal")
ARTICLE = DocumentId("article-000000")


@pytest.fixture
def path(tmp_path: Path, scheme: Scheme) -> Path:
    """A corpus of two articles, each annotated by two people and adjudicated."""
    made = tmp_path / "news.isnad"
    corpora.create(made, scheme=scheme, author=AUTHOR)
    with corpora.opened(made) as corpus, corpus.act("Import", author=AUTHOR) as act:
        for name in (SetName("amal"), SetName("basim"), ADJUDICATED):
            for record in annotated_articles(2, set_name=name):
                act.put_document(record.document)
                act.put_set(record)
    return made


def test_a_bundled_scheme_goes_by_its_name() -> None:
    assert corpora.scheme_named("arabic-news").name == "arabic-news"


@pytest.mark.parametrize("name", ["latin-poetry", "nowhere.toml", "../arabic-news"])
def test_an_unknown_scheme_is_refused(name: str) -> None:
    with pytest.raises(SchemeError):
        corpora.scheme_named(name)


def test_the_person_is_the_one_of_the_settings() -> None:
    settings.save(settings.Settings(handle="amal", name="Amal Haddad"))
    assert corpora.person_at_this_machine().name == "Amal Haddad"


def test_without_settings_the_person_is_the_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "basim")
    assert corpora.person_at_this_machine().handle == "basim"


def test_whoever_comes_second_is_told_who_has_the_corpus(path: Path) -> None:
    with corpora.opened(path, opener=AUTHOR), pytest.raises(CorpusBusy), corpora.opened(path):
        pass


def test_the_adjudicated_set_is_shown_before_others(path: Path) -> None:
    with corpora.opened(path) as corpus:
        assert corpora.set_to_show(corpus, ARTICLE, viewer=AUTHOR) == (ADJUDICATED, ("amal", "basim"))
        assert corpora.set_to_show(corpus, ARTICLE, viewer=AUTHOR, wished="basim") == ("basim", (ADJUDICATED, "amal"))


def test_what_is_not_there_cannot_be_shown(path: Path) -> None:
    with corpora.opened(path) as corpus:
        with pytest.raises(NotFound):
            corpora.set_to_show(corpus, DocumentId("nowhere"), viewer=AUTHOR)
        with pytest.raises(NotFound):
            corpora.set_to_show(corpus, ARTICLE, viewer=AUTHOR, wished="carla")


def test_every_article_is_counted_once(path: Path) -> None:
    told: list[tuple[int, int]] = []
    with corpora.opened(path) as corpus:
        counts = corpora.count_all(corpus, viewer=AUTHOR, progress=lambda done, total: told.append((done, total)))
    assert counts.documents == 2
    assert counts.words == sum(len(record.document.text.split()) for record in annotated_articles(2))
    assert list(counts.sets) == [ADJUDICATED, "amal", "basim"]
    assert told == [(1, 2), (2, 2)]


def test_a_backup_never_overwrites(path: Path, tmp_path: Path) -> None:
    with corpora.opened(path) as corpus:
        corpora.back_up(corpus, tmp_path / "copy.isnad")
        with pytest.raises(CorpusError):
            corpora.back_up(corpus, tmp_path / "copy.isnad")


def test_the_latest_act_stands_first(path: Path) -> None:
    with corpora.opened(path) as corpus:
        assert [act.gesture for act in corpora.acts_on(corpus, ARTICLE, viewer=AUTHOR)] == ["Import"]
        with pytest.raises(NotFound):
            corpora.acts_on(corpus, DocumentId("nowhere"), viewer=AUTHOR)


def test_work_that_was_given_out_is_listed_before_it_is_begun(path: Path) -> None:
    with corpora.opened(path) as corpus:
        with corpus.act("Assign", author=AUTHOR) as act:
            for person in ("amal", "carla"):
                act.put(Assignment(ARTICLE, Handle(person), Task.ANNOTATE, AUTHOR, "2026-11-01T08:00:00.000Z"))
        listed = {summary.id: summary.statuses for summary in corpora.documents_of(corpus, viewer=AUTHOR)}
        before = corpus.summary(ARTICLE).statuses
        assert listed[ARTICLE] == {**before, SetName("carla"): Status.ASSIGNED}
        assert list(listed[ARTICLE]) == sorted(listed[ARTICLE])
        with corpus.act("Blind", author=AUTHOR) as act:
            act.put(Workflow(blind=True))
        (seen, _other) = corpora.documents_of(corpus, viewer=Handle("dina"))
        assert set(seen.statuses) == {ADJUDICATED}
