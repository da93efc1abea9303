"""Whole corpora: make one, open one, check it, copy it, tell its history, count what it holds."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from annotator.analysis.counts import CorpusCounts, SetCounts, count
from annotator.bundled import bundled, resource
from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotator import Annotator
from annotator.model.document import DocumentSummary
from annotator.model.errors import CorpusError, NotFound, SchemeError, message
from annotator.model.history import ActSummary
from annotator.model.identity import ADJUDICATED, DocumentId, Handle, SetName
from annotator.model.scheme import Scheme, parse_scheme
from annotator.model.span import Span
from annotator.model.workflow import Assignment, Status, Task
from annotator.operations import settings
from annotator.operations.visibility import Sight
from annotator.store.corpus import Corpus
from annotator.text.words import words_in

__all__ = [
    "CorpusCounts",
    "SetCounts",
    "acts_on",
    "back_up",
    "count_all",
    "create",
    "documents_of",
    "opened",
    "person_at_this_machine",
    "sample_corpus",
    "scheme_named",
    "set_to_show",
]

DEFAULT_SCHEME: Final = "arabic-news"
_SCHEME_SUFFIX: Final = ".toml"


def person_at_this_machine() -> Annotator:
    """Who works here when nobody says so: the person of the window's settings, else the name of the account."""
    known = settings.load()
    if known.handle:
        return Annotator(Handle(known.handle), known.name or known.handle)
    try:
        name = getpass.getuser()
    except (OSError, KeyError):  # an account without a name, as in some containers; KeyError before Python 3.13
        name = "annotator"
    return Annotator(Handle(name), name)


def scheme_named(name: str) -> Scheme:
    """A scheme that comes with the program, by name, or one from a TOML file, by path.

    Raises:
        SchemeError: If there is none, or the file is not a scheme.
    """
    path = Path(name)
    if path.suffix != _SCHEME_SUFFIX and not path.is_file():
        path = resource("schemes") / (name + _SCHEME_SUFFIX)
    try:
        return parse_scheme(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        known = ", ".join(sorted(file.stem for file in resource("schemes").glob("*" + _SCHEME_SUFFIX)))
        raise SchemeError(
            message("There is no scheme “{name}”.", name=name),
            message("Name a TOML file, or one of those that come with the program: {names}.", names=known),
        ) from None
    except UnicodeDecodeError:
        raise SchemeError(message("The scheme {file} is not UTF-8 text.", file=str(path))) from None


def create(path: Path, *, scheme: Scheme, author: Handle) -> None:
    """Make an empty corpus file.

    Raises:
        CorpusError: If something is at ``path``, or its folder cannot be written.
    """
    Corpus.create(path, scheme, author=author).close()


@contextmanager
def opened(path: Path, *, opener: Handle | None = None) -> Iterator[Corpus]:
    """A corpus for the length of a ``with`` block.

    Args:
        path: The corpus file.
        opener: Who opens it; told to others who try meanwhile. Without one, the person at this machine.

    Raises:
        CorpusBusy: If somebody has it open; says who.
        CorpusError: If there is none, or it cannot be read.
    """
    with Corpus.open(path, opener=opener or person_at_this_machine().handle) as corpus:
        yield corpus


def back_up(corpus: Corpus, target: Path, *, progress: Callable[[int, int], None] | None = None) -> None:
    """Copy a corpus into a file that does not exist yet.

    Args:
        corpus: The corpus.
        target: The copy.
        progress: Told how many of how many pages are copied.

    Raises:
        CorpusError: If something is at ``target``.
    """
    if target.exists():
        raise CorpusError(
            message("{file} exists already; a backup never overwrites.", file=str(target)),
            message("Choose another name."),
        )
    corpus.backup(target, progress=progress)


def documents_of(corpus: Corpus, *, viewer: Handle | None) -> list[DocumentSummary]:
    """All documents by id, with statuses and counts of what the viewer may see.

    Work that was given out and not begun has the status ``assigned``, though there is no set of it yet.
    """
    sight = Sight(corpus, viewer)
    given: dict[DocumentId, dict[SetName, Status]] = {}
    for work in corpus.remarks(Assignment):
        name = SetName(work.annotator)
        if work.task is Task.ANNOTATE and sight.sees(work.document, name):
            given.setdefault(work.document, {})[name] = Status.ASSIGNED
    summaries = sight.documents()
    if not given:
        return summaries
    return [
        replace(s, statuses=dict(sorted((given[s.id] | dict(s.statuses)).items()))) if s.id in given else s
        for s in summaries
    ]


def acts_on(corpus: Corpus, document: DocumentId, *, viewer: Handle | None) -> list[ActSummary]:
    """Who did what to a document and when, as far as the viewer may see it, the latest act first.

    Args:
        corpus: The corpus.
        document: The document.
        viewer: Who asks.

    Raises:
        NotFound: If the corpus never had such a document.
    """
    acts = Sight(corpus, viewer).history(document)
    if not acts:
        raise NotFound(message("The corpus has no document “{id}”.", id=document))
    return acts


def set_to_show(
    corpus: Corpus, document: DocumentId, *, viewer: Handle | None, wished: str | None = None
) -> tuple[SetName | None, tuple[SetName, ...]]:
    """Which annotation set of a document to show, and which others there are, as far as the viewer may see them.

    Args:
        corpus: The corpus.
        document: The document.
        viewer: Who asks.
        wished: The one that is asked for; without it the adjudicated one, else the viewer's own, else the first.

    Raises:
        NotFound: If the document, or its set of that name, is not there.
        Hidden: If the viewer works blind and may not see the one that is asked for.
    """
    if not corpus.has_document(document):
        raise NotFound(message("The corpus has no document “{id}”.", id=document))
    sight = Sight(corpus, viewer)
    names = sight.set_names(document)
    if wished is not None and wished not in names:
        if wished in corpus.set_names(document):
            sight.require(document, SetName(wished))
        raise NotFound(
            message("{name} has no annotations of the document “{id}”.", name=wished, id=document),
            message("There are those of: {names}.", names=", ".join(names)) if names else None,
        )
    candidates = (wished, ADJUDICATED, viewer, *names)
    chosen = next((SetName(name) for name in candidates if name in names), None)
    return chosen, tuple(name for name in names if name != chosen)


def count_all(
    corpus: Corpus, *, viewer: Handle | None, progress: Callable[[int, int], None] | None = None
) -> CorpusCounts:
    """Count what a corpus holds, as far as the viewer may see it, in one pass.

    Args:
        corpus: The corpus.
        viewer: Who asks.
        progress: Told how many of how many documents are counted.
    """
    total = corpus.document_count()

    def passing() -> Iterator[AnnotatedDocument]:
        seen, latest = 0, None
        for record in Sight(corpus, viewer).every_annotated():
            if record.document.id != latest:
                latest, seen = record.document.id, seen + 1
                if progress is not None:
                    progress(seen, total)
            yield record

    return count(passing(), words_in=_word_count)


def sample_corpus() -> Path:
    """The folder of the articles that come with the program."""
    return bundled("sample_corpus")


def _word_count(text: str) -> int:
    return sum(1 for _ in words_in(text, Span(0, len(text)))) if text else 0
