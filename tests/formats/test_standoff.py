"""Lines of brat, each understood or refused by itself."""

from __future__ import annotations

import pytest

from annotator.formats.base import Problems
from annotator.formats.standoff import Bound, Fact, Tie, parsed
from tests.formats.records import reasons


def test_every_kind_of_line_is_understood() -> None:
    lines = [
        "T1\tPERS 0 4;6 9\tخليف حفت",
        "",
        "R1\tSays Arg1:T1 Arg2:T2\t",
        "E1\tMerge:T2 Org:T1 Org2:E2 ",
        "*\tAlias T1 T2 T3",
        "A1\tNegated E1",
        "M2\tStance E1 strongly for",
        "N1\tReference T1 Wikidata:Q1\tحفتر",
        "#1\tAnnotatorNotes T1\tنعم؟",
        "# a remark on the file",
        "T2\tMerge 10 12",
    ]
    found = parsed(lines, problems := Problems("f"))
    assert not problems.count
    assert found.bounds == {
        "T1": Bound("T1", "PERS", ((0, 4), (6, 9)), "خليف حفت", 1), "T2": Bound("T2", "Merge", ((10, 12),), None, 11),
    }  # fmt: skip
    assert found.ties == [
        Tie("R1", "Says", "", (("Arg1", "T1"), ("Arg2", "T2")), 3),
        Tie("E1", "Merge", "T2", (("Org", "T1"), ("Org2", "E2")), 4),
        Tie("*5", "Alias", "", (("member", "T1"), ("member", "T2"), ("member", "T3")), 5),
    ]
    assert found.facts == [
        Fact("A", "A1", "Negated", "E1", "", "", 6),
        Fact("A", "M2", "Stance", "E1", "strongly for", "", 7),
        Fact("N", "N1", "Reference", "T1", "Wikidata:Q1", "حفتر", 8),
        Fact("#", "#1", "AnnotatorNotes", "T1", "نعم؟", "", 9),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("قال الوزير", "The line is no annotation of brat."),
        ("X1\tWhat T1", "brat has no annotations “X1”."),
        ("T2\tPERS 4", "The line does not say what stands where."),
        ("T2\tPERS 4 4\t", "The stretch [4, 4) is empty or reversed."),
        ("T2\tPERS 9 4\tنص", "The stretch [9, 4) is empty or reversed."),
        ("T2\tPERS 9999999999999999 99999999999999999\tx", "The line does not say what stands where."),
        ("R1\tSays Arg1:T1", "A relation needs two members."),
        ("R1\tSays Arg1 T1", "“Arg1” is no role with a member."),
        ("R1\t", "The line names no members."),
        ("E1\tMerge Org:T1", "The line does not say what it is of which members."),
        ("*\tAlias T1", "An equivalence needs two members."),
        ("A1\tNegated", "The line does not say what it is said of."),
        ("N1\tReference T1 Q1", "“Q1” is no reference."),
        ("T1\tORG 5 6\tx", "The id T1 stands on line 1 too."),
    ],
)
def test_a_line_that_says_nothing_is_told_with_its_number(line: str, reason: str) -> None:
    parsed(["T1\tPERS 0 4\tعلي", line], problems := Problems("f"))
    assert reasons(problems) == [reason]
    assert problems.listed[0].line == 2
