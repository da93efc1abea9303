"""The main job without a display: sample articles in, JSONL out, pictures of the window."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication

from annotator import language
from annotator.language import _
from annotator.model.annotator import Annotator
from annotator.model.errors import AnnotatorError, message
from annotator.model.identity import AnnotationId, DocumentId, Handle
from annotator.operations import corpora, transfer
from annotator.operations.opendocument import OpenDocument
from annotator.operations.settings import DIRECTORY_VARIABLE, Appearance, Settings
from annotator.ui import app
from annotator.ui.memory import Memory
from annotator.ui.window import Window

CORPUS: Final = "demo.isnad"
PERSON: Final = Annotator(Handle("annotator_1"), "annotator_1")
_SIZE: Final = (1440, 900)
_SETTLING_S: Final = 0.4
_VIEWS: Final = (("ar", Appearance.LIGHT), ("ar", Appearance.DARK), ("en", Appearance.LIGHT), ("en", Appearance.DARK))


def run(out: Path) -> Iterator[str]:
    """Do everything below ``out``; what an earlier demonstration left there is replaced.

    Args:
        out: A folder; made where there is none.

    Yields:
        What was done, a line each.

    Raises:
        AnnotatorError: If the corpus cannot be made.
        OSError: If ``out`` cannot be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    corpus = out / CORPUS
    for leftover in out.glob(CORPUS + "*"):
        leftover.unlink()
    yield _imported(corpus)
    yield _exported(corpus, out / "jsonl")
    with tempfile.TemporaryDirectory(prefix="isnad-demo-") as config:
        # The person's own settings stay as they are.
        before, spoken = os.environ.get(DIRECTORY_VARIABLE), language.language()
        os.environ[DIRECTORY_VARIABLE] = config
        try:
            for picture in _painted(corpus, out):
                language.use(spoken)
                yield _("Painted {picture}.", picture=str(picture))
        finally:
            language.use(spoken)
            os.environ.pop(DIRECTORY_VARIABLE) if before is None else os.environ.update({DIRECTORY_VARIABLE: before})


def _imported(path: Path) -> str:
    corpora.create(path, scheme=corpora.scheme_named(corpora.DEFAULT_SCHEME), author=PERSON.handle)
    with corpora.opened(path) as corpus:
        report = transfer.import_paths(corpus, [corpora.sample_corpus()], author=PERSON.handle)
    return _(
        "Imported {files} files: {articles} articles, {refused} refused.", files=report.files,
        articles=report.tally.documents, refused=len(report.refused),
    )  # fmt: skip


def _exported(path: Path, folder: Path) -> str:
    with corpora.opened(path) as corpus:
        report = transfer.export(corpus, folder)
    return _("Exported {records} records into {folder}.", records=report.records, folder=str(folder))


def _painted(corpus: Path, out: Path) -> Iterator[Path]:
    for spoken, appearance in _VIEWS:
        memory = Memory(Settings(language=spoken, appearance=appearance, handle=PERSON.handle, welcomed=True))
        application = app.prepared(memory.settings)
        window = Window(memory)
        window.resize(*_SIZE)
        window.show()
        if not window.corpora.open_path(corpus):
            raise AnnotatorError(message("The corpus “{path}” cannot be opened.", path=str(corpus)))
        _show_most_annotated(window)
        _let_settle(application)
        picture = out / f"window-{spoken}-{appearance}.png"
        if not window.grab().save(str(picture)):
            raise OSError(str(picture))
        window.close()
        window.deleteLater()
        yield picture


def _show_most_annotated(window: Window) -> None:
    """Open the document with the most claims of the person and choose the claim with the longest chain."""
    session = window.corpora.session
    assert session is not None  # it was opened just now
    summary = max(session.documents(), key=lambda entry: (entry.counts.get("claim", 0), entry.id))
    window.open_document(DocumentId(summary.id))
    document = session.read(summary.id)
    claims = document.claims()
    if claims:
        chosen = max(claims, key=lambda claim: _links(document, claim.id))
        window.reader.place_caret(chosen.start)
        window.reader.choose(chosen.id)
        window.reader.reveal(chosen.extent)


def _links(document: OpenDocument, claim: AnnotationId) -> int:
    return max((len(chain.via) + len(chain.sources) for chain in document.attributions(claim)), default=0)


def _let_settle(application: QApplication) -> None:
    end = time.monotonic() + _SETTLING_S
    while time.monotonic() < end:
        application.processEvents()
        time.sleep(0.01)
