"""JSON lines: native records, and any other lines that have a field ``text``."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import orjson

from annotator.formats.articles import RawArticle, exact
from annotator.formats.base import Incoming, Problems, ReadOptions, WriteOptions
from annotator.formats.contents import Contents
from annotator.formats.datasetcard import native_features
from annotator.formats.encoding import EncodingRefused, decoded, detected
from annotator.formats.jsonvalues import top_keys
from annotator.formats.nativenames import NativeNames
from annotator.formats.nativeproblems import completed, record_problems
from annotator.formats.nativereading import Doubtful, NativeReading
from annotator.formats.nativewriting import NativeWriting
from annotator.formats.strictjson import Untrusted, decode, strings
from annotator.model.annotated import AnnotatedDocument
from annotator.model.document import META_KEYS
from annotator.model.errors import BugError, Message, ValueRefused, message
from annotator.model.referent import Referent
from annotator.model.scheme import Scheme

_CARRIAGE: Final = re.compile(rb"\\r|\\u000[dD]")
_BOM: Final = b"\xef\xbb\xbf"
# Says so even where the line is no JSON after all.
_NATIVE_START: Final = re.compile(rb'\s*\{\s*"format"\s*:\s*"isnad/')
_ID_KEYS: Final = ("id", "doc_id", "document_id", "_id")
_DATE_KEYS: Final = ("published", "date", "publish_date", "pub_date", "published_at", "datetime")
_OUTLET_KEYS: Final = ("outlet", "publisher", "source", "site", "newspaper")
_URL_KEYS: Final = ("url", "link")
_TITLE_KEYS: Final = ("title", "headline")


class JsonlImporter:
    """Reads ``.jsonl`` files; the first line that is an object decides whether the file is native."""

    name = "jsonl"
    suffixes = (".jsonl", ".ndjson")

    def recognises(self, head: bytes) -> bool:
        """Whether the file begins with a JSON object that says its format, or has a text and no foreign spans."""
        if not head.removeprefix(_BOM).lstrip().startswith(b"{"):
            return False
        keys = top_keys(head)
        return b"format" in keys or (b"text" in keys and b"spans" not in keys and b"entities" not in keys)

    def read(self, path: Path, *, scheme: Scheme, options: ReadOptions, problems: Problems) -> Iterator[Incoming]:
        """The records of a file; see ``base.Importer``."""
        if _is_native(path):
            return NativeFile(scheme, options, problems).read(path)
        return _read_texts(path, scheme, options, problems)


class JsonlExporter:
    """Writes native records."""

    name = "jsonl"
    suffix = ".jsonl"

    def begin(self, options: WriteOptions) -> NativeWriting:
        """Start a file."""
        return NativeWriting(options.scheme)

    def features(self, contents: Contents, scheme: Scheme) -> list[dict[str, Any]]:
        """The types of the fields of a native record."""
        return native_features(contents, scheme)


class NativeFile:
    """One native file being read: holds every record against the others.

    Args:
        scheme: What annotations may use.
        options: Names the sets of records that name none, and says what names of another scheme are here.
        problems: Where to note what is wrong.
    """

    def __init__(self, scheme: Scheme, options: ReadOptions, problems: Problems) -> None:
        self._scheme = scheme
        self._set_name = options.annotator
        self._problems = problems
        self._reading = NativeReading(scheme)
        self._names = NativeNames(scheme, options)
        # For each document the digest of what its lines share, the first line, and the further sets with theirs: a file
        # has a hundred thousand documents, and most have one set.
        self._documents: dict[str, tuple[bytes, int, str | None]] = {}
        self._further: dict[tuple[str, str | None], int] = {}
        self._set_names: dict[str | None, str | None] = {}
        self._referents: dict[str, tuple[Referent, int]] = {}
        self._remarks: tuple[Message, ...] = ()

    def read(self, path: Path) -> Iterator[Incoming]:
        """The records of the file, those that are wrong passed over and noted."""
        with path.open("rb") as file:
            for number, raw in enumerate(file, start=1):
                line = raw.rstrip(b"\n")
                if not line.strip():
                    continue
                if line.endswith(b"\r"):
                    raise self._problems.refused(
                        message("The lines end in CRLF; those of a native file end in LF."),
                        line=number,
                        remedy=message("Write the file again with LF."),
                    )
                self._remarks = ()
                annotated = self._record(line, number)
                if annotated is not None and self._agrees(annotated, number):
                    yield Incoming(annotated, number, native=True, named=True, remarks=self._remarks)

    def line(self, line: bytes, number: int) -> AnnotatedDocument | None:
        """The record of one line, or None where it was wrong and noted."""
        return self._record(line, number)

    def _record(self, line: bytes, number: int) -> AnnotatedDocument | None:
        try:
            record = decode(line)
        except Untrusted as error:
            self._note(error.reasons, number, _no_json())
            return None
        if b"\\" in line and _CARRIAGE.search(line) and any("\r" in text for text in strings(record)):
            self._note([message("The record holds a carriage return.")], number, _not_ours())
            return None
        if not isinstance(record, dict):
            self._note([message("The line is not a JSON object.")], number, _no_json())
            return None
        if self._names.maps:
            return self._looked_at(record, number)
        try:
            annotated = self._reading.read(record)
        except Doubtful:
            return self._looked_at(record, number)
        if self._set_name is not None and annotated.annotation_set is None and annotated.annotations:
            return self._looked_at(record, number)
        return annotated

    def _looked_at(self, record: Mapping[str, Any], number: int) -> AnnotatedDocument | None:
        """The record after a close look: filled in, or its problems noted."""
        filled = completed(record, scheme=self._scheme, set_name=self._set_name)
        filled, self._remarks = self._names.settled(filled)
        if self._names.scheme is not self._scheme:
            self._scheme = self._names.scheme
            self._reading = NativeReading(self._scheme)
        reasons = list(record_problems(filled, self._scheme))
        if reasons:
            self._note(reasons, number, _not_ours())
            return None
        try:
            return self._reading.read(filled)
        except Doubtful:
            raise BugError(f"line {number}: no problem was found, and yet the record is not right") from None

    def _agrees(self, annotated: AnnotatedDocument, number: int) -> bool:
        """Whether the record fits the ones before it: no set twice, one document the same in all its lines."""
        header, document = annotated.annotation_set, annotated.document
        written = None if header is None else header.name
        name = self._set_names.setdefault(written, written)  # One string for all lines, not one for each.
        reasons: list[Message] = []
        shared = _fingerprint(annotated)
        known, first, first_name = self._documents.setdefault(document.id, (shared, number, name))
        before = first if first_name == name else self._further.setdefault((document.id, name), number)
        if before != number:
            reasons.append(message("The same document and annotation set stand on line {line}.", line=before))
        if known != shared:
            reasons.append(
                message(
                    "Text, metadata or zones of document {document} are others than on line {line}.",
                    document=document.id,
                    line=first,
                )
            )
        for referent in annotated.referents:
            same, met = self._referents.setdefault(referent.id, (referent, number))
            if same != referent:
                reasons.append(
                    message("The referent {referent} is another than on line {line}.", referent=referent.id, line=met)
                )
        self._note(reasons, number, message("Keep the one that is right."))
        return not reasons

    def _note(self, reasons: list[Message], number: int, remedy: Message) -> None:
        for reason in reasons:
            self._problems.add(reason, line=number, remedy=remedy)


def _no_json() -> Message:
    return message("Write each record as one JSON object on a line of its own.")


def _not_ours() -> Message:
    return message("Mend the record where it was written, or have bad records alone refused.")


def _fingerprint(annotated: AnnotatedDocument) -> bytes:
    """A digest of what all lines of one document must have in common; short, so that large files fit into memory."""
    document = annotated.document
    zones = sorted(
        (z.id, z.label, z.start, z.end, sorted(z.attributes.items()), z.referent, z.note, z.origin, z.unsure)
        for z in annotated.zones
    )
    written = orjson.dumps([document.text_sha256, document.meta, document.split, document.group, zones])
    return hashlib.blake2b(written, digest_size=16).digest()


def _is_native(path: Path) -> bool:
    """Whether the first line that is not empty says so."""
    with path.open("rb") as file:
        first = next((line for line in file if line.strip()), b"").removeprefix(_BOM)
    if _NATIVE_START.match(first):
        return True
    try:
        record = orjson.loads(first)
    except orjson.JSONDecodeError:
        return False
    return isinstance(record, dict) and str(record.get("format", "")).startswith("isnad/")


def _read_texts(path: Path, scheme: Scheme, options: ReadOptions, problems: Problems) -> Iterator[Incoming]:
    """Lines with a field ``text``: raw articles, further fields into ``meta``."""
    for number, line in _lines(path, options, problems):
        if not line.strip():
            continue
        try:
            record = decode(line)
        except Untrusted as error:
            for reason in error.reasons:
                problems.add(reason, line=number, remedy=_no_json())
            continue
        if not isinstance(record, dict) or not isinstance(record.get("text"), str):
            reason = message("The line is not an object with a field “text”.")
            problems.add(reason, line=number, remedy=message("Name the field of the article “text”."))
            continue
        try:
            yield exact(article_of(record), scheme=scheme, line=number)
        except ValueRefused as error:
            problems.add(error.what, line=number, remedy=error.remedy)


def _lines(path: Path, options: ReadOptions, problems: Problems) -> Iterator[tuple[int, bytes]]:
    """The lines of a file as UTF-8, whatever its encoding."""
    with path.open("rb") as file:
        sample = file.read(1 << 16)
        file.seek(0)
        if options.encoding is None and _is_utf8(sample):
            for number, line in enumerate(file, start=1):
                yield number, line.removeprefix(_BOM).rstrip(b"\r\n") if number == 1 else line.rstrip(b"\r\n")
            return
        try:
            text = decoded(file.read(), encoding=options.encoding)
        except EncodingRefused as error:
            raise problems.refused(error.what, line=error.line, remedy=error.remedy) from None
    # Not splitlines(), which also breaks at U+2028 and its kin.
    for number, written in enumerate(text.split("\n"), start=1):
        yield number, written.rstrip("\r").encode("utf-8", "surrogatepass")


def _is_utf8(sample: bytes) -> bool:
    # The sample may end inside a character.
    complete = sample if len(sample) < 1 << 16 else sample[: sample.rfind(b"\n") + 1] or sample[:-4]
    try:
        return detected(complete) == "utf-8"
    except EncodingRefused:
        return True  # Damaged UTF-8 is said line by line.


def article_of(record: dict[str, Any]) -> RawArticle:
    """An article of a JSON object with a field ``text``; what is not known by its name goes into the metadata."""
    rest = {key: value for key, value in record.items() if key != "text"}
    given = rest.pop("meta", None)
    if isinstance(given, dict):
        rest = {**given, **rest}
    elif given is not None:
        rest["meta"] = given
    identifier = _taken(rest, _ID_KEYS)
    title, date = _taken(rest, _TITLE_KEYS), _taken(rest, _DATE_KEYS)
    outlet, url = _taken(rest, _OUTLET_KEYS), _taken(rest, _URL_KEYS)
    dateline = _taken(rest, ("dateline",))
    # What has the name of one of ours, but is no plain text, keeps its value under another.
    meta = {_free_key(key): _written(value) for key, value in rest.items()}
    meta.update(outlet=outlet, url=url)
    return RawArticle(record["text"], identifier, title, None, dateline, date, meta)


def _free_key(key: str) -> str:
    return f"{key}_text" if key in META_KEYS and key != "language" else key


def _taken(fields: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    """Takes the first of these fields that is there and plain out of the others."""
    for key in keys:
        value = fields.get(key)
        if isinstance(value, str | int) and not isinstance(value, bool) and value != "":
            del fields[key]
            return str(value)
    return None


def _written(value: Any) -> str | None:
    """A further field as metadata: texts as they are, everything else as JSON."""
    if value is None or isinstance(value, str):
        return value
    return orjson.dumps(value).decode()
