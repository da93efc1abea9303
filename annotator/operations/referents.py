"""Referents: which person, body or place an annotation means, the same across all articles of the corpus."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from annotator.language import N_
from annotator.model.annotation import Annotation
from annotator.model.errors import NotFound, RuleError, message
from annotator.model.identity import AnnotationId, DocumentId, ReferentId, SetName, mint
from annotator.model.referent import Referent
from annotator.model.scheme import ENTITY_LAYER, SOURCE_LAYER
from annotator.model.span import Span
from annotator.operations.around import Around, around
from annotator.operations.opendocument import OpenDocument
from annotator.operations.session import Session
from annotator.suggest.heads import kind_of_head
from annotator.text.folding import fold

LINK: Final = N_("Link to a referent")
MERGE: Final = N_("Merge referents")
_LAYERS: Final = (ENTITY_LAYER, SOURCE_LAYER)
_KIND_OF_SOURCE: Final = {
    "person": "PERS", "group": "NORP", "organisation": "ORG", "government": "ORG", "media": "ORG",
}  # fmt: skip
_ARTICLE: Final = "ال"
_WIKIDATA: Final = re.compile(r"(?:https?://(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/)?([Qq][1-9]\d*)")
_LEAST_LIKENESS: Final = 0.34
_INSIDE: Final = 0.95
_COMMAS: Final = "،,"
_QUOTES: Final = "«»“”\"'‘’"
_NO_QUOTES: Final = str.maketrans("", "", _QUOTES)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A referent that somebody may mean.

    Attributes:
        referent: The referent.
        same_words: Whether it goes by exactly these words, after folding.
        inside: Whether its kind is the expected one, and its whole name, of two words or more, is a part of the words,
            or they are how it ends: whoever was named in full is called by the last name afterwards.
    """

    referent: Referent
    same_words: bool
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that names a referent.

    Attributes:
        document: The article.
        title: Its title.
        set_name: Whose annotation it is.
        annotation: The annotation.
        span: Its extent, in code points.
        around: The words around it.
    """

    document: DocumentId
    title: str
    set_name: SetName
    annotation: AnnotationId
    span: Span
    around: Around


@dataclass(frozen=True, slots=True)
class Use:
    """A referent with how often it is named.

    Attributes:
        referent: The referent.
        mentions: Annotations that name it, in all sets that the person may see.
        documents: In how many articles.
    """

    referent: Referent
    mentions: int
    documents: int


def speaker_of(document: OpenDocument, claim: Annotation) -> Annotation | None:
    """Who says a claim, to be linked while the claim is in hand: of several the last one that nobody has linked."""
    said = [document.annotations[source] for chain in document.attributions(claim.id) for source in chain.sources]
    unlinked = [source for source in said if source.referent is None]
    return max(unlinked or said, key=lambda source: source.start, default=None)


def may_refer(annotation: Annotation) -> bool:
    """Whether annotations of this layer name somebody or something."""
    return annotation.layer in _LAYERS


# ---------------------------------------------------------------------- reading


def standing(referents: Mapping[ReferentId, Referent], referent: ReferentId | None) -> Referent | None:
    """The referent that stands for this one today: itself, or the one that it was merged into."""
    met: set[ReferentId] = set()
    while referent is not None and referent in referents and referent not in met:
        met.add(referent)
        found = referents[referent]
        if found.same_as is None:
            return found
        referent = found.same_as
    return None


def merged_into(referents: Mapping[ReferentId, Referent], referent: ReferentId) -> list[Referent]:
    """Those that were merged into a referent, by name."""
    gone = (r for r in referents.values() if r.same_as is not None and standing(referents, r.id) is not None)
    return sorted((r for r in gone if _root(referents, r) == referent), key=lambda r: r.name)


def nearest(
    referents: Mapping[ReferentId, Referent], words: str, *, kind: str | None = None, limit: int = 9
) -> list[Proposal]:
    """Referents that may be meant by some words, the nearest first.

    Those that go by the same words come first, then those whose whole name stands inside the words («صحيفة «المال
    اليوم» المصرية») or ends with the words, then those that share whole words, then those spelled alike; of
    equally near ones those of the same kind. Compared in the search form, with and without the article.

    Args:
        referents: All of the corpus.
        words: What stands in the text, or was typed; nothing lists all by name.
        kind: The entity label that is expected.
        limit: How many at most.
    """
    wanted = _shape(words)
    ranked: list[tuple[float, bool, str, Proposal]] = []
    for referent in referents.values():
        if referent.same_as is not None:
            continue
        shapes = [_shape(name) for name in (referent.name, *referent.variants)]
        likeness = max((_likeness(wanted, shape) for shape in shapes), default=0.0)
        inside = likeness < 1.0 and referent.kind == kind and any(_stands_inside(shape, wanted) for shape in shapes)
        likeness = max(likeness, _INSIDE) if inside else likeness
        if not wanted.folded or likeness >= _LEAST_LIKENESS:
            proposal = Proposal(referent, likeness >= 1.0 and bool(wanted.folded), inside)
            ranked.append((-likeness, referent.kind != kind, referent.name, proposal))
    ranked.sort(key=lambda entry: entry[:3])
    return [proposal for *_order, proposal in ranked[:limit]]


def same_words(
    referents: Mapping[ReferentId, Referent], words: str, *, kind: str | None = None, limit: int = 3
) -> list[Referent]:
    """Referents that go by exactly these words, after folding; those of the expected kind first."""
    wanted = _shape(words).folded
    found = [
        referent
        for referent in referents.values()
        if referent.same_as is None
        and wanted
        and any(_shape(name).folded == wanted for name in (referent.name, *referent.variants))
    ]
    return sorted(found, key=lambda referent: (referent.kind != kind, referent.name))[:limit]


def name_of(document: OpenDocument, annotation: Annotation) -> str:
    """The name that a new referent would get from an annotation: its words, ال given back behind «لل…»."""
    canonical = annotation.attributes.get("canonical")
    if canonical:
        return canonical
    inner = _named_inside(document, annotation)
    named = inner if inner is not None else annotation
    words = " ".join(named.text(document.text).split())
    behind_lam = named.start > 0 and document.text[named.start - 1] == "ل" and words.startswith("ل")
    return _ARTICLE + words[1:] if behind_lam else words


def kind_of(document: OpenDocument, annotation: Annotation) -> str:
    """The entity label that a new referent would get from an annotation."""
    if annotation.layer == ENTITY_LAYER:
        return annotation.label
    inner = _named_inside(document, annotation)
    if inner is not None:
        return inner.label
    given = _KIND_OF_SOURCE.get(annotation.attributes.get("kind", ""))
    return given or kind_of_head(annotation.text(document.text)) or "PERS"


def mentions(session: Session, referent: ReferentId) -> Iterator[tuple[int, int, tuple[Mention, ...]]]:
    """All places that name a referent, or one that was merged into it, in every set that the person may see.

    Yields:
        For each article that has some: how many articles are read, how many there are, and its places in reading
        order; the first time before any is read.
    """
    referents = session.corpus.referents()
    ids = {referent, *(r.id for r in merged_into(referents, referent))}
    documents = session.corpus.documents_naming(ids)
    yield 0, len(documents), ()
    read: set[DocumentId] = set()
    for annotated in session.sight.every_annotated(documents=frozenset(documents)):
        document, header = annotated.document, annotated.annotation_set
        read.add(document.id)
        if header is None:
            continue
        found = tuple(
            Mention(document.id, document.title, header.name, a.id, a.extent, around(document.text, a.extent))
            for a in annotated.annotations
            if a.referent in ids
        )
        yield len(read), len(documents), found


# ---------------------------------------------------------------------- doing


def make(session: Session, name: str, kind: str) -> Referent:
    """A new referent.

    It is an act of its own, so that taking back the first link to it never takes it away from later ones.

    Raises:
        RuleError: If the name is empty, or the scheme has no such entity label.
    """
    referent = Referent(ReferentId(mint("e")), _checked_name(name), _checked_kind(session, kind))
    with session.shared_act(N_("New referent")) as act:
        act.put(referent)
    return referent


def link(
    session: Session, document: OpenDocument, annotations: Iterable[AnnotationId], referent: ReferentId
) -> Referent:
    """Say whom or what annotations mean; words that the referent was not known by yet become one of its variants.

    The variant is learned in an act of its own: a referent belongs to everybody, and taking back a link in one
    article must not wait for what was linked in another.

    Raises:
        NotFound: If the corpus has no such referent.
        RuleError: If an annotation of that layer names nobody.
    """
    meant = _known(session, referent)
    linked = [_referring(document, annotation) for annotation in annotations]
    with session.act(LINK, document) as act:
        for annotation in linked:
            if annotation.referent != meant.id:
                act.put(replace(annotation, referent=meant.id))
    return _learned(session, meant, (name_of(document, annotation) for annotation in linked))


def unlink(session: Session, document: OpenDocument, annotation: AnnotationId) -> None:
    """Say that an annotation means nobody in particular."""
    old = _referring(document, annotation)
    if old.referent is not None:
        with session.act(N_("Unlink the referent"), document) as act:
            act.put(replace(old, referent=None))


def rename(session: Session, referent: ReferentId, name: str) -> Referent:
    """Give a referent another name; the old one stays as a variant."""
    old, new = _known(session, referent), _checked_name(name)
    if new == old.name:
        return old
    variants = (*(v for v in old.variants if v != new), old.name)
    changed = replace(old, name=new, variants=variants)
    with session.shared_act(N_("Rename a referent")) as act:
        act.put(changed)
    return changed


def set_kind(session: Session, referent: ReferentId, kind: str) -> Referent:
    """Say what a referent is."""
    changed = replace(_known(session, referent), kind=_checked_kind(session, kind))
    with session.shared_act(N_("Change the kind of a referent")) as act:
        act.put(changed)
    return changed


def merge(session: Session, kept: ReferentId, gone: ReferentId) -> Referent:
    """Say that two referents are one: what names ``gone`` means ``kept`` from now on.

    One act: annotations keep the id they were given, so the merge can be taken back from history.

    Returns:
        The one that is kept, with the names of both.

    Raises:
        RuleError: If the two are one already.
    """
    referents = session.corpus.referents()
    one, other = _known(session, kept), _known(session, gone)
    if one.id == other.id:
        raise RuleError(message("“{name}” and “{other}” are one already.", name=one.name, other=other.name))
    names = dict.fromkeys((*one.variants, other.name, *other.variants))
    names.pop(one.name, None)
    whole = replace(one, variants=tuple(names), wikidata=one.wikidata or other.wikidata)
    with session.shared_act(MERGE) as act:
        act.put(whole)
        # Those merged into the one that goes come along: nobody has to follow a chain.
        for moved in (other, *merged_into(referents, other.id)):
            act.put(replace(moved, same_as=one.id))
    return whole


def separate(session: Session, referent: ReferentId) -> None:
    """Let a referent that was merged stand for itself again."""
    found = session.corpus.referents().get(referent)
    if found is None:
        raise _missing(referent)
    if found.same_as is not None:
        with session.shared_act(N_("Separate referents")) as act:
            act.put(replace(found, same_as=None))


def set_wikidata(session: Session, referent: ReferentId, identifier: str) -> Referent:
    """Say which item of Wikidata a referent is; an empty identifier takes that back.

    Args:
        session: Whose act it is.
        referent: Which.
        identifier: Such as ``Q44269``, or the address of the item's page.

    Raises:
        RuleError: If it is no identifier of an item.
    """
    found = _WIKIDATA.fullmatch(identifier.strip()) if identifier.strip() else None
    if identifier.strip() and found is None:
        raise RuleError(
            message("“{identifier}” is no item of Wikidata.", identifier=identifier.strip()),
            message("An item is written as Q and a number, such as Q44269."),
        )
    changed = replace(_known(session, referent), wikidata=found.group(1).upper() if found is not None else None)
    with session.shared_act(N_("Name the item of Wikidata")) as act:
        act.put(changed)
    return changed


def uses(session: Session) -> list[Use]:
    """All referents that stand for themselves, with how often they are named; the most frequent first.

    Mentions of those that were merged into one count for it. Only sets that the person may see are counted.
    """
    known, sight = session.corpus.referents(), session.sight
    counts: Counter[ReferentId] = Counter()
    documents: dict[ReferentId, set[DocumentId]] = {}
    for referent, document, name, count in session.corpus.mention_counts():
        root = standing(known, referent)
        if root is not None and sight.sees(document, name):
            counts[root.id] += count
            documents.setdefault(root.id, set()).add(document)
    found = [Use(r, counts[r.id], len(documents.get(r.id, ()))) for r in known.values() if r.same_as is None]
    return sorted(found, key=lambda use: (-use.mentions, use.referent.name, use.referent.id))


# ---------------------------------------------------------------------- within


@dataclass(frozen=True, slots=True)
class _Shape:
    """A name as names are compared."""

    folded: str
    words: frozenset[str]
    pieces: frozenset[str]


@lru_cache(maxsize=1 << 16)
def _shape(name: str) -> _Shape:
    words = [_bare(word) for word in fold(name).translate(_NO_QUOTES).split()]
    folded = " ".join(words)
    padded = f" {folded} "
    return _Shape(folded, frozenset(words), frozenset(padded[i : i + 3] for i in range(len(padded) - 2)))


def _stands_inside(name: _Shape, words: _Shape) -> bool:
    """Whether a name of two words or more stands as a whole inside longer words, or ends with them («حداد»)."""
    whole = " " in name.folded and f" {name.folded} " in f" {words.folded} "
    return whole or (bool(words.folded) and name.folded.endswith(f" {words.folded}"))


def _bare(word: str) -> str:
    """A word without its article, where enough is left to tell it by."""
    return word[len(_ARTICLE) :] if word.startswith(_ARTICLE) and len(word) > len(_ARTICLE) + 2 else word


def _likeness(one: _Shape, other: _Shape) -> float:
    """1 for the same words, 0.6 to 0.9 where whole words are shared, below that by shared triples of letters."""
    if not one.folded or not other.folded:
        return 0.0
    if one.folded == other.folded:
        return 1.0
    shared = len(one.words & other.words)
    if shared:
        return 0.6 + 0.3 * shared / max(len(one.words), len(other.words))
    alike = len(one.pieces & other.pieces) / len(one.pieces | other.pieces)
    return 0.59 * alike if not other.folded.startswith(one.folded) else 0.59


def _root(referents: Mapping[ReferentId, Referent], referent: Referent) -> ReferentId | None:
    found = standing(referents, referent.id)
    return found.id if found is not None else None


def _named_inside(document: OpenDocument, annotation: Annotation) -> Annotation | None:
    """The person or body that a source names: «وزير النقل سامر الخطيب» is «سامر الخطيب».

    What is marked on the very same letters says it best («موسكو»). A body inside is meant where the words begin with
    it or with what kind of body it is («صحيفة «المال»»), not where somebody is of it («متحدث باسم وزارة المالية»).
    """
    if annotation.layer != SOURCE_LAYER:
        return None
    inside = [
        other
        for other in document.touching(annotation.start, annotation.end)
        if other.layer == ENTITY_LAYER and annotation.extent.contains(other.extent)
    ]
    same = next((other for other in inside if other.extent == annotation.extent), None)
    if same is not None:
        return same
    is_body = kind_of_head(annotation.text(document.text)) == "ORG"
    named = [
        other
        for other in inside
        if (other.label == "PERS" and _names_who_speaks(document.text, annotation, other))
        or (other.label == "ORG" and (is_body or other.start == annotation.start))
    ]
    return max(named, key=lambda other: (other.label == "PERS", other.end - other.start), default=None)


def _names_who_speaks(text: str, source: Annotation, person: Annotation) -> bool:
    """Whether a person inside a source is who speaks: at its start, its end, or before a comma.

    «أندريه كورتونوف، المدير العام», «وزير النقل سامر الخطيب»; not «مستشار تابع للمشير حفتر والذي يسيطر على الشرق».
    """
    behind = text[person.end : source.end].lstrip()
    return person.start == source.start or not behind or behind[0] in _COMMAS


def _learned(session: Session, referent: Referent, names: Iterable[str]) -> Referent:
    known = {_shape(name).folded for name in (referent.name, *referent.variants)}
    new = [name for name in dict.fromkeys(names) if name and _shape(name).folded not in known]
    if not new:
        return referent
    wiser = replace(referent, variants=(*referent.variants, *new))
    with session.shared_act(N_("Learn a name of a referent")) as act:
        act.put(wiser)
    return wiser


def _known(session: Session, referent: ReferentId) -> Referent:
    found = standing(session.corpus.referents(), referent)
    if found is None:
        raise _missing(referent)
    return found


def _missing(referent: ReferentId) -> NotFound:
    return NotFound(message("The corpus has no referent {id}.", id=referent))


def _referring(document: OpenDocument, annotation: AnnotationId) -> Annotation:
    known = document.annotations.get(annotation)
    if known is None:
        raise RuleError(message("That annotation is no longer there."))
    if not may_refer(known):
        raise RuleError(
            message("Only entities and sources name somebody or something."), message("Choose one of these first.")
        )
    return known


def _checked_name(name: str) -> str:
    tidy = " ".join(name.split())
    if not tidy:
        raise RuleError(message("A referent needs a name."))
    return tidy


def _checked_kind(session: Session, kind: str) -> str:
    session.scheme.label(ENTITY_LAYER, kind)
    return kind
