"""Counts in the words of the scheme."""

from __future__ import annotations

import pytest

from annotator.cli.counting import counts_as_json, put_counts
from annotator.model.scheme import Scheme
from annotator.operations.corpora import CorpusCounts, SetCounts

COUNTS = CorpusCounts(
    documents=2,
    unannotated=1,
    characters=40,
    words=8,
    zones={"headline": 1},
    sets={
        "amal": SetCounts(  # type: ignore[dict-item]
            documents=1,
            statuses={"submitted": 1},
            annotations={"claim": {"Claim": 2}, "entity": {"ORG": 3, "GPE": 1}},
            relations={"attribution": 2},
            holders={"text": 1, "": 1},
            stances={"deny": 2},
            open_claims=0,
            unsure=1,
        )
    },
)


def test_layers_and_labels_are_counted_in_a_table(scheme: Scheme, capsys: pytest.CaptureFixture[str]) -> None:
    put_counts(COUNTS, scheme)
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["amal"] in lines
    assert ["ORG", "3"] in lines


def test_the_figures_of_a_table_stand_under_each_other(scheme: Scheme, capsys: pytest.CaptureFixture[str]) -> None:
    put_counts(COUNTS, scheme)
    first_table = capsys.readouterr().out.split("\n\n")[0].splitlines()
    assert len({len(line) for line in first_table}) == 1


def test_json_has_every_figure() -> None:
    assert counts_as_json(COUNTS)["sets"]["amal"]["annotations"]["entity"] == {"ORG": 3, "GPE": 1}
