"""Pages of annotated articles: self-contained, escaped, readable in both languages."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html  # type: ignore[import-untyped]

from annotator.formats.base import WriteOptions
from annotator.formats.nativewriting import ExportRefused
from annotator.formats.page import PageExporter, rail_columns
from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import Annotation
from annotator.model.document import new_document
from annotator.model.identity import AnnotationId, RelationId
from annotator.model.relation import Relation
from annotator.model.scheme import Scheme
from annotator.model.span import Span
from tests.formats.records import annotated_document

# "The ministry denied that the port is closed."
_TEXT = "نفت الوزارة أن المرفأ مغلق."


def _page(annotated: AnnotatedDocument, scheme: Scheme, language: str = "ar") -> str:
    writing = PageExporter().begin(WriteOptions(scheme, language))
    return (writing.head() + writing.record(annotated) + writing.foot()).decode()


def _denied(scheme: Scheme) -> AnnotatedDocument:
    claim = Annotation(AnnotationId("c1"), "claim", "Claim", (Span(12, 26),))
    source = Annotation(AnnotationId("s1"), "source", "Source", (Span(4, 11),), unsure=True)
    roles = {"claim": (claim.id,), "source": (source.id,)}
    tie = Relation(RelationId("r1"), "attribution", roles, {"stance": "deny", "holder": "text"})
    return replace(
        annotated_document(1, scheme),
        document=new_document(_TEXT, meta={"title": "<b>عنوان</b>", "outlet": "الساحل"}),
        zones=(),
        annotations=(source, claim),
        relations=(tie,),
        referents=(),
    )


def test_a_page_fetches_nothing_and_runs_nothing(scheme: Scheme) -> None:
    page = _page(_denied(scheme), scheme)
    assert not re.search(r"<script|<link|<img|src=|url\((?!data:)|@import|https?:", page)
    assert "default-src 'none'" in page


def test_the_letters_of_the_article_are_all_there(scheme: Scheme) -> None:
    tree = html.document_fromstring(_page(_denied(scheme), scheme).encode())
    (paragraph,) = tree.xpath("//div[@class='t']/p")
    assert paragraph.text_content() == _TEXT
    assert paragraph.get("dir") == "rtl"
    assert tree.xpath("//header/b")[0].text_content() == "<b>عنوان</b>"


def test_a_denial_is_shown_in_text_and_table(scheme: Scheme) -> None:
    tree = html.document_fromstring(_page(_denied(scheme), scheme).encode())
    (claim,) = tree.xpath("//p//span[contains(@class, 'claim')]")
    assert "denied" in claim.get("class")
    assert "h1" in claim.get("class")
    assert claim.get("data-t") == "١"
    cells = [cell.text_content() for cell in tree.xpath("//table//td")]
    assert cells == ["١", "أن المرفأ مغلق", "الوزارة", "", "", "", "نص", "✕ ينفي"]


def test_an_english_page_has_english_words_and_arabic_text(scheme: Scheme) -> None:
    page = _page(_denied(scheme), scheme, "en")
    assert '<html lang="en" dir="ltr">' in page
    assert "✕ denies" in page
    assert "أن المرفأ مغلق" in page


def test_a_claim_without_attribution_is_called_open(scheme: Scheme) -> None:
    page = _page(replace(_denied(scheme), relations=()), scheme)
    assert "قول مفتوح" in page
    (claim,) = html.document_fromstring(page.encode()).xpath("//p//span[contains(@class, 'claim')]")
    assert "open" in claim.get("class").split()


@pytest.mark.parametrize(("language", "letter"), [("ar", "ج"), ("en", "O")])
def test_tags_and_legend_have_the_letter_of_the_language(scheme: Scheme, language: str, letter: str) -> None:
    ministry = Annotation(AnnotationId("e1"), "entity", "ORG", (Span(4, 11),))
    page = _page(replace(_denied(scheme), annotations=(ministry,), relations=()), scheme, language)
    tags = html.document_fromstring(page.encode()).xpath("//span[contains(@class, 'entity')]/@data-t")
    assert tags == [letter, letter]


def test_the_head_of_a_table_is_said_again_on_every_sheet(scheme: Scheme) -> None:
    tree = html.document_fromstring(_page(_denied(scheme), scheme).encode())
    assert [cell.text_content() for cell in tree.xpath("//table/thead/tr/th")][1:3] == ["القول", "المصدر"]
    assert len(tree.xpath("//table/tbody/tr")) == 1


def test_the_legend_tells_the_states_that_occur_and_no_others(scheme: Scheme) -> None:
    legend = re.search(r'<div class="legend".*?</div>', _page(_denied(scheme), scheme, "en"))
    assert legend is not None
    assert "denied by somebody" in legend[0]
    assert "doubt" in legend[0]
    assert "unstated" not in legend[0]


def _claim(name: str, start: int, end: int) -> Annotation:
    return Annotation(AnnotationId(name), "claim", "Claim", (Span(start, end),))


def test_numbers_of_claims_that_may_begin_on_one_line_stand_side_by_side() -> None:
    text = "س" * 400
    near = rail_columns(
        [_claim("c1", 0, 20), _claim("c2", 30, 60), _claim("c3", 70, 100), _claim("c4", 300, 310)], text
    )
    assert list(near.values()) == [0, 1, 0, 0]


def test_the_number_of_a_claim_within_another_stands_nearer_to_the_text() -> None:
    assert rail_columns([_claim("c1", 0, 300), _claim("c2", 200, 300)], "س" * 400) == {"c1": 0, "c2": 1}


def test_a_new_paragraph_is_a_new_line() -> None:
    text = "س" * 40 + "\n" + "س" * 40
    assert rail_columns([_claim("c1", 30, 38), _claim("c2", 42, 60)], text) == {"c1": 0, "c2": 0}


@given(st.integers(0, 2**32), st.sampled_from(["ar", "en"]))
def test_any_record_makes_a_page_that_says_what_it_says(scheme: Scheme, seed: int, language: str) -> None:
    annotated = annotated_document(seed, scheme, marks=25)
    page = _page(annotated, scheme, language)
    paragraphs = re.findall(r'<p class="[^"]*" dir="[^"]*">(.*?)</p>\n', page, re.S)
    lines = [line for line in annotated.document.text.split("\n") if line]
    shown = [re.sub(r"<[^>]*>", "", paragraph) for paragraph in paragraphs]
    assert [line for line in map(_unescaped, shown) if line] == lines


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def test_a_span_outside_the_text_stops_the_page(scheme: Scheme) -> None:
    stray = Annotation(AnnotationId("stray"), "claim", "Claim", (Span(0, 900),))
    with pytest.raises(ExportRefused, match="stray"):
        _page(replace(_denied(scheme), annotations=(stray,), relations=()), scheme)


def test_what_only_a_pointer_shows_is_in_the_loss_report(scheme: Scheme) -> None:
    writing = PageExporter().begin(WriteOptions(scheme, "ar"))
    annotated = annotated_document(11, scheme)
    writing.record(annotated)
    counts = {loss.kind: loss.count for loss in writing.losses.report()}
    assert counts.get("attributes", 0) == sum(bool(a.attributes) for a in annotated.annotations)
