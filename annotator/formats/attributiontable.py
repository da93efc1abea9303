"""A table of attributions for spreadsheets: one row each; cells that a spreadsheet would run are defused."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from annotator.formats import losskinds
from annotator.formats.attributions import AttributionsWriting
from annotator.formats.base import WriteOptions
from annotator.formats.contents import Contents
from annotator.formats.losses import Losses
from annotator.formats.spanpicking import noting
from annotator.model.annotated import AnnotatedDocument
from annotator.model.scheme import Scheme

_BOM: Final = b"\xef\xbb\xbf"
_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%")
_CONTROLS: Final = ("\t", "\r", "\n")
# What a reader does not see, a spreadsheet may pass over.
_UNSEEN: Final = (
    "\u00a0\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff "
)
# A cell that begins with anything else is never taken for a formula.
_SUSPECT: Final = frozenset((*_FORMULA, *_CONTROLS, *_UNSEEN))
_SHOWN_META: Final = ("title", "outlet", "published", "url")
_BETWEEN: Final = " | "
_COLUMNS: Final = (
    "document", "title", "outlet", "published", "url", "annotation_set", "status", "attribution", "claim_number",
    "claim", "claim_bare", "start", "end", "quote_type", "source", "source_name", "via", "cue", "addressee", "holder",
    "stance", "factuality", "naming", "depth", "unsure", "note", "sentence", "split",
)  # fmt: skip


class TableExporter:
    """Writes a CSV file of attributions."""

    name = "table"
    suffix = ".csv"
    has_negatives = True
    reading = (
        "A row for each attribution, for spreadsheets; UTF-8 with byte order mark. Start and end count "
        "Unicode code points of the article, half-open. A cell that would be taken for a formula begins with "
        "an apostrophe."
    )

    def begin(self, options: WriteOptions) -> TableWriting:
        """Start a file."""
        return TableWriting(options)

    def features(self, contents: Contents, scheme: Scheme) -> None:
        """None: people read it."""
        return


class TableWriting:
    """One table being written; begins with the mark by which spreadsheets know UTF-8."""

    def __init__(self, options: WriteOptions) -> None:
        self._attributions = AttributionsWriting(options)

    @property
    def losses(self) -> Losses:
        """What is in no attribution."""
        return self._attributions.losses

    def head(self) -> bytes:
        """The names of the columns."""
        return _BOM + _rows([_COLUMNS])

    def foot(self) -> bytes:
        """Nothing."""
        return b""

    def record(self, annotated: AnnotatedDocument) -> bytes:
        """The rows of one record.

        Raises:
            ExportRefused: If a span does not lie in the text.
        """
        lines = self._attributions.lines(annotated)
        lost = noting(self._attributions.losses, annotated)
        # A claim of several attributions stands on as many lines.
        for kind, record in dict.fromkeys(told for line in lines for told in _untold(line)):
            lost(kind, record)
        shown, document = _SHOWN_META, annotated.document
        if document.group or any(value and key not in shown for key, value in document.meta.items()):
            lost(losskinds.DOCUMENT_FACTS, "")
        return _rows(map(_cells, lines))


def defused(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe before what might be one.

    >>> defused("=HYPERLINK(…)"), defused("- قال الوزير"), defused("قال = أكد")
    ("'=HYPERLINK(…)", "'- قال الوزير", 'قال = أكد')
    """
    if cell[:1] not in _SUSPECT:
        return cell
    return f"'{cell}" if cell.startswith(_CONTROLS) or cell.lstrip(_UNSEEN).startswith(_FORMULA) else cell


def _cells(line: Mapping[str, Any]) -> list[str]:
    claim, meta, sentence = line["claim"], line["meta"], line["sentence"]
    party = claim or {"text": "", "bare": {"text": ""}, "number": "", "attributes": {}, "unsure": False, "note": None}
    fragments = claim["fragments"] if claim else [[sentence["start"], sentence["end"]]]
    values: dict[str, Any] = {
        "document": line["document"],
        **{key: meta.get(key) for key in _SHOWN_META},
        "annotation_set": line["annotation_set"],
        "status": line["status"],
        "attribution": line["id"],
        "claim_number": party["number"],
        "claim": party["text"],
        "claim_bare": party["bare"]["text"],
        "start": fragments[0][0],
        "end": fragments[-1][1],
        "quote_type": party["attributes"].get("quote_type"),
        "source_name": _BETWEEN.join(one["referent"]["name"] for one in line["source"] if one["referent"]),
        **{role: _BETWEEN.join(one["text"] for one in line[role]) for role in ("source", "via", "cue", "addressee")},
        "holder": line["holder"],
        "stance": line["stance"],
        "factuality": line["attributes"].get("factuality"),
        "naming": line["naming"],
        "depth": line["depth"],
        "unsure": "yes" if line["unsure"] or party["unsure"] else "",
        "note": line["note"] or party["note"],
        "sentence": sentence["text"],
        "split": line["split"],
    }
    # Numbers are ours, and negative ones there are none.
    given = [values[name] for name in _COLUMNS]
    return ["" if value is None else defused(value) if type(value) is str else str(value) for value in given]


def _untold(line: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What the cells of a line do not hold, with the record that has it."""
    if line["attributes"].keys() - {"holder", "stance", "factuality"}:
        yield losskinds.RELATION_ATTRIBUTES, line["id"]
    sources = line["source"]
    others = [(party, role) for role in ("source", "via", "cue", "addressee") for party in line[role]]
    for party, role in [*([(line["claim"], "claim")] if line["claim"] else []), *others]:
        first = role == "source" and party is sources[0]
        shown = {"quote_type"} if role == "claim" else {"naming"} if first else set()
        if party["attributes"].keys() - shown:
            yield losskinds.ATTRIBUTES, party["id"]
        if party["referent"] and role != "source":
            yield losskinds.REFERENT, party["id"]
        if party["note"] is not None and (role != "claim" or line["note"]):
            yield losskinds.NOTE, party["id"]
        if party["unsure"] and role != "claim":
            yield losskinds.UNSURE, party["id"]
        if len(party["fragments"]) > 1:
            yield losskinds.DISCONTINUOUS, party["id"]


def _rows(rows: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8")
