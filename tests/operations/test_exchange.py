"""Bundles: what goes along, what a merge reports, and what it refuses by name."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import orjson
import pytest

from annotator.formats.bundle import BundleFile
from annotator.model.annotation import Annotation
from annotator.model.annotator import Annotator, Role
from annotator.model.errors import NotFound
from annotator.model.identity import ADJUDICATED, AnnotationId, ReferentId, RelationId, SetName
from annotator.model.referent import Referent
from annotator.model.relation import Relation
from annotator.model.scheme import Scheme, scheme_of
from annotator.model.span import Span
from annotator.model.workflow import Status, Workflow
from annotator.operations import exchange, receiving
from annotator.operations.receiving import BundleRefused
from annotator.operations.visibility import Hidden
from annotator.store.corpus import Corpus
from annotator.store.foreign import travelling
from tests.operations.colleagues import (
    ARTICLES,
    HODA,
    RANIA,
    SAMIR,
    claim,
    everything,
    hand_made,
    log,
    scheme,
    texts,
    work,
)


@pytest.fixture
def hers(tmp_path: Path) -> Iterator[Corpus]:
    """Hoda's corpus: two articles, her work on one of them, and an adjudicated set."""
    with Corpus.create(tmp_path / "هدى.isnad", scheme(), author=HODA) as corpus:  # “Hoda”
        with corpus.act("Import", author=HODA) as act:
            for article in ARTICLES:
                act.put_document(article)
            act.put(Annotator(HODA, "هدى العطار"))
            act.put(Annotator(SAMIR, "سمير عون"))
        with corpus.act("Work", author=HODA) as act:
            act.put_set(work(0, HODA, claim("a1", 9), status=Status.IN_PROGRESS))
            act.put_set(work(0, ADJUDICATED, claim("a1", 8), status=Status.APPROVED))
        yield corpus


@pytest.fixture
def his(tmp_path: Path) -> Iterator[Corpus]:
    """Samir's corpus, begun apart."""
    with Corpus.create(tmp_path / "سمير.isnad", scheme(), author=SAMIR) as corpus:
        yield corpus


def sent(corpus: Corpus, tmp_path: Path, **choice: object) -> Path:
    path = tmp_path / "sent.isnad-bundle"
    exchange.bundle(corpus, path, **({"maker": HODA} | choice))  # type: ignore[arg-type]
    return path


def test_a_colleague_gets_articles_shared_records_and_the_chosen_sets(
    hers: Corpus, his: Corpus, tmp_path: Path
) -> None:
    with hers.act("Work", author=SAMIR) as act:
        act.put_set(work(1, SAMIR, claim("b1", 9), status=Status.SUBMITTED))
    report = exchange.bundle(hers, tmp_path / "x.isnad-bundle", maker=HODA, people=[SetName(HODA)])
    assert list(report.sets) == [ADJUDICATED, HODA]
    assert report.documents == 2
    merged = receiving.merge(his, report.path, author=SAMIR)
    assert merged.revisions == report.revisions
    assert merged.people == {HODA: report.revisions}
    assert merged.sets == {ADJUDICATED: 1, HODA: 1}
    assert len(merged.documents) == 2
    assert merged.overruled == ()
    assert merged.changes is not None
    assert set(his.set_names_in_use()) == {ADJUDICATED, HODA}
    assert his.document(ARTICLES[1].id) == ARTICLES[1]
    assert his.check() == []


def test_a_bundle_comes_twice_and_nothing_happens(hers: Corpus, his: Corpus, tmp_path: Path) -> None:
    path = sent(hers, tmp_path)
    receiving.merge(his, path, author=SAMIR)
    before, rows = everything(his), log(his)
    again = receiving.merge(his, path, author=SAMIR)
    assert (again.revisions, again.changes, again.documents) == (0, None, ())
    assert (everything(his), log(his)) == (before, rows)


def test_the_work_of_the_one_who_merges_stays_as_it_is(hers: Corpus, his: Corpus, tmp_path: Path) -> None:
    with his.act("Work", author=SAMIR) as act:
        act.put_document(ARTICLES[0])
        act.put_set(work(0, SAMIR, claim("a1", 5), status=Status.IN_PROGRESS))
    own = his.annotated(ARTICLES[0].id, SetName(SAMIR))
    receiving.merge(his, sent(hers, tmp_path), author=SAMIR)
    assert his.annotated(ARTICLES[0].id, SetName(SAMIR)) == own


def test_in_a_blind_phase_a_bundle_holds_what_its_maker_may_see(hers: Corpus, tmp_path: Path) -> None:
    with hers.act("Work", author=RANIA) as act:
        act.put(Workflow(blind=True))
        act.put_set(work(0, SAMIR, claim("his-claim", 9), status=Status.SUBMITTED))
        act.put(Annotator(RANIA, "رانيا", Role.REVIEWER))
    with BundleFile(sent(hers, tmp_path)) as file:
        assert file.manifest["sets"] == [ADJUDICATED, HODA]
        assert b"his-claim" not in orjson.dumps(list(file.revisions()))
    with pytest.raises(Hidden):
        sent(hers, tmp_path, people=[SetName(SAMIR)])
    with BundleFile(sent(hers, tmp_path, maker=RANIA)) as file:
        assert file.manifest["sets"] == [ADJUDICATED, HODA, SAMIR]


def test_a_bundle_of_nobody_is_refused(hers: Corpus, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="zaid"):
        sent(hers, tmp_path, people=[SetName("zaid")])
    assert list(tmp_path.glob("*bundle*")) == []
    assert sent(hers, tmp_path, people=[SetName(SAMIR)]).exists()  # Known, and has done nothing yet.


def test_what_two_changed_apart_is_told_by_name(hers: Corpus, his: Corpus, tmp_path: Path) -> None:
    for corpus, person, name in ((hers, HODA, "وزير المالية"), (his, SAMIR, "الوزير"), (his, SAMIR, "الوزير أحمد")):
        with corpus.act("Name", author=person) as act:
            act.put(Referent(ReferentId("e1"), name, "PERS"))
    report = receiving.merge(his, sent(hers, tmp_path), author=SAMIR)
    assert [(o.key.id, o.lost.author, o.won.author) for o in report.overruled] == [("e1", SAMIR, HODA)]


def test_a_damaged_row_refuses_the_whole_bundle(hers: Corpus, his: Corpus, tmp_path: Path) -> None:
    before = log(his)
    lines = [travelling(row).replace(b'"Claim"', b'"Claim') for row in log(hers)]
    with pytest.raises(BundleRefused, match=r"x\.isnad-bundle"):
        receiving.merge(his, hand_made(tmp_path / "x.isnad-bundle", lines, texts(hers)), author=SAMIR)
    lines = [travelling(row).replace(b'"fragments":[[0,', b'"fragments":[[99,') for row in log(hers)]
    with pytest.raises(BundleRefused, match=r"line \d+ of “revisions.jsonl” is damaged"):
        receiving.merge(his, hand_made(tmp_path / "y.isnad-bundle", lines, texts(hers)), author=SAMIR)
    assert log(his) == before
    assert his.documents() == []


def test_a_row_that_contradicts_one_that_is_here_refuses_the_bundle(hers: Corpus, his: Corpus, tmp_path: Path) -> None:
    receiving.merge(his, sent(hers, tmp_path), author=SAMIR)
    before = everything(his)
    lines = [travelling(row).replace("هدى".encode(), "هند".encode()) for row in log(hers)]
    with pytest.raises(BundleRefused, match="another content"):
        receiving.merge(his, hand_made(tmp_path / "x.isnad-bundle", lines, texts(hers)), author=SAMIR)
    assert everything(his) == before


def test_a_text_that_is_not_the_one_of_its_digest_refuses_the_bundle(hers: Corpus, his: Corpus, tmp_path: Path) -> None:
    changed = [(sha, text.replace("الرئاسة", "الوزارة")) for sha, text in texts(hers)]
    with pytest.raises(BundleRefused, match="digest"):
        receiving.merge(his, hand_made(tmp_path / "x.isnad-bundle", log(hers), changed), author=SAMIR)
    assert his.documents() == []


# ---------------------------------------------------------------------- schemes


def grown(label: str, version: str) -> Scheme:
    table = deepcopy(dict(scheme().table))
    table["layers"][0]["labels"].append({"name": label, "en": label})
    table["version"] = version
    return scheme_of(table)


def with_scheme(corpus: Corpus, new: Scheme) -> None:
    with corpus.act("Extend the scheme", author=HODA) as act:
        act.put(new)


def test_a_newer_scheme_comes_along_whatever_the_clocks_say(hers: Corpus, his: Corpus, tmp_path: Path) -> None:
    with_scheme(hers, grown("WEAPON", "2"))
    for number in range(9):
        with his.act("Name", author=SAMIR) as act:
            act.put(Referent(ReferentId("e1"), f"الوزير {number}", "PERS"))
    with_scheme(his, scheme_of({**scheme().table, "en": "The same in other words"}))
    report = receiving.merge(his, sent(hers, tmp_path), author=SAMIR)
    assert report.scheme == "2"
    assert his.scheme.label("entity", "WEAPON")
    rows = log(his)
    assert receiving.merge(his, sent(hers, tmp_path), author=SAMIR).changes is None
    assert log(his) == rows
    assert his.check() == []


def test_an_older_scheme_that_goes_with_ours_leaves_ours(hers: Corpus, his: Corpus, tmp_path: Path) -> None:
    with_scheme(his, grown("WEAPON", "2"))
    with_scheme(hers, scheme_of({**scheme().table, "en": "First"}))
    with_scheme(hers, scheme_of({**scheme().table, "en": "Second"}))
    report = receiving.merge(his, sent(hers, tmp_path), author=SAMIR)
    assert report.scheme is None
    assert his.scheme.label("entity", "WEAPON")
    receiving.merge(hers, sent(his, tmp_path, maker=SAMIR), author=HODA)
    assert hers.scheme.table == his.scheme.table


def test_a_scheme_that_contradicts_is_refused_and_says_in_what(hers: Corpus, his: Corpus, tmp_path: Path) -> None:
    with_scheme(hers, grown("WEAPON", "2"))
    with_scheme(his, grown("VEHICLE", "2"))
    with pytest.raises(BundleRefused, match=r"WEAPON.*VEHICLE"):
        receiving.merge(his, sent(hers, tmp_path), author=SAMIR)
    assert his.documents() == []


def test_a_scheme_that_was_made_of_ours_may_take_away(hers: Corpus, his: Corpus, tmp_path: Path) -> None:
    with_scheme(hers, grown("WEAPON", "2"))
    receiving.merge(his, sent(hers, tmp_path), author=SAMIR)
    with_scheme(hers, grown("VEHICLE", "3"))  # The one renamed into the other.
    report = receiving.merge(his, sent(hers, tmp_path), author=SAMIR)
    assert report.scheme == "3"
    assert his.scheme.table == hers.scheme.table
    # And what he made before it still comes in there.
    assert receiving.merge(hers, sent(his, tmp_path, maker=SAMIR), author=HODA).scheme is None


@pytest.mark.parametrize(
    ("lawful", "unlawful", "named"),
    [
        (b'"label":"Claim"', b'"label":"Rumour"', "the label “Rumour” of the layer “claim”"),
        (b'"layer":"claim"', b'"layer":"gossip"', "the label “Claim” of the layer “gossip”"),
        (b'"type":"attribution"', b'"type":"rumour"', "the relation “rumour”"),
    ],
)
def test_what_no_version_of_the_scheme_ever_had_refuses_the_bundle(
    hers: Corpus, his: Corpus, tmp_path: Path, lawful: bytes, unlawful: bytes, named: str
) -> None:
    tie = Relation(RelationId("r1"), "attribution", {"claim": (AnnotationId("a1"),)}, {"holder": "unstated"})
    with hers.act("Attribute", author=HODA) as act:
        act.put(tie, document=ARTICLES[0].id, set_name=SetName(HODA))
    bodies = [row[-1] for row in log(hers) if row[9] != "scheme" and row[-1] is not None]
    assert any(lawful in body for body in bodies)
    lines = [travelling(row) if row[9] == "scheme" else travelling(row).replace(lawful, unlawful) for row in log(hers)]
    before = log(his)
    with pytest.raises(BundleRefused, match=named):
        receiving.merge(his, hand_made(tmp_path / "x.isnad-bundle", lines, texts(hers)), author=SAMIR)
    assert log(his) == before
    assert his.documents() == []


def test_a_label_that_was_renamed_since_is_no_fault_of_the_bundle(hers: Corpus, his: Corpus, tmp_path: Path) -> None:
    with_scheme(hers, grown("WEAPON", "2"))
    weapon = Annotation(AnnotationId("w1"), "entity", "WEAPON", (Span(0, 4),))
    with hers.act("Mark entity", author=HODA) as act:
        act.put(weapon, document=ARTICLES[0].id, set_name=SetName(HODA))
    with_scheme(hers, grown("ARM", "3"))
    receiving.merge(his, sent(hers, tmp_path), author=SAMIR)
    assert weapon in his.annotated(ARTICLES[0].id, SetName(HODA)).annotations
    assert his.check() == []


# ---------------------------------------------------------------------- clocks


def test_a_clock_that_leaves_no_room_for_later_work_refuses_the_bundle(
    hers: Corpus, his: Corpus, tmp_path: Path
) -> None:
    for clock in ((1 << 53) - 1, 1 << 40):
        rows = log(hers)
        rows = [*rows[:-1], (*rows[-1][:2], clock, *rows[-1][3:])]
        with pytest.raises(BundleRefused, match="counts further"):
            receiving.merge(his, hand_made(tmp_path / f"{clock}.isnad-bundle", rows, texts(hers)), author=SAMIR)
    # What is written here after it still goes to others.
    with his.act("Name", author=SAMIR) as act:
        act.put(Referent(ReferentId("e1"), "الوزير", "PERS"))
    receiving.merge(hers, sent(his, tmp_path, maker=SAMIR), author=HODA)
    assert ReferentId("e1") in hers.referents()


def test_a_clock_far_ahead_by_honest_work_is_taken(hers: Corpus, his: Corpus, tmp_path: Path) -> None:
    for number in range(300):
        with hers.act("Name", author=HODA) as act:
            act.put(Referent(ReferentId("e1"), f"الوزيرة {number}", "PERS"))
    receiving.merge(his, sent(hers, tmp_path), author=SAMIR)
    assert his.referents()[ReferentId("e1")].name == "الوزيرة 299"


# ---------------------------------------------------------------------- the window's way


def test_a_merge_in_slices_says_how_far_it_is_and_can_be_broken_off(hers: Corpus, his: Corpus, tmp_path: Path) -> None:
    path, before = sent(hers, tmp_path), log(his)
    steps = receiving.merging(his, path, author=SAMIR, budget_ms=0)
    told = [next(steps) for _ in range(6)]
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    steps.close()
    assert log(his) == before
    assert len(list(receiving.merging(his, path, author=SAMIR, budget_ms=0))) > 6
    assert his.has_document(ARTICLES[0].id)


def test_a_bundle_is_made_from_a_copy_and_can_be_stopped(hers: Corpus, tmp_path: Path) -> None:
    copy, out = tmp_path / "copy.isnad", tmp_path / "x.isnad-bundle"
    hers.snapshot(copy)
    told: list[tuple[int, int]] = []
    report = exchange.bundle_snapshot(
        copy, out, maker=HODA, progress=lambda done, total: told.append((done, total)), cancelled=lambda: False
    )
    assert report.revisions == len(log(hers)) == told[-1][0]
    with pytest.raises(exchange.BundlingCancelled):
        exchange.bundle_snapshot(copy, tmp_path / "y.isnad-bundle", maker=HODA, cancelled=lambda: True)
    assert {file.suffix for file in tmp_path.glob("*bundle*")} == {".isnad-bundle"}
    assert not (tmp_path / "y.isnad-bundle").exists()
    assert receiving.is_bundle(Path("A.ISNAD-BUNDLE"))
    assert not receiving.is_bundle(copy)
