"""Drawn annotated documents: everything that a record may hold, from one number."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any, Final

import orjson
from jsonschema import Draft202012Validator

from annotator.bundled import resource
from annotator.formats.base import Incoming, Problems, ReadOptions
from annotator.formats.jsonl import JsonlImporter
from annotator.model.annotated import AnnotatedDocument, AnnotationSet, SchemeRef
from annotator.model.annotation import Annotation
from annotator.model.document import new_document
from annotator.model.identity import AnnotationId, DocumentId, ReferentId, RelationId, SetName
from annotator.model.referent import Referent
from annotator.model.relation import Relation
from annotator.model.scheme import Scheme
from annotator.model.span import Fragments, Span
from annotator.model.workflow import Status

# Letters with and without marks, tatweel, Latin, digits, quotation marks, an emoji of several code points, and the
# characters that break lines elsewhere.
_PIECES: Final = (
    "أعلن", "وزيرُ الصِّحة", "العـــربية", "للأمم", "«نعم»", "“quoted”", "Blue Delta", "١٥٫٥٪",
    "1,200", "👩‍👩‍👧‍👦", "🇹🇳", "ﷺ",
    "\u2028", "\u2029", "\u0085", "\t", "\\", '"', "\u200f", "\n", "<b>&amp;", "أن الممر سيبقى مفتوحا",
)  # fmt: skip
_NOTES: Final = (None, None, None, "لعله «المجلس»؟", "a line\u2028of a note", "")
_ORIGINS: Final = ("manual", "imported", "occurrences", "suggested:cues", "edited:repeats")


def annotated_document(
    seed: int, scheme: Scheme, *, identifier: str | None = None, set_name: str = "annotator_1", marks: int = 40
) -> AnnotatedDocument:
    """An annotated document with up to ``marks`` annotations: nested, crossing, discontinuous, within words.

    Args:
        seed: Draws everything.
        scheme: What may be used.
        identifier: Id of the document; the digest decides where it is None.
        set_name: Whose annotations they are.
        marks: The most annotations.
    """
    random = Random(seed)
    text = " ".join(random.choice(_PIECES) for _ in range(random.randint(8, 80))) + "."
    referents = [
        Referent(ReferentId(f"e{n}"), f"اسم {n}", "PERS", ("لقب", "كنية")[: n % 3], "Q1029" if n % 2 else None)
        for n in range(random.randint(0, 4))
    ]  # fmt: skip
    annotations = [_annotation(random, scheme, text, n, referents) for n in range(random.randint(0, marks))]
    relations = _relations(random, scheme, annotations)
    used = {a.referent for a in annotations}
    reference = SchemeRef(scheme.name, scheme.version)
    document = new_document(
        text,
        document_id=identifier,
        meta={"title": random.choice((None, "عنوان «أول»")), "published": "2026-11", "زاوية": "سياسة", "empty": None},
        split=random.choice((None, "train", "test")),
        group=random.choice((None, "g1")),
    )
    done = tuple(name for name in (*scheme.layers, *scheme.relation_types) if random.random() < 0.3)
    header = AnnotationSet(
        SetName(set_name), random.choice(tuple(Status)), done, random.choice((None, "v3")), reference
    )
    return AnnotatedDocument(
        document,
        tuple(_zones(random, scheme, text)),
        header,
        tuple(sorted(annotations, key=lambda a: a.order)),
        tuple(sorted(relations, key=lambda r: r.id)),
        tuple(r for r in referents if r.id in used),
        reference,
    )


def without_set(annotated: AnnotatedDocument) -> AnnotatedDocument:
    """The document as nobody has annotated it."""
    return AnnotatedDocument(annotated.document, annotated.zones, None, (), (), (), annotated.scheme)


def _annotation(random: Random, scheme: Scheme, text: str, number: int, referents: list[Referent]) -> Annotation:
    layer = random.choice([layer for layer in scheme.layers.values() if layer.name != "zone"])
    count = random.randint(2, 3) if layer.discontinuous and random.random() < 0.4 else 1
    referent = random.choice(referents).id if referents and random.random() < 0.3 else None
    return Annotation(
        AnnotationId(f"a{number}"),
        layer.name,
        random.choice(layer.labels).name,
        _fragments(random, text, count),
        _attributes(random, scheme, layer.name),
        referent,
        random.choice(_NOTES),
        random.choice(_ORIGINS),
        random.random() < 0.2,
    )


def _fragments(random: Random, text: str, count: int) -> Fragments:
    borders = sorted(random.sample(range(len(text) + 1), 2 * count))
    return tuple(Span(start, end) for start, end in zip(borders[::2], borders[1::2], strict=True))


def _attributes(random: Random, scheme: Scheme, owner: str) -> dict[str, str]:
    known = scheme.attributes_of(owner).values()
    chosen = [attribute for attribute in known if random.random() < 0.3]
    random.shuffle(chosen)
    return {a.name: "نص حر" if a.free_text else random.choice(a.values).name for a in chosen}


def _relations(random: Random, scheme: Scheme, annotations: list[Annotation]) -> list[Relation]:
    by_layer = {layer: [a.id for a in annotations if a.layer == layer] for layer in scheme.layers}
    result: list[Relation] = []
    for number, claim in enumerate(by_layer["claim"]):
        sources = random.sample(by_layer["source"], min(len(by_layer["source"]), random.randint(0, 3)))
        cues = random.sample(by_layer["cue"], min(len(by_layer["cue"]), random.randint(0, 2)))
        roles = {"cue": cues, "via": sources[1:], "source": sources[:1], "claim": [claim]}
        result.append(
            Relation(
                RelationId(f"r{number}"),
                "attribution",
                {role: tuple(ids) for role, ids in roles.items() if ids},
                {**_attributes(random, scheme, "attribution"), "stance": random.choice(("assert", "deny"))},
                random.choice(_NOTES),
                random.choice(_ORIGINS),
                random.random() < 0.2,
            )
        )
    claims = by_layer["claim"]
    if len(claims) > 1:
        result.append(Relation(RelationId("c0"), "contradicts", {"head": (claims[0],), "tail": (claims[1],)}))
    return result


def _zones(random: Random, scheme: Scheme, text: str) -> list[Annotation]:
    borders = sorted(random.sample(range(len(text) + 1), random.choice((0, 2, 4))))
    labels = scheme.layer("zone").labels
    return [
        Annotation(AnnotationId(f"z{start}"), "zone", random.choice(labels).name, (Span(start, end),))
        for start, end in zip(borders[::2], borders[1::2], strict=True)
    ]


@lru_cache
def validator(name: str) -> Draft202012Validator:
    """The JSON Schema of that name, ready to use."""
    schema = orjson.loads(resource("jsonschema", f"{name}.schema.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def validate_lines(content: bytes, schema: str) -> list[dict[str, Any]]:
    """The records of a JSONL file, each held against a JSON Schema."""
    records = [orjson.loads(line) for line in content.split(b"\n") if line]
    for record in records:
        validator(schema).validate(record)
    return records


def validate_native(content: bytes) -> list[dict[str, Any]]:
    """The records of a native file, held against schema and contract: order, covered texts, line breaks."""
    assert content == b"" or content.endswith(b"\n")
    assert not any(bad in content for bad in (b"\r", b"\xe2\x80\xa8", b"\xe2\x80\xa9", b"\xc2\x85"))
    records = validate_lines(content, "record")
    keys = [(record["id"], record["annotation_set"] or "") for record in records]
    assert keys == sorted(keys)
    for record in records:
        text = record["text"]
        places = [(span["start"], span["end"], span["layer"], span["id"]) for span in record["spans"]]
        assert places == sorted(places)
        for span in record["spans"]:
            assert " ".join(text[a:b] for a, b in span["fragments"]) == span["text"]
            assert (span["start"], span["end"]) == (span["fragments"][0][0], span["fragments"][-1][1])
    return records


def read_native(
    content: bytes, tmp_path: Path, scheme: Scheme, *, set_name: str | None = None
) -> tuple[list[Incoming], Problems]:
    """What the importer makes of the bytes of a ``.jsonl`` file."""
    path = tmp_path / "records.jsonl"
    path.write_bytes(content)
    problems = Problems(path.name)
    options = ReadOptions(annotator=SetName(set_name) if set_name else None)
    return list(JsonlImporter().read(path, scheme=scheme, options=options, problems=problems)), problems


def reasons(problems: Problems) -> list[str]:
    """What is wrong, in English."""
    return [problem.reason.english() for problem in problems.listed]


ARTICLE: Final = DocumentId("article")
