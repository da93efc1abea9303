"""What opens a claim, and what only looks like it."""

from __future__ import annotations

import pytest

from annotator.text.openers import openers


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        # "He said that he, too, confirmed that the river…"
        ("قال إنه أكد أيضا أن النهر فاض", ["إنه", "أن"]),
        ("أفادت بأن الطريق مغلق", ["أن"]),
        ("وبحسب الهيئة، فإن الطريق مغلق", ["إن"]),
        ("أكد أَنَّ الطريقَ مغلق", ["أَنَّ"]),
        ("اكد ان الطريق مغلق", ["ان"]),
        # joining, not opening
        ("وصل بعد أن هدأ البحر، إلا أن الميناء مغلق", []),
        ("قال أن الطريق مغلق وأن الجسر مفتوح", ["أن"]),
        # names in quotation marks, a time, and the colon at the line's end
        ("صحيفة «صوت الساحل» في 14:30:", []),
        ("قال: «نعم»", ["«نعم»"]),
        ("وصفه بأنه «بطل من أبطال هذا الزمان الصعب»", ["أنه"]),
    ],
)
def test_openers_are_found(text: str, starts: list[str]) -> None:
    assert [text[opener.start :].split(maxsplit=1)[0] for opener in openers(text, 0, len(text))] == starts


def test_only_a_claim_that_begins_with_its_quotation_ends_with_it() -> None:
    text = "قال: «إن المطر غزير» ووصفه بأنه «مطر لم نشهد له مثيلا»"
    first, second = openers(text, 0, len(text))
    assert first.closes is not None
    assert text[first.start : first.closes] == "«إن المطر غزير»"
    assert second.closes is None
