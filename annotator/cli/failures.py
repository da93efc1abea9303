"""What a command says when it cannot do what it was asked, and the exit status that goes with it."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Iterable

import click

from annotator.cli.console import tell
from annotator.language import _, explained, ngettext, said
from annotator.model.errors import AnnotatorError, InputRefused, Problem

DONE = 0
DONE_IN_PART = 1
REFUSED = 2
INTERRUPTED = 130
"""What shells expect of a program that Ctrl+C ended."""


def tell_refusal(error: AnnotatorError) -> None:
    """Say what happened and what to do about it; for a refused file also everything that is wrong with it."""
    tell(_("Error: {what}", what=explained(error)))
    if isinstance(error, InputRefused):
        tell_problems(error.problems, error.uncounted)


def tell_problems(problems: Iterable[Problem], uncounted: int = 0) -> None:
    """List problems of an input by file, line and reason, then how many more there are."""
    for problem in problems:
        place = problem.file if problem.line is None else f"{problem.file}:{problem.line}"
        remedy = " " + said(problem.remedy) if problem.remedy else ""
        tell(f"  {place}: {said(problem.reason)}{remedy}")
    if uncounted:
        tell("  " + ngettext("… and one more problem.", "… and {count} more problems.", uncounted))


def tell_usage(error: click.UsageError) -> None:
    """Say what is wrong with the call, and where help is."""
    tell(_("Error: {what}", what=_usage(error)))
    if error.ctx is not None:
        tell(_("Help: {command} --help", command=error.ctx.command_path))


def tell_system_error(error: OSError) -> None:
    """Say what the system refused, and for which file."""
    reason = os.strerror(error.errno) if error.errno else str(error)
    if error.errno == errno.ENOSPC:
        reason = _("the disk is full")
    file = error.filename or error.filename2
    tell(_("Error: {what}", what=f"{os.fsdecode(file)}: {reason}" if file else reason))


def tell_fault() -> None:
    """Say that the program itself is at fault, with everything that whoever mends it needs."""
    tell(traceback.format_exc().rstrip())
    tell(_("Error: {what}", what=_("this is a fault of the program. Please report it with the lines above.")))


def close_broken_pipe() -> None:
    """Let what is still buffered go nowhere: the reader of our output has left, which is its right."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _usage(error: click.UsageError) -> str:
    """The sentence for a wrong call; click's own English one where we have none."""
    match error:
        case click.NoSuchOption():
            return _("There is no option “{option}”.", option=error.option_name)
        case click.MissingParameter() if error.param is not None:
            return _(
                "“{name}” is missing.", name=error.param.make_metavar(error.ctx) if error.ctx else error.param.name
            )
        case click.BadOptionUsage():
            return _(
                "The option “{option}” is not used rightly: {reason}", option=error.option_name, reason=error.message
            )
        case click.BadParameter() if error.param is not None:
            names = error.param.opts if isinstance(error.param, click.Option) else [error.param.human_readable_name]
            return _("“{name}” does not fit: {reason}", name=names[0], reason=error.message)
    return error.format_message()
