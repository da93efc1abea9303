"""Web pages give their article and what they say about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.formats.base import Incoming, Problems, ReadOptions
from annotator.formats.webpage import HtmlImporter
from annotator.model.errors import InputRefused
from annotator.model.scheme import Scheme

# "The minister of agriculture said that production rose by … per cent this year, adding that the government will
# support the farmers in the north."
_PARAGRAPHS = [
    f"قال وزير الزراعة سامر النجار إن الإنتاج ارتفع بنسبة {n} في المئة هذا العام مقارنة بالعام الماضي، "
    "مضيفا أن الحكومة ستدعم المزارعين في الشمال والجنوب."
    for n in range(4, 9)
]
_PAGE = f"""<!DOCTYPE html>
<html lang="ar" dir="rtl"><head><meta charset="CHARSET"><title>ارتفاع الإنتاج | الساحل</title>
<meta property="og:title" content="ارتفاع الإنتاج الزراعي"><meta property="og:site_name" content="الساحل">
<meta property="article:published_time" content="2026-03-03T10:00:00+02:00">
<link rel="canonical" href="https://example.org/a/1"></head>
<body><nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/s">رياضة</a></li></ul></nav>
<article><h1>ارتفاع الإنتاج الزراعي</h1>{"".join(f"<p>{p}</p>" for p in _PARAGRAPHS)}</article>
<footer>جميع الحقوق محفوظة</footer><script>alert("x")</script></body></html>"""


def _read(page: str, tmp_path: Path, scheme: Scheme, encoding: str = "utf-8") -> Incoming:
    path = tmp_path / "a.html"
    path.write_bytes(page.replace("CHARSET", encoding).encode(encoding))
    (found,) = HtmlImporter().read(path, scheme=scheme, options=ReadOptions(), problems=Problems("a.html"))
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256", "utf-16"])
def test_the_article_is_taken_and_what_surrounds_it_is_left(scheme: Scheme, tmp_path: Path, encoding: str) -> None:
    document = _read(_PAGE, tmp_path, scheme, encoding).annotated.document
    assert document.text == "\n".join(["ارتفاع الإنتاج الزراعي", *_PARAGRAPHS])
    assert document.meta == {
        "title": "ارتفاع الإنتاج الزراعي",
        "outlet": "الساحل",
        "dateline": None,
        "published": "2026-03-03T10:00:00+02:00",
        "url": "https://example.org/a/1",
        "language": "ar",
    }


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<!DOCTYPE html>\n<html lang",
        "<!-- only -->",
        "<html></html>",
        "<html><body><script>x</script></body></html>",
    ],
)
def test_a_page_without_an_article_is_refused(scheme: Scheme, tmp_path: Path, page: str) -> None:
    with pytest.raises(InputRefused):
        _read(page, tmp_path, scheme)


def test_content_tells_a_page() -> None:
    assert HtmlImporter().recognises(b"\xef\xbb\xbf<!DOCTYPE html>\n<html>")
    assert HtmlImporter().recognises(b"<!-- saved -->\n<HTML lang=ar>")
    assert not HtmlImporter().recognises(b"<DOC>")


def test_a_file_of_blanks_is_no_page_and_is_told_so_at_once() -> None:
    assert not HtmlImporter().recognises(b" " * 65_536)
    assert not HtmlImporter().recognises(b"<!-- -->" + b"\n" * 65_000)
    assert HtmlImporter().recognises(b"\n" * 60_000 + b"<!-- news --> <html>")
