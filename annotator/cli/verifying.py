"""The command that checks an export folder, without a corpus."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.arguments import json_option
from annotator.cli.console import Progress, put_json, tell
from annotator.cli.failures import DONE, DONE_IN_PART, tell_problems
from annotator.cli.group import Command
from annotator.language import N_, _, ngettext
from annotator.operations import verifying


@click.command(
    "verify",
    cls=Command,
    help=N_("Check an export folder against its manifest, without a corpus: digests, offsets, counts."),
)
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
@json_option
def verify(folder: Path, as_json: bool) -> int:
    """List what is not as the manifest says; status 1 when there is something."""
    with Progress(_("Checking")) as progress:
        found = verifying.verify(folder, progress=progress)
    if as_json:
        put_json(
            {
                "files": found.files,
                "records": found.records,
                "problems": [
                    {"file": problem.file, "line": problem.line, "reason": problem.reason.english()}
                    for problem in found.problems
                ],
                "uncounted": found.uncounted,
                "unlisted": list(found.unlisted),
            }
        )
        return DONE_IN_PART if found.problems else DONE
    tell_problems(found.problems, found.uncounted)
    for name in found.unlisted:
        tell(_("Not in the manifest: {file}", file=name))
    if not found.problems:
        tell(_("The export is as its manifest says."))
    tell(
        _(
            "{files}, {records}.",
            files=ngettext("one file checked", "{count} files checked", found.files),
            records=ngettext("one record checked", "{count} records checked", found.records),
        )
    )
    return DONE_IN_PART if found.problems else DONE
