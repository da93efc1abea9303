"""Identifiers: random ones do not meet, those of texts do."""

from __future__ import annotations

from annotator.model.identity import derive, document_id_of, mint


def test_minted_ids_bear_their_prefix_and_no_letter_that_is_misread() -> None:
    minted = {mint("a") for _ in range(500)}
    assert len(minted) == 500
    assert {len(name) for name in minted} == {13}
    assert {name[0] for name in minted} == {"a"}
    assert not set("ilou") & set("".join(name[1:] for name in minted))


def test_every_place_of_a_minted_id_varies() -> None:
    minted = [mint("") for _ in range(500)]
    assert all(len({name[place] for name in minted}) > 20 for place in range(12))


def test_the_id_of_a_text_is_the_beginning_of_its_digest() -> None:
    assert document_id_of("7c0f" * 16) == "7c0f7c0f7c0f7c0f"


def test_derived_names_follow_from_what_they_are_derived_from() -> None:
    assert derive("a", "huda", "a1") == derive("a", "huda", "a1")
    assert derive("a", "huda", "a1") != derive("a", "hudaa", "1")
    assert len({derive("r", "huda", str(number)) for number in range(500)}) == 500
