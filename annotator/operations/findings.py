"""The consistency check as people use it: what is found in one's own work, mended as one act, or waved off."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final

from annotator.analysis.boundaries import Evidence, edges
from annotator.analysis.consistency import steps
from annotator.analysis.wordlabels import WordLabels
from annotator.language import N_
from annotator.model.annotated import AnnotatedDocument, SchemeRef
from annotator.model.annotation import Annotation
from annotator.model.changes import Change, ChangeSet, RecordKey, RecordKind
from annotator.model.consistency import Finding, FindingKind, Severity
from annotator.model.dismissal import Dismissal
from annotator.model.errors import RuleError, message
from annotator.model.identity import ADJUDICATED, AnnotationId, DocumentId, RelationId
from annotator.model.relation import Relation
from annotator.model.rules import annotation_problems, relation_problems
from annotator.operations import proposals
from annotator.operations.confirming import proposed
from annotator.operations.opendocument import OpenDocument
from annotator.operations.session import DocumentAct, Session
from annotator.store.revisions import now
from annotator.text.vocabulary import Vocabulary

GESTURE: Final = N_("Mend findings")
_WAVED_OFF: Final = N_("Wave findings off")
_BROUGHT_BACK: Final = N_("Show a finding again")
_ROUNDS: Final = 8
"""A border is mended thing by thing: a comma, the space before it, a quotation mark."""
_BORDERS: Final = (FindingKind.SPACE, FindingKind.PUNCTUATION, FindingKind.QUOTES, FindingKind.PROCLITIC)
_SEVERITIES: Final = tuple(Severity)
_KINDS: Final = tuple(FindingKind)
_A_STEP: Final = 300
"""Annotations that are counted in one step: some milliseconds."""
_OVER: Final = object()


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of the corpus has found in one more article.

    Attributes:
        done: Articles that were read.
        total: Articles to read.
        title: Title of the article.
        text: Its text.
        found: What was found, in reading order.
    """

    done: int
    total: int
    title: str
    text: str
    found: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Mended:
    """What was mended so far: findings, in how many articles."""

    findings: int
    documents: int


class Usage:
    """Labels of words in the corpus: in one's own sets and the adjudicated ones, whoever else has worked at it.

    So the work of others influences nobody, in a blind phase or out of it. Articles are read one by one, so that the
    caller can do something else in between.

    Args:
        session: Whose sets.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._stale = {summary.id for summary in session.documents()}
        self._counting: Iterator[None] = iter(())
        self.labels = WordLabels(session.scheme)

    def heard(self, changes: ChangeSet) -> None:
        """Take note of an act: of open articles what it changed is counted, others that it touched are read again."""
        if changes.replaced:
            self._stale |= changes.documents
        for change in changes.changes:
            document = change.key.document
            if document is None or document in self._stale:
                continue
            if change.key.kind is RecordKind.DOCUMENT:
                self._stale.add(document)
            elif change.key.kind is RecordKind.ANNOTATION and change.key.set_name in (
                self._session.own_set,
                ADJUDICATED,
            ):
                self._count(document, change)

    @property
    def stale(self) -> int:
        """How many articles are still to be read."""
        return len(self._stale)

    def step(self) -> bool:
        """Read one article, of a very long one a part; gives whether more is left."""
        under_way = self._count_on()
        if not under_way and self._stale:
            self._counting = self._read(self._stale.pop())
            under_way = self._count_on()
        return under_way or bool(self._stale)

    def _count_on(self) -> bool:
        """Count a part of the article under way; gives whether more of it is left."""
        return all(next(self._counting, _OVER) is not _OVER for _ in range(_A_STEP))

    def _read(self, document: DocumentId) -> Iterator[None]:
        corpus, own = self._session.corpus, self._session.own_set
        if not corpus.has_document(document):
            return self.labels.counting(document, "", ())
        settled = corpus.annotated(document, ADJUDICATED)
        opened = self._session.at_hand(document)
        # What is open need not be read; in a very long article that would be seen.
        mine = tuple(opened.annotations.values()) if opened is not None else corpus.annotated(document, own).annotations
        return self.labels.counting(document, settled.document.text, (*mine, *settled.annotations))

    def _count(self, document: DocumentId, change: Change) -> None:
        opened = self._session.at_hand(document)
        if opened is None:
            self._stale.add(document)
            return
        old, new = change.old, change.new
        self.labels.change(
            document,
            opened.text,
            old if isinstance(old, Annotation) else None,
            new if isinstance(new, Annotation) else None,
        )


@lru_cache(maxsize=1)
def evidence() -> Evidence:
    """What decides whether a letter is attached: the bundled vocabulary and the cue lexicon."""
    return Evidence(Vocabulary.bundled(), proposals.cue_in)


def in_document(session: Session, document: OpenDocument, usage: Usage | None = None) -> Iterator[Finding]:
    """What is found in the open document and was not waved off, in the order of ``annotations`` and relations.

    What submitting would confirm is not missing.

    Args:
        session: Whose work.
        document: The open document.
        usage: Labels of words in the corpus; without it only the document is compared with itself.
    """
    for found in in_steps(session, document, usage):
        yield from found


def in_steps(session: Session, document: OpenDocument, usage: Usage | None = None) -> Iterator[tuple[Finding, ...]]:
    """The same in small steps, most of them without a finding, so that a long article can be checked between frames.

    The document should not change meanwhile; who hears of an act begins anew.

    Args:
        session: Whose work.
        document: The open document.
        usage: Labels of words in the corpus; without it only the document is compared with itself.
    """
    record = AnnotatedDocument(
        document.document,
        tuple(document.zones.values()),
        document.header,
        tuple(sorted(document.annotations.values(), key=lambda annotation: annotation.order)),
        tuple(document.relations.values()),
        (),
        SchemeRef(session.scheme.name, session.scheme.version),
    )
    off = waved_off(session, document.document.id)
    labels = usage.labels if usage is not None else None
    yield ()
    for found in steps(
        record,
        document.scheme,
        evidence(),
        usage=labels,
        proposed=lambda about: proposed(document, about),
        touching=document.touching,
    ):
        yield tuple(finding for finding in found if finding.key not in off)


def in_corpus(session: Session, usage: Usage) -> Iterator[Checked]:
    """What is found in all of the person's own sets, article by article, so that others can work in between.

    Args:
        session: Whose work.
        usage: Labels of words in the corpus; read to the end before the first article is checked.
    """
    summaries = [summary for summary in session.documents() if session.own_set in summary.statuses]
    yield Checked(0, len(summaries), "", "", ())
    while usage.step():
        yield Checked(0, len(summaries), "", "", ())
    for done, summary in enumerate(summaries, start=1):
        document = _opened(session, summary.id)
        found: list[Finding] = []
        for step in in_steps(session, document, usage):
            found += step
            yield Checked(done - 1, len(summaries), "", "", ())
        yield Checked(done, len(summaries), summary.title, document.text, tuple(sorted_findings(found)))


def sorted_findings(found: Iterable[Finding]) -> list[Finding]:
    """The gravest first, then by kind, then in reading order."""
    return sorted(found, key=lambda f: (_SEVERITIES.index(f.severity), _KINDS.index(f.kind), f.span, f.key))


def mend(session: Session, document: OpenDocument, found: Collection[Finding]) -> int:
    """Mend findings of the open document as one act.

    Returns:
        How many were mended; those without a fix, or whose place has changed, are passed over.

    Raises:
        RuleError: If none of them can be mended.
    """
    session.ensure_own(document)
    with session.act(GESTURE, document) as act:
        count = _mend(act, document, found)
    if not count:
        raise RuleError(message("This cannot be mended without you."), message("Enter shows the place."))
    return count


def mend_everywhere(session: Session, found: Iterable[Finding]) -> Iterator[Mended]:
    """Mend findings of several articles as one act in the person's own sets; nothing is stored before the last step.

    Yields:
        What is mended so far, after each article.
    """
    mended = Mended(0, 0)
    ordered = sorted(found, key=lambda finding: finding.document)
    with session.shared_act(GESTURE) as act:
        for identifier, group in groupby(ordered, key=lambda finding: finding.document):
            document = _opened(session, identifier)
            count = _mend(act.within(document), document, list(group))
            mended = Mended(mended.findings + count, mended.documents + bool(count))
            yield mended


def wave_off(session: Session, found: Iterable[Finding], reason: str) -> None:
    """Let findings be no longer shown, as one act; they come back when what they are about changes.

    Args:
        session: Whose act it is.
        found: The findings.
        reason: Why they are none.
    """
    said = " ".join(reason.split())
    with session.shared_act(_WAVED_OFF) as act:
        for finding in found:
            act.put(Dismissal(finding.document, finding.set_name, finding.key, said, session.annotator, now()))


def bring_back(session: Session, dismissal: Dismissal) -> None:
    """Show a finding again that was waved off."""
    with session.shared_act(_BROUGHT_BACK) as act:
        act.erase(RecordKey(RecordKind.DISMISSAL, dismissal.document, None, dismissal.id))


def dismissals(session: Session, document: DocumentId) -> list[Dismissal]:
    """What was waved off in the person's own set of a document, the latest first."""
    mine = (d for d in session.corpus.remarks(Dismissal, document) if d.set_name == session.own_set)
    return sorted(mine, key=lambda dismissal: dismissal.at, reverse=True)


def waved_off(session: Session, document: DocumentId) -> frozenset[str]:
    """Keys of the findings that were waved off in the person's own set of a document."""
    return frozenset(dismissal.finding for dismissal in dismissals(session, document))


def _mend(act: DocumentAct, document: OpenDocument, found: Collection[Finding]) -> int:
    count = 0
    by_owner: dict[AnnotationId | RelationId, list[Finding]] = {}
    for finding in found:
        if finding.fix is not None and finding.document == document.document.id:
            by_owner.setdefault(finding.owner, []).append(finding)
    for owner, group in by_owner.items():
        relation = document.relations.get(RelationId(owner))
        annotation = document.annotations.get(AnnotationId(owner))
        value: Annotation | Relation | None = relation if relation is not None else annotation
        if value is None:
            continue
        mended: Annotation | Relation = (
            _mended_relation(value, group) if isinstance(value, Relation) else _mended(value, document.text, group)
        )
        if mended != value and _is_lawful(mended, document):
            act.put(mended)
            count += len(group)
    return count


def _is_lawful(value: Annotation | Relation, document: OpenDocument) -> bool:
    """Whether nothing is left that would be refused: a label that is gone is no machine's to replace."""
    if isinstance(value, Annotation):
        return not any(annotation_problems(value, document.scheme, text_length=len(document.text)))
    return not any(relation_problems(value, document.scheme, document.annotations))


def _mended(annotation: Annotation, text: str, group: Iterable[Finding]) -> Annotation:
    """The annotation with all fixes; borders are looked at anew after each, since one thing hides the next."""
    kinds = set()
    for finding in group:
        assert finding.fix is not None  # the others were left out
        if finding.kind in _BORDERS:
            kinds.add(finding.kind)
        else:
            annotation = finding.fix.mended(annotation)
    for _round in range(_ROUNDS):
        fixes = (edge.fix for edge in edges(annotation, text, evidence()) if edge.kind in kinds)
        fix = next((fix for fix in fixes if fix is not None), None)
        if fix is None:
            break
        annotation = fix.mended(annotation)
    return annotation


def _mended_relation(relation: Relation, group: Iterable[Finding]) -> Relation:
    for finding in group:
        assert finding.fix is not None  # the others were left out
        relation = finding.fix.mended_relation(relation)
    return relation


def _opened(session: Session, document: DocumentId) -> OpenDocument:
    return OpenDocument(
        session.corpus.annotated(document, session.own_set), scheme=session.scheme, set_name=session.own_set
    )
