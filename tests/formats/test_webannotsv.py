"""WebAnno TSV, out and in again; and what other people's files become."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.formats import losskinds
from annotator.formats.base import Incoming, Problems
from annotator.formats.mapping import parse_mapping
from annotator.formats.webannotsv import WebannoExporter, WebannoImporter
from annotator.model.scheme import Scheme
from tests.formats.files import facts, read_file, write_folder
from tests.formats.records import annotated_document, reasons, without_set

_TRIMMED = (losskinds.TRIMMED, losskinds.BETWEEN_WORDS)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_everything_comes_back_but_white_space_at_borders(scheme: Scheme, tmp_path: Path, seed: int) -> None:
    folder = tmp_path / str(seed)
    annotated = annotated_document(seed, scheme, identifier="خبر/1")
    lost = write_folder(WebannoExporter(), annotated, folder, scheme)
    (path,) = folder.rglob("*.tsv")
    (record,), problems = read_file(WebannoImporter(), path, scheme)
    assert not problems.count, reasons(problems)
    assert record.annotated.document.text == annotated.document.text
    assert record.annotated.document.id == "خبر/1"
    trimmed = {identifier for kind in _TRIMMED for identifier in lost.get(kind, ())}
    before, relations = facts(annotated, without=trimmed)
    after, relations_after = facts(record.annotated)
    for fact in before:
        after.remove(fact)
    assert len(after) == len(lost.get(losskinds.TRIMMED, ()))
    if not trimmed:
        assert relations == relations_after
    gone = len(annotated.relations) - len(record.annotated.relations)
    assert gone == len(lost.get(losskinds.RELATION, ()))


def test_an_article_of_nobody_comes_back_as_that(scheme: Scheme, tmp_path: Path) -> None:
    annotated = without_set(annotated_document(8, scheme, identifier="n1"))
    write_folder(WebannoExporter(), annotated, tmp_path, scheme)
    (record,), _ = read_file(WebannoImporter(), tmp_path / "n1.tsv", scheme)
    assert record.annotated.annotation_set is None


def _read(tmp_path: Path, scheme: Scheme, written: str, **options: Any) -> tuple[list[Incoming], Problems]:
    (tmp_path / "n1.tsv").write_bytes(("#FORMAT=WebAnno TSV 3.3\n" + written).encode())
    return read_file(WebannoImporter(), tmp_path / "n1.tsv", scheme, **options)


# "Haftar said: no."
_NAMED = (
    "#T_SP=de.x.type.NamedEntity|identifier|value\n#T_SP=de.x.type.Lemma|value\n"
    "#T_RL=webanno.custom.Relation|value|BT_de.x.type.NamedEntity\n\n\n"
    "#Text=قال حفتر لليبيا\n1-1\t0-3\tقال\t_\t_\tقول\t_\t_\t\n"
    "1-2\t4-8\tحفتر\thttp://www.wikidata.org/entity/Q42[1]\tPERS[1]\t_\t_\t_\t\n"
    "1-3\t9-15\tلليبيا\t_\t_\t_\t_\t_\t\n1-3.1\t10-15\tليبيا\t*\tGPE\t_\tof\t1-2[1_0]\t\n"
)


def test_names_of_others_find_their_place_or_are_refused(scheme: Scheme, tmp_path: Path) -> None:
    records, problems = _read(tmp_path, scheme, _NAMED)
    assert not records
    assert reasons(problems) == [
        "The scheme has no layer “Lemma” with “Lemma”.",
        "The scheme has no relation “Relation”.",
    ]
    assert [problem.line for problem in problems.listed] == [8, 11]
    mapping = parse_mapping('[labels]\nLemma = ""\n[relations]\n"*" = ""', name="mine")
    (record,), problems = _read(tmp_path, scheme, _NAMED, mapping=mapping)
    assert not problems.count
    text = record.annotated.document.text
    assert [(a.layer, a.label, a.text(text)) for a in record.annotated.annotations] == [
        ("entity", "PERS", "حفتر"), ("entity", "GPE", "ليبيا"),
    ]  # fmt: skip
    assert [(r.name, r.wikidata) for r in record.annotated.referents] == [("حفتر", "Q42")]


def test_a_scheme_that_grows_takes_layers_features_and_arrows(scheme: Scheme, tmp_path: Path) -> None:
    (record,), problems = _read(tmp_path, scheme, _NAMED, extend=True)
    assert not problems.count
    lemma = next(a for a in record.annotated.annotations if a.layer == "Lemma")
    assert (lemma.label, dict(lemma.attributes)) == ("Lemma", {"value": "قول"})
    (arrow,) = record.annotated.relations
    assert (arrow.type, dict(arrow.attributes)) == ("Relation", {"value": "of"})
    assert {role: len(ids) for role, ids in arrow.roles.items()} == {"source": 1, "target": 1}


def test_chains_are_referents_and_slots_relations(scheme: Scheme, tmp_path: Path) -> None:
    written = (
        "#T_SP=webanno.custom.Simple|\n#T_SP=webanno.custom.Host|ROLE_webanno.custom.Host:links_x.Link|webanno.custom.Simple\n"
        "#T_CH=de.x.CoreferenceLink|referenceType|referenceRelation\n\n\n#Text=قال إنه عاد\n"
        "1-1\t0-3\tقال\t_\tsaid\t1-3\tpr[1]\tcoref->1-1\t\n1-2\t4-7\tإنه\t_\t_\t_\tpr[1]\t*->1-2\t\n"
        "1-3\t8-11\tعاد\t*\t_\t_\t_\t_\t\n1-3.1\t11-11\t\t*\t_\t_\t_\t_\t\n"
    )
    (record,), problems = _read(tmp_path, scheme, written, extend=True)
    assert not problems.count
    assert [remark.english() for remark in record.remarks] == ["One annotation without extent was left out."]
    assert {a.referent for a in record.annotated.annotations if a.layer == "CoreferenceLink"} == {
        "n1/imported/CoreferenceLink-1"
    }
    (relation,) = record.annotated.relations
    assert (relation.type, set(relation.roles)) == ("links", {"host", "said"})


def test_only_files_that_say_so_are_recognised() -> None:
    importer = WebannoImporter()
    assert importer.recognises(b"#FORMAT=WebAnno TSV 3.3\n")
    assert importer.recognises(b" # de.x.type.POS | PosValue\n#id=1\n")
    assert not importer.recognises(b"id\ttext\n1\t#FORMAT=WebAnno TSV\n")
