"""The whole attribution that lies ahead."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.operations import taking
from annotator.operations.attributionahead import attribution_ahead
from annotator.operations.taking import Part
from annotator.text.vocabulary import Vocabulary
from tests.operations.test_taking import part

Said = tuple[list[str], list[str], list[str] | None]


def ahead(text: str, *, caret: int = 0, held: Part | None = None, waiting: tuple[Part, ...] = ()) -> Said | None:
    """The words of cues, sources and claim; fragments of one cue are joined by dots."""
    found = attribution_ahead(text, Vocabulary.bundled(), caret=caret, held=held, waiting=waiting)
    if found is None:
        return None
    cues, sources = (
        [" … ".join(span.of(text) for span in each) for each in kind] for kind in (found.cues, found.sources)
    )
    return cues, sources, [span.of(text) for span in found.claim] if found.claim is not None else None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # "The minister of health, Rima Saleh, warned on Sunday of a shortage of blood."
        ("حذرت وزيرة الصحة ريما صالح، الأحد، من نقص في الدم.", (["حذرت"], ["وزيرة الصحة ريما صالح"], ["نقص في الدم"])),
        # "The daily quoted a member of the council as saying that the budget had passed."
        (
            "ونقلت الصحيفة عن عضو في المجلس قوله إن الموازنة أقرت.",
            (["نقلت … عن", "قول"], ["الصحيفة", "عضو في المجلس"], ["إن الموازنة أقرت"]),
        ),
        # "The ministry's statement ascribed to the commander the words that the sea had been calm."
        (
            "ونسب بيان الوزارة إلى قائد البعثة قوله إن البحر كان هادئا.",
            (["نسب … إلى", "قول"], ["بيان الوزارة", "قائد البعثة"], ["إن البحر كان هادئا"]),
        ),
        # "Al-Baz closed, saying: «The courts are between us»."
        ("وختم الباز قائلا: «القضاء بيننا».", (["ختم", "قائلا"], ["الباز"], ["«القضاء بيننا»"])),
        # "The club says it has settled": the cue is found once where the speaker stands before it.
        ("إن النادي يقول أنه سدد ديونه.", (["يقول"], ["النادي"], ["أنه سدد ديونه"])),
        # "It is believed that a fault is the cause."
        ("ويُعتقد أن عطلا هو السبب.", (["يُعتقد"], [], ["أن عطلا هو السبب"])),
        # "The tremor caused damage, according to the department of antiquities."
        ("ألحقت الهزة أضرارا، وفقا لمديرية الآثار.", (["وفقا"], ["مديرية الآثار"], ["ألحقت الهزة أضرارا"])),
        # "In what was claimed, a matter that the port's administration denied": about a claim before.
        ("السفينة غرقت، الأمر الذي نفته إدارة المرفأ.", (["نفت"], ["إدارة المرفأ"], None)),
    ],
)  # fmt: skip
def test_an_attribution_is_found_as_a_whole(text: str, said: Said) -> None:
    assert ahead(text) == said


def test_it_is_what_the_three_keys_would_take() -> None:
    # "The governor accused the company of delaying the works. The union said that the wages were late."
    text = "اتهم المحافظ الشركة بتأخير الأشغال. وقالت النقابة إن الأجور تأخرت."
    claim = part(text, "claim", "تأخير الأشغال")
    assert ahead(text, caret=claim.end, held=claim) == (["قالت"], ["النقابة"], ["إن الأجور تأخرت"])


def test_what_is_marked_already_is_not_taken_again() -> None:
    text = "وقالت النقابة إن الأجور تأخرت."
    cue, source = part(text, "cue", "قالت"), part(text, "source", "النقابة")
    assert ahead(text, held=cue, waiting=(cue,)) == ([], ["النقابة"], ["إن الأجور تأخرت"])
    assert ahead(text, held=source, waiting=(cue, source)) == ([], [], ["إن الأجور تأخرت"])


def test_whoever_walks_to_a_reporting_word_means_that_one() -> None:
    # "The minister said that the dam is safe. Citizens fear that it leaks."
    text = "قال الوزير إن السد آمن. ويخشى مواطنون أن يتسرب ماؤه."
    assert ahead(text, caret=text.index("يخشى") + 1) == (["يخشى"], ["مواطنون"], ["أن يتسرب ماؤه"])


@pytest.mark.parametrize("text", ["", "و", "وصلت السفينة إلى الميناء.", "قال."])
def test_where_nobody_says_anything_there_is_none(text: str) -> None:
    assert ahead(text) is None


# What the cues above are met in, cut off anywhere.
_NEWS: Final = "\n".join(
    (
        "«كانت الجدران تتمايل»، قالت سعدية برهوم، وهي معلمة متقاعدة، لوكالة الأفق.",
        "و«العرض مهين»، على حد تعبير أحد المضربين. ورد عليه رئيس اللجنة قائلا: «لا».",
        "ونسب بيان الوزارة إلى قائد البعثة قوله إن البحر كان هادئا، واصفا لغتها بأنها مقتصدة.",
        "وستعقد الجلسة بلا جمهور، بحسب ما أعلن كاتب الضبط. وجاء فيها: «إن الدواء حق».",
        "أما القائد فرأى أن الحكم أخطأ، نفيا قاطعا.",
    )
)


@given(st.integers(0, len(_NEWS)), st.integers(0, len(_NEWS)), st.integers(0, len(_NEWS)))
def test_it_looks_at_any_piece_of_news_from_any_place(start: int, end: int, caret: int) -> None:
    text = _NEWS[min(start, end) : max(start, end)]
    found = attribution_ahead(text, Vocabulary.bundled(), caret=min(caret, len(text)), held=None)
    if found is not None:
        pieces = [span for _layer, each in found.parts() for span in each]
        assert all(span.of(text).strip() == span.of(text) != "" for span in pieces)
        assert all("\n" not in span.of(text) for span in pieces)


@given(st.text(alphabet=' ،.:«»"\nوفبقالأننفىعحسمضيا', max_size=80), st.integers(0, 80))
def test_it_looks_at_any_letters(text: str, caret: int) -> None:
    attribution_ahead(text, Vocabulary.bundled(), caret=min(caret, len(text)), held=None)
    for layer in ("cue", "source", "claim"):
        if text:
            taking.at_caret(text, min(caret, len(text)), layer, Vocabulary.bundled())


# "The team's coach, Sami Najjar, thanked the crowd for its patience, and said that the next match is hard."
COACH = "وشكر مدرب الفريق سامي نجار جمهوره على صبره، وقال إن اللقاء المقبل صعب."


def test_behind_a_source_that_was_marked_first_its_cue_and_claim_lie_ahead() -> None:
    source = part(COACH, "source", "مدرب الفريق سامي نجار")
    said: Said = (["قال"], [], ["إن اللقاء المقبل صعب"])
    assert ahead(COACH, caret=source.end, held=source, waiting=(source,)) == said


@pytest.mark.parametrize(
    "text",
    [
        # "The coach thanked the crowd. He said that the match is hard."
        "وشكر المدرب الجمهور. وقال إن اللقاء صعب.",
        # "The coach thanked the crowd, and the minister said that the match is hard."
        "وشكر المدرب الجمهور، وقالت الوزيرة إن اللقاء صعب.",
    ],
)
def test_a_source_marked_first_takes_neither_the_next_sentence_nor_the_words_of_another(text: str) -> None:
    source = part(text, "source", "المدرب")
    assert ahead(text, caret=source.end, held=source, waiting=(source,)) is None


@pytest.mark.parametrize(
    ("text", "verb", "said"),
    [
        # "But a source in the ministry said that the fire is out."
        ("لكن مصدرا في الوزارة قال إن الحريق أخمد.", "قال", (["قال"], ["مصدرا في الوزارة"], ["إن الحريق أخمد"])),
        # "A member of parliament said that the head of the authority «confirms that the money is there», and left."
        (
            "وقال نائب في البرلمان إن رئيس الهيئة «يؤكد أن المال متوفر»، وغادر.",
            "يؤكد",
            (["يؤكد"], ["رئيس الهيئة"], ["أن المال متوفر"]),
        ),
    ],
)
def test_a_speaker_before_the_verb_is_found_and_the_verb_taken_once(text: str, verb: str, said: Said) -> None:
    assert ahead(text, caret=text.index(verb)) == said
