"""An annotated article as lines."""

from __future__ import annotations

from annotator.cli.article import lines_of
from tests.bench.corpora import annotated_articles


def test_every_annotation_stands_under_its_paragraph() -> None:
    record = next(annotated_articles(1))
    lines = list(lines_of(record))
    described = [line for line in lines if line.startswith("    ")]
    assert len(described) == len(record.annotations)


def test_a_claim_tells_its_chain() -> None:
    record = next(annotated_articles(1))
    claims = [line for line in lines_of(record) if line.lstrip().startswith("Claim ")]
    assert len(claims) == len(record.relations)
    assert all("←" in line and "text · assert" in line for line in claims)


def test_the_text_is_there_whole_and_in_logical_order() -> None:
    record = next(annotated_articles(1))
    shown = [line for line in lines_of(record) if not line.startswith("    ")]
    assert record.document.text.split() == " ".join(shown).split()[-len(record.document.text.split()) :]
