"""An annotated document: what one line of a native JSONL file says."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.annotation import Annotation
from annotator.model.document import Document
from annotator.model.identity import SetName
from annotator.model.referent import Referent
from annotator.model.relation import Relation
from annotator.model.workflow import Status


@dataclass(frozen=True, slots=True)
class SchemeRef:
    """Which scheme an annotation set was made under."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class AnnotationSet:
    """What is known about one annotator's work on one document, apart from the annotations themselves.

    Attributes:
        name: An annotator's handle, ``adjudicated``, or the name of an imported set.
        status: How far the work is.
        layers_done: Layers annotated exhaustively, so that absence is a negative, in the scheme's order.
        guideline: Version of the guidelines it was made under, or None.
        scheme: The scheme it was made under.
    """

    name: SetName
    status: Status
    layers_done: tuple[str, ...]
    guideline: str | None
    scheme: SchemeRef


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A document with one annotation set, or with none.

    Attributes:
        document: The article.
        zones: Annotations of the layer ``zone``: facts of the document, the same in every set.
        annotation_set: Whose work it is, or None for an article that nobody has annotated.
        annotations: In the order of ``Annotation.order``, without the zones.
        relations: By id.
        referents: Those that annotations name, by id.
        scheme: The scheme of the corpus, or of the set where there is one.
    """

    document: Document
    zones: tuple[Annotation, ...]
    annotation_set: AnnotationSet | None
    annotations: tuple[Annotation, ...]
    relations: tuple[Relation, ...]
    referents: tuple[Referent, ...]
    scheme: SchemeRef
