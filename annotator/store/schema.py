"""The tables of a corpus file, and the migrations that make them."""

from __future__ import annotations

import sqlite3
from typing import Final

from annotator.store.sqlitetools import Database, Migrations

APPLICATION_ID: Final = 0x49736E64
"""Marks the file as one of ours (the letters ``Isnd``)."""

migrations: Final = Migrations("isnad")

# Bodies are BLOBs: JSON goes in and out as the bytes that orjson makes and reads.
_LOG: Final = """
CREATE TABLE revision (
    replica INTEGER NOT NULL,
    seq     INTEGER NOT NULL,
    lamport INTEGER NOT NULL,
    author  TEXT NOT NULL,
    act     TEXT NOT NULL,
    gesture TEXT NOT NULL,
    undoes  TEXT,
    at      TEXT NOT NULL,
    document TEXT,
    kind    TEXT NOT NULL,
    record  TEXT NOT NULL,
    body    BLOB,
    PRIMARY KEY (replica, seq)
) STRICT;
-- A record's name starts with its document: this index finds the rows of a record, of a set and of a document.
CREATE INDEX revision_record ON revision (record);
CREATE INDEX revision_act ON revision (act);
CREATE INDEX revision_lamport ON revision (lamport);
CREATE INDEX revision_undoes ON revision (undoes) WHERE undoes IS NOT NULL;
CREATE TRIGGER revision_is_never_updated BEFORE UPDATE ON revision
BEGIN SELECT RAISE(ABORT, 'the revision log is append-only'); END;
CREATE TRIGGER revision_is_never_deleted BEFORE DELETE ON revision
BEGIN SELECT RAISE(ABORT, 'the revision log is append-only'); END;
"""

# No foreign keys between records: what refers to something absent waits, and appears when that comes.
_STATE: Final = """
CREATE TABLE text (
    key    INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    text   TEXT NOT NULL
) STRICT;
-- "text" is null while the document is deleted, or awaited by records that came before it.
CREATE TABLE document (
    key       INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,
    text      INTEGER,
    title     TEXT,
    outlet    TEXT,
    published TEXT,
    meta      BLOB,
    split     TEXT,
    "group"   TEXT
) STRICT;
CREATE INDEX document_text ON document (text);
-- "status" is null where nobody wrote a header; "counts" is null where it has to be counted again.
CREATE TABLE annotation_set (
    key            INTEGER PRIMARY KEY,
    document       INTEGER NOT NULL,
    name           TEXT NOT NULL,
    status         TEXT,
    layers_done    BLOB,
    guideline      TEXT,
    scheme         TEXT,
    scheme_version TEXT,
    counts         BLOB,
    UNIQUE (document, name)
) STRICT;
CREATE TABLE relation (
    owner      INTEGER NOT NULL,
    id         TEXT NOT NULL,
    type       TEXT NOT NULL,
    roles      BLOB NOT NULL,
    attributes BLOB,
    note       TEXT,
    origin     TEXT,
    unsure     INTEGER NOT NULL,
    PRIMARY KEY (owner, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE referent (
    id       TEXT PRIMARY KEY,
    name     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    variants BLOB NOT NULL,
    wikidata TEXT,
    same_as  TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE annotator (
    handle TEXT PRIMARY KEY,
    name   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE scheme (
    key  INTEGER PRIMARY KEY CHECK (key = 1),
    body BLOB NOT NULL
) STRICT;
"""

# The owner is an annotation set, of a zone a document. Null fragments: one stretch; null origin: manual.
_ANNOTATIONS: Final = """
CREATE TABLE {table} (
    owner      INTEGER NOT NULL,
    id         TEXT NOT NULL,
    layer      TEXT NOT NULL,
    label      TEXT NOT NULL,
    start      INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    fragments  BLOB,
    attributes BLOB,
    referent   TEXT,
    note       TEXT,
    origin     TEXT,
    unsure     INTEGER NOT NULL,
    PRIMARY KEY (owner, id)
) STRICT, WITHOUT ROWID;
"""


# What is shared and said about documents. No table a kind: they are read by document, as a whole, and never by a field.
# The document is empty where the record is about the corpus.
_REMARKS: Final = """
CREATE TABLE remark (
    kind     TEXT NOT NULL,
    document TEXT NOT NULL,
    id       TEXT NOT NULL,
    body     BLOB NOT NULL,
    PRIMARY KEY (kind, document, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX remark_document ON remark (document);
"""


@migrations()
def m001_log_and_state(database: Database) -> None:
    """The log and the tables that it projects into."""
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for script in (_LOG, _STATE, _ANNOTATIONS.format(table="annotation"), _ANNOTATIONS.format(table="zone")):
        database.executescript(script)


@migrations()
def m002_mentions_of_referents(database: Database) -> None:
    """An index from a referent to the sets that mention it; it holds only annotations that name one."""
    database.execute("CREATE INDEX annotation_referent ON annotation (referent, owner) WHERE referent IS NOT NULL")


@migrations()
def m003_people_and_their_work(database: Database) -> None:
    """Roles of annotators; assignments, comments, decisions, dismissals, and what was agreed on about the work."""
    database.execute("ALTER TABLE annotator ADD COLUMN role TEXT NOT NULL DEFAULT 'annotator'")
    database.executescript(_REMARKS)


def version() -> int:
    """The ``user_version`` of a file with all the migrations of this program."""
    return len(migrations.pending(Database(memory=True, execute_plugins=False)))


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables up to date; each migration is one transaction."""
    database = Database(connection, execute_plugins=False)
    if migrations.pending(database):
        migrations.apply(database)
        connection.execute(f"PRAGMA user_version = {version()}")
