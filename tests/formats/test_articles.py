"""Raw articles are put together from what the source says of them."""

from __future__ import annotations

import pytest

from annotator.formats.articles import RawArticle, composed, exact, unix_newlines, with_meta
from annotator.model.document import new_document
from annotator.model.errors import ValueRefused
from annotator.model.scheme import Scheme

# "Agriculture minister: the season is good" / "The minister announced that olive production rose by a fifth this
# year." / "He added that the mills opened early."
_TITLE = "وزير الزراعة: الموسم جيد"
_ABSTRACT = "أعلن الوزير أن إنتاج الزيتون ارتفع بمقدار الخمس هذا العام."
_BODY = "وأضاف أن المعاصر فتحت أبوابها باكرا."


def _zones(article: RawArticle, scheme: Scheme) -> list[tuple[str, str]]:
    annotated = composed(article, scheme=scheme).annotated
    return [(zone.label, zone.text(annotated.document.text)) for zone in annotated.zones]


def test_title_and_abstract_become_the_first_lines(scheme: Scheme) -> None:
    article = RawArticle(f"\n{_BODY}\n", title=f" {_TITLE}\n", abstract=_ABSTRACT)
    assert composed(article, scheme=scheme).annotated.document.text == f"{_TITLE}\n{_ABSTRACT}\n{_BODY}"
    assert _zones(article, scheme) == [("headline", _TITLE), ("lead", _ABSTRACT)]


def test_an_abstract_that_is_the_first_paragraph_is_dropped_and_remarked_on(scheme: Scheme) -> None:
    # The same words with other hamzas, marks and digits.
    article = RawArticle(
        f"{_ABSTRACT}\n{_BODY}", title=_TITLE, abstract="اعلن الوزير أنّ إنتاج الزيتون إرتفع بمقدار الخمس هذا العام."
    )
    found = composed(article, scheme=scheme)
    assert found.annotated.document.text == f"{_TITLE}\n{_ABSTRACT}\n{_BODY}"
    assert [remark.english() for remark in found.remarks] == [
        "The abstract is the first paragraph over again and was dropped."
    ]


def test_a_body_that_begins_with_the_title_is_not_given_it_twice(scheme: Scheme) -> None:
    article = RawArticle(f"{_TITLE}\n{_ABSTRACT}\n{_BODY}", title=_TITLE, abstract=_ABSTRACT)
    found = composed(article, scheme=scheme)
    assert found.annotated.document.text == article.body
    assert len(found.remarks) == 1
    assert _zones(article, scheme)[0] == ("headline", _TITLE)


def test_an_article_may_be_no_more_than_its_title(scheme: Scheme) -> None:
    assert composed(RawArticle("", title=_TITLE), scheme=scheme).annotated.document.text == _TITLE


def test_metadata_is_what_the_source_says(scheme: Scheme) -> None:
    article = RawArticle(_BODY, "77", _TITLE, date="٣ آذار ٢٠٢٦", meta={"outlet": "الساحل", "desk": "سطر\r\nآخر"})
    found = composed(article, scheme=scheme, line=9)
    meta = found.annotated.document.meta
    assert (meta["title"], meta["outlet"], meta["language"]) == (_TITLE, "الساحل", None)
    assert (meta["published"], meta["published_text"]) == ("2026-03-03", "٣ آذار ٢٠٢٦")
    assert meta["desk"] == "سطر\nآخر"
    assert (found.annotated.document.id, found.named, found.line) == ("77", True, 9)


def test_a_date_that_cannot_be_read_is_kept_as_it_was(scheme: Scheme) -> None:
    meta = composed(RawArticle(_BODY, date="منذ ساعتين"), scheme=scheme).annotated.document.meta
    assert (meta["published"], meta["published_text"]) == (None, "منذ ساعتين")


@pytest.mark.parametrize("body", ["", " \n\u00a0", "نص\0آخر"])
def test_no_text_is_refused(scheme: Scheme, body: str) -> None:
    for put_together in (composed, exact):
        with pytest.raises(ValueRefused):
            put_together(RawArticle(body), scheme=scheme)


def test_newlines_become_lf_once() -> None:
    assert unix_newlines("a\r\nb\rc\n\r\n") == "a\nb\nc\n\n"


def test_gaps_in_metadata_are_filled_and_nothing_is_overwritten() -> None:
    known = new_document(_BODY, meta={"title": "قديم"})
    assert with_meta(known, {"title": "جديد", "url": None}) is None
    filled = with_meta(known, {"title": "جديد", "outlet": "الساحل"})
    assert filled is not None
    assert (filled["title"], filled["outlet"]) == ("قديم", "الساحل")
