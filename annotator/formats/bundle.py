"""Bundles: what colleagues give each other, one compressed file with texts, revisions, and a manifest.

A bundle is a zip archive of these members and no others, each read by name and in lines, never unpacked:

* ``manifest.json``: format, who made it, scheme, guideline, people, counts, and size and SHA-256 of the other members.
* ``texts.jsonl``: ``["SHA-256", "text"]``, each text once.
* ``revisions.jsonl``: rows of the log, one a line, as ``annotator.store.foreign`` describes them.
* ``guideline.toml``: the guideline that its maker worked by, where there is one.

Where it comes from, nobody knows: sizes are capped, members named, digests and lines checked before any is believed.
"""

from __future__ import annotations

import errno
import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, cast

import orjson

from annotator.formats.strictjson import Untrusted, decode
from annotator.model.document import digest
from annotator.model.errors import AnnotatorError, Message, ValueRefused, message

SUFFIX: Final = ".isnad-bundle"
FORMAT: Final = "isnad-bundle/1"
TEXTS: Final = "texts.jsonl"
REVISIONS: Final = "revisions.jsonl"
GUIDELINE: Final = "guideline.toml"
_MANIFEST: Final = "manifest.json"
_MEMBERS: Final = (TEXTS, REVISIONS, GUIDELINE)

MOST_BYTES: Final = 8 << 30
"""All members together, unpacked."""
MOST_OF_A_LINE: Final = 256 << 20
_MOST_OF_A_MANIFEST: Final = 4 << 20
_MOST_OF_A_GUIDELINE: Final = 4 << 20
_MOST_SWOLLEN: Final = 200
"""How many times larger than packed a member may be: JSON shrinks to a tenth, a bomb to a thousandth."""
_SMALL: Final = 1 << 20
_PIECE: Final = 1 << 18
_LEVEL: Final = 5
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    OverflowError,
)
"""What the zip library raises where an archive is not one, or is damaged."""
_FOR_ALL_TIMES: Final = (1980, 1, 1, 0, 0, 0)


class BundleRefused(AnnotatorError):
    """A bundle that cannot be read, or must not be believed; nothing of it is kept."""


class BundleWriter:
    """A bundle under way: one member after the other, the manifest last.

    Args:
        path: The file, which is made anew.
    """

    def __init__(self, path: Path) -> None:
        self._archive = zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL)
        self._members: dict[str, dict[str, Any]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._archive.close()

    def write(self, name: str, lines: Iterable[bytes]) -> int:
        """Write a member, and give the number of its lines.

        Args:
            name: One of ``TEXTS``, ``REVISIONS``, ``GUIDELINE``.
            lines: Each with its newline.
        """
        sha, size, count = hashlib.sha256(), 0, 0
        with self._archive.open(_member(name), "w", force_zip64=True) as member:
            for line in lines:
                member.write(line)
                sha.update(line)
                size += len(line)
                count += 1
        self._members[name] = {"sha256": sha.hexdigest(), "bytes": size, "lines": count}
        return count

    def finish(self, facts: Mapping[str, Any]) -> None:
        """Write the manifest.

        Args:
            facts: What it says beside the format and the members.
        """
        manifest = {"format": FORMAT, **facts, "members": self._members}
        content = orjson.dumps(manifest, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
        self._archive.writestr(_member(_MANIFEST), content)


class BundleFile:
    """A bundle that somebody gave us.

    Args:
        path: The file.

    Attributes:
        path: The file.
        manifest: What it says of itself; only its shape is checked.

    Raises:
        BundleRefused: If it is no bundle, of a newer form, or larger than any bundle may be.
        OSError: If it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._archive = zipfile.ZipFile(path)
        except (*_BROKEN, OSError) as error:
            if _is_of_the_system(error):
                raise
            raise self._refused(message("it is not a bundle, or was cut off on its way")) from None
        try:
            self._infos = self._members()
            self.manifest = self._read_manifest()
        except BaseException:
            self._archive.close()
            raise

    def close(self) -> None:
        """Give the file free."""
        self._archive.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def size(self) -> int:
        """The size of all members, unpacked, in bytes."""
        return sum(info.file_size for name, info in self._infos.items() if name != _MANIFEST)

    def verify(self) -> Iterator[int]:
        """Read every member to its end and compare it with the manifest.

        Yields:
            How many bytes were read since the last time.

        Raises:
            BundleRefused: If one is damaged, or is not the one that the manifest names.
        """
        for name, fact in self.manifest["members"].items():
            sha = hashlib.sha256()
            for piece in self._pieces(name):
                sha.update(piece)
                yield len(piece)
            if sha.hexdigest() != fact["sha256"]:
                raise self._refused(message("“{member}” is damaged", member=name))

    def texts(self) -> Iterator[tuple[str, str]]:
        """The texts, each with its digest, which is checked.

        Raises:
            BundleRefused: If a text has another digest than the bundle says.
        """
        for number, line in self._lines(TEXTS):
            try:
                sha256, text = orjson.loads(line)
                sound = type(text) is str and "\0" not in text and text != "" and digest(text) == sha256
            except (ValueError, TypeError, ValueRefused):
                raise self._refused(self._damaged(TEXTS, number)) from None
            if not sound:
                raise self._refused(
                    message("text {number} does not have the digest that stands beside it", number=number)
                )
            yield sha256, text

    def revisions(self) -> Iterator[tuple[int, Any]]:
        """The rows of the log as they stand there, with their line numbers, from one; not checked.

        Raises:
            BundleRefused: If a line is not JSON.
        """
        for number, line in self._lines(REVISIONS):
            try:
                yield number, orjson.loads(line)
            except ValueError:
                raise self._refused(self._damaged(REVISIONS, number)) from None

    def guideline(self) -> bytes | None:
        """The guideline that its maker worked by, or None."""
        return b"".join(self._pieces(GUIDELINE)) if GUIDELINE in self.manifest["members"] else None

    # Helpers.

    def _refused(self, reason: Message) -> BundleRefused:
        return refused(self.path, reason)

    def _damaged(self, name: str, number: int) -> Message:
        return message("line {number} of “{member}” cannot be read", number=number, member=name)

    def _members(self) -> dict[str, zipfile.ZipInfo]:
        infos = {info.filename: info for info in self._archive.infolist()}
        lawful = {_MANIFEST, *_MEMBERS}
        if len(infos) != len(self._archive.infolist()) or not {_MANIFEST, TEXTS, REVISIONS} <= set(infos) <= lawful:
            raise self._refused(message("it does not hold what a bundle holds"))
        for name, info in infos.items():
            packed = info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
            if info.flag_bits & 1 or not packed:
                raise self._refused(message("“{member}” is packed in a way that bundles are not", member=name))
            if info.file_size > _SMALL and info.file_size > _MOST_SWOLLEN * info.compress_size:
                raise self._refused(message("“{member}” is packed in a way that bundles are not", member=name))
        limits = {_MANIFEST: _MOST_OF_A_MANIFEST, GUIDELINE: _MOST_OF_A_GUIDELINE}
        sizes = {name: info.file_size for name, info in infos.items()}
        if sum(sizes.values()) > MOST_BYTES or any(sizes.get(name, 0) > limit for name, limit in limits.items()):
            raise self._refused(message("it is larger than a bundle may be"))
        return infos

    def _read_manifest(self) -> dict[str, Any]:
        try:
            manifest = decode(b"".join(self._pieces(_MANIFEST)).strip())
        except Untrusted:
            raise self._refused(message("“{member}” is damaged", member=_MANIFEST)) from None
        if not isinstance(manifest, dict) or not str(manifest.get("format")).startswith("isnad-bundle/"):
            raise self._refused(message("it does not hold what a bundle holds"))
        if manifest["format"] != FORMAT:
            raise refused(
                self.path,
                message("it is of the form {format}, which this program does not know", format=manifest["format"]),
                message("Update the program to read it."),
            )
        members = manifest.get("members")
        if (
            not isinstance(members, dict)
            or set(members) != set(self._infos) - {_MANIFEST}
            or not all(isinstance(f, dict) and isinstance(f.get("sha256"), str) for f in members.values())
        ):
            raise self._refused(message("“{member}” is damaged", member=_MANIFEST))
        return manifest

    def _pieces(self, name: str) -> Iterator[bytes]:
        try:
            with self._archive.open(self._infos[name]) as member:
                while piece := member.read(_PIECE):
                    yield piece
        except (*_BROKEN, OSError) as error:
            if _is_of_the_system(error):
                raise
            raise self._refused(message("“{member}” is damaged", member=name)) from None

    def _lines(self, name: str) -> Iterator[tuple[int, bytes]]:
        try:
            with self._archive.open(self._infos[name]) as member:
                lines = io.BufferedReader(cast("io.RawIOBase", member), _PIECE)
                number = 0
                while line := lines.readline(MOST_OF_A_LINE):
                    number += 1
                    if not line.endswith(b"\n"):
                        raise self._refused(self._damaged(name, number))
                    yield number, line
        except (*_BROKEN, OSError) as error:
            if _is_of_the_system(error):
                raise
            raise self._refused(message("“{member}” is damaged", member=name)) from None


def _is_of_the_system(error: Exception) -> bool:
    """Whether the file could not be read at all; a place in it that cannot be is damage."""
    return isinstance(error, OSError) and error.errno != errno.EINVAL


def refused(path: Path, reason: Message, remedy: Message | None = None) -> BundleRefused:
    """A refusal that names the file."""
    return BundleRefused(
        message("The bundle “{file}” was refused: {reason}.", file=path.name, reason=reason),
        remedy or message("Ask whoever gave it to you for a new one."),
    )


def text_line(sha256: str, text: str) -> bytes:
    """A line of ``texts.jsonl``."""
    return orjson.dumps([sha256, text], option=orjson.OPT_APPEND_NEWLINE)


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _FOR_ALL_TIMES)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info
