"""Looking at another annotation set of the open article: who has worked on it, and the banner while looking."""

from __future__ import annotations

from annotator.language import _, isolated
from annotator.model.identity import ADJUDICATED, SetName
from annotator.operations.opendocument import OpenDocument
from annotator.operations.session import Session
from annotator.ui.panels.cardparts import Line, Part, Wish
from annotator.ui.panels.dock import DockHint, DockSlot
from annotator.ui.panels.inbox import section_title

SHOW_SET = "set.show"
"""Verb of the wish to look at a set; its argument is the set's name."""


def sets_part(session: Session, document: OpenDocument) -> tuple[Part, ...]:
    """The sets of an article for its card, one's own first; nothing where there is no other than one's own."""
    statuses = session.sets_of(document.document.id)
    others = [name for name in statuses if name != session.own_set]
    if not others:
        return ()
    names = (session.own_set, *sorted(others, key=lambda name: (name != ADJUDICATED, name)))
    lines = tuple(
        Line(set_title(session, name), _("shown now"), rtl_text=False) if name == document.set_name
        else Line(
            set_title(session, name), section_title(statuses.get(name)), wish=Wish(SHOW_SET, name), rtl_text=False
        )
        for name in names
    )  # fmt: skip
    remark = "" if document.annotations else _("See how others have annotated this article; nothing of yours changes.")
    return (Part(_("Annotation sets"), lines, remark=remark),)


def next_set(session: Session, document: OpenDocument) -> SetName:
    """The set after the one that is shown, one's own after the last."""
    names = [session.own_set, *(name for name in session.sets_of(document.document.id) if name != session.own_set)]
    return names[(names.index(document.set_name) + 1) % len(names)]


def banner(session: Session, document: OpenDocument) -> tuple[tuple[DockSlot, ...], str, DockHint]:
    """What the dock says while another set is looked at."""
    slot = DockSlot(_("Annotation set"), set_title(session, document.set_name), filled=True)
    return (slot,), _("Only to look at"), DockHint(("Esc",), _("Back to yours"))


def set_title(session: Session, name: SetName) -> str:
    """What people call a set."""
    if name == session.own_set:
        return _("Yours")
    return isolated(session.display_name(name))
