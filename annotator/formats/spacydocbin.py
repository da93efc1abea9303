"""spaCy: a ``DocBin`` for ``spacy train``; needs spaCy, which is an extra."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from annotator.formats import losskinds
from annotator.formats.base import WriteOptions
from annotator.formats.contents import Contents
from annotator.formats.flatlosses import tell_details, tell_facts
from annotator.formats.losses import Losses
from annotator.formats.nativewriting import check_spans
from annotator.formats.spanpicking import noting
from annotator.formats.tokens import Borders, TokenPolicy, tokens_of
from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import Annotation
from annotator.model.errors import AnnotatorError, message
from annotator.model.scheme import ENTITY_LAYER, Scheme
from annotator.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ATTRIBUTES: Final = ("ORTH", "ENT_IOB", "ENT_TYPE", "SENT_START")


class ExtraMissing(AnnotatorError):
    """A format whose library is not installed."""


class SpacyExporter:
    """Writes ``.spacy`` files."""

    name = "spacy"
    suffix = ".spacy"
    reading = (
        "For spaCy: bins of documents (`DocBin`) in a folder for each split, which `spacy train --paths.train "
        "FOLDER/train` reads as one corpus. `doc.ents` has the outermost entities, `doc.spans` every span of "
        "every layer under the name of the layer, `doc.user_data` the id of the article and the annotation "
        "set."
    )
    divided = True
    has_tokens = True
    most_in_a_file = 100
    """spaCy keeps a bin in memory as long as it is filled; in a folder further documents go into further bins.

    With bins of 250 an export takes 144 MB from the twenty-thousandth article to the forty-thousandth, of which spaCy
    has 96 before the first; bins of a hundred take 7 MB less, and no more time.
    """

    def begin(self, options: WriteOptions) -> SpacyWriting:
        """Start a file.

        Raises:
            ExtraMissing: If spaCy is not installed.
        """
        return SpacyWriting(options)

    def features(self, contents: Contents, scheme: Scheme) -> None:
        """None: spaCy reads it, not ``datasets``."""
        return


class SpacyWriting:
    """One ``DocBin`` being filled.

    ``doc.ents`` has the outermost entities, for the NER of spaCy; ``doc.spans`` has every span of every layer under
    the name of the layer, nested and overlapping ones too, for its span categoriser.
    """

    def __init__(self, options: WriteOptions) -> None:
        try:
            from spacy.tokens import Doc, DocBin
            from spacy.vocab import Vocab
        except ImportError:
            raise ExtraMissing(
                message(
                    "The format “{format}” needs {library}, which is not installed.", format="spacy", library="spaCy"
                ),
                message("Install it with: pip install 'isnad[spacy]'."),
            ) from None
        self.losses = Losses()
        self._options = options
        self._vocab = Vocab()
        self._make: type[Doc] = Doc
        self._bin = DocBin(attrs=list(_ATTRIBUTES), store_user_data=True)

    def head(self) -> bytes:
        """Nothing: spaCy writes a bin as a whole."""
        return b""

    def foot(self) -> bytes:
        """The whole bin."""
        written: bytes = self._bin.to_bytes()
        return written

    def record(self, annotated: AnnotatedDocument) -> bytes:
        """Nothing yet; one document goes into the bin.

        Raises:
            ExportRefused: If a span does not lie in the text.
        """
        check_spans(annotated)
        lost = noting(self.losses, annotated)
        tell_facts(annotated, lost)
        asked = self._options.layers
        # Who asks for a relation gets its members, whatever their layer.
        layers = asked if all(name in self._options.scheme.layers for name in asked) else ()
        chosen = [a for a in annotated.annotations if not layers or a.layer in layers]
        for annotation in annotated.annotations:
            if layers and annotation.layer not in layers:
                lost(losskinds.OTHER_LAYER, annotation.id)
            else:
                tell_details(annotation, lost)
        for relation in annotated.relations:
            lost(losskinds.RELATION, relation.id)
        for zone in annotated.zones:
            lost(losskinds.ZONE, zone.id)
        self._bin.add(self._document(annotated, chosen))
        return b""

    def _document(self, annotated: AnnotatedDocument, chosen: list[Annotation]) -> Doc:
        text, header = annotated.document.text, annotated.annotation_set
        cuts = {border for a in chosen for fragment in a.fragments for border in _without_blanks(text, fragment)}
        split = self._options.tokens is TokenPolicy.SPLIT
        borders, spaces = _seamless(text, tokens_of(text, cuts if split else ()), cuts if split else set())
        document = self._make(self._vocab, words=[text[a:b] for a, b in borders], spaces=spaces)
        lost = noting(self.losses, annotated)
        spans: dict[str, list[Any]] = {}
        for annotation in sorted(chosen, key=lambda a: a.order):
            if len(annotation.fragments) > 1:
                # Every fragment becomes a span; they share the id of the annotation.
                lost(losskinds.DISCONTINUOUS, annotation.id)
            for fragment in annotation.fragments:
                start, end = _without_blanks(text, fragment)
                made = (
                    document.char_span(start, end, annotation.label, alignment_mode="expand", span_id=annotation.id)
                    if start < end
                    else None
                )
                if made is None:
                    lost(losskinds.BETWEEN_WORDS, annotation.id)
                    continue
                if (start, end) != (fragment.start, fragment.end):
                    lost(losskinds.TRIMMED, annotation.id)
                if (made.start_char, made.end_char) != (start, end):
                    lost(losskinds.SUB_TOKEN, annotation.id)
                spans.setdefault(annotation.layer, []).append(made)
        for layer in sorted(spans):
            document.spans[layer] = spans[layer]
        document.ents = tuple(self._entities(spans.get(ENTITY_LAYER, []), lost))
        document.user_data.update(
            {"document": annotated.document.id, "annotation_set": header.name if header else None}
        )
        return document

    @staticmethod
    def _entities(spans: list[Any], lost: Callable[[str, str], None]) -> Iterator[Any]:
        """The outermost entities, one after the other, as the NER of spaCy wants them."""
        end = 0
        for span in sorted(spans, key=lambda span: (span.start, -span.end, span.label_)):
            if span.start >= end:
                end = span.end
                yield span
            else:
                lost(losskinds.NESTED if span.end <= end else losskinds.OVERLAPPING, span.id_)


def _without_blanks(text: str, fragment: Span) -> tuple[int, int]:
    """The borders of a fragment without white space at its ends, which the NER of spaCy refuses."""
    start, end = fragment.start, fragment.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _seamless(text: str, tokens: list[Borders], cuts: set[int]) -> tuple[list[Borders], list[bool]]:
    """Tokens that leave nothing out, as spaCy wants them: one space belongs to the token before it, all else is one."""
    borders: list[Borders] = []
    spaces: list[bool] = []
    position = 0
    for start, end in (*tokens, (len(text), len(text))):
        while position < start:
            if borders and not spaces[-1] and text[position] == " " and borders[-1][1] == position:
                spaces[-1] = True
                position += 1
                continue
            stop = min((cut for cut in cuts if position < cut < start), default=start)
            borders.append((position, stop))
            spaces.append(False)
            position = stop
        if start < end:
            borders.append((start, end))
            spaces.append(False)
            position = end
    return borders, spaces
