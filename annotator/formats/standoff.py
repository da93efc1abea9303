"""The lines of a brat file, each understood by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Final, NamedTuple

from annotator.formats.base import Problems
from annotator.model.errors import Message, message

_PAIRS: Final = re.compile(r"\d{1,15} \d{1,15}(?:;\d{1,15} \d{1,15})*")
MEND_LINE: Final = message("Mend the line, or take it out.")
"""What to do about a line that is not right."""
_ID: Final = re.compile(r"[A-Z#*]\S*")
_PLAIN_FACT: Final = re.compile(r"(A[^\W_]+)\t(\S+) (\S+) (\S+)").fullmatch
"""An ``A`` with a value and no blank too many."""
_PLAIN_EVENT: Final = re.compile(r"(E[^\W_]+)\t([^\s:]+):([^\s:]+)((?: [^\s:]+:[^\s:]+)*)").fullmatch
"""An ``E`` with no blank and no colon too many."""


class Bound(NamedTuple):
    """A ``T``: a label on fragments, in the unit of the file.

    Attributes:
        id: Such as ``T1``.
        label: Its type.
        pairs: Start and end of each fragment.
        covered: What it covers according to the file, or None.
        line: Where it stands.
    """

    id: str
    label: str
    pairs: tuple[tuple[int, int], ...]
    covered: str | None
    line: int


class Tie(NamedTuple):
    """An ``R``, an ``E`` or a ``*``.

    Attributes:
        id: Such as ``R1``; for an equivalence a star and a number.
        type: Its type.
        trigger: The ``T`` that an event hangs on, else empty.
        members: Role and id of each member, in order.
        line: Where it stands.
    """

    id: str
    type: str
    trigger: str
    members: tuple[tuple[str, str], ...]
    line: int


class Fact(NamedTuple):
    """An ``A``, ``M``, ``N`` or ``#``: something said of another record.

    Attributes:
        sign: ``A``, ``N`` or ``#``.
        id: Its own id.
        type: What it says.
        target: Id of the record.
        value: The value, reference or words; empty for a flag.
        name: For an ``N``, the name in the place referred to.
        line: Where it stands.
    """

    sign: str
    id: str
    type: str
    target: str
    value: str
    name: str
    line: int


# What named tuples do themselves, without the functions that name their members: a file has many lines.
_bound_made: Final = partial(tuple.__new__, Bound)
_tie_made: Final = partial(tuple.__new__, Tie)
_fact_made: Final = partial(tuple.__new__, Fact)


@dataclass(slots=True)
class Standoff:
    """Everything that one file says.

    Attributes:
        bounds: By id.
        ties: Relations, events and equivalences, in the order of the file.
        facts: In the order of the file.
    """

    bounds: dict[str, Bound] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)


class _Odd(Exception):
    """A line that says nothing that can be understood."""

    def __init__(self, what: Message) -> None:
        super().__init__()
        self.what = what


def parsed(lines: Iterable[str], problems: Problems) -> Standoff:
    """The lines understood; those that cannot be are noted.

    Args:
        lines: Without their ends.
        problems: Where to note what is wrong.
    """
    found = Standoff()
    bounds, ties, facts = found.bounds, found.ties, found.facts
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        sign = line[:1]
        # Nearly all lines have one fragment and no blank too many; the others are looked at more closely.
        if sign == "T":
            parts = line.split("\t")
            words = parts[1].split(" ") if len(parts) == 3 else ()
            if len(words) == 3:
                identifier, _, covered = parts
                label, first, last = words
                if (
                    label and first.isdecimal() and last.isdecimal() and len(first) < 16 and len(last) < 16
                    and (start := int(first)) < (end := int(last)) and identifier[1:].isalnum()
                    and identifier not in seen
                ):  # fmt: skip
                    seen[identifier] = number
                    bounds[identifier] = _bound_made((identifier, label, ((start, end),), covered, number))
                    continue
        elif sign == "A":
            said = _PLAIN_FACT(line)
            if said is not None:
                identifier, kind, target, value = said.groups()
                if identifier not in seen:
                    seen[identifier] = number
                    facts.append(_fact_made(("A", identifier, kind, target, value, "", number)))
                    continue
        elif sign == "E":
            event = _PLAIN_EVENT(line)
            if event is not None:
                identifier, kind, trigger, rest = event.groups()
                if identifier not in seen:
                    seen[identifier] = number
                    members = tuple([tuple(member.split(":")) for member in rest.split(" ")[1:]])
                    ties.append(_tie_made((identifier, kind, trigger, members, number)))
                    continue
        if not line.strip():
            continue
        try:
            record = _record(line, number)
        except _Odd as odd:
            problems.add(odd.what, line=number, remedy=MEND_LINE)
            continue
        if record is None:
            continue
        if not (isinstance(record, Fact) and record.sign == "#") and seen.setdefault(record.id, number) != number:
            problems.add(
                message("The id {id} stands on line {line} too.", id=record.id, line=seen[record.id]),
                line=number,
                remedy=MEND_LINE,
            )
        elif isinstance(record, Bound):
            found.bounds[record.id] = record
        elif isinstance(record, Tie):
            found.ties.append(record)
        else:
            found.facts.append(record)
    return found


def _record(line: str, number: int) -> Bound | Tie | Fact | None:
    identifier, tab, rest = line.partition("\t")
    sign = identifier[:1]
    if not tab and sign == "#":
        return None  # A remark on the file.
    if not tab or not _ID.fullmatch(identifier):
        raise _Odd(message("The line is no annotation of brat."))
    if sign == "T":
        return _bound(identifier, rest, number)
    if sign in ("R", "E", "*"):
        return _tie(identifier if sign != "*" else f"*{number}", sign, rest.split(), number)
    if sign in ("A", "M", "N", "#"):
        return _fact(identifier, rest, number)
    raise _Odd(message("brat has no annotations “{sign}”.", sign=identifier))


def _bound(identifier: str, rest: str, number: int) -> Bound:
    head, tab, covered = rest.partition("\t")
    label, _, pairs = head.strip().partition(" ")
    first, _, last = pairs.partition(" ")
    if label and first.isdecimal() and last.isdecimal() and len(pairs) < 20:
        places: tuple[tuple[int, int], ...] = ((int(first), int(last)),)
    elif not label or not _PAIRS.fullmatch(pairs):
        raise _Odd(message("The line does not say what stands where."))
    else:
        places = tuple((int(start), int(end)) for start, end in (pair.split(" ") for pair in pairs.split(";")))
    for start, end in places:
        if start >= end:
            raise _Odd(message("The stretch [{start}, {end}) is empty or reversed.", start=start, end=end))
    return Bound(identifier, label, places, covered if tab else None, number)


def _tie(identifier: str, sign: str, words: list[str], number: int) -> Tie:
    if not words:
        raise _Odd(message("The line names no members."))
    if sign == "*":
        if len(words) < 3:
            raise _Odd(message("An equivalence needs two members."))
        return Tie(identifier, words[0], "", tuple(("member", word) for word in words[1:]), number)
    head, *rest = words
    kind, colon, trigger = head.partition(":")
    if not kind or (sign == "E") != bool(colon and trigger):
        raise _Odd(message("The line does not say what it is of which members."))
    members = tuple(_members(rest))
    if sign == "R" and len(members) != 2:
        raise _Odd(message("A relation needs two members."))
    return Tie(identifier, kind, trigger, members, number)


def _members(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    for word in words:
        role, colon, member = word.rpartition(":")
        if not (role and colon and member):
            raise _Odd(message("“{word}” is no role with a member.", word=word))
        yield role, member


def _fact(identifier: str, rest: str, number: int) -> Fact:
    sign = "A" if identifier[0] == "M" else identifier[0]
    head, _, words = rest.partition("\t")
    kind, _, tail = head.strip().partition(" ")
    target, _, value = tail.strip().partition(" ")
    if not kind or not target:
        raise _Odd(message("The line does not say what it is said of."))
    if sign == "N" and ":" not in value:
        raise _Odd(message("“{value}” is no reference.", value=value))
    if sign == "#":
        return Fact(sign, identifier, kind, target, words.strip(), "", number)
    return Fact(sign, identifier, kind, target, value.strip(), words.strip(), number)
