"""Stops, openers, the likeliest claim, and growing selections."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.span import Span
from annotator.text.clauses import (
    Edge,
    grown,
    likeliest_claim,
    next_speaker_end,
    next_stop,
    opener_before,
    paragraphs,
    previous_stop,
)

texts = st.lists(st.sampled_from([*'قالَ  .،:؟"«»\n3د', "إن", " أن ", " بأن ", " قال ", "..."]), max_size=25).map(
    "".join
)

# "The paper “Al-Fajr” said yesterday, that the port reopened on Monday after two weeks, adding that trade resumed."
REPORT = 'ذكرت صحيفة "الفجر" أمس ، أن الميناء فُتح يوم الاثنين بعد أسبوعين، مضيفة أن التجارة عادت.'


def after(text: str, words: str) -> int:
    return text.index(words) + len(words)


def test_paragraphs_are_the_lines_that_are_not_empty() -> None:
    text = "\nعنوان\n\nفقرة أولى\r\n\u2028ثالثة"
    assert [span.of(text) for span in paragraphs(text)] == ["عنوان", "فقرة أولى\r", "\u2028ثالثة"]
    assert paragraphs("") == paragraphs("\n\n") == []


def test_an_end_goes_from_stop_to_stop_without_taking_the_punctuation() -> None:
    ends, offset = [], 0
    while offset < len(REPORT):
        offset = next_stop(REPORT, offset)
        ends.append(REPORT[:offset].rsplit(maxsplit=1)[-1])
    assert ends == ["صحيفة", '"الفجر"', "أمس", "أسبوعين", "عادت", "عادت."]


def test_a_start_goes_back_to_quotes_openers_and_clauses() -> None:
    starts, offset = [], len(REPORT)
    while offset > 0:
        offset = previous_stop(REPORT, offset, edge=Edge.START)
        starts.append(REPORT[offset:].split(maxsplit=1)[0])
    assert starts == ["أن", "مضيفة", "أن", "أمس", '"الفجر"', "ذكرت"]


@pytest.mark.parametrize(
    "marked",
    [
        # "Prices rose 3.5% to 1,200 dirhams, said Dr. Ali at 14:30." Numbers and abbreviations have no stops
        "ارتفعت الأسعار 3.5% إلى 1,200 درهم|، قال د. علي عند 14:30|.|",
        # "She asked: 'Where to?' and was silent." A question mark and a closing quotation mark belong to the claim
        "سألت|: «إلى أين؟|»| وسكتت|.|",
        "لا خبر| .|\nثم جاء| |",
    ],
)
def test_ends_stop_where_a_reader_would(marked: str) -> None:
    text, stops = "", []
    for part in marked.split("|"):
        text += part
        stops.append(len(text))
    found = [0]
    while found[-1] < len(text):
        found.append(next_stop(text, found[-1]))
    assert found[1:] == sorted(set(stops))


@given(texts, st.sampled_from(Edge))
def test_stops_advance_until_the_end_and_come_back_to_the_beginning(text: str, edge: Edge) -> None:
    offset = 0
    while offset < len(text):
        following = next_stop(text, offset, edge=edge)
        assert offset < following <= len(text)
        offset = following
    while offset > 0:
        before = previous_stop(text, offset, edge=edge)
        assert 0 <= before < offset
        offset = before


@pytest.mark.parametrize(
    ("text", "caret", "claim"),
    [
        (REPORT, "ذكرت", "أن الميناء فُتح يوم الاثنين بعد أسبوعين"),
        (REPORT, "أمس", "أن الميناء فُتح يوم الاثنين بعد أسبوعين"),
        (REPORT, "الميناء", "أن الميناء فُتح يوم الاثنين بعد أسبوعين"),
        (REPORT, "مضيفة", "أن التجارة عادت"),
        # "The mayor said: “We will not close the market today. Come.” and left."
        (
            "وقال رئيس البلدية: «لن نغلق السوق اليوم. تعالوا» ثم غادر.",
            "البلدية",
            "«لن نغلق السوق اليوم. تعالوا»",
        ),
        # colon, quotation mark and إن are one opener
        ('وتابع التاجر :"إن السوق خالية منذ الصباح ".', "التاجر", '"إن السوق خالية منذ الصباح "'),
        # a preposition stays outside
        ("أفاد شهود بأن النهر فاض ليلا، وفق تعبيرهم.", "شهود", "أن النهر فاض ليلا"),
        # a headline with a colon
        ("وزيرة النقل : القطار يعود غدا", "النقل", "القطار يعود غدا"),
        # an unclosed quotation ends at the dots; the denial is another sentence
        ('كشف مصدر " أن الوفد وصل سرا...الأمر الذي نفاه الناطق.', "مصدر", '" أن الوفد وصل سرا'),
        # a final tag with its own conjunction
        ("قال إن الحقل احترق، وذلك وفقا لما نقلته إذاعة محلية.", "قال", "إن الحقل احترق"),
        # a short quotation is a name
        ('نقلت "صوت الساحل" أن الصيد توقف.', '"صوت الساحل"', "أن الصيد توقف"),
        # the verb behind «واصفا» is another report, though it begins with a waw
        ("أكد المدرب أن الفريق جاهز، واصفا المباراة بالصعبة.", "المدرب", "أن الفريق جاهز"),
        ("أعلن النادي أن اللاعب باق، فيما أشاد المدرب بالجمهور.", "النادي", "أن اللاعب باق"),
        # «قبل أن» opens nothing
        ("قالت إن السفينة غرقت قبل أن تصل النجدة.", "تصل", "إن السفينة غرقت قبل أن تصل النجدة"),
        ("عادت السفينة، وغادر الركاب.", "السفينة", "عادت السفينة، وغادر الركاب"),
    ],
)
def test_the_likeliest_claim_is_the_one_that_the_report_opens(text: str, caret: str, claim: str) -> None:
    assert likeliest_claim(text, after(text, caret)).of(text) == claim


def test_the_opener_before_is_that_of_the_same_sentence() -> None:
    text = "قال إن المطر غزير. ثم سكت."
    assert opener_before(text, after(text, "غزير")) == 4
    assert opener_before(text, after(text, "سكت")) is None


def test_an_opener_in_a_closed_quotation_is_over() -> None:
    text = "قال: «إن المطر غزير جدا في الشمال» وخرج مسرعا"
    assert opener_before(text, len(text)) is None


@given(texts.filter(bool), st.integers(0, 60))
def test_a_claim_is_always_proposed_and_lies_on_one_line(text: str, offset: int) -> None:
    claim = likeliest_claim(text, min(offset, len(text)))
    assert claim.end <= len(text)
    assert "\n" not in claim.of(text).strip("\n")


def test_a_selection_grows_to_phrase_sentence_and_paragraph() -> None:
    text = "عنوان\nقال علي إن المطر، وهو غزير، توقف. ثم سكت.\nنهاية"
    span = Span(text.index("غزير"), after(text, "غزير"))
    steps = []
    while (larger := grown(text, span)) != span:
        span = larger
        steps.append(span.of(text))
    assert steps == ["وهو غزير", "قال علي إن المطر، وهو غزير، توقف.", "قال علي إن المطر، وهو غزير، توقف. ثم سكت."]


@given(texts.filter(bool), st.data())
def test_growing_only_grows(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    larger = grown(text, span)
    assert larger.contains(span)
    assert larger.end <= len(text)


def test_a_claim_behind_its_own_cue_and_source_does_not_reach_back_before_them() -> None:
    # The paper added: “that Russia calls its role decisive; and the two presidents promote cooperation against Daesh”.
    text = 'وأضافت الصحيفة:"أن روسيا تعتبر دورها حاسما؛ ويروج الرئيسان لتعاون بلديهما ضد داعش".'
    behind = after(text, "الرئيسان")
    assert likeliest_claim(text, text.index("لتعاون")).of(text).startswith('"أن روسيا')
    claim = likeliest_claim(text, text.index("لتعاون"), not_before=behind)
    assert claim.of(text) == "لتعاون بلديهما ضد داعش"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("قالت وزيرة الزراعة ليلى حداد إن المحصول تضاعف", "وزيرة الزراعة ليلى حداد"),
        ("أعلن وزير النقل سامر الخطيب، الثلاثاء، أن المرفأ سيفتح", "وزير النقل سامر الخطيب"),
        ("ونقلت صحيفة الميناء عن مسؤول أن الاتفاق جاهز", "صحيفة الميناء"),
        ("وأفاد مصدر أمني بأن الطريق مغلقة", "مصدر أمني"),
        ("وقال المدير: «العمل مستمر في المرفأ كله»", "المدير"),
    ],
)
def test_the_words_of_a_speaker_end_before_what_they_say(text: str, speaker: str) -> None:
    first = text.index(speaker)
    assert text[first : next_speaker_end(text, first + 1)] == speaker


def test_a_speaker_goes_on_to_the_next_place_when_asked_again() -> None:
    # The minister of transport, Samer al-Khatib, said …
    text = "قال وزير النقل، سامر الخطيب، إن المرفأ سيفتح"
    first = next_speaker_end(text, text.index("وزير"))
    assert text[:first].endswith("النقل")
    assert text[: next_speaker_end(text, first)].endswith("الخطيب")
