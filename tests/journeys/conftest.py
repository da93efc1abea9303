"""A corpus of one article made for the journeys, and an analyst at its window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator.model.annotator import Annotator
from annotator.model.identity import Handle
from annotator.operations import corpora
from annotator.operations.transfer import import_paths
from annotator.store.corpus import Corpus
from annotator.ui import style
from annotator.ui.fonts import load_fonts
from annotator.ui.theme import LIGHT
from tests.journeys.hands import Analyst

# The minister of transport, Samer al-Khatib, announced on Tuesday that the port will receive the first ships in March,
# adding that the new berths can take 12 ships. The Harbour newspaper quoted an official in the firm Delta as saying
# the deal covers Turkey and Russia. Local sites claimed the government will impose fees, which the port denied.
# The stock is not enough, according to the head of the bakers, George Nassar. It is noted that prices fell by 18.5 %.
ARTICLE = (
    "بيروت - وكالة الساحل للأنباء\n"
    "أعلن وزير النقل سامر الخطيب، الثلاثاء، أن المرفأ سيستقبل أولى السفن في آذار، "
    "مضيفا أن الأرصفة الجديدة تتسع لـ12 سفينة.\n"
    "ونقلت صحيفة الميناء عن مسؤول في شركة Delta أن الاتفاق يشمل تركيا وروسيا «حتى نهاية العام» 🚢.\n"
    "وزعمت مواقع محلية أن الحكومة ستفرض رسوما جديدة، الأمر الذي نفته إدارة المرفأ في بيان مقتضب.\n"
    "إن المخزون لا يكفي، وفقا لنقيب الأفران جورج نصار.\n"
    "يُذكر أن الأسعار تراجعت بنسبة 18.5%."
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus file with the article, imported from a text file."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "port.txt").write_text(ARTICLE, encoding="utf-8")
    path = tmp_path / "port.isnad"
    huda = Annotator(Handle("huda"), "هدى")
    corpora.create(path, scheme=corpora.scheme_named(corpora.DEFAULT_SCHEME), author=huda.handle)
    with Corpus.open(path) as opened:
        report = import_paths(opened, [folder], author=huda.handle)
    assert report.accepted == 1
    return path


@pytest.fixture
def analyst(corpus: Path, qapp: QApplication) -> Iterator[Analyst]:
    """Somebody at the window of that corpus, with an Arabic keyboard layout."""
    load_fonts()
    qapp.setStyle("Fusion")
    style.dress(qapp, LIGHT)
    sitting = Analyst(corpus)
    yield sitting
    sitting.leave()
