"""Where two texts that are nearly the same differ."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.differences import differences
from annotator.text.folding import fold

# The harbour of Tyre opened on Sunday. / The mayor said the road is open.
_ONE = "فُتح مرفأ صور يوم الأحد.\nقال رئيس البلدية إن الطريق سالكة."
_NEWS = ("قال", "الوزير", "إن", "المرفأ", "مفتوح", "صباح", "اليوم", "وأضاف", "أن", "السفن", "وصلت")
_WORDS = st.lists(st.sampled_from(_NEWS), max_size=12)


def passages(text: str, marks: object) -> list[str]:
    assert isinstance(marks, tuple)
    return [mark.of(text) for mark in marks]


def test_only_the_words_that_differ_are_marked() -> None:
    other = _ONE.replace("يوم الأحد", "صباح الاثنين")
    mine, theirs = differences(_ONE, other)
    assert passages(_ONE, mine) == ["يوم الأحد"]
    assert passages(other, theirs) == ["صباح الاثنين"]


def test_a_paragraph_that_was_added_is_marked_as_a_whole() -> None:
    other = _ONE + "\nوأضاف أن السفن وصلت."
    mine, theirs = differences(_ONE, other)
    assert mine == ()
    assert passages(other, theirs) == ["وأضاف أن السفن وصلت"]


def test_harakat_and_forms_of_letters_are_no_difference() -> None:
    assert differences(_ONE, _ONE.replace("فُتح", "فتح").replace("إن", "ان")) == ((), ())


def test_very_long_texts_are_compared_without_waiting() -> None:
    words = " ".join(f"كلمة{number}" for number in range(4000))
    mine, theirs = differences(words, f"قال {words}")
    assert len(mine) == len(theirs) == 1


def test_an_empty_text_differs_in_all_of_the_other() -> None:
    mine, theirs = differences("", _ONE)
    assert mine == ()
    assert theirs


@given(_WORDS, _WORDS)
def test_what_is_not_marked_is_the_same_in_both(one: list[str], other: list[str]) -> None:
    texts = (" ".join(one), " ".join(other))
    rest = []
    for text, marks in zip(texts, differences(*texts), strict=True):
        assert list(marks) == sorted(marks)
        marked = {at for mark in marks for at in range(mark.start, mark.end)}
        rest.append("".join(" " if at in marked else sign for at, sign in enumerate(fold(text))).split())
    assert rest[0] == rest[1]
