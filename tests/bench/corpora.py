"""Synthetic annotated articles: sentences of Arabic news written for this, put together at random from a seed.

The same seed gives the same articles everywhere, so that figures of different days can be compared.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from annotator.__main__ import main
from annotator.bundled import resource
from annotator.formats.nativewriting import NativeWriting
from annotator.model.annotated import AnnotatedDocument, AnnotationSet, SchemeRef
from annotator.model.annotation import Annotation
from annotator.model.document import new_document
from annotator.model.identity import AnnotationId, RelationId, SetName
from annotator.model.relation import Relation
from annotator.model.scheme import Scheme, parse_scheme
from annotator.model.span import Span
from annotator.model.workflow import Status

SPANS: Final = 30
RELATIONS: Final = 8
"""Annotations and attributions of one article; each attribution ties a cue, a source and a claim."""
SET_NAME: Final = SetName("annotator_1")

# (source phrase, whether it is feminine): the verb before it agrees.
_SOURCES: Final = (
    ("وزير الزراعة سامر النجار", False),
    ("وزيرة الصحة ليلى حداد", True),
    ("المتحدث باسم الحكومة كريم بوعزيز", False),
    ("محافظ المصرف المركزي عادل الخطيب", False),
    ("مديرة المستشفى الجامعي هدى المنصوري", True),
    ("رئيس اتحاد المزارعين نبيل العرفاوي", False),
    ("هيئة الموانئ", True),
    ("وكالة الساحل للأنباء", True),
    ("مسؤول في وزارة الطاقة طلب عدم ذكر اسمه", False),
    ("شهود عيان", False),
)
# (masculine, feminine, the complementizer that follows)
_CUES: Final = (
    ("قال", "قالت", "إن"),
    ("أكد", "أكدت", "أن"),
    ("أعلن", "أعلنت", "أن"),
    ("أوضح", "أوضحت", "أن"),
    ("ذكر", "ذكرت", "أن"),
)
_NAMES: Final = {
    "ORG": ("وزارة الطاقة", "بلدية الشمال", "شركة الساحل للنقل", "هيئة الموانئ", "غرفة التجارة"),
    "GPE": ("تونس", "عمّان", "الرباط", "بيروت", "مسقط", "نواكشوط", "صفاقس", "طنجة"),
    "DATE": ("مطلع أكتوبر", "عام 2024", "يوم الثلاثاء", "نهاية الشهر", "١٥ نوفمبر"),
    "PERCENT": ("12.5 في المئة", "٧٪", "30 في المئة", "15%"),
}
_CLAIMS: Final = (
    "{ORG} ستفتتح ثلاثة مراكز جديدة في {GPE} قبل {DATE}",
    "أسعار القمح ارتفعت بنسبة {PERCENT} منذ {DATE}",
    "المفاوضات مع {ORG} في {GPE} بلغت مرحلتها الأخيرة ولم يبق إلا التوقيع",
    "حركة السفن في مرفأ {GPE} تراجعت بنسبة {PERCENT} بسبب العاصفة",
    "{ORG} لم تتلق أي شكوى من سكان {GPE} حتى {DATE}",
    "إنتاج الكهرباء في محيط {GPE} سيغطي {PERCENT} من الحاجة مع {DATE}",
)
_FILLERS: Final = (
    "وتشهد المنطقة منذ أسابيع حركة تجارية نشطة رغم برودة الطقس.",
    "ولم يصدر حتى ساعة إعداد هذا الخبر أي تعليق رسمي آخر.",
    "ويأتي ذلك بعد سلسلة من الاجتماعات المغلقة استمرت يومين كاملين.",
    "وكان العمل في المشروع قد توقف مرتين خلال العامين الأخيرين لأسباب مالية.",
)


@dataclass(frozen=True, slots=True)
class _Marked:
    """A stretch that will become an annotation."""

    layer: str
    label: str
    span: Span


class _Sheet:
    """An article being written: text that grows, and what is marked in it."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._parts: list[str] = []
        self._length = 0
        self.bytes = 0
        self.entities: list[_Marked] = []
        self.chains: list[tuple[_Marked, _Marked, _Marked]] = []

    @property
    def text(self) -> str:
        return "".join(self._parts)

    @property
    def marks(self) -> int:
        return 3 * len(self.chains) + len(self.entities)

    def write(self, text: str) -> Span:
        span = Span(self._length, self._length + len(text))
        self._parts.append(text)
        self._length += len(text)
        self.bytes += len(text.encode())
        return span

    def statement(self) -> None:
        """«وأعلنت هيئة الموانئ أن …»: a cue, a source, a claim with names in it, tied together."""
        source, feminine = self._random.choice(_SOURCES)
        masculine_cue, feminine_cue, complementizer = self._random.choice(_CUES)
        cue = self._mark("cue", "Cue", feminine_cue if feminine else masculine_cue)
        self.write(" ")
        speaker = self._mark("source", "Source", source)
        self.write(" ")
        claim = _Marked("claim", "Claim", self._claim(f"{complementizer} {self._random.choice(_CLAIMS)}"))
        self.write(". ")
        self.chains.append((cue, speaker, claim))

    def filler(self) -> None:
        self.write(self._random.choice(_FILLERS) + " ")

    def _claim(self, template: str) -> Span:
        start = self._length
        for piece in template.split("{"):
            label, brace, rest = piece.partition("}")
            if brace:
                self.entities.append(self._mark("entity", label, self._random.choice(_NAMES[label])))
            if text := rest if brace else piece:
                self.write(text)
        return Span(start, self._length)

    def _mark(self, layer: str, label: str, text: str) -> _Marked:
        return _Marked(layer, label, self.write(text))


def default_scheme() -> Scheme:
    """The scheme ``arabic-news``."""
    return parse_scheme(resource("schemes", "arabic-news.toml").read_text(encoding="utf-8"))


def annotated_articles(count: int, *, seed: int = 1, set_name: SetName = SET_NAME) -> Iterator[AnnotatedDocument]:
    """Articles of some 250 words with 30 annotations and 8 attributions each.

    Args:
        count: How many.
        seed: Draws the sentences.
        set_name: Whose annotations they are.
    """
    scheme = default_scheme()
    for number in range(count):
        sheet = _Sheet(Random(f"{seed}/{number}"))
        sheet.write(f"خبر رقم {number} عن الزراعة والنقل\n")
        for statement in range(RELATIONS):
            sheet.statement()
            sheet.filler()
            if statement % 2:
                sheet.write("\n")
        yield _annotated(sheet, f"article-{number:06}", scheme, set_name, spans=SPANS)


def long_article(*, kilobytes: int = 400, annotations: int = 5_000, seed: int = 1) -> AnnotatedDocument:
    """One article far longer than any newspaper prints, for the limits of the reader.

    Args:
        kilobytes: Size of its text in UTF-8.
        annotations: How many annotations, spread evenly.
        seed: Draws the sentences.
    """
    sheet = _Sheet(Random(seed))
    sheet.write("خبر طويل جدا\n")
    statements = 0
    while sheet.marks < annotations:
        sheet.statement()
        statements += 1
        while sheet.bytes < kilobytes * 1000 * sheet.marks / annotations:
            sheet.filler()
        if statements % 3 == 0:
            sheet.write("\n")
    return _annotated(sheet, "long", default_scheme(), SET_NAME, spans=annotations)


def call(*arguments: str | Path) -> None:
    """Run a command of the program in this process, its messages kept back.

    Raises:
        RuntimeError: If it does not do all that was asked; with what it said.
    """
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        status = main([str(argument) for argument in arguments])
    if status != 0:
        raise RuntimeError(said.getvalue())


def write_native(records: Iterable[AnnotatedDocument], path: Path) -> None:
    """Write records as native JSONL."""
    writing = NativeWriting(default_scheme())
    with path.open("wb") as file:
        for record in records:
            file.write(writing.record(record))


def _annotated(sheet: _Sheet, document_id: str, scheme: Scheme, set_name: SetName, *, spans: int) -> AnnotatedDocument:
    chained = [mark for chain in sheet.chains for mark in chain]
    marks = chained + sheet.entities[: max(0, spans - len(chained))]
    named = {id(mark): AnnotationId(f"a{number}") for number, mark in enumerate(marks, start=1)}
    annotations = [
        Annotation(
            named[id(mark)],
            mark.layer,
            mark.label,
            (mark.span,),
            {"quote_type": "indirect"} if mark.layer == "claim" else {},
        )
        for mark in marks
    ]
    relations = [
        Relation(
            RelationId(f"r{number:05}"),
            "attribution",
            {"claim": (named[id(claim)],), "source": (named[id(source)],), "cue": (named[id(cue)],)},
            {"holder": "text", "stance": "assert"},
        )
        for number, (cue, source, claim) in enumerate(sheet.chains, start=1)
    ]
    reference = SchemeRef(scheme.name, scheme.version)
    return AnnotatedDocument(
        new_document(
            sheet.text,
            document_id=document_id,
            meta={
                "title": sheet.text.split("\n", 1)[0],
                "outlet": "الساحل",
                "published": "2026-11-01",
                "language": "ar",
            },
        ),
        (),
        AnnotationSet(set_name, Status.SUBMITTED, ("entity", "claim", "source", "cue", "attribution"), None, reference),
        tuple(sorted(annotations, key=lambda a: a.order)),
        tuple(relations),
        (),
        reference,
    )
