"""Bundles as files: what is written is read again, and nothing from elsewhere is believed unseen."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.bundle import (
    GUIDELINE,
    REVISIONS,
    TEXTS,
    BundleFile,
    BundleRefused,
    BundleWriter,
    text_line,
)

TEXT = "قالت الوزارة إن الأسعار ستنخفض"  # “The ministry said that prices would fall”
SHA = hashlib.sha256(TEXT.encode()).hexdigest()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "هدى.isnad-bundle"  # “Hoda”
    with BundleWriter(made) as writer:
        writer.write(TEXTS, [text_line(SHA, TEXT)])
        writer.write(REVISIONS, [b'[1,"a"]\n', b'[2,"b"]\n'])
        writer.write(GUIDELINE, [b'name = "arabic-news"\n'])
        writer.finish({"made_by": "hoda"})
    return made


def read(path: Path) -> tuple[list[tuple[str, str]], list[tuple[int, object]]]:
    with BundleFile(path) as file:
        list(file.verify())
        file.guideline()
        return list(file.texts()), list(file.revisions())


def repacked(path: Path, changes: dict[str, bytes | None], *, name: str = "again.isnad-bundle") -> Path:
    """The same archive with some members changed or left out, and the manifest as it was."""
    out = path.with_name(name)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in {*old.namelist(), *changes}:
            content = changes.get(member, old.read(member) if member in old.namelist() else b"")
            if content is not None:
                new.writestr(member, content)
    return out


def test_what_is_written_is_read_again(path: Path) -> None:
    assert read(path) == ([(SHA, TEXT)], [(1, [1, "a"]), (2, [2, "b"])])
    with BundleFile(path) as file:
        assert file.manifest["made_by"] == "hoda"
        assert file.manifest["members"][REVISIONS]["lines"] == 2
        assert file.guideline() == b'name = "arabic-news"\n'
        assert sum(file.verify()) == file.size


@pytest.mark.parametrize("content", [b"", b"not an archive", b"PK\x03\x04" + b"\0" * 60])
def test_a_file_that_is_no_archive_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.isnad-bundle"
    path.write_bytes(content)
    with pytest.raises(BundleRefused, match=r"x\.isnad-bundle"):
        read(path)


@pytest.mark.parametrize(
    "changes",
    [
        {TEXTS: None},
        {REVISIONS: None},
        {"manifest.json": None},
        {"../../.bashrc": b"echo"},
        {"/etc/passwd": b"root"},
        {"further.txt": b""},
        {"manifest.json": b"{}"},
        {"manifest.json": b"[]"},
        {"manifest.json": b"{broken"},
        {"manifest.json": orjson.dumps({"format": "isnad-bundle/9"})},
        {"manifest.json": orjson.dumps({"format": "isnad-bundle/1", "members": {}})},
        {
            "manifest.json": orjson.dumps(
                {"format": "isnad-bundle/1", "members": {TEXTS: 1, REVISIONS: 2, GUIDELINE: 3}}
            )
        },
        {REVISIONS: b'[1,"a"]\n'},
        {GUIDELINE: b"another"},
    ],
)
def test_an_archive_that_is_not_as_its_manifest_says_is_refused(path: Path, changes: dict[str, bytes | None]) -> None:
    with pytest.raises(BundleRefused):
        read(repacked(path, changes))
    assert sorted(file.name for file in path.parent.iterdir()) == sorted([path.name, "again.isnad-bundle"])


def honest(path: Path, texts: bytes, revisions: bytes) -> Path:
    """A bundle whose manifest is right and whose lines are not."""
    out = path.with_name("honest.isnad-bundle")
    with BundleWriter(out) as writer:
        writer.write(TEXTS, [texts])
        writer.write(REVISIONS, [revisions])
        writer.finish({})
    return out


@pytest.mark.parametrize(
    ("texts", "revisions"),
    [
        (text_line(SHA, TEXT + "."), b""),
        (b'["' + SHA.encode() + b'"]\n', b""),
        (b"[1, 2]\n", b""),
        (b'"text"\n', b""),
        (text_line(hashlib.sha256(b"").hexdigest(), ""), b""),
        (text_line(hashlib.sha256(b"a\0b").hexdigest(), "a\0b"), b""),
        (b'["' + b"0" * 64 + b'", "\\ud800"]\n', b""),
        (text_line(SHA, TEXT)[:-1], b""),
        (b"", b"[1"),
        (b"", b"[1]"),
        (b"", b"\xff\xfe\n"),
    ],
)
def test_lines_that_cannot_be_believed_are_refused(path: Path, texts: bytes, revisions: bytes) -> None:
    with pytest.raises(BundleRefused):
        read(honest(path, texts, revisions))


def test_what_swells_beyond_all_measure_is_refused_before_it_is_unpacked(path: Path) -> None:
    with pytest.raises(BundleRefused, match="packed in a way"):
        BundleFile(repacked(path, {REVISIONS: b"\0" * (64 << 20)}))


def test_a_member_that_stands_twice_is_refused(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(REVISIONS, b"[]\n")
    with pytest.raises(BundleRefused):
        BundleFile(path)


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, 10_000), bits=st.integers(1, 255), cut=st.booleans())
def test_a_bundle_that_was_damaged_on_its_way_is_refused_or_says_the_same(
    tmp_path_factory: pytest.TempPathFactory, at: int, bits: int, cut: bool
) -> None:
    path = tmp_path_factory.mktemp("sent") / "x.isnad-bundle"
    with BundleWriter(path) as writer:
        writer.write(TEXTS, [text_line(SHA, TEXT)])
        writer.write(REVISIONS, [b'[1,"a"]\n'])
        writer.finish({"made_by": "hoda"})
    content = bytearray(path.read_bytes())
    whole = read(path)
    at %= len(content)
    if cut:
        content = content[:at]
    else:
        content[at] ^= bits
    path.write_bytes(bytes(content))
    try:
        found = read(path)
    except BundleRefused:
        return
    assert found == whole
