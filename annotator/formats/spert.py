"""SpERT: an array of tokenised texts with entities and relations between two of them, for relation models."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from annotator.formats import losskinds
from annotator.formats.base import WriteOptions
from annotator.formats.contents import Contents
from annotator.formats.flatlosses import tell_details
from annotator.formats.foreignties import Ties, is_binary, tie_types
from annotator.formats.losses import Losses
from annotator.formats.sentencegroups import Group, group_of, groups
from annotator.formats.spanpicking import PickedSpan, Picking, noting, scheme_labels
from annotator.formats.strictjson import encode
from annotator.model.annotated import AnnotatedDocument
from annotator.model.scheme import Scheme


class SpertExporter:
    """Writes what SpERT and its kin train on."""

    name = "spert"
    suffix = ".json"
    has_tokens = True
    reading = (
        "For SpERT and its kin: an array of tokenised sentences with entities and relations by number of "
        "token and entity, ends exclusive; `types.json` declares the types."
    )
    divided = True

    def begin(self, options: WriteOptions) -> SpertWriting:
        """Start a file."""
        return SpertWriting(options)

    def features(self, contents: Contents, scheme: Scheme) -> None:
        """None: SpERT reads arrays, not lines."""
        return

    def further_files(self, options: WriteOptions, contents: Contents) -> Iterator[tuple[str, bytes]]:
        """The file of types that SpERT wants beside the data."""
        types = spert_types(options.scheme, options.layers)
        yield "types.json", orjson.dumps(types, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


class SpertWriting:
    """One array being written: a member for each sentence, or for more where an annotation spans them."""

    def __init__(self, options: WriteOptions) -> None:
        self._scheme = options.scheme
        self._picking = Picking(options)
        self._drawn = Ties(options.scheme)
        self._begun = False

    @property
    def losses(self) -> Losses:
        """What SpERT has no place for."""
        return self._picking.losses

    def head(self) -> bytes:
        """The beginning of the array."""
        return b"[\n"

    def foot(self) -> bytes:
        """Its end."""
        return b"\n]\n" if self._begun else b"]\n"

    def record(self, annotated: AnnotatedDocument) -> bytes:
        """The sentences of one article, with the relations whose members stand in one of them.

        Raises:
            ExportRefused: If a span does not lie in the text.
        """
        tokens, picked = self._picking.picked(annotated)
        found = groups(annotated.document.text, tokens, [p.span for p in picked])
        members: list[list[PickedSpan]] = [[] for _ in found]
        places: dict[str, tuple[int, int]] = {}
        for one in picked:
            number = group_of(found, one.tokens)
            places[one.annotation.id] = (number, len(members[number]))
            members[number].append(one)
        ties = self._ties(annotated, places, len(found))
        words = tokens.words
        written = [
            encode(
                self._member(annotated, number, group=group, words=words, members=members[number], ties=ties[number])
            )
            for number, group in enumerate(found)
        ]
        if not written:
            return b""
        before, self._begun = self._begun, True
        return (b",\n" if before else b"") + b",\n".join(written)

    def _ties(
        self, annotated: AnnotatedDocument, places: dict[str, tuple[int, int]], count: int
    ) -> list[list[dict[str, Any]]]:
        """The relations of each group."""
        lost = noting(self.losses, annotated)
        ties: list[list[dict[str, Any]]] = [[] for _ in range(count)]
        for relation in sorted(annotated.relations, key=lambda r: r.id):
            drawn = self._drawn.of(relation)
            if not drawn:
                lost(losskinds.LONE_RELATION, relation.id)
            tell_details(relation, lost)
            kept = 0
            for tie in drawn:
                head, tail = places.get(tie.head), places.get(tie.tail)
                if head is not None and tail is not None and head[0] == tail[0]:
                    ties[head[0]].append({"type": tie.type, "head": head[1], "tail": tail[1]})
                    kept += 1
            if kept < len(drawn):
                lost(losskinds.SENTENCE_BORDER, relation.id)
        return ties

    @staticmethod
    def _member(
        annotated: AnnotatedDocument,
        number: int,
        *,
        group: Group,
        words: list[str],
        members: list[PickedSpan],
        ties: list[dict[str, Any]],
    ) -> dict[str, Any]:
        header = annotated.annotation_set
        return {
            "tokens": words[group.first : group.past],
            "entities": [
                {"type": p.label, "start": p.tokens[0] - group.first, "end": p.tokens[1] - group.first} for p in members
            ],
            "relations": ties,
            "orig_id": "/".join((annotated.document.id, header.name if header else "", str(number))),
        }


def spert_types(scheme: Scheme, layers: tuple[str, ...]) -> dict[str, Any]:
    """The file of types that SpERT wants beside the data.

    Args:
        scheme: The scheme of the corpus.
        layers: The layers that are written; empty for all.
    """
    symmetric = {kind.name: kind.symmetric and is_binary(kind) for kind in scheme.relation_types.values()}
    return {
        "entities": {label: {"short": label, "verbose": label} for label in scheme_labels(scheme, layers)},
        "relations": {
            name: {"short": name, "verbose": name, "symmetric": symmetric.get(name, False)}
            for name in tie_types(scheme)
        },
    }
