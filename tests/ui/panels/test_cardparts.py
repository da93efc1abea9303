from __future__ import annotations

import pytest

from annotator.operations import questions, referents, relations
from annotator.operations.documentfacts import SkipReason, skip
from annotator.ui.panels.cardparts import Part, parts_of
from tests.operations.desk import Desk


def titles(parts: tuple[Part, ...]) -> list[str]:
    return [part.title for part in parts if part.title]


def verbs(parts: tuple[Part, ...]) -> set[str]:
    return {command.wish.verb for part in parts for command in part.commands}


def test_a_source_is_offered_those_of_the_same_words(article: Desk) -> None:
    source = next(a for a in article.document.annotations.values() if a.layer == "source")
    [part] = parts_of(article.document, source.id, skipped=None)
    assert part.lines == ()
    assert "referent.new" in verbs((part,))
    made = referents.make(article.session, "وزيرة الزراعة ليلى حداد", "PERS")
    [part] = parts_of(article.document, source.id, skipped=None)
    assert [line.wish.argument for line in part.lines if line.wish is not None] == [made.id]
    assert part.lines[0].offered
    referents.link(article.session, article.document, [source.id], made.id)
    [part] = parts_of(article.document, source.id, skipped=None)
    assert {"referent.mentions", "referent.choose", "referent.edit", "referent.unlink"} <= verbs((part,))


def test_a_claim_tells_how_it_stands_to_others_from_both_sides(article: Desk) -> None:
    first = article.document.claims()[0]
    second = article.mark("C", "أن التصدير يبدأ في آذار")
    relations.relate(article.session, article.document, second.id, first.id, relation_type="supports")
    [part] = parts_of(article.document, second.id, skipped=None)
    assert part.lines[0].lead == "Supports claim 1"
    [part] = parts_of(article.document, first.id, skipped=None)
    assert part.lines[0].lead == "Claim 2 supports this one"


def test_a_question_stands_first(article: Desk) -> None:
    claim = article.document.claims()[0]
    questions.ask(article.session, article.document, claim.id, "أهذا خبر؟")
    parts = parts_of(article.document, claim.id, skipped=None)
    assert parts[0].lines[0].text == "أهذا خبر؟"
    assert titles(parts_of(article.document, None, skipped=None))[-1] == "Doubts and questions"


@pytest.mark.parametrize("reason", list(SkipReason))
def test_a_skipped_article_says_why_and_how_to_go_back(article: Desk, reason: SkipReason) -> None:
    assert "document.skip" in verbs(parts_of(article.document, None, skipped=None))
    skip(article.session, article.document, reason)
    parts = parts_of(article.document, None, skipped=reason)
    assert parts[0].remark.startswith("Skipped: ")
    assert "document.reopen" in verbs(parts)
    assert "document.skip" not in verbs(parts)
