"""The yardstick of export: rows read raw, written in the shape of each format with nothing but orjson and ``str``."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

import orjson

from annotator.formats.pagestyle import stylesheet
from annotator.formats.webfont import font_faces

_TOKEN: Final = re.compile(r"\w+|[^\w\s]")
_SENTENCE: Final = re.compile(r"[^\n.؟!]+[.؟!]?")
_OPENER: Final = re.compile(r"(?:[أإ]ن(?:ها?|هم)? )?")
_STYLE: Final = font_faces() + stylesheet()
_LAYERS: Final = ("entity", "claim", "source", "cue")


def _rows(source: Path) -> Iterator[tuple[str, str, list[tuple[Any, ...]], list[tuple[Any, ...]]]]:
    """Id, text, spans and relations of each article."""
    connection = sqlite3.connect(source)
    spans = groupby(
        connection.execute(
            'SELECT document, id, layer, label, start, "end", body FROM span ORDER BY document, start, id'
        ),
        key=itemgetter(0),
    )
    relations = groupby(
        connection.execute("SELECT document, id, type, body FROM relation ORDER BY document, id"), key=itemgetter(0)
    )
    for document, text in connection.execute("SELECT id, text FROM document ORDER BY id"):
        yield document, text, list(next(spans)[1]), list(next(relations)[1])
    connection.close()


def _conll(source: Path, target: Path) -> None:
    """Tokens with tags, a blank line after a full stop."""
    with (target / "train.conll").open("wb") as file:
        for _, text, spans, _ in _rows(source):
            tokens = [match.span() for match in _TOKEN.finditer(text)]
            tags = ["O"] * len(tokens)
            for _, _, layer, label, start, end, _ in spans:
                if layer == "entity":
                    for prefix, place in enumerate(_places(tokens, start, end)):
                        tags[place] = ("I-" if prefix else "B-") + label
            lines = [
                f"{text[start:end]}\t{tag}\t{start}\t{end}\n" + ("\n" if text[start] in ".؟!" else "")
                for (start, end), tag in zip(tokens, tags, strict=True)
            ]
            file.write(("-DOCSTART-\tO\n\n" + "".join(lines) + "\n").encode())


def _brat(source: Path, target: Path) -> None:
    """A text and its lines for each article."""
    for document, text, spans, relations in _rows(source):
        (target / f"{document}.txt").write_bytes(text.encode())
        lines: list[str] = []
        facts: list[str] = []
        for place, (_, _, _, label, start, end, body) in enumerate(spans, start=1):
            lines.append(f"T{place}\t{label} {start} {end}\t{text[start:end]}\n")
            facts += [f"{name} T{place} {value}" for name, value in orjson.loads(body).items()]
        for place, (_, _, kind, body) in enumerate(relations, start=1):
            roles, attributes = orjson.loads(body)
            members = " ".join(f"{role}:{member}" for role, ids in roles.items() for member in ids)
            lines += [f"T{len(spans) + place}\t{kind} 0 1\t{text[:1]}\n", f"E{place}\t{kind}:T1 {members}\n"]
            facts += [f"{name} E{place} {value}" for name, value in attributes.items()]
        lines += [f"A{place}\t{fact}\n" for place, fact in enumerate(facts, start=1)]
        (target / f"{document}.ann").write_bytes("".join(lines).encode())


def _webanno(source: Path, target: Path) -> None:
    """A token a row, two columns a layer and three for relations."""
    for document, text, spans, relations in _rows(source):
        tokens = [match.span() for match in _TOKEN.finditer(text)]
        cells = [["_"] * 11 for _ in tokens]
        for number, (_, _, layer, label, start, end, body) in enumerate(spans, start=1):
            column = 2 * _LAYERS.index(layer)
            values = [label, *orjson.loads(body).values()][:2]
            for place in _places(tokens, start, end):
                for further, value in enumerate(values):
                    before = cells[place][column + further]
                    cell = f"{value}[{number}]"
                    cells[place][column + further] = cell if before == "_" else f"{before}|{cell}"
        for place, (_, _, _, body) in enumerate(relations):
            roles, attributes = orjson.loads(body)
            members = ";".join(member for ids in roles.values() for member in ids)
            cells[place][8:] = [";".join(roles), members, ";".join(attributes.values())]
        rows = [
            f"1-{place}\t{start}-{end}\t{text[start:end]}\t" + "\t".join(row) + "\t\n"
            for place, ((start, end), row) in enumerate(zip(tokens, cells, strict=True), start=1)
        ]
        written = "#FORMAT=WebAnno TSV 3.3\n\n\n#Text=" + text + "\n" + "".join(rows)
        (target / f"{document}.tsv").write_bytes(written.encode())


def _places(tokens: list[tuple[int, int]], start: int, end: int) -> range:
    """The tokens that begin in a stretch."""
    return range(bisect_left(tokens, (start,)), bisect_left(tokens, (end,)))


def _lines(target: Path, records: Iterator[Any]) -> None:
    """A record a line."""
    with target.open("wb") as file:
        file.writelines(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE) for record in records)


def _flat(text: str, spans: list[tuple[Any, ...]], relations: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Each tie of two spans: relation, type and role, both ends by number."""
    numbers = {span[1]: number for number, span in enumerate(spans)}
    for _, name, kind, body in relations:
        roles, _ = orjson.loads(body)
        first, *rest = ((role, member) for role, ids in roles.items() for member in ids)
        for role, member in rest:
            yield name, f"{kind}:{role}", numbers[first[1]], numbers[member]


def _doccano(source: Path, target: Path) -> None:
    _lines(target / "train.jsonl", (
        {
            "text": text,
            "entities": [
                {"id": number, "label": label, "start_offset": start, "end_offset": end, "text": text[start:end]}
                for number, (_, _, _, label, start, end, _) in enumerate(spans)
            ],
            "relations": [
                {"id": number, "from_id": head, "to_id": tail, "type": kind}
                for number, (_, kind, head, tail) in enumerate(_flat(text, spans, relations))
            ],
            "doc_id": document,
        }
        for document, text, spans, relations in _rows(source)
    ))  # fmt: skip


def _label_studio(source: Path, target: Path) -> None:
    def task(document: str, text: str, spans: list[Any], relations: list[Any]) -> dict[str, Any]:
        result: list[dict[str, Any]] = []
        for _, name, _, label, start, end, body in spans:
            region = {"id": name, "from_name": "label", "to_name": "text"}
            value = {"start": start, "end": end, "text": text[start:end]}
            result.append({**region, "type": "labels", "value": {**value, "labels": [label]}})
            for question, answer in orjson.loads(body).items():
                result.append(
                    {**region, "from_name": question, "type": "choices", "value": {**value, "choices": [answer]}}
                )
        for name, kind, head, tail in _flat(text, spans, relations):
            ends = {"from_id": spans[head][1], "to_id": spans[tail][1]}
            result.append({"id": name, "type": "relation", **ends, "direction": "right", "labels": [kind]})
        return {"data": {"text": text, "doc_id": document}, "annotations": [{"result": result}]}

    with (target / "articles.json").open("wb") as file:
        file.write(b"[\n")
        for number, row in enumerate(_rows(source)):
            file.write((b",\n" if number else b"") + orjson.dumps(task(*row)))
        file.write(b"\n]\n")


def _prodigy(source: Path, target: Path) -> None:
    def task(document: str, text: str, spans: list[Any], relations: list[Any]) -> dict[str, Any]:
        tokens = [match.span() for match in _TOKEN.finditer(text)]
        marks = []
        for _, name, _, label, start, end, _ in spans:
            place = _places(tokens, start, end)
            marks.append(
                {"start": start, "end": end, "token_start": place.start, "token_end": place.stop - 1, "label": label,
                 "id": name}
            )  # fmt: skip
        return {
            "text": text,
            "tokens": [
                {"text": text[start:end], "start": start, "end": end, "id": number, "ws": text[end : end + 1].isspace()}
                for number, (start, end) in enumerate(tokens)
            ],
            "spans": [
                {**mark, "text": text[mark["start"] : mark["end"]], "attributes": orjson.loads(span[6])}
                for mark, span in zip(marks, spans, strict=True)
            ],
            "relations": [
                {"head": marks[head]["token_end"], "child": marks[tail]["token_end"], "head_span": marks[head],
                 "child_span": marks[tail], "label": kind, "id": name}
                for name, kind, head, tail in _flat(text, spans, relations)
            ],
            "answer": "accept",
            "meta": {"doc_id": document},
        }  # fmt: skip

    _lines(target / "train.jsonl", (task(*row) for row in _rows(source)))


def _by_sentence(source: Path) -> Iterator[tuple[str, str, list[tuple[int, int]], list[Any], list[Any]]]:
    """Each sentence with its tokens and the spans in it."""
    for document, text, spans, relations in _rows(source):
        starts = [span[4] for span in spans]
        for match in _SENTENCE.finditer(text):
            first, past = match.span()
            tokens = [token.span() for token in _TOKEN.finditer(text, first, past)]
            if tokens:
                yield document, text, tokens, spans[bisect_left(starts, first) : bisect_left(starts, past)], relations


def _huggingface(source: Path, target: Path) -> None:
    def line(document: str, text: str, tokens: list[tuple[int, int]], spans: list[Any], _: list[Any]) -> dict[str, Any]:
        tags = [0] * len(tokens)
        for _, _, layer, _, start, end, _ in spans:
            if layer == "entity":
                for number, place in enumerate(_places(tokens, start, end)):
                    tags[place] = 2 if number else 1
        return {
            "id": document, "document": document, "layer": "entity", "text": text[tokens[0][0] : tokens[-1][1]],
            "start": tokens[0][0], "tokens": [text[start:end] for start, end in tokens], "ner_tags": tags,
            "starts": [start for start, _ in tokens], "ends": [end for _, end in tokens],
        }  # fmt: skip

    _lines(target / "train.jsonl", (line(*row) for row in _by_sentence(source)))


def _spert(source: Path, target: Path) -> None:
    def sentence(document: str, text: str, tokens: list[Any], spans: list[Any], relations: list[Any]) -> dict[str, Any]:
        entities, numbers = [], {}
        for number, (_, name, _, label, start, end, _) in enumerate(spans):
            place = _places(tokens, start, end)
            entities.append({"type": label, "start": place.start, "end": place.stop})
            numbers[name] = number
        ties = []
        for _, _, kind, body in relations if entities else ():
            members = [(role, member) for role, ids in orjson.loads(body)[0].items() for member in ids]
            for role, member in members[1:]:
                if members[0][1] in numbers and member in numbers:
                    ties.append({"type": f"{kind}:{role}", "head": numbers[members[0][1]], "tail": numbers[member]})
        return {
            "tokens": [text[start:end] for start, end in tokens], "entities": entities, "relations": ties,
            "orig_id": document,
        }  # fmt: skip

    _lines(target / "train.json", (sentence(*row) for row in _by_sentence(source)))


def _gliner(source: Path, target: Path) -> None:
    def sentence(_: str, text: str, tokens: list[Any], spans: list[Any], __: list[Any]) -> dict[str, Any]:
        return {
            "tokenized_text": [text[start:end] for start, end in tokens],
            "ner": [
                [(place := _places(tokens, start, end)).start, place.stop - 1, label]
                for _, _, _, label, start, end, _ in spans
            ],
        }

    _lines(target / "train.json", (sentence(*row) for row in _by_sentence(source)))


def _attributed(source: Path) -> Iterator[dict[str, Any]]:
    """Each attribution with all that its line has: members, sentence, and what is known of the article."""
    connection = sqlite3.connect(source)
    facts = {i: orjson.loads(record) for i, record in connection.execute("SELECT id, record FROM document")}
    connection.close()
    for document, text, spans, relations in _rows(source):
        known = {
            name: {
                "id": name, "label": label, "text": text[start:end], "fragments": [[start, end]],
                "attributes": orjson.loads(body), "note": None, "unsure": False, "referent": None,
            }
            for _, name, _, label, start, end, body in spans
        }  # fmt: skip
        sentences = [match.span() for match in _SENTENCE.finditer(text)]
        fact = facts[document]
        for number, (_, name, _, body) in enumerate(relations, start=1):
            roles, attributes = orjson.loads(body)
            members = {role: [known[member] for member in ids] for role, ids in roles.items()}
            claim = members.pop("claim")[0]
            first, last = claim["fragments"][0]
            start, end = sentences[max(0, bisect_left(sentences, (first + 1,)) - 1)]
            bare = first + len(_OPENER.match(text, first, last)[0])  # type: ignore[index]
            yield {
                "format": "isnad-attributions/1", "document": document, "annotation_set": fact["annotation_set"],
                "status": fact["status"], "id": name, "text_sha256": fact["text_sha256"], "offset_unit": "codepoint",
                "claim": {**claim, "bare": {"text": text[bare:last], "fragments": [[bare, last]]}, "number": number},
                "via": [], "addressee": [], **members, **attributes, "naming": None, "attributes": attributes,
                "note": None, "origin": "manual", "unsure": False, "parent": None, "depth": 0,
                "sentence": {"text": text[start:end], "start": start, "end": end}, "split": fact["split"],
                "group": fact["group"], "meta": fact["meta"],
            }  # fmt: skip


def _attributions(source: Path, target: Path) -> None:
    _lines(target / "train.jsonl", _attributed(source))


def _table(source: Path, target: Path) -> None:
    with (target / "articles.csv").open("wb") as file:
        for one in _attributed(source):
            held, claim, meta = io.StringIO(), one["claim"], one["meta"]
            texts = [" | ".join(member["text"] for member in one.get(role, ())) for role in ("source", "via", "cue")]
            csv.writer(held).writerow([
                one["document"], meta["title"], meta["outlet"], meta["published"], meta["url"], one["annotation_set"],
                one["status"], one["id"], claim["number"], claim["text"], claim["bare"]["text"], *claim["fragments"][0],
                claim["attributes"].get("quote_type"), *texts, one["holder"], one["stance"], one["depth"],
                one["unsure"], one["note"], one["sentence"]["text"], one["split"],
            ])  # fmt: skip
            file.write(held.getvalue().encode())


def _chat(source: Path, target: Path) -> None:
    def exchange(_: str, text: str, spans: list[Any], relations: list[Any]) -> dict[str, Any]:
        texts = {name: text[start:end] for _, name, _, _, start, end, _ in spans}
        entities = [{"text": texts[s[1]], "label": s[3]} for s in spans if s[2] == "entity"]
        said = []
        for _, _, _, body in relations:
            roles, attributes = orjson.loads(body)
            said.append({**{role: [texts[member] for member in ids] for role, ids in roles.items()}, **attributes})
        answer = orjson.dumps({"entities": entities, "attributions": said}).decode()
        turns = (("system", "Extract what is asked for."), ("user", text), ("assistant", answer))
        return {"messages": [{"role": role, "content": content} for role, content in turns]}

    _lines(target / "train.jsonl", (exchange(*row) for row in _rows(source)))


def _page(source: Path, target: Path) -> None:
    """The page as a reader gets it: style, head, paragraphs with spans and hints, legend, table of attributions."""

    def escaped(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    def marked(text: str, spans: list[Any], hues: dict[str, int], numbers: dict[str, int]) -> Iterator[str]:
        borders: list[tuple[int, int, int, str]] = []
        for _, name, layer, label, start, end, body in spans:
            hint = escaped("\n".join((label, *(f"{key}: {value}" for key, value in orjson.loads(body).items()))))
            tag = f' data-t="{numbers.get(name, label[:1])}"' if layer in ("claim", "entity") else ""
            sign = f'<span class="{layer} h{hues.get(name, 0)} s e"{tag} title="{hint}">'
            borders += [(start, 1, -end, sign), (end, 0, 0, "</span>")]
        before = 0
        for place, _, _, sign in sorted(borders):
            yield escaped(text[before:place])
            yield sign
            before = place
        yield escaped(text[before:])

    def row(cells: list[str]) -> str:
        return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"

    def article(
        document: str, text: str, spans: list[Any], relations: list[Any], fact: dict[str, Any]
    ) -> Iterator[str]:
        texts = {name: escaped(text[start:end]) for _, name, _, _, start, end, _ in spans}
        speakers: dict[str, int] = {}
        hues = {s[1]: speakers.setdefault(texts[s[1]], len(speakers) + 1) for s in spans if s[2] == "source"}
        numbers = {s[1]: number for number, s in enumerate((s for s in spans if s[2] == "claim"), start=1)}
        said: list[tuple[int, list[str]]] = []
        for _, _, _, body in relations:
            roles, attributes = orjson.loads(body)
            claim, hue = roles["claim"][0], hues.get(roles.get("source", [""])[0], 0)
            hues[claim] = hue
            cells = [f'<span class="dot h{hue}">{numbers[claim]}</span>', f"<bdi>{texts[claim]}</bdi>"]
            for role in ("source", "via", "cue", "addressee"):
                words = (
                    f'<span class="{role} h{hue}"><bdi>{texts[member]}</bdi></span>' for member in roles.get(role, ())
                )
                cells.append(" + ".join(words))
            said.append((numbers[claim], [*cells, attributes.get("holder", ""), attributes.get("stance", "")]))
        meta = fact["meta"]
        facts = (meta["outlet"], meta["published"], document, f"{fact['annotation_set']} ({fact['status']})")
        shown = " · ".join(f"<bdi>{escaped(one)}</bdi>" for one in facts if one)
        yield f'<article>\n<header><b dir="auto">{escaped(meta["title"])}</b>{shown}</header>\n'
        yield '<div class="t" lang="ar">\n<p class="" dir="rtl">'
        yield "".join(marked(text, spans, hues, numbers)).replace("\n", '</p>\n<p class="" dir="rtl">')
        yield "</p>\n</div>\n"
        legend = "".join(f'<span class="{layer} h1">{layer}</span>' for layer in sorted({span[2] for span in spans}))
        yield f'<div class="legend" aria-label="Key">{legend}</div>\n<h2>Attributions</h2>\n<table>\n'
        yield row(["", "Claim", "Source", "Via", "Cue", "Addressee", "Holder", "Stance"])
        yield from (row(cells) for _, cells in sorted(said))
        yield "</table>\n</article>\n"

    connection = sqlite3.connect(source)
    known = {i: orjson.loads(record) for i, record in connection.execute("SELECT id, record FROM document")}
    connection.close()
    with (target / "articles.html").open("wb") as file:
        # The style is the page's own, made once in a process for both.
        file.write(f"<!DOCTYPE html>\n<html>\n<head>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n".encode())
        for document, text, spans, relations in _rows(source):
            file.write("".join(article(document, text, spans, relations, known[document])).encode())
        file.write(b"</body>\n</html>\n")


SHAPES: Final[dict[str, Callable[[Path, Path], None]]] = {
    "attributions": _attributions,
    "brat": _brat,
    "chat": _chat,
    "conll": _conll,
    "doccano": _doccano,
    "gliner": _gliner,
    "huggingface": _huggingface,
    "label-studio": _label_studio,
    "page": _page,
    "prodigy": _prodigy,
    "spert": _spert,
    "table": _table,
    "webanno-tsv": _webanno,
}
