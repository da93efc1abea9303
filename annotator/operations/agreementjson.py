"""Agreement as one JSON object, for programs."""

from __future__ import annotations

from typing import Any

from annotator.operations.agreement import Agreement, AgreementReport, Path


def agreement_as_json(report: AgreementReport) -> dict[str, Any]:
    """The agreement of a corpus: every pair, then the means under ``overall``.

    An undefined value is null; its reason, in English, stands under ``undefined`` of the pair, by the dotted path of
    the value.

    Args:
        report: What was measured.
    """
    pairs = [
        {"a": pair.a, "b": pair.b, "documents": len(pair.documents), **_as_json(pair.agreement)}
        for pair in report.agreement.pairs
    ]
    overall = {"pairs": len(pairs), "documents": report.documents, **_as_json(report.agreement.overall)}
    overall["intervals"] = {".".join(path): [low, high] for path, (low, high) in report.intervals.items()}
    return {
        "pairs": pairs,
        "overall": overall,
        "annotators": list(report.names),
        "documents": report.documents,
        "bootstrap": report.resamples,
        "seed": report.seed,
        "unfinished": report.unfinished,
        "hidden": report.hidden,
        "as_first_submitted": report.earlier,
    }


def _as_json(agreement: Agreement) -> dict[str, Any]:
    nested: dict[str, Any] = {"layers": {}, "attributes": {}, "attribution": {}, "soft": {}, "ac1": {}}
    undefined = {}
    for path, measure in agreement.measures.items():
        _put(nested, path, measure.value)
        if measure.reason is not None:
            undefined[".".join(path)] = measure.reason.english()
        if path[-1] == "overlap_f1":  # the order of the contract: what is behind F1 stands beside it
            for counted, count in agreement.counts.items():
                if counted[:-1] == path[:-1]:
                    _put(nested, counted, count)
    return {**nested, "undefined": undefined}


def _put(nested: dict[str, Any], path: Path, value: float | None) -> None:
    for step in path[:-1]:
        nested = nested.setdefault(step, {})
    nested[path[-1]] = value
