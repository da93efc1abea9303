"""Many records read at once say what each says alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import Annotation
from annotator.model.changes import RecordKey, RecordKind
from annotator.model.document import Document
from annotator.model.errors import UndoRefused
from annotator.model.identity import AnnotationId, Handle, SetName
from annotator.model.span import Span
from annotator.store.bearing import Bearing
from annotator.store.corpus import Corpus

HODA, SAMIR = Handle("hoda"), Handle("samir")
OWN = SetName("samir")
MANY = 24


def claims(end: int = 5) -> list[Annotation]:
    return [Annotation(AnnotationId(f"c{n:02}"), "claim", "Claim", (Span(n, n + end),)) for n in range(MANY)]


@pytest.fixture
def worked(corpus: Corpus, annotated: AnnotatedDocument) -> AnnotatedDocument:
    """A set with many claims, imported as a whole, of which some were moved, one erased and one marked anew."""
    several = replace(annotated, annotations=(*annotated.annotations, *claims()))
    with corpus.act("Import", author=HODA) as act:
        act.put_document(annotated.document, annotated.zones)
        act.put(annotated.referents[0])
        act.put_set(several)
    with corpus.act("Move borders", author=SAMIR) as act:
        act.put_annotations(claims(6)[:20], document=annotated.document.id, set_name=OWN)
    with corpus.act("Erase", author=SAMIR) as act:
        act.erase(RecordKey(RecordKind.ANNOTATION, annotated.document.id, OWN, "c03"))
    with corpus.act("Mark claim", author=SAMIR) as act:
        act.put(Annotation(AnnotationId("new"), "claim", "Claim", (Span(2, 4),)), document=annotated.document.id,
                set_name=OWN)  # fmt: skip
    return several


def ends(corpus: Corpus, document: Document) -> dict[str, int]:
    return {a.id: a.end for a in corpus.annotated(document.id, OWN).annotations}


def test_what_bears_on_a_record_is_the_same_read_alone_or_with_the_others(
    corpus: Corpus, worked: AnnotatedDocument
) -> None:
    document = worked.document.id
    names = [*(a.id for a in worked.annotations), "new", "unheard-of"]
    keys = [RecordKey(RecordKind.ANNOTATION, document, OWN, name) for name in names]
    keys += [RecordKey(RecordKind.ZONE, document, None, zone.id) for zone in worked.zones]
    keys += [RecordKey(RecordKind.SET, document, OWN), RecordKey(RecordKind.DOCUMENT, document)]
    bearing = Bearing(corpus._log, keys)
    assert [bearing.of(key) for key in keys] == [corpus.history_of(key) for key in keys]
    assert len(bearing.of(keys[names.index("c03")])) == 3


def test_a_bulk_act_on_an_imported_set_is_taken_back_to_the_import(corpus: Corpus, worked: AnnotatedDocument) -> None:
    moved = next(act for act in corpus.history(worked.document.id) if act.gesture == "Move borders")
    for act in corpus.history(worked.document.id)[:2]:
        corpus.undo_act(act.act, author=SAMIR)
    assert ends(corpus, worked.document)["c03"] == 9
    undone = corpus.undo_act(moved.act, author=SAMIR)
    assert len(undone.updated) == 20
    assert set(corpus.annotated(worked.document.id, OWN).annotations) == set(worked.annotations)
    corpus.undo_act(undone.act, author=SAMIR)
    assert [ends(corpus, worked.document)[f"c{n:02}"] - n for n in (0, 19, 20)] == [6, 6, 5]
    assert corpus.check() == []


def test_a_bulk_act_stays_where_one_of_its_many_records_was_changed_since(
    corpus: Corpus, worked: AnnotatedDocument
) -> None:
    moved = next(act for act in corpus.history(worked.document.id) if act.gesture == "Move borders")
    with pytest.raises(UndoRefused, match="Erase"):
        corpus.undo_act(moved.act, author=SAMIR)
    assert corpus.check() == []


def test_many_new_annotations_are_taken_back_and_come_again(corpus: Corpus, stored: Document) -> None:
    with corpus.act("Take over", author=SAMIR) as act:
        act.put_annotations(claims(), document=stored.id, set_name=OWN)
    assert len(corpus.undo(stored.id, SAMIR).erased) == MANY
    assert ends(corpus, stored) == {}
    assert len(corpus.redo(stored.id, SAMIR).created) == MANY
    assert set(corpus.annotated(stored.id, OWN).annotations) == set(claims())
    assert corpus.check() == []
