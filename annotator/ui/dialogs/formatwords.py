"""What people read for formats, encodings and losses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from annotator.language import _, is_rtl, number

_RLM: Final = "\u200f"
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


def export_format_title(name: str) -> str:
    """A format that is written; others than ours by their own name."""
    titles = {
        "jsonl": _("JSONL, complete"),
        "attributions": _("Attributions, one a line"),
        "table": _("Table of attributions (CSV)"),
        "page": _("Page to read or print (HTML)"),
        "conll": "CoNLL",
        "huggingface": "Hugging Face",
        "spacy": "spaCy",
        "spert": "SpERT",
        "gliner": "GLiNER",
        "chat": _("Chat messages"),
        "brat": "brat",
        "webanno-tsv": "WebAnno TSV",
        "doccano": "doccano",
        "label-studio": "Label Studio",
        "prodigy": "Prodigy",
    }
    return titles.get(name, name)


def export_format_words(name: str) -> str:
    """What a format is for, what it holds, and what it has no room for."""
    words = {
        "jsonl": _("Everything but comments, decisions and history; comes back byte for byte."),
        "attributions": _("Who said what in which words, resolved, with offsets; no entities outside attributions."),
        "table": _(
            "Attributions for a spreadsheet: words, not offsets of single fragments; for reading, not training."
        ),
        "page": _("Articles with their signs in one file that needs nothing else; to be read, not to be read in."),
        "conll": _("A token a line with BIO tags, for taggers; one layer, nothing nested or apart, no relations."),
        "huggingface": _("Tokens and tag numbers for the datasets library; one layer, nothing nested or apart."),
        "spacy": _("DocBin for spaCy's training: entities and span groups; no relations, no attributes."),
        "spert": _("Sentences with entities and relations for SpERT; nothing across sentences, no attributes."),
        "gliner": _("Tokens and spans for GLiNER; no relations, nothing apart."),
        "chat": _(
            "An article and its attributions as messages, to tune a language model; labels in words, no offsets."
        ),
        "brat": _("A folder of .txt and .ann: fragments, events, attributes and notes; no metadata of articles."),
        "webanno-tsv": _("A folder for WebAnno and INCEpTION: layers, relations, slots; no metadata of articles."),
        "doccano": _("JSON lines for doccano: labels and relations; a span is one piece, without attributes."),
        "label-studio": _("Tasks for Label Studio, annotators side by side; a span is one piece."),
        "prodigy": _("JSON lines for Prodigy: tokens, spans and relations; a span is one piece."),
    }
    return words.get(name, _("A format of another package."))


def loss_title(kind: str) -> str:
    """What people read for a kind of loss; others than ours by their own name."""
    if kind == "claim without attribution":
        return _("claims without attribution")
    if kind == "left out by the filters":
        return _("left out by the choice")
    if kind.startswith("relation ") and kind != "relation with a single member":
        return _("relations “{type}”", type=kind.removeprefix("relation "))
    if kind.endswith(" outside attributions"):
        return _("annotations “{layer}” outside attributions", layer=kind.removesuffix(" outside attributions"))
    return _(kind)


def split_title(split: str) -> str:
    """A split as people call it."""
    return {"train": _("train"), "validation": _("validation"), "test": _("test")}.get(split, split)


def split_words(documents: Mapping[str, int]) -> str:
    """Articles by split, in one line that begins where the interface does."""
    parts = (f"{split_title(split)} {number(count)}" for split, count in documents.items())
    return (_RLM if is_rtl() else "") + " · ".join(parts)
