"""The words of a case: what it is called, what a version says in short, and the chains as cards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from annotator.language import _, is_rtl, isolated, language, ngettext, pgettext
from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId
from annotator.model.relation import Relation
from annotator.model.scheme import ATTRIBUTION, Scheme
from annotator.operations.comparing import Case, CaseKind, Comparison, Names, Version
from annotator.operations.opendocument import OpenDocument
from annotator.operations.questions import question_in
from annotator.text.words import words_in
from annotator.ui.panels.card import Link
from annotator.ui.reader.trunk import role_title

_LONGEST: Final = 24
_ARABIC_LETTERS: Final = "أبجدهوزحط"
_LATIN_LETTERS: Final = "ABCDEFGHI"
_SHOWN: Final = 260


@dataclass(frozen=True, slots=True)
class Telling:
    """What is needed to put cases of one document into words.

    Attributes:
        document: What is shown in the reader.
        comparison: The comparison.
        names: Under which ids the annotations of the comparison are shown.
    """

    document: OpenDocument
    comparison: Comparison
    names: Names

    @property
    def scheme(self) -> Scheme:
        """The scheme of the corpus."""
        return self.document.scheme

    def shown(self, number_: int) -> AnnotationId:
        """The id under which a mention is shown."""
        return self.names.of(self.comparison.mentions[number_])

    def claim(self, case: Case) -> int:
        """The number of the case's claim; 0 where it is about none, or none that is shown."""
        shown = self.shown(case.claim) if case.claim is not None else None
        known = shown is not None and shown in self.document.annotations
        return self.document.number(shown) if known and shown is not None else 0


def letter(place: int) -> str:
    """What a version is called: A and B, أ and ب."""
    letters = _ARABIC_LETTERS if is_rtl() else _LATIN_LETTERS
    return letters[place % len(letters)]


def kind_title(kind: CaseKind) -> str:
    """The heading of a group of the queue."""
    titles = {
        CaseKind.QUESTION: _("Doubts"),
        CaseKind.ATTRIBUTION: _("Missing attribution"),
        CaseKind.SOURCE: _("Source and stance"),
        CaseKind.MENTION: _("Missing mention"),
        CaseKind.LABEL: pgettext("kind of case", "Label"),
        CaseKind.BORDER: pgettext("kind of case", "Borders"),
        CaseKind.ATTRIBUTE: _("Answers"),
        CaseKind.RELATION: _("Ties of claims"),
        CaseKind.TRIVIA: _("Form alone"),
    }
    return titles[kind]


def case_title(case: Case, telling: Telling) -> str:
    """What a case is called in the queue and over its versions."""
    if case.kind is CaseKind.QUESTION and (asked := question_of(case)):
        claim = telling.claim(case)
        return _("Claim {number}: {question}", number=claim, question=asked) if claim else asked
    return _title(case, telling)


def question_of(case: Case) -> str:
    """What an author asks in a case; empty where they only doubt."""
    notes = [a.note for side in case.sides for a in side.annotations if a.unsure]
    notes += [r.note for side in case.sides for r in side.relations if r.unsure]
    return next((asked for note in notes if (asked := question_in(note))), "")


def version_words(case: Case, version: Version, telling: Telling) -> str:
    """What a version says in a few words."""
    side = version.side
    if side.is_empty:
        return _("does not have it")
    if case.differs is CaseKind.BORDER:
        count = sum(1 for a in side.annotations for f in a.fragments for _word in words_in(telling.document.text, f))
        return ngettext("{count} word", "{count} words", count)
    if case.differs is CaseKind.ATTRIBUTE:
        return _(", ").join(_answers_that_differ(case, version, telling)) or _("no answer")
    chains = [relation for relation in side.relations if relation.type == ATTRIBUTION]
    if chains:
        return "; ".join(_chain_words(relation, case, telling) for relation in chains)
    if side.relations:
        return relation_title(telling.scheme, side.relations[0].type)
    return _(", ").join(dict.fromkeys(label_title(telling.scheme, a) for a in side.annotations))


def links_of(relation: Relation, version: Version, telling: Telling) -> Iterator[Link]:
    """A chain in the isnad's own words: the relays, the sources, who holds it where nobody is named."""
    through, both = pgettext("chain of attribution", "from"), pgettext("chain of attribution", "and")
    places = telling.comparison.places[version.side.set_name]
    before = ""
    for role, tie in (("via", through), ("source", both)):
        for at, member in enumerate(relation.roles.get(role, ())):
            word = before if role == "via" or at == 0 else tie
            yield _link(places[member], version, role_title(telling.scheme, role), word, telling)
            before = through
    if not relation.roles.get("source"):
        holder = relation.attributes.get("holder")
        title = value_title(telling.scheme, ATTRIBUTION, "holder", holder) if holder else _("nobody named")
        yield Link(None, title, role_title(telling.scheme, "source"), tie=before, unnamed=True)


def chains_of(claim: int, version: Version, telling: Telling) -> list[Relation]:
    """The attributions of a claim in the set of a version."""
    name = version.side.set_name
    ties = (tie for tie in telling.comparison.ties if tie.type == ATTRIBUTION and name in tie.members_by_set)
    return [tie.members_by_set[name] for tie in ties if claim in tie.roles_by_set[name].get("claim", ())]


def facts_of(relation: Relation, case: Case, version: Version, telling: Telling) -> list[tuple[str, str]]:
    """What else a chain says: the cue where it has one, holder and stance."""
    del case
    members = telling.comparison.mentions
    places = telling.comparison.places[version.side.set_name]
    facts = []
    for role in ("cue", "addressee"):
        words = [
            members[places[m]].members[version.side.set_name].text(telling.document.text)
            for m in relation.roles.get(role, ())
        ]
        if words:
            facts.append((role_title(telling.scheme, role), _(", ").join(words)))
    for name in ("holder", "stance"):
        if value := relation.attributes.get(name):
            facts.append((_attribute_title(telling.scheme, ATTRIBUTION, name), _of(telling, ATTRIBUTION, name, value)))
    return facts


def shortened(words: str, most: int = _LONGEST) -> str:
    """Words cut at a space, with … where something is left out."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + "…"


def covered(annotation: Annotation, text: str) -> str:
    """The words of an annotation, the middle of very long ones left out: the borders are what is looked at."""
    words = annotation.text(text)
    if len(words) <= _SHOWN:
        return words
    return f"{words[: _SHOWN // 2].rsplit(' ', 1)[0]} … {words[-_SHOWN // 2 :].split(' ', 1)[-1]}"


def label_title(scheme: Scheme, annotation: Annotation) -> str:
    """The label of an annotation, in the language in use."""
    layer = scheme.layers.get(annotation.layer)
    labels = layer.labels if layer is not None else ()
    return next((x.titles.within(language()) for x in labels if x.name == annotation.label), annotation.label)


def relation_title(scheme: Scheme, name: str) -> str:
    """The type of a relation, in the language in use."""
    known = scheme.relation_types.get(name)
    return known.titles.within(language()) if known is not None else name


def value_title(scheme: Scheme, owner: str, attribute: str, value: str) -> str:
    """A value of an attribute, in the language in use."""
    known = scheme.attributes_of(owner).get(attribute)
    values = known.values if known is not None else ()
    return next((titled.titles.within(language()) for titled in values if titled.name == value), value)


def differing_attributes(case: Case) -> list[tuple[str, str]]:
    """The questions that versions answer differently: owner (layer or relation type) and attribute."""
    found: dict[tuple[str, str], set[str | None]] = {}
    for version in case.versions:
        owned = [(a.layer, a.attributes) for a in version.side.annotations]
        owned += [(r.type, r.attributes) for r in version.side.relations]
        for owner, answers in owned:
            for name, value in answers.items():
                found.setdefault((owner, name), set()).add(value)
    return [place for place, values in found.items() if len(values) > 1]


# ---------------------------------------------------------------------- titles


def _title(case: Case, telling: Telling) -> str:
    claim, differs = telling.claim(case), case.differs
    if differs is CaseKind.ATTRIBUTION:
        lacking = case.claim is not None and case.claim in case.mentions
        if lacking and not claim:
            return isolated(shortened(_words(case, telling)))
        if lacking:
            return _("Claim {number}: {words}", number=claim, words=shortened(_words(case, telling)))
        denies = any(r.attributes.get("stance") == "deny" for v in case.versions for r in v.side.relations)
        return (
            _("Denial of claim {number}", number=claim) if denies else _("Attribution of claim {number}", number=claim)
        )
    if differs is CaseKind.SOURCE:
        return _source_title(case, telling, claim)
    if differs is CaseKind.RELATION:
        return _(
            "{labels}: {words}",
            labels=version_words(case, _told(case), telling),
            words=shortened(_words(case, telling)),
        )
    if differs is CaseKind.LABEL:
        labels = dict.fromkeys(label_title(telling.scheme, a) for v in case.versions for a in v.side.annotations)
        either = pgettext("between two labels", " or ").join(labels)
        return _("{labels}: {words}", words=shortened(_words(case, telling)), labels=either)
    if differs is CaseKind.ATTRIBUTE:
        titles = (_attribute_title(telling.scheme, owner, name) for owner, name in differing_attributes(case))
        what = _("Claim {number}", number=claim) if claim else shortened(_words(case, telling))
        return _("{labels}: {words}", words=what, labels=_(", ").join(titles) or _("referent"))
    if claim:
        return _("Claim {number}: {words}", number=claim, words=shortened(_words(case, telling)))
    return isolated(shortened(_words(case, telling)))


def _source_title(case: Case, telling: Telling, claim: int) -> str:
    chains = [next(iter(v.side.relations), None) for v in case.versions]
    told = [chain for chain in chains if chain is not None]
    if len(told) > 1:
        first, second = (_members(r, v, telling) for r, v in zip(told[:2], case.versions[:2], strict=True))
        if set(first["via"]) != set(second["via"]):
            return _("Chain of claim {number}: relay or source", number=claim)
        if first["source"] != second["source"]:
            return _("Source of claim {number}", number=claim)
        if told[0].attributes.get("holder") != told[1].attributes.get("holder"):
            return _("Holder of claim {number}", number=claim)
        if told[0].attributes.get("stance") != told[1].attributes.get("stance"):
            return _("Stance of claim {number}", number=claim)
        if first["cue"] != second["cue"]:
            return _("Cue of claim {number}", number=claim)
    return _("Chain of claim {number}", number=claim)


def _members(relation: Relation, version: Version, telling: Telling) -> dict[str, tuple[int, ...]]:
    places = telling.comparison.places[version.side.set_name]
    return {role: tuple(places[m] for m in relation.roles.get(role, ())) for role in ("via", "source", "cue")}


def _told(case: Case) -> Version:
    return next((version for version in case.versions if not version.side.is_empty), case.versions[0])


def _words(case: Case, telling: Telling) -> str:
    """The words of what the case is about: of the claim, of the mention, of a tie its first member."""
    text = telling.document.text
    numbers: Iterable[int] = case.mentions
    if case.claim is not None and case.claim in case.mentions:
        numbers = (case.claim,)
    elif not case.mentions:
        numbers = [n for tie in case.ties for n in tie.members()][:1]
    return next((telling.comparison.mentions[n].first.text(text) for n in numbers), "")


def _chain_words(relation: Relation, case: Case, telling: Telling) -> str:
    """«Relay, then source»; the stance where that is what differs."""
    via, sources = len(relation.roles.get("via", ())), len(relation.roles.get("source", ()))
    holder, stance = relation.attributes.get("holder"), relation.attributes.get("stance")
    stances = {r.attributes.get("stance") for v in case.versions for r in v.side.relations}
    holders = {r.attributes.get("holder") for v in case.versions for r in v.side.relations}
    if sources == 0:
        shape = _of(telling, ATTRIBUTION, "holder", holder) if holder else _("nobody named")
    elif via:
        shape = ngettext("relay, then source", "{count} relays, then source", via)
    else:
        shape = ngettext("one source, no relay", "{count} sources, no relay", sources)
    extra = [shape]
    if len(holders) > 1 and holder and sources:
        extra.append(_of(telling, ATTRIBUTION, "holder", holder))
    if (len(stances) > 1 or stance not in (None, "assert")) and stance:
        extra.append(_of(telling, ATTRIBUTION, "stance", stance))
    return " · ".join(extra)


def _answers_that_differ(case: Case, version: Version, telling: Telling) -> Iterator[str]:
    owned = [(a.layer, a.attributes) for a in version.side.annotations]
    owned += [(r.type, r.attributes) for r in version.side.relations]
    for owner, name in differing_attributes(case):
        for kind, answers in owned:
            if kind == owner and name in answers:
                yield _of(telling, owner, name, answers[name])


def _of(telling: Telling, owner: str, attribute: str, value: str) -> str:
    return value_title(telling.scheme, owner, attribute, value)


def _attribute_title(scheme: Scheme, owner: str, name: str) -> str:
    known = scheme.attributes_of(owner).get(name)
    return known.titles.within(language()) if known is not None else name


def _link(number_: int, version: Version, role: str, tie: str, telling: Telling) -> Link:
    mention = telling.comparison.mentions[number_]
    annotation = mention.members[version.side.set_name]
    shown = telling.shown(number_)
    known = shown in telling.document.annotations
    hue = telling.document.hue(shown) if known else 0
    return Link(shown if known else None, annotation.text(telling.document.text), role, hue, tie)
