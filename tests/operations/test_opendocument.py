"""The open document: what it says of the text, and that it always equals the file."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from annotator.model.attribution import ClaimState, Holder
from annotator.model.errors import RuleError
from annotator.model.identity import AnnotationId, ReferentId
from annotator.model.referent import Referent
from annotator.model.span import Span
from annotator.model.workflow import Status
from annotator.operations import annotate, attribution, frame
from annotator.operations.attribution import Chain
from annotator.text.clauses import Edge
from annotator.text.words import words_in
from tests.operations.desk import ARTICLE, LAYERS, Desk

MINISTER = "وزيرة الزراعة ليلى حداد"


def test_paragraphs_are_found_by_any_offset_in_them(desk: Desk) -> None:
    for number, paragraph in enumerate(desk.document.paragraphs):
        assert {desk.document.paragraph_at(offset) for offset in range(paragraph.start, paragraph.end)} == {number}
    assert desk.document.paragraph_at(len(ARTICLE)) == 3


def test_what_covers_a_letter_comes_innermost_first(desk: Desk) -> None:
    claim, source = desk.mark("C", "أن الوزيرة وعدت بأن الدعم لن يتوقف"), desk.mark("S", "الوزيرة")
    offset = desk.span("الوزيرة وعدت").start
    assert desk.document.at(offset) == [source, claim]
    assert desk.document.at(0) == []


def test_the_hole_of_a_discontinuous_annotation_is_not_covered_but_touched(desk: Desk) -> None:
    cue = desk.mark("Q", "نقلت")
    both = annotate.add_fragment(desk.session, desk.document, cue.id, desk.span("عن مسؤول"))
    hole = desk.span("وكالة").start
    assert desk.document.at(hole) == []
    assert desk.document.touching(hole, hole + 1) == [both]


def test_a_zone_is_known_by_the_start_of_a_line(desk: Desk) -> None:
    first, second = desk.document.paragraphs[:2]
    annotate.mark(desk.session, desk.document, first, layer="zone", label="lead")
    assert (desk.document.zone_of(first), desk.document.zone_of(second)) == ("lead", None)


def test_mentions_in_the_same_words_have_one_hue_whatever_their_spelling(tmp_path: Path) -> None:
    # "Ahmad said … and Aḥmad, vocalised, stressed"
    desk = Desk(tmp_path, "قال أحمد كذا، وأكد خالد كذا، وأضاف أَحْمَد كذا.")
    ahmad, khalid, again = desk.mark("S", "أحمد"), desk.mark("S", "خالد"), desk.mark("S", "أَحْمَد")
    assert [desk.document.hue(source.id) for source in (ahmad, khalid, again)] == [1, 2, 1]
    desk.session.close()


def put_referent(desk: Desk, referent: Referent, *mentions: AnnotationId) -> None:
    with desk.session.corpus.act("Refer", author=desk.session.annotator) as act:
        act.put(referent)
    desk.session.announce(act.changes)
    with desk.session.act("Refer", desk.document) as working:
        for mention in mentions:
            working.put(replace(desk.document.annotations[mention], referent=referent.id))


def test_mentions_of_one_referent_have_one_hue_also_after_a_merge(desk: Desk) -> None:
    minister, agency, short = desk.mark("S", MINISTER), desk.mark("S", "وكالة الساحل"), desk.mark("S", "الوزيرة")
    mentions = (minister.id, agency.id, short.id)
    assert [desk.document.hue(mention) for mention in mentions] == [1, 2, 3]
    haddad = Referent(ReferentId("e1"), "ليلى حداد", "PERS")
    put_referent(desk, haddad, minister.id)
    put_referent(desk, Referent(ReferentId("e2"), "الوزيرة", "PERS"), short.id)
    assert [desk.document.hue(mention) for mention in mentions] == [1, 2, 3]
    put_referent(desk, Referent(ReferentId("e2"), "الوزيرة", "PERS", same_as=haddad.id))
    assert [desk.document.hue(mention) for mention in mentions] == [1, 2, 1]
    assert desk.shown() == desk.stored()


def test_referents_that_a_bulk_act_does_not_name_are_still_known_after_it(desk: Desk) -> None:
    put_referent(desk, Referent(ReferentId("e1"), "ليلى حداد", "PERS"))
    put_referent(desk, Referent(ReferentId("e2"), "الوزيرة", "PERS", same_as=ReferentId("e1")))
    minister = desk.mark("S", MINISTER)
    annotated = desk.session.corpus.annotated(desk.document.document.id, desk.session.own_set)
    with desk.session.corpus.act("Import", author=desk.session.annotator) as act:
        act.put_set(replace(annotated, annotations=(replace(minister, referent=ReferentId("e1")),)))
    desk.session.announce(act.changes)
    short = desk.mark("S", "الوزيرة")
    with desk.session.act("Refer", desk.document) as working:
        working.put(replace(short, referent=ReferentId("e2")))
    assert desk.document.hue(short.id) == desk.document.hue(minister.id)
    assert desk.shown() == desk.stored()


def test_a_claim_has_the_hue_of_its_speaker(desk: Desk) -> None:
    desk.mark("S", MINISTER)
    claim, agency = desk.mark("C", "أن الشحنة الأولى جاهزة"), desk.mark("S", "وكالة الساحل")
    assert desk.document.hue(claim.id) == 0
    attribution.attribute(desk.session, desk.document, Chain(claim.id, (agency.id,)))
    assert desk.document.hue(claim.id) == desk.document.hue(agency.id) == 2


def test_claims_know_their_number_parent_children_and_depth(desk: Desk) -> None:
    inner = desk.mark("C", "أن الدعم لن يتوقف")
    outer = desk.mark("C", "أن الوزيرة وعدت بأن الدعم لن يتوقف")
    first = desk.mark("C", "إن المحصول تضاعف")
    assert desk.document.claims() == [first, outer, inner]
    assert [desk.document.number(claim.id) for claim in (first, outer, inner)] == [1, 2, 3]
    assert (desk.document.parent(inner.id), desk.document.children(outer.id)) == (outer.id, [inner.id])
    assert [desk.document.depth(claim.id) for claim in (first, outer, inner)] == [0, 0, 1]


def test_the_state_follows_what_the_cue_says_of_itself(desk: Desk) -> None:
    claim, source, cue = desk.mark("C", "أن الشحنة الأولى جاهزة"), desk.mark("S", "شركة النقل"), desk.mark("Q", "نفت")
    attribution.attribute(desk.session, desk.document, Chain(claim.id, (source.id,), cues=(cue.id,)))
    assert desk.document.state(claim.id) is ClaimState.DENIED
    annotate.set_attribute(desk.session, desk.document, cue.id, "polarity", "negative")
    assert desk.document.state(claim.id) is ClaimState.ATTRIBUTED


def test_an_open_document_cannot_be_written_past_the_session(desk: Desk) -> None:
    with pytest.raises(TypeError):
        desk.document.annotations["a"] = desk.mark("S", MINISTER)  # type: ignore[index]


class AnArticleAtWork(RuleBasedStateMachine):
    """Random gestures: the live document equals the stored one, and undo and redo are exact."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.desk = Desk(Path(self.folder.name))
        self.past: list[dict[str, Any]] = []
        self.future: list[dict[str, Any]] = []

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.desk.session.close()
            self.folder.cleanup()

    def do(self, gesture: Callable[[], object]) -> None:
        """One gesture; a refusal changes nothing."""
        before = self.desk.shown()
        try:
            gesture()
        except RuleError:
            assert self.desk.shown() == before
            return
        if self.desk.shown() != before:
            self.past.append(before)
            self.future.clear()

    def one(self, data: st.DataObject, layer: str = "") -> AnnotationId:
        found = [a.id for a in self.desk.document.touching(0, len(ARTICLE)) if not layer or a.layer == layer]
        return data.draw(st.sampled_from(found)) if found else AnnotationId("a-none")

    @rule(start=st.integers(0, len(ARTICLE) - 1), length=st.integers(1, 40), key=st.sampled_from("CSQPCS"))
    def press(self, start: int, length: int, key: str) -> None:
        desk, (layer, label) = self.desk, LAYERS[key]

        def gesture() -> None:
            span = Span(start, start + length)
            desk.frame, _ = frame.mark_in_frame(desk.session, desk.document, desk.frame, span, layer=layer, label=label)

        self.do(gesture)

    @rule()
    def about_the_claim_before(self) -> None:
        desk = self.desk
        self.do(lambda: frame.about_claim_before(desk.session, desk.document, desk.frame))

    @rule(data=st.data(), holder=st.sampled_from([None, *Holder]), stance=st.sampled_from([None, "assert", "deny"]))
    def attribute(self, data: st.DataObject, holder: Holder | None, stance: str | None) -> None:
        claim, source, cue = (self.one(data, layer) for layer in ("claim", "source", "cue"))
        known = self.desk.document.annotations
        chain = Chain(
            claim,
            (source,) if source in known else (),
            cues=(cue,) if cue in known else (),
            holder=holder,
            stance=stance,
        )
        self.do(lambda: attribution.attribute(self.desk.session, self.desk.document, chain))

    @rule(data=st.data())
    def erase(self, data: st.DataObject) -> None:
        annotation = self.one(data)
        self.do(lambda: annotate.erase(self.desk.session, self.desk.document, [annotation]))

    @rule(data=st.data(), edge=st.sampled_from(Edge), offset=st.integers(0, len(ARTICLE)))
    def move(self, data: st.DataObject, edge: Edge, offset: int) -> None:
        annotation = self.one(data)
        self.do(
            lambda: annotate.move_border(self.desk.session, self.desk.document, annotation, edge=edge, offset=offset)
        )

    @rule(data=st.data(), start=st.integers(0, len(ARTICLE) - 1), length=st.integers(1, 20))
    def widen(self, data: st.DataObject, start: int, length: int) -> None:
        annotation = self.one(data, "claim")
        span = Span(start, start + length)
        self.do(lambda: annotate.add_fragment(self.desk.session, self.desk.document, annotation, span))

    @rule(data=st.data(), polarity=st.sampled_from([None, "positive", "negative"]))
    def answer(self, data: st.DataObject, polarity: str | None) -> None:
        cue = self.one(data, "cue")
        self.do(lambda: annotate.set_attribute(self.desk.session, self.desk.document, cue, "polarity", polarity))

    @rule(status=st.sampled_from([Status.SUBMITTED, Status.IN_PROGRESS]))
    def move_on(self, status: Status) -> None:
        self.do(lambda: annotate.set_status(self.desk.session, self.desk.document, status))

    @rule(steps=st.integers(1, 4))
    @precondition(lambda self: self.past)
    def undo(self, steps: int) -> None:
        for _ in range(min(steps, len(self.past))):
            self.future.append(self.desk.shown())
            self.desk.session.undo(self.desk.document)
            assert self.desk.shown() == self.past.pop()

    @rule()
    @precondition(lambda self: self.future)
    def redo(self) -> None:
        self.past.append(self.desk.shown())
        self.desk.session.redo(self.desk.document)
        assert self.desk.shown() == self.future.pop()

    @rule()
    def close_and_open_again(self) -> None:
        before = self.desk.shown()
        self.desk.reopen()
        assert self.desk.shown() == before

    @invariant()
    def the_live_document_equals_the_file(self) -> None:
        if hasattr(self, "desk"):
            assert self.desk.shown() == self.desk.stored()

    @invariant()
    def its_summary_is_the_one_that_the_corpus_counts(self) -> None:
        if hasattr(self, "desk"):
            session, document = self.desk.session, self.desk.document.document.id
            counted = session.corpus.summary(document, set_name=session.own_set)
            known = session.summary(document)
            assert {n: c for n, c in known.counts.items() if c} == {n: c for n, c in counted.counts.items() if c}
            assert replace(known, counts={}) == replace(counted, counts={})
            assert session.sets_of(document) == counted.statuses


TestAnArticleAtWork = AnArticleAtWork.TestCase
TestAnArticleAtWork.settings = settings(max_examples=25, stateful_step_count=40, deadline=None)


def test_the_next_open_claim_is_the_one_behind_and_after_the_last_the_first(desk: Desk) -> None:
    assert desk.document.next_open_claim(0) is None
    first, last = sorted((desk.mark("C", "وكالة"), desk.mark("C", MINISTER)), key=lambda claim: claim.start)
    assert desk.document.next_open_claim(first.start) == last
    assert desk.document.next_open_claim(last.start) == first
    assert (desk.document.claim_count, desk.document.open_count) == (2, 2)


def test_words_are_counted_as_they_are_given(desk: Desk) -> None:
    assert desk.document.word_count == len(list(words_in(desk.document.text, Span(0, len(desk.document.text)))))
