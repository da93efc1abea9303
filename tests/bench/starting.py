"""Start of the program on the sample corpus, until the first article is painted and a key has acted."""

from __future__ import annotations

import compileall
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import annotator
from annotator.bundled import bundled
from annotator.operations import settings
from tests.bench.corpora import call
from tests.bench.figures import Sample, report

RUNS = 10
REACH_S = 1.5


def run() -> None:
    """Measure and print."""
    painted, acted = [], []
    # As pip leaves what it installs, and every start after the first one finds it.
    compileall.compile_dir(str(Path(annotator.__file__).parent), quiet=1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = sample_corpus(folder)
        for number in range(RUNS + 1):
            began = time.monotonic()
            told = opened(corpus, folder)
            if number:
                painted.append(told["painted"] - began)
                acted.append(told["acted"] - began)
        bare = [version_s() for _ in range(RUNS)]
    ours = Sample("process started → article painted, key acted on", acted, "s")
    print(Sample("of this: until the article is painted", painted, "s").line())
    print(Sample("annotator --version", bare, "s").line())
    report("Start on the sample corpus", ours, reach=f"under {REACH_S} s", reached=ours.median < REACH_S)


def sample_corpus(folder: Path) -> Path:
    """A corpus of the sample articles, made as a person would, and settings that know them."""
    os.environ["ANNOTATOR_CONFIG_DIR"] = str(folder)
    corpus = folder / "sample.isnad"
    settings.save(settings.Settings(handle="newcomer", name="newcomer", language="ar", welcomed=True))
    call("new", corpus)
    call("import", corpus, bundled("sample_corpus"))
    return corpus


def opened(corpus: Path, folder: Path, *arguments: str) -> dict[str, float]:
    """Open the window in a process of its own; what it tells, by name."""
    environment = os.environ | {"ANNOTATOR_CONFIG_DIR": str(folder)}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    command = [sys.executable, "-m", "tests.bench.child", str(corpus), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return {line.split()[0]: float(line.split()[1]) for line in done.stdout.splitlines()}


def version_s() -> float:
    """Seconds that asking for the version takes, process and all."""
    began = time.monotonic()
    subprocess.run([sys.executable, "-m", "annotator", "--version"], capture_output=True, check=True)
    return time.monotonic() - began


if __name__ == "__main__":
    run()
