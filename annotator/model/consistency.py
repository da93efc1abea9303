"""What a consistency check finds in the annotations of one set, and how it can be mended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from annotator.model.annotation import Annotation
from annotator.model.errors import Message
from annotator.model.identity import AnnotationId, DocumentId, RelationId, SetName
from annotator.model.relation import Relation
from annotator.model.span import Fragments, Span


class FindingKind(StrEnum):
    """What sort of thing was found, the gravest first."""

    SCHEME = "scheme"
    """A label, attribute or relation that the scheme does not allow (any more)."""
    NEWLINE = "newline"
    """It crosses a line end; a claim stands in one paragraph (boundary rule 3)."""
    SPACE = "space"
    """It begins or ends with white space."""
    OPEN = "open"
    """A claim that nobody says."""
    UNTIED = "untied"
    """A source or cue that belongs to no claim."""
    MISSING = "missing"
    """A required attribute without a value."""
    CONTRADICTION = "contradiction"
    """Two values that cannot both hold."""
    QUOTES = "quotes"
    """One of two quotation marks is inside, the other outside (rules 1 and 6)."""
    PUNCTUATION = "punctuation"
    """Punctuation at an edge that belongs to nothing (rules 1, 4, 5, 6)."""
    PROCLITIC = "proclitic"
    """A preposition, a proclitic or a pronoun at an edge (rules 1, 4, 5, 6, 7)."""
    LABELS = "labels"
    """The same words bear another label elsewhere."""
    CROSSING = "crossing"
    """It lies across another annotation of its layer."""


class Severity(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    """Against the scheme or the rules without a doubt."""
    WARNING = "warning"
    """Against a rule, as far as a machine can tell."""
    HINT = "hint"
    """Worth a look."""


SEVERITIES: Mapping[FindingKind, Severity] = {
    FindingKind.SCHEME: Severity.ERROR,
    FindingKind.NEWLINE: Severity.ERROR,
    FindingKind.SPACE: Severity.ERROR,
    FindingKind.OPEN: Severity.WARNING,
    FindingKind.UNTIED: Severity.WARNING,
    FindingKind.MISSING: Severity.WARNING,
    FindingKind.CONTRADICTION: Severity.WARNING,
    FindingKind.QUOTES: Severity.WARNING,
    FindingKind.PUNCTUATION: Severity.WARNING,
    FindingKind.PROCLITIC: Severity.WARNING,
    FindingKind.LABELS: Severity.HINT,
    FindingKind.CROSSING: Severity.HINT,
}


@dataclass(frozen=True, slots=True)
class Fix:
    """How a finding is mended, as data: what becomes of its owner.

    Attributes:
        what: What the fix does, for a person.
        fragments: The stretches that it covers afterwards; None leaves them.
        label: Its label afterwards; None leaves it.
        without: Attributes whose values are taken away.
    """

    what: Message
    fragments: Fragments | None = None
    label: str | None = None
    without: tuple[str, ...] = ()

    def mended(self, annotation: Annotation) -> Annotation:
        """The annotation as the fix makes it."""
        return replace(
            annotation,
            fragments=annotation.fragments if self.fragments is None else self.fragments,
            label=annotation.label if self.label is None else self.label,
            attributes=self._left(annotation.attributes),
        )

    def mended_relation(self, relation: Relation) -> Relation:
        """The relation as the fix makes it; only attributes of relations are mended."""
        return replace(relation, attributes=self._left(relation.attributes))

    def _left(self, attributes: Mapping[str, str]) -> Mapping[str, str]:
        return {name: value for name, value in attributes.items() if name not in self.without}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as the rules want it.

    Attributes:
        kind: What sort of thing.
        document: The article.
        set_name: The set that it is about.
        key: Its name within the set. It is made of what the finding is about (kind, place, label, values), not of
            ids: as long as nothing of that changes it is the same finding, and afterwards it is another.
        owner: The annotation or relation.
        anchor: The annotation at which it is shown; of a relation, its claim.
        span: The stretch that is shown, in code points.
        text: The words of that stretch.
        what: What is wrong, for a person.
        fix: How it can be mended without asking, or None.
    """

    kind: FindingKind
    document: DocumentId
    set_name: SetName
    key: str
    owner: AnnotationId | RelationId
    anchor: AnnotationId
    span: Span
    text: str
    what: Message
    fix: Fix | None = None

    @property
    def severity(self) -> Severity:
        """How grave it is."""
        return SEVERITIES[self.kind]
