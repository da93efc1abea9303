"""Attribute values: what is required, what clashes."""

from __future__ import annotations

import pytest

from annotator.analysis.values import clashes, holder_clashes, missing, stance_clashes
from annotator.model.attribution import Holder
from annotator.model.scheme import Scheme


def test_a_required_attribute_without_a_value_is_missing(scheme: Scheme) -> None:
    assert [a.name for a in missing("attribution", {"holder": "text"}, scheme)] == ["stance"]
    assert list(missing("attribution", {"holder": "text", "stance": "assert"}, scheme)) == []


@pytest.mark.parametrize(
    ("owner", "given", "count"),
    [
        ("attribution", {"stance": "deny", "factuality": "CT+"}, 1),
        ("attribution", {"stance": "deny", "factuality": "CT-"}, 0),
        ("claim", {"verifiable": "no", "check_worthy": "yes"}, 1),
        ("claim", {"verifiable": "yes", "check_worthy": "yes", "claim_type": "NFS"}, 1),
        ("claim", {"verifiable": "yes", "check_worthy": "yes", "claim_type": "CFS"}, 0),
        ("claim", {"claim_type": "CFS"}, 1),
    ],
)
def test_values_that_cannot_both_hold_clash(owner: str, given: dict[str, str], count: int, scheme: Scheme) -> None:
    assert len(list(clashes(owner, given, scheme))) == count


@pytest.mark.parametrize(
    ("holder", "named", "clash"),
    [
        (Holder.TEXT, True, False), (Holder.TEXT, False, True), (Holder.UNSTATED, True, True),
        (Holder.AUTHOR, False, False), (Holder.CONTINUED, True, False), (None, False, False),
    ],
)  # fmt: skip
def test_a_holder_agrees_with_the_source_that_is_named(holder: Holder | None, named: bool, clash: bool) -> None:
    assert holder_clashes(holder, has_source=named) is clash


@pytest.mark.parametrize(
    ("stance", "cue", "clash"),
    [
        ("assert", {"cue_class": "deny"}, True),
        ("deny", {"cue_class": "deny"}, False),
        ("neutral", {"cue_class": "deny", "polarity": "negative"}, False),
        ("deny", {"cue_class": "assert", "polarity": "positive"}, True),
        ("assert", {}, False),
    ],
)
def test_a_stance_agrees_with_its_cue(stance: str, cue: dict[str, str], clash: bool) -> None:
    assert stance_clashes(stance, cue) is clash
