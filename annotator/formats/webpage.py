"""Web pages: the main text of the article, without what surrounds it, by trafilatura."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from annotator.formats.articles import RawArticle, composed
from annotator.formats.base import Incoming, Problems, ReadOptions
from annotator.formats.plaintext import read_text
from annotator.model.errors import ValueRefused, message
from annotator.model.scheme import Scheme

_HTML: Final = re.compile(
    rb"\s*+(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*+(?:<!--.*?-->\s*+|<\?xml[^>]*+>\s*+)*+<(?:!doctype\s+html|html|head)[\s>]",
    re.I | re.S,
)
_XML_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_DATE_OF_META: Final = (
    "article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "pubdate",
    "publishdate", "parsely-pub-date",
)  # fmt: skip


class HtmlImporter:
    """Reads saved web pages, one article each."""

    name = "html"
    suffixes = (".html", ".htm", ".xhtml")

    def recognises(self, head: bytes) -> bool:
        """Whether the file begins as a page does."""
        return _HTML.match(head) is not None

    def read(self, path: Path, *, scheme: Scheme, options: ReadOptions, problems: Problems) -> Iterator[Incoming]:
        """The one article of a page; see ``base.Importer``."""
        article = _extracted(_XML_DECLARATION.sub("", read_text(path, options, problems)))
        if article is None:
            raise problems.refused(
                message("No article was found in the page."), remedy=message("Save its text as a plain text file.")
            )
        try:
            yield composed(article, scheme=scheme)
        except ValueRefused as error:
            raise problems.refused(error.what, remedy=error.remedy) from None


def _extracted(page: str) -> RawArticle | None:
    """What trafilatura finds in a page."""
    # Loads lxml and half a dozen others: 300 ms that only those pay who import a page.
    import trafilatura
    from lxml import etree, html  # type: ignore[import-untyped]

    if not page.strip():
        return None
    try:
        tree = html.document_fromstring(page.replace("\0", ""))
    except etree.ParserError:
        return None  # Nothing but comments and declarations.
    # Without the extensive search: it guesses dates from anywhere in the page.
    dates = {"extensive_search": False, "original_date": True}
    found = trafilatura.bare_extraction(
        page, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=dates
    )
    if found is None or isinstance(found, dict) or not found.text:
        return None
    meta = {
        "outlet": found.sitename or None,
        "url": found.url or None,
        "language": tree.get("lang") or None,
        "author": found.author or None,
    }
    return RawArticle(
        found.text,
        title=found.title or None,
        date=_stated_date(tree) or found.date or None,
        meta={key: value for key, value in meta.items() if value},
    )


def _stated_date(tree: Any) -> str | None:
    """The date of publication in the page's own words."""
    stated = {
        (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower(): meta.get("content")
        for meta in tree.iter("meta")
    }
    for name in _DATE_OF_META:
        if stated.get(name):
            return str(stated[name])
    return next((str(time.get("datetime")) for time in tree.iter("time") if time.get("datetime")), None)
