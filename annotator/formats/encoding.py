"""Which characters the bytes of a file mean."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from typing import Final

from annotator.model.errors import AnnotatorError, Message, message

_BOMS: Final = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE_BYTES: Final = 65_536
_LETTERS_PER_THOUSAND: Final = {
    # Counted in the text of 40 articles of the ANT corpus 1.1 (Chouigui, Ben Khiroun & Elayeb 2017).
    "ا": 156, "ل": 116, "ي": 72, "م": 60, "و": 53, "ن": 52, "ت": 51, "ر": 48, "ب": 35, "ة": 34, "ع": 32,
    "د": 29, "س": 28, "ف": 26, "ق": 22, "ه": 21, "ح": 19, "ج": 18, "أ": 17, "ك": 16, "ص": 12, "ش": 10,
    "ط": 10, "خ": 9, "ى": 8, "إ": 7, "ز": 7, "ض": 6, "ئ": 5, "ذ": 5, "ث": 4, "غ": 4, "ء": 4, "ظ": 2, "ؤ": 2,
    "آ": 1,
}  # fmt: skip
_AMID_LATIN: Final = re.compile(rb"(?<=[A-Za-z])[\x80-\xff]|[\x80-\xff](?=[A-Za-z])")
# Four Arabic letters of UTF-8 in a row; in Windows-1256 and ISO 8859-6 they would be letters and signs by turns.
_UTF8_AMID: Final = re.compile(rb"(?:[\xd8-\xdb][\x80-\xbf]){4}")
_NO_TEXTS: Final = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP, DOCX"),
    (b"\xd0\xcf\x11\xe0", "DOC"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf", "7Z"),
    (b"Rar!", "RAR"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"SQLite format 3\0", "SQLite"),
)
"""How files begin that are often renamed to text by mistake, and what they are."""
_ODD_STARTS: Final = tuple(start for start, _ in (*_BOMS, *_NO_TEXTS))
# Python offers them as encodings, but they are ways to write text in ASCII, or none at all.
_NO_ENCODINGS: Final = frozenset(("idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"))
_STRANGE: Final = -20
_LEAST_ARABIC: Final = 0.6


class EncodingRefused(AnnotatorError):
    """Bytes that are not text, or not text in the encoding that they were said to be in.

    Attributes:
        line: The line where it went wrong, from one, or None.
    """

    def __init__(self, what: Message, remedy: Message | None = None, *, line: int | None = None) -> None:
        super().__init__(what, remedy)
        self.line = line


def decoded(raw: bytes, *, encoding: str | None = None) -> str:
    """The text of a file, without its byte order mark and with its newlines as they are.

    Args:
        raw: All bytes of the file.
        encoding: Name of its encoding where a person gave one; otherwise it is found out.

    Raises:
        EncodingRefused: If the bytes are not text in that encoding, or in any that is known here.
    """
    if encoding:
        check_name(encoding)
    elif (plain := _plain_utf8(raw)) is not None:
        return plain
    name = encoding or detected(raw)
    try:
        # The generic decoders of UTF-16 and UTF-32 take the mark themselves, the exact ones leave it in the text.
        text = raw.decode(name)
    except UnicodeDecodeError as error:
        raise EncodingRefused(
            message(
                "This is not {name}: byte {byte} at position {position}.",
                name=name,
                byte=f"0x{raw[error.start]:02x}",
                position=error.start + 1,
            ),
            message("Choose another encoding."),
            line=_line(raw, error.start),
        ) from None
    return text.removeprefix("\ufeff")


def _plain_utf8(raw: bytes) -> str | None:
    """The text of what is UTF-8 and begins like nothing else: ``detected`` says so of the same, but reads it twice."""
    if raw.startswith(_ODD_STARTS) or b"\0" in raw or b"\6" in raw:
        return None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def check_name(encoding: str) -> None:
    """Refuse a name that is not that of an encoding of text.

    Raises:
        EncodingRefused: With some names that are.
    """
    try:
        "".encode(encoding)
        known = codecs.lookup(encoding).name not in _NO_ENCODINGS
    except (LookupError, UnicodeError, ValueError):
        known = False  # A ValueError comes of NUL in the name.
    if not known:
        raise EncodingRefused(
            message("There is no encoding “{name}”.", name=encoding),
            message("Such names are utf-8, cp1256, iso-8859-6."),
        )


def detected(raw: bytes) -> str:
    """The encoding of a file of Arabic text.

    In this order: byte order mark; UTF-16 without one (which is valid UTF-8, so statistics decide); strict UTF-8; then
    Windows-1256 against ISO 8859-6 by the letters that they give.

    Raises:
        EncodingRefused: If it is damaged UTF-8, or nothing that is known here.
    """
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return name
    kind = next((kind for start, kind in _NO_TEXTS if raw.startswith(start)), None)
    if kind is not None:
        raise EncodingRefused(
            message("This is no text but {kind}.", kind=kind), message("Save what it says as a plain text file.")
        )
    wide = _wide(raw[:_SAMPLE_BYTES])
    if wide:
        return wide
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _single_byte(raw, error.start)
    return "utf-8"


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: one byte of each pair is a page number, that of Arabic (06) or of ASCII (00)."""
    if len(sample) < 4:
        return None
    shares = []
    for half in (sample[0::2], sample[1::2]):
        # In other encodings of text, neither byte ever stands where a letter should.
        shares.append((half.count(0x06) + half.count(0x00)) / len(half))
    first, second = shares
    if second > 0.7 > first + 0.3:
        return "utf-16-le"
    if first > 0.7 > second + 0.3:
        return "utf-16-be"
    return None


def _single_byte(raw: bytes, broken_at: int) -> str:
    """Windows-1256 or ISO 8859-6, unless most of the file is UTF-8 after all.

    Args:
        raw: The bytes.
        broken_at: Where they stop being UTF-8.
    """
    high = sum(raw.count(byte) for byte in range(0x80, 0x100))
    valid = len(raw.decode("utf-8", "ignore").encode()) - (len(raw) - high)
    if valid > high / 2:
        raise EncodingRefused(
            message(
                "This is damaged UTF-8: byte {byte} at position {position}.",
                byte=f"0x{raw[broken_at]:02x}",
                position=broken_at + 1,
            ),
            message("Fetch the file again; it was cut or changed on its way."),
            line=_line(raw, broken_at),
        )
    amid = _UTF8_AMID.search(raw)
    if amid is not None:
        raise EncodingRefused(
            message(
                "The file mixes UTF-8 and another encoding: byte {byte} at position {position} is not UTF-8.",
                byte=f"0x{raw[broken_at]:02x}",
                position=broken_at + 1,
            ),
            message("Fetch the file again, or choose its encoding."),
            line=_line(raw, broken_at),
        )
    counts = Counter(raw)
    scores = {name: _likeness(counts, name) for name in ("cp1256", "iso-8859-6") if _has_all(name, counts)}
    best = max(scores, key=lambda name: scores[name])
    # «é» between Latin letters is no Arabic, whatever letter its byte would be.
    amid_latin = len(_AMID_LATIN.findall(raw))
    if amid_latin > high / 2 or _arabic_share(counts, best) < _LEAST_ARABIC:
        raise EncodingRefused(
            message(
                "The encoding is unknown: byte {byte} at position {position} is not UTF-8, and the letters are not "
                "Arabic in Windows-1256 or ISO 8859-6.",
                byte=f"0x{raw[broken_at]:02x}",
                position=broken_at + 1,
            ),
            message("Choose the encoding."),
            line=_line(raw, broken_at),
        )
    return best


def _has_all(name: str, counts: Counter[int]) -> bool:
    """Whether every byte means something in an encoding; Windows-1256 has a meaning for each."""
    return "\ufffd" not in bytes(counts).decode(name, "replace")


def _likeness(counts: Counter[int], name: str) -> float:
    """How much the letters look like Arabic news, from the frequency of each."""
    total = 0.0
    for byte in range(0x80, 0x100):
        if counts[byte]:
            character = bytes((byte,)).decode(name, "replace")
            total += counts[byte] * (_LETTERS_PER_THOUSAND.get(character, 0) or _penalty(character))
    return total


def _penalty(character: str) -> int:
    """Punctuation and marks say nothing; what no Arabic text holds speaks against the encoding."""
    return 0 if "\u060c" <= character <= "\u06ff" or (not character.isalpha() and character != "\ufffd") else _STRANGE


def _arabic_share(counts: Counter[int], name: str) -> float:
    letters = all_letters = 0
    for byte in range(0x80, 0x100):
        character = bytes((byte,)).decode(name, "replace")
        if counts[byte] and (character.isalpha() or character == "\ufffd" or character < "\u00a0"):
            all_letters += counts[byte]
            letters += counts[byte] if "\u0621" <= character <= "\u064a" else 0
    return letters / all_letters if all_letters else 0.0


def _line(raw: bytes, position: int) -> int:
    return raw.count(b"\n", 0, position) + 1
