"""A mapping that is written and read again is the same mapping, whatever its names look like."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.mapping import LabelMap, Renamed, parse_mapping
from annotator.formats.mappingwriting import mapping_file

_NAMES = st.text(st.characters(codec="utf-8"), max_size=12)
_RENAMED = st.builds(Renamed, _NAMES, st.dictionaries(_NAMES.filter(lambda name: name not in ("type", "name")), _NAMES))


@given(
    st.builds(
        LabelMap,
        _NAMES,
        st.dictionaries(_NAMES, _NAMES),
        st.dictionaries(_NAMES, _RENAMED, max_size=4),
        st.dictionaries(_NAMES, _RENAMED, max_size=4),
    )
)
def test_a_mapping_comes_back_as_it_was_written(mapping: LabelMap) -> None:
    assert parse_mapping(mapping_file(mapping), name="file") == mapping
