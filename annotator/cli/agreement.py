"""The command that measures how far annotators agree."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.agreementtable import put_agreement
from annotator.cli.arguments import corpus_argument, json_option, option
from annotator.cli.console import Progress, put_json, tell
from annotator.cli.failures import DONE
from annotator.cli.group import Command
from annotator.language import N_, _
from annotator.model.identity import SetName
from annotator.model.workflow import Status
from annotator.operations import corpora
from annotator.operations.agreement import COUNTED_STATUSES, Wish, agree
from annotator.operations.agreementjson import agreement_as_json
from annotator.operations.agreementwords import remarks_on


@click.command(
    "agreement",
    cls=Command,
    help=N_("Measure how far annotators agree: each pair of those named, or of all, over the articles they share."),
)
@corpus_argument
@click.argument("handles", metavar="[HANDLE HANDLE...]", nargs=-1)
@option("--against", metavar="SET", help=N_("Compare each with this set only, such as adjudicated."))
@option(
    "--layer", "layers", metavar="LAYER", multiple=True, help=N_("Only this layer, or attribution; may be repeated.")
)
@option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice([status.value for status in Status]),
    metavar="STATUS",
    help=N_("Only work of this status; may be repeated."),
)
@option("--outlet", "outlets", metavar="NAME", multiple=True, help=N_("Only articles of this outlet; may be repeated."))
@option("--since", metavar="DATE", help=N_("Only articles of this day and later, as in 2026-11-01."))
@option("--until", metavar="DATE", help=N_("Only articles of this day and earlier."))
@option(
    "--bootstrap",
    "resamples",
    type=click.IntRange(min=0),
    metavar="N",
    help=N_("Draws for the intervals of 95 %; unless given 1,000, 200 or none, by the size of the corpus."),
)
@option("--seed", type=int, default=0, metavar="N", help=N_("Draws the articles; 0 unless given."))
@option("--gamma", is_flag=True, help=N_("Measure γ too, which takes long."))
@option(
    "--as-submitted",
    is_flag=True,
    help=N_("Measure each set as it was first submitted, before it was returned or corrected."),
)
@json_option
def agreement(  # noqa: PLR0917
    corpus: Path,
    handles: tuple[str, ...],
    against: str | None,
    layers: tuple[str, ...],
    statuses: tuple[str, ...],
    outlets: tuple[str, ...],
    since: str | None,
    until: str | None,
    resamples: int | None,
    seed: int,
    gamma: bool,
    as_submitted: bool,
    as_json: bool,
) -> int:
    """Measure agreement and write it as tables or as one JSON object."""
    wish = Wish(
        names=tuple(SetName(handle) for handle in handles),
        against=SetName(against) if against else None,
        layers=layers or None,
        statuses=frozenset(map(Status, statuses)) or COUNTED_STATUSES,
        outlets=frozenset(outlets) or None,
        since=since,
        until=until,
        resamples=resamples,
        seed=seed,
        gamma=gamma,
        as_submitted=as_submitted,
    )
    viewer = corpora.person_at_this_machine().handle
    with corpora.opened(corpus) as opened, Progress(_("Comparing")) as progress:
        report = agree(opened, wish, viewer=viewer, progress=progress)
        scheme = opened.scheme
    if as_json:
        put_json(agreement_as_json(report))
    else:
        put_agreement(report, scheme)
    for remark in remarks_on(report):
        tell(remark)
    return DONE
