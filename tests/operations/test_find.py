"""Finding words across a corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.document import new_document
from annotator.model.errors import ValueRefused
from annotator.model.identity import Handle
from annotator.model.scheme import Scheme
from annotator.operations.find import CONTEXT, find_in_corpus
from annotator.store.corpus import Corpus

AUTHOR = Handle("amal")
# "Muhammad al-Fulani arrived at the port." / "The port of Muhammadiyya reopened."
TEXTS = {"d1": "وصل مُحَمَّدٌ الفلاني إلى المرفأ.\nثم عاد.", "d2": "أعيد فتح ميناء محمدية القديم."}


@pytest.fixture
def corpus(tmp_path: Path, scheme: Scheme) -> Corpus:
    """Two articles."""
    made = Corpus.create(tmp_path / "news.isnad", scheme, author=AUTHOR)
    with made.act("Import", author=AUTHOR) as act:
        for name, text in TEXTS.items():
            act.put_document(new_document(text, document_id=name))
    return made


def test_marks_do_not_hide_a_word(corpus: Corpus) -> None:
    hits = find_in_corpus(corpus, "محمد", limit=10).hits
    assert hits[0].document == "d1"
    assert hits[0].text == "مُحَمَّدٌ"
    assert hits[0].span.of(TEXTS["d1"]) == hits[0].text


def test_the_surroundings_stay_within_the_paragraph(corpus: Corpus) -> None:
    (hit,) = find_in_corpus(corpus, "المرفأ", limit=10).hits
    assert hit.after == "."
    assert len(hit.before) <= CONTEXT
    assert TEXTS["d1"].split("\n")[0] == hit.before + hit.text + hit.after


def test_the_total_counts_beyond_the_limit(corpus: Corpus) -> None:
    found = find_in_corpus(corpus, "ا", limit=1)
    assert len(found.hits) == 1 < found.total


def test_nothing_is_found_of_nothing(corpus: Corpus) -> None:
    with pytest.raises(ValueRefused):
        find_in_corpus(corpus, " ـ ", limit=10)
