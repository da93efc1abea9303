"""Annotated paragraphs as elements: all letters, well nested, whatever crosses."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.pagemarkup import Mark, marked_up
from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId
from annotator.model.scheme import Scheme
from annotator.model.span import Span
from annotator.text.clauses import paragraphs
from tests.formats.records import annotated_document


def _marks(annotations: tuple[Annotation, ...]) -> dict[AnnotationId, Mark]:
    return {a.id: Mark(f"m-{a.id}", "7", 'a "hint" <b>') for a in annotations}


def _covered(markup: str) -> dict[str, set[int]]:
    """For each annotation the letters inside its elements; fails where elements do not nest."""
    opened: list[str] = []
    covered: dict[str, set[int]] = {}
    offset = 0
    for piece in re.findall(r"<[^>]*>|&[^;]+;|[^<&]", markup):
        if piece.startswith("</"):
            opened.pop()
        elif piece.startswith("<"):
            match = re.match(r'<span class="m-(a\d+)', piece)
            assert match
            opened.append(match[1])
        else:
            for identifier in opened:
                covered.setdefault(identifier, set()).add(offset)
            offset += 1
    assert opened == []
    return covered


@given(st.integers(0, 2**32))
def test_every_letter_is_there_once_and_inside_its_annotations(scheme: Scheme, seed: int) -> None:
    annotated = annotated_document(seed, scheme, marks=25)
    text, marks = annotated.document.text, _marks(annotated.annotations)
    for paragraph in paragraphs(text):
        markup = marked_up(paragraph, text, annotated.annotations, marks)
        assert unescape(re.sub(r"<[^>]*>", "", markup)) == paragraph.of(text)
        expected = {
            a.id: {
                offset - paragraph.start
                for span in a.fragments
                for offset in range(max(span.start, paragraph.start), min(span.end, paragraph.end))
            }
            for a in annotated.annotations
        }
        assert _covered(markup) == {identifier: letters for identifier, letters in expected.items() if letters}


def test_nothing_is_set_before_a_letter_in_the_middle_of_a_word() -> None:
    text = "وروسيا"
    entity = Annotation(AnnotationId("a1"), "entity", "GPE", (Span(1, 6),))
    markup = marked_up(Span(0, 6), text, [entity], _marks((entity,)))
    assert markup.startswith('<span class="m-a1 at" data-t="7"></span>و<span class="m-a1 s e" title=')
    marked = Annotation(AnnotationId("a1"), "entity", "GPE", (Span(2, 7),))
    assert marked_up(Span(0, 7), "وَروسيا", [marked], _marks((marked,))).startswith('<span class="m-a1 at"')
    whole = Annotation(AnnotationId("a1"), "entity", "GPE", (Span(0, 6),))
    assert 'data-t="7"' in marked_up(Span(0, 6), text, [whole], _marks((whole,)))


def test_text_cannot_become_markup() -> None:
    text = '<script>alert("&amp;")</script>'
    mark = Annotation(AnnotationId("a1"), "claim", "Claim", (Span(0, len(text)),))
    markup = marked_up(Span(0, len(text)), text, [mark], _marks((mark,)))
    assert "<script" not in markup
    assert 'title="a &quot;hint&quot; &lt;b&gt;"' in markup
