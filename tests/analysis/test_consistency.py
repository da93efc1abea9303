"""The consistency check of one set: kinds, keys, fixes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.analysis.boundaries import Evidence
from annotator.analysis.consistency import findings
from annotator.model.annotated import AnnotatedDocument, AnnotationSet, SchemeRef
from annotator.model.annotation import Annotation
from annotator.model.consistency import Finding, FindingKind
from annotator.model.document import new_document
from annotator.model.identity import AnnotationId, RelationId, SetName
from annotator.model.relation import Relation
from annotator.model.scheme import Scheme
from annotator.model.span import fragments_of
from annotator.model.workflow import Status
from annotator.text.vocabulary import Vocabulary

# "Moscow denied that the talks had stopped. Moscow said that the way is open."
TEXT = "نفت موسكو أن المحادثات توقفت. وقالت موسكو إن الطريق مفتوح."
EVIDENCE = Evidence(Vocabulary({"موسكو": 40}), lambda _text, _word: None)
REFERENCE = SchemeRef("arabic-news", "1")


def marked(name: str, words: str, layer: str, label: str, at: int = 0, **values: str) -> Annotation:
    start = TEXT.index(words, at)
    return Annotation(AnnotationId(name), layer, label, fragments_of([(start, start + len(words))]), values)


SOURCE = marked("s", "موسكو", "source", "Source", naming="named")
CUE = marked("q", "نفت", "cue", "Cue", cue_class="deny", polarity="positive")
CLAIM = marked("c", "أن المحادثات توقفت", "claim", "Claim", quote_type="indirect")
CHAIN = Relation(
    RelationId("r"), "attribution",
    {"claim": (CLAIM.id,), "source": (SOURCE.id,), "cue": (CUE.id,)}, {"holder": "text", "stance": "deny"},
)  # fmt: skip


def check(
    scheme: Scheme, *annotations: Annotation, relations: tuple[Relation, ...] = (), proposed: bool = False
) -> list[Finding]:
    header = AnnotationSet(SetName("huda"), Status.IN_PROGRESS, (), None, REFERENCE)
    ordered = tuple(sorted(annotations, key=lambda a: a.order))
    record = AnnotatedDocument(new_document(TEXT), (), header, ordered, relations, (), REFERENCE)

    def offered(about: Annotation | Relation) -> dict[str, str]:
        return {"quote_type": "indirect"} if proposed and about.id == CLAIM.id else {}

    return list(findings(record, scheme, EVIDENCE, proposed=offered))


def kinds(found: list[Finding]) -> list[FindingKind]:
    return [finding.kind for finding in found]


def test_a_whole_attribution_with_its_answers_has_no_findings(scheme: Scheme) -> None:
    assert check(scheme, SOURCE, CUE, CLAIM, relations=(CHAIN,)) == []


def test_a_claim_without_attribution_and_parts_without_a_claim_are_found(scheme: Scheme) -> None:
    found = check(scheme, SOURCE, CUE, CLAIM)
    assert sorted(kinds(found)) == [FindingKind.OPEN, FindingKind.UNTIED, FindingKind.UNTIED]
    assert {finding.owner for finding in found} == {"s", "q", "c"}


def test_a_missing_answer_is_found_unless_submitting_will_give_it(scheme: Scheme) -> None:
    bare = replace(CLAIM, attributes={})
    assert kinds(check(scheme, SOURCE, CUE, bare, relations=(CHAIN,))) == [FindingKind.MISSING]
    assert check(scheme, SOURCE, CUE, bare, relations=(CHAIN,), proposed=True) == []


def test_a_relation_is_shown_at_its_claim(scheme: Scheme) -> None:
    (found,) = check(scheme, SOURCE, CUE, CLAIM, relations=(replace(CHAIN, attributes={"holder": "text"}),))
    assert (found.owner, found.anchor, found.kind) == ("r", "c", FindingKind.MISSING)


def test_a_stance_against_its_cue_and_a_holder_against_its_source_contradict(scheme: Scheme) -> None:
    wrong = replace(CHAIN, attributes={"holder": "unstated", "stance": "assert"})
    found = check(scheme, SOURCE, CUE, CLAIM, relations=(wrong,))
    assert kinds(found) == [FindingKind.CONTRADICTION] * 2
    assert len({finding.key for finding in found}) == 2


def test_the_same_words_with_another_label_are_found_at_the_later_place(scheme: Scheme) -> None:
    first = marked("e1", "موسكو", "entity", "GPE")
    second = marked("e2", "موسكو", "entity", "ORG", at=first.end)
    (found,) = check(scheme, first, second)
    assert (found.owner, found.kind) == ("e2", FindingKind.LABELS)
    assert found.fix is not None
    assert found.fix.mended(second).label == "GPE"


def test_two_labels_on_the_same_letters_are_found_and_left_to_a_person(scheme: Scheme) -> None:
    (found,) = check(scheme, marked("e1", "موسكو", "entity", "GPE"), marked("e2", "موسكو", "entity", "ORG"))
    assert found.kind is FindingKind.LABELS
    assert found.fix is None


def test_what_lies_across_is_found_once(scheme: Scheme) -> None:
    one = marked("e1", "نفت موسكو", "entity", "ORG")
    other = marked("e2", "موسكو أن", "entity", "ORG")
    assert kinds(check(scheme, one, other)).count(FindingKind.CROSSING) == 1


@pytest.mark.parametrize(
    ("value", "mendable"),
    [
        (replace(SOURCE, label="Witness"), False),
        (replace(SOURCE, layer="witness"), False),
        (replace(SOURCE, attributes={"naming": "secret"}), True),
        (replace(SOURCE, attributes={"mood": "good"}), True),
    ],
)
def test_what_the_scheme_no_longer_has_is_found(value: Annotation, mendable: bool, scheme: Scheme) -> None:
    found = [finding for finding in check(scheme, value) if finding.kind is FindingKind.SCHEME]
    assert len(found) == 1
    assert (found[0].fix is not None) is mendable
    if found[0].fix is not None:
        assert dict(found[0].fix.mended(value).attributes) == {}


def test_a_relation_or_a_value_that_the_scheme_no_longer_has_is_found(scheme: Scheme) -> None:
    gone = Relation(RelationId("g"), "rebuts", {"head": (CLAIM.id,), "tail": (CLAIM.id,)})
    valued = replace(CHAIN, attributes={**CHAIN.attributes, "mood": "good"})
    found = check(scheme, SOURCE, CUE, CLAIM, relations=(valued, gone))
    assert kinds(found) == [FindingKind.SCHEME] * 2
    assert found[0].fix is not None
    assert "mood" not in found[0].fix.mended_relation(valued).attributes


def test_the_key_stays_with_the_place_and_goes_with_it(scheme: Scheme) -> None:
    (before,) = check(scheme, CLAIM)
    (renamed,) = check(scheme, replace(CLAIM, id=AnnotationId("other")))
    (noted,) = check(scheme, replace(CLAIM, note="راجع النص"))
    moved = replace(CLAIM, fragments=fragments_of([(CLAIM.start, CLAIM.end - 6)]))
    (changed,) = [finding for finding in check(scheme, moved) if finding.kind is FindingKind.OPEN]
    assert before.key == renamed.key == noted.key != changed.key
