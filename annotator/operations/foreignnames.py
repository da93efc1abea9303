"""Names in files that the scheme does not know: found by looking through the files, and decided about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from annotator.formats.base import Progress
from annotator.formats.extension import Extension
from annotator.formats.mapping import LabelMap, Renamed, mapping_named
from annotator.formats.mappingwriting import mapping_file
from annotator.model.annotated import AnnotatedDocument
from annotator.model.scheme import Scheme, scheme_of
from annotator.operations.counterparts import LEFT_OUT, Counterpart, ForeignName, NameKind, counterparts, layers_first
from annotator.operations.intake import ImportOptions, Parsing, find_files
from annotator.operations.staging import ImportCancelled
from annotator.operations.surveying import RAW_FORMATS

__all__ = [
    "Decisions", "LabelMap", "NameUse", "NamesFound", "decided_by", "grows", "mapping_file", "mapping_named",
    "mapping_of", "names",
]  # fmt: skip

_EXAMPLE: Final = 40


@dataclass(frozen=True, slots=True)
class NameUse:
    """How a foreign name is used.

    Attributes:
        name: The name.
        count: How often.
        example: Words that bear it, where it is a label.
        file: The first file that has it.
    """

    name: ForeignName
    count: int
    example: str
    file: str


@dataclass(frozen=True, slots=True)
class NamesFound:
    """What a look through files found.

    Attributes:
        names: Those that the scheme does not know, the most used first.
        records: How many records were read.
        annotations: How many annotations they have.
    """

    names: tuple[NameUse, ...]
    records: int
    annotations: int


def names(
    paths: Iterable[Path],
    *,
    scheme_table: dict[str, Any],
    options: ImportOptions,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> NamesFound:
    """Look through whole files for names that the scheme does not know; for a child process.

    Args:
        paths: Files and folders; those of formats without annotations are passed over.
        scheme_table: ``scheme.table`` of the corpus.
        options: What the person said; what they decided about names counts for nothing here.
        progress: Told how many bytes of how many are read.
        cancelled: Asked between records whether to stop.

    Raises:
        ImportCancelled: If the person stopped it.
    """
    scheme = scheme_of(scheme_table)
    options = replace(options, mapping=None, extend_scheme=True)
    files = [
        f for f in find_files(paths, options).files if f.importer is not None and f.importer.name not in RAW_FORMATS
    ]
    total, done = sum(file.size for file in files), 0
    found: dict[ForeignName, list[Any]] = {}
    records = annotations = 0
    for file in files:
        extension = Extension(scheme)
        for incoming in Parsing(file, scheme=scheme, options=options).records():
            if cancelled is not None and cancelled():
                raise ImportCancelled
            records += 1
            annotations += len(incoming.annotated.annotations)
            extension.add(incoming.annotated)
            if extension.scheme is scheme:
                continue  # Whatever the records so far use, the scheme knows.
            for name, example in _foreign_in(incoming.annotated, scheme):
                use = found.setdefault(name, [0, example, file.name])
                use[0] += 1
        done += file.size
        if progress is not None:
            progress(done, total)
    uses = [NameUse(name, *use) for name, use in found.items()]
    uses.sort(key=lambda use: (list(NameKind).index(use.name.kind), -use.count, use.name.owner, use.name.name))
    return NamesFound(tuple(uses), records, annotations)


def _foreign_in(annotated: AnnotatedDocument, scheme: Scheme) -> Iterator[tuple[ForeignName, str]]:
    """Every use of a name that the scheme does not know, with words that bear it."""
    text = annotated.document.text
    for mark in annotated.annotations:
        layer = scheme.layers.get(mark.layer)
        if layer is None or all(label.name != mark.label for label in layer.labels):
            covered = " ".join(span.of(text) for span in mark.fragments)
            yield ForeignName(NameKind.LABEL, mark.layer, mark.label), " ".join(covered.split())[:_EXAMPLE]
        yield from _foreign_answers(mark.layer, mark.attributes, scheme)
    for relation in annotated.relations:
        if relation.type not in scheme.relation_types:
            yield ForeignName(NameKind.RELATION, "", relation.type, tuple(relation.roles)), ""
        yield from _foreign_answers(relation.type, relation.attributes, scheme)


def _foreign_answers(owner: str, given: Mapping[str, str], scheme: Scheme) -> Iterator[tuple[ForeignName, str]]:
    for name, value in given.items():
        known = scheme.attributes_of(owner).get(name)
        if known is None:
            yield ForeignName(NameKind.ATTRIBUTE, owner, name), ""
        elif not known.allows(value):
            yield ForeignName(NameKind.VALUE, f"{owner}/{name}", value), ""


Decisions = Mapping[ForeignName, Counterpart]


def mapping_of(decided: Decisions, *, name: str = "import") -> LabelMap | None:
    """The mapping that says what was decided; None where nothing was.

    A label is named with its layer where another layer has one of its name.
    """
    if not decided:
        return None
    called = [one.name for one in decided if one.kind is NameKind.LABEL]
    labels: dict[str, str] = {}
    relations: dict[str, Renamed] = {}
    attributes: dict[str, Renamed] = {}
    for one, becomes in decided.items():
        if one.kind is NameKind.LABEL:
            labels[one.name if called.count(one.name) == 1 else f"{one.owner}/{one.name}"] = becomes.name
        elif one.kind is NameKind.RELATION:
            relations[one.name] = Renamed(becomes.name, dict(becomes.roles))
        elif one.kind is NameKind.ATTRIBUTE:
            attributes[one.name] = Renamed(becomes.name)
        else:
            attribute = one.owner.rpartition("/")[2]
            before = attributes.get(attribute, Renamed(attribute))
            attributes[attribute] = Renamed(before.name, {**before.inner, one.name: becomes.name})
    return LabelMap(name, labels, relations, attributes)


def decided_by(mapping: LabelMap, found: Iterable[ForeignName], scheme: Scheme) -> dict[ForeignName, Counterpart]:
    """What a mapping says of names; those that it does not mention are left out."""
    decided: dict[ForeignName, Counterpart] = {}
    for one in found:
        if one.kind is NameKind.LABEL:
            new = mapping.label(one.name, one.owner)
            if new is not None:
                decided[one] = Counterpart(new if "/" in new or not new else _with_layer(new, one.owner, scheme))
            continue
        if one.kind is NameKind.VALUE:
            renamed = mapping.attribute(one.owner.rpartition("/")[2])
            if renamed is not None and one.name in renamed.inner:
                decided[one] = Counterpart(renamed.inner[one.name])
            continue
        of = mapping.relation if one.kind is NameKind.RELATION else mapping.attribute
        renamed = of(one.name)
        if renamed is not None:
            pairs = ((role, renamed.inner[role]) for role in one.roles if role in renamed.inner)
            decided[one] = Counterpart(renamed.name, tuple(pairs))
    return decided


def _with_layer(label: str, owner: str, scheme: Scheme) -> str:
    """A label that a mapping names without its layer: in that of the name, else in the first that has it."""
    for layer in layers_first(owner, scheme):
        if any(known.name == label for known in layer.labels):
            return f"{layer.name}/{label}"
    return f"{owner}/{label}"


def grows(decided: Decisions, scheme: Scheme) -> bool:
    """Whether the scheme must grow for what was decided."""
    return any(
        becomes != LEFT_OUT and becomes.name not in {known.name for known in counterparts(one, scheme)}
        for one, becomes in decided.items()
    )
