"""Precedents: the same words as they were settled in other articles."""

from __future__ import annotations

from pathlib import Path

from annotator.analysis.cases import CaseKind
from annotator.model.document import new_document
from annotator.model.identity import ADJUDICATED
from annotator.operations.adjudicate import Adjudication
from annotator.operations.precedents import precedents
from tests.analysis.sheets import Sheet
from tests.operations.twosets import REVIEWER, record, reviewing

# The agency quoted an eyewitness as saying that the port was closed.
OTHER = "نقلت الوكالة عن شاهد عيان أن المرفأ مغلق."


def test_a_chain_finds_chains_with_the_same_cue_and_says_whose_shape_they_have(tmp_path: Path) -> None:
    session, article = reviewing(tmp_path)
    gold = Sheet(OTHER, ADJUDICATED)
    claim, agency = gold.mark("claim", "أن المرفأ مغلق"), gold.mark("source", "الوكالة")
    witness, cue = gold.mark("source", "شاهد عيان"), gold.mark("cue", "نقلت")
    gold.mark("entity", "المرفأ", "FAC")
    gold.tie({"claim": claim, "source": witness, "via": agency, "cue": cue}, holder="text", stance="assert")
    other = new_document(OTHER)
    with session.corpus.act("Import", author=REVIEWER.handle) as act:
        act.put_document(other)
        act.put_set(record(other, gold))
    adjudication = Adjudication(session, article.id)
    for kind, words in ((CaseKind.SOURCE, "نقلت الوكالة عن شاهد عيان"), (CaseKind.LABEL, "المرفأ")):
        case = next(case for case in adjudication.cases if case.kind is kind)
        found = [p for p in precedents(session, article.text, adjudication.comparison, case) if p is not None]
        assert [p.around.text for p in found] == [words]
        assert found[0].document == other.id
        assert found[0].like is not None and found[0].like.sets == ("amal",)
    session.close()
