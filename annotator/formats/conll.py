"""CoNLL: a token a line with its tag, a blank line after a sentence.

Written are four columns, parted by tabs: token, tag (BIO), start and end in code points. A line ``-DOCSTART-`` begins
each article and gives its length, id, annotation set and the beginning of its digest. A new line of the text is a
further blank line, so that the text comes back from the file: see ``spaced``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from annotator.formats.base import Incoming, Problems, ReadOptions, WriteOptions
from annotator.formats.conllreading import read_conll
from annotator.formats.contents import Contents
from annotator.formats.flatlosses import tell_all_but_places
from annotator.formats.losses import Losses
from annotator.formats.losskinds import WHITE_SPACE, WITHOUT_SET
from annotator.formats.nativewriting import check_spans
from annotator.formats.tagging import Tagged, tagged
from annotator.formats.taglines import DOCUMENT_START, looks_tagged
from annotator.formats.tokens import Borders
from annotator.model.annotated import AnnotatedDocument
from annotator.model.scheme import ENTITY_LAYER, Scheme
from annotator.text.characters import INVISIBLE

# Only where one of these stands between tokens can white space be other than ``taglines.spaced`` gives it.
_ODD_SPACE: Final = re.compile(rf"[^\S \n]|[{INVISIBLE}]| \n")
_CONTROLS: Final = re.compile(r"[\s\x00-\x1f]+")


class ConllImporter:
    """Reads files with a token a line, two columns or more."""

    name = "conll"
    suffixes: tuple[str, ...] = (".conll", ".bio", ".iob", ".iob2", ".iobes", ".conll03", ".conll2003")

    def recognises(self, head: bytes) -> bool:
        """Whether nearly all of the first lines end in a tag."""
        return looks_tagged(head)

    def read(self, path: Path, *, scheme: Scheme, options: ReadOptions, problems: Problems) -> Iterator[Incoming]:
        """The articles of a file; see ``base.Importer``."""
        return read_conll(path, scheme=scheme, options=options, problems=problems)


class ConllExporter:
    """Writes the annotations of one layer, that of ``--layer``, else the entities."""

    name = "conll"
    suffix = ".conll"
    reading = (
        "A token a line: token, tag (BIO), start and end, parted by tabs; offsets count Unicode code points "
        "of the article, half-open. A blank line ends a sentence, a further one stands for a line break of "
        "the article. A line `-DOCSTART-` begins each article and gives its length, id, annotation set and "
        "the beginning of the SHA-256 of its text. `seqeval` and every reader of two columns read it."
    )
    divided = True
    has_tokens = True

    def begin(self, options: WriteOptions) -> ConllWriting:
        """Start a file."""
        return ConllWriting(options)

    def features(self, contents: Contents, scheme: Scheme) -> list[dict[str, Any]] | None:
        """None: the lines are no JSON."""
        return None


class ConllWriting:
    """One file being written.

    Args:
        options: The layer, and what becomes of words in which an annotation begins or ends.

    Attributes:
        losses: What the tags do not hold.
    """

    def __init__(self, options: WriteOptions) -> None:
        self.losses = Losses()
        self._layer = layer_of(options)
        self._policy = options.tokens

    def head(self) -> bytes:
        """Nothing."""
        return b""

    def foot(self) -> bytes:
        """Nothing."""
        return b""

    def record(self, annotated: AnnotatedDocument) -> bytes:
        """The lines of one article, nothing for an article that nobody has annotated.

        Raises:
            ExportRefused: If a span does not lie in the text.
        """
        document, header = annotated.document, annotated.annotation_set
        if header is None:
            self.losses.add(WITHOUT_SET, document=document.id, set_name=None)
            return b""
        check_spans(annotated)
        lost: Callable[[str, str], None] = partial(_lose, self.losses, document.id, header.name)
        kept = tell_all_but_places(annotated, self._layer, lost)
        result = tagged(document.text, kept, policy=self._policy, lost=lost)
        body, faithful = _lines(document.text, result)
        if not faithful:
            lost(WHITE_SPACE, "")
        names = "\t".join(_CONTROLS.sub(" ", name) for name in (document.id, header.name))
        start = f"{DOCUMENT_START}\tO\t0\t{len(document.text)}\t{names}\t{document.text_sha256[:16]}\n"
        return (start + body).encode("utf-8", "surrogatepass")


def layer_of(options: WriteOptions) -> str:
    """The one layer that formats with tags take: the first that was asked for, else the entities."""
    scheme = options.scheme
    asked = next((name for name in options.layers if name in scheme.layers), None)
    return asked or (ENTITY_LAYER if ENTITY_LAYER in scheme.layers else next(iter(scheme.layers)))


def _lose(losses: Losses, document: str, set_name: str, kind: str, record: str) -> None:
    losses.add(kind, document=document, set_name=set_name, record=record)


def _lines(text: str, result: Tagged) -> tuple[str, bool]:
    """The lines of an article, and whether its white space can be told from them."""
    tokens, tags = result.tokens, result.tags
    borders = [*result.sentences, len(tokens)]
    written: list[str] = []
    lines = [f"{text[start:stop]}\t{tag}\t{start}\t{stop}\n" for (start, stop), tag in zip(tokens, tags, strict=True)]
    end = 0
    faithful = True
    for sentence, (first, past) in enumerate(pairwise(borders)):
        gap = text[end : tokens[first][0]]
        newlines = gap.count("\n")
        written.append("\n" * ((sentence > 0 or newlines > 0) + newlines))
        written += lines[first:past]
        end = tokens[past - 1][1]
        faithful = faithful and "\n" not in text[tokens[first][0] : end]
    written.append("\n" * (1 + text.count("\n", end)))
    if faithful and _ODD_SPACE.search(text):
        faithful = _is_told(text, tokens)
    return "".join(written), faithful


def _is_told(text: str, tokens: list[Borders]) -> bool:
    """Whether no white space between tokens is other than ``spaced`` gives it."""
    for match in _ODD_SPACE.finditer(text):
        place = match.start()
        number = bisect_right(tokens, (place, len(text))) - 1
        if number < 0 or place >= tokens[number][1]:
            return False
    return True
