"""One article of two people: what is counted, and the places behind it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.analysis.comparison import Article, compared, resolved
from annotator.analysis.places import PlaceKind
from annotator.analysis.tallies import COUNTED, added
from annotator.model.annotated import AnnotatedDocument, AnnotationSet, SchemeRef
from annotator.model.annotation import Annotation
from annotator.model.document import new_document
from annotator.model.identity import ReferentId, SetName
from annotator.model.referent import Referent
from annotator.model.scheme import Scheme
from annotator.model.workflow import Status
from tests.analysis.marks import mark

# The ministry said the harvest had doubled this year.
TEXT = "قالت الوزارة إن المحصول تضاعف هذا العام."
SCHEME = SchemeRef("arabic-news", "1")


def claim(words: str, **attributes: str) -> Annotation:
    start = TEXT.index(words)
    return replace(mark(start, start + len(words), "Claim", layer="claim"), attributes=attributes)


def record(*annotations: Annotation) -> AnnotatedDocument:
    header = AnnotationSet(SetName("amal"), Status.SUBMITTED, (), None, SCHEME)
    return AnnotatedDocument(new_document(TEXT, document_id="d1"), (), header, annotations, (), (), SCHEME)


@pytest.fixture
def article(scheme: Scheme) -> Article:
    return Article(record(), scheme=scheme)


def test_a_border_place_tells_by_how_many_words_the_end_moved(article: Article) -> None:
    comparison = compared(article, record(claim("إن المحصول تضاعف")), record(claim("إن المحصول تضاعف هذا العام")))
    (place,) = comparison.places
    assert (place.kind, place.shift, place.layer) == (PlaceKind.BOUNDARY, 2, "claim")
    assert TEXT[place.start : place.end] == "إن المحصول تضاعف هذا العام"
    assert comparison.tally.layers["claim"].shifts == {2: 1}


def test_overlap_counts_what_could_be_paired_though_everything_found_a_partner_of_some_label(article: Article) -> None:
    # The equals X pair first. What X is left touches on both sides only what the equals took, and pairs with Y.
    a = record(mark(10, 20), mark(5, 12), mark(24, 30, "Y"))
    b = record(mark(10, 20), mark(18, 25), mark(0, 6, "Y"))
    for one, other in ((a, b), (b, a)):
        counts = dict(zip(COUNTED, compared(article, one, other).tally.layers["entity"].counts, strict=True))
        assert (counts["exact"], counts["both"], counts["only_a"], counts["only_b"]) == (1, 2, 0, 0)
        assert counts["overlap"] == 2


def test_less_than_a_word_is_one_step_and_the_direction_counts(article: Article) -> None:
    end = len(TEXT)
    assert article.word_shift(end - 1, end) == 1
    assert article.word_shift(end, end - 1) == -1
    assert article.word_shift(end, end) == 0


def test_an_answer_that_only_one_gave_counts_and_one_that_nobody_gave_does_not(article: Article) -> None:
    words = "إن المحصول تضاعف"
    a, b = record(claim(words, quote_type="direct", time="past")), record(claim(words, quote_type="indirect"))
    comparison = compared(article, a, b)
    assert comparison.tally.attributes == {
        ("claim", "quote_type"): {("direct", "indirect"): 1}, ("claim", "time"): {("past", ""): 1},
    }  # fmt: skip
    assert [(place.name, place.said_a, place.said_b) for place in comparison.places] == [
        ("quote_type", "direct", "indirect"), ("time", "past", ""),
    ]  # fmt: skip


def test_free_text_is_the_same_whatever_its_marks(article: Article) -> None:
    words = "إن المحصول تضاعف"
    comparison = compared(
        article, record(claim(words, proposition="تَضاعُف المحصول")), record(claim(words, proposition="تضاعف المحصول"))
    )
    assert comparison.places == ()


def test_zones_are_outside(article: Article) -> None:
    assert "zone" not in article.layers
    zone = replace(mark(0, 4, "headline", layer="zone"))
    assert "zone" not in compared(article, record(zone), record()).tally.layers


def test_tallies_add_up(article: Article) -> None:
    one = compared(article, record(claim("إن المحصول تضاعف")), record()).tally
    total = added([one, one, one], layers=article.layers)
    assert total.layers["claim"].counts[COUNTED.index("only_a")] == 3
    assert len(total.layers["claim"].continua) == 3
    assert sum(total.layers["claim"].characters.values()) == 3 * len(TEXT)


def test_a_merged_referent_is_the_one_it_was_merged_into_and_circles_end() -> None:
    def known(name: str, into: str) -> Referent:
        return Referent(ReferentId(name), name, "PERS", same_as=ReferentId(into))

    chain = {ReferentId(name): known(name, into) for name, into in (("e1", "e2"), ("e2", "e3"))}
    assert resolved(ReferentId("e1"), chain) == "e3"
    circle = {ReferentId(name): known(name, into) for name, into in (("e1", "e2"), ("e2", "e1"))}
    assert resolved(ReferentId("e1"), circle) in ("e1", "e2")
