from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.operations import plugins
from annotator.ui.dialogs.busy import Busy
from annotator.ui.dialogs.importing import ImportSheet
from annotator.ui.window import Window

_HOLDING = """
import sys
from annotator.store.corpus import Corpus
with Corpus.open(__import__("pathlib").Path(sys.argv[1]), opener="salma"):
    print("open", flush=True)
    sys.stdin.read()
"""


def test_a_corpus_open_elsewhere_says_who_has_it(window: Window, tmp_path: Path) -> None:
    session = window.corpora.session
    assert session is not None
    path = session.corpus.path
    window.corpora.close()
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDING, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        assert not window.corpora.open_path(path)
        sheet = window.findChild(Busy)
        assert sheet is not None
        assert "salma" in " ".join(label.text() for label in sheet.findChildren(type(sheet.add_words(""))))
        sheet.reject()
        assert other.stdin is not None
        other.stdin.close()
        other.wait(10)
    assert window.corpora.open_path(path)


def test_a_new_corpus_asks_for_articles(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    window.corpora._make(str(tmp_path / "new" / "قمح.isnad"))
    session = window.corpora.session
    assert session is not None
    assert session.corpus.path.name == "قمح.isnad"
    assert not window.documents.inbox.rows
    sheet = window.findChild(ImportSheet)
    assert sheet is not None
    sheet.reject()


def test_a_plugin_that_fails_is_named_when_formats_are_asked_for(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = plugins.BrokenPlugin("isnad-telex", "telex", "ImportError: no telex")
    monkeypatch.setattr(plugins, "broken_plugins", lambda _group: (broken,))
    window.corpora.ask_import()
    assert window.status.text == (
        "The plugin “telex” of the package isnad-telex could not be loaded: ImportError: no telex"
    )
    sheet = window.findChild(ImportSheet)
    assert sheet is not None
    sheet.reject()


def test_the_sample_corpus_is_made_once_and_opened_after(window: Window, qtbot: QtBot) -> None:
    window.corpora.open_sample()
    sheet = window.findChild(ImportSheet)
    assert sheet is not None
    with qtbot.waitSignal(sheet.imported, timeout=60_000):
        pass
    assert window.documents.inbox.total >= 24
    assert window.reader.document is not None
    qtbot.waitUntil(lambda: window.findChild(ImportSheet) is None, timeout=20_000)
    window.corpora.open_sample()
    assert window.findChild(ImportSheet) is None


def test_another_handle_means_another_set(window: Window) -> None:
    window.corpora._become("Karim", "karim")
    session = window.corpora.session
    assert session is not None
    assert session.own_set == "karim"
    assert window.reader.document is not None
    assert not window.reader.document.annotations
