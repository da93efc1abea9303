"""TREC and LDC files are read as people write them, not as XML."""

from __future__ import annotations

from pathlib import Path

from annotator.formats.base import Incoming, Problems, ReadOptions
from annotator.formats.trec import TrecImporter
from annotator.model.scheme import Scheme
from tests.formats.records import reasons

# "Research & development: the company AT&T denies", "The spokesman said: “No < yes”."
_FILE = """<DOC>
<DOCNO>N-1</DOCNO>
<URL>http://example.org/?a=1&b=2</URL>
<SRC>الساحل</SRC>
<CAT>economy</CAT>
<TITLE>البحث & التطوير: شركة AT&T تنفي</TITLE>
<TIME>23/05/2015</TIME>
<AUTHOR></AUTHOR>
<ABSTRACT>

</ABSTRACT>
<TEXT>
قال المتحدث: "لا < نعم" &quot;R&D&quot;.
ثم مضى.
</TEXT>
</DOC>
<DOC id="AFP_ARB_1" type="story">
<HEADLINE>
عنوان ثان
</HEADLINE>
<DATELINE>
بيروت 3-5 (اف ب)
</DATELINE>
<TEXT>
<P>
فقرة أولى
على سطرين.
</P>
<P>
فقرة ثانية.
</P>
</TEXT>
</DOC>
"""


def _read(content: str, tmp_path: Path, scheme: Scheme, encoding: str = "utf-8") -> tuple[list[Incoming], Problems]:
    path = tmp_path / "a.txt"
    path.write_bytes(content.encode(encoding))
    problems = Problems("a.txt")
    return list(TrecImporter().read(path, scheme=scheme, options=ReadOptions(), problems=problems)), problems


def test_every_doc_becomes_an_article(scheme: Scheme, tmp_path: Path) -> None:
    (first, second), problems = _read(_FILE, tmp_path, scheme)
    assert problems.count == 0
    assert (first.annotated.document.id, first.line) == ("N-1", 1)
    assert first.annotated.document.text == 'البحث & التطوير: شركة AT&T تنفي\nقال المتحدث: "لا < نعم" "R&D".\nثم مضى.'
    assert first.annotated.document.meta == {
        "title": "البحث & التطوير: شركة AT&T تنفي",
        "outlet": "الساحل",
        "dateline": None,
        "published": "2015-05-23",
        "url": "http://example.org/?a=1&b=2",
        "language": None,
        "category": "economy",
        "published_text": "23/05/2015",
    }
    assert (second.annotated.document.id, second.line) == ("AFP_ARB_1", 17)
    assert second.annotated.document.text == "عنوان ثان\nبيروت 3-5 (اف ب)\nفقرة أولى على سطرين.\nفقرة ثانية."


def test_other_encodings_and_newlines_make_the_same_articles(scheme: Scheme, tmp_path: Path) -> None:
    plain = [found.annotated for found in _read(_FILE, tmp_path, scheme)[0]]
    for encoding in ("cp1256", "utf-16", "utf-8-sig"):
        crlf = _FILE.replace("\n", "\r\n")
        assert [found.annotated for found in _read(crlf, tmp_path, scheme, encoding)[0]] == plain


def test_a_doc_that_is_not_closed_is_named_by_its_line(scheme: Scheme, tmp_path: Path) -> None:
    found, problems = _read(_FILE.rsplit("</DOC>", 1)[0], tmp_path, scheme)
    assert len(found) == 1
    assert [(problem.line, problem.reason.english()) for problem in problems.listed] == [
        (17, "The <DOC> is not closed: the file was cut.")
    ]


def test_a_doc_without_a_text_is_refused(scheme: Scheme, tmp_path: Path) -> None:
    _, problems = _read("<DOC><DOCNO>1</DOCNO></DOC>", tmp_path, scheme)
    assert reasons(problems) == ["There is no text."]


def test_content_tells_the_format() -> None:
    assert TrecImporter().recognises(b"\xef\xbb\xbf\n<DOC>\n<DOCNO>")
    assert TrecImporter().recognises(b'<DOC id="x">')
    assert not TrecImporter().recognises(b"<!DOCTYPE html>")
    assert not TrecImporter().recognises("نص <DOC>".encode())


def test_elements_that_are_never_closed_are_passed_over_even_where_there_are_very_many(
    scheme: Scheme, tmp_path: Path
) -> None:
    # "The council decided to open the port."
    content = f"<DOC><DOCNO>N-9</DOCNO>{'<X>' * 100_000}<TEXT>قرر المجلس فتح الميناء.</TEXT></DOC>"
    (record,), problems = _read(content, tmp_path, scheme)
    assert problems.count == 0
    assert (record.annotated.document.id, record.annotated.document.text) == ("N-9", "قرر المجلس فتح الميناء.")
