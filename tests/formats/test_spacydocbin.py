"""spaCy reads the bin, finds the text and every span, and trains on it."""

from __future__ import annotations

import pytest

from annotator.formats.base import WriteOptions
from annotator.formats.spacydocbin import ExtraMissing, SpacyExporter
from annotator.formats.tokens import TokenPolicy
from annotator.model.scheme import Scheme
from tests.formats.exchange import documents, written

_REASON = "the extra “spacy” is not installed"


def test_text_and_spans_are_read_by_spacy(scheme: Scheme) -> None:
    spacy = pytest.importorskip("spacy", reason=_REASON)
    from spacy.tokens import DocBin

    records = documents(scheme)
    content, losses = written(SpacyExporter(), records, WriteOptions(scheme, tokens=TokenPolicy.SPLIT))
    read = list(DocBin().from_bytes(content).get_docs(spacy.blank("ar").vocab))
    assert [one.text for one in read] == [record.document.text for record in records]
    assert [one.user_data["document"] for one in read] == [record.document.id for record in records]
    for one, record in zip(read, records, strict=True):
        found = {(s.start_char, s.end_char, s.label_, s.id_) for group in one.spans.values() for s in group}
        for annotation in record.annotations:
            for fragment in annotation.fragments:
                words = fragment.of(one.text)
                start = fragment.start + len(words) - len(words.lstrip())
                if words.strip():
                    assert (start, start + len(words.strip()), annotation.label, annotation.id) in found
    assert losses["nested"].count > 0


def test_spacy_trains_one_step(scheme: Scheme) -> None:
    spacy = pytest.importorskip("spacy", reason=_REASON)
    from spacy.tokens import DocBin
    from spacy.training import Example

    for policy in TokenPolicy:
        content, _ = written(SpacyExporter(), documents(scheme), WriteOptions(scheme, tokens=policy))
        model = spacy.blank("ar")
        ner = model.add_pipe("ner")
        for label in scheme.layer("entity").labels:
            ner.add_label(label.name)
        gold = list(DocBin().from_bytes(content).get_docs(model.vocab))
        examples = [
            Example(
                spacy.tokens.Doc(model.vocab, words=[t.text for t in one], spaces=[bool(t.whitespace_) for t in one]),
                one,
            )
            for one in gold
        ]
        optimizer = model.initialize(lambda known=examples: known)
        losses = model.update(examples, sgd=optimizer)
        assert losses["ner"] > 0


def test_writing_again_gives_the_same_bytes(scheme: Scheme) -> None:
    pytest.importorskip("spacy", reason=_REASON)
    one, two = (written(SpacyExporter(), documents(scheme), WriteOptions(scheme))[0] for _ in range(2))
    assert one == two


def test_without_spacy_the_remedy_is_said(scheme: Scheme, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "spacy.tokens", None)
    with pytest.raises(ExtraMissing, match="needs spaCy") as refusal:
        SpacyExporter().begin(WriteOptions(scheme))
    assert refusal.value.remedy is not None
