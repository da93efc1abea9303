"""Annotated files of other tools, written into a folder and read back."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

import orjson

from annotator.formats.base import FolderExporter, Importer, Incoming, Problems, ReadOptions, WriteOptions
from annotator.formats.extension import Extension
from annotator.formats.nativereading import NativeReading
from annotator.formats.nativewriting import NativeWriting
from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import MANUAL, Annotation
from annotator.model.errors import InputRefused
from annotator.model.scheme import Scheme

_BREAKS = re.compile(r"\s*[\n\u2028]\s*")


def read_file(
    importer: Importer, path: Path, scheme: Scheme, *, name: str = "", **options: Any
) -> tuple[list[Incoming], Problems]:
    """What an importer makes of a file; everything that it gives must be a record of ours."""
    problems = Problems(name or path.name)
    records: list[Incoming] = []
    try:
        records += importer.read(path, scheme=scheme, options=ReadOptions(**options), problems=problems)
    except InputRefused:
        return [], problems
    extension = Extension(scheme)
    for record in records:
        extension.add(record.annotated)
        assert options.get("extend") or extension.scheme is scheme
        line = NativeWriting(extension.scheme).record(record.annotated)
        NativeReading(extension.scheme).read(orjson.loads(line))
    return records, problems


def write_folder(
    exporter: FolderExporter, annotated: AnnotatedDocument, folder: Path, scheme: Scheme
) -> dict[str, set[str]]:
    """Writes the files of one record, as an export of ours; the ids of what was lost, by kind."""
    writing = exporter.begin_folder(WriteOptions(scheme))
    for name, content in (*writing.common_files(), *writing.files(annotated)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (folder / "manifest.json").write_text(f'{{\n  "format": "isnad-manifest/1",\n  "exporter": "{exporter.name}"')
    return {loss.kind: {record.rpartition("/")[2] for record in loss.records} for loss in writing.losses.report()}


def facts(
    annotated: AnnotatedDocument, *, without: Collection[str] = (), one_line: bool = False
) -> tuple[list[str], list[str]]:
    """Annotations and relations without their ids, which other tools give anew; a hand and a file are one origin.

    Args:
        annotated: The record.
        without: Ids of annotations to leave out.
        one_line: Whether notes are compared without their line breaks.
    """
    referents = {r.id: (r.id, r.name, r.kind, r.wikidata) for r in annotated.referents}

    def note(written: str | None) -> str | None:
        return _BREAKS.sub(" ", written) if written and one_line else written or None

    def origin(written: str) -> str:
        return "imported" if written == MANUAL else written

    def fact(mark: Annotation) -> str:
        return repr((
            mark.layer, mark.label, [(s.start, s.end) for s in mark.fragments], sorted(mark.attributes.items()),
            note(mark.note), mark.unsure, origin(mark.origin), referents.get(mark.referent) if mark.referent else None,
        ))  # fmt: skip

    marks = {mark.id: fact(mark) for mark in (*annotated.zones, *annotated.annotations) if mark.id not in without}
    relations = [
        repr((
            r.type, sorted((role, [marks.get(m, "") for m in ids]) for role, ids in r.roles.items()),
            sorted(r.attributes.items()), note(r.note), r.unsure, origin(r.origin),
        ))
        for r in annotated.relations
    ]  # fmt: skip
    return sorted(marks.values()), sorted(relations)
