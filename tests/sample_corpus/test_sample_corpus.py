"""The sample corpus keeps its own promises: forms, topics, phenomena, offsets and boundary rules."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import orjson
import pytest

from annotator.model.annotation import Annotation
from annotator.model.document import META_KEYS
from annotator.model.identity import AnnotationId, RelationId
from annotator.model.relation import Relation
from annotator.model.rules import annotation_problems, crossings, relation_problems
from annotator.model.scheme import Scheme, parse_scheme
from annotator.model.span import fragments_of

FOLDER = Path(__file__).parents[2] / "sample_corpus"
SCHEME = Path(__file__).parents[2] / "resources" / "schemes" / "arabic-news.toml"
TOPICS = ("politics", "economy", "health", "sport", "culture")
SETS = ("adjudicated", "annotator_1", "annotator_2")
RECORD_KEYS = [
    "format", "id", "text", "text_sha256", "offset_unit", "meta", "annotation_set", "status", "scheme", "guideline",
    "layers_done", "split", "group", "spans", "relations", "referents",
]  # fmt: skip
SPAN_KEYS = [
    "id", "layer", "label", "fragments", "start", "end", "text", "attributes", "referent", "note", "origin", "unsure",
]  # fmt: skip
RELATION_KEYS = ["id", "type", "roles", "attributes", "note", "origin", "unsure"]

# Stems of this corpus that begin with a letter which can be a proclitic; anything else that begins so was cut badly.
STEMS = {
    "و": "وزير وزارة وكالة وفق وفقا وصف واصفا وجود وهران واحدا",
    "ف": "فاطمة فرنسا فهم",
    "ب": "بغداد بيانات باريس بوعلام بطلة بطولة بورتسودان بيعت بعضهم",
    "ك": "كريم كأس كذّب",
    "ل": "لاعب لجنة لبنان ليلة لغتها لافتا",
    "س": "سكان سلمى سعاد سمعت سهى سهل سوريا سيدي ستة ساعتين سبل سأعود سيخفض",
}
PROCLITICS = {"و", "ف", "ب", "ل", "س", "بـ", "وب", "ال"}
ENCLITICS = {"ه", "ها", "هم", "ني"}

PHENOMENA = {
    "a dateline": r"(?m)^\S+( \([^)]+\))? - (من مراسل\S* )?(وكالة|شبكة|أرقام|مجلة)",
    "a relay with an origin": r"نقل(ت)? [^.\n]{3,60} عن [^.\n]{3,80} قول(ه|ها) إن",
    "a denial of what came before": r"الأمر الذي (نفته|نفاه|تنفيه|كذّبه)",
    "an anonymous source": r"(طلب|رفض|فضّل|اشترط)\S* (عدم|الكشف|نشر)",
    "a continued participle": r"، (مضيفا|مضيفة|مؤكدا|مؤكدة|مشيرا|مشيرة|لافتا|موضحا|موضحة) (أن|إلى أن)",
    "a headline with a colon": r"\A[^\n]{5,60}: [^\n]+",
    "a quotation over several paragraphs": r"«[^»\n]+\n«[^»\n]+\n«[^»\n]+",
    "a quotation that is never closed": r"«[^»\n]+\n(?!«)",
    "Latin names": r"[A-Z][a-z]+ [A-Z]",
    "Arabic-Indic digits": r"[٠-٩]",
    "a decimal comma": r"\d,\d (مليار|مليون)",
    "a decimal point": r"\d\.\d",
    "a thousands separator": r"\d,\d{3}\b",
    "a percent sign": r"\d%",
    "an Arabic percent sign": r"[٠-٩]٪",
    "a percentage in words": r"\d في المئة",
    "digits behind an article": r"الـ\d",
    "a vocalised quotation": r"«[^»\n]*([\u064b-\u0652][^»\n\u064b-\u0652]{0,6}){12}»",
    "an emoji": "[\U0001f300-\U0001faff⚽☕]",
    "boilerplate at the end": r"\n(اقرأ أيضا|أرسل تعليقك|شاهد أيضا|شارك الخبر|تابعونا|للإعلان)[^\n]*\Z",
    "a byline": r"(?m)^(كتب|كتبت|إعداد|تحقيق|من مراسلتنا)",
    "according to, with a preposition": r"وفقا ل",
    "according to": r"بحسب",
    "in his own words": r"على حد (قول|تعبير)",
    "an impersonal report": r"يُ?(ذكر|شار)( إلى)? أن",
    "a verb of distance": r"(زعم|ادعى|ادعت|زاعم)",
    "something not ruled out": r"[لف]م يستبعد",
    "a report within a report": r"(إن|أن) [^.\n]{3,60} (ترى|يرى|رأى|تعتقد|يعتقد) أن",
}


@cache
def lines() -> tuple[bytes, ...]:
    return tuple((FOLDER / "annotated.jsonl").read_bytes().splitlines())


@cache
def records() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(line) for line in lines())


@cache
def scheme() -> Scheme:
    return parse_scheme(SCHEME.read_text(encoding="utf-8"))


def spans(record: dict[str, Any], layer: str) -> list[dict[str, Any]]:
    return [span for span in record["spans"] if span["layer"] == layer]


def adjudicated() -> Iterator[dict[str, Any]]:
    return (record for record in records() if record["annotation_set"] == "adjudicated")


def attributions(record: dict[str, Any]) -> list[dict[str, Any]]:
    return [relation for relation in record["relations"] if relation["type"] == "attribution"]


class _Paragraphs(HTMLParser):
    """The headline and the paragraphs of a page, roughly: enough to count words and look for phenomena."""

    def __init__(self) -> None:
        super().__init__()
        self.paragraphs: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("h1", "p"):
            self._inside = True
            self.paragraphs.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("h1", "p"):
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.paragraphs[-1] += data


@cache
def articles() -> dict[str, str]:
    """All articles by a name that tells their topic; those of the tables are told by the section in their address."""
    found = {path.stem: path.read_bytes().decode("utf-8") for path in FOLDER.glob("*.txt")}
    for path in FOLDER.glob("*.html"):
        page = _Paragraphs()
        page.feed(path.read_text(encoding="utf-8"))
        found[path.stem] = "\n".join(page.paragraphs)
    with (FOLDER / "wire-selection.csv").open(encoding="utf-8", newline="") as file:
        rows = [{"url": row["url"], "text": row["text"]} for row in csv.DictReader(file)]
    raw = (FOLDER / "wire-selection.jsonl").read_text(encoding="utf-8").splitlines()
    for row in rows + [json.loads(line) for line in raw]:
        found[row["url"]] = row["text"]
    return found


def topic_of(name: str) -> str:
    sections = {"markets": "economy", "football": "sport", "theatre": "culture"}
    if not name.startswith("https"):
        return name.split("-", maxsplit=1)[0]
    section = name.split("/")[3]
    return sections.get(section, section)


def test_there_are_five_articles_to_each_topic() -> None:
    assert Counter(topic_of(name) for name in articles()) == dict.fromkeys(TOPICS, 5)


def test_the_articles_come_in_all_four_raw_forms() -> None:
    forms = Counter(path.suffix for path in FOLDER.iterdir() if path.name not in ("annotated.jsonl", "README.md"))
    assert forms == {".txt": 15, ".html": 4, ".csv": 1, ".jsonl": 1}


def test_every_article_has_between_120_and_600_words_and_two_are_long() -> None:
    words = {name: len(text.split()) for name, text in articles().items()}
    assert all(120 <= count <= 600 for count in words.values()), words
    assert sum(count > 500 for count in words.values()) == 2


def test_the_tables_have_the_columns_that_the_readme_promises() -> None:
    with (FOLDER / "wire-selection.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == ["title", "date", "outlet", "url", "text"]
    for line in (FOLDER / "wire-selection.jsonl").read_text(encoding="utf-8").splitlines():
        assert list(json.loads(line)) == ["text", "title", "outlet", "published", "url"]


@pytest.mark.parametrize("phenomenon", PHENOMENA)
def test_every_phenomenon_occurs(phenomenon: str) -> None:
    assert any(re.search(PHENOMENA[phenomenon], text) for text in articles().values())


def test_plain_files_end_without_a_newline_and_hold_no_carriage_return() -> None:
    for path in FOLDER.glob("*.txt"):
        text = path.read_bytes()
        assert not text.endswith(b"\n") and b"\r" not in text, path.name


def test_ten_articles_of_all_topics_are_annotated_three_times() -> None:
    assert [(r["id"], r["annotation_set"]) for r in records()] == sorted(
        (r["id"], name) for r in adjudicated() for name in SETS
    )
    by_text = {text: name for name, text in articles().items() if not name.startswith("https")}
    assert Counter(topic_of(by_text[r["text"]]) for r in adjudicated()) == dict.fromkeys(TOPICS, 2)


def test_an_annotated_text_is_its_file_byte_for_byte() -> None:
    files = {path.read_bytes() for path in FOLDER.glob("*.txt")}
    for record in records():
        encoded = record["text"].encode()
        assert encoded in files
        assert record["text_sha256"] == hashlib.sha256(encoded).hexdigest()
        assert record["id"] == record["text_sha256"][:16]


def test_lines_are_in_the_canonical_form() -> None:
    assert (FOLDER / "annotated.jsonl").read_bytes().endswith(b"}\n")
    for line, record in zip(lines(), records(), strict=True):
        assert orjson.dumps(record) == line
        assert list(record) == RECORD_KEYS
        assert tuple(record["meta"]) == META_KEYS
        assert all(list(span) == SPAN_KEYS for span in record["spans"])
        assert all(list(relation) == RELATION_KEYS for relation in record["relations"])
        order = [(s["start"], s["end"], s["layer"], s["id"]) for s in record["spans"]]
        assert order == sorted(order)
        assert [r["id"] for r in record["relations"]] == sorted({r["id"] for r in record["relations"]})
        for owner in record["spans"]:
            assert list(owner["attributes"]) == list(scheme().in_order(owner["layer"], owner["attributes"]))
        for relation in record["relations"]:
            known = [role.name for role in scheme().relation_type(relation["type"]).roles]
            assert list(relation["roles"]) == [role for role in known if role in relation["roles"]]
            assert list(relation["attributes"]) == list(scheme().in_order(relation["type"], relation["attributes"]))


def test_statuses_and_finished_layers_are_given() -> None:
    for record in records():
        assert record["status"] == ("approved" if record["annotation_set"] == "adjudicated" else "submitted")
        assert record["layers_done"] == ["entity", "claim", "source", "cue", "attribution"]


def test_offsets_and_covered_text_agree() -> None:
    for record in records():
        for span in record["spans"]:
            covered = " ".join(record["text"][start:end] for start, end in span["fragments"])
            assert covered == span["text"] and covered == covered.strip()
            assert (span["start"], span["end"]) == (span["fragments"][0][0], span["fragments"][-1][1])


def test_the_scheme_allows_everything() -> None:
    for record in records():
        annotations = {
            span["id"]: Annotation(
                AnnotationId(span["id"]),
                span["layer"],
                span["label"],
                fragments_of(span["fragments"]),
                span["attributes"],
            )
            for span in record["spans"]
        }
        for annotation in annotations.values():
            problems = list(annotation_problems(annotation, scheme(), text_length=len(record["text"])))
            assert problems == []
            crossing = [c.id for c in crossings(annotation, iter(annotations.values()), scheme())]
            assert crossing == [], (annotation, crossing)
        for row in record["relations"]:
            roles = {role: tuple(map(AnnotationId, members)) for role, members in row["roles"].items()}
            relation = Relation(RelationId(row["id"]), row["type"], roles, row["attributes"])
            assert list(relation_problems(relation, scheme(), annotations)) == []


def test_required_questions_are_answered() -> None:
    for record in records():
        for owner, attributes in [(s["layer"], s["attributes"]) for s in record["spans"]] + [
            (r["type"], r["attributes"]) for r in record["relations"]
        ]:
            required = {a.name for a in scheme().attributes_of(owner).values() if a.required}
            assert required <= set(attributes)


def test_zones_are_the_same_in_the_three_lines_of_a_document() -> None:
    labels: set[str] = set()
    for document in {record["id"] for record in records()}:
        zones = [spans(record, "zone") for record in records() if record["id"] == document]
        assert zones[0] == zones[1] == zones[2]
        labels.update(zone["label"] for zone in zones[0])
    assert {"headline", "lead", "dateline", "byline", "boilerplate"} <= labels


def test_annotations_stand_outside_boilerplate() -> None:
    for record in records():
        for zone in spans(record, "zone"):
            if zone["label"] == "boilerplate":
                assert all(s["end"] <= zone["start"] for s in record["spans"] if s["layer"] != "zone")


def test_a_claim_stays_in_its_paragraph_and_leaves_the_stop_outside() -> None:
    for record in records():
        for claim in spans(record, "claim"):
            assert "\n" not in record["text"][claim["start"] : claim["end"]]
            for start, end in claim["fragments"]:
                assert record["text"][end - 1] not in ".،؛:" and record["text"][start] not in ".،؛:"


def test_a_claim_has_both_quotation_marks_unless_the_quotation_was_never_closed() -> None:
    for record in adjudicated():
        for claim in spans(record, "claim"):
            opened, closed = claim["text"].count("«"), claim["text"].count("»")
            assert opened == closed or claim["attributes"]["quote_closed"] == "no"
            quoted = claim["attributes"]["quote_type"] in ("direct", "mixed")
            assert ("quote_closed" in claim["attributes"]) is quoted


def test_a_claim_takes_in_its_complementizer() -> None:
    for record in adjudicated():
        for claim in spans(record, "claim"):
            before = record["text"][: claim["start"]].rsplit("\n", 1)[-1]
            assert not re.search(r"(^|[\s«])[وفبل]?(أن|إن)ه?ا? ?$", before), claim["text"]


def test_no_annotation_starts_with_an_attached_proclitic() -> None:
    for record in records():
        for span in record["spans"]:
            if span["layer"] == "zone":
                continue
            for start, end in span["fragments"]:
                if start and record["text"][start - 1].isalpha():
                    assert re.split(r"\W", record["text"][:start])[-1] in PROCLITICS, span["text"]
                else:
                    first = record["text"][start:end].split()[0]
                    assert first[0] not in STEMS or first in STEMS[first[0]].split(), span["text"]


def test_only_cues_end_inside_a_word_and_before_an_enclitic() -> None:
    for record in records():
        for span in record["spans"]:
            for _, end in span["fragments"]:
                if end < len(record["text"]) and record["text"][end].isalpha() and record["text"][end - 1].isalpha():
                    assert span["layer"] == "cue", span["text"]
                    assert re.split(r"\W", record["text"][end:], maxsplit=1)[0] in ENCLITICS


def test_no_source_begins_with_a_preposition() -> None:
    prepositions = {"في", "من", "إلى", "عن", "على", "مع"}
    assert not [s["text"] for r in records() for s in spans(r, "source") if s["text"].split()[0] in prepositions]


def test_every_claim_has_an_attribution() -> None:
    for record in records():
        attributed = {member for relation in attributions(record) for member in relation["roles"]["claim"]}
        assert attributed == {claim["id"] for claim in spans(record, "claim")}


def test_every_adjudicated_source_and_cue_takes_part_in_an_attribution() -> None:
    for record in adjudicated():
        used = {m for relation in attributions(record) for members in relation["roles"].values() for m in members}
        idle = [s["text"] for s in record["spans"] if s["layer"] in ("source", "cue") and s["id"] not in used]
        assert idle == []


def test_the_holder_fits_the_source() -> None:
    for record in records():
        by_id = {span["id"]: span for span in record["spans"]}
        for relation in attributions(record):
            sources = relation["roles"].get("source", [])
            holder = relation["attributes"]["holder"]
            assert bool(sources) is (holder in ("text", "continued"))
            if holder == "continued":
                claim = by_id[relation["roles"]["claim"][0]]
                assert all(by_id[source]["start"] < claim["end"] for source in sources)


def test_referents_are_those_that_annotations_name() -> None:
    names: dict[str, Any] = {}
    for record in records():
        listed = [referent["id"] for referent in record["referents"]]
        assert listed == sorted({span["referent"] for span in record["spans"] if span["referent"]})
        for referent in record["referents"]:
            assert list(referent) == ["id", "name", "kind", "variants", "wikidata"]
            assert names.setdefault(referent["id"], referent) == referent


def test_the_adjudicated_sets_show_every_kind_of_attribution() -> None:
    every = [(record, relation) for record in adjudicated() for relation in attributions(record)]
    holders = Counter(relation["attributes"]["holder"] for _, relation in every)
    stances = Counter(relation["attributes"]["stance"] for _, relation in every)
    assert set(holders) == {"text", "continued", "author", "unstated"}
    assert set(stances) == {"assert", "deny", "doubt", "question", "neutral"}
    assert any(len(relation["roles"].get("via", [])) == 2 for _, relation in every)
    assert any("addressee" in relation["roles"] for _, relation in every)
    doubly = Counter((record["id"], relation["roles"]["claim"][0]) for record, relation in every)
    assert max(doubly.values()) == 3
    assert {relation["type"] for record in adjudicated() for relation in record["relations"]} >= {
        "contradicts",
        "restates",
    }


def test_the_adjudicated_sets_show_every_shape_of_annotation() -> None:
    every = [span for record in adjudicated() for span in record["spans"]]
    for layer in ("claim", "cue"):
        assert any(len(span["fragments"]) > 1 for span in every if span["layer"] == layer)
    assert {span["attributes"]["quote_type"] for span in every if span["layer"] == "claim"} == {
        "direct", "indirect", "mixed", "free_indirect",
    }  # fmt: skip
    assert {span["attributes"]["naming"] for span in every if span["layer"] == "source"} == {
        "named",
        "anonymous",
        "generic",
    }
    assert any(span["attributes"].get("polarity") == "negative" for span in every)
    assert any(span["note"] for span in every) and any(span["unsure"] for span in every)
    nested = [
        (inner["text"], outer["text"])
        for record in adjudicated()
        for inner in spans(record, "claim")
        for outer in spans(record, "claim")
        if outer["start"] <= inner["start"] and inner["end"] <= outer["end"] and inner is not outer
    ]
    assert len(nested) >= 6


def test_the_two_annotators_disagree_as_people_do() -> None:
    for document in {record["id"] for record in records()}:
        mine, theirs = (
            {(s["layer"], s["label"], str(s["fragments"])) for s in record["spans"] if s["layer"] != "zone"}
            for record in records()
            if record["id"] == document and record["annotation_set"] != "adjudicated"
        )
        assert 0.80 <= 2 * len(mine & theirs) / (len(mine) + len(theirs)) <= 0.95
