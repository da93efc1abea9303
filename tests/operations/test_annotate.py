"""Marking text: what is stored, what is refused, what goes along."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.attribution import ClaimState
from annotator.model.errors import RuleError
from annotator.model.identity import AnnotationId
from annotator.model.span import Span, fragments_of
from annotator.model.workflow import Status
from annotator.operations import annotate, guideline
from annotator.operations.attribution import Chain, attribute
from annotator.operations.guideline import Guideline
from annotator.text.clauses import Edge
from tests.operations.desk import LAYERS, Desk

MINISTER, HARVEST = "وزيرة الزراعة ليلى حداد", "إن المحصول تضاعف"


def test_white_space_at_the_borders_is_left_out(desk: Desk) -> None:
    span = desk.span(" وزيرة الزراعة ليلى حداد ")
    source = annotate.mark(desk.session, desk.document, span, layer="source", label="Source")
    assert source.text(desk.document.text) == MINISTER


def test_a_border_never_parts_a_letter_from_its_marks(tmp_path: Path) -> None:
    # "It was said"
    desk = Desk(tmp_path, "ذُكِرَ ذلك")
    cue = annotate.mark(desk.session, desk.document, Span(0, 3), layer="cue", label="Cue")
    assert cue.fragments == (Span(0, 4),)
    desk.session.close()


@pytest.mark.parametrize(("start", "end", "words"), [(4, 5, "white space"), (60, 90, "line end")])
def test_white_space_alone_and_line_ends_are_refused(start: int, end: int, words: str, desk: Desk) -> None:
    with pytest.raises(RuleError, match=words):
        annotate.mark(desk.session, desk.document, Span(start, end), layer="claim", label="Claim")
    assert desk.session.undoable(desk.document) is None


@pytest.mark.parametrize(("layer", "label"), [("entity", "PERSON"), ("mood", "Anger")])
def test_what_the_scheme_does_not_have_is_refused_and_nothing_is_stored(layer: str, label: str, desk: Desk) -> None:
    before = desk.shown()
    with pytest.raises(RuleError):
        annotate.mark(desk.session, desk.document, desk.span(MINISTER), layer=layer, label=label)
    assert desk.shown() == before == desk.stored()


def test_the_same_words_with_the_same_label_are_one_annotation(desk: Desk) -> None:
    first, second = desk.mark("S", MINISTER), desk.mark("S", MINISTER)
    assert first == second
    assert list(desk.document.annotations) == [first.id]
    desk.session.undo(desk.document)
    assert not desk.document.annotations


def test_layers_share_letters_freely(desk: Desk) -> None:
    desk.mark("S", MINISTER)
    desk.mark("P", MINISTER)
    assert len(desk.document.touching(0, 80)) == 2


def test_relabelling_keeps_everything_else(desk: Desk) -> None:
    person = desk.mark("P", "ليلى حداد")
    annotate.set_note(desk.session, desk.document, person.id, "الوزيرة")
    annotate.relabel(desk.session, desk.document, person.id, "OCC")
    changed = desk.document.annotations[person.id]
    assert (changed.label, changed.note, changed.fragments) == ("OCC", "الوزيرة", person.fragments)


letters = st.integers(0, 40)
fragments = st.lists(letters, min_size=2, max_size=6, unique=True).map(
    lambda borders: [(a, b) for a, b in zip(sorted(borders)[::2], sorted(borders)[1::2], strict=False)]
)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("plain"), "ا" * 40)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=fragments, edge=st.sampled_from(Edge), offset=letters)
def test_a_moved_border_drops_what_it_passes_and_fills_what_it_gains(
    plain: Desk, pairs: list[tuple[int, int]], edge: Edge, offset: int
) -> None:
    first, *others = fragments_of(pairs)
    claim = annotate.mark(plain.session, plain.document, first, layer="claim", label="Claim")
    for span in others:
        claim = annotate.add_fragment(plain.session, plain.document, claim.id, span)
    covered = {letter for span in claim.fragments for letter in range(span.start, span.end)}
    if edge is Edge.START:
        expected = {letter for letter in covered | set(range(offset, claim.start)) if letter >= offset}
    else:
        expected = {letter for letter in covered | set(range(claim.end, offset)) if letter < offset}
    try:
        moved = annotate.move_border(plain.session, plain.document, claim.id, edge=edge, offset=offset)
        assert {letter for span in moved.fragments for letter in range(span.start, span.end)} == expected
    except RuleError:
        assert not expected
    annotate.erase(plain.session, plain.document, [claim.id])


def test_a_border_moved_outside_the_text_stops_at_its_end(desk: Desk) -> None:
    claim = desk.mark("C", "أن الدعم لن يتوقف")
    moved = annotate.move_border(desk.session, desk.document, claim.id, edge=Edge.END, offset=10_000)
    assert moved.end == len(desk.document.text)


def test_a_further_fragment_is_taken_where_the_layer_allows_it(desk: Desk) -> None:
    cue = desk.mark("Q", "نقلت")
    both = annotate.add_fragment(desk.session, desk.document, cue.id, desk.span("عن مسؤول"))
    assert both.text(desk.document.text) == "نقلت عن مسؤول"
    assert len(both.fragments) == 2
    person = desk.mark("P", "ليلى")
    with pytest.raises(RuleError, match="fragments"):
        annotate.add_fragment(desk.session, desk.document, person.id, desk.span("سامي"))


def test_an_extent_set_anew_is_one_stretch(desk: Desk) -> None:
    cue = desk.mark("Q", "نقلت")
    annotate.add_fragment(desk.session, desk.document, cue.id, desk.span("عن مسؤول"))
    annotate.set_extent(desk.session, desk.document, cue.id, desk.span("نقلت وكالة"))
    assert desk.document.annotations[cue.id].text(desk.document.text) == "نقلت وكالة"


def test_erasing_a_source_takes_its_ties_along_and_says_what_is_open_again(desk: Desk) -> None:
    for key, words in [("Q", "قالت"), ("S", MINISTER), ("C", HARVEST), ("Q", "مضيفة")]:
        desk.press(key, words)
    added = desk.press("C", "أن التصدير يبدأ في آذار")
    source = next(a for a in desk.document.annotations.values() if a.layer == "source")
    before = desk.shown()
    erasure = annotate.erase(desk.session, desk.document, [source.id])
    assert erasure.annotations == (source,)
    assert len(erasure.relations) == 2
    assert added.id == erasure.reopened[-1]
    assert erasure.reopened == tuple(claim.id for claim in desk.document.claims())
    assert not desk.document.relations
    desk.session.undo(desk.document)
    assert desk.shown() == before


def test_a_claim_with_another_attribution_is_not_open_again(desk: Desk) -> None:
    claim, minister, agency = desk.mark("C", HARVEST), desk.mark("S", MINISTER), desk.mark("S", "وكالة الساحل")
    for source in (minister, agency):
        attribute(desk.session, desk.document, Chain(claim.id, (source.id,)))
    assert annotate.erase(desk.session, desk.document, [minister.id]).reopened == ()
    assert desk.document.state(claim.id) is ClaimState.ATTRIBUTED


def test_an_erased_claim_is_not_open_but_gone(desk: Desk) -> None:
    desk.press("Q", "قالت")
    claim = desk.press("C", HARVEST)
    erasure = annotate.erase(desk.session, desk.document, [claim.id, claim.id])
    assert (erasure.reopened, erasure.annotations) == ((), (claim,))
    assert not desk.document.claims()


def test_attributes_are_answered_in_the_schemes_order_and_taken_back(desk: Desk) -> None:
    claim = desk.mark("C", HARVEST)
    annotate.set_attribute(desk.session, desk.document, claim.id, "kind", "statement")
    annotate.set_attribute(desk.session, desk.document, claim.id, "quote_type", "indirect")
    assert list(desk.document.annotations[claim.id].attributes.items()) == [
        ("quote_type", "indirect"),
        ("kind", "statement"),
    ]
    annotate.set_attribute(desk.session, desk.document, claim.id, "kind", None)
    assert desk.document.annotations[claim.id].attributes == {"quote_type": "indirect"}
    with pytest.raises(RuleError, match="loud"):
        annotate.set_attribute(desk.session, desk.document, claim.id, "quote_type", "loud")


def test_the_same_answer_again_is_no_act(desk: Desk) -> None:
    claim = desk.mark("C", HARVEST)
    annotate.set_attribute(desk.session, desk.document, claim.id, "quote_type", "direct")
    done = desk.session.undoable(desk.document)
    annotate.set_attribute(desk.session, desk.document, claim.id, "quote_type", "direct")
    annotate.set_note(desk.session, desk.document, claim.id, "  ")
    annotate.relabel(desk.session, desk.document, claim.id, "Claim")
    assert desk.session.undoable(desk.document) == done


def test_relations_have_attributes_notes_and_doubts_too(desk: Desk) -> None:
    desk.press("Q", "قالت")
    desk.press("C", HARVEST)
    (relation,) = desk.document.relations
    annotate.set_attribute(desk.session, desk.document, relation, "stance", "assert")
    annotate.set_note(desk.session, desk.document, relation, " سياق ")
    assert annotate.toggle_doubt(desk.session, desk.document, relation)
    changed = desk.document.relations[relation]
    assert (changed.attributes["stance"], changed.note, changed.unsure) == ("assert", "سياق", True)
    assert not annotate.toggle_doubt(desk.session, desk.document, relation)


def test_submitting_says_what_is_done_and_taking_up_again_takes_it_back(desk: Desk) -> None:
    desk.mark("C", HARVEST)
    annotate.set_status(desk.session, desk.document, Status.SUBMITTED)
    header = desk.document.header
    assert header is not None
    assert (header.status, header.layers_done) == (
        Status.SUBMITTED,
        ("entity", "claim", "source", "cue", "attribution"),
    )
    annotate.set_status(desk.session, desk.document, Status.IN_PROGRESS)
    header = desk.document.header
    assert header is not None
    assert (header.status, header.layers_done) == (Status.IN_PROGRESS, ())


def test_submitting_vouches_for_the_guideline_of_the_day_and_undo_takes_that_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.mark("C", HARVEST)
    begun = desk.document.header
    monkeypatch.setattr(guideline, "guideline_for", lambda scheme: Guideline(scheme.name, "2", ()))
    annotate.set_status(desk.session, desk.document, Status.SUBMITTED)
    assert desk.document.header is not None and desk.document.header.guideline == "2"
    desk.session.undo(desk.document)
    assert desk.document.header == begun
    # Where the program no longer brings one, what is known is not forgotten.
    monkeypatch.setattr(guideline, "guideline_for", lambda _scheme: None)
    annotate.set_status(desk.session, desk.document, Status.SUBMITTED)
    assert desk.document.header is not None and begun is not None
    assert desk.document.header.guideline == begun.guideline


def test_zones_are_marked_and_erased_as_facts_of_the_document(desk: Desk) -> None:
    zone = annotate.mark(desk.session, desk.document, desk.span(MINISTER), layer="zone", label="lead")
    assert desk.document.zones == {zone.id: zone}
    assert not desk.document.annotations
    annotate.erase(desk.session, desk.document, [zone.id])
    assert not desk.document.zones
    assert desk.shown() == desk.stored()


def test_crossing_claims_are_stored_but_worth_a_warning(desk: Desk) -> None:
    claim = desk.mark("C", HARVEST)
    across = desk.mark("C", "تضاعف، مضيفة")
    assert annotate.warnings_of(desk.document, across) == [claim]


def test_what_is_gone_cannot_be_changed(desk: Desk) -> None:
    with pytest.raises(RuleError, match="no longer there"):
        annotate.relabel(desk.session, desk.document, AnnotationId("a-gone"), "Claim")


@pytest.mark.parametrize("key", LAYERS)
def test_every_layer_names_its_gesture(key: str, desk: Desk) -> None:
    desk.mark(key, MINISTER)
    done = desk.session.undoable(desk.document)
    assert done is not None
    assert done.gesture == annotate.mark_gesture(LAYERS[key][0])
