"""Spans as tags: the outermost wins, the rest is told."""

from __future__ import annotations

from annotator.formats import losskinds
from annotator.formats.tagging import Tagged, tagged
from annotator.formats.tokens import TokenPolicy
from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId
from annotator.model.span import Span

# "The Security Council and Russia rejected the decision of the Egyptian ministry."
_TEXT = "رفض مجلس الأمن وروسيا قرار الوزارة المصرية. ثم صمت."


def _mark(identifier: str, words: str, label: str = "ORG", *, shift: int = 0) -> Annotation:
    start = _TEXT.index(words)
    return Annotation(AnnotationId(identifier), "entity", label, (Span(start + shift, start + len(words)),))


def _tagged(*marks: Annotation, policy: TokenPolicy = TokenPolicy.WORD) -> tuple[Tagged, list[tuple[str, str]]]:
    lost: list[tuple[str, str]] = []
    result = tagged(_TEXT, marks, policy=policy, lost=lambda kind, record: lost.append((kind, record)))
    return result, lost


def _chunks(result: Tagged) -> list[str]:
    return [f"{_TEXT[a:b]}/{tag}" for (a, b), tag in zip(result.tokens, result.tags, strict=True) if tag != "O"]


def test_the_whole_word_is_taken_and_told() -> None:
    result, lost = _tagged(_mark("a1", "وروسيا", "GPE", shift=1))
    assert _chunks(result) == ["وروسيا/B-GPE"]
    assert lost == [(losskinds.SUB_TOKEN, "a1")]


def test_words_are_cut_at_annotated_borders() -> None:
    result, lost = _tagged(_mark("a1", "وروسيا", "GPE", shift=1), policy=TokenPolicy.SPLIT)
    assert _chunks(result) == ["روسيا/B-GPE"]
    assert not lost


def test_of_nested_and_overlapping_ones_the_outermost_stays() -> None:
    result, lost = _tagged(
        _mark("in", "الأمن"),
        _mark("out", "مجلس الأمن"),
        _mark("same", "مجلس الأمن", "GPE"),
        _mark("over", "الأمن وروسيا"),
    )
    assert _chunks(result) == ["مجلس/B-GPE", "الأمن/I-GPE"]
    assert sorted(lost) == sorted([
        (losskinds.NESTED, "in"), (losskinds.SAME_STRETCH, "out"), (losskinds.OVERLAPPING, "over"),
    ])  # fmt: skip


def test_what_lies_apart_or_between_words_has_no_tag() -> None:
    start = _TEXT.index("قرار")
    apart = Annotation(AnnotationId("a"), "cue", "Cue", (Span(0, 3), Span(9, 12)))
    blank = Annotation(AnnotationId("b"), "cue", "Cue", (Span(3, 4),))
    wide = Annotation(AnnotationId("c"), "cue", "Cue", (Span(start - 1, start + 5),))
    result, lost = _tagged(apart, blank, wide)
    assert _chunks(result) == ["قرار/B-Cue"]
    assert lost == [(losskinds.DISCONTINUOUS, "a"), (losskinds.BETWEEN_WORDS, "b"), (losskinds.TRIMMED, "c")]


def test_no_sentence_begins_inside_an_annotation() -> None:
    assert _tagged()[0].sentences == [0, 8]
    assert _tagged(_mark("a", "الوزارة المصرية. ثم"))[0].sentences == [0]
