"""Contents are counted as they pass."""

from __future__ import annotations

from dataclasses import replace

from annotator.formats.contents import Contents
from annotator.model.document import new_document
from annotator.model.identity import SetName
from annotator.model.scheme import Scheme
from tests.formats.records import annotated_document


def test_a_document_counts_once_and_each_of_its_sets_too(scheme: Scheme) -> None:
    first = annotated_document(1, scheme)
    header = first.annotation_set
    assert header is not None
    second = replace(first, annotation_set=replace(header, name=SetName("annotator_2")))
    contents = Contents()
    contents.add(first, "train")
    contents.add(second, "train")
    assert (contents.splits["train"].documents, contents.splits["train"].records) == (1, 2)
    assert contents.splits["train"].characters == len(first.document.text)
    assert contents.sets == {"annotator_1": 1, "annotator_2": 1}
    assert contents.total().spans.total() == 2 * (len(first.annotations) + len(first.zones))


def test_dates_outlets_and_further_keys_are_gathered(scheme: Scheme) -> None:
    contents = Contents()
    for day, outlet in (("2026-03-03T10:00", "الساحل"), ("2025", "الساحل"), (None, None)):
        meta = {"published": day, "outlet": outlet, "language": "ar", f"key-{day}": "x"}
        document = new_document(f"نص {day}", meta=meta)
        contents.add(replace(annotated_document(1, scheme), document=document), "train")
    assert contents.dates == ("2025", "2026-03-03")
    assert contents.outlets == {"الساحل": 2}
    assert contents.meta_keys == {"key-2025", "key-2026-03-03T10:00", "key-None"}


def test_splits_stand_in_their_order_whichever_came_first(scheme: Scheme) -> None:
    contents = Contents()
    for split in ("validation", "train", "test", "train"):
        contents.add(annotated_document(1, scheme), split)
    assert list(contents.splits) == ["train", "validation", "test"]
