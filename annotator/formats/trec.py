"""News archives in the SGML of TREC and LDC: ``<DOC>`` after ``<DOC>``, bare ``&`` and all. This is no XML."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from annotator.formats.articles import RawArticle, composed, unix_newlines
from annotator.formats.base import Incoming, Problems, ReadOptions
from annotator.formats.plaintext import read_text
from annotator.model.errors import ValueRefused, message
from annotator.model.scheme import Scheme

_BEGINS: Final = re.compile(
    rb"\s*+(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*+(?:<\?xml[^>]*+>\s*+)?(?:<[A-Za-z]+>\s*+)?<DOC[\s>]", re.I
)
_DOC: Final = re.compile(r"<(?P<close>/?)DOC(?P<attributes>\s[^<>]*)?>", re.I)
_OPENING: Final = re.compile(r"<(?P<name>[A-Za-z][\w-]*)(?:\s[^<>]*)?>")
_CLOSING: Final = re.compile(r"</(?P<name>[A-Za-z][\w-]*)\s*>")
_ID_ATTRIBUTE: Final = re.compile(r"""\bid\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""", re.I)
_PARAGRAPH: Final = re.compile(r"<P(?:\s[^<>]*)?>(.*?)(?=</P\s*>|<P[\s>]|\Z)", re.I | re.S)
_TAG: Final = re.compile(r"</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>")
# Only with its semicolon: «AT&T» and «R&D» are no entities.
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

_WHOLE: Final = message("Fetch the file again, whole.")

_IDS: Final = ("DOCNO", "DOCID")
_TITLES: Final = ("TITLE", "HEADLINE", "HEAD", "HL")
_ABSTRACTS: Final = ("ABSTRACT", "LEAD", "SUMMARY", "LP")
_DATES: Final = ("DATE", "DATE_TIME", "DATETIME", "TIME", "DD", "PUBDATE")
_OUTLETS: Final = ("SRC", "SOURCE", "OUTLET", "PUBLISHER", "SO")
_URLS: Final = ("URL", "LINK")
_DATELINES: Final = ("DATELINE",)
_TEXTS: Final = ("TEXT", "BODY", "CONTENT")


class TrecImporter:
    """Reads files that begin with ``<DOC>``."""

    name = "trec"
    suffixes = (".trec", ".sgml", ".sgm")

    def recognises(self, head: bytes) -> bool:
        """Whether the file begins with ``<DOC>``, alone or within one outer element."""
        return _BEGINS.match(head) is not None

    def read(self, path: Path, *, scheme: Scheme, options: ReadOptions, problems: Problems) -> Iterator[Incoming]:
        """The articles of a file; see ``base.Importer``."""
        text = unix_newlines(read_text(path, options, problems))
        found = False
        for line, attributes, content in _documents(text, problems):
            found = True
            try:
                yield composed(_article(attributes, content), scheme=scheme, line=line)
            except ValueRefused as error:
                problems.add(error.what, line=line, remedy=error.remedy)
        if not found and not problems.count:
            raise problems.refused(
                message("There is no <DOC> in the file."), remedy=message("Choose the format that it has.")
            )


def _documents(text: str, problems: Problems) -> Iterator[tuple[int, str, str]]:
    """Line, attributes and content of each ``<DOC>``."""
    opened: re.Match[str] | None = None
    line, counted = 1, 0
    for tag in _DOC.finditer(text):
        if tag["close"]:
            if opened is not None:
                yield line, opened["attributes"] or "", text[opened.end() : tag.start()]
            opened = None
            continue
        if opened is not None:
            problems.add(message("The <DOC> is not closed."), line=line, remedy=_WHOLE)
        line += text.count("\n", counted, tag.start())
        counted = tag.start()
        opened = tag
    if opened is not None:
        problems.add(message("The <DOC> is not closed: the file was cut."), line=line, remedy=_WHOLE)


def _article(attributes: str, content: str) -> RawArticle:
    fields: dict[str, str] = {}
    bodies: list[str] = []
    for name, inner in _elements(content):
        if name in _TEXTS:
            bodies.append(_body(inner))
        else:
            fields.setdefault(name, _plain(inner).strip())
    identifier = _ID_ATTRIBUTE.search(attributes)
    given = next((group for group in identifier.groups() if group), None) if identifier else None
    number = _taken(fields, _IDS) or given
    title, abstract = _taken(fields, _TITLES), _taken(fields, _ABSTRACTS)
    date, dateline = _taken(fields, _DATES), _taken(fields, _DATELINES)
    meta: dict[str, str | None] = {"outlet": _taken(fields, _OUTLETS), "url": _taken(fields, _URLS)}
    further = {"CAT": "category"}
    meta.update((further.get(name, name.lower()), value) for name, value in fields.items() if value)
    return RawArticle("\n".join(bodies), number, title, abstract, dateline, date, meta)


def _elements(content: str) -> Iterator[tuple[str, str]]:
    """Name, in capitals, and content of each outermost element; one that is never closed is none.

    Where the elements of a name are closed is looked up once: archives have files of thousands that are not.
    """
    closings: dict[str, list[tuple[int, int]]] = {}
    for tag in _CLOSING.finditer(content):
        closings.setdefault(tag["name"].upper(), []).append(tag.span())
    past = 0
    for tag in _OPENING.finditer(content):
        if tag.start() < past:
            continue
        name = tag["name"].upper()
        known = closings.get(name, [])
        place = bisect_left(known, (tag.end(),))
        if place < len(known):
            start, past = known[place]
            yield name, content[tag.end() : start]


def _taken(fields: dict[str, str], names: tuple[str, ...]) -> str | None:
    """Takes the first of these fields that says something; the others stay for the metadata."""
    for name in names:
        if fields.get(name):
            return fields.pop(name)
    return None


def _body(content: str) -> str:
    """The text of an article; inside ``<P>`` a newline is only where the archive broke its lines."""
    paragraphs = _PARAGRAPH.findall(content)
    if paragraphs:
        return "\n".join(filter(None, (" ".join(_plain(paragraph).split()) for paragraph in paragraphs)))
    return _plain(content).strip()


def _plain(content: str) -> str:
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), _TAG.sub("", content))
