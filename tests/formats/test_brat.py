"""brat, out and in again: nothing is lost but what the loss report says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.formats import losskinds
from annotator.formats.brat import BratExporter, BratImporter
from annotator.model.scheme import Scheme
from tests.formats.files import facts, read_file, write_folder
from tests.formats.records import annotated_document, reasons, without_set


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_everything_comes_back(scheme: Scheme, tmp_path: Path, seed: int) -> None:
    folder = tmp_path / str(seed)
    annotated = annotated_document(seed, scheme, identifier="خبر/1", set_name="المحرر 1")
    lost = write_folder(BratExporter(), annotated, folder, scheme)
    (path,) = folder.rglob("*.ann")
    (record,), problems = read_file(BratImporter(), path, scheme)
    assert not problems.count, reasons(problems)
    document, header = record.annotated.document, record.annotated.annotation_set
    assert (document.id, document.text) == ("خبر/1", annotated.document.text)
    assert header is not None
    assert header.name == "المحرر 1"
    assert record.native
    assert facts(record.annotated) == facts(annotated, one_line=True)
    notes = [mark.note for mark in (*annotated.zones, *annotated.annotations)]
    notes += [relation.note for relation in annotated.relations]
    assert (losskinds.LINE_BREAK in lost) == any("\u2028" in (note or "") for note in notes)


def test_numbers_of_brat_are_kept(scheme: Scheme, tmp_path: Path) -> None:
    # "The minister said that the pass is open."
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "n1.txt").write_text("قال الوزير إن الممر مفتوح.", encoding="utf-8")
    ann = "T7\tCue 0 3\tقال\nT3\tSource 4 10\tالوزير\nT9\tClaim 11 25\tإن الممر مفتوح\n"
    (tmp_path / "in" / "n1.ann").write_text(ann, encoding="utf-8")
    (record,), _ = read_file(BratImporter(), tmp_path / "in" / "n1.ann", scheme)
    lost = write_folder(BratExporter(), record.annotated, tmp_path / "out", scheme)
    assert (tmp_path / "out" / "imported" / "n1.ann").read_text(encoding="utf-8") == ann
    assert losskinds.IDENTIFIERS not in lost


def test_an_attribution_is_an_event_on_its_cue(scheme: Scheme, tmp_path: Path) -> None:
    annotated = annotated_document(5, scheme, identifier="n1")
    write_folder(BratExporter(), annotated, tmp_path, scheme)
    lines = (tmp_path / "annotator_1" / "n1.ann").read_text(encoding="utf-8").split("\n")
    events = [line for line in lines if line.startswith("E")]
    assert len(events) == sum(relation.type == "attribution" for relation in annotated.relations)
    triggers = {line.split("\t")[0] for line in lines if "\tattribution " in line and line.startswith("T")}
    assert {event.split(":", 1)[1].split(" ")[0] for event in events} == triggers


def test_an_article_of_nobody_lies_beside_the_folders(scheme: Scheme, tmp_path: Path) -> None:
    annotated = without_set(annotated_document(8, scheme, identifier="n1"))
    write_folder(BratExporter(), annotated, tmp_path, scheme)
    (record,), _ = read_file(BratImporter(), tmp_path / "n1.ann", scheme)
    assert record.annotated.annotation_set is None
    assert facts(record.annotated) == facts(annotated, one_line=True)


def test_no_line_of_a_file_ends_before_its_end(scheme: Scheme, tmp_path: Path) -> None:
    for seed in range(30):
        write_folder(BratExporter(), annotated_document(seed, scheme, identifier="n1"), tmp_path, scheme)
        content = (tmp_path / "annotator_1" / "n1.ann").read_text(encoding="utf-8")
        assert content.splitlines() == content.split("\n")[:-1]


def test_a_note_of_very_many_blanks_is_written_as_it_is(scheme: Scheme, tmp_path: Path) -> None:
    annotated = annotated_document(5, scheme, identifier="n1")
    note = f"يراجع{' ' * 50_000}لاحقا \u2028 مع المحرر"  # "to be looked at later | with the editor"
    first, *rest = annotated.annotations
    noted = replace(annotated, annotations=(replace(first, note=note), *rest))
    write_folder(BratExporter(), noted, tmp_path, scheme)
    written = (tmp_path / "annotator_1" / "n1.ann").read_text(encoding="utf-8")
    assert f"يراجع{' ' * 50_000}لاحقا مع المحرر\n" in written
