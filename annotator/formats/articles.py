"""A raw article put together: title and abstract before the body, zones proposed, metadata as far as known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from annotator.formats.base import Incoming
from annotator.formats.dates import published
from annotator.model.annotated import AnnotatedDocument, SchemeRef
from annotator.model.annotation import Annotation
from annotator.model.document import Document, new_document
from annotator.model.errors import Message, ValueRefused, message
from annotator.model.identity import AnnotationId
from annotator.model.scheme import ZONE_LAYER, Scheme
from annotator.text.clauses import paragraphs
from annotator.text.folding import fold
from annotator.text.structure import DATELINE, propose_zones

_ZONE_ORIGIN: Final = "suggested:structure"


@dataclass(frozen=True, slots=True)
class RawArticle:
    """What a source says of one article, before it becomes a document.

    Attributes:
        body: The article without title and abstract; newlines of any kind.
        identifier: The id that came with it, or None.
        title: Its title, or None.
        abstract: Its abstract, or None.
        dateline: Its dateline, where the source has one apart from the body, or None.
        date: When it was published, in the words of the source, or None.
        meta: What else is known (``outlet``, ``url``, ``language``, further keys).
    """

    body: str
    identifier: str | None = None
    title: str | None = None
    abstract: str | None = None
    dateline: str | None = None
    date: str | None = None
    meta: Mapping[str, str | None] = field(default_factory=dict)


def composed(article: RawArticle, *, scheme: Scheme, line: int | None = None) -> Incoming:
    """An article whose title and abstract become the first lines of its text.

    A title or abstract with which the body begins anyway is not written twice; an abstract that is dropped for
    this is remarked on.

    Args:
        article: What the source says.
        scheme: Decides which zones there are.
        line: Where it began in its file.

    Raises:
        ValueRefused: If it has no text.
    """
    body = _trimmed(article.body)
    title, abstract, dateline = _one_line(article.title), _one_line(article.abstract), _one_line(article.dateline)
    remarks: list[Message] = []
    head: list[str] = []
    first = _first_paragraph(body)
    if title and fold(title) != fold(first):
        head.append(title)
    elif title:
        first = _first_paragraph(body[len(first) :].lstrip("\n"))
    if dateline and fold(dateline) != fold(first):
        head.append(dateline)
    if abstract and fold(abstract) == fold(first):
        remarks.append(message("The abstract is the first paragraph over again and was dropped."))
    elif abstract and fold(abstract) == fold(title or ""):
        remarks.append(message("The abstract is the title over again and was dropped."))
    elif abstract:
        head.append(abstract)
    text = "\n".join([*head, body]) if body else "\n".join(head)
    return _incoming(text, article, scheme, line=line, title=title, abstract=abstract, remarks=tuple(remarks))


def exact(article: RawArticle, *, scheme: Scheme, line: int | None = None) -> Incoming:
    """An article whose text is taken exactly as it is, but for its newlines.

    Raises:
        ValueRefused: If it has no text.
    """
    text = unix_newlines(article.body)
    title = _one_line(article.title)
    return _incoming(text, article, scheme, line=line, title=title, abstract=_one_line(article.abstract))


def unix_newlines(text: str) -> str:
    """The text with every CRLF and CR made LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _incoming(
    text: str,
    article: RawArticle,
    scheme: Scheme,
    *,
    line: int | None,
    title: str | None,
    abstract: str | None,
    remarks: tuple[Message, ...] = (),
) -> Incoming:
    if not text.strip():
        raise ValueRefused(message("There is no text."), message("Leave it out, or fetch the article again."))
    if "\0" in text:
        raise ValueRefused(
            message("The text holds the character NUL, the first at character {offset}.", offset=text.index("\0")),
            message("This is seldom text; look at the file, or choose its encoding."),
        )
    zones = tuple(_zones(text, scheme, title=title, abstract=abstract))
    meta = dict(article.meta)
    meta["title"] = title
    meta["dateline"] = _one_line(article.dateline) or next((z.text(text) for z in zones if z.label == DATELINE), None)
    meta.update(_dates(article.date))
    document = new_document(text, document_id=article.identifier, meta=_without_newlines(meta))
    annotated = AnnotatedDocument(document, zones, None, (), (), (), SchemeRef(scheme.name, scheme.version))
    return Incoming(annotated, line, named=article.identifier is not None, remarks=remarks)


def _zones(text: str, scheme: Scheme, *, title: str | None, abstract: str | None) -> Iterator[Annotation]:
    """The proposed zones; their ids follow from their place, so that colleagues who import the same folder meet."""
    layer = scheme.layers.get(ZONE_LAYER)
    labels = {label.name for label in layer.labels} if layer else set()
    for label, span in propose_zones(text, title=title, abstract=abstract):
        if label in labels:
            identifier = AnnotationId(f"zone-{span.start}-{span.end}")
            yield Annotation(identifier, ZONE_LAYER, label, (span,), origin=_ZONE_ORIGIN)


def _dates(date: str | None) -> dict[str, str | None]:
    written = _one_line(date)
    if written is None:
        return {}
    understood = published(written)
    return {"published": understood, **({} if understood == written else {"published_text": written})}


def _without_newlines(meta: Mapping[str, str | None]) -> dict[str, str | None]:
    return {key: unix_newlines(value) if value is not None else None for key, value in meta.items()}


def _first_paragraph(text: str) -> str:
    return next((span.of(text) for span in paragraphs(text) if span.of(text).strip()), "")


def _trimmed(body: str) -> str:
    """The body without empty lines and spaces around it."""
    return unix_newlines(body).strip()


def _one_line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def with_meta(document: Document, further: Mapping[str, str | None]) -> dict[str, str | None] | None:
    """The document's metadata with gaps filled from ``further``, or None where nothing is new."""
    gaps = {key: value for key, value in further.items() if value is not None and document.meta.get(key) is None}
    return {**document.meta, **gaps} if gaps else None
