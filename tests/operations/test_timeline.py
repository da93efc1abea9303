"""History as people read it: acts in words, a document at an earlier time, copying from it."""

from __future__ import annotations

import pytest

from annotator.model.annotated import AnnotatedDocument, AnnotationSet, SchemeRef
from annotator.model.annotation import Annotation
from annotator.model.changes import RecordKey, RecordKind
from annotator.model.comment import Comment
from annotator.model.decision import Decision, Verdict
from annotator.model.dismissal import Dismissal
from annotator.model.errors import RuleError, UndoRefused
from annotator.model.identity import AnnotationId, CommentId, DecisionId, Handle, SetName
from annotator.model.span import fragments_of
from annotator.model.workflow import Status, Workflow
from annotator.operations import annotate, referents, timeline
from annotator.operations.visibility import Hidden
from tests.operations.desk import Desk

MINISTER, HARVEST = "وزيرة الزراعة ليلى حداد", "إن المحصول تضاعف"


def attributed(desk: Desk) -> Annotation:
    desk.press("Q", "قالت")
    desk.press("S", MINISTER)
    return desk.press("C", HARVEST)


def told(desk: Desk, act: int = 0) -> list[tuple[str, str, str, str, str]]:
    """What an act changed: kind, subject, field, before, after; the latest act is 0."""
    latest = timeline.acts(desk.session, desk.document.document.id)[act]
    return [
        (step.kind, step.subject, difference.field, difference.before, difference.after)
        for step in timeline.steps(desk.session, desk.document.document.id, latest.act)
        for difference in step.differences
    ]


def test_acts_come_latest_first_and_by_person(desk: Desk) -> None:
    attributed(desk)
    document = desk.document.document.id
    assert [act.gesture for act in timeline.acts(desk.session, document)][-1] == "Import"
    assert timeline.acts(desk.session, document, person=Handle("samir")) == []
    assert len(timeline.acts(desk.session, document, limit=2)) == 2


def test_a_relabelling_and_a_border_are_told_before_and_after(desk: Desk) -> None:
    city = desk.mark("P", "الساحل")
    annotate.relabel(desk.session, desk.document, city.id, "LOC")
    assert told(desk) == [("Place", "الساحل", "Label", "Person", "Place")]
    annotate.set_extent(desk.session, desk.document, city.id, desk.span("وكالة الساحل"))
    assert told(desk) == [("Place", "وكالة الساحل", "Words", "الساحل", "وكالة الساحل")]


def test_an_attribution_is_told_by_the_words_of_its_members(desk: Desk) -> None:
    claim = attributed(desk)
    fields = {(field, after) for _kind, _subject, field, _before, after in told(desk)}
    assert ("source", MINISTER) in fields
    annotate.erase(desk.session, desk.document, [claim.id])
    gone = {(kind, field, before) for kind, _subject, field, before, after in told(desk) if not after}
    assert ("Claim", "Words", HARVEST) in gone
    assert ("Attribution", "source", MINISTER) in gone


def test_one_annotation_has_a_history_of_its_own(desk: Desk) -> None:
    city = desk.mark("P", "الساحل")
    claim = attributed(desk)
    annotate.relabel(desk.session, desk.document, city.id, "LOC")
    own, document = desk.session.own_set, desk.document.document.id
    of_city = timeline.acts_on(desk.session, document, own, city.id)
    assert [act.gesture for act in of_city] == ["Relabel", "Mark entity"]
    of_claim = timeline.acts_on(desk.session, document, own, claim.id)
    assert of_claim
    assert not {act.act for act in of_city} & {act.act for act in of_claim}


def test_an_earlier_time_is_looked_at_and_nothing_can_be_done_in_it(desk: Desk) -> None:
    claim = attributed(desk)
    before = timeline.acts(desk.session, desk.document.document.id)[0]
    annotate.erase(desk.session, desk.document, [claim.id])
    past = timeline.look_back(desk.session, desk.document.document.id, desk.session.own_set, before.act)
    assert claim.id in past.annotations
    assert len(past.attributions(claim.id)) == 1
    with pytest.raises(RuleError, match="earlier time"):
        annotate.erase(desk.session, past, [claim.id])
    assert desk.session.undoable(past) is None


def test_a_claim_is_copied_with_its_chain_and_fresh_ids_as_one_act(desk: Desk) -> None:
    claim = attributed(desk)
    document = desk.document.document.id
    before = timeline.acts(desk.session, document)[0]
    source = next(a for a in desk.document.annotations.values() if a.layer == "source")
    annotate.erase(desk.session, desk.document, [claim.id, source.id])
    past = timeline.look_back(desk.session, document, desk.session.own_set, before.act)
    assert timeline.differing(desk.session, past) == (source.id, claim.id)
    copied = timeline.copy(desk.session, past, [claim.id])
    assert (copied.annotations, copied.relations, copied.there) == (2, 1, 1)
    (again,) = desk.document.claims()
    assert again.id != claim.id
    assert again.text(desk.document.text) == HARVEST
    assert desk.ties(again)[0]["source"] == MINISTER
    assert timeline.differing(desk.session, past) == ()
    with pytest.raises(RuleError, match="already"):
        timeline.copy(desk.session, past, [claim.id])
    desk.session.undo(desk.document)
    assert desk.document.claims() == []
    assert desk.stored() == desk.shown()


def test_nothing_chosen_is_said(desk: Desk) -> None:
    attributed(desk)
    document = desk.document.document.id
    past = timeline.look_back(
        desk.session, document, desk.session.own_set, timeline.acts(desk.session, document)[0].act
    )
    with pytest.raises(RuleError, match="Nothing is chosen"):
        timeline.copy(desk.session, past, [AnnotationId("gone")])


def test_the_past_of_others_is_hidden_in_a_blind_phase(desk: Desk) -> None:
    article = desk.document.document
    known = AnnotationSet(SetName("samir"), Status.IN_PROGRESS, (), None, SchemeRef("arabic-news", "1"))
    claim = Annotation(AnnotationId("c1"), "claim", "Claim", fragments_of([(0, 4)]))
    with desk.session.corpus.act("Import", author=Handle("samir")) as act:
        act.put_set(AnnotatedDocument(article, (), known, (claim,), (), (), known.scheme))
    assert timeline.sets_of(desk.session, article.id, act.id) == ("samir",)
    assert list(timeline.steps(desk.session, article.id, act.id))
    with desk.session.shared_act("Agree on the work") as agreeing:
        agreeing.put(Workflow(blind=True))
    assert timeline.sets_of(desk.session, article.id, act.id) == ()
    assert list(timeline.steps(desk.session, article.id, act.id)) == []
    with pytest.raises(Hidden):
        timeline.look_back(desk.session, article.id, SetName("samir"), act.id)


def test_what_is_said_of_a_hidden_set_is_hidden_with_it(desk: Desk) -> None:
    article, theirs, samir = desk.document.document, SetName("samir"), Handle("samir")
    known = AnnotationSet(theirs, Status.IN_PROGRESS, (), None, SchemeRef("arabic-news", "1"))
    claim = Annotation(AnnotationId("c1"), "claim", "Claim", fragments_of([(0, 4)]))
    at = "2026-11-01T08:00:00.000Z"
    words = "هل يبدأ القول هنا؟"  # “Does the claim begin here?”
    said: tuple[Comment | Decision | Dismissal, ...] = (
        Comment(CommentId("k1"), article.id, theirs, "c1", words, samir, at),
        Decision(
            DecisionId("n1"), article.id, "", (SetName(desk.session.annotator), theirs), None, Verdict.ACCEPTED, None,
            samir, at,
        ),
        Dismissal(article.id, theirs, "edge:c1", words, samir, at),
    )  # fmt: skip
    with desk.session.corpus.act("Import", author=samir) as act:
        act.put_set(AnnotatedDocument(article, (), known, (claim,), (), (), known.scheme))
    acts = []
    for remark in said:
        with desk.session.corpus.act("Remark", author=samir) as act:
            act.put(remark)
        acts.append(act.id)
    with desk.session.corpus.act("Remark", author=samir) as act:
        act.erase(RecordKey(RecordKind.COMMENT, article.id, id="k1"))
    acts.append(act.id)
    with desk.session.corpus.act("Remark", author=samir) as act:
        act.put(Comment(CommentId("k2"), article.id, None, None, words, samir, at))
    assert {*acts, act.id} <= {known.act for known in timeline.acts(desk.session, article.id)}
    assert all(list(timeline.steps(desk.session, article.id, one)) for one in acts)
    with desk.session.shared_act("Agree on the work") as agreeing:
        agreeing.put(Workflow(blind=True))
    seen = {known.act for known in timeline.acts(desk.session, article.id)}
    assert act.id in seen  # what is said of the article is for everybody
    assert not seen & {*acts}
    assert not [step for one in acts for step in timeline.steps(desk.session, article.id, one)]


def test_ones_own_acts_are_taken_back_from_history(desk: Desk) -> None:
    one = referents.make(desk.session, "ليلى حداد", "PERS")
    source = desk.mark("S", MINISTER)
    referents.link(desk.session, desk.document, [source.id], one.id)
    referents.rename(desk.session, one.id, "الوزيرة ليلى حداد")
    (renaming, *_rest) = desk.session.corpus.history(limit=1)
    assert timeline.may_take_back(desk.session, renaming)
    timeline.take_back(desk.session, renaming)
    assert desk.session.corpus.referents()[one.id].name == "ليلى حداد"
    again = desk.session.corpus.history()[1]
    assert again.undone
    assert not timeline.may_take_back(desk.session, again)
    with pytest.raises(UndoRefused):
        timeline.take_back(desk.session, again)


def test_the_whole_corpus_tells_what_articles_share_and_hides_others_work_in_a_blind_phase(desk: Desk) -> None:
    one = referents.make(desk.session, "ليلى حداد", "PERS")
    with desk.session.corpus.act("Mark claim", author=Handle("samir")) as act:
        claim = Annotation(AnnotationId("c1"), "claim", "Claim", fragments_of([(0, 4)]))
        act.put(claim, document=desk.document.document.id, set_name=SetName("samir"))
    gestures = [act.gesture for act in timeline.acts_of_corpus(desk.session)]
    assert gestures[:2] == ["Mark claim", "New referent"]
    making = timeline.acts_of_corpus(desk.session)[1]
    (step,) = timeline.shared_steps(desk.session, making.act)
    assert (step.kind, step.subject) == ("Referent", one.name)
    with desk.session.shared_act("Agree on the work") as agreeing:
        agreeing.put(Workflow(blind=True))
    assert "Mark claim" not in [act.gesture for act in timeline.acts_of_corpus(desk.session)]
