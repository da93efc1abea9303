"""Who speaks in one annotation set, numbered by first appearance."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeAlias

from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId, ReferentId
from annotator.model.referent import Referent
from annotator.text.folding import fold

_Order: TypeAlias = tuple[int, int, str, str]


class Speakers:
    """The speakers that the sources of one set mention, kept up to date source by source.

    Two sources are one speaker when they mean the same referent, or without one when their folded words are the same.
    """

    def __init__(self, text: str, sources: Iterable[Annotation]) -> None:
        self._text = text
        self._referents: Mapping[ReferentId, Referent] = {}
        self._sources: dict[AnnotationId, tuple[Annotation, Hashable]] = {}
        self._with_referent: dict[AnnotationId, Annotation] = {}
        self._mentions: dict[Hashable, list[_Order]] = {}
        self._firsts: list[_Order] = []
        # In reading order every mention is the last so far, and so is every first one: nothing is to be looked for.
        for source in sorted(sources, key=lambda a: a.order):
            speaker, order = self._speaker(source), source.order
            self._sources[source.id] = (source, speaker)
            if source.referent is not None:
                self._with_referent[source.id] = source
            known = self._mentions.get(speaker)
            if known is None:
                self._mentions[speaker] = [order]
                self._firsts.append(order)
            else:
                known.append(order)

    def __len__(self) -> int:
        return len(self._firsts)

    def number(self, source: AnnotationId) -> int | None:
        """The number of the source's speaker, from one, or None where there is no such source."""
        known = self._sources.get(source)
        if known is None:
            return None
        return bisect_left(self._firsts, self._mentions[known[1]][0]) + 1

    def put(self, source: Annotation) -> None:
        """Take over a source, new or changed."""
        self.drop(source.id)
        speaker = self._speaker(source)
        self._sources[source.id] = (source, speaker)
        if source.referent is not None:
            self._with_referent[source.id] = source
        mentions = self._mentions.setdefault(speaker, [])
        before = mentions[0] if mentions else None
        insort(mentions, source.order)
        self._move_first(before, mentions[0])

    def drop(self, source: AnnotationId) -> None:
        """Forget a source, if it is there."""
        known = self._sources.pop(source, None)
        if known is None:
            return
        self._with_referent.pop(source, None)
        annotation, speaker = known
        mentions = self._mentions[speaker]
        before = mentions[0]
        del mentions[bisect_left(mentions, annotation.order)]
        if not mentions:
            del self._mentions[speaker]
        self._move_first(before, mentions[0] if mentions else None)

    def learn_referents(self, referents: Mapping[ReferentId, Referent]) -> None:
        """Take over who is who."""
        self._referents = referents
        for source in list(self._with_referent.values()):
            if self._sources[source.id][1] != self._speaker(source):
                self.put(source)

    def _move_first(self, before: _Order | None, after: _Order | None) -> None:
        """A speaker appears first at another place than before, or for the first time, or no more."""
        if before == after:
            return
        if before is not None:
            del self._firsts[bisect_left(self._firsts, before)]
        if after is not None:
            insort(self._firsts, after)

    def _speaker(self, source: Annotation) -> Hashable:
        if source.referent is not None:
            referent = self._referents.get(source.referent)
            return ("referent", (referent.same_as or referent.id) if referent else source.referent)
        return fold(source.text(self._text))
