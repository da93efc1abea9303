"""CoNLL files as they are published: broken tags mended and told, text put together by a rule."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from annotator.formats.base import Incoming, Problems
from annotator.formats.conll import ConllImporter
from annotator.formats.conllreading import MOST_TOKENS
from annotator.model.scheme import Scheme
from tests.formats.files import read_file
from tests.formats.records import reasons


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file lies."""
    return tmp_path / "a.conll"


def _read(path: Path, content: str, scheme: Scheme, **options: Any) -> tuple[list[Incoming], Problems]:
    path.write_bytes(content.encode())
    return read_file(ConllImporter(), path, scheme, **options)


def _entities(record: Incoming) -> list[str]:
    text = record.annotated.document.text
    return [f"{a.text(text)}/{a.label}" for a in record.annotated.annotations]


def test_tokens_are_joined_by_blanks_and_sentences_by_new_lines(path: Path, scheme: Scheme) -> None:
    (record,), problems = _read(path, "زار O\nعلي B-PERS\n. O\n\n\nثم O\nعاد O\n", scheme)
    assert not problems.count
    assert record.annotated.document.text == "زار علي .\nثم عاد"
    assert _entities(record) == ["علي/PERS"]
    assert record.annotated.annotation_set is not None
    assert record.annotated.annotation_set.name == "imported"


@pytest.mark.parametrize(
    "tags",
    [
        ("B-PERS I-PERS O B-GPE B-GPE"),  # BIO
        ("I-PERS I-PERS O I-GPE B-GPE"),  # IOB1
        ("B-PERS E-PERS O S-GPE S-GPE"),  # IOBES
        ("B-PERS L-PERS O U-GPE U-GPE"),  # BILOU
    ],
)
def test_every_way_to_tag_gives_the_same_entities(path: Path, scheme: Scheme, tags: str) -> None:
    # "Khalifa Haftar between Cairo, Tripoli" three times, so that the way can be told.
    words = ["خليفة", "حفتر", "بين", "القاهرة", "طرابلس"]
    lines = "".join(f"{word}\t{tag}\n" for word, tag in zip(words, tags.split(), strict=True)) + "\n"
    (record,), problems = _read(path, lines * 3, scheme)
    assert not problems.count
    assert not record.remarks
    assert _entities(record) == ["خليفة حفتر/PERS", "القاهرة/GPE", "طرابلس/GPE"] * 3


def test_broken_tags_are_mended_and_told_with_their_lines(path: Path, scheme: Scheme) -> None:
    content = (
        "في O\nمجلس B-ORG\nالأمن I--ORG\nزار I-PERS\nعلي B-PERS\n O\nبكين\nهو OO\nرب B-ORG\nالعالم I-GPE\nنعم B-ORG\n"
    )
    (record,), problems = _read(path, content, scheme)
    assert not problems.count
    assert _entities(record) == ["مجلس الأمن/ORG", "زار/PERS", "علي/PERS", "رب/ORG", "العالم/GPE", "نعم/ORG"]
    assert [remark.english() for remark in record.remarks] == [
        "Line 3: “I--ORG” was read as “I-ORG”.",
        "Line 4: “I-PERS” has no beginning; it was read as one.",
        "Line 6: The token is missing; the line was passed over.",
        "Line 7: The token has no tag; it was read as O.",
        "Line 8: “OO” was read as “O”.",
        "Line 10: “I-GPE” has no beginning; it was read as one.",
    ]


def test_several_tags_a_token_are_nested_annotations(path: Path, scheme: Scheme) -> None:
    # "The secretary of the Arab national committee in Nablus", as in Wojood.
    content = (
        "سكرتير B-OCC\nاللجنة I-OCC B-ORG\nالقومية I-OCC I-ORG\nالعربية I-OCC I-ORG\n"
        "في I-OCC\nنابلس I-OCC B-GPE\nقال O\n"
    )
    (record,), _ = _read(path, content, scheme)
    assert _entities(record) == [
        "سكرتير اللجنة القومية العربية في نابلس/OCC",
        "اللجنة القومية العربية/ORG",
        "نابلس/GPE",
    ]


def test_the_tag_is_found_among_other_columns_or_named(path: Path, scheme: Scheme) -> None:
    content = "زار VBD I-VP O\nعلي NNP I-NP I-PERS\nبكين NNP I-NP I-GPE\nوعاد VBD I-VP O\n"
    (record,), _ = _read(path, content, scheme)
    assert _entities(record) == ["علي/PERS", "بكين/GPE"]
    _, problems = _read(path, content, scheme, columns={"tag": "3"})
    assert "The layer “entity” has no label “VP”." in reasons(problems)
    _, problems = _read(path, content, scheme, columns={"tag": "last"})
    assert reasons(problems) == ["“last” is not the number of a column."]


def test_articles_begin_at_their_marks(path: Path, scheme: Scheme) -> None:
    content = (
        "-DOCSTART- -X- -X- O\n\nعلي NN I-NP B-PERS\n\n-DOCSTART- -X- -X- O\n\nبكين NN I-NP B-GPE\nنعم NN I-NP O\n"
    )
    records, _ = _read(path, content, scheme)
    assert [r.annotated.document.text for r in records] == ["علي", "بكين نعم"]
    assert [r.line for r in records] == [1, 5]


def test_a_corpus_without_marks_is_cut_at_the_end_of_a_sentence(path: Path, scheme: Scheme) -> None:
    content = "علي B-PERS\nقال O\n. O\n" * (MOST_TOKENS // 3 + 10)
    records, _ = _read(path, content, scheme)
    assert len(records) == 2
    assert records[0].annotated.document.text.endswith("\nعلي قال .")
    assert "this is part 2 of it" in records[1].remarks[-1].english()
    assert sum(len(r.annotated.annotations) for r in records) == MOST_TOKENS // 3 + 10


def test_a_token_with_a_blank_in_it_is_put_together(path: Path, scheme: Scheme) -> None:
    (record,), _ = _read(path, "زار O\nبن لادن B-PERS\nبكين B-GPE\nثم O\n" + "عاد O\n" * 20, scheme)
    assert _entities(record) == ["بن لادن/PERS", "بكين/GPE"]


def test_crlf_and_cp1256_are_read(path: Path, scheme: Scheme) -> None:
    path.write_bytes(
        ("زار O\r\nعلي B-PERS\r\n" + "في الممر سيبقى مفتوحا\r\n".replace(" ", " O\r\n").rstrip() + " O\r\n").encode(
            "cp1256"
        )
    )
    (record,), problems = read_file(ConllImporter(), path, scheme)
    assert not problems.count
    assert _entities(record) == ["علي/PERS"]


def test_offsets_in_utf16_units_are_understood(path: Path, scheme: Scheme) -> None:
    (record,), problems = _read(path, "😀\tO\t0\t2\nعلي\tB-PERS\t3\t6\nهنا\tO\t8\t11\n", scheme)
    assert not problems.count
    assert record.annotated.document.text == "😀 علي  هنا"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("زار O\n\n" * 2, None),
        ("قال علي\nثم صمت\n", "No column holds tags such as B-LOC and O."),
        ("علي\tB-PERS\t0\t3\nهنا\tO\t9\t20\n", "The token “هنا” does not fit between 9 and 20."),
        ("علي\tB-PERS\t0\t3\nهنا\tO\t1\t4\n", "The token starts at 1, the one before ends at 3."),
        (
            "علي\tB-PERS\t0\t3\nهنا\tO\t999999999\t1000000002\n",
            "The token starts at 999999999, the one before ends at 3.",
        ),
        ("-DOCSTART-\tO\t0\t3\tn1\thuda\t00\n\nعلي\tB-PERS\t0\t4\n", "The token “علي” does not fit between 0 and 4."),
        (
            "-DOCSTART-\tO\t0\t2\tn1\thuda\t00\nعلي\tB-PERS\t0\t3\n",
            "The article ends at 3, not at 2: the file was cut.",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_its_line(
    path: Path, scheme: Scheme, content: str, reason: str | None
) -> None:
    records, problems = _read(path, content, scheme)
    if reason is None:
        assert len(records) == 1
    else:
        assert reason in reasons(problems)
        assert all(problem.remedy is not None for problem in problems.listed)


def test_slips_of_the_columns_are_mended_and_told(path: Path, scheme: Scheme) -> None:
    # "Najib Mahfouz wrote in C# about Damascus", with a prefix run into its label, columns changed, half of a markup.
    content = (
        "كتب O\nنجيب B-PERS\nمحفوظ IPERS\nعن O\nB-PERS ليلى\nفي O\nلغة O\nسي B-PERS\n# I-PERS\nمن O\nدمشق LOC\n"
        "ثم title>\n. O\n\n"
    )
    clean = "زار O\nصنعاء B-LOC\n. O\n\n"
    (record,), problems = _read(path, content + clean * 20, scheme)
    assert not problems.count
    assert "سي # من" in record.annotated.document.text
    assert _entities(record) == ["نجيب محفوظ/PERS", "ليلى/PERS", "سي #/PERS", "دمشق/LOC", *["صنعاء/LOC"] * 20]
    assert [remark.english() for remark in record.remarks] == [
        "Line 3: “IPERS” was read as “I-PERS”.",
        "Line 5: Token and tag had changed places.",
        "Line 11: “LOC” was read as “I-LOC”.",
        "Line 11: “I-LOC” has no beginning; it was read as one.",
        "Line 12: “title>” was read as “O”.",
    ]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("parts", ["\t", " "])
def test_plain_lines_and_those_that_are_looked_at_closely_say_the_same(
    path: Path, scheme: Scheme, ends: str, mark: str, parts: str
) -> None:
    rows = [("زار", "O"), ("علي", "B-PERS"), ("حسن", "I-PERS"), ("،", "O"), ("بيروت", "B-GPE"), (".", "O")]
    sentence = ends.join(parts.join(row) for row in rows) + ends
    (record,), problems = _read(path, mark + (sentence + ends) * 3, scheme)
    assert not problems.count and not record.remarks
    assert record.annotated.document.text == "\n".join(["زار علي حسن ، بيروت ."] * 3)
    assert _entities(record) == ["علي حسن/PERS", "بيروت/GPE"] * 3


def test_numbered_tokens_are_read_and_what_stays_unread_is_told_once(path: Path, scheme: Scheme) -> None:
    # "Khalifa Haftar visited Cairo. Then he returned."
    content = (
        "#\thttp://example.org\t[2026-11-01]\n1\tزار\tVBD\tO\n2\tخليفة\tNNP\tB-PERS\n3\tحفتر\tNNP\tI-PERS\n"
        "4\tالقاهرة\tNNP\tB-GPE\n\n#\thttp://example.org\t[2026-11-02]\n1\tثم\tRB\tO\n2\tعاد\tVBD\tO\n"
    )
    (record,), problems = _read(path, content, scheme)
    assert not problems.count
    assert record.annotated.document.text == "زار خليفة حفتر القاهرة\nثم عاد"
    assert _entities(record) == ["خليفة حفتر/PERS", "القاهرة/GPE"]
    (remark,) = record.remarks
    assert remark.english() == "Column 3 was not read; token and tag stand in 2 and 4."
