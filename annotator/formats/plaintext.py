"""Plain text files: each is one article, taken exactly as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotator.formats.articles import RawArticle, exact, unix_newlines
from annotator.formats.base import Incoming, Problems, ReadOptions
from annotator.formats.encoding import EncodingRefused, decoded
from annotator.model.errors import ValueRefused
from annotator.model.scheme import Scheme


class TextImporter:
    """Reads ``.txt`` files."""

    name = "text"
    suffixes = (".txt",)

    def recognises(self, head: bytes) -> bool:
        """Never: any file might be text."""
        return False

    def read(self, path: Path, *, scheme: Scheme, options: ReadOptions, problems: Problems) -> Iterator[Incoming]:
        """The one article of a file; see ``base.Importer``."""
        text = read_text(path, options, problems)
        try:
            yield exact(RawArticle(text), scheme=scheme)
        except ValueRefused as error:
            raise problems.refused(error.what, line=_line_of_nul(text), remedy=error.remedy) from None


def _line_of_nul(text: str) -> int | None:
    place = text.find("\0")
    return None if place < 0 else unix_newlines(text[:place]).count("\n") + 1


def read_text(path: Path, options: ReadOptions, problems: Problems) -> str:
    """All characters of a file in whatever encoding.

    Raises:
        InputRefused: If its bytes are not text.
    """
    try:
        return decoded(path.read_bytes(), encoding=options.encoding)
    except EncodingRefused as error:
        raise problems.refused(error.what, line=error.line, remedy=error.remedy) from None
