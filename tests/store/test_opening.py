"""Opening a corpus file: settings, migrations, the lock, and what is refused."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from annotator.model.annotation import Annotation
from annotator.model.annotator import Annotator, Role
from annotator.model.document import Document
from annotator.model.errors import CorpusBusy, CorpusError
from annotator.model.identity import AnnotationId, Handle, SetName
from annotator.model.scheme import Scheme
from annotator.model.span import Span
from annotator.model.workflow import Assignment, Task, Workflow
from annotator.store import opening, schema
from annotator.store.corpus import Corpus
from annotator.store.owner import owner_of

HODA = Handle("hoda")
SAMIR = SetName("samir")
OWN = SetName("hoda")


def claim(name: str, start: int, end: int) -> Annotation:
    return Annotation(AnnotationId(name), "claim", "Claim", (Span(start, end),))


def test_a_journal_of_another_file_is_not_worked_into_a_new_one(path: Path, scheme: Scheme) -> None:
    path.with_name(path.name + "-wal").write_bytes(b"left behind")
    with pytest.raises(CorpusError, match="-wal"):
        Corpus.create(path, scheme, author=HODA)


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 100, b"SQLite format 3\0" + b"\xff" * 600])
def test_a_file_that_is_no_corpus_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(CorpusError, match="not a corpus"):
        Corpus.open(path)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused_unchanged(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE recipes (name TEXT)")
    other.commit()
    other.close()
    with pytest.raises(CorpusError, match="not a corpus"):
        Corpus.open(path)
    with pytest.raises(CorpusError, match="There is no corpus"):
        Corpus.open(path.with_name("missing.isnad"))
    assert not path.with_name("missing.isnad").exists()


def test_a_file_of_a_newer_version_is_refused(path: Path, corpus: Corpus) -> None:
    corpus.close()
    with sqlite3.connect(path) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    with pytest.raises(CorpusError, match="newer version"):
        Corpus.open(path)


def test_acknowledged_edits_survive_a_kill(path: Path, corpus: Corpus, stored: Document) -> None:
    corpus.close()
    program = textwrap.dedent(
        """
        import os, signal, sys
        from pathlib import Path
        from annotator.model.annotation import Annotation
        from annotator.model.span import Span
        from annotator.store.corpus import Corpus

        corpus = Corpus.open(Path(sys.argv[1]), opener="hoda")
        def put(act, number):
            act.put(Annotation(f"a{number}", "claim", "Claim", (Span(0, 5),)), document=sys.argv[2], set_name="hoda")
        for number in range(25):
            with corpus.act("Mark claim", author="hoda") as act:
                put(act, number)
            print(number, flush=True)
        put(corpus.begin("Mark claim", author="hoda"), 25)
        os.kill(os.getpid(), signal.SIGKILL)
        """
    )
    child = subprocess.run(
        [sys.executable, "-c", program, str(path), stored.id], capture_output=True, text=True, check=False
    )
    assert child.stdout.split() == [str(number) for number in range(25)], child.stderr
    owner = owner_of(path)
    assert owner is not None
    assert owner.handle == "hoda"
    with Corpus.open(path, opener="samir") as again:
        assert {a.id for a in again.annotated(stored.id, OWN).annotations} == {f"a{n}" for n in range(25)}
        assert again.check() == []
        again.undo(stored.id, HODA)
        assert len(again.annotated(stored.id, OWN).annotations) == 24
    assert owner_of(path) is None


def test_a_second_opener_is_told_who_has_it(path: Path, corpus: Corpus, stored: Document) -> None:
    with pytest.raises(CorpusBusy, match=rf"hoda on .*process {os.getpid()}"):
        Corpus.open(path, opener="samir")
    assert corpus.has_document(stored.id)
    with corpus.act("Mark claim", author=HODA) as act:
        act.put(claim("a1", 0, 5), document=stored.id, set_name=OWN)
    assert act.changes.created


def test_an_older_corpus_gets_the_newer_tables(path: Path, corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus.close()
    newer = Migrations("isnad")
    newer()(schema.m001_log_and_state)
    newer()(schema.m002_mentions_of_referents)
    newer()(schema.m003_people_and_their_work)

    @newer()
    def m004_shelf(database: Database) -> None:
        database.execute("CREATE TABLE shelf (name TEXT) STRICT")

    monkeypatch.setattr(schema, "migrations", newer)
    with Corpus.open(path) as again:
        assert again.check() == []
    with Corpus.open(path):
        pass
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (4,)
        assert raw.execute("SELECT count(*) FROM shelf").fetchone() == (0,)
    raw.close()


def test_every_table_is_strict_and_the_file_is_marked(path: Path, corpus: Corpus) -> None:
    corpus.close()
    with sqlite3.connect(path) as raw:
        tables = raw.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
        ours = {name: strict for name, strict in tables if not name.startswith(("sqlite_", "_sqlite_"))}
        assert ours
        assert all(ours.values())
        assert raw.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
        assert raw.execute("PRAGMA user_version").fetchone() == (3,)
    raw.close()


def test_the_log_refuses_to_be_changed(path: Path, corpus: Corpus) -> None:
    corpus.close()
    raw = sqlite3.connect(path)
    for statement in ("UPDATE revision SET author = 'zaid'", "DELETE FROM revision"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw.execute(statement)
    raw.close()


def test_the_connection_is_as_safe_as_it_gets(path: Path, corpus: Corpus) -> None:
    corpus.close()
    connection = opening.connect(path)
    wanted = {
        "locking_mode": "exclusive",
        "journal_mode": "wal",
        "synchronous": 2,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "mmap_size": 0,
        "busy_timeout": 2000,
    }
    assert {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted
    connection.close()


def test_a_corpus_from_before_people_had_roles_opens_with_everything_in_it(
    path: Path, corpus: Corpus, stored: Document
) -> None:
    with corpus.act("Join", author=HODA) as act:
        act.put(Annotator(HODA, "هدى العطار"))
    corpus.close()
    with sqlite3.connect(path) as raw:
        raw.execute("DROP TABLE remark")
        raw.execute("ALTER TABLE annotator DROP COLUMN role")
        raw.execute("DELETE FROM _sqlite_migrations WHERE name = 'm003_people_and_their_work'")
        raw.execute("PRAGMA user_version = 2")
    raw.close()
    with Corpus.open(path) as again:
        assert again.annotators() == {HODA: Annotator(HODA, "هدى العطار", Role.ANNOTATOR)}
        assert again.workflow() == Workflow()
        assert again.check() == []
        with again.act("Assign", author=HODA) as act:
            act.put(Assignment(stored.id, HODA, Task.ANNOTATE, HODA, "2026-11-01T08:00:00.000Z"))
        assert [work.annotator for work in again.remarks(Assignment)] == [HODA]
