"""What is worked out once for a scheme."""

from __future__ import annotations

from dataclasses import replace

from annotator.formats.perscheme import once_per_scheme
from annotator.model.scheme import Scheme


def test_the_last_scheme_is_remembered_and_no_other_is_taken_for_it(scheme: Scheme) -> None:
    asked: list[str] = []

    @once_per_scheme
    def version(known: Scheme) -> str:
        asked.append(known.version)
        return known.version

    grown = replace(scheme, version="2")
    assert [version(scheme), version(scheme), version(grown), version(grown)] == [
        scheme.version, scheme.version, "2", "2",
    ]  # fmt: skip
    assert asked == [scheme.version, "2"]
