"""An annotator: a person who works at a corpus."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.errors import ValueRefused, message
from annotator.model.identity import Handle


@dataclass(frozen=True, slots=True)
class Annotator:
    """A person, known by a handle.

    Attributes:
        handle: Unique in the corpus and never changed; also the name of the person's annotation sets.
        name: What people call them.

    Raises:
        ValueRefused: If either is empty.
    """

    handle: Handle
    name: str

    def __post_init__(self) -> None:
        if not (self.handle and self.name):
            raise ValueRefused(message("An annotator needs a handle and a name."))
