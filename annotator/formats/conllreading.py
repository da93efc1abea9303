"""CoNLL files read: columns found, tags mended, articles parted, their text put together by a stated rule.

The text of a file that gives no offsets is its tokens, one space between two of them, one sentence a line. Articles
begin at ``-DOCSTART-``. A file without these is one article, but for a corpus that nobody would read as one: it is cut
at the end of a sentence, 20,000 tokens after the last cut. In a file without blank lines, sentences end at full stops.
Where start and end stand behind the tag, the text has its own white space: see ``spaced``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate, repeat
from operator import sub
from pathlib import Path
from typing import Final

from annotator.formats.assembling import NAMELESS_SET, Assembling
from annotator.formats.base import Incoming, Problems, ReadOptions
from annotator.formats.chunks import Chunking
from annotator.formats.naming import Naming
from annotator.formats.taglines import (
    DOCUMENT_START,
    Layout,
    Tag,
    bare_tag_of,
    fields_of,
    has_prefix,
    is_tag_like,
    layout_of,
    spaced,
    tag_of,
)
from annotator.formats.textlines import line_blocks, sample_lines
from annotator.model.annotation import IMPORTED, Annotation
from annotator.model.document import Document, new_document
from annotator.model.errors import Message, ValueRefused, counted, message
from annotator.model.identity import AnnotationId
from annotator.model.scheme import Scheme
from annotator.model.span import Span

MOST_TOKENS: Final = 20_000
"""After how many tokens an article without end is cut."""
_MOST_REMARKS: Final = 200
_WIDEST_GAP: Final = 100_000
_FULL_STOPS: Final = frozenset({".", "؟", "?", "!", "…"})


@dataclass(slots=True)
class _Start:
    """What a line ``-DOCSTART-`` says.

    Attributes:
        line: Where it stands.
        length: Length of the text, or None.
        identifier: Id of the article, or None.
        set_name: Whose annotations they are, or None.
        digest: The first digits of the text's digest, or None.
    """

    line: int
    length: int | None = None
    identifier: str | None = None
    set_name: str | None = None
    digest: str | None = None


@dataclass(slots=True)
class _Article:
    """One article while its lines are read.

    Attributes:
        start: How it began.
        chunking: Its chunks so far.
        pieces: Its text so far, in pieces.
        places: Start and end of each token in it, in code points.
        end: How long the text is so far, in code points.
        foreign_end: Where the last token ended in the unit of the file, or None before the first token.
        blanks: Blank lines since the last token.
        mended: What was mended, with its line.
        count: How often something was mended.
        broken: Whether a line of it was refused, so that the file will be.
    """

    start: _Start
    pieces: list[str] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    end: int = 0
    foreign_end: int | None = None
    blanks: int = 0
    mended: list[Message] = field(default_factory=list)
    count: int = 0
    broken: bool = False


def read_conll(path: Path, *, scheme: Scheme, options: ReadOptions, problems: Problems) -> Iterator[Incoming]:
    """The articles of a file.

    Raises:
        InputRefused: If no column looks like tags, or the bytes are not text.
    """
    layout = layout_of(
        sample_lines(path, options, problems),
        token=_column(options, "token", problems),
        tag=_column(options, "tag", problems),
    )
    if layout is None:
        raise problems.refused(
            message("No column holds tags such as B-LOC and O."),
            remedy=message("Name its number, as in tag=4."),
        )
    yield from _Reading(layout, scheme, options, problems).read(line_blocks(path, options, problems))


def _column(options: ReadOptions, part: str, problems: Problems) -> int | None:
    given = options.columns.get(part)
    if given is None:
        return None
    if not given.isdecimal() or not 0 < int(given) < 1000:
        raise problems.refused(
            message("“{number}” is not the number of a column.", number=given),
            remedy=message("Name its number, as in tag=4."),
        )
    return int(given) - 1


def _plain_width(layout: Layout) -> int:
    """How many columns every line should have; 0 where lines differ."""
    if layout.more_tags or len(layout.tags) > 1 or layout.token != 0:
        return 0
    return layout.tags[0] + (3 if layout.offsets else 1)


class _Reading:
    def __init__(self, layout: Layout, scheme: Scheme, options: ReadOptions, problems: Problems) -> None:
        self._layout = layout
        self._options = options
        self._problems = problems
        self._naming = Naming(scheme, options, problems)
        self._assembling = Assembling(scheme, options, problems)
        self._tags: dict[str, tuple[Tag | None, bool]] = {}
        self._untold = layout.unread
        # How many columns a line has that is taken in without a closer look, and tags that need none.
        self._plain_width = _plain_width(layout)
        self._plain_tags: dict[str, tuple[Tag, ...]] = {}

    def read(self, blocks: Iterator[tuple[int, list[str]]]) -> Iterator[Incoming]:
        article = _Article(_Start(1))
        chunking = self._chunking(article)
        part, width = 0, self._plain_width
        for first, lines in blocks:
            place, careful, count = 0, 0, len(lines)
            while place < count:
                line, number = lines[place], first + place
                if width and place >= careful and line and line[0] not in "-#":
                    # Nearly all sentences of a clean file are taken in as a whole, the others line by line.
                    careful = self._sentence_end(lines, place)
                    if careful > place and self._sentence(lines[place:careful], number, article, chunking):
                        place = careful
                        continue
                place += 1
                if line.startswith(DOCUMENT_START):
                    yield from self._finished(article, chunking, part)
                    article, part = _Article(self._start(line, number)), 0
                    chunking = self._chunking(article)
                elif not line.strip(" \t"):
                    article.blanks += 1
                    chunking.sentence_ends()
                elif self._layout.is_mark(line):
                    continue
                else:
                    if _is_full(article):
                        part += 1
                        yield from self._finished(article, chunking, part)
                        article = _Article(_Start(number))
                        chunking = self._chunking(article)
                    self._token(line, number, article, chunking)
        yield from self._finished(article, chunking, part + 1 if part else 0)

    def _chunking(self, article: _Article) -> Chunking:
        quiet = self._layout.outside_ends or self._layout.bare
        return Chunking(partial(_mend, article, self._problems.file), inside_begins=quiet)

    def _start(self, line: str, number: int) -> _Start:
        """What the line says; those of other programs only say that an article begins."""
        fields = line.split("\t")
        if len(fields) != 7 or not fields[3].isdecimal():
            return _Start(number)
        return _Start(number, int(fields[3]), fields[4] or None, fields[5] or None, fields[6])

    def _sentence(self, lines: list[str], number: int, article: _Article, chunking: Chunking) -> bool:
        """Take in lines of a sentence of which none has anything odd; False where one has, and nothing was done.

        Args:
            lines: None of them empty.
            number: Of the first line.
            article: Takes the tokens.
            chunking: Takes the tags.
        """
        layout, written = self._layout, "\n".join(lines)
        if " " in written or DOCUMENT_START in written or _is_full(article):
            return False
        width = self._plain_width
        if {*map(str.count, lines, repeat("\t"))} != {width - 1}:
            return False
        fields = written.replace("\n", "\t").split("\t")
        tokens, tags = fields[::width], fields[layout.tags[0] :: width]
        if "" in tokens or not self._plain_tags.keys() >= {*tags}:
            return False
        lengths = [*map(len, tokens)]
        if not layout.offsets:
            gap = "" if not article.places else "\n" if article.blanks else " "
            article.pieces += (gap, " ".join(tokens))
            ends = [*accumulate((1 + length for length in lengths), initial=article.end + len(gap) - 1)][1:]
            begins = [*map(sub, ends, lengths)]
        else:
            begins, ends = _numbers(fields[width - 2 :: width]), _numbers(fields[width - 1 :: width])
            before = article.foreign_end
            # As a rule offsets are those of the text; where they are not, somebody has to look closer.
            if before is None and article.start.length is not None:
                before = 0
            if not begins or not ends or before != article.end or [*map(sub, ends, begins)] != lengths:
                return False
            gaps = [*map(sub, begins, [before, *ends])]
            if min(gaps) < 0 or max(gaps) > _WIDEST_GAP:
                return False
            article.pieces.append(self._white(gaps[0], article))
            article.pieces.append(tokens[0])
            article.pieces += [
                token if gap == 0 else " " * gap + token for gap, token in zip(gaps[1:], tokens[1:], strict=True)
            ]
            article.foreign_end = ends[-1]
        self._tagged(tags, number, len(article.places), chunking)
        article.end = ends[-1]
        article.places += zip(begins, ends, strict=True)
        article.blanks = 0
        return True

    def _sentence_end(self, lines: list[str], start: int) -> int:
        """Where the sentence ends: at an empty line, or before a full stop in a file that has none."""
        if self._layout.blank_lines:
            return _index(lines, "", start)
        for place in range(start, len(lines)):
            if lines[place].partition("\t")[0] in _FULL_STOPS:
                return place
        return len(lines)

    def _tagged(self, tags: Sequence[str], number: int, first: int, chunking: Chunking) -> None:
        """The tags of lines that have nothing odd, from a line and a token on."""
        known, is_open = self._plain_tags, chunking.is_open
        for place, tag in enumerate(tags):
            if (said := known[tag]) or is_open:
                chunking.token(first + place, said, number + place)
                is_open = bool(said)

    def _token(self, line: str, number: int, article: _Article, chunking: Chunking) -> None:
        mend = partial(_mend, article, self._problems.file)
        fields = fields_of(line)
        token, written = self._columns(fields, number, mend)
        tags: list[Tag] = []
        for tag_written in written:
            if tag_written not in self._tags:
                self._tags[tag_written] = self._understood(tag_written)
                if not self._tags[tag_written][1]:
                    known = self._tags[tag_written][0]
                    self._plain_tags[tag_written] = () if known is None else (known,)
            tag, was_mended = self._tags[tag_written]
            if was_mended:
                as_read = "O" if tag is None else f"{tag.kind}-{tag.label}"
                mend(message("“{tag}” was read as “{read}”.", tag=tag_written, read=as_read), number)
            if tag is not None:
                tags.append(tag)
        if not token:
            mend(message("The token is missing; the line was passed over."), number)
            return
        if not self._place(token, fields, number, article):
            article.broken = True
            return
        chunking.token(len(article.places) - 1, tags, number)
        article.blanks = 0
        if not self._layout.blank_lines and token in _FULL_STOPS and not tags:
            article.blanks = 1
            chunking.sentence_ends()

    def _understood(self, written: str) -> tuple[Tag | None, bool]:
        """What a tag says, and whether that has to be told."""
        if self._layout.bare or has_prefix(written):
            return tag_of(written)
        return bare_tag_of(written, self._layout.labels), True

    def _columns(self, fields: list[str], number: int, mend: Callable[[Message, int], None]) -> tuple[str, list[str]]:
        """Token and tags of a line."""
        layout = self._layout
        column, first = layout.token, layout.tags[0]
        if len(fields) == 1:
            if is_tag_like(fields[0]) and fields[0] != "O":
                return "", fields
            mend(message("The token has no tag; it was read as O."), number)
            return fields[0], []
        if len(fields) <= max(column, first):
            if is_tag_like(fields[-1]):
                return fields[column] if column < len(fields) - 1 else fields[0], fields[-1:]
            mend(message("The token has no tag; it was read as O."), number)
            return fields[column] if column < len(fields) else fields[0], []
        if layout.more_tags:
            return fields[column], fields[first:]
        token, tag = fields[column], fields[first]
        if len(fields) == 2 and not layout.bare and is_tag_like(token) and token != "O" and not has_prefix(tag):
            mend(message("Token and tag had changed places."), number)
            return tag, [token]
        if (
            not is_tag_like(fields[first])
            and not layout.offsets
            and len(fields) > first + 1
            and is_tag_like(fields[-1])
        ):
            # A token with a space in it, in a file parted by spaces.
            mend(message("The token “{token}” has a space in it.", token=" ".join(fields[column:-1])), number)
            return " ".join(fields[column:-1]), fields[-1:]
        return fields[column], [fields[tag] for tag in layout.tags if tag < len(fields)]

    def _place(self, token: str, fields: list[str], number: int, article: _Article) -> bool:
        """Put the token into the text, behind the white space that lies before it."""
        if self._layout.offsets:
            gap = self._gap(token, fields, number, article)
            if gap is None:
                return False
        elif not article.places:
            gap = ""
        else:
            gap = "\n" if article.blanks else " "
        article.pieces += (gap, token)
        start = article.end + len(gap)
        article.end = start + len(token)
        article.places.append((start, article.end))
        return True

    def _gap(self, token: str, fields: list[str], number: int, article: _Article) -> str | None:
        """The white space before a token that says where it stands; None where that cannot be, which is noted."""
        tag = self._layout.tags[-1]
        written = fields[tag + 1 : tag + 3]
        if len(written) < 2 or not all(len(w) < 16 and w.isdecimal() for w in written):
            self._problems.add(
                message("Start and end of the token are missing."), line=number, remedy=message("Write the file again.")
            )
            return None
        start, end = int(written[0]), int(written[1])
        before = article.foreign_end
        if before is None:
            before = 0 if article.start.length is not None else start
        if end - start not in (len(token), len(token.encode("utf-16-le")) // 2):
            what = message(
                "The token “{token}” does not fit between {start} and {end}.", token=token, start=start, end=end
            )
            self._problems.add(what, line=number, remedy=message("Write the file again."))
            return None
        if not 0 <= start - before <= _WIDEST_GAP:
            what = message("The token starts at {start}, the one before ends at {end}.", start=start, end=before)
            self._problems.add(what, line=number, remedy=message("Write the file again."))
            return None
        article.foreign_end = end
        return self._white(start - before, article)

    @staticmethod
    def _white(length: int, article: _Article) -> str:
        """The white space before the next token, which is so long, as blank lines in the file tell it."""
        # One blank line ends a sentence, or stands behind the start of an article.
        return spaced(length, max(article.blanks - 1, 0))

    def _finished(self, article: _Article, chunking: Chunking, part: int) -> Iterator[Incoming]:
        """The article as a record, where it has any token."""
        if article.broken:
            return
        if not article.places:
            if article.start.length is not None:
                what, remedy = message("There is no text."), message("Write the file again.")
                self._problems.add(what, line=article.start.line, remedy=remedy)
            return
        document, named = self._document(article)
        if document is None:
            return
        set_name = article.start.set_name or self._options.annotator or NAMELESS_SET
        annotations = list(self._annotations(article, chunking))
        remarks = [*self._of_columns(), *article.mended]
        if more := article.count - len(article.mended):
            remarks.append(counted("One more line was mended.", "{count} more lines were mended.", more))
        if part:
            remarks.append(message("The file does not part its articles; this is part {number} of it.", number=part))
        incoming = self._assembling.finish(
            document,
            set_name,
            annotations,
            line=article.start.line,
            named=named,
            native=named,
            remarks=remarks,
        )
        if incoming is not None:
            yield incoming

    def _of_columns(self) -> list[Message]:
        """Which columns nobody read; said once for a file."""
        columns, self._untold = self._untold, ()
        if not columns:
            return []
        return [
            counted(
                "Column {columns} was not read; token and tag stand in {token} and {tag}.",
                "Columns {columns} were not read; token and tag stand in {token} and {tag}.",
                len(columns),
                columns=", ".join(str(column + 1) for column in columns),
                token=self._layout.token + 1,
                tag=", ".join(str(column + 1) for column in self._layout.tags),
            )
        ]

    def _document(self, article: _Article) -> tuple[Document | None, bool]:
        start = article.start
        text = "".join(article.pieces)
        if start.length is not None and self._layout.offsets:
            tail = start.length - (article.foreign_end or 0)
            if not 0 <= tail <= _WIDEST_GAP:
                self._problems.add(
                    message("The article ends at {end}, not at {length}: the file was cut.",
                            end=article.foreign_end or 0, length=start.length),
                    line=start.line, remedy=message("Write the file again."),
                )  # fmt: skip
                return None, False
            text += spaced(tail, max(article.blanks - 1, 0))
        try:
            document = new_document(text)
        except ValueRefused as error:
            self._problems.add(error.what, line=start.line, remedy=error.remedy)
            return None, False
        if "\0" in text or "\r" in text:
            what = message("The text holds the character NUL or a carriage return.")
            self._problems.add(what, line=start.line, remedy=message("Write the file again."))
            return None, False
        # Where white space was lost, it is another text, and may not bear the id of the one it comes from.
        if start.identifier and document.text_sha256.startswith(start.digest or "-"):
            return new_document(text, document_id=start.identifier), True
        return document, False

    def _annotations(self, article: _Article, chunking: Chunking) -> Iterator[Annotation]:
        for number, chunk in enumerate(chunking.chunks, start=1):
            place = self._naming.label(chunk.label, line=chunk.line)
            if place is not None:
                span = Span(article.places[chunk.first][0], article.places[chunk.last][1])
                yield Annotation(AnnotationId(f"a{number}"), *place, (span,), origin=IMPORTED)


def _is_full(article: _Article) -> bool:
    """Whether an article without end is cut where its sentence ended."""
    return bool(article.blanks) and len(article.places) >= MOST_TOKENS and article.start.length is None


def _index(lines: list[str], line: str, start: int) -> int:
    """Where the next such line is, or behind the last one."""
    try:
        return lines.index(line, start)
    except ValueError:
        return len(lines)


def _numbers(written: Sequence[str]) -> list[int]:
    """The offsets in a column; none where it holds anything else."""
    if "" in written or not "".join(written).isdecimal():
        return []
    try:
        return [*map(int, written)]
    except ValueError:  # Python does not read thousands of digits.
        return []


def _mend(article: _Article, file: str, what: Message, line: int) -> None:
    article.count += 1
    if len(article.mended) < _MOST_REMARKS:
        article.mended.append(message("Line {line}: {what}", line=line, what=what))
