"""Encodings of Arabic files are found out, and damage is called damage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.encoding import EncodingRefused, check_name, decoded, detected

# "The transport minister announced on Tuesday that the port of Tripoli will receive the first grain ships …"
_NEWS = "أعلن وزير النقل سامر الخطيب، الثلاثاء، أن مرفأ طرابلس سيستقبل أولى سفن القمح في 3 آذار المقبل.\n"
_SHORT = "قال الوزير"  # "The minister said"


@pytest.mark.parametrize("text", [_NEWS, _NEWS * 40, _SHORT])
@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256", "iso-8859-6"],
)
def test_arabic_is_read_in_every_encoding(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == text


def test_utf16_without_a_mark_is_not_taken_for_the_utf8_that_it_also_is() -> None:
    raw = _NEWS.encode("utf-16-le")
    raw.decode("utf-8")
    assert detected(raw) == "utf-16-le"


@pytest.mark.parametrize("cut", [1, 7, 31])
def test_damaged_utf8_is_called_that(cut: int) -> None:
    raw = bytearray((_NEWS * 3).encode())
    raw[cut] = 0xFF
    with pytest.raises(EncodingRefused, match="damaged UTF-8"):
        decoded(bytes(raw))


def test_utf8_that_was_cut_off_is_called_damaged_with_its_line() -> None:
    with pytest.raises(EncodingRefused, match="damaged UTF-8") as refused:
        decoded((_NEWS * 3).encode()[:-3])
    assert refused.value.line == 3


@pytest.mark.parametrize("raw", ["Café à Paris, déjà été".encode("latin-1"), bytes(range(128, 256)) * 4])
def test_what_is_not_arabic_is_not_guessed(raw: bytes) -> None:
    with pytest.raises(EncodingRefused, match="unknown"):
        decoded(raw)


@pytest.mark.parametrize("arabic", ["cp1256", "iso-8859-6"])
def test_a_file_of_two_encodings_is_not_half_understood(arabic: str) -> None:
    raw = (_NEWS * 5).encode(arabic) + _NEWS.encode()
    with pytest.raises(EncodingRefused, match="mixes UTF-8 and another encoding"):
        decoded(raw)


@pytest.mark.parametrize(
    ("start", "kind"),
    [(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"), (b"PK\x03\x04\x14", "DOCX"), (b"\x89PNG\r\n", "PNG")],
)
def test_a_file_of_another_kind_under_the_name_of_a_text_is_called_what_it_is(start: bytes, kind: str) -> None:
    with pytest.raises(EncodingRefused, match=kind):
        decoded(start + bytes(range(256)))


def test_letters_of_another_script_are_not_forced_into_an_arabic_encoding() -> None:
    # "The president announced the beginning of talks today", in Russian
    with pytest.raises(EncodingRefused, match="unknown"):
        decoded("Президент заявил сегодня о начале переговоров".encode("cp1251"))


@pytest.mark.parametrize(
    "name", ["klingon", "base64", "rot13", "punycode", "idna", "undefined", "unicode_escape", "\0"]
)
def test_only_names_of_encodings_of_text_are_taken(name: str) -> None:
    with pytest.raises(EncodingRefused, match="no encoding"):
        check_name(name)


def test_a_person_has_the_last_word() -> None:
    assert decoded("Café".encode("latin-1"), encoding="latin-1") == "Café"
    with pytest.raises(EncodingRefused, match="This is not ascii: byte 0xc3 at position 4"):
        decoded("Café".encode(), encoding="ascii")
    with pytest.raises(EncodingRefused, match="no encoding “klingon”"):
        decoded(b"a", encoding="klingon")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_utf8_with_a_mark_is_read_whatever_it_says(text: str) -> None:
    assert decoded(text.encode("utf-8-sig")) == text.removeprefix("\ufeff")


@given(st.binary())
def test_any_bytes_are_text_or_refused(raw: bytes) -> None:
    try:
        decoded(raw)
    except EncodingRefused as refused:
        assert refused.what.english()
