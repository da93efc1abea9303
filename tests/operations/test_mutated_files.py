"""Files that were cut, overwritten or shuffled: taken in, or refused with a reason, and never half stored."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.formats.nativewriting import NativeWriting
from annotator.model.identity import Handle
from annotator.model.scheme import Scheme
from annotator.operations.transfer import ImportOptions, export, import_paths
from annotator.store.corpus import Corpus
from tests.formats.records import annotated_document

HUDA: Final = Handle("huda")
_FORMATS: Final = ("jsonl", "brat", "webanno-tsv", "conll", "doccano", "label-studio", "prodigy")
_SPICE: Final = (
    "\u2028", "\r\n", "\x00", "\ufeff", "😀", "\t", "\\", "[1]", "->1-1", "NaN", "-1", "1e999", '{"a":', "]" * 50,
)  # fmt: skip


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory, scheme: Scheme) -> Iterator[dict[str, Path]]:
    """The data of one article in each format that is read too, by the name of the format."""
    folder = tmp_path_factory.mktemp("exports")
    record = NativeWriting(scheme).record(annotated_document(4, scheme, identifier="d1"))
    (folder / "in.jsonl").write_bytes(record)
    files: dict[str, Path] = {}
    with Corpus.create(folder / "c.isnad", scheme, author=HUDA) as corpus:
        import_paths(corpus, [folder / "in.jsonl"], author=HUDA)
        for name in _FORMATS:
            export(corpus, folder / name, format=name)
            told_of = ("manifest.json", "README.md", "annotation.conf")
            data = [p for p in (folder / name).rglob("*") if p.is_file() and p.name not in told_of]
            files[name] = next(p for p in data if p.suffix != ".txt")
    yield files


def _cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data))]


def _overwritten(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.choice((1, 3, 20))):
        changed[dice.randrange(len(data))] = dice.randrange(256)
    return bytes(changed)


def _shuffled(data: bytes, dice: random.Random) -> bytes:
    lines = data.split(b"\n")
    lines.insert(dice.randrange(len(lines)), lines[dice.randrange(len(lines))])
    del lines[dice.randrange(len(lines))]
    return b"\n".join(lines)


def _spiced(data: bytes, dice: random.Random) -> bytes:
    place = dice.randrange(len(data))
    return data[:place] + dice.choice(_SPICE).encode() + data[place:]


def _with_other_numbers(data: bytes, dice: random.Random) -> bytes:
    places = [n for n, byte in enumerate(data) if 48 <= byte <= 57]
    if not places:
        return data
    place = dice.choice(places)
    return data[:place] + str(dice.choice((0, 7, 10**6, 10**20))).encode() + data[place + 1 :]


_WAYS: Final[tuple[Callable[[bytes, random.Random], bytes], ...]] = (
    _cut, _overwritten, _shuffled, _spiced, _with_other_numbers,
)  # fmt: skip


@pytest.mark.parametrize("name", _FORMATS)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_a_mutated_file_comes_in_whole_or_not_at_all(
    exports: dict[str, Path], scheme: Scheme, tmp_path: Path, name: str, seed: int
) -> None:
    dice, source = random.Random(seed), exports[name]
    folder = tmp_path / str(seed)
    folder.mkdir(exist_ok=True)
    file = folder / source.name
    data = source.read_bytes()
    for way in dice.choices(_WAYS, k=dice.choice((1, 2))):
        data = way(data, dice) or b"x"
    file.write_bytes(data)
    if name == "brat":
        shutil.copy(source.with_suffix(".txt"), folder)
    options = ImportOptions(as_format=name, extend_scheme=dice.random() < 0.5)
    with Corpus.create(folder / "c.isnad", scheme, author=HUDA) as corpus:
        before = corpus.outgoing.row_count()
        report = import_paths(corpus, [file], author=HUDA, options=options)
        for refused in report.refused:
            assert refused.problems
            assert all(problem.reason.english() for problem in refused.problems)
        if report.refused:
            assert (corpus.outgoing.row_count(), corpus.document_count()) == (before, 0)
        assert corpus.check() == []
    shutil.rmtree(folder)
