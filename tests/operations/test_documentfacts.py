from __future__ import annotations

import pytest

from annotator.model.errors import SchemeError
from annotator.model.workflow import Status
from annotator.operations import annotate, documentfacts
from annotator.operations.documentfacts import SkipReason
from tests.operations.desk import Desk


def reopen(desk: Desk) -> None:
    annotate.set_status(desk.session, desk.document, Status.IN_PROGRESS)


def test_genre_and_topic_are_facts_of_the_document(desk: Desk) -> None:
    documentfacts.set_attribute(desk.session, desk.document, "genre", "news")
    documentfacts.set_attribute(desk.session, desk.document, "topic", "زراعة")
    given = {attribute.name: value for attribute, value in documentfacts.attributes(desk.document)}
    assert given == {"genre": "news", "topic": "زراعة"}
    desk.reopen()
    assert desk.document.document.meta["genre"] == "news"
    documentfacts.set_attribute(desk.session, desk.document, "genre", None)
    assert "genre" not in desk.document.document.meta
    assert desk.document.header is None  # a fact of the document begins nobody's work


@pytest.mark.parametrize(("name", "value"), [("genre", "poem"), ("weather", "sunny")])
def test_only_what_the_scheme_asks_can_be_answered(desk: Desk, name: str, value: str) -> None:
    with pytest.raises(SchemeError):
        documentfacts.set_attribute(desk.session, desk.document, name, value)


def test_an_article_is_skipped_for_a_reason_and_taken_up_again(desk: Desk) -> None:
    assert documentfacts.skip_reason(desk.session, desk.document) is None
    documentfacts.skip(desk.session, desk.document, SkipReason.NOT_NEWS)
    assert desk.document.header is not None
    assert desk.document.header.status is Status.SKIPPED
    assert documentfacts.skip_reason(desk.session, desk.document) is SkipReason.NOT_NEWS
    reopen(desk)
    assert documentfacts.skip_reason(desk.session, desk.document) is None


def test_the_reason_follows_undo_and_redo(desk: Desk) -> None:
    documentfacts.skip(desk.session, desk.document, SkipReason.DUPLICATE)
    reopen(desk)
    documentfacts.skip(desk.session, desk.document, SkipReason.BROKEN)
    desk.session.undo(desk.document)
    desk.session.undo(desk.document)
    assert documentfacts.skip_reason(desk.session, desk.document) is SkipReason.DUPLICATE
    desk.session.redo(desk.document)
    desk.session.redo(desk.document)
    assert documentfacts.skip_reason(desk.session, desk.document) is SkipReason.BROKEN
    desk.reopen()
    assert documentfacts.skip_reason(desk.session, desk.document) is SkipReason.BROKEN
