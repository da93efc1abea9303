"""Who speaks: numbered by first appearance, whatever comes or goes."""

from __future__ import annotations

from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId, ReferentId
from annotator.model.referent import Referent
from annotator.model.span import Span
from annotator.operations.speakers import Speakers

# "Ahmad said so, Khalid stressed so, and Aḥmad (vocalised) added so"
TEXT = "قال أحمد كذا، وأكد خالد كذا، وأضاف أَحْمَد كذا."


def mention(id: str, words: str, referent: str | None = None) -> Annotation:
    """A source of these words."""
    start = TEXT.index(words)
    named = ReferentId(referent) if referent else None
    return Annotation(AnnotationId(id), "source", "Source", (Span(start, start + len(words)),), referent=named)


def test_a_speaker_before_all_others_moves_their_numbers() -> None:
    khalid, again = mention("k", "خالد"), mention("b", "أَحْمَد")
    speakers = Speakers(TEXT, [again, khalid])
    assert (speakers.number(khalid.id), speakers.number(again.id)) == (1, 2)
    speakers.put(mention("a", "أحمد"))
    assert (speakers.number(khalid.id), speakers.number(again.id), len(speakers)) == (2, 1, 2)
    speakers.drop(AnnotationId("a"))
    assert (speakers.number(khalid.id), speakers.number(again.id), len(speakers)) == (1, 2, 2)


def test_referents_that_are_found_to_be_the_same_are_one_speaker() -> None:
    first, second = mention("a", "أحمد", "ahmad"), mention("k", "خالد", "khalid")
    speakers = Speakers(TEXT, [first, second])
    assert (speakers.number(first.id), speakers.number(second.id)) == (1, 2)
    same = Referent(ReferentId("khalid"), "خالد", "person", same_as=ReferentId("ahmad"))
    speakers.learn_referents({same.id: same})
    assert (speakers.number(first.id), speakers.number(second.id), len(speakers)) == (1, 1, 1)


def test_who_is_no_source_has_no_number() -> None:
    speakers = Speakers(TEXT, [])
    speakers.drop(AnnotationId("a"))
    assert speakers.number(AnnotationId("a")) is None
    assert len(speakers) == 0
