"""Word documents: title and abstract by style, everything that is read, nothing that was struck out."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from annotator.formats.base import Incoming, Problems, ReadOptions
from annotator.formats.worddocument import DocxImporter
from annotator.model.errors import InputRefused
from annotator.model.scheme import Scheme
from tests.formats.records import reasons

# "The port opens again", "Ships came in since morning.", "The port authority said that movement is back to normal."
_TITLE, _ABSTRACT = "الميناء يفتح من جديد", "دخلت السفن منذ الصباح."
_BODY = "قالت هيئة الميناء إن الحركة عادت إلى طبيعتها."


def _read(path: Path, scheme: Scheme) -> Incoming:
    (incoming,) = DocxImporter().read(path, scheme=scheme, options=ReadOptions(), problems=Problems(path.name))
    return incoming


def _saved(folder: Path, *paragraphs: tuple[str, str]) -> Path:
    document = docx.Document()
    for text, style in paragraphs:
        document.add_paragraph(text, style=style)
    document.save(str(folder / "article.docx"))
    return folder / "article.docx"


@pytest.mark.parametrize("style", ["Title", "Heading 1"])
def test_title_and_abstract_are_told_by_their_styles(tmp_path: Path, scheme: Scheme, style: str) -> None:
    path = _saved(tmp_path, (_TITLE, style), (_ABSTRACT, "Subtitle"), (_BODY, "Normal"))
    assert DocxImporter().recognises(path.read_bytes())
    annotated = _read(path, scheme).annotated
    assert annotated.document.text == f"{_TITLE}\n{_ABSTRACT}\n{_BODY}"
    assert annotated.document.meta["title"] == _TITLE
    assert [zone.label for zone in annotated.zones][:2] == ["headline", "lead"]


def test_an_abstract_that_opens_the_body_is_dropped_and_remarked_on(tmp_path: Path, scheme: Scheme) -> None:
    incoming = _read(_saved(tmp_path, (_TITLE, "Title"), (_BODY, "Subtitle"), (_BODY, "Normal")), scheme)
    assert incoming.annotated.document.text == f"{_TITLE}\n{_BODY}"
    assert len(incoming.remarks) == 1


def test_tables_links_and_insertions_are_read_and_deletions_are_not(tmp_path: Path, scheme: Scheme) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("قال ")
    for tag, inner in (("ins", "w:t"), ("del", "w:delText"), ("hyperlink", "w:t")):
        xml = f"<w:{tag} {nsdecls('w')}><w:r><{inner}>{tag}</{inner}></w:r></w:{tag}>"
        paragraph._p.append(parse_xml(xml))
    document.add_table(rows=1, cols=1).cell(0, 0).text = "خلية"
    document.add_paragraph("سطر\nآخر")
    document.save(str(tmp_path / "article.docx"))
    assert _read(tmp_path / "article.docx", scheme).annotated.document.text == "قال inshyperlink\nخلية\nسطر\nآخر"


def test_an_empty_document_is_refused(tmp_path: Path, scheme: Scheme) -> None:
    with pytest.raises(InputRefused):
        _read(_saved(tmp_path), scheme)


@pytest.mark.parametrize("harm", ["cut", "no zip", "no word", "entities", "bad xml"])
def test_hostile_and_damaged_files_are_refused_with_a_reason(tmp_path: Path, scheme: Scheme, harm: str) -> None:
    path = _saved(tmp_path, (_BODY, "Normal"))
    raw = path.read_bytes()
    if harm == "cut":
        path.write_bytes(raw[: len(raw) // 2])
    elif harm == "no zip":
        path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(512))
    else:
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        body = parts["word/document.xml"]
        if harm == "no word":
            parts = {"mimetype": b"application/epub"}
        elif harm == "entities":
            parts["word/document.xml"] = body.replace(b"<w:document", b'<!DOCTYPE x [<!ENTITY a "b">]><w:document', 1)
        else:
            parts["word/document.xml"] = body[: len(body) // 2]
        with zipfile.ZipFile(path, "w") as archive:
            for name, part in parts.items():
                archive.writestr(name, part)
    problems = Problems(path.name)
    with pytest.raises(InputRefused):
        list(DocxImporter().read(path, scheme=scheme, options=ReadOptions(), problems=problems))
    assert len(reasons(problems)) == 1
