"""What an importer and an exporter are, and what passes between them and the program."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Protocol, runtime_checkable

from annotator.formats.contents import Contents
from annotator.formats.losses import Losses
from annotator.formats.mapping import LabelMap
from annotator.formats.tokens import TokenPolicy
from annotator.model.annotated import AnnotatedDocument
from annotator.model.errors import InputRefused, Message, Problem
from annotator.model.identity import SetName
from annotator.model.scheme import Scheme

MOST_LISTED: Final = 1000
"""How many problems of one file are listed; the rest is counted."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person can say about files before they are read.

    Attributes:
        encoding: Name of the encoding of files that are not native, or None to find out.
        annotator: Name of the sets of records that name none, or None.
        columns: For tables: the name of the column for a part of an article (``text``, ``title``, …); for ``conll``
            the number of the column, from one, of ``token`` and of ``tag``.
        mapping: What labels, relations and attributes of other tools are called here, or None.
        layer: The layer of labels that come without one; empty for ``entity``.
        extend: Whether what the scheme does not know may pass, because the scheme will grow.
    """

    encoding: str | None = None
    annotator: SetName | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    mapping: LabelMap | None = None
    layer: str = ""
    extend: bool = False


@dataclass(frozen=True, slots=True)
class Incoming:
    """One record as an importer found it.

    Attributes:
        annotated: The article, with proposed zones, and the annotation set where the record has one.
        line: The line it began on, from one, or None where lines mean nothing.
        native: Whether the record is one of ours, which becomes a document of its own even where its text is known.
        named: Whether the record brought its own document id.
        remarks: What was decided on the way that a person should know.
    """

    annotated: AnnotatedDocument
    line: int | None
    native: bool = False
    named: bool = False
    remarks: tuple[Message, ...] = ()


class Problems:
    """Everything that is wrong with one file: the first thousand listed, the rest counted.

    Attributes:
        file: The file, as the person knows it.
        listed: In the order of the file.
        count: How many there are altogether.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.listed: list[Problem] = []
        self.count = 0

    def add(self, reason: Message, *, line: int | None = None, remedy: Message | None = None) -> None:
        """Note one problem."""
        self.count += 1
        if len(self.listed) < MOST_LISTED:
            self.listed.append(Problem(self.file, line, reason, remedy))

    @property
    def uncounted(self) -> int:
        """How many are not listed."""
        return self.count - len(self.listed)

    def refused(self, reason: Message, *, line: int | None = None, remedy: Message | None = None) -> InputRefused:
        """The refusal of the whole file, with this problem and all that were noted before."""
        self.add(reason, line=line, remedy=remedy)
        return InputRefused(self.listed, self.uncounted)


class Importer(Protocol):
    """Reads files of one format."""

    @property
    def name(self) -> str:
        """What the command line calls the format."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """File name endings that it claims, in lower case with the dot."""
        ...

    def recognises(self, head: bytes) -> bool:
        """Whether the first bytes of a file show that it is of this format whatever its name says."""
        ...

    def read(self, path: Path, *, scheme: Scheme, options: ReadOptions, problems: Problems) -> Iterator[Incoming]:
        """The records of a file, one after the other.

        A record that is wrong is noted in ``problems`` and passed over, so that all of them are said at once.

        Args:
            path: The file.
            scheme: What annotations may use.
            options: What the person said about the file.
            problems: Where to note what is wrong.

        Raises:
            InputRefused: If nothing of the file can be read.
            OSError: If it cannot be opened.
        """
        ...


@runtime_checkable
class WithCompanions(Importer, Protocol):
    """An importer whose files have others beside them that belong to them."""

    def companions(self, path: Path) -> tuple[Path, ...]:
        """Those that are not read by themselves, whether they are there or not."""
        ...


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """What an exporter needs to know.

    Attributes:
        scheme: The scheme of the corpus: the order of roles and attributes, and the names for people.
        language: ``ar`` or ``en``, for formats that people read.
        tokens: What becomes of words in which an annotation begins or ends, for formats with tokens.
        layers: The layers that were asked for, for formats that take one; empty where nobody asked.
        negatives: Whether sentences without claims are written too, for formats of attributions.
    """

    scheme: Scheme
    language: str = "ar"
    tokens: TokenPolicy = TokenPolicy.WORD
    layers: tuple[str, ...] = ()
    negatives: bool = False


class Writing(Protocol):
    """One file being written by an exporter; the caller owns the file itself."""

    @property
    def losses(self) -> Losses:
        """What the format could not take."""
        ...

    def head(self) -> bytes:
        """What stands before the first record."""
        ...

    def record(self, annotated: AnnotatedDocument) -> bytes:
        """One record.

        Raises:
            ExportRefused: If a span does not stand where it says; names document and span.
        """
        ...

    def foot(self) -> bytes:
        """What stands after the last record."""
        ...


class FolderWriting(Protocol):
    """A folder being written by an exporter that makes files of its own for each record."""

    @property
    def losses(self) -> Losses:
        """What the format could not take."""
        ...

    def common_files(self) -> Iterator[tuple[str, bytes]]:
        """Names within the folder, parted by ``/``, and bytes of the files that stand there once."""
        ...

    def files(self, annotated: AnnotatedDocument) -> Iterator[tuple[str, bytes]]:
        """Names and bytes of the files of one record.

        Raises:
            ExportRefused: If a span does not stand where it says; names document and span.
        """
        ...


@runtime_checkable
class FolderExporter(Protocol):
    """Writes one format whose records are files in a folder."""

    @property
    def name(self) -> str:
        """What the command line calls the format."""
        ...

    def begin_folder(self, options: WriteOptions) -> FolderWriting:
        """Start a folder."""
        ...


@runtime_checkable
class WithFurtherFiles(Protocol):
    """An exporter that puts further files beside its data in a folder."""

    def further_files(self, options: WriteOptions, contents: Contents) -> Iterator[tuple[str, bytes]]:
        """Their names and bytes."""
        ...


class Exporter(Protocol):
    """Writes one format.

    One whose data are divided by split although ``features`` gives None has an attribute ``divided`` that is true. One
    whose files are held in memory until they end has an attribute ``most_in_a_file``: after so many records a folder
    gets a further file. An attribute ``reading`` tells people how to read its files. Those that heed the policy for
    tokens have a true ``has_tokens``, those that can write sentences without claims a true ``has_negatives``.
    """

    @property
    def name(self) -> str:
        """What the command line calls the format."""
        ...

    @property
    def suffix(self) -> str:
        """The file name ending of its files, with the dot."""
        ...

    def begin(self, options: WriteOptions) -> Writing:
        """Start a file."""
        ...

    def features(self, contents: Contents, scheme: Scheme) -> list[dict[str, Any]] | None:
        """The types of the fields of its lines, for a dataset card; None for formats that people read."""
        ...


Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""
