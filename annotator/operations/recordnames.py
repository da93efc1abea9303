"""What people call a record of the corpus: which referent, whose annotation in which article."""

from __future__ import annotations

from annotator.model.changes import RecordKey, RecordKind
from annotator.model.errors import Message, NotFound, message
from annotator.model.identity import ADJUDICATED, DocumentId, Handle, ReferentId, SetName
from annotator.store.corpus import Corpus

_LONGEST_TITLE = 48


def record_named(corpus: Corpus, key: RecordKey) -> Message:
    """A record, named for people; one that is not there is named all the same."""
    title = title_of(corpus, key.document) if key.document is not None else ""
    whose = set_named(corpus, key.set_name) if key.set_name is not None else message("zone")
    match key.kind:
        case RecordKind.SCHEME:
            return message("the scheme")
        case RecordKind.WORKFLOW:
            return message("what was agreed on about the work")
        case RecordKind.REFERENT:
            known = corpus.referents().get(ReferentId(key.id))
            return message("the referent “{name}”", name=key.id if known is None else known.name)
        case RecordKind.ANNOTATOR:
            return message("the person “{name}”", name=key.id)
        case RecordKind.DOCUMENT:
            return message("the article “{title}”", title=title)
        case RecordKind.ZONE:
            return message("a zone of “{title}”", title=title)
        case RecordKind.HEADER:
            return message("the status of “{title}” ({set})", title=title, set=whose)
        case RecordKind.SET:
            return message("the annotations of “{title}” ({set})", title=title, set=whose)
        case RecordKind.ANNOTATION:
            return message("an annotation in “{title}” ({set})", title=title, set=whose)
        case RecordKind.RELATION:
            return message("a relation in “{title}” ({set})", title=title, set=whose)
        case RecordKind.ASSIGNMENT:
            return message("the assignment of “{title}” ({name})", title=title, name=key.id.partition(":")[2])
        case RecordKind.COMMENT:
            return message("a comment on “{title}”", title=title)
        case RecordKind.DECISION:
            return message("a decision on “{title}”", title=title)
        case RecordKind.DISMISSAL:
            return message("a finding that was waved off in “{title}”", title=title)


def set_named(corpus: Corpus, set_name: SetName) -> Message:
    """Whose annotation set it is, as people call them."""
    if set_name == ADJUDICATED:
        return message("adjudicated")
    known = corpus.annotators().get(Handle(set_name))
    return Message("{name}", {"name": set_name if known is None else known.name})


def title_of(corpus: Corpus, document: DocumentId) -> str:
    """The title of an article, short enough for a line; its id where it is not there."""
    try:
        title = corpus.document(document).title
    except NotFound:
        return document
    return title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1].rstrip() + "…"
