"""A document: one article with its immutable text and what is known about it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.model.errors import ValueRefused, message
from annotator.model.identity import DocumentId, SetName, document_id_of
from annotator.model.workflow import Status

META_KEYS = ("title", "outlet", "dateline", "published", "url", "language")
"""The six keys that every record's ``meta`` has, in their order; further keys follow sorted."""


def digest(text: str) -> str:
    """SHA-256 of the UTF-8 bytes of ``text``, in hexadecimal.

    Raises:
        ValueRefused: If the text holds a lone surrogate, which UTF-8 cannot write.
    """
    try:
        return hashlib.sha256(text.encode("utf-8")).hexdigest()
    except UnicodeEncodeError as error:
        raise ValueRefused(
            message("The text holds half of a surrogate pair at character {offset}.", offset=error.start)
        ) from None


def complete_meta(meta: Mapping[str, str | None]) -> dict[str, str | None]:
    """``meta`` with the six keys first and the rest sorted; what is missing is None.

    >>> list(complete_meta({"topic": "sport", "title": "كأس آسيا"}))
    ['title', 'outlet', 'dateline', 'published', 'url', 'language', 'topic']
    """
    ordered = {key: meta.get(key) for key in META_KEYS}
    ordered.update((key, meta[key]) for key in sorted(meta) if key not in ordered)
    return ordered


@dataclass(frozen=True, slots=True)
class Document:
    """One article.

    Attributes:
        id: Unique in the corpus.
        text: The article, never normalised and never changed.
        text_sha256: SHA-256 of its UTF-8 bytes, in hexadecimal; taken on trust, ``new_document`` computes it.
        meta: What is known about it, in the order of ``complete_meta``. The document attributes of the scheme
            (``genre``, ``topic``) stand here under their own names.
        split: ``train``, ``validation`` or ``test`` where the corpus is split, else None.
        group: Name of the group of near-duplicates that a split never divides, or None.

    Raises:
        ValueRefused: If the id or the text is empty.
    """

    id: DocumentId
    text: str
    text_sha256: str
    meta: Mapping[str, str | None] = field(default_factory=lambda: complete_meta({}), hash=False)
    split: str | None = None
    group: str | None = None

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueRefused(message("A document needs an id."))
        if not self.text:
            raise ValueRefused(message("The document {id} has no text.", id=self.id))

    @property
    def title(self) -> str:
        """The title, else the first line of the text that is more than its dateline."""
        first, _newline, rest = self.text.lstrip().partition("\n")
        if first.strip() == self.meta.get("dateline"):
            # Every article of an agency begins with the same line: it would name none of them.
            first = rest.lstrip().partition("\n")[0] or first
        return self.meta.get("title") or first.strip()


def new_document(
    text: str,
    *,
    document_id: str | None = None,
    meta: Mapping[str, str | None] | None = None,
    split: str | None = None,
    group: str | None = None,
) -> Document:
    """A document of ``text``, with its digest computed and, where none is given, its id drawn from that."""
    sha = digest(text)
    return Document(
        DocumentId(document_id) if document_id else document_id_of(sha),
        text,
        sha,
        complete_meta(meta or {}),
        split,
        group,
    )


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """What a list of documents shows of one.

    Attributes:
        id: The document.
        title: Its title, else its first line that is no dateline.
        outlet: Who published it, or None.
        published: ISO 8601 as far as the source says it, or None.
        statuses: The status of every annotation set, by name.
        counts: Annotations by layer, over all sets or over the one asked for; ``relations`` counts relations,
            ``open`` claims without an attribution, ``unsure`` annotations in doubt.
    """

    id: DocumentId
    title: str
    outlet: str | None
    published: str | None
    statuses: Mapping[SetName, Status] = field(hash=False)
    counts: Mapping[str, int] = field(hash=False)
