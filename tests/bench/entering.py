"""One given article, entered by keys at the real window; what is on the screen decides, never what is wanted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from PySide6.QtWidgets import QApplication

from annotator.model.annotated import AnnotatedDocument
from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId, ReferentId
from annotator.model.scheme import ATTRIBUTION, CLAIM_LAYER, CUE_LAYER, SOURCE_LAYER, ZONE_LAYER, Scheme
from annotator.model.workflow import Status
from annotator.operations import passes, proposals, relations
from annotator.text.vocabulary import Vocabulary
from annotator.text.words import sentence_at
from annotator.ui.actions import further_labels, labels
from annotator.ui.dialogs.referentchoice import ReferentSheet
from annotator.ui.panels.card import Card
from annotator.ui.window import Window
from tests.bench.ordering import Ordering, Step, Tie
from tests.bench.planning import Hand, Planner, Wanted
from tests.bench.tying import Ties
from tests.bench.typist import Cost, Typist
from tests.bench.windowed import settle

_ROWS_SEEN: Final = 5
_QUOTE_TYPE: Final = "quote_type"
ATTRIBUTION_LAYERS: Final = frozenset({CLAIM_LAYER, SOURCE_LAYER, CUE_LAYER})


def wanted_of(article: AnnotatedDocument, scheme: Scheme, layers: frozenset[str]) -> list[Wanted]:
    """What is to be entered of these layers, in reading order."""
    keys: dict[tuple[str, str], tuple[str, ...]] = {
        (layer.name, label.name): (label.key,) for layer, label in labels(scheme) if label.key
    }
    keys |= {(layer.name, label.name): ("Y", letter) for layer, label, letter in further_labels(scheme)}
    keyless = sorted({a.label for a in article.annotations if a.layer in layers and (a.layer, a.label) not in keys})
    if keyless:
        raise NoKeyError(", ".join(keyless))
    refers = layers > ATTRIBUTION_LAYERS
    found = [
        Wanted(
            a.id,
            a.layer,
            a.label,
            a.fragments,
            tuple(str(key) for key in keys[a.layer, a.label]),
            refers=refers and a.referent is not None,
        )
        for a in article.annotations
        if a.layer in layers
    ]
    return sorted(found, key=lambda wanted: (wanted.start, wanted.end))


class NoKeyError(Exception):
    """A label of the given article has no key, such as one that the palette does not show.

    Args:
        labels: Their names.
    """

    def __init__(self, labels: str) -> None:
        super().__init__(f"no key sets {labels}")


def ties_of(article: AnnotatedDocument) -> list[Tie]:
    """The attributions that are to be entered."""
    return [
        Tie(
            r.id, r.roles["claim"][0], tuple(r.roles.get("source", ())), tuple(r.roles.get("via", ())),
            tuple(r.roles.get("cue", ())), tuple(r.roles.get("addressee", ())), dict(r.attributes),
        )
        for r in article.relations
        if r.type == ATTRIBUTION
    ]  # fmt: skip


class Entering:
    """One article being entered.

    Args:
        window: The window, the article open and empty of annotations.
        article: The given annotations.
        only_attributions: Whether claims, sources, cues and their ties are all that is entered.
        by_single_keys: Whether the key that takes a whole attribution is left alone.

    Attributes:
        keys_of: Key presses for the members and the tie of each attribution, by its id.
        ways_to: Of these, the way from the attribution before to its first word.
        pressed: The keys themselves.
        surprises: Steps that came out otherwise than foreseen, and were taken back.
    """

    def __init__(
        self,
        window: Window,
        article: AnnotatedDocument,
        *,
        only_attributions: bool = False,
        by_single_keys: bool = False,
    ) -> None:
        scheme = window.reader.document.scheme if window.reader.document is not None else None
        assert scheme is not None
        layers = ATTRIBUTION_LAYERS if only_attributions else frozenset(scheme.layers) - {ZONE_LAYER}
        self._everything = not only_attributions
        self.keys_of: Counter[str] = Counter()
        self.ways_to: Counter[str] = Counter()
        self.pressed: defaultdict[str, list[str]] = defaultdict(list)
        self._typist = Typist(window)
        self._article = article
        self._given = {a.id: a for a in article.annotations}
        self._wanted = wanted_of(article, scheme, layers)
        page, session = window.reader._page, window.corpora.session
        assert page is not None
        assert session is not None
        self._session = session
        self._planner = Planner(page, Vocabulary.bundled())
        self._wished = wished = ties_of(article)
        if only_attributions:
            wished = self._wished = [replace(tie, addressees=()) for tie in wished]
        self._ordering = Ordering(self._planner, self._wanted, wished, by_single_keys=by_single_keys)
        self._entered: dict[str, AnnotationId] = {}
        self._meant: dict[str, ReferentId] = {}
        self._related: set[str] = set()
        self._quotations_seen: set[str] = set()
        self._stances_seen: set[str] = set()
        self._ties = Ties(session, self._typist.document, wished, self._entered)
        self.surprises: list[str] = []

    def enter(self) -> Cost:
        """Everything: sentence by sentence, then the question that all sources are asked in turn, then submit."""
        text = self._article.document.text
        self._ordering.hand = Hand(self._typist.window.reader.caret)
        for _sentence, members in groupby(self._wanted, key=lambda one: sentence_at(text, one.start)):
            for step in self._ordering.sentence(list(members), self._entered):
                self._take(step)
            self._mend_ties()
            if self._everything:
                self._relate()
                self._correct_quotations()
            self._ordering.hand = self._hand()
        if self._everything:
            self._ask_all(SOURCE_LAYER, "naming")
            values = self._proposed()
            self._typist.cost.looks += values
            self._typist.cost.parts += values
            self._typist.press("submit", ("Ctrl+Enter",))
            header = self._typist.document.header
            if header is None or header.status is not Status.SUBMITTED:
                # The check has found something that the given annotations have on purpose.
                self._typist.press("submit", ("Ctrl+Enter",))
        return self._typist.cost

    def differences(self) -> list[str]:
        """What on the screen is otherwise than given: letters, labels, ties, core attributes, who is meant."""
        document = self._typist.document
        found = []
        if len(document.annotations) != len(self._entered):
            found.append(f"{len(document.annotations)} annotations instead of {len(self._entered)}")
        for one, real in self._entered.items():
            given, there = self._given[AnnotationId(one)], document.annotations[real]
            same = (given.layer, given.label, given.fragments) == (there.layer, there.label, there.fragments)
            core = [name for name in (_QUOTE_TYPE, "naming") if name in given.attributes]
            if not same or any(there.attributes.get(name) != given.attributes[name] for name in core):
                found.append(f"{given} became {there}")
            if (given.referent and self._meant[given.referent]) != there.referent:
                found.append(f"{given} means {there.referent}")
        for tie in self._wished:
            relation = self._ties.there(tie)
            if relation is None or relation.attributes.get("stance") != tie.stance:
                found.append(f"{tie} became {relation}")
        if len(document.relations) != len(self._article.relations):
            found.append(f"{len(document.relations)} relations instead of {len(self._article.relations)}")
        for other in self._article.relations:
            members = {role: tuple(self._entered[one] for one in ones) for role, ones in other.roles.items()}
            if not any(r.type == other.type and dict(r.roles) == members for r in document.relations.values()):
                found.append(f"{other} is not there")
        return found

    # ------------------------------------------------------------------ annotations

    def _take(self, step: Step) -> None:
        typist = self._typist
        before, spent = dict(typist.document.annotations), len(typist.keys)
        typist.think("annotation")
        typist.think("repair", step.plan.decisions - 1)
        for purpose, keys in _purposes(step):
            typist.press(purpose, keys)
        if "H" in step.plan.keys:
            together = (*step.along, step.wanted)
            if self._are_there(together):
                for one in together:
                    self._note_entered(one)
                typist.cost.looks += 1  # The attribution as it was outlined, taken as a whole.
                typist.cost.parts += len(together)
                self._note_values_seen(step)
            else:
                self._go_another_way(step, before)
        elif not self._note_entered(step.wanted):
            self._go_another_way(step, before)
        elif step.plan.keys == step.wanted.key:
            typist.cost.looks += 1  # What the strip said the key would take, taken as it is.
            typist.cost.parts += 1
            self._quotations_seen.add(step.wanted.id)
        for one in (*step.along, step.wanted):
            self._say_who_is_meant(one)
        typist.press("frame", ("Shift+A",) * step.about_before)
        if step.wanted.layer in ATTRIBUTION_LAYERS:
            tie = next((t for t in self._wished if step.wanted.id in (t.claim, *t.members)), None)
            if tie is not None:
                if tie.id not in self.keys_of:
                    self.ways_to[tie.id] = next(len(keys) for purpose, keys in _purposes(step) if purpose == "travel")
                self._count(tie, spent)

    def _note_values_seen(self, step: Step) -> None:
        """The strip showed how the claim is quoted and the stance beside it, and nothing was mended afterwards."""
        if step.plan.keys[-1] != "H":
            return
        taken = {one.id for one in (*step.along, step.wanted)}
        for tie in self._wished:
            if taken.intersection(tie.members):
                self._stances_seen.add(tie.id)
                self._quotations_seen.update(taken.intersection((tie.claim,)))

    def _count(self, tie: Tie, spent: int) -> None:
        """Count the keys since then for an attribution."""
        keys = self._typist.keys[spent:]
        self.keys_of[tie.id] += len(keys)
        self.pressed[tie.id] += keys

    def _hand(self) -> Hand:
        """Where the person is, as the window shows it."""
        reader = self._typist.window.reader
        chosen = next((given for given, real in self._entered.items() if real == reader.chosen), None)
        holding = next((wanted for wanted in self._wanted if wanted.id == chosen), None)
        desk = self._typist.window._desk
        assert desk is not None
        working = desk._working()
        return Hand(reader.caret, holding, goes_on=working.goes_on, behind=working.reading_on)

    def _are_there(self, together: Sequence[Wanted]) -> bool:
        """Whether all of these are there as they should be."""
        taken = set(self._entered.values())
        there = {
            (a.layer, a.label, a.fragments) for a in self._typist.document.annotations.values() if a.id not in taken
        }
        return all((one.layer, one.label, one.fragments) in there for one in together)

    def _note_entered(self, wanted: Wanted) -> bool:
        """Look whether the annotation is there as it should be."""
        taken = set(self._entered.values())
        for annotation in self._typist.document.annotations.values():
            looks = annotation.layer, annotation.label, annotation.fragments
            if looks == (wanted.layer, wanted.label, wanted.fragments) and annotation.id not in taken:
                self._entered[wanted.id] = annotation.id
                return True
        return False

    def _go_another_way(self, step: Step, before: Mapping[AnnotationId, Annotation]) -> None:
        """It came out otherwise: take it back and mark it letter by letter."""
        typist = self._typist
        typist.think("repair")
        for _ in range(len(step.keys)):
            if dict(typist.document.annotations) == before:
                break
            typist.press("undo", ("Ctrl+Z",))
        typist.press("undo", ("Esc",))
        self.surprises.append(f"{step.wanted.label} {step.wanted.fragments} by {step.keys}")
        for one in (*step.along, step.wanted):
            typist.press("border", self._planner.careful(typist.window.reader.caret, one))
            assert self._note_entered(one), self.surprises[-1]

    # ------------------------------------------------------------------ referents

    def _say_who_is_meant(self, wanted: Wanted) -> None:
        """K right after the mark: the same words stand first, then a new one, then those spelled alike."""
        referent = self._given[AnnotationId(wanted.id)].referent
        if referent is None or not self._everything:
            return
        typist = self._typist
        typist.think("referent")
        typist.press("referent", ("K",))
        sheet = self._sheet()
        known = self._meant.get(referent)
        referents = self._session.corpus.referents()
        name = (
            referents[known].name
            if known is not None
            else next(r.name for r in self._article.referents if r.id == referent)
        )
        letters = iter(name)
        while (row := _row_of(sheet, known)) is None:
            letter = next(letters, None)
            assert letter is not None, (name, known, sheet.field.text(), sheet.proposals)
            typist.press("referent", (letter,))
        typist.press("referent", (*("Down",) * row, "Enter"))
        found = typist.document.annotations[self._entered[wanted.id]].referent
        assert found is not None
        self._meant[referent] = found

    def _sheet(self) -> ReferentSheet:
        QApplication.processEvents()
        sheets = [sheet for sheet in self._typist.window.findChildren(ReferentSheet) if sheet.isVisible()]
        assert sheets, (self._typist.window.status.text, self._typist.window.reader.chosen, QApplication.focusWidget())
        return sheets[0]

    # ------------------------------------------------------------------ attributions and relations

    def _mend_ties(self) -> None:
        for tie in list(self._ties.due()):
            spent = len(self._typist.keys)
            if self._ties.there(tie) is None:
                self._typist.think("tie")
                keys, selected = self._ties.keys(tie)
                self._choose_claim(tie.claim)
                self._typist.press("tie", keys[:-1])
                if selected is not None:
                    self._select(selected)
                self._typist.press("tie", keys[-1:])
                assert self._ties.there(tie) is not None, f"{tie} by {keys}: {self._ties.state(tie)}"
            if self._ties.stance_keys(tie):
                self._typist.think("stance")
                self._choose_claim(tie.claim)
                self._look_at_inspector()
                keys = self._ties.stance_keys(tie)
                self._typist.press("stance", keys[:1])
                self._look_at_inspector()
                self._typist.press("stance", keys[1:])
                self._look_at_inspector()
                assert not self._ties.stance_keys(tie), (tie, keys)
            self._count(tie, spent)

    def _look_at_inspector(self) -> None:
        """Until it is built, a moment after the choice."""
        settle()
        self._typist.window.inspector.settle()

    def _select(self, source: str) -> None:
        """Select the words of a source, inside the A flow."""
        wanted = next(wanted for wanted in self._wanted if wanted.id == source)
        keys = self._planner.careful(self._typist.window.reader.caret, wanted)
        self._typist.press("tie", keys[: -len(wanted.key)])

    def _choose_claim(self, claim: str) -> None:
        """By its number, where it is not chosen anyway."""
        reader, document = self._typist.window.reader, self._typist.document
        if reader.chosen != self._entered[claim]:
            number = str(document.number(self._entered[claim]))
            self._typist.press("travel", ("Ctrl+G", *number, "Enter"))
            assert reader.chosen == self._entered[claim], (
                number,
                QApplication.focusWidget(),
                self._typist.window.focusWidget(),
            )

    def _relate(self) -> None:
        """Relations between claims, by R and two numbers."""
        document, typist = self._typist.document, self._typist
        for relation in self._article.relations:
            if relation.type == ATTRIBUTION or relation.id in self._related:
                continue
            head, tail = (members[0] for members in relation.roles.values())
            if head not in self._entered or tail not in self._entered:
                continue
            self._related.add(relation.id)
            typist.think("relation")
            self._choose_claim(head)
            candidates = relations.candidates(document, document.annotations[self._entered[head]])
            kinds = [kind.name for kind in relations.between_claims(document.scheme)]
            other = [candidate.id for candidate in candidates].index(self._entered[tail]) + 1
            typist.press("relation", ("R", str(other), str(kinds.index(relation.type) + 1)))

    # ------------------------------------------------------------------ attributes

    def _correct_quotations(self) -> None:
        """Where what the quotation marks say is not so: in the inspector, by number."""
        document = self._typist.document
        for one, real in self._entered.items():
            claim, given = document.annotations[real], self._given[AnnotationId(one)]
            right = given.attributes.get(_QUOTE_TYPE)
            if claim.layer != CLAIM_LAYER or _QUOTE_TYPE in claim.attributes:
                continue
            if proposals.quote_type_of(claim.text(document.text)) == right:
                continue
            values = [value.name for value in document.scheme.attributes_of(CLAIM_LAYER)[_QUOTE_TYPE].values]
            self._typist.think("correction")
            self._choose_claim(one)
            self._look_at_inspector()
            card = self._typist.window.inspector.card
            assert isinstance(card, Card)
            questions = card.all_questions()
            first = next(at for at, question in enumerate(questions) if question.given is None)
            asked = next(at for at, question in enumerate(questions) if question.name == _QUOTE_TYPE)
            steps = ("Down",) * (asked - first) if asked > first else ("Up",) * (first - asked)
            self._typist.press("correction", ("Enter", *steps, str(values.index(str(right)) + 1), "Esc"))
            settle()

    def _proposed(self) -> int:
        """How many core values are shown as proposals, to be confirmed by submitting.

        Those that were taken with all that the strip showed were looked at then.
        """
        entered = self._typist.document.annotations
        claims = (entered[real] for one, real in self._entered.items() if one not in self._quotations_seen)
        quotations = sum(claim.layer == CLAIM_LAYER and _QUOTE_TYPE not in claim.attributes for claim in claims)
        ties = (self._ties.there(tie) for tie in self._wished if tie.id not in self._stances_seen)
        return quotations + sum(relation is None or "stance" not in relation.attributes for relation in ties)

    def _ask_all(self, owner: str, name: str) -> None:
        """F8: one question for all, one key each."""
        typist, document = self._typist, self._typist.document
        waiting = passes.passes(document)
        place = next(
            (at for at, one in enumerate(waiting, start=1)
             if one.question.owner == owner and one.question.attribute and one.question.attribute.name == name), None,
        )  # fmt: skip
        if place is None:
            return
        values = [value.name for value in document.scheme.attributes_of(owner)[name].values]
        given = {real: self._given[AnnotationId(one)].attributes[name] for one, real in self._entered.items()
                 if name in self._given[AnnotationId(one)].attributes}  # fmt: skip
        typist.press("attributes", ("F8", str(place)))
        for asked in waiting[place - 1].owners:
            typist.think("attributes")
            typist.press("attributes", (str(values.index(given[AnnotationId(asked)]) + 1),))


def _row_of(sheet: ReferentSheet, known: ReferentId | None) -> int | None:
    """The row of a referent among the first few, or of a new one."""
    for row, proposal in enumerate(sheet.proposals[:_ROWS_SEEN]):
        if (proposal.referent.id if proposal is not None else None) == known:
            return row
    return None


def _purposes(step: Step) -> Iterator[tuple[str, Sequence[str]]]:
    """The keys of a step by what they are for."""
    if step.leaves_frame:
        yield "frame", ("Esc",)
    keys, label = step.plan.keys, step.wanted.key[0]
    taken = ("H",) if "H" in keys and (step.along or label not in keys) else step.wanted.key
    first = next(at for at, key in enumerate(keys) if key in (taken[0], f"Shift+{taken[0]}"))
    yield "travel", keys[:first]
    yield "label", keys[first : first + len(taken)]
    rest = keys[first + len(taken) :]
    for purpose, some in groupby(rest, key=lambda key: "label" if key in step.wanted.key else "border"):
        yield purpose, tuple(some)
