from __future__ import annotations

from pathlib import Path

from annotator.model.attribution import ClaimState
from annotator.ui.panels.card import card_of
from tests.operations.desk import Desk


def test_a_claim_shows_its_chain_from_the_outlet_to_the_speaker(article: Desk) -> None:
    claim = article.document.claims()[0]
    card = card_of(article.document, claim.id)
    assert card.title == "Claim 1"
    assert card.claim == (1, ClaimState.ATTRIBUTED, 1)
    assert [link.text for link in card.chains[0].links] == ["وزيرة الزراعة ليلى حداد"]
    assert card.meta == "3 words · paragraph 1"


def test_what_nobody_answered_is_proposed_not_given(article: Desk) -> None:
    claim = article.document.claims()[0]
    stance = next(q for q in card_of(article.document, claim.id).all_questions() if q.name == "stance")
    assert stance.given is None
    assert stance.proposed == "assert"


def test_extra_attributes_stay_away_until_somebody_answered_them(article: Desk) -> None:
    claim = article.document.claims()[0]
    names = [question.name for question in card_of(article.document, claim.id).questions]
    assert "quote_type" in names
    assert "check_worthy" not in names


def test_a_source_lists_what_it_says(article: Desk) -> None:
    source = next(a for a in article.document.annotations.values() if a.layer == "source")
    card = card_of(article.document, source.id)
    assert [row.text for row in card.rows] == ["إن المحصول تضاعف"]
    # Beside its own words, not those of whoever else says the same.
    assert [row.speaker for row in card.rows] == [source.text(article.document.text)]


def test_without_a_choice_the_card_is_about_the_article(article: Desk) -> None:
    card = card_of(article.document, None)
    assert card.annotation is None
    assert card.text.startswith("قالت وزيرة الزراعة")
    assert ("Claim", "1") in card.facts
    assert not card.hints


def test_an_article_without_annotations_says_how_to_begin(tmp_path: object, article: Desk) -> None:
    for annotation in list(article.document.annotations):
        with article.session.act("Erase", article.document) as act:
            for relation in article.document.relations_of(annotation):
                act.erase_relation(relation.id)
            act.erase_annotation(annotation)
    assert [keys for keys, _what in card_of(article.document, None).hints]


def test_of_a_very_long_article_the_characters_are_told_because_words_take_too_long(tmp_path: Path) -> None:
    # The municipality opened a well. (Twenty thousand times)
    desk = Desk(tmp_path, "افتتحت البلدية بئرا.\n" * 20_000)
    assert card_of(desk.document, None).meta == "420,000 characters · 20,000 paragraphs"
    desk.session.close()
