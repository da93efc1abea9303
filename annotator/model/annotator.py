"""An annotator: a person who works at a corpus."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotator.model.errors import ValueRefused, message
from annotator.model.identity import Handle


class Role(StrEnum):
    """What somebody does in a corpus beside annotating."""

    ANNOTATOR = "annotator"
    REVIEWER = "reviewer"
    """Sees every set, gives out work, returns and approves it, and settles differences."""


@dataclass(frozen=True, slots=True)
class Annotator:
    """A person, known by a handle.

    Attributes:
        handle: Unique in the corpus and never changed; also the name of the person's annotation sets.
        name: What people call them.
        role: What they do; a reviewer may annotate too.

    Raises:
        ValueRefused: If handle or name is empty.
    """

    handle: Handle
    name: str
    role: Role = Role.ANNOTATOR

    def __post_init__(self) -> None:
        if not (self.handle and self.name):
            raise ValueRefused(message("An annotator needs a handle and a name."))
