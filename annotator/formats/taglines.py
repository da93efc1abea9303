"""What a line of a CoNLL file says, however dirty: its columns, its tags, and where the columns are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

DOCUMENT_START: Final = "-DOCSTART-"
_BLANKS: Final = re.compile(r"[ \t]+")
_TAG: Final = re.compile(r"(?P<prefix>[BIESLUMbieslum])[-_](?P<label>\S.*)", re.S)
_TAG_LIKE: Final = re.compile(r"O|[BIESLUM]-[^\s\d]\S*")
# Where labels are numbers, as doccano once wrote them; elsewhere such a field is a word, as in «B-52».
_NUMBERED_TAG: Final = re.compile(r"O|[BIESLUM]-\S+")
_HEAD_TAGS: Final = re.compile(
    rb"(?:^|[\t ])(?:O|[BIES]-[A-Za-z][\w+.-]*)(?:[\t ]+(?:O|[BIES]-[\w+.-]+|\d+))*[\t ]*\r?$"
)
# «#» as a token of its own, as in «C #», which begins no comment.
_HASH: Final = re.compile(r"#(?:[ \t]+[^\s=]+){0,3}[ \t]+(?:O|[BIESLUM]-[^\s\d]\S*)[ \t]*")
_NOTHING: Final = frozenset({"O", "0", "o", "OO", "IO", "BO", "_", "-"})
# Constituents of the shared task of CoNLL-2000: a column of them is not one of names.
_CHUNKS: Final = frozenset({"NP", "VP", "PP", "ADVP", "ADJP", "SBAR", "PRT", "CONJP", "INTJ", "LST", "UCP"})
_BEGINNING, _INSIDE, _ENDING, _SINGLE = "B", "I", "E", "S"
_KINDS: Final = {"B": "B", "I": "I", "M": "I", "E": "E", "L": "E", "S": "S", "U": "S"}
_MOST_OF: Final = 0.9
_LEAST_LINES: Final = 3
# Where a line ends is looked at, not the whole of one that is as long as a file.
_LONGEST_END_BYTES: Final = 300


def spaced(length: int, newlines: int) -> str:
    """The white space between two tokens as it is told by a file: newlines first, then spaces.

    Args:
        length: How many characters lie between the tokens.
        newlines: Blank lines between them beyond the one that ends a sentence.
    """
    newlines = min(length, newlines)
    return "\n" * newlines + " " * (length - newlines)


def fields_of(line: str) -> list[str]:
    """The columns of a line: parted by tabs where it has any, else by runs of spaces.

    An empty first field is kept: the token is missing.

    >>> fields_of("مدريد  B-LOC"), fields_of("\\tB-LOC"), fields_of("New York\\tB-LOC")
    (['مدريد', 'B-LOC'], ['', 'B-LOC'], ['New York', 'B-LOC'])
    """
    line = line.rstrip(" \t")
    if "\t" in line:
        if " " not in line and "\t\t" not in line:
            return line.split("\t")
        fields = [field.strip(" ") for field in line.split("\t")]
        return [fields[0], *(part for field in fields[1:] for part in _BLANKS.split(field) if part)]
    return _BLANKS.split(line)


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag of a token.

    Attributes:
        kind: ``B``, ``I``, ``E`` or ``S``.
        label: What it is a part of.
    """

    kind: str
    label: str

    @property
    def begins(self) -> bool:
        """Whether nothing goes on in it."""
        return self.kind in (_BEGINNING, _SINGLE)

    @property
    def ends(self) -> bool:
        """Whether nothing goes on after it."""
        return self.kind in (_ENDING, _SINGLE)


def tag_of(written: str) -> tuple[Tag | None, bool]:
    """What a tag says, and whether it had to be mended.

    BIO, IOB1, IOBES, BMES and BILOU; a label alone is taken as a part of what the tokens beside it are.

    Returns:
        None for a token outside everything.

    >>> tag_of("B-LOC"), tag_of("I--ORG"), tag_of("OO")
    ((Tag(kind='B', label='LOC'), False), (Tag(kind='I', label='ORG'), True), (None, True))
    """
    if written in _NOTHING:
        return None, written not in ("O", "_")
    match = _TAG.fullmatch(written)
    if match is None:
        bare = written.strip("-_")
        if not bare or bare in _KINDS:
            return None, True
        return Tag(_INSIDE, bare), bare != written
    prefix, label = match["prefix"], match["label"].strip("-_`'\"")
    if not label:
        return None, True
    return Tag(_KINDS[prefix.upper()], label), prefix.islower() or label != match["label"] or written[1] == "_"


def bare_tag_of(written: str, labels: Container[str]) -> Tag | None:
    """What a tag without a prefix says in a file that has prefixes, where only a slip can have made it.

    Args:
        written: The tag.
        labels: Those that the file, or the scheme, has.

    Returns:
        None where it is nothing that is known, such as the rest of a token with a space in it.

    >>> bare_tag_of("LOC", {"LOC"}), bare_tag_of("BLOC", {"LOC"}), bare_tag_of("title>", {"LOC"})
    (Tag(kind='I', label='LOC'), Tag(kind='B', label='LOC'), None)
    """
    bare = written.strip("-_`'\"")
    for label in (bare, bare.upper()):
        if label in labels:
            return Tag(_INSIDE, label)
        kind = _KINDS.get(label[:1])
        if kind is not None and label[1:] in labels:
            return Tag(kind, label[1:])
    return None


def has_prefix(written: str) -> bool:
    """Whether a tag has a prefix, or says that its token stands outside."""
    return written in _NOTHING or _TAG.fullmatch(written) is not None


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the columns of a file are.

    Attributes:
        token: Number of the column with the token, from zero.
        tags: Numbers of the columns with tags.
        more_tags: Whether all columns behind the first with tags hold tags too, as many as there are.
        offsets: Whether start and end stand behind the tag.
        outside_ends: Whether the first tag of a chunk is ``I-`` unless it touches another (IOB1).
        bare: Whether the tags are labels without prefix, so that a chunk is a run of one label.
        blank_lines: Whether sentences are parted.
        documents: Whether articles are parted.
        labels: Those that stand behind a prefix somewhere.
        unread: Numbers of the columns that are neither token nor tag nor offset.
        numbered: Whether the column before the token counts the tokens of each sentence; then «#» begins a comment.
    """

    token: int
    tags: tuple[int, ...]
    more_tags: bool
    offsets: bool
    outside_ends: bool
    bare: bool
    blank_lines: bool
    documents: bool
    labels: frozenset[str] = frozenset()
    unread: tuple[int, ...] = ()
    numbered: bool = False

    def is_mark(self, line: str) -> bool:
        """Whether a line is no token; see ``is_mark``."""
        return is_mark(line) or (self.numbered and line.startswith("#"))


def layout_of(lines: Sequence[str], *, token: int | None = None, tag: int | None = None) -> Layout | None:
    """Where the columns are, judged by the first lines of a file.

    Args:
        lines: The first lines.
        token: Number of the column with the token where a person said it, from zero.
        tag: Likewise of the tag.

    Returns:
        None where no column looks like tags.
    """
    rows = [fields_of(line) for line in lines if line.strip(" \t") and not is_mark(line)]
    numbered = token != 0 and _counts_tokens(rows)
    if numbered:
        lines = [line for line in lines if not line.startswith("#")]
        rows = [row for row in rows if not row[0].startswith("#")]
    token = int(numbered) if token is None else token
    chosen = (tag,) if tag is not None else _tag_columns(rows, token)
    if not chosen:
        return None
    widths = Counter(map(len, rows))
    offsets = _have_offsets(rows, chosen[-1])
    varying = len(widths) > 1 and tag is None and not offsets
    several = [row[chosen[0] :] for row in rows if len(row) > chosen[0] + 1 and is_tag_like(row[chosen[0]])]
    more = varying and bool(several) and sum(all(map(is_tag_like, row)) for row in several) >= _MOST_OF * len(several)
    first = [row[chosen[0]] for row in rows if len(row) > chosen[0]]
    width = widths.most_common(1)[0][0] if widths else 0
    return Layout(
        token,
        chosen[:1] if more else chosen,
        more,
        offsets,
        _is_iob1(lines, chosen[0]),
        not any(_NUMBERED_TAG.fullmatch(written) and written != "O" for written in {*first}),
        any(not line.strip(" \t") for line in lines[:-1]),
        any(line.startswith(DOCUMENT_START) for line in lines),
        frozenset(found.label for written in {*first} if _TAG.fullmatch(written) and (found := tag_of(written)[0])),
        () if more else tuple(sorted({*range(numbered, width - 2 * offsets)} - {token, *chosen})),
        numbered,
    )


def is_mark(line: str) -> bool:
    """Whether a line is no token: the start of an article, or a comment as CoNLL-U has them."""
    return line.startswith((DOCUMENT_START, "# ", "#begin ", "#end ")) and not _HASH.fullmatch(line)


def looks_tagged(head: bytes) -> bool:
    """Whether nearly all of the first lines of a file end in a tag, one of them not ``O``."""
    if head.startswith(b"-DOCSTART-"):
        return True
    lines = [line for line in head.split(b"\n")[:-1] if line.strip()][:2000]
    hits = sum(_HEAD_TAGS.search(line, max(0, len(line) - _LONGEST_END_BYTES)) is not None for line in lines)
    named = any(re.search(rb"[\t ][BIES]-[A-Za-z]", line) for line in lines)
    return len(lines) >= _LEAST_LINES and named and hits >= _MOST_OF * len(lines)


def _counts_tokens(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first column counts the tokens of each sentence from one, as GermEval and CoNLL-X have it."""
    before, counting, wide = 0, 0, 0
    for row in rows:
        plain = len(row) > 2 and row[0].isdecimal() and len(row[0]) < 6 and not is_tag_like(row[1])
        number = int(row[0]) if plain else -1
        counting += number in (1, before + 1)
        wide += not row[0].startswith("#")
        before = number if number > 0 else before
    return before > 0 and counting >= _MOST_OF * wide


def _tag_columns(rows: Sequence[Sequence[str]], token: int) -> tuple[int, ...]:
    """The columns whose fields look like tags; of several, those that are no constituents."""
    width = max(map(len, rows), default=0)
    found, empty = _columns_like(rows, token, _TAG_LIKE)
    if not found:
        found = _columns_like(rows, token, _NUMBERED_TAG)[0]
    if len(found) > 1:
        found = [column for column in found if not _is_chunks(rows, column)] or found
    if not found and width == token + 2:
        # Labels without prefix: a few words that come again and again, «O» among them.
        fields = [row[token + 1] for row in rows if len(row) > token + 1]
        if "O" in fields and len(set(fields)) <= max(2, len(fields) // 4):
            return (token + 1,)
    return tuple(found or empty[-1:])


def _columns_like(rows: Sequence[Sequence[str]], token: int, tag: re.Pattern[str]) -> tuple[list[int], list[int]]:
    """The columns of tags, and those with nothing but ``O``."""
    found: list[int] = []
    empty: list[int] = []
    for column in range(max(map(len, rows), default=0)):
        fields = [row[column] for row in rows if len(row) > column]
        # Of tags there are few, which come again and again.
        like = sum(count for field, count in Counter(fields).items() if tag.fullmatch(field))
        if column != token and fields and like >= _MOST_OF * len(fields):
            (found if set(fields) - {"O"} else empty).append(column)
    return found, empty


def is_tag_like(field: str) -> bool:
    """Whether a field has the usual form of a tag."""
    return _TAG_LIKE.fullmatch(field) is not None


def _is_chunks(rows: Sequence[Sequence[str]], column: int) -> bool:
    labels = {row[column].partition("-")[2] for row in rows if len(row) > column} - {""}
    return bool(labels & _CHUNKS) and labels <= _CHUNKS


def _have_offsets(rows: Sequence[Sequence[str]], tag: int) -> bool:
    wide = [row for row in rows if len(row) == tag + 3 and row[-1].isdecimal() and row[-2].isdecimal()]
    return bool(wide) and len(wide) >= _MOST_OF * len(rows)


def _is_iob1(lines: Iterable[str], column: int) -> bool:
    """Whether ``B-`` comes only where a chunk touches another of its label, and chunks begin with ``I-``."""
    before: Tag | None = None
    lone_inside = False
    for line in lines:
        if not line.strip(" \t") or is_mark(line):
            before = None
            continue
        fields = fields_of(line)
        tag, _ = tag_of(fields[column]) if len(fields) > column else (None, False)
        touches = tag is not None and before is not None and before.label == tag.label
        if tag is not None and tag.kind != _INSIDE and not touches:
            return False
        lone_inside = lone_inside or (tag is not None and before is None)
        before = tag
    return lone_inside
