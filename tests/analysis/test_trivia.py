"""Borders that differ in form alone, and what the boundary rules make of them."""

from __future__ import annotations

import pytest

from annotator.analysis.trivia import Rule, settled
from annotator.model.span import Span

# The minister said: "that the wheat has arrived" and Russia will send more, as the "Coast" newspaper of Beirut wrote.
TEXT = "وقال الوزير: «إن القمح وصل». وروسيا سترسل المزيد، كما كتبت صحيفة «الساحل» البيروتية أمس بأن السعر ارتفع."


def drawn(*words: str) -> list[tuple[Span]]:
    """The borders of these words."""
    return [(Span(TEXT.index(one), TEXT.index(one) + len(one)),) for one in words]


@pytest.mark.parametrize(
    ("layer", "versions", "expected", "rule"),
    [
        ("entity", ("وروسيا", "روسيا"), "روسيا", Rule.PROCLITIC),
        ("claim", ("إن القمح وصل", "القمح وصل"), "إن القمح وصل", Rule.COMPLEMENTIZER),
        ("claim", ("«إن القمح وصل»", "القمح وصل"), "«إن القمح وصل»", Rule.QUOTE),
        ("claim", ("«إن القمح وصل»", "«إن القمح وصل».", "«إن القمح وصل"), "«إن القمح وصل»", Rule.STOP),
        ("claim", ("بأن السعر ارتفع", "أن السعر ارتفع"), "أن السعر ارتفع", Rule.PROCLITIC),
        ("claim", ("بأن السعر ارتفع", "السعر ارتفع"), "أن السعر ارتفع", Rule.COMPLEMENTIZER),
        ("claim", ("أن السعر ارتفع.", "أن السعر ارتفع"), "أن السعر ارتفع", Rule.STOP),
        ("entity", ("«الساحل»", "الساحل"), "الساحل", Rule.QUOTE),
        ("source", ("صحيفة «الساحل»", "صحيفة «الساحل"), "صحيفة «الساحل»", Rule.QUOTE),
        ("source", ("«الساحل» البيروتية", "الساحل» البيروتية"), "«الساحل» البيروتية", Rule.QUOTE),
    ],
)
def test_the_rules_settle_what_is_form(layer: str, versions: tuple[str, ...], expected: str, rule: Rule) -> None:
    found = settled(TEXT, layer, drawn(*versions))
    assert found is not None
    assert found.fragments[0].of(TEXT) == expected
    assert rule in found.rules
    assert settled(TEXT, layer, drawn(*reversed(versions))) == found


@pytest.mark.parametrize(
    ("layer", "versions"),
    [
        ("claim", ("إن القمح وصل", "إن القمح")),
        ("source", ("صحيفة «الساحل» البيروتية", "صحيفة «الساحل»")),
        ("source", ("الوزير", "وقال الوزير")),
        ("entity", ("الوزير", "القمح")),
    ],
)
def test_words_are_never_settled_by_rule(layer: str, versions: tuple[str, ...]) -> None:
    assert settled(TEXT, layer, drawn(*versions)) is None


def test_a_letter_that_belongs_to_the_name_is_no_proclitic() -> None:
    # "Lebanon opened the port": the lam of «لبنان» is its own.
    text = "لبنان فتح المرفأ"
    assert settled(text, "entity", [(Span(0, 5),), (Span(1, 5),)]) is None


def test_the_pronoun_behind_a_cue_stays_outside() -> None:
    # "…his saying that"
    text = "نقلا عن مصدر قوله إن الاتفاق قريب"
    start = text.index("قوله")
    found = settled(text, "cue", [(Span(start, start + 4),), (Span(start, start + 3),)])
    assert found is None or found.fragments == ((Span(start, start + 3)),)


def test_fragments_of_different_number_are_a_question_of_words() -> None:
    first = (Span(0, 4), Span(6, 11))
    assert settled(TEXT, "claim", [first, (Span(0, 11),)]) is None
