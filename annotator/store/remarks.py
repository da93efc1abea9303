"""Remarks as JSON and as rows: assignments, comments, decisions, dismissals, and the workflow of the corpus.

All are shared records; the log and the table ``remark`` hold the same body. Bodies leave out what stands in the key,
and what is as it is by default.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any, Final, TypeAlias, TypeVar

import orjson

from annotator.model.changes import RecordKey, RecordKind, Remark
from annotator.model.comment import Comment
from annotator.model.decision import Answer, AnswerKind, Choice, Decision, Verdict
from annotator.model.dismissal import Dismissal
from annotator.model.errors import BugError
from annotator.model.identity import CommentId, DecisionId, DocumentId, Handle, SetName
from annotator.model.workflow import Assignment, Task, Workflow

Table: TypeAlias = dict[str, Any]
R = TypeVar("R", bound=Remark)

REMARKS: Final = frozenset(
    (
        RecordKind.ASSIGNMENT,
        RecordKind.COMMENT,
        RecordKind.DECISION,
        RecordKind.DISMISSAL,
        RecordKind.WORKFLOW,
    )
)
"""Kinds of records that the table ``remark`` holds."""

_KINDS: Final[Mapping[type, RecordKind]] = {
    Assignment: RecordKind.ASSIGNMENT,
    Comment: RecordKind.COMMENT,
    Decision: RecordKind.DECISION,
    Dismissal: RecordKind.DISMISSAL,
}
_COMMENT: Final = ("set_name", "target", "reply_to", "resolved_by")


def remark_table(remark: Remark | Workflow) -> Table:
    """A remark as the log and the state hold it."""
    match remark:
        case Assignment():
            return {"annotator": remark.annotator, "task": remark.task, "by": remark.by, "at": remark.at}
        case Comment():
            table: Table = {"text": remark.text, "author": remark.author, "at": remark.at}
            table |= {name: value for name in _COMMENT if (value := getattr(remark, name)) is not None}
            return table | ({"question": True} if remark.question else {})
        case Decision():
            return _decision_table(remark)
        case Dismissal():
            return {
                "set_name": remark.set_name,
                "finding": remark.finding,
                "reason": remark.reason,
                "author": remark.author,
                "at": remark.at,
            }
        case Workflow():
            return {"blind": remark.blind, "overlap": remark.overlap}


def remark_of(key: RecordKey, table: Mapping[str, Any]) -> Remark | Workflow:
    """The remark of ``remark_table``."""
    document = DocumentId(key.document or "")
    match key.kind:
        case RecordKind.ASSIGNMENT:
            return Assignment(
                document, Handle(table["annotator"]), Task(table["task"]), Handle(table["by"]), table["at"]
            )
        case RecordKind.COMMENT:
            return _comment_of(CommentId(key.id), document, table)
        case RecordKind.DECISION:
            return _decision_of(DecisionId(key.id), document, table)
        case RecordKind.DISMISSAL:
            return Dismissal(
                document,
                SetName(table["set_name"]),
                table["finding"],
                table["reason"],
                Handle(table["author"]),
                table["at"],
            )
        case RecordKind.WORKFLOW:
            return Workflow(bool(table["blind"]), table["overlap"])
    raise BugError(f"no remark: {key}")


def key_of_remark(remark: Remark | Workflow) -> RecordKey:
    """Where a remark lives."""
    match remark:
        case Assignment():
            return RecordKey(RecordKind.ASSIGNMENT, remark.document, id=remark.id)
        case Comment():
            return RecordKey(RecordKind.COMMENT, remark.document, id=remark.id)
        case Decision():
            return RecordKey(RecordKind.DECISION, remark.document, id=remark.id)
        case Dismissal():
            return RecordKey(RecordKind.DISMISSAL, remark.document, id=remark.id)
        case Workflow():
            return RecordKey(RecordKind.WORKFLOW)


class Remarks:
    """The table ``remark`` of one open corpus file.

    Args:
        connection: The one connection of the file; the corpus owns it.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute

    def value(self, key: RecordKey) -> Remark | Workflow | None:
        """One remark, seen or waiting for its document; None where there is no such."""
        row = self._execute(
            "SELECT body FROM remark WHERE kind = ? AND document = ? AND id = ?", _place(key)
        ).fetchone()
        return None if row is None else remark_of(key, orjson.loads(row[0]))

    def write(self, key: RecordKey, remark: Remark | Workflow | None) -> None:
        """Make the state say this of one remark; None takes it away."""
        if remark is None:
            self._execute("DELETE FROM remark WHERE kind = ? AND document = ? AND id = ?", _place(key))
        else:
            body = orjson.dumps(remark_table(remark))
            self._execute("INSERT OR REPLACE INTO remark VALUES (?, ?, ?, ?)", (*_place(key), body))

    def of_kind(self, kind: type[R], document: DocumentId | None) -> list[R]:
        """The remarks of a kind whose documents are there, by document and id.

        Args:
            kind: ``Assignment``, ``Comment``, ``Decision`` or ``Dismissal``.
            document: Only those about this document.
        """
        named = _KINDS[kind]
        rows = self._execute(
            "SELECT r.document, r.id, r.body FROM remark r JOIN document d ON d.id = r.document "
            "WHERE r.kind = ?1 AND (?2 IS NULL OR r.document = ?2) AND d.text IS NOT NULL ORDER BY r.document, r.id",
            (named.value, document),
        ).fetchall()
        found = (remark_of(RecordKey(named, name, id=known), orjson.loads(body)) for name, known, body in rows)
        return [remark for remark in found if isinstance(remark, kind)]

    def every(self, document: DocumentId) -> list[Remark | Workflow]:
        """All remarks about a document, whether it is there or not."""
        rows = self._execute(
            "SELECT kind, id, body FROM remark WHERE document = ? ORDER BY kind, id", (document,)
        ).fetchall()
        return [remark_of(RecordKey(RecordKind(kind), document, id=i), orjson.loads(body)) for kind, i, body in rows]


def _place(key: RecordKey) -> tuple[str, str, str]:
    return key.kind.value, key.document or "", key.id


def _comment_of(comment: CommentId, document: DocumentId, table: Mapping[str, Any]) -> Comment:
    return Comment(
        comment,
        document,
        table.get("set_name"),
        table.get("target"),
        table["text"],
        Handle(table["author"]),
        table["at"],
        table.get("reply_to"),
        table.get("question", False),
        table.get("resolved_by"),
    )


def _decision_table(decision: Decision) -> Table:
    table: Table = {
        "case": decision.case,
        "sets": decision.sets,
        "choice": decision.choice,
        "verdict": decision.verdict,
        "reason": decision.reason,
        "author": decision.author,
        "at": decision.at,
        "adopted": decision.adopted,
    }
    answer = decision.answer
    if answer is not None:
        table["answer"] = {"kind": answer.kind, "text": answer.text, "at": answer.at, "author": answer.author}
    return table


def _decision_of(decision: DecisionId, document: DocumentId, table: Mapping[str, Any]) -> Decision:
    answer = table.get("answer")
    return Decision(
        decision,
        document,
        table["case"],
        tuple(SetName(name) for name in table["sets"]),
        None if table["choice"] is None else Choice(table["choice"]),
        Verdict(table["verdict"]),
        table["reason"],
        Handle(table["author"]),
        table["at"],
        tuple(table["adopted"]),
        None
        if answer is None
        else Answer(AnswerKind(answer["kind"]), answer["text"], answer["at"], Handle(answer["author"])),
    )
