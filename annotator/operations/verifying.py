"""An export folder held against its manifest, without a corpus: digests, offsets, counts."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import orjson

from annotator.formats.base import Problems, Progress, ReadOptions
from annotator.formats.manifest import FILE_NAME, MANIFEST_FORMAT
from annotator.formats.recordchecks import CHECKS, Counted, problems_of
from annotator.formats.strictjson import Untrusted, decode
from annotator.model.errors import AnnotatorError, InputRefused, Message, Problem, message
from annotator.operations import plugins
from annotator.operations.corpora import DEFAULT_SCHEME, scheme_named

_CHUNK_BYTES: Final = 1 << 20
_READ_BACK: Final = {"brat": ".ann", "conll": ".conll", "label-studio": ".json", "webanno-tsv": ".tsv"}
"""Formats whose files are no JSON lines and are read by an import of ours, and what their names end in."""


class NoManifest(AnnotatorError):
    """A folder that is no export, or whose manifest cannot be read."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of it.

    Attributes:
        files: How many files were held against the manifest.
        records: How many records were looked at.
        problems: Everything that is not as the manifest says, the first thousand of each file.
        uncounted: How many more there are.
        unlisted: Files in the folder that the manifest does not name.
    """

    files: int
    records: int
    problems: tuple[Problem, ...]
    uncounted: int
    unlisted: tuple[str, ...]


def verify(folder: Path, *, progress: Progress | None = None) -> Verification:
    """Hold an export against its manifest.

    Args:
        folder: The folder.
        progress: Told how many bytes of how many are read.

    Raises:
        NoManifest: If there is no manifest, or it is not one of ours.
    """
    table = _manifest(folder)
    found: list[Problems] = []
    counted: dict[str, Counted] = {}
    records = 0
    total, done = sum(int(file["bytes"]) for file in table["files"].values()), 0
    for name, said in table["files"].items():
        problems = Problems(name)
        found.append(problems)
        check = CHECKS.get(table["exporter"]) if said.get("records") is not None else None
        counts = counted.setdefault(Path(name).stem, Counted()) if check and table["exporter"] == "jsonl" else None
        records += _verify_file(
            folder / name, said, exporter=table["exporter"] if check else "", counts=counts, problems=problems
        )
        done += int(said["bytes"])
        if progress is not None:
            progress(done, total)
    read_back = _read_back(folder, table, found)
    records += sum(read_back.values())
    general = Problems(FILE_NAME)
    for reason in _read_back_problems(table, read_back):
        general.add(reason)
    if table["exporter"] == "jsonl":
        for reason in _count_problems(table, counted):
            general.add(reason)
    listed = [problem for problems in (*found, general) for problem in problems.listed]
    return Verification(
        len(table["files"]),
        records,
        tuple(listed),
        sum(problems.uncounted for problems in (*found, general)),
        tuple(_unlisted(folder, {*table["files"], FILE_NAME})),
    )


def _read_back(folder: Path, table: Mapping[str, Any], found: list[Problems]) -> dict[str, int]:
    """Read the files of other tools as an import would, which holds every offset against the words that it covers.

    Args:
        folder: The export.
        table: Its manifest.
        found: The problems of each file so far, in the order of the manifest; those of reading are added.

    Returns:
        How many records each file that was read has, by name.
    """
    suffix = _READ_BACK.get(table["exporter"])
    if suffix is None:
        return {}
    importer = plugins.importer_named(table["exporter"])
    # Without the corpus its scheme is not known: whatever the files name is taken as known.
    scheme, options = scheme_named(DEFAULT_SCHEME), ReadOptions(extend=True)
    counts: dict[str, int] = {}
    for name, problems in zip(table["files"], found, strict=True):
        if not name.endswith(suffix) or problems.count:
            continue
        try:
            read = importer.read(folder / name, scheme=scheme, options=options, problems=problems)
            counts[name] = sum(1 for _ in read)
        except InputRefused:
            counts[name] = 0  # It has noted why.
    return counts


def _read_back_problems(table: Mapping[str, Any], counts: Mapping[str, int]) -> Iterator[Message]:
    """Where files that were read hold more or fewer records than the manifest says."""
    said = {name: table["files"][name].get("records") for name in counts}
    for name, count in counts.items():
        if said[name] is not None and said[name] != count:
            yield _miscounted(name, "records", count, said[name])
    if counts and all(records is None for records in said.values()):
        # A file for each record.
        whole = sum(split.get("records", 0) for split in table["splits"].values())
        if whole != sum(counts.values()):
            yield _miscounted(table["exporter"], "records", sum(counts.values()), whole)


def _unlisted(folder: Path, listed: Container[str]) -> list[str]:
    """The files in a folder, and in those within it, that a manifest does not name."""
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())
    return sorted(name for name in names if name not in listed)


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / FILE_NAME
    try:
        table = orjson.loads(path.read_bytes())
    except (OSError, orjson.JSONDecodeError) as error:
        raise NoManifest(
            message("The folder {folder} has no manifest that can be read: {reason}.", folder=str(folder),
                    reason=getattr(error, "strerror", None) or str(error)),
            message("Name a folder that “annotator export” has written."),
        ) from None  # fmt: skip
    if not _is_manifest(table):
        raise NoManifest(message("{file} is not a manifest of an export.", file=str(path)))
    return dict(table)


def _is_manifest(table: Any) -> bool:
    """Whether it has what is read here, in the shape that it is read in."""
    if not isinstance(table, dict) or table.get("format") != MANIFEST_FORMAT:
        return False
    files, splits = table.get("files"), table.get("splits")
    if not isinstance(files, dict) or not isinstance(splits, dict) or not isinstance(table.get("exporter"), str):
        return False
    if not all(map(_is_counts, splits.values())):
        return False
    return all(
        isinstance(file, dict)
        and isinstance(file.get("sha256"), str)
        and type(file.get("bytes")) is int
        and (file.get("records") is None or type(file.get("records")) is int)
        and "\0" not in name
        and not Path(name).is_absolute()
        and ".." not in Path(name).parts
        for name, file in files.items()
    )


def _is_counts(split: Any) -> bool:
    """Whether what a manifest says of a split can be counted with."""
    if not isinstance(split, dict):
        return False
    tables = [split.get(name, {}) for name in ("spans", "relations")]
    return all(type(split.get(name, 0)) is int for name in ("documents", "records")) and all(
        isinstance(table, dict) and all(type(count) is int for count in table.values()) for table in tables
    )


def _verify_file(
    path: Path, said: Mapping[str, Any], *, exporter: str, counts: Counted | None, problems: Problems
) -> int:
    """Look at one file.

    Returns:
        How many records it has; 0 where its records are not looked at.
    """
    digest, size, records = hashlib.sha256(), 0, 0
    try:
        with path.open("rb") as file:
            if exporter:
                for number, line in enumerate(file, start=1):
                    digest.update(line)
                    size += len(line)
                    records += 1
                    _verify_line(line, number, exporter, counts, problems)
            else:
                while chunk := file.read(_CHUNK_BYTES):
                    digest.update(chunk)
                    size += len(chunk)
    except OSError as error:
        problems.add(message("The file cannot be read: {reason}.", reason=error.strerror or str(error)))
        return 0
    if size != said["bytes"]:
        problems.add(message("It has {found} bytes; the manifest says {said}.", found=size, said=said["bytes"]))
    if digest.hexdigest() != said["sha256"]:
        problems.add(message("Its bytes are not those that were written: the digest is another."))
    if exporter and records != said["records"]:
        problems.add(message("It has {found} records; the manifest says {said}.", found=records, said=said["records"]))
    return records


def _verify_line(line: bytes, number: int, exporter: str, counts: Counted | None, problems: Problems) -> None:
    try:
        record = decode(line.rstrip(b"\n"))
    except Untrusted as error:
        for reason in error.reasons:
            problems.add(reason, line=number)
        return
    wrong = False
    for reason in problems_of(CHECKS[exporter], record):
        wrong = True
        problems.add(reason, line=number)
    if counts is not None and not wrong:
        counts.add(record)


def _count_problems(table: Mapping[str, Any], counted: Mapping[str, Counted]) -> Iterator[Message]:
    """Where the records hold more or less than the manifest says."""
    for split, said in table["splits"].items():
        here = counted[split].table() if split in counted else Counted().table()
        for what in ("documents", "records"):
            if said.get(what) != here[what]:
                yield _miscounted(split, what, here[what], said.get(what))
        for what in ("spans", "relations"):
            for name in sorted({*said.get(what, {}), *here[what]}):
                if said.get(what, {}).get(name, 0) != here[what].get(name, 0):
                    yield _miscounted(split, name, here[what].get(name, 0), said.get(what, {}).get(name, 0))


def _miscounted(split: str, what: str, here: int, said: object) -> Message:
    return message("{split} holds {here} of “{what}”; the manifest says {said}.", split=split, what=what, here=here,
                   said=said)  # fmt: skip
