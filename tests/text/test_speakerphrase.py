"""Who speaks, by the words around a reporting word."""

from __future__ import annotations

import pytest

from annotator.model.span import Span
from annotator.text.speakerphrase import speaker_of
from annotator.text.vocabulary import Vocabulary


def speaker(text: str, cue: str, complement: str = "") -> str | None:
    """The speaker of the first such cue."""
    start = text.index(cue)
    found = speaker_of(text, Span(start, start + len(cue)), Vocabulary.bundled(), complement=complement)
    return found.of(text) if found is not None else None


@pytest.mark.parametrize(
    ("text", "cue", "said"),
    [
        # "The head of the port, Nabil Sarhan, said that the berths were full."
        ("قال مدير المرفأ نبيل سرحان إن الأرصفة امتلأت.", "قال", "مدير المرفأ نبيل سرحان"),
        # "He replied" / "the union's secretary replied to him that the figures were old."
        ("ورد عليه أمين النقابة بأن الأرقام قديمة.", "رد", "أمين النقابة"),
        # "An officer in the coast guard, who asked not to be named, admitted that the patrol was late."
        ("أقر ضابط في الخفر، طلب عدم ذكر اسمه، بأن الدورية تأخرت.", "أقر", "ضابط في الخفر، طلب عدم ذكر اسمه"),
        # "An engineer who refused to reveal his identity said that the dam is safe."
        ("قال مهندس رفض الكشف عن هويته إن السد آمن.", "قال", "مهندس رفض الكشف عن هويته"),
        # "The newspaper «Today's Morning» quoted a diplomat as saying the talks had stopped."
        ("ونقلت صحيفة «صباح اليوم» عن دبلوماسي أن المحادثات توقفت.", "نقلت", "صحيفة «صباح اليوم»"),
        # "The minister said in a press conference that the road would open."
        ("أكد الوزير في مؤتمر صحفي أن الطريق سيفتح.", "أكد", "الوزير"),
        # "according to the chamber's head Samir Daoud"
        ("الأسعار سترتفع، وفقا لرئيس الغرفة سمير داود.", "وفقا", "رئيس الغرفة سمير داود"),
        # "But a party source said to a website that two parties had asked for it."
        ("لكن مصدرا حزبيا قال لموقع إخباري إن حزبين طلبا ذلك.", "قال", "مصدرا حزبيا"),
        # "As for the captain, Haitham Shahin, he thought that the referee was wrong."
        ("أما القائد هيثم شاهين فرأى أن الحكم أخطأ.", "رأى", "القائد هيثم شاهين"),
        # "The ministry of transport announced the sale of the old ferry."
        ("أعلنت وزارة النقل بيع العبارة القديمة.", "أعلنت", "وزارة النقل"),
        # "Saada Barhoum, who is a retired teacher, said that the walls shook."
        ("قالت سعدى برهوم، وهي معلمة متقاعدة، إن الجدران اهتزت.", "قالت", "سعدى برهوم، وهي معلمة متقاعدة"),
        # "Andrei Kortunov, the director general of the council and close to the ministry, says that the door is open."
        (
            "يقول أندريه كورتونوف، المدير العام للمجلس والمقرب من الوزارة، إن الباب مفتوح.",
            "يقول",
            "أندريه كورتونوف، المدير العام للمجلس والمقرب من الوزارة",
        ),
        # "what its head described as slow suicide": the pronoun of the verb names nobody.
        ("تراجع العدد، في ما وصفه رئيسها بأنه انتحار بطيء.", "وصف", "رئيسها"),
    ],
)  # fmt: skip
def test_the_words_that_name_a_speaker_are_found(text: str, cue: str, said: str) -> None:
    assert speaker(text, cue) == said


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        # "The minister opened the hall, adding that another follows": the subject is hidden.
        ("افتتح الوزير القاعة، مضيفا أن أخرى ستليها.", "مضيفا"),
        # "And she said: «…»"
        ("وقالت: «لن نغادر المدينة».", "قالت"),
        # "The critic praised the novel, describing its language as sparing": the participle takes an object.
        ("أشاد الناقد بالرواية، واصفا لغتها بأنها مقتصدة.", "واصفا"),
        # "Geneva - Said the envoy": a dash parts the place from the verb.
        ("جنيف - وصرحت: «الطريق مغلق».", "صرحت"),
        # "On the other hand he stressed that …": what stands before the verb tells when, not who.
        ("في المقابل أكد أن الخطة مستمرة.", "أكد"),
    ],
)
def test_a_hidden_subject_is_nobody(text: str, cue: str) -> None:
    assert speaker(text, cue) is None


def test_a_speaker_ends_where_the_verbs_preposition_begins_the_claim() -> None:
    # "Fans gathered before the club demanded the board's resignation."
    text = "طالب مشجعون تجمعوا أمام النادي باستقالة الإدارة."
    assert speaker(text, "طالب", complement="ب") == "مشجعون تجمعوا أمام النادي"


@pytest.mark.parametrize(
    ("text", "cue", "named"),
    [
        # "The daily «Money» of Egypt, issued today, mentioned that prices fell."
        ('ذكرت صحيفة "المال" المصرية الصادرة اليوم /الأحد/ ، أن الأسعار تراجعت.', "ذكرت", 'صحيفة "المال" المصرية'),
        # "«Money Today» said that prices fell."
        ('قالت "المال اليوم" إن الأسعار تراجعت.', "قالت", "المال اليوم"),
    ],
)
def test_a_paper_is_named_without_when_it_was_issued_and_without_one_of_two_marks(
    text: str, cue: str, named: str
) -> None:
    assert speaker(text, cue) == named


# "The farmer said: «When I heard that the well dried up, I cried»."
def test_a_word_for_when_is_no_speaker() -> None:
    assert speaker("قال المزارع: «عندما سمعت أن البئر جفت بكيت».", "سمعت") is None


# "The member said that the head of the authority «confirms that the money is there»."
def test_whose_predicate_alone_is_quoted_speaks() -> None:
    assert speaker("وقال العضو إن رئيس الهيئة «يؤكد أن المال متوفر».", "يؤكد") == "رئيس الهيئة"
    assert speaker("وقال العضو: «أكدنا أن المال متوفر».", "أكد") != "العضو"
