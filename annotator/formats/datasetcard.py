"""The dataset card of an export: ``README.md`` with the head that ``datasets.load_dataset`` reads.

The head pins the type of every field, for inferred types break: the first ten megabytes may have no relation at all,
and a metadata key may first appear in the last record. Keys are written as JSON, which is YAML too.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import orjson

from annotator.formats.contents import Contents
from annotator.formats.losses import Loss
from annotator.formats.manifest import NEVER_INCLUDED
from annotator.model.document import META_KEYS
from annotator.model.scheme import Scheme

FILE_NAME: Final = "README.md"
GAP: Final = "**[to be filled in]**"
"""Stands wherever the corpus does not say; nothing is invented."""
_MOST_LISTED: Final = 20
_NOT_IN_YAML: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def native_features(contents: Contents, scheme: Scheme) -> list[dict[str, Any]]:
    """The type of every field of a native record, as ``dataset_info.features`` lists them.

    Args:
        contents: Which metadata keys, attributes and roles were written.
        scheme: Stands in where nothing was written, for a structure needs at least one field.
    """
    layer_attributes = {name for layer in scheme.layers for name in scheme.attributes_of(layer)}
    tie_attributes = {name for relation in scheme.relation_types for name in scheme.attributes_of(relation)}
    roles = {role.name for relation in scheme.relation_types.values() for role in relation.roles}
    meta = [*META_KEYS, *sorted(contents.meta_keys)]
    span = [
        *texts("id", "layer", "label"),
        {"name": "fragments", "list": {"list": "int64"}},
        *({"name": name, "dtype": "int64"} for name in ("start", "end")),
        *texts("text"),
        {"name": "attributes", "struct": texts(*sorted(contents.attributes or layer_attributes or {"none"}))},
        *texts("referent", "note", "origin"),
        {"name": "unsure", "dtype": "bool"},
    ]
    relation = [
        *texts("id", "type"),
        {
            "name": "roles",
            "struct": [{"name": n, "list": "string"} for n in sorted(contents.roles or roles or {"none"})],
        },
        {
            "name": "attributes",
            "struct": texts(*sorted(contents.relation_attributes or tie_attributes or {"none"})),
        },
        *texts("note", "origin"),
        {"name": "unsure", "dtype": "bool"},
    ]
    referent = [*texts("id", "name", "kind"), {"name": "variants", "list": "string"}, *texts("wikidata")]
    return [
        *texts("format", "id", "text", "text_sha256", "offset_unit"),
        {"name": "meta", "struct": texts(*meta)},
        *texts("annotation_set", "status"),
        {"name": "scheme", "struct": texts("name", "version")},
        *texts("guideline"),
        {"name": "layers_done", "list": "string"},
        *texts("split", "group"),
        {"name": "spans", "list": span},
        {"name": "relations", "list": relation},
        {"name": "referents", "list": referent},
    ]


def texts(*names: str) -> list[dict[str, Any]]:
    """Fields of type string."""
    return [{"name": name, "dtype": "string"} for name in names]


def dataset_card(
    *,
    name: str,
    features: Iterable[Mapping[str, Any]] | None,
    contents: Contents,
    scheme: Scheme,
    data_files: Sequence[tuple[str, str]],
    losses: tuple[Loss, ...],
    reading: str = "",
) -> bytes:
    """The bytes of ``README.md``.

    Args:
        name: What to call the dataset.
        features: The type of every field of its lines; None for what ``datasets`` does not load by itself.
        contents: What was counted.
        scheme: The scheme of the corpus.
        data_files: Split and file name of each file that has records, in order.
        losses: What was left out.
        reading: How to read files that ``datasets`` does not load.
    """
    reading = "" if features is not None else reading
    lines = [
        *_head(features, contents, data_files), "", *_holdings(name, contents, data_files),
        *_loading(reading, data_files), *_making(contents, scheme), *_limits(losses), "",
    ]  # fmt: skip
    return "\n".join(lines).encode("utf-8")


def _head(
    features: Iterable[Mapping[str, Any]] | None, contents: Contents, data_files: Sequence[tuple[str, str]]
) -> Iterator[str]:
    yield "---"
    if contents.languages:
        yield f"language: {_json(sorted(contents.languages))}"
    yield 'task_categories: ["token-classification"]'
    yield f"size_categories: {_json([_size(contents.total().records)])}"
    yield 'tags: ["arabic", "news", "attribution", "named-entity-recognition", "claims"]'
    if features is None:
        yield "---"
        return
    yield "configs:"
    yield '- config_name: "default"'
    yield "  data_files:"
    for split, file in data_files:
        yield f"  - {_json({'split': split, 'path': file})}"
    yield "dataset_info:"
    yield '  config_name: "default"'
    yield "  features:"
    for feature in features:
        yield f"  - {_json(feature)}"
    yield "---"


def _size(records: int) -> str:
    """The size class of the Hugging Face hub."""
    for border, name in ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M")):
        if records < border:
            return name
    return "n>1M"


def _holdings(name: str, contents: Contents, data_files: Sequence[tuple[str, str]]) -> Iterator[str]:
    files = dict(data_files)
    yield f"# {name}"
    yield ""
    yield "Arabic news articles annotated by hand: entities, claims, sources, and who said what on whose word."
    yield ""
    yield "## What is in it"
    yield ""
    yield from _table(
        ("split", "file", "documents", "records", "characters", "annotations", "relations"),
        (
            (
                split,
                files.get(split, "–"),
                counts.documents,
                counts.records,
                counts.characters,
                counts.spans.total(),
                counts.relations.total(),
            )
            for split, counts in contents.splits.items()
        ),
    )
    yield ""
    yield f"- Published: {f'{contents.dates[0]} to {contents.dates[1]}' if contents.dates else GAP}"
    yield f"- Outlets: {_listed(contents.outlets)}"
    yield f"- Languages: {_listed(contents.languages)}"
    yield f"- Annotation sets (records): {_listed(contents.sets)}"
    yield f"- Status (records): {_listed(contents.statuses)}"
    yield ""
    yield from _labels(contents)
    yield ""


def _making(contents: Contents, scheme: Scheme) -> Iterator[str]:
    total = contents.total()
    yield "## How it was annotated"
    yield ""
    yield f"- Scheme: {scheme.name}, version {scheme.version}"
    yield f"- Annotations: {total.spans.total()}; relations: {total.relations.total()}"
    versions = _listed(contents.guidelines)
    yield f"- Guideline, by version (records): {versions}" if contents.guidelines else f"- Guidelines: {GAP}"
    yield f"- Annotators, their training and pay: {GAP}"
    yield f"- Agreement: {GAP}"
    yield ""


def _limits(losses: tuple[Loss, ...]) -> Iterator[str]:
    yield "## What is left out"
    yield ""
    yield f"- Never in an export: {', '.join(NEVER_INCLUDED)}"
    for loss in losses:
        yield f"- {loss.kind}: {loss.count}"
    yield ""
    yield "## Rights and responsibilities"
    yield ""
    yield f"- Licence of the texts: {GAP}"
    yield f"- Licence of the annotations: {GAP}"
    yield f"- Where the articles come from and how they were chosen: {GAP}"
    yield f"- Personal and sensitive information: {GAP}"
    yield f"- Known biases and limits: {GAP}"
    yield f"- How to cite it, whom to ask: {GAP}"


def _loading(reading: str, data_files: Sequence[tuple[str, str]]) -> Iterator[str]:
    if reading:
        yield "## How to read it"
        yield ""
        yield from textwrap.wrap(reading, 120, break_on_hyphens=False)
        yield ""
        return
    yield "## How to load it"
    yield ""
    yield "```python"
    yield "from datasets import load_dataset"
    yield ""
    yield 'dataset = load_dataset("PATH/TO/THIS/FOLDER")'
    yield "```"
    yield ""
    yield "`datasets` takes full dates for times as it loads them: 2026-11-01 becomes 2026-11-01 00:00:00, and"
    yield "2026-11-01T21:40:00+03:00 becomes 2026-11-01 18:40:00. Where they shall stay as published, read lines so:"
    yield ""
    # Arrow guesses the types of strings before it hears of the pinned ones.
    yield "```python"
    yield "import json"
    yield "from datasets import Dataset, load_dataset_builder"
    yield ""
    yield 'features = load_dataset_builder("PATH/TO/THIS/FOLDER").info.features'
    file = data_files[0][1] if data_files else "train.jsonl"
    yield f'with open("PATH/TO/THIS/FOLDER/{file}", encoding="utf-8") as lines:'
    yield "    records = Dataset.from_list([json.loads(line) for line in lines], features=features)"
    yield "```"
    yield ""
    yield "## How to read a record"
    yield ""
    yield "Offsets count Unicode code points of the article's text (as Python does), half-open. The `fragments` of an"
    yield "annotation, cut from the article and joined by one space, are its `text`. `origin` says how it came to be."
    yield "Where lines have `layers_done`, it names what was annotated exhaustively: only there is absence a negative."
    yield ""


def _labels(contents: Contents) -> Iterator[str]:
    total = contents.total()
    rows: list[tuple[Any, ...]] = [(f"{layer}/{label}", n) for (layer, label), n in sorted(total.spans.items())]
    rows += [(f"relation {kind}", n) for kind, n in sorted(total.relations.items())]
    if rows:
        yield from _table(("label", "count"), rows)


def _table(header: Iterable[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    names = list(header)
    yield f"| {' | '.join(names)} |"
    yield f"|{'---|' * len(names)}"
    for row in rows:
        yield f"| {' | '.join(str(cell).replace('|', chr(92) + '|') for cell in row)} |"


def _listed(counts: Counter[str]) -> str:
    """The most frequent values with their counts."""
    if not counts:
        return GAP
    shown = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    rest = len(shown) - _MOST_LISTED
    listed = ", ".join(f"{_plain(value)} ({count})" for value, count in shown[:_MOST_LISTED])
    return f"{listed} and {rest} more" if rest > 0 else listed


def _plain(value: str) -> str:
    """A value that came from outside, unable to become markup."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>|#" else " " if c in "\n\r" else c for c in value)


def _json(value: Any) -> str:
    """JSON that is YAML too, which lets fewer characters stand for themselves."""
    return _NOT_IN_YAML.sub(lambda sign: f"\\u{ord(sign[0]):04x}", orjson.dumps(value).decode())


def card_features(card: bytes) -> list[Mapping[str, Any]]:
    """The features that the head of a card pins, read back.

    >>> card_features(b'---\\n  features:\\n  - {"name":"id","dtype":"string"}\\n---\\n')
    [{'name': 'id', 'dtype': 'string'}]
    """
    head = card.decode("utf-8").split("\n---", 1)[0]
    listed = head.split("  features:\n", 1)[1]
    return [orjson.loads(line.removeprefix("  - ")) for line in listed.splitlines()]
