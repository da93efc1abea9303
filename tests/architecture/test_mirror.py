"""Tests stand where the sources stand: who reads one file finds the other."""

from __future__ import annotations

from pathlib import Path

_OF_THE_WHOLE = ("architecture", "bench", "journeys", "sample_corpus")
"""Folders of tests that are about no single file of the program."""

_OF_A_PACKAGE = (
    "store/test_log_as_a_state_machine.py",
    "operations/test_exchange_between_replicas.py",
    "operations/test_mutated_files.py",
)
"""Tests of a law that all files of a package keep together."""


def test_every_test_file_is_named_after_a_source_file(repository: Path) -> None:
    tests = repository / "tests"
    orphans = []
    for test in sorted(tests.rglob("test_*.py")):
        place = test.relative_to(tests)
        if place.parts[0] not in _OF_THE_WHOLE and place.as_posix() not in _OF_A_PACKAGE:
            source = repository / "annotator" / place.parent / place.name.removeprefix("test_")
            package = source.with_suffix("") / "__init__.py"
            if not (source.exists() or package.exists()):
                orphans.append(str(place))
    assert orphans == []


def test_every_package_has_tests(repository: Path) -> None:
    packages = [path.parent for path in sorted((repository / "annotator").glob("*/__init__.py"))]
    untested = [
        package.name for package in packages if not list((repository / "tests" / package.name).rglob("test_*.py"))
    ]
    assert untested == []
