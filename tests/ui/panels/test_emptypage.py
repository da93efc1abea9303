"""What stands where the article would while there is none, in the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from annotator.model.identity import Handle
from annotator.operations import corpora, transfer
from annotator.operations.settings import Settings
from annotator.ui.memory import Memory
from annotator.ui.window import Window


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "empty.isnad"
    corpora.create(path, scheme=corpora.scheme_named(corpora.DEFAULT_SCHEME), author=Handle("huda"))
    return path


@pytest.fixture
def opened(qtbot: QtBot, dressed: QApplication, corpus: Path) -> Window:
    made = Window(Memory(Settings(language="en", handle="huda", welcomed=True)))
    qtbot.addWidget(made)
    made.show()
    assert made.corpora.open_path(corpus)
    return made


def _texts(window: Window) -> list[str]:
    return [button.text() for button in window.empty.findChildren(QPushButton) if button.isVisible()]


def test_a_corpus_without_articles_says_what_to_do(opened: Window) -> None:
    assert opened.empty.isVisible()
    assert "No articles yet" in opened.empty.words
    assert _texts(opened) == ["Import articles…", "Merge bundles…", "Open the sample corpus"]


def test_its_buttons_do_what_they_say(opened: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(opened._commands, "run", asked.append)
    for button in opened.empty.findChildren(QPushButton):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == ["corpus.import", "corpus.merge", "corpus.sample"]


def test_it_gives_way_to_the_first_article(opened: Window, corpus: Path, tmp_path: Path) -> None:
    # The rain returned to the south, the meteorologists announced.
    (tmp_path / "rain.txt").write_text("أعلنت الأرصاد عودة المطر إلى الجنوب.", encoding="utf-8")
    assert opened.corpora.session is not None
    transfer.import_paths(opened.corpora.session.corpus, [tmp_path / "rain.txt"], author=Handle("huda"))
    opened.corpora.close()
    assert opened.empty.isVisible()
    assert opened.corpora.open_path(corpus)
    assert opened.document is not None
    assert not opened.empty.isVisible()


def test_without_a_corpus_it_offers_one(opened: Window) -> None:
    opened.corpora.close()
    assert "No corpus is open" in opened.empty.words
    assert _texts(opened) == ["Open corpus…", "New corpus…", "Open the sample corpus"]


def test_it_speaks_the_language_in_use(opened: Window) -> None:
    opened.set_language("ar", arabic_digits=True)
    assert "لا مقالات بعد" in opened.empty.words


@pytest.mark.parametrize("width", [1000, 1440, 1920])
def test_it_stands_in_the_middle_of_the_page(opened: Window, width: int) -> None:
    opened.resize(width, 700)
    QApplication.processEvents()
    first = next(button for button in opened.empty.findChildren(QPushButton) if button.isVisible())
    middle = first.mapTo(opened.empty, first.rect().center()).x()
    assert abs(middle - opened.empty.rect().center().x()) <= 2
    assert opened.empty.size() == opened.reader.size()
