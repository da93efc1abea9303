"""The JSON object of agreement, as data.md promises it."""

from __future__ import annotations

from pathlib import Path

from annotator.operations.agreement import Wish, agree
from annotator.operations.agreementjson import agreement_as_json
from annotator.store.corpus import Corpus
from tests.analysis.sixpeople import PEOPLE, six_people_corpus

LAYER_KEYS = [
    "exact_f1", "overlap_f1", "boundary_only", "label_only", "boundary_and_label", "only_a", "only_b",
    "overlap_any_label_f1", "token_alpha", "char_kappa", "char_pi", "alpha_u",
]  # fmt: skip


def test_pairs_and_overall_have_the_promised_keys(tmp_path: Path) -> None:
    with Corpus.open(six_people_corpus(tmp_path / "six.isnad", 2)) as corpus:
        written = agreement_as_json(agree(corpus, Wish(names=PEOPLE[:3], resamples=5)))
    assert [(pair["a"], pair["b"]) for pair in written["pairs"]] == [
        ("amal", "basim"), ("amal", "dalia"), ("basim", "dalia"),
    ]  # fmt: skip
    for values in (*written["pairs"], written["overall"]):
        assert list(values["layers"]) == ["entity", "claim", "source", "cue"]
        at_once = ["token_alpha_all"] if values is written["overall"] else []
        assert sorted(values["layers"]["claim"]) == sorted(LAYER_KEYS + at_once)
        assert values["ac1"]["attribution"]["stance"] < values["attribution"]["lenient_f1"]
        assert set(values["attribution"]) >= {"strict_f1", "lenient_f1", "roles", "stance_kappa"}
        assert values["attribution"]["roles"]["source"].keys() == {"exact_f1", "overlap_f1"}
        assert "stance" in values["attributes"]["attribution"]
        assert values["attributes"]["attribution"]["holder"] is None
        assert "one value" in values["undefined"]["attributes.attribution.holder"]
        assert values["soft"]["attribution"]["factuality"] is None
    assert written["overall"]["intervals"]["layers.claim.exact_f1"] == [0.75, 0.75]
    assert (written["documents"], written["bootstrap"], written["seed"]) == (2, 5, 0)
