"""Annotations of an earlier version come over to the corrected article."""

from __future__ import annotations

import pytest

from annotator.model.document import new_document
from annotator.model.errors import RuleError
from annotator.operations import carrying
from annotator.operations.opendocument import OpenDocument
from tests.operations.desk import ARTICLE, Desk


def corrected(desk: Desk, text: str, *, replaces: str | None = None) -> OpenDocument:
    """The corrected article, open."""
    named = desk.document.document.id if replaces is None else replaces
    article = new_document(text, meta={"replaces": named})
    with desk.session.corpus.act("Import", author=desk.session.annotator) as act:
        act.put_document(article)
    desk.session.announce(act.changes)
    return desk.session.read(article.id)


def test_what_kept_its_words_comes_over_with_its_ties_as_one_act(desk: Desk) -> None:
    for key, words in (("Q", "قالت"), ("S", "وزيرة الزراعة ليلى حداد"), ("C", "إن المحصول تضاعف")):
        desk.press(key, words)
    lost = desk.mark("P", "سامي عون")
    new = corrected(desk, "تصحيح.\n" + ARTICLE.replace("سامي عون", "سمير عطا"))
    report = carrying.carry_over(desk.session, new)
    assert (report.annotations, report.relations, report.changed) == (3, 1, ())
    assert report.lost == (lost.text(desk.document.text),)
    (claim,) = new.claims()
    assert claim.text(new.text) == "إن المحصول تضاعف"
    (chain,) = new.attributions(claim.id)
    assert [new.annotations[source].text(new.text) for source in chain.sources] == ["وزيرة الزراعة ليلى حداد"]
    assert len(desk.document.annotations) == 4
    desk.session.undo(new)
    assert not new.annotations


def test_what_was_changed_inside_is_in_doubt(desk: Desk) -> None:
    claim = desk.mark("C", "أن الشحنة الأولى جاهزة")
    new = corrected(desk, ARTICLE.replace("الأولى", "الثانية"))
    report = carrying.carry_over(desk.session, new)
    assert report.changed == (claim.text(desk.document.text),)
    (carried,) = new.annotations.values()
    assert carried.text(new.text) == "أن الشحنة الثانية جاهزة"
    assert carried.unsure


def test_an_attribution_without_its_claim_is_told(desk: Desk) -> None:
    for key, words in (("Q", "قالت"), ("S", "وزيرة الزراعة ليلى حداد"), ("C", "إن المحصول تضاعف")):
        desk.press(key, words)
    new = corrected(desk, ARTICLE.replace("إن المحصول تضاعف", "كلاما كثيرا"))
    report = carrying.carry_over(desk.session, new)
    assert (report.annotations, report.relations, report.lost_relations) == (2, 0, 1)


def test_nothing_is_carried_over_twice_or_from_nowhere(desk: Desk) -> None:
    with pytest.raises(RuleError, match="corrects none"):
        carrying.carry_over(desk.session, desk.document)
    with pytest.raises(RuleError, match="corrects none"):
        carrying.carry_over(desk.session, corrected(desk, ARTICLE + " نهاية.", replaces="nowhere"))
    new = corrected(desk, ARTICLE + " تصحيح.")
    with pytest.raises(RuleError, match="no annotations"):
        carrying.carry_over(desk.session, new)
    desk.mark("C", "إن المحصول تضاعف")
    carrying.carry_over(desk.session, new)
    with pytest.raises(RuleError, match="already"):
        carrying.carry_over(desk.session, new)
