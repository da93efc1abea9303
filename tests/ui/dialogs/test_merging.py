"""Merging bundles in the window: what came, what was refused, and nothing of one that was broken off."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotator.model.annotator import Annotator
from annotator.model.identity import SetName
from annotator.model.scheme import scheme_of
from annotator.model.workflow import Status
from annotator.operations import exchange
from annotator.store.corpus import Corpus
from annotator.ui.dialogs.merging import MergeSheet
from annotator.ui.window import Window
from tests.operations.colleagues import ARTICLES, SAMIR, claim, hand_made, log, scheme, texts, work


@pytest.fixture
def parcel(tmp_path: Path) -> Iterator[Path]:
    """Samir's work on two articles."""
    with Corpus.create(tmp_path / "samir.isnad", scheme(), author=SAMIR) as corpus:
        with corpus.act("Import", author=SAMIR) as act:
            for article in ARTICLES:
                act.put_document(article)
            act.put(Annotator(SAMIR, "سمير عون"))
        with corpus.act("Work", author=SAMIR) as act:
            act.put_set(work(0, SAMIR, claim("a1", 9), status=Status.SUBMITTED))
        path = tmp_path / "سمير.isnad-bundle"
        exchange.bundle(corpus, path, maker=SAMIR)
        yield path


def words_of(window: Window) -> str:
    sheet = window.findChildren(MergeSheet)[-1]
    return "\n".join(label.text() for label in sheet.findChildren(QLabel) if label.isVisibleTo(sheet))


def merged(window: Window, qtbot: QtBot, *paths: Path) -> MergeSheet:
    window.corpora.merge(paths)
    sheet = window.findChildren(MergeSheet)[-1]
    qtbot.waitUntil(lambda: not sheet.busy, timeout=30_000)
    return sheet


def test_a_bundle_dropped_on_the_window_is_merged_and_listed(window: Window, qtbot: QtBot, parcel: Path) -> None:
    window.corpora.take_dropped([parcel])
    sheet = window.findChildren(MergeSheet)[-1]
    qtbot.waitUntil(lambda: not sheet.busy, timeout=30_000)
    assert "2 new articles" in words_of(window)
    assert "سمير عون" in words_of(window)
    assert window.documents.inbox.total == 3
    session = window.corpora.session
    assert session is not None
    assert SetName(SAMIR) in session.sets_of(ARTICLES[0].id)
    sheet.reject()
    again = merged(window, qtbot, parcel)
    assert "Nothing new" in words_of(window)
    again.reject()


def test_a_damaged_bundle_is_named_and_the_others_come_in(
    window: Window, qtbot: QtBot, parcel: Path, tmp_path: Path
) -> None:
    damaged = tmp_path / "damaged.isnad-bundle"
    damaged.write_bytes(parcel.read_bytes()[:99])
    sheet = merged(window, qtbot, damaged, parcel, tmp_path / "missing.isnad-bundle")
    assert "damaged.isnad-bundle" in words_of(window)
    assert "missing.isnad-bundle" in words_of(window)
    assert len(sheet.reports) == 1
    assert window.documents.inbox.total == 3
    sheet.reject()


def test_a_merge_that_is_broken_off_leaves_nothing_and_the_article_can_be_worked_at_again(
    window: Window, parcel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Every look at the clock is a second later: the time of a slice is up at once, also on a fast machine.
    clock = itertools.count()
    monkeypatch.setattr("annotator.operations.receiving.perf_counter", lambda: next(clock))
    session = window.corpora.session
    assert session is not None
    before = log(session.corpus)
    window.corpora.merge([parcel])
    sheet = window.findChildren(MergeSheet)[-1]
    sheet._step()
    assert sheet.busy
    sheet.reject()
    assert "Nothing was merged" in words_of(window)
    assert log(session.corpus) == before
    assert window.palette_bar.isEnabled()
    sheet.reject()


def test_another_scheme_opens_the_corpus_anew(window: Window, qtbot: QtBot, tmp_path: Path) -> None:

    table = deepcopy(dict(scheme().table))
    table["layers"][0]["labels"].append({"name": "WEAPON", "ar": "سلاح", "en": "Weapon"})
    table["version"] = "2"
    with Corpus.create(tmp_path / "grown.isnad", scheme_of(table), author=SAMIR) as corpus:
        path = hand_made(tmp_path / "grown.isnad-bundle", log(corpus), texts(corpus))
    before = window.corpora.session
    sheet = merged(window, qtbot, path)
    assert "version 2" in words_of(window)
    sheet.reject()
    qtbot.waitUntil(lambda: window.corpora.session is not None and window.corpora.session is not before, timeout=9_000)
    assert window.corpora.session is not None
    assert window.corpora.session.scheme.label("entity", "WEAPON")
