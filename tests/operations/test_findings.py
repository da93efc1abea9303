"""The consistency check at a real corpus file: found, mended as one act, waved off."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.annotation import Annotation
from annotator.model.consistency import Finding, FindingKind
from annotator.model.document import new_document
from annotator.model.errors import RuleError
from annotator.model.identity import AnnotationId
from annotator.model.span import Span
from annotator.operations import annotate, findings
from annotator.operations.findings import Usage
from tests.operations.desk import Desk


def found(desk: Desk, usage: Usage | None = None) -> list[Finding]:
    return findings.sorted_findings(findings.in_document(desk.session, desk.document, usage))


def of_kind(desk: Desk, kind: FindingKind) -> list[Finding]:
    return [finding for finding in found(desk) if finding.kind is kind]


def put(desk: Desk, words: str, layer: str, label: str) -> Annotation:
    """An annotation as an import brings it: nothing is tidied."""
    annotation = Annotation(AnnotationId(f"x{words}"), layer, label, (desk.span(words),))
    with desk.session.act("Import", desk.document) as act:
        act.put(annotation)
    return annotation


def finished(desk: Desk) -> None:
    desk.press("Q", "قالت")
    source = desk.press("S", "وزيرة الزراعة ليلى حداد")
    desk.press("C", "إن المحصول تضاعف")
    annotate.set_attribute(desk.session, desk.document, source.id, "naming", "named")


def test_finished_work_has_no_findings(desk: Desk) -> None:
    finished(desk)
    assert found(desk) == []


def test_borders_are_mended_thing_by_thing_in_one_act(desk: Desk) -> None:
    claim = put(desk, "إن المحصول تضاعف، ", "claim", "Claim")
    city = put(desk, " آذار.", "entity", "DATE")
    wanted = [f for f in found(desk) if f.fix is not None]
    assert {f.kind for f in wanted} == {FindingKind.SPACE}
    assert findings.mend(desk.session, desk.document, wanted) == 2
    assert desk.document.annotations[claim.id].text(desk.document.text) == "إن المحصول تضاعف،"
    rest = [f for f in found(desk) if f.fix is not None]
    assert {f.kind for f in rest} == {FindingKind.PUNCTUATION}
    findings.mend(desk.session, desk.document, rest)
    assert desk.document.annotations[claim.id].text(desk.document.text) == "إن المحصول تضاعف"
    assert desk.document.annotations[city.id].text(desk.document.text) == "آذار"
    desk.session.undo(desk.document)
    assert desk.document.annotations[city.id].text(desk.document.text) == "آذار."
    assert desk.stored() == desk.shown()


def test_what_no_machine_can_mend_is_said(desk: Desk) -> None:
    desk.mark("C", "إن المحصول تضاعف")
    with pytest.raises(RuleError, match="without you"):
        findings.mend(desk.session, desk.document, of_kind(desk, FindingKind.OPEN))


def test_a_finding_waved_off_stays_away_until_its_place_changes(desk: Desk) -> None:
    claim = desk.mark("C", "إن المحصول تضاعف")
    findings.wave_off(desk.session, of_kind(desk, FindingKind.OPEN), "  قول  بلا قائل ")
    assert of_kind(desk, FindingKind.OPEN) == []
    desk.reopen()
    assert of_kind(desk, FindingKind.OPEN) == []
    (dismissal,) = findings.dismissals(desk.session, desk.document.document.id)
    assert dismissal.reason == "قول بلا قائل"
    assert dismissal.author == "huda"
    annotate.set_extent(desk.session, desk.document, claim.id, desk.span("إن المحصول"))
    assert len(of_kind(desk, FindingKind.OPEN)) == 1


def test_a_finding_comes_back_by_hand_and_by_undo(desk: Desk) -> None:
    desk.mark("C", "إن المحصول تضاعف")
    findings.wave_off(desk.session, of_kind(desk, FindingKind.OPEN), "")
    findings.bring_back(desk.session, findings.dismissals(desk.session, desk.document.document.id)[0])
    assert len(of_kind(desk, FindingKind.OPEN)) == 1
    findings.wave_off(desk.session, of_kind(desk, FindingKind.OPEN), "")
    desk.session.undo(desk.document)
    assert len(of_kind(desk, FindingKind.OPEN)) == 1


# "The Coast agency welcomed the step. The Coast agency expects more."
NEWS = "رحبت وكالة الساحل بالخطوة. وتتوقع وكالة الساحل المزيد."


@pytest.fixture
def two(tmp_path: Path) -> Desk:
    """A desk with a second article in which the agency is marked as a place, twice as an organisation in the first."""
    desk = Desk(tmp_path, NEWS)
    for at in (0, 12):
        start = NEWS.index("وكالة الساحل", at)
        annotate.mark(desk.session, desk.document, Span(start, start + 12), layer="entity", label="ORG")
    other = new_document("قالت وكالة الساحل، إن الجسر مفتوح.")
    with desk.session.corpus.act("Import", author=desk.session.annotator) as act:
        act.put_document(other)
    opened = desk.session.read(other.id)
    start = opened.text.index("وكالة الساحل")
    annotate.mark(desk.session, opened, Span(start, start + 13), layer="entity", label="FAC")
    return desk


def test_the_corpus_is_compared_word_by_word_and_mended_as_one_act(two: Desk) -> None:
    usage = Usage(two.session)
    steps = list(findings.in_corpus(two.session, usage))
    assert (steps[-1].done, steps[-1].total) == (2, 2)
    everything = [finding for step in steps for finding in step.found]
    assert {f.kind for f in everything} == {FindingKind.PUNCTUATION}
    assert list(findings.mend_everywhere(two.session, everything))[-1].findings == 1
    usage.heard(two.session.corpus.undo_act(two.session.corpus.history(limit=1)[0].act, author=two.session.annotator))
    list(findings.mend_everywhere(two.session, everything))
    fresh = Usage(two.session)
    again = [finding for step in findings.in_corpus(two.session, fresh) for finding in step.found]
    assert {f.kind for f in again} == {FindingKind.LABELS}
    mended = list(findings.mend_everywhere(two.session, again))[-1]
    assert (mended.findings, mended.documents) == (1, 1)
    last = two.session.corpus.history(limit=1)[0]
    assert last.gesture == findings.GESTURE
    labels = {a.label for r in two.session.corpus.every_annotated() for a in r.annotations}
    assert labels == {"ORG"}
    two.session.close()


def test_what_changes_in_an_open_article_is_counted_at_once(two: Desk) -> None:
    usage = Usage(two.session)
    while usage.step():
        pass
    two.session.subscribe(usage.heard)
    first, second = sorted(two.document.annotations.values(), key=lambda a: a.start)
    annotate.relabel(two.session, two.document, first.id, "LOC")
    assert usage.stale == 0
    assert usage.labels.usual(second, two.document.text) == ("LOC", 1)
    two.session.undo(two.document)
    assert usage.labels.usual(second, two.document.text) is None
    two.session.close()


def test_what_changes_while_an_article_is_being_counted_is_counted_once(
    two: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findings, "_A_STEP", 1)
    usage = Usage(two.session)
    two.session.subscribe(usage.heard)
    first, second = sorted(two.document.annotations.values(), key=lambda a: a.start)
    turned = False
    while usage.step():
        if not turned and usage.stale == 0:
            annotate.relabel(two.session, two.document, first.id, "LOC")
            annotate.relabel(two.session, two.document, second.id, "LOC")
            turned = True
    assert turned
    fresh = Usage(two.session)
    while fresh.step():
        pass
    for annotation in two.document.annotations.values():
        assert usage.labels.usual(annotation, two.document.text) == fresh.labels.usual(annotation, two.document.text)
    two.session.close()


def test_an_article_that_changed_and_is_not_open_is_read_again(two: Desk) -> None:
    usage = Usage(two.session)
    while usage.step():
        pass
    first, second = sorted(two.document.annotations.values(), key=lambda a: a.start)
    two.session.leave(two.document.document.id)
    two.session.subscribe(usage.heard)
    annotate.relabel(two.session, two.session.read(two.document.document.id), first.id, "LOC")
    two.session.leave(two.document.document.id)
    usage.heard(two.session.corpus.undo_act(two.session.corpus.history(limit=1)[0].act, author=two.session.annotator))
    assert usage.stale == 1
    usage.step()
    assert usage.labels.usual(second, two.document.text) is None
    two.session.close()
