from __future__ import annotations

from annotator.operations import referents, takeback
from tests.operations.desk import Desk


def test_what_one_article_undoes_by_itself_is_not_offered(desk: Desk) -> None:
    assert takeback.latest_of_several(desk.session) is None
    desk.mark("P", "ليلى حداد")
    assert takeback.latest_of_several(desk.session) is None


def test_the_latest_act_on_what_is_shared_is_taken_back_once(desk: Desk) -> None:
    referents.make(desk.session, "ليلى حداد", "PERS")
    second = referents.make(desk.session, "سامي عون", "PERS")
    act = takeback.latest_of_several(desk.session)
    assert act is not None
    takeback.take_back(desk.session, act)
    assert second.id not in desk.session.corpus.referents()
    following = takeback.latest_of_several(desk.session)
    assert following is not None
    assert following.act != act.act
