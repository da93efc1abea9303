"""The commands that paint: open the window, run the demonstration, paint an article into a picture."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

import click

from annotator.cli.arguments import option
from annotator.cli.console import tell
from annotator.cli.failures import DONE
from annotator.cli.group import Command, language_wished
from annotator.language import N_, _
from annotator.model.annotated import AnnotatedDocument
from annotator.model.errors import AnnotatorError, message
from annotator.model.scheme import Scheme

_PLATFORM: Final = "QT_QPA_PLATFORM"


@click.command("open", cls=Command, help=N_("Open the window."))
@click.argument("corpus", metavar="[CORPUS]", required=False, type=click.Path(path_type=Path, readable=False))
@option("--annotator", metavar="HANDLE", help=N_("Who works; without it the person of the settings."))
def open_(corpus: Path | None, annotator: str | None) -> int:
    """Open the window on a corpus, else on the one opened last."""
    if annotator:
        from annotator.operations.people import ensure_handle

        ensure_handle(annotator)
    if not _has_display():
        raise AnnotatorError(
            message("There is no display to open a window on."),
            message("“annotator demo” does the main job without one and paints pictures of the window."),
        )
    from annotator.ui import app

    return app.run(corpus, handle=annotator, language_wished=language_wished())


@click.command("demo", cls=Command, help=N_("Do the whole job on the sample articles, without a display."))
@option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path, readable=False),
    default=Path("isnad-demo"),
    help=N_("Where the result goes."),
)
def demo(out: Path) -> int:
    """Import the sample articles, export them, and paint the window in both themes and languages."""
    os.environ[_PLATFORM] = "offscreen"
    from annotator.ui import demonstration

    for line in demonstration.run(out):
        tell(line)
    tell(_("Done; everything lies in {folder}.", folder=str(out.resolve())))
    return DONE


def paint_page(annotated: AnnotatedDocument, scheme: Scheme, out: Path) -> None:
    """Paint an annotated article into a PNG, or a PDF of A4 pages; told by the suffix.

    Raises:
        OSError: If the file cannot be written.
    """
    if not _has_display():
        os.environ[_PLATFORM] = "offscreen"
    from annotator.ui import pagepicture

    pagepicture.paint(annotated, scheme, out)


commands: Final[dict[str, click.Command]] = {"open": open_, "demo": demo}


def _has_display() -> bool:
    """Whether a window can be shown: always on Windows and macOS, elsewhere with a display or a platform named."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", _PLATFORM))
