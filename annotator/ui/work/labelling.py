"""Label keys: which letters a key takes, and what happens to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from annotator.model.annotation import Annotation
from annotator.model.errors import RuleError, message
from annotator.model.identity import AnnotationId
from annotator.model.scheme import ATTRIBUTION, CLAIM_LAYER, CUE_LAYER, SOURCE_LAYER
from annotator.model.span import Span
from annotator.operations import annotate, frame, taking
from annotator.operations.attributionahead import AttributionAhead, attribution_ahead
from annotator.operations.frame import Frame
from annotator.operations.opendocument import OpenDocument
from annotator.operations.session import Session
from annotator.text.clauses import Edge, grown, next_speaker_end, next_stop, previous_stop
from annotator.text.proclitics import stem
from annotator.text.vocabulary import Vocabulary
from annotator.text.words import next_word, previous_word, word_at
from annotator.ui.reader.reader import Reader

_CLOSING: Final = {"»": "«", "”": "“", '"': '"', ")": "("}


class Labelling:
    """What label and border keys do.

    Holds the open frame and the border that the next border key moves; the desk owns it, one for each open document.

    Attributes:
        frame: What has been marked of the attribution under way.
        active_edge: The border that stop keys and Shift with an arrow move.
    """

    def __init__(self, session: Session, document: OpenDocument, reader: Reader, vocabulary: Vocabulary) -> None:
        self._session = session
        self._document = document
        self._reader = reader
        self._vocabulary = vocabulary
        self.frame: Frame = frame.EMPTY
        self.active_edge = Edge.END
        self._just_marked: AnnotationId | None = None
        self._latest: dict[str, AnnotationId] = {}
        self._walking = False
        self._has_walked = False
        self._goes_on = False
        self._smaller: list[Span] = []

    @property
    def border(self) -> int:
        """The active border of the annotation in hand, else the caret."""
        chosen = self.in_hand
        if chosen is None:
            return self._reader.caret
        return chosen.end if self.active_edge is Edge.END else chosen.start

    @property
    def chosen(self) -> Annotation | None:
        """The chosen annotation, or None."""
        return self._document.annotations.get(self._reader.chosen) if self._reader.chosen else None

    @property
    def in_hand(self) -> Annotation | None:
        """The chosen annotation, unless the caret has walked into it since: then keys mean what is at the caret."""
        return None if self._has_walked else self.chosen

    def label(self, layer: str, label: str) -> Annotation:
        """Press a label key: mark the selection, relabel what is chosen, or take the word under the caret.

        Returns:
            The annotation that was made or changed.

        Raises:
            RuleError: If the scheme does not allow it, or there is no word.
        """
        selection, chosen = self._reader.selection, self.in_hand
        if selection is not None:
            known = annotate.same_letters(self._document, selection, layer=layer)
            if known is not None and known.label != label:
                return self._keep(annotate.relabel(self._session, self._document, known.id, label))
            return self._mark(selection, layer, label)
        if chosen is not None and chosen.layer == layer:
            if chosen.label != label:
                return self._keep(annotate.relabel(self._session, self._document, chosen.id, label))
            further = self._ahead(layer, chosen) if layer == SOURCE_LAYER else None
            if further is not None:
                return self._mark_all(further, layer, label)
            if self._just_marked == chosen.id:
                return self._extend(chosen)
            ahead = self.attribution_ahead() if layer == CUE_LAYER else None
            if ahead is not None and ahead.cues:
                return self._mark_all(ahead.cues[0], layer, label)
        if chosen is not None and chosen.layer != layer:
            following = self._ahead(layer, chosen)
            if following is not None:
                return self._mark_all(following, layer, label)
            # Nobody speaks, and nothing is named, with the letters of a cue.
            if not {CLAIM_LAYER, CUE_LAYER} & {layer, chosen.layer}:
                return self._mark(chosen.extent, layer, label)
        return self._mark_all(self._taken_at_caret(layer), layer, label)

    def preview(self, layer: str) -> tuple[Span, ...]:
        """What the key of a layer would take now, reading on from what was just marked or from the article's start."""
        chosen = self.in_hand
        if self._reader.selection is not None:
            return ()
        if chosen is None:
            return taking.from_the_start(self._document.text, layer, self._reader.caret, told=self._is_told) or ()
        return self._ahead(layer, chosen) or ()

    def attribution_ahead(self) -> AttributionAhead | None:
        """The whole attribution that its key would take now, or None where none is found ahead."""
        if self._reader.selection is not None:
            return None
        chosen, waiting = self.in_hand, self._waiting()
        held = taking.Part(chosen.layer, chosen.fragments) if chosen is not None and self._goes_on else None
        waiting = waiting if held is not None else ()
        while True:
            found = attribution_ahead(
                self._document.text, self._vocabulary, caret=self.reading_on, held=held, waiting=waiting,
                told=self._is_told,
            )  # fmt: skip
            if found is None:
                return None
            if waiting or not found.cues or not self._is_tied_claim(found.claim):
                break
            held = taking.Part(CUE_LAYER, found.cues[-1])  # Tied without its cue: the next one is looked for.
        first = found.cues[0][0].start if found.cues else None
        if found.claim is not None and first is not None and found.claim[-1].end <= first:
            return replace(found, claim=None) if self._is_claim(found.claim[0]) else found
        if found.claim is None and self._document.claim_count == 0:
            return None
        return found

    def mark_attribution(self) -> Annotation:
        """Press the key of the whole attribution: cue, source and claim are marked and tied in one act.

        Returns:
            The claim.

        Raises:
            RuleError: If none lies ahead.
        """
        ahead = self.attribution_ahead()
        if ahead is None:
            raise RuleError(
                message("No attribution is found ahead."),
                message("Go to the reporting words, or mark cue, source and claim one by one."),
            )
        held = self.in_hand if self._goes_on else None
        opened = self.frame if held is not None and self._waiting() else frame.EMPTY
        self.frame, relation = frame.mark_ahead(self._session, self._document, opened, ahead)
        claim = self._document.annotations[relation.roles["claim"][0]]
        self._just_marked, self.active_edge = claim.id, Edge.END
        self._keep(claim)
        if ahead.claim is None:
            # The claim stands before: the hands stay where the text is read on.
            self._reader.place_caret(self.reading_on)
            self._reader.choose(claim.id)
            self._goes_on = True
        return claim

    def add_fragment(self, layer: str, label: str) -> Annotation:
        """Press Shift and a label key: the selection or word becomes a further fragment of the chosen annotation.

        Raises:
            RuleError: If nothing of that layer is chosen or was just marked.
        """
        owner = self.chosen
        if owner is None or owner.layer != layer:
            # The caret has gone over what lies between the fragments: the latest of that layer is meant.
            owner = self._document.annotations.get(self._latest[layer]) if layer in self._latest else None
        if owner is None or owner.layer != layer or owner.label != label:
            raise RuleError(
                message("There is nothing to add a fragment to."), message("Choose the annotation first, then select.")
            )
        relay = (
            taking.further_relay(self._document.text, taking.Part(layer, owner.fragments)) if self._goes_on else None
        )
        span = self._reader.selection or relay or self._taken_at_caret("")[0]
        return self._keep(annotate.add_fragment(self._session, self._document, owner.id, span))

    def about_claim_before(self) -> AnnotationId:
        """Tie the cue and source just marked to the claim before them.

        Returns:
            The claim.
        """
        self.frame, relation = frame.about_claim_before(self._session, self._document, self.frame)
        claim = relation.roles["claim"][0]
        self._reader.choose(claim)
        return claim

    def new_frame(self) -> None:
        """Forget what was marked; the next cue, source or claim opens a new frame."""
        self.frame = frame.EMPTY
        self._just_marked, self._goes_on = None, False

    def take_back(self, *, claim_is_back: bool) -> None:
        """Something was undone or redone: what is left of the frame stays open, and keys read on from what is shown.

        Args:
            claim_is_back: Whether a claim came back, from which keys read on as after it was marked.
        """
        self.frame = frame.restored(self._document, self.frame)
        self._just_marked, self._goes_on = None, claim_is_back or not self.frame.is_empty

    @property
    def left_open(self) -> Annotation | None:
        """The part of the open frame from which keys would read on: the last one in the text, or None."""
        held = frame.present(self._document, self.frame)
        ids = (*held.cues, *held.sources, *((held.claim,) if held.claim is not None else ()))
        return max((self._document.annotations[part] for part in ids), key=lambda part: part.end, default=None)

    @property
    def goes_on(self) -> bool:
        """Whether the next key of another layer reads on from what was just marked."""
        return self._goes_on

    def walk(self) -> None:
        """A key is about to move the caret: what stays chosen around it is no longer what the label keys are about."""
        self._walking = True

    def release(self) -> None:
        """The caret went elsewhere: the next label key takes the word under it."""
        self._has_walked, self._walking = self._walking, False
        self._just_marked, self._goes_on = None, False
        self.active_edge = Edge.END

    # ------------------------------------------------------------------ borders

    def to_stop(self, *, forward: bool) -> None:
        """Move the active border of the chosen annotation, or of the selection, to the next or previous stop."""
        text, chosen, selection = self._document.text, self.in_hand, self._reader.selection
        step = next_stop if forward else previous_stop
        if selection is None and chosen is not None:
            if forward and chosen.layer == SOURCE_LAYER and self.active_edge is Edge.END:
                offset = next_speaker_end(text, self.border)
            else:
                offset = step(text, self.border, edge=self.active_edge)
            if chosen.layer != CLAIM_LAYER and self.active_edge is Edge.END:
                offset = _without_stray_quote(text, chosen.start, offset, least=self.border)
            self.move_border_to(offset)
            return
        caret = self._reader.caret
        self._reader.place_caret(step(text, caret), extend=True)

    def step_border(self, *, leftward: bool, by_word: bool) -> None:
        """Move the active border one letter or one word to the left or right, as the eye sees it.

        Annotations neither begin nor end with white space: a step that covers nothing else goes on to what follows.
        """
        text, border, step = self._document.text, self.border, self._reader.step
        offset = step(border, leftward=leftward, by_word=by_word)
        if by_word and offset > border and self.active_edge is Edge.END:
            following = word_at(text, next_word(text, border))
            offset = following.end if following is not None and following.end > border else offset
        elif by_word and offset < border and self.active_edge is Edge.END:
            # The end of the word before, without the comma in between.
            before = word_at(text, previous_word(text, previous_word(text, border)))
            offset = before.end if before is not None and before.end < border else offset
        elif not text[min(border, offset) : max(border, offset)].strip(" "):
            offset = step(offset, leftward=leftward, by_word=by_word)
        self.move_border_to(offset)

    def move_border_to(self, offset: int) -> None:
        """Move the active border of the chosen annotation."""
        chosen = self.chosen
        if chosen is not None:
            changed = annotate.move_border(
                self._session, self._document, chosen.id, edge=self.active_edge, offset=offset
            )
            self._keep(changed)

    def switch_edge(self) -> None:
        """Make the other border the active one."""
        self.active_edge = Edge.START if self.active_edge is Edge.END else Edge.END
        chosen = self.chosen
        if chosen is not None:
            self._reader.place_caret(chosen.end if self.active_edge is Edge.END else chosen.start)
            self._reader.choose(chosen.id)

    def cycle_stem(self) -> None:
        """Let the chosen annotation or the selection begin at the word, or at its stem."""
        chosen = self.chosen
        current = chosen.extent if chosen is not None else self._reader.selection
        word = word_at(self._document.text, current.start if current is not None else self._reader.caret)
        if word is None:
            return
        cut = stem(self._document.text, word, self._vocabulary)
        if current is None:
            self._reader.select(cut)
            return
        start = word.start if current.start == cut.start else cut.start
        if start >= current.end or start == current.start:
            return
        if chosen is None:
            self._reader.select(Span(start, current.end))
        else:
            self._keep(annotate.move_border(self._session, self._document, chosen.id, edge=Edge.START, offset=start))

    def grow(self) -> None:
        """Widen the selection: word, phrase, sentence, paragraph."""
        selection = self._reader.selection
        if selection is None:
            self._smaller.clear()
            self._reader.select(self._taken_at_caret("")[0])
            return
        wider = grown(self._document.text, selection)
        if wider != selection:
            self._smaller.append(selection)
            self._reader.select(wider)

    def shrink(self) -> None:
        """Take back the latest widening."""
        selection = self._reader.selection
        if self._smaller and selection is not None and selection.contains(self._smaller[-1]):
            self._reader.select(self._smaller.pop())

    # ------------------------------------------------------------------ within

    def _mark_all(self, fragments: Sequence[Span], layer: str, label: str) -> Annotation:
        """Mark the first fragment, then add the others: what undo takes back first is what nobody asked for."""
        annotation = self._mark(fragments[0], layer, label)
        for further in fragments[1:]:
            annotation = self._keep(annotate.add_fragment(self._session, self._document, annotation.id, further))
        return annotation

    def _mark(self, span: Span, layer: str, label: str) -> Annotation:
        self.frame, annotation = frame.mark_in_frame(
            self._session, self._document, self.frame, span, layer=layer, label=label
        )
        self._just_marked = annotation.id
        self.active_edge = Edge.END
        return self._keep(annotation)

    def _extend(self, annotation: Annotation) -> Annotation:
        """The same key again: a claim goes on to the next stop, anything else takes the next word."""
        text = self._document.text
        if annotation.layer == CLAIM_LAYER:
            end = next_stop(text, annotation.end)
        else:
            following = word_at(text, next_word(text, annotation.end))
            if following is None or following.end <= annotation.end:
                raise RuleError(message("No further word follows here."))
            end = _with_closing_quote(text, annotation.start, following.end)
        return self._keep(annotate.move_border(self._session, self._document, annotation.id, edge=Edge.END, offset=end))

    def _keep(self, annotation: Annotation) -> Annotation:
        """Leave the annotation chosen, the caret at its active border."""
        self._latest[annotation.layer] = annotation.id
        self._has_walked = self._walking = False
        self._goes_on = True
        edge = annotation.end if self.active_edge is Edge.END else annotation.start
        self._reader.place_caret(edge)
        self._reader.choose(annotation.id)
        return annotation

    def _taken_at_caret(self, layer: str) -> tuple[Span, ...]:
        text, caret = self._document.text, self._reader.caret
        taken = taking.at_caret(text, caret, layer, self._vocabulary, waiting=self._waiting(), told=self._is_told)
        if taken is None:
            raise RuleError(message("There is no word at the caret."), message("Place the caret on a word, or select."))
        return taken

    def _ahead(self, layer: str, held: Annotation) -> tuple[Span, ...] | None:
        """What the text goes on with behind what was just marked; None where somebody chose it or walked since."""
        if not self._goes_on:
            return None
        found = taking.ahead(
            self._document.text, layer, taking.Part(held.layer, held.fragments), self._vocabulary,
            caret=self.reading_on, waiting=self._waiting(), told=self._is_told,
        )  # fmt: skip
        if layer == CLAIM_LAYER and found is not None and found[0].end <= held.start and self._is_claim(found[0]):
            return None  # It is marked already: «about the claim before».
        return found

    @property
    def reading_on(self) -> int:
        """Where reading goes on: the caret, or behind everything in the frame of what is in hand.

        A cue and source may stand behind their claim, a source before its cue.
        """
        caret, chosen = self._reader.caret, self.in_hand
        kept = frame.present(self._document, self.frame)
        members = [part for part in (*kept.cues, *kept.sources, kept.claim) if part is not None]
        if chosen is None or not self._goes_on or chosen.id not in members:
            return caret
        return max(caret, *(self._document.annotations[part].end for part in members))

    def _is_claim(self, span: Span) -> bool:
        """Whether a claim lies on these words."""
        return any(other.layer == CLAIM_LAYER for other in self._document.touching(span.start, span.end))

    def _is_told(self, cue: Span) -> bool:
        """Whether a cue on these words is tied to its claim already, or stands in the open frame.

        What reports inside a claim that is tied is read past, as it is from there on, unless somebody walked into it.
        """
        caret = self._reader.caret
        for other in self._document.touching(cue.start, cue.end):
            is_walked_into = other.start <= caret < other.end
            if other.layer == CUE_LAYER and (other.id in self.frame.cues or self._is_tied(other.id)):
                return True
            if other.layer == CLAIM_LAYER and not is_walked_into and self._is_tied(other.id):
                return True
        return False

    def _is_tied_claim(self, claim: Sequence[Span] | None) -> bool:
        """Whether a claim that begins where this one does, behind its cue, says already who says it."""
        if claim is None:
            return False
        there = self._document.touching(claim[0].start, claim[0].start + 1)
        return any(o.layer == CLAIM_LAYER and o.start == claim[0].start and self._is_tied(o.id) for o in there)

    def _is_tied(self, annotation: AnnotationId) -> bool:
        return any(relation.type == ATTRIBUTION for relation in self._document.relations_of(annotation))

    def _waiting(self) -> tuple[taking.Part, ...]:
        """The cues and sources of the open frame that wait for their claim."""
        waiting = frame.present(self._document, self.frame)
        if waiting.claim is not None:
            return ()
        parts = (self._document.annotations[part] for part in (*waiting.cues, *waiting.sources))
        return tuple(taking.Part(part.layer, part.fragments) for part in parts)


def _with_closing_quote(text: str, start: int, end: int) -> int:
    """``end``, or the offset past the quotation mark there that closes one opened since ``start``."""
    if end >= len(text) or text[end] not in _CLOSING:
        return end
    covered, closing = text[start:end], text[end]
    opening = _CLOSING[closing]
    odd = covered.count(opening) % 2 if opening == closing else covered.count(opening) - covered.count(closing)
    return end + 1 if odd > 0 else end


def _without_stray_quote(text: str, start: int, end: int, *, least: int) -> int:
    """``end``, or the offset before the quotation mark there that closes one opened before ``start``."""
    closing = text[end - 1]
    if closing not in _CLOSING or end - 1 <= least:
        return end
    covered, opening = text[start : end - 1], _CLOSING[closing]
    stands_open = covered.count(opening) % 2 if opening == closing else covered.count(opening) > covered.count(closing)
    if stands_open:
        return end
    shorter = start + len(covered.rstrip())
    return shorter if shorter > least else end
