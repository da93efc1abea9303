"""Lines of CoNLL files, as dirty as they come."""

from __future__ import annotations

import pytest

from annotator.formats.taglines import Layout, fields_of, layout_of, looks_tagged, spaced, tag_of


def _layout(*lines: str, tag: int | None = None) -> Layout:
    layout = layout_of(lines, tag=tag)
    assert layout is not None
    return layout


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("مدريد B-LOC", ["مدريد", "B-LOC"]),
        ("،  O", ["،", "O"]),  # two blanks, as in copies of ANERcorp
        (" O", ["", "O"]),
        ("\tB-LOC", ["", "B-LOC"]),
        ("بن لادن\tB-PERS", ["بن لادن", "B-PERS"]),
        ("قال \tO\t", ["قال", "O"]),
        ("قال\tVBD O", ["قال", "VBD", "O"]),
    ],
)
def test_columns_are_parted_by_tabs_or_blanks(line: str, fields: list[str]) -> None:
    assert fields_of(line) == fields


@pytest.mark.parametrize(
    ("written", "kind", "label", "mended"),
    [
        ("B-LOC", "B", "LOC", False),
        ("S-LOC", "S", "LOC", False),
        ("U-LOC", "S", "LOC", False),
        ("L-PER", "E", "PER", False),
        ("M-PER", "I", "PER", False),
        ("b-per", "B", "per", True),
        ("B_PER", "B", "PER", True),
        ("I--ORG", "I", "ORG", True),
        ("B-MIS1`", "B", "MIS1", True),
        ("PER", "I", "PER", False),
    ],
)
def test_tags_of_all_kinds_are_understood(written: str, kind: str, label: str, mended: bool) -> None:
    tag, was_mended = tag_of(written)
    assert tag is not None
    assert (tag.kind, tag.label, was_mended) == (kind, label, mended)


@pytest.mark.parametrize(("written", "mended"), [("O", False), ("OO", True), ("0", True), ("IO", True), ("B-", True)])
def test_broken_tags_of_nothing_are_nothing(written: str, mended: bool) -> None:
    assert tag_of(written) == (None, mended)


def test_the_column_of_names_is_told_from_that_of_constituents() -> None:
    layout = _layout("U.N. NNP I-NP I-ORG", "official NN I-NP O", "Ekeus NNP I-NP I-PER", "heads VBZ I-VP O")
    assert layout.tags == (3,)
    assert layout.outside_ends


def test_several_tags_a_token_are_nested_ones() -> None:
    layout = _layout("سكرتير B-OCC", "اللجنة I-OCC B-ORG", "القومية I-OCC I-ORG", "في O", "نابلس B-GPE")
    assert layout.more_tags
    assert layout.tags == (1,)


def test_offsets_behind_the_tag_are_recognised() -> None:
    assert _layout("-DOCSTART-\tO", "قال\tO\t0\t3", "علي\tB-PERS\t4\t7").offsets
    assert _layout("قال\tO\t0\t3", "علي\tO\t4\t7").tags == (1,)


def test_a_file_without_tags_has_no_layout() -> None:
    assert layout_of(["1\tHeutzutage\theutzutage\tADV"]) is None
    assert _layout("1\tHeutzutage\theutzutage\tADV", tag=3).tags == (3,)


def test_only_tagged_files_look_tagged() -> None:
    assert looks_tagged("قال O\nعلي B-PERS\nنعم O\n".encode())
    assert looks_tagged(b"-DOCSTART- -X- -X- O\n\n")
    assert not looks_tagged("قال علي نعم.\nثم صمت.\nثم عاد.\n".encode())
    assert not looks_tagged(b"id,text\n1,O\n2,O\n")


def test_white_space_is_new_lines_first() -> None:
    assert [spaced(3, 1), spaced(1, 5), spaced(2, 0)] == ["\n  ", "\n", "  "]


def test_a_column_that_counts_the_tokens_is_not_taken_for_them() -> None:
    # "Khalifa Haftar visited Cairo", as GermEval has its lines: number, token, tag, nested tag.
    lines = ["#\thttp://example.org\t[2026-11-01]", "1\tزار\tO\tO", "2\tخليفة\tB-PERS\tO", "3\tحفتر\tI-PERS\tO"]
    layout = _layout(*lines, "4\tالقاهرة\tB-ORG\tB-GPE", "", "1\tثم\tO\tO", "2\tعاد\tO\tO")
    assert (layout.token, layout.tags, layout.numbered) == (1, (2, 3), True)
    assert layout.is_mark(lines[0])


def test_tokens_that_happen_to_be_numbers_are_tokens() -> None:
    layout = _layout("1\tB-NUMBER", "2\tB-NUMBER", "3\tO")
    assert (layout.token, layout.numbered) == (0, False)


def test_columns_that_are_not_read_are_known() -> None:
    assert _layout("U.N. NNP I-NP I-ORG", "official NN I-NP O", "Ekeus NNP I-NP I-PER").unread == (1, 2)
    assert _layout("زار\tO\t0\t3", "علي\tB-PERS\t4\t7").unread == ()


def test_a_line_as_long_as_a_file_is_looked_at_only_where_it_ends() -> None:
    long = "O " * 32_000 + "x"
    assert not looks_tagged(f"{long}\n{long}\n{long}\n".encode())
    line = "زار " * 20_000 + "B-LOC"
    assert looks_tagged(f"{line}\nثم O\nعاد O\n".encode())


def test_labels_may_be_numbers_where_no_column_has_others() -> None:
    # As doccano's old export of CoNLL has them: "Tokyo, Ali".
    assert _layout("طوكيو _ _ B-12", "، _ _ O", "علي _ _ B-13").tags == (3,)
    assert _layout("B-52 NN O", "قصفت VBD O", "ليبيا NNP B-LOC").tags == (2,)
