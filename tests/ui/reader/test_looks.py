"""Looks: after a change the lines that look different are painted again, and nothing else needs to be."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.annotation import Annotation
from annotator.model.changes import Change, ChangeSet, RecordKey, RecordKind
from annotator.model.identity import ActId, AnnotationId, Handle
from annotator.model.span import Span
from annotator.operations.opendocument import OpenDocument
from annotator.ui.reader.looks import Looks
from annotator.ui.reader.reader import Reader
from annotator.ui.reader.styles import Manner

_LABELS = (("entity", "GPE"), ("entity", "DATE"), ("source", "Source"), ("cue", "Cue"), ("claim", "Claim"))


class Painted(QObject):
    """Adds up how many pixels of the article are painted again."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader)
        self.pixels = 0
        reader.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.pixels += event.rect().width() * event.rect().height()
        return False


@pytest.fixture
def reader(qtbot: QtBot, article: OpenDocument) -> Reader:
    """A reader with the article, as wide as in the window."""
    made = Reader()
    qtbot.addWidget(made)
    made.resize(868, 700)
    made.show()
    made.show_document(article)
    QApplication.processEvents()
    return made


@pytest.mark.parametrize("manner", list(Manner))
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_changes_the_window_shows_what_a_whole_painting_shows(
    reader: Reader, article: OpenDocument, qtbot: QtBot, manner: Manner, seed: int
) -> None:
    random = Random(seed)
    reader.set_manner(manner)
    for step in range(30):
        _rest(reader)
        _change(reader, article, random, step)
        QApplication.processEvents()
        shown = _shown(reader)
        reader.viewport().update()
        QApplication.processEvents()
        assert shown == _shown(reader), step


def test_one_more_frame_paints_the_lines_around_it_and_no_more(reader: Reader, article: OpenDocument) -> None:
    _rest(reader)
    painted = Painted(reader)
    new = Annotation(AnnotationId("new"), "entity", "GPE", (Span(300, 304),))
    reader.changed(_put(article, None, new))
    QApplication.processEvents()
    viewport = reader.viewport()
    assert 0 < painted.pixels < viewport.width() * viewport.height() / 4


def test_lines_that_differ_are_told_as_stretches() -> None:
    before = Looks((), ("a", "b", "c", "d", "e"))
    assert before.differing(before) == []
    assert Looks((), ("a", "x", "y", "d", "z")).differing(before) == [range(1, 3), range(4, 5)]
    assert Looks("other", before.lines).differing(before) == [range(5)]
    assert Looks((), ("a",)).differing(before) == [range(1)]


def _change(reader: Reader, article: OpenDocument, random: Random, step: int) -> None:
    """One of the things that a person does: mark, erase, doubt, choose."""
    known = list(article.annotations.values())
    deed = random.randrange(5)
    if deed == 0 and known:
        reader.changed(_put(article, random.choice(known), None))
    elif deed == 1 and known:
        doubted = random.choice(known)
        reader.changed(_put(article, doubted, replace(doubted, unsure=not doubted.unsure)))
    elif deed == 2 and known:
        reader.choose(random.choice(known).id)
    else:
        layer, label = random.choice(_LABELS)
        start = random.randrange(len(article.text) - 60)
        length = random.randrange(20, 60) if layer == "claim" else random.randrange(3, 12)
        new = Annotation(AnnotationId(f"n{step}"), layer, label, (Span(start, start + length),))
        reader.changed(_put(article, None, new))


def _put(article: OpenDocument, old: Annotation | None, new: Annotation | None) -> ChangeSet:
    some = new or old
    assert some is not None
    key = RecordKey(RecordKind.ANNOTATION, article.document.id, article.set_name, some.id)
    change = (Change(key, old, new),)
    changes = ChangeSet(
        ActId("1-1"),
        "Change",
        Handle("layla"),
        created=change if old is None else (),
        updated=change if old is not None and new is not None else (),
        erased=change if new is None else (),
    )
    article.apply(changes)
    return changes


def _rest(reader: Reader) -> None:
    """Let the reader do what it does when idle, so that it knows what it has painted."""
    for _ in range(3):
        QApplication.processEvents()
        reader._look_ahead()


def _shown(reader: Reader) -> QImage:
    return reader.screen().grabWindow(reader.winId()).toImage()
