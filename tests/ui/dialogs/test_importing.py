from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from annotator.operations.counterparts import LEFT_OUT, Counterpart, ForeignName, NameKind
from annotator.operations.transfer import mapping_named
from annotator.ui.dialogs.importing import ImportSheet
from annotator.ui.dialogs.importreport import ReportView
from annotator.ui.dropping import dropped_paths
from annotator.ui.window import Window

# The municipality of Sidon announced that the road will open on Sunday.
_GOOD = "أعلنت بلدية صيدا أن الطريق ستُفتح يوم الأحد.\n"
_PERSON = ForeignName(NameKind.LABEL, "entity", "Municipality")


def sheet_for(window: Window, qtbot: QtBot, *paths: Path) -> ImportSheet:
    sheet = window.corpora._import(list(paths))
    settle(sheet, qtbot)
    return sheet


def settle(sheet: ImportSheet, qtbot: QtBot) -> None:
    """Wait until everything is looked at."""
    qtbot.waitUntil(lambda: not sheet.looking, timeout=30_000)


def is_ready(sheet: ImportSheet) -> bool:
    return sheet.ready


def folder_with(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return folder


def doccano(label: str) -> str:
    start, words = _GOOD.index("بلدية صيدا"), "بلدية صيدا"
    entity = {"id": 1, "start_offset": start, "end_offset": start + len(words), "label": label}
    return json.dumps({"text": _GOOD.strip(), "entities": [entity], "relations": []}, ensure_ascii=False) + "\n"


def documents(window: Window) -> int:
    session = window.corpora.session
    assert session is not None
    return session.corpus.document_count()


def test_what_was_found_is_shown_before_anything_is_read(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "articles", good_txt=_GOOD, picture_xyz="?")
    sheet = sheet_for(window, qtbot)
    assert not is_ready(sheet)
    assert not sheet._start.isEnabled()
    sheet.files.add([folder])
    settle(sheet, qtbot)
    assert is_ready(sheet)
    assert [(file.name, file.format, file.encoding) for file in sheet.files.files] == [("good.txt", "text", "utf-8")]
    assert documents(window) == 1
    sheet.reject()


def test_the_text_is_shown_as_it_will_be_stored(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    sheet = sheet_for(window, qtbot, folder_with(tmp_path / "articles", good_txt=_GOOD))
    assert sheet.records.reader.document is not None
    assert sheet.records.reader.document.text == _GOOD
    sheet.reject()


def test_the_preview_follows_the_encoding_that_is_chosen(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "good.txt"
    path.write_text(_GOOD, encoding="cp1256")
    sheet = sheet_for(window, qtbot, path)
    assert sheet.files.current is not None
    assert sheet.files.current.encoding == "cp1256"
    boxes = {box.accessibleName(): box for box in sheet.files.findChildren(QComboBox)}
    box = boxes["Encoding"]
    box.setCurrentIndex(box.findData("iso-8859-6"))
    box.activated.emit(box.currentIndex())
    settle(sheet, qtbot)
    assert sheet.files.current.encoding == "iso-8859-6"
    shown = sheet.records.shown
    assert shown is not None
    assert shown.encoding == "iso-8859-6"
    assert not shown.records or shown.records[0].annotated.document.text != _GOOD
    sheet.reject()


def test_a_file_of_unknown_format_says_why_and_can_be_given_one(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "news.xyz"
    path.write_text(_GOOD, encoding="utf-8")
    sheet = sheet_for(window, qtbot, path)
    assert not is_ready(sheet)
    assert sheet.files.current_refusal is not None
    box = next(box for box in sheet.files.findChildren(QComboBox) if box.accessibleName() == "Format")
    box.setCurrentIndex(box.findData("text"))
    box.activated.emit(box.currentIndex())
    settle(sheet, qtbot)
    assert is_ready(sheet)
    sheet.reject()


def test_files_that_are_left_out_do_not_come_in(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "articles", a_txt=_GOOD, b_txt=f"1 {_GOOD}")
    sheet = sheet_for(window, qtbot, folder)
    sheet.files._leave_out()
    assert [file.name for file in sheet.files.files] == ["b.txt"]
    with qtbot.waitSignal(sheet.imported, timeout=30_000):
        sheet.begin()
    assert documents(window) == 2
    sheet.reject()


def test_columns_that_were_named_are_remembered_for_the_next_table(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    table = f"أ,ب\nالطريق,{_GOOD}"
    folder = folder_with(tmp_path / "articles", one_csv=table, two_csv=table.replace("صيدا", "صور"))
    sheet = sheet_for(window, qtbot, folder)
    assert sheet.records.shown is not None
    assert sheet.records.shown.refused
    sheet.columns.choose("text", "ب")
    sheet.columns.choose("title", "أ")
    settle(sheet, qtbot)
    assert sheet.records.record is not None
    assert sheet.records.record.annotated.document.title == "الطريق"
    with qtbot.waitSignal(sheet.imported, timeout=30_000):
        sheet.begin()
    assert documents(window) == 3
    sheet.reject()
    again = sheet_for(window, qtbot, folder_with(tmp_path / "later", three_csv=table.replace("صيدا", "جبيل")))
    assert again.records.shown is not None
    assert not again.records.shown.refused
    assert again.columns.columns["text"] == "ب"
    again.reject()


def test_a_name_without_a_place_refuses_its_file_and_with_one_it_comes_in(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = sheet_for(window, qtbot, folder_with(tmp_path / "in", a_jsonl=doccano("Municipality")))
    assert sheet.names.undecided == 1
    sheet.names.decide(_PERSON, Counterpart("entity/ORG"))
    settle(sheet, qtbot)
    assert sheet.records.record is not None
    assert sheet.records.record.counts == (("entity", "ORG", 1),)
    with qtbot.waitSignal(sheet.imported, timeout=30_000):
        sheet.begin()
    assert documents(window) == 2
    sheet.reject()
    again = sheet_for(window, qtbot, folder_with(tmp_path / "in", a_jsonl=doccano("Municipality")))
    assert again.names.decided == {_PERSON: Counterpart("entity/ORG")}
    again.reject()


def test_the_scheme_does_not_grow_by_a_name_that_nobody_decided_about(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = folder_with(tmp_path / "in", a_jsonl=doccano("Municipality"), b_jsonl=doccano("Town"))
    sheet = sheet_for(window, qtbot, folder)
    assert sheet._start.isEnabled()
    sheet.names._decide_rest(lambda name: Counterpart("entity/Town") if name.name == "Town" else LEFT_OUT)
    assert sheet.names.grows
    sheet.names.decide(_PERSON, None)
    assert not sheet._start.isEnabled()
    sheet.names.decide(_PERSON, LEFT_OUT)
    assert sheet._start.isEnabled()
    sheet.reject()


def test_decisions_are_saved_as_a_mapping_and_loaded_from_one(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_with(tmp_path / "in", a_jsonl=doccano("Municipality"))
    path = tmp_path / "mine.toml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    sheet = sheet_for(window, qtbot, folder)
    sheet.names.decide(_PERSON, Counterpart("source/Source"))
    sheet.names._ask_save()
    sheet.reject()
    assert dict(mapping_named(str(path)).labels) == {"Municipality": "source/Source"}
    again = sheet_for(window, qtbot, folder)
    assert again.names.decided == {}
    again.names._ask_load()
    assert again.names.decided == {_PERSON: Counterpart("source/Source")}
    again.reject()


def test_good_files_come_in_and_bad_ones_are_told_with_line_and_reason(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = folder_with(tmp_path / "articles", good_txt=_GOOD, bad_jsonl='{"text": "عنوان"}\nnot json\n')
    sheet = sheet_for(window, qtbot, folder)
    before = window.documents.inbox.total
    with qtbot.waitSignal(sheet.imported, timeout=30_000):
        sheet.begin()
    assert window.documents.inbox.total == before + 1
    report = sheet.findChild(ReportView)
    assert report is not None
    assert any("bad.jsonl" in line and ":2" in line for line in report.lines())
    sheet.reject()


def test_an_article_that_is_there_already_is_told_before_and_after(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    session = window.corpora.session
    assert session is not None
    text = session.corpus.document(session.documents()[0].id).text
    sheet = sheet_for(window, qtbot, folder_with(tmp_path / "articles", again_txt=text))
    assert sheet.records.record is not None
    assert sheet._is_known(sheet.records.record)
    sheet.begin()
    qtbot.waitUntil(lambda: sheet.findChild(ReportView) is not None, timeout=30_000)
    report = sheet.findChild(ReportView)
    assert report is not None
    assert any("again.txt" in line for line in report.lines())
    assert documents(window) == 1
    sheet.reject()


def test_an_import_that_is_stopped_leaves_nothing(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "articles", **{f"{number}_txt": f"{number} {_GOOD}" for number in range(40)})
    sheet = sheet_for(window, qtbot, folder)
    sheet.begin()
    sheet.reject()
    qtbot.waitUntil(lambda: not sheet.busy, timeout=20_000)
    assert documents(window) == 1
    sheet.reject()


def test_an_import_broken_off_while_it_writes_is_rolled_back(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "articles", **{f"{number}_txt": f"{number} {_GOOD}" for number in range(200)})
    sheet = sheet_for(window, qtbot, folder)
    with qtbot.waitSignal(sheet.writing, timeout=30_000) as writing:
        sheet.begin()
    assert writing.args == [True]
    sheet.reject()
    assert documents(window) == 1
    sheet.reject()


def test_closing_the_window_asks_before_it_breaks_an_import_off(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = window.corpora._import([folder_with(tmp_path / "articles", good_txt=_GOOD)])
    sheet.begin()
    assert sheet.busy
    monkeypatch.setattr(window, "confirm", lambda _question: False)
    assert not window.corpora.may_close()
    assert sheet.busy
    monkeypatch.setattr(window, "confirm", lambda _question: True)
    assert window.corpora.may_close()
    assert documents(window) == 1


def test_files_dropped_on_the_window_are_asked_about(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "articles", good_txt=_GOOD)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(folder)), QUrl("https://example.org/a.txt")])
    assert dropped_paths(mime) == [folder]
    window.corpora.take_dropped(dropped_paths(mime))
    sheet = window.corpora._importing
    assert sheet is not None
    settle(sheet, qtbot)
    assert is_ready(sheet)
    assert not sheet.busy
    sheet.reject()


def test_the_sheet_fits_the_smallest_window(window: Window, qtbot: QtBot) -> None:
    window.resize(1000, 560)
    sheet = sheet_for(window, qtbot)
    assert sheet.width() <= 1000
    assert sheet.height() <= 560
    assert sheet.minimumSizeHint().height() <= 560
    sheet.reject()


def test_after_files_were_chosen_by_the_button_enter_imports_them(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "articles", good_txt=_GOOD)
    sheet = sheet_for(window, qtbot)
    sheet.files.add([folder / "good.txt"])
    settle(sheet, qtbot)
    assert is_ready(sheet)
    assert sheet.focusWidget() is sheet._start
