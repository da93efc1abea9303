"""Merging rows into a corpus: the union of two logs, in one transaction."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import Annotation
from annotator.model.changes import ChangeSet, RecordKey, RecordKind
from annotator.model.document import Document
from annotator.model.errors import BugError
from annotator.model.history import FindingKind
from annotator.model.identity import AnnotationId, Handle, ReferentId, SetName
from annotator.model.referent import Referent
from annotator.model.scheme import Scheme
from annotator.model.span import Span
from annotator.store.corpus import Corpus
from annotator.store.foreign import received, travelling
from annotator.store.merging import MergeRefused, Merging
from annotator.store.rows import Row
from annotator.store.unfinished import drop

HODA, SAMIR = Handle("hoda"), Handle("samir")
OWN = SetName("hoda")


def claim(name: str, end: int) -> Annotation:
    return Annotation(AnnotationId(name), "claim", "Claim", (Span(0, end),))


@pytest.fixture
def other(tmp_path: Path, scheme: Scheme) -> Iterator[Corpus]:
    """The corpus of a colleague, with nothing in it."""
    with Corpus.create(tmp_path / "زميل.isnad", scheme, author=SAMIR) as made:  # “Colleague”
        yield made


def rows_of(corpus: Corpus) -> list[Row]:
    return list(corpus.outgoing.rows(lambda _document, _set: True))


def given(source: Corpus, target: Corpus, *, texts: bool = True) -> tuple[Merging, ChangeSet]:
    with target.merging() as merging:
        if texts:
            for text in source.outgoing.texts(source.outgoing.digests(lambda _document: True)):
                merging.take_text(*text)
        merging.take([received(orjson.loads(travelling(row))) for row in rows_of(source)])
        list(merging.settle())
        return merging, merging.commit()


def test_what_came_is_told_and_read(corpus: Corpus, other: Corpus, annotated: AnnotatedDocument) -> None:
    with corpus.act("Import", author=HODA) as act:
        act.put_document(annotated.document, annotated.zones)
        act.put_set(annotated)
        act.put(annotated.referents[0])
    merging, changes = given(corpus, other)
    assert merging.rows == {HODA: 5}
    assert merging.sets == {"samir": 1}
    assert merging.documents == [annotated.document.id]
    assert [change.key.kind for change in changes.created] == [RecordKind.REFERENT]
    assert annotated.document.id in changes.documents
    assert list(other.every_annotated()) == list(corpus.every_annotated())
    assert other.documents() == corpus.documents()
    assert other.check() == []


def test_what_refers_to_something_absent_waits_and_appears(corpus: Corpus, other: Corpus, stored: Document) -> None:
    with corpus.act("Mark claim", author=HODA) as act:
        act.put(claim("a1", 5), document=stored.id, set_name=OWN)
    given(corpus, other, texts=False)
    assert other.documents() == []
    assert {finding.kind for finding in other.check()} == {FindingKind.WAITING}
    merging, changes = given(corpus, other)
    assert merging.new_rows == 0
    assert merging.documents == [stored.id]
    assert RecordKey(RecordKind.DOCUMENT, stored.id) in changes.replaced
    assert [a.id for a in other.annotated(stored.id, OWN).annotations] == ["a1"]
    assert other.check() == []


def test_the_same_row_with_another_content_is_damage_and_nothing_is_kept(
    corpus: Corpus, other: Corpus, stored: Document
) -> None:
    given(corpus, other)
    before = rows_of(other)
    with corpus.act("Mark claim", author=HODA) as act:
        act.put(claim("a1", 5), document=stored.id, set_name=OWN)
    fresh, known = rows_of(corpus)[-1], list(rows_of(corpus)[0])
    known[5] = "Another gesture"
    with pytest.raises(MergeRefused, match="another content"), other.merging() as merging:
        merging.take([received(orjson.loads(travelling(row))) for row in (fresh, tuple(known))])
    assert rows_of(other) == before
    with other.act("Mark claim", author=SAMIR) as act:
        act.put(claim("a1", 4), document=stored.id, set_name=SetName("samir"))
    assert other.check() == []


def test_an_annotation_past_the_end_of_its_text_is_refused(corpus: Corpus, other: Corpus, stored: Document) -> None:
    with corpus.act("Mark claim", author=HODA) as act:
        act.put(claim("a1", len(stored.text) + 1), document=stored.id, set_name=OWN)
    with pytest.raises(MergeRefused, match="past the end"):
        given(corpus, other)
    assert not other.has_document(stored.id)


def test_only_what_was_changed_without_knowing_of_each_other_is_overruled(
    corpus: Corpus, other: Corpus, stored: Document
) -> None:
    minister = Referent(ReferentId("e1"), "وزير المالية", "PERS")  # “The finance minister”
    with corpus.act("New referent", author=HODA) as act:
        act.put(minister)
    merging, _changes = given(corpus, other)
    assert merging.overruled == []
    with other.act("Rename", author=SAMIR) as act:
        act.put(Referent(ReferentId("e1"), "الوزير أحمد", "PERS"))  # “Minister Ahmad”
    merging, _changes = given(other, corpus)
    assert merging.overruled == []  # Samir knew what he changed.
    for number, (place, author) in enumerate(((corpus, HODA), (other, SAMIR), (other, SAMIR))):
        with place.act("Rename", author=author) as act:
            act.put(Referent(ReferentId("e1"), f"الوزير {number}", "PERS"))
    sent = [received(orjson.loads(travelling(row))) for row in rows_of(corpus)]
    merging, _changes = given(other, corpus)
    (mine,) = merging.overruled
    assert (mine.came, mine.lost.author, mine.won.author) == (True, HODA, SAMIR)
    with other.merging() as merging:
        merging.take(sent)
        list(merging.settle())
        merging.commit()
    (theirs,) = merging.overruled
    assert (theirs.came, theirs.lost.author, theirs.won.author) == (False, HODA, SAMIR)
    assert dict(corpus.referents()) == dict(other.referents())
    assert corpus.referents()[ReferentId("e1")].name == "الوزير 2"


def test_two_devices_of_one_person_are_told_what_one_of_them_loses(
    corpus: Corpus, other: Corpus, stored: Document
) -> None:
    given(corpus, other)
    for place, end in ((corpus, 5), (other, 4), (other, 3)):
        with place.act("Mark claim", author=HODA) as act:
            act.put(claim("a1", end), document=stored.id, set_name=OWN)
    merging, _changes = given(other, corpus)
    (lost,) = merging.overruled
    assert lost.key == RecordKey(RecordKind.ANNOTATION, stored.id, OWN, "a1")
    assert corpus.annotated(stored.id, OWN).annotations == (claim("a1", 3),)


def test_the_stacks_are_right_at_once_after_a_merge(corpus: Corpus, other: Corpus, stored: Document) -> None:
    given(corpus, other)
    with other.act("Mark claim", author=HODA) as act:
        act.put(claim("a1", 5), document=stored.id, set_name=OWN)
    # The stacks are in memory before the merge.
    assert other.undoable(stored.id, HODA) is not None
    corpus.undoable(stored.id, HODA)
    with corpus.act("Mark source", author=HODA) as act:
        act.put(claim("a2", 6), document=stored.id, set_name=OWN)
    given(other, corpus)
    given(corpus, other)
    assert corpus.undoable(stored.id, HODA) == other.undoable(stored.id, HODA)
    corpus.undo(stored.id, HODA)
    corpus.undo(stored.id, HODA)
    assert corpus.annotated(stored.id, OWN).annotations == ()
    given(corpus, other)
    assert other.redoable(stored.id, HODA) == corpus.redoable(stored.id, HODA)
    other.redo(stored.id, HODA)
    assert len(other.annotated(stored.id, OWN).annotations) == 1


def test_nothing_else_is_written_during_a_merge_and_one_broken_off_leaves_nothing(
    corpus: Corpus, other: Corpus, stored: Document
) -> None:
    before = rows_of(other)
    with other.merging() as merging:
        merging.take([received(orjson.loads(travelling(row))) for row in rows_of(corpus)])
        with pytest.raises(BugError):
            other.begin("Mark claim", author=SAMIR)
    assert not merging.under_way
    assert rows_of(other) == before
    with pytest.raises(BugError):
        merging.commit()
    other.close()


def test_a_merge_that_is_killed_leaves_the_corpus_as_it_was(
    tmp_path: Path, corpus: Corpus, other: Corpus, stored: Document
) -> None:
    with corpus.act("Mark claim", author=HODA) as act:
        act.put(claim("a1", 5), document=stored.id, set_name=OWN)
    lines = tmp_path / "rows"
    lines.write_bytes(b"".join(travelling(row) for row in rows_of(corpus)))
    before, path = rows_of(other), other.path
    other.close()
    program = textwrap.dedent(
        """
        import os, signal, sys
        from pathlib import Path
        import orjson
        from annotator.store.corpus import Corpus
        from annotator.store.foreign import received

        corpus = Corpus.open(Path(sys.argv[1]))
        with corpus.merging() as merging:
            merging.take([received(orjson.loads(line)) for line in Path(sys.argv[2]).read_bytes().splitlines()])
            list(merging.settle())
            print(merging.new_rows, flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
        """
    )
    child = subprocess.run([sys.executable, "-c", program, str(path), str(lines)], capture_output=True, check=False)
    assert int(child.stdout) == len(rows_of(corpus)), child.stderr
    with Corpus.open(path) as again:
        assert rows_of(again) == before
        assert again.check() == []
    drop(lines)
