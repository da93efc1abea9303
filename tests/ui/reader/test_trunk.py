"""The ties of the chosen claim: pills nearby, tags for what is far away."""

from __future__ import annotations

import pytest

from annotator import language
from annotator.model.changes import Change, ChangeSet, RecordKey, RecordKind
from annotator.model.identity import ActId, AnnotationId, Handle, RelationId
from annotator.model.relation import Relation
from annotator.operations.opendocument import OpenDocument
from annotator.ui.reader.page import Page
from annotator.ui.reader.trunk import role_title, trunk_of


@pytest.fixture
def page(article: OpenDocument) -> Page:
    """The article at the full width."""
    return Page(article, 652.0)


def test_every_role_near_the_claim_has_a_pill(page: Page) -> None:
    trunk = trunk_of(page, AnnotationId("c4"))
    assert trunk is not None
    assert sorted(pill.text for pill in trunk.pills) == ["cue", "source", "via"]
    assert not trunk.far


def test_pills_of_one_line_never_overlap(page: Page) -> None:
    trunk = trunk_of(page, AnnotationId("c4"))
    assert trunk is not None
    pills = [pill.rect for pill in trunk.pills]
    assert not any(a.intersects(b) for n, a in enumerate(pills) for b in pills[n + 1 :])


def test_an_open_claim_has_no_trunk(page: Page) -> None:
    assert trunk_of(page, AnnotationId("c7")) is None
    assert trunk_of(page, AnnotationId("e1")) is None
    assert trunk_of(page, AnnotationId("gone")) is None


def test_a_source_far_away_becomes_a_tag_that_says_who_and_where(article: OpenDocument, page: Page) -> None:
    for block in range(len(page.blocks)):
        page.lay_out(block)
    relation = Relation(
        RelationId("r9"), "attribution", {"claim": (AnnotationId("c7"),), "source": (AnnotationId("s2"),)}
    )
    key = RecordKey(RecordKind.RELATION, article.document.id, article.set_name, relation.id)
    article.apply(ChangeSet(ActId("1-1"), "Attribute", Handle("layla"), created=(Change(key, None, relation),)))
    trunk = trunk_of(page, AnnotationId("c7"))
    assert trunk is not None
    assert not trunk.pills
    (far,) = trunk.far
    assert far.member == "s2"
    assert far.slot.text == "source: ↑ وزيرة الصحة سلمى الحاج, l. 3"


def test_roles_are_named_in_the_language_in_use(article: OpenDocument) -> None:
    language.use("ar")
    assert role_title(article.scheme, "via") == "ناقل"
