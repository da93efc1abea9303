"""Annotated articles as one self-contained HTML page, to read or to print."""

from __future__ import annotations

import html
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain as chained
from typing import Final

from annotator.formats.base import WriteOptions
from annotator.formats.contents import Contents
from annotator.formats.losses import Losses
from annotator.formats.nativewriting import KeyOrder, check_spans
from annotator.formats.pagemarkup import MARKUP, Mark, marked_up
from annotator.formats.pagestyle import FAMILIES, HUES, stylesheet
from annotator.formats.webfont import font_faces
from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import Annotation
from annotator.model.attribution import (
    Attribution,
    ClaimState,
    Holder,
    attributions_by_claim,
    claim_numbers,
    claim_state,
    is_attribution,
    source_numbers,
    speaker_of,
)
from annotator.model.errors import SchemeError
from annotator.model.identity import AnnotationId
from annotator.model.relation import Relation
from annotator.model.scheme import ATTRIBUTION, CLAIM_LAYER, CUE_LAYER, ENTITY_LAYER, SOURCE_LAYER, Scheme
from annotator.model.span import Span
from annotator.model.workflow import Status
from annotator.text.clauses import paragraphs
from annotator.text.direction import paragraph_direction
from annotator.text.folding import fold

# A page outlives the window that made it, so it has its words with it, in the language it was made in.
_WORDS: Final = {
    "ar": {
        "title": "مقالات موسومة", "attributions": "الإسناد", "claim": "القول", "source": "المصدر", "via": "الناقل",
        "cue": "لفظ الإسناد", "addressee": "المخاطب", "holder": "صاحب القول", "stance": "الموقف", "open": "قول مفتوح",
        "relations": "علاقات أخرى", "unsure": "شك", "key": "المفتاح", "and": "، ",
    },
    "en": {
        "title": "Annotated articles", "attributions": "Attributions", "claim": "Claim", "source": "Source",
        "via": "Via", "cue": "Cue", "addressee": "Addressee", "holder": "Holder", "stance": "Stance",
        "open": "open claim", "relations": "Other relations", "unsure": "doubt", "key": "Key", "and": ", ",
    },
}  # fmt: skip
_STATUSES: Final[Mapping[str, Mapping[str, str]]] = {
    "ar": {
        "assigned": "مُسندة", "in_progress": "قيد العمل", "submitted": "مُسلّمة", "returned": "مُعادة",
        "approved": "معتمدة", "skipped": "متروكة",
    },
    "en": {status.value: status.value.replace("_", " ") for status in Status},
}  # fmt: skip
_FAMILY_LETTERS: Final[Mapping[str, Mapping[str, str]]] = {
    "ar": {"people": "ش", "org": "ج", "place": "م", "time": "ز", "other": "ح"},
    "en": {"people": "P", "org": "O", "place": "L", "time": "T", "other": "E"},
}
_FAMILY_WORDS: Final = {
    "people": ("أشخاص وجماعات", "people"), "org": ("جهات", "organisations"), "place": ("مواضع", "places"),
    "time": ("أزمنة وأعداد", "times and numbers"), "other": ("غيرها", "other"),
}  # fmt: skip
_STATE_WORDS: Final = {
    ClaimState.ATTRIBUTED: ("مُسنَد", "attributed"), ClaimState.OPEN: ("مفتوح", "open"),
    ClaimState.UNSTATED: ("مسكوت عنه أو للكاتب", "unstated or the author’s"),
    ClaimState.DENIED: ("ينفيه أحدهم", "denied by somebody"),
}  # fmt: skip
_ALLOWED: Final = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"
_DIGITS: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


_A_LINE: Final = 60
"""Letters of a line: two claims that begin nearer to each other may begin on the same one."""


def rail_columns(claims: Sequence[Annotation], text: str) -> dict[AnnotationId, int]:
    """In which of the two columns beside the text the number of each claim stands, 0 being the outer one.

    Where lines break is known to the browser alone. So a claim within another, and one that begins less than a line
    after the one before, stands in the inner column, where no number covers it.

    Args:
        claims: In the order of their numbers.
        text: The document's.
    """
    columns: dict[AnnotationId, int] = {}
    before: Annotation | None = None
    reached = 0
    for claim in claims:
        near = (
            before is not None and claim.start - before.start < _A_LINE and "\n" not in text[before.start : claim.start]
        )
        inside = claim.start < reached
        columns[claim.id] = 1 - columns[before.id] if near and before is not None else int(inside)
        before, reached = claim, max(reached, claim.end)
    return columns


class PageExporter:
    """Writes one page with all articles."""

    name = "page"
    suffix = ".html"
    reading = "One page to read or print: the articles with their annotations, and a table of who said what."

    def begin(self, options: WriteOptions) -> PageWriting:
        """Start a page."""
        return PageWriting(options.scheme, "ar" if options.language == "ar" else "en")

    def features(self, contents: Contents, scheme: Scheme) -> None:
        """None: a page is for people."""


class PageWriting:
    """One page being written.

    Attributes:
        losses: What only a pointer shows, and so is lost on paper: notes and attributes.
    """

    def __init__(self, scheme: Scheme, language: str) -> None:
        self.losses = Losses()
        self._language = language
        self._spoken = _Spoken(scheme, language)

    def head(self) -> bytes:
        """The start of the page, with its whole look in it."""
        direction = "rtl" if self._language == "ar" else "ltr"
        title = _WORDS[self._language]["title"]
        return (
            f'<!DOCTYPE html>\n<html lang="{self._language}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            # Nothing that an article says can run or fetch anything.
            f'<meta http-equiv="Content-Security-Policy" content="{_ALLOWED}">\n'
            f"<title>{title}</title>\n<style>\n{font_faces()}{stylesheet()}</style>\n</head>\n<body>\n"
        ).encode()

    def record(self, annotated: AnnotatedDocument) -> bytes:
        """One article with its annotations, its legend and its table.

        Raises:
            ExportRefused: If a span does not lie in the text.
        """
        check_spans(annotated)
        self._note_losses(annotated)
        return _Article(annotated, self._spoken).html().encode("utf-8")

    def foot(self) -> bytes:
        """The end of the page."""
        return b"</body>\n</html>\n"

    def _note_losses(self, annotated: AnnotatedDocument) -> None:
        name = annotated.annotation_set.name if annotated.annotation_set else None
        for relation in annotated.relations:
            if relation.note is not None:
                self.losses.add("note", document=annotated.document.id, set_name=name, record=relation.id)
        for annotation in annotated.annotations:
            if annotation.note is not None:
                self.losses.add("note", document=annotated.document.id, set_name=name, record=annotation.id)
            if annotation.attributes:
                self.losses.add("attributes", document=annotated.document.id, set_name=name, record=annotation.id)


class _Spoken:
    """What the scheme calls things in the language of the page, each asked for once.

    Attributes:
        scheme: The scheme.
        language: ``ar`` or ``en``.
        order: The order of attributes.
        marks: How annotations look of which only layer and label are known, filled as they are met.
    """

    def __init__(self, scheme: Scheme, language: str) -> None:
        self.scheme = scheme
        self.language = language
        self.order = KeyOrder(scheme)
        self.marks: dict[tuple[str, str], Mark] = {}
        self._labels: dict[tuple[str, str], str] = {}
        self._families: dict[tuple[str, str], str] = {}
        self._values: dict[tuple[str, str], str] = {}

    def label(self, annotation: Annotation) -> str:
        """The title of its label."""
        key = annotation.layer, annotation.label
        title = self._labels.get(key)
        if title is None:
            try:
                title = self.scheme.label(*key).titles.within(self.language)
            except SchemeError:
                title = annotation.label  # The scheme no longer has it; the annotation is shown all the same.
            self._labels[key] = title
        return title

    def family(self, annotation: Annotation) -> str:
        """The family of its label, which decides the colour of an entity."""
        key = annotation.layer, annotation.label
        family = self._families.get(key)
        if family is None:
            try:
                family = self.scheme.label(*key).family
            except SchemeError:
                family = ""
            self._families[key] = family = family if family in FAMILIES else FAMILIES[-1]
        return family

    def value(self, attribute: str, value: str | None) -> str:
        """A value of an attribute of attributions, as HTML."""
        if value is None:
            return ""
        title = self._values.get((attribute, value))
        if title is None:
            known = self.scheme.attributes_of(ATTRIBUTION).get(attribute)
            titles = next((v.titles for v in known.values if v.name == value), None) if known else None
            title = html.escape(titles.within(self.language) if titles else value)
            self._values[attribute, value] = title
        return title


class _Article:
    """One article on its way to HTML."""

    def __init__(self, annotated: AnnotatedDocument, spoken: _Spoken) -> None:
        self._annotated = annotated
        self._spoken = spoken
        self._language = language = spoken.language
        self._text = annotated.document.text
        self._is_plain = not MARKUP.search(self._text)
        self._words = _WORDS[language]
        self._statuses = _STATUSES[language]
        self._by_id = {a.id: a for a in annotated.annotations}
        self._ties = {r.id: r for r in annotated.relations}
        self._chains = attributions_by_claim(r for r in annotated.relations if self._is_whole(r))
        self._numbers = claim_numbers(annotated.annotations)
        self._sources = source_numbers(annotated.annotations, self._identity)
        self._hues = {source: f"h{(number - 1) % HUES + 1}" for source, number in self._sources.items()}
        self._columns = rail_columns([self._by_id[claim] for claim in self._numbers], self._text)
        self._states = {claim: claim_state(self._chains.get(claim, ())) for claim in self._numbers}
        self._speakers = {claim: speaker_of(self._chains.get(claim, ())) for claim in self._numbers}

    def html(self) -> str:
        return "".join(
            ("<article>\n", *self._header(), *self._paragraphs(), *self._legend(), *self._tables(), "</article>\n")
        )

    def _is_whole(self, relation: Relation) -> bool:
        return self._by_id.keys() >= set(chained.from_iterable(relation.roles.values()))

    def _identity(self, annotation: Annotation) -> object:
        return annotation.referent or fold(annotation.text(self._text))

    def _header(self) -> Iterator[str]:
        document, header = self._annotated.document, self._annotated.annotation_set
        meta = document.meta
        facts = [meta.get("outlet"), meta.get("published") or meta.get("published_text"), document.id]
        if header is not None:
            facts.append(f"{header.name} ({self._statuses[header.status.value]})")
        shown = " · ".join(f"<bdi>{html.escape(fact)}</bdi>" for fact in facts if fact)
        yield f'<header><b dir="auto">{html.escape(document.title)}</b>{shown}</header>\n<div class="t" lang="ar">\n'

    def _paragraphs(self) -> Iterator[str]:
        text, marks = self._text, {a.id: self._mark(a) for a in self._annotated.annotations}
        zones = sorted(self._annotated.zones, key=lambda zone: zone.order)
        found = paragraphs(text)
        for paragraph, touching in zip(found, _touching(found, self._annotated.annotations), strict=True):
            zone = next((z.label for z in zones if z.covers(paragraph.start)), "")
            content = marked_up(paragraph, text, touching, marks)
            direction = paragraph_direction(paragraph.of(text)).value
            yield f'<p class="{html.escape(zone)}" dir="{direction}">{content}</p>\n'
        yield "</div>\n"

    def _mark(self, annotation: Annotation) -> Mark:
        """How an annotation looks; names and cues of which nothing further is known look alike."""
        if (
            annotation.layer in (CLAIM_LAYER, SOURCE_LAYER)
            or annotation.attributes
            or annotation.unsure
            or annotation.note
        ):
            return self._own_mark(annotation)
        key, marks = (annotation.layer, annotation.label), self._spoken.marks
        if key not in marks:
            marks[key] = self._own_mark(annotation)
        return marks[key]

    def _own_mark(self, annotation: Annotation) -> Mark:
        layer, tag = annotation.layer, ""
        if layer == CLAIM_LAYER:
            speaker = self._speakers[annotation.id]
            classes = f"{layer} {self._hue_class(speaker)}"
            if speaker is not None and self._sources.get(speaker, 0) > HUES:
                classes += " double"
            state = self._states[annotation.id]
            if state is not ClaimState.ATTRIBUTED:
                classes += f" {state.value}"
            if self._columns[annotation.id]:
                classes += " inner"
            tag = self._number(self._numbers[annotation.id])
        elif layer == SOURCE_LAYER:
            classes = f"{layer} {self._hue_class(annotation.id)}"
            if self._sources[annotation.id] > HUES:
                classes += " double"
        elif layer == ENTITY_LAYER:
            family = self._spoken.family(annotation)
            classes, tag = f"{layer} {family}", _FAMILY_LETTERS[self._language].get(family, "")
        else:
            classes = layer if layer == CUE_LAYER else "mark"
        if annotation.unsure:
            classes += " unsure"
        return Mark(classes, tag, self._hint(annotation))

    def _hint(self, annotation: Annotation) -> str:
        """Everything about an annotation, for a pointer that rests on it."""
        label = self._spoken.label(annotation)
        if not annotation.attributes and not annotation.unsure and not annotation.note:
            return label
        given = self._spoken.order.attributes(annotation.layer, annotation.attributes)
        lines = [label, *[f"{name}: {value}" for name, value in given.items()]]
        if annotation.unsure:
            lines.append(self._words["unsure"])
        if annotation.note:
            lines.append(annotation.note)
        return "\n".join(lines)

    def _hue_class(self, source: AnnotationId | None) -> str:
        return self._hues.get(source, "h0") if source is not None else "h0"

    def _number(self, number: int) -> str:
        return str(number).translate(_DIGITS) if self._language == "ar" else str(number)

    def _legend(self) -> Iterator[str]:
        present = {a.layer for a in self._annotated.annotations}
        samples = [
            f'<span class="{layer} h1">{self._words[layer]}</span>'
            for layer in (CLAIM_LAYER, SOURCE_LAYER, CUE_LAYER) if layer in present
        ]  # fmt: skip
        families = {self._spoken.family(a) for a in self._annotated.annotations if a.layer == ENTITY_LAYER}
        for family in FAMILIES:
            if family in families:
                word = _FAMILY_WORDS[family][0 if self._language == "ar" else 1]
                samples.append(
                    f'<span class="entity {family}" data-t="{_FAMILY_LETTERS[self._language][family]}">{word}</span>'
                )
        states = set(self._states.values())
        for state, words in _STATE_WORDS.items():
            if state in states:
                word = words[0 if self._language == "ar" else 1]
                samples.append(f'<span><span class="dot h1 {state.value}">{self._number(1)}</span>{word}</span>')
        if any(a.unsure for a in self._annotated.annotations):
            samples.append(f'<span class="doubt">{self._words["unsure"]}</span>')
        if samples:
            yield f'<div class="legend" aria-label="{self._words["key"]}">{"".join(samples)}</div>\n'

    def _tables(self) -> Iterator[str]:
        if self._numbers:
            yield f"<h2>{self._words['attributions']}</h2>\n<table>\n<thead>{self._row('th', self._column_names())}"
            yield "</thead>\n<tbody>\n"
            for claim in self._numbers:
                yield from self._claim_rows(self._by_id[claim])
            yield "</tbody>\n</table>\n"
        others = [r for r in self._ties.values() if not is_attribution(r) and self._is_whole(r)]
        if others:
            yield f"<h2>{self._words['relations']}</h2>\n<table>\n"
            yield from (self._relation_row(relation) for relation in others)
            yield "</table>\n"

    def _column_names(self) -> list[str]:
        return ["", *(self._words[name] for name in ("claim", "source", "via", "cue", "addressee", "holder", "stance"))]

    def _claim_rows(self, claim: Annotation) -> Iterator[str]:
        chains = self._chains.get(claim.id, [])
        classes = f"dot {self._hue_class(self._speakers[claim.id])} {self._states[claim.id].value}"
        number = f'<span class="{classes}">{self._number(self._numbers[claim.id])}</span>'
        words = self._quoted(claim)
        if not chains:
            yield self._row("td", [number, words, f'<span class="doubt">{self._words["open"]}</span>', *[""] * 5])
        for place, chain in enumerate(chains):
            yield self._row(
                "td", [number if place == 0 else "", words if place == 0 else "", *self._chain_cells(chain)]
            )

    def _chain_cells(self, chain: Attribution) -> list[str]:
        unsure = self._ties[chain.relation].unsure
        denied = chain.stance == "deny"
        stance = self._spoken.value("stance", chain.stance)
        doubt = f' <span class="doubt">{"؟" if self._language == "ar" else "?"}</span>' if unsure else ""
        arrow = '<span class="arrow"> ← </span>' if self._language == "ar" else '<span class="arrow"> → </span>'
        return [
            self._several(chain.sources, " + ", self._sourced),
            self._several(chain.via, arrow, self._sourced),
            self._several(chain.cues, " … ", self._quoted),
            self._several(chain.addressees, " + ", self._quoted),
            self._spoken.value("holder", chain.holder.value if isinstance(chain.holder, Holder) else None),
            f'<span class="deny">✕ {stance}</span>{doubt}' if denied else stance + doubt,
        ]

    def _several(self, ids: Iterable[AnnotationId], between: str, written: Callable[[Annotation], str]) -> str:
        return between.join([written(self._by_id[member]) for member in ids])

    def _sourced(self, annotation: Annotation) -> str:
        classes = f"source {self._hue_class(annotation.id)}" if annotation.layer == SOURCE_LAYER else ""
        return f'<span class="{classes}">{self._quoted(annotation)}</span>'

    def _quoted(self, annotation: Annotation) -> str:
        """The words of an annotation, a gap shown where they are apart."""
        pieces = [self._text[span.start : span.end] for span in annotation.fragments]
        if not self._is_plain:
            pieces = [html.escape(piece, quote=False) for piece in pieces]
        return f"<bdi>{' […] '.join(pieces)}</bdi>"

    def _relation_row(self, relation: Relation) -> str:
        known = self._spoken.scheme.relation_types.get(relation.type)
        cells = [f"<b>{html.escape(known.titles.within(self._language) if known else relation.type)}</b>"]
        titles = {role.name: role.titles.within(self._language) for role in known.roles} if known else {}
        for role, members in relation.roles.items():
            numbered = (self._numbered(self._by_id[member]) for member in members)
            cells.append(f"{html.escape(titles.get(role, role))}: {self._words['and'].join(numbered)}")
        return self._row("td", cells)

    def _numbered(self, annotation: Annotation) -> str:
        number = self._numbers.get(annotation.id)
        return self._quoted(annotation) if number is None else f"({self._number(number)}) {self._quoted(annotation)}"

    def _row(self, cell: str, contents: Iterable[str]) -> str:
        return f"<tr><{cell}>{f'</{cell}><{cell}>'.join(contents)}</{cell}></tr>\n"


def _touching(found: Sequence[Span], annotations: Iterable[Annotation]) -> list[list[Annotation]]:
    """For each paragraph the annotations that begin or go on in it.

    Args:
        found: The paragraphs, in order.
        annotations: Of the document.
    """
    ends = [paragraph.end for paragraph in found]
    touching: list[list[Annotation]] = [[] for _ in found]
    for annotation in annotations:
        fragments = annotation.fragments
        start, end = fragments[0].start, fragments[-1].end
        number = bisect_right(ends, start)
        while number < len(found) and found[number].start < end:
            touching[number].append(annotation)
            number += 1
    return touching
