"""Hugging Face ``datasets``: a line a sentence with tokens, tags as numbers of a label list, and offsets."""

from __future__ import annotations

from typing import Any

from annotator.formats import losskinds
from annotator.formats.base import WriteOptions
from annotator.formats.contents import Contents
from annotator.formats.datasetcard import texts
from annotator.formats.flatlosses import tell_details, tell_facts
from annotator.formats.losses import Losses
from annotator.formats.nativewriting import check_spans
from annotator.formats.spanpicking import noting
from annotator.formats.strictjson import encode
from annotator.formats.tagging import OUTSIDE, tagged
from annotator.model.annotated import AnnotatedDocument
from annotator.model.scheme import ENTITY_LAYER, ZONE_LAYER, Layer, Scheme


class HuggingFaceExporter:
    """Writes what ``datasets.load_dataset`` loads for token classification."""

    name = "huggingface"
    suffix = ".jsonl"
    has_tokens = True

    def begin(self, options: WriteOptions) -> HuggingFaceWriting:
        """Start a file."""
        return HuggingFaceWriting(options)

    def features(self, contents: Contents, scheme: Scheme) -> list[dict[str, Any]]:
        """The types of the fields of a line, the list of labels among them."""
        # Which layer was written shows in what was counted where only one was asked for.
        names = {str(number): tag for number, tag in enumerate(tag_names(scheme))}
        whole = [{"name": name, "list": "int64"} for name in ("starts", "ends")]
        return [
            *texts("id", "document", "annotation_set", "layer", "text"),
            {"name": "start", "dtype": "int64"},
            {"name": "tokens", "list": "string"},
            {"name": "ner_tags", "list": {"dtype": {"class_label": {"names": names}}}},
            *whole,
        ]


class HuggingFaceWriting:
    """One file of sentences being written."""

    def __init__(self, options: WriteOptions) -> None:
        self.losses = Losses()
        self._options = options
        asked = tuple(name for name in options.layers if name in options.scheme.layers)
        self._layers = asked or (ENTITY_LAYER,)
        self._numbers = {tag: number for number, tag in enumerate(tag_names(options.scheme))}

    def head(self) -> bytes:
        """Nothing."""
        return b""

    def foot(self) -> bytes:
        """Nothing."""
        return b""

    def record(self, annotated: AnnotatedDocument) -> bytes:
        """The sentences of one article, for each layer that was asked for; offsets are those of the article.

        Raises:
            ExportRefused: If a span does not lie in the text.
        """
        check_spans(annotated)
        lost = noting(self.losses, annotated)
        tell_facts(annotated, lost)
        for annotation in annotated.annotations:
            if annotation.layer not in self._layers:
                lost(losskinds.OTHER_LAYER, annotation.id)
            else:
                tell_details(annotation, lost)
        if any(annotation.layer in self._layers for annotation in annotated.annotations):
            lost(losskinds.IDENTIFIERS, "")
        for relation in annotated.relations:
            lost(losskinds.RELATION, relation.id)
        for zone in annotated.zones:
            lost(losskinds.ZONE, zone.id)
        return b"".join(
            line
            for name in self._layers
            if name in self._options.scheme.layers
            for line in self._lines(annotated, name)
        )

    def _lines(self, annotated: AnnotatedDocument, layer: str) -> list[bytes]:
        text, header = annotated.document.text, annotated.annotation_set
        of_layer = [annotation for annotation in annotated.annotations if annotation.layer == layer]
        made = tagged(text, of_layer, policy=self._options.tokens, lost=noting(self.losses, annotated))
        name = "/".join((annotated.document.id, header.name if header else ""))
        lines: list[bytes] = []
        for number, (first, past) in enumerate(
            zip(made.sentences, [*made.sentences[1:], len(made.tokens)], strict=True)
        ):
            tokens = made.tokens[first:past]
            start, end = tokens[0][0], tokens[-1][1]
            lines.append(
                encode(
                    {
                        "id": f"{name}/{layer}/{number}",
                        "document": annotated.document.id,
                        "annotation_set": header.name if header else None,
                        "layer": layer,
                        "text": text[start:end],
                        "start": start,
                        "tokens": [text[a:b] for a, b in tokens],
                        "ner_tags": [self._numbers[_qualified(tag, layer)] for tag in made.tags[first:past]],
                        "starts": [a for a, _ in tokens],
                        "ends": [b for _, b in tokens],
                    }
                )
                + b"\n"
            )
        return lines


def tag_names(scheme: Scheme) -> list[str]:
    """All tags in their order: ``O``, then those of entities, then those of the other layers, which bear its name.

    The list is the same whatever was exported, so that two exports of one scheme can be joined.
    """
    layers = [layer for layer in scheme.layers.values() if layer.name != ZONE_LAYER]
    layers.sort(key=lambda layer: layer.name != ENTITY_LAYER)
    return [OUTSIDE, *(tag for layer in layers for tag in _tags(layer))]


def _tags(layer: Layer) -> list[str]:
    return [_qualified(f"{begin}-{label.name}", layer.name) for label in layer.labels for begin in "BI"]


def _qualified(tag: str, layer: str) -> str:
    return tag if layer == ENTITY_LAYER or tag == OUTSIDE else f"{tag[:2]}{layer}/{tag[2:]}"
