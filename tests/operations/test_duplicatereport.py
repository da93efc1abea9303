"""Near-duplicates for people to look at, and what is frozen of them."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from annotator.model.annotator import Annotator
from annotator.model.identity import DocumentId, Handle
from annotator.model.scheme import Scheme
from annotator.operations import takeback
from annotator.operations.duplicatereport import (
    DuplicateReport,
    compare,
    find_duplicates,
    freeze_groups,
    freeze_plan,
    plan,
)
from annotator.operations.session import Session
from annotator.operations.splitting import SplitOptions
from annotator.operations.transfer import ExportCancelled, import_paths
from annotator.store.corpus import Corpus

HUDA = Annotator(Handle("huda"), "هدى")
# "The minister said in statement … that the olive harvest in the province is the best in many years."
_NEWS = "قال الوزير في البيان رقم {n} إن محصول الزيتون في المحافظة {n} هو الأفضل منذ {n} سنوات طويلة {n} مضت {n}"


@pytest.fixture
def session(tmp_path: Path, scheme: Scheme) -> Iterator[Session]:
    """Eight articles; the last is nearly the first, and was published earlier."""
    lines = [{"id": f"d{n}", "text": _NEWS.format(n=n * 7), "date": f"2026-11-{n + 10}"} for n in range(7)]
    lines.append({"id": "d7", "text": f"{_NEWS.format(n=0)} كما قال أمس", "date": "2026-11-01"})
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(map(orjson.dumps, lines)))
    path = tmp_path / "c.isnad"
    with Corpus.create(path, scheme, author=HUDA.handle) as opened:
        import_paths(opened, [tmp_path / "in.jsonl"], author=HUDA.handle)
    sitting = Session.open(path, HUDA)
    yield sitting
    sitting.close()


def report_of(session: Session, folder: Path) -> DuplicateReport:
    snapshot = folder / "snapshot.isnad"
    session.corpus.snapshot(snapshot)
    return find_duplicates(snapshot, viewer=HUDA.handle)


def run_through(steps: Generator[tuple[int, int], None, Any]) -> Any:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def test_a_pair_tells_how_near_and_which_is_older(session: Session, tmp_path: Path) -> None:
    report = report_of(session, tmp_path)
    assert (report.articles, report.groups) == (8, (("d0", "d7"),))
    (pair,) = report.pairs
    assert (pair.one.id, pair.other.id) == ("d7", "d0")
    assert 0.5 <= pair.likeness < 1
    comparison = compare(session.corpus.document(pair.one.id).text, session.corpus.document(pair.other.id).text)
    assert [mark.of(comparison.one) for mark in comparison.one_marks] == ["كما قال أمس"]
    assert comparison.other_marks == ()


def test_the_search_can_be_broken_off(session: Session, tmp_path: Path) -> None:
    snapshot = tmp_path / "snapshot.isnad"
    session.corpus.snapshot(snapshot)
    with pytest.raises(ExportCancelled):
        find_duplicates(snapshot, viewer=HUDA.handle, cancelled=lambda: True)


def test_groups_are_frozen_as_one_act_that_history_takes_back(session: Session, tmp_path: Path) -> None:
    groups = report_of(session, tmp_path).groups
    before = len(session.corpus.history())
    assert run_through(freeze_groups(session, groups)) == 2
    assert len(session.corpus.history()) == before + 1
    documents = [session.corpus.document(DocumentId(name)) for name in ("d0", "d7", "d1")]
    assert documents[0].group == documents[1].group is not None
    assert documents[2].group is None
    assert run_through(freeze_groups(session, groups)) == 0
    act = takeback.latest_of_several(session)
    assert act is not None
    takeback.take_back(session, act)
    assert session.corpus.document(DocumentId("d0")).group is None


def test_a_split_that_was_planned_is_frozen_as_one_act(session: Session, tmp_path: Path) -> None:
    snapshot = tmp_path / "snapshot.isnad"
    session.corpus.snapshot(snapshot)
    chosen = plan(snapshot, SplitOptions((50, 25, 25), seed=3))
    before = len(session.corpus.history())
    assert run_through(freeze_plan(session, chosen)) == 8
    assert len(session.corpus.history()) == before + 1
    assert {i: session.corpus.document(i).split for i in chosen.assigned} == chosen.assigned
    act = takeback.latest_of_several(session)
    assert act is not None
    takeback.take_back(session, act)
    assert session.corpus.document(DocumentId("d0")).split is None
    assert session.corpus.check() == []


def test_writing_that_is_broken_off_leaves_nothing(session: Session, tmp_path: Path) -> None:
    lines = [{"id": f"m{n}", "text": f"خبر قصير رقم {n} عن المرفأ", "date": "2026-11-02"} for n in range(40)]
    (tmp_path / "more.jsonl").write_bytes(b"\n".join(map(orjson.dumps, lines)))
    import_paths(session.corpus, [tmp_path / "more.jsonl"], author=HUDA.handle)
    snapshot = tmp_path / "snapshot.isnad"
    session.corpus.snapshot(snapshot)
    steps = freeze_plan(session, plan(snapshot, SplitOptions((80, 10, 10))))
    next(steps)
    steps.close()
    assert all(session.corpus.document(summary.id).split is None for summary in session.corpus.documents())
