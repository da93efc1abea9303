"""Changes: full names are unambiguous, reports say what was touched."""

from __future__ import annotations

from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotator import Annotator
from annotator.model.changes import Change, ChangeSet, RecordKey, RecordKind
from annotator.model.identity import ActId, DocumentId, Handle, SetName

parts = st.lists(st.sampled_from(["a", "ب", "/", "%", "%2F", "%25"]), max_size=4).map("".join)


@given(parts, parts, parts)
def test_the_parts_of_a_full_name_can_be_read_back_so_that_no_two_records_share_one(
    document: str, set_name: str, name: str
) -> None:
    key = RecordKey(RecordKind.ANNOTATION, DocumentId(document), SetName(set_name), name)
    assert [unquote(part) for part in key.name.split("/")] == [document, set_name, name]


def test_a_full_name_reads_as_document_set_and_id() -> None:
    key = RecordKey(RecordKind.RELATION, DocumentId("news/2026"), SetName("huda"), "r1")
    assert key.name == "news%2F2026/huda/r1"
    assert RecordKey(RecordKind.SCHEME).name == "//"


def test_a_report_names_every_document_that_was_touched() -> None:
    written = RecordKey(RecordKind.SET, DocumentId("d2"), SetName("huda"))
    single = Change(RecordKey(RecordKind.DOCUMENT, DocumentId("d1")), None, None)
    shared = Change(RecordKey(RecordKind.ANNOTATOR, id="huda"), None, Annotator(Handle("huda"), "هدى"))
    report = ChangeSet(ActId("1-1"), "Import", Handle("huda"), created=(shared,), erased=(single,), replaced=(written,))
    assert report.documents == {"d1", "d2"}
    assert report.changes == (shared, single)
