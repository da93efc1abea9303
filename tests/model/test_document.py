"""Documents: immutable text with a digest, and complete metadata."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.document import META_KEYS, Document, complete_meta, digest, new_document
from annotator.model.errors import ValueRefused
from annotator.model.identity import DocumentId

# "The minister: the port opens on Sunday"
HEADLINE = "الوزير: المرفأ يُفتتح الأحد"


def test_the_digest_is_that_of_the_utf8_bytes() -> None:
    assert digest(HEADLINE) == hashlib.sha256(HEADLINE.encode()).hexdigest()


def test_text_is_never_normalised() -> None:
    # Fatha before shadda: NFC would change their order.
    text = "وزّر وزَّر"
    assert new_document(text).text == text
    assert new_document(text).text_sha256 == digest(text)


def test_colleagues_who_import_the_same_text_meet_in_one_id() -> None:
    first, second = new_document(HEADLINE, meta={"outlet": "الميناء"}), new_document(HEADLINE)
    assert first.id == second.id == first.text_sha256[:16]


def test_a_given_id_is_kept() -> None:
    assert new_document(HEADLINE, document_id="JA-economy-270").id == "JA-economy-270"


def test_half_of_a_surrogate_pair_is_refused_with_its_place() -> None:
    with pytest.raises(ValueRefused, match="character 3"):
        new_document("خبر\ud83d")


@pytest.mark.parametrize(("name", "text"), [("", HEADLINE), ("d1", "")])
def test_a_document_needs_an_id_and_a_text(name: str, text: str) -> None:
    with pytest.raises(ValueRefused):
        Document(DocumentId(name), text, digest(text))


@given(st.dictionaries(st.one_of(st.sampled_from(META_KEYS), st.text(max_size=4)), st.one_of(st.none(), st.text())))
def test_complete_meta_keeps_what_was_given_in_an_order_of_its_own(meta: dict[str, str | None]) -> None:
    complete = complete_meta(meta)
    keys = list(complete)
    assert tuple(keys[:6]) == META_KEYS
    assert keys[6:] == sorted(set(meta) - set(META_KEYS))
    assert all(complete[key] == value for key, value in meta.items())
    assert list(complete_meta(complete)) == keys


@pytest.mark.parametrize(
    ("meta", "title"), [({"title": "عنوان"}, "عنوان"), ({}, "الوزير: المرفأ يُفتتح الأحد"), ({"title": ""}, HEADLINE)]
)
def test_without_a_title_the_first_line_stands_for_it(meta: dict[str, str | None], title: str) -> None:
    assert new_document(f"\n {HEADLINE} \nقال الوزير", meta=meta).title == title


def test_a_dateline_that_all_articles_of_an_agency_share_names_none_of_them() -> None:
    meta = {"dateline": "واشنطن - المغرب اليوم"}
    assert new_document(f"واشنطن - المغرب اليوم\n{HEADLINE}", meta=meta).title == HEADLINE
    assert new_document("واشنطن - المغرب اليوم", meta=meta).title == "واشنطن - المغرب اليوم"
