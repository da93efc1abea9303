"""The claim that stands before its cue."""

from __future__ import annotations

import pytest

from annotator.model.span import Span
from annotator.operations.claimbefore import claim_before
from annotator.text.vocabulary import Vocabulary


def before(text: str, cue: str, source: str) -> list[str] | None:
    """The claim before a cue."""
    start = text.index(cue)
    behind = text.index(source) + len(source)
    found = claim_before(text, Span(start, start + len(cue)), behind, Vocabulary.bundled())
    return [span.of(text) for span in found] if found is not None else None


def test_a_tag_inside_its_claim_parts_it() -> None:
    # "The minister believes that stocks suffice, but the figures, as the official himself confirms, say otherwise."
    text = "يعتقد الوزير أن المخزون يكفي، لكن الأرقام، كما يؤكد المسؤول نفسه، تقول غير ذلك."
    assert before(text, "يؤكد", "المسؤول نفسه") == ["الأرقام", "تقول غير ذلك"]


def test_a_tag_that_leads_to_a_verb_looks_back_too() -> None:
    # "The session will be closed to the public, according to what the clerk announced."
    text = "وستعقد الجلسة بلا جمهور، بحسب ما أعلن كاتب الضبط."
    assert before(text, "أعلن", "كاتب الضبط") == ["ستعقد الجلسة بلا جمهور"]


def test_a_quotation_behind_a_conjunction_is_taken_with_its_marks() -> None:
    # "And «the offer is an insult», in the words of one of the strikers."
    text = "و«العرض مهين»، على حد تعبير أحد المضربين."
    assert before(text, "حد تعبير", "أحد المضربين") == ["«العرض مهين»"]


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        # "The minister said …, and the union said …", "according to the minister, …"
        # "The minister visited the port, and the workers' head said …"
        ("قال الوزير إن السد آمن، وقالت النقابة إنه متصدع.", "قالت", "النقابة"),
        ("بحسب الوزير، سيفتح الطريق غدا.", "حسب", "الوزير"),
        ("زار الوزير الميناء، فقال رئيس العمال إن الأجور تأخرت.", "قال", "رئيس العمال"),
    ],
)
def test_other_cues_do_not_look_back(text: str, cue: str, source: str) -> None:
    assert before(text, cue, source) is None
