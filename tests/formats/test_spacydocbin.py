"""spaCy reads the bin, finds the text and every span, and trains on it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.formats.base import WriteOptions
from annotator.formats.nativewriting import NativeWriting
from annotator.formats.spacydocbin import ExtraMissing, SpacyExporter
from annotator.formats.tokens import TokenPolicy
from annotator.model.identity import Handle
from annotator.model.scheme import Scheme
from annotator.operations.transfer import export, import_paths
from annotator.store.corpus import Corpus
from tests.formats.exchange import documents, written
from tests.formats.records import annotated_document

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


def test_spacy_reads_the_bins_of_a_large_split_as_one_corpus(
    scheme: Scheme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spacy = pytest.importorskip("spacy", reason=_REASON)
    from spacy.training import Corpus as Reader

    monkeypatch.setattr(SpacyExporter, "most_in_a_file", 3)
    made = (annotated_document(seed, scheme, identifier=f"d{seed}") for seed in range(8))
    records = [replace(record, document=replace(record.document, split=None)) for record in made]
    content = b"".join(NativeWriting(scheme).record(record) for record in records)
    (tmp_path / "in.jsonl").write_bytes(content)
    with Corpus.create(tmp_path / "c.isnad", scheme, author=Handle("huda")) as corpus:
        import_paths(corpus, [tmp_path / "in.jsonl"], author=Handle("huda"))
        export(corpus, tmp_path / "out", format="spacy")
    names = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.spacy"))
    assert names == ["train/0001.spacy", "train/0002.spacy", "train/0003.spacy"]
    examples = list(Reader(tmp_path / "out" / "train")(spacy.blank("ar")))
    assert [example.reference.user_data["document"] for example in examples] == [r.document.id for r in records]


def test_writing_again_gives_the_same_bytes(scheme: Scheme) -> None:
    pytest.importorskip("spacy", reason=_REASON)
    one, two = (written(SpacyExporter(), documents(scheme), WriteOptions(scheme))[0] for _ in range(2))
    assert one == two


def test_without_spacy_the_remedy_is_said(scheme: Scheme, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "spacy.tokens", None)
    with pytest.raises(ExtraMissing, match="needs spaCy") as refusal:
        SpacyExporter().begin(WriteOptions(scheme))
    assert refusal.value.remedy is not None
