"""The consistency check and history on one article of 5,000 annotations, beside reading the same from the file."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotator import Annotator
from annotator.model.identity import DocumentId, Handle, SetName
from annotator.operations import annotate, findings, timeline
from annotator.operations.session import Session
from annotator.store.corpus import Corpus
from tests.bench.corpora import default_scheme, long_article
from tests.bench.figures import Sample, report

RUNS = 9


def run() -> None:
    """Measure and print; processor time."""
    record = long_article(annotations=5_000)
    header = record.annotation_set
    assert header is not None  # long_article gives one
    person = Annotator(Handle(header.name), "Amal")
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "check.isnad"
        with (
            Corpus.create(path, default_scheme(), author=person.handle) as corpus,
            corpus.act("Import", author=person.handle) as act,
        ):
            act.put_document(record.document, record.zones)
            act.put_set(record)
        session = Session.open(path, person)
        document = session.read(record.document.id)
        for annotation in record.annotations[:300]:
            annotate.set_note(session, document, annotation.id, "راجع")
        findings.evidence()
        latest = timeline.acts(session, record.document.id)[0]
        own = SetName(person.handle)
        read = Sample("the same set read from the file", _times(lambda: corpus_of(session, record.document.id)), "ms")
        checked = _times(lambda: list(findings.in_document(session, document)))
        back = _times(lambda: timeline.look_back(session, record.document.id, own, latest.act))
        for title, name_of, values, most in (
            ("The consistency check of 5,000 annotations (processor time)", "checked", checked, 1_000),
            ("The article as it was, read from the log after 300 acts", "looked back", back, 200),
        ):
            within = sorted(values)[len(values) // 2] <= most
            report(title, Sample(name_of, values, "ms"), [read], reach=f"at most {most} ms", reached=within)
        session.close()


def corpus_of(session: Session, document: DocumentId) -> AnnotatedDocument:
    """The yardstick: the set as it stands, read from its tables."""
    return session.corpus.annotated(document, session.own_set)


def _times(work: Callable[[], object]) -> list[float]:
    times = []
    for _ in range(RUNS):
        before = time.process_time()
        work()
        times.append((time.process_time() - before) * 1000)
    return times
