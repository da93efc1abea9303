"""The command that gives out work."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.arguments import corpus_argument, json_option, option
from annotator.cli.console import put_json, tell
from annotator.cli.failures import DONE
from annotator.cli.group import Command
from annotator.language import N_, _, ngettext, number
from annotator.model.identity import DocumentId, Handle
from annotator.model.workflow import Task
from annotator.operations import assigning, corpora
from annotator.operations.assigning import Plan
from annotator.operations.distribution import overlap_of


@click.command("assign", cls=Command, help=N_("Divide articles among people: balanced, and the same when asked again."))
@corpus_argument
@click.argument("further", metavar="[HANDLE...]", nargs=-1)
@option(
    "--to", "people", metavar="HANDLE...", multiple=True, required=True, help=N_("Who gets them; several may follow.")
)
@option(
    "--documents",
    metavar="FILE",
    type=click.Path(path_type=Path, readable=False),
    help=N_("Only these articles: a text file with an id on each line."),
)
@option(
    "--overlap",
    metavar="N",
    help=N_("2: two people for every article; 20%: two people for a fifth of them. Unless given, as last time."),
)
@option("--adjudicate", is_flag=True, help=N_("Have them settle the annotations of others instead."))
@json_option
def assign(
    corpus: Path,
    further: tuple[str, ...],
    *,
    people: tuple[str, ...],
    documents: Path | None,
    overlap: str | None,
    adjudicate: bool,
    as_json: bool,
) -> int:
    """Give out work; what somebody has already counts, so that a second call changes nothing."""
    chosen = None if documents is None else _ids(documents)
    by = corpora.person_at_this_machine().handle
    with corpora.opened(corpus) as opened:
        plan = assigning.plan(
            opened,
            [Handle(name) for name in (*people, *further)],
            task=Task.ADJUDICATE if adjudicate else Task.ANNOTATE,
            documents=chosen,
            overlap=None if overlap is None else overlap_of(overlap),
        )
        assigning.assign(opened, plan, by=by)
    if as_json:
        put_json(_as_json(plan))
        return DONE
    for newcomer in plan.newcomers:
        tell(_("New here: {handle}", handle=newcomer.handle))
    for person, count in plan.people.items():
        new = ngettext("one new article", "{count} new articles", count)
        tell(_("{name}: {new}, {total} in all", name=person, new=new, total=number(plan.loads[person])))
    if not plan.new:
        tell(_("There was nothing to give out."))
    return DONE


def _ids(file: Path) -> frozenset[DocumentId]:
    """The ids in a file, one on each line; empty lines are passed over.

    Raises:
        click.UsageError: If the file is not UTF-8 text.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise click.UsageError(_("{file} is not UTF-8 text.", file=str(file))) from None
    return frozenset(DocumentId(line.strip()) for line in lines if line.strip())


def _as_json(plan: Plan) -> dict[str, object]:
    return {
        "task": plan.task.value,
        "overlap": str(plan.overlap),
        "assigned": {document: list(people) for document, people in plan.new.items()},
        "people": {person: {"new": new, "total": plan.loads[person]} for person, new in plan.people.items()},
    }
