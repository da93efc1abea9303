"""Names of files from names of documents and annotation sets, and back."""

from __future__ import annotations

import hashlib
import re
from typing import Final

_UNSAFE: Final = re.compile(r"[^\w.-]")
_ESCAPED: Final = re.compile(r"(?:%[0-9A-F]{2})+")
_LONGEST_BYTES: Final = 180
# Windows keeps these names for devices, with whatever suffix.
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.I)


def file_name(name: str) -> str:
    """A name that every file system takes; what is not a letter, digit, dot or hyphen is written as ``%`` and hex.

    A name too long for a file is cut and bears the beginning of its digest.

    >>> file_name("news/2026: أول")
    'news%2F2026%3A%20أول'
    """
    written = _UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace")), name)
    if name.startswith(".") or _DEVICES.fullmatch(name):
        written = f"%{ord(name[0]):02X}{written[1:]}"
    if written.endswith("."):
        written = written[:-1] + "%2E"
    raw = written.encode()
    if len(raw) <= _LONGEST_BYTES:
        return written
    digest = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:16]
    return f"{raw[: _LONGEST_BYTES - 17].decode('utf-8', 'ignore')}-{digest}"


def name_of_file(written: str) -> str:
    """The name that ``file_name`` made a file name of, but for one that was cut.

    >>> name_of_file("news%2F2026%3A%20أول")
    'news/2026: أول'
    """
    return _ESCAPED.sub(_unescaped, written)


def _unescaped(match: re.Match[str]) -> str:
    try:
        return bytes.fromhex(match[0].replace("%", "")).decode()
    except UnicodeDecodeError:
        return match[0]
