"""Which articles hold some words: the index is compared with the corpus, filled in parts, and asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from annotator.model.annotator import Annotator
from annotator.model.document import new_document
from annotator.model.identity import DocumentId, Handle
from annotator.operations import corpora
from annotator.operations.textsearch import holding, index_of, lacking, next_batch, searched_words, take_in
from annotator.store.corpus import Corpus

HUDA = Annotator(Handle("huda"), "هدى")


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    """Sixty articles about wells, one of them also about Russia, and one that is long."""
    path = tmp_path / "wells.isnad"
    corpora.create(path, scheme=corpora.scheme_named(corpora.DEFAULT_SCHEME), author=HUDA.handle)
    # The municipality opens well N
    texts = [f"البلدية تفتتح البئر رقم {number}" for number in range(60)]
    texts[7] += "\nوشكرت وروسيا والصين"
    texts[9] += " بعد الصيانة" * 12_000
    with Corpus.open(path) as opened:
        with opened.act(gesture="import", author=HUDA.handle) as act:
            for number, text in enumerate(texts):
                act.put(new_document(text, document_id=f"d{number:02}"))
        yield opened


def fill(corpus: Corpus) -> list[int]:
    """Bring the index up to date; the sizes of the parts."""
    index = index_of(corpus)
    sizes: list[int] = []
    rest: Sequence[DocumentId] = lacking(index, corpus.digests())
    while rest:
        batch, rest = next_batch(corpus, rest)
        take_in(index, batch)
        sizes.append(len(batch))
    return sizes


def test_words_of_texts_are_found_in_whatever_form(corpus: Corpus) -> None:
    fill(corpus)
    found = holding(index_of(corpus), ("روسيا", "بلديه", "قطار"))
    assert found["روسيا"] == {"d07"}
    assert len(found["بلديه"]) == 60
    assert found["قطار"] == frozenset()


def test_no_part_is_larger_than_a_frame_can_hand_over(corpus: Corpus) -> None:
    sizes = fill(corpus)
    assert sum(sizes) == 60
    assert max(sizes) <= 40
    assert sizes[0] == 10, "the long article ends a part"


def test_only_what_came_or_went_is_looked_at_again(corpus: Corpus) -> None:
    fill(corpus)
    assert lacking(index_of(corpus), corpus.digests()) == []
    rest = {document: sha256 for document, sha256 in corpus.digests().items() if document != "d07"}
    assert lacking(index_of(corpus), {**rest, DocumentId("new"): "0" * 64}) == ["new"]
    assert holding(index_of(corpus), ("روسيا",)) == {"روسيا": frozenset()}


def test_a_document_deleted_meanwhile_is_passed_over(corpus: Corpus) -> None:
    batch, rest = next_batch(corpus, [DocumentId("gone"), DocumentId("d01")])
    assert [document.id for document in batch] == ["d01"]
    assert not rest


def test_a_single_letter_is_not_looked_for_in_texts() -> None:
    assert searched_words("و روسيا") == ("روسيا",)
