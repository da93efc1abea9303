"""Stacks, numbers, slots, arrows and chains of WebAnno TSV."""

from __future__ import annotations

from annotator.formats.base import Problems
from annotator.formats.webannomarks import Marks
from annotator.formats.webannorows import body_of
from tests.formats.records import reasons


def _marks(head: str, *cells: str, sub: str = "") -> tuple[Marks, str, Problems]:
    """The marks of «This is a test .» with the given cells behind each token."""
    words = ("هذا", "هو", "في", "بيت", ".")
    written, start = "", 0
    for number, (word, row) in enumerate(zip(words, cells, strict=True), start=1):
        written += f"1-{number}\t{start}-{start + len(word)}\t{word}\t{row}\t\n"
        written += sub if number == 1 else ""
        start += len(word) + 1
    text = " ".join(words)
    problems = Problems("f")
    body = body_of(f"#FORMAT=WebAnno TSV 3.3\n{head}\n\n\n#Text={text}\n{written}".split("\n"), problems)
    return Marks(body, problems), text, problems


def _places(marks: Marks, text: str) -> list[str]:
    return [f"{mark.span.of(text) if mark.span else ''}/{mark.values.get('value', '')}" for mark in marks.marks]


def test_numbers_make_one_annotation_of_several_rows() -> None:
    marks, text, _ = _marks("#T_SP=a.Span|value", "A[1]|B[2]", "A[1]", "*", "C", "C")
    assert _places(marks, text) == ["هذا هو/A", "هذا/B", "في/", "بيت/C", "./C"]


def test_parts_of_tokens_are_places() -> None:
    marks, text, _ = _marks("#T_SP=a.Span|value", "_", "*[1]", "_", "_", "_", sub="1-1.1\t1-3\tذا\tA[1]\t\n")
    assert _places(marks, text) == ["ذا هو/A"]


def test_slots_find_their_members() -> None:
    head = "#T_SP=a.Simple|\n#T_SP=a.Host|ROLE_a.Host:links_a.Link|a.Simple"
    marks, text, problems = _marks(head, "_\tp1;p2\t1-2[1];1-4", "*[1]\t_\t_", "*[1]\t_\t_", "*\t_\t_", "_\t_\t_")
    host = next(mark for mark in marks.marks if mark.layer.short == "Host")
    members = [(feature, role, member.span and member.span.of(text)) for feature, role, member in marks.members(host)]
    assert members == [("links", "p1", "هو في"), ("links", "p2", "بيت")]
    assert not problems.count


def test_slots_without_type_go_by_their_numbers() -> None:
    head = "#T_SP=a.Host|ROLE_a.Host:links_a.Link|uima.tcas.Annotation"
    marks, _, _ = _marks(head, "_[1]|pr[2]\t*|1-1[1]", "_\t_", "_\t_", "_\t_", "_\t_")
    assert [[role for _, role, _ in marks.members(mark)] for mark in marks.marks] == [[], ["pr"]]


def test_arrows_know_both_ends() -> None:
    head = "#T_SP=a.Span|value\n#T_RL=a.Says|kind|BT_a.Span"
    marks, _, _ = _marks(head, "A[1]|B[2]\t_\t_", "_\t_\t_", "_\t_\t_", "_\t_\t_", "C\tnsubj|*\t1-1[2_0]|1-1[1_0]")
    arrows = [(a.source.values["value"], a.target.values["value"], a.values.get("kind")) for a in marks.arrows]
    assert arrows == [("B", "C", "nsubj"), ("A", "C", None)]


def test_an_arrow_between_tokens_makes_annotations_of_them() -> None:
    head = "#T_RL=a.Says|BT_de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"
    marks, text, _ = _marks(head, "_", "1-1", "1-1", "_", "_")
    assert [mark.span and mark.span.of(text) for mark in marks.marks] == ["هذا", "هو", "في"]
    assert [(arrow.source.number, arrow.target.number) for arrow in marks.arrows] == [(1, 2), (1, 3)]


def test_links_of_a_chain_are_annotations() -> None:
    head = "#T_CH=a.CoreferenceLink|referenceRelation|referenceType"
    marks, text, _ = _marks(head, "*->1-1\tpr[1]", "*->1-1|coref->2-1\tpr[1]|nam[2]", "*->1-2\t*[1]", "_\t_", "_\t_")
    assert [(m.chain, m.span and m.span.of(text), m.values.get("referenceType")) for m in marks.marks] == [
        ((1, 1), "هذا هو", "pr"), ((2, 1), "هو", "nam"), ((1, 2), "في", None),
    ]  # fmt: skip


def test_ends_that_are_not_there_are_told() -> None:
    head = "#T_SP=a.Span|value\n#T_RL=a.Says|BT_a.Span"
    _, _, problems = _marks(head, "A\t_", "_\t9-9", "_\t_", "_\t_", "B\t1-1[7_0]")
    assert reasons(problems) == ["There is no row 9-9.", "There is no annotation 1-1[7]."]
    assert [problem.line for problem in problems.listed] == [8, 11]
