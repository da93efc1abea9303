"""Names that the scheme does not know: found in whole files, and what was decided holds at the import."""

from __future__ import annotations

import json
from pathlib import Path

from annotator.operations.counterparts import LEFT_OUT, Counterpart, ForeignName, NameKind, itself
from annotator.operations.foreignnames import decided_by, grows, mapping_file, mapping_named, mapping_of, names
from annotator.operations.intake import ImportOptions
from annotator.operations.transfer import import_paths
from tests.operations.desk import HUDA, Desk

# "The minister of transport, Samer al-Khatib, announced that the harbour is ready, according to the Coast agency."
_NEWS = "أعلن وزير النقل سامر الخطيب أن المرفأ جاهز، وفقا لوكالة الساحل."
_TITLE = ForeignName(NameKind.LABEL, "entity", "Title")
_STATEMENT = ForeignName(NameKind.LABEL, "entity", "Statement")
_PERSON = ForeignName(NameKind.LABEL, "entity", "Person")
_SAID_BY = ForeignName(NameKind.RELATION, "", "SaidBy", ("head", "tail"))


def file_with(folder: Path) -> Path:
    def entity(number: int, words: str, label: str) -> dict[str, object]:
        start = _NEWS.index(words)
        return {"id": number, "start_offset": start, "end_offset": start + len(words), "label": label}

    record = {
        "text": _NEWS,
        "entities": [
            entity(1, "سامر الخطيب", "Person"),
            entity(2, "وزير النقل", "Title"),
            entity(3, "أن المرفأ جاهز", "Statement"),
            entity(4, "وكالة الساحل", "ORG"),
        ],
        "relations": [{"id": 1, "from_id": 3, "to_id": 1, "type": "SaidBy"}],
    }
    path = folder / "doccano.jsonl"
    path.write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def test_unknown_labels_and_relations_are_found_with_words_that_bear_them(desk: Desk, tmp_path: Path) -> None:
    table = dict(desk.session.scheme.table)
    found = names([file_with(tmp_path)], scheme_table=table, options=ImportOptions())
    assert [use.name for use in found.names] == [_PERSON, _STATEMENT, _TITLE, _SAID_BY]
    assert (found.records, found.annotations) == (1, 4)
    assert found.names[0].example == "سامر الخطيب"
    assert found.names[0].file == "doccano.jsonl"


def test_articles_without_annotations_are_not_read_for_it(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(_NEWS, encoding="utf-8")
    found = names([tmp_path], scheme_table=dict(desk.session.scheme.table), options=ImportOptions())
    assert found.records == 0


def test_what_was_decided_is_what_is_stored(desk: Desk, tmp_path: Path) -> None:
    path = file_with(tmp_path)
    decided = {
        _PERSON: Counterpart("source/Source"),
        _TITLE: LEFT_OUT,
        _STATEMENT: Counterpart("claim/Claim"),
        _SAID_BY: Counterpart("attribution", (("head", "claim"), ("tail", "source"))),
    }
    assert not grows(decided, desk.session.scheme)
    report = import_paths(
        desk.session.corpus, [path], author=HUDA.handle, options=ImportOptions(mapping=mapping_of(decided))
    )
    assert report.refused == ()
    (record,) = (
        r for r in desk.session.corpus.every_annotated() if r.document.text == _NEWS and r.annotation_set is not None
    )
    assert sorted(f"{a.layer}/{a.label}" for a in record.annotations) == ["claim/Claim", "entity/ORG", "source/Source"]
    (relation,) = record.relations
    assert relation.type == "attribution"
    assert set(relation.roles) == {"claim", "source"}


def test_what_is_added_has_the_scheme_grow(desk: Desk, tmp_path: Path) -> None:
    decided = {name: itself(name) for name in (_PERSON, _TITLE, _STATEMENT, _SAID_BY)}
    assert grows(decided, desk.session.scheme)
    options = ImportOptions(mapping=mapping_of(decided), extend_scheme=True)
    report = import_paths(desk.session.corpus, [file_with(tmp_path)], author=HUDA.handle, options=options)
    assert report.refused == ()
    assert desk.session.corpus.scheme.label("entity", "Statement").name == "Statement"
    assert "SaidBy" in desk.session.corpus.scheme.relation_types


def test_decisions_survive_a_mapping_file_that_the_command_line_reads(desk: Desk, tmp_path: Path) -> None:
    decided = {
        _PERSON: Counterpart("entity/PERS"),
        _TITLE: LEFT_OUT,
        _SAID_BY: Counterpart("attribution", (("head", "claim"), ("tail", "source"))),
        ForeignName(NameKind.ATTRIBUTE, "claim", "Negation"): Counterpart("polarity"),
    }
    mapping = mapping_of(decided)
    assert mapping is not None
    path = tmp_path / "import.toml"
    path.write_text(mapping_file(mapping), encoding="utf-8")
    assert decided_by(mapping_named(str(path)), decided, desk.session.scheme) == decided


def test_a_mapping_may_name_a_label_without_its_layer(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "short.toml"
    path.write_text('[labels]\n"Person" = "PERS"\n"Statement" = "Claim"\n', encoding="utf-8")
    assert decided_by(mapping_named(str(path)), (_PERSON, _STATEMENT, _TITLE), desk.session.scheme) == {
        _PERSON: Counterpart("entity/PERS"),
        _STATEMENT: Counterpart("claim/Claim"),
    }


def test_two_labels_of_one_name_are_told_apart_by_their_layers() -> None:
    one, other = (ForeignName(NameKind.LABEL, layer, "Other") for layer in ("entity", "event"))
    mapping = mapping_of({one: Counterpart("entity/PERS"), other: LEFT_OUT})
    assert mapping is not None
    assert (mapping.label("Other", "entity"), mapping.label("Other", "event")) == ("entity/PERS", "")
