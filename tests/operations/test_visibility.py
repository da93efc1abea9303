"""Who may see what: in a blind phase no face shows another's work before one's own is handed in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import orjson
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.bundled import resource
from annotator.cli.group import command_line
from annotator.model.annotated import AnnotatedDocument, AnnotationSet, SchemeRef
from annotator.model.annotation import Annotation
from annotator.model.annotator import Annotator, Role
from annotator.model.changes import RecordKey, RecordKind
from annotator.model.document import new_document
from annotator.model.errors import AnnotatorError
from annotator.model.identity import ADJUDICATED, AnnotationId, DocumentId, Handle, ReferentId, SetName
from annotator.model.referent import Referent
from annotator.model.scheme import parse_scheme
from annotator.model.span import Span
from annotator.model.workflow import Assignment, Status, Task, Workflow
from annotator.operations import referents
from annotator.operations import settings as person_settings
from annotator.operations.session import Session
from annotator.operations.transfer import ExportOptions, export
from annotator.operations.visibility import Hidden, Sight
from annotator.store.corpus import Corpus

VIEWER: Final = Handle("hoda")
OTHERS: Final = (SetName("samir"), SetName("zaid"))
SETS: Final = (SetName(VIEWER), *OTHERS, ADJUDICATED)
ARTICLES: Final = (
    # “The ministry denied on Thursday that prices would rise”
    new_document("نفت الوزارة يوم الخميس أن ترتفع الأسعار", document_id="d0"),
    # “The agency quoted a source as saying the talks had resumed”
    new_document("نقلت الوكالة عن مصدر قوله إن المحادثات استؤنفت", document_id="d1"),
)
AT: Final = "2026-11-01T08:00:00.000Z"
MEANT: Final = ReferentId("e1")


def secret(document: DocumentId, name: SetName) -> str:
    """Words that stand in one annotation set alone."""
    return f"secret-{document}-{name}"


def record(index: int, name: SetName, status: Status) -> AnnotatedDocument:
    article = ARTICLES[index]
    marker = secret(article.id, name)
    entity = Annotation(AnnotationId(marker), "entity", "ORG", (Span(0, 8),), referent=MEANT, note=marker)
    header = AnnotationSet(name, status, (), None, SchemeRef("arabic-news", "1"))
    return AnnotatedDocument(article, (), header, (entity,), (), (), header.scheme)


@contextmanager
def filled(statuses: dict[str, Status], *, blind: bool, role: Role, settling: bool) -> Iterator[Path]:
    """A corpus of two articles, each annotated by three people and adjudicated."""
    scheme = parse_scheme(resource("schemes", "arabic-news.toml").read_text("utf-8"))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "news.isnad"
        with Corpus.create(path, scheme, author=VIEWER) as corpus:
            with corpus.act("Import", author=VIEWER) as act:
                for article in ARTICLES:
                    act.put_document(article)
                act.put(Referent(MEANT, "الوزارة", "ORG"))
                act.put(Annotator(VIEWER, "هدى العطار", role))
                act.put(Annotator(Handle("samir"), "سمير"))
                act.put(Workflow(blind=blind))
                if settling:
                    act.put(Assignment(ARTICLES[0].id, VIEWER, Task.ADJUDICATE, VIEWER, AT))
            for index in range(len(ARTICLES)):
                for name in SETS:
                    with corpus.act(f"Secret {secret(ARTICLES[index].id, name)}", author=VIEWER) as act:
                        act.put_set(record(index, name, statuses[f"{index}/{name}"]))
        yield path


def shown_by_the_session(path: Path) -> str:
    """Everything that the public reads of a session give."""
    session = Session.open(path, Annotator(VIEWER, "هدى العطار"))
    shown: list[object] = []
    try:
        for summary in session.documents():
            shown += [(summary.id, name, "listed") for name in summary.statuses]
            shown += [(summary.id, name) for name in session.sets_of(summary.id)]
            shown.append(session.sight.history(summary.id))
            for name in SETS:
                with suppress(Hidden):
                    shown.append(list(session.look_at(summary.id, name).annotations.values()))
        shown += list(referents.mentions(session, MEANT))
        shown += list(session.sight.every_annotated())
        out = path.with_name("out.jsonl")
        export(session.corpus, out, options=ExportOptions(viewer=VIEWER))
        shown.append(out.read_text("utf-8"))
        shown.append(session.sight.set_names_in_use())
    finally:
        session.close()
    return repr(shown)


def shown_by_the_command_line(path: Path) -> str:
    """Everything that the commands write, on both streams."""
    program = command_line({}, painter="annotator.cli.failures:DONE")
    out = path.with_name("page.html")
    calls = [
        ["documents", str(path), "--json"],
        ["stats", str(path), "--json"],
        ["export", str(path), "--to", "jsonl", "--out", "-"],
    ]
    for article in ARTICLES:
        calls += [["show", str(path), article.id], ["history", str(path), article.id, "--json"]]
        calls += [["show", str(path), article.id, "--annotator", name] for name in SETS]
        calls.append(["page", str(path), article.id, "--out", str(out)])
    shown = []
    for call in calls:
        result = CliRunner().invoke(program, call, standalone_mode=False)
        if result.exception is not None and not isinstance(result.exception, AnnotatorError):
            raise result.exception
        # Whom a message names who is hidden is no secret; what they wrote is.
        shown.append(result.stdout)
    return "\n".join([*shown, out.read_text("utf-8") if out.exists() else ""])


@settings(max_examples=25, deadline=None)
@given(
    statuses=st.fixed_dictionaries({f"{i}/{name}": st.sampled_from(Status) for i in range(2) for name in SETS}),
    blind=st.booleans(),
    role=st.sampled_from(Role),
    settling=st.booleans(),
)
def test_no_face_shows_what_is_hidden_and_every_face_shows_the_rest(
    statuses: dict[str, Status], blind: bool, role: Role, settling: bool
) -> None:
    person_settings.save(person_settings.Settings(handle=VIEWER, name="هدى العطار"))
    handed_in = (Status.SUBMITTED, Status.RETURNED, Status.APPROVED)
    with filled(statuses, blind=blind, role=role, settling=settling) as path:
        by_session, by_commands = shown_by_the_session(path), shown_by_the_command_line(path)
        for index, article in enumerate(ARTICLES):
            own = statuses[f"{index}/{VIEWER}"]
            all_open = not blind or role is Role.REVIEWER or own in handed_in or (settling and index == 0)
            for name in SETS:
                seen = all_open or name in (VIEWER, ADJUDICATED)
                assert (secret(article.id, name) in by_session) == seen
                assert (f"('{article.id}', '{name}')" in by_session) == seen
                assert (f"('{article.id}', '{name}', 'listed')" in by_session) == seen
                assert (secret(article.id, name) in by_commands) == seen


def test_counts_and_statuses_in_lists_are_of_what_is_seen() -> None:
    statuses = {f"{i}/{name}": Status.IN_PROGRESS for i in range(2) for name in SETS}
    with filled(statuses, blind=True, role=Role.ANNOTATOR, settling=False) as path, Corpus.open(path) as corpus:
        (first, _second) = Sight(corpus, VIEWER).documents()
        assert set(first.statuses) == {VIEWER, ADJUDICATED}
        assert first.counts["entity"] == 2
        (stranger, _second) = Sight(corpus, None).documents()
        assert set(stranger.statuses) == {ADJUDICATED}


def test_an_export_refuses_a_hidden_set_by_name_and_says_what_else_it_left_out(tmp_path: Path) -> None:
    statuses = {f"{i}/{name}": Status.IN_PROGRESS for i in range(2) for name in SETS}
    with filled(statuses, blind=True, role=Role.ANNOTATOR, settling=False) as path, Corpus.open(path) as corpus:
        with pytest.raises(Hidden, match="samir"):
            export(corpus, tmp_path / "a.jsonl", options=ExportOptions(annotators=(OTHERS[0],), viewer=VIEWER))
        assert not (tmp_path / "a.jsonl").exists()
        report = export(corpus, tmp_path / "b.jsonl", options=ExportOptions(viewer=VIEWER))
        assert [(loss.kind, loss.count) for loss in report.losses] == [("annotation set hidden in the blind phase", 4)]
        lines = (tmp_path / "b.jsonl").read_bytes().splitlines()
        assert {orjson.loads(line)["annotation_set"] for line in lines} == {VIEWER, ADJUDICATED}


def test_an_article_of_which_nothing_is_seen_is_there_all_the_same() -> None:
    statuses = {f"{i}/{name}": Status.IN_PROGRESS for i in range(2) for name in SETS}
    with filled(statuses, blind=True, role=Role.ANNOTATOR, settling=False) as path, Corpus.open(path) as corpus:
        with corpus.act("Erase", author=VIEWER) as act:
            for name in (SetName(VIEWER), ADJUDICATED):
                act.restore_set(
                    RecordKey(RecordKind.SET, ARTICLES[0].id, name), header=None, annotations=(), relations=()
                )
        records = list(Sight(corpus, VIEWER).every_annotated(documents=[ARTICLES[0].id]))
        assert [record.annotation_set for record in records] == [None]
        assert list(Sight(corpus, VIEWER).every_annotated(sets=[OTHERS[0]])) == []
