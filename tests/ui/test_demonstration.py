from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtGui import QImage

from annotator import language
from annotator.operations.settings import DIRECTORY_VARIABLE
from annotator.ui import demonstration


def test_the_demonstration_leaves_a_corpus_records_and_pictures(dressed: object, tmp_path: Path) -> None:
    before = os.environ[DIRECTORY_VARIABLE]
    for _again in range(2):
        lines = list(demonstration.run(tmp_path))
    assert len(lines) == 6
    assert (tmp_path / "jsonl" / "train.jsonl").stat().st_size > 100_000
    pictures = {path.stem: QImage(str(path)) for path in tmp_path.glob("window-*.png")}
    assert set(pictures) == {"window-ar-light", "window-ar-dark", "window-en-light", "window-en-dark"}
    assert {(image.width(), image.height()) for image in pictures.values()} == {(1440, 900)}
    assert os.environ[DIRECTORY_VARIABLE] == before
    assert language.language() == "en"
