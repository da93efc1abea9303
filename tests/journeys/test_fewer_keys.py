"""What the human-cost benchmark taught: small rules that save a person keys, each by itself at the real window."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from annotator.model.span import Span
from annotator.ui.dialogs.referentchoice import ReferentSheet
from tests.journeys.hands import Analyst
from tests.journeys.test_main_job import chains, said


def words_of(analyst: Analyst, layer: str) -> list[str]:
    """What is marked in a layer, in reading order."""
    return [words for words, _annotation in analyst.marked(layer)]


def test_two_keys_mark_a_speaker_of_any_length(analyst: Analyst) -> None:
    analyst.go_to("وزير النقل")
    analyst.press("S", ".")
    assert words_of(analyst, "source") == ["وزير النقل سامر الخطيب"]


def test_a_relay_ends_before_the_one_it_quotes(analyst: Analyst) -> None:
    analyst.go_to("صحيفة الميناء")
    analyst.press("S", ".")
    analyst.go_to("مسؤول في")
    analyst.press("S", ".")
    assert words_of(analyst, "source") == ["صحيفة الميناء", "مسؤول في شركة Delta"]


def test_a_whole_attribution_takes_eight_keys(analyst: Analyst) -> None:
    analyst.go_to("أعلن")
    keys = ("Q", "Ctrl+Left", "S", ".", "Ctrl+Left", "Ctrl+Left", "C")
    analyst.press(*keys)
    assert len(keys) <= 8
    relation = chains(analyst)["أن المرفأ سيستقبل أولى السفن في آذار"]
    assert said(analyst, relation, "source") == ["وزير النقل سامر الخطيب"]
    assert relation.attributes["holder"] == "text"


def test_a_claim_is_marked_from_an_entity_inside_it(analyst: Analyst) -> None:
    analyst.go_to("آذار")
    analyst.press("D", "C")
    assert words_of(analyst, "claim") == ["أن المرفأ سيستقبل أولى السفن في آذار"]
    assert words_of(analyst, "entity") == ["آذار"]


def test_whoever_walks_into_what_is_chosen_means_the_word_there(analyst: Analyst) -> None:
    analyst.go_to("وزير النقل")
    analyst.press("S", ".", "Ctrl+Right", "Ctrl+Right", "P", "P")
    assert words_of(analyst, "source") == ["وزير النقل سامر الخطيب"]
    assert words_of(analyst, "entity") == ["سامر الخطيب"]


def test_another_label_on_what_was_just_marked_takes_the_same_letters(analyst: Analyst) -> None:
    analyst.go_to("صحيفة الميناء")
    analyst.press("O", "O", "S")
    assert words_of(analyst, "entity") == words_of(analyst, "source") == ["صحيفة الميناء"]


def test_shift_and_an_arrow_select_where_the_caret_has_walked(analyst: Analyst) -> None:
    analyst.go_to("وزير النقل")
    analyst.press("S", ".", "Ctrl+Right", "Shift+Left", "Shift+Left")
    selection = analyst.window.reader.selection
    assert selection is not None
    assert selection.of(analyst.document.text) == "ال"
    assert words_of(analyst, "source") == ["وزير النقل سامر الخطيب"]


def test_the_second_fragment_of_a_cue_is_added_after_a_walk(analyst: Analyst) -> None:
    analyst.go_to("نقلت")
    analyst.press("Q")
    analyst.go_to("عن مسؤول")
    analyst.press("Shift+Q")
    assert words_of(analyst, "cue") == ["نقلت عن"]


def test_a_claim_behind_a_preposition_begins_with_its_noun(analyst: Analyst) -> None:
    # "… according to the head of the bakers": marked from its word, the preposition stays outside.
    analyst.go_to("لنقيب")
    analyst.press("S")
    assert words_of(analyst, "source") == ["نقيب"]


def test_whom_a_source_told_is_added_by_number(analyst: Analyst) -> None:
    # The official told the newspaper: neither he nor what he says is offered, the newspaper is.
    analyst.go_to("صحيفة الميناء")
    analyst.press("O", "O")
    analyst.go_to("مسؤول في")
    analyst.press("S", ".", "Ctrl+Left", "Ctrl+Left", "C", "A", "T", "1", "Enter")
    [relation] = chains(analyst).values()
    assert said(analyst, relation, "source") == ["مسؤول في شركة Delta"]
    assert said(analyst, relation, "addressee") == ["صحيفة الميناء"]


def test_submitting_gives_the_values_that_were_proposed(analyst: Analyst) -> None:
    analyst.go_to("أعلن")
    analyst.press("Q", "Ctrl+Left", "S", ".", "Ctrl+Left", "Ctrl+Left", "C", "Ctrl+Enter", "Ctrl+Enter")
    [(_words, claim)] = analyst.marked("claim")
    assert claim.attributes["quote_type"] == "indirect"
    assert chains(analyst)["أن المرفأ سيستقبل أولى السفن في آذار"].attributes["stance"] == "assert"


def test_three_keys_mark_and_tie_a_plain_attribution(analyst: Analyst) -> None:
    analyst.go_to("أعلن")
    analyst.press("Q", "S", "C")
    relation = chains(analyst)["أن المرفأ سيستقبل أولى السفن في آذار"]
    assert said(analyst, relation, "source") == ["وزير النقل سامر الخطيب"]
    assert said(analyst, relation, "cue") == ["أعلن"]


def test_the_strip_shows_what_the_next_keys_would_take(analyst: Analyst) -> None:
    analyst.go_to("أعلن")
    analyst.press("Q")
    empty = [slot.text for slot in analyst.window.dock.shown_slots if not slot.filled]
    assert empty[0] == "وزير النقل سامر الخطيب"
    analyst.press("S", "C")
    following = [slot.text for slot in analyst.window.dock.shown_slots if not slot.filled]
    assert following[0] == "مضيفا"


def test_four_keys_mark_a_relay(analyst: Analyst) -> None:
    analyst.go_to("نقلت")
    analyst.press("Q", "S", "S", "C")
    relation = next(iter(chains(analyst).values()))
    assert said(analyst, relation, "cue") == ["نقلت عن"]
    assert said(analyst, relation, "via") == ["صحيفة الميناء"]
    assert said(analyst, relation, "source") == ["مسؤول في شركة Delta"]


def test_whoever_walks_or_clicks_first_takes_the_word_there(analyst: Analyst) -> None:
    analyst.go_to("أعلن")
    analyst.press("Q", "Ctrl+Left", "S")
    assert words_of(analyst, "source") == ["وزير"]
    analyst.click("المرفأ")
    analyst.press("Q")
    assert words_of(analyst, "cue") == ["أعلن", "المرفأ"]


def test_undo_takes_back_the_fragment_that_nobody_asked_for_and_the_frame_stays_open(analyst: Analyst) -> None:
    analyst.go_to("نقلت")
    analyst.press("Q", "Ctrl+Z")
    assert words_of(analyst, "cue") == ["نقلت"]
    analyst.go_to("صحيفة الميناء")
    analyst.press("S", ".")
    assert [slot.text for slot in analyst.window.dock.shown_slots if slot.filled] == ["نقلت", "صحيفة الميناء"]


def test_the_strip_offers_the_claim_before_where_the_sentence_is_over(analyst: Analyst) -> None:
    analyst.go_to("زعمت")
    analyst.press("Q", "S", "C", "Q", "S")
    hint = analyst.window.dock.hint
    assert hint is not None
    assert hint.keys == ("Shift", "A")
    analyst.press("Shift+A")
    relations = analyst.document.relations.values()
    assert sorted(said(analyst, relation, "source") for relation in relations) == [["إدارة المرفأ"], ["مواقع محلية"]]
    assert len({relation.roles["claim"] for relation in relations}) == 1


def test_after_undo_and_redo_the_keys_read_on_as_before(analyst: Analyst) -> None:
    analyst.go_to("أعلن")
    analyst.press("Q", "S", "C", "Ctrl+Z", "Ctrl+Y", "Q")
    first, second = words_of(analyst, "cue")
    assert first == "أعلن"
    assert second == "مضيفا"
    analyst.press("C")
    assert [len(relation.roles["cue"]) for relation in chains(analyst).values()] == [1, 1]


@pytest.mark.parametrize("arabic", [True, False], ids=["Arabic layout", "Latin layout"])
def test_one_key_takes_a_whole_attribution_and_one_undo_takes_it_back(analyst: Analyst, arabic: bool) -> None:
    analyst.arabic = arabic
    analyst.go_to("أعلن")
    analyst.press("H")
    relation = chains(analyst)["أن المرفأ سيستقبل أولى السفن في آذار"]
    assert said(analyst, relation, "source") == ["وزير النقل سامر الخطيب"]
    assert said(analyst, relation, "cue") == ["أعلن"]
    analyst.press("Ctrl+Z")
    assert not analyst.document.annotations
    assert not analyst.document.relations
    analyst.press("Ctrl+Y")
    assert set(chains(analyst)) == {"أن المرفأ سيستقبل أولى السفن في آذار"}


def test_the_same_key_reads_on_to_the_next_attribution_and_its_claim_stays_in_hand(analyst: Analyst) -> None:
    analyst.go_to("أعلن")
    analyst.press("H", "H")
    assert words_of(analyst, "cue") == ["أعلن", "مضيفا"]
    holders = [relation.attributes["holder"] for relation in chains(analyst).values()]
    assert sorted(holders) == ["continued", "text"]
    claim = analyst.window.reader.chosen
    assert claim is not None
    end = analyst.document.annotations[claim].end
    analyst.press("Shift+Right")
    assert analyst.document.annotations[claim].end == end - 1


def test_strip_and_text_show_beforehand_what_the_key_would_take(analyst: Analyst, qtbot: QtBot) -> None:
    analyst.go_to("أعلن")
    analyst.press("Q")
    qtbot.waitUntil(lambda: bool(analyst.window.reader.proposed))
    hint = analyst.window.dock.hint
    assert hint is not None
    assert hint.keys[0] == "H"
    shown = [slot.text for slot in analyst.window.dock.shown_slots if slot.ahead]
    assert shown[0] == "وزير النقل سامر الخطيب"
    text = analyst.document.text
    proposed = {layer: [span.of(text) for span in pieces] for layer, pieces in analyst.window.reader.proposed}
    assert proposed["source"] == ["وزير النقل سامر الخطيب"]
    assert proposed["claim"] == ["أن المرفأ سيستقبل أولى السفن في آذار"]
    # How it is quoted and the stance of its cue are proposed along with it, and are seen at the same glance.
    assert analyst.window.dock.shown_slots[-1].role == "claim · indirect · asserts"
    analyst.press("H")
    assert said(analyst, next(iter(chains(analyst).values())), "cue") == ["أعلن"]


def test_the_key_takes_a_denial_about_the_claim_before(analyst: Analyst) -> None:
    analyst.go_to("زعمت")
    analyst.press("H", "H")
    relations = analyst.document.relations.values()
    assert sorted(said(analyst, relation, "source") for relation in relations) == [["إدارة المرفأ"], ["مواقع محلية"]]
    assert len({relation.roles["claim"] for relation in relations}) == 1


def test_with_the_claim_in_hand_who_is_meant_is_who_says_it(analyst: Analyst) -> None:
    analyst.go_to("أعلن")
    analyst.press("H", "K")
    sheets = [sheet for sheet in analyst.window.findChildren(ReferentSheet) if sheet.isVisible()]
    assert [sheet.field.text() for sheet in sheets] == ["وزير النقل سامر الخطيب"]
    sheets[0].close()


def test_where_no_attribution_is_found_the_status_line_says_what_to_do(analyst: Analyst) -> None:
    analyst.window.reader.place_caret(len(analyst.document.text))
    analyst.press("H")
    assert not analyst.document.annotations
    assert "No attribution is found" in analyst.window.status.text


def test_what_is_tied_already_is_not_proposed_again(analyst: Analyst, qtbot: QtBot) -> None:
    analyst.go_to("أعلن")
    analyst.press("H", "H", "H")
    assert words_of(analyst, "cue")[:3] == ["أعلن", "مضيفا", "نقلت عن"]
    analyst.go_to("أعلن")
    qtbot.waitUntil(lambda: bool(analyst.window.reader.proposed))
    text = analyst.document.text
    proposed = {layer: [span.of(text) for span in pieces] for layer, pieces in analyst.window.reader.proposed}
    assert proposed["cue"] == ["زعمت"]
    analyst.press("H")
    assert words_of(analyst, "cue") == ["أعلن", "مضيفا", "نقلت عن", "زعمت"]


def test_a_claim_that_is_tied_without_its_cue_is_not_proposed_again(analyst: Analyst) -> None:
    analyst.go_to("وزير النقل")
    analyst.press("S", ".", "Ctrl+Left", "Ctrl+Left", "C")
    assert set(chains(analyst)) == {"أن المرفأ سيستقبل أولى السفن في آذار"}
    analyst.go_to("بيروت")
    analyst.press("H")
    assert words_of(analyst, "cue") == ["مضيفا"]


def test_the_key_of_the_cue_passes_over_what_the_frame_has(analyst: Analyst) -> None:
    analyst.go_to("أعلن")
    analyst.press("H", "H")
    analyst.click("وزير النقل")
    analyst.window.reader.place_caret(0)
    analyst.press("Q")
    assert words_of(analyst, "cue") == ["أعلن", "مضيفا", "نقلت عن"]


def test_a_new_referent_of_a_paper_is_a_body_and_known_names_inside_come_first(analyst: Analyst) -> None:
    analyst.go_to("صحيفة الميناء")
    analyst.press("S", ".", "K")
    sheet = next(sheet for sheet in analyst.window.findChildren(ReferentSheet) if sheet.isVisible())
    assert sheet.kind.currentData() == "ORG"
    sheet.close()


def test_what_reports_inside_a_tied_claim_is_taken_only_by_whoever_walks_there(analyst: Analyst) -> None:
    analyst.go_to("زعمت")
    analyst.press("Q", "S")
    words = "أن الحكومة ستفرض رسوما جديدة، الأمر الذي نفته إدارة المرفأ في بيان مقتضب"
    start = analyst.document.text.index(words)
    analyst.window.reader.select(Span(start, start + len(words)))
    analyst.press("C")
    assert set(chains(analyst)) == {words}
    analyst.go_to("نهاية العام")
    analyst.press("H")
    assert words_of(analyst, "cue") == ["زعمت", "وفقا"]
    analyst.go_to("نفته")
    analyst.press("H")
    assert words_of(analyst, "cue") == ["زعمت", "نفت", "وفقا"]


def test_after_undo_and_redo_of_a_whole_attribution_the_keys_read_on_behind_its_claim(analyst: Analyst) -> None:
    analyst.press("H", "H", "Ctrl+Z", "Ctrl+Y", "Q")
    assert words_of(analyst, "cue")[-1] == "نقلت عن"
    assert len(chains(analyst)) == 2


def test_the_key_of_a_cue_over_a_cue_that_was_stepped_to_takes_the_next_one_as_the_strip_says(analyst: Analyst) -> None:
    analyst.press("H")
    ((_words, cue),) = analyst.marked("cue")
    while analyst.window.reader.chosen != cue.id:
        analyst.press("[")
    before = words_of(analyst, "cue")
    analyst.press("Q")
    assert words_of(analyst, "cue") == [*before, "مضيفا"]
