"""A desk for tests: one person at one article of a real corpus file, marking words by what they say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from annotator.bundled import resource
from annotator.model.annotation import Annotation
from annotator.model.annotator import Annotator
from annotator.model.document import new_document
from annotator.model.identity import AnnotationId, Handle
from annotator.model.relation import Relation
from annotator.model.scheme import parse_scheme
from annotator.model.span import Span
from annotator.operations import annotate, frame
from annotator.operations.opendocument import OpenDocument
from annotator.operations.session import Session
from annotator.store.corpus import Corpus

HUDA = Annotator(Handle("huda"), "هدى العطار")
LAYERS = {"C": ("claim", "Claim"), "S": ("source", "Source"), "Q": ("cue", "Cue"), "P": ("entity", "PERS")}

# The minister of agriculture, Layla Haddad, said the harvest had doubled, adding that exports begin in March.
# The Coast agency quoted an official of the port as saying the first shipment was ready, which the carrier denied.
# The price of oil will rise, according to market experts. It is noted that last season was weak.
# The head of the union, Sami Aoun, stressed that the minister had promised that the support would not stop.
ARTICLE = (
    "قالت وزيرة الزراعة ليلى حداد إن المحصول تضاعف، مضيفة أن التصدير يبدأ في آذار.\n"
    "ونقلت وكالة الساحل عن مسؤول في المرفأ أن الشحنة الأولى جاهزة، الأمر الذي نفته شركة النقل.\n"
    "سيرتفع سعر الزيت، وفقا لخبراء السوق. يُذكر أن الموسم الماضي كان ضعيفا.\n"
    "وأكد رئيس النقابة سامي عون أن الوزيرة وعدت بأن الدعم لن يتوقف."
)


class Desk:
    """One person at one article.

    Attributes:
        session: The session, on a corpus file of its own.
        document: The article.
        frame: The open frame.
    """

    def __init__(self, folder: Path, text: str = ARTICLE) -> None:
        self.path = folder / "desk.isnad"
        scheme = parse_scheme(resource("schemes", "arabic-news.toml").read_text("utf-8"))
        article = new_document(text)
        with (
            Corpus.create(self.path, scheme, author=HUDA.handle) as corpus,
            corpus.act("Import", author=HUDA.handle) as act,
        ):
            act.put_document(article)
        self.session = Session.open(self.path, HUDA)
        self.document = self.session.read(article.id)
        self.frame = frame.EMPTY

    def span(self, words: str) -> Span:
        """Where the words stand first."""
        start = self.document.text.index(words)
        return Span(start, start + len(words))

    def mark(self, key: str, words: str) -> Annotation:
        """Mark words without any frame."""
        layer, label = LAYERS[key]
        return annotate.mark(self.session, self.document, self.span(words), layer=layer, label=label)

    def press(self, key: str, words: str) -> Annotation:
        """Mark words in the open frame."""
        layer, label = LAYERS[key]
        self.frame, annotation = frame.mark_in_frame(
            self.session, self.document, self.frame, self.span(words), layer=layer, label=label
        )
        return annotation

    def say(self, relation: Relation) -> dict[str, str]:
        """The words of each role, and the attributes."""
        said = {
            role: " + ".join(self.document.annotations[member].text(self.document.text) for member in members)
            for role, members in relation.roles.items()
        }
        return {**said, **relation.attributes}

    def ties(self, claim: Annotation) -> list[dict[str, str]]:
        """What the attributions of a claim say, in reading order, without the claim."""
        relations = [self.document.relations[chain.relation] for chain in self.document.attributions(claim.id)]
        return [
            {role: words for role, words in self.say(relation).items() if role != "claim"} for relation in relations
        ]

    def shown(self) -> dict[str, Any]:
        """Everything that a person can see of the document as it is open."""
        return everything(self.document)

    def stored(self) -> dict[str, Any]:
        """The same, of the document read anew from the file."""
        annotated = self.session.corpus.annotated(self.document.document.id, self.document.set_name)
        fresh = OpenDocument(annotated, scheme=self.session.scheme, set_name=self.document.set_name)
        fresh.learn_referents(self.session.corpus.referents())
        return everything(fresh)

    def reopen(self) -> None:
        """Close the program and open it again."""
        self.session.close()
        self.session = Session.open(self.path, HUDA)
        self.document = self.session.read(self.document.document.id)
        self.frame = frame.EMPTY


def everything(document: OpenDocument) -> dict[str, Any]:
    """All that a live document says: what is stored and what follows from it."""
    claims = [claim.id for claim in document.claims()]
    members: list[AnnotationId] = sorted(document.annotations)
    return {
        "header": document.header,
        "annotations": dict(document.annotations),
        "zones": dict(document.zones),
        "relations": dict(document.relations),
        "in reading order": document.touching(0, len(document.text)),
        "claims": claims,
        "open": [claim.id for claim in document.open_claims()],
        "numbers": {claim: document.number(claim) for claim in claims},
        "states": {claim: document.state(claim) for claim in claims},
        "parents": {claim: document.parent(claim) for claim in claims},
        "children": {claim: document.children(claim) for claim in claims},
        "depths": {claim: document.depth(claim) for claim in claims},
        "chains": {claim: document.attributions(claim) for claim in claims},
        "hues": {member: document.hue(member) for member in members},
        "ties": {member: document.relations_of(member) for member in members},
    }
