"""What waits, as rows: one's own returned work, answers of authors, documents under way, waiting, done."""

from __future__ import annotations

from annotator.language import _, isolated, ngettext, number
from annotator.operations.reviewing import ReviewItem, Stage
from annotator.operations.session import Session
from annotator.ui.review.board import Progress, QueueRow


def waiting_rows(items: list[ReviewItem], session: Session) -> list[QueueRow]:
    """The documents, grouped by how far they are."""
    rows: list[QueueRow] = []
    for stage in Stage:
        found = [item for item in items if item.stage is stage]
        if found:
            rows.append(QueueRow(_stage_title(stage), number(len(found))))
            rows += [QueueRow(isolated(i.summary.title), _note(i, session), i.summary.id, _tone(i)) for i in found]
    return rows


def waiting_progress(items: list[ReviewItem]) -> Progress:
    """How many documents wait, and how many are done."""
    done = sum(item.stage is Stage.APPROVED for item in items)
    left = len(items) - done
    title = ngettext("{count} document waits", "{count} documents wait", left) if left else _("Nothing waits")
    note = ngettext("{count} approved", "{count} approved", done) if done else ""
    return Progress(title, note, done / len(items) if items else 0.0)


def _stage_title(stage: Stage) -> str:
    titles = {
        Stage.RETURNED_TO_ME: _("Came back to you"),
        Stage.ANSWERED: _("Answered by their authors"),
        Stage.UNDER_WAY: _("Under way"),
        Stage.WAITING: _("Wait to be settled"),
        Stage.ELSEWHERE: _("With somebody else"),
        Stage.ALONE: _("Submitted by one person"),
        Stage.APPROVED: _("Approved"),
    }
    return titles[stage]


def _note(item: ReviewItem, session: Session) -> str:
    if item.stage is Stage.ELSEWHERE and item.holder is not None:
        return session.display_name(type(session.own_set)(item.holder))
    if item.stage is Stage.ANSWERED:
        return ngettext("{count} answer", "{count} answers", item.answers)
    if item.stage is Stage.UNDER_WAY:
        return ngettext("{count} decided", "{count} decided", item.decided)
    if item.stage is Stage.APPROVED:
        return "✓"
    return ngettext("{count} set", "{count} sets", len(item.sets)) if item.sets else ""


def _tone(item: ReviewItem) -> str:
    tones = {Stage.APPROVED: "done", Stage.ANSWERED: "asked", Stage.RETURNED_TO_ME: "asked"}
    return tones.get(item.stage, "quiet")
