"""Bundles by the command line: what is said, and the status that goes with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.__main__ import main
from annotator.model.identity import Handle, ReferentId, SetName
from annotator.model.referent import Referent
from annotator.operations import settings
from annotator.store.corpus import Corpus

Output = pytest.CaptureFixture[str]


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """An empty corpus of a colleague."""
    path = tmp_path / "theirs.isnad"
    assert main(["new", str(path)]) == 0
    return path


@pytest.fixture
def parcel(corpus: Path, tmp_path: Path) -> Path:
    """A bundle of the corpus of three articles."""
    path = tmp_path / "x.isnad-bundle"
    assert main(["bundle", str(corpus), "--out", str(path)]) == 0
    return path


def test_a_bundle_goes_into_another_corpus_and_again_without_effect(
    corpus: Path, theirs: Path, parcel: Path, capsys: Output
) -> None:
    capsys.readouterr()
    assert main(["merge", str(theirs), str(parcel), str(parcel)]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "3 new articles" in told.err
    assert "amal: " in told.err
    assert "nothing new" in told.err
    with Corpus.open(corpus) as ours, Corpus.open(theirs) as other:
        assert list(ours.every_annotated()) == list(other.every_annotated())


def test_one_persons_work_can_be_given_alone(corpus: Path, theirs: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.isnad-bundle"
    with Corpus.open(corpus) as opened:
        (name,) = opened.set_names_in_use()
    assert main(["bundle", str(corpus), "--out", str(path), "--annotator", "nobody"]) == 2
    assert not path.exists()
    assert main(["bundle", str(corpus), "--out", str(path), "--annotator", name]) == 0
    assert main(["merge", str(theirs), str(path)]) == 0
    with Corpus.open(theirs) as other:
        assert other.set_names_in_use() == (SetName(name),)


def test_what_is_refused_is_named_and_the_rest_comes_in(
    theirs: Path, parcel: Path, tmp_path: Path, capsys: Output
) -> None:
    damaged = tmp_path / "damaged.isnad-bundle"
    damaged.write_bytes(parcel.read_bytes()[:200])
    missing = tmp_path / "missing.isnad-bundle"
    assert main(["merge", str(theirs), str(damaged), str(missing)]) == 2
    capsys.readouterr()
    assert main(["merge", str(theirs), str(damaged), str(parcel), str(missing), "--json"]) == 1
    told = capsys.readouterr()
    assert "damaged.isnad-bundle" in told.err
    assert "missing.isnad-bundle" in told.err
    first, second, third = json.loads(told.out)["bundles"]
    assert "refused" in first
    assert "refused" in third
    assert second["people"] == {"amal": second["revisions"]}
    assert len(second["documents"]) == 3


def test_what_was_changed_apart_is_told(corpus: Path, theirs: Path, tmp_path: Path, capsys: Output) -> None:
    for path, author, name in ((corpus, "amal", "الوزير"), (theirs, "basim", "وزير المالية")):
        with Corpus.open(path) as opened, opened.act("Name", author=Handle(author)) as act:
            act.put(Referent(ReferentId("e1"), name, "PERS"))
    parcel = tmp_path / "x.isnad-bundle"
    settings.save(settings.Settings(handle="amal"))
    assert main(["bundle", str(corpus), "--out", str(parcel)]) == 0
    capsys.readouterr()
    assert main(["--language", "en", "merge", str(theirs), str(parcel)]) == 0
    assert "Changed apart: the referent “" in capsys.readouterr().err
