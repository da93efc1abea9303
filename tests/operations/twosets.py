"""A corpus in which two people annotated one article and handed it in, and a third settles it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from annotator.bundled import resource
from annotator.model.annotated import AnnotatedDocument, AnnotationSet, SchemeRef
from annotator.model.annotation import Annotation
from annotator.model.annotator import Annotator, Role
from annotator.model.document import Document, new_document
from annotator.model.identity import ADJUDICATED, Handle, SetName
from annotator.model.relation import Relation
from annotator.model.scheme import parse_scheme
from annotator.model.workflow import Status
from annotator.operations.session import Session
from annotator.store.corpus import Corpus
from tests.analysis.sheets import Sheet

SCHEME = SchemeRef("arabic-news", "1")
REVIEWER = Annotator(Handle("rana"), "رنا خوري", Role.REVIEWER)
AMAL, BASIM = Annotator(Handle("amal"), "أمل"), Annotator(Handle("basim"), "باسم")

# The newspaper Al-Mina quoted an official in the port as saying that the agreement was near, and the ministry in Sidon
# confirmed that the ship had left, adding that it carried wheat.
TEXT = (
    "نقلت صحيفة الميناء عن مسؤول في المرفأ أن الاتفاق قريب، وأكدت وزارة النقل أن السفينة أبحرت، مضيفة أنها تحمل القمح."
)


def first_sheet() -> Sheet:
    """What Amal has: the relay, the ministry, the continued claim in doubt, the port as a facility."""
    sheet = Sheet(TEXT, "amal")
    near, left = sheet.mark("claim", "أن الاتفاق قريب"), sheet.mark("claim", "أن السفينة أبحرت")
    wheat = sheet.mark("claim", "أنها تحمل القمح", unsure=True, note="؟ من يقول هذا؟")
    paper, official = sheet.mark("source", "صحيفة الميناء"), sheet.mark("source", "مسؤول في المرفأ")
    ministry = sheet.mark("source", "وزارة النقل")
    quoted, confirmed = sheet.mark("cue", "نقلت"), sheet.mark("cue", "أكدت")
    sheet.mark("entity", "المرفأ", "FAC")
    sheet.tie({"claim": near, "source": official, "via": paper, "cue": quoted}, holder="text", stance="assert")
    sheet.tie({"claim": left, "source": ministry, "cue": confirmed}, holder="text", stance="assert")
    sheet.tie({"claim": wheat, "source": ministry}, holder="continued", stance="assert")
    return sheet


def second_sheet() -> Sheet:
    """What Basim has: the newspaper as the source, no continued claim, the port as a place, a proclitic too many."""
    sheet = Sheet(TEXT, "basim")
    near, left = sheet.mark("claim", "أن الاتفاق قريب"), sheet.mark("claim", "أن السفينة أبحرت")
    paper, ministry = sheet.mark("source", "صحيفة الميناء"), sheet.mark("source", "وزارة النقل")
    quoted, confirmed = sheet.mark("cue", "نقلت"), sheet.mark("cue", "وأكدت")
    sheet.mark("entity", "المرفأ", "LOC")
    sheet.tie({"claim": near, "source": paper, "cue": quoted}, holder="text", stance="assert")
    sheet.tie({"claim": left, "source": ministry, "cue": confirmed}, holder="text", stance="assert")
    return sheet


def record(document: Document, sheet: Sheet, *, status: Status = Status.SUBMITTED) -> AnnotatedDocument:
    """A sheet as a record."""
    header = AnnotationSet(sheet.name, status, (), None, SCHEME)
    annotations = tuple(sorted(sheet.annotations, key=lambda a: a.order))
    return AnnotatedDocument(document, (), header, annotations, tuple(sheet.relations), (), SCHEME)


def corpus_with(folder: Path, sheets: Iterable[Sheet], *, people: Iterable[Annotator] = ()) -> tuple[Path, Document]:
    """A corpus file with one article and these sets."""
    path = folder / "two.isnad"
    scheme = parse_scheme(resource("schemes", "arabic-news.toml").read_text("utf-8"))
    article = new_document(TEXT)
    with (
        Corpus.create(path, scheme, author=REVIEWER.handle) as corpus,
        corpus.act("Import", author=REVIEWER.handle) as act,
    ):
        for person in (REVIEWER, AMAL, BASIM, *people):
            act.put(person)
        act.put_document(article)
        for sheet in sheets:
            act.put_set(record(article, sheet))
    return path, article


def reviewing(folder: Path) -> tuple[Session, Document]:
    """A reviewer at the corpus of the two sheets."""
    path, article = corpus_with(folder, (first_sheet(), second_sheet()))
    return Session.open(path, REVIEWER), article


def sets_of(session: Session, document: Document) -> Mapping[SetName, tuple[list[Annotation], list[Relation]]]:
    """All annotations and relations of the authors, to see that they never change."""
    names = [name for name in session.corpus.set_names(document.id) if name != ADJUDICATED]
    records = {name: session.corpus.annotated(document.id, name) for name in names}
    return {name: (list(r.annotations), list(r.relations)) for name, r in records.items()}
