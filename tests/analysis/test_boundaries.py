"""Borders against the boundary rules: what is found, and where the fix puts the border."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.boundaries import Edge, Evidence, edges
from annotator.model.annotation import Annotation
from annotator.model.consistency import FindingKind
from annotator.model.identity import AnnotationId
from annotator.model.span import Span, fragments_of
from annotator.text.vocabulary import Vocabulary

# The governor said that "the bridge opens on Sunday." A source in the ministry denied that, and Russia welcomed it.
ARTICLE = "وقال المحافظ إن «الجسر يفتح الأحد».\nونفت ذلك مصادر في الوزارة، ورحبت وروسيا بالخطوة."


def _core(text: str, word: Span) -> Span | None:
    """A lexicon of two verbs, for the tests."""
    for verb in ("قال", "نفت"):
        at = word.of(text).find(verb)
        if at >= 0:
            return Span(word.start + at, word.start + at + len(verb))
    return None


EVIDENCE = Evidence(Vocabulary({"روسيا": 50, "الوزاره": 20, "مصادر": 9, "وزير": 30}), _core)


def found(text: str, words: str, layer: str, label: str = "X") -> list[Edge]:
    """What is found about the first of these words."""
    start = text.index(words)
    spans = fragments_of([(start, start + len(words))])
    return list(edges(Annotation(AnnotationId("a1"), layer, label, spans), text, EVIDENCE))


def mended(text: str, words: str, layer: str) -> str:
    """The words that the only fix leaves."""
    (edge,) = found(text, words, layer)
    assert edge.fix is not None
    assert edge.fix.fragments is not None
    return " ".join(span.of(text) for span in edge.fix.fragments)


@pytest.mark.parametrize(
    ("words", "layer", "kind", "left"),
    [
        ("إن «الجسر يفتح الأحد».", "claim", FindingKind.PUNCTUATION, "إن «الجسر يفتح الأحد»"),
        ("إن «الجسر يفتح الأحد", "claim", FindingKind.QUOTES, "إن «الجسر يفتح الأحد»"),
        ("الجسر يفتح الأحد»", "claim", FindingKind.QUOTES, "«الجسر يفتح الأحد»"),
        ("«الجسر يفتح الأحد»", "entity", FindingKind.PUNCTUATION, "الجسر يفتح الأحد»"),
        ("المحافظ ", "source", FindingKind.SPACE, "المحافظ"),
        ("في الوزارة", "source", FindingKind.PROCLITIC, "الوزارة"),
        ("مصادر في الوزارة،", "source", FindingKind.PUNCTUATION, "مصادر في الوزارة"),
        ("وروسيا", "entity", FindingKind.PROCLITIC, "روسيا"),
        ("وقال", "cue", FindingKind.PROCLITIC, "قال"),
        ("ونفت", "cue", FindingKind.PROCLITIC, "نفت"),
    ],
)
def test_what_belongs_outside_is_found_and_the_fix_leaves_it_out(
    words: str, layer: str, kind: FindingKind, left: str
) -> None:
    first = found(ARTICLE, words, layer)[0]
    assert first.kind is kind
    assert first.fix is not None
    assert first.fix.fragments is not None
    assert first.fix.fragments[0].of(ARTICLE) == left


@pytest.mark.parametrize(
    ("words", "layer"),
    [
        ("إن «الجسر يفتح الأحد»", "claim"),
        ("مصادر في الوزارة", "source"),
        ("المحافظ", "source"),
        ("روسيا", "entity"),
        ("قال", "cue"),
        ("الأحد", "entity"),
    ],
)
def test_what_keeps_the_rules_is_left_alone(words: str, layer: str) -> None:
    assert found(ARTICLE, words, layer) == []


def test_a_claim_leaves_a_governing_preposition_out() -> None:
    # "The minister promised that the support will not stop and went on to say that it grows"
    text = "وعد الوزير بأن الدعم لن يتوقف وخلص إلى أنه يزداد"
    assert mended(text, "بأن الدعم لن يتوقف", "claim") == "أن الدعم لن يتوقف"
    assert mended(text, "إلى أنه يزداد", "claim") == "أنه يزداد"


def test_a_question_mark_belongs_to_its_claim_and_the_dot_of_an_abbreviation_to_its_name() -> None:
    # "He asked: Will the strike go on? Delta Inc. answered."
    text = "سأل: هل يستمر الإضراب؟ أجابت شركة Delta Inc. بالنفي"
    assert found(text, "هل يستمر الإضراب؟", "claim") == []
    assert found(text, "شركة Delta Inc.", "entity") == []
    assert mended(text, ": هل يستمر الإضراب؟", "claim") == "هل يستمر الإضراب؟"


def test_a_quotation_that_goes_on_in_the_next_paragraph_is_not_unbalanced() -> None:
    # "He said: "The year was hard." / "We will build anew.""
    text = "قال: «كان العام صعبا.\nسنبني من جديد»."
    assert found(text, "«كان العام صعبا", "claim") == []
    assert found(text, "سنبني من جديد»", "claim") == []


def test_what_crosses_a_line_end_is_found_and_left_to_a_person() -> None:
    (edge,) = found(ARTICLE, "يفتح الأحد».\nونفت", "claim")
    assert edge.kind is FindingKind.NEWLINE
    assert edge.fix is None


def test_the_second_lam_begins_what_stands_behind_lil() -> None:
    # "He handed it to the ministry"
    text = "سلمه للوزارة"
    assert mended(text, "للوزارة", "entity") == "لوزارة"


def test_an_attached_pronoun_is_never_marked_by_itself() -> None:
    # "His critics said so": the pronoun alone
    text = "وقال منتقدوه ذلك"
    start = text.index("ه ذلك")
    lone = Annotation(AnnotationId("a1"), "source", "Source", fragments_of([(start, start + 1)]))
    assert [edge.kind for edge in edges(lone, text, EVIDENCE)] == [FindingKind.PROCLITIC]


@given(st.data())
def test_a_fix_never_leaves_nothing_and_mending_comes_to_an_end(data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet='اب وفق.،«»"؟()\n', min_size=2, max_size=24))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    layer = data.draw(st.sampled_from(("claim", "source", "cue", "entity")))
    annotation = Annotation(AnnotationId("a1"), layer, "X", (Span(start, end),))
    for _round in range(30):
        fixes = [edge.fix for edge in edges(annotation, text, EVIDENCE) if edge.fix is not None]
        if not fixes:
            return
        again = fixes[0].mended(annotation)
        assert again != annotation
        annotation = again
    raise AssertionError(f"{text!r} [{start}, {end}) is never done")
