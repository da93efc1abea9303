"""Somebody who only looks at a corpus: what they may see of it, without taking part in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from annotator.model.identity import Handle, SetName
from annotator.model.scheme import Scheme
from annotator.operations.visibility import Sight
from annotator.store.corpus import Corpus


class Looking(Protocol):
    """Who asks what the corpus holds: a session, or somebody who only looks."""

    @property
    def corpus(self) -> Corpus:
        """The corpus."""

    @property
    def scheme(self) -> Scheme:
        """Its scheme."""

    @property
    def sight(self) -> Sight:
        """What they may see, as things stand now."""

    def display_name(self, set_name: SetName) -> str:
        """What people call the annotator whose set this is."""


@dataclass(frozen=True, slots=True)
class Onlooker:
    """Somebody at a corpus that nothing is written into.

    Attributes:
        corpus: The corpus.
        viewer: Who looks; None: somebody whom the corpus does not know.
    """

    corpus: Corpus
    viewer: Handle | None

    @property
    def scheme(self) -> Scheme:
        """The scheme of the corpus."""
        return self.corpus.scheme

    @property
    def sight(self) -> Sight:
        """What the person may see."""
        return Sight(self.corpus, self.viewer)

    def display_name(self, set_name: SetName) -> str:
        """What people call the annotator whose set this is; the name of the set where nobody is known by it."""
        annotator = self.corpus.annotators().get(Handle(set_name))
        return annotator.name if annotator is not None else set_name
