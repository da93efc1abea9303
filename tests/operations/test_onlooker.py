"""Somebody who only looks writes nothing, and sees what they may."""

from __future__ import annotations

from annotator.model.identity import Handle, SetName
from annotator.operations.onlooker import Onlooker
from tests.operations.desk import Desk


def test_an_onlooker_takes_no_part(desk: Desk) -> None:
    before = desk.session.corpus.history()
    looking = Onlooker(desk.session.corpus, Handle("nobody"))
    assert looking.sight.sees(desk.document.document.id, SetName("huda"))
    assert looking.display_name(SetName("huda")) == "هدى العطار"
    assert looking.display_name(SetName("nobody")) == "nobody"
    assert looking.scheme is desk.session.scheme
    assert desk.session.corpus.history() == before
