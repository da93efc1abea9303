"""What goes where: data in logical order to files and pipes, reordered only for terminals that need it."""

from __future__ import annotations

import io
import json

import pytest

from annotator.cli import console

# "The minister said the harbour was open."
LINE = "قال الوزير إن المرفأ مفتوح."


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VTE_VERSION", "KONSOLE_VERSION", "MLTERM", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)


def test_a_pipe_gets_arabic_in_logical_order(plain_terminal: None) -> None:
    assert console.shown(LINE, io.StringIO()) == LINE


def test_a_terminal_without_bidi_gets_arabic_reordered(plain_terminal: None) -> None:
    assert console.shown(LINE, _Terminal()) == LINE[::-1]


def test_a_terminal_with_bidi_of_its_own_gets_logical_order(
    plain_terminal: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VTE_VERSION", "7200")
    assert console.shown(LINE, _Terminal()) == LINE


def test_the_guess_about_the_terminal_can_be_overruled(plain_terminal: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(console.BIDI_VARIABLE, "1")
    assert console.shown(LINE, _Terminal()) == LINE


def test_isolates_never_reach_a_terminal(plain_terminal: None) -> None:
    assert "\u2068" not in console.shown(f"\u2068{LINE}\u2069", _Terminal())


def test_what_an_article_says_cannot_steer_a_terminal() -> None:
    assert console.shown("\x1b[2Jbad\x9b\a\r", _Terminal()) == r"\x1b[2Jbad\x9b\x07\x0d"
    assert console.shown("\x1b[2J", io.StringIO()) == "\x1b[2J"


def test_a_name_of_a_file_stays_on_its_line_and_in_its_order() -> None:
    assert console.named("خبر\n\u202etxt.exe") == r"خبر\x0a\u202etxt.exe"


def test_marks_take_no_column() -> None:
    assert console.width("مُحَمَّدٌ") == len("محمد")


@pytest.mark.parametrize("text", ["قصير", "عنوان أطول بكثير مما يسمح به عمود واحد", "مُحَمَّدٌ", "", "漢字漢字漢字漢字"])
def test_a_padded_cell_has_its_width_exactly(text: str) -> None:
    assert console.width(console.padded(text, 10)) == 10


def test_json_is_one_object_with_arabic_unescaped(capsys: pytest.CaptureFixture[str]) -> None:
    console.put_json({"text": LINE})
    written = capsys.readouterr().out
    assert LINE in written
    assert json.loads(written) == {"text": LINE}


def test_progress_is_silent_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    with console.Progress("Counting") as progress:
        for done in range(1000):
            progress(done, 1000)
    assert capsys.readouterr() == ("", "")


def test_progress_leaves_no_trace_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr(console, "_BETWEEN_DRAWINGS_S", 0)
    with console.Progress("Counting") as progress:
        progress(1, 4)
    assert "Counting 25 %" in terminal.getvalue()
    assert "left" not in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_progress_of_long_work_says_how_long_it_still_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal, clock = _Terminal(), iter([0.0, 30.0, 40.0])
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr("annotator.cli.console.time.monotonic", lambda: next(clock))
    with console.Progress("Counting") as progress:
        progress(1, 4)
        progress(4, 4)
    assert "Counting 25 % – 1:30 left" in terminal.getvalue()
    assert terminal.getvalue().count("left") == 1
