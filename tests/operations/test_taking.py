"""What label keys take when somebody reads on without moving the caret."""

from __future__ import annotations

import pytest

from annotator.model.span import Span
from annotator.operations import taking
from annotator.operations.taking import Part
from annotator.text.vocabulary import Vocabulary

# "The governor accused the company of delaying the works. The union described the offer as «an insult»."
ACCUSED = "اتهم المحافظ الشركة بتأخير الأشغال."
DESCRIBED = "ووصفت النقابة العرض بأنه «إهانة»، مطالبة الوزارة بصرف الرواتب."


def part(text: str, layer: str, *words: str) -> Part:
    """Something that covers words of the text."""
    return Part(layer, tuple(Span(text.index(each), text.index(each) + len(each)) for each in words))


def ahead(text: str, layer: str, held: Part, *waiting: Part) -> list[str] | None:
    """The words that a key takes."""
    taken = taking.ahead(text, layer, held, Vocabulary.bundled(), caret=held.end, waiting=waiting)
    return [span.of(text) for span in taken] if taken is not None else None


def test_cue_source_and_claim_follow_each_other() -> None:
    # "The minister of health, Rima Saleh, warned on Sunday of a shortage of blood, adding that the campaign goes on."
    text = "حذرت وزيرة الصحة ريما صالح، الأحد، من نقص حاد في الدم، مضيفة أن الحملة مستمرة."
    cue = part(text, "cue", "حذرت")
    assert ahead(text, "source", cue) == ["وزيرة الصحة ريما صالح"]
    source = part(text, "source", "وزيرة الصحة ريما صالح")
    assert ahead(text, "claim", source, cue, source) == ["نقص حاد في الدم"]
    claim = part(text, "claim", "نقص حاد في الدم")
    assert ahead(text, "cue", claim) == ["مضيفة"]
    further = part(text, "cue", "مضيفة")
    assert ahead(text, "claim", further, further) == ["أن الحملة مستمرة"]


def test_a_predicate_and_of_whom_it_is_said_are_two_fragments() -> None:
    cue, source = part(DESCRIBED, "cue", "وصفت"), part(DESCRIBED, "source", "النقابة")
    assert ahead(DESCRIBED, "claim", source, cue, source) == ["العرض", "أنه «إهانة»"]
    cue, source = part(ACCUSED, "cue", "اتهم"), part(ACCUSED, "source", "المحافظ")
    assert ahead(ACCUSED, "claim", source, cue, source) == ["الشركة", "تأخير الأشغال"]


def test_behind_a_relay_the_key_of_the_source_means_the_next_link() -> None:
    # "The daily quoted a member of the council as saying that the budget had passed."
    text = "ونقلت الصحيفة عن عضو في المجلس أن الموازنة أقرت."
    assert ahead(text, "source", part(text, "source", "الصحيفة")) == ["عضو في المجلس"]
    assert ahead(text, "source", part(text, "source", "عضو في المجلس")) is None


def test_a_tag_inside_a_claim_parts_it() -> None:
    # "The agreement, according to the head of the chamber, will lower the cost."
    text = "الاتفاق، وفقا لرئيس الغرفة، سيخفض الكلفة."
    taken = taking.at_caret(text, 0, "claim", Vocabulary.bundled())
    assert taken is not None
    assert [span.of(text) for span in taken] == ["الاتفاق", "سيخفض الكلفة"]


@pytest.mark.parametrize(
    ("text", "cue", "source", "claim"),
    [
        # "«The walls shook», said the teacher Salma, to the agency."
        ("«اهتزت الجدران مرتين»، قالت المعلمة سلمى، لوكالة الأفق.", "قالت", "المعلمة سلمى", ["«اهتزت الجدران مرتين»"]),
        # "«We thought it a fault», says the astronomer, «then it came again»."
        ("«ظننا أنه عطل»، تقول عالمة الفلك، «ثم تكرر».", "تقول", "عالمة الفلك", ["«ظننا أنه عطل»", "«ثم تكرر»"]),
        # "And the tremor damaged a minaret, according to the department of antiquities."
        ("وألحقت الهزة أضرارا بمئذنة، وفقا لمديرية الآثار.", "وفقا", "مديرية الآثار", ["ألحقت الهزة أضرارا بمئذنة"]),
        # "A monument will be put up in the port, as the governor confirmed."
        ("وسيقام نصب في الميناء، كما أكد المحافظ.", "أكد", "المحافظ", ["سيقام نصب في الميناء"]),
        # "The fund announced, today, Tuesday, the sale of its share."
        ("أعلن الصندوق، اليوم الثلاثاء، بيع حصته.", "أعلن", "الصندوق", ["بيع حصته"]),
        # "The coach expressed his disappointment at the result."
        ("أعرب المدرب عن خيبة أمله من النتيجة.", "أعرب", "المدرب", ["خيبة أمله من النتيجة"]),
        # "Nassar recalls how the censor stopped the show, affirming that …": the second report is another's.
        ("وتستذكر نصار كيف أوقفت الرقابة العرض، مؤكدة أن النص بريء.", "تستذكر", "نصار", ["كيف أوقفت الرقابة العرض"]),
    ],
)  # fmt: skip
def test_the_claim_is_found_on_either_side_of_who_says_it(text: str, cue: str, source: str, claim: list[str]) -> None:
    said, speaker = part(text, "cue", cue), part(text, "source", source)
    assert ahead(text, "source", said) == [source]
    assert ahead(text, "claim", speaker, said, speaker) == claim


def test_a_participle_says_it_of_what_follows() -> None:
    # "The head of the jury called the novel brave, describing its language as sparing."
    text = "ووصف رئيس اللجنة الرواية بالشجاعة، واصفا لغتها بأنها مقتصدة."
    cue = part(text, "cue", "واصفا")
    assert ahead(text, "source", cue) is None
    assert ahead(text, "claim", cue, cue) == ["لغتها", "أنها مقتصدة"]


def test_a_verb_that_no_lexicon_knows_keeps_its_first_letter() -> None:
    # "and the companies beckoned": no preposition is attached to a verb.
    text = "وكركرت الشركات بالتحويل."
    taken = taking.at_caret(text, 2, "cue", Vocabulary.bundled())
    assert taken is not None
    assert taken[0].of(text) == "كركرت"


@pytest.mark.parametrize("layer", ["source", "claim"])
def test_what_is_not_behind_a_cue_or_source_is_not_read_on_to(layer: str) -> None:
    text = "قال الوزير إن الطريق سيفتح."
    assert ahead(text, layer, part(text, "entity", "الوزير")) is None


def test_the_next_from_of_a_chain_is_found() -> None:
    # "The agency had quoted the daily «The Sail» quoting two sources as saying that the firm would close."
    text = "وكانت الوكالة قد نقلت عن صحيفة «الشراع» عن مصدرين أن الشركة ستغلق."
    relay = taking.further_relay(text, part(text, "cue", "نقلت عن"))
    assert relay is not None
    assert text[: relay.start].endswith("«الشراع» ")


def test_the_next_link_is_found_behind_the_from_of_the_cue_that_waits() -> None:
    # "The paper, in its latest issue, quoted a banker as saying that the rate would rise."
    text = "ونقلت الصحيفة، في عددها الأخير، عن مصرفي أن السعر سيرتفع."
    cue, source = part(text, "cue", "نقلت", "عن"), part(text, "source", "الصحيفة")
    assert ahead(text, "source", source, cue, source) == ["مصرفي"]


def test_where_the_sentence_is_over_no_claim_lies_ahead() -> None:
    # "They said the deal was off, which the club denied."
    text = "قالوا إن الصفقة ألغيت، الأمر الذي نفاه النادي. وقال المدرب إن الفريق جاهز."
    cue, source = part(text, "cue", "نفا"), part(text, "source", "النادي")
    assert ahead(text, "source", cue) == ["النادي"]
    assert ahead(text, "claim", source, cue, source) is None


def test_at_the_start_of_an_article_the_key_of_the_cue_means_the_first_reporting_words() -> None:
    # "Beirut – The Coast Agency. The minister announced that the port would open."
    text = "بيروت - وكالة الساحل\n\nأعلن الوزير أن المرفأ سيفتح أبوابه."
    for_nobody_walked = taking.at_caret(text, 0, "cue", Vocabulary.bundled())
    for_a_word = taking.at_caret(text, 1, "cue", Vocabulary.bundled())
    assert for_nobody_walked is not None
    assert for_a_word is not None
    assert [span.of(text) for span in for_nobody_walked] == ["أعلن"]
    assert [span.of(text) for span in for_a_word] == ["بيروت"]
