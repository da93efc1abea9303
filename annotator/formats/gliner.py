"""GLiNER: an array of tokenised texts with their spans, ends included."""

from __future__ import annotations

from typing import Any

from annotator.formats import losskinds
from annotator.formats.base import WriteOptions
from annotator.formats.contents import Contents
from annotator.formats.losses import Losses
from annotator.formats.sentencegroups import group_of, groups
from annotator.formats.spanpicking import Picking, noting
from annotator.formats.strictjson import encode
from annotator.model.annotated import AnnotatedDocument
from annotator.model.scheme import Scheme


class GlinerExporter:
    """Writes what GLiNER trains on."""

    name = "gliner"
    suffix = ".json"
    has_tokens = True
    reading = (
        "For GLiNER: an array of tokenised sentences; each entity is first token, last token (inclusive) and label."
    )
    divided = True

    def begin(self, options: WriteOptions) -> GlinerWriting:
        """Start a file."""
        return GlinerWriting(options)

    def features(self, contents: Contents, scheme: Scheme) -> None:
        """None: a span has numbers and a name in one list, which ``datasets`` has no type for."""
        return


class GlinerWriting:
    """One array being written: a member for each sentence, or for more where an annotation spans them."""

    def __init__(self, options: WriteOptions) -> None:
        self._picking = Picking(options)
        self._begun = False

    @property
    def losses(self) -> Losses:
        """What GLiNER has no place for."""
        return self._picking.losses

    def head(self) -> bytes:
        """The beginning of the array."""
        return b"[\n"

    def foot(self) -> bytes:
        """Its end."""
        return b"\n]\n" if self._begun else b"]\n"

    def record(self, annotated: AnnotatedDocument) -> bytes:
        """The sentences of one article.

        Raises:
            ExportRefused: If a span does not lie in the text.
        """
        tokens, picked = self._picking.picked(annotated)
        lost = noting(self.losses, annotated)
        for relation in annotated.relations:
            lost(losskinds.RELATION, relation.id)
        words = tokens.words
        found = groups(annotated.document.text, tokens, [p.span for p in picked])
        members: list[dict[str, Any]] = [
            {"tokenized_text": words[group.first : group.past], "ner": [], "id": _name(annotated, number)}
            for number, group in enumerate(found)
        ]
        for one in picked:
            first, past = one.tokens
            number = group_of(found, one.tokens)
            before = found[number].first
            members[number]["ner"].append((first - before, past - 1 - before, one.label))
        written = [encode(member) for member in members]
        if not written:
            return b""
        begun, self._begun = self._begun, True
        return (b",\n" if begun else b"") + b",\n".join(written)


def _name(annotated: AnnotatedDocument, number: int) -> str:
    header = annotated.annotation_set
    return "/".join((annotated.document.id, header.name if header else "", str(number)))
