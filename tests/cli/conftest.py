"""A small corpus file for the commands to work on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annotator.model.identity import Handle
from annotator.model.scheme import Scheme
from annotator.store.corpus import Corpus
from tests.bench.corpora import annotated_articles


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, scheme: Scheme) -> Path:
    """A corpus of three annotated articles, ``article-000000`` to ``article-000002``; nobody writes to it."""
    path = tmp_path_factory.mktemp("prepared") / "news.isnad"
    with (
        Corpus.create(path, scheme, author=Handle("amal")) as corpus,
        corpus.act("Import", author=Handle("amal")) as act,
    ):
        for record in annotated_articles(3):
            act.put_document(record.document)
            act.put_set(record)
    return path


@pytest.fixture
def corpus(prepared: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return Path(shutil.copy(prepared, tmp_path / "news.isnad"))
