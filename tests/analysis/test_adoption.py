"""What a choice adopts, and that the same choice is always the same records."""

from __future__ import annotations

from annotator.analysis import adoption
from annotator.analysis.cases import Case, Comparison, compared
from annotator.model.identity import SetName
from tests.analysis.sheets import Sheet

# The agency Al-Sahel quoted the mayor of Sidon as saying that the water would return on Friday.
TEXT = "نقلت وكالة الساحل عن رئيس بلدية صيدا أن المياه ستعود الجمعة."


def _sheets() -> tuple[Sheet, Sheet]:
    """Two who agree on the claim and the mayor."""
    sheets = Sheet(TEXT, "amal"), Sheet(TEXT, "basim")
    for sheet in sheets:
        sheet.mark("claim", "أن المياه ستعود الجمعة")
        sheet.mark("source", "رئيس بلدية صيدا")
    return sheets


def _one_case(*sheets: Sheet) -> tuple[Comparison, Case]:
    comparison = compared(TEXT, [sheet.done() for sheet in sheets])
    (case,) = comparison.cases
    return comparison, case


def test_what_agrees_is_adopted_under_derived_names_with_its_ties() -> None:
    one, two = _sheets()
    for sheet in (one, two):
        sheet.tie({"claim": sheet.annotations[0].id, "source": sheet.annotations[1].id}, holder="text")
    comparison = compared(TEXT, [one.done(), two.done()])
    annotations, relations = adoption.agreed(comparison), adoption.agreed_ties(comparison)
    assert {a.text(TEXT) for a in annotations} == {"أن المياه ستعود الجمعة", "رئيس بلدية صيدا"}
    assert {m for _role, m in relations[0].members()} == {a.id for a in annotations}
    assert not {a.id for a in annotations} & {a.id for a in one.annotations}
    turned = compared(TEXT, [two.done(), one.done()])
    assert (adoption.agreed(turned), adoption.agreed_ties(turned)) == (annotations, relations)


def test_either_version_is_the_same_record() -> None:
    one, two = _sheets()
    one.mark("entity", "صيدا", "GPE")
    two.mark("entity", "بلدية صيدا", "GPE")
    comparison, case = _one_case(one, two)
    first, second = (adoption.taken(comparison, case, version) for version in case.versions)
    assert first.annotations[0].id == second.annotations[0].id
    assert first.annotations[0].text(TEXT) == "صيدا"
    assert second.annotations[0].text(TEXT) == "بلدية صيدا"
    assert adoption.taken(comparison, case, case.versions[0]) == first


def test_both_are_two_records_and_neither_drops_them() -> None:
    one, two = _sheets()
    one.mark("entity", "صيدا", "GPE")
    two.mark("entity", "بلدية صيدا", "GPE")
    comparison, case = _one_case(one, two)
    both = adoption.both(comparison, case)
    assert {a.text(TEXT) for a in both.annotations} == {"صيدا", "بلدية صيدا"}
    nothing = adoption.neither(comparison, case)
    assert set(nothing.dropped) == {a.id for a in both.annotations}


def test_borders_of_one_with_the_label_of_the_other() -> None:
    one, two = _sheets()
    one.mark("entity", "صيدا", "GPE", mention="NAM")
    two.mark("entity", "بلدية صيدا", "ORG", mention="NOM")
    one.annotations[2] = type(one.annotations[2])(
        one.annotations[2].id, "entity", "GPE", two.annotations[2].fragments, {"mention": "NAM"}
    )
    comparison, case = _one_case(one, two)
    a, b = case.versions
    mixed = adoption.mixed(comparison, case, border=a, label=b).annotations[0]
    assert (mixed.label, mixed.attributes) == ("ORG", {"mention": "NOM"})


def test_a_chosen_chain_brings_the_members_that_it_needs() -> None:
    one, two = _sheets()
    agency = one.mark("source", "وكالة الساحل")
    claim, mayor = one.annotations[0].id, one.annotations[1].id
    one.tie({"claim": claim, "source": mayor, "via": agency}, holder="text", stance="assert")
    two.tie({"claim": two.annotations[0].id, "source": two.annotations[1].id}, holder="text", stance="assert")
    comparison, case = _one_case(one, two)
    relayed = adoption.taken(comparison, case, case.versions[0])
    assert [a.text(TEXT) for a in relayed.annotations] == ["وكالة الساحل"]
    assert {a.text(TEXT) for a in relayed.needed} == {"أن المياه ستعود الجمعة", "رئيس بلدية صيدا"}
    direct = adoption.taken(comparison, case, case.versions[1])
    assert direct.relations[0].id == relayed.relations[0].id
    assert direct.dropped == (relayed.annotations[0].id,)


def test_the_rules_settle_without_either_version() -> None:
    one, two = _sheets()
    one.mark("entity", "بلدية صيدا", "ORG", mention="NAM")
    two.mark("entity", "بلدية صيدا", "ORG")
    comparison, case = _one_case(one, two)
    settled = adoption.by_rule(comparison, case).annotations[0]
    assert settled.attributes == {"mention": "NAM"}


def test_answers_of_all_who_say_so_are_joined() -> None:
    sheets = [Sheet(TEXT, name) for name in ("amal", "basim", "ciham")]
    for sheet, label in zip(sheets, ("GPE", "GPE", "LOC"), strict=True):
        sheet.mark("entity", "صيدا", label, note=f"ملاحظة {sheet.name}")
    comparison, case = _one_case(*sheets)
    taken = adoption.taken(comparison, case, next(v for v in case.versions if SetName("amal") in v.sets))
    assert taken.annotations[0].note == "ملاحظة amal\nملاحظة basim"
