"""Bytes of exporters, and what importers make of bytes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from annotator.formats.base import Exporter, Importer, Incoming, Problems, ReadOptions, WriteOptions
from annotator.formats.losses import Loss
from annotator.model.annotated import AnnotatedDocument
from annotator.model.scheme import Scheme
from tests.formats.records import annotated_document


def documents(scheme: Scheme, count: int = 12) -> list[AnnotatedDocument]:
    """Drawn documents with annotations of every kind."""
    return [annotated_document(seed, scheme, identifier=f"d{seed:02}") for seed in range(count)]


def written(
    exporter: Exporter, records: Iterable[AnnotatedDocument], options: WriteOptions
) -> tuple[bytes, dict[str, Loss]]:
    """A whole file, and its loss report by kind."""
    writing = exporter.begin(options)
    content = writing.head() + b"".join([writing.record(record) for record in records]) + writing.foot()
    return content, {loss.kind: loss for loss in writing.losses.report()}


def read(
    importer: Importer, content: bytes, folder: Path, scheme: Scheme, options: ReadOptions | None = None
) -> tuple[list[Incoming], Problems]:
    """The records of a file with these bytes."""
    path = folder / "file.json"
    path.write_bytes(content)
    problems = Problems(path.name)
    return list(importer.read(path, scheme=scheme, options=options or ReadOptions(), problems=problems)), problems


def places(annotated: AnnotatedDocument) -> list[Any]:
    """Label and place of every annotation, whatever it is called."""
    return sorted((a.layer, a.label, a.fragments) for a in annotated.annotations)


def ties(annotated: AnnotatedDocument) -> list[Any]:
    """The relations with more than one member, by what their members are."""
    known = {a.id: (a.layer, a.label, a.fragments, a.id[:0]) for a in annotated.annotations}
    return sorted(
        (r.type, sorted((role, tuple(known[m] for m in ids)) for role, ids in r.roles.items()))
        for r in annotated.relations
        if sum(1 for _ in r.members()) > 1
    )
