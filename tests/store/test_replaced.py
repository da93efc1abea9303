"""What an act wrote in bulk, held tight."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.changes import RecordKey, RecordKind
from annotator.model.identity import DocumentId, SetName
from annotator.store.replaced import Replaced

_KEYS = st.builds(
    RecordKey,
    st.sampled_from([RecordKind.SET, RecordKind.DOCUMENT]),
    st.sampled_from([DocumentId("d1"), DocumentId("d2"), DocumentId("d3")]),
    st.sampled_from([None, SetName("hoda"), SetName("sami")]),
)


@given(st.lists(_KEYS), st.lists(_KEYS), st.lists(_KEYS))
def test_each_key_is_told_once_and_those_taken_back_never(
    before: list[RecordKey], refused: list[RecordKey], after: list[RecordKey]
) -> None:
    replaced = Replaced()
    for key in before:
        replaced.add(key)
    replaced.remember()
    for key in refused:
        replaced.add(key)
    replaced.go_back()
    assert {*replaced.keys()} == {*before}
    for key in after:
        replaced.add(key)
    told = [*replaced.keys()]
    assert len(told) == len(set(told))
    assert set(told) == {*before, *after}
    assert bool(replaced) == bool(told)
