"""What can go wrong, told for people: the message, its place, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for a person, kept untranslated until a face shows it.

    Attributes:
        template: The English sentence with ``{name}`` fields; it is the key of the translation.
        values: What stands in the fields. A value may itself be a ``Message``.
        plural: The English sentence for other numbers than one, or None.
        count: The number that chooses the plural form; it fills the field ``{count}``.
    """

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)
    plural: str | None = None
    count: int | None = None

    def english(self) -> str:
        """The sentence in English, for logs and for tests."""
        template = self.template
        if self.plural is not None and self.count != 1:
            template = self.plural
        values = {name: v.english() if isinstance(v, Message) else v for name, v in self.values.items()}
        if self.count is not None:
            values["count"] = self.count
        return template.format(**values)


def message(template: str, /, **values: Any) -> Message:
    """A ``Message`` without plural forms; its template is collected for translation.

    >>> message("“{name}” is not a label.", name="Claime").english()
    '“Claime” is not a label.'
    """
    return Message(template, values)


def counted(singular: str, plural: str, count: int, /, **values: Any) -> Message:
    """A ``Message`` whose wording depends on a number, which stands in the field ``{count}``."""
    return Message(singular, values, plural, count)


class AnnotatorError(Exception):
    """Something a person can understand and act on.

    Args:
        what: What happened, to which thing.
        remedy: What the person can do about it, or None where nothing can be done.
    """

    def __init__(self, what: Message, remedy: Message | None = None) -> None:
        super().__init__(what.english())
        self.what = what
        self.remedy = remedy


class Cancelled(Exception):
    """Long work ended early because a person asked it to; nothing of it is kept."""


class BugError(Exception):
    """A fault of the program itself: nothing that a person did can explain it."""


class SpanError(AnnotatorError):
    """A stretch of text that cannot be: reversed, empty, or outside the text."""


class ValueRefused(AnnotatorError):
    """A value that its own constructor refuses (an annotation without fragments, say)."""


class SchemeError(AnnotatorError):
    """A scheme that contradicts itself, or a label, attribute or role that it does not know."""


class RuleError(AnnotatorError):
    """An act that the scheme or the rules of annotation do not allow; nothing was stored."""


class UndoRefused(AnnotatorError):
    """An undo that would destroy a later act; says whose and which."""


class CorpusError(AnnotatorError):
    """A corpus file that cannot be made, opened or read."""


class CorpusBusy(CorpusError):
    """A corpus file that somebody has open; says who."""


class NotFound(AnnotatorError):
    """A document, annotation, annotator or set that the corpus does not have."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with an input.

    Attributes:
        file: The file (for a member of an archive: archive and member).
        line: The line, counted from one, or None where lines mean nothing.
        reason: What is wrong.
        remedy: What the person can do, or None.
    """

    file: str
    line: int | None
    reason: Message
    remedy: Message | None = None


class InputRefused(AnnotatorError):
    """A file that was refused whole; carries everything that is wrong with it.

    Args:
        problems: The first 1,000 problems, in the order of the file.
        uncounted: How many more there are.
    """

    def __init__(self, problems: Sequence[Problem], uncounted: int = 0) -> None:
        first = problems[0]
        super().__init__(
            counted(
                "{file} was refused: one problem.",
                "{file} was refused: {count} problems.",
                len(problems) + uncounted,
                file=first.file,
            )
        )
        self.problems = tuple(problems)
        self.uncounted = uncounted
