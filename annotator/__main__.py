"""The program: both faces under one command, and the last place where an error can be caught."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, TextIO

import click

from annotator import language
from annotator.cli import failures
from annotator.cli.group import LazyCommand, command_line
from annotator.language import N_
from annotator.model.errors import AnnotatorError

WINDOW: Final = {
    "open": LazyCommand("annotator.ui.commands:open_", N_("Open the window.")),
    "demo": LazyCommand(
        "annotator.ui.commands:demo", N_("Do the whole job on the sample articles, without a display.")
    ),
}
PAINTER: Final = "annotator.ui.commands:paint_page"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: What follows the program's name; without them those of the process.

    Returns:
        The exit status: 0 done, 1 done in part, 2 nothing changed.
    """
    language.use(language.system_language())
    _write_utf8()
    try:
        status = command_line(WINDOW, painter=PAINTER).main(arguments, prog_name="annotator", standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        failures.tell_usage(error)
        return failures.REFUSED
    except AnnotatorError as error:
        failures.tell_refusal(error)
        return failures.REFUSED
    except BrokenPipeError:
        failures.close_broken_pipe()
        return failures.DONE_IN_PART
    except OSError as error:
        failures.tell_system_error(error)
        return failures.REFUSED
    except click.Abort:
        failures.tell_interruption()
        return failures.INTERRUPTED
    except Exception:  # noqa: BLE001 - the last place to catch it: a fault of ours ends with a status that means one
        failures.tell_fault()
        return failures.REFUSED
    return status if isinstance(status, int) else failures.DONE


def _write_utf8() -> None:
    """Make pipes and files UTF-8 everywhere: the C locale and Windows would choose otherwise.

    A stream that the caller closed, or that a program without a console lacks, takes what is written to nowhere.
    """
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
