from __future__ import annotations

from pathlib import Path

from annotator.ui.paperlegend import legend_of
from annotator.ui.theme import LIGHT
from tests.operations.desk import Desk


def test_it_has_the_signs_that_the_article_uses(article: Desk) -> None:
    wide = list(legend_of(article.document, width=2000, theme=LIGHT))
    assert len(wide) == 1
    narrow = list(legend_of(article.document, width=120, theme=LIGHT))
    # Claim, source, cue, and the circle of an attributed claim.
    assert len(narrow) == 4
    article.mark("P", "ليلى حداد")
    assert len(list(legend_of(article.document, width=120, theme=LIGHT))) == 5


def test_an_article_without_annotations_has_none(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert list(legend_of(desk.document, width=700, theme=LIGHT)) == []
    desk.session.close()
