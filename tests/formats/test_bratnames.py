"""Names in brat: without blanks and colons, each its own."""

from __future__ import annotations

from annotator.formats.bratnames import BratNames, configuration
from annotator.model.scheme import Scheme, scheme_of


def test_names_are_safe_and_lead_back() -> None:
    labels = [{"name": "Said: so"}, {"name": "Said so"}, {"name": "قول"}, {"name": "shared"}]
    names = BratNames(
        scheme_of({
            "name": "odd", "version": "1",
            "layers": [{"name": "a", "labels": labels}, {"name": "b", "labels": [{"name": "shared"}]}],
            "relations": [{"name": "قول", "roles": [{"name": "who", "takes": ["a"]}]}],
        })
    )  # fmt: skip
    assert names.labels == {
        ("a", "Said: so"): "Said_so", ("a", "Said so"): "Said_so_", ("a", "قول"): "قول", ("a", "shared"): "a-shared",
        ("b", "shared"): "b-shared",
    }  # fmt: skip
    assert names.relations == {"قول": "قول_"}
    assert names.places["a-shared"] == ("a", "shared")
    assert names.label("a", "gone: long ago") == "gone_long_ago"


def test_the_configuration_declares_what_files_use(scheme: Scheme) -> None:
    written = configuration(scheme).decode()
    assert [part in written for part in ("[entities]", "[relations]", "[events]", "[attributes]")] == [True] * 4
    assert "\nsupports\thead:Claim, tail:Claim\n" in written
    assert "\nattribution\tclaim:Claim, source*:Source, via*:Source, cue*:Cue, addressee*:PERS|" in written
    assert "\nstance\tArg:attribution, Value:assert|deny|doubt|question|neutral\n" in written
    assert "lemma" not in written  # a free answer is a note
