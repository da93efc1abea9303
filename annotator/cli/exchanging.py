"""Commands by which colleagues exchange their work: write a bundle, merge bundles."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from annotator.cli.arguments import corpus_argument, json_option, option, out_option
from annotator.cli.console import Progress, named, put_json, tell
from annotator.cli.failures import DONE, DONE_IN_PART, REFUSED
from annotator.cli.group import Command
from annotator.language import N_, _, explained, ngettext, said
from annotator.model.errors import AnnotatorError, Message
from annotator.model.identity import SetName
from annotator.operations import corpora, exchange, receiving
from annotator.operations.receiving import MergeReport
from annotator.operations.recordnames import record_named

_MOST_LISTED: Final = 100


@click.command(
    "bundle",
    cls=Command,
    help=N_("Write what a colleague needs into one file: articles, scheme, annotations."),
)
@corpus_argument
@out_option("FILE")
@option(
    "--annotator",
    "annotators",
    metavar="HANDLE",
    multiple=True,
    help=N_("Only this person's annotations; may be given again."),
)
def bundle(corpus: Path, out: Path, annotators: tuple[str, ...]) -> int:
    """Write a bundle."""
    maker = corpora.person_at_this_machine().handle
    with corpora.opened(corpus) as opened, Progress(_("Writing the bundle")) as progress:
        report = exchange.bundle(opened, out, maker=maker, people=tuple(map(SetName, annotators)), progress=progress)
    for person, rows in report.people.items():
        tell(ngettext("{name}: one revision", "{name}: {count} revisions", rows, name=person))
    tell(_("Written: {file}", file=str(out)))
    return DONE


@click.command("merge", cls=Command, help=N_("Take in bundles of colleagues, in any order and any number of times."))
@corpus_argument
@click.argument(
    "bundles", metavar="BUNDLE...", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False)
)
@json_option
def merge(corpus: Path, bundles: tuple[Path, ...], as_json: bool) -> int:
    """Merge bundles, each as one transaction; what is refused is named, the others come in."""
    author = corpora.person_at_this_machine().handle
    reports: list[dict[str, Any]] = []
    refused = 0
    with corpora.opened(corpus) as opened:
        for path in bundles:
            try:
                with Progress(_("Merging")) as progress:
                    report = receiving.merge(opened, path, author=author, progress=progress)
            except (AnnotatorError, OSError) as error:
                refused += 1
                reports.append({"bundle": str(path), "refused": _reason(error, path)})
                tell(_reason(error, path))
            else:
                reports.append(_as_json(report))
                lost = [
                    receiving.overruled_said(o, record_named(opened, o.key)) for o in report.overruled[:_MOST_LISTED]
                ]
                _tell(report, lost)
    if as_json:
        put_json({"bundles": reports})
    if not refused:
        return DONE
    return REFUSED if refused == len(bundles) else DONE_IN_PART


def _reason(error: AnnotatorError | OSError, path: Path) -> str:
    if isinstance(error, AnnotatorError):
        return explained(error)
    return f"{named(str(path))}: {error.strerror or error}"


def _tell(report: MergeReport, lost: list[Message]) -> None:
    """Say what came of whom, what was overruled, and what else a person should know."""
    file = named(report.path.name)
    if report.changes is None:
        tell(_("{file}: nothing new.", file=file))
        return
    tell(
        _(
            "{file}: {documents}, {revisions}.",
            file=file,
            documents=ngettext("one new article", "{count} new articles", len(report.documents)),
            revisions=ngettext("one new revision", "{count} new revisions", report.revisions),
        )
    )
    for person, rows in report.people.items():
        tell("  " + ngettext("{name}: one revision", "{name}: {count} revisions", rows, name=person))
    if report.scheme is not None:
        tell("  " + _("The scheme is now of version {version}.", version=report.scheme))
    if report.other_guideline:
        tell("  " + _("Its maker works by another guideline than this program has."))
    for overruled in lost:
        tell("  " + said(overruled))
    if (more := len(report.overruled) - _MOST_LISTED) > 0:
        tell("  " + ngettext("… and one more was overruled.", "… and {count} more were overruled.", more))


def _as_json(report: MergeReport) -> dict[str, Any]:
    return {
        "bundle": str(report.path),
        "revisions": report.revisions,
        "people": dict(report.people),
        "sets": dict(report.sets),
        "documents": list(report.documents),
        "scheme": report.scheme,
        "overruled": [
            {
                "kind": o.key.kind.value,
                "record": o.key.name,
                "won": {"author": o.won.author, "at": o.won.at},
                "lost": {"author": o.lost.author, "at": o.lost.at},
            }
            for o in report.overruled
        ],
    }
