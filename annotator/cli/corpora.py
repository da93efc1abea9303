"""Commands about a corpus as a whole: make one, check it, copy it, tell its history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from annotator.cli.arguments import (
    annotator_option,
    corpus_argument,
    document_argument,
    json_option,
    option,
    out_option,
)
from annotator.cli.console import Progress, padded, put, put_json, tell, width
from annotator.cli.failures import DONE, DONE_IN_PART
from annotator.cli.group import Command
from annotator.language import N_, _, digits, ngettext, said
from annotator.model.history import ActSummary
from annotator.model.identity import DocumentId
from annotator.operations import anew, corpora, timeline
from annotator.operations.pastwords import Difference


@click.command("new", cls=Command, help=N_("Make an empty corpus."))
@corpus_argument
@option(
    "--scheme",
    metavar="NAME|FILE",
    help=N_("What may be annotated: a scheme that comes with the program, or a TOML file."),
)
@option(
    "--from",
    "other",
    metavar="OTHER",
    type=click.Path(path_type=Path, readable=False),
    help=N_("Make it of another corpus, with its whole history."),
)
@option("--without-deleted", is_flag=True, help=N_("Leave deleted articles behind for good; with --from."))
def new(corpus: Path, scheme: str | None, other: Path | None, without_deleted: bool) -> int:
    """Make an empty corpus file with a scheme, or one of another corpus."""
    if other is not None:
        if scheme is not None:
            raise click.UsageError(_("A corpus that is made of another one has its scheme: leave --scheme out."))
        return _new_from(corpus, other, without_deleted=without_deleted)
    if without_deleted:
        raise click.UsageError(_("--without-deleted goes with --from."))
    chosen = corpora.scheme_named(scheme or corpora.DEFAULT_SCHEME)
    corpora.create(corpus, scheme=chosen, author=corpora.person_at_this_machine().handle)
    tell(_("Made the empty corpus {file} with the scheme “{scheme}”.", file=str(corpus), scheme=chosen.name))
    return DONE


def _new_from(corpus: Path, other: Path, *, without_deleted: bool) -> int:
    author = corpora.person_at_this_machine().handle
    with corpora.opened(other) as opened, Progress(_("Copying")) as progress:
        report = anew.create_from(corpus, opened, author=author, without_deleted=without_deleted, progress=progress)
    tell(
        _(
            "Made {file}: {documents}.",
            file=str(corpus),
            documents=ngettext("{count} article", "{count} articles", report.documents),
        )
    )
    if report.left_out:
        tell(ngettext("Left behind: one deleted article.", "Left behind: {count} deleted articles.", report.left_out))
    return DONE


@click.command("check", cls=Command, help=N_("Check that a corpus is sound: the file, spans against text, the log."))
@corpus_argument
@json_option
def check(corpus: Path, as_json: bool) -> int:
    """List what is not sound; status 1 when there is something."""
    with corpora.opened(corpus) as opened:
        findings = opened.check()
    if as_json:
        put_json(
            {
                "findings": [
                    {
                        "kind": finding.kind.value,
                        "record": finding.key.name if finding.key else None,
                        "what": finding.what.english(),
                    }
                    for finding in findings
                ]
            }
        )
    else:
        for finding in findings:
            put(said(finding.what))
        tell(
            ngettext("One thing is not as it should be.", "{count} things are not as they should be.", len(findings))
            if findings
            else _("The corpus is sound.")
        )
    return DONE_IN_PART if findings else DONE


@click.command("history", cls=Command, help=N_("Say who did what to an article, and when."))
@corpus_argument
@document_argument
@option("--annotation", metavar="ID", help=N_("Only what was done to this annotation, before and after."))
@annotator_option
@json_option
def history(corpus: Path, document: str, annotation: str | None, annotator: str | None, as_json: bool) -> int:
    """List the acts on one document, or on one of its annotations, the latest first."""
    with corpora.opened(corpus) as opened:
        told = timeline.history_of(
            opened,
            DocumentId(document),
            viewer=corpora.person_at_this_machine().handle,
            annotation=annotation,
            set_name=annotator,
        )
    if as_json:
        put_json({"document": document, "acts": [_act_table(act, changes) for act, changes in told]})
        return DONE
    authors = max((width(act.author) for act, _changes in told), default=0)
    for act, changes in told:
        undone = "  " + _("(undone)") if act.undone else ""
        put(f"{_local(act.at)}  {padded(act.author, authors)}  {_(act.gesture)}{undone}")
        for change in changes:
            put(f"    {change.field}: {' → '.join(part for part in (change.before, change.after) if part)}")
    return DONE


@click.command("backup", cls=Command, help=N_("Copy a corpus into another file, which must not exist yet."))
@corpus_argument
@out_option("FILE")
def backup(corpus: Path, out: Path) -> int:
    """Copy a corpus."""
    with corpora.opened(corpus) as opened, Progress(_("Copying")) as progress:
        corpora.back_up(opened, out, progress=progress)
    tell(_("Copied {corpus} to {file}.", corpus=str(corpus), file=str(out)))
    return DONE


def _local(at: str) -> str:
    """A moment of the log in the local zone, to the second."""
    return digits(datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M:%S"))


def _act_table(act: ActSummary, changes: Sequence[Difference]) -> dict[str, object]:
    table: dict[str, object] = {
        "act": act.act,
        "gesture": act.gesture,
        "author": act.author,
        "at": act.at,
        "undoes": act.undoes,
        "documents": list(act.documents),
        "revisions": act.revisions,
        "undone": act.undone,
    }
    if changes:
        table["changes"] = [{"field": c.field, "before": c.before, "after": c.after} for c in changes]
    return table
