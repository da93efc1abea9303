"""The full-text index."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.document import Document, new_document
from annotator.model.errors import CorpusError
from annotator.model.identity import DocumentId
from annotator.store.index import TextIndex, index_path
from annotator.text.folding import fold

RUSSIA = new_document("تركيا وروسيا تتفقان على وقف إطلاق النار", document_id="russia")
# “Turkey and Russia agree on a ceasefire”
PRICES = new_document("الأسعار ستنخفض قبل نهاية العام", document_id="prices")
# “Prices will fall before the end of the year”


def test_words_are_found_behind_proclitics_and_whatever_their_letter_forms(tmp_path: Path) -> None:
    with TextIndex(index_path(tmp_path / "a.isnad")) as index:
        index.add([RUSSIA, PRICES])
        assert index.search("روسيا") == ["russia"]
        assert index.search("الاسعار") == ["prices"]
        assert index.search("ال") == ["prices", "russia"]
        assert index.search("روسيا تتفقان على السلام") == []
        assert index.search('"OR"') == []
        assert index.search("ـــ") == []


def test_what_is_removed_or_replaced_is_found_no_more(tmp_path: Path) -> None:
    path = index_path(tmp_path / "a.isnad")
    with TextIndex(path) as index:
        index.add([RUSSIA, PRICES])
        index.add([new_document("موسكو تنفي", document_id="russia")])  # “Moscow denies”
        index.remove([PRICES.id, DocumentId("never was")])
        assert index.search("روسيا") == index.search("الأسعار") == []
        assert index.search("موسكو") == ["russia"]
        assert list(index.digests()) == ["russia"]
    with TextIndex(path) as again:
        assert again.search("موسكو") == ["russia"]


def test_a_file_that_is_no_index_is_made_again(tmp_path: Path) -> None:
    path = index_path(tmp_path / "a.isnad")
    path.write_bytes(b"something else" * 100)
    with TextIndex(path) as index:
        assert index.digests() == {}
        index.add([PRICES])
        assert index.search("نهاية") == ["prices"]
    with pytest.raises(CorpusError, match="cannot be written"):
        TextIndex(tmp_path / "missing" / "index")


def test_an_index_that_fails_halfway_stays_as_it_was(tmp_path: Path) -> None:
    def documents() -> list[Document]:
        raise RuntimeError

    with TextIndex(index_path(tmp_path / "a.isnad")) as index:
        index.add([PRICES])
        with pytest.raises(RuntimeError):
            index.add(d for _ in range(1) for d in documents())
        assert list(index.digests()) == ["prices"]


@given(text=st.text('ابتروسي و\u064eـ"a', min_size=1, max_size=12), query=st.text('ابتروسي و\u064eـ"a', max_size=5))
def test_a_document_is_found_exactly_where_its_search_form_holds_the_query(
    tmp_path_factory: pytest.TempPathFactory, text: str, query: str
) -> None:
    folder = tmp_path_factory.mktemp("index")
    with TextIndex(folder / "index") as index:
        index.add([new_document(text, document_id="d")])
        assert (index.search(query) == ["d"]) == (bool(fold(query)) and fold(query) in fold(text))
