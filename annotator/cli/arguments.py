"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from annotator.cli.group import Option
from annotator.language import N_

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def corpus_argument(function: Decorated) -> Decorated:
    """``CORPUS``, the corpus file."""
    return click.argument("corpus", metavar="CORPUS", type=click.Path(path_type=Path, readable=False))(function)


def document_argument(function: Decorated) -> Decorated:
    """``DOCUMENT``, the id of an article."""
    return click.argument("document", metavar="DOCUMENT")(function)


def json_option(function: Decorated) -> Decorated:
    """``--json``, for programs."""
    return option("--json", "as_json", is_flag=True, help=N_("Print one JSON object."))(function)


def out_option(metavar: str) -> Callable[[Decorated], Decorated]:
    """``--out``, where the result goes."""
    return option(
        "--out",
        required=True,
        metavar=metavar,
        type=click.Path(path_type=Path, readable=False),
        help=N_("Where the result goes."),
    )


def annotator_option(function: Decorated) -> Decorated:
    """``--annotator HANDLE``, whose annotations are meant."""
    return option("--annotator", metavar="HANDLE", help=N_("Whose annotations."))(function)


def option(*names: str, **settings: Any) -> Callable[[Decorated], Decorated]:
    """An option whose help is translated when it is shown."""
    return click.option(*names, cls=Option, **settings)
