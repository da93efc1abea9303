from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.errors import RuleError, SchemeError
from annotator.model.identity import ReferentId
from annotator.model.referent import Referent
from annotator.operations import annotate, referents, takeback
from annotator.operations.referents import Mention
from annotator.operations.session import Session
from tests.operations.desk import Desk


def referent(identifier: str, name: str, kind: str = "PERS", *variants: str) -> Referent:
    return Referent(ReferentId(identifier), name, kind, variants)


def known(*all_of_them: Referent) -> dict[ReferentId, Referent]:
    return {one.id: one for one in all_of_them}


def found(desk: Desk, identifier: ReferentId) -> list[Mention]:
    return [mention for _done, _total, places in referents.mentions(desk.session, identifier) for mention in places]


# Layla Haddad, Layla al-Haddad (her variant), Sami Haddad, the city of Tripoli.
PEOPLE = known(
    referent("e1", "ليلى حداد", "PERS", "الوزيرة ليلى"),
    referent("e2", "سامي حداد"),
    referent("e3", "طرابلس", "GPE"),
)


def test_the_same_words_come_first_and_shared_words_after_them() -> None:
    proposals = referents.nearest(PEOPLE, "لَيلى الحدّاد")
    assert [(p.referent.id, p.same_words) for p in proposals] == [("e1", True), ("e2", False)]


def test_a_variant_is_as_good_as_the_name() -> None:
    assert referents.nearest(PEOPLE, "الوزيرة ليلى")[0].same_words
    assert [r.id for r in referents.same_words(PEOPLE, "الوزيره ليلى")] == ["e1"]


def test_nothing_lists_everybody_by_name_but_for_those_who_were_merged() -> None:
    merged = known(*PEOPLE.values(), Referent(ReferentId("e4"), "ليلى", "PERS", same_as=ReferentId("e1")))
    assert [p.referent.id for p in referents.nearest(merged, "", limit=9)] == ["e2", "e3", "e1"]


def test_a_beginning_of_a_name_finds_it() -> None:
    assert referents.nearest(PEOPLE, "طرا")[0].referent.id == "e3"


def test_a_link_is_one_act_of_the_article_and_teaches_the_name(desk: Desk) -> None:
    person = desk.mark("P", "ليلى حداد")
    source = desk.mark("S", "وزيرة الزراعة ليلى حداد")
    layla = referents.make(desk.session, "ليلى", "PERS")
    referents.link(desk.session, desk.document, [person.id], layla.id)
    assert desk.document.annotations[person.id].referent == layla.id
    assert desk.session.corpus.referents()[layla.id].variants == ("ليلى حداد",)
    referents.link(desk.session, desk.document, [source.id], layla.id)
    assert desk.session.corpus.referents()[layla.id].variants == ("ليلى حداد",)
    desk.session.undo(desk.document)
    desk.session.undo(desk.document)
    assert desk.document.annotations[person.id].referent is None
    assert desk.shown() == desk.stored()


def test_a_source_is_called_after_the_person_in_it(desk: Desk) -> None:
    source = desk.mark("S", "وزيرة الزراعة ليلى حداد")
    assert referents.name_of(desk.document, source) == "وزيرة الزراعة ليلى حداد"
    desk.mark("P", "ليلى حداد")
    assert referents.name_of(desk.document, source) == "ليلى حداد"
    assert referents.kind_of(desk.document, source) == "PERS"


def test_a_claim_means_nobody(desk: Desk) -> None:
    claim = desk.mark("C", "إن المحصول تضاعف")
    layla = referents.make(desk.session, "ليلى", "PERS")
    with pytest.raises(RuleError, match="Only entities and sources"):
        referents.link(desk.session, desk.document, [claim.id], layla.id)


def test_a_referent_needs_a_name_and_a_known_kind(desk: Desk) -> None:
    with pytest.raises(RuleError):
        referents.make(desk.session, "  ", "PERS")
    with pytest.raises(SchemeError):
        referents.make(desk.session, "ليلى", "PERSON")


def test_an_unlinked_annotation_stays(desk: Desk) -> None:
    person = desk.mark("P", "ليلى حداد")
    layla = referents.make(desk.session, "ليلى حداد", "PERS")
    referents.link(desk.session, desk.document, [person.id], layla.id)
    referents.unlink(desk.session, desk.document, person.id)
    assert desk.document.annotations[person.id].referent is None


def test_the_old_name_stays_as_a_variant(desk: Desk) -> None:
    layla = referents.make(desk.session, "ليلى", "PERS")
    renamed = referents.rename(desk.session, layla.id, " ليلى   حداد ")
    assert (renamed.name, renamed.variants) == ("ليلى حداد", ("ليلى",))
    assert referents.rename(desk.session, layla.id, "ليلى").variants == ("ليلى حداد",)
    assert referents.set_kind(desk.session, layla.id, "OCC").kind == "OCC"


def test_a_merge_is_one_act_that_leaves_annotations_alone_and_can_be_taken_back(desk: Desk) -> None:
    person, source = desk.mark("P", "ليلى حداد"), desk.mark("S", "وزيرة الزراعة ليلى حداد")
    one = referents.make(desk.session, "ليلى حداد", "PERS")
    other = referents.make(desk.session, "وزيرة الزراعة", "OCC")
    referents.link(desk.session, desk.document, [person.id], one.id)
    referents.link(desk.session, desk.document, [source.id], other.id)
    before = desk.session.corpus.referents()[one.id]
    whole = referents.merge(desk.session, one.id, other.id)
    assert "وزيرة الزراعة" in whole.variants
    everybody = desk.session.corpus.referents()
    assert referents.standing(everybody, other.id) == whole
    assert [r.id for r in referents.merged_into(everybody, one.id)] == [other.id]
    assert desk.document.annotations[source.id].referent == other.id
    assert len(found(desk, one.id)) == 2
    with pytest.raises(RuleError, match="one already"):
        referents.merge(desk.session, other.id, one.id)
    act = takeback.latest_of_several(desk.session)
    assert act is not None
    assert act.gesture == referents.MERGE
    takeback.take_back(desk.session, act)
    assert desk.session.corpus.referents()[one.id] == before
    assert desk.session.corpus.referents()[other.id].same_as is None


def test_nobody_has_to_follow_a_chain_of_merges(desk: Desk) -> None:
    a, b, c = (referents.make(desk.session, name, "PERS") for name in ("أحمد", "بدر", "جمال"))
    referents.merge(desk.session, b.id, a.id)
    referents.merge(desk.session, c.id, b.id)
    everybody = desk.session.corpus.referents()
    assert {r.same_as for r in referents.merged_into(everybody, c.id)} == {c.id}
    referents.separate(desk.session, a.id)
    assert referents.standing(desk.session.corpus.referents(), a.id) == desk.session.corpus.referents()[a.id]


def test_mentions_are_found_in_every_set_with_their_words_around(desk: Desk) -> None:
    person = desk.mark("P", "ليلى حداد")
    layla = referents.make(desk.session, "ليلى حداد", "PERS")
    referents.link(desk.session, desk.document, [person.id], layla.id)
    [mention] = found(desk, layla.id)
    assert mention.span.of(desk.document.text) == "ليلى حداد"
    assert mention.set_name == desk.session.own_set
    assert mention.around.before.endswith("وزيرة الزراعة ")
    assert list(referents.mentions(desk.session, ReferentId("nobody"))) == [(0, 0, ())]


def test_a_hue_follows_the_referent_after_a_merge(desk: Desk) -> None:
    first, second = desk.mark("S", "وزيرة الزراعة ليلى حداد"), desk.mark("S", "الوزيرة")
    one, other = (referents.make(desk.session, name, "PERS") for name in ("ليلى حداد", "الوزيرة"))
    referents.link(desk.session, desk.document, [first.id], one.id)
    referents.link(desk.session, desk.document, [second.id], other.id)
    assert desk.document.hue(first.id) != desk.document.hue(second.id)
    referents.merge(desk.session, one.id, other.id)
    assert desk.document.hue(first.id) == desk.document.hue(second.id)


def test_a_session_of_somebody_else_sees_the_same_referents(desk: Desk) -> None:
    made = referents.make(desk.session, "ليلى حداد", "PERS")
    desk.reopen()
    assert isinstance(desk.session, Session)
    assert desk.session.corpus.referents()[made.id] == made


def test_uses_are_counted_for_the_one_that_stands_and_wikidata_is_checked(desk: Desk) -> None:
    one, other = referents.make(desk.session, "ليلى حداد", "PERS"), referents.make(desk.session, "الوزيرة", "PERS")
    first = desk.mark("S", "وزيرة الزراعة ليلى حداد")
    second = desk.mark("S", "الوزيرة")
    referents.link(desk.session, desk.document, [first.id], one.id)
    referents.link(desk.session, desk.document, [second.id], other.id)
    assert [(use.mentions, use.documents) for use in referents.uses(desk.session)] == [(1, 1), (1, 1)]
    referents.merge(desk.session, one.id, other.id)
    (use,) = referents.uses(desk.session)
    assert (use.referent.id, use.mentions, use.documents) == (one.id, 2, 1)
    assert referents.set_wikidata(desk.session, one.id, " q44269 ").wikidata == "Q44269"
    assert referents.set_wikidata(desk.session, one.id, "").wikidata is None
    with pytest.raises(RuleError, match="no item"):
        referents.set_wikidata(desk.session, one.id, "ليلى")


def test_a_claim_stands_for_the_speaker_whom_nobody_has_linked(desk: Desk) -> None:
    desk.press("Q", "قالت")
    minister = desk.press("S", "وزيرة الزراعة ليلى حداد")
    claim = desk.press("C", "إن المحصول تضاعف")
    assert referents.speaker_of(desk.document, claim) == minister
    lonely = desk.mark("C", "سيرتفع سعر الزيت")
    assert referents.speaker_of(desk.document, lonely) is None


def test_a_name_inside_longer_words_stands_before_a_new_one_where_the_kind_is_the_same() -> None:
    papers = known(
        referent("e1", "المال اليوم", "ORG"), referent("e2", "سوق المال", "ORG"), referent("e3", "المال", "ORG")
    )
    proposals = referents.nearest(papers, "صحيفة «المال اليوم» المصرية", kind="ORG")
    assert (proposals[0].referent.id, proposals[0].inside) == ("e1", True)
    assert [p.referent.id for p in proposals if p.inside] == ["e1"]
    assert not any(p.inside for p in referents.nearest(papers, "صحيفة «المال اليوم» المصرية", kind="PERS"))


def test_a_last_name_is_probably_of_whoever_was_named_in_full() -> None:
    assert [(p.referent.id, p.inside) for p in referents.nearest(PEOPLE, "حداد", kind="PERS")] == [
        ("e2", True),
        ("e1", True),
    ]
    assert not any(p.inside for p in referents.nearest(PEOPLE, "سامي", kind="PERS"))


def test_a_source_is_of_the_kind_that_its_entity_or_its_first_noun_tells(desk: Desk) -> None:
    assert referents.kind_of(desk.document, desk.mark("S", "وكالة الساحل")) == "ORG"
    assert referents.kind_of(desk.document, desk.mark("S", "مسؤول في المرفأ")) == "PERS"
    annotate.mark(desk.session, desk.document, desk.span("المرفأ"), layer="entity", label="ORG")
    official = next(a for a in desk.document.annotations.values() if a.text(desk.document.text) == "مسؤول في المرفأ")
    assert referents.name_of(desk.document, official) == "مسؤول في المرفأ"
    market = desk.mark("S", "خبراء السوق")
    annotate.mark(desk.session, desk.document, market.extent, layer="entity", label="NORP")
    assert referents.kind_of(desk.document, market) == "NORP"


def test_a_person_inside_a_clause_about_the_speaker_is_not_who_speaks(tmp_path: Path) -> None:
    # "An adviser of Marshal Hadi who rules the east said so, and Ali Omar, the director, said so."
    text = "كشف مستشار للمشير هادي الذي يحكم الشرق أن الهدنة قائمة. وقال علي عمر، المدير العام، إن المؤن وصلت."
    desk = Desk(tmp_path, text)
    desk.mark("P", "هادي")
    desk.mark("P", "علي عمر")
    assert referents.name_of(desk.document, desk.mark("S", "علي عمر، المدير العام")) == "علي عمر"
    adviser = desk.mark("S", "مستشار للمشير هادي الذي يحكم الشرق")
    assert referents.name_of(desk.document, adviser) == "مستشار للمشير هادي الذي يحكم الشرق"
