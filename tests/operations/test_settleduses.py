from __future__ import annotations

from dataclasses import replace

from annotator.model.identity import ADJUDICATED, DocumentId
from annotator.model.workflow import Status
from annotator.operations import corpora
from annotator.operations.session import Session
from annotator.operations.settleduses import SettledUse, settled_uses
from annotator.operations.transfer import import_paths
from tests.operations.desk import HUDA, Desk


def test_the_same_words_are_found_in_adjudicated_sets_only(desk: Desk) -> None:
    import_paths(desk.session.corpus, [corpora.sample_corpus()], author=HUDA.handle)
    session = desk.session
    assert isinstance(session, Session)
    words = next(
        a.text(one.document.text)
        for one in session.corpus.every_annotated(sets=(ADJUDICATED,))
        for a in one.annotations
        if a.layer == "entity"
    )
    uses = [use for use in settled_uses(session, words, layer="entity", limit=3) if use is not None]
    assert 1 <= len(uses) <= 3
    assert all(isinstance(use, SettledUse) and use.around.text for use in uses)
    assert list(filter(None, settled_uses(session, "لا يوجد هذا اللفظ", layer="entity"))) == []


def test_what_was_decided_last_comes_first(desk: Desk) -> None:
    import_paths(desk.session.corpus, [corpora.sample_corpus()], author=HUDA.handle)
    session, corpus = desk.session, desk.session.corpus
    places: dict[str, set[str]] = {}
    for one in corpus.every_annotated(sets=(ADJUDICATED,)):
        for a in one.annotations:
            if a.layer == "cue":
                places.setdefault(a.text(one.document.text), set()).add(one.document.id)
    words, documents = next((words, sorted(ids)) for words, ids in sorted(places.items()) if len(ids) > 1)
    latest = corpus.annotated(DocumentId(documents[-1]), ADJUDICATED)
    assert latest.annotation_set is not None
    with corpus.act("Take over", author=HUDA.handle) as act:
        again = replace(latest.annotation_set, status=Status.IN_PROGRESS)
        act.put(again, document=latest.document.id)
    uses = [use for use in settled_uses(session, words, layer="cue") if use is not None]
    assert uses[0].document == latest.document.id
