"""The command `annotator`: its table of commands, each loaded only when it is called."""

from __future__ import annotations

import difflib
import importlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click

from annotator import __version__
from annotator.cli.console import shown
from annotator.language import LANGUAGES, N_, _, use
from annotator.model.errors import AnnotatorError, BugError, message

CORPUS_SUFFIX: Final = ".isnad"
_QT: Final = ("PySide6", "shiboken6")
_LANGUAGE: Final = "annotator.language"
_PAINTER: Final = "annotator.painter"


@dataclass(frozen=True, slots=True)
class LazyCommand:
    """Where a command lives, and the line that the list of commands shows without loading it.

    Attributes:
        target: ``module:attribute`` of a ``click.Command``.
        summary: One English sentence, translated when shown.
    """

    target: str
    summary: str

    def load(self) -> click.Command:
        """Import the command."""
        command = loaded(self.target)
        if not isinstance(command, click.Command):
            raise BugError(f"{self.target} is not a command")
        return command


def loaded(target: str) -> Any:
    """What ``module:attribute`` names, imported now."""
    module, attribute = target.split(":")
    return getattr(importlib.import_module(module), attribute)


COMMANDS: Final[Mapping[str, LazyCommand]] = {
    "new": LazyCommand("annotator.cli.corpora:new", N_("Make an empty corpus.")),
    "import": LazyCommand("annotator.cli.transfer:import_", N_("Bring articles and annotations into a corpus.")),
    "export": LazyCommand("annotator.cli.transfer:export", N_("Write the annotations of a corpus as training data.")),
    "split": LazyCommand("annotator.cli.splitting:split", N_("Divide the articles into train, validation and test.")),
    "verify": LazyCommand("annotator.cli.verifying:verify", N_("Check an export folder against its manifest.")),
    "documents": LazyCommand("annotator.cli.reading:documents", N_("List the articles of a corpus.")),
    "show": LazyCommand("annotator.cli.reading:show", N_("Show an article with its annotations.")),
    "page": LazyCommand("annotator.cli.page:page", N_("Write an annotated article as a page to read or print.")),
    "search": LazyCommand("annotator.cli.reading:search", N_("Find words in all articles, whatever their marks.")),
    "stats": LazyCommand("annotator.cli.reading:stats", N_("Count what a corpus holds.")),
    "agreement": LazyCommand("annotator.cli.agreement:agreement", N_("Measure how far annotators agree.")),
    "history": LazyCommand("annotator.cli.corpora:history", N_("Say who did what to an article, and when.")),
    "assign": LazyCommand("annotator.cli.assigning:assign", N_("Divide articles among people.")),
    "bundle": LazyCommand("annotator.cli.exchanging:bundle", N_("Write what a colleague needs into one file.")),
    "merge": LazyCommand("annotator.cli.exchanging:merge", N_("Take in bundles of colleagues.")),
    "check": LazyCommand("annotator.cli.corpora:check", N_("Check that a corpus is sound.")),
    "backup": LazyCommand("annotator.cli.corpora:backup", N_("Copy a corpus while it is in use by nobody else.")),
}


class Option(click.Option):
    """An option whose help is translated when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option and its help, in the language in use."""
        record = super().get_help_record(ctx)
        if record is None or not self.help:
            return record
        return record[0], record[1].replace(self.help, _(self.help))


class _Spoken(click.Command):
    """Help in the language in use, written as the terminal needs it."""

    def get_help(self, ctx: click.Context) -> str:
        """The whole help page."""
        page = super().get_help(ctx)
        return "\n".join(shown(line, sys.stdout) for line in page.split("\n"))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option that asks for this page."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this page.")
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is called."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=_("Usage:") + " ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        formatter.write_paragraph()
        if self.help:
            with formatter.indentation():
                formatter.write_text(_(self.help))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        records = [param.get_help_record(ctx) for param in self.get_params(ctx) if isinstance(param, click.Option)]
        with formatter.section(_("Options")):
            formatter.write_dl([record for record in records if record is not None])


class Command(_Spoken):
    """A command whose help is translated when it is shown."""


class AnnotatorGroup(_Spoken, click.Group):
    """The commands by name; a call that names none of them opens the window."""

    def __init__(self, lazy: Mapping[str, LazyCommand], painter: str, **settings: Any) -> None:
        super().__init__(**settings)
        self._lazy = dict(lazy)
        self._painter = painter

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(self._lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded now."""
        lazy = self._lazy.get(cmd_name)
        return lazy.load() if lazy else None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the call; without a command it means ``open``."""
        ctx.meta[_PAINTER] = self._painter
        return super().parse_args(ctx, self._opening(args))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command.

        Raises:
            AnnotatorError: If it needs PySide6 and that is not installed; says what to install.
        """
        try:
            return super().invoke(ctx)
        except ModuleNotFoundError as error:
            if (error.name or "").split(".")[0] not in _QT:
                raise
            raise AnnotatorError(
                message("The window needs PySide6, which is not installed here."),
                message("Install it with: pip install 'PySide6-Essentials>=6.11.3,<6.12'"),
            ) from None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called, and its arguments.

        Raises:
            click.UsageError: If there is none of that name; offers the nearest one.
        """
        if args[0] not in self._lazy:
            near = difflib.get_close_matches(args[0], self._lazy, n=1)
            hint = " " + _("Did you mean “{name}”?", name=near[0]) if near else ""
            raise click.UsageError(_("There is no command “{name}”.", name=args[0]) + hint, ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without loading one."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(lazy.summary)) for name, lazy in self._lazy.items()])

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def _opening(self, args: list[str]) -> list[str]:
        """The arguments with ``open`` put in where no command is named but a corpus, a person, or nothing at all."""
        index = 0
        while index < len(args) and args[index].startswith("--language"):
            index += 1 if "=" in args[index] else 2
        first = args[index] if index < len(args) else None
        names_corpus = first is not None and (first.endswith(CORPUS_SUFFIX) or Path(first).is_file())
        names_person = first is not None and first.split("=")[0] == "--annotator"
        if "open" in self._lazy and first not in self._lazy and (first is None or names_corpus or names_person):
            return [*args[:index], "open", *args[index:]]
        return args


def language_wished() -> str | None:
    """The language that ``--language`` asks for in this call, or None."""
    wished: str | None = click.get_current_context().find_root().meta.get(_LANGUAGE)
    return wished


def painter() -> Any:
    """The function of the other face that paints an annotated article into a picture, imported now."""
    return loaded(click.get_current_context().find_root().meta[_PAINTER])


def command_line(window: Mapping[str, LazyCommand], *, painter: str) -> AnnotatorGroup:
    """The command `annotator`.

    Args:
        window: Commands of the other face, put before ours.
        painter: ``module:attribute`` of the function of the other face that paints an article into a picture.
    """
    return AnnotatorGroup(
        {**window, **COMMANDS},
        painter,
        name="annotator",
        help=N_(
            "Annotate Arabic news: who said what, on whose word. Called without a command, it opens the window."
            " Exit status: 0 done, 1 done in part, 2 nothing changed."
        ),
        params=[
            Option(
                ["--language"],
                type=click.Choice(LANGUAGES),
                is_eager=True,
                expose_value=False,
                callback=_choose_language,
                help=N_("Language of messages; without it that of the system."),
            ),
            Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_say_version,
                help=N_("Say which version this is."),
            ),
        ],
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def _choose_language(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value:
        use(value)
        ctx.meta[_LANGUAGE] = value


def _say_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"annotator {__version__}")
        ctx.exit(0)
