"""Chat messages for tuning language models: the article is asked about, the annotations are the answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import orjson

from annotator.formats import losskinds
from annotator.formats.base import WriteOptions
from annotator.formats.contents import Contents
from annotator.formats.datasetcard import texts
from annotator.formats.flatlosses import tell_details, tell_facts
from annotator.formats.labels import public_labels
from annotator.formats.losses import Losses
from annotator.formats.nativewriting import check_spans
from annotator.formats.spanpicking import noting
from annotator.formats.strictjson import encode
from annotator.model.annotated import AnnotatedDocument
from annotator.model.attribution import is_attribution
from annotator.model.identity import AnnotationId, RelationId
from annotator.model.relation import Relation
from annotator.model.scheme import ATTRIBUTION, CLAIM_LAYER, CUE_LAYER, ENTITY_LAYER, SOURCE_LAYER, Scheme
from annotator.model.span import covered_text

_TASK: Final = {
    "ar": "استخرج من الخبر الذي يلي ما يُطلب، بألفاظ النص نفسها وبترتيب ورودها، وأجب بصيغة JSON وحدها. "
    "المفاتيح: {parts}.",
    "en": "Extract what is asked for from the news article that follows, in its own words and in its order, and "
    "answer in JSON alone. The keys: {parts}.",
}
_PARTS: Final = {
    "entities": {
        "ar": "entities: قائمة الكيانات، لكل كيان text وlabel، وlabel واحد من: {labels}",
        "en": "entities: the entities, each with text and label, which is one of: {labels}",
    },
    "attributions": {
        "ar": "attributions: قائمة الأقوال المنسوبة، لكل منها claim وsources وvia (من نُقل عنه) وcues وaddressees "
        "وholder وstance",
        "en": "attributions: the attributed claims, each with claim, sources, via (who relays it), cues, addressees, "
        "holder and stance",
    },
}
_ROLES: Final = (("sources", "source"), ("via", "via"), ("cues", "cue"), ("addressees", "addressee"))
_ATTRIBUTED: Final = (CLAIM_LAYER, SOURCE_LAYER, CUE_LAYER, ATTRIBUTION)
_SAID: Final = frozenset(("holder", "stance"))


class ChatExporter:
    """Writes a line of messages for each article."""

    name = "chat"
    suffix = ".jsonl"

    def begin(self, options: WriteOptions) -> ChatWriting:
        """Start a file."""
        return ChatWriting(options)

    def features(self, contents: Contents, scheme: Scheme) -> list[dict[str, Any]]:
        """The types of the fields of a line."""
        return [{"name": "messages", "list": texts("role", "content")}, *texts("id", "annotation_set")]


class ChatWriting:
    """One file of messages being written."""

    def __init__(self, options: WriteOptions) -> None:
        self.losses = Losses()
        self._scheme = options.scheme
        self._language = options.language if options.language in _TASK else "ar"
        self._layers = frozenset(options.layers)
        self._labels = public_labels(options.scheme)
        self._tasks: dict[tuple[str, ...], str] = {}

    def head(self) -> bytes:
        """Nothing."""
        return b""

    def foot(self) -> bytes:
        """Nothing."""
        return b""

    def record(self, annotated: AnnotatedDocument) -> bytes:
        """The line of one article; none where nobody annotated what is asked for.

        What is neither done nor begun in an article is not asked for: an empty answer would say that nothing is there.

        Raises:
            ExportRefused: If a span does not lie in the text.
        """
        check_spans(annotated)
        lost = noting(self.losses, annotated)
        tell_facts(annotated, lost)
        answer = self._answer(annotated)
        if not answer:
            lost(losskinds.WITHOUT_SET, "")
            return b""
        header = annotated.annotation_set
        record = {
            "messages": [
                {"role": "system", "content": self._task(tuple(answer))},
                {"role": "user", "content": annotated.document.text},
                {"role": "assistant", "content": orjson.dumps(answer).decode()},
            ],
            "id": annotated.document.id,
            "annotation_set": header.name if header else None,
        }
        return encode(record) + b"\n"

    def _task(self, parts: tuple[str, ...]) -> str:
        task = self._tasks.get(parts)
        if task is None:
            labels = ", ".join(name for (layer, _), name in self._labels.items() if layer == ENTITY_LAYER)
            told = [_PARTS[part][self._language].format(labels=labels) for part in parts]
            listed = ("؛ " if self._language == "ar" else "; ").join(told)
            task = self._tasks[parts] = _TASK[self._language].format(parts=listed)
        return task

    def _answer(self, annotated: AnnotatedDocument) -> dict[str, Any]:
        annotations, labels, text = annotated.annotations, self._labels, annotated.document.text
        marks = (*annotated.zones, *annotations)
        texts = {mark.id: covered_text(mark.fragments, text) for mark in marks}
        answer: dict[str, Any] = {}
        if self._is_asked_for(ENTITY_LAYER) and self._is_begun(annotated, (ENTITY_LAYER,)):
            answer["entities"] = [
                {"text": texts[a.id], "label": labels.get((ENTITY_LAYER, a.label), a.label)}
                for a in annotations
                if a.layer == ENTITY_LAYER
            ]
        if any(map(self._is_asked_for, _ATTRIBUTED)) and self._is_begun(annotated, _ATTRIBUTED):
            places = {mark.id: place for place, mark in enumerate(marks)}
            ties = filter(is_attribution, annotated.relations)
            answer["attributions"] = [
                _attribution(tie, texts)
                for tie in sorted(ties, key=lambda tie: (places[tie.roles["claim"][0]], tie.id))
            ]
        self._note(annotated, with_entities="entities" in answer)
        return answer

    def _is_asked_for(self, layer: str) -> bool:
        return not self._layers or layer in self._layers

    @staticmethod
    def _is_begun(annotated: AnnotatedDocument, layers: tuple[str, ...]) -> bool:
        """Whether one of the layers is done, or has something in it."""
        header = annotated.annotation_set
        done = header is not None and any(layer in header.layers_done for layer in layers)
        return done or any(a.layer in layers for a in annotated.annotations)

    def _note(self, annotated: AnnotatedDocument, *, with_entities: bool) -> None:
        """Note what the answer does not say."""
        annotations, relations = annotated.annotations, annotated.relations
        told: set[str] = set()
        others: list[RelationId] = []
        for relation in relations:
            if relation.type == ATTRIBUTION:
                told.update(*relation.roles.values())
            else:
                others.append(relation.id)
        answered = ENTITY_LAYER if with_entities else None
        written = [a for a in annotations if a.layer == answered or a.id in told]
        untold: dict[str, list[AnnotationId] | list[RelationId]] = {
            losskinds.OTHER_LAYER: [a.id for a in annotations if a.layer != answered and a.id not in told]
            if len(written) < len(annotations)
            else [],
            losskinds.RELATION: others,
            losskinds.ZONE: [zone.id for zone in annotated.zones],
        }
        name = annotated.annotation_set.name if annotated.annotation_set else None
        for kind, ids in untold.items():
            self.losses.add_all(kind, ids, document=annotated.document.id, set_name=name)
        lost = noting(self.losses, annotated)
        for annotation in written:
            tell_details(annotation, lost)
        for relation in relations:
            if relation.type == ATTRIBUTION:
                tell_details(relation, lost, said=_SAID)
        if written:
            lost(losskinds.IDENTIFIERS, "")
            lost(losskinds.PLACES, "")


def _attribution(tie: Relation, texts: Mapping[AnnotationId, str]) -> dict[str, Any]:
    roles, given = tie.roles, tie.attributes
    told: dict[str, Any] = {"claim": texts[roles["claim"][0]]}
    for name, role in _ROLES:
        told[name] = [texts[member] for member in roles[role]] if role in roles else ()
    told["holder"], told["stance"] = given.get("holder"), given.get("stance")
    return told
