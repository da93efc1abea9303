"""What a command says when it cannot do what it was asked, and the exit status that goes with it."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Iterable

import click

from annotator.cli.console import named, tell
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
    """List problems of an input by file, line and reason, then how many more there are.

    What can be done is told with the first of several for which it is the same.
    """
    told = None
    for problem in problems:
        place = named(problem.file) if problem.line is None else f"{named(problem.file)}:{problem.line}"
        remedy = " " + said(problem.remedy) if problem.remedy and problem.remedy != told else ""
        told = problem.remedy
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


def tell_interruption() -> None:
    """Say that Ctrl+C was heard, and that what was under way left nothing: acts and files are whole or not there."""
    tell(_("Stopped. Nothing half-done is left behind."))


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
            return _("“{name}” is missing.", name=_written(error.param, error.ctx))
        case click.BadOptionUsage():
            return _(
                "The option “{option}” is not used rightly: {reason}", option=error.option_name, reason=error.message
            )
        case click.BadParameter() if error.param is not None:
            names = error.param.opts if isinstance(error.param, click.Option) else [error.param.human_readable_name]
            return _("“{name}” does not fit: {reason}", name=names[0], reason=_expected(error))
    return error.format_message()


def _written(parameter: click.Parameter, context: click.Context | None) -> str:
    """A parameter as the call would have it: ``--out PATH``, ``CORPUS``."""
    what = parameter.make_metavar(context) if context else parameter.human_readable_name
    return f"{parameter.opts[0]} {what}" if isinstance(parameter, click.Option) else what


def _expected(error: click.BadParameter) -> str:
    """What would have fitted."""
    match error.param and error.param.type:
        case click.Choice(choices=choices):
            return _("it is one of {names}.", names=", ".join(map(str, choices)))
        case click.IntRange(min=int(least), max=None):
            return _("a whole number from {least} on is expected.", least=least)
        case click.types.IntParamType():
            return _("a whole number is expected.")
    return error.message
