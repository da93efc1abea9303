"""Hugging Face: tokens, tags of a fixed list, offsets; and ``datasets`` itself loads the folder."""

from __future__ import annotations

import importlib
from functools import partial
from pathlib import Path
from typing import Any

import orjson
import pytest

from annotator.formats.base import WriteOptions
from annotator.formats.huggingface import HuggingFaceExporter, tag_names
from annotator.formats.tokens import TokenPolicy
from annotator.model.identity import Handle
from annotator.model.scheme import Scheme
from annotator.operations.transfer import export, import_paths
from annotator.store.corpus import Corpus
from tests.bench.corpora import annotated_articles, write_native
from tests.formats.exchange import documents, written
from tests.formats.records import validate_lines


def test_offsets_are_those_of_the_article(scheme: Scheme) -> None:
    records = documents(scheme)
    options = WriteOptions(scheme, tokens=TokenPolicy.SPLIT, layers=("entity", "claim"))
    content, _ = written(HuggingFaceExporter(), records, options)
    texts = {record.document.id: record.document.text for record in records}
    for line in validate_lines(content, "huggingface"):
        text = texts[line["document"]]
        assert [text[a:b] for a, b in zip(line["starts"], line["ends"], strict=True)] == line["tokens"]
        assert len(line["ner_tags"]) == len(line["tokens"])
        assert max(line["ner_tags"]) < len(tag_names(scheme))


def test_the_tags_of_entities_come_first_and_those_of_other_layers_bear_its_name(scheme: Scheme) -> None:
    names = tag_names(scheme)
    assert names[:3] == ["O", "B-PERS", "I-PERS"]
    assert "B-claim/Claim" in names
    assert len(set(names)) == len(names)


def test_datasets_loads_the_folder_without_flags(
    tmp_path: Path, scheme: Scheme, monkeypatch: pytest.MonkeyPatch
) -> None:
    datasets = pytest.importorskip("datasets", reason="the extra “datasets” is not installed")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    write_native(annotated_articles(12), tmp_path / "in.jsonl")
    with Corpus.create(tmp_path / "c.isnad", scheme, author=Handle("huda")) as corpus:
        import_paths(corpus, [tmp_path / "in.jsonl"], author=Handle("huda"))
        for format in ("huggingface", "jsonl", "attributions", "doccano", "prodigy", "chat"):
            export(corpus, tmp_path / format, format=format)
            loaded = datasets.load_dataset(str(tmp_path / format), cache_dir=str(tmp_path / "cache" / format))
            count = sum(1 for line in (tmp_path / format / "train.jsonl").open("rb") if line.strip())
            assert loaded["train"].num_rows == count > 0
            if format == "huggingface":
                assert loaded["train"].features["ner_tags"].feature.names == tag_names(scheme)
            _run_the_code_of_the_card(tmp_path / format, cache=tmp_path / "cache" / format, features=loaded["train"])


def _run_the_code_of_the_card(folder: Path, *, cache: Path, features: Any) -> None:
    """What the card says of dates that stay as they were published, done."""
    from datasets import load_dataset_builder

    block = (folder / "README.md").read_text(encoding="utf-8").split("```python\n")[2].split("```")[0]
    there = partial(load_dataset_builder, cache_dir=str(cache))
    code = block.replace("PATH/TO/THIS/FOLDER", str(folder)).replace(
        "from datasets import Dataset, load_dataset_builder\n", ""
    )
    names: dict[str, Any] = {"load_dataset_builder": there, "Dataset": importlib.import_module("datasets").Dataset}
    exec(code, names)  # it is the text of our own card
    records = names["records"]
    assert records.features == features.features
    lines = [orjson.loads(line) for line in (folder / "train.jsonl").read_bytes().splitlines()]
    if "meta" in lines[0]:
        published = [line["meta"].get("published") for line in lines]
        assert [record["meta"]["published"] for record in records] == published
        assert any(day and len(day) == 10 for day in published)
