"""JSON lines: native files as a whole, and lines with a text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from annotator.formats.base import Incoming, Problems, ReadOptions
from annotator.formats.jsonl import JsonlExporter, JsonlImporter
from annotator.formats.nativewriting import NativeWriting
from annotator.model.errors import InputRefused
from annotator.model.scheme import Scheme
from tests.formats.records import annotated_document, read_native, reasons


def _lines(scheme: Scheme, *seeds: int) -> list[bytes]:
    return [NativeWriting(scheme).record(annotated_document(seed, scheme)) for seed in seeds]


def _read(
    content: bytes, tmp_path: Path, scheme: Scheme, encoding: str | None = None
) -> tuple[list[Incoming], Problems]:
    path = tmp_path / "articles.jsonl"
    path.write_bytes(content)
    problems = Problems(path.name)
    options = ReadOptions(encoding=encoding)
    return list(JsonlImporter().read(path, scheme=scheme, options=options, problems=problems)), problems


def test_the_lines_of_a_native_file_come_in_order(scheme: Scheme, tmp_path: Path) -> None:
    found, problems = read_native(b"".join(_lines(scheme, 1, 2, 3)), tmp_path, scheme)
    assert [incoming.annotated for incoming in found] == [annotated_document(seed, scheme) for seed in (1, 2, 3)]
    assert [incoming.line for incoming in found] == [1, 2, 3]
    assert all(incoming.native for incoming in found)
    assert problems.count == 0


def test_a_bad_line_is_named_and_the_others_are_read(scheme: Scheme, tmp_path: Path) -> None:
    lines = _lines(scheme, 1, 2, 3)
    lines[1] = lines[1].replace(b'"codepoint"', b'"utf-16"')
    found, problems = read_native(b"".join(lines), tmp_path, scheme)
    assert [incoming.line for incoming in found] == [1, 3]
    assert [problem.line for problem in problems.listed] == [2]


def test_crlf_is_refused_in_a_native_file(scheme: Scheme, tmp_path: Path) -> None:
    with pytest.raises(InputRefused) as refused:
        read_native(b"".join(_lines(scheme, 1)).replace(b"\n", b"\r\n"), tmp_path, scheme)
    assert "CRLF" in refused.value.problems[0].reason.english()


@pytest.mark.parametrize("carriage", [b"\\r", b"\\u000d", b"\\u000D"])
def test_a_carriage_return_anywhere_in_a_native_record_is_refused(
    scheme: Scheme, tmp_path: Path, carriage: bytes
) -> None:
    line = _lines(scheme, 1)[0].replace(b'"guideline":', b'"guideline":"a' + carriage + b'b","x":')
    _, problems = read_native(line, tmp_path, scheme)
    assert "carriage return" in " ".join(reasons(problems))


def test_a_byte_order_mark_is_refused_in_a_native_file(scheme: Scheme, tmp_path: Path) -> None:
    _, problems = read_native(b"\xef\xbb\xbf" + _lines(scheme, 1)[0], tmp_path, scheme)
    assert "byte order mark" in " ".join(reasons(problems))


def test_a_set_that_stands_twice_is_refused(scheme: Scheme, tmp_path: Path) -> None:
    _, problems = read_native(_lines(scheme, 1)[0] * 2, tmp_path, scheme)
    assert reasons(problems) == ["The same document and annotation set stand on line 1."]


def test_two_lines_of_a_document_must_agree_about_its_zones(scheme: Scheme, tmp_path: Path) -> None:
    first = next(a for seed in range(99) if (a := annotated_document(seed, scheme)).zones)
    second = annotated_document(7, scheme, set_name="annotator_2")
    second = replace(second, document=first.document, zones=(), annotations=(), relations=(), referents=())
    writing = NativeWriting(scheme)
    _, problems = read_native(writing.record(first) + writing.record(second), tmp_path, scheme)
    assert "zones of document" in " ".join(reasons(problems))


def test_two_lines_must_agree_about_a_referent(scheme: Scheme, tmp_path: Path) -> None:
    first = next(a for seed in range(99) if (a := annotated_document(seed, scheme)).referents)
    other = replace(first, referents=(replace(first.referents[0], name="غيره"), *first.referents[1:]))
    other = replace(other, document=replace(other.document, id="another"))  # type: ignore[arg-type]
    writing = NativeWriting(scheme)
    _, problems = read_native(writing.record(first) + writing.record(other), tmp_path, scheme)
    assert "is another than on line 1" in " ".join(reasons(problems))


def test_a_thousand_problems_are_listed_and_the_rest_is_counted(scheme: Scheme, tmp_path: Path) -> None:
    _, problems = read_native(b'{"format":"isnad/1"}\n' * 700, tmp_path, scheme)
    assert len(problems.listed) == 1000
    assert problems.count > 1000
    assert problems.uncounted == problems.count - 1000


def test_a_name_is_given_to_sets_that_have_none(scheme: Scheme, tmp_path: Path) -> None:
    record = orjson.loads(_lines(scheme, 1)[0])
    record["annotation_set"] = record["status"] = record["guideline"] = None
    record["layers_done"] = []
    found, _ = read_native(orjson.dumps(record), tmp_path, scheme, set_name="huda")
    assert found[0].annotated.annotation_set is not None
    assert found[0].annotated.annotation_set.name == "huda"


def test_lines_with_a_text_become_articles_with_the_rest_as_metadata(scheme: Scheme, tmp_path: Path) -> None:
    # "The minister of agriculture announced that the season is good."
    line = {
        "text": "أعلن وزير الزراعة أن الموسم جيد.",
        "id": 17,
        "headline": "موسم جيد",
        "date": "1 أوت 2020",
        "source": "الساحل",
        "rank": 3,
        "tags": ["زراعة"],
        "meta": {"desk": "اقتصاد"},
    }
    (found,), problems = _read(orjson.dumps(line), tmp_path, scheme)
    document = found.annotated.document
    assert problems.count == 0
    assert (document.id, document.text, found.native, found.named) == ("17", line["text"], False, True)
    assert document.meta == {
        "title": "موسم جيد",
        "outlet": "الساحل",
        "dateline": None,
        "published": "2020-08-01",
        "url": None,
        "language": None,
        "desk": "اقتصاد",
        "published_text": "1 أوت 2020",
        "rank": "3",
        "tags": '["زراعة"]',
    }


def test_lines_with_a_text_are_taken_exactly(scheme: Scheme, tmp_path: Path) -> None:
    (found,), _ = _read('{"text": "  سطر\\r\\nآخر \\n"}\r\n'.encode(), tmp_path, scheme)
    assert found.annotated.document.text == "  سطر\nآخر \n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1256", "utf-16"])
def test_lines_with_a_text_may_be_in_other_encodings(scheme: Scheme, tmp_path: Path, encoding: str) -> None:
    text = "أعلن وزير الزراعة أن الموسم جيد."
    content = f'{{"text": "{text}"}}\n{{"text": "{text} ثم مضى."}}\n'.encode(encoding)
    found, problems = _read(content, tmp_path, scheme)
    assert [incoming.annotated.document.text for incoming in found] == [text, f"{text} ثم مضى."]
    assert problems.count == 0


@pytest.mark.parametrize(
    "line", ['{"text": 5}', '{"title": "x"}', "[]", '{"text": ""}', '{"text": " \\n"}', '{"text": "a"']
)
def test_a_line_without_a_text_is_refused(scheme: Scheme, tmp_path: Path, line: str) -> None:
    found, problems = _read(f'{{"text": "نص"}}\n{line}\n'.encode(), tmp_path, scheme)
    assert len(found) == 1
    assert [problem.line for problem in problems.listed] == [2]


def test_content_decides_before_the_name(scheme: Scheme) -> None:
    assert JsonlImporter().recognises(b'\xef\xbb\xbf {"text": "a"}')
    assert JsonlImporter().recognises(_lines(scheme, 1)[0])
    assert not JsonlImporter().recognises("أعلن".encode())
    assert JsonlExporter().suffix in JsonlImporter().suffixes
