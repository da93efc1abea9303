"""Taking back what Ctrl+Z leaves alone: the person's latest act on several articles, or on what articles share."""

from __future__ import annotations

from typing import Final

from annotator.model.changes import ChangeSet
from annotator.model.history import ActSummary
from annotator.operations.session import Session
from annotator.store.corpus import NEW_CORPUS

_LOOKED_BACK: Final = 500
_BEGINNINGS: Final = frozenset((NEW_CORPUS, "Join", "Import"))


def latest_of_several(session: Session) -> ActSummary | None:
    """The person's latest act that does not belong to one article alone and still stands; None without one.

    Imports are left out: they are long over, and taking one back takes articles away.
    """
    for act in session.corpus.history(limit=_LOOKED_BACK):
        mine = act.author == session.annotator and act.undoes is None and not act.undone
        if mine and len(act.documents) != 1 and act.gesture not in _BEGINNINGS:
            return act
    return None


def take_back(session: Session, act: ActSummary) -> ChangeSet:
    """Take an act back.

    Raises:
        UndoRefused: If somebody changed the same since; says who and by which act.
    """
    return session.announce(session.corpus.undo_act(act.act, author=session.annotator))
