"""In and out of a corpus: what comes in goes out the same, and what is wrong stays outside."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.analysis.splits import SharesRefused
from annotator.formats.datasetcard import card_features
from annotator.formats.nativewriting import ExportRefused, NativeWriting
from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import Annotation
from annotator.model.changes import RecordKey, RecordKind
from annotator.model.errors import NotFound
from annotator.model.identity import AnnotationId, DocumentId, Handle, SetName
from annotator.model.scheme import Scheme
from annotator.model.span import Span
from annotator.model.workflow import Status
from annotator.operations.plugins import UnknownFormat
from annotator.operations.selection import SelectionRefused
from annotator.operations.transfer import (
    ExportCancelled,
    ExportOptions,
    ImportOptions,
    ImportReport,
    export,
    export_snapshot,
    import_paths,
)
from annotator.store.corpus import Corpus
from tests.formats.records import annotated_document, validate_lines, validate_native, validator, without_set

HUDA = Handle("huda")
# "The minister of agriculture announced that the olive season is the best in ten years." / "He added that …"
_NEWS = "أعلن وزير الزراعة أن موسم الزيتون هو الأفضل منذ عشر سنوات.\nوأضاف أن المعاصر فتحت أبوابها باكرا."


@pytest.fixture
def corpus(tmp_path: Path, scheme: Scheme) -> Iterator[Corpus]:
    """An empty corpus."""
    with Corpus.create(tmp_path / "c.isnad", scheme, author=HUDA) as opened:
        yield opened


def _native(scheme: Scheme, *records: AnnotatedDocument) -> bytes:
    """The canonical file of some records."""
    ordered = sorted(records, key=lambda r: (r.document.id, r.annotation_set.name if r.annotation_set else ""))
    return b"".join(NativeWriting(scheme).record(record) for record in ordered)


def _import(corpus: Corpus, path: Path, content: bytes | str, **options: object) -> ImportReport:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return import_paths(corpus, [path], author=HUDA, options=ImportOptions(**options))  # type: ignore[arg-type]


def _exported(corpus: Corpus, options: ExportOptions | None = None) -> bytes:
    stream = io.BytesIO()
    export(corpus, stream, options=options)
    validate_native(stream.getvalue())
    return stream.getvalue()


def _problems(report: ImportReport) -> str:
    return " ".join(problem.reason.english() for file in report.refused for problem in file.problems)


# Native records, in and out.


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
def test_a_canonical_file_comes_back_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory, scheme: Scheme, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("round")
    first = annotated_document(seed, scheme, marks=120)
    again = annotated_document(seed + 1, scheme, set_name="annotator_2")
    other = replace(again, document=first.document, zones=first.zones, annotations=(), relations=(), referents=())
    content = _native(scheme, first, other, without_set(annotated_document(seed + 2, scheme)))
    with Corpus.create(folder / "c.isnad", scheme, author=HUDA) as opened:
        report = _import(opened, folder / "in.jsonl", content)
        assert report.refused == ()
        assert report.accepted == 3
        assert _exported(opened) == content
        assert opened.check() == []


def test_120_spans_come_back_byte_for_byte(corpus: Corpus, tmp_path: Path, scheme: Scheme) -> None:
    seed = next(s for s in range(9999) if len(annotated_document(s, scheme, marks=120).annotations) == 120)
    content = _native(scheme, annotated_document(seed, scheme, marks=120))
    _import(corpus, tmp_path / "in.jsonl", content)
    assert _exported(corpus) == content


def test_importing_a_file_again_writes_nothing(corpus: Corpus, tmp_path: Path, scheme: Scheme) -> None:
    content = _native(scheme, *(annotated_document(seed, scheme) for seed in range(5)))
    _import(corpus, tmp_path / "in.jsonl", content)
    report = _import(corpus, tmp_path / "in.jsonl", content)
    assert (report.accepted, report.changes, report.tally.documents) == (5, None, 0)


def test_an_import_is_one_act_that_can_be_taken_back(corpus: Corpus, tmp_path: Path, scheme: Scheme) -> None:
    content = _native(scheme, *(annotated_document(seed, scheme) for seed in range(5)))
    report = _import(corpus, tmp_path / "in.jsonl", content)
    assert report.changes is not None
    corpus.undo_act(report.changes.act, author=HUDA)
    assert corpus.document_count() == 0


def test_a_set_that_a_file_changed_is_replaced(corpus: Corpus, tmp_path: Path, scheme: Scheme) -> None:
    first = annotated_document(4, scheme, identifier="d1")
    _import(corpus, tmp_path / "in.jsonl", _native(scheme, first))
    fewer = replace(first, annotations=(), relations=(), referents=())
    report = _import(corpus, tmp_path / "in.jsonl", _native(scheme, fewer))
    assert report.tally.sets == {"annotator_1": 1}
    assert _exported(corpus) == _native(scheme, fewer)


def test_a_set_that_was_edited_here_is_refused_unless_it_is_to_be_replaced(
    corpus: Corpus, tmp_path: Path, scheme: Scheme
) -> None:
    first = annotated_document(4, scheme, identifier="d1")
    content = _native(scheme, first)
    _import(corpus, tmp_path / "in.jsonl", content)
    mark = Annotation(AnnotationId("mine"), "claim", "Claim", (Span(0, 2),))
    with corpus.act("Mark claim", author=Handle("annotator_1")) as act:
        act.put(mark, document=DocumentId("d1"), set_name=SetName("annotator_1"))
    edited = _exported(corpus)
    report = _import(corpus, tmp_path / "in.jsonl", content)
    assert "was edited here since its last import" in _problems(report)
    assert _exported(corpus) == edited
    report = _import(corpus, tmp_path / "in.jsonl", content, replace=True)
    assert (report.refused, _exported(corpus)) == ((), content)


def test_a_file_that_says_what_was_edited_here_is_no_contradiction(
    corpus: Corpus, tmp_path: Path, scheme: Scheme
) -> None:
    _import(corpus, tmp_path / "in.jsonl", _native(scheme, annotated_document(4, scheme, identifier="d1")))
    with corpus.act("Mark claim", author=Handle("annotator_1")) as act:
        mark = Annotation(AnnotationId("mine"), "claim", "Claim", (Span(0, 2),))
        act.put(mark, document=DocumentId("d1"), set_name=SetName("annotator_1"))
    assert _import(corpus, tmp_path / "again.jsonl", _exported(corpus)).refused == ()


def test_a_known_id_with_another_text_is_refused(corpus: Corpus, tmp_path: Path, scheme: Scheme) -> None:
    _import(corpus, tmp_path / "in.jsonl", _native(scheme, annotated_document(1, scheme, identifier="d1")))
    before = _exported(corpus)
    report = _import(corpus, tmp_path / "in.jsonl", _native(scheme, annotated_document(2, scheme, identifier="d1")))
    assert "another text under the id d1" in _problems(report)
    assert _exported(corpus) == before


def test_a_native_record_with_a_known_text_becomes_a_document_of_its_own(
    corpus: Corpus, tmp_path: Path, scheme: Scheme
) -> None:
    for identifier in ("d1", "d2"):
        record = annotated_document(1, scheme, identifier=identifier)
        _import(corpus, tmp_path / "in.jsonl", _native(scheme, record))
    assert corpus.document_count() == 2


def test_the_same_set_in_two_files_of_one_import_must_agree(corpus: Corpus, tmp_path: Path, scheme: Scheme) -> None:
    first = annotated_document(4, scheme, identifier="d1")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_bytes(_native(scheme, first))
    other = replace(first, annotations=(), relations=(), referents=())
    (tmp_path / "in" / "b.jsonl").write_bytes(_native(scheme, other))
    report = import_paths(corpus, [tmp_path / "in"], author=HUDA)
    assert "stands in a.jsonl too, and differs" in _problems(report)
    assert _exported(corpus) == _native(scheme, first)


def test_a_referent_of_the_same_id_but_another_name_is_refused(corpus: Corpus, tmp_path: Path, scheme: Scheme) -> None:
    first = next(a for s in range(99) if (a := annotated_document(s, scheme, identifier="d1")).referents)
    _import(corpus, tmp_path / "in.jsonl", _native(scheme, first))
    renamed = replace(first.referents[0], name="غيره")
    other = replace(
        first, referents=(renamed, *first.referents[1:]), document=replace(first.document, id=DocumentId("d2"))
    )
    assert "The referent" in _problems(_import(corpus, tmp_path / "in.jsonl", _native(scheme, other)))
    assert _import(corpus, tmp_path / "in.jsonl", _native(scheme, other), replace=True).refused == ()
    assert corpus.referents()[renamed.id].name == "غيره"


def test_what_a_referent_is_called_elsewhere_is_added(corpus: Corpus, tmp_path: Path, scheme: Scheme) -> None:
    first = next(a for s in range(99) if (a := annotated_document(s, scheme, identifier="d1")).referents)
    known = first.referents[0]
    _import(corpus, tmp_path / "in.jsonl", _native(scheme, first))
    more = replace(known, variants=("لقب جديد",))
    other = replace(
        first, referents=(more, *first.referents[1:]), document=replace(first.document, id=DocumentId("d2"))
    )
    assert _import(corpus, tmp_path / "in.jsonl", _native(scheme, other)).refused == ()
    assert corpus.referents()[known.id].variants == (*known.variants, "لقب جديد")


# Raw articles.


def test_a_raw_article_is_recognised_by_its_text_and_fills_in_what_was_missing(corpus: Corpus, tmp_path: Path) -> None:
    _import(corpus, tmp_path / "a.txt", _NEWS)
    line = orjson.dumps({"text": _NEWS, "title": "موسم جيد", "outlet": "الساحل"})
    report = _import(corpus, tmp_path / "b.jsonl", line)
    (summary,) = corpus.documents()
    assert [(d.file, d.line, d.document) for d in report.tally.duplicates] == [("b.jsonl", 1, summary.id)]
    assert (summary.title, summary.outlet) == ("موسم جيد", "الساحل")
    again = _import(corpus, tmp_path / "b.jsonl", orjson.dumps({"text": _NEWS, "title": "غيره"}))
    assert (again.changes, corpus.documents()[0].title) == (None, "موسم جيد")


def test_an_id_that_stands_twice_in_a_raw_file_refuses_it(corpus: Corpus, tmp_path: Path) -> None:
    report = _import(corpus, tmp_path / "a.jsonl", '{"id": "1", "text": "أ"}\n{"id": "1", "text": "ب"}\n')
    assert "The id 1 stands twice in the file" in _problems(report)
    assert corpus.document_count() == 0


def test_a_folder_is_read_to_its_depth_and_what_is_unknown_is_passed_over(corpus: Corpus, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text(_NEWS, encoding="cp1256")
    (folder / "deep" / "b.csv").write_text(f'title,text\nعنوان,"{_NEWS}"\n', encoding="utf-8-sig")
    (folder / "deep" / "c.txt").write_text(f"<DOC>\n<DOCNO>n1</DOCNO>\n<TEXT>\n{_NEWS}!\n</TEXT>\n</DOC>", "utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / ".hidden.txt").write_text("x")
    report = import_paths(corpus, [folder], author=HUDA)
    assert (report.files, report.accepted, report.passed_over) == (3, 3, ("picture.png",))
    assert DocumentId("n1") in {summary.id for summary in corpus.documents()}


def test_a_file_is_refused_whole_and_the_others_come_in(corpus: Corpus, tmp_path: Path, scheme: Scheme) -> None:
    lines = [NativeWriting(scheme).record(annotated_document(seed, scheme)) for seed in range(3)]
    bad = [lines[0], lines[1].replace(b'"codepoint"', b'"byte"'), lines[2]]
    (tmp_path / "bad.jsonl").write_bytes(b"".join(bad))
    (tmp_path / "good.txt").write_text(_NEWS, encoding="utf-8")
    report = import_paths(corpus, [tmp_path / "bad.jsonl", tmp_path / "good.txt"], author=HUDA)
    assert [(file.file, file.whole, file.problems[0].line) for file in report.refused] == [("bad.jsonl", True, 2)]
    assert (report.accepted, corpus.document_count()) == (1, 1)
    report = _import(corpus, tmp_path / "bad.jsonl", b"".join(bad), skip_bad=True)
    assert [(file.whole, len(file.problems)) for file in report.refused] == [(False, 1)]
    assert (report.accepted, corpus.document_count()) == (2, 3)


def test_paths_that_are_not_there_are_refused_by_name(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "x.png").write_bytes(b"\x89PNG")
    report = import_paths(corpus, [tmp_path / "none.txt", tmp_path / "x.png"], author=HUDA)
    assert [file.file for file in report.refused] == ["none.txt", "x.png"]
    assert report.changes is None


def test_a_format_can_be_named(corpus: Corpus, tmp_path: Path) -> None:
    report = _import(corpus, tmp_path / "notes", _NEWS, as_format="text")
    assert report.accepted == 1
    with pytest.raises(UnknownFormat, match="klingon"):
        _import(corpus, tmp_path / "notes", _NEWS, as_format="klingon")


def test_a_stopped_import_leaves_nothing(corpus: Corpus, tmp_path: Path, scheme: Scheme) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(_native(scheme, *(annotated_document(seed, scheme) for seed in range(9))))
    asked = iter(range(100))
    report = import_paths(corpus, [path], author=HUDA, cancelled=lambda: next(asked) == 5)
    assert (report.cancelled, report.accepted, corpus.document_count()) == (True, 0, 0)


def test_progress_rises_to_its_end(corpus: Corpus, tmp_path: Path, scheme: Scheme) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(_native(scheme, *(annotated_document(seed, scheme) for seed in range(9))))
    told: list[tuple[int, int]] = []
    import_paths(corpus, [path], author=HUDA, progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == (path.stat().st_size, path.stat().st_size)


@pytest.mark.parametrize("again", [False, True])
def test_a_file_that_is_wrong_only_at_its_end_leaves_nothing_while_its_neighbours_come_in(
    corpus: Corpus, tmp_path: Path, scheme: Scheme, again: bool
) -> None:
    """Records are stored as they are read; those of a refused file are taken back, with its referents and counts."""
    records = [annotated_document(seed, scheme, identifier=f"d{seed:02}") for seed in range(30)]
    folder = tmp_path / "in"
    folder.mkdir()
    if again:  # In a corpus that has all of them otherwise annotated, from an earlier import.
        before = [replace(record, relations=(), annotations=record.annotations[:1], referents=()) for record in records]
        before = [
            replace(r, annotations=tuple(replace(a, referent=None) for a in r.annotations if a.referent), zones=())
            for r in before
        ]
        _import(corpus, tmp_path / "before.jsonl", _native(scheme, *before))
    as_it_was = _exported(corpus)
    (folder / "b.jsonl").write_bytes(_native(scheme, *records[10:20]) + b'{"format": "isnad/1"}\n')
    report = import_paths(corpus, [folder], author=HUDA)
    assert ([file.file for file in report.refused], report.accepted, report.changes) == (["b.jsonl"], 0, None)
    assert _exported(corpus) == as_it_was
    (folder / "a.jsonl").write_bytes(_native(scheme, *records[:10]))
    (folder / "c.jsonl").write_bytes(_native(scheme, *records[10:]))
    report = import_paths(corpus, [folder], author=HUDA)
    assert ([file.file for file in report.refused], report.accepted) == (["b.jsonl"], 30)
    assert report.tally.documents == (0 if again else 30)
    assert _exported(corpus) == _native(scheme, *records)
    assert corpus.check() == []


# Export.


@pytest.fixture
def filled(corpus: Corpus, tmp_path: Path, scheme: Scheme) -> Corpus:
    """Ten documents with a set each, two of them with an adjudicated one, and one that nobody annotated."""
    records = [annotated_document(seed, scheme, identifier=f"d{seed}") for seed in range(10)]
    for record in records[:2]:
        header = record.annotation_set
        assert header is not None
        records.append(replace(record, annotation_set=replace(header, name=SetName("adjudicated"))))
    records.append(without_set(annotated_document(99, scheme, identifier="raw")))
    assert _import(corpus, tmp_path / "filled.jsonl", _native(scheme, *records)).refused == ()
    return corpus


def test_a_folder_bears_data_card_and_manifest(filled: Corpus, tmp_path: Path) -> None:
    report = export(filled, tmp_path / "out")
    assert sorted(path.name for path in report.files) == ["README.md", "manifest.json", "test.jsonl", "train.jsonl"]
    table = orjson.loads((tmp_path / "out" / "manifest.json").read_bytes())
    validator("manifest").validate(table)
    for name, split in (("train.jsonl", "train"), ("test.jsonl", "test")):
        records = validate_native((tmp_path / "out" / name).read_bytes())
        assert {record["split"] or "train" for record in records} == {split}
        assert table["files"][name]["records"] == len(records) == table["splits"][split]["records"]
    assert report.records == 13
    assert card_features((tmp_path / "out" / "README.md").read_bytes())[0] == {"name": "format", "dtype": "string"}


def test_exporting_twice_gives_the_same_bytes(filled: Corpus, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        for format in ("jsonl", "attributions", "page"):
            export(filled, tmp_path / folder / format / "corpus", format=format)
    one, two = (sorted(p for p in (tmp_path / f).rglob("*") if p.is_file()) for f in ("one", "two"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
    assert len(one) == 4 + 4 + 3


def test_a_file_with_the_suffix_of_its_format_stands_alone(filled: Corpus, tmp_path: Path) -> None:
    report = export(filled, tmp_path / "new" / "a.jsonl")
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a.jsonl"]
    assert validate_native(report.files[0].read_bytes())


def test_the_standard_output_is_a_target(filled: Corpus, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    export(filled, "-")
    sys.stdout.flush()
    assert len(validate_native(capfdbinary.readouterr().out)) == 13


def test_files_of_an_earlier_export_do_not_stay_among_the_new_ones(filled: Corpus, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(filled, out, options=ExportOptions(split=(34, 33, 33)))
    assert (out / "validation.jsonl").exists()
    (out / "mine.txt").write_text("x")
    export(filled, out)
    assert sorted(p.name for p in out.iterdir()) == [
        "README.md",
        "manifest.json",
        "mine.txt",
        "test.jsonl",
        "train.jsonl",
    ]


def test_every_filter_leaves_out_what_it_says(filled: Corpus) -> None:
    def ids(**filters: object) -> list[tuple[str, str | None]]:
        records = validate_native(_exported(filled, ExportOptions(**filters)))  # type: ignore[arg-type]
        return [(record["id"], record["annotation_set"]) for record in records]

    assert ids(adjudicated=True) == [("d0", "adjudicated"), ("d1", "adjudicated")]
    assert ids(annotators=(SetName("annotator_1"),)) == [(f"d{n}", "annotator_1") for n in range(10)]
    assert len(ids(annotators=(SetName("annotator_1"),), adjudicated=True)) == 12
    assert ids(documents=(DocumentId("raw"),)) == [("raw", None)]
    statuses = [r["status"] for r in validate_native(_exported(filled, ExportOptions(status=Status.SUBMITTED)))]
    assert set(statuses) <= {"submitted"}


def test_only_the_layers_that_were_asked_for_are_written(filled: Corpus) -> None:
    for record in validate_native(_exported(filled, ExportOptions(layers=("claim", "source")))):
        assert {span["layer"] for span in record["spans"]} <= {"claim", "source"}
        assert set(record["layers_done"]) <= {"claim", "source", "attribution", "contradicts"}
        present = {span["id"] for span in record["spans"]}
        assert all(m in present for r in record["relations"] for ids in r["roles"].values() for m in ids)


def test_a_relation_type_brings_its_members_along(filled: Corpus) -> None:
    for record in validate_native(_exported(filled, ExportOptions(layers=("attribution",)))):
        members = {m for r in record["relations"] for ids in r["roles"].values() for m in ids}
        assert {r["type"] for r in record["relations"]} <= {"attribution"}
        assert {span["id"] for span in record["spans"]} == members


def test_only_the_labels_that_were_asked_for_are_written(filled: Corpus) -> None:
    for record in validate_native(_exported(filled, ExportOptions(labels=("PERS", "claim/Claim")))):
        assert {span["label"] for span in record["spans"] if span["layer"] != "zone"} <= {"PERS", "Claim"}
        # Of entities only one label is left, so nothing follows from the absence of the others.
        assert not {"entity", "source", "cue"} & set(record["layers_done"])


def test_only_articles_of_the_outlets_and_days_that_were_asked_for(corpus: Corpus, tmp_path: Path) -> None:
    dates = ("2026-10-31", "2026-11", "2026-11-20", "2026-12-01", "")
    lines = [
        orjson.dumps({"id": f"d{n}", "text": f"{_NEWS} {n}", "date": date, "outlet": "الساحل" if n % 2 else "الميناء"})
        for n, date in enumerate(dates)
    ]
    _import(corpus, tmp_path / "in.jsonl", b"\n".join(lines))

    def ids(**filters: object) -> list[str]:
        return [r["id"] for r in validate_native(_exported(corpus, ExportOptions(**filters)))]  # type: ignore[arg-type]

    assert ids(outlets=("الساحل",)) == ["d1", "d3"]
    assert ids(since="2026-11-05") == ["d1", "d2", "d3"]
    assert ids(since="2026-11", until="2026-11-30") == ["d1", "d2"]
    assert ids(until="2026-10-31") == ["d0"]
    with pytest.raises(SelectionRefused, match="not a day"):
        ids(since="yesterday")
    with pytest.raises(SelectionRefused, match="no label"):
        ids(labels=("Klingon",))


def test_annotations_of_another_tool_join_the_article_that_is_here(corpus: Corpus, tmp_path: Path) -> None:
    _import(corpus, tmp_path / "a.jsonl", orjson.dumps({"id": "known", "text": _NEWS, "title": "موسم جيد"}))
    zones = corpus.annotated(DocumentId("known"), None).zones
    start = _NEWS.index("وزير الزراعة")
    task = {
        "text": _NEWS, "meta": {"title": "غيره", "outlet": "الساحل"}, "_annotator_id": "amal", "answer": "accept",
        "spans": [{"start": start, "end": start + 12, "label": "OCC"}],
    }  # fmt: skip
    report = _import(corpus, tmp_path / "b.jsonl", orjson.dumps(task))
    assert (report.refused, report.set_names, corpus.document_count()) == ((), ("amal",), 1)
    annotated = corpus.annotated(DocumentId("known"), SetName("amal"))
    assert [a.text(_NEWS) for a in annotated.annotations] == ["وزير الزراعة"]
    assert (annotated.zones, annotated.document.meta["title"]) == (zones, "موسم جيد")
    assert annotated.document.meta["outlet"] == "الساحل"
    assert _import(corpus, tmp_path / "b.jsonl", orjson.dumps(task)).changes is None


def test_what_other_tools_got_from_us_comes_back(filled: Corpus, tmp_path: Path, scheme: Scheme) -> None:
    for format in ("doccano", "label-studio", "prodigy"):
        report = export(filled, tmp_path / f"out.{'json' if format == 'label-studio' else 'jsonl'}", format=format)
        with Corpus.create(tmp_path / f"{format}.isnad", scheme, author=HUDA) as other:
            back = import_paths(other, list(report.files), author=HUDA)
            assert back.refused == ()
            assert [d.id for d in other.documents()] == [d.id for d in filled.documents()]
            for summary in filled.documents():
                for name in filled.set_names(summary.id):
                    ours, theirs = (c.annotated(summary.id, name) for c in (filled, other))
                    assert sorted((a.label, a.fragments) for a in ours.annotations) == sorted(
                        (a.label, a.fragments) for a in theirs.annotations
                    )


def test_only_layers_that_were_annotated_exhaustively(filled: Corpus) -> None:
    for record in validate_native(_exported(filled, ExportOptions(layers_done=True))):
        assert record["layers_done"]
        assert {span["layer"] for span in record["spans"]} <= {*record["layers_done"], "zone"}
        assert {relation["type"] for relation in record["relations"]} <= set(record["layers_done"])


def test_without_doubts_a_layer_is_no_longer_done(filled: Corpus) -> None:
    whole = {(r["id"], r["annotation_set"]): r for r in validate_native(_exported(filled))}
    for record in validate_native(_exported(filled, ExportOptions(without_unsure=True))):
        assert not any(member["unsure"] for member in (*record["spans"], *record["relations"]))
        before = whole[record["id"], record["annotation_set"]]
        doubtful = {span["layer"] for span in before["spans"] if span["unsure"] and span["layer"] != "zone"}
        assert not doubtful & set(record["layers_done"])


def test_a_split_keeps_equal_texts_and_groups_together(filled: Corpus) -> None:
    options = ExportOptions(split=(50, 25, 25), seed=3)
    records = validate_native(_exported(filled, options))
    assert {record["split"] for record in records} <= {"train", "validation", "test"}
    by_group: dict[str, set[str]] = {}
    for record in records:
        by_group.setdefault(record["group"] or record["text_sha256"], set()).add(record["split"])
    assert all(len(splits) == 1 for splits in by_group.values())
    assert _exported(filled, options) == _exported(filled, options)


def test_what_the_corpus_does_not_have_is_refused(filled: Corpus, tmp_path: Path) -> None:
    refused: list[tuple[ExportOptions, type[Exception]]] = [
        (ExportOptions(annotators=(SetName("nobody"),)), NotFound),
        (ExportOptions(documents=(DocumentId("nothing"),)), NotFound),
        (ExportOptions(layers=("colours",)), SelectionRefused),
        (ExportOptions(split=(80, 10, 5)), SharesRefused),
    ]
    for options, error in refused:
        with pytest.raises(error):
            export(filled, tmp_path / "out", options=options)
    with pytest.raises(UnknownFormat):
        export(filled, tmp_path / "out", format="klingon")
    assert not (tmp_path / "out").exists()


def test_attributions_are_validated_lines(filled: Corpus, tmp_path: Path) -> None:
    report = export(filled, tmp_path / "a.jsonl", format="attributions")
    lines = validate_lines((tmp_path / "a.jsonl").read_bytes(), "attributions")
    native = validate_native(_exported(filled))
    assert len(lines) == sum(r["type"] == "attribution" for record in native for r in record["relations"])
    assert {loss.kind for loss in report.losses} >= {"entity outside attributions"}


def test_a_span_that_does_not_stand_where_it_says_leaves_no_file(filled: Corpus, tmp_path: Path) -> None:
    stray = Annotation(AnnotationId("stray"), "claim", "Claim", (Span(0, 9_999),))
    with filled.act("Mark claim", author=HUDA) as act:
        act.put(stray, document=DocumentId("d5"), set_name=SetName("annotator_1"))
    for target in (tmp_path / "out", tmp_path / "new" / "a.jsonl", tmp_path / "a.html"):
        with pytest.raises(ExportRefused, match=r"d5.*stray"):
            export(filled, target, format="page" if target.suffix == ".html" else "jsonl")
        assert not target.exists()
        assert not target.parent.exists() or not list(target.parent.glob("*.part"))
    stream = io.BytesIO()
    with pytest.raises(ExportRefused):
        export(filled, stream)
    assert stream.getvalue() == b""
    with filled.act("Erase", author=HUDA) as act:
        act.erase(RecordKey(RecordKind.ANNOTATION, DocumentId("d5"), SetName("annotator_1"), "stray"))
    assert export(filled, tmp_path / "out").records == 13


def test_a_stopped_export_leaves_what_was_there(filled: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("before")
    with pytest.raises(ExportCancelled):
        export(filled, path, cancelled=lambda: True)
    assert path.read_text() == "before"


def test_a_snapshot_is_exported_as_the_corpus_is(filled: Corpus, tmp_path: Path) -> None:
    filled.snapshot(tmp_path / "snapshot.isnad")
    export_snapshot(
        tmp_path / "snapshot.isnad", tmp_path / "a.jsonl", format="jsonl", options=ExportOptions()
    )  # fmt: skip
    assert (tmp_path / "a.jsonl").read_bytes() == _exported(filled)


def test_an_empty_corpus_makes_an_empty_file(corpus: Corpus, tmp_path: Path) -> None:
    export(corpus, tmp_path / "out")
    assert (tmp_path / "out" / "train.jsonl").read_bytes() == b""


def test_a_merged_referent_goes_out_as_the_one_it_was_merged_into(
    corpus: Corpus, tmp_path: Path, scheme: Scheme
) -> None:
    records = [annotated_document(seed, scheme, identifier=f"d{seed}") for seed in range(6)]
    _import(corpus, tmp_path / "in.jsonl", _native(scheme, *records))
    gone, kept = sorted(corpus.referents())[:2]
    mentions = sum(a.referent == gone for r in records for a in (*r.zones, *r.annotations))
    assert mentions
    with corpus.act("Merge referents", author=HUDA) as act:
        act.put(replace(corpus.referents()[gone], same_as=kept))
    report = export(corpus, tmp_path / "out.jsonl")
    lines = validate_native((tmp_path / "out.jsonl").read_bytes())
    assert all(span["referent"] != gone for line in lines for span in line["spans"])
    for line in lines:  # What spans name stands beside them, once and in order.
        assert [r["id"] for r in line["referents"]] == sorted({s["referent"] for s in line["spans"]} - {None})
    (loss,) = report.losses
    assert (loss.kind, loss.count) == ("merged referents, under the one that each was merged into", mentions)
    # The corpus knows that the two are one: its own export is no news to it.
    again = import_paths(corpus, [tmp_path / "out.jsonl"], author=HUDA)
    assert (again.refused, again.changes) == ((), None)
    # In another corpus, what went out comes back byte for byte.
    with Corpus.create(tmp_path / "other.isnad", scheme, author=HUDA) as other:
        import_paths(other, [tmp_path / "out.jsonl"], author=HUDA)
        export(other, tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "out.jsonl").read_bytes()


@pytest.mark.parametrize("format", ["brat", "conll", "gliner", "label-studio", "page", "spert", "table", "webanno-tsv"])
def test_every_folder_has_a_card_that_tells_how_to_read_it(filled: Corpus, tmp_path: Path, format: str) -> None:
    export(filled, tmp_path / "out", format=format)
    card = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert card.startswith("---\n")
    assert "load_dataset" not in card and "dataset_info" not in card
    assert "## How to read it" in card
    assert "[to be filled in]" in card
    listed = orjson.loads((tmp_path / "out" / "manifest.json").read_bytes())["files"]
    assert "README.md" in listed


@pytest.mark.parametrize("format", ["brat", "conll", "doccano", "label-studio", "prodigy", "webanno-tsv", "jsonl"])
def test_a_folder_of_ours_comes_in_whole_and_what_only_describes_it_is_no_input(
    filled: Corpus, tmp_path: Path, scheme: Scheme, format: str
) -> None:
    export(filled, tmp_path / "out", format=format)
    with Corpus.create(tmp_path / "other.isnad", scheme, author=HUDA) as other:
        for named in (None, format):
            report = import_paths(other, [tmp_path / "out"], author=HUDA, options=ImportOptions(as_format=named))
            assert (report.refused, report.passed_over) == ((), ())
        assert other.set_names_in_use() == filled.set_names_in_use()


def test_an_outlet_that_no_article_has_is_named_with_those_that_there_are(corpus: Corpus, tmp_path: Path) -> None:
    # "The port was opened."
    _import(corpus, tmp_path / "a.jsonl", orjson.dumps({"text": "فُتح الميناء.", "outlet": "الساحل"}))
    with pytest.raises(NotFound) as refused:
        export(corpus, io.BytesIO(), options=ExportOptions(outlets=("الساحر",)))
    assert "الساحل" in str(refused.value.remedy and refused.value.remedy.english())


def test_zones_that_a_filter_leaves_out_are_told(corpus: Corpus, scheme: Scheme, tmp_path: Path) -> None:
    record = annotated_document(1, scheme, identifier="d1")
    assert record.zones
    _import(corpus, tmp_path / "a.jsonl", _native(scheme, record))
    report = export(corpus, io.BytesIO(), options=ExportOptions(layers=("entity",)))
    named = {name for loss in report.losses for name in loss.records}
    assert {f"d1/annotator_1/{zone.id}" for zone in record.zones} <= named


def test_ids_of_annotations_give_way_to_those_of_the_zones_that_are_here(corpus: Corpus, tmp_path: Path) -> None:
    # "News of today's port. The minister said that the pass is open."
    text = "أخبار الميناء اليوم\nقال الوزير إن الممر مفتوح."
    for name, lines in {
        "a": "T1\theadline 0 19\tأخبار الميناء اليوم\n",
        "b": "T1\tSource 24 30\tالوزير\nT2\tClaim 31 45\tإن الممر مفتوح\nE1\tattribution:T1 claim:T2 source:T1\n",
    }.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "n.txt").write_text(text, encoding="utf-8")
        (tmp_path / name / "n.ann").write_text(lines, encoding="utf-8")
    for name in "abb":
        report = import_paths(
            corpus, [tmp_path / name], author=HUDA, options=ImportOptions(annotator=SetName(f"set-{name}"))
        )
        assert not report.refused
    assert report.changes is None  # the second time it is known
    (record,) = [r for r in validate_native(_exported(corpus)) if r["annotation_set"] == "set-b"]
    assert {span["id"]: span["label"] for span in record["spans"]} == {
        "T1": "headline",
        "T1-a": "Source",
        "T2": "Claim",
    }
    assert record["relations"][0]["roles"] == {"claim": ["T2"], "source": ["T1-a"]}
    assert corpus.check() == []
