from __future__ import annotations

import pytest

from annotator.model.errors import RuleError
from annotator.operations import relations
from tests.operations.desk import Desk


def test_the_scheme_says_which_relations_tie_two_claims(desk: Desk) -> None:
    names = [relation_type.name for relation_type in relations.between_claims(desk.session.scheme)]
    assert names == ["restates", "supports", "contradicts", "elaborates"]


def test_both_claims_see_a_relation_each_from_its_side(desk: Desk) -> None:
    first, second = desk.mark("C", "إن المحصول تضاعف"), desk.mark("C", "أن التصدير يبدأ في آذار")
    made = relations.relate(desk.session, desk.document, second.id, first.id, relation_type="elaborates")
    [seen] = relations.ties_of(desk.document, second.id)
    assert (seen.relation, seen.other, seen.outgoing) == (made.id, first.id, True)
    [seen] = relations.ties_of(desk.document, first.id)
    assert (seen.other, seen.outgoing) == (second.id, False)
    assert desk.document.state(first.id) == "open"


def test_the_same_relation_twice_is_one_and_a_symmetric_one_has_no_direction(desk: Desk) -> None:
    first, second = desk.mark("C", "إن المحصول تضاعف"), desk.mark("C", "أن التصدير يبدأ في آذار")
    for head, tail in ((first, second), (second, first)):
        relations.relate(desk.session, desk.document, head.id, tail.id, relation_type="contradicts")
        relations.relate(desk.session, desk.document, head.id, tail.id, relation_type="supports")
    types = sorted(tie.type.name for tie in relations.ties_of(desk.document, first.id))
    assert types == ["contradicts", "supports", "supports"]


def test_a_claim_is_not_tied_to_itself_nor_to_a_source(desk: Desk) -> None:
    claim, source = desk.mark("C", "إن المحصول تضاعف"), desk.mark("S", "وزيرة الزراعة ليلى حداد")
    with pytest.raises(RuleError, match="itself"):
        relations.relate(desk.session, desk.document, claim.id, claim.id, relation_type="supports")
    with pytest.raises(RuleError):
        relations.relate(desk.session, desk.document, claim.id, source.id, relation_type="supports")


def test_a_relation_is_taken_away_and_comes_back_with_undo(desk: Desk) -> None:
    first, second = desk.mark("C", "إن المحصول تضاعف"), desk.mark("C", "أن التصدير يبدأ في آذار")
    made = relations.relate(desk.session, desk.document, first.id, second.id, relation_type="restates")
    relations.unrelate(desk.session, desk.document, made.id)
    assert relations.ties_of(desk.document, first.id) == []
    desk.session.undo(desk.document)
    assert len(relations.ties_of(desk.document, first.id)) == 1


def test_the_nearest_claims_are_offered_first(desk: Desk) -> None:
    claims = [desk.mark("C", words) for words in ("إن المحصول تضاعف", "أن التصدير يبدأ في آذار", "سيرتفع سعر الزيت")]
    offered = relations.candidates(desk.document, claims[2])
    assert [claim.id for claim in offered] == [claims[1].id, claims[0].id]
