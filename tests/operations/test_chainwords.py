"""Attributions in words: relays before the source, holders where nobody is named."""

from __future__ import annotations

from annotator import language
from annotator.model.attribution import Holder
from annotator.operations import attribution
from annotator.operations.attribution import Chain
from annotator.operations.chainwords import chain_words, cue_words, value_title
from tests.operations.desk import Desk


def test_a_relay_stands_before_the_source_it_quotes(desk: Desk) -> None:
    language.use("en")
    agency, official = desk.mark("S", "وكالة الساحل"), desk.mark("S", "مسؤول في المرفأ")
    cue, claim = desk.mark("Q", "ونقلت"), desk.mark("C", "أن الشحنة الأولى جاهزة")
    given = Chain(claim.id, sources=(official.id,), via=(agency.id,), cues=(cue.id,))
    attribution.attribute(desk.session, desk.document, given)
    (chain,) = desk.document.attributions(claim.id)
    assert chain_words(desk.document, chain) == "وكالة الساحل from مسؤول في المرفأ"
    assert cue_words(desk.document, chain) == "ونقلت"


def test_where_nobody_is_named_the_holder_stands_for_them(desk: Desk) -> None:
    language.use("ar")
    claim = desk.mark("C", "أن الموسم الماضي كان ضعيفا")
    attribution.attribute(desk.session, desk.document, Chain(claim.id, holder=Holder.UNSTATED))
    (chain,) = desk.document.attributions(claim.id)
    assert chain_words(desk.document, chain) == value_title(desk.document, "holder", "unstated") == "مسكوت عنه"
    assert value_title(desk.document, "stance", "unheard of") == "unheard of"
