"""History: who did what when."""

from __future__ import annotations

from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import Annotation
from annotator.model.changes import RecordKey, RecordKind
from annotator.model.document import Document
from annotator.model.identity import AnnotationId, Handle, SetName
from annotator.model.span import Span
from annotator.store.corpus import NEW_CORPUS, Corpus

HODA = Handle("hoda")
OWN = SetName("hoda")


def test_history_tells_acts_the_latest_first(corpus: Corpus, stored: Document) -> None:
    with corpus.act("Mark claim", author=Handle("samir")) as act:
        for name in ("a1", "a2"):
            act.put(Annotation(AnnotationId(name), "claim", "Claim", (Span(0, 5),)), document=stored.id, set_name=OWN)
    corpus.undo(stored.id, Handle("samir"))
    undoing, marking, importing, beginning = corpus.history()
    assert beginning.gesture == NEW_CORPUS
    assert (importing.gesture, importing.revisions, importing.undone) == ("Import", 2, False)
    assert (marking.act, marking.author, marking.revisions, marking.undone) == (act.id, "samir", 2, True)
    assert marking.documents == (stored.id,)
    assert (undoing.undoes, undoing.gesture, undoing.undone) == (act.id, "Mark claim", False)
    assert corpus.history(stored.id) == [undoing, marking, importing]
    assert corpus.history(limit=1) == [undoing]
    assert corpus.history(stored.id, limit=2) == [undoing, marking]


def test_a_record_tells_who_changed_it(corpus: Corpus, stored: Document) -> None:
    for author, end in (("hoda", 5), ("samir", 9)):
        with corpus.act("Move border", author=Handle(author)) as act:
            act.put(
                Annotation(AnnotationId("a/1%"), "claim", "Claim", (Span(0, end),)), document=stored.id, set_name=OWN
            )
    key = RecordKey(RecordKind.ANNOTATION, stored.id, OWN, "a/1%")
    with corpus.act("Erase", author=HODA) as act:
        act.erase(key)
    rows = corpus.history_of(key)
    assert [(r.author, r.gesture, r.body is None) for r in rows] == [
        ("hoda", "Move border", False),
        ("samir", "Move border", False),
        ("hoda", "Erase", True),
    ]
    assert {r.key for r in rows} == {key}
    assert [r.lamport for r in rows] == sorted(r.lamport for r in rows)


def test_every_act_tells_which_set_it_wrote_into(corpus: Corpus, annotated: AnnotatedDocument) -> None:
    document = annotated.document.id
    with corpus.act("Import", author=HODA) as act:
        act.put_document(annotated.document, annotated.zones)
        act.put_set(annotated)
    with corpus.act("Mark claim", author=HODA) as act:
        for name in ("a/1", "a2"):
            act.put(Annotation(AnnotationId(name), "claim", "Claim", (Span(0, 5),)), document=document, set_name=OWN)
    with corpus.act("Erase", author=HODA) as act:
        act.erase(RecordKey(RecordKind.ANNOTATION, document, OWN, "a2"))
    told = [(one.annotator, one.document, one.set_name, one.annotations, one.whole) for one in corpus.worked()]
    assert told[-3:] == [
        ("hoda", document, "samir", 0, True),
        ("hoda", document, "hoda", 2, False),
        ("hoda", document, "hoda", 0, False),
    ]
    assert {one.set_name for one in corpus.worked()} == {None, "samir", "hoda"}
