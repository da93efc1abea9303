"""Loss reports count everything and name the first thousand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.formats import losskinds
from annotator.formats.attributions import AttributionsExporter
from annotator.formats.attributiontable import TableExporter
from annotator.formats.base import Exporter, WriteOptions
from annotator.formats.chat import ChatExporter
from annotator.formats.doccano import DoccanoExporter
from annotator.formats.gliner import GlinerExporter
from annotator.formats.huggingface import HuggingFaceExporter
from annotator.formats.labelstudio import LabelStudioExporter
from annotator.formats.losses import Losses, combined, losses_table
from annotator.formats.prodigy import ProdigyExporter
from annotator.formats.spert import SpertExporter
from annotator.model.annotated import AnnotatedDocument
from annotator.model.identity import ReferentId
from annotator.model.referent import Referent
from annotator.model.scheme import Scheme
from tests.formats.exchange import documents, written


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


def _full(scheme: Scheme) -> AnnotatedDocument:
    """A record in whose attribution everything is said of every annotation that can be said."""
    drawn = next(r for r in documents(scheme, 40) if any(t.type == "attribution" for t in r.relations))
    tie = next(t for t in drawn.relations if t.type == "attribution")
    meant = Referent(ReferentId("e1"), "وزير الزراعة", "PERS", ("الوزير",))  # "the minister of agriculture"
    marks = [replace(a, note="يراجع", unsure=True, origin="edited:cues", referent=meant.id) for a in drawn.annotations]
    header = replace(drawn.annotation_set, layers_done=("claim",)) if drawn.annotation_set else None
    return replace(
        drawn,
        document=replace(drawn.document, split="train", group="g1"),
        annotation_set=header,
        annotations=tuple(marks),
        relations=(replace(tie, note="كذا", unsure=True, attributes={"factuality": "CT+"}, origin="edited:cues"),),
        referents=(meant,),
    )


_DETAILS = {losskinds.REFERENT, losskinds.NOTE, losskinds.UNSURE, losskinds.ORIGIN}


@pytest.mark.parametrize(
    ("exporter", "kinds"),
    [
        (HuggingFaceExporter(), {*_DETAILS, losskinds.IDENTIFIERS, losskinds.RELATION, losskinds.DOCUMENT_FACTS}),
        (GlinerExporter(), {*_DETAILS, losskinds.IDENTIFIERS, losskinds.RELATION, losskinds.DOCUMENT_FACTS}),
        (SpertExporter(), {*_DETAILS, losskinds.IDENTIFIERS, losskinds.RELATION_ATTRIBUTES, losskinds.DOCUMENT_FACTS}),
        (ChatExporter(), {*_DETAILS, losskinds.IDENTIFIERS, losskinds.RELATION_ATTRIBUTES, losskinds.PLACES}),
        (DoccanoExporter(), {*_DETAILS, losskinds.IDENTIFIERS, losskinds.RELATION_ATTRIBUTES, losskinds.SPLIT}),
        (LabelStudioExporter(), {losskinds.REFERENT, losskinds.UNSURE, losskinds.ORIGIN, losskinds.SPLIT}),
        (ProdigyExporter(), {losskinds.REFERENT, losskinds.ORIGIN, losskinds.SPLIT}),
        (AttributionsExporter(), {losskinds.ORIGIN, losskinds.HEADER, losskinds.VARIANTS}),
        (TableExporter(), {losskinds.REFERENT, losskinds.NOTE, losskinds.UNSURE, losskinds.DOCUMENT_FACTS}),
    ],
)
def test_every_format_tells_what_it_says_nothing_of(scheme: Scheme, exporter: Exporter, kinds: set[str]) -> None:
    _, told = written(exporter, [_full(scheme)], WriteOptions(scheme, layers=()))
    assert kinds <= told.keys()


@pytest.mark.parametrize("exporter", [LabelStudioExporter(), ProdigyExporter()])
def test_nothing_is_told_that_comes_back(scheme: Scheme, exporter: Exporter) -> None:
    _, told = written(exporter, [_full(scheme)], WriteOptions(scheme))
    assert not {losskinds.IDENTIFIERS, losskinds.ATTRIBUTES, losskinds.DOCUMENT_FACTS} & told.keys()
