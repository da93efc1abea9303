"""The table of commands: loaded late, told in the language in use, opening the window when none is named."""

from __future__ import annotations

import click
import pytest

from annotator.__main__ import PAINTER, WINDOW, main
from annotator.cli.group import AnnotatorGroup, command_line, loaded

Output = pytest.CaptureFixture[str]


@pytest.fixture
def group() -> AnnotatorGroup:
    return command_line(WINDOW, painter=PAINTER)


def _called(group: AnnotatorGroup, *arguments: str) -> list[str]:
    """What is left for the commands when the group has read its own options."""
    context = click.Context(group, info_name="annotator")
    group.parse_args(context, list(arguments))
    return [*context._protected_args, *context.args]


def test_the_bare_command_opens_the_window(group: AnnotatorGroup) -> None:
    assert _called(group) == ["open"]


def test_a_corpus_alone_is_opened(group: AnnotatorGroup) -> None:
    assert _called(group, "news.isnad") == ["open", "news.isnad"]


def test_a_person_alone_opens_the_window(group: AnnotatorGroup) -> None:
    assert _called(group, "--annotator", "amal") == ["open", "--annotator", "amal"]


def test_the_language_stands_before_the_command(group: AnnotatorGroup) -> None:
    assert _called(group, "--language", "ar", "news.isnad") == ["open", "news.isnad"]


def test_every_command_loads(group: AnnotatorGroup) -> None:
    context = click.Context(group, info_name="annotator")
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        assert command.name == name


def test_a_misspelt_command_is_answered_with_the_nearest_one(capsys: Output) -> None:
    assert main(["exprot"]) == 2
    assert "Did you mean “export”?" in capsys.readouterr().err


def test_the_commands_are_those_of_the_contract(group: AnnotatorGroup) -> None:
    promised = [
        "open",
        "demo",
        "new",
        "import",
        "export",
        "documents",
        "show",
        "history",
        "check",
        "backup",
        "page",
        "stats",
        "search",
        "split",
        "verify",
        "agreement",
        "assign",
        "bundle",
        "merge",
    ]
    assert sorted(group.list_commands(click.Context(group))) == sorted(promised)


def test_the_version_goes_to_stdout(capsys: Output) -> None:
    assert main(["--version"]) == 0
    written = capsys.readouterr()
    assert written.out.startswith("annotator ")
    assert written.err == ""


def test_a_library_that_is_missing_is_not_mistaken_for_qt() -> None:
    with pytest.raises(ModuleNotFoundError):
        loaded("annotator.nowhere:command")
