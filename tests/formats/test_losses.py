"""Loss reports count everything and name the first thousand."""

from __future__ import annotations

from annotator.formats.losses import Losses, combined, losses_table


def test_losses_are_counted_by_kind_and_named() -> None:
    losses = Losses()
    for number in range(1200):
        losses.add("overlapping", document="d1", set_name="huda", record=f"a{number}")
    losses.add("article", document="d2", set_name=None)
    article, overlapping = losses.report()
    assert (article.kind, article.records) == ("article", ("d2//",))
    assert (overlapping.count, len(overlapping.records), overlapping.records[0]) == (1200, 1000, "d1/huda/a0")


def test_several_at_once_are_noted_as_one_by_one() -> None:
    one_by_one, at_once = Losses(), Losses()
    for first in (0, 700, 1_400):
        ids = [f"a{number}" for number in range(first, first + 700)]
        at_once.add_all("note", ids, document="d1", set_name=None)
        for record in ids:
            one_by_one.add("note", document="d1", set_name=None, record=record)
    at_once.add_all("zone", [], document="d1", set_name=None)
    assert at_once.report() == one_by_one.report()


def test_reports_of_several_files_become_one() -> None:
    first, second = Losses(), Losses()
    first.add("note", document="d1", set_name="huda", record="a1")
    second.add("note", document="d2", set_name="huda", record="a2")
    second.add("zone", document="d2", set_name="huda", record="z1")
    assert losses_table(combined(first.report(), second.report())) == [
        {"kind": "note", "count": 2, "records": ["d1/huda/a1", "d2/huda/a2"]},
        {"kind": "zone", "count": 1, "records": ["d2/huda/z1"]},
    ]
