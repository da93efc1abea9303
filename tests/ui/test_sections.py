"""The table of sections: ids and keys of their own."""

from __future__ import annotations

from annotator.ui.sections import READING, SECTIONS


def test_every_section_has_an_id_and_a_key_of_its_own() -> None:
    assert len({section.id for section in SECTIONS}) == len(SECTIONS)
    assert len({section.shortcut for section in SECTIONS}) == len(SECTIONS)
    assert SECTIONS[0].id == READING
