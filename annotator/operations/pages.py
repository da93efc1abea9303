"""One annotated article as a page to read, without the corpus it comes from."""

from __future__ import annotations

from pathlib import Path

from annotator.formats.base import WriteOptions
from annotator.model.annotated import AnnotatedDocument
from annotator.model.scheme import Scheme
from annotator.operations.outfiles import write_whole
from annotator.operations.plugins import exporter_named


def write_page(annotated: AnnotatedDocument, scheme: Scheme, out: Path, *, language: str) -> None:
    """Write a self-contained HTML page.

    Args:
        annotated: The article with one set of annotations.
        scheme: Its scheme.
        out: The file; it appears whole or not at all.
        language: ``ar`` or ``en``.

    Raises:
        ExportRefused: If a span does not stand where it says.
        OSError: If the file cannot be written.
    """
    writing = exporter_named("page").begin(WriteOptions(scheme, language))
    write_whole(out, writing.head() + writing.record(annotated) + writing.foot())
