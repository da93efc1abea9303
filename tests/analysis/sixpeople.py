"""Six people at the same articles, whose disagreements are made by rule, so that every measure is known beforehand.

The articles are those of ``tests.bench.corpora``: 8 attributions (8 claims, 8 sources, 8 cues) and 6 entities each.
Person ``k`` of six, counted from 0, departs from the truth in exactly five ways, each at a place of their own:

* entity ``k`` is left out;
* claim ``k`` ends one word earlier;
* the source of attribution ``k`` is left out of the chain, but stays marked;
* attribution ``k`` has the stance ``deny``;
* the quote type of claim ``k`` is ``direct``.

So two people differ in two places of each kind in every article: of 6 entities each has 5 and they share 4; of 8 claims
6 have the same borders, and all 8 overlap.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import Annotation
from annotator.model.identity import Handle, SetName
from annotator.model.relation import Relation
from annotator.model.scheme import CLAIM_LAYER, ENTITY_LAYER
from annotator.model.span import Span
from annotator.store.corpus import Corpus
from tests.bench.corpora import annotated_articles, default_scheme

PEOPLE: Final = tuple(SetName(name) for name in ("amal", "basim", "dalia", "huda", "karim", "salma"))
ENTITY_EXACT_F1: Final = 2 * 4 / (5 + 5)
CLAIM_EXACT_F1: Final = 2 * 6 / (8 + 8)
SOURCE_ROLE_F1: Final = 2 * 6 / (7 + 7)
STRICT_F1: Final = 2 * 6 / (8 + 8)
"""Strict chains: those of the two people's own places differ in claim, source and stance at once."""
LENIENT_F1: Final = STRICT_F1
STANCE_KAPPA: Final = -1 / 7
"""Of 8 chains 6 agree: (0.75 - (7·7 + 1·1)/64) / (1 - 50/64)."""


def six_people(articles: int) -> Iterator[list[AnnotatedDocument]]:
    """For each article the six sets, in the order of ``PEOPLE``."""
    for record in annotated_articles(articles):
        yield [departed(record, place) for place in range(len(PEOPLE))]


def departed(record: AnnotatedDocument, place: int) -> AnnotatedDocument:
    """What person ``place`` makes of the truth."""
    assert record.annotation_set is not None
    entities = [one for one in record.annotations if one.layer == ENTITY_LAYER]
    claims = [one for one in record.annotations if one.layer == CLAIM_LAYER]
    mine = claims[place]
    changed = {mine.id: replace(_shorter(mine, record.document.text), attributes={"quote_type": "direct"})}
    annotations = [changed.get(one.id, one) for one in record.annotations if one.id != entities[place].id]
    relations = [_denied(one) if mine.id in one.roles["claim"] else one for one in record.relations]
    return replace(
        record,
        annotation_set=replace(record.annotation_set, name=PEOPLE[place]),
        annotations=tuple(sorted(annotations, key=lambda one: one.order)),
        relations=tuple(relations),
    )


def six_people_corpus(path: Path, articles: int) -> Path:
    """A corpus file of them."""
    with (
        Corpus.create(path, default_scheme(), author=Handle(PEOPLE[0])) as corpus,
        corpus.act("Import", author=Handle(PEOPLE[0])) as act,
    ):
        for records in six_people(articles):
            act.put_document(records[0].document)
            for record in records:
                act.put_set(record)
    return path


def _shorter(claim: Annotation, text: str) -> Annotation:
    return replace(claim, fragments=(Span(claim.start, text.rindex(" ", claim.start, claim.end)),))


def _denied(relation: Relation) -> Relation:
    roles = {role: members for role, members in relation.roles.items() if role != "source"}
    return replace(relation, roles=roles, attributes={**relation.attributes, "stance": "deny"})
