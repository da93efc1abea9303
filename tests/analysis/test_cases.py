"""Differences between sets as cases: one attribution or one mention each, the weighty ones first."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest

from annotator.analysis.cases import QUEUE, AnnotationSetOf, CaseKind, Comparison, compared
from annotator.analysis.trivia import Rule
from annotator.model.errors import BugError
from tests.analysis.sheets import Sheet

# The newspaper Al-Mina quoted an official of the port as saying that the agreement was near, and Russia confirmed that
# the ship had left, adding that it carried wheat.
TEXT = "نقلت صحيفة الميناء عن مسؤول في المرفأ أن الاتفاق قريب، وأكدت وروسيا أن السفينة أبحرت، مضيفة أنها تحمل القمح."


def _basis(name: str) -> Sheet:
    """What all agree on: the relayed claim."""
    sheet = Sheet(TEXT, name)
    claim = sheet.mark("claim", "أن الاتفاق قريب", quote_type="indirect")
    paper, official = sheet.mark("source", "صحيفة الميناء"), sheet.mark("source", "مسؤول في المرفأ")
    cue = sheet.mark("cue", "نقلت")
    sheet.tie({"claim": claim, "source": official, "via": paper, "cue": cue}, holder="text", stance="assert")
    return sheet


def _compare(*sheets: Sheet) -> Comparison:
    return compared(TEXT, [sheet.done() for sheet in sheets])


def _kinds(*sheets: Sheet) -> list[CaseKind]:
    return [case.kind for case in _compare(*sheets).cases]


def test_what_is_the_same_is_no_case() -> None:
    comparison = _compare(_basis("amal"), _basis("basim"))
    assert comparison.cases == ()
    assert len(comparison.agreed_mentions) == 4
    assert len(comparison.agreed_ties) == 1


def test_a_missing_claim_with_its_source_cue_and_tie_is_one_case() -> None:
    more, less = _basis("amal"), _basis("basim")
    claim = more.mark("claim", "أن السفينة أبحرت")
    source, cue = more.mark("source", "روسيا"), more.mark("cue", "أكدت")
    more.tie({"claim": claim, "source": source, "cue": cue}, holder="text", stance="assert")
    (case,) = _compare(more, less).cases
    assert case.kind is CaseKind.ATTRIBUTION
    assert len(case.side(more.name).annotations) == 3 and len(case.side(more.name).relations) == 1
    assert case.side(less.name).is_empty
    assert case.span.of(TEXT) == "أن السفينة أبحرت"


def test_a_source_that_all_have_is_not_part_of_a_missing_claim() -> None:
    sheets = [_basis("amal"), _basis("basim")]
    for sheet in sheets:
        sheet.mark("source", "روسيا")
    more = sheets[0]
    claim = more.mark("claim", "أنها تحمل القمح")
    more.tie({"claim": claim, "source": more.annotations[4].id}, holder="continued")
    (case,) = _compare(*sheets).cases
    assert [a.layer for a in case.side(more.name).annotations] == ["claim"]


def _relay_as_source(sheet: Sheet) -> None:
    claim, paper, official, cue = (a.id for a in sheet.annotations[:4])
    sheet.relations.clear()
    sheet.annotations = [a for a in sheet.annotations if a.id != official]
    sheet.tie({"claim": claim, "source": paper, "cue": cue}, holder="text", stance="assert")


def _other_stance(sheet: Sheet) -> None:
    sheet.relations[0] = type(sheet.relations[0])(
        sheet.relations[0].id, "attribution", sheet.relations[0].roles, {"holder": "text", "stance": "doubt"}
    )


@pytest.mark.parametrize("change", [_relay_as_source, _other_stance])
def test_source_relay_and_stance_are_one_case_of_one_kind(change: Callable[[Sheet], None]) -> None:
    one, two = _basis("amal"), _basis("basim")
    change(two)
    (case,) = _compare(one, two).cases
    assert case.kind is CaseKind.SOURCE
    assert case.claim is not None
    assert len(case.versions) == 2


def test_the_kinds_of_mentions() -> None:
    one, two = _basis("amal"), _basis("basim")
    one.mark("entity", "المرفأ", "FAC")
    two.mark("entity", "المرفأ", "LOC")
    one.mark("entity", "القمح", "PRODUCT")
    one.mark("source", "روسيا", naming="named")
    two.mark("source", "روسيا", naming="generic")
    one.mark("claim", "أنها تحمل القمح")
    two.mark("claim", "أنها تحمل")
    assert _kinds(one, two) == [CaseKind.MENTION, CaseKind.LABEL, CaseKind.BORDER, CaseKind.ATTRIBUTE]


def test_form_alone_comes_last_with_what_the_rules_say() -> None:
    one, two = _basis("amal"), _basis("basim")
    one.mark("entity", "وروسيا", "GPE")
    two.mark("entity", "روسيا", "GPE")
    one.mark("entity", "المرفأ", "FAC")
    *_others, last = _compare(one, two).cases
    assert last.kind is CaseKind.TRIVIA
    assert last.rules == {Rule.PROCLITIC}
    assert last.by_rule is not None and last.by_rule[0].of(TEXT) == "روسيا"


def test_a_question_that_one_left_open_is_settled_by_the_answer() -> None:
    one, two = _basis("amal"), _basis("basim")
    one.mark("source", "روسيا", naming="named")
    two.mark("source", "روسيا")
    (case,) = _compare(one, two).cases
    assert case.kind is CaseKind.TRIVIA and case.rules == {Rule.UNANSWERED}


def test_a_doubt_is_a_case_even_where_all_agree_and_comes_first() -> None:
    one, two = _basis("amal"), _basis("basim")
    one.mark("entity", "القمح", "PRODUCT")
    one.mark("claim", "أنها تحمل القمح", unsure=True, note="؟ أهذا قول؟")
    two.mark("claim", "أنها تحمل القمح")
    first, second = _compare(one, two).cases
    assert (first.kind, first.differs, len(first.versions)) == (CaseKind.QUESTION, None, 1)
    assert second.kind is CaseKind.MENTION


def test_a_tie_between_claims_is_a_case_of_its_own() -> None:
    sheets = [_basis("amal"), _basis("basim")]
    for sheet in sheets:
        sheet.mark("claim", "أنها تحمل القمح")
    sheets[1].relate("elaborates", {"head": (sheets[1].annotations[0].id,), "tail": (sheets[1].annotations[4].id,)})
    assert _kinds(*sheets) == [CaseKind.RELATION]


def test_three_people_give_versions_with_all_who_say_so() -> None:
    sheets = [_basis("amal"), _basis("basim"), _basis("ciham")]
    for sheet, label in zip(sheets, ("FAC", "LOC", "FAC"), strict=True):
        sheet.mark("entity", "المرفأ", label)
    (case,) = _compare(*sheets).cases
    assert [version.sets for version in case.versions] == [("amal", "ciham"), ("basim",)]


def test_one_set_alone_has_only_its_doubts() -> None:
    sheet = _basis("amal")
    sheet.mark("entity", "القمح", "PRODUCT", unsure=True)
    assert _kinds(sheet) == [CaseKind.QUESTION]


def test_keys_and_queue_do_not_hang_on_the_order_of_the_sets() -> None:
    one, two, three = _basis("amal"), _basis("basim"), _basis("ciham")
    _relay_as_source(two)
    one.mark("entity", "المرفأ", "FAC")
    three.mark("claim", "أن السفينة أبحرت")
    sets = [sheet.done() for sheet in (one, two, three)]
    first = compared(TEXT, sets)
    assert [case.kind for case in first.cases] == sorted((case.kind for case in first.cases), key=QUEUE.index)
    for order in permutations(sets):
        assert compared(TEXT, order).cases == first.cases


def test_another_saying_is_another_case() -> None:
    keys = set()
    for label in ("LOC", "GPE"):
        one, two = _basis("amal"), _basis("basim")
        one.mark("entity", "المرفأ", "FAC")
        two.mark("entity", "المرفأ", label)
        keys |= {case.key for case in _compare(one, two).cases}
    assert len(keys) == 2


def test_sets_need_names_of_their_own() -> None:
    with pytest.raises(BugError):
        compared(TEXT, [_basis("amal").done(), _basis("amal").done()])
    with pytest.raises(BugError):
        compared(TEXT, list[AnnotationSetOf]())
