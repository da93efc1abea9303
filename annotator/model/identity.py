"""Names of things: the kinds of identifiers, and how new ones are drawn."""

from __future__ import annotations

import hashlib
import secrets
from typing import NewType

DocumentId = NewType("DocumentId", str)
AnnotationId = NewType("AnnotationId", str)
RelationId = NewType("RelationId", str)
ReferentId = NewType("ReferentId", str)
SetName = NewType("SetName", str)
"""Name of an annotation set: an annotator's handle, or a name such as ``adjudicated``."""
Handle = NewType("Handle", str)
CommentId = NewType("CommentId", str)
DecisionId = NewType("DecisionId", str)
ActId = NewType("ActId", str)
"""One gesture of one person: the replica in hexadecimal, a hyphen, and the first sequence number."""

ADJUDICATED = SetName("adjudicated")

# Without i, l, o and u: they are misread, or make words.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def mint(prefix: str) -> str:
    """A random identifier: ``prefix`` and twelve characters that hold 60 random bits.

    Random rather than counted, so that two people who work apart never draw the same one.
    """
    bits = secrets.randbits(60)
    return prefix + "".join(_ALPHABET[(bits >> shift) & 31] for shift in range(0, 60, 5))


def document_id_of(text_sha256: str) -> DocumentId:
    """The identifier of a document that came without one: colleagues who import the same text meet."""
    return DocumentId(text_sha256[:16])


def derive(prefix: str, *names: str) -> str:
    """An identifier that follows from others: the same names give the same one, wherever it is asked for.

    Args:
        prefix: What it begins with.
        names: What it is derived from, such as a set and the id of an annotation in it.
    """
    # Fifteen hexadecimal digits hold 60 bits too; thousands are derived at once when two sets are compared.
    return prefix + hashlib.sha256("\x1f".join(names).encode()).hexdigest()[:15]
