"""Plain text is taken exactly as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.formats.base import Incoming, Problems, ReadOptions
from annotator.formats.plaintext import TextImporter
from annotator.model.document import digest
from annotator.model.errors import InputRefused
from annotator.model.scheme import Scheme


def _read(raw: bytes, tmp_path: Path, scheme: Scheme) -> Incoming:
    path = tmp_path / "a.txt"
    path.write_bytes(raw)
    importer = TextImporter()
    (found,) = importer.read(path, scheme=scheme, options=ReadOptions(), problems=Problems("a.txt"))
    return found


def test_every_character_stays_but_newlines_become_lf(scheme: Scheme, tmp_path: Path) -> None:
    found = _read(" مُحَمَّدٌ \r\n\r\nالعـــربية\u2028\u00a0\r".encode("utf-8-sig"), tmp_path, scheme)
    text = " مُحَمَّدٌ \n\nالعـــربية\u2028\u00a0\n"
    assert found.annotated.document.text == text
    assert found.annotated.document.id == digest(text)[:16]


def test_dateline_and_boilerplate_are_proposed_as_zones(scheme: Scheme, tmp_path: Path) -> None:
    # Beirut - Coast News Agency / the minister announced that the port is ready. / Send your comment
    text = (
        "بيروت - وكالة الساحل\nأعلن وزير النقل سامر الخطيب أن المرفأ جاهز لاستقبال سفن القمح مطلع الشهر.\nأرسل تعليقك\n"
    )
    found = _read(text.encode(), tmp_path, scheme).annotated
    assert [(zone.label, zone.text(text), zone.origin) for zone in found.zones] == [
        ("dateline", "بيروت - وكالة الساحل", "suggested:structure"),
        ("boilerplate", "أرسل تعليقك", "suggested:structure"),
    ]
    assert found.document.meta["dateline"] == "بيروت - وكالة الساحل"
    assert found.document.text == text


def test_colleagues_who_import_the_same_file_get_the_same_document(scheme: Scheme, tmp_path: Path) -> None:
    raw = "بيروت - وكالة الساحل\nأعلن الوزير أن المرفأ جاهز.\n".encode()
    assert _read(raw, tmp_path, scheme) == _read(raw, tmp_path, scheme)


@pytest.mark.parametrize(
    "raw", [b"", b" \r\n\t", "نص\0".encode(), "أعلن".encode()[:-1] + b"\xff\xff" + "أعلن".encode()]
)
def test_what_is_no_text_is_refused(scheme: Scheme, tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(InputRefused):
        _read(raw, tmp_path, scheme)
