from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.annotation import Annotation
from annotator.model.changes import ChangeSet
from annotator.model.document import new_document
from annotator.model.errors import RuleError
from annotator.model.identity import DocumentId
from annotator.model.span import Span
from annotator.model.workflow import Status
from annotator.operations import annotate, referents, sameagain, takeback
from annotator.operations.sameagain import Again, Deed, Place
from annotator.operations.session import Session
from annotator.text.clauses import Edge
from annotator.text.vocabulary import Vocabulary
from tests.operations.desk import HUDA, Desk

# Talks between Turkey and Russia. Russia's envoy came to Beirut; to Russia he returned.
FIRST = "محادثات بين تركيا وروسيا.\nوصل مبعوث روسيا إلى بيروت، ثم عاد لروسيا."
# Russia refuses; the paper “Russia Today” wrote about Russia.
SECOND = "روسيا ترفض العرض.\nوكتبت صحيفة «روسيا اليوم» عن روسيا."
VOCABULARY = Vocabulary.bundled()


class Hands:
    """Somebody at two articles who remembers what was done last."""

    def __init__(self, folder: Path) -> None:
        self.desk = Desk(folder, FIRST)
        self.session: Session = self.desk.session
        self.other = new_document(SECOND)
        with self.session.corpus.act("Import", author=HUDA.handle) as act:
            act.put_document(self.other)
        self.last: Again | None = None
        self.session.subscribe(self._heard)

    @property
    def document(self) -> DocumentId:
        return self.desk.document.document.id

    def _heard(self, changes: ChangeSet) -> None:
        self.last = sameagain.after_act(self.last, changes, self.desk.document)

    def deed(self) -> Deed | None:
        return self.last.deed if self.last is not None else None

    def mark(self, words: str, label: str = "GPE", *, last: bool = False) -> Annotation:
        text = self.desk.document.text
        start = text.rindex(words) if last else text.index(words)
        return annotate.mark(
            self.session, self.desk.document, Span(start, start + len(words)), layer="entity", label=label
        )

    def places(self, *, everywhere: bool = True) -> list[Place]:
        assert self.last is not None
        only = None if everywhere else self.document
        found = sameagain.search(self.session, self.last, VOCABULARY, only=only)
        return [place for step in found for place in step.places]

    def do(self, places: list[Place]) -> None:
        list(sameagain.place(self.session, places))

    def marked(self, document: DocumentId | None = None) -> list[tuple[str, str, str]]:
        """Words, label and origin of what is marked in an article."""
        annotated = self.session.corpus.annotated(document or self.document, self.session.own_set)
        return [(a.text(annotated.document.text), a.label, a.origin) for a in annotated.annotations]


@pytest.fixture
def hands(tmp_path: Path) -> Hands:
    return Hands(tmp_path)


def test_a_mark_is_offered_at_all_places_alike_in_the_article(hands: Hands) -> None:
    hands.mark("روسيا")
    places = hands.places(everywhere=False)
    assert [(place.proclitic, place.doubt is None) for place in places] == [("", True), ("ل", True)]
    hands.do(places)
    assert hands.marked() == [
        ("روسيا", "GPE", "manual"), ("روسيا", "GPE", "occurrences"), ("روسيا", "GPE", "occurrences"),
    ]  # fmt: skip
    hands.session.undo(hands.desk.document)
    assert len(hands.marked()) == 1


def test_in_the_corpus_it_is_one_act_taken_back_as_one(hands: Hands) -> None:
    hands.mark("روسيا")
    places = hands.places()
    reasons = [place.doubt.english() if place.doubt else "" for place in places if place.document == hands.other.id]
    assert reasons == ["", "goes on as a name: روسيا اليوم", ""]
    hands.do([place for place in places if place.doubt is None])
    assert len(hands.marked(hands.other.id)) == 2
    act = takeback.latest_of_several(hands.session)
    assert act is not None
    assert len(act.documents) == 2
    takeback.take_back(hands.session, act)
    assert hands.marked(hands.other.id) == []
    assert len(hands.marked()) == 1
    assert hands.desk.shown() == hands.desk.stored()


def test_what_is_so_already_is_counted_not_offered(hands: Hands) -> None:
    hands.mark("روسيا")
    hands.mark("روسيا", last=True)
    assert hands.last is not None
    steps = list(sameagain.search(hands.session, hands.last, VOCABULARY, only=hands.document))
    assert [len(step.places) for step in steps] == [0, 1]
    assert sum(step.already for step in steps) == 1


def test_another_label_is_offered_with_a_doubt(hands: Hands) -> None:
    hands.mark("روسيا", "ORG", last=True)
    hands.mark("روسيا")
    doubts = [place.doubt.english() if place.doubt else "" for place in hands.places(everywhere=False)]
    assert doubts == ["", "marked already: Organisation"]


def test_a_referent_comes_along(hands: Hands) -> None:
    first = hands.mark("روسيا")
    russia = referents.make(hands.session, "روسيا", "GPE")
    referents.link(hands.session, hands.desk.document, [first.id], russia.id)
    assert hands.deed() is Deed.MARK
    hands.do([place for place in hands.places() if place.doubt is None])
    annotated = hands.session.corpus.annotated(hands.other.id, hands.session.own_set)
    assert {a.referent for a in annotated.annotations} == {russia.id}


def test_a_new_label_is_given_to_all_that_bear_the_old_one(hands: Hands) -> None:
    first = hands.mark("روسيا", "LOC")
    hands.mark("روسيا", "LOC", last=True)
    hands.last = None
    annotate.relabel(hands.session, hands.desk.document, first.id, "GPE")
    assert hands.deed() is Deed.CHANGE
    hands.do(hands.places(everywhere=False))
    assert [label for _words, label, _origin in hands.marked()] == ["GPE", "GPE"]
    assert hands.deed() is Deed.CHANGE  # it can be done again in another article


def test_a_border_is_moved_where_the_same_letters_stand(hands: Hands) -> None:
    text = "عاد لروسيا أمس، ثم لروسيا اليوم."
    document = new_document(text)
    with hands.session.corpus.act("Import", author=HUDA.handle) as act:
        act.put_document(document)
    hands.desk.document = hands.session.read(document.id)
    first = hands.mark("لروسيا")
    hands.mark("لروسيا", last=True)
    hands.last = None
    annotate.move_border(hands.session, hands.desk.document, first.id, edge=Edge.START, offset=first.start + 1)
    [place] = hands.places(everywhere=False)
    assert place.span.of(text) == "روسيا"
    hands.do([place])
    assert [words for words, _label, _origin in hands.marked()] == ["روسيا", "روسيا"]


def test_an_erasure_is_done_again_with_the_ties(hands: Hands) -> None:
    first = hands.mark("روسيا")
    hands.mark("روسيا", last=True)
    hands.last = None
    annotate.erase(hands.session, hands.desk.document, [first.id])
    assert hands.deed() is Deed.ERASE
    [place] = hands.places(everywhere=False)
    hands.do([place])
    assert hands.marked() == []


def test_an_answer_is_given_to_all_alike_and_others_are_kept(hands: Hands) -> None:
    first, second = hands.mark("روسيا"), hands.mark("روسيا", last=True)
    annotate.set_attribute(hands.session, hands.desk.document, second.id, "canonical", "روسيا الاتحادية")
    hands.last = None
    annotate.set_attribute(hands.session, hands.desk.document, first.id, "mention", "NAM")
    [place] = hands.places(everywhere=False)
    assert place.becomes is not None
    assert dict(place.becomes.attributes) == {"mention": "NAM", "canonical": "روسيا الاتحادية"}


def test_acts_on_one_annotation_are_one_deed_and_undo_forgets_it(hands: Hands) -> None:
    first = hands.mark("وروسيا")
    annotate.move_border(hands.session, hands.desk.document, first.id, edge=Edge.START, offset=first.start + 1)
    assert hands.last is not None
    assert (hands.last.deed, hands.last.words) == (Deed.MARK, "روسيا")
    annotate.toggle_doubt(hands.session, hands.desk.document, first.id)
    assert hands.deed() is Deed.MARK
    hands.session.undo(hands.desk.document)
    assert hands.deed() is None


def test_a_submitted_article_is_offered_with_a_doubt(hands: Hands) -> None:
    hands.mark("روسيا")
    other = hands.session.read(hands.other.id)
    annotate.set_status(hands.session, other, Status.SUBMITTED)
    doubts = {p.doubt.english() for p in hands.places() if p.document == hands.other.id and p.doubt is not None}
    assert "in an article that you have submitted" in doubts


def test_a_search_that_is_broken_off_while_placing_stores_nothing(hands: Hands) -> None:
    hands.mark("روسيا")
    placing = sameagain.place(hands.session, hands.places())
    next(placing)
    placing.close()  # type: ignore[attr-defined]
    assert len(hands.marked()) == 1
    assert hands.marked(hands.other.id) == []


def test_fragments_are_alike_to_nothing(hands: Hands) -> None:
    desk = hands.desk
    claim = annotate.mark(hands.session, desk.document, desk.span("محادثات"), layer="claim", label="Claim")
    annotate.add_fragment(hands.session, desk.document, claim.id, desk.span("تركيا"))
    assert hands.last is not None
    with pytest.raises(RuleError):
        next(sameagain.search(hands.session, hands.last, VOCABULARY))
