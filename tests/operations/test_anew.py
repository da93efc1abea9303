"""A fresh corpus of another one: all of it, or all but what was deleted, to the last letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.changes import RecordKey, RecordKind
from annotator.model.comment import Comment
from annotator.model.errors import CorpusError
from annotator.model.identity import CommentId, DocumentId, SetName
from annotator.model.workflow import Status
from annotator.operations import anew
from annotator.store.corpus import Corpus
from tests.operations.colleagues import ARTICLES, AT, HODA, SAMIR, claim, everything, log, scheme, work

SECRET = "الاستقالة"  # “the resignation”


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Corpus]:
    """Two articles with somebody's work; the first was deleted."""
    with Corpus.create(tmp_path / "old.isnad", scheme(), author=HODA) as corpus:
        with corpus.act("Import", author=HODA) as act:
            for index, article in enumerate(ARTICLES):
                act.put_document(article)
                act.put_set(work(index, HODA, claim("a1", 9), status=Status.SUBMITTED))
        with corpus.act("Mark claim", author=HODA) as act:
            act.put(claim("a2", 5), document=ARTICLES[1].id, set_name=SetName(HODA))
        with corpus.act("Comment", author=SAMIR) as act:
            act.put(Comment(CommentId("m1"), ARTICLES[0].id, None, None, f"هل {SECRET} مؤكدة؟", SAMIR, AT))
        with corpus.act("Delete document", author=HODA) as act:
            act.erase(RecordKey(RecordKind.DOCUMENT, ARTICLES[0].id))
        yield corpus


def test_all_of_it_can_be_taken_and_undone_there(other: Corpus, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    report = anew.create_from(
        tmp_path / "new.isnad", other, author=SAMIR, without_deleted=False,
        progress=lambda done, total: told.append((done, total)),
    )  # fmt: skip
    assert (report.documents, report.left_out, report.revisions) == (1, 0, len(log(other)))
    assert [done for done, _total in told] == sorted(done for done, _total in told)
    with Corpus.open(tmp_path / "new.isnad") as corpus:
        assert set(log(other)) < set(log(corpus))
        assert corpus.check() == []
        deleting = next(act for act in corpus.history() if act.gesture == "Delete document")
        corpus.undo_act(deleting.act, author=HODA)
        assert corpus.document(ARTICLES[0].id) == ARTICLES[0]
        assert len(corpus.remarks(Comment)) == 1


def test_what_was_deleted_is_gone_from_the_file(other: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "new.isnad"
    report = anew.create_from(path, other, author=SAMIR, without_deleted=True)
    assert (report.documents, report.left_out) == (1, 1)
    with Corpus.open(path) as corpus:
        mine, theirs = everything(corpus), everything(other)
        assert mine["documents"] == theirs["documents"]
        assert mine["records"] == theirs["records"]
        assert mine["undo"] == theirs["undo"]
        assert corpus.check() == []
        assert all(row[8] != ARTICLES[0].id for row in log(corpus))
    for suffix in ("", "-wal"):
        file = path.with_name(path.name + suffix)
        assert not file.exists() or SECRET.encode() not in file.read_bytes()


def test_a_text_that_another_article_has_too_stays(other: Corpus, tmp_path: Path) -> None:
    twin = replace(ARTICLES[0], id=DocumentId("twin"))
    with other.act("Import", author=HODA) as act:
        act.put_document(twin)
    anew.create_from(tmp_path / "new.isnad", other, author=SAMIR, without_deleted=True)
    with Corpus.open(tmp_path / "new.isnad") as corpus:
        assert corpus.document(twin.id) == twin
        assert not corpus.has_document(ARTICLES[0].id)


def test_nothing_is_overwritten_and_nothing_half_made_is_left(other: Corpus, tmp_path: Path) -> None:
    there = tmp_path / "there.isnad"
    there.write_bytes(b"something")
    with pytest.raises(CorpusError):
        anew.create_from(there, other, author=SAMIR, without_deleted=True)
    assert there.read_bytes() == b"something"

    def stopped(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        anew.create_from(tmp_path / "new.isnad", other, author=SAMIR, without_deleted=True, progress=stopped)
    assert not (tmp_path / "new.isnad").exists()
