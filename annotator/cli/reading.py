"""Commands that read a corpus: list its articles, show one, search, count."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from annotator.cli.arguments import annotator_option, corpus_argument, document_argument, json_option, option
from annotator.cli.article import lines_of
from annotator.cli.console import Progress, padded, put, put_json, tell, width
from annotator.cli.counting import counts_as_json, put_counts
from annotator.cli.failures import DONE
from annotator.cli.group import Command
from annotator.language import N_, _, digits, ngettext
from annotator.model.document import DocumentSummary
from annotator.model.identity import DocumentId
from annotator.operations import corpora
from annotator.operations.find import find_in_corpus
from annotator.operations.statuswords import status_said

_TITLE_COLUMNS = 60


@click.command("documents", cls=Command, help=N_("List the articles of a corpus: id, date, outlet, title, work done."))
@corpus_argument
@json_option
def documents(corpus: Path, as_json: bool) -> int:
    """List the articles, sorted by id."""
    with corpora.opened(corpus) as opened:
        summaries = corpora.documents_of(opened, viewer=corpora.person_at_this_machine().handle)
    if as_json:
        put_json({"documents": [_summary_as_json(summary) for summary in summaries]})
        return DONE
    ids = max((width(summary.id) for summary in summaries), default=0)
    for summary in summaries:
        statuses = "، ".join(f"{name}: {status_said(status)}" for name, status in summary.statuses.items())
        date = padded(digits((summary.published or "")[:10]), 10)
        title = padded(summary.title, _TITLE_COLUMNS)
        put(f"{padded(summary.id, ids)}  {date}  {title}  {statuses}".rstrip())
    tell(ngettext("One article.", "{count} articles.", len(summaries)))
    return DONE


@click.command("show", cls=Command, help=N_("Show an article with its annotations."))
@corpus_argument
@document_argument
@annotator_option
def show(corpus: Path, document: str, annotator: str | None) -> int:
    """Write an article and, under each paragraph, what is annotated in it."""
    with corpora.opened(corpus) as opened:
        viewer = corpora.person_at_this_machine().handle
        name, others = corpora.set_to_show(opened, DocumentId(document), viewer=viewer, wished=annotator)
        annotated = opened.annotated(DocumentId(document), name)
    for line in lines_of(annotated):
        put(line)
    if others:
        tell(_("Other annotations of this article, for --annotator: {names}.", names=", ".join(others)))
    return DONE


@click.command("search", cls=Command, help=N_("Find words in all articles, whatever their marks and letter forms."))
@corpus_argument
@click.argument("query", metavar="QUERY")
@option("--limit", type=click.IntRange(min=0), default=100, help=N_("How many hits are listed; 100 unless told."))
@json_option
def search(corpus: Path, query: str, limit: int, as_json: bool) -> int:
    """List the places where the words stand."""
    with corpora.opened(corpus) as opened, Progress(_("Searching")) as progress:
        found = find_in_corpus(opened, query, limit=limit, progress=progress)
    if as_json:
        hits = [
            {
                "document": hit.document,
                "start": hit.span.start,
                "end": hit.span.end,
                "text": hit.text,
                "before": hit.before,
                "after": hit.after,
            }
            for hit in found.hits
        ]
        put_json({"query": found.query, "total": found.total, "hits": hits})
        return DONE
    for hit in found.hits:
        put(f"{hit.document}:{hit.span.start}-{hit.span.end}  {hit.before}[{hit.text}]{hit.after}")
    tell(ngettext("One hit.", "{count} hits.", found.total))
    if found.total > len(found.hits):
        tell(_("Listed are the first {count}; --limit lists more.", count=len(found.hits)))
    return DONE


@click.command("stats", cls=Command, help=N_("Count what a corpus holds."))
@corpus_argument
@json_option
def stats(corpus: Path, as_json: bool) -> int:
    """Count articles, words, and annotations by set, layer and label."""
    with corpora.opened(corpus) as opened, Progress(_("Counting")) as progress:
        counts = corpora.count_all(opened, viewer=corpora.person_at_this_machine().handle, progress=progress)
        scheme = opened.scheme
    if as_json:
        put_json(counts_as_json(counts))
    else:
        put_counts(counts, scheme)
    return DONE


def _summary_as_json(summary: DocumentSummary) -> dict[str, Any]:
    return {
        "id": summary.id,
        "title": summary.title,
        "outlet": summary.outlet,
        "published": summary.published,
        "statuses": {name: status.value for name, status in summary.statuses.items()},
        "counts": dict(summary.counts),
    }
