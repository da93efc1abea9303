"""How names in WebAnno TSV files are taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.formats.webannotsv import WebannoImporter
from annotator.model.scheme import Scheme
from tests.formats.files import read_file


@pytest.mark.parametrize(
    ("layer", "cells", "taken"),
    [
        ("webanno.custom.Entity|label", "PERS", ("entity", "PERS", {})),
        ("de.x.NamedEntity|value", "PERS", ("entity", "PERS", {})),
        ("de.x.POS|PosValue|coarseValue", "NN\tNOUN", ("POS", "NN", {"coarseValue": "NOUN"})),
        ("webanno.custom.Span|", "*", ("Span", "Span", {})),
        ("webanno.custom.Cue|label|lemma|attr_note", "Cue\tقال\tx", ("cue", "Cue", {"lemma": "قال", "attr_note": "x"})),
    ],
)
def test_the_label_is_one_feature_and_the_rest_are_attributes(
    scheme: Scheme, tmp_path: Path, layer: str, cells: str, taken: tuple[str, str, dict[str, str]]
) -> None:
    written = f"#FORMAT=WebAnno TSV 3.3\n#T_SP={layer}\n\n\n#Text=قال\n1-1\t0-3\tقال\t{cells}\t\n"
    (tmp_path / "n1.tsv").write_text(written, encoding="utf-8")
    (record,), problems = read_file(WebannoImporter(), tmp_path / "n1.tsv", scheme, extend=True)
    assert not problems.count
    (mark,) = record.annotated.annotations
    assert (mark.layer, mark.label, dict(mark.attributes)) == taken


def test_notes_doubts_and_origins_of_ours_are_read(scheme: Scheme, tmp_path: Path) -> None:
    written = (
        "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Cue|label|note|unsure|origin\n\n\n"
        "#Text=قال\n1-1\t0-3\tقال\tCue\tلعله \\[سؤال\\]؟\ttrue\tsuggested:cues\t\n"
    )
    (tmp_path / "n1.tsv").write_text(written, encoding="utf-8")
    (record,), problems = read_file(WebannoImporter(), tmp_path / "n1.tsv", scheme)
    assert not problems.count
    (mark,) = record.annotated.annotations
    assert (mark.note, mark.unsure, mark.origin) == ("لعله [سؤال]؟", True, "suggested:cues")


def test_files_of_one_folder_with_one_text_are_annotators(scheme: Scheme, tmp_path: Path) -> None:
    written = "#FORMAT=WebAnno TSV 3.3\n\n\n#Text=قال\n1-1\t0-3\tقال\t\n"
    for name in ("huda", "sami"):
        (tmp_path / f"{name}.tsv").write_text(written, encoding="utf-8")
    (record,), _ = read_file(WebannoImporter(), tmp_path / "sami.tsv", scheme, name="news1/sami.tsv")
    assert record.annotated.document.id == tmp_path.name
    assert record.annotated.annotation_set is not None
    assert record.annotated.annotation_set.name == "sami"
