"""The cue lexicon: any printed form leads to the lemma, its class and its polarity."""

from __future__ import annotations

import json

import pytest

from annotator.bundled import bundled, resource
from annotator.model.scheme import parse_scheme
from annotator.suggest.cues import is_impersonal, read_cue


def lemma(cue: str) -> str | None:
    reading = read_cue(cue)
    return reading.lemma if reading is not None else None


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        ("قال قالت قالوا قلت يقول تقول يقولون سيقول يقل قائلا قائلة قائلين قيل يقال", "قال"),
        ("نفى نفت نفوا نفاه نفته نفا ينفي تنفي ينفون ينف نافيا نافية", "نفى"),
        ("رأى رأت رأوا رآه يرى ترى يرون", "رأى"),
        ("أشار أشارت أشاروا يشير تشير يشيرون مشيرا مشيرة مشيرين يشار", "أشار"),
        ("أضاف اضاف وأضافت يضيف مضيفا مضيفة مضيفين", "أضاف"),
        ("وعد وعدت وعدوا واعدا", "وعد"),
        ("رد ردت ردوا رددت يرد ترد فرد رادا", "رد"),
        ("دعا دعت دعوا يدعو تدعو يدعون داعيا داعية", "دعا"),
        ("أكد أكدت يؤكد تؤكد يؤكدون وسيؤكد مؤكدا مؤكدة", "أكد"),
        ("أعلن اعلنت ستعلن يعلنون معلنا", "أعلن"),
        ("ادعى ادعت ادعوا يدعي يدّعي مدعيا", "ادعى"),
        ("تساءل تساءلت يتساءلون متسائلا", "تساءل"),
        ("أقر أقرت أقررت يقر مقرا", "أقر"),
        ("قول قوله قولها قولهم وقوله بقوله القول أقوال أقوالهم", "قول"),
        ("تصريح تصريحه تصريحات تصريحاتها", "تصريح"),
        ("ادعاء ادعاؤه ادعاءاتهم", "ادعاء"),
        ("مزاعم مزاعمهم", "زعم"),
        ("أعرب يعرب معربة", "أعرب"),
        ("حسب بحسب حسبما وحسب", "حسب"),
        ("نقل نقلت نقله نقلا ينقل ونقلوا", "نقل"),
        ("نشر نشرت تنشر", "نشر"),
        ("زعم بزعم يزعم زاعما مزاعم", "زعم"),
    ],
)
def test_every_form_of_a_word_has_the_same_lemma(forms: str, expected: str) -> None:
    assert {form: lemma(form) for form in forms.split()} == dict.fromkeys(forms.split(), expected)


@pytest.mark.parametrize(
    ("cue", "expected", "cue_class"),
    [
        ("على حد قوله", "قول", "statement"),
        ("حد تعبيره", "تعبير", "statement"),
        ("وفقا", "وفقا", "accordance"),
        ("وفقاً لـ", "وفقا", "accordance"),
        ("استنادا إلى", "استناد", "accordance"),
        ("نقلا عن", "نقل", "relay"),
        ("نقلت عن", "نقل", "relay"),
        ("بدعوى", "دعوى", "distance"),
        ("المتوقع", "توقع", "predict"),
        ("لا شك", "لا شك", "assert"),
    ],
)
def test_nominal_cues_and_phrases_are_read_by_their_first_known_word(cue: str, expected: str, cue_class: str) -> None:
    reading = read_cue(cue)
    assert reading is not None
    assert (reading.lemma, reading.cue_class, reading.polarity) == (expected, cue_class, "positive")


def test_words_that_report_nothing_are_unknown() -> None:
    words = "في من على هذا التي الذي له لها به بعد هم هناك عند ثم لكن تحدث التقى الوزير"
    assert [word for word in words.split() if read_cue(word) is not None] == []


@pytest.mark.parametrize(
    ("before", "cue", "polarity"),
    [
        ("، ولم ", "يستبعد", "negative"),  # "and he did not rule out"
        ("لا ", "تؤكد", "negative"),
        ("فلن ", "يعترف", "negative"),
        ("غير ", "مستبعد", "negative"),
        ("دون أن ", "ينفي", "negative"),  # "without denying"
        ("", "لم ينف", "negative"),
        ("، ما ", "قال", "negative"),
        ("وفق ما ", "أعلن", "positive"),  # "according to what he announced": a relative ما
        ("وهو ما ", "أكده", "positive"),  # "which he confirmed"
        ("عالم ", "قال", "positive"),  # "a scholar said": لم is a part of the word before
        ("إلا أنه ", "أكد", "positive"),
        ("غير أنه ", "أكد", "positive"),  # "however, he stressed"
    ],
)
def test_a_negation_just_before_turns_the_polarity(before: str, cue: str, polarity: str) -> None:
    reading = read_cue(cue, before=before)
    assert reading is not None
    assert reading.polarity == polarity


@pytest.mark.parametrize("cue", ["يُذكر", "ويذكر", "يشار", "تجدر الإشارة", "من المتوقع", "ذُكر", "قيل"])
def test_cues_that_name_nobody_are_impersonal(cue: str) -> None:
    assert is_impersonal(cue)


@pytest.mark.parametrize("cue", ["ذكر", "وذكرت", "مضيفا", "يُعلن", "متوقعا", "أشار"])
def test_cues_with_a_hidden_subject_are_not_impersonal(cue: str) -> None:
    assert not is_impersonal(cue)


def test_every_class_of_the_lexicon_is_a_value_of_the_scheme() -> None:
    scheme = parse_scheme(resource("schemes", "arabic-news.toml").read_text("utf-8"))
    lawful = scheme.attributes_of("cue")["cue_class"]
    lines = resource("lexicons", "cues.tsv").read_text("utf-8").splitlines()
    entries = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert {kind for kind, *_ in entries} == {"verb", "noun", "word", "impersonal", "negation"}
    assert all(lawful.allows(fields[1]) for kind, *fields in entries if kind in ("verb", "noun", "word"))


def test_the_lexicon_agrees_with_the_sample_annotations() -> None:
    compared = agreed = 0
    for line in bundled("sample_corpus", "annotated.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        for span in record["spans"]:
            if span["layer"] == "cue":
                start, end = span["fragments"][0]
                reading = read_cue(record["text"][start:end], before=record["text"][max(0, start - 24) : start])
                given = (span["attributes"]["cue_class"], span["attributes"]["polarity"])
                compared += 1
                agreed += reading is not None and (reading.cue_class, reading.polarity) == given
    assert compared > 100
    assert agreed / compared > 0.95
