"""Proposals: what follows from the text and the lexicon, until a person says otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.model.annotation import Annotation
from annotator.model.attribution import Attribution
from annotator.model.identity import AnnotationId, RelationId
from annotator.model.span import Span, fragments_of
from annotator.operations import proposals


def marked(text: str, words: str, layer: str = "cue", **attributes: str) -> Annotation:
    start = text.index(words)
    fragments = fragments_of([(start, start + len(words))])
    return Annotation(AnnotationId(words), layer, layer.title(), fragments, attributes)


# "The ministry did not rule out that the port would close, adding: “Talks go on”."
TEXT = "ولم تستبعد الوزارة أن يغلق المرفأ، مضيفة: «المحادثات مستمرة»."


def test_a_cue_is_given_its_lemma_class_and_polarity() -> None:
    cue = marked(TEXT, "تستبعد")
    assert proposals.of_cue(cue, TEXT) == {"lemma": "استبعد", "cue_class": "predict", "polarity": "negative"}


def test_an_unknown_cue_is_given_nothing() -> None:
    assert proposals.of_cue(marked(TEXT, "الوزارة"), TEXT) == {}


def test_what_a_person_said_is_not_proposed_again() -> None:
    cue = marked(TEXT, "مضيفة", lemma="زاد")
    assert proposals.of_annotation(cue, TEXT) == {"cue_class": "statement", "polarity": "positive"}


def test_a_cue_in_two_parts_is_read_by_its_first() -> None:
    # "The newspaper quoted officials": the cue is «نقلت … عن».
    text = "ونقلت الصحيفة عن مسؤولين"
    cue = replace(marked(text, "نقلت"), fragments=fragments_of([(1, 5), (14, 16)]))
    assert proposals.of_cue(cue, text)["lemma"] == "نقل"


@pytest.mark.parametrize(
    ("words", "closed"),
    [("«المحادثات مستمرة»", "yes"), ("«المحادثات مستمرة", "no"), ("أن يغلق المرفأ", None)],
)
def test_a_quotation_is_closed_when_its_mark_comes_back(words: str, closed: str | None) -> None:
    assert proposals.of_claim(marked(TEXT, words, "claim"), (), TEXT).get("quote_closed") == closed


def test_the_kind_of_a_claim_follows_from_the_last_cue_of_its_chain() -> None:
    claim, first, last = marked(TEXT, "أن يغلق المرفأ", "claim"), marked(TEXT, "مضيفة"), marked(TEXT, "تستبعد")
    assert proposals.of_claim(claim, (first, last), TEXT)["kind"] == "prediction"
    assert proposals.of_claim(claim, (last, first), TEXT)["kind"] == "statement"
    assert proposals.of_claim(claim, (replace(first, attributes={"cue_class": "belief"}),), TEXT)["kind"] == "belief"


@pytest.mark.parametrize(
    ("before", "cue", "attributes", "stance"),
    [
        ("", "أكد", {}, "assert"),
        ("", "نفى", {}, "deny"),
        ("لم ", "ينف", {}, "neutral"),  # "did not deny"
        ("لا ", "يؤكد", {}, "neutral"),  # "does not confirm"
        ("", "مستبعدا", {}, "doubt"),  # "thinking it unlikely"
        ("لم ", "يستبعد", {}, "neutral"),  # "did not rule out"
        ("", "تساءل", {}, "question"),
        ("", "زعم", {}, "assert"),  # it is the reporter who keeps a distance
        ("", "أكد", {"cue_class": "deny"}, "deny"),
        ("", "أكد", {"polarity": "negative"}, "neutral"),
        ("", "الوزير", {}, "assert"),  # whatever word is marked as a cue: somebody says something by it
    ],
)
def test_the_stance_follows_from_class_and_polarity(
    before: str, cue: str, attributes: dict[str, str], stance: str | None
) -> None:
    text = f"{before}{cue} ذلك"
    assert proposals.stance_of([marked(text, cue, **attributes)], text) == stance


def test_without_a_cue_no_stance_is_proposed() -> None:
    chain = Attribution(RelationId("r"), AnnotationId("c"), (), (), (), (), None, None)
    assert proposals.stance_of((), TEXT) is None
    assert proposals.with_stance(chain, (), TEXT) is chain
    assert proposals.with_stance(chain, (marked(TEXT, "مضيفة"),), TEXT).stance == "assert"


def test_only_cues_and_claims_have_proposals() -> None:
    assert proposals.of_annotation(marked(TEXT, "الوزارة", "source"), TEXT) == {}


@pytest.mark.parametrize(
    ("word", "cue"),
    [
        # and she added; according to; which it denied; and he promotes; they will announce; her saying
        ("وأضافت", "أضافت"), ("بحسب", "حسب"), ("نفته", "نفت"), ("ويروج", "يروج"), ("سيعلن", "يعلن"), ("قولها", "قول"),
        # stressing (feminine), she denies, and he sees: their endings are no pronouns
        ("مؤكدة", "مؤكدة"), ("تنفي", "تنفي"), ("ويرى", "يرى"),
    ],
)  # fmt: skip
def test_a_cue_comes_without_what_is_attached_to_it(word: str, cue: str) -> None:
    text = f"أمس {word} الوزير"
    found = proposals.cue_in(text, Span(4, 4 + len(word)))
    assert found is not None
    assert found.of(text) == cue


def test_a_word_that_is_no_cue_is_not_cut_as_one() -> None:
    assert proposals.cue_in("والوزارة", Span(0, 8)) is None


@pytest.mark.parametrize(
    ("claim", "quote_type"),
    [
        ("أن الاتفاق سيخفض الرسوم", "indirect"),
        ("«علّمتني أمي أن الحكاية لا تُروى مرتين»", "direct"),
        ("إن «الجفاف وحده لا يفسر هذا التراجع»", "direct"),
        ("أن الرئاسة «تدرس الأمر»", "mixed"),
        ("أنه «انتحار بطيء»", "mixed"),
        ("أن تعلن «طيران الأفق» نتائجها السنوية في آذار المقبل", "indirect"),
        ("«قيل لنا إن الدور آت على الجميع", "direct"),
    ],
)
def test_quotation_marks_say_how_a_claim_is_quoted(claim: str, quote_type: str) -> None:
    assert proposals.quote_type_of(claim) == quote_type
