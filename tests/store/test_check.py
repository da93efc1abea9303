"""A check finds what somebody damaged."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from annotator.model.annotated import AnnotatedDocument
from annotator.model.history import FindingKind
from annotator.model.identity import Handle
from annotator.store.corpus import Corpus

_ROW = (
    "INSERT INTO revision VALUES (7, {seq}, 99, 'zaid', '7-1', 'Merge', NULL, '', {document}, {kind}, {record}, {body})"
)


@pytest.fixture
def filled(corpus: Corpus, annotated: AnnotatedDocument) -> Corpus:
    with corpus.act("Import", author=Handle("hoda")) as act:
        act.put_document(annotated.document, annotated.zones)
        act.put_set(annotated)
        act.put(annotated.referents[0])
    corpus.documents()
    assert corpus.check() == []
    return corpus


def row(seq: int, document: str | None, kind: str, record: str, body: str | None) -> str:
    def quoted(text: str | None) -> str:
        return "NULL" if text is None else f"'{text}'"

    blob = "NULL" if body is None else f"CAST('{body}' AS BLOB)"
    return _ROW.format(seq=seq, document=quoted(document), kind=quoted(kind), record=quoted(record), body=blob)


@pytest.mark.parametrize(
    ("damage", "kinds"),
    [
        ("UPDATE annotation SET label = 'Spokesman' WHERE id = 'a2'", ["scheme", "projection"]),
        ("UPDATE relation SET type = 'rumour'", ["scheme", "projection", "projection"]),
        ("UPDATE annotation SET note = 'لا' WHERE id = 'a2'", ["projection"]),
        ("DELETE FROM annotation WHERE id = 'a1'", ["projection", "waiting", "projection"]),
        ("DELETE FROM relation", ["projection", "projection"]),
        ("UPDATE annotation_set SET status = 'approved'", ["projection"]),
        ("UPDATE annotation_set SET status = 'lost'", ["damage"]),
        ("UPDATE annotation_set SET counts = CAST('{}' AS BLOB)", ["projection"]),
        ("UPDATE document SET title = 'another'", ["projection"]),
        ("UPDATE document SET split = 'test'", ["projection"]),
        ("UPDATE zone SET fragments = CAST('[[5,1]]' AS BLOB)", ["damage"]),
        ('UPDATE zone SET "end" = 9999', ["projection", "span"]),
        ("UPDATE text SET text = replace(text, 'وزير', 'وكيل')", ["damage"]),
        ("UPDATE referent SET name = 'غيره'", ["projection"]),
        ("INSERT INTO annotator VALUES ('zaid', 'زيد', 'annotator')", ["projection"]),
        ("UPDATE annotation SET owner = 77 WHERE id = 'a3'", ["projection", "projection", "waiting", "projection"]),
        (row(1, "7c0f", "annotation", "7c0f/zaid/a1", "{broken"), ["damage"]),
        (row(1, "7c0f", "annotation", "7c0f/zaid/a1", "{}"), ["damage"]),
        (row(1, "7c0f", "document", "7c0f//", '{"text_sha256":"00","meta":{}}'), ["waiting"]),
        (row(1, None, "referent", "//e1", None), ["projection"]),
    ],
)
def test_a_check_finds_damage(path: Path, filled: Corpus, damage: str, kinds: list[str]) -> None:
    filled.close()
    with sqlite3.connect(path) as raw:
        raw.execute(damage)
    raw.close()
    with Corpus.open(path) as again:
        findings = again.check()
        assert [finding.kind for finding in findings] == [FindingKind(kind) for kind in kinds]
        assert all(finding.what.english() for finding in findings)


def test_a_check_finds_a_damaged_page(path: Path, filled: Corpus) -> None:
    filled.close()
    content = bytearray(path.read_bytes())
    page = content.index("قال وزير المالية".encode())
    content[page - 40 : page + 600] = b"\xff" * 640
    path.write_bytes(bytes(content))
    with Corpus.open(path) as again:
        assert again.check()[0].kind is FindingKind.DAMAGE
