"""Checking a corpus: the file, its texts, and whether the state tables say what the log says."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import orjson

from annotator.model.annotation import Annotation
from annotator.model.changes import RecordKey, RecordKind, Revision, Value
from annotator.model.comment import Comment
from annotator.model.compatibility import unheard_of
from annotator.model.document import Document, digest
from annotator.model.errors import AnnotatorError, Message, message
from annotator.model.history import Finding, FindingKind
from annotator.model.identity import DocumentId, ReferentId, SetName
from annotator.model.relation import Relation
from annotator.model.scheme import scheme_of
from annotator.store.revisions import Log, project
from annotator.store.rows import Table, key_for, value_of
from annotator.store.state import State, shorten
from annotator.store.tally import marks_of, seen, tally

_UNREADABLE: Final = (AnnotatorError, KeyError, TypeError, ValueError, AttributeError)
"""What reading a body or a row raises that is not as this program writes it."""

# Rows whose owner has no row: nothing of the program can make them.
_ORPHANS: Final = (
    ("annotation", "SELECT count(*) FROM annotation WHERE owner NOT IN (SELECT key FROM annotation_set)"),
    ("relation", "SELECT count(*) FROM relation WHERE owner NOT IN (SELECT key FROM annotation_set)"),
    ("zone", "SELECT count(*) FROM zone WHERE owner NOT IN (SELECT key FROM document)"),
    ("annotation_set", "SELECT count(*) FROM annotation_set WHERE document NOT IN (SELECT key FROM document)"),
    ("document", "SELECT count(*) FROM document WHERE text IS NOT NULL AND text NOT IN (SELECT key FROM text)"),
)


def check(connection: sqlite3.Connection, log: Log, state: State) -> list[Finding]:
    """Everything that is wrong with an open corpus, in the order: file, texts, corpus, documents by id."""
    try:
        return list(_findings(connection, log, state))
    except sqlite3.DatabaseError as error:
        return [Finding(FindingKind.DAMAGE, None, message("The file is damaged: {reason}.", reason=str(error)))]


def _findings(connection: sqlite3.Connection, log: Log, state: State) -> Iterator[Finding]:
    for (report,) in connection.execute("PRAGMA integrity_check").fetchall():
        if report != "ok":
            yield Finding(FindingKind.DAMAGE, None, message("The file is damaged: {reason}.", reason=report))
    for table, query in _ORPHANS:
        count = connection.execute(query).fetchone()[0]
        if count:
            yield Finding(
                FindingKind.PROJECTION,
                None,
                message("{count} rows of “{table}” belong to nothing.", count=count, table=table),
            )
    yield from _text_findings(connection)
    yield from _corpus_findings(connection, log, state)
    known = frozenset(state.referents())
    for document in _every_document(connection):
        yield from _document_findings(connection, log, state, document, known)


def _every_document(connection: sqlite3.Connection) -> list[DocumentId]:
    """The documents that the state or the log ever heard of, by id."""
    rows = connection.execute(
        "SELECT id FROM document UNION SELECT document FROM remark WHERE document <> '' "
        "UNION SELECT document FROM revision WHERE document IS NOT NULL ORDER BY 1"
    )
    return [document for (document,) in rows.fetchall()]


def _text_findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    for sha256, text in connection.execute("SELECT sha256, text FROM text ORDER BY key"):
        if digest(text) != sha256:
            yield Finding(
                FindingKind.DAMAGE,
                None,
                message("The text with the digest {sha256} has another digest.", sha256=sha256),
            )


def _corpus_findings(connection: sqlite3.Connection, log: Log, state: State) -> Iterator[Finding]:
    """Referents, annotators, the scheme and the workflow against the log, and what is in use against the scheme."""
    values: list[Value] = [*state.referents().values(), *state.annotators().values()]
    values += [value for value in (state.scheme(), state.remarks.value(RecordKey(RecordKind.WORKFLOW))) if value]
    yield from _compared(log.of_corpus(), {key_for(value): value for value in values}, {})
    yield from _label_findings(connection, log)


def _label_findings(connection: sqlite3.Connection, log: Log) -> Iterator[Finding]:
    """Labels and relation types in use that no version of the scheme ever had."""
    bodies = [revision.body for revision in log.of_record(RecordKey(RecordKind.SCHEME))]
    try:
        schemes = [scheme_of(orjson.loads(body)) for body in bodies if body is not None]
    except _UNREADABLE:
        return  # said already
    labels = connection.execute("SELECT layer, label FROM annotation UNION SELECT layer, label FROM zone").fetchall()
    types = [name for (name,) in connection.execute("SELECT DISTINCT type FROM relation")]
    for strange in unheard_of(labels, types, schemes):
        what = message("In use, but in no version of the scheme: {what}.", what=strange)
        yield Finding(FindingKind.SCHEME, RecordKey(RecordKind.SCHEME), what)


def _document_findings(
    connection: sqlite3.Connection, log: Log, state: State, document: DocumentId, referents: frozenset[ReferentId]
) -> Iterator[Finding]:
    revisions = log.of_document(document)
    key = RecordKey(RecordKind.DOCUMENT, document)
    try:
        stored, texts = _stored(state, connection, document, revisions)
    except _UNREADABLE as error:
        yield Finding(
            FindingKind.DAMAGE,
            key,
            message("The rows of “{document}” cannot be read: {reason}.", document=document, reason=str(error)),
        )
        return
    yield from _compared(revisions, stored, texts)
    yield from _waiting(stored, revisions, referents, key)
    yield from _comments_waiting(stored)
    article = stored.get(key)
    if isinstance(article, Document):
        yield from _span_findings(stored, len(article.text))
        yield from _derived_findings(connection, stored, article)


def _stored(
    state: State, connection: sqlite3.Connection, document: DocumentId, revisions: Iterable[Revision]
) -> tuple[dict[RecordKey, Value], dict[str, str]]:
    """All records of a document in the state, those that wait among them, and the texts that its revisions name."""
    stored: dict[RecordKey, Value] = {}
    article = state.document(document)
    if article is not None:
        stored[key_for(article)] = article
    for zone in state.annotations("zone", state.document_key(document) or 0):
        stored[key_for(zone, document=document)] = zone
    for name, owner in _sets(connection, document):
        header = state.header(document, name)
        values: list[Annotation | Relation] = [*state.annotations("annotation", owner), *state.relations(owner)]
        if header is not None:
            stored[key_for(header, document=document)] = header
        for value in values:
            stored[key_for(value, document=document, set_name=name)] = value
    stored |= {key_for(remark): remark for remark in state.remarks.every(document)}
    digests = {
        orjson.loads(r.body)["text_sha256"]
        for r in revisions
        if r.key.kind is RecordKind.DOCUMENT and r.body is not None
    }
    found = {sha256: state.text(sha256) for sha256 in digests}
    return stored, {sha256: text for sha256, text in found.items() if text is not None}


def _sets(connection: sqlite3.Connection, document: DocumentId) -> list[tuple[SetName, int]]:
    return connection.execute(
        "SELECT s.name, s.key FROM annotation_set s JOIN document d ON d.key = s.document "
        "WHERE d.id = ? ORDER BY s.name",
        (document,),
    ).fetchall()


def _compared(
    revisions: Iterable[Revision], stored: Mapping[RecordKey, Value], texts: Mapping[str, str]
) -> Iterator[Finding]:
    """The records that the state has otherwise than the log."""
    revisions = list(revisions)
    try:
        standing = project(revisions)
    except _UNREADABLE as error:
        key = revisions[0].key if revisions else None
        yield Finding(FindingKind.DAMAGE, key, message("A row of the log cannot be read: {reason}.", reason=str(error)))
        return
    for key in sorted({*standing, *stored}, key=lambda key: (key.kind, key.name)):
        try:
            logged = _logged(key, standing.get(key), texts)
        except _UNREADABLE as error:
            yield Finding(
                FindingKind.DAMAGE, key, message("A row of the log cannot be read: {reason}.", reason=str(error))
            )
            continue
        if logged != stored.get(key):
            yield Finding(FindingKind.PROJECTION, key, _difference(logged, stored.get(key)))


def _logged(key: RecordKey, table: Table | None, texts: Mapping[str, str]) -> Value | None:
    """The value that the log gives a record; none for a document whose text is not there."""
    if table is None or (key.kind is RecordKind.DOCUMENT and table["text_sha256"] not in texts):
        return None
    return value_of(key, table, texts.get(table.get("text_sha256", ""), ""))


def _difference(logged: Value | None, stored: Value | None) -> Message:
    if stored is None:
        return message("The log has a record that the state lacks.")
    if logged is None:
        return message("The state has a record that the log lacks.")
    return message("The state has another value than the log.")


def _waiting(
    stored: Mapping[RecordKey, Value],
    revisions: Iterable[Revision],
    referents: frozenset[ReferentId],
    document: RecordKey,
) -> Iterator[Finding]:
    """Records that refer to something absent, and so are not seen."""
    spoken_of = [r for r in revisions if r.key.kind is RecordKind.DOCUMENT]
    if document not in stored:
        if stored and not spoken_of:
            yield Finding(
                FindingKind.WAITING,
                document,
                message(
                    "{count} records wait for the document “{document}”.", count=len(stored), document=document.document
                ),
            )
        elif spoken_of and spoken_of[-1].body is not None:
            yield Finding(
                FindingKind.WAITING,
                document,
                message("The document “{document}” waits for its text.", document=document.document),
            )
    for key, value in stored.items():
        if isinstance(value, Relation):
            for _, member in value.members():
                if not _is_there(stored, key, member):
                    yield Finding(
                        FindingKind.WAITING,
                        key,
                        message("The relation {id} waits for the annotation {member}.", id=key.id, member=member),
                    )
        elif isinstance(value, Annotation) and value.referent is not None and value.referent not in referents:
            yield Finding(
                FindingKind.WAITING,
                key,
                message("The annotation {id} waits for the referent {referent}.", id=key.id, referent=value.referent),
            )


def _comments_waiting(stored: Mapping[RecordKey, Value]) -> Iterator[Finding]:
    """Comments whose target or thread is not there."""
    for key, value in stored.items():
        if not isinstance(value, Comment):
            continue
        if value.target is not None and not _target_is_there(stored, value):
            yield Finding(
                FindingKind.WAITING,
                key,
                message("The comment {id} waits for {target}, which it is about.", id=key.id, target=value.target),
            )
        if value.reply_to is not None:
            thread = RecordKey(RecordKind.COMMENT, value.document, id=value.reply_to)
            if thread not in stored:
                yield Finding(
                    FindingKind.WAITING,
                    key,
                    message("The comment {id} waits for {other}, which it answers.", id=key.id, other=value.reply_to),
                )


def _target_is_there(stored: Mapping[RecordKey, Value], comment: Comment) -> bool:
    kinds = (RecordKind.ZONE,) if comment.set_name is None else (RecordKind.ANNOTATION, RecordKind.RELATION)
    return any(RecordKey(kind, comment.document, comment.set_name, comment.target or "") in stored for kind in kinds)


def _is_there(stored: Mapping[RecordKey, Value], relation: RecordKey, member: str) -> bool:
    places = (
        RecordKey(RecordKind.ANNOTATION, relation.document, relation.set_name, member),
        RecordKey(RecordKind.ZONE, relation.document, None, member),
    )
    return any(place in stored for place in places)


def _span_findings(stored: Mapping[RecordKey, Value], length: int) -> Iterator[Finding]:
    for key, value in stored.items():
        if isinstance(value, Annotation) and value.end > length:
            yield Finding(
                FindingKind.SPAN,
                key,
                message(
                    "The stretch [{start}, {end}) of {id} reaches past the end of the text ({length}).",
                    start=value.start,
                    end=value.end,
                    id=key.id,
                    length=length,
                ),
            )


def _derived_findings(
    connection: sqlite3.Connection, stored: Mapping[RecordKey, Value], article: Document
) -> Iterator[Finding]:
    """What lists show of a document, kept beside it: head and counts."""
    key = key_for(article)
    head = connection.execute("SELECT title, outlet, published FROM document WHERE id = ?", (article.id,)).fetchone()
    title = article.meta.get("title") or shorten(article.title)
    if head != (title, article.meta.get("outlet"), article.meta.get("published")):
        yield Finding(
            FindingKind.PROJECTION, key, message("The list shows another title, outlet or date than the document has.")
        )
    zones = {k.id for k in stored if k.kind is RecordKind.ZONE}
    rows = connection.execute(
        "SELECT s.name, s.counts FROM annotation_set s JOIN document d ON d.key = s.document "
        "WHERE d.id = ? AND s.counts IS NOT NULL ORDER BY s.name",
        (article.id,),
    )
    for name, counts in rows.fetchall():
        values = [v for k, v in stored.items() if k.set_name == name]
        annotations = [v for v in values if isinstance(v, Annotation)]
        relations = seen((v for v in values if isinstance(v, Relation)), {*zones, *(a.id for a in annotations)})
        if orjson.loads(counts) != tally(marks_of(annotations), relations):
            yield Finding(
                FindingKind.PROJECTION,
                RecordKey(RecordKind.SET, article.id, name),
                message("The list shows other counts of “{set}” than there are.", set=name),
            )
