from __future__ import annotations

from annotator.model.workflow import Status
from annotator.operations import annotate
from tests.operations.desk import Desk

HARVEST = "إن المحصول تضاعف"


def attributed(desk: Desk) -> None:
    """«The minister said that the harvest doubled», marked in one frame."""
    desk.press("Q", "قالت")
    desk.press("S", "وزيرة الزراعة ليلى حداد")
    desk.press("C", HARVEST)


def test_submitting_confirms_what_was_proposed(desk: Desk) -> None:
    attributed(desk)
    annotate.set_status(desk.session, desk.document, Status.SUBMITTED)
    by_layer = {a.layer: a for a in desk.document.annotations.values()}
    assert by_layer["claim"].attributes == {"quote_type": "indirect", "kind": "statement"}
    assert by_layer["cue"].attributes["cue_class"] == "statement"
    [relation] = desk.document.relations.values()
    assert relation.attributes["stance"] == "assert"
    assert desk.stored() == desk.shown()


def test_what_somebody_gave_stays(desk: Desk) -> None:
    attributed(desk)
    claim = next(a for a in desk.document.annotations.values() if a.layer == "claim")
    annotate.set_attribute(desk.session, desk.document, claim.id, "quote_type", "free_indirect")
    annotate.set_status(desk.session, desk.document, Status.SUBMITTED)
    assert desk.document.annotations[claim.id].attributes["quote_type"] == "free_indirect"


def test_what_has_no_proposal_stays_without_a_value(desk: Desk) -> None:
    attributed(desk)
    annotate.set_status(desk.session, desk.document, Status.SUBMITTED)
    source = next(a for a in desk.document.annotations.values() if a.layer == "source")
    assert source.attributes == {}


def test_one_undo_takes_it_all_back(desk: Desk) -> None:
    attributed(desk)
    before = desk.shown()
    annotate.set_status(desk.session, desk.document, Status.SUBMITTED)
    desk.session.undo(desk.document)
    assert desk.shown() == before
