"""What the inspector says about an annotation or an article, as values: read from the document, shown by widgets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from annotator.language import _, is_rtl, language, ngettext, number, pgettext
from annotator.model.annotation import Annotation
from annotator.model.attribution import Attribution, ClaimState, Holder
from annotator.model.identity import AnnotationId, RelationId
from annotator.model.relation import Relation
from annotator.model.scheme import ATTRIBUTION, CLAIM_LAYER, CUE_LAYER, SOURCE_LAYER, Attribute, Scheme, Tier
from annotator.operations import proposals
from annotator.operations.opendocument import OpenDocument
from annotator.text.words import words_in
from annotator.ui.actions import caps_in_use
from annotator.ui.panels.inbox import short_date

_LAYERS_COUNTED: Final = (CLAIM_LAYER, SOURCE_LAYER, CUE_LAYER)
_WORDS_COUNTED_TO: Final = 200_000
"""Characters up to which words are counted: of a longer text that takes more than a frame."""


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the chain.

    Attributes:
        annotation: Where it stands in the text; None for the outlet, and where nobody is named.
        text: Who it is.
        role: What they are in the chain, in the language in use.
        hue: Number of the speaker, 0 where there is none.
        tie: The word before it: «عن», or «و» in a joint statement; empty before the first.
        unnamed: Whether it stands for somebody the text does not name.
    """

    annotation: AnnotationId | None
    text: str
    role: str
    hue: int = 0
    tie: str = ""
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """An attribute that can be answered.

    Attributes:
        owner: Id of the annotation or relation it is asked of.
        name: The attribute.
        title: What people read.
        answers: ``(value, title)`` to choose from; empty for free text.
        given: The value that somebody gave, or None.
        proposed: The value that follows from the text, or None.
    """

    owner: str
    name: str
    title: str
    answers: tuple[tuple[str, str], ...]
    given: str | None
    proposed: str | None = None


@dataclass(frozen=True, slots=True)
class ChainCard:
    """One attribution of the claim: its links in order, and its questions."""

    relation: RelationId
    links: tuple[Link, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in a list: inside the chosen one, or said by the chosen source."""

    annotation: AnnotationId
    number: int
    state: ClaimState
    hue: int
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """Everything about what is chosen.

    Attributes:
        annotation: The chosen annotation, or None when the card is about the whole article.
        title: What it is, such as ``Claim 4``.
        meta: How long it is and where it stands.
        text: Its words; of an article its title.
        layer: Its layer, empty for an article.
        family: The family of its label.
        claim: Number, state and hue where it is a claim.
        chains: Its attributions, where it is a claim.
        questions: Its own attributes.
        questions_title: The heading over them.
        rows_title: The heading over ``rows``.
        rows: Claims inside it, or said by it.
        facts: Lines ``(name, value)`` about an article.
        hints: Keys and what they do, where nothing is marked yet.
        note: The remark somebody left, or empty.
        unsure: Whether it is in doubt.
    """

    annotation: AnnotationId | None
    title: str
    meta: str
    text: str
    layer: str = ""
    family: str = ""
    claim: tuple[int, ClaimState, int] | None = None
    chains: tuple[ChainCard, ...] = ()
    questions: tuple[Question, ...] = ()
    questions_title: str = ""
    rows_title: str = ""
    rows: tuple[ClaimRow, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    hints: tuple[tuple[tuple[str, ...], str], ...] = ()
    note: str = ""
    unsure: bool = False

    def all_questions(self) -> tuple[Question, ...]:
        """Every question in the order in which it is shown."""
        return (*(q for chain in self.chains for q in chain.questions), *self.questions)


def card_of(document: OpenDocument, chosen: AnnotationId | None) -> Card:
    """The card of an annotation; of the article where nothing is chosen, or what was chosen is gone."""
    annotation = document.annotations.get(chosen) if chosen is not None else None
    return _annotation_card(document, annotation) if annotation is not None else _article_card(document)


def _annotation_card(document: OpenDocument, annotation: Annotation) -> Card:
    scheme, text = document.scheme, document.text
    layer = scheme.layers.get(annotation.layer)
    label = next((entry for entry in layer.labels if entry.name == annotation.label), None) if layer else None
    title = label.titles.within(language()) if label else annotation.label
    is_claim = annotation.layer == CLAIM_LAYER
    cues = _cues_of(document, annotation) if is_claim else []
    proposed = proposals.of_annotation(annotation, text, cues=cues)
    return Card(
        annotation.id,
        _("{label} {number}", label=title, number=document.number(annotation.id)) if is_claim else title,
        _place(document, annotation),
        annotation.text(text),
        annotation.layer,
        label.family if label else "",
        (document.number(annotation.id), document.state(annotation.id), document.hue(annotation.id))
        if is_claim
        else None,
        tuple(_chain(document, chain) for chain in document.attributions(annotation.id)) if is_claim else (),
        tuple(_questions(scheme, annotation.layer, annotation.id, annotation.attributes, proposed)),
        layer.titles.within(language()) if layer else annotation.layer,
        _("Contains") if is_claim else _("Says"),
        tuple(_rows(document, annotation)),
        note=annotation.note or "",
        unsure=annotation.unsure,
    )


def _article_card(document: OpenDocument) -> Card:
    meta, article = document.document.meta, document.document
    facts = [
        (_("Outlet"), meta.get("outlet")),
        (_("Dateline"), meta.get("dateline")),
        (_("Published"), short_date(meta.get("published"))),
    ]
    layers = [document.scheme.layers[name] for name in _LAYERS_COUNTED if name in document.scheme.layers]
    counts = document.counts
    for layer in layers:
        if found := counts.get(layer.name, 0):
            facts.append((layer.titles.within(language()), number(found)))
    length = len(document.text)
    if length <= _WORDS_COUNTED_TO:
        size = ngettext("{count} word", "{count} words", document.word_count)
    else:
        size = ngettext("{count} character", "{count} characters", length)
    paragraphs = ngettext("{count} paragraph", "{count} paragraphs", len(document.paragraphs))
    return Card(
        None, _("Article"), f"{size} · {paragraphs}", article.title,
        facts=tuple((name, value) for name, value in facts if value),
        hints=() if document.annotations else _first_steps(),
    )  # fmt: skip


def _first_steps() -> tuple[tuple[tuple[str, ...], str], ...]:
    """What to do in an article in which nothing is marked yet."""
    rtl = is_rtl()
    return (
        (caps_in_use("label.cue.Cue", "Q", rtl=rtl), _("Mark the verb of saying")),
        (caps_in_use("label.source.Source", "S", rtl=rtl), _("Mark who says it")),
        (caps_in_use("label.claim.Claim", "C", rtl=rtl), _("Mark what is said; all three are tied")),
        (caps_in_use("attribution.whole", rtl=rtl), _("Take at once what is outlined in dashes")),
        (caps_in_use("border.next_stop", rtl=rtl), _("Move its end to the next stop")),
        (("Ctrl", "Z"), _("Take anything back")),
    )


def _place(document: OpenDocument, annotation: Annotation) -> str:
    count = sum(1 for span in annotation.fragments for _word in words_in(document.text, span))
    words = ngettext("{count} word", "{count} words", count)
    paragraph = _("paragraph {number}", number=document.paragraph_at(annotation.start) + 1)
    return f"{words} · {paragraph}"


def _chain(document: OpenDocument, chain: Attribution) -> ChainCard:
    relation = document.relations[chain.relation]
    # ``chain`` shows a proposed stance as if it were given; the relation tells which it is.
    proposed = {"stance": chain.stance} if chain.stance and "stance" not in relation.attributes else {}
    questions = _questions(document.scheme, ATTRIBUTION, relation.id, relation.attributes, proposed)
    return ChainCard(relation.id, tuple(_links(document, chain, relation)), tuple(questions))


def _links(document: OpenDocument, chain: Attribution, relation: Relation) -> Iterator[Link]:
    outlet = document.document.meta.get("outlet")
    on_the_word_of = pgettext("chain of attribution", "from") if outlet else ""
    if outlet:
        yield Link(None, outlet, _("publisher"))
    for member in chain.via:
        yield _named(document, member, _role(document.scheme, "via"), on_the_word_of)
        on_the_word_of = pgettext("chain of attribution", "from")
    role = _role(document.scheme, "source")
    if chain.holder is Holder.CONTINUED:
        role = _holder_title(document.scheme, relation, role)
    for at, member in enumerate(chain.sources):
        yield _named(document, member, role, pgettext("chain of attribution", "and") if at else on_the_word_of)
    if not chain.sources and chain.holder is not Holder.AUTHOR:
        unnamed = _holder_title(document.scheme, relation, _("nobody named"))
        yield Link(None, unnamed, role, tie=on_the_word_of, unnamed=True)


def _named(document: OpenDocument, member: AnnotationId, role: str, tie: str) -> Link:
    annotation = document.annotations.get(member)
    text = annotation.text(document.text) if annotation is not None else member
    return Link(member, text, role, document.hue(member), tie)


def _role(scheme: Scheme, name: str) -> str:
    relation_type = scheme.relation_types.get(ATTRIBUTION)
    role = next((role for role in relation_type.roles if role.name == name), None) if relation_type else None
    return role.titles.within(language()) if role else name


def _holder_title(scheme: Scheme, relation: Relation, otherwise: str) -> str:
    attribute = scheme.attributes_of(ATTRIBUTION).get("holder")
    given = relation.attributes.get("holder")
    values = attribute.values if attribute else ()
    return next((value.titles.within(language()) for value in values if value.name == given), otherwise)


def _questions(
    scheme: Scheme, of: str, owner: str, given: Mapping[str, str], proposed: Mapping[str, str]
) -> Iterator[Question]:
    """Core questions always, derived ones where there is something to show, extra ones only once answered."""
    for attribute in scheme.attributes_of(of).values():
        name = attribute.name
        if attribute.tier is Tier.EXTRA and name not in given:
            continue
        if attribute.tier is Tier.DERIVED and name not in given and name not in proposed:
            continue
        if attribute.depends_on and given.get(attribute.depends_on[0]) != attribute.depends_on[1]:
            continue
        yield Question(
            owner, name, attribute.titles.within(language()), _answers(attribute), given.get(name),
            None if name in given else proposed.get(name),
        )  # fmt: skip


def _answers(attribute: Attribute) -> tuple[tuple[str, str], ...]:
    return tuple((value.name, value.titles.within(language())) for value in attribute.values)


def _rows(document: OpenDocument, annotation: Annotation) -> Iterator[ClaimRow]:
    if annotation.layer == CLAIM_LAYER:
        claims = document.children(annotation.id)
    elif annotation.layer == SOURCE_LAYER:
        chains = document.relations_of(annotation.id)
        claims = [
            member for relation in chains if relation.type == ATTRIBUTION for member in relation.roles.get("claim", ())
        ]
    else:
        claims = []
    for claim in claims:
        if claim in document.annotations:
            yield _row(document, document.annotations[claim], of=annotation)


def _row(document: OpenDocument, claim: Annotation, *, of: Annotation) -> ClaimRow:
    """A claim in the list of ``of``: of a source, beside the source itself, whoever else says it too."""
    speaker = next((source for chain in document.attributions(claim.id) for source in chain.sources), None)
    if of.layer == SOURCE_LAYER:
        speaker = of.id
    named = document.annotations.get(speaker) if speaker is not None else None
    return ClaimRow(
        claim.id, document.number(claim.id), document.state(claim.id), document.hue(claim.id),
        named.text(document.text) if named is not None else "", claim.text(document.text),
    )  # fmt: skip


def _cues_of(document: OpenDocument, claim: Annotation) -> list[Annotation]:
    cues = (cue for chain in document.attributions(claim.id) for cue in chain.cues)
    return [document.annotations[cue] for cue in cues if cue in document.annotations]
