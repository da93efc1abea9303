"""The parts of an article beside its body: headline, lead, dateline, byline, boilerplate."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from annotator.model.span import Span
from annotator.text.clauses import paragraphs
from annotator.text.folding import fold
from annotator.text.words import words_in

HEADLINE: Final = "headline"
LEAD: Final = "lead"
DATELINE: Final = "dateline"
BYLINE: Final = "byline"
BOILERPLATE: Final = "boilerplate"

_SHORT_WORDS: Final = 8
_RELATED_WORDS: Final = 25
_HEAD_LINES: Final = 4

# Patterns of the search form (see ``folding``): no hamza, no teh marbuta. From the pages of Arabic news sites.
_DATELINE: Final = re.compile(
    r"[^.؟?!:؛«»“”\"]{2,40}?(?:\s[-–—]\s?|\s?[-–—]\s|\s?/\s?|\s?\()[^.؟?!:؛]{2,40}\)?\s?[-–—:.]?"
)
_BYLINE: Final = re.compile(
    r"(?:كتبت?|بقلم|اعداد|اعدت?|تقرير|تحرير|ترجمه|حاورته?ا?|حوار|تصوير|مراسلنا|مراسلتنا|بواسطه|by)(?:\s|\s?[:/-])\s*\S.*"
)
_BOILERPLATE: Final = re.compile(
    "|".join(
        (
            r"(?:ارسل|اضف|اترك|اكتب)\s(?:تعليق|رد).*",
            r"شارك(?:نا)?\s(?:براي|تعليق).*",
            r"تعليق(?:ك|كم|ات)\b.*|التعليقات.*|لا توجد تعليقات.*",
            r"(?:اقرا|اقراوا|اقرئي|طالع|شاهد)\s(?:ايضا|المزيد|كذلك)\b.*",
            r"قد يهمكم?\b.*|الاكثر قراءه.*|اخبار اخري",
            r"(?:مواضيع|اخبار|مقالات|موضوعات)\s(?:ذات صله|متعلقه|مشابهه)\b.*",
            r"(?:تابعونا|تابعنا|انضم|اشتركوا?|سجل|حملوا?)\s(?:علي|عبر|الي|في|الان|تطبيق|بالنشره|بنشره|بخدمه)\b.*",
            r"(?:شارك(?:ها)?|مشاركه|انشر)(?:\s(?:علي|عبر|المقال|الخبر|هذا|مع)\b.*)?",
            r"(?:جميع|كافه|كل)\s(?:ال)?حقوق\b.*|حقوق النشر\b.*",
            r"للمزيد\b.*|لمزيد من (?:الاخبار|التفاصيل)\b.*",
            r"(?:ال)?مصدر\s?[:/-].*|المصدر|اخر تحديث\b.*|نشر في\b.*",
            r"(?:ال)?كلمات (?:ال)?مفتاحيه\b.*|(?:ال)?وسوم\b.*|طباعه|نسخ الرابط|اعلان(?:ات)?",
        )
    )
)
# What the lines above begin with: nearly all lines of an article are known by this to be none, without folding them.
_OPENING: Final = re.compile(
    r"(?:ال)?(?:ارسل|اضف|اترك|اكتب|شارك|مشارك|تعليق|لا |اقر|طالع|شاهد|قد |اكثر|اخبار|مواضيع|مقالات|موضوعات|تابع|انضم"
    r"|اشترك|سجل|حمل|انشر|جميع|كاف|كل|حقوق|لمزيد|لل|مصدر|اخر |نشر|وسوم|طباع|نسخ|اعلان)"
)
_OPENING_LETTERS: Final = 60
_PLAIN_LETTERS: Final = 16
"""More than any of the openings has, where the line bears no marks."""
_LIST_OPENERS: Final = re.compile(r"(?:اقرا|طالع|شاهد|قد يهمك|مواضيع|اخبار|مقالات|موضوعات|الاكثر قراءه)")


def propose_zones(text: str, *, title: str | None = None, abstract: str | None = None) -> list[tuple[str, Span]]:
    """The zones that an importer proposes, in order; what has none is the body.

    Zones are whole paragraphs: a headline or a lead that equals what the source calls title or abstract; a first short
    line with a dash and an outlet (dateline); a line that names the writer (byline); lines with which web pages end
    (boilerplate), with the list of other articles that they open. Nothing is removed.

    Args:
        text: The article.
        title: Its title, where the source has one apart.
        abstract: Its abstract, likewise.

    Returns:
        Labels of the layer ``zone`` and the paragraphs they cover.
    """
    lines = [_Line(span, span.of(text)) for span in paragraphs(text)]
    zones: dict[Span, str] = {}
    _propose_given(lines, zones, title=title, abstract=abstract)
    _propose_head(text, lines, zones)
    _propose_boilerplate(text, lines, zones)
    return [(zones[span], span) for span in sorted(zones)]


class _Line:
    """A line of the text, folded when somebody asks.

    Attributes:
        span: Where it stands.
        raw: The line.
    """

    __slots__ = ("_folded", "raw", "span")

    def __init__(self, span: Span, raw: str) -> None:
        self.span = span
        self.raw = raw
        self._folded: str | None = None

    @property
    def folded(self) -> str:
        """Its search form."""
        if self._folded is None:
            self._folded = _searchable(self.raw)
        return self._folded

    def may_be_boilerplate(self) -> bool:
        """Whether it begins like the lines with which pages end."""
        head = self.raw[:_PLAIN_LETTERS]
        folded = fold(head)
        if len(folded) < len(head) or head[:1].isspace():
            # Marks and spaces take room that the words need.
            folded = fold(self.raw[:_OPENING_LETTERS].lstrip())
        return _OPENING.match(folded) is not None


def _searchable(paragraph: str) -> str:
    return " ".join(fold(paragraph).split())


def _propose_given(lines: list[_Line], zones: dict[Span, str], *, title: str | None, abstract: str | None) -> None:
    for label, given in ((HEADLINE, title), (LEAD, abstract)):
        if not given:
            continue
        head = [line for line in lines[:_HEAD_LINES] if line.span not in zones]
        same = next((line for line in head if line.raw == given), None)
        if same is None and (wanted := _searchable(given)):
            same = next((line for line in head if line.folded == wanted), None)
        if same is not None:
            zones[same.span] = label


def _propose_head(text: str, lines: list[_Line], zones: dict[Span, str]) -> None:
    """Datelines and bylines among the first lines, before the first long one."""
    for line in lines[:_HEAD_LINES]:
        if line.span in zones:
            continue
        if _has_more_words(text, line.span, _SHORT_WORDS):
            break
        if _BYLINE.fullmatch(line.folded):
            zones[line.span] = BYLINE
        elif DATELINE not in zones.values() and _DATELINE.fullmatch(line.folded):
            zones[line.span] = DATELINE


def _propose_boilerplate(text: str, lines: list[_Line], zones: dict[Span, str]) -> None:
    """Lines that belong to the page, wherever they stand, and the lists of other articles that they open."""
    for number, line in enumerate(lines):
        if line.span in zones or not line.may_be_boilerplate() or not _BOILERPLATE.fullmatch(line.folded):
            continue
        if _has_more_words(text, line.span, _RELATED_WORDS):
            continue
        zones[line.span] = BOILERPLATE
        following = lines[number + 1 :]
        if _LIST_OPENERS.match(line.folded) and all(_looks_like_a_link(text, other.span) for other in following):
            zones.update((other.span, BOILERPLATE) for other in following)


def _looks_like_a_link(text: str, span: Span) -> bool:
    """Whether a line after «اقرأ أيضا» may be the headline of another article: short, without a full stop."""
    return not span.of(text).rstrip().endswith((".", "…", "؟")) and not _has_more_words(text, span, _RELATED_WORDS)


def _has_more_words(text: str, span: Span, count: int) -> bool:
    """Whether a line has more than so many words; looks no further than it has to."""
    # In what white space parts, each piece that begins with a letter begins with a word of its own: nearly always
    # that is known at once.
    pieces = text[span.start : span.end].split(None, 2 * count)
    if sum(map(str.isalpha, [piece[0] for piece in pieces])) > count:
        return True
    return next(islice(words_in(text, span), count, None), None) is not None
