"""What people read for formats, encodings and losses."""

from __future__ import annotations

from typing import Final

from annotator.language import _

_ENCODINGS: Final = {
    "utf-8": "UTF-8", "utf-16": "UTF-16", "utf-16-le": "UTF-16 LE", "utf-16-be": "UTF-16 BE", "utf-32-le": "UTF-32 LE",
    "utf-32-be": "UTF-32 BE", "cp1256": "Windows-1256", "iso-8859-6": "ISO 8859-6",
}  # fmt: skip


def encoding_title(name: str) -> str:
    """An encoding as people write it; words where nobody knows it, nothing where a file is no text."""
    return _("encoding unknown") if name == "?" else _ENCODINGS.get(name, name)


def import_format_title(name: str) -> str:
    """A format that is read; others than ours by their own name."""
    titles = {
        "text": _("Plain text"),
        "html": _("Web page"),
        "docx": _("Word document"),
        "csv": _("Table (CSV)"),
        "tsv": _("Table (TSV)"),
        "trec": "TREC",
        "jsonl": "JSONL",
        "conll": "CoNLL",
        "brat": "brat",
        "webanno-tsv": "WebAnno TSV",
        "doccano": "doccano",
        "label-studio": "Label Studio",
        "prodigy": "Prodigy",
    }
    return titles.get(name, name)
