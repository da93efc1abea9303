"""Zones that an importer proposes."""

from __future__ import annotations

import pytest

from annotator.text.structure import propose_zones

# "A new port on the coast", "Tripoli - Coast Agency", "By: Salma Haddad", the body, "Read also" with two headlines,
# "Send a comment".
ARTICLE = """ميناء جديد على الساحل
طرابلس - وكالة الساحل
كتبت: سلمى حداد
أعلنت هيئة الموانئ اليوم الثلاثاء أن العمل في الميناء الجديد سيبدأ مطلع العام المقبل بكلفة 40 مليون دينار.
وقالت الهيئة إن المشروع - وهو الأول من نوعه - يوفر 300 فرصة عمل.
اقرأ أيضا
إضراب في ميناء قديم
سفينة تغادر بلا ركاب
أرسل تعليقك"""


def zones_of(text: str, **given: str) -> list[tuple[str, str]]:
    return [(label, span.of(text)) for label, span in propose_zones(text, **given)]


def test_an_article_is_taken_apart() -> None:
    lines = ARTICLE.split("\n")
    assert zones_of(ARTICLE, title="ميناء جديد على الساحل") == [
        ("headline", lines[0]), ("dateline", lines[1]), ("byline", lines[2]),
        ("boilerplate", lines[5]), ("boilerplate", lines[6]), ("boilerplate", lines[7]), ("boilerplate", lines[8]),
    ]  # fmt: skip


def test_title_and_abstract_are_compared_in_the_search_form() -> None:
    text = "عودة الصيادين\nعاد الصيادون إلى المرفأ بعد شهر.\nوقال أحدهم إن البحر كريم."
    assert zones_of(text, title="عَوْدَة  الصيّادين", abstract="عاد الصيادون الى المرفأ بعد شهر.") == [
        ("headline", "عودة الصيادين"),
        ("lead", "عاد الصيادون إلى المرفأ بعد شهر."),
    ]


@pytest.mark.parametrize("line", ["واشنطن - صحيفة الميناء", "رام الله (رويترز)", "دبي/ وكالات", "القاهرة – د ب أ"])
def test_a_first_short_line_with_an_outlet_is_a_dateline(line: str) -> None:
    assert zones_of(f"{line}\nقال الوزير إن العمل يبدأ غدا في كل المدن.") == [("dateline", line)]


@pytest.mark.parametrize(
    "line",
    [
        "تعليقك كزائر",
        "جميع الحقوق محفوظة لموقع الساحل 2026",
        "للمزيد من الأخبار",
        "تابعونا على فيسبوك",
        "المصدر: وكالات",
        "شارك",
    ],
)
def test_the_furniture_of_a_page_is_boilerplate(line: str) -> None:
    assert zones_of(f"قال الوزير إن العمل يبدأ غدا في كل المدن.\n{line}") == [("boilerplate", line)]


@pytest.mark.parametrize(
    "line",
    [
        "شارك آلاف المتظاهرين في مسيرة الأحد.",
        "أرسل الوزير برقية إلى نظيره.",
        "المصدر الوحيد للماء هو البئر.",
        "تعليق الرحلات حتى الغد",
    ],
)
def test_sentences_that_begin_alike_are_body(line: str) -> None:
    assert (
        zones_of(f"قال الوزير إن العمل يبدأ غدا في كل المدن.\n{line}\nوانتهى الاجتماع من دون قرار واضح حتى الساعة.")
        == []
    )


def test_an_empty_text_has_no_zones() -> None:
    assert propose_zones("", title="عنوان") == propose_zones("\n\n") == []


# "Send a reply", "Be the first to share a comment", "No comments", "Read more", "You may like", "Most read", "Related
# topics", "Follow us on", "Share", "All rights", "Copyright", "More news", "Source", "Last update", "Published in",
# "Keywords", "Tags", "Print", "Copy the link", "Advertisement".
@pytest.mark.parametrize(
    "line",
    [
        "أضف ردك", "اكتب تعليقك", "شاركنا برأيك", "التعليقات 3", "لا توجد تعليقات", "طالع المزيد", "قد يهمك أيضا",
        "الأكثر قراءة اليوم", "أخبار أخرى", "مواضيع ذات صلة", "أخبار متعلقة", "اشتركوا في النشرة", "حملوا تطبيق الساحل",
        "انضم إلى قناتنا على", "سجل الآن", "مشاركة", "انشر على", "كافة الحقوق محفوظة", "حقوق النشر 2026",
        "لمزيد من الأخبار",
        "المصدر: الساحل", "آخر تحديث اليوم", "نشر في 3 مايو", "الكلمات المفتاحية", "كلمات مفتاحية: ميناء", "الوسوم",
        "وسوم",
        "طباعة", "نسخ الرابط", "إعلان", "إعلانات",
    ],
)  # fmt: skip
def test_no_line_with_which_pages_end_is_passed_over_for_how_it_begins(line: str) -> None:
    body = "قال الوزير إن العمل يبدأ غدا في كل المدن."
    marked = "".join(letter + ("\u064e\u0651" if "ء" <= letter <= "ي" else "") for letter in line)
    for written in (line, marked):
        assert zones_of(f"{body}\n{written}") == [("boilerplate", written)]
