"""Which sets are compared, in which order versions are shown, and what stands in the text meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.errors import RuleError
from annotator.model.identity import SetName
from annotator.operations import comparing
from annotator.operations.adjudicate import Adjudication
from tests.operations.twosets import TEXT, reviewing

AMAL, BASIM = SetName("amal"), SetName("basim")


def test_only_what_was_handed_in_is_compared(tmp_path: Path) -> None:
    session, article = reviewing(tmp_path)
    assert comparing.handed_in(session, article.id) == (AMAL, BASIM)
    with pytest.raises(RuleError):
        comparing.compare(session, article.id, [])
    session.close()


def test_shuffled_versions_are_the_same_for_the_same_seed(tmp_path: Path) -> None:
    session, article = reviewing(tmp_path)
    cases = comparing.compare(session, article.id, [AMAL, BASIM]).comparison.cases
    two = [case for case in cases if len(case.versions) == 2]
    assert all(comparing.in_order(case) == case.versions for case in two)
    orders = {seed: [comparing.in_order(case, seed=seed)[0].sets for case in two] for seed in map(str, range(20))}
    assert orders == {seed: [comparing.in_order(c, seed=seed)[0].sets for c in two] for seed in map(str, range(20))}
    assert len({tuple(order) for order in orders.values()}) > 1
    session.close()


def test_the_text_shows_what_agrees_what_is_settled_and_one_version_of_the_rest(tmp_path: Path) -> None:
    session, article = reviewing(tmp_path)
    adjudication = Adjudication(session, article.id)
    annotations, relations = comparing.shown(
        adjudication.comparison,
        settled=(),
        settled_ties=(),
        undecided=[(case, case.versions[0]) for case in adjudication.cases],
        takes_agreed=True,
    )
    assert {a.text(TEXT) for a in annotations if a.layer == "claim"} == {
        "أن الاتفاق قريب", "أن السفينة أبحرت", "أنها تحمل القمح",
    }  # fmt: skip
    assert len(relations) == 3
    known = {a.id for a in annotations}
    assert all(member in known for relation in relations for _role, member in relation.members())
    session.close()
