"""What is wrong with a native record, told in full; and what may be left out of one, filled in.

Slow and complete, where ``nativereading`` is fast and says only yes or no.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from annotator.formats.nativerecord import (
    DOCUMENT_KEYS,
    FORMAT,
    HEADER_STATUS,
    OFFSET_UNIT,
    REFERENT_KEYS,
    RELATION_KEYS,
    SCHEME_KEYS,
    SPAN_KEYS,
    SPLITS,
)
from annotator.model.annotation import IMPORTED, Annotation
from annotator.model.document import complete_meta, digest
from annotator.model.errors import AnnotatorError, Message, ValueRefused, message
from annotator.model.identity import AnnotationId, ReferentId, RelationId, SetName, document_id_of
from annotator.model.relation import Relation
from annotator.model.rules import annotation_problems, relation_problems
from annotator.model.scheme import ZONE_LAYER, Scheme
from annotator.model.span import covered_text, fragments_of
from annotator.model.workflow import Status

_EXCERPT: Final = 60
_SPAN_NEEDS: Final = ("id", "layer", "label", "fragments", "text")
_RELATION_NEEDS: Final = ("id", "type", "roles")
_REFERENT_NEEDS: Final = ("id", "name", "kind")


def completed(record: Mapping[str, Any], *, scheme: Scheme, set_name: SetName | None) -> dict[str, Any]:
    """The record with what may be left out filled in; what is wrong stays as wrong as it was.

    Args:
        record: An object that says it is a native record.
        scheme: The scheme of the corpus, for records that name none.
        set_name: The set of records that name none and have annotations.
    """
    filled: dict[str, Any] = dict(record)
    text = filled.get("text")
    if isinstance(text, str) and text and (sha := _digest(text)):
        filled.setdefault("text_sha256", sha)
        if filled.get("id") is None:
            filled["id"] = document_id_of(sha)
    filled.setdefault("offset_unit", OFFSET_UNIT)
    for key in ("layers_done", "spans", "relations", "referents"):
        filled.setdefault(key, [])
    for key in ("annotation_set", "guideline", "split", "group"):
        filled.setdefault(key, None)
    filled["scheme"] = filled.get("scheme") or {"name": scheme.name, "version": scheme.version}
    meta = filled.setdefault("meta", {})
    if isinstance(meta, dict):
        filled["meta"] = complete_meta(meta)
    for key in ("spans", "relations", "referents"):
        if isinstance(filled[key], list):
            filled[key] = [_filled_member(member, key) for member in filled[key]]
    if filled["annotation_set"] is None and set_name is not None and _has_annotations(filled):
        filled["annotation_set"] = set_name
    if filled.get("status") is None:
        filled["status"] = None if filled["annotation_set"] is None else Status.IN_PROGRESS.value
    return filled


def _digest(text: str) -> str | None:
    try:
        return digest(text)
    except ValueRefused:
        return None


def _filled_member(member: Any, key: str) -> Any:
    if not isinstance(member, dict):
        return member
    filled = dict(member)
    if key == "referents":
        filled.setdefault("variants", [])
        filled.setdefault("wikidata", None)
        return filled
    filled.setdefault("attributes", {})
    filled.setdefault("note", None)
    filled.setdefault("origin", IMPORTED)
    filled.setdefault("unsure", False)
    if key == "spans":
        filled.setdefault("referent", None)
        pairs = filled.get("fragments")
        if isinstance(pairs, list) and pairs and all(isinstance(pair, list) and len(pair) == 2 for pair in pairs):
            filled.setdefault("start", pairs[0][0])
            filled.setdefault("end", pairs[-1][1])
    return filled


def _has_annotations(record: Mapping[str, Any]) -> bool:
    spans = record["spans"] if isinstance(record["spans"], list) else []
    return bool(record["relations"]) or any(
        isinstance(span, dict) and span.get("layer") != ZONE_LAYER for span in spans
    )


def record_problems(record: Mapping[str, Any], scheme: Scheme) -> Iterator[Message]:
    """Everything that is wrong with a completed record.

    Args:
        record: As ``completed`` returns it.
        scheme: What annotations may use.
    """
    if record.get("format") != FORMAT:
        yield message(
            "The format is “{format}”; this program reads “{known}”.", format=record.get("format"), known=FORMAT
        )
        return
    yield from _key_problems(record, DOCUMENT_KEYS, "record")
    yield from _document_problems(record)
    yield from _header_problems(record, scheme)
    text = record.get("text")
    length_known = text if isinstance(text, str) else None
    referents = set[str]()
    yield from _referent_problems(record["referents"], referents)
    annotations: dict[AnnotationId, Annotation] = {}
    yield from _span_problems(record["spans"], length_known, referents, annotations, scheme)
    # What a span that is wrong is to a relation cannot be said; that the span is wrong was said.
    faulty = _ids(record["spans"]) - annotations.keys()
    yield from _tie_problems(record["relations"], annotations, faulty, scheme)


def _key_problems(record: Mapping[str, Any], known: tuple[str, ...], what: str) -> Iterator[Message]:
    for key in record:
        if key not in known:
            yield message("A {what} has no key “{key}”.", what=what, key=key)
    for key in known:
        if key not in record:
            yield message("The {what} lacks the key “{key}”.", what=what, key=key)


def _document_problems(record: Mapping[str, Any]) -> Iterator[Message]:
    identifier, text = record.get("id"), record.get("text")
    if "id" in record and not _is_name(identifier):
        yield message("The id of the document is not a text, or empty.")
    if not isinstance(text, str) or not text:
        yield message("The field “text” is empty or not a text.")
    else:
        yield from _text_problems(text, record.get("text_sha256"))
    if record["offset_unit"] != OFFSET_UNIT:
        yield message(
            "Offsets count “{unit}”; native records count “{known}”.", unit=record["offset_unit"], known=OFFSET_UNIT
        )
    meta = record["meta"]
    if not isinstance(meta, dict):
        yield message("“{key}” is not an object.", key="meta")
    else:
        for key, value in meta.items():
            if value is not None and not isinstance(value, str):
                yield message("The value of meta “{key}” is neither a text nor null.", key=key)
    if record["split"] is not None and not (isinstance(record["split"], str) and record["split"] in SPLITS):
        yield message("“{split}” is not a split.", split=record["split"])
    if record["group"] is not None and not isinstance(record["group"], str):
        yield message("“{key}” is neither a text nor null.", key="group")


def _text_problems(text: str, sha: object) -> Iterator[Message]:
    if "\r" in text:
        yield message("The text holds a carriage return at character {offset}.", offset=text.index("\r"))
    actual = _digest(text)
    if actual is None:
        yield message("A string holds half of a surrogate pair.")
    elif sha != actual:
        yield message("The digest is not that of the text: the text was changed, or cut.")


def _header_problems(record: Mapping[str, Any], scheme: Scheme) -> Iterator[Message]:
    set_name, status, done, reference = (record[key] for key in ("annotation_set", "status", "layers_done", "scheme"))
    if set_name is None:
        if _has_annotations(record):
            yield message("The record has annotations, but names no annotation set.")
        elif status is not None or record["guideline"] is not None or done:
            yield message("A record without an annotation set has no status, guideline or layers done.")
    else:
        if not _is_name(set_name):
            yield message("The name of the annotation set is not a text, or empty.")
        if not isinstance(status, str) or status not in HEADER_STATUS:
            yield message("“{status}” is not a status.", status=status)
        if record["guideline"] is not None and not isinstance(record["guideline"], str):
            yield message("“{key}” is neither a text nor null.", key="guideline")
    if not isinstance(done, list) or any(not isinstance(layer, str) for layer in done):
        yield message("“{key}” is not a list of names.", key="layers_done")
    else:
        for layer in done:
            if layer not in scheme.layers and layer not in scheme.relation_types:
                yield message("The scheme has no layer or relation “{name}”.", name=layer)
        if len(set(done)) != len(done):
            yield message("“{key}” names something twice.", key="layers_done")
    if not isinstance(reference, dict):
        yield message("“{key}” is not an object.", key="scheme")
    else:
        yield from _key_problems(reference, SCHEME_KEYS, "scheme")
        if any(not _is_name(reference.get(key)) for key in SCHEME_KEYS):
            yield message("Name and version of the scheme are not texts, or empty.")


def _members(
    members: Any, known: tuple[str, ...], needs: tuple[str, ...], what: str
) -> Iterator[Message | dict[str, Any]]:
    """The objects of a list, or what is wrong with them; each id once."""
    if not isinstance(members, list):
        yield message("“{key}” is not a list.", key=what)
        return
    seen: set[str] = set()
    for position, member in enumerate(members, start=1):
        if not isinstance(member, dict):
            yield message("{what} {position} is not an object.", what=what, position=position)
            continue
        yield from _key_problems(member, known, what)
        if any(key not in member for key in needs):
            continue
        if not _is_name(member["id"]):
            yield message("{what} {position} has an id that is not a text, or empty.", what=what, position=position)
        elif member["id"] in seen:
            yield message("The id {id} stands twice.", id=member["id"])
        else:
            seen.add(member["id"])
            yield member


def _referent_problems(members: Any, found: set[str]) -> Iterator[Message]:
    for member in _members(members, REFERENT_KEYS, _REFERENT_NEEDS, "referents"):
        if isinstance(member, Message):
            yield member
            continue
        identifier = member["id"]
        found.add(identifier)
        if not (_is_name(member["name"]) and _is_name(member["kind"])):
            yield message("{id}: a referent needs a name and a kind.", id=identifier)
        if not _is_list_of_texts(member["variants"]):
            yield message("{id}: the variants are not a list of texts.", id=identifier)
        if member["wikidata"] is not None and not isinstance(member["wikidata"], str):
            yield message("{id}: “{key}” is neither a text nor null.", id=identifier, key="wikidata")


def _span_problems(
    members: Any, text: str | None, referents: set[str], found: dict[AnnotationId, Annotation], scheme: Scheme
) -> Iterator[Message]:
    for member in _members(members, SPAN_KEYS, _SPAN_NEEDS, "spans"):
        if isinstance(member, Message):
            yield member
            continue
        identifier, referent = member["id"], member["referent"]
        wrong = list(_value_problems(member, ("layer", "label")))
        if referent is not None and not (isinstance(referent, str) and referent in referents):
            wrong.append(
                message(
                    "{id}: the referent {referent} does not come with the record.", id=identifier, referent=referent
                )
            )
        wrong += _fragment_problems(member, text)
        yield from wrong
        if wrong:
            continue
        try:
            annotation = Annotation(
                AnnotationId(identifier),
                member["layer"],
                member["label"],
                fragments_of((first, last) for first, last in member["fragments"]),
                member["attributes"],
                None if referent is None else ReferentId(referent),
                member["note"],
                member["origin"],
                member["unsure"],
            )
        except AnnotatorError as error:
            yield message("{id}: {reason}", id=identifier, reason=error.what)
            continue
        found[annotation.id] = annotation
        yield from annotation_problems(annotation, scheme, text_length=len(text or ""))


def _fragment_problems(member: Mapping[str, Any], text: str | None) -> Iterator[Message]:
    identifier, pairs = member["id"], member["fragments"]
    if not isinstance(pairs, list) or not all(
        isinstance(pair, list) and len(pair) == 2 and all(type(offset) is int for offset in pair) for pair in pairs
    ):
        yield message("{id}: the fragments are not a list of pairs of whole numbers.", id=identifier)
        return
    try:
        fragments = fragments_of((first, last) for first, last in pairs)
    except AnnotatorError as error:
        yield message("{id}: {reason}", id=identifier, reason=error.what)
        return
    outer = (fragments[0].start, fragments[-1].end)
    for key, border in zip(("start", "end"), outer, strict=True):
        if type(member.get(key)) is not int or member[key] != border:
            yield message(
                "{id}: “{key}” is {given}, but the fragments say {border}.",
                id=identifier,
                key=key,
                given=member.get(key),
                border=border,
            )
    if text is None:
        return
    if outer[1] > len(text):
        yield message(
            "{id}: the stretch [{start}, {end}) reaches past the end of the text ({length}).",
            id=identifier,
            start=outer[0],
            end=outer[1],
            length=len(text),
        )
    elif (covered := covered_text(fragments, text)) != member["text"]:
        yield message(
            "{id}: the text covered is “{covered}”, not “{given}”.",
            id=identifier,
            covered=_excerpt(covered),
            given=_excerpt(str(member["text"])),
        )


def _excerpt(text: str) -> str:
    """A text on one line, the middle left out where it is long."""
    line = " ".join(text.split()) if "\n" in text else text
    return line if len(line) <= _EXCERPT else f"{line[: _EXCERPT // 2]} … {line[-_EXCERPT // 2 :]}"


def _ids(members: Any) -> set[str]:
    """The ids in a list of objects, as far as it is one."""
    listed = members if isinstance(members, list) else []
    ids = (member.get("id") for member in listed if isinstance(member, dict))
    return {identifier for identifier in ids if isinstance(identifier, str)}


def _tie_problems(
    members: Any, annotations: Mapping[AnnotationId, Annotation], faulty: Collection[str], scheme: Scheme
) -> Iterator[Message]:
    for member in _members(members, RELATION_KEYS, _RELATION_NEEDS, "relations"):
        if isinstance(member, Message):
            yield member
            continue
        identifier, roles = member["id"], member["roles"]
        wrong = list(_value_problems(member, ("type",)))
        if not isinstance(roles, dict) or not all(_is_list_of_texts(ids) for ids in roles.values()):
            wrong.append(message("{id}: the roles are not lists of ids.", id=identifier))
        yield from wrong
        if wrong:
            continue
        try:
            relation = Relation(
                RelationId(identifier),
                member["type"],
                {role: tuple(AnnotationId(i) for i in ids) for role, ids in roles.items()},
                member["attributes"],
                member["note"],
                member["origin"],
                member["unsure"],
            )
        except AnnotatorError as error:
            yield message("{id}: {reason}", id=identifier, reason=error.what)
            continue
        if not any(member_id in faulty for _role, member_id in relation.members()):
            yield from relation_problems(relation, scheme, annotations)


def _value_problems(member: Mapping[str, Any], names: tuple[str, ...]) -> Iterator[Message]:
    """What is wrong with the types of what spans and relations share."""
    identifier, attributes = member["id"], member["attributes"]
    for key in (*names, "origin"):
        if not _is_name(member[key]):
            yield message("{id}: “{key}” is not a text, or empty.", id=identifier, key=key)
    if not isinstance(attributes, dict) or any(not isinstance(value, str) for value in attributes.values()):
        yield message("{id}: the attributes are not an object of texts.", id=identifier)
    if member["note"] is not None and not isinstance(member["note"], str):
        yield message("{id}: “{key}” is neither a text nor null.", id=identifier, key="note")
    if not isinstance(member["unsure"], bool):
        yield message("{id}: “{key}” is neither true nor false.", id=identifier, key="unsure")


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(member, str) for member in value)
