"""Bars of two sides: one above and one below the letters, never over them, in ink."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QColor, QImage

from annotator.model.span import Span
from annotator.operations.opendocument import OpenDocument
from annotator.ui.reader.picture import page_picture
from annotator.ui.reader.sides import SideMark
from annotator.ui.reader.view import View
from annotator.ui.theme import DARK, LIGHT

WORDS = "صحيفة المرفأ"


def _marks(document: OpenDocument) -> tuple[SideMark, ...]:
    start = document.text.index(WORDS)
    span = (Span(start, start + len(WORDS)),)
    return (SideMark(span, "A via", 0), SideMark(span, "B source", 1))


def _differing(one: QImage, other: QImage) -> set[tuple[int, int]]:
    return {
        (x, y)
        for y in range(one.height())
        for x in range(one.width())
        if one.pixelColor(x, y) != other.pixelColor(x, y)
    }


def test_no_letter_is_covered_by_a_bar_or_a_tag(bare_article: OpenDocument) -> None:
    for theme in (LIGHT, DARK):
        inked = replace(theme, ink=QColor("red"), zone=QColor("red"))
        plain = page_picture(bare_article, View(theme=inked))
        marked = page_picture(bare_article, View(theme=inked, sides=_marks(bare_article)))
        changed = _differing(plain, marked)
        assert len(changed) > 500
        assert not [at for at in changed if plain.pixelColor(*at) == QColor("red")]


def test_one_side_stands_above_the_other_below(bare_article: OpenDocument) -> None:
    plain = page_picture(bare_article, View())
    above = _differing(plain, page_picture(bare_article, View(sides=_marks(bare_article)[:1])))
    below = _differing(plain, page_picture(bare_article, View(sides=_marks(bare_article)[1:])))
    assert max(y for _x, y in above) < min(y for _x, y in below)


def test_the_bar_of_a_claim_runs_behind_the_tag_of_the_source_within_it(bare_article: OpenDocument) -> None:
    inner, start = _marks(bare_article)[0], bare_article.text.index(WORDS)
    outer = SideMark((Span(start - 6, start + len(WORDS)),), "", 0)
    assert page_picture(bare_article, View(sides=(inner, outer))) == page_picture(
        bare_article, View(sides=(outer, inner))
    )


def test_paragraphs_that_are_not_at_hand_are_paler(bare_article: OpenDocument) -> None:
    plain = page_picture(bare_article, View())
    lit = page_picture(bare_article, View(lit=frozenset({2})))
    assert _differing(plain, lit)
    assert page_picture(bare_article, View(lit=frozenset(range(len(bare_article.paragraphs))))) == plain


def test_annotations_that_are_not_at_hand_are_as_faint_as_the_view_says(article: OpenDocument) -> None:
    faint = page_picture(article, View(focus=frozenset(), faint=0.3))
    assert faint != page_picture(article, View(focus=frozenset()))
    assert page_picture(article, View(focus=frozenset(), faint=1.0)) == page_picture(article, View())
