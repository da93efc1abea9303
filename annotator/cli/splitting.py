"""The command that divides a corpus into train, validation and test."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.arguments import corpus_argument, json_option, option
from annotator.cli.console import Progress, put_json, tell
from annotator.cli.failures import DONE
from annotator.cli.group import Command
from annotator.cli.transfer import shares_of
from annotator.language import N_, _, ngettext, number
from annotator.operations import corpora
from annotator.operations.splitting import SplitOptions, SplitReport, freeze_split


@click.command(
    "split",
    cls=Command,
    help=N_("Divide the articles into train, validation and test, once and for all; near-duplicates stay together."),
)
@corpus_argument
@click.argument("shares", metavar="80,10,10")
@option("--seed", type=int, default=0, metavar="N", help=N_("Draws the split; 0 unless given."))
@option("--by-date", is_flag=True, help=N_("The oldest articles train, the newest test."))
@option("--stratify", default="", metavar="KEY", help=N_("Metadata whose values are spread alike, such as outlet."))
@option("--again", is_flag=True, help=N_("Divide anew the articles that have a split already."))
@json_option
def split(corpus: Path, shares: str, *, seed: int, by_date: bool, stratify: str, again: bool, as_json: bool) -> int:
    """Freeze the split; export uses it from then on."""
    options = SplitOptions(shares_of(shares), seed, by_date, stratify, again)
    author = corpora.person_at_this_machine().handle
    with corpora.opened(corpus) as opened, Progress(_("Comparing articles")) as progress:
        report = freeze_split(opened, options, author=author, progress=progress)
    if as_json:
        put_json(
            {
                "splits": report.counts, "groups": [list(group) for group in report.groups], "kept": report.kept,
                "moved": list(report.moved), "undated": list(report.undated),
            }
        )  # fmt: skip
    else:
        _tell(report)
    return DONE


def _tell(report: SplitReport) -> None:
    for group in report.groups:
        tell(_("Near-duplicates, kept together: {ids}", ids=", ".join(group)))
    for document in report.moved:
        tell(_("Moved, for a near-duplicate is in another split: {id}", id=document))
    if report.undated:
        tell(
            ngettext(
                "One article has no date; it trains.", "{count} articles have no date; they train.", len(report.undated)
            )
        )
    if report.kept:
        tell(
            ngettext(
                "One article kept the split that it had.", "{count} articles kept the split that they had.", report.kept
            )
        )
    for name, count in report.counts.items():
        tell(f"{name}: {number(count)}")
