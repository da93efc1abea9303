"""Inflection: the forms in which a reporting word is printed."""

from __future__ import annotations

import pytest

from annotator.suggest.inflection import Form, dual_past_forms, noun_forms, participle_forms, past_forms, present_forms


def standing(forms: list[Form]) -> set[str]:
    return {form.written for form in forms if form.stands}


def binding(forms: list[Form]) -> set[str]:
    return {form.written for form in forms if form.binds}


@pytest.mark.parametrize(
    ("stem", "forms"),
    [
        ("أعلن", "أعلن أعلنت أعلنوا أعلنتم"),  # sound: announced
        ("قال/قل", "قال قالت قالوا قلت قلنا قلن"),  # hollow: said
        ("رد/ردد", "رد ردت ردوا رددت رددنا"),  # doubled: replied
        ("نفى", "نفى نفت نفوا نفيت نفينا"),  # weak at the end: denied
        ("دعا", "دعا دعت دعوا دعوت دعونا"),  # weak at the end, with waw: called for
        ("خشي", "خشي خشيت خشوا"),  # weak at the end, in i: feared
        ("رأى", "رأى رأت رأوا رأيت"),  # hamza and weak end: saw
    ],
)
def test_the_past_of_every_kind_of_verb(stem: str, forms: str) -> None:
    assert set(forms.split()) <= standing(list(past_forms(stem)))


@pytest.mark.parametrize(
    ("stem", "forms"), [("قال/قل", "قالا قالتا"), ("نفى", "نفيا نفتا"), ("دعا", "دعوا دعتا"), ("رأى", "رأيا رأتا")]
)
def test_the_dual_of_the_past(stem: str, forms: str) -> None:
    assert [form.written for form in dual_past_forms(stem)] == forms.split()


@pytest.mark.parametrize(
    ("stem", "forms"),
    [
        ("علن", "يعلن تعلن نعلن أعلن يعلنون يعلنوا يعلنان"),
        ("قول/قل", "يقول تقول يقولون يقولوا يقل تقل يقلن"),
        ("شير/شر", "يشير تشير يشيرون يشر"),
        ("نفي", "ينفي تنفي ينفون ينفوا ينفيان ينف تنف"),
        ("دعو", "يدعو تدعو يدعون يدعوان يدع"),
        ("تمنى", "يتمنى تتمنى يتمنون يتمنيان يتمن"),
        ("عد", "يعد تعد يعدون"),  # assimilated: promises, the waw of وعد is gone
        ("ؤكد", "يؤكد تؤكد نؤكد يؤكدون"),
        ("أمل", "يأمل تأمل آمل يأملون"),
    ],
)
def test_the_present_and_the_jussive_of_every_kind_of_verb(stem: str, forms: str) -> None:
    assert set(forms.split()) <= standing(list(present_forms(stem)))


def test_no_sound_form_is_made_of_a_weak_stem() -> None:
    assert not {"نفىت", "نفىوا", "نفاوا"} & standing(list(past_forms("نفى")))
    assert not {"ينفيون", "ينفيوا"} & standing(list(present_forms("نفي")))


def test_a_pronoun_attaches_to_the_form_that_it_changes() -> None:
    # نفاه، نفته، نفوه: he, she, they denied it; the alef of the plural and the last letter of the verb give way.
    assert {"نفا", "نفت", "نفو"} <= binding(list(past_forms("نفى")))
    assert "نفى" not in binding(list(past_forms("نفى")))
    assert "يرا" in binding(list(present_forms("رى")))


@pytest.mark.parametrize(
    ("stem", "forms"),
    [("مضيف", "مضيفا مضيفة مضيفين مضيفون مضيفات"), ("نافي", "ناف نافيا نافية نافين نافون نافيات")],
)
def test_participles_in_their_genders_and_numbers(stem: str, forms: str) -> None:
    assert set(forms.split()) <= standing(list(participle_forms(stem)))


def test_nouns_change_before_a_possessive() -> None:
    assert "روايت" in binding(list(noun_forms("رواية")))  # روايته: his account
    assert {"ادعاء", "ادعاؤ", "ادعائ"} <= binding(list(noun_forms("ادعاء")))  # ادعاؤه: his allegation
    assert "دعوا" in binding(list(noun_forms("دعوى")))  # دعواه: his claim
    assert "تصريحات" in standing(list(noun_forms("تصريح")))
