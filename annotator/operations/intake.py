"""Files on their way in: found, told apart by format, parsed; what is wrong with each kept beside its records."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from annotator.formats import datasetcard, manifest
from annotator.formats.base import Importer, Incoming, Problems, ReadOptions, WithCompanions
from annotator.formats.encoding import check_name
from annotator.formats.mapping import LabelMap
from annotator.model.errors import InputRefused, Message, Problem, message
from annotator.model.identity import SetName
from annotator.model.scheme import Scheme
from annotator.operations import plugins

_HEAD_BYTES: Final = 65_536
_A_TEXT: Final = re.compile(rb'"text"\s*:')


@dataclass(frozen=True, slots=True)
class FileChoice:
    """What a person says about one file, where it is not what holds for all.

    Attributes:
        as_format: Name of its format, or None.
        encoding: Name of its encoding, or None.
        columns: For a table: the name of the column for a part of an article; empty for what holds for all.
        left_out: Whether it stays outside.
    """

    as_format: str | None = None
    encoding: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What a person can say about an import.

    Attributes:
        as_format: Name of the format of all files, or None to tell by suffix and content.
        annotator: Name of the sets of records that name none.
        encoding: Encoding of the files, or None to find out.
        columns: For tables: the name of the column for a part of an article.
        replace: Whether sets that were edited here since their last import are replaced all the same.
        skip_bad: Whether what is wrong costs only the record rather than the file.
        mapping: What labels of other tools are called here, or None.
        layer: The layer of labels that come without one; empty for the entities.
        extend_scheme: Whether labels that the scheme does not know are added to it.
        choices: What holds for single files, by their paths.
    """

    as_format: str | None = None
    annotator: SetName | None = None
    encoding: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    replace: bool = False
    skip_bad: bool = False
    mapping: LabelMap | None = None
    layer: str = ""
    extend_scheme: bool = False
    choices: Mapping[Path, FileChoice] = field(default_factory=dict)

    def reading(self, path: Path) -> ReadOptions:
        """The part that the importer of a file needs."""
        choice = self.choices.get(path, FileChoice())
        return ReadOptions(
            choice.encoding or self.encoding,
            self.annotator,
            choice.columns or self.columns,
            mapping=self.mapping,
            layer=self.layer,
            extend=self.extend_scheme,
        )


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file to import; a hundred thousand of them are held at once, so its path is made when somebody asks.

    Attributes:
        place: Its path, as text.
        name: What reports call it: its path within the folder that was asked for.
        importer: Who reads it, or None where nobody knows it.
        size: In bytes.
    """

    place: str
    name: str
    importer: Importer | None
    size: int

    @property
    def path(self) -> Path:
        """Where it is."""
        return Path(self.place)


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that was refused, whole or in part.

    Attributes:
        file: The file.
        whole: Whether nothing of it was stored.
        problems: The first thousand.
        uncounted: How many more there are.
        path: Where it is, or None where that is not told.
    """

    file: str
    whole: bool
    problems: tuple[Problem, ...]
    uncounted: int = 0
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What lies under the paths that were given.

    Attributes:
        files: What can be read, in order.
        refused: Paths that are not there, and files that were named but are of no known format.
        passed_over: Files in folders that are of no known format.
    """

    files: tuple[InputFile, ...]
    refused: tuple[RefusedFile, ...]
    passed_over: tuple[str, ...]


def find_files(paths: Iterable[Path], options: ImportOptions, *, seen: Callable[[int], None] | None = None) -> Found:
    """Every file under ``paths``, folders recursively, hidden files left out.

    Args:
        paths: Files and folders.
        options: What the person said.
        seen: Told how many files were looked at so far; may raise to break it off.

    Raises:
        UnknownFormat: If the options name a format that there is not.
        EncodingRefused: If they name an encoding that there is not.
    """
    chosen = plugins.importer_named(options.as_format) if options.as_format else None
    for encoding in (options.encoding, *(choice.encoding for choice in options.choices.values())):
        if encoding:
            check_name(encoding)
    asked_for = tuple(paths)
    origin = _origin(asked_for)
    files: list[InputFile] = []
    refused: list[RefusedFile] = []
    passed_over: dict[str, str] = {}
    claims = _Claims()
    exports = _Exports()
    for path in asked_for:
        in_folder = _is_folder(path)
        closed: list[OSError] = []
        for file in _under(path, closed) if in_folder else (path,):
            name, choice = _name(file, origin), options.choices.get(file, FileChoice())
            if seen is not None:
                seen(len(files) + len(passed_over))
            if choice.left_out or claims.settle(file) or (in_folder and exports.describes(file)):
                continue
            named = plugins.importer_named(choice.as_format) if choice.as_format else chosen
            try:
                status = file.stat()
                if not stat.S_ISREG(status.st_mode):
                    reason = message("This is a device or a pipe, not a file.")
                    refused.append(_refused(name, reason, message("Save it as a file first.")))
                    continue
                importer = named or _recognised(file)
            except OSError as error:
                refused.append(_refused(name, _unreadable(error)))
                continue
            if importer is not None:
                files.append(InputFile(str(file), name, importer, status.st_size))
                claims.of(importer, file)
            elif in_folder:
                passed_over[str(file)] = name
            else:
                reason = message("The format of the file is not known.")
                refused.append(_refused(name, reason, message("Name its format."), path=file))
        refused += [_refused(_name(error.filename, origin), _unreadable(error)) for error in closed]
    kept = [file for file in files if file.place not in claims.open] if claims.open else files
    over = [name for place, name in passed_over.items() if place not in claims.open]
    return Found(tuple(kept), tuple(refused), tuple(over))


class _Claims:
    """Files that are read together with another, and so not by themselves.

    Attributes:
        open: The paths of those that were not met since they were claimed, as text; most are not there at all.
    """

    def __init__(self) -> None:
        self.open: set[str] = set()
        self._asked: dict[int, Callable[[Path], tuple[Path, ...]] | None] = {}

    def of(self, importer: Importer, file: Path) -> None:
        """Note what a file brings along."""
        if id(importer) not in self._asked:
            # Protocols are looked up slowly, and a folder has thousands of files for one importer.
            self._asked[id(importer)] = importer.companions if isinstance(importer, WithCompanions) else None
        companions = self._asked[id(importer)]
        if companions is not None:
            self.open.update(map(str, companions(file)))

    def settle(self, file: Path) -> bool:
        """Whether a file was claimed; it need not be remembered any more."""
        place = str(file)
        if place not in self.open:
            return False
        self.open.discard(place)
        return True


class _Exports:
    """Which files of a folder only tell of an export of ours that lies beside them: its manifest and dataset card."""

    def __init__(self) -> None:
        self._folders: dict[Path, bool] = {}

    def describes(self, file: Path) -> bool:
        """Whether a file is one of these."""
        if file.name not in (manifest.FILE_NAME, datasetcard.FILE_NAME):
            return False
        folder = file.parent
        if folder not in self._folders:
            try:
                with (folder / manifest.FILE_NAME).open("rb") as written:
                    self._folders[folder] = manifest.MANIFEST_FORMAT.encode() in written.read(_HEAD_BYTES)
            except OSError:
                self._folders[folder] = False
        return self._folders[folder]


def _origin(asked_for: tuple[Path, ...]) -> str | None:
    """The folder that the names of files are told from, so that they are short and yet no two files share one.

    Returns:
        None where the paths have no folder in common.
    """
    if len(asked_for) == 1 and _is_folder(asked_for[0]):
        return str(asked_for[0])
    try:
        return os.path.commonpath([path.absolute().parent for path in asked_for])
    except ValueError:
        return None  # No path at all, or several drives of Windows.


def _name(file: str | Path, origin: str | None) -> str:
    if origin is None:
        return str(file)
    written = str(file)
    # Nearly all lie in the folder as they are written: of thousands, each need not be made absolute.
    within = written[len(origin) + 1 :]
    if written.startswith(origin + os.sep) and os.pardir not in within:
        return within
    return os.path.relpath(file, origin)


def _is_folder(path: Path) -> bool:
    """As ``Path.is_dir``, which raises where a folder on the way may not be entered."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _under(path: Path, closed: list[OSError]) -> Iterator[Path]:
    """The files of a folder, in order; folders that cannot be read are noted in ``closed``."""
    for folder, folders, names in os.walk(path, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")):
                yield Path(folder, name)


def _recognised(path: Path) -> Importer | None:
    """Who reads a file: content decides before the suffix, for news archives call everything ``.txt``."""
    with path.open("rb") as file:
        # UTF-16 shows its ASCII letters too, once its zeros are out of the way.
        head = file.read(_HEAD_BYTES).replace(b"\0", b"")
    if path.name == manifest.FILE_NAME and manifest.MANIFEST_FORMAT.encode() in head:
        return None  # It tells of the files beside it.
    by_suffix = [i for i in plugins.importers().values() if path.suffix.lower() in i.suffixes]
    for importer in (*by_suffix, *plugins.importers().values()):
        if importer.recognises(head):
            return importer
    named = [i for i in by_suffix if path.suffix.lower() == f".{i.name}"]
    if named or len(by_suffix) < 2:
        return next(iter(named or by_suffix), None)
    # Several tools share the suffix, as in «.json», and so do settings of all kinds, which have no text.
    return by_suffix[0] if _A_TEXT.search(head) else None


def _refused(name: str, reason: Message, remedy: Message | None = None, *, path: Path | None = None) -> RefusedFile:
    return RefusedFile(name, True, (Problem(name, None, reason, remedy),), path=path)


def _unreadable(error: OSError) -> Message:
    return message("The file cannot be read: {reason}.", reason=error.strerror or str(error))


class Parsing:
    """One file being parsed.

    Attributes:
        file: The file.
        problems: What is wrong with it, so far.
        broken: Whether reading stopped before its end.
    """

    def __init__(self, file: InputFile, *, scheme: Scheme, options: ImportOptions) -> None:
        self.file = file
        self.problems = Problems(file.name)
        self.broken = False
        self._scheme = scheme
        self._options = options

    def records(self) -> Iterator[Incoming]:
        """The records that are right; after the last, ``problems`` is complete."""
        if self.file.importer is None:
            return
        path = self.file.path
        try:
            yield from self.file.importer.read(
                path,
                scheme=self._scheme,
                options=self._options.reading(path),
                problems=self.problems,
            )
        except InputRefused:
            self.broken = True
        except OSError as error:
            self.broken = True
            self.problems.add(_unreadable(error))

    @property
    def refused(self) -> bool:
        """Whether nothing of the file may be stored."""
        return bool(self.problems.count) and (self.broken or not self._options.skip_bad)

    def refusal(self, further: Iterable[Problem] = ()) -> RefusedFile | None:
        """What to report of its problems, or None where it has none."""
        for problem in further:
            self.problems.add(problem.reason, line=problem.line, remedy=problem.remedy)
        if not self.problems.count:
            return None
        return RefusedFile(self.file.name, self.refused, tuple(self.problems.listed), self.problems.uncounted)
