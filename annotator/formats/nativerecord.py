"""The shape of a native record: its keys in their order, and what they are called (``data.md``)."""

from __future__ import annotations

from typing import Final

from annotator.model.workflow import Status

FORMAT: Final = "isnad/1"
OFFSET_UNIT: Final = "codepoint"

DOCUMENT_KEYS: Final = (
    "format", "id", "text", "text_sha256", "offset_unit", "meta", "annotation_set", "status", "scheme", "guideline",
    "layers_done", "split", "group", "spans", "relations", "referents",
)  # fmt: skip
SCHEME_KEYS: Final = ("name", "version")
SPAN_KEYS: Final = (
    "id", "layer", "label", "fragments", "start", "end", "text", "attributes", "referent", "note", "origin", "unsure",
)  # fmt: skip
RELATION_KEYS: Final = ("id", "type", "roles", "attributes", "note", "origin", "unsure")
REFERENT_KEYS: Final = ("id", "name", "kind", "variants", "wikidata")

SPLITS: Final = ("train", "validation", "test")
HEADER_STATUS: Final = {status.value: status for status in Status}
