"""Further parts of the inspector's card, as values: referent, relations of claims, doubt, the whole article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from annotator.language import _, is_rtl, language, question_mark
from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId
from annotator.model.scheme import CLAIM_LAYER, ENTITY_LAYER
from annotator.operations import documentfacts, questions, referents, relations
from annotator.operations.documentfacts import SkipReason
from annotator.operations.opendocument import OpenDocument
from annotator.ui.actions import caps_in_use
from annotator.ui.panels.card import Question

ARTICLE: Final = "document"
"""Owner of the questions about the article as a whole."""
_DOUBTS_SHOWN: Final = 12
_SAME_WORDS_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Wish:
    """What a click asks for.

    Attributes:
        verb: Such as ``referent.link``; the desk knows what to do by it.
        argument: What it is about, such as an id.
    """

    verb: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row that can be clicked.

    Attributes:
        text: What it says.
        note: What stands at its end.
        wish: What a click asks for, or None.
        removal: What a click on the cross at its end asks for, or None.
        offered: Whether it is a proposal that nobody has accepted.
        lead: What stands before the text, in the language of the interface.
        rtl_text: Whether ``text`` is quoted from the article.
    """

    text: str
    note: str = ""
    wish: Wish | None = None
    removal: Wish | None = None
    offered: bool = False
    lead: str = ""
    rtl_text: bool = True


@dataclass(frozen=True, slots=True)
class Command:
    """A small button.

    Attributes:
        text: What it does.
        wish: What it asks for.
        keys: The caps of the key that does the same.
    """

    text: str
    wish: Wish
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the card.

    Attributes:
        title: Its heading.
        lines: Rows.
        questions: Questions with chips, about the article as a whole.
        commands: Small buttons below.
        remark: A sentence below the heading, or empty.
    """

    title: str
    lines: tuple[Line, ...] = ()
    questions: tuple[Question, ...] = ()
    commands: tuple[Command, ...] = ()
    remark: str = ""


def parts_of(document: OpenDocument, chosen: AnnotationId | None, *, skipped: SkipReason | None) -> tuple[Part, ...]:
    """The further parts of the card of an annotation, or of the article where nothing is chosen.

    Args:
        document: The open document.
        chosen: The chosen annotation, or None.
        skipped: Why the person skipped the article, or None.
    """
    annotation = document.annotations.get(chosen) if chosen is not None else None
    if annotation is None:
        return tuple(_of_article(document, skipped))
    return tuple(_of_annotation(document, annotation))


def reason_title(reason: SkipReason) -> str:
    """A reason to skip, in the language in use."""
    titles = {
        SkipReason.DUPLICATE: _("a duplicate"),
        SkipReason.NOT_NEWS: _("not news"),
        SkipReason.BROKEN: _("a broken text"),
        SkipReason.OTHER_LANGUAGE: _("in another language"),
        SkipReason.OTHER: _("another reason"),
    }
    return titles[reason]


def kind_title(document: OpenDocument, kind: str) -> str:
    """The kind of a referent, in the language in use."""
    layer = document.scheme.layers.get(ENTITY_LAYER)
    label = next((label for label in layer.labels if label.name == kind), None) if layer is not None else None
    return label.titles.within(language()) if label is not None else kind


def _of_annotation(document: OpenDocument, annotation: Annotation) -> Iterator[Part]:
    if annotation.unsure:
        yield _doubt(annotation)
    if annotation.layer == CLAIM_LAYER and relations.between_claims(document.scheme):
        yield _ties(document, annotation)
    if referents.may_refer(annotation):
        yield _referent(document, annotation)


def _doubt(annotation: Annotation) -> Part:
    question = questions.question_in(annotation.note)
    lines = (Line(question, wish=Wish("question.ask")),) if question else ()
    commands = [] if question else [Command(_("Ask a question…"), Wish("question.ask"), (question_mark(),))]
    commands.append(Command(_("No longer unsure"), Wish("question.sure")))
    return Part(_("Question to the reviewer") if question else _("In doubt"), lines, commands=tuple(commands))


def _ties(document: OpenDocument, claim: Annotation) -> Part:
    lines = []
    for tie in relations.ties_of(document, claim.id):
        other = document.annotations[tie.other]
        title = tie.type.titles.within(language())
        told = tie.outgoing or tie.type.symmetric
        number = document.number(other.id)
        lead = (
            _("{relation} claim {number}", relation=title, number=number) if told
            else _("Claim {number} {relation} this one", relation=title.lower(), number=number)
        )  # fmt: skip
        lines.append(
            Line(other.text(document.text), "", Wish("go", other.id), Wish("relation.erase", tie.relation), lead=lead)
        )
    caps = caps_in_use("attribution.relate", rtl=is_rtl())
    return Part(
        _("Other claims"), tuple(lines), commands=(Command(_("Relate to a claim…"), Wish("relation.begin"), caps),)
    )


def _referent(document: OpenDocument, annotation: Annotation) -> Part:
    meant = referents.standing(document.referents, annotation.referent)
    caps = caps_in_use("label.referent", rtl=is_rtl())
    if meant is not None:
        variants = _(", ").join(meant.variants[:4])
        line = Line(meant.name, kind_title(document, meant.kind), Wish("referent.mentions", meant.id))
        return Part(
            _("Who or what is meant"),
            (line,),
            commands=(
                Command(_("All mentions"), Wish("referent.mentions", meant.id)),
                Command(_("Another…"), Wish("referent.choose"), caps),
                Command(_("Rename or merge…"), Wish("referent.edit", meant.id)),
                Command(_("Unlink"), Wish("referent.unlink")),
            ),
            remark=_("also: {names}", names=variants) if variants else "",
        )
    name = referents.name_of(document, annotation)
    kind = referents.kind_of(document, annotation)
    alike = referents.same_words(document.referents, name, kind=kind, limit=_SAME_WORDS_SHOWN)
    lines = tuple(Line(r.name, kind_title(document, r.kind), Wish("referent.link", r.id), offered=True) for r in alike)
    new = () if lines else (Command(_("New: {name}", name=name), Wish("referent.new")),)
    return Part(_("Who or what is meant"), lines, commands=(*new, Command(_("Choose…"), Wish("referent.choose"), caps)))


def _of_article(document: OpenDocument, skipped: SkipReason | None) -> Iterator[Part]:
    if document.header is not None and document.header.status == "skipped":
        reason = reason_title(skipped) if skipped is not None else _("no reason given")
        yield Part(
            _("Skipped"), remark=_("Skipped: {reason}", reason=reason),
            commands=(Command(_("Take work up again"), Wish("document.reopen")),),
        )  # fmt: skip
    asked = tuple(
        Question(
            ARTICLE, attribute.name, attribute.titles.within(language()),
            tuple((value.name, value.titles.within(language())) for value in attribute.values), given,
        )
        for attribute, given in documentfacts.attributes(document)
    )  # fmt: skip
    if asked:
        yield Part(_("The article as a whole"), questions=asked)
    if found := questions.doubts(document):
        lines = []
        for doubt in found[:_DOUBTS_SHOWN]:
            place = document.annotations[doubt.anchor].text(document.text)
            lines.append(Line(doubt.question or place, place if doubt.question else "", Wish("go", doubt.anchor)))
        yield Part(_("Doubts and questions"), tuple(lines))
    if document.header is None or document.header.status != "skipped":
        yield Part("", commands=(Command(_("Skip this article…"), Wish("document.skip")),))
