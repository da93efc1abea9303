"""Tags of tokens read as chunks, several at a time where a token has several tags; broken ones are mended and told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from annotator.formats.taglines import Tag
from annotator.model.errors import Message, message


@dataclass(slots=True)
class Chunk:
    """A run of tokens with one label.

    Attributes:
        label: The label.
        first: Number of its first token.
        last: Number of its last token.
        line: Where it begins in the file.
    """

    label: str
    first: int
    last: int
    line: int


class Chunking:
    """Gathers the chunks of one article.

    Args:
        mended: Told what was mended, and the line.
        inside_begins: Whether a chunk may begin with ``I-`` (IOB1, and labels without prefix).
    """

    def __init__(self, mended: Callable[[Message, int], None], *, inside_begins: bool) -> None:
        self.chunks: list[Chunk] = []
        self._mended = mended
        self._inside_begins = inside_begins
        self._open: list[Chunk] = []

    @property
    def is_open(self) -> bool:
        """Whether the next token may go on with a chunk."""
        return bool(self._open)

    def token(self, number: int, tags: Iterable[Tag], line: int) -> None:
        """Take in the tags of the next token.

        A tag goes on with the first open chunk of its label that no tag of this token has taken yet; where there is
        none, it begins one.
        """
        going: list[Chunk] = []
        for tag in tags:
            chunk = None if tag.begins else next((c for c in self._open if c.label == tag.label), None)
            if chunk is None:
                if not tag.begins and not self._inside_begins:
                    self._mended(message("“{tag}” has no beginning; it was read as one.", tag=_shown(tag)), line)
                chunk = Chunk(tag.label, number, number, line)
                self.chunks.append(chunk)
            else:
                self._open.remove(chunk)
                chunk.last = number
            if not tag.ends:
                going.append(chunk)
        self._open = going

    def sentence_ends(self) -> None:
        """Let nothing go on into the next sentence."""
        self._open = []


def _shown(tag: Tag) -> str:
    return f"{tag.kind}-{tag.label}"
