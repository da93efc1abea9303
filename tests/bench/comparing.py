"""Comparing two sets of 5,000 annotations on one text: values in hand, and opened from the file to the first case."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from annotator.analysis.cases import AnnotationSetOf, compared
from annotator.model.annotated import AnnotatedDocument, AnnotationSet
from annotator.model.annotator import Annotator, Role
from annotator.model.identity import Handle, SetName
from annotator.model.span import Span
from annotator.model.workflow import Status
from annotator.operations.adjudicate import Adjudication
from annotator.operations.session import Session
from annotator.store.corpus import Corpus
from annotator.ui.quiet import opening
from tests.bench.corpora import default_scheme, long_article
from tests.bench.figures import Sample, report

RUNS = 15


def run() -> None:
    """Measure and print."""
    first = long_article(annotations=5_000)
    second = _as_another_has_it(first)
    sets = [AnnotationSetOf(name, r.annotations, r.relations) for name, r in ((_A, first), (_B, second))]
    text = first.document.text

    def plain() -> object:
        keys = [{(a.layer, a.label, a.fragments): a for a in one.annotations} for one in sets]
        return keys[0].keys() & keys[1].keys()

    ours = _processor_times(lambda: compared(text, sets))
    theirs = _processor_times(plain)
    report(
        "Two sets of 5,000 annotations into cases (values in hand, processor time)",
        Sample("compared", ours, "ms"),
        [Sample("two dicts of exact annotations, intersected", theirs, "ms")],
        reach="at most 100 ms",
        reached=sorted(ours)[len(ours) // 2] <= 100,
    )
    with tempfile.TemporaryDirectory() as name:
        opened = _opening(Path(name) / "two.isnad", first, second)
    report(
        "The same opened from the file until the first case can be shown (processor time)",
        Sample("Adjudication and its picture", opened, "ms"),
        reach="at most 100 ms",
        reached=sorted(opened)[len(opened) // 2] <= 100,
    )


_A, _B = SetName("amal"), SetName("basim")


def _as_another_has_it(record: AnnotatedDocument) -> AnnotatedDocument:
    """The same set with one annotation in ten otherwise: gone, shorter, answered differently."""
    chance = random.Random(3)
    kept, gone = [], set()
    for annotation in record.annotations:
        drawn = chance.random()
        if drawn < 0.04:
            gone.add(annotation.id)
            continue
        if drawn < 0.08 and len(annotation.fragments) == 1 and annotation.end - annotation.start > 4:
            kept.append(replace(annotation, fragments=(Span(annotation.start, annotation.end - 2),)))
        elif drawn < 0.1:
            kept.append(replace(annotation, unsure=True))
        else:
            kept.append(annotation)
    relations = [r for r in record.relations if not any(member in gone for _role, member in r.members())]
    return replace(record, annotations=tuple(kept), relations=tuple(relations))


def _opening(path: Path, first: AnnotatedDocument, second: AnnotatedDocument) -> list[float]:
    reviewer = Annotator(Handle("rana"), "Rana", Role.REVIEWER)
    with (
        Corpus.create(path, default_scheme(), author=reviewer.handle) as corpus,
        corpus.act("Import", author=reviewer.handle) as act,
    ):
        act.put_document(first.document)
        for name, record in ((_A, first), (_B, second)):
            header = AnnotationSet(name, Status.SUBMITTED, (), None, record.scheme)
            act.put_set(replace(record, annotation_set=header))
    session = Session.open(path, reviewer)
    try:
        return _processor_times(lambda: _open(session, first))
    finally:
        session.close()


def _open(session: Session, record: AnnotatedDocument) -> object:
    with opening():
        adjudication = Adjudication(session, record.document.id)
        return adjudication, adjudication.picture()


def _processor_times(step: Callable[[], object]) -> list[float]:
    """Milliseconds of processor time of each run, the first one not counted; to let go of its result is no part."""
    values = []
    for number in range(RUNS + 1):
        began = time.process_time()
        result = step()
        took = (time.process_time() - began) * 1000
        del result
        if number:
            values.append(took)
    return values


if __name__ == "__main__":
    run()
