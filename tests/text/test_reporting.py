"""Words with which a report goes on."""

from __future__ import annotations

import pytest

from annotator.text.reporting import begins_new_report, is_participle, is_reporting_verb


@pytest.mark.parametrize(
    "text",
    [
        "مضيفا أن الأمر انتهى", "واصفة القرار بالظالم", "وفق تعبيره", "بحسب المصدر نفسه", "على حد قوله", "وأضاف أن",
        "وتقول", "فيما نفى الوزير", "لكنه لم يستبعد", "غير أن الوزير نفى", "من جهته", "وهو ما نفاه",
    ],
)  # fmt: skip
def test_a_new_report_is_recognised(text: str) -> None:
    assert begins_new_report(text, 0, len(text))


@pytest.mark.parametrize("text", ["وهو غزير", "الذي وصل أمس", "ثم وصل الوفد", "في حي قديم", "وسافر إلى عمّان", ""])
def test_the_claim_goes_on(text: str) -> None:
    assert not begins_new_report(text, 0, len(text))


def test_reporting_verbs_are_known_in_their_persons() -> None:
    assert all(map(is_reporting_verb, ["قال", "قالت", "قالوا", "اكدا", "نفت", "تضيف", "يري"]))
    assert not any(map(is_reporting_verb, ["وصل", "كتاب", ""]))


@pytest.mark.parametrize("word", ["مضيفا", "مضيفةً", "قائلة", "مؤكدين"])
def test_participles_go_on_reporting(word: str) -> None:
    assert is_participle(word)


@pytest.mark.parametrize("word", ["قالت", "الوزير", "مدينة"])
def test_other_words_do_not(word: str) -> None:
    assert not is_participle(word)
