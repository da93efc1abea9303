"""What waits, in words."""

from __future__ import annotations

from annotator.operations.reviewing import waiting
from annotator.ui.review.settling import SettlingBoard
from annotator.ui.review.waitinglist import waiting_progress, waiting_rows


def test_documents_are_grouped_by_how_far_they_are(board: SettlingBoard) -> None:
    session = board.adjudication.session
    heading, row = waiting_rows(waiting(session), session)
    assert (heading.text, heading.key, row.note) == ("Wait to be settled", "", "2 sets")
    assert waiting_progress(waiting(session)).title == "1 document waits"
    board.decide("case.first")
    heading, row = waiting_rows(waiting(session), session)
    assert (heading.text, row.note) == ("Under way", "2 decided")
    board.adjudication.finish()
    progress = waiting_progress(waiting(session))
    assert (progress.title, progress.share) == ("Nothing waits", 1.0)
