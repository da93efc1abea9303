"""A split is frozen in the corpus as one act, and export uses it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from annotator.model.identity import DocumentId, Handle
from annotator.model.scheme import Scheme
from annotator.operations.splitting import SplitOptions, freeze_split, plan_split
from annotator.operations.transfer import ExportOptions, export, import_paths
from annotator.store.corpus import Corpus

HUDA = Handle("huda")
# "The minister said in statement number … that the harvest of olives is the best that the province had in many years."
_NEWS = "قال الوزير في البيان رقم {n} إن محصول الزيتون في المحافظة {n} هو الأفضل منذ {n} سنوات طويلة {n} مضت {n}"


@pytest.fixture
def corpus(tmp_path: Path, scheme: Scheme) -> Iterator[Corpus]:
    """Twenty articles, two of them near-duplicates."""
    lines = [{"id": f"d{n:02}", "text": _NEWS.format(n=n * 7), "date": f"2026-11-{n + 1:02}"} for n in range(19)]
    lines.append({"id": "d19", "text": f"{_NEWS.format(n=0)} كما قال", "date": "2026-11-30"})
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(map(orjson.dumps, lines)))
    with Corpus.create(tmp_path / "c.isnad", scheme, author=HUDA) as opened:
        import_paths(opened, [tmp_path / "in.jsonl"], author=HUDA)
        yield opened


def _splits(corpus: Corpus) -> dict[str, str | None]:
    return {summary.id: corpus.document(summary.id).split for summary in corpus.documents()}


def test_the_split_is_one_act_that_can_be_taken_back(corpus: Corpus) -> None:
    before = len(corpus.history())
    report = freeze_split(corpus, SplitOptions((80, 10, 10), seed=1), author=HUDA)
    assert report.counts == {"train": 16, "validation": 2, "test": 2}
    assert report.groups == (("d00", "d19"),)
    assert len(corpus.history()) == before + 1
    assert corpus.document(DocumentId("d00")).group == corpus.document(DocumentId("d19")).group == "near-d00"
    assert corpus.document(DocumentId("d00")).split == corpus.document(DocumentId("d19")).split
    assert report.changes is not None
    corpus.undo_act(report.changes.act, author=HUDA)
    assert set(_splits(corpus).values()) == {None}
    assert corpus.check() == []


def test_dividing_again_moves_nothing_unless_asked(corpus: Corpus) -> None:
    freeze_split(corpus, SplitOptions((80, 10, 10), seed=1), author=HUDA)
    frozen = _splits(corpus)
    report = freeze_split(corpus, SplitOptions((50, 25, 25), seed=9), author=HUDA)
    assert (report.changes, report.kept, _splits(corpus)) == (None, 20, frozen)
    report = freeze_split(corpus, SplitOptions((50, 25, 25), seed=9, again=True), author=HUDA)
    assert report.counts == {"train": 10, "validation": 5, "test": 5}


def test_a_near_duplicate_that_comes_later_follows_the_one_that_is_here(corpus: Corpus, tmp_path: Path) -> None:
    freeze_split(corpus, SplitOptions((80, 10, 10), seed=1), author=HUDA)
    known = next(name for name, split in _splits(corpus).items() if split == "test")
    text = corpus.document(DocumentId(known)).text + " أيضا"
    (tmp_path / "more.jsonl").write_bytes(orjson.dumps({"id": "new", "text": text}))
    import_paths(corpus, [tmp_path / "more.jsonl"], author=HUDA)
    report = freeze_split(corpus, SplitOptions((80, 10, 10), seed=1), author=HUDA)
    assert (_splits(corpus)["new"], report.moved) == ("test", ())


def test_by_date_the_newest_are_the_test(corpus: Corpus) -> None:
    report = freeze_split(corpus, SplitOptions((80, 10, 10), by_date=True), author=HUDA)
    splits = _splits(corpus)
    assert splits["d19"] == splits["d00"] == "test"
    assert splits["d01"] == "train"
    assert report.undated == ()


def test_export_uses_the_frozen_split_and_another_one_only_for_once(corpus: Corpus, tmp_path: Path) -> None:
    freeze_split(corpus, SplitOptions((80, 10, 10), seed=1), author=HUDA)
    frozen = _splits(corpus)

    def exported(folder: str, **options: object) -> dict[str, str]:
        export(corpus, tmp_path / folder, options=ExportOptions(**options))  # type: ignore[arg-type]
        return {
            orjson.loads(line)["id"]: split
            for split in ("train", "validation", "test")
            for line in (tmp_path / folder / f"{split}.jsonl").read_bytes().splitlines()
        }

    assert exported("frozen") == frozen
    once = exported("once", split=(50, 25, 25), seed=3)
    assert (once["d00"], len(once)) == (once["d19"], 20)
    assert once != frozen
    assert _splits(corpus) == frozen
    table = orjson.loads((tmp_path / "once" / "manifest.json").read_bytes())
    assert (table["split"], table["seed"]) == ([50, 25, 25], 3)
    assert {split: counts["documents"] for split, counts in table["splits"].items()} == {
        "train": 10, "validation": 5, "test": 5,
    }  # fmt: skip


def test_a_plan_writes_nothing_and_says_what_would_change(corpus: Corpus) -> None:
    before = len(corpus.history())
    plan = plan_split(corpus, SplitOptions((80, 10, 10), seed=1))
    assert plan.duplicates == (("d00", "d19"),)
    assert plan.names[DocumentId("d00")] == plan.names[DocumentId("d19")]
    assert len(plan.changed) == len(plan.assigned) == 20
    assert sum(sum(counts.values()) for counts in plan.outlets.values()) == 20
    assert len(corpus.history()) == before
    assert plan_split(corpus, SplitOptions((80, 10, 10), seed=1), duplicates=plan.duplicates) == plan


def test_what_is_planned_is_what_is_frozen(corpus: Corpus) -> None:
    options = SplitOptions((60, 20, 20), seed=5)
    plan = plan_split(corpus, options)
    freeze_split(corpus, options, author=HUDA)
    assert _splits(corpus) == plan.assigned
    assert plan_split(corpus, options).changed == ()
