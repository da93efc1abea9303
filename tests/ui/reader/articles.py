"""An article in which every sign occurs, and any text as an open document."""

from __future__ import annotations

from annotator.model.annotated import AnnotatedDocument, SchemeRef
from annotator.model.annotation import Annotation
from annotator.model.document import new_document
from annotator.model.identity import AnnotationId, RelationId, SetName
from annotator.model.relation import Relation
from annotator.model.scheme import Scheme
from annotator.model.span import fragments_of
from annotator.operations.opendocument import OpenDocument

PARAGRAPHS = (
    # The minister of health: the vaccination campaign starts in Sidon at the beginning of April.
    ("headline", "وزيرة الصحة: حملة التطعيم تبدأ في صيدا مطلع نيسان"),
    # Sidon - Mina News Agency
    ("dateline", "صيدا - وكالة الميناء"),
    # The minister of health, Salma Hajj, affirmed on Wednesday that the campaign will start in Sidon next April, adding
    # that 12 centres are ready to receive families and that the vaccines have reached the depots.
    (
        "body",
        "أكدت وزيرة الصحة سلمى الحاج، الأربعاء، أن حملة التطعيم ستبدأ في صيدا مطلع نيسان المقبل، مضيفة أن 12 مركزا "
        "جاهزة لاستقبال الأهالي وأن اللقاحات وصلت إلى المستودعات.",
    ),
    # The newspaper Marfa quoted an official of Green Cedar Logistics as saying that the shipment comprises 40 thousand
    # doses and that the director general thinks that the amount “suffices until the end of the month”.
    (
        "body",
        "ونقلت صحيفة المرفأ عن مسؤول في شركة Green Cedar Logistics قوله إن الشحنة تشمل 40 ألف جرعة، وإن المدير العام "
        "يرى أن الكمية «تكفي حتى نهاية الشهر».",
    ),
    # The number of infected in the south, according to the head of the doctors Nader Farah, does not exceed a hundred,
    # and Lebanon is able to treat them.
    ("body", "عدد المصابين في الجنوب، وفقا لنقيب الأطباء نادر فرح، لا يتجاوز مئة شخص ولبنان قادر على علاجهم."),
    # It is recalled that the last campaign stopped at the beginning of 2024 after the funding was late.
    ("body", "يُذكر أن الحملة الأخيرة توقفت منذ مطلع 2024 بعد تأخر التمويل."),
    # Read also: prices of medicine in Lebanon
    ("boilerplate", "اقرأ أيضا: أسعار الدواء في لبنان"),
)
TEXT = "\n".join(text for _, text in PARAGRAPHS)

_SPANS = (
    ("c1", "claim", "Claim", ("حملة التطعيم تبدأ في صيدا مطلع نيسان",)),
    ("s1", "source", "Source", ("وزيرة الصحة",)),
    ("q2", "cue", "Cue", ("أكدت",)),
    ("s2", "source", "Source", ("وزيرة الصحة سلمى الحاج",)),
    ("c2", "claim", "Claim", ("أن حملة التطعيم ستبدأ في صيدا مطلع نيسان المقبل",)),
    ("c3", "claim", "Claim", ("أن 12 مركزا جاهزة لاستقبال الأهالي وأن اللقاحات وصلت إلى المستودعات",)),
    ("q4", "cue", "Cue", ("نقلت", "عن")),
    ("s3", "source", "Source", ("صحيفة المرفأ",)),
    ("s4", "source", "Source", ("مسؤول في شركة Green Cedar Logistics",)),
    ("c4", "claim", "Claim", ("إن الشحنة تشمل 40 ألف جرعة، وإن المدير العام يرى أن الكمية «تكفي حتى نهاية الشهر»",)),
    ("s5", "source", "Source", ("المدير العام",)),
    ("c5", "claim", "Claim", ("أن الكمية «تكفي حتى نهاية الشهر»",)),
    ("c6", "claim", "Claim", ("عدد المصابين في الجنوب", "لا يتجاوز مئة شخص ولبنان قادر على علاجهم")),
    ("q6", "cue", "Cue", ("وفقا",)),
    ("s6", "source", "Source", ("نقيب الأطباء نادر فرح",)),
    ("c7", "claim", "Claim", ("أن الحملة الأخيرة توقفت منذ مطلع 2024 بعد تأخر التمويل",)),
    ("e1", "entity", "PERS", ("سلمى الحاج",)),
    ("e2", "entity", "ORG", ("شركة Green Cedar Logistics",)),
    ("e3", "entity", "ORG", ("Green Cedar Logistics",)),
    ("e4", "entity", "DATE", ("نهاية الشهر",)),
    ("e5", "entity", "OCC", ("نقيب الأطباء",)),
    ("e6", "entity", "GPE", ("لبنان قادر",)),
)
_ATTRIBUTIONS = (
    {"claim": ("c1",), "source": ("s1",)},
    {"claim": ("c2",), "source": ("s2",), "cue": ("q2",)},
    {"claim": ("c3",), "source": ("s2",)},
    {"claim": ("c4",), "source": ("s4",), "via": ("s3",), "cue": ("q4",)},
    {"claim": ("c5",), "source": ("s5",)},
    {"claim": ("c6",), "source": ("s6",), "cue": ("q6",)},
)


def signed_article(scheme: Scheme) -> OpenDocument:
    """The article with every kind of sign."""
    annotations = []
    for name, layer, label, parts in _SPANS:
        fragments, begin = [], 0
        for part in parts:
            begin = TEXT.index(part, begin)
            end = begin + len(part.split(" قادر")[0] if name == "e6" else part)
            fragments.append((begin, end))
            begin = end
        annotations.append(Annotation(AnnotationId(name), layer, label, fragments_of(fragments)))
    relations = [
        Relation(
            RelationId(f"r{n}"),
            "attribution",
            {role: tuple(AnnotationId(i) for i in ids) for role, ids in roles.items()},
        )
        for n, roles in enumerate(_ATTRIBUTIONS)
    ]
    return opened_text(TEXT, scheme, annotations, relations)


def bare_text(text: str, scheme: Scheme) -> OpenDocument:
    """Any text before anybody has annotated it."""
    return opened_text(text, scheme, [], [])


def opened_text(text: str, scheme: Scheme, annotations: list[Annotation], relations: list[Relation]) -> OpenDocument:
    """A text with annotations, and with the zones of the article where it is that."""
    starts = [sum(len(words) + 1 for _, words in PARAGRAPHS[:n]) for n in range(len(PARAGRAPHS))]
    zones = tuple(
        Annotation(AnnotationId(f"z{n}"), "zone", zone, fragments_of([(starts[n], starts[n] + len(words))]))
        for n, (zone, words) in enumerate(PARAGRAPHS)
        if text == TEXT and zone != "body"
    )
    annotated = AnnotatedDocument(
        new_document(text),
        zones,
        None,
        tuple(sorted(annotations, key=lambda a: a.order)),
        tuple(relations),
        (),
        SchemeRef(scheme.name, scheme.version),
    )
    return OpenDocument(annotated, scheme=scheme, set_name=SetName("layla"))
