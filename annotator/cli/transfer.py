"""Commands that carry articles and annotations in and out of a corpus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import click

from annotator.cli.arguments import corpus_argument, option
from annotator.cli.console import Progress, named, tell
from annotator.cli.failures import DONE, DONE_IN_PART, REFUSED, tell_problems
from annotator.cli.group import Command
from annotator.language import N_, _, language, ngettext, said
from annotator.model.identity import SetName
from annotator.model.workflow import Status
from annotator.operations import corpora, transfer
from annotator.operations.exportpreview import format_facts
from annotator.operations.plugins import EXPORTERS, IMPORTERS, broken_plugins
from annotator.operations.transfer import ExportOptions, ExportReport, ImportOptions, ImportReport, TokenPolicy

_MOST_NAMED: Final = 3
"""How many of the records that an export left out are named on the screen; the manifest names a thousand."""
_MOST_PASSED_OVER: Final = 50


@click.command("import", cls=Command, help=N_("Bring articles and annotations, files and folders, into a corpus."))
@corpus_argument
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False))
@option("--as", "as_format", metavar="FORMAT", help=N_("Format of the files; told by their content unless given."))
@option("--annotator", metavar="HANDLE", help=N_("Whose annotations they are where the file does not say."))
@option("--encoding", metavar="NAME", help=N_("Encoding of the files; found out unless given."))
@option(
    "--column",
    "columns",
    metavar="PART=NAME",
    multiple=True,
    help=N_("Column of a table for a part of an article, as in text=Body."),
)
@option(
    "--replace", is_flag=True, help=N_("Replace annotations even where they were edited here since their last import.")
)
@option("--skip-bad", is_flag=True, help=N_("Refuse single records rather than whole files."))
@option("--map", "map_", metavar="NAME|FILE", help=N_("What labels of other tools are called here."))
@option("--layer", metavar="LAYER", help=N_("The layer of labels that come without one; entity unless given."))
@option("--extend-scheme", is_flag=True, help=N_("Add labels that the scheme does not know to it."))
def import_(
    corpus: Path,
    paths: tuple[Path, ...],
    *,
    as_format: str | None,
    annotator: str | None,
    encoding: str | None,
    columns: tuple[str, ...],
    replace: bool,
    skip_bad: bool,
    map_: str | None,
    layer: str | None,
    extend_scheme: bool,
) -> int:
    """Import files and folders; whatever is refused is listed with file, line and reason."""
    options = ImportOptions(
        as_format=as_format,
        annotator=SetName(annotator) if annotator else None,
        encoding=encoding,
        columns=_columns(columns),
        replace=replace,
        skip_bad=skip_bad,
        mapping=transfer.mapping_named(map_) if map_ else None,
        layer=layer or "",
        extend_scheme=extend_scheme,
    )
    author = corpora.person_at_this_machine().handle
    _tell_broken(IMPORTERS)
    with corpora.opened(corpus) as opened, Progress(_("Importing")) as progress:
        report = transfer.import_paths(opened, paths, author=author, options=options, progress=progress)
    _tell_import(report)
    if not report.refused:
        return DONE if report.files else REFUSED
    taken = report.accepted or report.tally.duplicates
    return DONE_IN_PART if taken else REFUSED


@click.command(
    "export", cls=Command, help=N_("Write annotations in a format: a file, a folder with manifest, or a stream.")
)
@corpus_argument
@option("--to", "format_", metavar="FORMAT", required=True, help=N_("The format, such as jsonl, attributions or page."))
@option(
    "--out",
    metavar="PATH",
    required=True,
    help=N_("A file when it bears the format's suffix, - for the standard output, else a folder."),
)
@option(
    "--annotator",
    "annotators",
    metavar="HANDLE",
    multiple=True,
    help=N_("Only this person's annotations; may be given again."),
)
@option("--adjudicated", is_flag=True, help=N_("Only adjudicated annotations, or these too."))
@option("--status", type=click.Choice([status.value for status in Status]), help=N_("Only work of this status."))
@option(
    "--layer", "layers", metavar="LAYER", multiple=True, help=N_("Only this layer or relation; may be given again.")
)
@option(
    "--tokens",
    type=click.Choice([policy.value for policy in TokenPolicy]),
    help=N_("For formats with tokens: whole words, or words cut where annotations begin and end."),
)
@option("--map", "map_", metavar="NAME|FILE", help=N_("What labels are called outside, such as anercorp or ontonotes."))
@option("--label", "labels", metavar="LABEL", multiple=True, help=N_("Only this label; may be given again."))
@option("--outlet", "outlets", metavar="NAME", multiple=True, help=N_("Only this outlet; may be given again."))
@option("--since", default="", metavar="DAY", help=N_("Only articles of this day and later, as in 2026-11-01."))
@option("--until", default="", metavar="DAY", help=N_("Only articles of this day and earlier."))
@option("--split", metavar="80,10,10", help=N_("Divide into train, validation and test; the corpus stays as it is."))
@option("--seed", type=int, default=0, metavar="N", help=N_("Draws the split; 0 unless given."))
@option("--layers-done", is_flag=True, help=N_("Only layers that were annotated exhaustively."))
@option("--without-unsure", is_flag=True, help=N_("Leave out what its author doubts."))
@option("--negatives", is_flag=True, help=N_("For attributions: also sentences without claims, where claims are done."))
def export(
    corpus: Path,
    *,
    format_: str,
    out: str,
    annotators: tuple[str, ...],
    adjudicated: bool,
    status: str | None,
    layers: tuple[str, ...],
    split: str | None,
    seed: int,
    layers_done: bool,
    without_unsure: bool,
    negatives: bool,
    labels: tuple[str, ...],
    outlets: tuple[str, ...],
    since: str,
    until: str,
    tokens: str | None,
    map_: str | None,
) -> int:
    """Export annotations; what the format or the filters left out is told by kind and count."""
    options = ExportOptions(
        annotators=tuple(map(SetName, annotators)),
        adjudicated=adjudicated,
        status=Status(status) if status else None,
        layers=layers,
        layers_done=layers_done,
        without_unsure=without_unsure,
        split=shares_of(split) if split else None,
        seed=seed,
        language=language(),
        negatives=negatives,
        labels=labels,
        outlets=outlets,
        since=since,
        until=until,
        tokens=TokenPolicy(tokens) if tokens else TokenPolicy.WORD,
        mapping=transfer.mapping_named(map_) if map_ else None,
        viewer=corpora.person_at_this_machine().handle,
    )
    _tell_broken(EXPORTERS)
    _tell_idle(format_, {"--tokens": tokens is not None, "--negatives": negatives})
    with corpora.opened(corpus) as opened, Progress(_("Exporting")) as progress:
        report = transfer.export(opened, out, format=format_, options=options, progress=progress)
    if options.split is not None:
        tell(_("The split was drawn for this export only; that of the corpus is as it was."))
    _tell_export(report)
    return DONE


def shares_of(split: str) -> tuple[int, int, int]:
    """The three shares of a split, in per cent.

    Raises:
        click.UsageError: If they are not three whole numbers.
    """
    try:
        train, validation, test = (int(share) for share in split.split(","))
    except ValueError:
        raise click.UsageError(_("“{split}” is not three shares such as 80,10,10.", split=split)) from None
    return train, validation, test


def _tell_broken(group: str) -> None:
    for plugin in broken_plugins(group):
        tell(said(plugin.warning))


def _tell_idle(format_: str, given: Mapping[str, bool]) -> None:
    """Say which of the options in the call mean nothing to the format; the export goes on without them.

    Raises:
        UnknownFormat: If there is no such format.
    """
    facts = format_facts(format_)
    heeded = {"--tokens": facts.has_tokens, "--negatives": facts.has_negatives}
    for option_, is_given in given.items():
        if is_given and not heeded[option_]:
            tell(_("“{option}” changes nothing in the format “{format}”.", option=option_, format=format_))


def _tell_export(report: ExportReport) -> None:
    """Say what was left out, then what was written and where."""
    for loss in report.losses:
        named = ", ".join(loss.records[:_MOST_NAMED])
        more = ", …" if loss.count > _MOST_NAMED else ""
        tell(_("Left out, {kind}: {count} ({names})", kind=_(loss.kind), count=loss.count, names=named + more))
    for file in report.files:
        tell(_("Written: {file}", file=str(file)))
    tell(ngettext("One record.", "{count} records.", report.records))


def _columns(pairs: Sequence[str]) -> dict[str, str]:
    """The columns that the call names.

    Raises:
        click.UsageError: If one is not of the form ``PART=NAME``.
    """
    columns = {}
    for pair in pairs:
        part, equals, name = pair.partition("=")
        if not (equals and name):
            raise click.UsageError(_("“{pair}” is not of the form PART=NAME.", pair=pair))
        columns[part] = name
    return columns


def _tell_import(report: ImportReport) -> None:
    """Say what was refused and why, what was decided on the way, and what there is now."""
    for refused in report.refused:
        if refused.whole:
            tell(_("Refused: {file}", file=named(refused.file)))
        else:
            tell(_("Taken in part: {file}", file=named(refused.file)))
        tell_problems(refused.problems, refused.uncounted)
    tell_problems(report.remarks)
    for duplicate in report.tally.duplicates:
        place = named(duplicate.file)
        if duplicate.line is not None:
            place += f":{duplicate.line}"
        tell(_("{place}: the text is here already, as the document {id}.", place=place, id=duplicate.document))
    for file in report.passed_over[:_MOST_PASSED_OVER]:
        tell(_("Passed over, of no known format: {file}", file=named(file)))
    if more := len(report.passed_over[_MOST_PASSED_OVER:]):
        tell(ngettext("… and one more file.", "… and {count} more files.", more))
    if not report.files and not report.refused:
        tell(_("There is no file to import."))
        return
    tell(
        _(
            "{files}, {documents}, {sets}.",
            files=ngettext("one file read", "{count} files read", report.files),
            documents=ngettext("one new article", "{count} new articles", report.tally.documents),
            sets=ngettext(
                "one annotation set written", "{count} annotation sets written", sum(report.tally.sets.values())
            ),
        )
    )
