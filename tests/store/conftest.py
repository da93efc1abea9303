"""A corpus to write into, and an article to write about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.bundled import resource
from annotator.model.annotated import AnnotatedDocument, AnnotationSet, SchemeRef
from annotator.model.annotation import Annotation
from annotator.model.document import Document, new_document
from annotator.model.identity import AnnotationId, Handle, ReferentId, RelationId, SetName
from annotator.model.referent import Referent
from annotator.model.relation import Relation
from annotator.model.scheme import Scheme, parse_scheme
from annotator.model.span import Span
from annotator.model.workflow import Status
from annotator.store.corpus import Corpus

HEADLINE = "وزير المالية: الأسعار ستنخفض قبل نهاية العام"
# “Finance minister: prices will fall before the end of the year”
LEAD = "قال وزير المالية إن الأسعار ستنخفض قبل نهاية العام، مضيفا أن الدعم باق."
# “The finance minister said that prices would fall before the end of the year, adding that subsidies stay.”


@pytest.fixture(scope="session")
def scheme() -> Scheme:
    return parse_scheme(resource("schemes", "arabic-news.toml").read_text(encoding="utf-8"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "أخبار.isnad"  # “News”


@pytest.fixture
def corpus(path: Path, scheme: Scheme) -> Iterator[Corpus]:
    with Corpus.create(path, scheme, author=Handle("hoda")) as corpus:
        yield corpus


@pytest.fixture
def article() -> Document:
    return new_document(f"{HEADLINE}\n{LEAD}", meta={"title": HEADLINE, "outlet": "وكالة الأنباء"})


@pytest.fixture
def stored(corpus: Corpus, article: Document) -> Document:
    """The article, in the corpus."""
    with corpus.act("Import", author=Handle("hoda")) as act:
        act.put_document(article, [zone(0, 44)])
    return article


@pytest.fixture
def annotated(article: Document) -> AnnotatedDocument:
    """The article with somebody's finished work."""
    start = article.text.index("إن الأسعار")
    source = article.text.index("وزير", len(HEADLINE))
    annotations = (
        Annotation(AnnotationId("a1"), "claim", "Claim", (Span(start, start + 28),), {"quote_type": "indirect"}),
        Annotation(
            AnnotationId("a2"), "source", "Source", (Span(source, source + 12),), referent=ReferentId("e1"), unsure=True
        ),
        Annotation(AnnotationId("a3"), "cue", "Cue", (Span(45, 48), Span(60, 62)), {"lemma": "قال"}, note="ملاحظة"),
    )
    relation = Relation(
        RelationId("r1"),
        "attribution",
        {"claim": (AnnotationId("a1"),), "source": (AnnotationId("a2"),), "cue": (AnnotationId("a3"),)},
        {"stance": "assert", "holder": "text"},
        origin="imported",
    )
    header = AnnotationSet(SetName("samir"), Status.SUBMITTED, ("claim",), "3", SchemeRef("arabic-news", "1"))
    return AnnotatedDocument(
        article,
        (zone(0, 44),),
        header,
        tuple(sorted(annotations, key=lambda a: a.order)),
        (relation,),
        (Referent(ReferentId("e1"), "وزير المالية", "PERS"),),
        SchemeRef("arabic-news", "1"),
    )


def zone(start: int, end: int) -> Annotation:
    return Annotation(AnnotationId("z1"), "zone", "headline", (Span(start, end),))
