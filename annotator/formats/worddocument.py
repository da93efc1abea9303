"""Word documents (``.docx``): each is one article; its title and abstract are told by style and place."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from annotator.formats.articles import RawArticle, composed
from annotator.formats.base import Incoming, Problems, ReadOptions
from annotator.model.errors import Message, ValueRefused, message
from annotator.model.scheme import Scheme

if TYPE_CHECKING:
    from docx.document import Document as WordFile

_MOST_MEMBERS: Final = 5_000
_MOST_BYTES: Final = 200 << 20
_TITLES: Final = ("title", "العنوان", "عنوان")
_ABSTRACTS: Final = ("subtitle", "abstract", "lead", "ملخص", "الملخص", "العنوان الفرعي", "عنوان فرعي")
_HEADINGS: Final = ("heading 1", "عنوان 1", "العنوان 1")
_DECLARATION: Final = re.compile(rb"<!(?!--|\[CDATA\[)")
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Text that was deleted under tracked changes, and the second copy of what newer versions draw otherwise.
_SKIPPED: Final = (f"{_W}del", f"{_W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
_SIGNS: Final = {
    f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011", f"{_W}softHyphen": "\u00ad",
}  # fmt: skip


class DocxImporter:
    """Reads ``.docx`` files."""

    name = "docx"
    suffixes = (".docx", ".docm", ".dotx")

    def recognises(self, head: bytes) -> bool:
        """Whether the file is an archive with a Word document in it."""
        return head.startswith(b"PK") and b"word/" in head

    def read(self, path: Path, *, scheme: Scheme, options: ReadOptions, problems: Problems) -> Iterator[Incoming]:
        """The one article of a file; see ``base.Importer``."""
        reason = _unsafe(path)
        if reason is not None:
            raise problems.refused(reason, remedy=message("Open it in a word processor and save it again as DOCX."))
        try:
            yield composed(_article(_opened(path)), scheme=scheme)
        except ValueRefused as error:
            raise problems.refused(error.what, remedy=error.remedy) from None


class WordRefused(ValueRefused):
    """A file that is no Word document after all."""


def _unsafe(path: Path) -> Message | None:
    """Why the archive must not be unpacked, or None; looks at every member before any is parsed."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > _MOST_BYTES:
                return message("The archive unpacks to more than a document can need.")
            if any(member.flag_bits & 1 for member in members):
                return message("The document is encrypted.")
            for member in members:
                if member.filename.endswith((".xml", ".rels")) and _declares(archive, member):
                    return message("{member} declares entities of its own.", member=member.filename)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, zlib.error) as error:
        return message("The archive is damaged: {reason}.", reason=str(error))
    return None


def _declares(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Whether a part has a document type of its own, which Word never writes, or is larger than it says."""
    with archive.open(member) as file:
        xml = file.read(member.file_size + 1)
    # In UTF-16 every other byte is zero.
    return len(xml) > member.file_size or _DECLARATION.search(xml.replace(b"\0", b"")) is not None


def _opened(path: Path) -> WordFile:
    """The document.

    Raises:
        WordRefused: If it is none.
    """
    import docx
    from docx.opc.exceptions import OpcError

    try:
        return docx.Document(str(path))
    except (
        OpcError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        KeyError,
        ValueError,
        SyntaxError,
        AttributeError,
    ) as error:
        # A SyntaxError is lxml's word for XML that is not well-formed.
        raise WordRefused(
            message("This is not a Word document: {reason}.", reason=str(error) or type(error).__name__),
            message("Open it in a word processor and save it again as DOCX."),
        ) from None


def _article(document: WordFile) -> RawArticle:
    """Title, abstract and body: the title bears its style, or is a first heading; then the abstract may follow."""
    paragraphs = [(style, text) for style, text in _paragraphs(document) if text.strip()]
    title = abstract = None
    if paragraphs and _is(paragraphs[0][0], (*_TITLES, *_HEADINGS)):
        title = paragraphs.pop(0)[1]
    if paragraphs and _is(paragraphs[0][0], _ABSTRACTS):
        abstract = paragraphs.pop(0)[1]
    properties = document.core_properties
    return RawArticle(
        "\n".join(text.strip("\n") for _, text in paragraphs),
        title=title or properties.title or None,
        abstract=abstract,
        meta={key: value for key, value in (("author", properties.author), ("language", properties.language)) if value},
    )


def _is(style: str, names: tuple[str, ...]) -> bool:
    return style.casefold() in names


def _paragraphs(document: WordFile) -> Iterator[tuple[str, str]]:
    """Name of the style and text of every paragraph, those of tables and boxes too, in the order of the file."""
    names = {style.style_id: style.name or "" for style in document.styles}
    for paragraph in document.element.body.iter(f"{_W}p"):
        if any(ancestor.tag in _SKIPPED for ancestor in paragraph.iterancestors()):
            continue
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        identifier = "" if style is None else style.get(f"{_W}val", "")
        yield names.get(identifier, identifier), "".join(_pieces(paragraph))


def _pieces(element: Any) -> Iterator[str]:
    """The text of a paragraph without that of paragraphs inside it, such as those of a text box."""
    for child in element:
        if child.tag in _SKIPPED or child.tag == f"{_W}p":
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            # Page breaks are no line breaks of the article, but part words all the same.
            yield _SIGNS[child.tag]
        elif isinstance(child.tag, str) and child.tag != f"{_W}pPr":
            yield from _pieces(child)
