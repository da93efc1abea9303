"""Records as people call them."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.annotator import Annotator
from annotator.model.changes import RecordKey, RecordKind
from annotator.model.identity import ADJUDICATED, DocumentId, ReferentId, SetName
from annotator.model.referent import Referent
from annotator.operations.recordnames import record_named
from annotator.store.corpus import Corpus
from tests.operations.colleagues import ARTICLES, HODA, scheme

ARTICLE = ARTICLES[0]
OWN = SetName(HODA)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (RecordKey(RecordKind.REFERENT, id="e1"), "the referent “وزير المالية”"),
        (RecordKey(RecordKind.REFERENT, id="e2"), "the referent “e2”"),
        (RecordKey(RecordKind.ANNOTATION, ARTICLE.id, OWN, "a1"), f"an annotation in “{ARTICLE.title}” (هدى العطار)"),
        (RecordKey(RecordKind.HEADER, ARTICLE.id, ADJUDICATED), f"the status of “{ARTICLE.title}” (adjudicated)"),
        (RecordKey(RecordKind.COMMENT, DocumentId("gone"), id="m1"), "a comment on “gone”"),
        (
            RecordKey(RecordKind.ASSIGNMENT, ARTICLE.id, id="annotate:samir"),
            f"the assignment of “{ARTICLE.title}” (samir)",
        ),
    ],
)
def test_a_record_is_named_by_what_people_know_of_it(tmp_path: Path, key: RecordKey, said: str) -> None:
    with Corpus.create(tmp_path / "x.isnad", scheme(), author=HODA) as corpus:
        with corpus.act("Import", author=HODA) as act:
            act.put_document(ARTICLE)
            act.put(Annotator(HODA, "هدى العطار"))
            act.put(Referent(ReferentId("e1"), "وزير المالية", "PERS"))
        assert record_named(corpus, key).english() == said


@pytest.mark.parametrize("kind", RecordKind)
def test_every_kind_of_record_has_a_name(tmp_path: Path, kind: RecordKind) -> None:
    with Corpus.create(tmp_path / "x.isnad", scheme(), author=HODA) as corpus:
        assert record_named(corpus, RecordKey(kind, DocumentId("d"), OWN, "x")).english()
