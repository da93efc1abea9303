"""What an export will write, shown and counted before it is written; for a child process with a copy of the corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from annotator.analysis.splits import SPLITS
from annotator.formats.base import FolderExporter, Progress
from annotator.formats.mapping import bundled_names
from annotator.model.identity import Handle, SetName
from annotator.operations.destinations import ExportReport
from annotator.operations.plugins import exporter_named
from annotator.operations.selection import ExportOptions
from annotator.operations.transfer import ExportCancelled, prepared
from annotator.operations.visibility import Sight
from annotator.store.corpus import Corpus

RECORDS: Final = 6
_CHARACTERS: Final = 24_000
_HEAD: Final = 1200
_CUT: Final = "…"


@dataclass(frozen=True, slots=True)
class Facets:
    """What there is to choose from.

    Attributes:
        sets: Articles by annotation set.
        outlets: Articles by outlet.
        first: The earliest day of publication; empty where none is known.
        last: The latest.
        splits: Articles by frozen split; empty where the corpus is not split.
    """

    sets: dict[SetName, int]
    outlets: dict[str, int]
    first: str
    last: str
    splits: dict[str, int]


@dataclass(frozen=True, slots=True)
class FormatFacts:
    """What a person need know of a format to choose its options.

    Attributes:
        suffix: Of its files; empty where it is a folder.
        is_folder: Whether its records are files in a folder.
        has_tokens: Whether words in which annotations begin or end need a policy.
        has_negatives: Whether sentences without claims can be written.
    """

    suffix: str
    is_folder: bool
    has_tokens: bool
    has_negatives: bool


@dataclass(frozen=True, slots=True)
class ExportPreview:
    """The first records as they will be written.

    Attributes:
        parts: Name of the file, empty where there is only one, and the characters.
        is_binary: Whether the file is none that people read.
        complete: Whether that is all.
    """

    parts: tuple[tuple[str, str], ...]
    is_binary: bool
    complete: bool


def format_facts(name: str) -> FormatFacts:
    """What a person need know of a format.

    Raises:
        UnknownFormat: If there is none of that name.
    """
    exporter: Any = exporter_named(name)
    folder = isinstance(exporter, FolderExporter)
    suffix = "" if folder else str(exporter.suffix)
    return FormatFacts(
        suffix, folder, bool(getattr(exporter, "has_tokens", False)), bool(getattr(exporter, "has_negatives", False))
    )


def export_mappings() -> tuple[str, ...]:
    """Mappings that come with the program and lead outside."""
    return tuple(name for name in bundled_names() if not name.startswith("from-"))


def facets(
    snapshot: Path, *, viewer: Handle, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None
) -> Facets:
    """What there is to choose from in a corpus.

    Args:
        snapshot: A copy that ``Corpus.snapshot`` made.
        viewer: Who looks: sets that they may not see are not offered.
        progress: Told how many articles are looked at.
        cancelled: Asked between articles whether to stop.

    Raises:
        ExportCancelled: If the person stopped it.
    """
    sets, outlets, splits = Counter[SetName](), Counter[str](), Counter[str]()
    days: list[str] = []
    with Corpus.open(snapshot) as corpus:
        for summary in Sight(corpus, viewer).documents():
            if cancelled is not None and cancelled():
                raise ExportCancelled
            sets.update(summary.statuses.keys())
            if summary.outlet:
                outlets[summary.outlet] += 1
            if summary.published:
                days.append(summary.published)
            split = corpus.document(summary.id).split
            if split is not None:
                splits[split] += 1
    divided = {split: splits[split] for split in SPLITS if split in splits}
    return Facets(dict(sets), dict(outlets.most_common()), min(days, default=""), max(days, default=""), divided)


def preview_export(
    snapshot: Path,
    *,
    format: str,
    options: ExportOptions,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ExportPreview:
    """The first records, written by the exporter itself.

    Args:
        snapshot: A copy that ``Corpus.snapshot`` made.
        format: Name of the format.
        options: What to take.
        progress: Never told anything: it takes a moment.
        cancelled: Asked between records whether to stop.

    Raises:
        ExportCancelled: If the person stopped it.
        AnnotatorError: Whatever ``transfer.export`` raises.
    """
    with Corpus.open(snapshot) as corpus:
        job = prepared(corpus, format=format, options=options, cancelled=cancelled)
        parts: list[tuple[str, bytes]] = []
        complete, taken = True, 0
        if isinstance(job.exporter, FolderExporter):
            many = job.exporter.begin_folder(job.write)
            for record in job.records:
                if taken == RECORDS // 2:
                    complete = False
                    break
                parts += many.files(record)
                taken += 1
            return ExportPreview(_readable(parts), is_binary=False, complete=complete)
        writing = job.exporter.begin(job.write)
        # A page begins with its fonts, which nobody wants to read.
        head = writing.head()
        pieces = [head[:_HEAD] + _CUT.encode() if len(head) > 2 * _HEAD else head]
        for record in job.records:
            if taken >= RECORDS and sum(map(len, pieces)) > _HEAD:
                complete = False
                break
            pieces.append(writing.record(record))
            taken += 1
        if complete or not any(pieces):
            pieces.append(writing.foot())
    written = b"".join(pieces)
    if b"\0" in written[:_HEAD] or not _is_text(written):
        return ExportPreview((), is_binary=True, complete=complete)
    return ExportPreview(_readable([("", written)]), is_binary=False, complete=complete)


def count_export(
    snapshot: Path,
    *,
    format: str,
    options: ExportOptions,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ExportReport:
    """What will go and what will be lost, counted over everything; arguments and errors as ``preview_export``."""
    with Corpus.open(snapshot) as corpus:
        return prepared(corpus, format=format, options=options, progress=progress, cancelled=cancelled).to_nowhere()


def _readable(parts: list[tuple[str, bytes]]) -> tuple[tuple[str, str], ...]:
    left, shown = _CHARACTERS, []
    for name, content in parts:
        text = content.decode("utf-8", "replace")
        shown.append((name, text if len(text) <= left else text[:left] + _CUT))
        left -= min(left, len(text))
        if not left:
            break
    return tuple(shown)


def _is_text(written: bytes) -> bool:
    try:
        written.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
